"""The page of one trial: what it says of its status, phase, size, people and places."""

import json
from pathlib import Path

import pytest
from conftest import SMALL, Run
from registry import Registry, site, study

from condcli.render import trial_words as rendered
from condcli.trials import values

TERMINAL = {"FORCE_COLOR": "1", "NO_COLOR": "1"}


def page(run: Run, registry: Registry, *args: str, **changes: object) -> str:
    registry.studies = [study(1, **changes)]
    return run("trial", "1", "--refresh", *args).stdout


def test_every_status_and_phase_of_the_registry_has_its_sentence() -> None:
    assert set(rendered.STATUS_MEANS) == set(values.STATUSES)
    assert set(rendered.PHASE_MEANS) == set(values.PHASES)
    fresh = [*(fresh for fresh, _ in rendered.STATUS_MEANS.values()), *rendered.PHASE_MEANS.values()]
    old = [old for _, old in rendered.STATUS_MEANS.values()]
    assert len(set(fresh)) == len(fresh)
    assert len(set(old)) == len(old)
    sentences = [*fresh, *old]
    assert all(s[0].isupper() and s.endswith((".", "?")) for s in sentences)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({}, "It is looking for people to join."),
        ({"OverallStatus": "ACTIVE_NOT_RECRUITING"}, "takes no one new"),
        ({"OverallStatus": "PAUSED"}, "condcli does not know what this status means."),
        ({"OverallStatus": "TERMINATED", "WhyStopped": "No money"}, "as the registry says: No money"),
        ({"EnrollmentCount": 1, "EnrollmentType": "ACTUAL"}, "\n1 person joined."),
        ({"EnrollmentCount": 350, "EnrollmentType": "ACTUAL"}, "\n350 people joined."),
        ({"EnrollmentCount": 0, "EnrollmentType": "ACTUAL"}, "No one joined."),
        ({"EnrollmentCount": 1200}, "1,200 people are planned to join."),
        ({"EnrollmentCount": 1}, "1 person is planned to join."),
        ({"EnrollmentCount": 5, "EnrollmentType": None}, "this copy does not say which."),
        ({"EnrollmentCount": 99_999_999}, "This copy does not say how many people take part."),
        ({"Phase": ["PHASE1", "PHASE2"]}, "Phase 2: a larger group"),
        ({"Phase": ["PHASE9"]}, "does not know: PHASE9"),
        ({"Phase": None}, "Phase: this copy does not say"),
        (
            {},
            "Can join:\n- people of 1 to 17 years\n- people of any sex\nCannot join:\n- anyone younger",
        ),
        ({}, "- anyone younger than 1 year\n- anyone older than 17 years\n- healthy people\n"),
        ({"MinimumAge": "6 Months"}, "- people of 6 months to 17 years\n"),
        ({"MinimumAge": "4 Months", "MaximumAge": "4 Months"}, "- people of 4 months\n"),
        ({"MinimumAge": None}, "- people up to 17 years old"),
        ({"MaximumAge": None}, "- people of 1 year and older"),
        ({"MinimumAge": None, "MaximumAge": None}, "This copy does not say: ages."),
        ({"Sex": "FEMALE"}, "- women and girls\nCannot join:"),
        ({"Sex": "FEMALE"}, "- men and boys\n"),
        ({"Sex": None}, "This copy does not say: sex."),
        ({"HealthyVolunteers": True}, "- healthy people too"),
        ({"HealthyVolunteers": None}, "This copy does not say: whether healthy people can join."),
        ({"OverallStatus": "COMPLETED"}, "Who could join\n\nCould join:"),
        ({"EligibilityCriteria": None}, "This copy does not hold the criteria"),
        ({"LeadSponsorName": None}, "Run by: this copy does not say"),
        ({"StartDate": None}, "Start date: this copy does not say"),
        ({"CompletionDate": "2028-05"}, "End date, real or planned: May 2028"),
        ({"ResultsFirstPostDate": "2026-05-07"}, "Results posted in the registry: May 7, 2026"),
        ({"Acronym": "ABC"}, "Short name: ABC"),
        ({"OfficialTitle": "The whole title"}, "Full title: The whole title"),
        ({"Interventions": [{"type": "DRUG"}]}, "- Drug: name not given"),
        (
            {"Interventions": None, "Condition": None, "BriefSummary": None, "Phase": None},
            "tested\n\nThis copy does not say.",
        ),
        (
            {
                "Arms": [
                    {"label": "A", "type": "EXPERIMENTAL", "interventionNames": ["Drug: X"]},
                    {"label": "B"},
                ]
            },
            "Groups:\n- A: gets what is tested (Drug: X)\n- B\nNo group is said to get a placebo.",
        ),
        ({"Arms": [{"label": "P", "type": "PLACEBO_COMPARATOR"}]}, "Some people get a placebo"),
        ({"Arms": [{"type": "SHAM_COMPARATOR"}]}, "- A group: gets a sham treatment\nSome people get a sham"),
        ({"Interventions": [{"type": "DRUG", "name": "Placebo pill"}]}, "Some people get a placebo"),
        (
            {"Outcomes": [{"measure": "Pain", "timeFrame": "1 year"}, {"measure": "Sleep"}]},
            "What it measures first of all:\n- Pain (1 year)\n- Sleep\n",
        ),
        (
            {
                "References": [
                    {"pmid": "7", "type": "RESULT", "citation": "Doe. A paper."},
                    {"pmid": "8", "type": "BACKGROUND", "citation": "Roe."},
                ]
            },
            "Papers of this trial\n\n- Doe. A paper. https://pubmed.ncbi.nlm.nih.gov/7/\n\nAbout",
        ),
        (
            {
                "Contacts": [
                    {"name": "Ann Doe", "phone": "555-0100", "phoneExt": "7", "email": "a@example.org"}
                ]
            },
            "Whom to ask\n\n- Ann Doe, 555-0100, extension 7, a@example.org\n",
        ),
        ({"Contacts": [{"name": "Ann Doe"}]}, "This copy names no contact. See https://"),
        ({"Locations": [site("Boston", None, None)]}, "Boston Hospital. Place: Boston, United States"),
        (
            {"Locations": [site("Boston", None, None, state="Massachusetts", zip="02115")]},
            "Place: Boston, Massachusetts, 02115, United States",
        ),
        (
            {"Locations": [{**site("Boston", None, None), "contacts": [{"name": "Bo", "phone": "555"}]}]},
            "Contact: Bo, 555\n\nWhom to ask\n\nThe sites' contacts stand beside them above.",
        ),
        (
            {"Locations": [{}]},
            "name not given. Place: this copy does not say; Status: this copy does not say",
        ),
        ({"Locations": [site("B", 1.0, 1.0, status="RECRUITING")]}, "Status: Recruiting (as of "),
        ({}, "This copy does not say where."),
        ({}, "The registry's page of it: https://clinicaltrials.gov/study/NCT00000001"),
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
    assert "Distance: this copy does not say" in text
    answer = json.loads(run("trial", "1", "--near", "1,1", "--json").stdout)
    assert [s["city"] for s in answer["sites"]] == ["Near", "Far", "Nowhere"]
    assert answer["nearest_site"] == "Near Hospital, Near, United States"


def test_a_terminal_shows_the_first_sites_and_says_how_many_there_are(run: Run, registry: Registry) -> None:
    registry.studies = [study(1, Locations=[site(f"City{n}", None, None) for n in range(50)])]
    text = run("trial", "1", "--refresh", env={**TERMINAL, "COLUMNS": "100"}).stdout
    assert "Showing 20 of 50. For all of them: condcli trial NCT00000001 | more" in text
    assert run("trial", "1").stdout.count(" Hospital. Place: ") == 50


@pytest.mark.parametrize("width", [40, 80, 200])
def test_the_page_fits_the_terminal(run: Run, registry: Registry, width: int) -> None:
    registry.studies = [study(1, Locations=[site("Boston", 42.36, -71.06)], BriefTitle="Long words " * 20)]
    text = run("trial", "1", "--refresh", "--near", "1,1", env={**TERMINAL, "COLUMNS": str(width)}).stdout
    plain = text.replace("\x1b[0m", "").replace("\x1b[1m", "").replace("\x1b[2m", "")
    lines = plain.replace("\x1b[1;4m", "").splitlines()
    assert [line for line in lines if len(line) > width and not line.startswith("https://")] == []
    assert "https://clinicaltrials.gov/study/NCT00000001" in plain  # an address is not broken


def test_a_bundled_trial_tells_what_was_said_before(run: Run) -> None:
    text = run("trial", "NCT04401267").stdout
    assert "- As of September 2020: recruiting, 180 participants, start September 2020" in text
    assert "More than 90 days old. To ask the registry again: condcli trial NCT04401267 --refresh" in text


def test_nothing_says_now_of_an_old_copy(run: Run) -> None:
    text = run("trial", "NCT04537871").stdout
    assert "It was looking for people in September 2020; it may have closed." in text
    assert "Who could join" in text
    assert "This copy names no contact." in text
    assert " now" not in text
    assert "the registry does not say" not in text.lower()


def test_contacts_are_shown_of_open_trials_only(run: Run, registry: Registry) -> None:
    places = [
        {**site("Open", None, None, status="RECRUITING"), "contacts": [{"name": "Bo", "phone": "555-0101"}]},
        {**site("Shut", None, None, status="COMPLETED"), "contacts": [{"name": "Cy", "phone": "555-0102"}]},
    ]
    asked = {"Locations": places, "Contacts": [{"name": "Al", "phone": "555-0100"}]}
    text = page(run, registry, **asked)
    assert "555-0100" in text
    assert "555-0101" in text
    assert "555-0102" not in text
    assert "555-01" not in page(run, registry, OverallStatus="COMPLETED", **asked)


def test_what_is_bundled_of_a_trial_is_shown(run: Run, tmp_path: Path) -> None:
    for name in ("conditions.json", "trials.json"):
        (tmp_path / name).write_bytes((SMALL.parent / name).read_bytes())
    details = {"NCT04537871": {"criteria": "* Had a transplant", "enrollment_type": "ESTIMATED"}}
    (tmp_path / "trial_details.json").write_text(json.dumps({"version": 1, "details": details}))
    text = run("trial", "NCT04537871", "--catalog", str(tmp_path / "conditions.json")).stdout
    assert "- Had a transplant" in text
    assert "350 people are planned to join." in text
