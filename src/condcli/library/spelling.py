"""Misspelled names: what a name with typing errors in it may stand for, and whether that can be trusted.

Candidates come from rapidfuzz; what is made of them is decided here and in guesses.py.
"""

from collections.abc import Collection, Container, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import product
from math import prod
from typing import Literal, TypeAlias

from msgspec import Struct
from rapidfuzz import process
from rapidfuzz.distance import OSA

from condcli.library import lexicon
from condcli.library.guards import opposites
from condcli.library.sounds import sound
from condcli.library.words import LINKS, bag, form, formed

SHORTEST = 5  # letters of a word that may be corrected
SHORTEST_MEANT = 4  # letters of the word that it may stand for
LONG_JOINED = 9  # letters of words that were joined and misspelled
LONG = 7  # letters of a word that may have two errors where nothing else tells what it means
# (letters, errors): the errors that a word up to this length may have
ERRORS = ((5, 1), (10, 2), (1000, 3))
CHOICES = 6  # corrections of one word that are tried
COMBINATIONS = 400  # of the corrections of several words
# Words that many names share say little about which one is meant.
GENERIC = frozenset({
    "disease", "syndrome", "disorder", "deficiency", "type", "infection", "cancer", "tumor", "familial",
    "congenital", "acute", "chronic", "problem", "condition", "allergy", "pain", "poisoning",
})  # fmt: skip
# What the other words of a name say about one: there are none, they say little, they tell what is meant.
Context: TypeAlias = Literal["alone", "vague", "told"]
_ENDINGS = (
    "ical",
    "ics",
    "ia",
    "ic",
    "al",
    "an",
    "ed",
    "es",
    "ing",
    "er",
    "or",
    "a",
    "s",
    "y",
    "e",
    "um",
    "us",
)


class Change(Struct, frozen=True):
    """A word as it was typed, the word it may stand for (in its one form, and written), and the errors."""

    typed: str
    meant: str
    errors: int
    written: str


class Reading(Struct, frozen=True):
    """A key of the table of bags that a misspelled name may stand for, and how each word is read."""

    key: str
    words: tuple[Change, ...]

    @property
    def errors(self) -> int:
        """Errors in all words together."""
        return sum(c.errors for c in self.words)

    @property
    def apart(self) -> int:
        """The same, where a word that begins otherwise counts one more and one heard as typed one less."""
        return sum(_apart(c) for c in self.words if c.errors)

    @property
    def margin(self) -> int:
        """Errors by which it must be nearer than any other: two where a short word stands alone."""
        return 2 if len(self.words) == 1 and len(self.words[0].typed) < LONG else 1

    def text(self, raw: Iterable[str]) -> str:
        """The name as it is written without its errors, given its words as they were typed."""
        told = iter(self.words)
        return " ".join(word if word in LINKS else next(told).written for word in raw)

    @property
    def score(self) -> float:
        """How much of the letters agree, in percent."""
        return round(100 * (1 - self.errors / max(len(self.key), self.errors)), 1)

    def trusted(self, same: Container[str] = ()) -> bool:
        """Whether each change is one that may be made without asking; `same` are words that mean the same."""
        return all(trusted(c, self._context(c), same) for c in self.words if c.errors)

    def _context(self, change: Change) -> Context:
        """What else tells what a word means; beside a common word any other word does."""
        others = [c for c in self.words if c is not change]
        if not others:
            return "alone"
        if change.meant in GENERIC:
            return "told"
        telling = any(len(c.meant) >= SHORTEST_MEANT and c.meant not in GENERIC for c in others)
        return "told" if telling else "vague"


class Speller:
    """Reads misspelled names against the names of a catalog and the known names."""

    def __init__(self, bags: Collection[str], joined: Collection[str], vocabulary: Mapping[str, str]) -> None:
        self._bags = bags
        self._joined = joined
        self._vocabulary = vocabulary

    @cached_property
    def _forms(self) -> frozenset[str]:
        return frozenset(self._vocabulary.values())

    @cached_property
    def _by_length(self) -> dict[int, list[str]]:
        words: dict[int, list[str]] = {}
        for word in self._vocabulary:
            if len(word) >= SHORTEST_MEANT:
                words.setdefault(len(word), []).append(word)
        return words

    def readings(self, raw: Sequence[str]) -> list[Reading]:
        """The names that the words may stand for, the nearest first."""
        pairs = zip(raw, formed(raw), strict=True)
        choices = [self.choices(word, own) for word, own in pairs if word not in LINKS]
        if not choices or not all(choices) or prod(map(len, choices)) > COMBINATIONS:
            return []
        found: dict[str, Reading] = {}
        for words in product(*choices):
            key = bag(change.meant for change in words)
            if key in self._bags:
                reading = Reading(key, words)
                if key not in found or reading.errors < found[key].errors:
                    found[key] = reading
        return sorted(found.values(), key=lambda r: (r.errors, r.key))

    def joined_readings(self, word: str) -> list[Reading]:
        """The names of several words that one misspelled word may stand for: heartattck."""
        if len(word) < LONG_JOINED or not correctable(word):
            return []
        pool = [key for key in self._joined if abs(len(key) - len(word)) <= 1]
        close = process.extract_iter(word, pool, scorer=OSA.distance, score_cutoff=1)
        found = (Reading(key, (Change(word, key, errors, key),)) for key, errors, _ in close)
        return sorted((r for r in found if r.key not in self._bags), key=lambda r: r.key)

    def choices(self, word: str, own: str) -> list[Change]:
        """What a typed word may stand for: itself, if a name has it, else words near to it."""
        near = self.near(word) if correctable(word) else []
        if own in self._forms:  # but names hold misspellings of common words too
            return [Change(word, own, 0, word), *(c for c in near if c.meant != own)][:CHOICES]
        return near[:CHOICES]

    def near(self, word: str) -> list[Change]:
        """The words of names within the errors that this word may have, the nearest first."""
        allowed = next(errors for letters, errors in ERRORS if len(word) <= letters)
        found: dict[str, Change] = {}
        for typed in dict.fromkeys((word, form(word))):
            for written in self._pool(typed, allowed + 1):
                errors = distance(typed, written)
                meant = self._vocabulary[written]
                if errors <= allowed and (meant not in found or errors < found[meant].errors):
                    found[meant] = Change(word, meant, errors, written)
        return sorted(found.values(), key=lambda c: (c.errors, c.meant))

    def _pool(self, typed: str, errors: int) -> Iterator[str]:
        lengths = range(len(typed) - errors, len(typed) + errors + 1)
        pool = [w for n in lengths for w in self._by_length.get(n, ())]
        for written, _, _ in process.extract_iter(typed, pool, scorer=OSA.distance, score_cutoff=errors):
            yield written


def distance(typed: str, meant: str) -> int:
    """Errors between two words; where they sound alike one error less."""
    errors = OSA.distance(typed, meant)
    return errors - 1 if errors > 1 and sound(typed) == sound(meant) else errors


def _apart(change: Change) -> int:
    """Errors in a word, one more if it begins otherwise; none if a single error cannot be heard."""
    if change.errors == 1 and sound(change.typed) == sound(change.written):
        return 0
    return change.errors + _begins_otherwise(change.typed, change.written)


def correctable(word: str) -> bool:
    """Whether a word may be a misspelled one: long enough, all letters, and no real word."""
    return len(word) >= SHORTEST and word.isalpha() and word.isascii() and not lexicon.is_word(word)


def trusted(change: Change, context: Context, same: Container[str] = ()) -> bool:
    """Whether a correction is the likely one: no guarded opposite and no other real word is as near."""
    typed, errors = change.typed, change.errors
    if errors > 1 and context != "told" and (len(typed) < LONG or typed[0] != change.written[0]):
        return False
    for opposite, guard in opposites(change.written):
        real = guard.always or lexicon.lists(opposite)
        if OSA.distance(typed, opposite) < errors + (guard.margin if real else 0):
            return False
    return all(rival in same for rival in _rivals(change, context))


def _rivals(change: Change, context: Context) -> Iterator[str]:
    """Other real words that a typed word may stand for.

    A word that stands alone may be any word that names a condition, if that is as near; beside words that
    tell little it may be any word of medicine; elsewhere only nearer words count.
    """
    typed, errors = change.typed, change.errors
    as_near = errors + _begins_otherwise(typed, change.written)
    found = set(_close(typed, as_near - 1, lexicon.medical()))
    if context == "alone":
        found.update(_close(typed, as_near, lexicon.conditions()))
    if context == "vague":
        found.update(_close(typed, as_near, lexicon.medical()))
    if context != "told":
        found.update(_close(typed, errors - (errors == 1), lexicon.english()))
    if sound(typed) == sound(change.written):  # then a word that sounds otherwise is not as near
        found = {w for w in found if sound(w) == sound(typed) or w in lexicon.conditions()}
    yield from (word for word in found if not _same(word, change))


def _close(typed: str, errors: int, words: frozenset[str]) -> Iterator[str]:
    """Words within so many errors, a beginning that is otherwise counting as one more."""
    near = lexicon.near(typed, errors, of=words)
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
