"""Every command in every form: plain lines, drawn on a terminal, JSON; at any width, of one's own."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from conftest import SMALL, Run
from good_record import catalog_of, good

ENV = {"CONDCLI_CATALOG": str(SMALL)}
DRAWN = {**ENV, "FORCE_COLOR": "1", "COLUMNS": "80"}
Write = Callable[[Any], str]
PAGES = [
    ["show", "ALL"], ["show", "ALL", "--brief"], ["show", "ALL", "-s", "care"], ["ALL"], ["show", "fever"],
    ["fever"], ["care", "ALL"], ["definition", "ALL"], ["questions", "ALL"], ["references", "ALL"],
    ["symptoms"], ["symptoms", "ALL"], ["symptoms", "wheezing"], ["symptoms", "--has", "fever"],
    ["find", "bone pain and fever"], ["bone pain and fever"], ["define", "petechiae"], ["related", "ALL"],
    ["compare", "ALL", "AML"], ["trials", "ALL"], ["trial", "NCT04537871"], ["research", "ALL"], ["list"],
    ["list", "--planned"],
]  # fmt: skip
LINES = [["lookup", "asthma"], ["lookup", "zzqx"], ["forget"]]  # of which each is the same in every form


@pytest.mark.parametrize("args", PAGES, ids=" ".join)
def test_a_page_is_drawn_on_a_terminal_and_plain_elsewhere(run: Run, args: list[str]) -> None:
    piped = run(*args, env=ENV)
    drawn = run(*args, env=DRAWN)
    assert (piped.exit_code, drawn.exit_code) == (0, 0)
    assert "\x1b[" not in piped.stdout
    assert "\x1b[" in drawn.stdout
    for env in (ENV, DRAWN, {**DRAWN, "TERM": "dumb"}):
        assert run(*args, "--plain", env=env).stdout == piped.stdout
    assert run(*args, env={**DRAWN, "CONDCLI_PLAIN": "1"}).stdout == piped.stdout


@pytest.mark.parametrize("args", LINES, ids=" ".join)
def test_a_line_is_a_line_in_every_form(run: Run, args: list[str]) -> None:
    piped = run(*args, env=ENV).stdout
    assert piped.count("\n") == 1
    assert run(*args, "--plain", env=DRAWN).stdout == piped
    assert run(*args, env={**ENV, "COLUMNS": "20"}).stdout == piped


@pytest.mark.parametrize("args", [*PAGES, *LINES], ids=" ".join)
def test_a_program_gets_one_line_of_json_whatever_is_set(run: Run, args: list[str]) -> None:
    shown = run(*args, "--json", env=ENV)
    assert shown.stdout.count("\n") == 1
    assert isinstance(json.loads(shown.stdout), dict)
    for env in (
        DRAWN,
        {**ENV, "CONDCLI_PLAIN": "1"},
        {**ENV, "CONDCLI_WIDTH": "40"},
        {**ENV, "COLUMNS": "20"},
    ):
        assert run(*args, "--json", env=env).stdout == shown.stdout


@pytest.mark.parametrize("width", [20, 40, 75])
def test_plain_lines_are_broken_where_it_is_asked_for(run: Run, width: int) -> None:
    for args in PAGES:
        whole = run(*args, env=ENV).stdout
        broken = run(*args, env={**ENV, "CONDCLI_WIDTH": str(width)}).stdout
        assert broken.split() == whole.split()
        too_long = [line for line in broken.splitlines() if len(line) > width]
        assert [line for line in too_long if " " in line.strip("- ")] == []
        assert run(*args, "--width", str(width), env=ENV).stdout == broken


def test_an_entry_of_a_list_goes_on_below_its_text(run: Run) -> None:
    shown = run("care", "ALL", env={**ENV, "CONDCLI_WIDTH": "25"}).stdout
    assert "- heavy bleeding that\n  does not stop\n" in shown
    assert "Call 911 or go to an\nemergency room now if you\nhave:\n" in shown


def test_the_site_stands_at_the_end_of_every_page_and_before_all_json(
    run: Run, tmp_path: Path, small: dict[str, Any]
) -> None:
    site = {"name": "Green Valley", "phone": "555-0100", "foot": "Ask any nurse."}
    for file in SMALL.parent.iterdir():
        (tmp_path / file.name).write_bytes(file.read_bytes())
    (tmp_path / "conditions.json").write_text(json.dumps(small | {"site": site}), encoding="utf-8")
    env = {"CONDCLI_CATALOG": str(tmp_path / "conditions.json")}
    for args in PAGES:
        shown = run(*args, env=env).stdout
        assert shown.rstrip().endswith("Green Valley: 555-0100. Ask any nurse."), args
        told = json.loads(run(*args, "--json", env=env).stdout)
        assert ("site" in list(told)[:2], told["site"]) == (True, site), args


@pytest.mark.parametrize(
    ("args", "opened"),
    [
        (["show", "ALL"], True), (["show", "ALL", "-s", "trials"], True), (["show", "ALL", "--json"], True),
        (["show", "ALL", "-s", "care", "-s", "research"], True), (["trials", "ALL"], True),
        (["show", "ALL", "-s", "care"], False), (["show", "ALL", "--brief"], False), (["care", "ALL"], False),
        (["care", "ALL", "--json"], False), (["symptoms", "ALL"], False), (["list"], False),
        (["handout", "ALL", "-o", "-"], False), (["handout", "ALL", "-o", "-", "--trials"], True),
    ],
    ids=lambda v: " ".join(v) if isinstance(v, list) else "",
)  # fmt: skip
def test_the_store_is_opened_for_what_shows_trials_or_papers_only(
    run: Run, tmp_path: Path, args: list[str], opened: bool
) -> None:
    (tmp_path / "evidence.sqlite3").write_bytes(b"no database" * 1_000)
    result = run(*args, env={**ENV, "CONDCLI_DATA_HOME": str(tmp_path)})
    assert (result.exit_code, bool(result.stderr)) == (0, opened)


def many_papers(tmp_path: Path, count: int) -> dict[str, str]:
    """The environment of a catalog whose record has so many papers."""
    paper: dict[str, object] = {
        "pmid": None, "doi": None, "title": None, "journal": None, "condition": None, "treatment": None,
        "patients": None, "kind": None, "summary": None, "nct_ids": [], "as_of": "2026-01-01",
        "source": "PubMed",
    }  # fmt: skip
    papers = [paper | {"published": f"20{number + 10}"} for number in range(count)]
    shown = {"version": 1, "advances": papers, "conditions": {"sore-knee": list(range(count))}}
    (tmp_path / "research.json").write_text(json.dumps(shown), encoding="utf-8")
    (tmp_path / "conditions.json").write_text(json.dumps(catalog_of(good())), encoding="utf-8")
    return {"CONDCLI_CATALOG": str(tmp_path / "conditions.json")}


@pytest.mark.parametrize("count", [4, 5, 6])
def test_the_page_shows_the_newest_five_papers_and_research_all(run: Run, tmp_path: Path, count: int) -> None:
    env = many_papers(tmp_path, count)
    page = json.loads(run("show", "sore knee", "--json", env=env).stdout)["research"]
    assert (page["total"], page["count"], len(page["advances"])) == (count, min(count, 5), min(count, 5))
    assert next(p["published"] for p in page["advances"]) == f"20{count + 9}"
    whole = json.loads(run("research", "sore knee", "--json", env=env).stdout)
    assert (whole["total"], whole["count"]) == (count, count)
    assert run("show", "sore knee", env=env).stdout.count("Published: ") == min(count, 5)


@pytest.mark.parametrize(("limit", "shown"), [("1", 1), ("2", 2), ("6", 6), ("7", 6)])
def test_a_limit_is_how_many_are_shown_at_most(run: Run, tmp_path: Path, limit: str, shown: int) -> None:
    env = many_papers(tmp_path, 6)
    answer = json.loads(run("research", "sore knee", "--limit", limit, "--json", env=env).stdout)
    assert (answer["total"], answer["count"]) == (6, shown)
    assert run("research", "sore knee", "--limit", limit, env=env).stdout.count("Published: ") == shown
    table = run("research", "sore knee", "--limit", limit, "--csv", env=env).stdout
    assert table.count("\n") == shown + 1


@pytest.mark.parametrize(
    ("since", "years"),
    [
        ("2012", [15, 14, 13, 12]),
        ("2015-06", [15]),
        ("2016", []),
        ("2015", [15]),
        ("1990", [15, 14, 13, 12, 11, 10]),
    ],
)
def test_papers_since_a_date(run: Run, tmp_path: Path, since: str, years: list[int]) -> None:
    answer = json.loads(
        run("research", "sore knee", "--since", since, "--json", env=many_papers(tmp_path, 6)).stdout
    )
    assert [paper["published"] for paper in answer["advances"]] == [f"20{year}" for year in years]


@pytest.mark.parametrize("args", [["research", "ALL"], ["trials", "ALL"]], ids=" ".join)
@pytest.mark.parametrize(
    "wrong", [["--limit", "0"], ["--limit", "x"], ["--since", "yesterday"], ["--since", "2026-13"]], ids=str
)
def test_a_limit_and_a_date_that_are_none_are_one_line(run: Run, args: list[str], wrong: list[str]) -> None:
    result = run(*args, *wrong, env=ENV)
    assert (result.exit_code, result.stdout, result.stderr.count("\n")) == (2, "", 1)
    assert wrong[0] in result.stderr


def test_colors_say_nothing_that_words_do_not(run: Run) -> None:
    for args in PAGES:
        colored = run(*args, env=DRAWN).stdout
        bare = run(*args, env={**DRAWN, "NO_COLOR": "1"}).stdout
        unstyled = re.compile(r"\x1b\[[0-9;]*m|\x1b\]8;[^\x1b]*\x1b\\")
        assert unstyled.sub("", colored) == unstyled.sub("", bare)
