"""The pager with any settings, and plain lines for those who ask for them once."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from conftest import SMALL, Run
from screen import on_terminal

SCREEN = {"FORCE_COLOR": "1", "NO_COLOR": "1", "CONDCLI_CATALOG": str(SMALL)}


@pytest.mark.parametrize("setting", ["ACCESSIBLE", "CONDCLI_PLAIN"])
def test_a_setting_asks_for_plain_lines_once_for_all(run: Run, setting: str) -> None:
    plain = run("care", "ALL", "--plain", env={"CONDCLI_CATALOG": str(SMALL)}).stdout
    assert run("care", "ALL", env={**SCREEN, setting: "1"}).stdout == plain
    assert run("care", "ALL", env={**SCREEN, setting: "0"}).stdout != plain


def test_plain_lines_on_a_terminal_break_at_spaces_only() -> None:
    shown = on_terminal(["show", "ALL", "--plain", "--catalog", str(SMALL)], COLUMNS="30")
    words = set(" ".join(on_terminal(["show", "ALL", "--plain", "--catalog", str(SMALL)]).split()).split())
    assert set(shown.split()) == words
    assert max(len(line) for line in shown.splitlines() if " " in line) <= 30


@pytest.mark.parametrize("less", ["-i", "", "-FX"])
def test_less_shows_colors_and_says_page_place_and_keys(tmp_path: Path, less: str) -> None:
    pager = tmp_path / "less"
    pager.write_text(
        '#!/bin/sh\nfor said in "$@"; do echo "<$said>"; done\necho "[$LESSHISTFILE]"\n', "utf-8"
    )
    pager.chmod(0o755)
    shown = on_terminal(["show", "ALL", "--catalog", str(SMALL)], PAGER=str(pager), LINES="10", LESS=less)
    assert "<-R>" in shown
    assert (
        "Acute lymphoblastic leukemia, ?eend of 49 lines:line %lt of 49, space for more., q to leave" in shown
    )
    assert "q to leave" in shown
    assert "[-]" in shown


@pytest.mark.skipif(not shutil.which("head"), reason="there is no such program")
def test_a_pager_that_is_left_early_is_quiet() -> None:
    shown = on_terminal(["show", "ALL", "--catalog", str(SMALL)], PAGER="head -1", LINES="10")
    assert shown.count("\n") == 1
    assert "Traceback" not in shown


def test_a_title_gives_less_no_options(
    small: dict[str, Any], catalog: Callable[[Any], str], tmp_path: Path
) -> None:
    pager = tmp_path / "less"
    pager.write_text('#!/bin/sh\nfor said in "$@"; do echo "<$said>"; done\necho "[$LESSSECURE]"\n', "utf-8")
    pager.chmod(0o755)
    small["conditions"][1] |= {
        "name": "Sore $-Opwned$ $+!touch ran;#$ kn\u00e9e: 100% ^\\?",
        "aliases": ["Zorkitis"],
    }
    given = ["show", "zorkitis", "--only", "--catalog", catalog(small)]
    shown = on_terminal(given, PAGER=str(pager), LINES="10")
    assert "<-PsSore -Opwned touch ran knee\\: 100 , ?eend of " in shown
    assert "[1]" in shown
