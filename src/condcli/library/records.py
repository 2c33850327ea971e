"""A catalog and its side files, loaded and validated."""

import re
import stat
from codecs import BOM_UTF8
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import msgspec
from msgspec import Raw, Struct

from condcli.errors import BadData
from condcli.models import (
    Catalog,
    Condition,
    Glossary,
    KnownName,
    KnownNames,
    Names,
    Research,
    Symptom,
    Symptoms,
    Term,
    Trials,
)

if TYPE_CHECKING:
    from condcli.library.names import Resolver

MAX_BYTES = 256 * 2**20  # far above any catalog; a larger file is a mistake
T = TypeVar("T")


def data_folder() -> Path:
    """The bundled data: inside the installed package, or the checkout's for an editable install."""
    installed = Path(__file__).parents[1] / "data"
    return installed if installed.is_dir() else Path(__file__).parents[3] / "data"


class _Found(Struct):
    conditions: tuple[Names, ...]


class _Pieces(Struct):
    conditions: tuple[Raw, ...]


class Library:
    """A catalog with its side files; side files are taken from beside it, else the bundled ones.

    Of the bundled catalog only the names are decoded at first, and a record when it is wanted; tests hold it
    to what is checked for a catalog from outside.
    """

    def __init__(self, path: Path, content: bytes, catalog: Catalog | None = None) -> None:
        self.path = path
        self._content = content
        if catalog:
            self.catalog = catalog

    @classmethod
    def open(cls, path: Path | None = None) -> "Library":
        """The bundled catalog, or the one at `path`; a BadData says what is wrong with it."""
        if path is None:
            bundled = data_folder() / "conditions.json"
            return cls(bundled, content_of(bundled))
        content = content_of(path)
        catalog = decode(path, content, Catalog)
        from condcli.library.ties import faults  # noqa: PLC0415  the bundled catalog is loaded without it

        for found in faults(catalog):
            raise BadData(path, found.what, f"record {found.id}")
        return cls(path, content, catalog)

    @cached_property
    def catalog(self) -> Catalog:
        """The whole catalog."""
        return decode(self.path, self._content, Catalog)

    @property
    def conditions(self) -> tuple[Condition, ...]:
        """Every record, whole."""
        return self.catalog.conditions

    @cached_property
    def names(self) -> tuple[Names, ...]:
        """What every record is found by."""
        if "catalog" in self.__dict__:
            return self.conditions
        return decode(self.path, self._content, _Found).conditions

    def record(self, id_: str) -> Condition:
        """The record of that id, whole."""
        if "catalog" in self.__dict__:
            return self.by_id[id_]
        number = next(n for n, named in enumerate(self.names) if named.id == id_)
        piece = decode(self.path, self._content, _Pieces).conditions[number]
        return decode(self.path, bytes(piece), Condition)

    def as_written(self, query: str) -> Condition | None:
        """The record that alone has the query, as written, for its name, an alias or an abbreviation.

        The way of most look-ups; for every other the resolver is asked.
        """
        folded = query.casefold()
        found = [n for n in self.names if query in _said(n) or folded in map(str.casefold, _said(n))]
        if len(found) != 1:
            return None
        opening = (found[0].name.casefold(), *map(str.casefold, found[0].aliases), *found[0].abbreviations)
        return self.record(found[0].id) if folded in opening or query in opening else None

    @cached_property
    def by_id(self) -> dict[str, Condition]:
        """Every record by its id."""
        return {c.id: c for c in self.conditions}

    @cached_property
    def symptoms(self) -> dict[str, Symptom]:
        """The symptom vocabulary by id."""
        return {s.id: s for s in self._side("symptoms.json", Symptoms).symptoms}

    @cached_property
    def glossary(self) -> tuple[Term, ...]:
        """Hard words in plain words."""
        return self._side("glossary.json", Glossary).terms

    @cached_property
    def known_names(self) -> tuple[KnownName, ...]:
        """Conditions that have a name here and no record."""
        return self._side("known_names.json", KnownNames).names

    @cached_property
    def trials(self) -> Trials:
        """The dated snapshot of trials."""
        return self._side("trials.json", Trials)

    @cached_property
    def research(self) -> Research:
        """The dated snapshot of research results."""
        found = self._side("research.json", Research)
        for condition, places in found.conditions.items():
            if any(place >= len(found.advances) for place in places):
                path = self.path.parent / "research.json"
                raise BadData(
                    path, "names a position in `advances` that is not there", f"condition {condition}"
                )
        return found

    @cached_property
    def plain_titles(self) -> dict[str, str]:
        """Our own plain titles, by NCT number."""
        return self._side("plain_titles.json", dict[str, str])

    @cached_property
    def resolver(self) -> "Resolver":
        """Finds a record by name."""
        from condcli.library.names import Resolver  # noqa: PLC0415

        return Resolver(self.names, self.known_names)

    def _side(self, name: str, kind: type[T]) -> T:
        beside = self.path.parent / name
        return read(beside if beside.exists() else data_folder() / name, kind)


def read(path: Path, kind: type[T]) -> T:
    """The file at `path` as `kind`, or a BadData that names the record and what is wrong."""
    return decode(path, content_of(path), kind)


def decode(path: Path, content: bytes, kind: type[T]) -> T:
    """What was read from `path` as `kind`, or a BadData that names the record and what is wrong."""
    try:
        return msgspec.json.decode(content, type=kind)
    except (msgspec.ValidationError, msgspec.DecodeError, UnicodeDecodeError, RecursionError) as e:
        place, what = _explain(content, e)
        raise BadData(path, what, place) from e


def content_of(path: Path) -> bytes:
    """What is in a regular file that is no larger than a catalog can be."""
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise BadData(path, "is not a regular file")
        if status.st_size > MAX_BYTES:
            raise BadData(path, f"is larger than {MAX_BYTES // 2**20} MB")
        content = path.read_bytes()
    except OSError as e:
        raise BadData(path, f"cannot be read ({e.strerror})") from e
    if not content.strip():
        raise BadData(path, "is empty")
    return content


def _explain(content: bytes, error: Exception) -> tuple[str | None, str]:
    """Where and what: msgspec names a record by its position (`$.conditions[3].name`), we by its id."""
    if isinstance(error, RecursionError):
        return None, "is nested too deeply"
    if content.startswith(BOM_UTF8):
        return None, "starts with a byte order mark; save it as UTF-8 without one"
    if not isinstance(error, msgspec.ValidationError):
        return None, f"is not valid JSON ({error})"
    what, _, where = str(error).partition(" - at ")
    where = where.replace("`", "").replace("$", "")
    if where.startswith(".version") or "field `version`" in what:
        return None, f"is of a version or kind that this program does not read ({what})"
    if match := re.search(r"\.conditions\[(\d+)\]\.?", where):
        where = where.replace(match[0], "")
        number = int(match[1])
        return f"record {_record_id(content, number) or number + 1}", f"{what}{_within(where)}"
    return None, f"{what}{_within(where)}"


def _record_id(content: bytes, number: int) -> str | None:
    """The id of the record at that position, as far as the file can be read."""
    try:
        record = msgspec.json.decode(content)["conditions"][number]
    except (msgspec.DecodeError, RecursionError):
        return None
    return str(record["id"]) if isinstance(record, dict) and "id" in record else None


def _within(where: str) -> str:
    inner = where.strip(".")
    return f" (at {inner})" if inner else ""


def _said(record: Names) -> Iterator[str]:
    yield record.name
    yield from record.aliases
    yield from record.abbreviations
    yield from record.loose_names
    yield from record.shared_names
