"""The store: one SQLite file with dated snapshots of what the sources list for each condition.

    store = Store.create()                                   for an update; Store.open() for reading, or None
    store.save_trials(snapshot, [FoundTrial(...), ...])      one transaction, answers what is new and gone
    store.save_advances(snapshot, [advance, ...])            the same for papers: each has a PMID
    store.snapshot("trials", "asthma"), store.trials("asthma"), store.advances("asthma")

A trial or paper is kept once (by its number), and linked to each condition whose snapshot lists it. Only a
condition's newest snapshot is kept. A StoreFault says what is wrong with the file; one that is damaged or of
another version is set aside first. Imported only where there is a file, or one is to be made.
"""

import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Self

import msgspec

from condcli.registry_models import Advance, Trial, TrialDetails
from condcli.sources.faults import StoreFault
from condcli.store import folder
from condcli.store.snapshots import Change, FoundTrial, Kind, Snapshot, StatusChange, encode, number

VERSION = 1
SCHEMA = """
CREATE TABLE snapshot(source TEXT, condition TEXT, query TEXT, taken TEXT, total INTEGER, unread INTEGER,
    PRIMARY KEY(source, condition)) WITHOUT ROWID;
CREATE TABLE link(source TEXT, condition TEXT, item INTEGER, on_topic INTEGER,
    PRIMARY KEY(source, condition, item)) WITHOUT ROWID;
CREATE INDEX link_item ON link(source, item);
CREATE TABLE trials(item INTEGER PRIMARY KEY, row BLOB);
CREATE TABLE trial_details(item INTEGER PRIMARY KEY, details BLOB);
CREATE TABLE research(item INTEGER PRIMARY KEY, row BLOB);
"""
_DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
_FULL = {sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR}
_trial = msgspec.msgpack.Decoder(Trial)
_details = msgspec.msgpack.Decoder(TrialDetails)
_advance = msgspec.msgpack.Decoder(Advance)


class Store:
    """An open store."""

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self.path = path
        self._db = connection
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        if version != VERSION:
            connection.close()
            raise folder.set_aside(path, f"is of version {version}, not {VERSION},")

    @classmethod
    def open(cls) -> Self | None:
        """The store for reading, or None where nothing was ever stored."""
        path = folder.store_path()
        if not path.is_file() or not path.stat().st_size:
            return None
        address = f"{path.absolute().as_uri()}?mode=ro"
        with _explained(path):
            return cls(path, sqlite3.connect(address, uri=True, timeout=10))

    @classmethod
    def create(cls) -> Self:
        """The store for writing, made if need be; one that cannot be read is set aside, and then raised."""
        path = folder.prepare(folder.store_path())
        with _explained(path):
            connection = sqlite3.connect(path, timeout=30, isolation_level=None)
            if not connection.execute("PRAGMA schema_version").fetchone()[0]:
                connection.execute("PRAGMA journal_mode = WAL")
                connection.executescript(f"BEGIN EXCLUSIVE; {SCHEMA} PRAGMA user_version = {VERSION}; COMMIT")
            return cls(path, connection)

    def close(self) -> None:
        """Let go of the file."""
        self._db.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def snapshot(self, source: Kind, condition: str) -> Snapshot | None:
        """The condition's newest snapshot."""
        query = "SELECT query, taken, total, unread FROM snapshot WHERE source = ? AND condition = ?"
        with _explained(self.path):
            row = self._db.execute(query, (source, condition)).fetchone()
        if row is None:
            return None
        asked, taken, total, unread = row
        return Snapshot(
            source=source, condition=condition, query=asked, taken=taken, total=total, unread=unread
        )

    def trials(self, condition: str | None = None, *, on_topic: bool = True) -> Iterator[Trial]:
        """The trials of a condition's snapshot (or of all) that are on topic, or those that are not."""
        with _explained(self.path):
            for (row,) in self._db.execute(*_rows("trials", condition, on_topic=on_topic)):
                yield _trial.decode(row)

    def trial(self, nct_id: str) -> tuple[Trial, TrialDetails] | None:
        """One trial with all that is known of it."""
        query = "SELECT row, details FROM trials JOIN trial_details USING (item) WHERE item = ?"
        with _explained(self.path):
            found = self._db.execute(query, (number(nct_id),)).fetchone()
            return found and (_trial.decode(found[0]), _details.decode(zlib.decompress(found[1])))

    def advances(self, condition: str | None = None) -> Iterator[Advance]:
        """The papers of a condition's snapshot, or of all."""
        with _explained(self.path):
            for (row,) in self._db.execute(*_rows("research", condition, on_topic=True)):
                yield _advance.decode(row)

    def save_trials(self, snapshot: Snapshot, found: Iterable[FoundTrial]) -> Change:
        """Store what the registry lists for a condition, in one transaction."""
        trials = list({t.item: t for t in found}.values())
        with self._transaction():
            changed = []
            for new in trials:
                row, change = self._carried_on(new)
                self._put(new, row)
                changed += change if new.on_topic else []
            return self._save_links(snapshot, {t.item: t.on_topic for t in trials}, changed)

    def keep(self, found: FoundTrial) -> None:
        """Store one trial that was asked for by its number; it belongs to no condition."""
        with self._transaction():
            row, _ = self._carried_on(found)
            self._put(found, row)
            self._db.execute("INSERT OR IGNORE INTO link VALUES ('trials', '', ?, 1)", (found.item,))

    def save_advances(self, snapshot: Snapshot, found: Iterable[Advance]) -> Change:
        """Store what PubMed lists for a condition, in one transaction; each paper has a PMID."""
        rows = {int(a.pmid): encode(a) for a in found if a.pmid}
        with self._transaction():
            self._db.executemany("INSERT OR REPLACE INTO research VALUES (?, ?)", rows.items())
            return self._save_links(snapshot, dict.fromkeys(rows, True), [])

    def _put(self, found: FoundTrial, row: bytes) -> None:
        self._db.execute("INSERT OR REPLACE INTO trials VALUES (?, ?)", (found.item, row))
        self._db.execute("INSERT OR REPLACE INTO trial_details VALUES (?, ?)", (found.item, found.details))

    def _carried_on(self, found: FoundTrial) -> tuple[bytes, list[StatusChange]]:
        """The new row, with the state before under `earlier` where status or enrollment differ."""
        old = self._db.execute("SELECT row FROM trials WHERE item = ?", (found.item,)).fetchone()
        if old is None:
            return found.row, []
        before, after = _trial.decode(old[0]), _trial.decode(found.row)
        carried = after.after(before)
        row = encode(carried) if carried.earlier else found.row
        if before.status == after.status:
            return row, []
        return row, [StatusChange(after.nct_id, after.title, before.status, after.status)]

    def _save_links(
        self, snapshot: Snapshot, links: dict[int, bool], changed: Sequence[StatusChange]
    ) -> Change:
        key = (snapshot.source, snapshot.condition)
        first = self.snapshot(*key) is None
        before = dict(
            self._db.execute("SELECT item, on_topic FROM link WHERE source = ? AND condition = ?", key)
        )
        self._db.execute("DELETE FROM link WHERE source = ? AND condition = ?", key)
        self._db.executemany(
            "INSERT INTO link VALUES (?, ?, ?, ?)", ((*key, *link) for link in links.items())
        )
        self._db.execute(
            "INSERT OR REPLACE INTO snapshot VALUES (?, ?, ?, ?, ?, ?)", msgspec.structs.astuple(snapshot)
        )
        self._drop_unlinked(snapshot.source, before.keys() - links.keys())
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

    def _drop_unlinked(self, source: Kind, items: Iterable[int]) -> None:
        tables = {"trials": ("trials", "trial_details"), "research": ("research",)}[source]
        unlinked = [
            (item,)
            for item in items
            if not self._db.execute(
                "SELECT 1 FROM link WHERE source = ? AND item = ?", (source, item)
            ).fetchone()
        ]
        for table in tables:
            self._db.executemany(f"DELETE FROM {table} WHERE item = ?", unlinked)  # noqa: S608  our own names

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        with _explained(self.path):
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._db.execute("COMMIT")
            finally:  # after a fault or Ctrl-C: a snapshot is stored whole or not at all
                if self._db.in_transaction:
                    self._db.execute("ROLLBACK")


def _rows(table: Kind, condition: str | None, *, on_topic: bool) -> tuple[str, tuple[str | bool, ...]]:
    """The query for the rows of a condition, or of all; off topic of all is what is about none."""
    if condition is not None:
        linked = "link WHERE source = ? AND condition = ? AND on_topic = ?"
        query = f"SELECT row FROM {table} WHERE item IN (SELECT item FROM {linked})"  # noqa: S608  our own names
        return query, (table, condition, on_topic)
    about = f"EXISTS (SELECT 1 FROM link WHERE source = ? AND link.item = {table}.item AND on_topic)"  # noqa: S608  the same
    return f"SELECT row FROM {table} WHERE {about} = ?", (table, on_topic)  # noqa: S608  the same


@contextmanager
def _explained(path: Path) -> Iterator[None]:
    """Turn what SQLite says into a StoreFault; a damaged file is set aside."""
    try:
        yield
    except (sqlite3.DatabaseError, msgspec.DecodeError, zlib.error) as fault:
        code = getattr(fault, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT) & 0xFF  # the primary code
        if code in _DAMAGED:
            raise folder.set_aside(path, "is damaged") from fault
        if code in _FULL:
            raise StoreFault(
                path, f"cannot be written ({fault})", "Make room on the disk and try again."
            ) from fault
        raise StoreFault(path, f"cannot be used ({fault})", "Try again, or see whose file it is.") from fault
