"""One misspelled word: how far it is from the one that it may stand for, and whether that can be trusted."""

import re
from collections.abc import Container, Iterator
from typing import Literal, TypeAlias

from msgspec import Struct
from rapidfuzz.distance import OSA

from condcli.names import dictionary
from condcli.names.guards import opposites
from condcli.names.normalize import form
from condcli.names.phonetic import sound

SHORTEST = 5  # letters of a word that may be corrected
SHORTEST_ALONE = 6  # letters of a word by itself whose vowels and beginning may be wrong
# Endings of medicine, the longer ones first: a word that has one of them is not one that has another.
BUILT_WITH = (
    "ectomy", "otomy", "ostomy", "plasty", "megaly", "algia", "pathy", "plasia", "phasia", "penia", "phobia",
    "plegia", "rrhea", "itis", "osis", "oma", "emia", "uria",
)  # fmt: skip
LONG = 7  # letters of a word that may have two errors where nothing else tells what it means
# What the other words of a name say about one: there are none, they say little, they tell what is meant.
Context: TypeAlias = Literal["alone", "vague", "told"]
_NUMBERED = re.compile(r"(?:type|stage|grade|class|group|factor)[ivx]+")
_ENDINGS = (
    "ical", "ics", "ia", "ic", "al", "an", "ed", "es", "ing", "er", "or", "a", "s", "y", "e", "um", "us",
)  # fmt: skip


class Change(Struct, frozen=True):
    """A word as it was typed, the word it may stand for (in its one form, and written), and the errors."""

    typed: str
    meant: str
    errors: int
    written: str


def distance(typed: str, meant: str) -> int:
    """Errors between two words; where they sound alike one error less."""
    errors = OSA.distance(typed, meant)
    return errors - 1 if errors > 1 and sound(typed) == sound(meant) else errors


def apart(change: Change) -> int:
    """Errors in a word, one more if it begins otherwise; none if a single error cannot be heard."""
    if change.errors == 1 and sound(change.typed) == sound(change.written):
        return 0
    return change.errors + _begins_otherwise(change.typed, change.written)


def correctable(word: str) -> bool:
    """Whether a word may be a misspelled one: long enough, all letters, and no real word."""
    if _NUMBERED.fullmatch(word):  # typei has no letter too many: its number belongs to the name
        return False
    return len(word) >= SHORTEST and word.isalpha() and word.isascii() and not dictionary.is_word(word)


def trusted(change: Change, context: Context, same: Container[str] = ()) -> bool:
    """Whether a correction is the likely one: no guarded opposite and no other real word is as near."""
    typed, errors = change.typed, change.errors
    if errors > 1 and context != "told" and (len(typed) < LONG or typed[0] != change.written[0]):
        return False
    if context == "alone" and _is_bold(typed, change.written):
        return False
    for opposite, guard in opposites(change.written):
        real = guard.always or dictionary.lists(opposite)
        near = min(OSA.distance(t, opposite) for t in (typed, form(typed)))
        if near < errors + (guard.margin if real else 0):
            return False
    return all(rival in same for rival in _rivals(change, context))


def _is_bold(typed: str, meant: str) -> bool:
    """Whether a word by itself is too short to be sure of, or is put together of real parts of its own."""
    if len(meant) < SHORTEST_ALONE:
        return len(meant) < SHORTEST or typed[0] != meant[0] or _vowels(typed) != _vowels(meant)
    return OSA.distance(typed, meant) > 1 and _built_otherwise(typed, meant)


def _vowels(word: str) -> list[str]:
    return [c for c in word if c in "aeiouy"]


def _built_otherwise(typed: str, meant: str) -> bool:
    """Whether a word is put together of real parts, and so is none of the names' words: meniscitis."""
    for ending in BUILT_WITH:
        if typed.endswith(ending):
            stem = typed.removesuffix(ending)
            return not meant.endswith(ending) or (not meant.startswith(stem) and dictionary.is_root(stem))
    return False


def _rivals(change: Change, context: Context) -> Iterator[str]:
    """Other real words that a typed word may stand for.

    A word that stands alone may be any word that names a condition, if that is as near; beside words that
    tell little it may be any word of medicine; elsewhere only nearer words count.
    """
    typed, errors = change.typed, change.errors
    as_near = errors + _begins_otherwise(typed, change.written)
    found = set(_close(typed, as_near - 1, dictionary.medical()))
    if context == "alone":
        found.update(_close(typed, as_near, dictionary.conditions()))
    if context == "vague":
        found.update(_close(typed, as_near, dictionary.medical()))
    if context != "told":
        found.update(_close(typed, errors - (errors == 1), dictionary.english()))
    if sound(typed) == sound(change.written):  # then a word that sounds otherwise is not as near
        found = {w for w in found if sound(w) == sound(typed) or w in dictionary.conditions()}
    yield from (word for word in found if not _same(word, change))


def _close(typed: str, errors: int, words: frozenset[str]) -> Iterator[str]:
    """Words within so many errors, a beginning that is otherwise counting as one more."""
    near = dictionary.near(typed, errors, of=words)
    yield from (w for w in near if OSA.distance(typed, w) + _begins_otherwise(typed, w) <= errors)


def _begins_otherwise(typed: str, word: str) -> bool:
    """Whether a word begins otherwise than it was typed, in letters and in sound: that is seldom an error."""
    return typed[0] != word[0] and sound(typed)[:1] != sound(word)[:1]


def _same(word: str, change: Change) -> bool:
    """Whether a word is the one that is meant, or another ending of it."""
    return form(word) == change.meant or _stem(word) == _stem(change.written)


def _stem(word: str) -> str:
    """The word without its grammatical ending."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST:
            return word[: -len(ending)]
    return word
