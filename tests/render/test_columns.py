"""Sections side by side on a wide terminal: as many columns as read well, none much taller than another."""

from collections.abc import Callable

import pytest
from rich.text import Text

from condcli.render import columns
from condcli.render.blocks import Bullet, Heading, Paragraph
from condcli.render.columns import Piece

Draw = Callable[..., str]


def piece(*lines: str, continued: tuple[str, ...] = ()) -> Piece:
    return Piece([Text(line) for line in lines], [Text(line) for line in continued])


def laid(pieces: list[Piece], whole: int) -> list[str]:
    return [line.plain for line in columns.lines(pieces, whole)]


@pytest.mark.parametrize(
    ("whole", "count", "width"),
    [
        (20, 1, 20), (80, 1, 80), (106, 1, 106), (107, 2, 52), (161, 2, 79), (162, 3, 52), (240, 3, 78),
        (500, 3, 164),
    ],
)  # fmt: skip
def test_a_terminal_has_as_many_columns_as_read_well(whole: int, count: int, width: int) -> None:
    assert (columns.count(whole), columns.width(whole)) == (count, width)


def test_columns_are_read_downwards_one_after_the_other() -> None:
    shown = laid([piece("a"), piece("b"), piece("c"), piece("d")], 107)
    assert shown == [f"{'a':55}c", f"{'b':55}d"]


def test_the_tallest_column_is_as_short_as_it_can_be() -> None:
    pieces = [piece("a1", "a2", "a3"), piece("b"), piece("c"), piece("d")]
    assert laid(pieces, 107) == [f"{'a1':55}b", f"{'a2':55}c", f"{'a3':55}d"]


def test_three_columns_may_be_of_different_height() -> None:
    pieces = [piece("a"), piece("b1", "b2"), piece("c")]
    assert laid(pieces, 170) == [f"{'a':57}{'b1':57}c", f"{'':57}b2"]


def test_lines_that_stay_together_are_not_parted() -> None:
    shown = laid([piece("a1", "a2", "a3", "a4"), piece("b")], 107)
    assert [line[:55].strip() for line in shown] == ["a1", "a2", "a3", "a4"]


def test_what_goes_on_in_the_next_column_is_said_above_it() -> None:
    pieces = [
        piece("A", "1"),
        piece("2", continued=("A, continued",)),
        piece("3", continued=("A, continued",)),
    ]
    assert laid(pieces, 107) == [f"{'A':55}A, continued", f"{'1':55}2", f"{'':55}3"]


def test_of_ways_that_are_as_short_the_one_that_parts_no_section_is_taken() -> None:
    pieces = [piece("A"), piece("a", continued=("A, continued",)), piece("B"), piece("b1", "b2")]
    assert laid(pieces, 107)[0] == f"{'A':55}B"


@pytest.mark.parametrize(("length", "lines"), [(52, 1), (53, 2)])
def test_a_line_may_be_as_long_as_its_column(length: int, lines: int) -> None:
    assert len(laid([piece("x" * length), piece("b")], 107)) == lines


def test_one_piece_or_a_line_too_long_makes_one_column() -> None:
    assert laid([piece("a")], 240) == ["a"]
    long = "https://example.org/" + "x" * 60
    assert laid([piece("a"), piece(long), piece("b")], 107) == ["a", long, "b"]


@pytest.mark.parametrize("width", [80, 107, 170, 240, 300])
def test_sections_of_a_group_keep_every_word_in_its_order(drawn: Draw, width: int) -> None:
    blocks = [
        block
        for name in "ABCDE"
        for block in (
            Heading(f"Section {name}", group=1),
            Paragraph(f"Text of {name} that says some few things."),
            Bullet("Signs:", (f"{name} one", f"{name} two", f"{name} three")),
        )
    ]
    shown = drawn(width, *blocks)
    for name in "ABCDE":
        assert shown.index(f"Section {name}") < shown.index(f"{name} one") < shown.index(f"{name} three")
    assert max(map(len, shown.splitlines())) <= min(width, 240)
    wide = width >= 107
    assert any(line.count("Section") > 1 for line in shown.splitlines()) is wide


def test_a_heading_runs_on_with_its_text_and_further_ones_stand_to_the_right(drawn: Draw) -> None:
    blocks = (Heading("Outlook", group=1), Paragraph("Most get well."), Paragraph("A few do not."))
    assert drawn(60, *blocks) == "Outlook  Most get well.\n    A few do not.\n"


def test_a_very_narrow_terminal_has_no_room_for_indents(drawn: Draw) -> None:
    blocks = (Heading("Outlook", group=1), Bullet("Look for:", ("a fever", "a cough")))
    assert [line.rstrip() for line in drawn(20, *blocks).splitlines()] == [
        "Outlook  Look for:", "• a fever", "• a cough",
    ]  # fmt: skip
    assert "\n  • a fever" in drawn(21, *blocks)


def test_groups_stand_apart_where_each_has_columns_of_its_own(drawn: Draw) -> None:
    blocks = (Heading("One", group=1), Paragraph("a"), Heading("Two", group=2), Paragraph("b"))
    assert drawn(80, *blocks) == "One  a\nTwo  b\n"
    assert drawn(120, *blocks) == "One  a\n\nTwo  b\n"


def test_a_lead_stays_with_its_first_item(drawn: Draw) -> None:
    lead = "word " * 40
    blocks = (
        Heading("A", group=1),
        Paragraph("a"),
        Heading("B", group=1),
        Bullet(lead, ("one " * 40, "two " * 40)),
    )
    lines = drawn(107, *blocks).splitlines()
    ends = next(line for line in lines if "one one" in line)
    above = lines[lines.index(ends) - 1]
    assert above.find("word") // 50 == ends.find("one") // 50


def test_a_list_that_goes_on_in_the_next_column_says_of_what(drawn: Draw) -> None:
    items = tuple(f"item {number} with some words that fill most of the line" for number in range(12))
    shown = drawn(107, Heading("Signs", group=1), Bullet("Look for:", items))
    assert shown.count("Signs, continued") == 1
    assert [f"item {number} " in shown for number in range(12)] == [True] * 12


@pytest.mark.parametrize("several", [119, 120, 600, 2_000])
def test_a_long_list_is_cut_nearly_evenly_and_nothing_of_it_is_lost(several: int) -> None:
    pieces = [columns.Piece([Text(f"clinic {number}")]) for number in range(several)]
    drawn = [line.plain for line in columns.lines(pieces, 200)]
    assert len(drawn) <= several / 3 + 1 + several // columns.MANY
    assert sorted(" ".join(drawn).split()[1::2], key=int) == [str(number) for number in range(several)]
