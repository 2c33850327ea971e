"""The page of one trial: its facts in plain words, and what it tests in which groups."""

from collections.abc import Callable
from typing import Any

import pytest
from sites import DOE

from condcli.registry_models import (
    Arm,
    EarlierState,
    Intervention,
    Outcome,
    TrialPaper,
)
from condcli.render import trial_words

Make = Callable[..., Any]


def test_facts_stand_first_each_behind_its_label(said: Make) -> None:
    assert said().startswith(
        "DOES EXAMPLINIB HELP SORE KNEES?\n\n"
        "Title: Examplinib for Sore Knees\nNCT number: NCT00000001\nStatus: Recruiting\nStudy type: Drug\n"
        "Phase: 2\nParticipants: 1,200\nStart date: March 15, 2026\n"
        "Last changed in the registry: October 1, 2026\nRun by: Example Hospital\n"
        "It is looking for people to join.\n"
    )


def test_headings_stand_in_their_order(said: Make) -> None:
    text = said(
        contacts=(DOE,), papers=(TrialPaper("1", "RESULT", "A paper."),),
        earlier=(EarlierState("COMPLETED", 10, "2024", "2025-01"),),
    )  # fmt: skip
    headings = ("What is tested", "Who can join", "Where", "Whom to ask", "Papers of this trial",
                "What was said before", "About this trial")  # fmt: skip
    places = [text.index(f"\n{heading}\n\n") for heading in headings]
    assert places == sorted(places)


@pytest.mark.parametrize(
    ("changes", "line"),
    [
        ({"plain_title": None}, "EXAMPLINIB FOR SORE KNEES"),
        ({"acronym": "KNEES"}, "Short name: KNEES"),
        ({"enrollment": None}, "Participants: this copy does not say"),
        ({"study_type": None, "interventions": ()}, "Study type: this copy does not say"),
        ({"study_type": None}, "Study type: Drug"),
        ({"interventions": ()}, "Study type: Interventional"),
        ({"phases": ()}, "Phase: this copy does not say"),
        ({"sponsor": None}, "Run by: this copy does not say"),
        ({"start_date": None}, "Start date: this copy does not say"),
        ({"completion_date": "2028"}, "End date, real or planned: 2028"),
        ({"results_posted": "2026-05"}, "Results posted in the registry: May 2026"),
        ({"why_stopped": "No money"}, "Why it stopped, as the registry says: No money"),
        ({"official_title": "A Study of Knees"}, "Full title: A Study of Knees"),
        ({"status": "RECRUITING", "as_of": "2026-01-05"}, "Status: Recruiting (as of Jan 2026)"),
    ],
)
def test_each_fact_or_that_it_is_not_known(said: Make, changes: dict[str, Any], line: str) -> None:
    assert line in said(**changes).splitlines()


@pytest.mark.parametrize("status", trial_words.STATUS_MEANS)
def test_what_a_status_means_depends_on_the_age_of_the_copy(said: Make, status: str) -> None:
    fresh, old = trial_words.STATUS_MEANS[status]
    assert fresh in said(status=status).splitlines()
    assert old.format(when="January 2026") in said(status=status, as_of="2026-01-05").splitlines()
    assert old.format(when="2025") in said(status=status, as_of="2025").splitlines()


@pytest.mark.parametrize(
    ("count", "kind", "told"),
    [
        (None, "ACTUAL", "This copy does not say how many people take part."),
        (0, "ACTUAL", "No one joined."),
        (1, "ACTUAL", "1 person joined."),
        (1200, "ACTUAL", "1,200 people joined."),
        (1, "ESTIMATED", "1 person is planned to join."),
        (0, "ESTIMATED", "0 people are planned to join."),
        (20, "ESTIMATED", "20 people are planned to join."),
        (20, None, "20 people joined or are planned to join; this copy does not say which."),
        (1, "GUESSED", "1 person joined or is planned to join; this copy does not say which."),
    ],
)
def test_how_many_take_part_or_are_to(said: Make, count: int | None, kind: str | None, told: str) -> None:
    assert told in said(enrollment=count, enrollment_type=kind).splitlines()


@pytest.mark.parametrize(
    ("arms", "tested", "told"),
    [
        ((), (), None),
        ((Arm("A", "EXPERIMENTAL"),), (), trial_words.NO_PLACEBO),
        ((Arm("A", "PLACEBO_COMPARATOR"),), (), trial_words.PLACEBO),
        ((Arm("A", "SHAM_COMPARATOR"),), (), trial_words.SHAM),
        ((Arm("A", "SHAM_COMPARATOR"), Arm("B", "PLACEBO_COMPARATOR")), (), trial_words.PLACEBO),
        ((Arm("A", None, ("Drug: Placebo tablet",)),), (), trial_words.PLACEBO),
        ((), (Intervention("DRUG", "placebo"),), trial_words.PLACEBO),
        ((), (Intervention("DEVICE", "Sham brace"),), trial_words.SHAM),
        ((Arm("A", None, ("Shampoo",)),), (), trial_words.NO_PLACEBO),
        ((), (Intervention("DRUG", None),), None),
    ],
)
def test_whether_some_get_a_placebo(
    said: Make, arms: tuple[Arm, ...], tested: tuple[Intervention, ...], told: str | None
) -> None:
    lines = said(arms=arms, interventions=tested).splitlines()
    every = (trial_words.PLACEBO, trial_words.SHAM, trial_words.NO_PLACEBO)
    assert [line for line in lines if line in every] == ([told] if told else [])


@pytest.mark.parametrize(
    ("arm", "line"),
    [
        (
            Arm("Group A", "EXPERIMENTAL", ("Drug: X", "Drug: Y")),
            "- Group A: gets what is tested (Drug: X, Drug: Y)",
        ),
        (Arm("Group A", "NO_INTERVENTION"), "- Group A: gets no treatment from the study"),
        (Arm("Group A", "UNHEARD_OF", ("Drug: X",)), "- Group A (Drug: X)"),
        (Arm("Group A"), "- Group A"),
        (Arm(None, "OTHER"), "- A group: gets something else"),
        (Arm(), "- A group"),
    ],
)
def test_a_group_says_what_it_gets(said: Make, arm: Arm, line: str) -> None:
    assert f"Groups:\n{line}\n" in said(arms=(arm,))


def test_what_is_tested_measured_and_in_whom(said: Make) -> None:
    drug = Intervention("DRUG", "Examplinib")
    text = said(
        interventions=(drug, drug, Intervention("DEVICE", None)),
        outcomes=(Outcome("Pain", "6 weeks"), Outcome(None, None)),
        phases=("PHASE1", "PHASE9"),
    )
    assert (
        "The study looks at:\n- Drug: Examplinib\n- Device: name not given\nIn people with:\n- Sore knee\n"
        in text
    )
    assert "What it measures first of all:\n- Pain (6 weeks)\n- measure not given\n" in text
    assert "is it safe, and at what dose?\nIts phase is one that condcli does not know: PHASE9.\n" in text


def test_a_copy_that_says_nothing_of_it_says_so(said: Make) -> None:
    bare = {"interventions": (), "conditions": (), "phases": ()}
    assert "What is tested\n\nThis copy does not say.\n" in said(**bare)
    assert "This copy does not say.\n" not in said(**bare, summary="It compares two things.")
