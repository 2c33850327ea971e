"""What a page is made of, whatever the format."""

import re
from itertools import pairwise
from typing import Literal, TypeAlias

from msgspec import Struct, structs

# Never sent as they are: controls, DEL and C1, what reorders or hides text, line separators, fillers, tags
# and variation selectors, but for U+FE0F where it makes an emoji of a sign.
UNSAFE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f"
    "\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufe00-\ufe0e\ufeff\uffa0\ufff0-\ufffb\ud800-\udfff"
    "\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
    "|(?<![#*0-9\u00a9\u00ae\u203c-\u3299\U0001f000-\U0001faff])\ufe0f"
)
_BREAKS = re.compile(r"[\r\n]+")


def visible(text: str) -> str:
    r"""The text with everything that could steer a terminal shown as an escape, such as \x1b."""
    if text.isascii() and text.isprintable():
        return text
    return UNSAFE.sub(lambda m: m[0].encode("unicode_escape", "surrogatepass").decode(), text)


def in_one_line(text: str) -> str:
    """The text as `visible` shows it, and without a line break that could begin something else."""
    return visible(_BREAKS.sub(" ", text))


class Heading(Struct, frozen=True):
    """A title (level 1) or a section's heading (level 2); sections of one `group` may stand side by side."""

    text: str
    level: Literal[1, 2] = 2
    group: int = 0


class Paragraph(Struct, frozen=True):
    """A paragraph; `quiet` text may stand back."""

    text: str
    quiet: bool = False


class Bullet(Struct, frozen=True):
    """A lead-in and its list; an `alert` must catch the eye, short items may `run_on` in one paragraph."""

    lead: str | None
    items: tuple[str, ...]
    alert: Literal["emergency", "urgent"] | None = None
    run_on: bool = False


class Sources(Struct, frozen=True):
    """The numbers of the references that the text above rests on."""

    refs: tuple[int, ...]


class References(Struct, frozen=True):
    """Numbered sources, set closely."""

    rows: tuple[tuple[int, str], ...]


class Steps(Struct, frozen=True):
    """What to do now, step by step: it stands first and must catch the eye and the ear."""

    lead: str
    steps: tuple[str, ...]
    also: tuple[str, ...] = ()

    @property
    def lines(self) -> tuple[str, ...]:
        """The lead, the numbered steps, and what else calls for help."""
        numbered = (f"{number}. {step}" for number, step in enumerate(self.steps, 1))
        return (self.lead, *numbered, *self.also)


class Quote(Struct, frozen=True):
    """A sentence of a page, below where it stands; the words at the `marked` places are shown."""

    lead: str
    text: str
    marked: tuple[tuple[int, int], ...]

    @property
    def pieces(self) -> tuple[tuple[str, bool], ...]:
        """The text in pieces, each with whether it is marked."""
        edges = sorted({0, len(self.text), *(place for pair in self.marked for place in pair)})
        return tuple(
            (self.text[start:end], any(first <= start < last for first, last in self.marked))
            for start, end in pairwise(edges)
        )


class Columns(Struct, frozen=True):
    """Things side by side: each row has a label and a list for each of them.

    On a terminal narrower than `narrow` they stand one below the other.
    """

    headers: tuple[str, ...]
    rows: tuple[tuple[str, tuple[tuple[str, ...], ...]], ...]
    narrow: int = 70


class Fields(Struct, frozen=True):
    """Labelled values, one a line."""

    rows: tuple[tuple[str, str], ...]


class Layout(Struct, frozen=True):
    """Columns for a terminal of `width` or more: each holds one of a table's or several, one below the other.

    `sizes` keeps a column that narrow; the `labelled` cells repeat their header.
    """

    width: int
    columns: tuple[tuple[str, ...], ...]
    sizes: tuple[int | None, ...]
    labelled: tuple[str, ...] = ()


class Table(Struct, frozen=True):
    """Rows under headers; the `wide` column takes what room is left, below `narrow` columns rows stack.

    With `layouts`, widest first, rows stack where none fits. A terminal shows `at_most` so many rows, and
    `more` says how to see the others. An `inline` table's rows take one plain line each.
    """

    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    wide: str
    narrow: int = 70
    numeric: tuple[str, ...] = ()
    inline: bool = False
    layouts: tuple[Layout, ...] = ()
    at_most: int | None = None
    more: str = ""
    sizes: tuple[int | None, ...] = ()

    def fitted(self, width: int) -> "Table | None":
        """The table in columns that a terminal of this width has room for, or None where rows must stack."""
        if not self.layouts:
            flat = tuple(tuple(map(in_one_line, row)) for row in self.rows)
            return structs.replace(self, rows=flat) if width >= self.narrow else None
        fitting = (layout for layout in self.layouts if width >= layout.width)
        return self._arranged(layout) if (layout := next(fitting, None)) else None

    def _arranged(self, layout: Layout) -> "Table":
        at = {header: place for place, header in enumerate(self.headers)}
        wanted = ([h for h in column if h in at] for column in layout.columns)
        sized = [(column, size) for column, size in zip(wanted, layout.sizes, strict=True) if column]
        columns = [column for column, _ in sized]

        def cell(row: tuple[str, ...], column: list[str]) -> str:
            values = ((h, in_one_line(row[at[h]])) for h in column)
            return "\n".join(f"{h}: {v}" if h in layout.labelled else v for h, v in values if v)

        return Table(
            tuple("\n".join(column) for column in columns),
            tuple(tuple(cell(row, column) for column in columns) for row in self.rows),
            wide=next("\n".join(column) for column in columns if self.wide in column),
            numeric=self.numeric,
            sizes=tuple(size for _, size in sized),
        )


Block: TypeAlias = (
    Heading | Paragraph | Bullet | Sources | References | Steps | Quote | Columns | Fields | Table
)
