"""Asking the sources about conditions, one after the other, and storing what they list.

A source is a function in SOURCES: it asks about one record and stores what it finds, whole or not at all:

    def update(client, store, library, record, report) -> Change
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta
from typing import TypeVar

from msgspec import Struct

from condcli import clock
from condcli.catalog.library import Library
from condcli.models import Condition
from condcli.research import pubmed
from condcli.sources import http, lock
from condcli.sources.faults import LostStore, Refused, SourceFault, Unreachable
from condcli.store.database import Store
from condcli.store.snapshots import Change, Kind, Report
from condcli.trials import ctgov

T = TypeVar("T")
Tell = Callable[[str], None]
Update = Callable[[http.Client, Store, Library, Condition, Report], Change]
SOURCES: dict[Kind, tuple[http.Source, Update]] = {
    "trials": (http.CTGOV, ctgov.update),
    "research": (http.PUBMED, pubmed.update),
}
FRESH = timedelta(days=1)  # what is younger need not be asked for again by an update of all
GIVE_UP_AFTER = 2  # conditions in a row for which a source cannot be reached
BUSY_AFTER = 3  # conditions in a row for which a source was too busy, after all the waiting for it


def kinds() -> tuple[Kind, ...]:
    """What an update asks for, in this order."""
    return tuple(SOURCES)


class Outcome(Struct, frozen=True):
    """What an update of a condition from one source came to: a change, or a fault."""

    record: Condition
    kind: Kind
    change: Change | None = None
    fault: SourceFault | None = None


def due(library: Library, tell: Tell) -> list[Condition]:
    """The records that a source was not asked about for a day, those that wait longest first."""
    now = clock.now()

    def last_asked(store: Store) -> dict[str, datetime]:
        asked = {}
        for record in library.conditions:
            found = [store.snapshot(kind, record.id) for kind in SOURCES]
            taken = (each.taken if each else "1970-01-01T00:00:00Z" for each in found)
            asked[record.id] = min(map(datetime.fromisoformat, taken))
        return asked

    with lock.only_one(tell):
        waiting = _with_store(last_asked, tell)
    # A snapshot of tomorrow was taken by a clock that was wrong: it may be of any age.
    stale = [r for r in library.conditions if not timedelta(0) <= now - waiting[r.id] < FRESH]
    return sorted(stale, key=lambda r: waiting[r.id])


def open_store(tell: Tell) -> Store:
    """The store; one that cannot be read was set aside, which is told, and a new one is begun."""
    try:
        return Store.create(tell)
    except LostStore as lost:
        tell(str(lost))
    return Store.create(tell)


def _with_store(work: Callable[[Store], T], tell: Tell) -> T:
    """What `work` makes of the store; of a new one where the first was lost meanwhile, which is told."""
    try:
        with open_store(tell) as store:
            return work(store)
    except LostStore as lost:
        tell(str(lost))
    with open_store(tell) as store:
        return work(store)


class Run:
    """An update: holds the lock, the store and the client while it goes through records."""

    def __init__(self, library: Library, tell: Tell, report: Report) -> None:
        self._library, self._tell, self._report = library, tell, report
        self._stored: list[tuple[Condition, Kind]] = []  # of this run, in the file that is in use
        self._failures: dict[Kind, list[SourceFault]] = {}  # in a row

    def outcomes(
        self, records: Sequence[Condition], kinds: Sequence[Kind] | None = None
    ) -> Iterator[Outcome]:
        """Ask about each record; what is complete is stored before the next is begun."""
        for kind in kinds or SOURCES:
            SOURCES[kind][0].refuse_bad_settings()
        with lock.only_one(self._tell), http.Client(self._tell) as client:
            store = open_store(self._tell)
            try:
                for record in records:
                    for kind in kinds or SOURCES:
                        before = store
                        store, outcome = self._step(client, store, record, kind)
                        lost = self._stored if store is not before else []
                        for each in lost:  # it went away with the damaged file
                            store, again = self._step(client, store, *each)
                            if again.fault:
                                yield again
                        if outcome.change:
                            self._stored.append((record, kind))
                        yield outcome
            finally:
                store.close()

    def one(self, nct_id: str) -> str:
        """Ask about one trial and store it; the number under which it stands now."""
        with lock.only_one(self._tell), http.Client(self._tell) as client:
            found = ctgov.one(client, nct_id)
            _with_store(lambda store: store.keep(found), self._tell)
        return f"NCT{found.item:08}"

    def _step(
        self, client: http.Client, store: Store, record: Condition, kind: Kind
    ) -> tuple[Store, Outcome]:
        source, ask = SOURCES[kind]
        if self._given_up(kind):
            why = "it was not asked, since it could not be reached before"
            return store, Outcome(record, kind, fault=Unreachable(source.name, why, dropped=False))
        try:
            try:
                change = ask(client, store, self._library, record, self._report)
            except LostStore as lost:
                self._tell(str(lost))
                store.close()
                store = open_store(self._tell)
                change = ask(client, store, self._library, record, self._report)
        except SourceFault as fault:
            self._failures.setdefault(kind, []).append(fault)
            return store, Outcome(record, kind, fault=fault)
        self._failures.pop(kind, None)
        return store, Outcome(record, kind, change)

    def _given_up(self, kind: Kind) -> bool:
        """Whether a source was out of reach, or too busy, so often in a row that asking again is no use."""
        faults = self._failures.get(kind, [])
        out_of_reach = [f for f in faults if isinstance(f, Unreachable)]
        busy = [f for f in faults if isinstance(f, Refused) and f.status in http.TRY_AGAIN]
        return len(out_of_reach) >= GIVE_UP_AFTER or len(out_of_reach) + len(busy) >= BUSY_AFTER
