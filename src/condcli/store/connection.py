"""The store's file, opened for readers or for an update, and what is wrong with one that cannot be used."""

import os
import sqlite3
import stat
import zlib
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Literal

from condcli.sources.faults import StoreFault
from condcli.store import folder
from condcli.store.place import Place

VERSION = 3
PATIENCE = 20.0  # seconds in which another program may write, before that is told; and once more
SCHEMA = """
CREATE TABLE snapshot(source TEXT, condition TEXT, query TEXT, taken TEXT, total INTEGER, unread INTEGER,
    seal INTEGER, PRIMARY KEY(source, condition)) WITHOUT ROWID;
CREATE TABLE doubtful(source TEXT, condition TEXT, count INTEGER, PRIMARY KEY(source, condition))
    WITHOUT ROWID;
CREATE TABLE link(source TEXT, condition TEXT, item INTEGER, on_topic INTEGER,
    PRIMARY KEY(source, condition, item)) WITHOUT ROWID;
CREATE INDEX link_item ON link(source, item);
CREATE TABLE trials(item INTEGER PRIMARY KEY, row BLOB);
CREATE TABLE trial_details(item INTEGER PRIMARY KEY, details BLOB);
CREATE TABLE research(item INTEGER PRIMARY KEY, row BLOB);
"""
_DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
_FULL = {sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR}


def for_reading() -> tuple[Place, sqlite3.Connection] | None:
    """The store as it is now, whatever is written meanwhile; None where nothing was ever stored."""
    if not folder.has_store():
        return None
    path = folder.store_path()
    _refuse_odd_side_files(path)
    place = Place.of(path, by_update=False)
    with explained(place):
        try:
            return place, _opened(place, "ro")
        except sqlite3.OperationalError:
            # On a full disk or in a folder that cannot be written SQLite may not make the file that readers
            # and writers share. What stands in the -wal is then out of reach, and never passed over.
            if _has_unmerged(path):
                raise
            return place, _opened(place, "ro&immutable=1")


def _opened(place: Place, mode: str) -> sqlite3.Connection:
    address = f"{place.path.absolute().as_uri()}?mode={mode}"
    db = sqlite3.connect(address, uri=True, timeout=10, isolation_level=None)
    with _closed_on_a_fault(db):
        db.execute("BEGIN")
        _refuse_other_versions(db, place)
    return db


def _has_unmerged(path: Path) -> bool:
    """Whether an update is at work, or one that was killed left something beside the store."""
    beside = (path.with_name(path.name + suffix) for suffix in ("-wal", "-journal"))
    return any(os.path.exists(file) and file.stat().st_size > 0 for file in beside)  # noqa: PTH110  the same


def for_writing(tell: Callable[[str], None]) -> tuple[Place, sqlite3.Connection]:
    """The store, made if need be, for who holds the lock; one that cannot be read is a LostStore."""
    folder.refuse_dead_link()
    path = folder.prepare(folder.store_path(), empty=False)
    _refuse_odd_side_files(path)
    if not path.exists() or not path.stat().st_size:
        if _has_unmerged(path):  # which SQLite would write into a new store
            tell(str(folder.set_aside(path, "is gone, and what an update left beside it")))
        _make(path)
    place = Place.of(path, by_update=True)
    with explained(place):
        db = sqlite3.connect(path, timeout=PATIENCE, isolation_level=None)
        with _closed_on_a_fault(db):
            _refuse_other_versions(db, place)
            refuse_damage(db, "integrity")  # two seconds for 500 MB, twice what the quick one takes
            _refuse_other_tables(db)
            _refuse_one_that_cannot_be_written(db, path, tell)
    return place, db


def begin(db: sqlite3.Connection, tell: Callable[[str], None]) -> None:
    """Begin to write; where another program writes, that is told, and waited for once more."""
    try:
        db.execute("BEGIN IMMEDIATE")
    except sqlite3.OperationalError as fault:
        if fault.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY:
            raise
        tell("Another program is writing to the store. Still waiting.")
        db.execute("BEGIN IMMEDIATE")


def _refuse_odd_side_files(path: Path) -> None:
    """A StoreFault where SQLite would wait for ever to open a file that it keeps beside: a pipe."""
    for suffix in folder.SUFFIXES[1:]:
        beside = path.with_name(path.name + suffix)
        mode = stat.S_IFREG
        with suppress(OSError):  # there is none; between two looks a writer may remove it
            mode = beside.stat().st_mode
        if not stat.S_ISREG(mode):
            raise StoreFault(beside, "is no regular file", "Remove it.")


def _make(path: Path) -> None:
    """An empty store in the place of nothing, at once: a reader sees nothing, or all tables."""
    new = path.with_name(f"{path.name}.new")
    try:
        new.unlink(missing_ok=True)
        os.close(os.open(new, os.O_RDWR | os.O_CREAT, 0o600))
        with closing(sqlite3.connect(new, isolation_level=None)) as db:
            db.execute("PRAGMA journal_mode = WAL")
            db.executescript(f"BEGIN EXCLUSIVE; {SCHEMA} PRAGMA user_version = {VERSION}; COMMIT")
        new.replace(path)
    except (OSError, sqlite3.Error) as fault:
        with suppress(OSError):
            new.unlink(missing_ok=True)
        why = getattr(fault, "strerror", fault)
        raise StoreFault(path.parent, f"cannot be written ({why})", folder.OWN_FOLDER) from fault


def _refuse_other_tables(db: sqlite3.Connection) -> None:
    """A ValueError where a table was dropped or changed, or the file says that it cannot be written."""
    with closing(sqlite3.connect(":memory:")) as right:
        right.executescript(SCHEMA)
        query = "SELECT type, name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%' ORDER BY name"
        if db.execute(query).fetchall() != right.execute(query).fetchall():
            raise ValueError("its tables are others than ours")


def refuse_damage(db: sqlite3.Connection, look: Literal["quick", "integrity"]) -> None:
    """A DatabaseError from SQLite's own look at the whole file; a quick one passes over a wrong index."""
    (said,) = db.execute(f"PRAGMA {look}_check(1)").fetchone()
    if said != "ok":
        fault = sqlite3.DatabaseError(said)
        fault.sqlite_errorcode = sqlite3.SQLITE_CORRUPT
        raise fault


def _refuse_other_versions(db: sqlite3.Connection, place: Place) -> None:
    (version,) = db.execute("PRAGMA user_version").fetchone()
    if version != VERSION:
        db.close()
        raise place.set_aside(f"is of version {version}, not {VERSION},")


def _refuse_one_that_cannot_be_written(
    db: sqlite3.Connection, path: Path, tell: Callable[[str], None]
) -> None:
    """A ValueError where the file itself says so, and its folder does not."""
    try:
        begin(db, tell)
        db.execute(f"PRAGMA user_version = {VERSION}")
        db.execute("COMMIT")
    except sqlite3.OperationalError as fault:
        if fault.sqlite_errorcode & 0xFF == sqlite3.SQLITE_READONLY and os.access(path.parent, os.W_OK):
            raise ValueError("it says that it cannot be written") from fault
        raise


@contextmanager
def _closed_on_a_fault(db: sqlite3.Connection) -> Iterator[None]:
    try:
        yield
    except BaseException:
        db.close()
        raise


def _unread(path: Path, fault: Exception) -> str | None:
    """Why a store may only seem damaged: a disk that fails, or a second look that finds all right."""
    try:
        with path.open("rb") as file:
            while file.read(2**20):
                pass
    except OSError as unread:
        return unread.strerror or str(unread)
    if not hasattr(fault, "sqlite_errorcode"):  # a row that is no text, or whose checksum is not right
        return None
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as db:
            refuse_damage(db, "integrity")
    except sqlite3.Error:
        return None
    return str(fault)


@contextmanager
def explained(place: Place) -> Iterator[None]:
    """Turn what SQLite or a damaged row says into a StoreFault; a damaged file is set aside."""
    path = place.path
    try:
        yield
    except (sqlite3.Error, ValueError, zlib.error) as fault:  # a ValueError: of msgspec, UTF-8 or ours
        code = getattr(fault, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT) & 0xFF  # the primary code
        if code in _DAMAGED:
            if said := _unread(path, fault):
                raise StoreFault(path, f"could not be read ({said})", "Try again.") from fault
            raise place.set_aside("is damaged") from fault
        if code in _FULL:
            advice = "Make room on the disk and try again."
            raise StoreFault(path, f"cannot be written ({fault})", advice) from fault
        if code == sqlite3.SQLITE_READONLY and os.access(path, os.W_OK):
            advice = "To put it right: condcli update NAME."
            raise StoreFault(path, "was left half written by an update that was killed", advice) from fault
        raise StoreFault(path, f"cannot be used ({fault})", "Try again, or see whose file it is.") from fault
