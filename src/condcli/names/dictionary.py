"""Real words, and parts of words that must not be taken for one another.

A real word of English or of medicine is never taken for a misspelled one.
"""

from collections.abc import Collection, Iterable
from functools import cache, lru_cache
from pathlib import Path
from typing import Literal

from msgspec import Struct

from condcli.catalog.files import SortedWords, data_folder, read, word_list
from condcli.names.normalize import form

# Beginnings of medicine: with a real word behind it, a word is real too.
BEGINNINGS = (
    "hyper", "hypo", "gastro", "entero", "hepato", "nephro", "neuro", "cardio", "pneumo", "broncho", "osteo",
    "arthro", "myelo", "melano", "lympho", "hemo", "hemato", "leuko", "thrombo", "dermato", "encephalo",
    "meningo", "schizo", "endo", "poly", "electro", "immuno", "radio", "psycho", "micro", "macro",
)  # fmt: skip
_ROOT_ENDINGS = ("", "a", "e", "o", "al", "us", "um", "is", "es")
_LONGEST_MISSPELLING = 4  # words
_SHORTEST_REST = 3  # letters beside a guarded part
REMEMBERED = 20_000  # words of a batch
FEW = 100  # texts
SHORTEST = 5  # letters: shorter words are never corrected, whether they are real or not


class WordList:
    """Words by their length, to find those that are few errors away from another."""

    def __init__(self, words: Iterable[str]) -> None:
        self._by_length: dict[int, list[str]] = {}
        for word in words:
            self._by_length.setdefault(len(word), []).append(word)

    def within(self, word: str, errors: int, most: int | None = None) -> list[tuple[str, int]]:
        """The words within so many errors, each with its errors; with `most`, only the nearest."""
        from rapidfuzz import process  # noqa: PLC0415  names that are written well do without
        from rapidfuzz.distance import OSA  # noqa: PLC0415

        lengths = range(len(word) - errors, len(word) + errors + 1)
        pool = [w for length in lengths for w in self._by_length.get(length, ())]
        if most:
            found = process.extract(word, pool, scorer=OSA.distance, score_cutoff=errors, limit=most)
        else:
            found = list(process.extract_iter(word, pool, scorer=OSA.distance, score_cutoff=errors))
        return [(w, int(apart)) for w, apart, _ in found]


by_length = cache(WordList)


@cache
def english() -> frozenset[str]:
    """Words of everyday English."""
    return word_list("names/english_words.txt")


@cache
def conditions() -> frozenset[str]:
    """Words that name a condition by themselves."""
    return word_list("names/condition_words.txt")


@cache
def medical() -> frozenset[str]:
    """Words of medicine, those of names included."""
    return word_list("names/medical_words.txt") | conditions()


@cache
def naming() -> frozenset[str]:
    """English words that stand in names of conditions: duct, maple, hand."""
    return word_list("names/name_words.txt")


@cache
def life() -> frozenset[str]:
    """What people do, feel, buy, cook and eat, who they are, and where: beside a name it is but that."""
    return word_list("names/life_words.txt")


def is_technical(word: str) -> bool:
    """Whether it is a word of medicine and of no everyday English."""
    return (_listed(word, "medical") or _listed(word, "condition")) and not is_plain(word)


def is_passing(word: str) -> bool:
    """Whether it is a word of everyday English that stands in no name of a condition."""
    return is_plain(word) and not (_listed(word, "name") or _listed(form(word), "name"))


def is_word(word: str) -> bool:
    """Whether it is a real word: in the plural, in British spelling, or behind a beginning too."""
    if lists(word) or lists(form(word)):
        return True
    rests = (word.removeprefix(b) for b in BEGINNINGS if word.startswith(b))
    return any(len(rest) > SHORTEST and (lists(rest) or lists(form(rest))) for rest in rests)


@lru_cache(maxsize=REMEMBERED)
def lists(word: str) -> bool:
    """Whether a real word, or a name or a foreign word that is near a condition's, is spelled just so."""
    return any(_listed(word, kind) for kind in ("english", "condition", "medical", "other"))


def is_spanish(word: str) -> bool:
    """Whether it is a word of everyday Spanish."""
    return _listed(word, "spanish")


@lru_cache(maxsize=REMEMBERED)
def _listed(word: str, kind: str) -> bool:
    return word in _sorted(kind)


@cache
def _sorted(kind: str) -> SortedWords:
    return SortedWords(names_folder() / f"{kind}_words.txt")


def is_root(stem: str) -> bool:
    """Whether a real word is made of these letters and an ending, five letters at the least."""
    return len(stem) >= SHORTEST and any(lists(stem + ending) for ending in _ROOT_ENDINGS)


def is_plain(word: str) -> bool:
    """Whether it is a word of everyday English: not a person's name, and not a word of medicine only."""
    return _listed(word, "english") or _listed(form(word), "english")


@lru_cache(maxsize=REMEMBERED)
def is_like_medicine(word: str) -> bool:
    """Whether a word that is no real one may be one of a condition's name with an error in it."""
    if len(word) < SHORTEST - 1:
        return False
    errors = 1 if len(word) <= SHORTEST else 2
    return any(by_length(words).within(word, errors) for words in (conditions(), medical(), naming()))


class Misspellings(Struct, frozen=True, forbid_unknown_fields=True):
    """data/names/misspellings.json."""

    version: Literal[1]
    misspellings: dict[str, str]


@lru_cache(maxsize=FEW)
def respelled(text: str) -> str | None:
    """The text with the misspellings that many people make put right, None where it has none of them."""
    words, found = text.split(), []
    table = _misspellings()
    while words:
        for length in range(min(_LONGEST_MISSPELLING, len(words)), 0, -1):
            if right := table.get(" ".join(words[:length])):
                found.append(right)
                words = words[length:]
                break
        else:
            found.append(words.pop(0))
    right = " ".join(found)
    return right if right != text else None


@cache
def _misspellings() -> dict[str, str]:
    return read(names_folder() / "misspellings.json", Misspellings).misspellings


def names_folder() -> Path:
    """Where the lists of words and the rules about names stand."""
    return data_folder() / "names"


class Guard(Struct, frozen=True, forbid_unknown_fields=True):
    """Parts of words that must not be taken for one another.

    `margin` is how many errors further away the word with another part must be, if it is a real word or the
    guard holds `always`; no other word with another part may be nearer.
    """

    place: Literal["start", "end", "word"]
    parts: tuple[str, ...]
    margin: int
    always: bool
    reason: str


class Guards(Struct, frozen=True, forbid_unknown_fields=True):
    """data/names/guards.json."""

    version: Literal[1]
    guards: tuple[Guard, ...]


@cache
def guards() -> tuple[Guard, ...]:
    """Every guarded difference, each with the reason why it is guarded."""
    return read(names_folder() / "guards.json", Guards).guards


@lru_cache(maxsize=REMEMBERED)
def opposites(word: str) -> Collection[tuple[str, Guard]]:
    """The words that differ from this one by a guarded part, each with its guard."""
    return [
        (rest + other if guard.place == "end" else other + rest, guard)
        for guard in guards()
        for part in guard.parts
        if (rest := _without(word, part, guard.place)) is not None
        for other in guard.parts
        if other != part
    ]


def _without(word: str, part: str, place: str) -> str | None:
    """What is left of a word without one of its parts, None if it has not that part."""
    if place == "word":
        return "" if word == part else None
    has = word.startswith(part) if place == "start" else word.endswith(part)
    if not has or len(word) < len(part) + _SHORTEST_REST:
        return None
    return word[len(part) :] if place == "start" else word[: len(word) - len(part)]
