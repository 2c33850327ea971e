"""What a page is made of, whatever the format."""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Literal, TypeAlias

from msgspec import Struct

# Never sent as they are: controls, DEL and C1, what reorders or hides text, line separators, fillers, tags
# and variation selectors, but for U+FE0F where it makes an emoji of a sign.
UNSAFE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f"
    "\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufe00-\ufe0e\ufeff\uffa0\ufff0-\ufffb\ud800-\udfff"
    "\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
    "|(?<![#*0-9\u00a9\u00ae\u203c-\u3299\U0001f000-\U0001faff])\ufe0f"
)
_PAIR = 2  # numbers in a row that are shorter one by one
_BREAKS = re.compile(r"[\r\n]+")


def visible(text: str) -> str:
    r"""The text with everything that could steer a terminal shown as an escape, such as \x1b."""
    if text.isascii() and text.isprintable():
        return text
    return UNSAFE.sub(lambda m: m[0].encode("unicode_escape", "surrogatepass").decode(), text)


def reference_numbers(refs: Sequence[int]) -> str:
    """Numbers of sources in few signs: "1-3,5"."""
    runs: list[list[int]] = []
    for ref in refs:
        if runs and ref == runs[-1][-1] + 1:
            runs[-1].append(ref)
        else:
            runs.append([ref])
    return ",".join(f"{run[0]}-{run[-1]}" if len(run) > _PAIR else ",".join(map(str, run)) for run in runs)


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
    """A lead-in and its list; an `alert` must catch the eye, short items may `run_on` in one paragraph.

    The `foot` stands below the list: whom to call.
    """

    lead: str | None
    items: tuple[str, ...]
    alert: Literal["emergency", "urgent"] | None = None
    run_on: bool = False
    foot: tuple[str, ...] = ()


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
    """A table's rows on a terminal of `width` columns or more: each cell in lines, the first stands out.

    A column without a size takes what room is left. A row's mark, a sign and its color, begins its first
    cell; its link is a word and the address that stands behind it.
    """

    width: int
    headers: tuple[str, ...]
    sizes: tuple[int | None, ...]
    rows: tuple[tuple[tuple[str, ...], ...], ...]
    marks: tuple[tuple[str, str], ...] = ()
    links: tuple[tuple[str, str] | None, ...] = ()


class Table(Struct, frozen=True):
    """Rows under headers; a terminal narrower than `narrow` stacks them.

    With `layouts`, widest first, rows stack where none fits. A terminal shows `at_most` so many rows, and
    `more` says how to see the others; columns have no room for all, and `below` them stands where that is.
    An `inline` table's rows take one plain line each.
    """

    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    narrow: int = 70
    numeric: tuple[str, ...] = ()
    inline: bool = False
    layouts: tuple[Layout, ...] = ()
    at_most: int | None = None
    more: str = ""
    below: str = ""

    def fitted(self, width: int) -> Layout | None:
        """The table in columns that a terminal of this width has room for, or None where rows must stack."""
        if self.layouts:
            return next((layout for layout in self.layouts if width >= layout.width), None)
        rows = tuple(tuple((cell,) for cell in row) for row in self.rows)
        return Layout(0, self.headers, (), rows) if width >= self.narrow else None


Block: TypeAlias = (
    Heading | Paragraph | Bullet | Sources | References | Steps | Quote | Columns | Fields | Table
)
