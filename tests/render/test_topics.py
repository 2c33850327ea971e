"""The sections of a handout, piece by piece: each has its share, and what is cut says so."""

from collections.abc import Callable
from typing import Any

import pytest

from condcli.render.blocks import Bullet, Heading, Paragraph, Sources
from condcli.render.condition_page import NEXT_VISIT, WITHIN_DAYS
from condcli.render.paper import LARGE, NORMAL, Beside, Sheet
from condcli.render.topics import MORE, Piece, Topic, on_one_page, prose, topic_of

Make = Callable[..., Any]
SHEET = Sheet(NORMAL)
TEXT = Topic("treatment", "Treatment", (Piece(0, "Rest."), Piece(0, "Cool it."), Piece(1, "Walk.")), (2,))
LIST = Topic("symptoms", "Symptoms", (Piece(0, "Look."), *(Piece(1, x, "Signs:") for x in "abc")), (1,))
CARE: dict[str, Any] = {
    "emergency": [], "urgent": [], "soon": ["swelling"], "routine": ["a scar"], "note": "Never.", "refs": [1],
}  # fmt: skip


def pieces(topic: Topic) -> list[tuple[int, str, str | None]]:
    return [(piece.place, piece.text, piece.lead) for piece in topic.pieces]


def headings(parts: Any) -> list[str]:  # noqa: ANN401  parts of any kind
    flat = [b for p in parts for b in ((*p.left, *p.right) if isinstance(p, Beside) else (p,))]
    return [b.text for b in flat if isinstance(b, Heading)]


def test_a_section_is_its_sentences_and_items(page: Make) -> None:
    topic = topic_of(page(), "symptoms", "Symptoms", short=True)
    assert pieces(topic) == [
        (0, "You may notice pain on the stairs.", None),
        (1, "a stiff knee", "Other signs are:"),
        (1, "a grinding feel (crepitus)", "Other signs are:"),
    ]
    assert topic.refs == (1,)
    assert len(topic_of(page(), "treatment", "Treatment", short=True).pieces) == 2
    assert topic_of(page(), "outlook", "Outlook", short=True) == Topic("outlook", "Outlook", (), ())


@pytest.mark.parametrize(
    ("care", "short", "told"),
    [
        ({}, True, [(0, "swelling", WITHIN_DAYS)]),
        ({}, False, [(0, "swelling", WITHIN_DAYS), (1, "a scar", NEXT_VISIT)]),
        ({"soon": []}, True, [(1, "a scar", NEXT_VISIT)]),
        ({"emergency": ["bleeding"]}, True, [(0, "swelling", WITHIN_DAYS), (2, "Never.", None)]),
        ({"emergency": ["bleeding"], "note": None}, True, [(0, "swelling", WITHIN_DAYS)]),
        ({"soon": [], "routine": []}, False, []),
    ],
)
def test_what_can_wait_is_told_as_far_as_there_is_room(
    page: Make, care: dict[str, Any], short: bool, told: list[tuple[int, str, str | None]]
) -> None:
    topic = topic_of(page(care=CARE | care), "care", "When to see a doctor", short=short)
    assert pieces(topic) == told
    assert topic.refs == (1,)


def test_questions_and_names_are_lists_without_a_lead(page: Make) -> None:
    topic = topic_of(page(questions=["a?", "b?"]), "questions", "Questions", short=True)
    assert topic.blocks(2) == [Heading("Questions"), Bullet(None, ("a?", "b?"))]
    topic = topic_of(page(names_es=["rodilla"]), "names", "Names", short=True)
    assert [piece.text for piece in topic.pieces] == ["Painful knee", "PFPS", "rodilla", "Knee - sore"]


@pytest.mark.parametrize(
    ("topic", "count", "blocks"),
    [
        (TEXT, 0, []),
        (TEXT, 1, [Paragraph("Rest.")]),
        (TEXT, 2, [Paragraph("Rest. Cool it.")]),
        (TEXT, 3, [Paragraph("Rest. Cool it."), Paragraph("Walk.")]),
        (LIST, 1, [Paragraph("Look.")]),
        (LIST, 3, [Paragraph("Look."), Bullet("Signs:", ("a", "b", MORE))]),
        (LIST, 4, [Paragraph("Look."), Bullet("Signs:", ("a", "b", "c"))]),
    ],
)
def test_a_list_that_is_cut_says_that_there_is_more(topic: Topic, count: int, blocks: list[Any]) -> None:
    assert topic.blocks(count) == ([Heading(topic.heading), *blocks] if count else [])
    marked = topic.blocks(count, marked=True)
    assert marked == (topic.blocks(count) + ([Sources(topic.refs)] if count else []))


def test_questions_that_are_cut_do_not_say_so() -> None:
    topic = Topic("questions", "Questions", tuple(Piece(0, x, "") for x in "abc"))
    assert topic.blocks(2) == [Heading("Questions"), Bullet(None, ("a", "b"))]
    assert topic.blocks(2, marked=True) == topic.blocks(2)


@pytest.mark.parametrize(
    ("topic", "count", "steps"),
    [
        (TEXT, 0, [1, 1]),
        (TEXT, 1, [2]),
        (TEXT, 2, [3]),
        (TEXT, 3, []),
        (LIST, 0, [3, 1]),
        (LIST, 1, [3]),
        (LIST, 3, [4]),
        (Topic("x", "X", (Piece(0, "Only."),)), 0, [1, 1]),
        (Topic("x", "X", (Piece(0, "Do the following:"), Piece(1, "a", "L"), Piece(1, "b", "L"))), 0, [3]),
        (Topic("x", "X", (Piece(0, "Signs are these"), Piece(1, "a", "L"), Piece(1, "b", "L"))), 0, [3]),
        (Topic("x", "X", (Piece(0, "a", "L"), Piece(0, "b", "L"), Piece(0, "c", "L"))), 0, [2, 1]),
    ],
)
def test_no_list_is_begun_with_its_first_item_alone(topic: Topic, count: int, steps: list[int]) -> None:
    assert list(topic.steps(count)) == steps


def test_with_room_for_all_everything_is_told() -> None:
    shown, room = on_one_page([TEXT, LIST], SHEET, 700)
    assert headings(shown) == ["Treatment", "Symptoms"]
    assert MORE not in prose(shown)
    assert 0 < room < 700


@pytest.mark.parametrize("room", [10, 60, 100, 150, 300])
def test_what_is_told_takes_no_more_than_there_is(room: float) -> None:
    for topics in ([TEXT, LIST], [TEXT], [LIST, TEXT, TEXT]):
        shown, left = on_one_page(topics, SHEET, room)
        assert left >= 0
        assert SHEET.taken(shown) + left == pytest.approx(room)


def test_where_there_is_no_room_nothing_is_told() -> None:
    assert on_one_page([TEXT, LIST], SHEET, 10) == ([], 10)
    assert on_one_page([], SHEET, 100) == ([], 100)


def test_room_is_shared_in_turns() -> None:
    long = tuple(Piece(n, f"Sentence {n} says a good many things about it.") for n in range(12))
    topics = [Topic(key, key.title(), long) for key in ("symptoms", "treatment")]
    shown, _ = on_one_page(topics, Sheet(LARGE, pages=2), 400)
    counts = [text.split()[1] for text in prose(shown)]
    assert headings(shown) == ["Symptoms", "Treatment"]
    first, second = (
        len([c for c in side if c]) for side in (counts[: len(counts) // 2], counts[len(counts) // 2 :])
    )
    assert abs(first - second) <= 1


def test_large_type_and_a_single_topic_stand_in_one_column() -> None:
    for topics, sheet in (([TEXT, LIST], Sheet(LARGE, pages=2)), ([TEXT], SHEET)):
        shown, _ = on_one_page(topics, sheet, 700)
        assert not any(isinstance(part, Beside) for part in shown)
    (part,) = on_one_page([TEXT, LIST], SHEET, 700)[0]
    assert isinstance(part, Beside)


def test_the_definition_makes_way_for_the_others() -> None:
    definition = Topic("definition", "What it is", tuple(Piece(n, "It is this. " * 5) for n in range(4)))
    shown, _ = on_one_page([definition, LIST, TEXT], Sheet(LARGE, pages=2), 260)
    assert headings(shown) == ["Symptoms", "Treatment"]


def test_the_texts_of_parts_are_those_that_are_read() -> None:
    beside = Beside((Paragraph("left"),), (Bullet(None, ("right",)),))
    parts = (Heading("Not this"), Paragraph("one"), Bullet("two", ("three", "four")), Sources((1,)), beside)
    assert prose(parts) == ["one", "two", "three", "four", "left", "", "right"]
