"""Every name and code that records and known names have, found by how exactly it is written."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from typing import Literal, TypeAlias

from msgspec import Struct

from condcli.json_answers import Candidate, How, Resolution
from condcli.models import NOTHING_SAID, KnownName, Names, Sayings
from condcli.names import codes
from condcli.names.normalize import bag, form, formed, normalize, raw_words

Kind: TypeAlias = Literal["name", "alias", "abbreviation", "covered", "shared", "loose", "code"]
CANDIDATES = 5
RANK: dict[Kind, int] = {
    "name": 0, "abbreviation": 1, "alias": 1, "code": 1, "covered": 2, "shared": 2, "loose": 3,
}  # fmt: skip


class Entry(Struct, frozen=True):
    """A name as a record has it."""

    name: str
    kind: Kind
    record: Names

    @property
    def short(self) -> bool:
        """Whether it is an abbreviation; among others the capitals tell."""
        return self.kind == "abbreviation" or (self.kind in {"covered", "shared"} and self.name.isupper())

    @property
    def said(self) -> bool:
        """Whether people say so, and no page does: endometri, concuss."""
        return self.kind == "covered" and self.name not in self.record.covered_names


class KnownEntry(Struct, frozen=True):
    """A name of a condition that has no record."""

    name: str
    known: KnownName


Found: TypeAlias = Entry | KnownEntry
Table: TypeAlias = dict[str, list[Found]]


def decide(query: str, found: Iterable[Found]) -> Resolution | None:
    """The one record that has the name, or a list where several do.

    A main name goes before an alias, but not before an abbreviation: COLD may be COPD.
    """
    firm = [e for e in found if isinstance(e, Entry) and e.kind != "loose"]
    best = [e for e in firm if e.kind == "name" or e.short]
    best = best if any(e.kind == "name" for e in best) else firm
    if not best:
        return None
    if len({e.record.id for e in best}) > 1:
        return several(query, best)
    entry = min(best, key=order)
    how: How = "abbreviation" if entry.short else entry.kind if entry.kind in {"name", "code"} else "alias"
    how = "phrase" if entry.kind == "covered" else how
    return Resolution(query, "match", how, (Candidate(entry.record.id, entry.record.name, entry.name),))


def loosely(query: str, found: Iterable[Found], note: str | None = None) -> Resolution | None:
    """A list of the records that a name loosely means; else the condition that is known by it."""
    found = list(found)
    if entries := [e for e in found if isinstance(e, Entry)]:
        return several(query, entries, note)
    known = next((e.known.name for e in found if isinstance(e, KnownEntry)), None)
    return Resolution(query, "none", known=known) if known else None


def several(query: str, entries: Iterable[Entry], note: str | None = None) -> Resolution:
    """A list of the records that have these names, each once, those that are named so first."""
    listed: dict[str, Candidate] = {}
    for e in sorted(entries, key=order):
        listed.setdefault(e.record.id, Candidate(e.record.id, e.record.name, e.name))
    left_out = len(listed) - CANDIDATES
    more = f"{left_out} more {'is' if left_out == 1 else 'are'} not listed." if left_out > 0 else None
    told = " ".join(filter(None, (more, note))) or None
    return Resolution(query, "ambiguous", matches=tuple(listed.values())[:CANDIDATES], note=told)


def order(e: Entry) -> tuple[int, int, str, str]:
    """Names before loose ones, then the general (in few words) before the particular."""
    return RANK[e.kind], len(e.record.name.split()), e.record.name.casefold(), e.record.id


class Index:
    """The names of a catalog and the known names; each table is built when it is first asked.

    `page_words` answers, for the id of a record, the words that its page says, each in its one form.
    """

    def __init__(
        self, conditions: Sequence[Names], known: Sequence[KnownName], said: Sayings = NOTHING_SAID
    ) -> None:
        self._conditions = conditions
        self._known = known
        self._said = said
        self._forms: dict[str, str] = {}
        self.page_words: Callable[[str], frozenset[str]] = lambda _: frozenset()

    @cached_property
    def written(self) -> dict[str, list[Entry]]:
        """Names as they are written but for case, and abbreviations in their own case."""
        found: dict[str, list[Entry]] = {}
        for e in self._names:
            if key := e.name if e.short else e.name.casefold():
                found.setdefault(key, []).append(e)
        return found

    @cached_property
    def small(self) -> dict[str, list[Entry]]:
        """Abbreviations in small letters."""
        found: dict[str, list[Entry]] = {}
        for e in self._names:
            if e.short:
                found.setdefault(e.name.casefold(), []).append(e)
        return found

    @cached_property
    def normalized(self) -> Table:
        """The names of records but abbreviations, in their one form."""
        found: Table = {}
        for e in self._names:
            if not e.short and (key := self._form(e.name)):
                found.setdefault(key, []).append(e)
        return found

    @cached_property
    def known(self) -> Table:
        """The known names that no record has; those of a condition that has a record loosely mean it."""
        found: Table = {}
        own, small = self.normalized, self.small
        for known, keys, entries in self._taken:
            holders = {e.record.id: e.record for e in entries}
            for name, key in zip((known.name, *known.aliases), keys, strict=True):
                if key and key not in own and name.casefold() not in small:
                    loose = [Entry(name, "loose", record) for record in holders.values()]
                    found.setdefault(key, []).extend(loose or [KnownEntry(name, known)])
        return found

    @cached_property
    def also_meant(self) -> dict[str, list[str]]:
        """What a name that records mean loosely means too: the conditions that are known by it."""
        found: dict[str, list[str]] = {}
        for known, keys, holders in self._taken:
            if any(e.kind != "loose" for e in holders):
                continue
            for key in dict.fromkeys(keys):
                entries = self.normalized.get(key)
                if entries and all(isinstance(e, Entry) and e.kind == "loose" for e in entries):
                    found.setdefault(key, []).append(known.name)
        return found

    @cached_property
    def all(self) -> Table:
        """Both together: no name is in both."""
        return self.normalized | self.known

    def _form(self, name: str) -> str:
        """The one form of a name; how its words are written is kept for `joined` and `vocabulary`."""
        raw = raw_words(name)
        written = " ".join(raw)
        key = self._forms.get(written)
        if key is None:
            key = self._forms[written] = " ".join(formed(raw))
        return key

    @cached_property
    def joined(self) -> Table:
        """The same without spaces, in their one form and as written: heartattack, gall stones."""
        own = self.all
        found: Table = {}
        for key, entries in own.items():
            found.setdefault(key.replace(" ", ""), []).extend(entries)
        for written, key in self._forms.items():
            if key in own:
                found.setdefault(written.replace(" ", ""), own[key])
        return found

    @cached_property
    def bags(self) -> Table:
        """The same in any order: cancer of the breast; leukemia, acute lymphoblastic."""
        found: Table = {}
        for name, entries in self.all.items():
            if key := bag(name.split()):
                found.setdefault(key, []).extend(entries)
        return found

    @cached_property
    def vocabulary(self) -> dict[str, str]:
        """The words of all names as they are written, and the one form of each."""
        own = self.all
        names = (written for written, key in self._forms.items() if key in own)
        return {word: form(word) for name in names for word in name.split()}

    @cached_property
    def codes(self) -> Table:
        """The codes of records, and of known names where no record has them."""
        own: Table = {}
        for c in self._conditions:
            for code in (*c.codes.icd10cm, *(m.id for m in c.codes.mesh), *c.codes.doid):
                own.setdefault(codes.parse(code) or code, []).append(Entry(code, "code", c))
        for known in self.planned:  # what has a page is filed under the page's own codes
            for code in known.codes:
                if (parsed := codes.parse(code)) and parsed not in own:
                    own[parsed] = [KnownEntry(code, known)]
        return own

    def record(self, id_: str) -> Names:
        """What the record of that id is found by."""
        return next(c for c in self._conditions if c.id == id_)

    @cached_property
    def categories(self) -> dict[str, str]:
        """The categories of the records, by their one form."""
        return {normalize(c.category): c.category for c in self._conditions}

    def below(self, code: str) -> list[Entry]:
        """What records have a code below this one."""
        under = (found for key, found in self.codes.items() if key.startswith(code) and not codes.alone(key))
        return [e for found in under for e in found if isinstance(e, Entry)]

    @cached_property
    def planned(self) -> tuple[KnownName, ...]:
        """The known names that no record has as a name of its own."""
        return tuple(known for known, _, holders in self._taken if all(e.kind == "loose" for e in holders))

    @cached_property
    def _taken(self) -> list[tuple[KnownName, list[str], list[Entry]]]:
        """Each known name with the one form of its names, and the names of records that it has become."""
        taken = []
        for known in self._known:
            keys = [self._form(name) for name in (known.name, *known.aliases)]
            found: list[Found] = [*self.normalized.get(keys[0], ()), *self.written.get(known.name, ())]
            for key in keys[1:]:  # a main name that is one of its names
                found += [
                    e for e in self.normalized.get(key, ()) if isinstance(e, Entry) and e.kind == "name"
                ]
            taken.append((known, keys, [e for e in found if isinstance(e, Entry)]))
        return taken

    def also_known(self, name: str) -> Iterator[str]:
        """The conditions that are known by just this name too."""
        return (k.name for k in self._known if name in k.aliases)

    @cached_property
    def _names(self) -> list[Entry]:
        names = []
        for c in self._conditions:
            own: dict[Kind, tuple[str, ...]] = {
                "name": (c.name,),
                "alias": (*c.aliases, *c.names_es),
                "abbreviation": c.abbreviations,
                "covered": (*c.covered_names, *self._said.opening.get(c.id, ())),
                "shared": c.shared_names,
                "loose": (*c.loose_names, *self._said.sayings.get(c.id, ())),
            }
            names += [Entry(name, kind, c) for kind, called in own.items() for name in called]
        return names
