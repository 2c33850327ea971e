"""The pages to read beside a page, each with why."""

from collections.abc import Iterator
from heapq import nlargest
from itertools import combinations

from condcli.catalog.library import Library
from condcli.finding.ranking import COMMON, DANGEROUS, among, listing, lowered, matches
from condcli.json_answers import RelatedPage
from condcli.models import Condition

SHARED = 3  # symptoms that two pages share at least, to be called alike for it
ALIKE = 3  # pages that are listed for their symptoms
WEIGHT = max(COMMON.values()) / min(COMMON.values()) * DANGEROUS  # by which scores may change places
KINDS = 8  # pages that are listed as kinds of the record
MOST_WORDS = 8  # of a name, of which names with fewer words are looked for
NAMED = 3  # symptoms that are named
LOOKALIKE = "easily mistaken for it"
NARROWER, BROADER = "a kind of it", "the wider condition"
BELOW = "a form or an effect of it"  # a code below its code may be either
NO_SYMPTOMS = "no-symptoms"  # what it shares with others makes nothing alike


def related(library: Library, record: Condition) -> tuple[RelatedPage, ...]:
    """The pages to read beside this one, the nearest first."""
    db = library.compiled.db
    why: dict[str, list[str]] = {id_: [LOOKALIKE] for id_ in record.lookalikes}
    for id_, kind in _kin(library, record):
        why.setdefault(id_, []).append(kind)
    asked = [s for s in record.symptoms if s != NO_SYMPTOMS]
    scores, listed = listing(db, asked)
    named = {number for (number,) in among(db, "SELECT number FROM record WHERE id IN (?)", why)}
    # Those that may come first once it counts how common and dangerous they are; the record itself is one
    best = nlargest(ALIKE + 1, scores.values())
    least = best[-1] / WEIGHT if best else 0.0
    near = {number: score for number, score in scores.items() if score >= least or number in named}
    alike = [m for m in matches(db, near, listed, asked) if m.id != record.id]
    for place, match in enumerate(alike):
        shared = [lowered(library.symptoms[s].name) for s in match.matched[:NAMED] if s in library.symptoms]
        if len(match.matched) >= SHARED and shared and (place < ALIKE or match.id in why):
            said = " and ".join(filter(None, (", ".join(shared[:-1]), shared[-1])))
            why.setdefault(match.id, []).append(f"also lists {said}")
    names = dict(among(db, "SELECT id, name FROM record WHERE id IN (?)", why))
    return tuple(
        RelatedPage(id_, names[id_], (*said, *library.compiled.credit(id_)))
        for id_, said in why.items()
        if id_ in names
    )


def _kin(library: Library, record: Condition) -> Iterator[tuple[str, str]]:
    """The pages of kinds of the record and of what it is a kind of, by code and by name."""
    db = library.compiled.db
    found: dict[str, str] = {}
    for code in record.codes.icd10cm:
        below = db.execute("SELECT record FROM code WHERE code > ? AND code < ?", (code, code + "\uffff"))
        above = db.execute(
            "SELECT record FROM code WHERE code IN (" + ",".join("?" * len(code)) + ")",  # noqa: S608  marks only
            [code[:length] for length in range(len(code))],
        )
        for kind, numbers in ((BELOW, below.fetchall()), (BROADER, above.fetchall())):
            for number in numbers:
                (id_,) = db.execute("SELECT id FROM record WHERE number = ?", number).fetchone()
                found[id_] = kind
    query = "SELECT stems FROM name_stems JOIN record USING (number) WHERE id = ?"
    own = frozenset(db.execute(query, (record.id,)).fetchone()[0].split())
    for id_, other in _sharing(library, own):
        if own < other:
            found.setdefault(id_, NARROWER)
        elif other < own:
            found.setdefault(id_, BROADER)
    found.pop(record.id, None)
    yield from list(found.items())[:KINDS]


def _sharing(library: Library, words: frozenset[str]) -> Iterator[tuple[str, frozenset[str]]]:
    """The records whose names have all of these stems, or some of them and no other, each with its stems."""
    db = library.compiled.db
    marks = ",".join("?" * len(words))
    all_of = f"SELECT record FROM name_stem WHERE stem IN ({marks}) GROUP BY record HAVING count(*) = ?"  # noqa: S608  marks only
    holding = [number for (number,) in db.execute(all_of, (*words, len(words)))]
    few = sorted(words)[:MOST_WORDS]
    parts = (" ".join(some) for length in range(1, len(few) + 1) for some in combinations(few, length))
    query = "SELECT number, id, stems FROM record JOIN name_stems USING (number) WHERE "
    rows = {*among(db, f"{query} number IN (?)", holding), *among(db, f"{query} stems IN (?)", parts)}
    for _, id_, stems in sorted(rows):
        yield id_, frozenset(stems.split())
