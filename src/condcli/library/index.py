"""Every name and code that records and known names have, found by how exactly it is written."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from typing import Literal, TypeAlias, TypeGuard

from msgspec import Struct

from condcli.library import codes
from condcli.library.words import bag, normalize
from condcli.models import KnownName, Names

Kind: TypeAlias = Literal["name", "alias", "abbreviation", "shared", "loose", "code"]
RANK: dict[Kind, int] = {"name": 0, "abbreviation": 1, "alias": 1, "code": 1, "shared": 2, "loose": 3}


class Entry(Struct, frozen=True):
    """A name as a record has it."""

    name: str
    kind: Kind
    record: Names


class KnownEntry(Struct, frozen=True):
    """A name of a condition that has no record."""

    name: str
    known: KnownName


Table: TypeAlias = dict[str, list[Entry | KnownEntry]]


class Index:
    """The names of a catalog and the known names; each table is built when it is first asked."""

    def __init__(self, conditions: Sequence[Names], known: Sequence[KnownName]) -> None:
        self._conditions = conditions
        self._known = known

    @cached_property
    def abbreviations(self) -> Table:
        """Abbreviations in their own case."""
        return _table((e.name, e) for e in self._record_names if _short(e))

    @cached_property
    def caseless_abbreviations(self) -> Table:
        """Abbreviations in small letters."""
        return _table((e.name.casefold(), e) for e in self._record_names if _short(e))

    @cached_property
    def written(self) -> Table:
        """Names as they are written, but for case."""
        return _table((e.name.casefold(), e) for e in self._record_names if not _short(e))

    @cached_property
    def normalized(self) -> Table:
        """All names but abbreviations, in their one form, with the known names."""
        own = _table((normalize(e.name), e) for e in self._record_names if not _short(e))
        for key, entry in self._known_names(own):
            own.setdefault(key, []).append(entry)
        return own

    @cached_property
    def planned(self) -> tuple[KnownName, ...]:
        """The known names that no record has."""
        open_ = {
            id(e.known) for found in self.normalized.values() for e in found if isinstance(e, KnownEntry)
        }
        return tuple(k for k in self._known if id(k) in open_)

    @cached_property
    def joined(self) -> Table:
        """The same without spaces: heartattack, gall stones."""
        return _regrouped(self.normalized, lambda key: key.replace(" ", ""))

    @cached_property
    def bags(self) -> Table:
        """The same in any order: cancer of the breast, leukemia, acute lymphoblastic."""
        return _regrouped(self.normalized, lambda key: bag(tuple(key.split())))

    @cached_property
    def codes(self) -> Table:
        """The codes of records and of known names."""
        own = _table(pair for c in self._conditions for pair in _codes(c))
        for known in self._known:
            for code in known.codes:
                if (key := codes.parse(code)) and key not in own:
                    own[key] = [KnownEntry(code, known)]
        return own

    def below(self, code: str) -> list[Entry]:
        """What records have a code below this one."""
        under = (found for key, found in self.codes.items() if key.startswith(code))
        return [e for found in under for e in found if isinstance(e, Entry)]

    @cached_property
    def _record_names(self) -> list[Entry]:
        entries = []
        for c in self._conditions:
            entries.append(Entry(c.name, "name", c))
            entries += [Entry(n, "alias", c) for n in c.aliases]
            entries += [Entry(n, "abbreviation", c) for n in c.abbreviations]
            entries += [Entry(n, "shared", c) for n in c.shared_names]
            entries += [Entry(n, "loose", c) for n in c.loose_names]
        return entries

    def _known_names(self, own: Table) -> Iterator[tuple[str, Entry | KnownEntry]]:
        """Known names that no record has; the other names of one that a record has list that record."""
        for known in self._known:
            owners = {e.record.id: e.record for e in own.get(normalize(known.name), ()) if _owns(e)}
            for name in (known.name, *known.aliases):
                if (key := normalize(name)) in own:
                    continue
                if owners:
                    yield from ((key, Entry(name, "loose", record)) for record in owners.values())
                else:
                    yield key, KnownEntry(name, known)


def _table(pairs: Iterable[tuple[str, Entry]]) -> Table:
    """Entries by key."""
    found: Table = {}
    for key, entry in pairs:
        found.setdefault(key, []).append(entry)
    return found


def _regrouped(names: Table, key: Callable[[str], str]) -> Table:
    """The same entries under another key."""
    found: Table = {}
    for name, entries in names.items():
        found.setdefault(key(name), []).extend(entries)
    return found


def _short(entry: Entry) -> bool:
    """Whether a name is an abbreviation: shared ones are told by their capitals."""
    return entry.kind == "abbreviation" or (entry.kind == "shared" and entry.name.isupper())


def _codes(c: Names) -> Iterator[tuple[str, Entry]]:
    for code in (*c.codes.icd10cm, *(m.id for m in c.codes.mesh), *c.codes.doid):
        yield codes.parse(code) or code, Entry(code, "code", c)


def _owns(entry: Entry | KnownEntry) -> TypeGuard[Entry]:
    return isinstance(entry, Entry) and entry.kind != "loose"
