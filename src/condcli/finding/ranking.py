"""What the compiled catalog says of words and symptoms: the records that have them, the best first."""

from array import array
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import lru_cache
from math import log
from sqlite3 import Connection

from msgspec import Struct

SYMPTOM = "symptom:"  # what the token of a listed symptom begins with
NAME = "name:"  # that of a name that stands whole
LONGEST_NAME = 5  # words that matter
PEOPLE = "people:"  # and that of whom a condition is about
AT_ONCE = 500  # values of one query
LONGEST = 2_000  # records that one word is looked up in, those that it tells most about
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


def posting(db: Connection, token: str) -> Posting | None:
    """The records that have a word or list a symptom."""
    known = token.encode("utf-8", "replace").decode()
    row = db.execute("SELECT records, numbers, weights FROM posting WHERE token = ?", (known,)).fetchone()
    if row is None:
        return None
    numbers, weights = array("I"), array("f")
    numbers.frombytes(row[1][: LONGEST * 4])
    weights.frombytes(row[2][: LONGEST * 4])
    return Posting(row[0], numbers, weights)


@lru_cache(maxsize=4)
def records(db: Connection) -> int:
    """How many records there are."""
    count: int = db.execute("SELECT count(*) FROM record").fetchone()[0]
    return count


def listing(db: Connection, symptoms: Iterable[str]) -> tuple[dict[int, float], dict[int, list[str]]]:
    """How telling what each record lists of these symptoms is, and which of them it lists."""
    scores: dict[int, float] = {}
    listed: dict[int, list[str]] = {}
    total = records(db)
    for symptom in dict.fromkeys(symptoms):
        if found := posting(db, SYMPTOM + symptom):
            told = telling(found.records, total)
            for number in found.numbers:
                scores[number] = scores.get(number, 0.0) + told
                listed.setdefault(number, []).append(symptom)
    return scores, listed


def matches(
    db: Connection,
    scores: Mapping[int, float],
    listed: Mapping[int, Sequence[str]],
    asked: Collection[str],
    beside: Mapping[int, Sequence[str]] | None = None,
) -> tuple[SymptomMatch, ...]:
    """The records with these scores, the best first."""
    found = []
    for start in range(0, len(scores), AT_ONCE):
        some = list(scores)[start : start + AT_ONCE]
        marks = ",".join("?" * len(some))
        query = f"SELECT number, id, name, common, dangerous FROM record WHERE number IN ({marks})"  # noqa: S608  marks only
        for number, id_, name, common, dangerous in db.execute(query, some):
            score = scores[number] * COMMON[common] * (DANGEROUS if dangerous else 1)
            has = tuple(listed.get(number, ()))
            lacks = tuple(s for s in asked if s not in has)
            found.append(SymptomMatch(id_, name, has, lacks, tuple((beside or {}).get(number, ())), score))
    return tuple(sorted(found, key=lambda m: (-m.score, m.name)))


def telling(records: int, of: int) -> float:
    """How telling it is that a record has something which so many records have."""
    return log(1 + (of - records + 0.5) / (records + 0.5))


def joined(stems: Iterable[str]) -> str:
    """Stems as the words of a full-text query that all stand together; none of them is syntax."""
    return '"' + " ".join(stems).replace('"', "") + '"'
