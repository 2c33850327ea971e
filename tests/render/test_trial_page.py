"""The page of one trial: who can join, where, whom to ask, and how old all that is."""

from collections.abc import Callable
from typing import Any

import msgspec
import pytest
from sites import BOSTON, CITY, DOE, FAR

from condcli.registry_models import (
    Contact,
    EarlierState,
    Site,
    TrialPaper,
)
from condcli.render import trial_page as one_trial

Make = Callable[..., Any]


@pytest.mark.parametrize(
    ("changes", "yes", "no"),
    [
        ({}, ["people of 18 years and older", "people of any sex"], ["anyone younger than 18 years"]),
        (
            {"minimum_age": None, "maximum_age": "17 Years"},
            ["people up to 17 years old", "people of any sex"],
            ["anyone older than 17 years"],
        ),
        ({"sex": "MALE", "minimum_age": None}, ["men and boys"], ["women and girls"]),
        ({"sex": "FEMALE", "minimum_age": None}, ["women and girls"], ["men and boys"]),
        ({"sex": None, "minimum_age": None, "healthy_volunteers": True}, ["healthy people too"], []),
        ({"sex": None, "minimum_age": None, "healthy_volunteers": False}, [], ["healthy people"]),
    ],
)
@pytest.mark.parametrize("status", ["RECRUITING", "COMPLETED"])
def test_who_can_join_is_told_by_what_lets_in_and_what_keeps_out(
    said: Make, changes: dict[str, Any], yes: list[str], no: list[str], status: str
) -> None:
    can, cannot = ("Can", "Cannot") if status == "RECRUITING" else ("Could", "Could not")
    text = said(status=status, **changes)
    assert f"Who {can.lower()} join\n" in text
    for lead, items in ((f"{can} join:", yes), (f"{cannot} join:", no)):
        listed = "".join(f"- {item}\n" for item in items)
        assert f"\n{lead}\n{listed}" in text if items else lead not in text


@pytest.mark.parametrize(
    ("changes", "missing"),
    [
        ({}, "whether healthy people can join"),
        ({"healthy_volunteers": False}, None),
        ({"healthy_volunteers": True, "sex": None}, "sex"),
        ({"healthy_volunteers": True, "minimum_age": None}, "ages"),
        ({"sex": None, "minimum_age": None}, "ages, sex, whether healthy people can join"),
    ],
)
def test_limits_that_are_not_known_are_named(
    said: Make, changes: dict[str, Any], missing: str | None
) -> None:
    told = [line for line in said(**changes).splitlines() if line.startswith("This copy does not say: ")]
    assert told == ([f"This copy does not say: {missing}."] if missing else [])


@pytest.mark.parametrize(
    ("given", "lines"),
    [
        ("One.\n\nTwo.", ["One.", "Two."]),
        ("One\n\n\n \n\nTwo", ["One", "Two"]),
        ("Inclusion:\n\n* a\n* b", ["Inclusion:", "- a", "- b"]),
        ("* a\n  goes on\n* b", ["- a goes on", "- b"]),
        ("1. a\n2) b\n- c\n• d", ["- a", "- b", "- c", "- d"]),
        (r"\<18 years \& \*older\*", ["<18 years & *older*"]),
        ("Text\n* a", ["Text", "- a"]),
        ("*a", ["*a"]),
        ("2.5 mg", ["2.5 mg"]),
    ],
)
def test_criteria_keep_their_paragraphs_and_lists(said: Make, given: str, lines: list[str]) -> None:
    text = said(criteria=given)
    begin = "There are more conditions. The criteria, as the study team wrote them:\n"
    assert text.partition(begin)[2].partition("\n\nWhere")[0].splitlines() == lines


def test_sites_have_place_status_and_whom_to_ask(said: Make) -> None:
    contacts = tuple(Contact(f"Dr. {letter}", f"555-{letter}") for letter in "ABCD")
    open_ = msgspec.structs.replace(CITY, contacts=contacts)
    text = said(sites=(open_, FAR))
    assert (
        "City Hospital. Place: Boston, Massachusetts, 02115, United States; "
        "Status: Recruiting (as of Nov 2026); Contact: Dr. A, 555-A; Dr. B, 555-B; Dr. C, 555-C\n"
        "Far Clinic. Place: Lyon, France; Status: Completed (as of Nov 2026)\n"
    ) in text
    assert "Distance" not in text


def test_a_closed_site_or_trial_names_no_contact(said: Make) -> None:
    closed = Site("City Hospital", status="COMPLETED", contacts=(DOE,))
    assert "Dr. Doe" not in said(sites=(closed,))
    assert "Dr. Doe" not in said(sites=(Site("City Hospital", contacts=(DOE,)),), status="COMPLETED")
    assert "Contact: Dr. Doe, 555-0100, doe@example.org" in said(sites=(Site("City", contacts=(DOE,)),))


def test_a_distance_stands_beside_each_site_or_that_it_is_not_known(said: Make) -> None:
    text = said(BOSTON, sites=(CITY, FAR))
    assert "Distance: under 1 mile\n" in text
    assert (
        "Far Clinic. Place: Lyon, France; Status: Completed (as of Nov 2026); Distance: this copy does not"
        in text
    )


@pytest.mark.parametrize(
    ("changes", "line"),
    [
        (
            {"sites": (Site(),)},
            "name not given. Place: this copy does not say; Status: this copy does not say",
        ),
        ({"countries": ("France", "Spain")}, "Countries: France, Spain. This copy does not name the sites."),
        ({"countries": ()}, "This copy does not say where."),
    ],
)
def test_where_it_runs_is_told_as_far_as_it_is_known(said: Make, changes: dict[str, Any], line: str) -> None:
    assert f"\nWhere\n\n{line}\n" in said(**changes)


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        (
            {"contacts": (DOE, Contact(None, "555-0199"))},
            "- Dr. Doe, 555-0100, doe@example.org\n- 555-0199\n",
        ),
        ({"sites": (Site("City", contacts=(DOE,)),)}, "The sites' contacts stand beside them above.\n"),
        ({}, "This copy names no contact. See https://clinicaltrials.gov/study/NCT00000001\n"),
    ],
)
def test_whom_to_ask_of_an_open_trial(said: Make, changes: dict[str, Any], told: str) -> None:
    assert f"Whom to ask\n\n{told}" in said(**changes)
    assert "it may have changed" not in said(**changes)
    assert "As of January 5, 2026; it may have changed.\n" in said(as_of="2026-01-05", **changes)
    assert "Whom to ask" not in said(status="COMPLETED", **changes)


def test_papers_are_listed_but_for_what_was_read_before(said: Make) -> None:
    papers = (
        TrialPaper("1", "BACKGROUND", "An old paper."), TrialPaper("2", "RESULT", "Its results."),
        TrialPaper(None, "DERIVED", "Without a number."), TrialPaper("4", None, None),
    )  # fmt: skip
    assert (
        "Papers of this trial\n\n- Its results. https://pubmed.ncbi.nlm.nih.gov/2/\n- Without a number.\n"
        "- https://pubmed.ncbi.nlm.nih.gov/4/\n"
    ) in said(papers=papers)
    assert "Papers of this trial" not in said(papers=papers[:1])


@pytest.mark.parametrize(
    ("state", "line"),
    [
        (EarlierState("RECRUITING", 10, "2024-05", "2025-01"), "recruiting, 10 participants, start May 2024"),
        (EarlierState("NOT_YET_RECRUITING", None, None, "2025-01"), "not yet recruiting"),
        (EarlierState("RECRUITING", 1200, None, "2025-01"), "recruiting, 1,200 participants"),
    ],
)
def test_what_was_said_before_keeps_its_date(said: Make, state: EarlierState, line: str) -> None:
    assert f"What was said before\n\n- As of January 2025: {line}\n" in said(earlier=(state,))


@pytest.mark.parametrize(("as_of", "old"), [("2026-11-20", False), ("2026-01-05", True)])
def test_the_end_says_whose_words_these_are_and_how_old(said: Make, as_of: str, old: bool) -> None:
    text = said(as_of=as_of)
    assert (
        "The registry's page of it: https://clinicaltrials.gov/study/NCT00000001 Talk to your doctor" in text
    )
    assert "Source: ClinicalTrials.gov. As of " in text
    assert ("To ask the registry again: condcli trial NCT00000001 --refresh" in text) is old


def test_a_terminal_shows_twenty_sites_and_says_how_to_see_all(drawn: Make, trial_page: Make) -> None:
    sites = tuple(Site(f"Clinic {number:02}") for number in range(22))
    shown = " ".join(drawn(80, *one_trial.page(trial_page(sites=sites))).split())
    assert "Showing 20 of 22. For all of them: condcli trial NCT00000001 | more" in shown
    assert "Clinic 19" in shown
    assert "Clinic 20" not in shown
