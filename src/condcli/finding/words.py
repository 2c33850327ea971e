"""Words of everyday speech as stems: inflections, spellings and synonyms folded, small words left out."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache, lru_cache

from msgspec import Struct

from condcli.names.normalize import american, unaccented

_APOSTROPHES = str.maketrans(dict.fromkeys("’‘ʼ`´′＇ʻ", "'"))  # noqa: RUF001  what people type for it
_WORD = re.compile(r"\d+(?:[.,]\d+)*(?![^\W_])|[^\W_]+(?:'[^\W_]+)*|[.;:!?()\n]+|,")
REMEMBERED = 20_000  # words
LONGEST = 40  # letters: what is longer is no word
MOST = 2_000  # words of a text that are read
NO = "no"  # what every word of denial is folded into
STOPS = frozenset({"but", "just", "onli", "except", "then", "though", "although", "now"})  # stems
FIGURES = 2  # an age, a number of days: what says little
DENIED = 3  # words that matter behind a "no"


class Word(Struct, frozen=True):
    """A word: its stem, where it stands in the text, its clause, whether it is denied, and says little."""

    stem: str
    start: int
    end: int
    clause: int
    denied: bool = False
    light: bool = False


class Wording(Struct, frozen=True):
    """What folds words: synonyms by their first stem, the longest first; stems that say nothing or little."""

    same: Mapping[str, Sequence[tuple[tuple[str, ...], str]]]
    skip: frozenset[str]
    light: frozenset[str]


@lru_cache(maxsize=REMEMBERED)
def stem(word: str) -> str:
    """The stem of a word of small letters, in American spelling."""
    return _stemmer()(american(word))


@cache
def _stemmer() -> Callable[[str], str]:
    from Stemmer import Stemmer  # type: ignore[import-not-found]  # noqa: PLC0415  only to find

    stemmer: Callable[[str], str] = Stemmer("english").stemWord
    return stemmer


@lru_cache(maxsize=REMEMBERED)
def stem_as_typed(word: str) -> str:
    """The stem of a word as it is typed: in capitals, with accents, apostrophes or the ending 's."""
    word = word.lower()
    if not word.isascii():
        word = unaccented(word)
    return stem(word.removesuffix("'s").replace("'", ""))


def stems(text: str) -> list[str]:
    """The stems of all words of a text, none left out and none folded into another."""
    return [found for found, _, _ in _raw(text) if found not in _MARKS]


_MARKS = frozenset({",", "."})


@lru_cache(maxsize=1)  # what is compiled is read twice
def _raw(text: str) -> Sequence[tuple[str, int, int]]:
    """Each stem with its place; a comma, and a point for what ends a clause."""
    if not text.isascii():
        text = text.translate(_APOSTROPHES)
    found = []
    for match in _WORD.finditer(text):
        word = match[0]
        if word[0].isalnum():
            if len(word) <= LONGEST:
                found.append((stem_as_typed(word), match.start(), match.end()))
        else:
            found.append(("," if word == "," else ".", match.start(), match.end()))
        if len(found) == MOST:
            break
    return found


def read(text: str, wording: Wording) -> list[Word]:
    """The words of a text, without those that say nothing."""
    raw = _raw(text)
    found: list[Word] = []
    at = clause = left = 0
    while at < len(raw):
        said, start, end = raw[at]
        length, meant = _longest(raw, at, forms) if (forms := wording.same.get(said)) else (1, said)
        end = raw[at + length - 1][2]
        if said in _MARKS or said in STOPS:
            clause, left = clause + (said != ","), 0
        elif meant == NO:
            found.append(Word(NO, start, end, clause))
            left = DENIED
        elif meant not in wording.skip:
            light = meant in wording.light or (meant.isdigit() and len(meant) <= FIGURES)
            found.append(Word(meant, start, end, clause, denied=left > 0, light=light))
            left = left if light else max(0, left - 1)
        at += length
    return found


def _longest(
    raw: Sequence[tuple[str, int, int]], at: int, forms: Sequence[tuple[tuple[str, ...], str]]
) -> tuple[int, str]:
    for form, meant in forms:
        if tuple(piece[0] for piece in raw[at : at + len(form)]) == form:
            return len(form), meant
    return 1, raw[at][0]


def table(same: Mapping[str, Iterable[str]]) -> list[tuple[str, tuple[str, ...], str]]:
    """The synonyms as rows: the first stem of a form, its stems, and the stem that stands for it."""
    rows = {}
    for word, forms in same.items():
        meant = stem(word).replace(" ", "")
        for form in (word, *forms):
            if (found := tuple(stems(form))) and found != (meant,):
                rows[found] = meant
    return [
        (form[0], form, meant) for form, meant in sorted(rows.items(), key=lambda row: (-len(row[0]), row[0]))
    ]


def by_first(
    rows: Iterable[tuple[str, tuple[str, ...], str]],
) -> dict[str, list[tuple[tuple[str, ...], str]]]:
    """Synonyms by their first stem."""
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for first, form, meant in rows:
        found.setdefault(first, []).append((form, meant))
    return found
