"""C: the codes under which others file a condition."""

import re
from collections.abc import Iterator

from condcli.authoring.checks.rules import Found, for_catalog, for_record
from condcli.authoring.checks.subject import PLACEHOLDER, Shelf, Spot, Subject, quoted
from condcli.models import Codes

_ICD10CM = re.compile(r"[A-Z]\d[0-9AB](?:\.[0-9A-Z]{1,4})?", re.ASCII)
_MESH = re.compile(r"[DC](?:\d{6}|\d{9})", re.ASCII)
_PADDED = re.compile(r"D0000[0-5]\d{4}", re.ASCII)  # six figures that ClinicalTrials.gov fills up to nine
_DOID = re.compile(r"DOID:\d{1,8}", re.ASCII)


def _wrong(codes: tuple[str, ...], form: re.Pattern[str], place: str) -> Iterator[Spot]:
    yield from ((place, quoted(c)) for c in codes if not form.fullmatch(c) and not PLACEHOLDER.search(c))


@for_record(
    "C001",
    "error",
    "This is not an ICD-10-CM code",
    "Write it with its dot, such as E11.9; no range, no dash at the end",
)
def _icd10cm(subject: Subject) -> Iterator[Spot]:
    yield from _wrong(subject.record.codes.icd10cm, _ICD10CM, "codes.icd10cm")


@for_record(
    "C002", "error", "This is not a MeSH id", "Write it as D and 6 figures, such as D003920, with its heading"
)
def _mesh(subject: Subject) -> Iterator[Spot]:
    mesh = [m for m in subject.record.codes.mesh if not PLACEHOLDER.search(m.id)]
    yield from (
        ("codes.mesh", quoted(m.id)) for m in mesh if not _MESH.fullmatch(m.id) or _PADDED.fullmatch(m.id)
    )
    yield from (("codes.mesh", f"{quoted(m.id)} has no heading") for m in mesh if not m.heading.strip())


@for_record("C003", "error", "This is not a Disease Ontology id", "Write it as DOID:9351")
def _doid(subject: Subject) -> Iterator[Spot]:
    yield from _wrong(subject.record.codes.doid, _DOID, "codes.doid")


@for_catalog(
    "C004", "error", "Two records have the same code",
    "Keep it for the record that it means; if it means both, accept the finding with the reason",
)  # fmt: skip
def _shared(shelf: Shelf) -> Iterator[Found]:
    owners: dict[str, str] = {}
    for record in shelf.catalog.conditions:
        for place, code in _all(record.codes):
            if not PLACEHOLDER.search(code) and (owner := owners.setdefault(code, record.id)) != record.id:
                yield record.id, place, f"{code} in {owner} too"


def _all(codes: Codes) -> set[tuple[str, str]]:
    return {
        *(("codes.icd10cm", c) for c in codes.icd10cm),
        *(("codes.mesh", m.id) for m in codes.mesh),
        *(("codes.doid", c) for c in codes.doid),
    }
