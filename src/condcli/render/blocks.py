"""What a page is made of, whatever the format."""

import re
from typing import Literal, TypeAlias

from msgspec import Struct

# Controls, DEL and C1, marks that reorder or hide text, line separators: never sent as they are.
_UNSAFE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]"
)


def visible(text: str) -> str:
    r"""The text with everything that could steer a terminal shown as an escape, such as \x1b."""
    if text.isascii() and text.isprintable():
        return text
    return _UNSAFE.sub(lambda m: m[0].encode("unicode_escape", "surrogatepass").decode(), text)


class Heading(Struct, frozen=True):
    """A title (level 1) or a section's heading (level 2)."""

    text: str
    level: Literal[1, 2] = 2


class Paragraph(Struct, frozen=True):
    """A paragraph; `quiet` text may stand back."""

    text: str
    quiet: bool = False


class Bullet(Struct, frozen=True):
    """A lead-in and its list; an `alert` must catch the eye."""

    lead: str | None
    items: tuple[str, ...]
    alert: Literal["emergency", "urgent"] | None = None


class Fields(Struct, frozen=True):
    """Labelled values, one a line."""

    rows: tuple[tuple[str, str], ...]


class Table(Struct, frozen=True):
    """Rows under headers; the `wide` column takes what room is left, below `narrow` columns rows stack.

    An `inline` table's rows take one plain line each.
    """

    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    wide: str
    narrow: int = 70
    numeric: tuple[str, ...] = ()
    inline: bool = False


Block: TypeAlias = Heading | Paragraph | Bullet | Fields | Table
