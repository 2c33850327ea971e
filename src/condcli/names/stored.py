"""The tables of names in the compiled catalog: a name is looked up there, and no table is built."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from operator import itemgetter
from sqlite3 import Connection
from typing import TypeAlias

import msgspec

from condcli.models import KnownName, Names
from condcli.names import codes
from condcli.names.index import Entry, Found, Index, Kind, KnownEntry

TABLES = """
CREATE TABLE named (place TEXT, key TEXT, entries BLOB, PRIMARY KEY (place, key)) WITHOUT ROWID;
CREATE TABLE meant (key TEXT PRIMARY KEY, others BLOB) WITHOUT ROWID;
CREATE TABLE vocabulary (word TEXT PRIMARY KEY, form TEXT) WITHOUT ROWID;
CREATE TABLE category (form TEXT, name TEXT);
"""
KEPT = ("written", "small", "normalized", "known", "all", "joined", "bags", "codes")
Row: TypeAlias = tuple[str, Kind | None, int]  # the name, its kind or None for a known name, whose it is

_ROWS = msgspec.json.Decoder(list[Row])
_NAMES = msgspec.json.Decoder(Names)
REMEMBERED = 50_000  # rows of a table: a batch asks for the same ones again
MANY = 2_000  # rows that were asked for: from then on only keys that are there are looked up
MOST_KEYS = 100_000


def fill(db: Connection, conditions: Sequence[Names], index: Index, known: Sequence[KnownName]) -> None:
    """Make and fill the tables."""
    db.executescript(TABLES)
    records = {record.id: number for number, record in enumerate(conditions)}
    numbers = {id(k): number for number, k in enumerate(known)}

    def row(found: Found) -> Row:
        if isinstance(found, Entry):
            return found.name, found.kind, records[found.record.id]
        return found.name, None, numbers[id(found.known)]

    for place in KEPT:
        table: Mapping[str, list[Found]] = getattr(index, place)
        rows = ((place, key, msgspec.json.encode(list(map(row, entries)))) for key, entries in table.items())
        db.executemany("INSERT INTO named VALUES (?, ?, ?)", rows)
    meant = ((key, msgspec.json.encode(others)) for key, others in index.also_meant.items())
    db.executemany("INSERT INTO meant VALUES (?, ?)", meant)
    db.executemany("INSERT INTO vocabulary VALUES (?, ?)", index.vocabulary.items())
    db.executemany("INSERT INTO category VALUES (?, ?)", index.categories.items())


class StoredIndex(Index):
    """The index of names in a compiled catalog."""

    def __init__(self, db: Connection, known: Sequence[KnownName]) -> None:
        super().__init__((), known)
        self._db = db
        self._records: dict[int, Names] = {}
        for place in KEPT:  # in the place of the properties that build these tables
            self.__dict__[place] = StoredTable(db, place, self)

    @cached_property
    def also_meant(self) -> dict[str, list[str]]:
        """What a name that records mean loosely means too."""
        rows = self._db.execute("SELECT key, others FROM meant").fetchall()
        return {key: msgspec.json.decode(others, type=list[str]) for key, others in rows}

    @cached_property
    def vocabulary(self) -> dict[str, str]:
        """The words of all names as they are written, and the one form of each."""
        return dict(self._db.execute("SELECT word, form FROM vocabulary").fetchall())

    @cached_property
    def categories(self) -> dict[str, str]:
        """The categories of the records, by their one form."""
        return dict(self._db.execute("SELECT form, name FROM category").fetchall())

    def entries(self, content: bytes) -> list[Found]:
        """The entries of a row."""
        rows = _ROWS.decode(content)
        return [
            Entry(name, kind, self._numbered(number)) if kind else KnownEntry(name, self._known[number])
            for name, kind, number in rows
        ]

    def _numbered(self, number: int) -> Names:
        if number not in self._records:
            row = self._db.execute("SELECT json FROM names WHERE number = ?", (number,)).fetchone()
            self._records[number] = _NAMES.decode(row[0])
        return self._records[number]

    def record(self, id_: str) -> Names:
        """What the record of that id is found by."""
        return self._numbered(
            self._db.execute("SELECT number FROM record WHERE id = ?", (id_,)).fetchone()[0]
        )

    def below(self, code: str) -> list[Entry]:
        """What records have a code below this one."""
        rows = self._db.execute(
            "SELECT key, entries FROM named WHERE place = 'codes' AND key >= ? AND key < ?",
            (code, code + "\uffff"),
        )
        found = [e for key, content in rows if not codes.alone(key) for e in self.entries(content)]
        return [e for e in found if isinstance(e, Entry)]


class StoredTable(Mapping[str, list[Found]]):
    """One table of names, read row by row."""

    def __init__(self, db: Connection, place: str, index: StoredIndex) -> None:
        self._db, self._place, self._index = db, place, index
        self._rows: dict[str, list[Found] | None] = {}
        self._asked = 0
        self._length: int | None = None

    def __getitem__(self, key: str) -> list[Found]:
        try:
            found = self._rows[key]
        except KeyError:  # not read before, or another thread has just cleared what was
            found = self._read(key)
        if found is None:
            raise KeyError(key)
        return found

    def _read(self, key: str) -> list[Found] | None:
        self._asked += 1
        if self._asked > MANY and len(self) <= MOST_KEYS and key not in self._keys:
            return None
        query = "SELECT entries FROM named WHERE place = ? AND key = ?"
        row = self._db.execute(query, (self._place, key)).fetchone()
        if len(self._rows) >= REMEMBERED:
            self._rows.clear()
        found = self._rows[key] = self._index.entries(row[0]) if row else None
        return found

    @cached_property
    def _keys(self) -> frozenset[str]:
        return frozenset(self)

    def __iter__(self) -> Iterator[str]:
        rows = self._db.execute("SELECT key FROM named WHERE place = ?", (self._place,)).fetchall()
        return map(itemgetter(0), rows)  # no generator: one that is left half read has to be closed

    def __len__(self) -> int:
        if self._length is None:
            query = "SELECT count(*) FROM named WHERE place = ?"
            self._length = int(self._db.execute(query, (self._place,)).fetchone()[0])
        return self._length
