"""C: the codes under which others file a condition."""

import re
from collections.abc import Iterator

from condcli.authoring.checks.rules import Found, for_catalog, for_record
from condcli.authoring.checks.subject import PLACEHOLDER, Shelf, Spot, Subject, quoted

_ICD10CM = re.compile(r"[A-Z]\d[0-9AB](?:\.[0-9A-Z]{1,4})?", re.ASCII)
_MESH = re.compile(r"[DC](?:\d{6}|\d{9})", re.ASCII)
_PADDED = re.compile(r"D0000[0-5]\d{4}", re.ASCII)  # six figures that ClinicalTrials.gov fills up to nine
_DOID = re.compile(r"DOID:\d{1,8}", re.ASCII)


@for_record(
    "C001",
    "error",
    "This is not an ICD-10-CM code",
    "Write it with its dot, such as E11.9; no range, no dash at the end",
)
def _icd10cm(subject: Subject) -> Iterator[Spot]:
    for code in subject.record.codes.icd10cm:
        if not _ICD10CM.fullmatch(code) and not PLACEHOLDER.search(code):
            yield "codes.icd10cm", quoted(code)


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
    for code in subject.record.codes.doid:
        if not _DOID.fullmatch(code) and not PLACEHOLDER.search(code):
            yield "codes.doid", quoted(code)


@for_catalog(
    "C004", "error", "Two records have the same code",
    "Keep it for the record that it means; if it means both, accept the finding with the reason",
)  # fmt: skip
def _shared(shelf: Shelf) -> Iterator[Found]:
    owners: dict[str, str] = {}
    for record in shelf.catalog.conditions:
        codes = record.codes
        mesh = [m.id for m in codes.mesh]
        every = (("codes.icd10cm", codes.icd10cm), ("codes.mesh", mesh), ("codes.doid", codes.doid))
        for place, code in ((place, code) for place, some in every for code in dict.fromkeys(some)):
            if not PLACEHOLDER.search(code) and (owner := owners.setdefault(code, record.id)) != record.id:
                yield record.id, place, f"{code} in {owner} too"
