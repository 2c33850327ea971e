"""The registry's records as they are: every quirk in a table."""

import json
from collections.abc import Callable
from datetime import date
from typing import Any

import msgspec
import pytest
from registry import PIECES, Study, site, study

from condcli.catalog.library import Library
from condcli.registry_models import Trial, TrialDetails
from condcli.trials import ctgov
from condcli.trials import study as parsing
from condcli.trials.topic import Topic

TODAY = date(2026, 11, 23)


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
