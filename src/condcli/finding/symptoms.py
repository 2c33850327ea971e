"""Symptoms in a text, and the conditions that list them; it explains and does not diagnose."""

from collections.abc import Sequence

from msgspec import Struct

from condcli.catalog.library import Library


class SymptomRead(Struct, frozen=True):
    """A symptom that a text names: `matched` are the words that named it, `negated` says that it is denied."""

    id: str
    name: str
    matched: tuple[str, ...]
    negated: bool


class SymptomMatch(Struct, frozen=True):
    """A condition that lists some of the symptoms asked for.

    `matched` and `not_listed` are ids of symptoms: what the record lists of those asked for, and what it does
    not. `words` are words of the text that its page has beside them. `score` is for order only.
    """

    id: str
    name: str
    matched: tuple[str, ...]
    not_listed: tuple[str, ...]
    words: tuple[str, ...]
    score: float


def read_symptoms(library: Library, text: str) -> tuple[SymptomRead, ...]:
    """The symptoms that a text names, in the order of the text."""
    return ()


def rank(
    library: Library, has: Sequence[str], not_: Sequence[str] = (), words: Sequence[str] = ()
) -> tuple[SymptomMatch, ...]:
    """Every condition that lists a symptom of `has` (ids), the likeliest page to read first.

    What a record does not list never counts against it; a record that lists one of `not_` goes behind.
    `words` (the text) are used for order only: age and sex.
    """
    return ()
