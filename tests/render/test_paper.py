"""How much stands on a sheet: what is counted here must not be less than what a printer takes."""

import pytest

from condcli.render import paper
from condcli.render.blocks import Bullet, Heading, Paragraph, References, Sources
from condcli.render.paper import LARGE, NORMAL, Beside, Lines, Part, Sheet

SHEET = Sheet(NORMAL)
LINE = 12 * 1.2  # of the body
SMALL = 10 * 1.2
WORDS = "word " * 30  # takes two lines, and four of half a sheet


@pytest.mark.parametrize(
    ("text", "columns", "count"),
    [
        ("", 100, 1),
        ("a", 457, 1),
        ("a a", 457 + 250 + 457, 1),
        ("a a", 457 + 250 + 456, 2),
        ("a a a", 457 + 250 + 457, 2),
        ("a", 456, 2),
        ("a" * 10, 457 * 4, 3),
        ("a" * 10 + " a", 457 * 4, 3),
        ("a" * 10 + " aa", 457 * 4, 4),
        ("aaa " * 5, 2000, 5),
        ("  a \n a ", 457 + 250 + 457, 1),
        ("日", 999, 2),
        ("日", 1000, 1),
    ],
)
def test_lines_are_counted_as_they_break(text: str, columns: float, count: int) -> None:
    assert paper.lines(text, columns) == count


@pytest.mark.parametrize(
    ("word", "width"), [("", 0), ("i", 278), ("W", 951), ("~", 541), ("\x1f", 1000), ("é", 1000), ("ab", 957)]
)
def test_a_word_is_as_wide_as_its_letters(word: str, width: int) -> None:
    assert paper.width(word) == width


@pytest.mark.parametrize(
    ("sheet", "across", "height"),
    [
        (SHEET, 540.0, 714.0),
        (SHEET.half, 263.0, 714.0),
        (Sheet(NORMAL, paper="a4"), 523.28, 763.89),
        (Sheet(LARGE, pages=2), 540.0, 1369.2),
        (Sheet(LARGE, pages=2).half, 260.0, 1369.2),
    ],
)
def test_a_sheet_has_room_within_its_margins(sheet: Sheet, across: float, height: float) -> None:
    assert (sheet.across, sheet.height) == pytest.approx((across, height))


@pytest.mark.parametrize(
    ("block", "height"),
    [
        (Heading("a", level=1), 18 * 1.2 + 2),
        (Heading("a"), 6 + 13 * 1.2),
        (Paragraph("a"), LINE + 2),
        (Paragraph(WORDS), 2 * LINE + 2),
        (Paragraph(WORDS, quiet=True), 2 * SMALL + 2),
        (Paragraph("a", quiet=True), SMALL + 2),
        (Bullet(None, ("a",)), LINE + 2),
        (Bullet(None, ("a", "b")), 2 * LINE + 2),
        (Bullet("a", ("a",)), 2 * LINE + 4),
        (Bullet(None, ("a",) * 4), 2 * LINE + 2),
        (Bullet(None, ("a",) * 5), 3 * LINE + 2),
        (Bullet(None, ("a", "b", "c", WORDS)), 5 * LINE + 2),
        (Bullet("a", ("a", "b"), run_on=True), LINE + 2),
        (Bullet("a", (WORDS,), run_on=True), 2 * LINE + 2),
        (Bullet("a", ("a",), "urgent"), 2 * LINE + 12),
        (Bullet("a", ("a",), "urgent", foot=("a", "b")), 4 * LINE + 12),
        (Bullet(None, ("a",), "urgent"), LINE + 12),
        (Sources((1, 2)), SMALL + 2),
        (References(((1, "a"), (2, WORDS))), 3 * SMALL),
        (Lines(3), 54),
        (Beside((Paragraph("a"),), (Paragraph("a"), Paragraph("b"))), 2 * (LINE + 2) + 2),
        (Beside((Paragraph(WORDS),), ()), 4 * LINE + 4),
    ],
)
def test_each_kind_of_block_takes_its_height(block: Part, height: float) -> None:
    assert SHEET.taken([block]) == pytest.approx(height)


def test_blocks_take_what_they_take_together() -> None:
    assert SHEET.taken([Paragraph("a"), Lines(1)]) == pytest.approx(LINE + 2 + 18)
    assert SHEET.taken([]) == 0


def test_bold_type_and_a_frame_leave_less_room() -> None:
    near = "x" * 88  # of 540 points
    assert SHEET.taken([Paragraph(near)]) < SHEET.taken([Paragraph(f"{near}xxx")])
    plain, lead = (SHEET.taken([Bullet(lead, ("a",))]) for lead in ("a", near))
    assert lead - plain == pytest.approx(LINE)
    framed = Bullet("a", ("x" * 86,), "urgent")
    assert SHEET.taken([framed]) - SHEET.taken([Bullet("a", ("a",), "urgent")]) == pytest.approx(LINE)


@pytest.mark.parametrize(
    ("items", "two"),
    [
        (("a",) * 3, False),
        (("a",) * 4, True),
        (("a",) * 9, True),
        (("a", "b", "c", "word " * 12), False),
        ((), False),
    ],
)
def test_short_items_stand_in_two_columns_of_a_whole_sheet(items: tuple[str, ...], two: bool) -> None:
    assert SHEET.in_two(items) is two
    assert not SHEET.half.in_two(items)


def test_large_type_takes_more() -> None:
    for block in (Paragraph("a"), Heading("a"), Lines(1), Sources((1,))):
        assert Sheet(LARGE, pages=2).taken([block]) > SHEET.taken([block])
