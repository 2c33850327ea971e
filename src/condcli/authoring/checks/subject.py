"""What a check looks at: a record, its texts in sentences, and what it is checked against."""

import os
import re
from collections.abc import Callable, Iterator
from functools import cached_property, partial
from typing import TypeAlias, TypeVar

import msgspec
from msgspec import Struct

from condcli.authoring.medicine_dangers import MedicineDangers
from condcli.authoring.reading import Sheet
from condcli.catalog import files
from condcli.errors import BadData
from condcli.finding.rules import DangerRules
from condcli.models import CATEGORIES, Bullets, Condition, KnownNames, Sayings, Symptom, Term
from condcli.plain_language.readability import Measure, measure
from condcli.plain_language.sentences import Block, Unit, straight, units, words
from condcli.plain_language.terms import Terms
from condcli.registry_models import BundledDetails, Chosen, Research, Trials

T = TypeVar("T")
Spot: TypeAlias = tuple[str, str]  # place in the record, and what is found there

MEDICINES = "medicine_dangers.json"
LONGEST_TEXT = 5_000  # characters; whatever is longer is no paragraph, and is not read as one
PLACEHOLDER = re.compile(r"\b(?:TODO|TBD|FIXME|XXX|[Ll]orem ipsum)\b|(?:^|-)todo-")
PLAIN_WORD = "illness"  # stands for a name or a term where a grade is adjusted for them


class Passage(Struct, frozen=True):
    """A text that people read, and where it stands: `sections.treatment`, `care.emergency`."""

    place: str
    text: str
    item: bool = False

    @property
    def units(self) -> tuple[Unit, ...]:
        """Its sentences, or the lead-in or fragment that it is, with their words."""
        return tuple(units([Block(self.text, self.item)]))


class Shelf:
    """A catalog, and all that its records are checked against."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.library = sheet.library
        self.catalog = sheet.library.catalog
        self.ids = sheet.ids
        self.categories = frozenset((*CATEGORIES, *self.catalog.categories))
        self.faults: list[BadData] = []
        self.symptoms: dict[str, Symptom] = self._usable(lambda: self.library.symptoms, {})
        self.glossary: tuple[Term, ...] = self._usable(lambda: self.library.glossary, ())
        self.trials = self._beside("trials.json", Trials)
        self.research = self._beside("research.json", Research)
        self._beside("trial_details.json", BundledDetails)
        self._beside("chosen.json", Chosen)
        self._beside("known_names.json", KnownNames)
        self.sayings = self._beside("sayings.json", Sayings)
        self._beside("plain_titles.json", dict[str, str])
        self._beside("danger.json", DangerRules)
        self.medicines = self._beside(MEDICINES, MedicineDangers) or files.read(
            files.data_folder() / MEDICINES, MedicineDangers
        )
        self.glossary_terms = Terms(name for t in self.glossary for name in (t.term, *t.aliases))

    @cached_property
    def glossary_capitals(self) -> frozenset[str]:
        """The abbreviations that the glossary explains, by themselves or in a term ("CT scan")."""
        names = (name for t in self.glossary for name in (t.term, *t.aliases))
        return frozenset(w.removesuffix("s") for name in names for w in words(name) if w[:-1].isupper())

    def _usable(self, read: Callable[[], T], instead: T) -> T:
        """What is read, or where it cannot be used something instead, and a fault that a check will name."""
        try:
            return read()
        except BadData as fault:
            self.faults.append(fault)
            return instead

    def _beside(self, name: str, kind: type[T]) -> T | None:
        """What a file beside the catalog holds, or None where there is none."""
        path = self.sheet.path.parent / name
        read: Callable[[], T | None] = partial(files.read, path, kind)
        return self._usable(read, None) if os.path.lexists(path) else None  # a link that leads nowhere is bad


class Subject:
    """A record under check."""

    def __init__(self, record: Condition, shelf: Shelf) -> None:
        self.record = record
        self.shelf = shelf

    @cached_property
    def terms(self) -> Terms:
        """What need not be explained in the text: the glossary's terms, and the record's own names."""
        return self.shelf.glossary_terms.also(self.record.every_name)

    @cached_property
    def strings(self) -> tuple[Spot, ...]:
        """Every string of the record with its place."""
        return tuple(_strings(msgspec.to_builtins(self.record), ""))

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """What people read, in the order of the page."""
        return tuple(passages(self.record))

    @cached_property
    def units(self) -> dict[str, tuple[Unit, ...]]:
        """The sentences and fragments of each place."""
        return {place: tuple(units(blocks)) for place, blocks in self._blocks(lambda text: text).items()}

    @cached_property
    def simplified(self) -> dict[str, tuple[Unit, ...]]:
        """The same with names and terms as plain words."""
        blocks = self._blocks(lambda text: self.terms.simplified(text, PLAIN_WORD))
        return {place: tuple(units(found)) for place, found in blocks.items()}

    @cached_property
    def measure(self) -> Measure | None:
        """What all sections together measure."""
        return measure(
            [u for place, found in self.units.items() if place.startswith("sections.") for u in found]
        )

    def _blocks(self, made: Callable[[str], str]) -> dict[str, list[Block]]:
        blocks: dict[str, list[Block]] = {}
        for p in self.passages:
            blocks.setdefault(p.place, []).append(Block(made(p.text), p.item))
        return blocks


def passages(record: Condition) -> Iterator[Passage]:
    """What people read, in the order of the page; what is to be written or far too long is left out."""
    for passage in _all_passages(record):
        if len(passage.text) <= LONGEST_TEXT and not PLACEHOLDER.search(passage.text):
            yield Passage(passage.place, straight(passage.text), passage.item)


def _all_passages(record: Condition) -> Iterator[Passage]:
    care = record.care
    yield Passage("summary", record.summary)
    yield from (Passage("care.emergency", text, item=True) for text in care.emergency)
    yield from (Passage("care.urgent", text, item=True) for text in care.urgent)
    for name, section in record.sections.items():
        for block in section.body:
            if isinstance(block, Bullets):
                yield Passage(f"sections.{name}", block.lead)
                yield from (Passage(f"sections.{name}", item, item=True) for item in block.items)
            else:
                yield Passage(f"sections.{name}", block)
    yield from (Passage("care.soon", text, item=True) for text in care.soon)
    yield from (Passage("care.routine", text, item=True) for text in care.routine)
    if care.note:
        yield Passage("care.note", care.note)
    yield from (Passage("questions", text, item=True) for text in record.questions)
    yield from (Passage("notes", text) for text in record.notes)


_PARTED = frozenset({"care", "sections", "codes"})  # fields whose parts are places of their own


def _strings(value: object, place: str) -> Iterator[Spot]:
    if isinstance(value, str):
        yield place, value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _strings(inner, key if not place else f"{place}.{key}" if place in _PARTED else place)
    elif isinstance(value, list | tuple):
        for number, inner in enumerate(value, 1):
            yield from _strings(inner, f"{place}.{number}" if place == "references" else place)


def quoted(text: str, at: int = 0, around: int = 60) -> str:
    """A part of a text for a finding, in quotation marks, from word to word."""
    start, end = max(0, at - around), at + 2 * around
    if start and (space := text.find(" ", start, at)) > 0:
        start = space + 1
    if end < len(text) and (space := text.rfind(" ", at, end)) > at:
        end = space
    return f'"{"..." if start else ""}{text[start:end]}{"..." if end < len(text) else ""}"'
