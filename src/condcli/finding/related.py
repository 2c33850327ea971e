"""Pages that belong together, each with why, and pages side by side."""

from collections.abc import Sequence

from msgspec import Struct

from condcli.catalog.library import Library
from condcli.models import Condition


class Related(Struct, frozen=True):
    """A page to read beside another, and why, in words: "may be confused with it", "a kind of it"."""

    id: str
    name: str
    why: tuple[str, ...]


class Row(Struct, frozen=True):
    """One line of a comparison: a cell for each record, each a list of lines; `same` where all say the same."""

    label: str
    cells: tuple[tuple[str, ...], ...]
    same: bool


class Comparison(Struct, frozen=True):
    """Records side by side: rows that differ stand first."""

    ids: tuple[str, ...]
    names: tuple[str, ...]
    rows: tuple[Row, ...]


def related(library: Library, record: Condition) -> tuple[Related, ...]:
    """The pages to read beside this one, the nearest first."""
    return ()


def compare(library: Library, records: Sequence[Condition]) -> Comparison:
    """Two or three records side by side, what differs first."""
    return Comparison(tuple(r.id for r in records), tuple(r.name for r in records), ())
