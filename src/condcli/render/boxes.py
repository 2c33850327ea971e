"""Boxes for what calls for help: a frame in its color, its lead in the border."""

from collections.abc import Sequence
from itertools import zip_longest
from typing import NamedTuple

from rich.console import Console
from rich.text import Text

from condcli.render.blocks import Bullet, in_one_line
from condcli.render.prose import GAP, READING_WIDTH, listed, wrapped

FRAMES = {"emergency": "red", "urgent": "yellow"}
LEADS = {"emergency": "bold reverse", "urgent": "bold"}
SIDES = 4  # columns that a frame takes for itself


class Lines(NamedTuple):
    """The characters of a frame: its corners, where two boxes meet, and its lines."""

    top: tuple[str, str] = ("╭", "╮")
    middle: tuple[str, str] = ("├", "┤")
    bottom: tuple[str, str] = ("╰", "╯")
    across: str = "─"
    down: str = "│"


IN_ASCII = Lines(("+", "+"), ("+", "+"), ("+", "+"), "-", "|")


def boxes(blocks: Sequence[Bullet], console: Console, width: int, *, beside: bool) -> list[Text]:
    """The boxes in lines: side by side, or one right below the other."""
    drawn = IN_ASCII if console.options.ascii_only else Lines()
    if not beside or len(blocks) == 1:
        across = min(width, READING_WIDTH)
        stacked = [line for n, block in enumerate(blocks) for line in _box(block, console, across, drawn, n)]
        return [*stacked, _edge(drawn.bottom, drawn, Text(), across, FRAMES[blocks[-1].alert or "urgent"])]
    across = (width - GAP) // 2
    sides = [
        [
            *_box(block, console, across, drawn),
            _edge(drawn.bottom, drawn, Text(), across, FRAMES[block.alert or "urgent"]),
        ]
        for block in blocks
    ]
    empty = Text(" " * across)
    return [Text(" " * GAP).join(row) for row in zip_longest(*sides, fillvalue=empty)]


def _box(block: Bullet, console: Console, width: int, drawn: Lines, number: int = 0) -> list[Text]:
    """A box without its lower edge."""
    color, style = FRAMES[block.alert or "urgent"], LEADS[block.alert or "urgent"]
    lead = Text(f" {in_one_line(block.lead or '')} ", style)
    fits = lead.cell_len + SIDES <= width
    inside = listed(Bullet(None, block.items, block.alert), console, width - SIDES, color=color)
    for said in block.foot:
        inside += wrapped(Text(in_one_line(said), "bold"), console, width - SIDES)
    if not fits:
        inside = [*wrapped(Text(in_one_line(block.lead or ""), style), console, width - SIDES), *inside]
    corners = drawn.middle if number else drawn.top
    side = (drawn.down, color)
    rows = (
        Text.assemble(side, " ", line, " " * (width - SIDES - line.cell_len), " ", side) for line in inside
    )
    return [_edge(corners, drawn, lead if fits and block.lead else Text(), width, color), *rows]


def _edge(corners: tuple[str, str], drawn: Lines, lead: Text, width: int, color: str) -> Text:
    left, right = corners
    rest = drawn.across * (width - SIDES + 1 - lead.cell_len)
    return Text.assemble((left + drawn.across, color), lead, (rest + right, color))
