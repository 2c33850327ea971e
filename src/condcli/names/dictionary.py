"""Real words: of English, and of medicine. A real word is never taken for a misspelled one."""

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from condcli.catalog.files import data_folder
from condcli.names.normalize import form

if TYPE_CHECKING:
    from condcli.names.close import Close

# Beginnings of medicine: with a real word behind it, a word is real too.
BEGINNINGS = (
    "hyper", "hypo", "gastro", "entero", "hepato", "nephro", "neuro", "cardio", "pneumo", "broncho", "osteo",
    "arthro", "myelo", "melano", "lympho", "hemo", "hemato", "leuko", "thrombo", "dermato", "encephalo",
    "meningo", "schizo", "endo", "poly", "electro", "immuno", "radio", "psycho", "micro", "macro",
)  # fmt: skip
_ROOT_ENDINGS = ("", "a", "e", "o", "al", "us", "um", "is", "es")
SHORTEST = 5  # letters: shorter words are never corrected, whether they are real or not


@cache
def english() -> frozenset[str]:
    """Words of everyday English."""
    return _words("english_words.txt")


@cache
def conditions() -> frozenset[str]:
    """Words that name a condition by themselves."""
    return _words("condition_words.txt")


@cache
def medical() -> frozenset[str]:
    """Words of medicine, those of names included."""
    return _words("medical_words.txt") | conditions()


def is_word(word: str) -> bool:
    """Whether it is a real word, in the singular or the plural, in American or British spelling."""
    return lists(word) or lists(form(word)) or any(map(lists, _rests(word)))


def _rests(word: str) -> Iterator[str]:
    """What stands behind the beginning of a word that others are put together with: hyperextension."""
    for beginning in BEGINNINGS:
        rest = word.removeprefix(beginning)
        if rest != word and len(rest) > SHORTEST:
            yield from (rest, form(rest))


def lists(word: str) -> bool:
    """Whether a real word is spelled just so."""
    return word in english() or word in medical()


def is_root(stem: str) -> bool:
    """Whether a real word is made of these letters and an ending, five letters at the least."""
    return len(stem) >= SHORTEST and any(lists(stem + ending) for ending in _ROOT_ENDINGS)


def is_plain(word: str) -> bool:
    """Whether it is a word of everyday English: not a person's name, and not a word of medicine only."""
    return any(w in english() for w in (word, form(word)))


def near(word: str, errors: int, *, of: frozenset[str]) -> Iterator[str]:
    """The real words within so many errors of a word."""
    yield from (found for found, _ in _close_to(of).within(word, errors))


@cache
def _close_to(words: frozenset[str]) -> "Close":
    from condcli.names.close import Close  # noqa: PLC0415  names that are written well do without

    return Close(words)


def _words(file: str) -> frozenset[str]:
    return frozenset((data_folder() / file).read_text(encoding="ascii").split())
