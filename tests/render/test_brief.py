"""The brief page: what calls for help is whole; symptoms and things to do make way for it."""

from collections.abc import Callable, Sequence
from typing import Any

import pytest

from condcli.json_answers import Page
from condcli.render import plain
from condcli.render.blocks import Block, Bullet
from condcli.render.brief import LINES, brief

Make = Callable[..., Any]
SYMPTOMS = [f"symptom {number}" for number in range(1, 12)]
TO_DO = {
    "body": ["Rest it.", {"lead": "Today, for the pain:", "items": [f"thing {n}" for n in range(1, 9)]}],
    "refs": [1],
}


def counted(blocks: Sequence[Block]) -> tuple[int, int]:
    """How many symptoms and things to do a page names."""
    text = plain.text(blocks)
    return text.count("- symptom "), text.count("- thing ")


def fitting(page: Page, named: int, told: int) -> tuple[int, int]:
    """What is named where there is room for so many."""

    def height(blocks: Sequence[Block]) -> int:
        shown = counted(blocks)
        return LINES if shown[0] <= named and shown[1] <= told else LINES + 1

    return counted(brief(page, SYMPTOMS, height))


@pytest.fixture
def long(page: Make) -> Page:
    sections = page().sections
    kept = {key: {"body": ["x"], "refs": []} for key in sections}
    made: Page = page(sections=kept | {"self_care": TO_DO})
    return made


def test_with_room_for_all_eight_symptoms_and_five_things_are_named(long: Page) -> None:
    assert fitting(long, 99, 99) == (8, 5)


@pytest.mark.parametrize(
    "most", [(8, 5), (8, 4), (8, 3), (5, 3), (3, 3), (3, 2), (3, 1), (8, 0), (5, 0), (3, 0), (0, 0)]
)
def test_the_first_choice_that_fits_is_taken(long: Page, most: tuple[int, int]) -> None:
    assert fitting(long, *most) == most


def test_a_page_that_never_fits_keeps_its_boxes_and_its_end(long: Page) -> None:
    blocks = brief(long, SYMPTOMS, lambda _: LINES + 1)
    text = plain.text(blocks)
    assert counted(blocks) == (0, 0)
    assert "Key symptoms" not in text
    assert "What you can do today" not in text
    assert "a knee that looks bent the wrong way" in text
    assert "More: condcli treatment Sore knee · condcli show Sore knee\nIt is for learning." in text


def test_the_page_is_measured_whole(long: Page) -> None:
    seen: list[Sequence[Block]] = []

    def height(blocks: Sequence[Block]) -> int:
        seen.append(blocks)
        return LINES

    assert [brief(long, SYMPTOMS, height)] == seen


def test_help_stands_below_the_summary_without_a_heading(long: Page) -> None:
    lines = plain.lines(brief(long, SYMPTOMS, len))
    assert lines[:5] == [
        "SORE KNEE", "", long.summary, "Call 911 or go to an emergency room now if you have:",
        "- a knee that looks bent the wrong way",
    ]  # fmt: skip
    assert "Get help now" not in lines


def test_what_to_do_is_a_list_with_its_lead_else_the_first_text(page: Make, long: Page) -> None:
    assert "What you can do today\n\nToday, for the pain:\n- thing 1\n" in plain.text(brief(long, [], len))
    told = page(sections={"self_care": {"body": ["Rest it.", "Cool it."], "refs": []}})
    text = plain.text(brief(told, [], len))
    assert "What you can do today\n\nRest it.\nMore:" in text
    assert "What you can do today" not in plain.text(brief(page(), [], len))


def test_symptoms_run_on_in_one_paragraph(long: Page) -> None:
    (listed,) = [b for b in brief(long, SYMPTOMS[:2], len) if isinstance(b, Bullet) and b.run_on]
    assert listed.items == ("symptom 1", "symptom 2")
    assert "Key symptoms" not in plain.text(brief(long, [], len))


@pytest.mark.parametrize(("emergency", "told"), [([], True), (["a bent knee"], False)])
def test_why_there_is_no_emergency_is_told_where_there_is_none(
    page: Make, emergency: list[str], told: bool
) -> None:
    care = {"emergency": emergency, "urgent": [], "soon": [], "routine": [], "note": "Never one.", "refs": []}
    assert ("Never one." in plain.lines(brief(page(care=care), [], len))) is told


def test_whose_page_it_is_stands_below_help(page: Make) -> None:
    text = plain.text(brief(page(added_by="Green Valley"), [], len))
    assert "- a knee that is hot, red and swollen\nThis page was added by Green Valley.\n" in text


def test_a_name_with_signs_is_quoted_as_a_shell_takes_it(page: Make) -> None:
    text = plain.text(brief(page(name="Crohn's disease"), [], len))
    assert """More: condcli treatment 'Crohn'"'"'s disease' · condcli show 'Crohn'""" in text
