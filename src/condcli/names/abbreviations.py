"""What abbreviations that several conditions share commonly mean."""

from functools import cache
from typing import Literal

from msgspec import Struct

from condcli.catalog.files import read
from condcli.names.dictionary import names_folder


class Abbreviation(Struct, frozen=True, forbid_unknown_fields=True):
    """An abbreviation and what it commonly means, whether we have a page of it or not."""

    name: str
    meanings: tuple[str, ...]


class Abbreviations(Struct, frozen=True, forbid_unknown_fields=True):
    """data/names/abbreviations.json."""

    version: Literal[1]
    abbreviations: tuple[Abbreviation, ...]


@cache
def abbreviations() -> dict[str, tuple[str, ...]]:
    """What abbreviations that several conditions share commonly mean."""
    found = read(names_folder() / "abbreviations.json", Abbreviations)
    return {a.name: a.meanings for a in found.abbreviations}
