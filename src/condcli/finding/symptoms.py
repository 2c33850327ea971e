"""Symptoms in a text, and the conditions that list them; it explains and does not diagnose."""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import accumulate
from sqlite3 import Connection

from msgspec import Struct

from condcli.catalog.library import Library
from condcli.finding import words
from condcli.finding.ranking import (
    PEOPLE,
    SYMPTOM,
    SymptomMatch,
    among,
    listing,
    matches,
    posting,
    records,
    telling,
)

WINDOW = 2  # words that matter: how much longer than a symptom the place may be where it stands
ABOUT = 0.5  # what a word for whom it is about adds


class SymptomRead(Struct, frozen=True):
    """A symptom that a text names: `matched` are the words that name it; it may be denied (`negated`)."""

    id: str
    name: str
    matched: tuple[str, ...]
    negated: bool
    emergency: str | None


@lru_cache(maxsize=4)
def wording(db: Connection) -> words.Wording:
    """How the compiled catalog folds words."""
    rows = db.execute("SELECT stem, light FROM skip").fetchall()
    skip, light = (frozenset(stem for stem, is_light in rows if is_light == kind) for kind in (0, 1))
    same = db.execute("SELECT first, form, meant FROM same ORDER BY rowid").fetchall()
    folded = words.by_first((first, tuple(form.split(" ")), meant) for first, form, meant in same)
    return words.Wording(folded, skip, light)


@lru_cache(maxsize=4)
def _symptoms(db: Connection) -> Mapping[str, tuple[str, str, str | None]]:
    """Each symptom by its id, with its name and when it is an emergency."""
    return {row[0]: row for row in db.execute("SELECT id, name, emergency FROM symptom")}


def read_symptoms(library: Library, text: str) -> tuple[SymptomRead, ...]:
    """The symptoms that a text names, in the order of the text."""
    db = library.compiled.db
    return read_in(db, words.read(text, wording(db)), text)


def read_in(db: Connection, said: Sequence[words.Word], text: str) -> tuple[SymptomRead, ...]:
    """The symptoms that the words of a text name."""
    places: dict[str, list[int]] = {}
    for at, word in enumerate(said):
        places.setdefault(word.stem, []).append(at)
    counted = list(accumulate(not word.light for word in said))
    found: list[tuple[tuple[int, ...], str]] = []
    query = "SELECT rarest, stems, symptom FROM phrase WHERE rarest IN (?)"
    for rarest, stems, symptom in among(db, query, sorted(places)):
        way = stems.split("\t")
        if all(stem in places for stem in way):
            found += ((hit, symptom) for hit in _hits(way, rarest, places, said, counted))
    symptoms = _symptoms(db) if found else {}
    read: dict[str, SymptomRead] = {}
    for hit, id_ in sorted(set(found)):
        if any(set(hit) < set(other) for other, _ in found):
            continue
        denied = said[hit[0]].stem != words.NO and all(said[at].denied for at in hit)
        if id_ not in read or (read[id_].negated and not denied):
            matched = tuple(text[said[at].start : said[at].end] for at in hit)
            read[id_] = SymptomRead(id_, symptoms[id_][1], matched, denied, symptoms[id_][2])
    return tuple(read.values())


def _hits(
    way: Sequence[str],
    rarest: str,
    places: Mapping[str, Sequence[int]],
    said: Sequence[words.Word],
    counted: Sequence[int],
) -> Iterable[tuple[int, ...]]:
    """Where the stems of a symptom stand together in one clause."""
    for at in places[rarest]:
        near = [min(places[stem], key=lambda other: abs(other - at)) for stem in way]
        if (
            len({said[n].clause for n in near}) == 1
            and counted[max(near)] - counted[min(near)] < len(way) + WINDOW
        ):
            yield tuple(sorted(near))


def rank(
    library: Library, has: Sequence[str], not_: Sequence[str] = (), words: Sequence[str] = ()
) -> tuple[SymptomMatch, ...]:
    """Every condition that lists a symptom of `has` (ids), the likeliest page to read first.

    What a record does not list never counts against it; a record that lists one of `not_` goes behind.
    `words` (the text) are used for order only: age and sex.
    """
    db = library.compiled.db
    scores, listed = listing(db, has)
    total = records(db)
    for symptom in dict.fromkeys(not_):
        if found := posting(db, SYMPTOM + symptom):
            for number in found.numbers:
                if number in scores:
                    scores[number] -= telling(found.records, total)
    about(db, " ".join(words), scores)
    return matches(db, scores, listed, tuple(dict.fromkeys(has)))


def about(db: Connection, text: str, scores: dict[int, float]) -> None:
    """Raise the records that are about the people of whom the text speaks."""
    stems = sorted(set(words.stems(text)))
    for kind in sorted({kind for (kind,) in among(db, "SELECT kind FROM people WHERE stem IN (?)", stems)}):
        if found := posting(db, PEOPLE + kind):
            for number, weight in zip(found.numbers, found.weights, strict=True):
                if number in scores:
                    scores[number] += ABOUT * weight
