"""What abbreviations that several conditions share commonly mean."""

from functools import cache
from typing import Literal

from msgspec import Struct

from condcli.catalog.files import read
from condcli.names.dictionary import names_folder


class Abbreviation(Struct, frozen=True, forbid_unknown_fields=True):
    """An abbreviation and what it commonly means, whether we have a page of it or not.

    `beside` are words beside which it means another of these than a condition that we have, or no condition.
    """

    name: str
    meanings: tuple[str, ...] = ()
    beside: frozenset[str] = frozenset()


class Abbreviations(Struct, frozen=True, forbid_unknown_fields=True):
    """data/names/abbreviations.json."""

    version: Literal[1]
    abbreviations: tuple[Abbreviation, ...]


@cache
def abbreviations() -> dict[str, Abbreviation]:
    """The abbreviations of data/names/abbreviations.json, each as it is written."""
    listed = read(names_folder() / "abbreviations.json", Abbreviations).abbreviations
    return {a.name: a for a in listed}


@cache
def others() -> dict[str, frozenset[str]]:
    """The words beside which an abbreviation, here in small letters, is another: PD dialysis, sats on RA."""
    return {a.name.casefold(): a.beside for a in abbreviations().values() if a.beside}
