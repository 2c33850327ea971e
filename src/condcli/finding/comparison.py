"""Two or three pages side by side, what differs first."""

from collections.abc import Mapping, Sequence

import msgspec
from msgspec import Struct

from condcli.catalog.library import Library
from condcli.models import Condition, SectionName
from condcli.plain_language.sentences import sentences

TOLD = 2  # sentences that a comparison quotes of a section
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


def compare(library: Library, records: Sequence[Condition]) -> Comparison:
    """Two or three records side by side, what differs first."""
    listed = [frozenset(record.symptoms) for record in records]
    shared = frozenset.intersection(*listed) if listed else frozenset()
    named = {id_: symptom.name for id_, symptom in library.symptoms.items()}
    differing, common = (
        [tuple(named.get(s, s) for s in r.symptoms if (s in shared) == of_all) for r in records]
        for of_all in (False, True)
    )
    rows = [
        _row("What it is", [(r.summary,) for r in records]),
        _row("Symptoms that differ", differing),
        _row("Call 911 for", [r.care.emergency for r in records]),
        _row("Call a doctor today for", [r.care.urgent for r in records]),
        *(_row(label, [_begin(r, key) for r in records]) for key, label in COMPARED.items()),
        _row("How common", [(HOW_COMMON[r.common],) if r.common else () for r in records]),
        _row("Added by", [(r.added_by,) if r.added_by else () for r in records]),
        _row("Category", [(r.category,) for r in records]),
        _row("Symptoms of all of them", common),
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
