"""N: names; each opens one record, and stands where it belongs."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from condcli.authoring.checks.rules import Found, for_catalog, for_record
from condcli.authoring.checks.subject import PLACEHOLDER, Shelf, Spot, Subject, quoted
from condcli.catalog import integrity
from condcli.names.normalize import bag, normalize, words
from condcli.plain_language.sentences import words as read_words

_WORD = re.compile(r"[^\W_]+")
_INVERTED = re.compile(r"\s[-\u2013\u2014]\s|,\s")  # Diabetes - type 1; Leukemia, acute
_CAPITALS = re.compile(r"[A-Z][A-Z0-9/-]{1,6}s?")  # COPD
_ABBREVIATION = re.compile(r"(?=(?:[^A-Z]*[A-Z]){2})\S{2,8}")  # COPD, mTBI, AFib
_LONGEST_MEANING = 15
# What a tired reader overlooks in a name: in twins the rest is the same.
_OVERLOOKED = re.compile(r"hyper|hypo|\b(?:over|under)active\b|\btype \w+|\b(?:[a-e]|\d)\b")


def _same(name: str) -> str:
    """What two names have in common that differ in case and punctuation only."""
    return " ".join(_WORD.findall(name.casefold()))


def _doubles(names: Iterable[str]) -> Iterator[str]:
    """The names that repeat an earlier one."""
    seen: set[str] = set()
    for name in names:
        if (key := _same(name)) in seen:
            yield name
        seen.add(key)


@for_catalog(
    "N001",
    "error",
    "A name belongs to two records",
    "Remove it from one of them, or list it in shared_names of both",
)
def _clashes(shelf: Shelf) -> Iterator[Found]:
    yield from ((f.id, f.place, f.what) for f in integrity.clashes(shelf.catalog))


@for_record("N002", "error", "The record has a name twice", "Keep it in the list where it belongs")
def _repeated(subject: Subject) -> Iterator[Spot]:
    r = subject.record
    yield from (("aliases", quoted(name)) for name in _doubles((r.name, *r.aliases)))
    for place, names in (
        ("covered_names", (r.name, *r.aliases, *r.covered_names)),
        ("loose_names", (r.name, *r.aliases, *r.covered_names, *r.loose_names)),
        ("abbreviations", r.abbreviations),
        ("shared_names", r.shared_names),
    ):
        yield from ((place, quoted(n)) for n in getattr(r, place) if names.count(n) > 1)


@for_record("N003", "error", "An alias is an inverted library form", "Move it to loose_names")
def _inverted(subject: Subject) -> Iterator[Spot]:
    for name in subject.record.aliases:
        if _INVERTED.search(name) and not PLACEHOLDER.search(name):
            yield "aliases", quoted(name)


@for_record(
    "N004",
    "error",
    "An abbreviation is listed as an alias",
    "Move it to abbreviations, or to shared_names",
)
def _short_aliases(subject: Subject) -> Iterator[Spot]:
    yield from (("aliases", quoted(n)) for n in subject.record.aliases if _CAPITALS.fullmatch(n))


@for_record(
    "N005",
    "advice",
    "A name is listed as an abbreviation and is not one",
    "Move it to aliases; an abbreviation has its letters in capitals",
)
def _long_abbreviations(subject: Subject) -> Iterator[Spot]:
    for name in subject.record.abbreviations:
        if not _ABBREVIATION.fullmatch(name) and not PLACEHOLDER.search(name):
            yield "abbreviations", quoted(name)


@for_catalog(
    "N006", "advice", "A name opens one record although another shares it",
    "List it in shared_names of both, so that a look-up asks which one is meant",
)  # fmt: skip
def _half_shared(shelf: Shelf) -> Iterator[Found]:
    shared = {normalize(n): r.id for r in shelf.catalog.conditions for n in r.shared_names}
    for record in shelf.catalog.conditions:
        own = {normalize(n) for n in record.shared_names}
        for name in (record.name, *record.aliases, *record.abbreviations):
            other = shared.get(normalize(name), record.id)
            if other != record.id and normalize(name) not in own:
                yield record.id, "shared_names", f"{quoted(name)}, which {other} shares"


@for_catalog(
    "N007", "advice", "Two names differ in what is easily overlooked",
    "Name each record in the other's lookalikes, so that no reader is given the wrong one",
)  # fmt: skip
def _twins(shelf: Shelf) -> Iterator[Found]:
    alike: dict[str, list[str]] = defaultdict(list)
    for record in shelf.catalog.conditions:
        for key in {_OVERLOOKED.sub("*", _same(n)) for n in (record.name, *record.aliases)}:
            if "*" in key and key != "*":
                alike[key].append(record.id)
    told = set()
    for ids in alike.values():
        first, known = ids[0], shelf.library.by_id
        for id_ in ids[1:]:
            if id_ != first and id_ not in known[first].lookalikes and (first, id_) not in told:
                told.add((first, id_))
                yield id_, "lookalikes", f"{known[first].name} and {known[id_].name}"


@for_catalog(
    "N008", "error", "Two symptoms have a name in common", "Keep it for the one that people mean by it"
)
def _symptoms(shelf: Shelf) -> Iterator[Found]:
    owners: dict[str, str] = {}
    for symptom in shelf.symptoms.values():
        for name in {_same(n) for n in (symptom.name, *symptom.aliases)}:
            if (owner := owners.setdefault(name, symptom.id)) != symptom.id:
                yield None, "symptoms.json", f"{quoted(name)} in {owner} and {symptom.id}"


@for_catalog("N009", "error", "The glossary has a term twice", "Merge the two entries")
def _terms(shelf: Shelf) -> Iterator[Found]:
    owners: dict[str, str] = {}
    for entry in shelf.glossary:
        for name in {
            name.casefold() if not name.isupper() else name for name in (entry.term, *entry.aliases)
        }:
            if (owner := owners.setdefault(name, entry.term)) != entry.term:
                yield None, "glossary.json", f"{quoted(name)} in {quoted(owner)} and {quoted(entry.term)}"


@for_catalog(
    "N010", "advice", "The glossary explains a term at length", f"Say it in {_LONGEST_MEANING} words or fewer"
)
def _meanings(shelf: Shelf) -> Iterator[Found]:
    for entry in shelf.glossary:
        if (count := len(read_words(entry.meaning))) > _LONGEST_MEANING:
            yield None, "glossary.json", f"{quoted(entry.term)} takes {count} words"


@for_catalog(
    "N011", "error", "A saying is a name that opens a record",
    "Remove it from sayings.json, or make the name a loose one",
)  # fmt: skip
def _said(shelf: Shelf) -> Iterator[Found]:
    records = shelf.catalog.conditions
    firm = {bag(words(n)): r.id for r in records for n in (r.name, *r.aliases, *r.abbreviations)}
    every = (*shelf.sayings.sayings.items(), *shelf.sayings.opening.items()) if shelf.sayings else ()
    for id_, said in every:
        for name in said:
            if owner := firm.get(bag(words(name))):
                yield None, "sayings.json", f"{quoted(name)} of {id_} opens {owner}"


@for_catalog(
    "N012", "advice", "A record has no Spanish names, and most of the others have",
    "Give it names_es, as people say and write them",
)  # fmt: skip
def _spanish(shelf: Shelf) -> Iterator[Found]:
    without = [r.id for r in shelf.catalog.conditions if not r.names_es]
    if 2 * len(without) < len(shelf.catalog.conditions):
        yield from ((id_, "names_es", "the list is empty") for id_ in without)
