import csv
import io
import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from conftest import SMALL, Run

from condcli import clock
from condcli.catalog.library import Library
from condcli.render.dates import is_old
from condcli.trials import filters

MODEL_PAGE = {
    "NCT04537871": ("Recruiting", "Procedure", "350", "September 9, 2020", "(CREST)"),
    "NCT04401267": ("Completed", "Drug", "51", "October 15, 2020", "Hypertension Intervention"),
    "NCT04195347": ("Recruiting", "Drug", "42", "September 2020", "CRSPA"),
}
TERMINAL = {"FORCE_COLOR": "1", "NO_COLOR": "1"}


def asked(run: Run, *args: str) -> Any:  # noqa: ANN401  JSON
    return json.loads(run("trials", *args, "--json").stdout)


def rows(text: str) -> dict[str, dict[str, str]]:
    """The plain answer's blocks by NCT number."""
    blocks = (
        dict(line.split(": ", 1) for line in b.splitlines() if ": " in line) for b in text.split("\n\n")
    )
    return {b["NCT number"]: b for b in blocks if "NCT number" in b}


@pytest.mark.parametrize("nct", MODEL_PAGE)
def test_plain_answer_names_every_fact_of_the_model_page(run: Run, nct: str) -> None:
    status, kind, participants, start, title = MODEL_PAGE[nct]
    found = rows(run("trials", "ALL").stdout)[nct]
    assert found["Status"].startswith(status)
    assert (found["Study type"], found["Participants"], found["Start date"]) == (kind, participants, start)
    assert title in found["Title"]


def test_the_state_of_the_model_page_stands_under_earlier(run: Run) -> None:
    trial = next(t for t in asked(run, "ALL")["trials"] if t["nct_id"] == "NCT04401267")
    assert (trial["status"], trial["enrollment"], trial["as_of"]) == ("COMPLETED", 51, "2025-11")
    earlier = {"status": "RECRUITING", "enrollment": 180, "start_date": "2020-09", "as_of": "2020-09"}
    assert trial["earlier"] == [earlier]


TABLES = {
    40: ("Status: ", "Study type: ", "Phase: ", "Participants: ", "Start date: ", "Title: ", "NCT number: "),
    69: ("Status: ", "Link: "),
    70: ("Status", "People", "Start", "Trial"),
    99: ("Status", "People", "Start", "Trial"),
    100: ("Status", "Type", "Phase", "People", "Start", "Trial"),
    200: ("Status", "Type", "Phase", "People", "Start", "Trial"),
}


def on_terminal(run: Run, *args: str, width: int = 80, **env: str) -> list[str]:
    shown = run("trials", *args, env={**TERMINAL, "COLUMNS": str(width), **env}).stdout
    return re.sub(r"\x1b\[[0-9;]*m", "", shown).splitlines()


@pytest.mark.parametrize(("width", "headers"), TABLES.items())
def test_a_terminal_table_fits_and_has_one_line_of_headers(
    run: Run, width: int, headers: tuple[str, ...]
) -> None:
    lines = on_terminal(run, "ALL", width=width)
    assert max(map(len, lines)) <= width
    if width >= 70:
        assert [tuple(line.split()) for line in lines].count(headers) == 1
    words = re.sub(r"\s+", " ", " ".join(lines))
    assert all(header in words for header in headers)
    for nct, facts in MODEL_PAGE.items():
        assert nct in words
        assert facts[0].partition(" (")[0] in words
        assert facts[2] in words


def test_a_status_has_a_mark_and_its_date(run: Run) -> None:
    lines = on_terminal(run, "ALL", width=100)
    at = next(n for n, line in enumerate(lines) if line.startswith("○ Recruiting"))
    assert lines[at + 1].startswith("  as of Sep 2020")
    assert any(line.startswith("· Completed") for line in lines)


def test_plain_words_stand_over_title_and_number(run: Run) -> None:
    shown = run("trials", "ALL", env={**TERMINAL, "COLUMNS": "200"}).stdout
    words, title, number = (shown.index(said) for said in ("How healthy", "Cardiovascular", "NCT04537871"))
    assert words < title < number
    assert "\x1b[1mHow healthy are the heart" in shown


@pytest.mark.parametrize(
    ("env", "linked"),
    [
        ({}, False),
        ({"TERM_PROGRAM": "iTerm.app"}, True),
        ({"VTE_VERSION": "7600"}, True),
        ({"FORCE_HYPERLINK": "1"}, True),
        ({"FORCE_HYPERLINK": "0", "VTE_VERSION": "7600"}, False),
    ],
)
def test_numbers_are_links_where_the_terminal_shows_them(
    run: Run, env: dict[str, str], *, linked: bool
) -> None:
    shown = run("trials", "ALL", env={**TERMINAL, "COLUMNS": "100", **env}).stdout
    link = "\x1b]8;;https://clinicaltrials.gov/study/NCT04537871\x1b\\NCT04537871\x1b]8;;\x1b\\"
    assert (link in shown) is linked
    assert ("\x1b]" in shown) is linked
    assert "https://clinicaltrials.gov/study/NUMBER" in shown


def test_a_terminal_shows_the_first_rows_and_says_how_many_there_are(run: Run, many: str) -> None:
    first = run("trials", "ALL", "--catalog", many, env=TERMINAL).stdout
    assert "Showing 20 of 30." in first
    assert first.count("NCT000000") == 20
    whole = run("trials", "ALL", "--catalog", many, "--limit", "30", env=TERMINAL).stdout
    assert "Showing" not in whole
    assert whole.count("NCT000000") == 30


def test_a_pipe_gets_every_row(run: Run, many: str) -> None:
    assert run("trials", "ALL", "--catalog", many).stdout.count("NCT number: ") == 30


def test_limit_says_how_many_are_left_out(run: Run, many: str) -> None:
    result = run("trials", "ALL", "--catalog", many, "--limit", "3")
    assert result.stdout.count("NCT number: ") == 3
    assert "Showing 3 of 30." in result.stdout
    answer = asked(run, "ALL", "--catalog", many, "--limit", "3")
    assert (answer["count"], answer["total"]) == (3, 30)


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ((), ["NCT04537871", "NCT04195347", "NCT04401267"]),
        (("--status", "recruiting"), ["NCT04537871", "NCT04195347"]),
        (("--status", "Recruiting,completed"), ["NCT04537871", "NCT04195347", "NCT04401267"]),
        (("--status", "not-yet-recruiting"), []),
        (("--type", "procedure"), ["NCT04537871"]),
        (("--type", "interventional"), ["NCT04195347", "NCT04401267"]),
        (("--type", "drug", "--status", "recruiting"), ["NCT04195347"]),
        (("--sort", "enrollment"), ["NCT04537871", "NCT04401267", "NCT04195347"]),
        (("--sort", "enrollment", "--limit", "1"), ["NCT04537871"]),
    ],
    ids=" ".join,
)
def test_filters_and_order(run: Run, options: tuple[str, ...], expected: list[str]) -> None:
    assert [t["nct_id"] for t in asked(run, "ALL", *options)["trials"]] == expected


@pytest.mark.parametrize(
    ("options", "valid"),
    [
        (("--status", "open"), "not-yet-recruiting"),
        (("--type", "pills"), "dietary-supplement"),
        (("--sort", "size"), "enrollment"),
    ],
    ids=" ".join,
)
def test_unknown_filter_value_names_the_valid_ones(run: Run, options: tuple[str, ...], valid: str) -> None:
    result = run("trials", *options)
    assert result.exit_code == 2
    assert options[1] in result.stderr
    assert valid in result.stderr
    assert len(result.stderr.splitlines()) == 1


def test_without_a_name_all_that_are_stored_are_shown(run: Run) -> None:
    assert set(rows(run("trials").stdout)) >= set(MODEL_PAGE)


def test_a_condition_without_trials_is_not_said_to_have_none(run: Run) -> None:
    text = run("trials", "asthma", "--catalog", str(SMALL)).stdout
    assert "No trials are stored for Asthma. There may still be some." in text
    assert asked(run, "asthma", "--catalog", str(SMALL))["as_of"] is None


def test_no_match_among_stored_trials_says_as_of_when(run: Run) -> None:
    text = run("trials", "ALL", "--catalog", str(SMALL), "--status", "withdrawn").stdout
    assert "No stored trial matches, as of September 2020." in text


def test_csv_has_a_header_and_iso_dates(run: Run) -> None:
    table = list(csv.DictReader(io.StringIO(run("trials", "ALL", "--csv").stdout)))
    row = next(r for r in table if r["NCT number"] == "NCT04537871")
    assert row["Start date"] == "2020-09-09"
    assert row["Phase"] == "not given"
    assert row["Link"] == "https://clinicaltrials.gov/study/NCT04537871"


@pytest.mark.parametrize("title", ["=1+1", "+1", "-1", "@SUM(A1)"])
def test_csv_cells_never_run_as_formulas(run: Run, tmp_path: Path, title: str) -> None:
    catalog = side_file(tmp_path, [stored(1, title=title)])
    cell = next(csv.DictReader(io.StringIO(run("trials", "--csv", "--catalog", catalog).stdout)))["Title"]
    assert cell == "'" + title


@pytest.mark.parametrize(("title", "cell"), [("x;\t=1", "x;' =1"), ("x\t=1", "x =1"), ("\t=1", "' =1")])
def test_csv_cells_hold_no_tab_behind_which_another_cell_begins(
    run: Run, tmp_path: Path, title: str, cell: str
) -> None:
    catalog = side_file(tmp_path, [stored(1, title=title)])
    assert (
        next(csv.DictReader(io.StringIO(run("trials", "--csv", "--catalog", catalog).stdout)))["Title"]
        == cell
    )


@pytest.mark.parametrize(
    ("day", "today", "old"),
    [
        ("2026-03-01", date(2026, 5, 30), False),
        ("2026-03-01", date(2026, 5, 31), True),
        ("2026-03", date(2026, 5, 31), True),
        ("2026", date(2026, 3, 1), False),
        ("2026-06-01", date(2026, 5, 31), True),
    ],
    ids=["90 days", "91 days", "a month, from its first day", "a year", "ahead of the clock"],
)
def test_old_means_more_than_90_days_or_a_clock_set_back(day: str, today: date, old: bool) -> None:
    assert is_old(day, today) is old


@pytest.mark.parametrize(
    ("today", "status"), [("2020-09-30", "Recruiting"), ("2021-01-01", "Recruiting (as of Sep 2020)")]
)
def test_a_status_says_its_age_when_it_is_old(
    run: Run, monkeypatch: pytest.MonkeyPatch, today: str, status: str
) -> None:
    monkeypatch.setattr(clock, "today", lambda: date.fromisoformat(today))
    assert rows(run("trials", "ALL").stdout)["NCT04537871"]["Status"] == status


def test_rows_that_do_not_say_come_last() -> None:
    trials = Library.open().trials.trials
    found = [p.key for p in filters.ordered((filters.Place.of(t, "updated") for t in trials), "updated")]
    said = [day for day in found if day]
    assert found == [*sorted(said, reverse=True), *[None] * (len(found) - len(said))]
    assert 0 < len(said) < len(found)


@pytest.fixture
def many(tmp_path: Path) -> str:
    return side_file(tmp_path, [stored(n) for n in range(1, 31)])


def stored(number: int, **changes: object) -> dict[str, object]:
    template = json.loads((SMALL.parent / "trials.json").read_text(encoding="utf-8"))["trials"][0]
    return {
        **template,
        "nct_id": f"NCT{number:08}",
        "start_date": f"20{number:02}-01",
        "earlier": [],
        **changes,
    }


def side_file(folder: Path, trials: list[dict[str, object]]) -> str:
    """A catalog with these trials beside it."""
    catalog = folder / "conditions.json"
    catalog.write_bytes(SMALL.read_bytes())
    linked = {"acute-lymphoblastic-leukemia": [t["nct_id"] for t in trials]}
    content = {"version": 1, "trials": trials, "conditions": linked}
    (folder / "trials.json").write_text(json.dumps(content), encoding="utf-8")
    return str(catalog)
