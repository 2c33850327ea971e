"""Blocks as text for a terminal, with rich."""

from collections.abc import Iterable, Sequence
from itertools import zip_longest

from msgspec import structs
from rich import box
from rich.console import Console, Group, RenderableType
from rich.panel import Panel
from rich.table import Table as RichTable
from rich.text import Text

from condcli.render.blocks import Block, Bullet, Fields, Heading, Paragraph, Table, visible

READING_WIDTH = 88  # longer lines are hard to follow
ALERTS = {"emergency": "red", "urgent": "yellow"}


def text(blocks: Iterable[Block], console: Console) -> str:
    """What the console would show: prose in lines that can be read, tables over its whole width."""
    reading = min(console.width, READING_WIDTH)
    before: Block | None = None
    with console.capture() as capture:
        for block in blocks:
            if not (
                before is None
                or isinstance(before, Heading)
                or (isinstance(block, Paragraph) and block.quiet)
            ):
                console.print()
            width = console.width if isinstance(block, Table) else reading
            console.print(_renderable(block, width), width=width)
            before = block
    return capture.get()


def _belongs(block: Block, before: Block) -> bool:
    """Whether no empty line stands between them: text below its heading, a quiet line below its text."""
    if isinstance(before, Heading):
        return not isinstance(block, Heading)
    return isinstance(block, Paragraph) and block.quiet


def _renderable(block: Block, width: int) -> RenderableType:
    match block:
        case Heading(words, level):
            return Text(visible(words), style="bold underline" if level == 1 else "bold cyan")
        case Paragraph(words, quiet):
            return Text(visible(words), style="dim" if quiet else "")
        case Bullet(alert=None):
            return _list(block)
        case Bullet(alert=alert):
            return Panel(_list(block), box=box.ROUNDED, border_style=ALERTS[alert or "urgent"])
        case Fields(rows):
            return Group(*(_labelled(label, value) for label, value in rows))
        case Table():
            return _rows(block, width)


def _list(block: Bullet) -> RenderableType:
    items = RichTable.grid(padding=(0, 1))
    items.add_column(width=2, justify="right")
    items.add_column()
    style = ALERTS.get(block.alert or "", "")
    for item in block.items:
        items.add_row(Text("•", style=style), Text(visible(item)))
    lead = (Text(visible(block.lead), style=f"bold {style}" if style else ""),) if block.lead else ()
    return Group(*lead, items)


def _labelled(label: str, value: str) -> Text:
    return Text.assemble((visible(label), "bold"), ": ", visible(value))


def _rows(block: Table, width: int) -> RenderableType:
    total = len(block.rows)
    cut = structs.replace(block, rows=block.rows[: block.at_most])
    fitted = cut.fitted(width)
    shown = _table(fitted) if fitted else _stacked(cut.headers, cut.rows)
    if len(cut.rows) == total:
        return shown
    return Group(shown, Text(visible(f"Showing {len(cut.rows):,} of {total:,}. {block.more}".strip())))


def _table(block: Table) -> RichTable:
    tall = any("\n" in header for header in block.headers)
    table = RichTable(box=box.SIMPLE_HEAD, pad_edge=False, header_style="bold", leading=int(tall))
    for header, size in zip_longest(block.headers, block.sizes):
        table.add_column(
            Text(visible(header)),
            justify="right" if header in block.numeric else "left",
            ratio=1 if header == block.wide and len(block.headers) > 2 else None,  # noqa: PLR2004  a pair stays together
            width=size,
            overflow="fold",
        )
    for row in block.rows:
        table.add_row(*(Text(visible(cell)) for cell in row))
    return table


def _stacked(headers: Sequence[str], rows: Sequence[Sequence[str]]) -> RenderableType:
    lines: list[Text] = []
    for row in rows:
        lines += [_labelled(header, value) for header, value in zip(headers, row, strict=True) if value]
        lines.append(Text())
    return Group(*lines[:-1])
