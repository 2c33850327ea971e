"""Sections side by side, where a terminal is wide: down the first column, then down the next."""

from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise, zip_longest

from msgspec import Struct
from rich.text import Text

from condcli.render.prose import side_by_side

NARROWEST = 52  # columns of text that read well
GAP = 3
MOST = 3


class Piece(Struct, frozen=True):
    """Lines that stay together, and what stands above them where they begin a column."""

    lines: Sequence[Text]
    continued: Sequence[Text] = ()


def count(width: int) -> int:
    """How many columns a terminal has room for."""
    return max(1, min(MOST, (width + GAP) // (NARROWEST + GAP)))


def width(whole: int) -> int:
    """How wide each of them is."""
    return (whole + GAP) // count(whole) - GAP


def lines(pieces: Sequence[Piece], whole: int) -> list[Text]:
    """The pieces in columns, in their order: the way that makes the tallest one the least tall."""
    fits = all(line.cell_len <= width(whole) for piece in pieces for line in piece.lines)
    columns = min(count(whole), len(pieces)) if fits else 1  # an address that is longer is not broken
    ways: Iterator[list[Sequence[Piece]]] = (
        [pieces[start:end] for start, end in pairwise((0, *cuts, len(pieces)))]
        for cuts in combinations(range(1, len(pieces)), columns - 1)
    )
    best = (
        [*way[0].continued, *(line for piece in way for line in piece.lines)] for way in min(ways, key=_cost)
    )
    return [side_by_side(row, [width(whole)] * columns, GAP) for row in zip_longest(*best)]


def _cost(way: list[Sequence[Piece]]) -> tuple[int, int]:
    """How tall the tallest column is, then how many sections go on in the next."""
    tall = (len(column[0].continued) + sum(len(piece.lines) for piece in column) for column in way)
    return max(tall), sum(bool(column[0].continued) for column in way)
