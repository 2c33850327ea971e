"""A catalog in one SQLite file: the records by id, their names, and what finding looks up.

It is made when the wheel is built, and for other catalogs in the user's cache folder (or CONDCLI_CACHE_HOME).
A note there says of which files, with which sizes and times, it was found right; where anything is another
now, the content is compared and the file made again. What cannot be kept is made in memory, and what a
look-up needs is then read from the catalog itself.
"""

import os
import sqlite3
import sys
from collections.abc import Sequence
from contextlib import suppress
from errno import ENOENT
from pathlib import Path
from typing import TYPE_CHECKING
from zlib import crc32

from condcli.errors import DamagedCopy
from condcli.json_answers import Candidate, Resolution

if TYPE_CHECKING:
    from condcli.catalog.library import Library

VERSION = 13  # of the tables and of how they are filled: raise it with every change of either
BUNDLED = "compiled.sqlite3"  # of a wheel, beside its catalog
LONGEST_NOTE = 2**20  # bytes
SEAL = (68, 72)  # bytes that SQLite leaves to applications: https://sqlite.org/fileformat.html
_HEX = "[0-9a-f]"
COPIES, NOTES = f"{_HEX * 32}.sqlite3", f"{_HEX * 8}.note"  # ours: what else is in that folder is left alone
in_use: set[Path] = set()  # the compiled files that this run reads


class Tables(sqlite3.Connection):
    """A connection that closes itself when nobody reads it any more, as the program's end would."""

    def __del__(self) -> None:
        """Close it; another thread may be the last to have known it."""
        with suppress(sqlite3.ProgrammingError):
            self.close()


class Compiled:
    """An open compiled catalog."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self.db = db

    @property
    def whole(self) -> bool:
        """Whether it has what finding looks up, too."""
        return bool(self.db.execute("SELECT whole FROM made").fetchone()[0])

    def as_written(self, query: str) -> Sequence[tuple[str, bool]]:
        """The ids of the records that have the query as written, and whether it opens them."""
        found = self.db.execute(
            "SELECT r.id, max(n.opens) FROM name n JOIN record r ON r.number = n.record "
            "WHERE n.said IN (?, ?) GROUP BY r.id",
            (query, query.casefold()),
        )
        return [(id_, bool(opens)) for id_, opens in found.fetchall()]

    def meant(self, query: str) -> Resolution | None:
        """What the resolver says of a name as it is written, where it opens a record."""
        row = self.db.execute(
            "SELECT r.id, r.name, n.matched, n.how, n.note FROM name n JOIN record r ON r.number = n.record "
            "WHERE n.said = ? AND n.how IS NOT NULL",
            (query,),
        ).fetchone()
        if row is None:
            return None
        return Resolution(query, "match", row[3], (Candidate(*row[:3]),), note=row[4])

    def record(self, id_: str) -> bytes:
        """The record of that id, in JSON."""
        row = self.db.execute(
            "SELECT w.json, w.checksum FROM whole w JOIN record r ON r.number = w.number WHERE r.id = ?",
            (id_,),
        ).fetchone()
        if row is None or crc32(row[0]) != row[1]:  # the names led here
            raise discarded()
        content: bytes = row[0]
        return content

    def credit(self, id_: str) -> tuple[str, ...]:
        """By whom the record of that id was added; nothing for a bundled one."""
        row = self.db.execute("SELECT added_by FROM record WHERE id = ?", (id_,)).fetchone()
        return (f"added by {row[0]}",) if row and row[0] else ()

    def names(self) -> bytes:
        """What every record is found by, in JSON."""
        rows = self.db.execute("SELECT json FROM names ORDER BY number").fetchall()
        return b"[" + b",".join(json for (json,) in rows) + b"]"


def trusted(library: "Library") -> Compiled | None:
    """The compiled file of the library, if neither it nor a source has changed since it was found right."""
    try:
        state, place = library.state, note(library)  # before anything is read
        if not place.is_file() or place.stat().st_size > LONGEST_NOTE:  # a pipe would never end
            return None
        noted = place.read_text(encoding="utf-8", errors="surrogateescape")
        key, *looks, sources = noted.split("\n", 3)
        file = library.path.parent / BUNDLED if key == "bundled" else cache_home() / f"{key}.sqlite3"
        if list(map(str, looks_of(file)))[:2] != looks or sources != state:
            return None
        in_use.add(file)
        return opened(file)
    except (OSError, ValueError, sqlite3.Error):
        return None


def of(library: "Library") -> Compiled:
    """The library's compiled catalog, whole: one that is there and right, else a new one."""
    found = trusted(library)
    if found and found.whole:
        return found
    from condcli.catalog import compiling  # noqa: PLC0415  most look-ups find it made

    return compiling.kept(library, whole=True) or compiling.in_memory(library)


def for_look_ups(library: "Library") -> Compiled | None:
    """The library's compiled catalog where it makes look-ups faster; it may be without what finding needs."""
    if found := trusted(library):
        return found
    try:
        if not library.slow and not (library.path.parent / BUNDLED).exists():
            return None
    except OSError:
        return None
    from condcli.catalog import compiling  # noqa: PLC0415  as above

    return compiling.kept(library, whole=False)


def opened(file: Path) -> Compiled:
    """A compiled file, to be read only."""
    return Compiled(
        sqlite3.connect(
            f"{file.absolute().as_uri()}?mode=ro&immutable=1",
            uri=True,
            factory=Tables,
            check_same_thread=False,
        )
    )


def note(library: "Library") -> Path:
    """The note that says of which state of the library a compiled file was found right."""
    return cache_home() / f"{crc32(library.identity):08x}.note"


def state_of(library: "Library") -> str:
    """The version of the tables, and the place, size and time of each source: it costs no reading."""
    looks = (f"{source.absolute()} {looks_of(source)}" for source in library.sources)
    return "\n".join((str(VERSION), *looks))


def looks_of(file: Path) -> tuple[int, int, int, int]:
    """What changes with a file: its size, its time, its number, and when it was last touched."""
    status = file.stat()
    return status.st_size, status.st_mtime_ns, status.st_ino, status.st_ctime_ns


def _checksum(file: Path) -> int:
    """The CRC-32 of a compiled file but for its seal; it is read piece by piece."""
    with file.open("rb") as pieces:
        start = pieces.read(2**20)
        found = crc32(start[SEAL[1] :], crc32(start[: SEAL[0]]))
        while piece := pieces.read(2**20):
            found = crc32(piece, found)
    return found


def seal(file: Path) -> None:
    """Write the checksum of a compiled file into it: SQLite sees no damage within a cell."""
    content = _checksum(file).to_bytes(SEAL[1] - SEAL[0], "big")
    with file.open("rb+") as written:
        written.seek(SEAL[0])
        written.write(content)


def is_sealed(file: Path) -> bool:
    """Whether a compiled file is as it was made."""
    with file.open("rb") as start:
        said = start.read(SEAL[1])[SEAL[0] :]
    return int.from_bytes(said, "big") == _checksum(file)


def discarded() -> DamagedCopy:
    """Remove all compiled files and notes, which can be made again; the fault that says so."""
    home = cache_home()
    in_use.clear()
    with suppress(OSError):
        for kept in (*home.glob(NOTES), *home.glob(COPIES)):
            kept.unlink()
    return DamagedCopy(home, "damaged")


def discarded_for(fault: Exception) -> DamagedCopy:
    """The same where a damaged compiled file explains a fault, which is raised again where none does."""
    if type(fault).__module__ != "sqlite3":  # the store explains its own damage
        try:
            damaged = not all(map(is_sealed, in_use))
        except OSError:  # it was removed meanwhile, and is read to the end
            damaged = False
        if not damaged:
            raise fault
    return discarded()


def forget(library: "Library") -> None:
    """Have a library do without what it read from a damaged file, and all that came of it."""
    for read in ("_ready", "compiled", "names", "resolver"):
        library.__dict__.pop(read, None)


def cache_home() -> Path:
    """The folder of what can be made again at any time; an OSError where nobody says where that is."""
    if given := os.environ.get("CONDCLI_CACHE_HOME"):
        return Path(given)
    if sys.platform not in {"win32", "darwin", "ios", "android"}:
        # What platformdirs answers there, without the 13 ms that importing it costs
        base = os.environ.get("XDG_CACHE_HOME", "").strip()
        if os.path.isabs(base):  # noqa: PTH117  of a string
            return Path(base) / "condcli"
        try:
            return Path.home() / ".cache" / "condcli"
        except RuntimeError as fault:  # a user without a home, as in a container
            raise FileNotFoundError(ENOENT, "you have no home folder", "~") from fault
    from platformdirs import user_cache_path  # noqa: PLC0415  slow

    return user_cache_path("condcli", appauthor=False)
