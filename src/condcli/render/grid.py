"""A table for a terminal: one header line, and cells that wrap in their columns."""

import re
from collections.abc import Iterator, Sequence
from itertools import zip_longest

from rich.console import Console
from rich.style import Style
from rich.text import Text

from condcli.render.blocks import Layout, in_one_line
from condcli.render.prose import GAP, HEADING, hanging, wrapped

ADDRESS = re.compile(r"https://[!-~]+")  # what may stand behind a link
IN_ASCII = str.maketrans("●○·", "*o-")  # the marks of rows


def lines(layout: Layout, numeric: Sequence[str], console: Console, *, linked: bool) -> Iterator[Text]:
    """The table line by line: the header, a rule, and the rows; those of a layout stand apart."""
    sizes = _sizes(layout, console.width)
    head = [[Text(in_one_line(header), HEADING)] for header in layout.headers]
    rule = [[Text(("-" if console.options.ascii_only else "─") * size)] for size in sizes]
    right = [header in numeric for header in layout.headers]
    yield from _side_by_side(head, sizes, right)
    yield from _side_by_side(rule, sizes, right)
    for number in range(len(layout.rows)):
        if layout.sizes and number:
            yield Text()
        yield from _side_by_side(_row(layout, number, sizes, console, linked=linked), sizes, right)


def _sizes(layout: Layout, width: int) -> list[int]:
    """How wide each column is: as it is set, or as its longest cell; too wide ones share what there is."""
    room = width - GAP * (len(layout.headers) - 1)
    if layout.sizes:
        rest = room - sum(size or 0 for size in layout.sizes)
        return [size or rest for size in layout.sizes]
    columns = zip(((header,) for header in layout.headers), *layout.rows, strict=True)
    sizes = [max(Text(in_one_line(line)).cell_len for cell in column for line in cell) for column in columns]
    while sum(sizes) > max(room, len(sizes)):
        sizes[sizes.index(max(sizes))] -= 1
    return sizes


def _row(
    layout: Layout, number: int, sizes: Sequence[int], console: Console, *, linked: bool
) -> list[list[Text]]:
    """A row's cells, each in lines as wide as its column, the first behind the row's mark."""
    row = [
        [
            line
            for place, said in enumerate(cell)
            for line in wrapped(
                Text(in_one_line(said), "bold" if not place and len(cell) > 1 else ""), console, size
            )
        ]
        for cell, size in zip(layout.rows[number], sizes, strict=True)
    ]
    if layout.marks:
        sign, color = layout.marks[number]
        mark = f"{sign.translate(IN_ASCII) if console.options.ascii_only else sign} "
        row[0] = [
            line
            for place, said in enumerate(layout.rows[number][0])
            for line in hanging("  " if place else mark, Text(in_one_line(said)), console, sizes[0], color)
        ]
    if linked and layout.links and (link := layout.links[number]) and ADDRESS.fullmatch(link[1]):
        for line in (line for cell in row for line in cell):
            for found in re.finditer(re.escape(link[0]), line.plain):
                line.stylize(Style(link=link[1]), *found.span())
    return row


def _side_by_side(
    cells: Sequence[Sequence[Text]], sizes: Sequence[int], right: Sequence[bool]
) -> Iterator[Text]:
    """The lines of cells beside each other, without spaces at the end."""
    for row in zip_longest(*cells, fillvalue=Text()):
        line = Text()
        for cell, size, to_right in zip(row, sizes, right, strict=True):
            pad = " " * (size - cell.cell_len)
            line = Text.assemble(line, *((pad, cell) if to_right else (cell, pad)), " " * GAP)
        line.rstrip()
        yield line
