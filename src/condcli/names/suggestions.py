"""Names that are not quite ours: what a misspelled one means, and what to list for the rest."""

from collections.abc import Callable, Collection, Sequence
from functools import cached_property
from itertools import chain

from condcli.errors import AmbiguousName, Candidate, UnknownName
from condcli.names import question
from condcli.names.index import Entry, Found, Index, Kind, KnownEntry
from condcli.names.nearest import Near, Neighborhood
from condcli.names.normalize import LINKS, form, raw_words
from condcli.names.resolution import CANDIDATES, Match, Verdict, asked, candidates, order
from condcli.names.spelling import Reading, Speller

ALIKE = 0.55  # of a name and a query: enough to list the name
CONTAINED = 0.85  # of a name that the query has: enough too, unless the query says much more
MUCH_MORE = 0.2
MOST = 0.6  # of a loose name that is named beside a refusal
ALIKE_ALONE = 0.6  # for a query of one word that begins like the name
KNOWN = 0.8  # for a name that is known and has no record, to be said to be meant
LONGEST_ABBREVIATION = 5
WEAK = 3  # candidates of a name that is refused
WEAKEST = 30.0  # score of one
LOOKED_AT = 60
LAST = 9  # rank of a known name, behind all names of records


class Guesses:
    """Reads what no table of names knows."""

    def __init__(self, index: Index, exactly: Callable[[str], Verdict | None]) -> None:
        self._index = index
        self._exactly = exactly

    @cached_property
    def _speller(self) -> Speller:
        return Speller(self._index.bags, self._index.joined, self._index.vocabulary)

    @cached_property
    def _neighborhood(self) -> Neighborhood:
        return Neighborhood(self._index.bags)

    def misspelled(self, query: str, name: str) -> Verdict | None:
        """The record that a misspelled name means, if it is clearly meant; a list if it may be."""
        raw = raw_words(name)
        readings = self._speller.readings(raw)
        if not readings and len(raw) == 1:
            readings = self._speller.joined_readings(raw[0])
        verdicts = [(r, self._exactly(r.text(raw)) or UnknownName(query)) for r in readings]
        if not verdicts:
            return None
        best, verdict = verdicts[0]
        same = {c.written for r, v in verdicts if _same(v, verdict) for c in r.words}
        others = [r for r, v in verdicts[1:] if not _same(v, verdict) and not _holds(v, verdict)]
        if any(best.rivaled_by(r) for r in others) or not best.trusted(same):
            return self._listed(query, verdicts)
        if isinstance(verdict, Match):
            return Match(verdict.condition, "spelling", verdict.matched)
        return asked(query, verdict)

    def _listed(self, query: str, verdicts: Sequence[tuple[Reading, Verdict]]) -> Verdict | None:
        listed: dict[str, Candidate] = {}
        for reading, verdict in verdicts:
            for c in candidates(verdict):
                listed.setdefault(c.id, Candidate(c.id, c.name, c.matched, reading.score))
        return self.fill(query, tuple(listed.values())) if listed else None

    def near(self, query: str) -> Sequence[Candidate]:
        """The records whose names are nearest, to be shown beside a refusal."""
        strong, weak, _ = self._near(query)
        return (*strong, *(c for c in weak if c.score >= WEAKEST))[:WEAK]

    def nearest(self, query: str) -> Verdict:
        """A list of the names that a query may stand for; a refusal with the nearest where none may."""
        strong, weak, known = self._near(query)
        parts = (self._near(part)[0] for part in question.alternatives(query))
        if listed := _each_once(strong, *parts):
            return AmbiguousName(query, listed[:CANDIDATES])
        return UnknownName(query, known, [c for c in weak if c.score >= WEAKEST][:WEAK])

    def fill(self, query: str, found: Sequence[Candidate]) -> AmbiguousName:
        """A list of the records found, and of those whose names are near."""
        strong, _, _ = self._near(query)
        return AmbiguousName(query, _each_once(found, strong)[:CANDIDATES])

    def _near(self, query: str) -> tuple[list[Candidate], list[Candidate], str | None]:
        """Records to list, records that are near only, and the known name that is nearest of all."""
        raw = raw_words(question.without_intent(query) or query)
        strong: dict[str, Candidate] = {}
        weak: dict[str, Candidate] = {}
        known, own = None, {*question.HEADS, *(form(w) for w in raw)}
        for near in self._neighborhood.near(raw)[:LOOKED_AT]:
            entries = self._index.bags[near.key]
            for e in sorted(entries, key=_order) if len(entries) > 1 else entries:
                if _abbreviation(e.name):
                    continue
                if isinstance(e, KnownEntry):
                    said = near.score >= KNOWN and own.issuperset(near.key.split())
                    known = known or (e.known.name if said and not strong else None)
                elif e.record.id not in strong:
                    to = strong if _enough(near, raw, own, e.kind) else weak
                    if to is weak and not _worth_a_word(near, raw, e.kind):
                        continue
                    to.setdefault(e.record.id, Candidate(e.record.id, e.record.name, e.name, near.percent))
        return list(strong.values()), [c for c in weak.values() if c.id not in strong], known


def _each_once(*lists: Sequence[Candidate]) -> list[Candidate]:
    """The candidates of all lists, each record where it first stands."""
    found: dict[str, Candidate] = {}
    for c in chain.from_iterable(lists):
        found.setdefault(c.id, c)
    return list(found.values())


def _enough(near: Near, raw: Sequence[str], own: Collection[str], kind: Kind) -> bool:
    """Whether a name is near enough to be what was meant; a loose one of one word says too little.

    `own` are the words of the query in their one form, and those that a name may lack.
    """
    if not question.MEASURES.isdisjoint(raw):
        return False
    if sum(w not in LINKS for w in raw) == 1:
        if " " in near.key:
            rest = set(near.key.split()).difference(own)
            return near.shared == 1 and all(w == "disorder" or w.isdigit() or len(w) == 1 for w in rest)
        return near.score >= ALIKE_ALONE and near.key[0] == raw[0][0]
    says_enough = kind != "loose" or " " in near.key
    return near.score >= ALIKE or (says_enough and near.covered >= CONTAINED and near.score >= MUCH_MORE)


def _worth_a_word(near: Near, raw: Sequence[str], kind: Kind) -> bool:
    """Whether a name may be named beside a refusal.

    One of a single word among several only if it is a name of its own; a loose one if most of it is there.
    """
    if " " not in near.key and len(raw) > 1:
        return near.covered == 1 and kind != "loose"
    return kind != "loose" or near.covered >= MOST


def _order(found: Found) -> tuple[int, int, str, str]:
    return order(found) if isinstance(found, Entry) else (LAST, 0, found.known.name, "")


def _abbreviation(name: str) -> bool:
    return name.isupper() and len(name) <= LONGEST_ABBREVIATION


def _holds(listed: Verdict, one: Verdict) -> bool:
    """Whether a name that may mean several records may mean this one too."""
    return isinstance(listed, AmbiguousName) and isinstance(one, Match) and _ids(one) <= _ids(listed)


def _ids(verdict: Verdict) -> set[str]:
    return {c.id for c in candidates(verdict)}


def _same(one: Verdict, other: Verdict) -> bool:
    """Whether two verdicts mean the same records, or the same known condition."""
    if isinstance(one, UnknownName) and isinstance(other, UnknownName):
        return one.known == other.known
    return _ids(one) == _ids(other) != set()
