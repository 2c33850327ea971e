"""Blocks as rich renderables for a terminal."""

from collections.abc import Iterable, Iterator

from rich import box
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table as RichTable
from rich.text import Text

from condcli.render.blocks import Block, Bullet, Fields, Heading, Paragraph, Table, visible

READING_WIDTH = 88  # longer lines are hard to follow
ALERTS = {"emergency": "bold red", "urgent": "bold yellow"}


def page(blocks: Iterable[Block], width: int) -> RenderableType:
    """The blocks for a terminal of `width` columns."""
    return Group(*(piece for block in blocks for piece in _pieces(block, width)))


def _pieces(block: Block, width: int) -> Iterator[RenderableType]:
    margin = max(0, width - READING_WIDTH)
    match block:
        case Heading(text, level):
            yield Text()
            yield Text(visible(text), style="bold underline" if level == 1 else "bold cyan")
        case Paragraph(text, quiet):
            yield Padding(Text(visible(text), style="dim" if quiet else ""), (0, margin, 0, 0))
        case Bullet():
            yield from _bullets(block, margin)
        case Fields(rows):
            for label, value in rows:
                yield Padding(
                    Text.assemble((visible(label), "bold"), ": ", visible(value)), (0, margin, 0, 0)
                )
        case Table():
            yield _table(block) if width >= block.narrow else _stacked(block)


def _bullets(block: Bullet, margin: int) -> Iterator[RenderableType]:
    style = ALERTS.get(block.alert or "", "")
    if block.lead:
        yield Padding(Text(visible(block.lead), style=style), (0, margin, 0, 0))
    for item in block.items:
        line = RichTable.grid(padding=(0, 1))
        line.add_column(width=2, justify="right")
        line.add_column(ratio=1)
        line.add_row(Text("•", style=style), Text(visible(item)))
        yield Padding(line, (0, margin, 0, 0))


def _table(block: Table) -> RichTable:
    table = RichTable(box=box.SIMPLE_HEAD, pad_edge=False, header_style="bold")
    for header in block.headers:
        table.add_column(
            Text(visible(header)),
            justify="right" if header in block.numeric else "left",
            ratio=1 if header == block.wide else None,
            overflow="fold",
        )
    for row in block.rows:
        table.add_row(*(Text(visible(cell)) for cell in row))
    return table


def _stacked(block: Table) -> RenderableType:
    lines = []
    for row in block.rows:
        lines += [
            Text.assemble((visible(h), "bold"), ": ", visible(v))
            for h, v in zip(block.headers, row, strict=True)
        ]
        lines.append(Text())
    return Group(*lines)
