"""The page of a condition: help first, every section in its order, and what the page is."""

from collections.abc import Callable
from typing import Any

import pytest

from condcli.json_answers import Page, RelatedPage
from condcli.models import SECTIONS, Reference
from condcli.render import condition_page, plain
from condcli.render.blocks import Bullet, Heading, Paragraph

Make = Callable[..., Any]
NO_CARE: dict[str, Any] = {
    "emergency": [], "urgent": [], "soon": [], "routine": [], "note": None, "refs": [],
}  # fmt: skip


def said(page: Page, **options: Any) -> str:  # noqa: ANN401  options of any kind
    return plain.text(condition_page.condition(page, **options))


def parts(page: Page, *keys: str, **options: Any) -> str:  # noqa: ANN401  as above
    return plain.text(condition_page.parts(page, keys, **options))


def test_the_page_begins_with_its_name_and_when_to_get_help(page: Make) -> None:
    assert said(page()).startswith(
        "SORE KNEE\n\nA sore knee hurts when you walk or climb stairs. "
        "Rest and cold packs help most people.\n\nGet help now\n\n"
        "Call 911 or go to an emergency room now if you have:\n- a knee that looks bent the wrong way\n"
        "Call a doctor today, day or night, if you have:\n- a knee that is hot, red and swollen\n"
        "On this page: definition, names, symptoms, treatment, care, questions, references"
    )


def test_sections_stand_in_the_order_of_every_page(page: Make) -> None:
    blocks = condition_page.condition(page())
    headings = [block.text for block in blocks if isinstance(block, Heading)]
    assert headings == [
        "Sore knee", "Get help now", "Definition", "Alternative names", "Symptoms", "Treatment",
        "When to contact a medical professional", "Questions to ask", "References", "Latest research",
        "Clinical trials", "Not covered yet", "About this page",
    ]  # fmt: skip


def test_what_belongs_together_is_of_one_group(page: Make) -> None:
    groups = {b.text: b.group for b in condition_page.condition(page()) if isinstance(b, Heading)}
    assert groups["Definition"] == groups["Symptoms"] == 1
    assert groups["Treatment"] == groups["Questions to ask"] == 2
    assert groups["References"] == groups["Clinical trials"] == groups["About this page"] == 3
    assert groups["Sore knee"] == groups["Get help now"] == 0


def test_sections_that_are_missing_are_named_once(page: Make) -> None:
    assert (
        "We have no source yet for: Causes, Tests, Self-care, Support groups, Outlook, "
        "Possible complications, Prevention.\n"
    ) in said(page())


def test_a_page_that_has_all_sections_says_nothing_of_missing_ones(page: Make) -> None:
    sections = {key: {"body": ["x"], "refs": []} for key in SECTIONS}
    assert "Not covered yet" not in said(page(sections=sections))


@pytest.mark.parametrize(
    ("care", "told", "untold"),
    [
        ({}, [], ["Call 911", "Call a doctor", "Get help now", "Make an appointment", "at the top"]),
        ({"emergency": ["a"]}, ["Get help now", "Call 911", "at the top of this page"], ["Call a doctor"]),
        ({"urgent": ["a"]}, ["Get help now", "Call a doctor", "at the top of this page"], ["Call 911"]),
        ({"soon": ["a"]}, ["Make an appointment within a few days if you have:\n- a"], ["Get help now"]),
        ({"routine": ["a"]}, ["Ask at the next visit about:\n- a"], ["Make an appointment"]),
        ({"note": "It is never an emergency."}, ["It is never an emergency."], ["Get help now"]),
    ],
)
def test_each_tier_of_care_is_told_where_it_has_something(
    page: Make, care: dict[str, Any], told: list[str], untold: list[str]
) -> None:
    text = said(page(care=NO_CARE | care))
    assert [t for t in told if t not in text] == []
    assert [t for t in untold if t in text] == []


def test_on_the_whole_page_a_box_is_not_said_twice(page: Make) -> None:
    assert said(page()).count("a knee that looks bent the wrong way") == 1
    assert parts(page(), "care").count("a knee that looks bent the wrong way") == 1


def test_beside_the_symptoms_stands_when_to_get_help(page: Make) -> None:
    text = parts(page(), "symptoms")
    assert text.index("Get help now") < text.index("Call 911") < text.index("Symptoms\n")
    assert "Call 911" not in parts(page(), "treatment")


def test_a_section_that_no_source_covers_says_so(page: Make) -> None:
    text = parts(page(questions=[]), "outlook", "questions")
    assert "Outlook\n\nNot covered yet: we have no source for it.\n" in text
    assert "Questions to ask\n\nNot covered yet: we have no source for it.\n" in text


def test_only_the_sources_that_the_sections_name_are_listed_under_their_own_numbers(page: Make) -> None:
    assert "References\n\n2. Example Press." in parts(page(), "treatment")
    assert "1. Example Institute." in parts(page(), "definition")
    both = parts(page(), "treatment", "definition")
    assert both.index("1. Example Institute.") < both.index("2. Example Press.")
    assert "1. Example Institute." in parts(page(), "care")
    assert "References" not in parts(page(), "questions")
    assert parts(page(), "treatment", "references").count("2. Example Press.") == 1


def test_names_are_told_by_kind(page: Make) -> None:
    text = parts(page(shared_names=["Knee trouble"], loose_names=["Knee - sore", "Bad knee"]), "names")
    assert "Alternative names\n\n- PFPS\n- Knee trouble\n- Painful knee\n" in text
    assert "Related names and types:\n- Knee - sore\n- Bad knee\n" in text


@pytest.mark.parametrize(
    ("dates", "told"),
    [
        ({"changed": "2026-01-02"}, "No clinician has reviewed it. Written January 2, 2026.\n"),
        ({}, "No clinician has reviewed it. Written January 2, 2026, last changed February 3, 2026.\n"),
        ({"reviewed": "2026-02-04"}, "Reviewed by a clinician on February 4, 2026. Written January 2, 2026,"),
    ],
)
def test_the_page_says_how_old_it_is_and_who_has_read_it(
    page: Make, dates: dict[str, str], told: str
) -> None:
    text = said(page(**dates))
    assert "It is for learning. It is not a diagnosis" in text
    assert told in text


def test_a_mistake_can_be_told_by_the_id_of_the_page(page: Make) -> None:
    assert "name this page (sore-knee) and the sentence." in said(page())
    assert "Name sore-knee where condcli's code is kept." in said(page(), close=True)


def test_hard_words_are_explained_below_their_section(page: Make) -> None:
    text = parts(page(), "treatment", "names", explained=lambda said: [said.split()[0].lower()])
    assert "Your doctor may send you to exercise lessons.\nSources: 2\nHard words:\n- rest\n" in text
    assert text.count("Hard words:") == 1  # of names nothing is explained


def test_what_is_explained_is_the_text_and_every_item(page: Make) -> None:
    heard: list[str] = []

    def explained(text: str) -> list[str]:
        heard.append(text)
        return []

    assert "Hard words" not in parts(page(), "symptoms", explained=explained)
    assert heard == [
        "You may notice pain on the stairs. Other signs are: a stiff knee a grinding feel (crepitus)"
    ]


def test_pages_to_read_beside_it_say_why(page: Make) -> None:
    related = (RelatedPage("gout", "Gout", ("also lists knee pain", "a kind of arthritis")),)
    assert "Related pages\n\n- Gout: also lists knee pain; a kind of arthritis\n" in said(
        page(related=related)
    )
    assert "Related pages" not in said(page())


@pytest.mark.parametrize(
    ("changes", "line"),
    [
        ({}, "Example Institute. Knees. https://example.org/knees."),
        ({"title": "Knees."}, "Example Institute. Knees. https://example.org/knees."),
        ({"title": "What is a knee?"}, "Example Institute. What is a knee? https://example.org/knees."),
        ({"title": "Knees!"}, "Example Institute. Knees! https://example.org/knees."),
        ({"url": None}, "Example Institute. Knees."),
        ({"url": None, "date": "2024-02"}, "Example Institute. Knees. Dated February 2024."),
        (
            {"date": "2024", "accessed": "2024-06-01"},
            "Example Institute. Knees. https://example.org/knees. Dated 2024. Read June 1, 2024.",
        ),
        ({"url": None, "via": "book"}, "Example Institute. Knees. Book."),
        (
            {"url": None, "via": "a copy on another site"},
            "Example Institute. Knees. Read in a copy on another site.",
        ),
        (
            {"url": None, "via": "model page"},
            "Example Institute. Knees. Named by the page that this guide grew from; not opened.",
        ),
    ],
)
def test_a_source_is_one_line(changes: dict[str, Any], line: str) -> None:
    known: dict[str, Any] = dict.fromkeys(("date", "accessed", "via"))
    known |= {"publisher": "Example Institute", "title": "Knees", "url": "https://example.org/knees"}
    assert condition_page.reference(Reference(**known | changes)) == line


def test_where_room_is_close_little_is_said_of_much(page: Make, trial: Make, paper: Make) -> None:
    text = said(page(trials=[trial()], research=[paper()]), close=True)
    assert "Get help now" not in text
    assert "On this page: symptoms, treatment, care, trials.\n" in text
    assert "Now or today: see the top." in text
    assert (
        "\nWhich moves should I avoid? Would a brace help me? When can I run again? Do I need a scan?\n"
        in text
    )
    assert "https://" not in text
    assert "1 of 1, as of November 20, 2026; all: condcli trials Sore knee" in text
    assert "Last changed February 3, 2026." in text
    assert "[1] Example Institute; [2] Example Press. In full: condcli references Sore knee" in text


def test_where_there_is_room_all_is_said_of_each(page: Make, trial: Make, paper: Make) -> None:
    text = said(page(trials=[trial()], research=[paper()]))
    assert "Questions to ask\n\n- Which moves should I avoid?\n- Would a brace help me?\n" in text
    assert "\nNCT number: NCT00000001\n" in text
    assert "\nNumber of patients: 3,849\n" in text
    assert "https://example.org/knees" in text
    assert "On this page: definition, names, symptoms, treatment, care, questions, references," in text


def test_sections_stand_below_the_name_of_their_page(page: Make) -> None:
    assert parts(page(), "treatment").startswith("SORE KNEE\n\nTreatment\n\nRest helps at first.")


def test_where_room_is_close_and_nothing_is_known_it_is_still_said(page: Make) -> None:
    text = said(page(), close=True)
    assert "No trials are stored for Sore knee." in text
    assert "No research is stored for Sore knee." in text


def test_the_next_visit_runs_on_where_room_is_close(page: Make) -> None:
    lists = [b for b in condition_page.condition(page(), close=True) if isinstance(b, Bullet)]
    assert [b.run_on for b in lists if b.lead == condition_page.NEXT_VISIT] == [True]
    lists = [b for b in condition_page.condition(page()) if isinstance(b, Bullet)]
    assert [b.run_on for b in lists if b.lead == condition_page.NEXT_VISIT] == [False]


def test_what_a_catalog_adds_is_told_below_help(page: Make) -> None:
    added = {"added_by": "Green Valley", "notes": ["Ask for Dr. Doe."]}
    for text in (said(page(**added)), parts(page(**added), "treatment")):
        assert "This page was added by Green Valley.\nNotes:\n- Ask for Dr. Doe.\n" in text
    assert said(page(**added)).index("Call a doctor today") < said(page(**added)).index(
        "added by Green Valley"
    )


def test_a_note_without_an_emergency_stands_in_care(page: Make) -> None:
    blocks = list(condition_page.section(page(care=NO_CARE | {"note": "Never.", "refs": [2]}), "care"))
    assert blocks[0] == Paragraph("Never.")
    assert len(blocks) == 2
