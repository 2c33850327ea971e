"""A catalog in one SQLite file: the records by id, their names, and what finding looks up.

It is made when the wheel is built, and for other catalogs in the user's cache folder (or CONDCLI_CACHE_HOME).
It is known by the content that it was made from; where that is another, or the file cannot be read, it is made
again, and where it cannot be kept it is made in memory.
"""

import os
import sqlite3
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import closing, suppress
from hashlib import blake2b
from pathlib import Path
from tempfile import mkstemp
from typing import TYPE_CHECKING

import msgspec

from condcli.catalog.files import data_folder
from condcli.models import Names

if TYPE_CHECKING:
    from condcli.catalog.library import Library

VERSION = 1  # of the tables and of how they are filled: raise it with every change of either
BUNDLED = "compiled.sqlite3"
KEPT = 4  # files that the cache folder holds at most
SETTLED = 2.0  # seconds: a file that changed later may change again under the same time
SIDE_FILES = ("symptoms.json", "sayings.json", "glossary.json", "everyday.json")
TABLES = """
CREATE TABLE made (key TEXT);
CREATE TABLE record (number INTEGER PRIMARY KEY, id TEXT UNIQUE, name TEXT, category TEXT, common INTEGER,
    dangerous INTEGER, json BLOB);
CREATE TABLE name (said TEXT, record INTEGER, opens INTEGER);
CREATE INDEX name_said ON name (said);
CREATE TABLE names (json BLOB);
"""


class Compiled:
    """An open compiled catalog."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self.db = db


def of(library: "Library") -> Compiled:
    """The library's compiled catalog: one that is there and right, else a new one."""
    kept = trusted(library.path) or _kept(library)
    if kept and (db := _opened(kept)):
        return Compiled(db)
    db = sqlite3.connect(":memory:")
    fill(db, library, "")
    return Compiled(db)


def trusted(path: Path) -> Path | None:
    """The compiled file of the catalog at that path if neither has changed since it was found right."""
    try:
        key, *seen = (cache_home() / _stamp(path)).read_text(encoding="ascii").split()
        file = _bundled(path) if key == "bundled" else cache_home() / f"{key}.sqlite3"
        return file if list(map(str, _looks(file))) == seen else None
    except (OSError, ValueError):
        return None


def _kept(library: "Library") -> Path | None:
    """A compiled file that is right by its content, made if need be; None where none can be kept."""
    key, stamp = content_key(library.path), _stamp(library.path)
    bundled, file = _bundled(library.path), cache_home() / f"{key}.sqlite3"
    try:
        if _is_right(bundled, key):
            _remember(library.path, stamp, "bundled", bundled)
            return bundled
        if not _is_right(file, key):
            make(file, library, key)
            _clear(file.parent)
        _remember(library.path, stamp, key, file)
    except (OSError, sqlite3.Error):
        return file if file.exists() and _is_right(file, key) else None
    return file


def make(file: Path, library: "Library", key: str) -> None:
    """Write the compiled file, whole or not at all."""
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle, name = mkstemp(dir=file.parent, prefix=f".{file.name}.")
    os.close(handle)
    new = Path(name)
    try:
        with closing(sqlite3.connect(new)) as db:
            fill(db, library, key)
        new.replace(file)
    finally:
        new.unlink(missing_ok=True)


def fill(db: sqlite3.Connection, library: "Library", key: str) -> None:
    """Make and fill all tables."""
    from condcli.finding import index  # noqa: PLC0415  finding rests on the catalog

    db.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;" + TABLES)
    for number, record in enumerate(library.conditions):
        body = msgspec.json.encode(record)
        row = (number, record.id, record.name, record.category, record.common, bool(record.care.emergency), body)
        db.execute("INSERT INTO record VALUES (?, ?, ?, ?, ?, ?, ?)", row)
        db.executemany("INSERT INTO name VALUES (?, ?, ?)", ((s, number, o) for s, o in _written(record)))
    found = [msgspec.structs.asdict(n) for n in msgspec.convert(library.conditions, tuple[Names, ...], from_attributes=True)]
    db.execute("INSERT INTO names VALUES (?)", (msgspec.json.encode(found),))
    index.fill(db, library)
    db.execute("INSERT INTO made VALUES (?)", (key,))
    db.commit()


def _written(record: Names) -> Iterator[tuple[str, bool]]:
    """What a record is called as it is written; small letters open it, an abbreviation only in its own."""
    opening = {n.casefold() for n in (record.name, *record.aliases)}
    others = (*record.abbreviations, *record.loose_names, *record.shared_names, *record.names_es)
    yield from ((said, True) for said in opening)
    yield from ((said, True) for said in set(record.abbreviations) - opening)
    written = {*others, *map(str.casefold, others)} - opening - set(record.abbreviations)
    yield from ((said, False) for said in written)


def content_key(path: Path) -> str:
    """What a compiled file is known by: a digest of all that it is made from."""
    digest = blake2b(f"condcli {VERSION} {sqlite3.sqlite_version_info[0]}".encode(), digest_size=16)
    for source in _sources(path):
        content = source.read_bytes()
        digest.update(len(content).to_bytes(8, "big") + content)
    return digest.hexdigest()


def cache_home() -> Path:
    """The folder of what can be made again at any time."""
    if given := os.environ.get("CONDCLI_CACHE_HOME"):
        return Path(given)
    if sys.platform not in {"win32", "darwin", "ios", "android"}:
        # What platformdirs answers there, without the 13 ms that importing it costs
        base = os.environ.get("XDG_CACHE_HOME", "").strip()
        return (Path(base) if os.path.isabs(base) else Path("~/.cache").expanduser()) / "condcli"  # noqa: PTH117  of a string
    from platformdirs import user_cache_path  # noqa: PLC0415  slow

    return user_cache_path("condcli", appauthor=False)


def _sources(path: Path) -> Iterator[Path]:
    yield path
    for name in SIDE_FILES:
        beside = path.parent / name
        yield beside if beside.exists() else data_folder() / name


def _stamp(path: Path) -> str:
    """A name for the state of the sources that costs no reading: places, sizes and times."""
    state = [str((VERSION, str(source.absolute()), *_looks(source))) for source in _sources(path)]
    return blake2b("".join(state).encode("utf-8", "surrogateescape"), digest_size=16).hexdigest()


def _looks(file: Path) -> tuple[int, int, int]:
    status = file.stat()
    return status.st_size, status.st_mtime_ns, status.st_ino


def _remember(path: Path, stamp: str, key: str, file: Path) -> None:
    """Keep that the file is right for these sources, unless they have only just changed."""
    newest = max(source.stat().st_mtime for source in _sources(path))
    if time.time() - newest < SETTLED or _stamp(path) != stamp:
        return
    with suppress(OSError):
        cache_home().mkdir(parents=True, exist_ok=True, mode=0o700)
        note = cache_home() / stamp
        new = note.with_name(f".{stamp}.{os.getpid()}")
        new.write_text(" ".join((key, *map(str, _looks(file)))), encoding="ascii")
        new.replace(note)


def _bundled(path: Path) -> Path:
    return path.parent / BUNDLED


def _is_right(file: Path, key: str) -> bool:
    """Whether the file is whole and was made from this content."""
    if not file.is_file() or not (db := _opened(file)):
        return False
    with closing(db):
        try:
            return db.execute("SELECT key FROM made").fetchone() == (key,) and db.execute(
                "PRAGMA quick_check(1)"
            ).fetchone() == ("ok",)
        except sqlite3.Error:
            return False


def _opened(file: Path) -> sqlite3.Connection | None:
    try:
        return sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro&immutable=1", uri=True)
    except sqlite3.Error:
        return None


def _clear(folder: Path) -> None:
    """Remove the files that were made longest ago, and what points to them."""
    with suppress(OSError):
        _remove(sorted(folder.glob("*.sqlite3"), key=lambda f: f.stat().st_mtime_ns)[:-KEPT])
        notes = (f for f in folder.iterdir() if len(f.name) == 32 and f.suffix == "")  # noqa: PLR2004  a digest
        _remove(sorted(notes, key=lambda f: f.stat().st_mtime_ns)[: -4 * KEPT])


def _remove(files: Iterable[Path]) -> None:
    for file in files:
        file.unlink(missing_ok=True)
