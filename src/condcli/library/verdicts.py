"""What a name was found to mean: one record, several, or none."""

from collections.abc import Iterable, Sequence
from typing import TypeAlias

from msgspec import Struct
from msgspec.structs import replace

from condcli.answers import How
from condcli.errors import AmbiguousName, Candidate, UnknownName
from condcli.library.index import Entry, Found, Kind, KnownEntry
from condcli.library.meanings import can_also_mean
from condcli.models import Names

CANDIDATES = 5
RANK: dict[Kind, int] = {"name": 0, "abbreviation": 1, "alias": 1, "code": 1, "shared": 2, "loose": 3}


class Match(Struct, frozen=True):
    """The record that a query means, how it was found, and the name that it matched."""

    condition: Names
    how: How
    matched: str
    note: str | None = None


Verdict: TypeAlias = Match | UnknownName | AmbiguousName


def decide(query: str, found: Iterable[Found]) -> Verdict | None:
    """The one record that has the name; a list where several do, or where it only loosely means one.

    A record's main name goes before another's alias, and a record before a condition that is only known.
    """
    found = list(found)
    entries = sorted((e for e in found if isinstance(e, Entry)), key=lambda e: RANK[e.kind])
    if not entries:
        known = next((e.known.name for e in found if isinstance(e, KnownEntry)), None)
        return UnknownName(query, known=known) if known else None
    firm = [e for e in entries if e.kind == "name"] or [e for e in entries if e.kind != "loose"]
    if not firm or len({e.record.id for e in firm}) > 1:
        return several(query, firm or entries)
    return _match(firm[0])


def _match(entry: Entry) -> Match:
    match entry.kind:
        case "name" | "alias" | "code":
            return Match(entry.record, entry.kind, entry.name)
        case _:
            how: How = "abbreviation" if entry.short else "alias"
            return Match(entry.record, how, entry.name, can_also_mean(entry.name, entry.record))


def several(query: str, entries: Iterable[Entry], note: str | None = None) -> AmbiguousName:
    """A list of the records that have these names, each once, those that are named so first."""
    listed: dict[str, Candidate] = {}
    for e in sorted(entries, key=_order):
        listed.setdefault(e.record.id, Candidate(e.record.id, e.record.name, e.name))
    return AmbiguousName(query, tuple(listed.values())[:CANDIDATES], note)


def _order(e: Entry) -> tuple[int, int, str, str]:
    """Names before loose ones, then the general (in few words) before the particular."""
    return RANK[e.kind], len(e.record.name.split()), e.record.name.casefold(), e.record.id


def noting(verdict: Verdict, note: str) -> Verdict:
    """The same verdict with a note."""
    if isinstance(verdict, Match):
        return replace(verdict, note=note)
    if isinstance(verdict, AmbiguousName):
        return AmbiguousName(verdict.query, verdict.candidates, note)
    return verdict


def candidates(verdict: Verdict | None) -> Sequence[Candidate]:
    """The records that a verdict names."""
    if isinstance(verdict, Match):
        return (Candidate(verdict.condition.id, verdict.condition.name, verdict.matched),)
    return verdict.candidates if verdict else ()
