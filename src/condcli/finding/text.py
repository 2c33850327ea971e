"""Full text: the sentence of each page that answers the words best."""

import re
from collections.abc import Collection, Mapping, Sequence
from functools import cached_property, lru_cache
from heapq import nlargest
from math import fsum
from sqlite3 import Connection, OperationalError

from msgspec import Struct

from condcli.catalog.library import Library
from condcli.finding import words
from condcli.finding.ranking import LONGEST_NAME, NAME, by_words, posting, records, telling
from condcli.finding.symptoms import wording

PAGES = 8  # pages whose sentences are read, the best by their words
KEPT = 500  # pages that are kept to be read again
HOLDING = 40  # sentences that hold all the words, of any page
WORDS = 24  # of a longer text only the most telling are looked for
MOST_PHRASES = 5
TOGETHER = 0.35  # how much more a sentence counts that holds all the words
_QUOTED = re.compile(r'["\u201c\u201d\u201e]([^"\u201c\u201d\u201e]+)["\u201c\u201d\u201e]')
# Words of a question, and the sections that answer it.
ANSWERS: Mapping[str, Collection[str]] = {
    "contagi": ("causes", "prevention"), "preven": ("prevention",), "cure": ("outlook", "treatment"),
    "treatment": ("treatment",), "medicin": ("treatment",), "surgeri": ("treatment",), "test": ("tests",),
    "diet": ("self_care",), "die": ("outlook",), "caus": ("causes",), "complic": ("complications",),
    "vaccin": ("prevention",),
}  # fmt: skip
ANSWERED = 0.25
NAMED = 0.8  # how much a name counts that stands whole in the words


class Passage(Struct, frozen=True):
    """A sentence of a page; `marked` are the places (start, end) in `text` of the words asked for."""

    id: str
    name: str
    section: str
    text: str
    marked: tuple[tuple[int, int], ...]
    added_by: str | None = None


class Passages(Struct, frozen=True):
    """The best passages, one a page, and how many pages have one."""

    passages: tuple[Passage, ...]
    total: int


class _Sentence(Struct, frozen=True):
    score: float
    record: int
    section: str
    text: str


def passages(library: Library, asked: str, most: int = 5) -> Passages:
    """The sentences that answer the words best; "quoted words" stand together, and nothing else is syntax."""
    db = library.compiled.db
    folds = wording(db)
    phrases = [p for p in (_stems(q, folds) for q in _QUOTED.findall(asked)) if p][:MOST_PHRASES]
    said = _stems(asked, folds)
    of = records(db)
    told = {stem: telling(row.records, of) for stem in dict.fromkeys(said) if (row := posting(db, stem))}
    if len(told) > WORDS:
        told = dict(sorted(told.items(), key=lambda item: -item[1])[:WORDS])
    pages = dict(by_words(db, tuple(told)))
    for number, weight in named(db, said).items():
        pages[number] = pages.get(number, 0.0) + NAMED * weight
    holding = _holding(db, tuple(map(tuple, phrases or [[stem] for stem in told if stem.isalnum()])))
    quoted = bool(phrases) and holding is not None
    first = dict[int, None]()  # the pages that the words are most about
    for numbers in (() if quoted else pages, holding or ()):
        best = nlargest(PAGES, ((pages.get(number, 0.0), -number) for number in numbers))
        first.update((-number, None) for _, number in best)
    total = len(holding or ()) if quoted else len(pages)
    read = {number: _best(db, number, told, phrases) for number in first}
    scored = {number: (pages.get(number, 0.0) + s.score, s) for number, s in read.items() if s}
    ordered = sorted(scored, key=lambda number: (-scored[number][0], number))[:most]
    found = []
    for _, sentence in map(scored.__getitem__, ordered):
        query = "SELECT id, name, added_by FROM record WHERE number = ?"
        id_, name, by = db.execute(query, (sentence.record,)).fetchone()
        marked = tuple((w.start, w.end) for w in _words(db, sentence.text) if w.stem in told)
        found.append(Passage(id_, name, sentence.section, sentence.text, marked, by))
    return Passages(tuple(found), max(total, len(scored)))


def _stems(text: str, folds: words.Wording) -> list[str]:
    return [word.stem for word in words.read(text, folds) if word.stem != words.NO and not word.light]


def named(db: Connection, said: Sequence[str]) -> dict[int, float]:
    """The pages of which a name stands whole in the words, each with how telling the name is."""
    total, scores = records(db), dict[int, float]()
    for length in range(LONGEST_NAME, 0, -1):
        for at in range(len(said) - length + 1):
            if found := posting(db, NAME + " ".join(said[at : at + length])):
                for number, weight in zip(found.numbers, found.weights, strict=True):
                    told = telling(found.records, total) * weight
                    scores[number] = max(scores.get(number, 0.0), told)
    return scores


@lru_cache(maxsize=KEPT)  # a batch asks again
def _holding(db: Connection, phrases: tuple[tuple[str, ...], ...]) -> dict[int, None] | None:
    """The pages that have all these words in one sentence; None where SQLite has no full text."""
    if not phrases:
        return {}
    query = " AND ".join('"' + " ".join(phrase).replace('"', "") + '"' for phrase in phrases)  # no syntax
    try:
        rows = db.execute(
            "SELECT rowid FROM full_text WHERE full_text MATCH ? LIMIT ?", (query, HOLDING)
        ).fetchall()
    except OperationalError:
        return None
    numbers = [row[0] for row in rows]
    places = ",".join("?" * len(numbers))
    held = db.execute(f"SELECT record FROM sentence WHERE number IN ({places})", numbers)  # noqa: S608  marks only
    return dict.fromkeys(row[0] for row in held)


def _best(
    db: Connection,
    number: int,
    telling: Mapping[str, float],
    phrases: Sequence[Sequence[str]],
) -> _Sentence | None:
    """The sentence of a page that answers best; one that has every quoted phrase, where there is any."""
    best: _Sentence | None = None
    sections = {section for stem in telling for section in ANSWERS.get(stem, ())}
    page = _page(db, number)
    for at, told in page.told(telling):
        section, text, stems = page.sentences[at]
        if not all(any(stems[n : n + len(p)] == p for n in range(len(stems))) for p in phrases):
            continue
        score = fsum(told) * (1 + TOGETHER * (len(told) == len(telling)))
        score *= 1 + ANSWERED * (section in sections)
        if not best or score > best.score:
            best = _Sentence(score, number, section, text)
    return best


class _Page:
    """The sentences of a page: the section, the text and the stems of each."""

    def __init__(self, sentences: Sequence[tuple[str, str, list[str]]]) -> None:
        self.sentences = sentences
        self._again = False

    def told(self, telling: Mapping[str, float]) -> list[tuple[int, list[float]]]:
        """The sentences that have one of the stems, in order, each with how telling those are that it has."""
        if not self._again:  # what stands where is worth a table for those who come again
            self._again = True
            having = (
                n for n, (_, _, stems) in enumerate(self.sentences) if not telling.keys().isdisjoint(stems)
            )
            return [
                (n, [told for stem, told in telling.items() if stem in self.sentences[n][2]]) for n in having
            ]
        found: dict[int, list[float]] = {}
        for stem, told in telling.items():
            for at in self._places.get(stem, ()):
                found.setdefault(at, []).append(told)
        return sorted(found.items())

    @cached_property
    def _places(self) -> Mapping[str, Collection[int]]:
        places: dict[str, list[int]] = {}
        for at, (_, _, stems) in enumerate(self.sentences):
            for stem in dict.fromkeys(stems):
                places.setdefault(stem, []).append(at)
        return places


@lru_cache(maxsize=KEPT)  # a batch asks for the same ones again
def _page(db: Connection, number: int) -> _Page:
    query = "SELECT section, text, stems FROM sentence WHERE record = ? ORDER BY number"
    rows = db.execute(query, (number,))
    return _Page([(section, text, stems.split(" ")) for section, text, stems in rows])


@lru_cache(maxsize=KEPT)
def _words(db: Connection, text: str) -> Sequence[words.Word]:
    """The words of a sentence, which other questions of a batch find too."""
    return words.read(text, wording(db))
