"""Tables on a terminal: columns where there is room, labelled lines where there is none."""

from collections.abc import Callable

import pytest
from rich.cells import cell_len

from condcli.render.blocks import Columns, Layout, Table

Draw = Callable[..., str]
ROWS = (("Influenza", "12", "often in winter"), ("Cold", "1,204", ""))
TABLE = Table(("Name", "Count", "Note"), ROWS, numeric=("Count",))
WIDE = Layout(
    60,
    ("Status", "Trial"),
    (12, None),
    (
        (("Recruiting", "Sep 2020"), ("Does it help?", "A study that goes on", "NCT1 · Boston")),
        (("Closed",), ("Only a title",)),
    ),
    marks=(("●", "green"), ("·", "")),
    links=(("NCT1", "https://clinicaltrials.gov/study/NCT1"), None),
)
LESS = Layout(40, ("Trial",), (None,), ((("Does it help?",),), (("Only a title",),)))
LAID_OUT = Table(
    ("Status", "Title", "NCT number"),
    (("Recruiting", "Does it help?", "NCT1"), ("Closed", "Only a title", "")),
    layouts=(WIDE, LESS),
    below="To read one: condcli trial NUMBER.",
)


def cut(at_most: int | None) -> Table:
    return Table(TABLE.headers, ROWS * 3, at_most=at_most, more="To see more, add --limit 6.")


def test_columns_are_as_wide_as_their_longest_cell(drawn: Draw) -> None:
    assert drawn(80, TABLE).splitlines() == [
        "Name       Count  Note",
        "─────────  ─────  ───────────────",
        "Influenza     12  often in winter",
        "Cold       1,204",
    ]


@pytest.mark.parametrize(("width", "narrow", "columns"), [(70, 70, True), (69, 70, False), (49, 50, False)])
def test_a_terminal_that_is_too_narrow_gets_labelled_lines(
    drawn: Draw, width: int, narrow: int, columns: bool
) -> None:
    shown = drawn(width, Table(TABLE.headers, ROWS, narrow=narrow))
    assert ("─" in shown) is columns
    if not columns:
        assert shown == "Name: Influenza\nCount: 12\nNote: often in winter\n\nName: Cold\nCount: 1,204\n"


def test_a_table_that_is_too_wide_takes_from_its_widest_column(drawn: Draw) -> None:
    table = Table(("Name", "Note"), (("Influenza", "word " * 30), ("Cold", "mild")), narrow=30)
    lines = drawn(40, table).splitlines()
    assert max(map(cell_len, lines)) <= 40
    assert lines[1] == f"{'─' * 9}  {'─' * 29}"
    assert sum(line.count("word") for line in lines) == 30


def test_columns_that_are_alike_share_what_there_is(drawn: Draw) -> None:
    table = Table(("One", "Two"), (("word " * 20, "word " * 20),), narrow=20)
    assert sorted(map(len, drawn(42, table).splitlines()[1].split())) == [20, 20]


def test_cells_of_any_script_keep_their_columns(drawn: Draw) -> None:
    table = Table(("Name", "Count"), (("日本語", "1"), ("abc", "2")), narrow=10)
    head, _, *rows = drawn(30, table).splitlines()
    assert [cell_len(row[: row.index(n)]) for row, n in zip(rows, "12", strict=True)] == [8, 8]
    assert head == "Name    Count"


@pytest.mark.parametrize(
    ("width", "headers"),
    [(200, "Status        Trial"), (60, "Status        Trial"), (59, "Trial"), (40, "Trial")],
)
def test_the_widest_layout_that_fits_is_taken(drawn: Draw, width: int, headers: str) -> None:
    assert drawn(width, LAID_OUT).splitlines()[0] == headers


def test_where_no_layout_fits_rows_stack_and_nothing_is_said_of_columns(drawn: Draw) -> None:
    assert drawn(39, LAID_OUT) == (
        "Status: Recruiting\nTitle: Does it help?\nNCT number: NCT1\n\nStatus: Closed\nTitle: Only a title\n"
    )


def test_rows_of_a_layout_stand_apart_each_behind_its_mark(drawn: Draw) -> None:
    assert drawn(60, LAID_OUT).splitlines() == [
        "Status        Trial",
        f"{'─' * 12}  {'─' * 46}",
        "● Recruiting  Does it help?",
        "  Sep 2020    A study that goes on",
        "              NCT1 · Boston",
        "",
        "· Closed      Only a title",
        "",
        "To read one: condcli trial NUMBER.",
    ]


def test_marks_and_rules_are_drawn_in_ascii_where_there_is_nothing_else(drawn: Draw) -> None:
    lines = drawn(60, LAID_OUT, encoding="ascii").splitlines()
    assert lines[1] == f"{'-' * 12}  {'-' * 46}"
    assert lines[2].startswith("* Recruiting")
    assert lines[6].startswith("- Closed")


def test_the_first_line_of_a_cell_of_several_and_the_mark_stand_out(drawn: Draw) -> None:
    shown = drawn(60, LAID_OUT, styled=True)
    assert "\x1b[1mDoes it help?\x1b[0m" in shown
    assert "\x1b[32m● \x1b[0mRecruiting" in shown
    assert "· Closed      Only a title" in shown
    assert "\x1b[1mStatus\x1b[0m" in shown


@pytest.mark.parametrize(
    ("environment", "linked"),
    [
        ({}, False),
        ({"TERM_PROGRAM": "WezTerm"}, True),
        ({"TERM_PROGRAM": "Apple_Terminal"}, False),
        ({"VTE_VERSION": "6800"}, True),
        ({"KITTY_WINDOW_ID": "1"}, True),
        ({"FORCE_HYPERLINK": "1"}, True),
        ({"FORCE_HYPERLINK": "0", "VTE_VERSION": "6800"}, False),
        ({"FORCE_HYPERLINK": "", "VTE_VERSION": "6800"}, False),
    ],
)
def test_a_number_is_a_link_where_the_terminal_is_known_to_show_links(
    drawn: Draw, monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], linked: bool
) -> None:
    for name in ("TERM_PROGRAM", "VTE_VERSION", "KITTY_WINDOW_ID", "WT_SESSION", "KONSOLE_VERSION"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    link = "\x1b]8;;https://clinicaltrials.gov/study/NCT1\x1b\\NCT1\x1b]8;;\x1b\\"
    assert (link in drawn(60, LAID_OUT, styled=True)) is linked


@pytest.mark.parametrize("address", ["http://example.org", "https://a b", "https://x\x1b\\", "javascript:1"])
def test_only_a_clean_address_is_ever_behind_a_link(
    drawn: Draw, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    monkeypatch.setenv("FORCE_HYPERLINK", "1")
    layout = Layout(20, ("Trial",), (None,), ((("NCT1",),),), links=(("NCT1", address),))
    assert "\x1b]8" not in drawn(60, Table(("Trial",), (("NCT1",),), layouts=(layout,)), styled=True)


@pytest.mark.parametrize(
    ("at_most", "said"), [(2, "Showing 2 of 6. To see more, add --limit 6."), (5, "5 of 6")]
)
@pytest.mark.parametrize("width", [40, 80])
def test_what_a_terminal_does_not_show_is_counted_below(
    drawn: Draw, at_most: int, said: str, width: int
) -> None:
    shown = drawn(width, cut(at_most))
    assert shown.count("Cold") + shown.count("Influenza") == at_most
    assert said in " ".join(shown.split())


@pytest.mark.parametrize("at_most", [6, 7, None])
def test_a_table_that_is_shown_whole_counts_nothing(drawn: Draw, at_most: int | None) -> None:
    assert "Showing" not in drawn(80, cut(at_most))
    assert drawn(80, cut(at_most)).count("Influenza") == 3


def test_rows_that_take_more_lines_than_are_drawn_at_once_are_all_there(drawn: Draw) -> None:
    rows = tuple((f"Name {number}", str(number)) for number in range(1_201))
    lines = drawn(80, Table(("Name", "Count"), rows)).splitlines()
    assert [line.split()[-1] for line in lines[2:]] == [str(number) for number in range(1_201)]


@pytest.mark.parametrize("width", [70, 120])
def test_things_stand_side_by_side_where_there_is_room(drawn: Draw, width: int) -> None:
    rows = (("Fever", (("high", "sudden"), ("seldom",))), ("Cough", (("dry",), ("none listed",))))
    lines = [line.split() for line in drawn(width, Columns(("Flu", "Cold"), rows)).splitlines()]
    assert ["Flu", "Cold"] in lines
    assert ["Fever", "•", "high", "seldom"] in lines
    assert ["•", "sudden"] in lines
    assert ["Cough", "dry", "none", "listed"] in lines


def test_on_a_narrow_terminal_they_stand_one_below_the_other(drawn: Draw) -> None:
    rows = (("Fever", (("high", "sudden"), ("seldom",))), ("Cough", (("dry",), ("loose",))))
    shown = drawn(69, Columns(("Flu", "Cold"), rows)).rstrip()
    assert shown == ("Fever\nFlu\n• high\n• sudden\nCold\n• seldom\n\nCough\nFlu\n• dry\nCold\n• loose")


def test_a_table_without_rows_has_its_headers(drawn: Draw) -> None:
    assert drawn(80, Table(("Name", "Count"), ())).splitlines() == ["Name  Count", "────  ─────"]
    assert drawn(40, Table(("Name", "Count"), ())) == ""


def test_what_steers_a_terminal_is_shown_in_cells_headers_and_notes(drawn: Draw) -> None:
    evil = "x\x1b[2J\ny"
    table = Table((evil, "b"), ((evil, evil),) * 2, at_most=1, more=evil, below=evil)
    for width in (40, 120):
        shown = drawn(width, table)
        assert "\x1b" not in shown
        assert shown.count(r"x\x1b[2J y") >= 3
