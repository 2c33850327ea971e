"""Blocks as text for a terminal, with rich."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest

from msgspec import structs
from rich import box
from rich.console import Console, Group, RenderableType
from rich.constrain import Constrain
from rich.panel import Panel
from rich.table import Table as RichTable
from rich.text import Text

from condcli.render.blocks import (
    Block,
    Bullet,
    Columns,
    Fields,
    Heading,
    Paragraph,
    Quote,
    Steps,
    Table,
    in_one_line,
)

READING_WIDTH = 88  # longer lines are hard to follow
ALERTS = {"emergency": "red", "urgent": "yellow"}
BORDERS = 4  # columns that a panel takes for itself


def text(blocks: Iterable[Block], console: Console) -> str:
    """What the console would show: prose in lines that can be read, tables over its whole width."""
    with console.capture() as capture:
        console.print(Group(*_pieces(blocks, console)))
    return capture.get()


def _pieces(blocks: Iterable[Block], console: Console) -> Iterator[RenderableType]:
    width = min(console.width, READING_WIDTH)
    before: Block | None = None
    for block in blocks:
        if before is not None and not _belongs(block, before):
            yield ""
        if isinstance(block, Table):
            yield _rows(block, console.width)
        elif isinstance(block, Columns):
            yield _side_by_side(block, console, width)
        elif isinstance(block, Steps):
            yield Constrain(_steps(block, console, width - BORDERS), width)
        elif isinstance(block, Quote):
            yield Constrain(_quote(block), width)
        else:
            yield Constrain(_prose(block, console, width), width)
        before = block


def _belongs(block: Block, before: Block) -> bool:
    """Whether no empty line stands between them: text below its heading, a quiet line below its text."""
    if isinstance(before, Heading):
        return not isinstance(block, Heading)
    return isinstance(block, Paragraph) and block.quiet


def _prose(block: Heading | Paragraph | Bullet | Fields, console: Console, width: int) -> RenderableType:
    match block:
        case Heading(words, level):
            return Text(in_one_line(words), style="bold underline" if level == 1 else "bold cyan")
        case Paragraph(words, quiet):
            return Text(in_one_line(words), style="dim" if quiet else "")
        case Bullet(alert=None):
            return _list(block, "", console, width)
        case Bullet(alert=alert):
            color = ALERTS[alert or "urgent"]
            return Panel(_list(block, color, console, width - BORDERS), box=box.ROUNDED, border_style=color)
        case Fields(rows):
            return Text("\n").join(_labelled(label, value) for label, value in rows)


def _list(block: Bullet, color: str, console: Console, width: int) -> Text:
    """The lead and the items, each item's further lines below its first."""
    lines = [Text(in_one_line(block.lead), style=f"bold {color}" if color else "")] if block.lead else []
    for item in block.items:
        first, *more = Text(in_one_line(item)).wrap(console, max(1, width - 3))
        lines.append(Text.assemble((" • ", color), first))
        lines += [Text.assemble("   ", line) for line in more]
    return Text("\n").join(lines)


def _steps(block: Steps, console: Console, width: int) -> RenderableType:
    lines = [Text(f"HELP NOW: {in_one_line(block.lead)}", style="bold red")]
    for number, step in enumerate(block.steps, 1):
        first, *more = Text(in_one_line(step)).wrap(console, max(1, width - 3))
        lines.append(Text.assemble((f"{number}. ", "bold"), first))
        lines += [Text.assemble("   ", line) for line in more]
    lines += [
        line for said in block.also for line in Text(in_one_line(said), "bold").wrap(console, max(1, width))
    ]
    return Panel(Text("\n").join(lines), box=box.HEAVY, border_style="bold red")


def _quote(block: Quote) -> Text:
    pieces = ((in_one_line(piece), "bold" if marked else "") for piece, marked in block.pieces)
    return Text.assemble((f"{in_one_line(block.lead)}\n", "dim"), *pieces)


def _side_by_side(block: Columns, console: Console, width: int) -> RenderableType:
    """A table with a column for each on a wide terminal, else a heading and a list for each."""
    if console.width < block.narrow:
        return Group(*_one_below_the_other(block, console, width))
    table = RichTable(box=box.SIMPLE_HEAD, pad_edge=False, header_style="bold", leading=1)
    table.add_column("", style="bold", ratio=1)
    for name in block.headers:
        table.add_column(Text(in_one_line(name)), ratio=3, overflow="fold")
    for label, cells in block.rows:
        table.add_row(Text(in_one_line(label)), *(Text("\n").join(map(_line, cell)) for cell in cells))
    return table


def _one_below_the_other(block: Columns, console: Console, width: int) -> Iterator[RenderableType]:
    for label, cells in block.rows:
        yield Text(in_one_line(label), style="bold cyan")
        for name, cell in zip(block.headers, cells, strict=True):
            yield Text(in_one_line(name), style="bold")
            yield _list(Bullet(None, cell), "", console, width)
        yield ""


def _line(text: str) -> Text:
    return Text(in_one_line(text))


def _labelled(label: str, value: str) -> Text:
    return Text.assemble((in_one_line(label), "bold"), ": ", in_one_line(value))


def _rows(block: Table, width: int) -> RenderableType:
    total = len(block.rows)
    cut = structs.replace(block, rows=block.rows[: block.at_most])
    fitted = cut.fitted(width)
    stacked = Constrain(_stacked(cut.headers, cut.rows), min(width, READING_WIDTH))
    shown = _table(fitted) if fitted else stacked
    if len(cut.rows) == total:
        return shown
    return Group(shown, Text(in_one_line(f"Showing {len(cut.rows):,} of {total:,}. {block.more}".strip())))


def _table(block: Table) -> RichTable:
    tall = any("\n" in header for header in block.headers)
    table = RichTable(box=box.SIMPLE_HEAD, pad_edge=False, header_style="bold", leading=int(tall))
    for header, size in zip_longest(block.headers, block.sizes):
        table.add_column(
            _cell(header),
            justify="right" if header in block.numeric else "left",
            ratio=1 if header == block.wide else None,
            width=size,
            overflow="fold",
        )
    for row in block.rows:
        table.add_row(*map(_cell, row))
    return table


def _cell(text: str) -> Text:
    """A cell, in which values that were put together stand below each other."""
    return Text("\n".join(map(in_one_line, text.split("\n"))))


def _stacked(headers: Sequence[str], rows: Sequence[Sequence[str]]) -> Text:
    """Each row as labelled lines, without what has no value."""
    labelled = (
        [_labelled(header, value) for header, value in zip(headers, row, strict=True) if value]
        for row in rows
    )
    return Text("\n\n").join(Text("\n").join(lines) for lines in labelled)
