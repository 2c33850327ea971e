"""Misspelled names: what a name with typing errors in it may stand for.

Candidates come from rapidfuzz; what is made of them is decided here, in misspelling.py and in suggestions.py.
"""

from collections.abc import Collection, Container, Iterable, Mapping, Sequence
from functools import cached_property
from itertools import product
from math import prod

from msgspec import Struct
from rapidfuzz import process
from rapidfuzz.distance import OSA

from condcli.names.close import Close
from condcli.names.misspelling import LONG, Change, Context, apart, correctable, distance, trusted
from condcli.names.normalize import LINKS, bag, form, formed
from condcli.names.phonetic import consonants

SHORTEST_MEANT = 4  # letters of the word that it may stand for
LONG_JOINED = 9  # letters of words that were joined and misspelled
# (letters, errors): the errors that a word up to this length may have
ERRORS = ((5, 1), (10, 2), (1000, 3))
CHOICES = 6  # corrections of one word that are tried
COMBINATIONS = 400  # of the corrections of several words
# Words that many names share say little about which one is meant.
GENERIC = frozenset({
    "disease", "syndrome", "disorder", "deficiency", "type", "infection", "cancer", "tumor", "familial",
    "congenital", "acute", "chronic", "problem", "condition", "allergy", "pain", "poisoning",
})  # fmt: skip


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
        return sum(apart(c) for c in self.words if c.errors)

    def rivaled_by(self, other: "Reading") -> bool:
        """Whether another reading is as near: in errors, or in letters where nearly the same is heard."""
        if other.apart < self.apart + self.margin:
            return True
        return other.letters <= self.letters and other.unheard <= self.unheard + 1

    @property
    def letters(self) -> int:
        """Letters that are wrong, however they sound."""
        return sum(OSA.distance(c.typed, c.written) for c in self.words if c.errors)

    @property
    def unheard(self) -> int:
        """Consonants that sound otherwise than they were typed."""
        changed = [c for c in self.words if c.errors]
        return sum(OSA.distance(consonants(c.typed), consonants(c.written)) for c in changed)

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
    def _written(self) -> Close:
        return Close(word for word in self._vocabulary if len(word) >= SHORTEST_MEANT)

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
            for written, _ in self._written.within(typed, allowed + 1):
                errors = distance(typed, written)
                meant = self._vocabulary[written]
                if errors <= allowed and (meant not in found or errors < found[meant].errors):
                    found[meant] = Change(word, meant, errors, written)
        return sorted(found.values(), key=lambda c: (c.errors, c.meant))
