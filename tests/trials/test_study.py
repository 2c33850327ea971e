"""The registry's records as they are: every quirk in a table, and the real records where they are at hand."""

import gzip
import json
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import pytest
from conftest import Run
from registry import PIECES, Registry, Study, only, site, study

from condcli.catalog.library import Library
from condcli.registry_models import Trial, TrialDetails
from condcli.trials import ctgov
from condcli.trials import study as parsing
from condcli.trials.topic import Topic

TODAY = date(2026, 11, 23)
REAL = Path(__file__).parents[3] / "shared" / "trials" / "studies.jsonl.gz"
needs_real = pytest.mark.skipif(not REAL.is_file(), reason="the real records (../shared) are not here")


def parsed(record: Study) -> parsing.Study:
    return msgspec.json.decode(json.dumps(record), type=parsing.Study, strict=False)


def row(**changes: Any) -> Trial:  # noqa: ANN401  pieces by name
    trial = parsed(study(1, **changes)).trial(TODAY)
    assert trial
    return trial


def details(**changes: Any) -> TrialDetails:  # noqa: ANN401  pieces by name
    return parsed(study(1, **changes)).details()


QUIRKS: dict[str, tuple[dict[str, Any], Callable[[Trial], object], object]] = {
    "a whole date": ({"StartDate": "2020-09-09"}, lambda t: t.start_date, "2020-09-09"),
    "a month": ({"StartDate": "2020-09"}, lambda t: t.start_date, "2020-09"),
    "a year": ({"StartDate": "2020"}, lambda t: t.start_date, "2020"),
    "no date": ({"StartDate": None}, lambda t: t.start_date, None),
    "a date that is none": ({"StartDate": "September 2020"}, lambda t: t.start_date, None),
    "no last update": ({"LastUpdatePostDate": None}, lambda t: t.updated, None),
    "no enrollment": ({"EnrollmentCount": None}, lambda t: t.enrollment, None),
    "enrollment zero": ({"EnrollmentCount": 0}, lambda t: t.enrollment, 0),
    "a very large study": ({"EnrollmentCount": 1_000_000}, lambda t: t.enrollment, 1_000_000),
    "the sentinel for unknown": ({"EnrollmentCount": 99_999_999}, lambda t: t.enrollment, None),
    "a count below zero": ({"EnrollmentCount": -1}, lambda t: t.enrollment, None),
    "a count as text": ({"EnrollmentCount": "12"}, lambda t: t.enrollment, 12),
    "two phases": ({"Phase": ["PHASE1", "PHASE2"]}, lambda t: t.phases, ("PHASE1", "PHASE2")),
    "no phase": ({"Phase": ["NA"]}, lambda t: t.phases, ("NA",)),
    "phases not given": ({"Phase": None}, lambda t: t.phases, ()),
    "an unknown phase": ({"Phase": ["PHASE5"]}, lambda t: t.phases, ("PHASE5",)),
    "an unknown status": ({"OverallStatus": "PAUSED"}, lambda t: t.status, "PAUSED"),
    "no status": ({"OverallStatus": None}, lambda t: t.status, "UNKNOWN"),
    "no title": ({"BriefTitle": None}, lambda t: t.title, "(no title)"),
    "only an official title": ({"BriefTitle": None, "OfficialTitle": "O"}, lambda t: t.title, "O"),
    "a title in two lines": ({"BriefTitle": " A\n  b\t"}, lambda t: t.title, "A b"),
    "no interventions": ({"Interventions": None}, lambda t: t.interventions, ()),
    "a nameless intervention": (
        {"Interventions": [{"type": "DRUG"}]}, lambda t: [(i.type, i.name) for i in t.interventions],
        [("DRUG", None)],
    ),
    "no intervention type": (
        {"Interventions": [{"name": "X"}]}, lambda t: [(i.type, i.name) for i in t.interventions],
        [("OTHER", "X")],
    ),
    "ages in minutes": ({"MinimumAge": "30 Minutes"}, lambda t: t.minimum_age, "30 Minutes"),
    "no ages": ({"MaximumAge": None}, lambda t: t.maximum_age, None),
    "no sex": ({"Sex": None}, lambda t: t.sex, None),
    "countries once each": (
        {"Locations": [site("A", None, None), site("B", 1.0, 2.0), {"country": "Japan"}, {}]},
        lambda t: t.countries, ("United States", "Japan"),
    ),
    "withheld": (
        {"OverallStatus": "WITHHELD", "LeadSponsorName": "[Redacted]", "Condition": None, "Meshes": []},
        lambda t: (t.status, t.sponsor, t.conditions), ("WITHHELD", "[Redacted]", ()),
    ),
    "unknown keys": ({"protocolSection.newModule": {"x": [1]}}, lambda t: t.nct_id, "NCT00000001"),
    "as of the day it was fetched": ({}, lambda t: t.as_of, "2026-11-23"),
}  # fmt: skip


@pytest.mark.parametrize("quirk", QUIRKS)
def test_quirks(quirk: str) -> None:
    changes, read, expected = QUIRKS[quirk]
    assert read(row(**changes)) == expected


def test_a_record_that_is_nearly_empty() -> None:
    bare = {"protocolSection": {"identificationModule": {"nctId": "NCT00000007"}}}
    trial = parsed(bare).trial(TODAY)
    assert trial
    assert (trial.status, trial.title, trial.sponsor) == ("UNKNOWN", "(no title)", None)
    assert parsed(bare).details() == TrialDetails()


@pytest.mark.parametrize("number", ["NCT1", "nct00000001", "NCT000000001", "", "NCT00000001\n"])
def test_a_number_that_is_none_is_no_trial(number: str) -> None:
    assert parsed(study(1, NCTId=number)).trial(TODAY) is None


def test_sites_and_texts() -> None:
    found = details(
        Locations=[site("A", 1.5, -2, status="RECRUITING"), {"city": "B"}],
        WhyStopped="No  money",
        Acronym="X",
    )
    assert [(s.facility, s.status, s.latitude, s.longitude) for s in found.sites] == [
        ("A Hospital", "RECRUITING", 1.5, -2.0), (None, None, None, None),
    ]  # fmt: skip
    assert (found.why_stopped, found.acronym, found.enrollment_type) == ("No money", "X", "ESTIMATED")


@pytest.mark.parametrize(
    ("given", "short"),
    [("D001249", "D001249"), ("D000007172", "D007172"), ("D000086982", "D086982"), ("", ""), ("Dx", "Dx")],
)
def test_mesh_ids_have_one_form(given: str, short: str) -> None:
    assert parsing.mesh_id(given) == short


TOPICS: dict[str, tuple[str, dict[str, Any], bool]] = {
    "its MeSH heading": ("acute-lymphoblastic-leukemia", {"Meshes": ["D054198"]}, True),
    "its MeSH heading, long form": ("acute-lymphoblastic-leukemia", {"Meshes": ["D000054198"]}, True),
    "a narrower MeSH heading": ("acute-lymphoblastic-leukemia", {"Ancestors": ["D054198"]}, True),
    "another MeSH heading": ("acute-lymphoblastic-leukemia", {"Meshes": ["D015470"]}, False),
    "no MeSH headings": ("acute-lymphoblastic-leukemia", {}, False),
    "its name among others": (
        "acute-lymphoblastic-leukemia", {"Condition": ["Recurrent Acute Lymphoblastic Leukemia"]}, True,
    ),
    "its name in other words": (
        "acute-lymphoblastic-leukemia", {"Keyword": ["acute lymphocytic leukaemia"]}, True,
    ),
    "its name turned round": (
        "acute-lymphoblastic-leukemia", {"Condition": ["Leukemia, Acute Lymphoblastic"]}, True,
    ),
    "its abbreviation": ("acute-lymphoblastic-leukemia", {"Keyword": ["ALL"]}, False),
    "a look-alike": ("acute-lymphoblastic-leukemia", {"Condition": ["Acute Myeloid Leukemia"]}, False),
    "listed by us": ("acute-lymphoblastic-leukemia", {"NCTId": "NCT04537871"}, True),
    "listed by us under an older number": (
        "acute-lymphoblastic-leukemia", {"NCTIdAlias": ["NCT04537871"]}, True,
    ),
    "a longer name that means another": ("hodgkin-lymphoma", {"Condition": ["Non-Hodgkin Lymphoma"]}, False),
    "another, and itself": (
        "hodgkin-lymphoma", {"Condition": ["Non-Hodgkin Lymphoma; Hodgkin Lymphoma"]}, True,
    ),
    "plural and possessive": ("hodgkin-lymphoma", {"Condition": ["Hodgkin's Lymphomas"]}, True),
    "denied": ("asthma", {"Keyword": ["children without asthma"]}, False),
    "part of a word": ("asthma", {"Keyword": ["antiasthmatic"]}, False),
    "the type that is meant": ("type-1-diabetes", {"Condition": ["Diabetes Mellitus, Type I"]}, True),
    "the type that is not": ("type-1-diabetes", {"Condition": ["Type 2 Diabetes Mellitus"]}, False),
}  # fmt: skip


@pytest.mark.parametrize("case", TOPICS)
def test_on_topic(case: str) -> None:
    condition, changes, on_topic = TOPICS[case]
    library = Library.open()
    found = parsed(study(1, **{"Condition": None, "Meshes": [], **changes}))
    assert Topic(library.by_id[condition], library).covers(found) is on_topic


@pytest.mark.parametrize(
    ("keyword", "on_topic"), [("Cardiac asthma", False), ("cardiac asthma and asthma", True)]
)
def test_a_look_alike_with_a_longer_name_is_no_mention(keyword: str, on_topic: bool) -> None:
    library = Library.open()
    asthma = msgspec.structs.replace(library.by_id["asthma"], lookalikes=("copd",))
    library.by_id["copd"] = msgspec.structs.replace(library.by_id["copd"], aliases=("Cardiac asthma",))
    found = parsed(study(1, Condition=None, Meshes=[], Keyword=[keyword]))
    assert Topic(asthma, library).covers(found) is on_topic


def test_a_record_without_names_covers_nothing() -> None:
    library = Library.open()
    nameless = msgspec.structs.replace(library.by_id["asthma"], name="-", aliases=())
    codeless = msgspec.structs.replace(nameless, codes=msgspec.structs.replace(nameless.codes, mesh=()))
    assert not Topic(codeless, library).covers(parsed(study(1, Condition=["Asthma"])))


def test_every_field_that_is_shown_is_asked_for() -> None:
    assert set(ctgov.FIELDS) == set(PIECES)


@pytest.fixture(scope="module")
def real() -> list[Study]:
    with gzip.open(REAL, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def at(record: Any, path: str) -> Any:  # noqa: ANN401  JSON
    """An independent reading of a record: the values at a path, None where there is none."""
    for part in path.split("."):
        record = [r.get(part) for r in record] if isinstance(record, list) else (record or {}).get(part)
    return record


def spaced(text: str | None) -> str | None:
    return re.sub(r"\s+", " ", text).strip() if text else None


@needs_real
def test_every_real_record_reads_as_an_independent_reading_does(real: list[Study]) -> None:
    assert len(real) == 1329
    p = "protocolSection."
    for record in real:
        study_ = parsed(record)
        trial, more = study_.trial(TODAY), study_.details()
        assert trial
        count = at(record, f"{p}designModule.enrollmentInfo.count")
        sites = at(record, f"{p}contactsLocationsModule.locations") or []
        arms = at(record, f"{p}armsInterventionsModule.interventions") or []
        expected = {
            "nct_id": at(record, f"{p}identificationModule.nctId"),
            "title": spaced(at(record, f"{p}identificationModule.briefTitle")),
            "status": at(record, f"{p}statusModule.overallStatus"),
            "study_type": at(record, f"{p}designModule.studyType"),
            "interventions": [(a["type"], spaced(a.get("name"))) for a in arms],
            "phases": at(record, f"{p}designModule.phases") or [],
            "enrollment": None if count is None or count >= 99999999 else count,
            "start_date": at(record, f"{p}statusModule.startDateStruct.date"),
            "minimum_age": at(record, f"{p}eligibilityModule.minimumAge"),
            "maximum_age": at(record, f"{p}eligibilityModule.maximumAge"),
            "sex": at(record, f"{p}eligibilityModule.sex"),
            "countries": sorted({s["country"] for s in sites if "country" in s}),
            "sponsor": spaced(at(record, f"{p}sponsorCollaboratorsModule.leadSponsor.name")),
            "conditions": {spaced(c) for c in at(record, f"{p}conditionsModule.conditions") or []},
            "updated": at(record, f"{p}statusModule.lastUpdatePostDateStruct.date"),
            "official_title": spaced(at(record, f"{p}identificationModule.officialTitle")),
            "acronym": spaced(at(record, f"{p}identificationModule.acronym")),
            "summary": at(record, f"{p}descriptionModule.briefSummary"),
            "criteria": at(record, f"{p}eligibilityModule.eligibilityCriteria"),
            "healthy_volunteers": at(record, f"{p}eligibilityModule.healthyVolunteers"),
            "why_stopped": spaced(at(record, f"{p}statusModule.whyStopped")),
            "enrollment_type": at(record, f"{p}designModule.enrollmentInfo.type"),
            "keywords": {spaced(k) for k in at(record, f"{p}conditionsModule.keywords") or []},
            "sites": [
                (spaced(s.get("facility")), s.get("status"), at(s, "geoPoint.lat"), at(s, "geoPoint.lon"))
                for s in sites
            ],
        }
        found = {
            **{f: getattr(trial, f) for f in Trial.__struct_fields__ if f in expected},
            **{f: getattr(more, f) for f in TrialDetails.__struct_fields__},
            "interventions": [(i.type, i.name) for i in trial.interventions],
            "phases": list(trial.phases),
            "countries": sorted(trial.countries),
            "conditions": set(trial.conditions),
            "keywords": set(more.keywords),
            "sites": [(s.facility, s.status, s.latitude, s.longitude) for s in more.sites],
        }
        assert found == expected
        headings = at(record, "derivedSection.conditionBrowseModule.meshes") or []
        assert {f"{h['id'][0]}{int(h['id'][1:]):06}" for h in headings} <= study_.headings


@needs_real
def test_real_records_lose_nothing_when_only_our_fields_are_asked_for(real: list[Study]) -> None:
    paths = [PIECES[piece].split(".") for piece in ctgov.FIELDS]
    for record in real:
        whole, cut = parsed(record), parsed(only(record, paths))
        assert cut.trial(TODAY) == whole.trial(TODAY)
        assert cut.details() == whole.details()
        assert cut.headings == whole.headings


@needs_real
def test_real_records_go_through_an_update_and_back(run: Run, registry: Registry, real: list[Study]) -> None:
    registry.studies = real
    (row_,) = json.loads(run("update", "asthma", "--json").stdout)["updates"]
    assert row_["total"] + row_["off_topic"] == len(real)
    assert row_["unread"] == 0
    answer = json.loads(run("trials", "asthma", "--all-hits", "--json").stdout)
    assert {t["nct_id"] for t in answer["trials"]} == {
        at(r, "protocolSection.identificationModule.nctId") for r in real
    }
    named = [
        r
        for r in real
        if any("asthma" in c.lower() for c in at(r, "protocolSection.conditionsModule.conditions") or [])
    ]
    listed = {t["nct_id"] for t in json.loads(run("trials", "asthma", "--json").stdout)["trials"]}
    assert listed >= {at(r, "protocolSection.identificationModule.nctId") for r in named}
    assert 0 < len(listed) < 300
    for trial in answer["trials"][::97]:
        assert trial["nct_id"] in run("trial", trial["nct_id"]).stdout
