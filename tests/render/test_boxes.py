"""The boxes of a page: what calls for help stands in a frame of its own, whole, whatever the width."""

from collections.abc import Callable

import pytest

from condcli.render.blocks import Bullet, Paragraph

Draw = Callable[..., str]
NOW = Bullet("Call 911:", ("a fever", "a cough"), "emergency")
TODAY = Bullet("Call today:", ("a rash",), "urgent")


def test_two_boxes_share_the_line_between_them(drawn: Draw) -> None:
    assert drawn(30, NOW, TODAY).splitlines() == [
        "╭─ Call 911: ────────────────╮",
        "│ • a fever                  │",
        "│ • a cough                  │",
        "├─ Call today: ──────────────┤",
        "│ • a rash                   │",
        "╰────────────────────────────╯",
    ]


@pytest.mark.parametrize(("width", "across"), [(88, 88), (109, 88), (110, 54), (151, 74), (300, 119)])
def test_a_wide_terminal_has_them_side_by_side(drawn: Draw, width: int, across: int) -> None:
    top, *_, bottom = drawn(width, NOW, TODAY).splitlines()
    beside = width >= 110
    assert top.count("╭") == (2 if beside else 1)
    assert top.index("╮") == across - 1
    assert len(bottom) == (2 * across + 2 if beside else across)


def test_the_lower_box_ends_where_its_text_does(drawn: Draw) -> None:
    lines = drawn(110, NOW, TODAY).splitlines()
    assert [len(line.rstrip()) for line in lines] == [110, 110, 110, 54]
    assert lines[2].endswith("╯")
    assert lines[3].startswith("╰")


def test_one_box_is_as_wide_as_prose(drawn: Draw) -> None:
    assert {len(line) for line in drawn(200, NOW).splitlines()} == {88}


def test_only_boxes_that_follow_each_other_are_joined(drawn: Draw) -> None:
    apart = drawn(40, NOW, Paragraph("Or:"), TODAY)
    assert (apart.count("╭"), apart.count("├")) == (2, 0)


@pytest.mark.parametrize("width", [16, 24, 40, 60])
def test_a_lead_that_is_longer_than_its_frame_stands_inside(drawn: Draw, width: int) -> None:
    lead = "Call 911 or go to an emergency room now if you have:"
    lines = drawn(width, Bullet(lead, ("a fever",), "emergency")).splitlines()
    assert {len(line) for line in lines} == {width}
    assert " ".join(" ".join(line.strip("│╭╮╰╯─ ") for line in lines).split()) == f"{lead} • a fever"
    assert (lead in lines[0]) is (width >= len(lead) + 6)


@pytest.mark.parametrize(
    ("width", "in_border"), [(len("Call 911:") + 5, False), (len("Call 911:") + 6, True)]
)
def test_a_lead_stands_in_the_border_where_it_just_fits(drawn: Draw, width: int, in_border: bool) -> None:
    assert ("Call 911:" in drawn(width, NOW).splitlines()[0]) is in_border


def test_a_box_without_a_lead_has_an_unbroken_border(drawn: Draw) -> None:
    first, item, _ = drawn(20, Bullet(None, ("a fever",), "urgent")).splitlines()
    assert first == "╭──────────────────╮"
    assert item == "│ • a fever        │"


def test_whom_to_call_stands_below_the_list_and_wraps_with_it(drawn: Draw) -> None:
    box = Bullet("Call:", ("a fever",), "urgent", foot=("Green Valley: 555-01000", "Llame al 911."))
    inside = [line.strip("│ ") for line in drawn(26, box).splitlines()[1:-1]]
    assert inside == ["• a fever", "Green Valley:", "555-01000", "Llame al 911."]


def test_items_of_a_box_stand_one_below_the_other_however_short(drawn: Draw) -> None:
    many = Bullet("Call:", tuple("abcdefgh"), "emergency")
    assert all(line.count("•") <= 1 for line in drawn(200, many).splitlines())
    assert drawn(200, many).count("•") == 8


def test_a_stream_without_lines_gets_others(drawn: Draw) -> None:
    assert drawn(20, NOW, TODAY, encoding="ascii").splitlines() == [
        "+- Call 911: ------+",
        "| • a fever        |",
        "| • a cough        |",
        "+- Call today: ----+",
        "| • a rash         |",
        "+------------------+",
    ]


@pytest.mark.parametrize(("box", "color"), [(NOW, "\x1b[31m"), (TODAY, "\x1b[33m")])
def test_a_frame_has_its_color(drawn: Draw, box: Bullet, color: str) -> None:
    top, *_, bottom = drawn(30, box, styled=True).splitlines()
    assert top.startswith(f"{color}╭─")
    assert bottom.startswith(f"{color}╰─")


def test_the_last_edge_has_the_color_of_the_last_box(drawn: Draw) -> None:
    assert drawn(30, NOW, TODAY, styled=True).splitlines()[-1].startswith("\x1b[33m╰")
    assert drawn(30, TODAY, NOW, styled=True).splitlines()[-1].startswith("\x1b[31m╰")
