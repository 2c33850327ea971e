"""Prose on a terminal: lines that can be read, lists in columns, and no address that is broken."""

from collections.abc import Callable

import pytest
from rich.cells import cell_len

from condcli.render.blocks import (
    Block,
    Bullet,
    Fields,
    Heading,
    Paragraph,
    Quote,
    References,
    Sources,
    Steps,
)

Draw = Callable[..., str]
WORDS = " ".join(f"word{number}" for number in range(40))
ADDRESS = "https://example.org/a/very/long/address/that/is/longer/than/the/line"


def bare(shown: str) -> str:
    """The lines without spaces at their ends."""
    return "\n".join(line.rstrip() for line in shown.splitlines())


@pytest.mark.parametrize(
    ("blocks", "shown"),
    [
        ((Heading("Asthma", level=1), Paragraph("A cough.")), "Asthma\nA cough."),
        ((Paragraph("One."), Paragraph("Two.")), "One.\n\nTwo."),
        ((Paragraph("One."), Paragraph("Quiet.", quiet=True)), "One.\nQuiet."),
        ((Paragraph("One."), Bullet(None, ("a", "b"))), "One.\n• a\n• b"),
        ((Bullet(None, ("a",)), Paragraph("Two.")), "• a\nTwo."),
        ((Bullet("Signs:", ("a", "b")), Heading("Next")), "Signs:\n• a\n• b\n\nNext"),
        ((Heading("One"), Heading("Two")), "One\n\nTwo"),
        ((Paragraph("One."), Sources((1, 2))), "One. [1,2]"),
        ((Bullet("Signs:", ("a", "b")), Sources((3,))), "Signs:\n• a\n• b [3]"),
        ((Bullet("Also:", ("a", "b"), run_on=True), Sources((3,))), "Also: a; b [3]"),
        ((Bullet(None, ("a", "b"), run_on=True),), "a; b"),
        ((Sources((1,)),), "[1]"),
        ((Fields((("Total", "3"), ("New", "1"))),), "Total: 3\nNew: 1"),
        ((References(((9, "A."), (10, "B."))),), "9. A.\n10. B."),
        ((Quote("Asthma", "A dry cough", ((2, 5),)), Paragraph("x")), "Asthma\nA dry cough\n\nx"),
    ],
)
def test_blocks_stand_as_close_as_they_belong(drawn: Draw, blocks: tuple[Block, ...], shown: str) -> None:
    assert bare(drawn(60, *blocks)) == shown


@pytest.mark.parametrize(("width", "widest"), [(40, 40), (87, 87), (88, 88), (89, 88), (240, 88)])
def test_no_line_is_longer_than_can_be_followed(drawn: Draw, width: int, widest: int) -> None:
    lines = bare(drawn(width, Paragraph(WORDS))).splitlines()
    assert " ".join(lines) == WORDS
    assert widest - len("word10 ") < max(map(len, lines)) <= widest


def test_further_lines_of_an_item_stand_below_its_text(drawn: Draw) -> None:
    shown = bare(drawn(20, Bullet("Signs:", ("a cough that lasts all night",))))
    assert shown == "Signs:\n• a cough that lasts\n  all night"
    shown = bare(drawn(20, References(((10, "A book about coughs of all kinds"),))))
    assert shown == "10. A book about\n    coughs of all\n    kinds"


def test_a_label_and_its_value_run_on(drawn: Draw) -> None:
    assert bare(drawn(20, Fields((("Name", "one two three four five"),)))) == "Name: one two three\nfour five"


@pytest.mark.parametrize(
    ("width", "count", "columns"),
    [
        (80, 1, 1),
        (80, 2, 1),
        (80, 3, 2),
        (80, 4, 2),
        (80, 5, 3),
        (80, 9, 3),
        (17, 9, 1),
        (18, 9, 2),
        (28, 9, 3),
    ],
)
def test_short_items_stand_in_up_to_three_columns(drawn: Draw, width: int, count: int, columns: int) -> None:
    items = tuple(f"sign {number}" for number in range(count))
    lines = drawn(width, Bullet(None, items)).splitlines()
    assert max(line.count("•") for line in lines) == columns
    assert len(lines) == -(-count // columns)
    assert all(item in "\n".join(lines) for item in items)


def test_columns_of_a_list_are_read_downwards(drawn: Draw) -> None:
    shown = drawn(40, Bullet(None, ("a", "bbb", "c", "d", "e")))
    assert bare(shown) == "• a    • c  • e\n• bbb  • d"


@pytest.mark.parametrize(
    ("count", "length", "width", "columns"),
    [
        (4, 100, 120, 2), (4, 100, 88, 2), (4, 80, 120, 1), (3, 100, 120, 1), (6, 100, 120, 2),
        (5, 150, 120, 1), (4, 100, 61, 1), (4, 200, 70, 1),
    ],
)  # fmt: skip
def test_items_that_wrap_stand_in_two_columns_where_that_saves_enough(
    drawn: Draw, count: int, length: int, width: int, columns: int
) -> None:
    item = ("four " * length)[: length - 1]
    lines = drawn(width, Bullet(None, (item,) * count)).splitlines()
    assert max(line.count("•") for line in lines) == columns
    assert sum(line.count("four") for line in lines) == count * item.count("four")
    assert max(map(cell_len, lines)) <= width


def test_the_longer_items_get_the_wider_column(drawn: Draw) -> None:
    def second_column(first: int, second: int) -> int:
        items = tuple(("four " * 40)[: length - 1] for length in (first,) * 4 + (second,) * 4)
        return max(line.rfind("•") for line in drawn(120, Bullet(None, items)).splitlines())

    assert 0 < second_column(30, 100) < second_column(100, 30) < 120


@pytest.mark.parametrize("width", [20, 40, 70])
def test_an_address_longer_than_a_line_has_one_of_its_own(drawn: Draw, width: int) -> None:
    shown = bare(drawn(width, Paragraph(f"Read it at {ADDRESS} and come back."))).splitlines()
    assert ADDRESS in shown if width < len(ADDRESS) else any(ADDRESS in line for line in shown)
    assert " ".join(shown) == f"Read it at {ADDRESS} and come back."


@pytest.mark.parametrize("text", [ADDRESS, f"{ADDRESS} end", f"start {ADDRESS}"])
def test_an_address_may_begin_or_end_a_text(drawn: Draw, text: str) -> None:
    assert " ".join(bare(drawn(30, Paragraph(text))).splitlines()) == text


def test_an_address_without_its_beginning_is_not_broken(drawn: Draw) -> None:
    short = "clinicaltrials.gov/study/NCT00000001/and/more/of/it"
    assert short in bare(drawn(30, Fields((("Link", short),)))).splitlines()


def test_help_stands_in_a_heavy_frame_with_its_steps_numbered(drawn: Draw) -> None:
    steps = Steps("Call 911 now.", ("Sit up and stay calm until help comes.", "Use it."), ("Call 988.",))
    lines = [line.strip("┃ ") for line in drawn(36, steps).splitlines()]
    assert lines[1:-1] == [
        "HELP NOW: Call 911 now.", "1. Sit up and stay calm until", "help comes.", "2. Use it.", "Call 988.",
    ]  # fmt: skip
    assert all(len(line) == 36 for line in drawn(36, steps).splitlines())


def test_help_is_as_wide_as_prose_at_most(drawn: Draw) -> None:
    assert {len(line) for line in drawn(200, Steps("Call 911.", ("Sit up.",))).splitlines()} == {88}


def test_what_steers_a_terminal_is_shown_in_every_kind_of_prose(drawn: Draw) -> None:
    evil = "x\x1b[2J\ny"
    blocks = (
        Heading(evil), Paragraph(evil), Bullet(evil, (evil, evil)), Bullet(evil, (evil,), run_on=True),
        References(((1, evil),)), Fields(((evil, evil),)), Quote(evil, evil, ((0, 2),)), Steps(evil, (evil,)),
        Bullet(evil, (evil,), "urgent", foot=(evil,)),
    )  # fmt: skip
    for block in blocks:
        shown = drawn(80, block)
        assert "\x1b" not in shown
        assert r"x\x1b[2J y" in shown


@pytest.mark.parametrize(
    ("block", "styles"),
    [
        (Heading("Asthma", level=1), "\x1b[1;4mAsthma\x1b[0m"),
        (Heading("Signs"), "\x1b[1mSigns\x1b[0m"),
        (Quote("Asthma", "A dry cough", ((2, 5),)), "A \x1b[1mdry\x1b[0m cough"),
        (Fields((("Total", "3"),)), "\x1b[1mTotal\x1b[0m: 3"),
        (Bullet("Also:", ("a",), run_on=True), "\x1b[1mAlso: \x1b[0ma"),
        (Bullet("Call:", ("a",), "emergency"), "\x1b[1;7m Call: \x1b[0m"),
        (Bullet("Call:", ("a",), "urgent"), "\x1b[1m Call: \x1b[0m"),
        (Bullet("Call:", ("a",), "emergency"), "\x1b[31m• \x1b[0ma"),
        (Bullet("Call:", ("a",), "urgent"), "\x1b[33m• \x1b[0ma"),
        (Steps("Call 911.", ("Sit up.",)), "\x1b[1m1. \x1b[0mSit up."),
    ],
)
def test_what_must_catch_the_eye_is_bold_and_the_rest_is_not(drawn: Draw, block: Block, styles: str) -> None:
    assert styles in drawn(60, block, styled=True)
