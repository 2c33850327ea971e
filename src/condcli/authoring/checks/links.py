"""L: what a record points to in the files beside it: symptoms, look-alikes."""

from collections.abc import Iterator
from difflib import get_close_matches

from condcli.authoring.checks.rules import for_record
from condcli.authoring.checks.subject import PLACEHOLDER, Spot, Subject, quoted


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
            yield "symptoms", f"{id_}; close to it: {', '.join(near)}" if near else id_


@for_record(
    "L006",
    "error",
    "A look-alike does not exist or does not point back",
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


@for_record("L007", "advice", "A list has an entry twice", "Remove one")
def _twice(subject: Subject) -> Iterator[Spot]:
    for place in ("lookalikes", "symptoms", "questions"):
        entries = getattr(subject.record, place)
        yield from ((place, quoted(entry)) for entry in dict.fromkeys(entries) if entries.count(entry) > 1)
