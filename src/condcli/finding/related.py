"""Pages that belong together, each with why, and pages side by side."""

from collections.abc import Iterator, Mapping, Sequence

import msgspec
from msgspec import Struct

from condcli.catalog.library import Library
from condcli.finding.symptoms import posting, rank
from condcli.finding.words import stems
from condcli.json_answers import RelatedPage
from condcli.models import Condition, SectionName
from condcli.plain_language.sentences import sentences

SHARED = 3  # symptoms that two pages share at least, to be called alike for it
ALIKE = 3  # pages that are listed for their symptoms
KINDS = 8  # pages that are listed as kinds of the record
NAMED = 3  # symptoms that are named
TOLD = 2  # sentences that a comparison quotes of a section
LOOKALIKE = "easily mistaken for it"
NARROWER, BROADER = "a kind of it", "the wider condition"
BELOW = "a form or an effect of it"  # a code below its code may be either
NO_SYMPTOMS = "no-symptoms"  # what it shares with others makes nothing alike
HOW_COMMON = {
    5: "more than 1 in 20 people in the US each year",
    4: "more than 1 in 100 people in the US each year",
    3: "more than 1 in 1,000 people in the US each year",
    2: "more than 1 in 10,000 people in the US each year",
    1: "fewer than 1 in 10,000 people in the US each year",
}
COMPARED: Mapping[SectionName, str] = {
    "causes": "Causes", "tests": "Tests", "treatment": "Treatment", "outlook": "Outlook",
}  # fmt: skip


class Row(Struct, frozen=True):
    """One line of a comparison: for each record a list of lines; `same` where all say the same."""

    label: str
    cells: tuple[tuple[str, ...], ...]
    same: bool


class Comparison(Struct, frozen=True):
    """Records side by side: rows that differ stand first."""

    ids: tuple[str, ...]
    names: tuple[str, ...]
    rows: tuple[Row, ...]


def related(library: Library, record: Condition) -> tuple[RelatedPage, ...]:
    """The pages to read beside this one, the nearest first."""
    why: dict[str, list[str]] = {id_: [LOOKALIKE] for id_ in record.lookalikes}
    for id_, kind in _kin(library, record):
        why.setdefault(id_, []).append(kind)
    alike = [m for m in rank(library, [s for s in record.symptoms if s != NO_SYMPTOMS]) if m.id != record.id]
    for place, match in enumerate(alike):
        shared = [library.symptoms[s].name for s in match.matched[:NAMED] if s in library.symptoms]
        if len(match.matched) >= SHARED and shared and (place < ALIKE or match.id in why):
            why.setdefault(match.id, []).append(f"also lists {_listed(shared)}")
    names = dict(library.compiled.db.execute("SELECT id, name FROM record").fetchall())
    return tuple(RelatedPage(id_, names[id_], tuple(said)) for id_, said in why.items() if id_ in names)


def _listed(names: Sequence[str]) -> str:
    lowered = [name[:1].lower() + name[1:] if name[1:2].islower() else name for name in names]
    return f"{', '.join(lowered[:-1])} and {lowered[-1]}" if len(lowered) > 1 else lowered[0]


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
        found |= {_id(library, number): BELOW for (number,) in below.fetchall()}
        found |= {_id(library, number): BROADER for (number,) in above.fetchall()}
    own = frozenset(stems(record.name))
    for id_, name in _sharing(library, own):
        other = frozenset(stems(name))
        if own < other:
            found.setdefault(id_, NARROWER)
        elif other < own:
            found.setdefault(id_, BROADER)
    found.pop(record.id, None)
    yield from list(found.items())[:KINDS]


def _sharing(library: Library, words: frozenset[str]) -> Iterator[tuple[str, str]]:
    """The records of the category that have a word of these in their names."""
    db = library.compiled.db
    numbers = {n for word in sorted(words) if (found := posting(db, word)) for n in found.numbers}
    for number in sorted(numbers):
        yield db.execute("SELECT id, name FROM record WHERE number = ?", (number,)).fetchone()


def _id(library: Library, number: int) -> str:
    id_: str = library.compiled.db.execute("SELECT id FROM record WHERE number = ?", (number,)).fetchone()[0]
    return id_


def compare(library: Library, records: Sequence[Condition]) -> Comparison:
    """Two or three records side by side, what differs first."""
    listed = [frozenset(record.symptoms) for record in records]
    shared = frozenset.intersection(*listed) if listed else frozenset()
    named = {id_: symptom.name for id_, symptom in library.symptoms.items()}

    def symptoms(record: Condition, *, common: bool) -> tuple[str, ...]:
        return tuple(named.get(s, s) for s in record.symptoms if (s in shared) == common)

    rows = [
        _row("What it is", [(r.summary,) for r in records]),
        _row("Symptoms that differ", [symptoms(r, common=False) for r in records]),
        _row("Call 911 for", [r.care.emergency for r in records]),
        _row("Call a doctor today for", [r.care.urgent for r in records]),
        *(_row(label, [_begin(r, key) for r in records]) for key, label in COMPARED.items()),
        _row("How common", [(HOW_COMMON[r.common],) if r.common else () for r in records]),
        _row("Category", [(r.category,) for r in records]),
        _row("Symptoms of all of them", [symptoms(r, common=True) for r in records]),
    ]
    told = [row for row in rows if any(row.cells)]
    return Comparison(
        tuple(r.id for r in records),
        tuple(r.name for r in records),
        tuple(sorted(told, key=lambda row: row.same)),
    )


def _row(label: str, cells: Sequence[tuple[str, ...]]) -> Row:
    return Row(label, tuple(cells), len({msgspec.json.encode(sorted(cell)) for cell in cells}) == 1)


def _begin(record: Condition, key: SectionName) -> tuple[str, ...]:
    """The first sentences of a section, and its list where it begins with one."""
    section = record.sections.get(key)
    if section is None:
        return ()
    first = section.body[0]
    return tuple(sentences(first)[:TOLD]) if isinstance(first, str) else (first.lead, *first.items)
