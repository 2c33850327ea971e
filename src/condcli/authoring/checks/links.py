"""L: what a record points to: sources, dates, symptoms, look-alikes."""

import re
from collections.abc import Iterator
from datetime import date
from difflib import get_close_matches

from condcli.authoring.checks.rules import for_record
from condcli.authoring.checks.subject import PLACEHOLDER, Spot, Subject, quoted
from condcli.models import Reference

MODEL_PAGE = "model page"  # its references are kept whether a section rests on them or not
_ADDRESS = re.compile(r"https?://[^\s/.]+(?:\.[^\s/.]+)+(?:/\S*)?")


def _references(subject: Subject) -> Iterator[tuple[str, Reference]]:
    """The references with their places; those that are still to be written are left out."""
    for number, reference in enumerate(subject.record.references, 1):
        if not PLACEHOLDER.search(reference.title):
            yield f"references.{number}", reference


@for_record("L001", "error", "A reference does not say what it is", "Give its publisher and its title")
def _unnamed(subject: Subject) -> Iterator[Spot]:
    for place, reference in _references(subject):
        for field in ("publisher", "title"):
            if not getattr(reference, field).strip():
                yield place, f"the {field} is empty"


@for_record(
    "L002", "error", "A reference has no address that a reader can trust",
    'Give its https address, or in "via" the reason: "book", or "older page" for one under plain http',
)  # fmt: skip
def _addresses(subject: Subject) -> Iterator[Spot]:
    for place, reference in _references(subject):
        if reference.url is not None and not _ADDRESS.fullmatch(reference.url):
            yield place, f"{quoted(reference.url)} is no address"
        elif not (reference.url or "").startswith("https://") and not reference.via:
            yield place, f"{quoted(reference.title)} has {'a plain http' if reference.url else 'no'} address"


@for_record(
    "L003",
    "advice",
    "Nothing rests on a reference",
    "Name it in the refs of a section or of care, or remove it",
)
def _unused(subject: Subject) -> Iterator[Spot]:
    used = {ref for section in subject.record.sections.values() for ref in section.refs}
    used |= set(subject.record.care.refs)
    for place, reference in _references(subject):
        if int(place.rpartition(".")[2]) not in used and reference.via != MODEL_PAGE:
            yield place, quoted(reference.title)


@for_record(
    "L004", "error", "A date cannot be right", "Give the day as the calendar has it, and dates in their order"
)
def _dates(subject: Subject) -> Iterator[Spot]:
    r = subject.record
    found = [("written", r.written), ("changed", r.changed), ("reviewed", r.reviewed)]
    for place, reference in _references(subject):
        found += [(place, reference.date), (place, reference.accessed)]
        if (
            reference.date
            and reference.accessed
            and reference.accessed < reference.date[: len(reference.accessed)]
        ):
            yield place, f"read {reference.accessed}, but dated {reference.date}"
    for place, value in found:
        if value and not _on_calendar(value):
            yield place, f"{value} is on no calendar"
    for place, value in found[1:3]:
        if value and value < r.written:
            yield place, f"{place} {value}, but written {r.written}"


def _on_calendar(value: str) -> bool:
    try:
        date.fromisoformat(value + "-01" * (2 - value.count("-")))
    except ValueError:
        return False
    return True


@for_record(
    "L005",
    "error",
    "A symptom is not in the vocabulary",
    "Take an id from symptoms.json, or add the symptom there",
)
def _symptoms(subject: Subject) -> Iterator[Spot]:
    known = subject.shelf.symptoms
    for id_ in subject.record.symptoms:
        if known and id_ not in known and not PLACEHOLDER.search(id_):
            near = get_close_matches(id_, known, n=3)
            yield "symptoms", f"{id_}; near to it are {', '.join(near)}" if near else id_


@for_record(
    "L006",
    "error",
    "A look-alike is not there or does not point back",
    "Name each of the two records in the other's lookalikes",
)
def _lookalikes(subject: Subject) -> Iterator[Spot]:
    for id_ in subject.record.lookalikes:
        other = subject.shelf.library.by_id.get(id_)
        if id_ == subject.record.id:
            yield "lookalikes", "the record names itself"
        elif id_ not in subject.shelf.ids and not PLACEHOLDER.search(id_):
            yield "lookalikes", f"there is no record {id_}"
        elif other and subject.record.id not in other.lookalikes:
            yield "lookalikes", f"{id_} does not point back"


@for_record("L007", "advice", "An entry stands twice in a list", "Remove one")
def _twice(subject: Subject) -> Iterator[Spot]:
    for place in ("lookalikes", "symptoms", "questions"):
        entries = getattr(subject.record, place)
        yield from ((place, quoted(entry)) for entry in dict.fromkeys(entries) if entries.count(entry) > 1)


CHECKS = (_unnamed, _addresses, _unused, _dates, _symptoms, _lookalikes, _twice)
