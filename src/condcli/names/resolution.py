"""What a name was found to mean: one record, several, or none."""

from collections.abc import Iterable, Sequence
from typing import TypeAlias

from msgspec import Struct
from msgspec.structs import replace

from condcli.errors import AmbiguousName, Candidate, UnknownName
from condcli.json_answers import How
from condcli.models import Names
from condcli.names.index import Entry, Found, Kind, KnownEntry

CANDIDATES = 5
RANK: dict[Kind, int] = {"name": 0, "abbreviation": 1, "alias": 1, "code": 1, "shared": 2, "loose": 3}


class Match(Struct, frozen=True):
    """The record that a query means, how it was found, and the name that it matched."""

    condition: Names
    how: How
    matched: str
    note: str | None = None


Verdict: TypeAlias = Match | UnknownName | AmbiguousName


def decide(query: str, found: Iterable[Found]) -> Match | AmbiguousName | None:
    """The one record that has the name, or a list where several do.

    A main name goes before an alias, but not before an abbreviation: COLD may be COPD.
    """
    firm = [e for e in found if isinstance(e, Entry) and e.kind != "loose"]
    best = [e for e in firm if e.kind == "name" or e.short]
    best = best if any(e.kind == "name" for e in best) else firm
    if not best:
        return None
    return _match(min(best, key=order)) if len({e.record.id for e in best}) == 1 else several(query, best)


def loosely(
    query: str, found: Iterable[Found], note: str | None = None
) -> AmbiguousName | UnknownName | None:
    """A list of the records that a name loosely means; else the condition that is known by it."""
    found = list(found)
    if entries := [e for e in found if isinstance(e, Entry)]:
        return several(query, entries, note)
    known = next((e.known.name for e in found if isinstance(e, KnownEntry)), None)
    return UnknownName(query, known) if known else None


def _match(entry: Entry) -> Match:
    how: How = "abbreviation" if entry.short else _HOW.get(entry.kind, "alias")
    return Match(entry.record, how, entry.name)


_HOW: dict[Kind, How] = {"name": "name", "code": "code"}


def several(query: str, entries: Iterable[Entry], note: str | None = None) -> AmbiguousName:
    """A list of the records that have these names, each once, those that are named so first."""
    listed: dict[str, Candidate] = {}
    for e in sorted(entries, key=order):
        listed.setdefault(e.record.id, Candidate(e.record.id, e.record.name, e.name))
    left_out = len(listed) - CANDIDATES
    more = f"{left_out} more {'is' if left_out == 1 else 'are'} not listed." if left_out > 0 else None
    told = " ".join(filter(None, (more, note))) or None
    return AmbiguousName(query, tuple(listed.values())[:CANDIDATES], told)


def order(e: Entry) -> tuple[int, int, str, str]:
    """Names before loose ones, then the general (in few words) before the particular."""
    return RANK[e.kind], len(e.record.name.split()), e.record.name.casefold(), e.record.id


def noting(verdict: Verdict, note: str) -> Verdict:
    """The same verdict with a note."""
    if isinstance(verdict, Match):
        return replace(verdict, note=note)
    if isinstance(verdict, AmbiguousName):
        return AmbiguousName(verdict.query, verdict.candidates, note)
    return verdict


def asked(query: str, verdict: Verdict) -> Verdict:
    """The same verdict on a query that was written otherwise."""
    if isinstance(verdict, AmbiguousName):
        return AmbiguousName(query, verdict.candidates, verdict.note)
    if isinstance(verdict, UnknownName):
        return UnknownName(query, verdict.known, verdict.candidates)
    return verdict


def candidates(verdict: Verdict | None) -> Sequence[Candidate]:
    """The records that a verdict names."""
    if isinstance(verdict, Match):
        return (Candidate(verdict.condition.id, verdict.condition.name, verdict.matched),)
    return verdict.candidates if verdict else ()
