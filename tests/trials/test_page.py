"""The page of one trial: what it says of its status, phase, size, people and places."""

import json

import pytest
from conftest import Run
from registry import Registry, site, study

from condcli.render import trial_page as rendered
from condcli.trials import values

TERMINAL = {"FORCE_COLOR": "1", "NO_COLOR": "1"}


def page(run: Run, registry: Registry, *args: str, **changes: object) -> str:
    registry.studies = [study(1, **changes)]
    return run("trial", "1", "--refresh", *args).stdout


def test_every_status_and_phase_of_the_registry_has_its_sentence() -> None:
    assert set(rendered.STATUS_MEANS) == set(values.STATUSES)
    assert set(rendered.PHASE_MEANS) == set(values.PHASES)
    sentences = [*rendered.STATUS_MEANS.values(), *rendered.PHASE_MEANS.values()]
    assert len(set(sentences)) == len(sentences)
    assert all(s[0].isupper() and s.endswith((".", "?")) for s in sentences)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"OverallStatus": "ACTIVE_NOT_RECRUITING"}, "takes no one new"),
        ({"OverallStatus": "PAUSED"}, "condcli does not know what this status means."),
        ({"OverallStatus": "TERMINATED", "WhyStopped": "No money"}, "as the registry says: No money"),
        ({"EnrollmentCount": 1, "EnrollmentType": "ACTUAL"}, "So many joined it: 1 person."),
        ({"EnrollmentCount": 0, "EnrollmentType": "ACTUAL"}, "No one joined it."),
        ({"EnrollmentCount": 1200}, "So many are planned to join it: 1,200 people."),
        ({"EnrollmentCount": 5, "EnrollmentType": None}, "does not say which: 5 people."),
        ({"EnrollmentCount": 99_999_999}, "does not say how many people take part"),
        ({"Phase": ["PHASE1", "PHASE2"]}, "Phase 2: a larger group"),
        ({"Phase": ["PHASE9"]}, "does not know: PHASE9"),
        ({"Phase": None}, "Phase: not given"),
        ({"MinimumAge": None}, "Age: up to 17 years"),
        ({"MaximumAge": None}, "Age: 1 year and older"),
        ({"MinimumAge": None, "MaximumAge": None}, "Age: not given"),
        ({"Sex": "FEMALE"}, "Sex: female"),
        ({"Sex": None}, "Sex: not given"),
        ({"HealthyVolunteers": True}, "Healthy volunteers: can join"),
        ({"HealthyVolunteers": None}, "Healthy volunteers: not given"),
        ({"LeadSponsorName": None}, "Run by: not given"),
        ({"StartDate": None}, "Start date: date not given"),
        ({"Acronym": "ABC"}, "Short name: ABC"),
        ({"OfficialTitle": "The whole title"}, "Full title: The whole title"),
        ({"Interventions": [{"type": "DRUG"}]}, "- Drug: name not given"),
        (
            {"Interventions": None, "Condition": None, "BriefSummary": None, "Phase": None},
            "tested\n\nNot given.",
        ),
        ({"Locations": [site("Boston", None, None)]}, "Boston Hospital. Place: Boston, United States"),
        ({"Locations": [{}]}, "name not given. Place: not given; Status: not given"),
        ({"Locations": [site("B", 1.0, 1.0, status="RECRUITING")]}, "Status: Recruiting (as of "),
        ({}, "No sites are given."),
        ({}, "For contacts, see https://clinicaltrials.gov/study/NCT00000001"),
    ],
)
def test_what_is_said(run: Run, registry: Registry, changes: dict[str, object], said: str) -> None:
    assert said in page(run, registry, **changes)


def test_criteria_are_given_as_paragraphs_and_lists(run: Run, registry: Registry) -> None:
    given = (
        "Inclusion:\n\n* Age \\>= 18\n  years\n* 1\\. Signed\n\n"
        "Exclusion:\n1. Pregnant\n2) Other\n- third\nplain"
    )
    expected = "Inclusion:\n- Age >= 18 years\n- 1. Signed\nExclusion:\n- Pregnant\n- Other\n- third plain"
    assert expected in page(run, registry, EligibilityCriteria=given)


def test_sites_are_listed_nearest_first(run: Run, registry: Registry) -> None:
    places = [site("Far", 10.0, 10.0), site("Nowhere", None, None), site("Near", 1.0, 1.1)]
    text = page(run, registry, "--near", "1,1", Locations=places)
    assert text.index("Near Hospital") < text.index("Far Hospital") < text.index("Nowhere Hospital")
    assert "Distance: 7 miles" in text
    assert "Distance: not given" in text
    answer = json.loads(run("trial", "1", "--near", "1,1", "--json").stdout)
    assert [s["city"] for s in answer["sites"]] == ["Near", "Far", "Nowhere"]
    assert answer["nearest_site"] == "Near Hospital, Near, United States"


def test_a_terminal_shows_the_first_sites_and_says_how_many_there_are(run: Run, registry: Registry) -> None:
    registry.studies = [study(1, Locations=[site(f"City{n}", None, None) for n in range(50)])]
    text = run("trial", "1", "--refresh", env={**TERMINAL, "COLUMNS": "100"}).stdout
    assert "Showing 20 of 50. For all of them: condcli trial NCT00000001 --plain" in text
    assert run("trial", "1").stdout.count(" Hospital. Place: ") == 50


@pytest.mark.parametrize("width", [40, 80, 200])
def test_the_page_fits_the_terminal(run: Run, registry: Registry, width: int) -> None:
    registry.studies = [study(1, Locations=[site("Boston", 42.36, -71.06)], BriefTitle="Long words " * 20)]
    text = run("trial", "1", "--refresh", "--near", "1,1", env={**TERMINAL, "COLUMNS": str(width)}).stdout
    plain = text.replace("\x1b[0m", "").replace("\x1b[1m", "").replace("\x1b[2m", "")
    assert max(map(len, plain.replace("\x1b[1;4m", "").splitlines())) <= width


def test_a_bundled_trial_tells_what_was_said_before(run: Run) -> None:
    text = run("trial", "NCT04401267").stdout
    assert "- As of September 2020: recruiting, 180 participants, start September 2020" in text
    assert "More than 90 days old. To ask the registry again: condcli trial NCT04401267 --refresh" in text
