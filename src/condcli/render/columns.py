"""Sections side by side, where a terminal is wide: down the first column, then down the next."""

from collections.abc import Sequence
from itertools import accumulate, combinations, pairwise, zip_longest

from msgspec import Struct
from rich.text import Text

from condcli.render.prose import side_by_side

NARROWEST = 52  # columns of text that read well
GAP = 3
MOST = 3
MANY = 120  # pieces from which not every place is tried for a cut: a list of 800 took ten seconds


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
    above = [0, *accumulate(len(piece.lines) for piece in pieces)]

    def cost(cuts: tuple[int, ...]) -> tuple[int, int]:
        """How tall the tallest column is, then how many sections go on in the next."""
        tall = (
            len(pieces[start].continued) + above[end] - above[start]
            for start, end in pairwise((0, *cuts, len(pieces)))
        )
        return max(tall), sum(bool(pieces[start].continued) for start in (0, *cuts))

    places = range(1, len(pieces), 1 + len(pieces) // MANY)
    cuts = min(combinations(places, columns - 1), key=cost)
    best = (
        [*pieces[start].continued, *(line for piece in pieces[start:end] for line in piece.lines)]
        for start, end in pairwise((0, *cuts, len(pieces)))
    )
    return [side_by_side(row, [width(whole)] * columns, GAP) for row in zip_longest(*best)]
