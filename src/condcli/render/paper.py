"""How much stands on a sheet: sizes of type and paper, and the room that blocks take there.

The widths are those of Times and of Libertinus, whichever is wider, so that what fits here fits in both: a
browser prints in the one, a PDF is set in the other.
"""

from collections.abc import Iterable, Sequence
from functools import cache, cached_property
from math import ceil
from typing import Literal, TypeAlias

from msgspec import Struct

from condcli.render.blocks import Bullet, Heading, Paragraph, References, Sources

PaperName: TypeAlias = Literal["letter", "a4"]
SIZES: dict[PaperName, tuple[float, float]] = {"letter": (612, 792), "a4": (595.28, 841.89)}  # points
MARGIN = 36
LEADING = 1.2  # of the size of the type
# Of the characters from space on, in thousandths of the size
WIDTHS = (
    250, 333, 408, 500, 500, 833, 778, 190, 333, 333, 500, 564, 250, 338, 250, 323, 500, 500, 500, 500, 500,
    500, 500, 500, 500, 500, 278, 278, 564, 564, 564, 444, 921, 722, 667, 667, 722, 611, 556, 722, 730, 333,
    389, 722, 611, 889, 722, 722, 556, 722, 667, 556, 611, 722, 722, 951, 722, 722, 611, 356, 287, 356, 518,
    500, 392, 457, 500, 444, 506, 447, 333, 500, 538, 278, 278, 512, 278, 790, 542, 504, 519, 503, 372, 390,
    316, 531, 500, 747, 500, 515, 444, 480, 205, 480, 541,
)  # fmt: skip
WIDE = 1000  # any other character
LONG = 4  # items of a list that may stand in two columns; a shorter one is read down
SPARE = 6  # points that stay empty: a browser may round up
BORDER = 6  # of a box, left and right
BOLD = 1.1  # how much wider bold type is


class Lines(Struct, frozen=True):
    """Empty lines to write on, the first behind a label."""

    count: int
    label: str = "Your notes:"


class Beside(Struct, frozen=True):
    """Two columns; where there is no room for them, the right one stands below the left."""

    left: "tuple[Part, ...]"
    right: "tuple[Part, ...]"


Part: TypeAlias = Heading | Paragraph | Bullet | Sources | References | Lines | Beside


class Type(Struct, frozen=True):
    """Sizes in points."""

    body: float
    small: float
    title: float
    heading: float
    gap: float  # above a heading or a box
    between: float  # paragraphs
    padding: float  # within a box, above and below
    inset: float  # of a box or a list, left and right
    ruled: float  # height of a line to write on


NORMAL = Type(12, 10, 18, 13, 6, 2, 3, 14, 18)
LARGE = Type(18, 15, 26, 20, 9, 3, 5, 20, 30)


@cache
def width(word: str) -> int:
    """How wide a word is, in thousandths of the size of its type."""
    return sum(WIDTHS[n] if 0 <= (n := ord(c) - 32) < len(WIDTHS) else WIDE for c in word)


def lines(text: str, columns: float) -> int:
    """In how many lines of so many thousandths of its size a text stands."""
    found, at = 1, 0.0
    for word in text.split():
        wide = width(word)
        if at and at + WIDTHS[0] + wide > columns:
            found, at = found + 1, wide
        else:
            at += wide + (WIDTHS[0] if at else 0)
        if at > columns:
            found, at = found + int(at // columns), at % columns
    return found


class Sheet(Struct, frozen=True, dict=True):
    """The room on so many pages."""

    kind: Type
    pages: int = 1
    columns: int = 1
    paper: PaperName = "letter"

    @cached_property
    def across(self) -> float:
        """How wide a line is."""
        whole = SIZES[self.paper][0] - 2 * MARGIN
        return (whole - (self.columns - 1) * self.kind.inset) / self.columns

    @cached_property
    def half(self) -> "Sheet":
        """One of two columns of it."""
        return Sheet(self.kind, self.pages, columns=2, paper=self.paper)

    @property
    def height(self) -> float:
        """How much stands on the pages; a few lines of the first may stay empty."""
        low = SIZES[self.paper][1] - 2 * MARGIN
        return low * self.pages - SPARE - (self.pages - 1) * 3 * self.kind.body * LEADING

    def taken(self, blocks: Iterable[Part]) -> float:
        """The height of blocks."""
        return sum(map(self._height, blocks))

    def in_two(self, items: Sequence[str]) -> bool:
        """Whether a list stands in two columns: each item takes less than half a line."""
        half = (self.across - 3 * self.kind.inset) / 2 - self.kind.inset
        return (
            self.columns == 1
            and len(items) >= LONG
            and all(width(i) * self.kind.body / 1000 < half for i in items)
        )

    def _height(self, block: Part) -> float:  # noqa: PLR0911  one kind of block, one answer
        kind = self.kind
        match block:
            case Heading(level=1):
                return self._text(block.text, kind.title, bold=True) + kind.between
            case Heading():
                return kind.gap + self._text(block.text, kind.heading, bold=True)
            case Paragraph(text, quiet):
                return self._text(text, kind.small if quiet else kind.body) + kind.between
            case Bullet():
                return self._list(block)
            case Sources():
                return kind.small * LEADING + kind.between
            case References(rows):
                return sum(self._text(f"{n}. {text}", kind.small, 2 * kind.inset) for n, text in rows)
            case Lines(count):
                return kind.ruled * count
            case Beside(left, right):
                return max(self.half.taken(left), self.half.taken(right)) + kind.between

    def _list(self, block: Bullet) -> float:
        kind = self.kind
        box = kind.inset + BORDER if block.alert else 0
        lead = self._text(block.lead, kind.body, box, bold=True) if block.lead else 0.0
        if block.run_on:
            return self._text(" ".join((block.lead or "", "; ".join(block.items))), kind.body) + kind.between
        line = kind.body * LEADING
        listed = (
            ceil(len(block.items) / 2) * line
            if self.in_two(block.items)
            else sum(self._text(item, kind.body, box + kind.inset) for item in block.items)
        )
        foot = sum(self._text(said, kind.body, box, bold=True) for said in block.foot)
        around = 2 * kind.padding + kind.gap if block.alert else kind.between * (2 if block.lead else 1)
        return lead + listed + foot + around

    def _text(self, text: str, size: float, inset: float = 0, *, bold: bool = False) -> float:
        columns = (self.across - inset) * 1000 / size
        return lines(text, columns / BOLD if bold else columns) * size * LEADING
