"""What a misspelled name means: one decision.

A word may be corrected if it is long enough and no real word. The correction is trusted if no other reading,
no other real word and no guarded opposite (data/names/guards.json) explains the typing as well.
"""

import re
from collections.abc import Callable, Container, Iterable, Sequence
from functools import cached_property, lru_cache
from itertools import product
from math import inf, prod
from typing import Literal, TypeAlias

from msgspec import Struct
from rapidfuzz import process
from rapidfuzz.distance import OSA

from condcli.json_answers import Candidate, How, Resolution
from condcli.names import dictionary, spanish
from condcli.names.index import Entry, Found, Index
from condcli.names.normalize import LINKS, bag, form, formed, raw_words
from condcli.names.phonetic import sound, sound_es, stem

SHORTEST = 5  # letters of a word that may be corrected
SHORTEST_ALONE = 6  # letters of a word by itself whose vowels and beginning may be wrong
SHORTEST_MEANT = 4  # letters of the word that it may stand for
LONG = 7  # letters of a word that may have two errors where nothing else tells what it means
LONGEST_SURNAME = 10  # letters
LONG_JOINED = 9  # letters of words that were joined and misspelled
LONG_SPANISH = 8  # letters of a Spanish name that one error hardly makes another word
# (letters, errors): the errors that a word up to this length may have; 250 signs may stand for 1,000 letters
ERRORS = ((5, 1), (10, 2), (inf, 3))
CHOICES = 6  # corrections of one word that are tried
AT_HAND = 64  # words whose corrections are kept
COMBINATIONS = 400  # of the corrections of several words
# Words that many names share say little about which one is meant.
GENERIC = frozenset({
    "disease", "syndrome", "disorder", "deficiency", "type", "infection", "cancer", "tumor", "familial",
    "congenital", "acute", "chronic", "problem", "condition", "allergy", "pain", "poisoning",
})  # fmt: skip
# Endings of medicine, the longer ones first: a word that has one of them is not one that has another.
BUILT_WITH = (
    "ectomy", "otomy", "ostomy", "plasty", "megaly", "algia", "pathy", "plasia", "phasia", "penia", "phobia",
    "plegia", "rrhea", "itis", "osis", "oma", "emia", "uria",
)  # fmt: skip
# What the other words of a name say about one: there are none, they say little, they tell what is meant.
Context: TypeAlias = Literal["alone", "vague", "told"]
_NUMBERED = re.compile(r"(?:type|stage|grade|class|group|factor)[ivx]+")


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

    def rivaled_by(self, other: "Reading") -> bool:
        """Whether another reading is as near: in errors, or in letters where nearly the same is heard."""
        short = len(self.words) == 1 and len(self.words[0].typed) < LONG
        if _apart(other) < _apart(self) + (2 if short else 1):  # a short word alone must be nearer by two
            return True
        letters, unheard = _wrong(self)
        other_letters, other_unheard = _wrong(other)
        return other_letters <= letters and other_unheard <= unheard + 1

    def text(self, raw: Iterable[str]) -> str:
        """The name as it is written without its errors, given its words as they were typed."""
        told = iter(self.words)
        return " ".join(word if word in LINKS else next(told).written for word in raw)

    def trusted(self, same: Container[str]) -> bool:
        """Whether each change is one that may be made without asking; `same` are words that mean the same."""
        return all(trusted(c, self._context(c), same) for c in self.words if c.errors)

    def _context(self, change: Change) -> Context:
        """What else tells what a word means; beside a common word any other word does."""
        others = [c for c in self.words if c is not change]
        if not others:
            return "alone"
        telling = any(len(c.meant) >= SHORTEST_MEANT and c.meant not in GENERIC for c in others)
        return "told" if telling or change.meant in GENERIC else "vague"


def _apart(reading: Reading) -> int:
    """Errors, one more for a word that begins otherwise; none where a single error cannot be heard."""
    changed = [c for c in reading.words if c.errors]
    heard = [c for c in changed if c.errors > 1 or sound(c.typed) != sound(c.written)]
    return sum(c.errors + _begins_otherwise(c.typed, c.written) for c in heard)


def _wrong(reading: Reading) -> tuple[int, int]:
    """Letters that are wrong, however they sound; consonants that sound otherwise than they were typed."""
    letters = unheard = 0
    for change in reading.words:
        if change.errors:
            letters += OSA.distance(change.typed, change.written)
            typed, written = (sound(word).replace("a", "") for word in (change.typed, change.written))
            unheard += OSA.distance(typed, written)
    return letters, unheard


class Misspelling:
    """Reads misspelled names against the names of a catalog and the known names.

    `exactly` says what a name means as written, `fill` makes a list of records and adds those that are near.
    """

    def __init__(
        self,
        index: Index,
        exactly: Callable[[str], Resolution | None],
        fill: Callable[[str, Sequence[Candidate]], Resolution],
    ) -> None:
        self._index = index
        self._exactly = exactly
        self._fill = fill
        self._near = lru_cache(maxsize=AT_HAND)(self._found_near)  # the parts of a phrase ask again
        self._forms = frozenset(index.vocabulary.values())

    @cached_property
    def _written(self) -> dictionary.WordList:
        return dictionary.WordList(w for w in self._index.vocabulary if len(w) >= SHORTEST_MEANT)

    def meant(self, query: str, name: str) -> Resolution | None:
        """The record that a misspelled name means, if it is clearly meant; a list if it may be."""
        raw = raw_words(name)
        readings = self._readings(raw) or (self._joined(raw[0]) if len(raw) == 1 else [])
        found = [(r, self._exactly(r.text(raw)) or Resolution(query, "none")) for r in readings]
        if not found or not found[0][0].errors:
            return None
        best, meaning = found[0]
        same = {c.written for r, m in found if _same(m, meaning) for c in r.words}
        others = [r for r, m in found[1:] if not _same(m, meaning) and not _holds(m, meaning)]
        surname = query.istitle() and query.isalpha() and len(query) <= LONGEST_SURNAME  # Pattinson, Claudia
        letters, unheard = _wrong(best) if surname else (0, 0)
        person = letters > 1 and unheard > 0
        if person or any(map(best.rivaled_by, others)) or not best.trusted(same):
            return self._listed(query, found)
        how: How | None = "spelling" if meaning.status == "match" else None
        return Resolution(query, meaning.status, how, meaning.matches, meaning.known, meaning.note)

    def _listed(self, query: str, found: Sequence[tuple[Reading, Resolution]]) -> Resolution | None:
        listed: dict[str, Candidate] = {}
        for reading, meaning in found:
            score = round(100 * (1 - reading.errors / max(len(reading.key), reading.errors)), 1)
            for c in meaning.matches:
                listed.setdefault(c.id, Candidate(c.id, c.name, c.matched, score))
        return self._fill(query, tuple(listed.values())) if listed else None

    def _readings(self, raw: Sequence[str]) -> list[Reading]:
        """The names that the words may stand for, the nearest first."""
        choices = []  # what each word may stand for: itself, if a name has it, else words near to it
        for word, own in zip(raw, formed(raw), strict=True):
            if word in LINKS:
                continue
            near = self._near(word) if correctable(word) else []
            if own in self._forms:  # but names hold misspellings of common words too
                near = [Change(word, own, 0, word), *(c for c in near if c.meant != own)]
            choices.append(near[:CHOICES])
        if not choices or not all(choices) or prod(map(len, choices)) > COMBINATIONS:
            return []
        found: dict[str, Reading] = {}
        for words in product(*choices):
            key = bag(change.meant for change in words)
            named = self._index.bags.get(key)
            if named and not (len(words) == 1 and words[0].errors and _is_far(words[0], named)):
                reading = Reading(key, words)
                if key not in found or reading.errors < found[key].errors:
                    found[key] = reading
        return sorted(found.values(), key=lambda r: (r.errors, r.key))

    def _joined(self, word: str) -> list[Reading]:
        """The names of several words that one misspelled word may stand for: heartattck."""
        if len(word) < LONG_JOINED or not correctable(word):
            return []
        pool = [key for key in self._index.joined if abs(len(key) - len(word)) <= 1]
        close = process.extract_iter(word, pool, scorer=OSA.distance, score_cutoff=1)
        found = (Reading(key, (Change(word, key, int(errors), key),)) for key, errors, _ in close)
        return sorted((r for r in found if r.key not in self._index.bags), key=lambda r: r.key)

    def _found_near(self, word: str) -> list[Change]:
        """The words of names within the errors that this word may have, the nearest first."""
        allowed = next(errors for letters, errors in ERRORS if len(word) <= letters)
        found: dict[str, Change] = {}
        for typed in dict.fromkeys((word, form(word))):
            for written, errors in self._written.within(typed, allowed + 1):
                heard = errors - (errors > 1 and sound(typed) == sound(written))
                meant = self._index.vocabulary[written]
                if heard <= allowed and (meant not in found or heard < found[meant].errors):
                    found[meant] = Change(word, meant, heard, written)
        return sorted(found.values(), key=lambda c: (c.errors, c.meant))


def correctable(word: str) -> bool:
    """Whether a word may be a misspelled one: long enough, all letters, and no real word."""
    if _NUMBERED.fullmatch(word):  # typei has no letter too many: its number belongs to the name
        return False
    may_be_one = len(word) >= SHORTEST and word.isalpha() and word.isascii()
    return may_be_one and not (dictionary.is_word(word) or dictionary.is_spanish(word))


def trusted(change: Change, context: Context, same: Container[str] = ()) -> bool:
    """Whether a correction is the likely one: no guarded opposite and no other real word is as near."""
    typed, errors = change.typed, change.errors
    if errors > 1 and context != "told" and (len(typed) < LONG or typed[0] != change.written[0]):
        return False
    if context == "alone" and (_is_bold(typed, change.written) or _is_doer(typed, change.written)):
        return False
    for opposite, guard in dictionary.opposites(change.written):
        real = guard.always or dictionary.lists(opposite)
        near = min(OSA.distance(t, opposite) for t in (typed, form(typed)))
        if near < errors + (guard.margin if real else 0):
            return False
    return all(rival in same for rival in _rivals(change, context))


def _is_bold(typed: str, meant: str) -> bool:
    """Whether a word by itself is too short to be sure of, or is put together of real parts of its own."""
    if len(meant) < SHORTEST_ALONE:
        vowels = [[c for c in word if c in "aeiouy"] for word in (typed, meant)]
        return len(meant) < SHORTEST or typed[0] != meant[0] or vowels[0] != vowels[1]
    if OSA.distance(typed, meant) > 1 and (ending := next(filter(typed.endswith, BUILT_WITH), None)):
        stem = typed.removesuffix(ending)  # meniscitis is put together of real parts
        return not meant.endswith(ending) or (not meant.startswith(stem) and dictionary.is_root(stem))
    return False


def _is_doer(typed: str, meant: str) -> bool:
    """Whether a word names who or what does something, as surnames do: Stroker, Shingler, dehydrator."""
    stem = typed[:-2]
    return typed.endswith(("er", "or")) and not meant.endswith(typed[-2:]) and meant.startswith(stem)


def _rivals(change: Change, context: Context) -> list[str]:
    """Other real words that a typed word may stand for.

    A word that stands alone may be any word that names a condition, if that is as near; beside words that
    tell little it may be any word of medicine; elsewhere only nearer words count.
    """
    typed, errors = change.typed, change.errors
    as_near = errors + _begins_otherwise(typed, change.written)
    found = set(_close(typed, as_near - (context != "vague"), dictionary.medical()))
    if context == "alone":
        found.update(_close(typed, as_near, dictionary.conditions()))
    if context != "told":
        found.update(_close(typed, errors - (errors == 1), dictionary.english()))
    if sound(typed) == sound(change.written):  # then a word that sounds otherwise is not as near
        found = {w for w in found if sound(w) == sound(typed) or w in dictionary.conditions()}
    own = (change.meant, stem(change.written))
    return [w for w in found if form(w) != own[0] and stem(w) != own[1]]


def _close(typed: str, errors: int, words: frozenset[str]) -> list[str]:
    """Words within so many errors, a beginning that is otherwise counting as one more."""
    near = dictionary.by_length(words).within(typed, errors) if errors > 0 else []
    return [w for w, apart in near if apart + _begins_otherwise(typed, w) <= errors]


def _begins_otherwise(typed: str, word: str) -> bool:
    """Whether a word begins otherwise than it was typed, in letters and in sound: that is seldom an error."""
    return typed[0] != word[0] and sound(typed)[:1] != sound(word)[:1]


def _is_far(word: Change, named: Sequence[Found]) -> bool:
    """Whether a word alone is like a name that it hardly means: clipped, or Spanish and heard otherwise."""
    if all(isinstance(e, Entry) and e.said for e in named):
        return True  # endometri is no endometrin; below: mareado is no mercado
    typed, name = sound_es(word.typed), sound_es(word.written)
    alike = typed == name or (word.errors == 1 and len(name) >= LONG_SPANISH)
    return not alike and spanish.is_name(word.written, named)


def _same(one: Resolution, other: Resolution) -> bool:
    """Whether two names mean the same records, or the same known condition."""
    if one.status == other.status == "none":
        return one.known == other.known
    ids, others = ({c.id for c in found.matches} for found in (one, other))
    return ids == others != set()


def _holds(listed: Resolution, one: Resolution) -> bool:
    """Whether a name that may mean several records may mean this one too."""
    if listed.status != "ambiguous" or one.status != "match":
        return False
    return one.matches[0].id in {c.id for c in listed.matches}
