"""Papers in a table: each fact in words, and what is not among them."""

from collections.abc import Callable
from typing import Any

import pytest

from condcli.render import plain, research_tables

Make = Callable[..., Any]


def said(answer: Any, name: str | None = "Sore knee") -> str:  # noqa: ANN401  answers of any kind
    return plain.text(research_tables.page(answer, name, cut=False))


def test_a_plain_row_has_every_fact_under_its_header(papers: Make, paper: Make) -> None:
    assert said(papers(paper(nct_ids=("NCT00000001", "NCT00000002")))) == (
        "LATEST RESEARCH: SORE KNEE\n\nAs of November 20, 2026.\n"
        "In one sentence: Researchers tested examplinib in 3,849 people with sore knee.\n"
        "Condition: Sore knee\nTreatment used: Examplinib\nNumber of patients: 3,849\n"
        "Kind of study: Randomized controlled trial\nJournal: Journal of Knees\nPublished: May 17, 2026\n"
        "Title: Examplinib for sore knees: a randomized trial\n"
        "Reports the trial: condcli trial NCT00000001; condcli trial NCT00000002\n"
        "PubMed: https://pubmed.ncbi.nlm.nih.gov/12345678/\nAs of: November 20, 2026\n"
        f"{research_tables.READ_BY_A_PROGRAM}\n"
    )


@pytest.mark.parametrize(
    ("changes", "line"),
    [
        ({"condition": None}, "Condition: not given"),
        ({"treatment": None}, "Treatment used: not stated"),
        ({"patients": None}, "Number of patients: not stated"),
        ({"patients": 0}, "Number of patients: 0"),
        ({"journal": None}, "Journal: not given"),
        ({"published": None}, "Published: date not given"),
        ({"published": "2026"}, "Published: 2026"),
    ],
)
def test_what_a_paper_does_not_say_is_told_as_that(
    papers: Make, paper: Make, changes: dict[str, Any], line: str
) -> None:
    assert line in said(papers(paper(**changes))).splitlines()


@pytest.mark.parametrize("field", ["summary", "kind", "title", "url"])
def test_what_has_no_value_has_no_line(papers: Make, paper: Make, field: str) -> None:
    header = {"summary": "In one sentence", "kind": "Kind of study", "title": "Title", "url": "PubMed"}[field]
    assert f"\n{header}: " in said(papers(paper()))
    assert f"\n{header}: " not in said(papers(paper(**{field: None})))


@pytest.mark.parametrize(
    ("changes", "name", "told"),
    [
        (
            {},
            "Flu",
            "No research is stored for Flu. There may still be some. To ask PubMed: condcli update Flu",
        ),
        ({}, None, "No research is stored. There may still be some. To ask PubMed: condcli update NAME"),
        ({"as_of": "2026-11-20"}, "Flu", "No stored paper matches, as of November 20, 2026."),
        (
            {"as_of": "2026-11-20", "listed": 0},
            "Flu",
            "PubMed lists no trial or review of the last two years, as of November 20, 2026.",
        ),
        ({"as_of": "2026-11-20", "listed": 4}, "Flu", "No stored paper matches, as of November 20, 2026."),
    ],
)
def test_that_there_are_none_is_never_said_without_a_look(
    papers: Make, changes: dict[str, Any], name: str | None, told: str
) -> None:
    assert said(papers(**changes), name).splitlines()[2:] == [told]


@pytest.mark.parametrize(
    ("name", "again"),
    [
        ("Flu", "condcli research Flu --limit 1234"),
        (None, "condcli research --limit 1234"),
        ("a;b", "condcli research 'a;b' --limit 1234"),
    ],
)
def test_what_is_left_out_is_counted_with_how_to_see_it(
    papers: Make, paper: Make, name: str | None, again: str
) -> None:
    text = said(papers(paper(), total=1234), name)
    assert f"Showing 1 of 1,234. To see all: {again}\n" in text
    assert "Showing" not in said(papers(paper(), total=1), name)


@pytest.mark.parametrize(("listed", "told"), [(None, False), (0, False), (1, False), (2, True), (1500, True)])
def test_papers_that_pubmed_lists_beyond_those_stored_are_counted(
    papers: Make, paper: Make, listed: int | None, told: bool
) -> None:
    text = said(papers(paper(), listed=listed))
    line = (
        f"PubMed lists {listed or 0:,} trials and reviews of the last two years. The most useful are stored."
    )
    assert (line in text) is told


def test_who_read_the_papers_is_said_where_a_program_did(papers: Make, paper: Make) -> None:
    by_hand = paper(source="model page")
    assert "A program read condition" in said(papers(by_hand, paper()))
    assert "A program" not in said(papers(by_hand))


def test_a_wide_terminal_has_columns_for_kind_and_treatment(drawn: Make, papers: Make, paper: Make) -> None:
    rows = (paper(), paper(kind=None, treatment=None, patients=None, published=None))
    lines = drawn(100, *research_tables.research(papers(*rows))).splitlines()
    assert lines[2].split() == ["Published", "Kind", "of", "study", "Treatment", "used", "People", "Result"]
    assert lines[4].startswith(f"{'May 2026':11}{'Randomized':16}{'Examplinib':24}{'3,849':>7}  Researchers")
    assert any(line.startswith(f"{'?':11}{'not stated':16}{'not stated':24}{'?':>7}") for line in lines)


def test_a_terminal_of_eighty_columns_has_them_below_the_title(
    drawn: Make, papers: Make, paper: Make
) -> None:
    shown = drawn(80, *research_tables.research(papers(paper(), paper(summary=None, kind=None))))
    assert shown.splitlines()[2].split() == ["Published", "People", "Result"]
    said_in_all = " ".join(shown.split())
    facts = "Sore knee · Journal of Knees · pubmed.ncbi.nlm.nih.gov/12345678 · condcli trial NCT00000001"
    assert f"Randomized controlled trial · Examplinib · {facts}" in said_in_all
    assert f"a randomized trial Examplinib · {facts}" in said_in_all


def test_a_terminal_shows_twenty_and_says_how_to_see_more(drawn: Make, papers: Make, paper: Make) -> None:
    rows = [paper(title=f"Paper {number:02}.") for number in range(25)]
    shown = " ".join(drawn(100, *research_tables.research(papers(*rows), "Flu")).split())
    assert shown.count("Paper") == 20
    assert "Showing 20 of 25. To see more, add --limit 25: condcli research Flu --limit 25" in shown
    assert drawn(100, *research_tables.research(papers(*rows), cut=False)).count("Paper") == 25


@pytest.mark.parametrize("width", [40, 69])
def test_a_narrow_terminal_has_labelled_lines(drawn: Make, papers: Make, paper: Make, width: int) -> None:
    shown = drawn(width, *research_tables.research(papers(paper())))
    assert "Number of patients: 3,849" in shown
    assert "─" not in shown


def test_the_address_of_a_paper_is_a_link(
    drawn: Make, papers: Make, paper: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FORCE_HYPERLINK", "1")
    shown = drawn(120, *research_tables.research(papers(paper(), paper(url=None))), styled=True)
    assert shown.count("\x1b]8;;https://pubmed.ncbi.nlm.nih.gov/12345678/\x1b\\pubmed.ncbi") == 1
