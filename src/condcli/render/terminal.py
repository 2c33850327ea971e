"""Blocks as text for a terminal, with rich."""

import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, islice, pairwise, takewhile, zip_longest
from typing import TypeGuard, cast

from msgspec import structs
from rich.console import Console, Group, RenderableType
from rich.constrain import Constrain
from rich.text import Text

from condcli.render import boxes, columns, grid, prose
from condcli.render.blocks import (
    Block,
    Bullet,
    Columns,
    Fields,
    Heading,
    Paragraph,
    Quote,
    References,
    Sources,
    Steps,
    Table,
    in_one_line,
)
from condcli.render.prose import HEADING, READING_WIDTH, labelled

BORDERS = 4  # columns that a panel takes for itself
WIDE = 110  # columns that hold two boxes side by side
WIDEST = 240  # columns of a page
AT_ONCE = 500  # lines of a table that are drawn together
INDENT = "  "  # begins a paragraph that stands right below another, and the lines of a section
LINK_NUMBER = re.compile(r"(?<=\x1b]8;)id=[-\d]+(?=;)")  # Rich's, by chance
# Terminals that show links, by TERM_PROGRAM or by what else they set.
LINKING = frozenset(
    "iTerm.app WezTerm vscode ghostty WT_SESSION VTE_VERSION KITTY_WINDOW_ID KONSOLE_VERSION".split()  # noqa: SIM905
)
NARROW = 20  # columns that have no room for that


def pieces(blocks: Iterable[Block], console: Console) -> Iterator[str]:
    """What the console would show, piece by piece: prose in lines that can be read, tables over its width.

    A long list takes much memory while it is drawn, and a little of it little.
    """
    for piece in _pieces(list(blocks), console):
        with console.capture() as capture:
            console.print(Group(piece), crop=False)  # by itself a text would be wrapped again
        yield LINK_NUMBER.sub("", capture.get())


def _pieces(blocks: Sequence[Block], console: Console) -> Iterator[RenderableType]:
    before: Block | None = None
    at = 0
    while at < len(blocks):
        block = blocks[at]
        # Groups stand apart where each has columns of its own; one below the other they are but sections
        goes_on = _group(block) > 1 and columns.count(min(console.width, WIDEST)) == 1
        if before is not None and not goes_on and not _belongs(block, before):
            yield ""
        count = _together(blocks[at:])
        if isinstance(block, Table):
            yield from _rows(block, console)
        else:
            yield _piece(blocks[at : at + count], console)
        at += count
        before = blocks[at - 1]


def _together(blocks: Sequence[Block]) -> int:
    """How many blocks make one piece: sections of a group, two boxes, a text and its sources."""
    first = blocks[0]
    if isinstance(first, Heading) and (group := first.group):
        return len(list(takewhile(lambda b: _is_prose(b) or _group(b) == group, blocks)))
    second = blocks[1] if len(blocks) > 1 else None
    alerts = isinstance(first, Bullet) and first.alert and isinstance(second, Bullet) and second.alert
    return 2 if alerts or (_is_prose(first) and isinstance(second, Sources)) else 1


def _is_prose(block: Block) -> TypeGuard[prose.Prose]:
    kinds = (Paragraph, Bullet, Sources, References, Fields)
    return isinstance(block, kinds) and not (isinstance(block, Bullet) and block.alert)


def _piece(blocks: Sequence[Block], console: Console) -> RenderableType:
    width = min(console.width, WIDEST)
    match blocks[0]:
        case Columns() as compared:
            return _side_by_side(compared, console, min(console.width, READING_WIDTH))
        case Steps() as steps:
            reading = min(console.width, READING_WIDTH)
            return Constrain(_steps(steps, console, reading - BORDERS), reading)
        case Quote(lead) as quote:
            said = ((in_one_line(piece), "bold" if marked else "") for piece, marked in quote.pieces)
            return Constrain(
                Text.assemble(f"{in_one_line(lead)}\n", *said), min(console.width, READING_WIDTH)
            )
        case Bullet(alert="emergency" | "urgent"):
            return _joined(
                boxes.boxes(cast("Sequence[Bullet]", blocks), console, width, beside=width >= WIDE)
            )
        case Heading(group=group) if group:
            return _joined(columns.lines(list(_sections(blocks, console, columns.width(width))), width))
    return _joined([line for part in _body(blocks, console, width) for line in part])


def _joined(lines: Sequence[Text]) -> Text:
    joined = Text("\n").join(lines)
    joined.no_wrap, joined.overflow = True, "ignore"  # they are wrapped, and an address may be longer
    return joined


def _body(
    blocks: Sequence[Block], console: Console, width: int, heading: Text | None = None
) -> Iterator[list[Text]]:
    """Prose in lines, one text or list after the other, its sources at its end."""
    before: Block | None = None
    for block, after in zip_longest(blocks, blocks[1:]):
        if isinstance(block, Sources) and before is not None and not isinstance(before, Heading):
            continue
        indented = isinstance(block, Paragraph) and isinstance(before, Paragraph) and not block.quiet
        refs = after.refs if isinstance(after, Sources) else ()
        if isinstance(block, Heading) or _is_prose(block):
            begin = heading if before is None and heading else Text(INDENT if indented else "")
            yield prose.lines(block, console, width, refs, begin=begin)
        before = block


def _group(block: Block) -> int:
    return block.group if isinstance(block, Heading) else 0


def _sections(blocks: Sequence[Block], console: Console, width: int) -> Iterator[columns.Piece]:
    """Sections in pieces that stay together: a text, or an item of a list; the first with its heading."""
    starts = [at for at, block in enumerate(blocks) if isinstance(block, Heading)]
    indent = INDENT if width > NARROW else ""
    for start, end in zip_longest(starts, starts[1:]):
        heading = Text(in_one_line(cast("Heading", blocks[start]).text), prose.HEADING)
        again = prose.wrapped(Text.assemble(heading, ", continued"), console, width)
        for number, body in enumerate(_body(blocks[start + 1 : end], console, width - len(indent), heading)):
            lines = [Text.assemble(indent if number or n else "", line) for n, line in enumerate(body)]
            marks = [line.plain.count(prose.MARK) for line in lines]
            items = [n for n, count in enumerate(marks) if count] if max(marks) == 1 else []
            for first, last in pairwise((0, *items[1:], len(lines))):
                yield columns.Piece(lines[first:last], again if number or first else ())


def _belongs(block: Block, before: Block) -> bool:
    """Whether no empty line stands between them: text below its heading, a list below its text."""
    if isinstance(before, Heading):
        return not isinstance(block, Heading)
    if isinstance(block, Paragraph) and block.quiet:
        return True
    both = (block, before)
    if any(isinstance(b, Bullet) and b.alert for b in both):  # its frame is gap enough
        return True
    return all(map(_is_prose, both)) and any(isinstance(b, Bullet | Sources) for b in both)


def _steps(block: Steps, console: Console, width: int) -> RenderableType:
    from rich import box  # noqa: PLC0415  a page does without
    from rich.panel import Panel  # noqa: PLC0415  the same

    lines = [Text(f"HELP NOW: {in_one_line(block.lead)}", style="bold reverse")]
    for number, step in enumerate(block.steps, 1):
        first, *more = Text(in_one_line(step)).wrap(console, max(1, width - 3))
        lines.append(Text.assemble((f"{number}. ", "bold"), first))
        lines += [Text.assemble("   ", line) for line in more]
    lines += [
        line for said in block.also for line in Text(in_one_line(said), "bold").wrap(console, max(1, width))
    ]
    return Panel(Text("\n").join(lines), box=box.HEAVY, border_style="red")


def _side_by_side(block: Columns, console: Console, width: int) -> RenderableType:
    """A table with a column for each on a wide terminal, else a heading and a list for each."""
    from rich import box  # noqa: PLC0415  a page does without
    from rich.table import Table as RichTable  # noqa: PLC0415  the same

    if console.width < block.narrow:
        return Group(*_one_below_the_other(block, console, width))
    table = RichTable(box=box.SIMPLE_HEAD, pad_edge=False, header_style="bold", leading=1)
    table.add_column("", style="bold", ratio=1)
    for name in block.headers:
        table.add_column(Text(in_one_line(name)), ratio=3, overflow="fold")
    for label, cells in block.rows:
        listed = (
            Text("\n").join(
                Text(f"{prose.MARK if len(cell) > 1 else ''}{in_one_line(item)}") for item in cell
            )
            for cell in cells
        )
        table.add_row(Text(in_one_line(label)), *listed)
    return table


def _one_below_the_other(block: Columns, console: Console, width: int) -> Iterator[RenderableType]:
    for label, cells in block.rows:
        yield Text(in_one_line(label), style=HEADING)
        for name, cell in zip(block.headers, cells, strict=True):
            yield Text(in_one_line(name), style="bold")
            yield _joined(prose.listed(Bullet(None, cell), console, width))
        yield ""


def _rows(block: Table, console: Console) -> Iterator[RenderableType]:
    """A table in columns, or its rows as labelled lines; then what it does not show."""
    total, shown = len(block.rows), block.rows[: block.at_most]
    notes = [f"Showing {len(shown):,} of {total:,}. {block.more}".strip()] if len(shown) < total else []
    if fitted := block.fitted(console.width):
        cut = structs.replace(fitted, rows=fitted.rows[: block.at_most])
        drawn = grid.lines(cut, block.numeric, console, linked=links_shown(os.environ))
        notes += [block.below] if block.below else []
    else:
        drawn = _stacked(block.headers, shown, console)
    below = [
        line for said in notes for line in prose.wrapped(Text(in_one_line(said)), console, console.width)
    ]
    lines = chain(drawn, [Text()] if below else [], below)
    while some := list(islice(lines, AT_ONCE)):
        yield _joined(some)


def links_shown(environment: Mapping[str, str]) -> bool:
    """Whether a terminal is known to show links (OSC 8) and not their code."""
    if "FORCE_HYPERLINK" in environment:
        return environment["FORCE_HYPERLINK"] not in {"", "0"}
    return environment.get("TERM_PROGRAM") in LINKING or any(name in environment for name in LINKING)


def _stacked(headers: Sequence[str], rows: Sequence[Sequence[str]], console: Console) -> Iterator[Text]:
    """Each row as labelled lines, without what has no value."""
    for number, row in enumerate(rows):
        if number:
            yield Text()
        for header, value in zip(headers, row, strict=True):
            if value:
                yield from prose.wrapped(labelled(header, value), console, min(console.width, READING_WIDTH))
