"""What to show of trials and papers: what an update stored, else the bundled snapshot, each with its date.

The store is opened only where its file is, and sqlite3 imported only then. A store that cannot be read is
told about (`tell`) and done without: a page never fails for it.
"""

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import nullcontext
from itertools import accumulate
from typing import TYPE_CHECKING, TypeVar

import msgspec
from msgspec import structs

from condcli.catalog.library import Library
from condcli.json_answers import AdvanceRow, AdvanceRows, TrialPage, TrialRow, TrialRows
from condcli.registry_models import Advance, ResearchAsWritten, Trial, TrialDetails
from condcli.sources.faults import StoreFault, UnknownTrial
from condcli.store import folder
from condcli.store.known import MOST_ROWS, Tell, known, merged, silent, unpacked
from condcli.trials.filters import Choice, Place, is_since, ordered

if TYPE_CHECKING:
    from condcli.store.database import Store
    from condcli.store.snapshots import Snapshot
    from condcli.trials.near import Near

REGISTRY_PAGE = "https://clinicaltrials.gov/study/{}"
EVERYTHING = Choice()
T = TypeVar("T")


def trials(
    library: Library, condition: str | None = None, choice: Choice = EVERYTHING, tell: Tell = silent
) -> TrialRows:
    """The trials for a condition's id, or all, that the choice lets through, in its order."""
    return _reading(lambda store: _trial_rows(library, condition, choice, store, tell), tell)


def trial(library: Library, nct_id: str, near: "Near | None" = None, tell: Tell = silent) -> TrialPage:
    """One trial with all that is stored of it, its sites nearest first; else an UnknownTrial."""
    stored, details = _reading(lambda store: _one(nct_id, store), tell)
    bundled = next((t for t in library.trials.trials if t.nct_id == nct_id), None)
    found = merged(stored, bundled)
    if found is None:
        raise UnknownTrial(nct_id)
    if details == TrialDetails():
        details = library.trial_details.get(nct_id, details)
    sites = sorted(details.sites, key=near.order) if near else details.sites
    row = _trial_row(library, found, near.nearest(found.status, sites) if near else None)
    return TrialPage(**structs.asdict(row), **structs.asdict(structs.replace(details, sites=tuple(sites))))


def research(
    library: Library,
    condition: str | None = None,
    limit: int | None = None,
    tell: Tell = silent,
    since: str | None = None,
) -> AdvanceRows:
    """The advances for a condition's id, or all, published on that date or later, newest first.

    Without a condition, as many of the first as fit into memory.
    """

    def read(store: "Store | None") -> "tuple[_Best, Snapshot | None]":
        found, snapshot = _advances(library, condition, store)
        return _Best(found, since, limit), snapshot

    best, snapshot = _reading(read, tell)
    page = "https://pubmed.ncbi.nlm.nih.gov/{}/"
    shown = tuple(
        AdvanceRow(**structs.asdict(row), url=page.format(row.pmid) if row.pmid else None)
        for row in best.rows
    )
    if len(shown) < min(best.total, limit or best.total):
        tell(f"These are the first {len(shown):,} of {best.total:,}. For others, add a name or a date.")
    return AdvanceRows(
        as_of=oldest(shown) or (snapshot.taken[:10] if snapshot else best.as_of),
        total=best.total,
        count=len(shown),
        listed=snapshot.total if snapshot else None,
        advances=shown,
    )


def trial_days(library: Library, tell: Tell = silent) -> list[str]:
    """The day on which each of the trials that are known was fetched."""

    def days(store: "Store | None") -> list[str]:
        found = known(library, None, store)
        return [sys.intern(trial.as_of) for trial in found.trials(found.listed)]

    return _reading(days, tell)


def papers(library: Library, read: Callable[[Iterator[Advance]], T], tell: Tell = silent) -> T:
    """What `read` makes of all papers that are known, which come one by one."""
    return _reading(lambda store: read(_advances(library, None, store)[0]), tell)


def oldest(rows: Iterable[Trial | Advance]) -> str | None:
    """The date of the row that was fetched longest ago."""
    return min((r.as_of for r in rows), default=None)


def _reading(read: Callable[["Store | None"], T], tell: Tell) -> T:
    """What `read` makes of the store, or of none where there is none that can be read."""
    try:
        if folder.has_store():
            from condcli.store.database import Store  # noqa: PLC0415  imports sqlite3

            with Store.open() or nullcontext() as store:
                return read(store)
    except StoreFault as fault:
        tell(str(fault))
    return read(None)


def _trial_rows(
    library: Library, condition: str | None, choice: Choice, store: "Store | None", tell: Tell
) -> TrialRows:
    found = known(library, condition, store)
    numbers = [*found.listed, *found.beside] if choice.all_hits else found.listed
    if choice.country:
        from condcli.trials.countries import check_country  # noqa: PLC0415  for this option only

        check_country(choice.country, found.trials(numbers))
    titles = library.plain_titles
    matching = (t for t in found.trials(numbers) if choice.allows(t, titles.get(t.nct_id)))
    places = ordered(_places(matching, choice, store, tell), choice.sort)
    rows = (
        _trial_row(library, trial, _nearest(trial, choice.near, store))
        for trial in found.trials(place.number for place in places[: choice.limit])
    )
    shown = tuple(rows if condition else _as_many_as_fit(rows))
    if condition is None and len(shown) < min(len(places), choice.limit or len(places)):
        tell(f"These are the first {len(shown):,} of {len(places):,}. For others, add a name or a filter.")
    off_topic = () if choice.all_hits else found.trials(found.beside)
    return TrialRows(
        as_of=oldest(shown) or found.as_of,
        total=len(places),
        count=len(shown),
        off_topic=sum(map(choice.allows, off_topic)),
        trials=shown,
    )


def _as_many_as_fit(rows: Iterable[TrialRow]) -> Iterator[TrialRow]:
    """The first of all that are stored, as many as the list of one condition may hold."""
    room = MOST_ROWS
    for row in rows:
        room -= unpacked(row)
        if room < 0:
            return
        yield row


class _Best:
    """The first of papers that are read one by one, how many there are, and the day of the oldest of all."""

    def __init__(self, found: Iterable[Advance], since: str | None, limit: int | None) -> None:
        self.total = 0
        self.as_of: str | None = None
        self._kept: list[tuple[Advance, int]] = []
        held = 0
        for row in found:
            self.as_of = min(row.as_of, self.as_of or row.as_of)
            if since and not (row.published and is_since(row.published, since)):
                continue
            self.total += 1
            size = unpacked(row)
            self._kept.append((row, size))
            held += size
            if held > 2 * MOST_ROWS:
                held = self._cut(limit)
        self._cut(limit)
        self.rows = [row for row, _ in self._kept]

    def _cut(self, limit: int | None) -> int:
        """Keep the first `limit`, and no more than fit; the bytes that they take."""
        self._kept.sort(key=lambda kept: kept[0].rank(), reverse=True)
        held = [size for size in accumulate(size for _, size in self._kept[:limit]) if size <= MOST_ROWS]
        self._kept = self._kept[: len(held)]
        return held[-1] if held else 0


def _places(matching: Iterable[Trial], choice: Choice, store: "Store | None", tell: Tell) -> Iterator[Place]:
    """The places of the trials in their order; near a place, of those with a site that is near enough."""
    without = 0
    for trial in matching:
        at = _nearest(trial, choice.near, store)
        without += at is None and choice.near is not None
        if choice.near is None or (at and at[0] <= choice.near.miles):
            yield Place.of(trial, choice.sort, at[0] if at else 0.0)
    if without:
        which = "1 trial that matches does" if without == 1 else f"{without:,} trials that match do"
        tell(f"{which} not say where the sites are, and {'is' if without == 1 else 'are'} left out.")


def _nearest(trial: Trial, near: "Near | None", store: "Store | None") -> tuple[float, str] | None:
    return near.nearest(trial.status, _one(trial.nct_id, store)[1].sites) if near else None


def _bundled_advances(library: Library, condition: str | None) -> list[Advance]:
    """The bundled results of a condition, or all; for a page no other is decoded."""
    rows = library.rows("research.json", ResearchAsWritten) if condition else None
    if condition and rows:
        places = rows.conditions.get(condition, ())
        return [msgspec.json.decode(rows.advances[n], type=Advance) for n in places]
    every = library.research
    return (
        [every.advances[n] for n in every.conditions.get(condition, ())] if condition else [*every.advances]
    )


def _one(nct_id: str, store: "Store | None") -> tuple[Trial | None, TrialDetails]:
    return (store and store.trial(nct_id)) or (None, TrialDetails())


def _trial_row(library: Library, found: Trial, at: tuple[float, str] | None) -> TrialRow:
    return TrialRow(
        **structs.asdict(found),
        plain_title=library.plain_titles.get(found.nct_id),
        url=REGISTRY_PAGE.format(found.nct_id),
        distance=round(at[0], 1) if at else None,
        nearest_site=at[1] if at else None,
    )


def _advances(
    library: Library, condition: str | None, store: "Store | None"
) -> "tuple[Iterator[Advance], Snapshot | None]":
    """What is stored, else bundled, of a condition, with its snapshot; or all of both."""
    snapshot = store.snapshot("research", condition) if store and condition else None

    def read() -> Iterator[Advance]:
        known: set[str | None] = set()
        for advance in store.advances(condition) if store else ():
            known.add(advance.pmid)
            yield advance
        if condition is None or not known:
            yield from (a for a in _bundled_advances(library, condition) if a.pmid not in known or not a.pmid)

    return read(), snapshot
