"""Trials, papers, names and sources in few words, where room is close."""

from collections.abc import Callable
from typing import Any

import pytest

from condcli.json_answers import RelatedPage
from condcli.registry_models import Intervention
from condcli.render import glance, plain

Make = Callable[..., Any]


@pytest.mark.parametrize(
    ("names", "said"),
    [
        ({"abbreviations": [], "aliases": [], "loose_names": []}, None),
        ({"loose_names": []}, "PFPS; Painful knee"),
        ({"shared_names": ["Knee trouble"], "loose_names": []}, "PFPS; Knee trouble; Painful knee"),
        ({"abbreviations": [], "aliases": []}, "Related names and types: Knee - sore"),
        ({"loose_names": ["a", "b"]}, "PFPS; Painful knee. Related names and types: a; b"),
        (
            {"loose_names": ["a", "b", "c", "d"]},
            (
                "PFPS; Painful knee. Related names and types: a; b; "
                "2 more: condcli show Sore knee --section names"
            ),
        ),
    ],
)
def test_names_are_one_paragraph_with_the_first_related_ones(
    page: Make, names: dict[str, Any], said: str | None
) -> None:
    assert plain.lines(glance.names(page(**names))) == ([said] if said else [])


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({}, "Does examplinib help sore knees? Recruiting, phase 2, 1,200 people. NCT00000001"),
        ({"plain_title": None}, "Examplinib for Sore Knees. Recruiting, phase 2, 1,200 people. NCT00000001"),
        ({"plain_title": None, "title": "Knees."}, "Knees. Recruiting, phase 2, 1,200 people. NCT00000001"),
        ({"phases": ()}, "Does examplinib help sore knees? Recruiting, 1,200 people. NCT00000001"),
        ({"phases": ("NA",)}, "Does examplinib help sore knees? Recruiting, 1,200 people. NCT00000001"),
        (
            {"phases": ("EARLY_PHASE1",), "enrollment": None},
            "Does examplinib help sore knees? Recruiting, early phase 1. NCT00000001",
        ),
        (
            {"phases": ("PHASE1", "PHASE2"), "status": "NOT_YET_RECRUITING"},
            "Does examplinib help sore knees? Not yet recruiting, phase 1 and 2, 1,200 people. NCT00000001",
        ),
    ],
)
def test_a_trial_is_a_question_and_its_facts(
    trials: Make, trial: Make, changes: dict[str, Any], said: str
) -> None:
    lead, line = plain.lines(glance.trials(trials(trial(**changes)), "Sore knee"))
    assert lead == "1 of 1, as of November 20, 2026; all: condcli trials Sore knee"
    assert line == f"- {said}"


def test_two_trials_are_told_and_how_many_there_are(trials: Make, trial: Make) -> None:
    rows = [trial(nct_id=f"NCT0000000{number}") for number in (1, 2, 3)]
    lead, *lines = plain.lines(glance.trials(trials(*rows, total=1234), "St. Elsewhere's"))
    assert lead.startswith("2 of 1,234, as of")
    assert lead.endswith("""all: condcli trials 'St. Elsewhere'"'"'s'""")
    assert [line.rpartition(" ")[2] for line in lines] == ["NCT00000001", "NCT00000002"]


def test_trials_of_two_days_have_their_dates_beside_them(trials: Make, trial: Make) -> None:
    rows = (trial(as_of="2026-11-20"), trial(as_of="2025-01-05"))
    lead, fresh, old = plain.lines(glance.trials(trials(*rows), "Sore knee"))
    assert "as of January 5, 2025 to November 20, 2026" in lead
    assert "? Recruiting, " in fresh
    assert "? Recruiting (as of Jan 2025), " in old


def test_a_day_that_the_line_above_says_is_not_repeated(trials: Make, trial: Make) -> None:
    rows = (trial(as_of="2025-01-05"), trial(as_of="2025-01-05"))
    assert "(as of" not in plain.text(glance.trials(trials(*rows), "Sore knee"))


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({}, "Examplinib, 3,849 people, Journal of Knees, May 2026."),
        ({"treatment": None}, "3,849 people, Journal of Knees, May 2026."),
        ({"treatment": None, "patients": None}, "Journal of Knees, May 2026."),
        ({"journal": None, "published": "2026"}, "Examplinib, 3,849 people, 2026."),
        ({"published": None}, "Examplinib, 3,849 people, Journal of Knees, date not given."),
        ({"treatment": "examplinib"}, "Examplinib, 3,849 people, Journal of Knees, May 2026."),
    ],
)
def test_a_paper_is_a_sentence_and_its_facts(
    papers: Make, paper: Make, changes: dict[str, Any], said: str
) -> None:
    lead, line, read = plain.lines(glance.research(papers(paper(**changes)), "Sore knee"))
    assert lead == "1 of 1, as of November 20, 2026; all: condcli research Sore knee"
    summary = "Researchers tested examplinib in 3,849 people with sore knee."
    assert line == f"- {summary} {said} One study seldom settles a question."
    assert read == "A program read treatment and number and may be wrong."


def test_the_newest_paper_stands_for_all(papers: Make, paper: Make) -> None:
    found = papers(paper(), paper(title="An older one", summary=None), total=321)
    text = plain.text(glance.research(found, "Sore knee"))
    assert text.startswith("1 of 321, as of")
    assert "An older one" not in text


def test_a_paper_without_a_sentence_has_its_title(papers: Make, paper: Make) -> None:
    told = plain.text(glance.research(papers(paper(summary=None)), "Sore knee"))
    assert "- Examplinib for sore knees: a randomized trial Examplinib, 3,849 people," in told
    told = plain.text(glance.research(papers(paper(summary=None, title=None)), "Sore knee"))
    assert "- Examplinib, 3,849 people," in told


def test_of_a_paper_that_people_read_no_program_is_named(papers: Make, paper: Make) -> None:
    assert "A program" not in plain.text(glance.research(papers(paper(source="model page")), "Sore knee"))


def test_related_pages_are_told_by_their_first_reason() -> None:
    pages = (
        RelatedPage("a", "Gout", ("also lists knee pain",)),
        RelatedPage("b", "Bursitis", ("also lists swelling", "a look-alike")),
        RelatedPage("c", "Arthritis", ("a look-alike",)),
        RelatedPage("d", "Our own", ("a look-alike", "added by Green Valley")),
    )
    lines = plain.lines(glance.related(pages))
    assert lines == [
        "Related pages", "",
        "- Gout, Bursitis (some of the same symptoms)",
        "- Arthritis, Our own [added by Green Valley] (a look-alike)",
    ]  # fmt: skip
    assert plain.lines(glance.related(())) == []


def test_sources_are_told_by_whose_they_are(page: Make) -> None:
    publishers = ("MedlinePlus, National Library of Medicine", "Example Press", "MedlinePlus")
    sources = [
        {"publisher": p, "title": "x", "url": None, "date": None, "accessed": None, "via": None}
        for p in publishers
    ]
    (line,) = plain.lines(glance.references(page(references=sources)))
    assert line == "[1,3] MedlinePlus; [2] Example Press. In full: condcli references Sore knee"
    assert plain.lines(glance.references(page(references=[]))) == []


def test_a_treatment_that_a_page_watches_is_told_as_what_it_is(trials: Make, trial: Make) -> None:
    watched = trial(study_type="OBSERVATIONAL", interventions=(Intervention("DRUG", None),), phases=())
    assert "? Recruiting, 1,200 people." in plain.text(glance.trials(trials(watched), "Sore knee"))
