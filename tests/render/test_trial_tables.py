"""Trials in a table: each fact in words, written once for every format."""

from collections.abc import Callable
from typing import Any

import pytest

from condcli.registry_models import Intervention
from condcli.render import plain, trial_tables
from condcli.render.blocks import Table
from condcli.trials.near import Near

Make = Callable[..., Any]
DRUG, DEVICE = Intervention("DRUG", "Examplinib"), Intervention("DEVICE", "A brace")


def said(answer: Any, name: str | None = "Sore knee", **options: Any) -> str:  # noqa: ANN401  answers of any kind
    return plain.text(trial_tables.trials_page(answer, name, cut=False, **options))


@pytest.mark.parametrize(
    ("low", "high", "ages"),
    [
        ("18 Years", None, "18 years and older"),
        (None, "17 Years", "up to 17 years"),
        (None, None, None),
        ("1 Year", "17 Years", "1 to 17 years"),
        ("18 Years", "65 Years", "18 to 65 years"),
        ("6 Months", "17 Years", "6 months to 17 years"),
        ("1 Day", "28 Days", "1 to 28 days"),
        ("4 Months", "4 Months", "4 months"),
    ],
)
def test_ages_are_told_in_their_units(
    trial: Make, low: str | None, high: str | None, ages: str | None
) -> None:
    assert trial_tables.ages(trial(minimum_age=low, maximum_age=high)) == ages


@pytest.mark.parametrize(
    ("sex", "low", "people"),
    [
        ("ALL", "18 Years", "18 years and older"),
        ("ALL", None, "all ages and sexes"),
        ("FEMALE", "18 Years", "women and girls, 18 years and older"),
        ("MALE", None, "men and boys"),
        (None, None, ""),
        (None, "18 Years", "18 years and older"),
        ("OTHER", None, ""),
    ],
)
def test_who_can_join_is_told_as_far_as_it_is_known(
    trial: Make, sex: str | None, low: str | None, people: str
) -> None:
    assert trial_tables.people(trial(sex=sex, minimum_age=low)) == people


@pytest.mark.parametrize(
    ("type_", "tested", "said_of_it"),
    [
        ("INTERVENTIONAL", (DRUG,), "Drug"),
        ("INTERVENTIONAL", (DRUG, DRUG, DEVICE), "Drug, Device"),
        ("INTERVENTIONAL", (Intervention("DIETARY_SUPPLEMENT", None),), "Dietary supplement"),
        ("INTERVENTIONAL", (), "Interventional"),
        ("OBSERVATIONAL", (), "Observational"),
        ("OBSERVATIONAL", (DEVICE,), "Observational (Device)"),
        ("EXPANDED_ACCESS", (DRUG,), "Expanded access (Drug)"),
        (None, (), "Not given"),
        (None, (DRUG,), "Drug"),
    ],
)
def test_the_type_says_what_is_tested_or_watched(
    trial: Make, type_: str | None, tested: tuple[Intervention, ...], said_of_it: str
) -> None:
    assert trial_tables.study_type(trial(study_type=type_, interventions=tested)) == said_of_it


@pytest.mark.parametrize(
    ("phases", "said_of_it"),
    [
        ((), "not given"),
        (("PHASE3",), "3"),
        (("PHASE1", "PHASE2"), "1 and 2"),
        (("NA",), "no phase"),
        (("EARLY_PHASE1",), "early phase 1"),
    ],
)
def test_a_phase_is_a_number_or_a_word(trial: Make, phases: tuple[str, ...], said_of_it: str) -> None:
    assert trial_tables.phase(trial(phases=phases)) == said_of_it


@pytest.mark.parametrize(
    ("distance", "miles"),
    [
        (0.0, "under 1 mile"), (0.9, "under 1 mile"), (1.0, "1 mile"), (1.4, "1 mile"), (1.6, "2 miles"),
        (38.2, "38 miles"), (3456.7, "3,457 miles"),
    ],
)  # fmt: skip
def test_a_distance_is_told_in_whole_miles(distance: float, miles: str) -> None:
    assert trial_tables.miles(distance) == miles


@pytest.mark.parametrize(
    ("named", "where"),
    [
        ((), "United States"),
        (("Boston", "Lyon"), "Boston; Lyon"),
        (("a", "b", "c", "d"), "a; b; c; d"),
        (("a", "b", "c", "d", "e"), "a; b; c; d; and 1 more"),
        (tuple("abcdefgh"), "a; b; c; d; and 4 more"),
    ],
)
def test_places_are_named_as_far_as_there_is_room(trial: Make, named: tuple[str, ...], where: str) -> None:
    assert trial_tables.places(trial(places=named)) == where


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        (None, "NAME"), ("Asthma", "Asthma"), ("Sore knee", "Sore knee"), ("Non-Hodgkin", "Non-Hodgkin"),
        ("Crohn's disease", "'Crohn'\"'\"'s disease'"), ("a; b", "'a; b'"), ("B (x)", "'B (x)'"),
    ],
)  # fmt: skip
def test_a_name_is_written_as_a_shell_takes_it(name: str | None, typed: str) -> None:
    assert trial_tables.typed(name) == typed


@pytest.mark.parametrize(
    ("changes", "mark"),
    [
        ({}, ("●", "green")),
        ({"status": "NOT_YET_RECRUITING"}, ("○", "yellow")),
        ({"status": "AVAILABLE"}, ("○", "yellow")),
        ({"status": "COMPLETED"}, ("·", "")),
        ({"as_of": "2026-08-31"}, ("○", "yellow")),
        ({"as_of": "2026-12-01"}, ("○", "yellow")),
        ({"status": "COMPLETED", "as_of": "2020"}, ("·", "")),
    ],
)
def test_only_a_fresh_copy_says_that_people_can_join(
    trials: Make, trial: Make, changes: dict[str, Any], mark: tuple[str, str]
) -> None:
    (table,) = [b for b in trial_tables.trials(trials(trial(**changes))) if isinstance(b, Table)]
    assert [layout.marks for layout in table.layouts] == [(mark,), (mark,)]


def test_a_plain_row_has_every_fact_under_its_header(trials: Make, trial: Make) -> None:
    text = said(trials(trial(distance=38.2, nearest_site="City Hospital, Boston")))
    assert text == (
        "CLINICAL TRIALS: SORE KNEE\n\nAs of November 20, 2026.\n"
        "Status: Recruiting\nStudy type: Drug\nPhase: 2\nParticipants: 1,200\nStart date: March 15, 2026\n"
        "In plain words: Does examplinib help sore knees?\nTitle: Examplinib for Sore Knees\n"
        "Who can join: 18 years and older\nWhere: Boston, Massachusetts\nNCT number: NCT00000001\n"
        "Link: clinicaltrials.gov/study/NCT00000001\nAs of: November 20, 2026\nDistance: 38 miles\n"
        "Nearest site: City Hospital, Boston\n"
    )


@pytest.mark.parametrize(
    ("changes", "line"),
    [
        ({"enrollment": None}, "Participants: not given"),
        ({"enrollment": 0}, "Participants: 0"),
        ({"start_date": None}, "Start date: date not given"),
        ({"phases": ()}, "Phase: not given"),
        ({"as_of": "2026-01"}, "Status: Recruiting (as of Jan 2026)"),
        ({"places": ()}, "Where: United States"),
    ],
)
def test_what_a_row_does_not_know_is_told_as_that(
    trials: Make, trial: Make, changes: dict[str, Any], line: str
) -> None:
    assert line in said(trials(trial(**changes))).splitlines()


def test_a_column_that_no_row_fills_is_left_out(trials: Make, trial: Make) -> None:
    table = next(b for b in trial_tables.trials(trials(trial(plain_title=None))) if isinstance(b, Table))
    assert {"In plain words", "Distance", "Nearest site"}.isdisjoint(table.headers)
    both = trials(trial(plain_title=None), trial())
    table = next(b for b in trial_tables.trials(both) if isinstance(b, Table))
    assert "In plain words" in table.headers


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({}, "No trials are stored for Sore knee. There may still be some."),
        ({"as_of": "2026-11-20"}, "No stored trial matches, as of November 20, 2026."),
    ],
)
def test_that_there_are_none_is_never_said_without_a_look(
    trials: Make, changes: dict[str, Any], told: str
) -> None:
    again = "" if changes else " To ask the registry again: condcli update Sore knee"
    assert said(trials(**changes)).splitlines() == ["CLINICAL TRIALS: SORE KNEE", "", told + again]


def test_without_a_name_no_name_is_said(trials: Make) -> None:
    assert said(trials(), None).splitlines() == [
        "CLINICAL TRIALS", "",
        "No trials are stored. There may still be some. To ask the registry again: condcli update NAME",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"total": 1}, None),
        ({"total": 1234}, "Showing 1 of 1,234."),
        ({"off_topic": 2345}, "The registry lists 2,345 more that are off topic. To see them: --all-hits."),
        ({"off_topic": 0}, None),
    ],
)
def test_what_is_left_out_is_counted(
    trials: Make, trial: Make, changes: dict[str, Any], told: str | None
) -> None:
    lines = said(trials(trial(), **changes)).splitlines()
    counted = [line for line in lines if line.startswith(("Showing", "The registry"))]
    assert counted == ([told] if told else [])


@pytest.mark.parametrize(("as_of", "old"), [("2026-11-20", False), ("2026-08-01", True)])
def test_an_old_copy_says_how_to_ask_again(trials: Make, trial: Make, as_of: str, old: bool) -> None:
    text = said(trials(trial(), trial(as_of=as_of)))
    told = "Some of this is more than 90 days old and may have changed. To ask the registry again: condcli"
    assert (told in text) is old
    assert ("As of August 1, 2026 to November 20, 2026." in text) is old


def test_the_place_that_is_meant_stands_above(trials: Make, trial: Make) -> None:
    near = Near(42.36, -71.06, 50.0, "Boston, Massachusetts")
    assert "With a site within 50 miles of Boston, Massachusetts." in said(trials(trial()), near=near)


def test_a_wide_terminal_has_columns_for_type_and_phase(drawn: Make, trials: Make, trial: Make) -> None:
    blocks = list(
        trial_tables.trials(trials(trial(phases=("NA",)), trial(as_of="2026-01-05", enrollment=None)))
    )
    wide = [line.rstrip() for line in drawn(100, *blocks).splitlines()]
    assert wide[2] == f"{'Status':20}{'Type':16}{'Phase':9}{'People':8}{'Start':10}Trial"
    first = f"{'● Recruiting':20}{'Drug':16}{'none':9}{' 1,200':8}{'Mar 2026':10}Does examplinib help"
    assert wide[4].startswith(first)
    assert any(line.startswith("  as of Jan 2026") for line in wide)
    assert any(line.split()[4:5] == ["?"] for line in wide)


def test_a_terminal_of_eighty_columns_has_them_below_the_title(
    drawn: Make, trials: Make, trial: Make
) -> None:
    near = trial(distance=1.0, nearest_site="City Hospital")
    shown = drawn(80, *trial_tables.trials(trials(trial(), near, trial(phases=()), trial(phases=("NA",)))))
    assert shown.splitlines()[2].split() == ["Status", "People", "Start", "Trial"]
    facts = " ".join(shown.split())
    assert "NCT00000001 · Drug · phase 2 · 18 years and older · Boston, Massachusetts" in facts
    assert "18 years and older · 1 mile: City Hospital" in facts
    assert "Drug · not given ·" in facts
    assert "Drug · no phase ·" in facts


def test_a_terminal_says_how_to_see_more_and_to_read_one(drawn: Make, trials: Make, trial: Make) -> None:
    rows = [trial(nct_id=f"NCT{number:08}") for number in range(25)]
    shown = " ".join(drawn(100, *trial_tables.trials(trials(*rows), "Crohn's")).split())
    assert (
        "Showing 20 of 25. To see more, add --limit 25, or a filter such as --open: condcli trials" in shown
    )
    assert "condcli trials 'Crohn'\"'\"'s' --limit 25" in shown
    assert "To read one in plain words: condcli trial NUMBER. Or: https://clinicaltrials.gov" in shown
    assert "NCT00000019" in shown
    assert "NCT00000020" not in shown
    whole = drawn(100, *trial_tables.trials(trials(*rows), cut=False))
    assert "NCT00000024" in whole
    assert "Showing" not in whole
