"""Plain lines: one fact a line, whatever the block, for pipes and for people who listen."""

import pytest

from condcli.render import plain
from condcli.render.blocks import (
    Block,
    Bullet,
    Columns,
    Fields,
    Heading,
    Paragraph,
    Quote,
    References,
    Sources,
    Steps,
    Table,
)

ROWS = tuple((f"Row {number}", str(number), "") for number in range(1, 6))
LISTED = Table(("Name", "Count", "Note"), ROWS, at_most=3, more="To see more, add --limit 5.", inline=True)


@pytest.mark.parametrize(
    ("block", "lines"),
    [
        (Heading("Asthma", level=1), ["ASTHMA", ""]),
        (Heading("Symptoms"), ["Symptoms", ""]),
        (Heading("Symptoms", group=3), ["Symptoms", ""]),
        (Paragraph("A cough.", quiet=True), ["A cough."]),
        (Bullet("Signs:", ("a cough", "a wheeze")), ["Signs:", "- a cough", "- a wheeze"]),
        (Bullet(None, ("a cough",)), ["- a cough"]),
        (Bullet("Signs:", ("a", "b"), run_on=True), ["Signs:", "- a", "- b"]),
        (Bullet("Call:", ("a",), "urgent", foot=("555-0100",)), ["Call:", "- a", "555-0100"]),
        (Sources((1, 3)), ["Sources: 1, 3"]),
        (References(((2, "A book."), (5, "A page."))), ["2. A book.", "5. A page."]),
        (Fields((("Total", "3"), ("New", "1"))), ["Total: 3", "New: 1"]),
        (Quote("Asthma, Symptoms", "A dry cough", ((2, 5),)), ["Asthma, Symptoms: A *dry* cough"]),
        (Quote("Asthma", "cough", ((0, 5),)), ["Asthma: *cough*"]),
        (
            Quote("Asthma", "a dry, dry cough", ((2, 5), (7, 10))),
            ["Asthma: a *dry*, *dry* cough"],
        ),
        (Quote("Asthma", "nothing of it", ()), ["Asthma: nothing of it"]),
        (
            Steps("Call 911.", ("Sit up.", "Use the inhaler."), ("Call 988.",)),
            [
                "HELP NOW: Call 911.",
                "HELP NOW: 1. Sit up.",
                "HELP NOW: 2. Use the inhaler.",
                "HELP NOW: Call 988.",
                "",
            ],
        ),
        (
            Columns(("Flu", "Cold"), (("Fever", (("high", "sudden"), ("seldom",))),)),
            ["Fever", "", "Flu: high; sudden", "Cold: seldom"],
        ),
    ],
)
def test_each_kind_of_block_has_its_lines(block: Block, lines: list[str]) -> None:
    assert plain.lines([block]) == lines


def test_headings_stand_between_single_empty_lines() -> None:
    blocks = (Heading("Asthma", level=1), Heading("Signs"), Paragraph("A cough."), Heading("Care"))
    assert plain.lines(blocks) == ["ASTHMA", "", "Signs", "", "A cough.", "", "Care", ""]


def test_a_text_ends_with_a_line_break_and_of_nothing_is_empty() -> None:
    assert plain.text([Paragraph("A cough.")]) == "A cough.\n"
    assert plain.text([]) == ""


def test_a_row_is_a_group_of_labelled_lines_without_what_has_no_value() -> None:
    table = Table(("Name", "Count", "Note"), (("Flu", "2", ""), ("Cold", "", "mild")))
    assert plain.lines([table]) == ["Name: Flu", "Count: 2", "", "Name: Cold", "Note: mild"]


def test_a_row_of_an_inline_table_is_one_line() -> None:
    table = Table(("Name", "Count", "Note"), (("Flu", "2", "often"), ("Cold", "", "mild")), inline=True)
    assert plain.lines([table]) == ["Flu. Count: 2; Note: often", "Cold. Note: mild"]


def test_a_listener_hears_the_first_rows_and_how_to_get_the_others() -> None:
    *shown, last = plain.lines([LISTED], cut=True)
    assert shown == ["Row 1. Count: 1", "Row 2. Count: 2", "Row 3. Count: 3"]
    assert last == "Showing 3 of 5. To see more, add --limit 5."


def test_a_pipe_gets_every_row_and_no_word_about_more() -> None:
    assert plain.lines([LISTED]) == [f"Row {n}. Count: {n}" for n in range(1, 6)]


@pytest.mark.parametrize("rows", [0, 1, 3])
def test_a_table_that_is_short_enough_is_not_cut(rows: int) -> None:
    table = Table(LISTED.headers, ROWS[:rows], at_most=3, more="More.", inline=True)
    assert plain.lines([table], cut=True) == [f"Row {n}. Count: {n}" for n in range(1, rows + 1)]


def test_counts_of_a_cut_table_have_their_commas() -> None:
    table = Table(("Name",), (("Flu",),) * 12_345, at_most=1_000, more="More.")
    assert plain.lines([table], cut=True)[-1] == "Showing 1,000 of 12,345. More."


@pytest.mark.parametrize(
    "block",
    [
        Paragraph("one\ntwo"),
        Bullet(None, ("one\r\ntwo",)),
        Fields((("one\ntwo", "x"),)),
        Heading("one\ntwo"),
        Quote("one", "\n\ntwo", ()),
        Table(("a", "b"), (("one", "two\nthree"),), inline=True),
    ],
)
def test_a_break_inside_a_text_begins_no_line(block: Block) -> None:
    said = [line for line in plain.lines([block]) if line]
    assert len(said) == 1
    assert "one" in said[0]


def test_what_steers_a_terminal_is_shown_as_a_mark() -> None:
    (line,) = plain.lines([Fields((("Name\x1b[2J", "\u202eflu"),))])
    assert line == r"Name\x1b[2J: \u202eflu"
