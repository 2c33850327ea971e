"""What a handout holds: help first and whole, the sections that were chosen, and as much as fits."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

import msgspec
import pytest

from condcli.json_answers import Page
from condcli.models import Site
from condcli.render import markdown
from condcli.render.blocks import Bullet, Heading, Paragraph, References, Sources
from condcli.render.handout import HEADINGS, MOST_WORDS, SHORT, Choice, Given, about, blocks
from condcli.render.paper import LARGE, NORMAL, Beside, Lines, Part

Make = Callable[..., Any]
PRINTED = date(2031, 2, 3)
SHORT_KEYS = ("definition", "care", "symptoms", "treatment", "self_care", "questions")


def made(page: Page, choice: Choice = Choice(), **given: Any) -> list[Part]:  # noqa: ANN401, B008  a frozen one
    return blocks(page, choice, Given(printed=PRINTED, **given))


def flat(parts: Sequence[Part]) -> list[Part]:
    return [b for p in parts for b in ((*p.left, *p.right) if isinstance(p, Beside) else (p,))]


def headings(parts: Sequence[Part]) -> list[str]:
    return [block.text for block in flat(parts) if isinstance(block, Heading)]


@pytest.mark.parametrize(
    ("choice", "keys"),
    [
        (Choice(), SHORT_KEYS),
        (
            Choice(full=True),
            ("definition", "care", *(k for k in HEADINGS if k not in {"definition", "care"})),
        ),
        (Choice(sections=("outlook", "care")), ("care", "outlook")),
        (Choice(sections=("outlook",), full=True), ("outlook",)),
        (Choice(without=("care", "outlook")), tuple(k for k in SHORT_KEYS if k != "care")),
        (Choice(sections=("outlook", "tests"), without=("tests",)), ("outlook",)),
    ],
)
def test_sections_are_those_chosen_in_the_order_of_a_handout(choice: Choice, keys: tuple[str, ...]) -> None:
    assert choice.keys == keys


@pytest.mark.parametrize(
    ("choice", "fitted"),
    [
        (Choice(), True), (Choice(large=True), True), (Choice(without=("care",)), True),
        (Choice(full=True), False), (Choice(sections=("care",)), False),
    ],
)  # fmt: skip
def test_only_the_usual_one_is_cut_to_fit(page: Make, choice: Choice, fitted: bool) -> None:
    assert choice.fitted is fitted
    assert (SHORT in markdown.text(made(page(), choice)).replace("\n", " ")) is fitted


def test_large_type_stands_on_two_sheets() -> None:
    usual, large = Choice(paper="a4").sheet, Choice(large=True, paper="a4").sheet
    assert (usual.kind, usual.pages, usual.paper) == (NORMAL, 1, "a4")
    assert (large.kind, large.pages, large.paper) == (LARGE, 2, "a4")


@pytest.mark.parametrize(
    "choice", [Choice(), Choice(full=True), Choice(sections=("outlook",)), Choice(large=True)]
)
def test_help_stands_first_and_whole_whatever_is_chosen(page: Make, choice: Choice) -> None:
    record = page()
    first, summary, *rest = flat(made(record, choice))
    assert (first, summary) == (Heading("Sore knee", level=1), Paragraph(record.summary))
    now, today = [b for b in rest if isinstance(b, Bullet) and b.alert]
    assert (now.items, today.items) == (record.care.emergency, record.care.urgent)
    assert rest[:2] == [now, today]


def test_boxes_stand_side_by_side_where_that_saves_room(page: Make) -> None:
    care = msgspec.to_builtins(page().care)
    beside = made(page())[2]
    assert isinstance(beside, Beside)
    (left,), (right,) = beside.left, beside.right
    assert isinstance(left, Bullet)
    assert isinstance(right, Bullet)
    assert (left.alert, right.alert) == ("emergency", "urgent")
    assert not isinstance(made(page(), Choice(large=True))[2], Beside)
    long = {tier: ["a knee that hurts " * 30] for tier in ("emergency", "urgent")}
    assert not isinstance(made(page(care=care | long))[2], Beside)
    assert not any(isinstance(b, Beside) for b in made(page(care=care | {"urgent": []}))[:3])


def test_why_there_is_no_emergency_is_told_with_the_summary(page: Make) -> None:
    care = {"emergency": [], "urgent": [], "soon": ["pain"], "routine": [], "note": "Never.", "refs": []}
    assert made(page(care=care))[2] == Paragraph("Never.")
    bad = page(care=care | {"emergency": ["bleeding"]})
    assert flat(made(bad, Choice(full=True))).index(Paragraph("Never.")) > 3


def test_whom_to_call_stands_in_each_box_and_the_rest_at_the_end(page: Make) -> None:
    site = Site(name="GV", phone="555-0100", address="1 Main Street", foot="Ask.", report_to="the ward")
    parts = flat(made(page(), site=site, language="es"))
    for box in [b for b in parts if isinstance(b, Bullet) and b.alert]:
        assert box.foot == ("GV: 555-0100", "En una emergencia, llame al 911.")
    assert parts[-1] == Paragraph("GV: 555-0100, 1 Main Street. Ask. Report a mistake to: the ward.")
    assert sum("1 Main Street" in p.text for p in parts if isinstance(p, Paragraph)) == 1


def test_what_a_catalog_adds_stands_below_the_boxes(page: Make) -> None:
    parts = flat(made(page(added_by="GV", notes=["Ask Dr. Doe."])))
    assert parts[4:6] == [Paragraph("This page was added by GV."), Bullet("Notes:", ("Ask Dr. Doe.",))]


@pytest.mark.parametrize(
    ("choice", "named"),
    [
        (Choice(), ["What it is", "When to see a doctor", "Symptoms", "Treatment", "Questions to ask"]),
        (
            Choice(full=True),
            ["What it is", "When to see a doctor", "Alternative names", "Symptoms", "Treatment",
             "Questions to ask", "References"],
        ),
        (Choice(sections=("outlook", "treatment")), ["Treatment", "References"]),
        (Choice(full=True, without=("references", "names")),
         ["What it is", "When to see a doctor", "Symptoms", "Treatment", "Questions to ask"]),
    ],
)  # fmt: skip
def test_sections_that_the_page_has_not_are_left_out(page: Make, choice: Choice, named: list[str]) -> None:
    assert headings(made(page(), choice))[1:] == named


def test_a_whole_handout_names_its_sources_and_a_short_one_whose_they_are(page: Make) -> None:
    whole, short = flat(made(page(), Choice(full=True))), flat(made(page()))
    (listed,) = [b for b in whole if isinstance(b, References)]
    assert [number for number, _ in listed.rows] == [1, 2]
    assert Sources((1,)) in whole
    assert not any(isinstance(b, References | Sources) for b in short)
    assert Paragraph("Sources: Example Institute; Example Press.", quiet=True) in short
    without = flat(made(page(), Choice(without=("references",))))
    assert not any(isinstance(b, Paragraph) and b.text.startswith("Sources:") for b in without)


@pytest.mark.parametrize(
    ("publisher", "named"),
    [
        ("MedlinePlus, National Library of Medicine", "MedlinePlus"),
        ("Institute of Hearts, Lungs and Blood", "Institute of Hearts, Lungs and Blood"),
        ("Smith, Jones & Sons", "Smith, Jones & Sons"),
        ("Center (North, East)", "Center (North, East)"),
        ("Brandeis, Standards Office", "Brandeis"),
    ],
)
def test_a_publisher_is_named_without_what_it_belongs_to(page: Make, publisher: str, named: str) -> None:
    sources = [
        {"publisher": publisher, "title": "x", "url": None, "date": None, "accessed": None, "via": None}
    ]
    assert Paragraph(f"Sources: {named}.", quiet=True) in made(page(references=sources * 2))


@pytest.mark.parametrize(
    ("reviewed", "said"),
    [(None, "Not reviewed by a clinician."), ("2026-02-04", "Reviewed by a clinician on February 4, 2026.")],
)
def test_the_end_says_what_it_is_not_and_how_old_it_is(page: Make, reviewed: str | None, said: str) -> None:
    text = about(page(reviewed=reviewed), PRINTED)
    assert text.startswith("It is for learning. It is not a diagnosis")
    assert text.endswith(f"{said} Text of February 3, 2026. Printed February 3, 2031.")


def test_hard_words_are_explained_as_far_as_there_is_room(page: Make) -> None:
    heard: list[str] = []

    def explained(text: str) -> list[str]:
        heard.append(text)
        return [f"word {number}: what it means" for number in range(9)]

    for choice, most in ((Choice(), MOST_WORDS), (Choice(full=True), 9), (Choice(large=True), MOST_WORDS)):
        (told,) = [
            b for b in flat(made(page(), choice, explained=explained)) if isinstance(b, Bullet) and b.run_on
        ]
        assert (told.lead, len(told.items)) == ("Words explained:", most)
    assert "Rest helps at first." in heard[0]
    assert "a knee that is hot, red and swollen" in heard[0]
    assert not any(isinstance(b, Bullet) and b.run_on for b in made(page(), explained=lambda _: []))


def test_words_make_way_where_there_is_no_room(page: Make) -> None:
    long = {
        "treatment": {
            "body": [f"Sentence {n} goes on for a good while about it." for n in range(90)],
            "refs": [],
        }
    }
    parts = made(page(sections=long), explained=lambda _: ["word " * 60] * 6)
    told = [len(b.items) for b in flat(parts) if isinstance(b, Bullet) and b.run_on]
    assert sum(told) < MOST_WORDS
    assert Choice().sheet.taken(parts) <= Choice().sheet.height


def test_lines_to_write_on_take_what_room_is_left(page: Make) -> None:
    def lines(parts: Sequence[Part]) -> list[int]:
        return [b.count for b in parts if isinstance(b, Lines)]

    assert lines(made(page(), Choice(full=True))) == [3]
    assert lines(made(page())) == [6]
    long = {
        key: {"body": ["It goes on for a good while. " * 50], "refs": []} for key in ("symptoms", "treatment")
    }
    (left,) = lines(made(page(sections=long)))
    assert 1 <= left <= 3


def test_trials_are_told_where_that_is_asked_for(page: Make, trial: Make) -> None:
    assert "Clinical trials" not in headings(made(page(trials=[trial()])))
    parts = made(page(trials=[trial()]), Choice(trials=True))
    assert "Clinical trials" in headings(parts)
    assert "1 of 1, as of November 20, 2026" in markdown.text(parts)
    text = markdown.text(made(page(), Choice(trials=True)))
    assert "No trials are stored for it. There may still be some." in text
