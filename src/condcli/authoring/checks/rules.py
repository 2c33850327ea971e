"""What a check is, and how one is made of a function; whatever is made so is carried out."""

from collections.abc import Callable, Iterator
from typing import Literal, TypeAlias, TypeVar

from msgspec import Struct

from condcli.authoring.checks.subject import Shelf, Spot, Subject

Level: TypeAlias = Literal["error", "advice"]
Found: TypeAlias = tuple[
    str | None, str, str
]  # the record's id (None for the file), the place, what is there
LookAtRecord: TypeAlias = Callable[[Subject], Iterator[Spot]]
LookAtCatalog: TypeAlias = Callable[[Shelf], Iterator[Found]]


class Check(Struct, frozen=True):
    """A rule about the data: its code, how serious it is, what is wrong and how to repair it."""

    code: str
    level: Level
    wrong: str
    repair: str


class RecordCheck(Check, frozen=True):
    """A rule that each record keeps or breaks by itself."""

    look: LookAtRecord


class CatalogCheck(Check, frozen=True):
    """A rule between records, or about the files."""

    look: LookAtCatalog


OneCheck = TypeVar("OneCheck", bound=Check)
REGISTERED: list[Check] = []


def register(check: OneCheck) -> OneCheck:
    """The check, which is now one of those that are carried out."""
    REGISTERED.append(check)
    return check


def for_record(code: str, level: Level, wrong: str, repair: str) -> Callable[[LookAtRecord], RecordCheck]:
    """Makes a check of the function that looks at a record."""
    return lambda look: register(RecordCheck(code, level, wrong, repair, look))


def for_catalog(code: str, level: Level, wrong: str, repair: str) -> Callable[[LookAtCatalog], CatalogCheck]:
    """Makes a check of the function that looks at a catalog."""
    return lambda look: register(CatalogCheck(code, level, wrong, repair, look))
