"""Conditions for a free description: by the symptoms in it and by the words that the pages use."""

from msgspec import Struct

from condcli.catalog.library import Library
from condcli.finding.symptoms import SymptomMatch, SymptomRead


class Described(Struct, frozen=True):
    """What a description was read as, and the conditions that fit it: the best `most`, and how many do."""

    symptoms: tuple[SymptomRead, ...]
    matches: tuple[SymptomMatch, ...]
    total: int


def described(library: Library, text: str, most: int = 5) -> Described:
    """The conditions that fit a description; this is what `find` lists under conditions by symptom."""
    return Described((), (), 0)
