"""Making a compiled catalog: whole or not at all, known by the content that it is made from."""

import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, suppress
from errno import EAGAIN
from hashlib import blake2b
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import TYPE_CHECKING
from zlib import crc32

import msgspec

from condcli import __version__, folders
from condcli.catalog import compiled, write
from condcli.catalog.compiled import Compiled
from condcli.catalog.files import content_of
from condcli.models import SYMPTOMS, Names
from condcli.names import stored
from condcli.names.index import Index
from condcli.names.resolver import Resolver

if TYPE_CHECKING:
    from condcli.catalog.library import Library

KEPT = 4  # files that the cache folder holds at most
ABANDONED = 600.0  # seconds for which nobody has written: making one takes some ten
SETTLED = 2.0  # seconds: a file that changed later may change again under the same time
TABLES = """
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
CREATE TABLE made (key TEXT, whole INTEGER);
CREATE TABLE record (
  number INTEGER PRIMARY KEY, id TEXT UNIQUE, name TEXT, common INTEGER, dangerous INT, symptom INT,
  added_by TEXT
);
CREATE TABLE whole (number INTEGER PRIMARY KEY, json BLOB, checksum INT);
CREATE TABLE name (said TEXT, record INTEGER, opens INTEGER, how TEXT, matched TEXT, note TEXT);
CREATE INDEX name_said ON name (said);
CREATE TABLE names (number INTEGER PRIMARY KEY, json BLOB);
"""


def kept(library: "Library", *, whole: bool) -> Compiled | None:
    """A compiled file that is right by its content, made if need be; None where none can be kept."""
    try:
        key, state = content_key(library), library.state
        if compiled.state_of(library) != state:  # what was read is no longer what is there
            return None
        bundled, file = library.path.parent / compiled.BUNDLED, compiled.cache_home() / f"{key}.sqlite3"
        if is_right(bundled, key, whole=whole):
            _remember(library, state, "bundled", bundled)
            return compiled.opened(bundled)
        if not is_right(file, key, whole=whole):
            compiled.in_use.discard(file)
            make(file, library, key, whole=whole)
            _clear(file.parent)
        _remember(library, state, key, file)
        return compiled.opened(file)
    except (OSError, ValueError, sqlite3.Error):  # a ValueError: a name of bytes that are no text
        return None


def in_memory(library: "Library") -> Compiled:
    """The same, kept nowhere."""
    db = sqlite3.connect(":memory:", factory=compiled.Tables, check_same_thread=False)
    fill(db, library, "", whole=True)
    return Compiled(db)


def make(file: Path, library: "Library", key: str, *, whole: bool) -> None:
    """Write the compiled file, unless what it is made from changes meanwhile."""
    folders.make(file.parent, 0o700)
    with NamedTemporaryFile(dir=file.parent, prefix=f".{file.name}.", delete=False) as handle:
        new = Path(handle.name)
    try:
        with closing(sqlite3.connect(new)) as db:
            fill(db, library, key, whole=whole)
        compiled.seal(new)
        if content_key(library) != key:
            raise OSError(EAGAIN, "changed meanwhile", str(library.path))
        with new.open("rb+") as made:  # nothing looks at each row again: whole, or not at all
            write.sync(made.fileno())
        new.replace(file)
    finally:
        new.unlink(missing_ok=True)


def fill(db: sqlite3.Connection, library: "Library", key: str, *, whole: bool) -> None:
    """Make and fill the tables: all of them, or those of look-ups only."""
    db.executescript(TABLES)
    for number, record in enumerate(library.conditions):
        urgent, symptom = bool(record.care.emergency), record.category == SYMPTOMS
        row = (number, record.id, record.name, record.common, urgent, symptom, record.added_by)
        db.execute("INSERT INTO record VALUES (?, ?, ?, ?, ?, ?, ?)", row)
        content = msgspec.json.encode(record)
        db.execute("INSERT INTO whole VALUES (?, ?, ?)", (number, content, crc32(content)))
    names = msgspec.convert(library.conditions, tuple[Names, ...], from_attributes=True)
    db.executemany("INSERT INTO names VALUES (?, ?)", enumerate(map(msgspec.json.encode, names)))
    found = Index(names, library.known_names, library.said)
    stored.fill(db, names, found, library.known_names)
    resolver = Resolver(index=found)
    rows = (row for number, record in enumerate(names) for row in named(number, record, resolver))
    db.executemany("INSERT INTO name VALUES (?, ?, ?, ?, ?, ?)", rows)
    if whole:
        from condcli.finding import index  # noqa: PLC0415  finding rests on the catalog

        index.fill(db, library)
    db.execute("INSERT INTO made VALUES (?, ?)", (key, whole))
    db.commit()


def named(
    number: int, record: Names, resolver: Resolver
) -> Iterator[tuple[str, int, bool, str | None, str | None, str | None]]:
    """A row for each name of a record as it may be written; one that opens it has what the resolver says."""
    opening = {n.casefold() for n in (record.name, *record.aliases)} | set(record.abbreviations)
    every = set(record.every_name)
    for said in sorted(every | set(map(str.casefold, every))):
        # As Library.as_written has it
        opens = said in opening or said.casefold() in opening - set(record.abbreviations)
        meant = resolver.resolve(said) if opens else None
        if meant and [m.id for m in meant.matches] == [record.id]:
            yield said, number, opens, meant.how, meant.matches[0].matched, meant.note
        else:
            yield said, number, opens, None, None, None


def content_key(library: "Library") -> str:
    """What a compiled file is known by: a digest of all that it is made from."""
    digest = blake2b(f"condcli {__version__} {compiled.VERSION}".encode(), digest_size=16)
    digest.update(library.salt)
    others = library.sources[len(library.contents) :]
    for content in (*library.contents, *map(content_of, others)):
        digest.update(len(content).to_bytes(8, "big"))
        digest.update(content)
    return digest.hexdigest()


def is_right(file: Path, key: str, *, whole: bool) -> bool:
    """Whether the file is sound and was made from this content; with `whole`, whether it has all tables."""
    if not file.is_file():
        return False
    try:
        with closing(compiled.opened(file).db) as db:
            made = db.execute("SELECT key, whole FROM made").fetchone()
        return bool(made and made[0] == key and made[1] >= whole and compiled.is_sealed(file))
    except sqlite3.Error:
        return False


def _remember(library: "Library", state: str, key: str, file: Path) -> None:
    """Note that the file is right for these sources, unless they have only just changed."""
    newest = max(source.stat().st_mtime for source in library.sources)
    if time.time() - newest < SETTLED or compiled.state_of(library) != state:
        return
    with suppress(OSError):
        note = compiled.note(library)
        folders.make(note.parent, 0o700)
        new = note.with_name(f".{note.name}.{os.getpid()}")
        size, changed, *_ = compiled.looks_of(file)
        noted = f"{key}\n{size}\n{changed}\n{state}"
        try:
            new.write_text(noted, encoding="utf-8", errors="surrogateescape")
            new.replace(note)
        finally:
            new.unlink(missing_ok=True)


def _clear(folder: Path) -> None:
    """Remove the files that were made longest ago, and what runs that were killed left half made."""
    with suppress(OSError):
        unfinished = (*folder.glob(f".{compiled.COPIES}.*"), *folder.glob(f".{compiled.NOTES}.*"))
        left = [file for file in unfinished if time.time() - file.stat().st_mtime > ABANDONED]
        for pattern, most in ((compiled.COPIES, KEPT), (compiled.NOTES, 4 * KEPT)):
            left += sorted(folder.glob(pattern), key=lambda file: file.stat().st_mtime_ns)[:-most]
        for file in left:
            file.unlink(missing_ok=True)
