"""The page on a terminal: its boxes once, its columns, and the brief page."""

import json
import re
from collections import Counter
from typing import Any

import pytest
from conftest import SMALL, Run

SCREEN = {"FORCE_COLOR": "1", "NO_COLOR": "1", "CONDCLI_CATALOG": str(SMALL)}
CALL_911 = "Call 911 or go to an emergency room now"


def plain(shown: str) -> str:
    return re.sub(r"\x1b\[[0-9;]*m", "", shown)


@pytest.mark.parametrize("width", ["40", "80", "120", "200"])
def test_the_boxes_stand_once_on_the_page_and_fit(run: Run, width: str) -> None:
    shown = plain(run("show", "ALL", env={**SCREEN, "COLUMNS": width}).stdout)
    assert " ".join(shown.replace("│", " ").split()).count(CALL_911) == 1
    assert shown.index("╭") < shown.index("Definition")
    assert max(map(len, shown.splitlines())) <= int(width)


def test_a_wide_terminal_has_boxes_and_sections_side_by_side(run: Run) -> None:
    shown = plain(run("show", "ALL", env={**SCREEN, "COLUMNS": "120"}).stdout)
    assert any(line.count("╭") == 2 for line in shown.splitlines())
    assert any("Definition" in line and "Alternative names" in line for line in shown.splitlines())


def test_columns_hold_every_word_of_the_page(run: Run) -> None:
    narrow, wide = (
        plain(run("show", "asthma", env={"FORCE_COLOR": "1", "COLUMNS": width}).stdout)
        for width in ("80", "200")
    )
    words = re.compile(r"[^\s╭╮├┤╰╯─│]+")
    assert Counter(words.findall(narrow)) <= Counter(words.findall(wide))


def test_a_section_that_goes_on_in_the_next_column_says_so(run: Run) -> None:
    shown = plain(run("show", "asthma", env={"FORCE_COLOR": "1", "COLUMNS": "120"}).stdout)
    assert re.search(r"  [A-Z][\w-]+, continued\n", shown)


@pytest.mark.parametrize(("width", "most"), [("80", 156), ("120", 114), ("200", 80)])
def test_a_page_is_short(run: Run, width: str, most: int) -> None:
    pages = [
        run("show", name, env={"FORCE_COLOR": "1", "COLUMNS": width}).stdout.count("\n")
        for name in ("asthma", "migraine", "flu")
    ]
    assert sorted(pages)[1] <= most


def test_the_page_says_what_is_on_it_and_piped_it_keeps_every_address(run: Run) -> None:
    piped = run("show", "ALL", env={"CONDCLI_CATALOG": str(SMALL)}).stdout
    assert "\nOn this page: definition, names, symptoms, treatment, care, questions," in piped
    assert "https://www.cancer.gov/types/leukemia/patient/child-all-treatment-pdq" in piped
    assert "When to call 911 or a doctor today stands at the top of this page." in piped


def test_a_long_address_is_not_broken(run: Run) -> None:
    shown = run("references", "ALL", env={**SCREEN, "COLUMNS": "40"}).stdout
    assert "https://www.cancer.gov/types/leukemia/patient/child-all-treatment-pdq" in shown


@pytest.mark.parametrize(
    "name",
    ["asthma", "sepsis", "diabetes", "dizziness and vertigo", "heart failure", "postpartum depression"],
)
def test_the_brief_page_takes_two_screens_at_most(run: Run, name: str) -> None:
    shown = run("show", name, "--brief", env={"FORCE_COLOR": "1", "COLUMNS": "80"}).stdout
    assert shown.count("\n") <= 46  # a pager takes the last line of each
    for part in ("Call 911", "Key symptoms", "What you can do today", "More: condcli treatment "):
        assert part in shown


def test_below_what_to_do_now_it_takes_two_screens_too_and_its_boxes_are_whole(run: Run) -> None:
    env = {"FORCE_COLOR": "1", "COLUMNS": "80"}
    shown = plain(run("show", "chest pain", "--brief", env=env).stdout)
    assert shown.count("HELP NOW") == 1
    assert shown.count("\n") <= 46
    assert "Key symptoms" in shown
    now, today = json.loads(run("care", "chest pain", "--json").stdout)["body"][:2]
    assert shown.count("│ • ") == len(now["items"]) + len(today["items"])


def test_what_to_do_today_keeps_what_it_is_about(run: Run) -> None:
    care = next(
        b for b in json.loads(run("self-care", "DVT", "--json").stdout)["body"] if isinstance(b, dict)
    )
    assert care["lead"] in run("show", "DVT", "--brief").stdout


def test_the_brief_page_says_why_there_is_no_emergency(run: Run, small: dict[str, Any]) -> None:
    asthma = next(c for c in small["conditions"] if not c["care"]["emergency"])
    shown = run("show", asthma["name"], "--brief", env={"CONDCLI_CATALOG": str(SMALL)}).stdout
    assert asthma["care"]["note"] in shown


def test_the_brief_page_takes_no_sections(run: Run) -> None:
    result = run("show", "ALL", "--brief", "--section", "tests")
    assert result.exit_code == 2
    assert "--brief is a page of its own" in result.stderr
