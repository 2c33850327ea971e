"""Help fits any terminal and loses no sentence; the manual page is made of it."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import Run

from condcli.cli import COMMANDS

ROOT = Path(__file__).parents[2]
MANUAL = ROOT / "docs" / "condcli.1"
WRITE = os.environ.get("CONDCLI_GOLDEN") == "write"


@pytest.mark.parametrize("width", [30, 40, 51, 52, 80, 200])
def test_help_fits_the_terminal(run: Run, width: int) -> None:
    for command in ("", *COMMANDS):
        shown = run(*filter(None, (command, "--help")), env={"COLUMNS": str(width)}).stdout
        assert max(map(len, shown.splitlines())) <= width, command


def test_narrow_help_says_all_that_wide_help_says(run: Run) -> None:
    narrow, wide = (run("trials", "--help", env={"COLUMNS": width}).stdout.split() for width in ("40", "120"))
    assert sorted(narrow) == sorted(wide)


@pytest.mark.parametrize(
    "args",
    [["--help"], ["trials", "--help"], ["show", "ALL"], ["find", "chest pain"], ["zzqx"]],
    ids=" ".join,
)
def test_python_without_docstrings_loses_no_sentence(args: list[str]) -> None:
    usual, bare = (
        subprocess.run(
            [sys.executable, *options, "-m", "condcli", *args], capture_output=True, text=True, check=False
        )
        for options in ([], ["-OO"])
    )
    assert (bare.returncode, bare.stdout, bare.stderr) == (usual.returncode, usual.stdout, usual.stderr)
    assert usual.stdout + usual.stderr


def test_the_schema_says_that_it_lacks_them() -> None:
    bare = subprocess.run(
        [sys.executable, "-OO", "-m", "condcli", "schema"], capture_output=True, text=True, check=True
    )
    assert bare.stderr == "Python runs with -OO, which leaves out what each field means.\n"


def test_the_manual_page_is_what_the_help_says(run: Run) -> None:
    made = run("manual").stdout
    if WRITE:
        MANUAL.write_text(made, encoding="utf-8")
    assert MANUAL.read_text(encoding="utf-8") == made
    for command in COMMANDS:
        hidden = command in {"bundle", "manual"}
        assert (f"\n.B condcli {command}".replace("-", "\\-") in made) is not hidden


@pytest.mark.skipif(not shutil.which("man"), reason="NOT TESTED: man is not installed")
def test_man_shows_the_manual_page_without_a_warning() -> None:
    shown = subprocess.run(
        ["man", "--warnings", "-l", str(MANUAL)],  # noqa: S607  whichever there is
        env={**os.environ, "MANWIDTH": "80", "LC_ALL": "C.UTF-8"},
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert shown.stderr == ""
    assert "condcli trials [NAME]..." in shown.stdout
    assert "In an emergency call 911" in shown.stdout


def test_an_option_stands_apart_from_its_value(run: Run) -> None:
    assert "\\-\\-section SECTION" in run("manual").stdout
