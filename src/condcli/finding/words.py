"""Words of everyday speech as one set of stems: inflections, spellings and synonyms folded, small words out."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache

from msgspec import Struct

from condcli.names.normalize import american

_APOSTROPHES = str.maketrans(dict.fromkeys("’‘ʼ`´′＇ʻ", "'"))  # noqa: RUF001  what people type for it
_WORD = re.compile(r"\d+(?:[.,]\d+)*(?![^\W_])|[^\W_]+(?:'[^\W_]+)*|[.;:!?()\n]+|,")
LONGEST = 40  # letters: what is longer is no word
MOST = 2_000  # words of a text that are read
NO = "no"  # what every word of denial is folded into
STOPS = frozenset({"but", "just", "only", "except", "then", "though", "although", "now"})  # end a denial
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
    """What folds words: synonyms by their first stem, the longest first, and the stems that say nothing or little."""

    same: Callable[[Iterable[str]], Mapping[str, Sequence[tuple[tuple[str, ...], str]]]]
    skip: frozenset[str]
    light: frozenset[str]


@cache
def stem(word: str) -> str:
    """The stem of a word of small letters, in American spelling."""
    return _stemmer()(american(word))


@cache
def _stemmer() -> Callable[[str], str]:
    from snowballstemmer.english_stemmer import EnglishStemmer  # noqa: PLC0415  only to find

    stemmer: Callable[[str], str] = EnglishStemmer().stemWord
    return stemmer


def fold(word: str) -> str:
    """A word in small letters without accents, apostrophes and the ending 's."""
    word = word.translate(_APOSTROPHES).lower()
    if not word.isascii():
        apart = unicodedata.normalize("NFKD", word)
        word = "".join(c for c in apart if not unicodedata.combining(c))
    return word.removesuffix("'s").replace("'", "")


def stems(text: str) -> list[str]:
    """The stems of all words of a text, none left out and none folded into another."""
    return [found for found, _, _ in _raw(text) if found not in _MARKS]


_MARKS = frozenset({",", "."})


def _raw(text: str) -> Iterator[tuple[str, int, int]]:
    """Each stem with its place; a comma, and a point for what ends a clause."""
    text = text.translate(_APOSTROPHES)
    for match in _WORD.finditer(text):
        found = match[0]
        if found == "," or not (found[0].isalnum()):
            yield ("," if found == "," else "."), match.start(), match.end()
        elif len(found) <= LONGEST:
            yield stem(fold(found)), match.start(), match.end()


def read(text: str, wording: Wording) -> list[Word]:
    """The words of a text, without those that say nothing."""
    raw = [piece for _, piece in zip(range(MOST), _raw(text), strict=False)]
    same = wording.same({piece[0] for piece in raw})
    found: list[Word] = []
    at = clause = left = 0
    while at < len(raw):
        said, start, end = raw[at]
        length, meant = _longest(raw, at, same.get(said, ()))
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
    return [(form[0], form, meant) for form, meant in sorted(rows.items(), key=lambda row: (-len(row[0]), row[0]))]


def by_first(rows: Iterable[tuple[str, tuple[str, ...], str]]) -> dict[str, list[tuple[tuple[str, ...], str]]]:
    """Synonyms by their first stem."""
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for first, form, meant in rows:
        found.setdefault(first, []).append((form, meant))
    return found


def telling(said: Iterable[Word]) -> list[str]:
    """The stems of the words that matter and are not denied, each once."""
    return list(dict.fromkeys(w.stem for w in said if not w.light and not w.denied and w.stem != NO))
