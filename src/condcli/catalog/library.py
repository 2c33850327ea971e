"""A catalog and its side files, loaded and validated."""

import os
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from msgspec import Raw, Struct

from condcli.catalog.files import content_of, data_folder, decode, read, refuse_double_keys, side_files
from condcli.errors import BadData
from condcli.json_answers import Resolution
from condcli.models import (
    Catalog,
    Condition,
    Everyday,
    Glossary,
    KnownName,
    KnownNames,
    Names,
    Sayings,
    Site,
    Symptom,
    Symptoms,
    Term,
)
from condcli.registry_models import BundledDetails, Chosen, Research, TrialDetails, Trials

if TYPE_CHECKING:
    from condcli.catalog.compiled import Compiled
    from condcli.names.resolver import Resolver

LARGE = 4 * 2**20  # bytes: a look-up in a smaller catalog is as fast in the catalog itself
T = TypeVar("T")


class _Found(Struct):
    conditions: tuple[Names, ...]


class _Pieces(Struct):
    conditions: tuple[Raw, ...]


class Whose(Struct):
    """Whose pages a catalog file has."""

    site: Site = Site()


class Library:
    """A catalog with its side files; side files are taken from beside it, else the bundled ones.

    Of the bundled catalog only the names are decoded at first, and a record when it is wanted; tests hold it
    to what is checked for a catalog from outside.
    """

    salt: bytes = b""  # of what it is compiled from, whatever is in no file
    marks = False  # whether it has records that say who added them

    def __init__(self, path: Path, catalog: Catalog | None = None) -> None:
        self.path = path
        if catalog:
            self.catalog = catalog

    @classmethod
    def open(cls, path: Path | None = None) -> "Library":
        """The bundled catalog, or the one at `path`; a BadData says what is wrong with it."""
        if path is None:
            return cls(data_folder() / "conditions.json")
        library = cls(path)
        library.prepare()
        return library

    def prepare(self) -> None:
        """Check what comes from outside, unless that was done before, and compile it for look-ups."""
        from condcli.catalog import compiled  # noqa: PLC0415  the bundled catalog asks for it when it is needed

        if ready := compiled.trusted(self):  # what it was compiled from has passed all this
            self._ready = ready
            return
        self.check()
        self._ready = compiled.for_look_ups(self)

    def check(self) -> None:
        """A BadData says what is wrong with the catalog."""
        catalog = self.catalog
        refuse_double_keys(self.path, self.content)
        from condcli.catalog.integrity import faults  # noqa: PLC0415  the bundled catalog is loaded without it

        for found in faults(catalog):
            raise BadData(self.path, found.what, f"record {found.id}")

    @property
    def is_bundled(self) -> bool:
        """Whether its pages came with the program, but for those that say who added them."""
        return self.path == data_folder() / "conditions.json"

    @property
    def identity(self) -> bytes:
        """What tells this library from others on the same computer."""
        return os.fsencode(self.path.absolute())

    @property
    def sources(self) -> tuple[Path, ...]:
        """The files that it is compiled from: those of `contents` first."""
        return (self.path, *side_files(self.path))

    @cached_property
    def state(self) -> str:
        """How these files looked before any was read: what is compiled is noted for no other."""
        from condcli.catalog import compiled  # noqa: PLC0415  as above

        return compiled.state_of(self)

    @property
    def slow(self) -> bool:
        """Whether look-ups are faster in a compiled file."""
        return self.path.stat().st_size >= LARGE

    @cached_property
    def content(self) -> bytes:
        """The catalog's file as it was when it was first read."""
        return content_of(self.path)

    @property
    def contents(self) -> tuple[bytes, ...]:
        """The content of each catalog file."""
        return (self.content,)

    @cached_property
    def site(self) -> Site:
        """Whose pages these are; the bundled ones are nobody's."""
        if self.path.parent == data_folder():
            return Site()
        return decode(self.path, self._content, Whose).site

    @cached_property
    def _content(self) -> bytes:
        content = self.content
        if self.path.parent == data_folder():
            return content
        from condcli.catalog.version1 import as_version_2  # noqa: PLC0415  the bundled catalog is never old

        return as_version_2(content)

    @cached_property
    def catalog(self) -> Catalog:
        """The whole catalog."""
        return decode(self.path, self._content, Catalog)

    @property
    def language(self) -> str:
        """In which language the pages are."""
        return "en" if self.path.parent == data_folder() else self.catalog.language

    @property
    def conditions(self) -> tuple[Condition, ...]:
        """Every record, whole."""
        return self.catalog.conditions

    @cached_property
    def _ready(self) -> "Compiled | None":
        """The compiled catalog, where look-ups are faster with it."""
        from condcli.catalog import compiled  # noqa: PLC0415  it imports sqlite3

        return compiled.for_look_ups(self)

    @cached_property
    def compiled(self) -> "Compiled":
        """The same in one SQLite database, with what finding needs; it is made where there is none."""
        from condcli.catalog import compiled  # noqa: PLC0415  as above

        return self._ready if self._ready and self._ready.whole else compiled.of(self)

    @cached_property
    def names(self) -> tuple[Names, ...]:
        """What every record is found by."""
        if "catalog" in self.__dict__:
            return self.conditions
        if self._ready:
            return self._kept(self._ready.names(), tuple[Names, ...])
        return decode(self.path, self._content, _Found).conditions

    def record(self, id_: str) -> Condition:
        """The record of that id, whole."""
        if "catalog" in self.__dict__:
            return self.by_id[id_]
        if self._ready:
            return self._kept(self._ready.record(id_), Condition)
        number = next(n for n, named in enumerate(self.names) if named.id == id_)
        piece = decode(self.path, self._content, _Pieces).conditions[number]
        return decode(self.path, bytes(piece), Condition)

    def as_written(self, query: str) -> Condition | None:
        """The record that the query alone opens, as written: the way of most look-ups."""
        folded = query.casefold()
        if "catalog" not in self.__dict__ and self._ready:
            ids = self._ready.as_written(query)
            return self.record(ids[0][0]) if len(ids) == 1 and ids[0][1] else None
        found = [n for n in self.names if query in n.every_name or folded in map(str.casefold, n.every_name)]
        if len(found) != 1:
            return None
        opening = (found[0].name.casefold(), *map(str.casefold, found[0].aliases))
        opens = folded in opening or query in found[0].abbreviations
        return self.record(found[0].id) if opens else None

    def resolve(self, query: str) -> Resolution:
        """What a query means; a name as it is written is answered without the resolver."""
        ready = None if "catalog" in self.__dict__ else self._ready
        return (ready and ready.meant(query)) or self.resolver.resolve(query)

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
    def said(self) -> Sayings:
        """What people say for a record: that may mean it, and that opens it."""
        return self._side("sayings.json", Sayings)

    @cached_property
    def everyday(self) -> Everyday:
        """How people talk, for finding."""
        return self._side("everyday.json", Everyday)

    @cached_property
    def trials(self) -> Trials:
        """The dated snapshot of trials."""
        return self._side("trials.json", Trials)

    @cached_property
    def trial_details(self) -> dict[str, TrialDetails]:
        """What is bundled of a trial beside its row, by NCT number."""
        return self._side("trial_details.json", BundledDetails).details

    @cached_property
    def chosen(self) -> Chosen:
        """The trials and papers that were chosen by hand for a release."""
        return self._side("chosen.json", Chosen)

    @cached_property
    def research(self) -> Research:
        """The dated snapshot of research results."""
        found = self._side("research.json", Research)
        if lost := found.lost():
            what = f"condition {lost} names a position in `advances` that is not there"
            raise BadData(self.path.parent / "research.json", what)
        return found

    def rows(self, name: str, kind: type[T]) -> T | None:
        """A bundled side file with its rows as they were written; None of one from outside, read whole."""
        return read(path, kind) if (path := self._side_file(name)).parent == data_folder() else None

    @cached_property
    def plain_titles(self) -> dict[str, str]:
        """Our own plain titles, by NCT number."""
        return self._side("plain_titles.json", dict[str, str])

    @cached_property
    def resolver(self) -> "Resolver":
        """Finds a record by name."""
        from condcli.names.resolver import Resolver  # noqa: PLC0415  a name as it is written does without
        from condcli.names.text_words import page_words  # noqa: PLC0415  as above

        if "catalog" not in self.__dict__ and self._ready:
            from condcli.names.stored import StoredIndex  # noqa: PLC0415  for a compiled catalog only

            resolver = Resolver(index=StoredIndex(self._ready.db, self.known_names))
        else:
            resolver = Resolver(self.names, self.known_names, self.said)
        return resolver.read_pages(lambda id_: page_words(self.record(id_)))

    def _kept(self, content: bytes, kind: type[T]) -> T:
        """What a compiled copy holds; the catalog itself is not to blame where that cannot be read."""
        try:
            return decode(self.path, content, kind)
        except BadData as fault:
            from condcli.catalog import compiled  # noqa: PLC0415  as above

            raise compiled.discarded() from fault

    def _side(self, name: str, kind: type[T]) -> T:
        return read(self._side_file(name), kind)

    def _side_file(self, name: str) -> Path:
        beside = self.path.parent / name
        # A link that leads nowhere is there too: what stands beside a catalog is never passed over.
        return beside if os.path.lexists(beside) else data_folder() / name
