"""What the compiled catalog says of words and symptoms: the records that have them, the best first."""

from array import array
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from math import log
from sqlite3 import Connection
from typing import Any

from msgspec import Struct

from condcli.names.normalize import sayable

SYMPTOM = "symptom:"  # what the token of a listed symptom begins with
NAME = "name:"  # that of a name that stands whole
LONGEST_NAME = 5  # words that matter
PEOPLE = "people:"  # and that of whom a condition is about
AT_ONCE = 500  # values of one query
REMEMBERED = 2_000  # words
LONGEST = 2_000  # records that one word is looked up in, those that it tells most about
TOLD = 400  # of these that its word is counted for: what most pages say tells of none
COMMON = {None: 1.0, 1: 0.9, 2: 0.96, 3: 1.0, 4: 1.05, 5: 1.1}
DANGEROUS = 1.03


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


class Posting(Struct, frozen=True):
    """The records that have a word, each with how much it tells of it, the most first; how many they are."""

    records: int
    numbers: Sequence[int]
    weights: Sequence[float]


@lru_cache(maxsize=REMEMBERED)  # the parts of a find ask for the same words, and so does a batch
def posting(db: Connection, token: str) -> Posting | None:
    """The records that have a word or list a symptom."""
    query = "SELECT records, numbers, weights FROM posting WHERE token = ?"
    row = db.execute(query, (sayable(token),)).fetchone()
    if row is None:
        return None
    numbers, weights = array("I"), array("f")
    numbers.frombytes(row[1][: LONGEST * numbers.itemsize])
    weights.frombytes(row[2][: LONGEST * weights.itemsize])
    return Posting(row[0], numbers, weights)


@lru_cache(maxsize=1)  # two parts of a find ask for the same words
def by_words(db: Connection, stems: Sequence[str]) -> Mapping[int, float]:
    """How much each record is about these words, each of them counting as much as it tells."""
    scores: dict[int, float] = {}
    total = records(db)
    for stem in stems:
        if found := posting(db, stem):
            told = telling(found.records, total)
            for number, weight in zip(found.numbers[:TOLD], found.weights, strict=False):
                scores[number] = scores.get(number, 0.0) + told * weight
    return scores


def among(db: Connection, query: str, values: Iterable[int | str]) -> Iterator[tuple[Any, ...]]:
    """The rows of a query for these values, for which "(?)" stands in it, so many at once as it can take."""
    every = list(values)
    for start in range(0, len(every), AT_ONCE):
        some = every[start : start + AT_ONCE]
        yield from db.execute(query.replace("(?)", f"({','.join('?' * len(some))})"), some).fetchall()


@lru_cache(maxsize=4)
def records(db: Connection) -> int:
    """How many records there are."""
    count: int = db.execute("SELECT count(*) FROM record").fetchone()[0]
    return count


def listing(
    db: Connection, symptoms: Iterable[str], weight: float = 1.0
) -> tuple[dict[int, float], dict[str, Collection[int]]]:
    """How telling what each record lists of these symptoms is, and the records that list each of them."""
    scores: dict[int, float] = {}
    listed: dict[str, Collection[int]] = {}
    total = records(db)
    for symptom in dict.fromkeys(symptoms):
        if found := posting(db, SYMPTOM + symptom):
            told = dict.fromkeys(found.numbers, weight * telling(found.records, total))
            add(scores, told)
            listed[symptom] = told.keys()
    return scores, listed


def add(scores: dict[int, float], more: dict[int, float]) -> None:
    """Count `more` for its records, which then has the sums of those that both have."""
    for number in scores.keys() & more.keys():  # one by one it would take three times as long
        more[number] += scores[number]
    scores.update(more)


def matches(
    db: Connection,
    scores: Mapping[int, float],
    listed: Mapping[str, Collection[int]],
    asked: Collection[str],
    beside: Mapping[int, Sequence[str]] | None = None,
    most: int | None = None,
) -> tuple[SymptomMatch, ...]:
    """The records with these scores, the best first, or the best `most` of them."""
    query = "SELECT number, id, name, common, dangerous FROM record WHERE number IN (?)"
    rows = [
        (-scores[number] * COMMON[common] * (DANGEROUS if dangerous else 1), name, id_, number)
        for number, id_, name, common, dangerous in among(db, query, scores)
    ]
    found = []
    for score, name, id_, number in sorted(rows, key=lambda row: row[:2])[:most]:
        has = tuple(symptom for symptom, numbers in listed.items() if number in numbers)
        lacks = tuple(s for s in asked if s not in has)
        found.append(SymptomMatch(id_, name, has, lacks, tuple((beside or {}).get(number, ())), -score))
    return tuple(found)


def telling(records: int, of: int) -> float:
    """How telling it is that a record has something which so many records have."""
    return log(1 + (of - records + 0.5) / (records + 0.5))


def lowered(name: str) -> str:
    """A name within a sentence: without its capital, unless that is an abbreviation's."""
    return name[:1].lower() + name[1:] if name[1:2].islower() else name
