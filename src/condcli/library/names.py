"""A name, alias or code -> Match, or an error that carries candidates.

The order is that of docs/names.md: as written, as a code, in its one form, joined, in any order, without the
words of a question, and only then as a misspelling. The first step that knows the name decides.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeAlias

from msgspec import Struct

from condcli.answers import How, Lookup, Named
from condcli.errors import AmbiguousName, Candidate, UnknownName
from condcli.library import codes
from condcli.library.index import RANK, Entry, Index, Kind, KnownEntry
from condcli.library.intent import without_intent
from condcli.library.meanings import can_also_mean
from condcli.library.words import bag, normalize, words
from condcli.models import KnownName, Names

__all__ = ["Match", "Resolver", "normalize"]

CANDIDATES = 5
LONGEST = 300  # letters of a name; whatever is longer names no condition
EVERYTHING = "To list every condition: condcli list."
_DOTTED = re.compile(r"(?:\w\.){2,}\w?")
_SHORTEST_IN_SMALL_LETTERS = 3


class Match(Struct, frozen=True):
    """The record that a query means, how it was found, and the name that it matched."""

    condition: Names
    how: How
    matched: str
    note: str | None = None


Verdict: TypeAlias = Match | UnknownName | AmbiguousName


class Resolver:
    """Finds the record that a name means."""

    def __init__(self, conditions: Sequence[Names], known: Sequence[KnownName]) -> None:
        self._index = Index(conditions, known)

    def resolve(self, query: str) -> Match:
        """The record that the query means, or an UnknownName or AmbiguousName with candidates."""
        verdict = self._verdict(query)
        if isinstance(verdict, Match):
            return verdict
        raise verdict

    def lookup(self, query: str) -> Lookup:
        """What the query means, for programs; it never fails."""
        verdict = self._verdict(query)
        if isinstance(verdict, Match):
            c = verdict.condition
            named = Named(id=c.id, name=c.name, matched=verdict.matched, score=100.0)
            return Lookup(query, "match", verdict.how, (named,), None, verdict.note)
        found = tuple(Named(c.id, c.name, c.matched, c.score) for c in verdict.candidates)
        if isinstance(verdict, AmbiguousName):
            return Lookup(query, "ambiguous", None, found, None, verdict.note)
        return Lookup(query, "none", None, found, verdict.known, None)

    @property
    def planned(self) -> tuple[KnownName, ...]:
        """The known names that no record has."""
        return self._index.planned

    def _verdict(self, query: str) -> Verdict:
        text = " ".join(query.split())
        if not text or len(text) > LONGEST:
            return UnknownName(text)
        for step in self._steps():
            if verdict := step(text):
                return verdict
        return UnknownName(text)

    def _steps(self) -> Iterator[Callable[[str], Verdict | None]]:
        yield self._as_written
        yield self._as_code
        yield self._as_name
        yield self._as_question

    def _as_written(self, text: str) -> Verdict | None:
        plain = text.replace(".", "") if _DOTTED.fullmatch(text) else text
        found = self._index.abbreviations.get(plain, ()), self._index.written.get(text.casefold(), ())
        return _decide(text, [e for entries in found for e in entries])

    def _as_code(self, text: str) -> Verdict | None:
        if (code := codes.parse(text)) is None:
            return None
        if verdict := _decide(text, self._index.codes.get(code, ())):
            return verdict
        if below := self._index.below(code):
            return _ambiguous(text, below, f"{codes.written(code)} is a group of codes.")
        for parent in codes.parents(code):
            if found := _decide(text, self._index.codes.get(parent, ())):
                return _noting(found, f"{text} is part of {codes.written(parent)}.")
        return None

    def _as_name(self, text: str) -> Verdict | None:
        key = words(text)
        index = self._index
        return (
            _decide(text, index.normalized.get(" ".join(key), ()))
            or self._as_small_abbreviation(text)
            or _decide(text, index.joined.get("".join(key), ()))
            or _decide(text, index.bags.get(bag(key), ()))
        )

    def _as_small_abbreviation(self, text: str) -> Verdict | None:
        """An abbreviation in another case opens if it is long enough, no word, and means one thing."""
        small = (text.replace(".", "") if _DOTTED.fullmatch(text) else text).casefold()
        found = self._index.caseless_abbreviations.get(small, ())
        if not found:
            return None
        if len(small) < _SHORTEST_IN_SMALL_LETTERS or small in WORDS:
            own = [e for e in found if isinstance(e, Entry)]
            return _ambiguous(text, own, EVERYTHING if small == "all" else None)
        return _decide(text, found)

    def _as_question(self, text: str) -> Verdict | None:
        name = without_intent(text)
        if name is None:
            return None
        return self._as_written(name) or self._as_code(name) or self._as_name(name)


# English words that are abbreviations of conditions too
WORDS = frozenset({
    "all", "aids", "cold", "dish", "face", "fast", "gad", "its", "mad", "may", "pan", "sad", "ten", "was",
    "who",
})  # fmt: skip


def _decide(query: str, entries: Iterable[Entry | KnownEntry]) -> Verdict | None:
    """The one record that has the name; a list where several do, or where it only loosely means one."""
    entries = list(entries)
    found = sorted((e for e in entries if isinstance(e, Entry)), key=lambda e: RANK[e.kind])
    if not found:
        known = [e.known.name for e in entries if isinstance(e, KnownEntry)]
        return UnknownName(query, known=known[0]) if known else None
    main = [e for e in found if e.kind == "name"]
    firm = main or [e for e in found if e.kind != "loose"]
    if not firm or len({e.record.id for e in firm}) > 1:
        return _ambiguous(query, firm or found)
    entry = firm[0]
    if entry.kind in ("shared", "abbreviation"):
        how: How = "abbreviation" if entry.name.isupper() else "alias"
        return Match(entry.record, how, entry.name, can_also_mean(entry.name, entry.record))
    return Match(entry.record, _HOW[entry.kind], entry.name)


_HOW: dict[Kind, How] = {"name": "name", "alias": "alias", "code": "code"}


def _ambiguous(query: str, entries: Iterable[Entry], note: str | None = None) -> AmbiguousName:
    best: dict[str, Entry] = {}
    for e in sorted(entries, key=lambda e: (RANK[e.kind], e.record.name.casefold())):
        best.setdefault(e.record.id, e)
    candidates = [Candidate(e.record.id, e.record.name, e.name) for e in best.values()]
    return AmbiguousName(query, candidates[:CANDIDATES], note)


def _noting(verdict: Verdict, note: str) -> Verdict:
    if isinstance(verdict, Match):
        return Match(verdict.condition, verdict.how, verdict.matched, note)
    if isinstance(verdict, AmbiguousName):
        return AmbiguousName(verdict.query, verdict.candidates, note)
    return verdict
