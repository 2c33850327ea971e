"""What the models refuse in a catalog: each part of it, named with its place, in words for people."""

import json
from pathlib import Path
from typing import Any

import pytest
from conftest import Run
from good_record import Raw, catalog_of, good, write

from condcli.authoring.checks import examine, read_sheet
from condcli.authoring.reading import Misfit

REFERENCE: Raw = good()["references"][0]
LEFT_OUT = object()


def altered(path: str, value: object) -> Raw:
    """The good record with another value at a place, or without it."""
    record = good()
    *above, last = path.split(".")
    part: Any = record
    for key in above:
        part = part[int(key) if isinstance(part, list) else key]
    if value is LEFT_OUT:
        del part[last]
    elif isinstance(part, list):
        part[int(last)] = value
    else:
        part[last] = value
    return record


def misfits(folder: Path, *records: object, **more: object) -> list[tuple[str | None, str, str]]:
    catalog = catalog_of() | {"conditions": list(records)} | more
    return [(m.id, m.place, m.what) for m in read_sheet(write(folder, catalog)).misfits]


@pytest.mark.parametrize(
    ("path", "value", "place", "what"),
    [
        ("summary", LEFT_OUT, "summary", "this field is missing"),
        ("care.note", LEFT_OUT, "care.note", "this field is missing"),
        ("references.0.url", LEFT_OUT, "references.1.url", "this field is missing"),
        ("sections.treatment.refs", LEFT_OUT, "sections.treatment.refs", "this field is missing"),
        ("codes.extra", [], "codes.extra", "this field is unknown"),
        ("references.1.page", 3, "references.2.page", "this field is unknown"),
        ("sections.prices", {"body": ["5"], "refs": []}, "sections.prices", "there is no such name"),
        ("summary", "", "summary", "this text is empty"),
        ("summary", None, "summary", "a text belongs here, not null"),
        ("summary", 5, "summary", "a text belongs here, not a whole number"),
        ("summary", 5.5, "summary", "a text belongs here, not a number"),
        ("summary", True, "summary", "a text belongs here, not true or false"),
        ("summary", [], "summary", "a text belongs here, not a list"),
        ("summary", {}, "summary", "a text belongs here, not an object"),
        ("aliases", "Knee", "aliases", "a list belongs here, not a text"),
        ("aliases.0", 1, "aliases.1", "a text belongs here, not a whole number"),
        ("questions.3", "", "questions.4", "this text is empty"),
        ("care", [], "care", "an object belongs here, not a list"),
        ("care.note", 7, "care.note", "a text or null belongs here, not a whole number"),
        ("care.refs", ["1"], "care.refs.1", "a whole number belongs here, not a text"),
        ("sections.treatment.body", [], "sections.treatment.body", "this list is empty"),
        ("sections.treatment.body", ["Rest.", 3], "sections.treatment.body.2",
         "a text or an object belongs here, not a whole number"),
        ("sections.symptoms.body.1.items", [], "sections.symptoms.body.2.items", "this list is empty"),
        ("sections.symptoms.body.1.lead", "", "sections.symptoms.body.2.lead", "this text is empty"),
        ("sections.symptoms.body.1.dose", 5, "sections.symptoms.body.2.dose", "this field is unknown"),
        ("lookalikes", ["sore_hip"], "lookalikes.1", "an id takes small letters, figures and hyphens"),
        ("written", "23 May", "written", "a date is written year-month-day, such as 2026-11-23"),
        ("written", "2026", "written", "a date is written year-month-day, such as 2026-11-23"),
        ("references.0.date", "May 2024", "references.1.date",
         "a date is written 2026, 2026-11 or 2026-11-23"),
        ("references.0.date", "2024-13", "references.1.date",
         "a date is written 2026, 2026-11 or 2026-11-23"),
        ("codes.mesh.0", "D046788", "codes.mesh.1", "an object belongs here, not a text"),
        ("codes.mesh.0.id", None, "codes.mesh.1.id", "a text belongs here, not null"),
        ("accepted", [{"check": "P004", "place": "summary"}], "accepted.1.reason", "this field is missing"),
    ],
)  # fmt: skip
def test_each_part_that_does_not_fit_is_named(
    tmp_path: Path, path: str, value: object, place: str, what: str
) -> None:
    assert misfits(tmp_path, altered(path, value)) == [("sore-knee", place, what)]


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("reviewed", "2026-02-03"), ("common", None), ("care.note", "Never."), ("references.0.date", "2024"),
        ("references.0.date", "2024-02-01"), ("sections.causes", {"body": ["Wear."], "refs": []}),
        ("covered_names", ["Runner's knee"]), ("notes", ["Ours."]), ("aliases", []), ("replaces", "asthma"),
    ],
)  # fmt: skip
def test_what_may_stand_there_fits(tmp_path: Path, path: str, value: object) -> None:
    assert misfits(tmp_path, altered(path, value)) == []


@pytest.mark.parametrize("common", [0, 6, -1])
def test_how_common_it_is_has_five_steps(tmp_path: Path, common: int) -> None:
    ((id_, place, what),) = misfits(tmp_path, good(common=common))
    assert (id_, place) == ("sore-knee", "common")
    assert what


def test_all_that_is_wrong_in_a_record_is_named_at_once(tmp_path: Path) -> None:
    record = good(summary="", written="today", care={"emergency": [], "extra": 1}, references=[{"title": 5}])
    found = misfits(tmp_path, record)
    assert [place for _, place, _ in found] == [
        "summary", "care.urgent", "care.soon", "care.routine", "care.note", "care.refs", "care.extra",
        "references.1.publisher", "references.1.title", "references.1.url", "references.1.date",
        "references.1.accessed", "references.1.via", "written",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("record", "named"),
    [
        (good(id="", summary=""), "record 2"),
        (good(id=5), "record 2"),
        (good(id=None), "record 2"),
        ({}, "record 2"),
        ([], "record 2"),
        (None, "record 2"),
        (good(id="Sore Hip"), "Sore Hip"),
        (good(id="hip", summary=5), "hip"),
    ],
)
def test_a_record_is_named_by_its_id_or_its_number(tmp_path: Path, record: object, named: str) -> None:
    found = misfits(tmp_path, good(), record)
    assert {id_ for id_, _, _ in found} == {named}


@pytest.mark.parametrize(
    ("more", "place", "what"),
    [
        ({"language": 5}, "language", "a text belongs here, not a whole number"),
        ({"site": {"name": ""}}, "site.name", "this text is empty"),
        ({"site": {"fax": "1"}}, "site.fax", "this field is unknown"),
        ({"categories": ["Knees", 1]}, "categories.2", "a text belongs here, not a whole number"),
        ({"additions": {"asthma": {"notes": [""]}}}, "additions.asthma.notes.1", "this text is empty"),
        (
            {"additions": {"As Thma": {}}},
            "additions.As Thma",
            "an id takes small letters, figures and hyphens",
        ),
        ({"additions": []}, "additions", "an object belongs here, not a list"),
        ({"license": "CC"}, "license", "this field is unknown"),
    ],
)
def test_what_stands_around_the_records_is_looked_at_too(
    tmp_path: Path, more: Raw, place: str, what: str
) -> None:
    assert misfits(tmp_path, good(), **more) == [(None, place, what)]


def test_what_fits_is_checked_beside_what_does_not(tmp_path: Path) -> None:
    sheet = read_sheet(write(tmp_path, catalog_of(good(id="a", dose=1), good(id="b", category="Cars"))))
    assert (sheet.count, sorted(sheet.ids), [c.id for c in sheet.library.conditions]) == (
        2,
        ["a", "b"],
        ["b"],
    )
    assert sheet.misfits == (Misfit("a", "dose", "this field is unknown"),)
    assert [(f.id, f.code) for f in examine(sheet).findings] == [("a", "S001"), ("b", "S006")]


def test_findings_stand_in_the_order_of_the_file_then_of_the_codes(run: Run, tmp_path: Path) -> None:
    bare: Raw = {"aliases": [], "abbreviations": [], "loose_names": []}
    codes: Raw = {"icd10cm": [], "mesh": [], "doid": []}
    first = good(id="b", category="Cars", summary="Click here. It is grey.")
    second = good(**bare, id="a", name="Hip", codes=codes, questions=[], category="Bikes")
    path = write(tmp_path, catalog_of(first, second), glossary={"version": 1, "terms": 7})
    found = json.loads(run("check", str(path), "--ignore", "T006", "--json").stdout)["findings"]
    told = [(f["id"], f["code"]) for f in found]
    assert told == [
        (None, "S004"), (None, "S005"), ("b", "S006"), ("b", "T003"), ("b", "T004"), ("a", "S006"), ("a",
        "S010"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "name", ["symptoms", "glossary", "trials", "research", "sayings", "known_names", "danger"]
)
@pytest.mark.parametrize(
    "content", [{"version": 9}, [], {"version": 1, "no": 1}], ids=["version", "list", "fields"]
)
def test_a_side_file_that_cannot_be_used_is_named(tmp_path: Path, name: str, content: object) -> None:
    sheet = read_sheet(write(tmp_path, catalog_of(good()), **{name: content}))
    found = [f.place for f in examine(sheet).findings if f.code == "S004"]
    assert found == [f"{name}.json"]


@pytest.mark.parametrize(
    ("said", "quoted"),
    [
        ("word " * 23 + "to be", '"' + "word " * 23 + 'to be"'),  # 120 letters
        ("word " * 23 + "to see", '"' + ("word " * 23).strip() + ' to..."'),
        ("word " * 60, '"' + ("word " * 24).strip() + '..."'),
    ],
)
def test_a_long_text_is_quoted_in_part_from_word_to_word(tmp_path: Path, said: str, quoted: str) -> None:
    sheet = read_sheet(write(tmp_path, catalog_of(good(category=said))))
    (found,) = [f.text for f in examine(sheet).findings if f.code == "S006"]
    assert found == f"The category is unknown: {quoted}"


def test_what_is_found_far_within_a_text_is_quoted_with_what_is_around_it(tmp_path: Path) -> None:
    said = "We all rest. " * 20 + "It is grey here. " + "We all rest. " * 20
    sheet = read_sheet(write(tmp_path, catalog_of(good(summary=said.strip()))))
    (found,) = [f.text for f in examine(sheet).findings if f.code == "T004"]
    start, _, quoted = found.partition(' in "')
    assert start.endswith('"grey"')
    assert quoted.startswith("...")
    assert quoted.endswith('..."')
    assert " It is grey here. We " in quoted
    assert 120 < len(quoted) < 200


@pytest.mark.parametrize("section", ["definition", "symptoms", "treatment", "causes", "tests"])
def test_each_section_that_every_page_needs_is_missed(tmp_path: Path, section: str) -> None:
    sections = good()["sections"] | {
        "causes": {"body": ["Wear."], "refs": []},
        "tests": {"body": ["Ask."], "refs": []},
    }
    sheet = read_sheet(
        write(tmp_path, catalog_of(good(sections={k: v for k, v in sections.items() if k != section})))
    )
    found = [(f.code, f.place) for f in examine(sheet).findings if f.code in {"S007", "S008"}]
    needed = section in {"definition", "symptoms", "treatment"}
    unfounded = [("S008", f"sections.{key}") for key in ("causes", "tests") if key != section]
    assert found == [("S007", f"sections.{section}")] * needed + unfounded
