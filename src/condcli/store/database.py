"""The store: one SQLite file with dated snapshots of what the sources list for each condition.

    store = Store.create()                                   for an update; Store.open() for reading, or None
    store.save_trials(snapshot, [FoundTrial(...), ...])      one transaction, answers what is new and gone
    store.save_advances(snapshot, [advance, ...])            the same for papers: each has a PMID
    store.snapshot("trials", "asthma"), store.trials("asthma"), store.advances("asthma")

A trial or paper is kept once (by its number), and linked to each condition whose snapshot lists it. Only a
condition's newest snapshot is kept. Each row, and each snapshot with its links, has a checksum, so that no
bit is lost without a word. A StoreFault says what is wrong with the file; one that is damaged or of another
version is set aside first. Imported only where there is a file, or one is to be made.
"""

import re
import sqlite3
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Self

import msgspec

from condcli.registry_models import Advance, Trial, TrialDetails
from condcli.sources.faults import Doubtful
from condcli.store.connection import begin, explained, for_reading, for_writing, refuse_damage
from condcli.store.known import silent
from condcli.store.place import Place
from condcli.store.snapshots import (
    SOURCES,
    Change,
    FoundTrial,
    Kind,
    Snapshot,
    StatusChange,
    encode,
    number,
    seal_of,
    sealed,
    unsealed,
)

LARGEST = 16 * 2**20  # bytes of a trial's details
LONGEST_TITLE = 300  # signs that are told of a trial that changed, which real ones do not exceed
TABLES: dict[Kind, tuple[str, ...]] = {"trials": ("trials", "trial_details"), "research": ("research",)}
_TAKEN = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
_trial = msgspec.msgpack.Decoder(Trial)
_details = msgspec.msgpack.Decoder(TrialDetails)
_advance = msgspec.msgpack.Decoder(Advance)


class Store:
    """An open store."""

    def __init__(
        self, place: Place, connection: sqlite3.Connection, tell: Callable[[str], None] = silent
    ) -> None:
        self.place, self._db, self._tell = place, connection, tell

    @classmethod
    def open(cls) -> Self | None:
        """The store for reading, or None where nothing was ever stored."""
        opened = for_reading()
        return cls(*opened) if opened else None

    @classmethod
    def create(cls, tell: Callable[[str], None] = silent) -> Self:
        """The store for who holds the lock, made if need be; one that cannot be read is a LostStore."""
        return cls(*for_writing(tell), tell)

    def close(self) -> None:
        """Let go of the file."""
        self._db.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def snapshot(self, source: Kind, condition: str) -> Snapshot | None:
        """The condition's newest snapshot."""
        with explained(self.place):
            row = self._snapshot_row(source, condition)
            if row is None:
                self._links(source, condition)  # which says so where only the snapshot's row is lost
                return None
            found = msgspec.convert(dict(zip(Snapshot.__struct_fields__, row, strict=False)), Snapshot)
            if not _TAKEN.fullmatch(found.taken):
                raise ValueError(f"{found.taken} is no time of an update")
            datetime.fromisoformat(found.taken)  # a ValueError for a day that no calendar has
            return found

    def trials(self, condition: str | None = None, *, on_topic: bool = True) -> Iterator[Trial]:
        """The trials of a condition's snapshot (or of all) that are on topic, or those that are not."""
        with explained(self.place):
            for item, said in self._about("trials", condition).items():
                if bool(said) is on_topic:
                    yield _trial.decode(self._row("trials", "row", item))

    def trial(self, nct_id: str) -> tuple[Trial, TrialDetails] | None:
        """One trial with all that is known of it."""
        item = number(nct_id)
        row = self.row(item)
        if row is None:
            return None
        with explained(self.place):
            opener = zlib.decompressobj()
            details = opener.decompress(self._row("trial_details", "details", item), LARGEST)
            if not opener.eof:
                raise ValueError(f"the details of {item} are cut off, or larger than a study can be")
            return row, _details.decode(details)

    def row(self, item: int) -> Trial | None:
        """One trial by its number, without its details."""
        with explained(self.place):
            if found := self._db.execute("SELECT row FROM trials WHERE item = ?", (item,)).fetchone():
                return _trial.decode(unsealed(item, found[0]))
            if self._db.execute(
                "SELECT 1 FROM link WHERE source = 'trials' AND item = ?", (item,)
            ).fetchone():
                raise ValueError(f"row {item} is lost")
        return None

    def listed(self, condition: str | None = None) -> dict[int, int]:
        """The numbers of the trials of a condition's snapshot, or of all, and whether they are on topic."""
        with explained(self.place):
            return self._about("trials", condition)

    def advances(self, condition: str | None = None) -> Iterator[Advance]:
        """The papers of a condition's snapshot, or of all."""
        with explained(self.place):
            for item, on_topic in self._about("research", condition).items():
                if on_topic:
                    yield _advance.decode(self._row("research", "row", item))

    def save_trials(self, snapshot: Snapshot, found: Iterable[FoundTrial]) -> Change:
        """Store what the registry lists for a condition, in one transaction."""
        trials = {t.item: t for t in found}
        links = {t.item: t.on_topic for t in trials.values()}
        snapshot.refuse_broken(len(trials))
        self._refuse_sudden_loss(snapshot, links)
        with self._transaction():
            changed = []
            for new in trials.values():
                change = self._put(new)
                changed += [change] if change and new.on_topic else []
            return self._save_links(snapshot, links, changed)

    def keep(self, found: FoundTrial) -> None:
        """Store one trial that was asked for by its number; it belongs to no condition."""
        with self._transaction():
            self._put(found)
            self._db.execute("INSERT OR IGNORE INTO link VALUES ('trials', '', ?, 1)", (found.item,))

    def save_advances(self, snapshot: Snapshot, found: Iterable[Advance]) -> Change:
        """Store what PubMed lists for a condition, in one transaction; each paper has a PMID."""
        rows = {int(a.pmid): encode(a) for a in found if a.pmid}
        links = dict.fromkeys(rows, True)
        snapshot.refuse_broken(len(rows))
        self._refuse_sudden_loss(snapshot, links)
        with self._transaction():
            kept = ((item, sealed(item, row)) for item, row in rows.items())
            self._db.executemany("INSERT OR REPLACE INTO research VALUES (?, ?)", kept)
            return self._save_links(snapshot, links, [])

    # ---- reading

    def _snapshot_row(self, source: Kind, condition: str) -> tuple[object, ...] | None:
        query = "SELECT * FROM snapshot WHERE source = ? AND condition = ?"
        row: tuple[object, ...] | None = self._db.execute(query, (source, condition)).fetchone()
        return row

    def _links(self, source: Kind, condition: str) -> dict[int, int]:
        """The items of a condition, and whether they are on topic; a ValueError where some are lost."""
        query = "SELECT item, on_topic FROM link WHERE source = ? AND condition = ?"
        links = dict(self._db.execute(query, (source, condition)))
        row = self._snapshot_row(source, condition)
        if not all(isinstance(said, int) for link in links.items() for said in link):
            raise ValueError(f"the list of {condition} is damaged")
        # Those that were asked for by their number have no snapshot, and are all on topic.
        whole = set(links.values()) <= {1} and not (condition and links)
        if row:
            whole = seal_of(links, row[:-1]) == row[-1]
        if not whole:
            raise ValueError(f"the list of {condition} is damaged")
        return links

    def _about(self, source: Kind, condition: str | None) -> dict[int, int]:
        """The items of a condition, or of all, and whether they are on topic: of all, of one at least."""
        if condition is not None:
            return self._links(source, condition)
        refuse_damage(self._db, "quick")
        listed = (  # around the index, of which a quick look says nothing
            "SELECT condition FROM link NOT INDEXED WHERE source = ? "
            "UNION SELECT condition FROM snapshot WHERE source = ?"
        )
        about: dict[int, int] = {}
        for (each,) in self._db.execute(listed, (source, source)).fetchall():
            for item, said in self._links(source, each).items():
                about[item] = about.get(item, 0) or said
        ordered: dict[int, int] = {}
        for (item,) in self._db.execute(f"SELECT item FROM {source} ORDER BY item"):  # noqa: S608  our own names
            if item not in about:
                raise ValueError(f"a link of {source} is lost")  # as of those that no snapshot seals
            ordered[item] = about.pop(item)
        if about:
            raise ValueError(f"row {next(iter(about))} is lost")
        return ordered

    def _row(self, table: str, column: str, item: int) -> bytes:
        found = self._db.execute(f"SELECT {column} FROM {table} WHERE item = ?", (item,)).fetchone()  # noqa: S608  our own names
        return unsealed(item, found and found[0])

    # ---- writing

    def _refuse_sudden_loss(self, snapshot: Snapshot, links: dict[int, bool]) -> None:
        """Keep aside an answer with fewer than half of what is stored, until another one lists as many."""
        key = (snapshot.source, snapshot.condition)
        with self._transaction():
            before = self._links(*key)
            had, now = (sum(map(bool, each.values())) for each in (before, links))
            doubted = self._db.execute(
                "SELECT count FROM doubtful WHERE source = ? AND condition = ?", key
            ).fetchone()
            if doubted and not isinstance(doubted[0], int):  # SQLite holds a column to no type
                raise ValueError("what was kept aside is damaged")
            self._db.execute("DELETE FROM doubtful WHERE source = ? AND condition = ?", key)
            lost = 2 * now < had or 2 * len(links) < len(before)
            if not lost or (doubted and len(links) >= doubted[0]):
                return
            self._db.execute("INSERT INTO doubtful VALUES (?, ?, ?)", (*key, len(links)))
        raise Doubtful(*SOURCES[snapshot.source], len(links) if now * 2 >= had else now, had)

    def _put(self, found: FoundTrial) -> StatusChange | None:
        """Store a trial, with the state before under `earlier` where that differs; its change of status."""
        item, row, change = found.item, found.row, None
        if self._db.execute("SELECT 1 FROM trials WHERE item = ?", (item,)).fetchone():
            before, after = _trial.decode(self._row("trials", "row", item)), _trial.decode(row)
            carried = after.after(before)
            row = encode(carried) if carried.earlier else row
            if before.status != after.status:
                change = StatusChange(after.nct_id, after.title[:LONGEST_TITLE], before.status, after.status)
        self._db.execute("INSERT OR REPLACE INTO trials VALUES (?, ?)", (item, sealed(item, row)))
        details = sealed(item, found.details)
        self._db.execute("INSERT OR REPLACE INTO trial_details VALUES (?, ?)", (item, details))
        return change

    def _save_links(
        self, snapshot: Snapshot, links: dict[int, bool], changed: Sequence[StatusChange]
    ) -> Change:
        key = (snapshot.source, snapshot.condition)
        first = self.snapshot(*key) is None
        before = self._links(*key)
        self._db.execute("DELETE FROM link WHERE source = ? AND condition = ?", key)
        rows = ((*key, *link) for link in links.items())
        self._db.executemany("INSERT INTO link VALUES (?, ?, ?, ?)", rows)
        said = msgspec.structs.astuple(snapshot)
        kept = (*said, seal_of(links, said))
        self._db.execute("INSERT OR REPLACE INTO snapshot VALUES (?, ?, ?, ?, ?, ?, ?)", kept)
        linked = "SELECT 1 FROM link WHERE source = ? AND item = ?"
        gone = ((snapshot.source, item) for item in before.keys() - links.keys())
        unlinked = [key[1:] for key in gone if not self._db.execute(linked, key).fetchone()]
        for table in TABLES[snapshot.source]:
            self._db.executemany(f"DELETE FROM {table} WHERE item = ?", unlinked)  # noqa: S608  our own names
        shown = {item for item, on_topic in links.items() if on_topic}
        shown_before = {item for item, on_topic in before.items() if on_topic}
        return Change(
            first=first,
            total=len(shown),
            off_topic=len(links) - len(shown),
            unread=snapshot.unread,
            new=tuple(sorted(shown - shown_before)),
            gone=tuple(sorted(shown_before - shown)),
            changed=tuple(changed),
        )

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        with explained(self.place):
            begin(self._db, self._tell)
            try:
                yield
                self._db.execute("COMMIT")
            finally:  # after a fault or Ctrl-C: a snapshot is stored whole or not at all
                if self._db.in_transaction:
                    self._db.execute("ROLLBACK")
        self.place.refuse_another("What was fetched goes into a new one.")
