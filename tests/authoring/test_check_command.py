"""condcli check as a person or a program calls it."""

import json
import os
import pty
import re
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest
from conftest import Run
from good_record import Raw, catalog_of, good, write

from condcli.authoring.answers import CatalogReport, Findings
from condcli.authoring.checks import CHECKS
from condcli.cli.progress import watched
from condcli.render.findings import age

FOLDER = Path(__file__).parents[1] / "golden" / "check"
WRITE = os.environ.get("CONDCLI_GOLDEN") == "write"
TERMINAL = {"FORCE_COLOR": "1", "NO_COLOR": "1"}


def faulty() -> Raw:
    """Two records: one with an error, a piece of advice and a finding that it accepts; one without any."""
    hip = {
        "id": "sore-hip",
        "name": "Sore hip",
        "aliases": [],
        "abbreviations": [],
        "loose_names": [],
        "codes": {"icd10cm": [], "mesh": [], "doid": []},
        "category": "Hips",
        "summary": "A sore hip hurts. You may need arthroscopy. Stroke victims heal slowly.",
        "accepted": [{"check": "M007", "place": "summary", "reason": "We quote them."}],
        "changed": "2025-11-20",
    }
    other = good()
    other["sections"]["definition"]["body"] = ["The hip joins the thigh to the trunk."]
    return catalog_of(other | hip | {"written": "2025-01-01"}, good())


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return write(tmp_path, faulty())


@pytest.fixture(autouse=True)
def _on_a_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("condcli.clock.now", lambda: datetime(2026, 11, 23, tzinfo=UTC))


CASES: dict[str, tuple[list[str], dict[str, str], int]] = {
    "findings": ([], {}, 6),
    "findings-terminal": ([], TERMINAL, 6),
    "findings-json": (["--json"], {}, 6),
    "report": (["--report"], {}, 6),
    "report-terminal": (["--report"], TERMINAL, 6),
    "report-narrow": (["--report"], TERMINAL | {"COLUMNS": "40"}, 6),
    "report-json": (["--report", "--json"], {}, 6),
    "one-check": (["--select", "M007"], {}, 0),
}


@pytest.mark.parametrize("name", CASES)
def test_the_command_answers_as_stored(run: Run, path: Path, name: str) -> None:
    args, env, code = CASES[name]
    result = run("check", str(path), *args, env=env)
    stored = FOLDER / f"{name}.txt"
    if WRITE:
        stored.write_text(result.stdout, encoding="utf-8")
    assert (result.exit_code, result.stderr) == (code, "")
    assert result.stdout == stored.read_text(encoding="utf-8")


def test_no_stored_answer_is_left_over() -> None:
    assert {p.stem for p in FOLDER.glob("*")} == set(CASES)


def codes(run: Run, path: Path, *args: str) -> tuple[int, list[str]]:
    result = run("check", str(path), "--json", *args)
    found = msgspec.json.decode(result.stdout, type=Findings)
    return result.exit_code, [f.code for f in found.findings]


@pytest.mark.parametrize(
    ("args", "code", "found"),
    [
        ([], 6, ["S006", "P010"]),
        (["--select", "P"], 0, ["P010"]),
        (["--select", "P", "--strict"], 6, ["P010"]),
        (["--select", "p010,S006"], 6, ["S006", "P010"]),
        (["--select", "P", "--select", "S"], 6, ["S006", "P010"]),
        (["--ignore", "S"], 0, ["P010"]),
        (["--ignore", "S, P", "--strict"], 0, []),
        (["--select", "P", "--ignore", "P010", "--strict"], 0, []),
    ],
)
def test_what_is_chosen_decides_how_it_ends(
    run: Run, path: Path, args: list[str], code: int, found: list[str]
) -> None:
    assert codes(run, path, *args) == (code, found)


@pytest.mark.parametrize("value", ["Q", "P,", "", "P999"])
def test_an_unknown_check_is_a_mistake(run: Run, path: Path, value: str) -> None:
    result = run("check", str(path), "--ignore", value)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "It takes: S001, " in result.stderr


def test_a_catalog_from_the_environment_is_checked(run: Run, path: Path) -> None:
    assert "Records: 2\n" in run("check", env={"CONDCLI_CATALOG": str(path)}).stdout
    assert "Records: 2\n" in run("check", "--catalog", str(path)).stdout


def test_a_clean_catalog_passes(run: Run, tmp_path: Path) -> None:
    result = run("check", str(write(tmp_path, catalog_of(good()))), "--strict")
    assert (result.exit_code, result.stderr) == (0, "")
    assert "Nothing found." in result.stdout


def test_an_empty_catalog_has_a_report(run: Run, tmp_path: Path) -> None:
    path = write(tmp_path, catalog_of())
    assert run("check", str(path), "--strict").exit_code == 0
    totals = msgspec.json.decode(
        run("check", str(path), "--report", "--json").stdout, type=CatalogReport
    ).totals
    assert (totals.records, totals.median_grade, totals.highest_grade) == (0, 0.0, 0.0)


@pytest.mark.slow
def test_the_bundled_catalog_passes(run: Run) -> None:
    result = run("check", "--strict")
    assert (result.exit_code, "Nothing found." in result.stdout) == (0, True)


def test_a_record_without_text_or_a_real_date_is_still_reported(run: Run, tmp_path: Path) -> None:
    sections = {"definition": {"body": ["..."], "refs": [1, 2]}}
    path = write(tmp_path, catalog_of(good(sections=sections, written="2026-02-30", changed="2026-02-31")))
    row = msgspec.json.decode(
        run("check", str(path), "--report", "--json").stdout, type=CatalogReport
    ).records[0]
    assert (row.words, row.grade, row.days) == (0, 0.0, 0)


def test_findings_cannot_steer_the_terminal(run: Run, tmp_path: Path) -> None:
    path = write(tmp_path, catalog_of(good(name="Knee\x1b[31m\u202e", id="sore-knee")))
    result = run("check", str(path), env={"FORCE_COLOR": "1", "NO_COLOR": "1"})
    assert r"\x1b[31m\u202e" in result.stdout
    assert not {"\u202e"} & set(result.stdout)
    assert "\x1b[31m" not in result.stdout


@pytest.mark.parametrize(
    ("days", "said"),
    [(-3, "new"), (0, "new"), (1, "1 day"), (30, "30 days"), (31, "1 month"), (364, "11 months"),
     (366, "1 year"), (800, "2 years")],
)  # fmt: skip
def test_age_in_the_largest_unit(days: int, said: str) -> None:
    assert age(days) == said


def test_the_codes_are_families_in_order() -> None:
    assert all(re.fullmatch(r"[SLNCPTFMO]\d{3}", c.code) for c in CHECKS)
    for family in "SLNCPTFMO":
        numbers = [int(c.code[1:]) for c in CHECKS if c.code[0] == family]
        assert sorted(numbers) == list(range(1, len(numbers) + 1))


# ---- the progress bar


def on_a_terminal(script: str, env: dict[str, str]) -> str:
    """What a script writes to standard error, where that is a terminal."""
    reader, writer = pty.openpty()
    subprocess.run([sys.executable, "-c", script], stderr=writer, env=os.environ | env, check=True)
    os.close(writer)
    found = b""
    try:
        while chunk := os.read(reader, 4096):
            found += chunk
    except OSError:  # Linux ends a terminal so
        pass
    os.close(reader)
    return found.decode()


SLOW = """
import condcli.cli.progress as p
p.PATIENCE = {patience}
assert list(p.watched(range(50), "Checking")) == list(range(50))
"""


def test_a_bar_is_shown_when_it_takes_long() -> None:
    assert "Checking" in on_a_terminal(SLOW.format(patience=0), {})


@pytest.mark.parametrize(
    ("patience", "env"), [(60, {}), (0, {"TERM": "dumb"})], ids=["soon done", "dumb terminal"]
)
def test_no_bar_is_shown_where_nobody_needs_it(patience: int, env: dict[str, str]) -> None:
    assert on_a_terminal(SLOW.format(patience=patience), env) == ""


def test_no_bar_goes_into_a_file(capsys: pytest.CaptureFixture[str]) -> None:
    assert list(watched([1, 2], "Checking")) == [1, 2]
    assert capsys.readouterr() == ("", "")


def test_json_holds_what_the_page_says(run: Run, path: Path) -> None:
    found = json.loads(run("check", str(path), "--json").stdout)
    assert list(found) == ["findings", "accepted", "records"]
    assert found["findings"][0] == {
        "code": "S006",
        "level": "error",
        "id": "sore-hip",
        "place": "category",
        "text": 'The category is unknown: "Hips"',
        "repair": found["findings"][0]["repair"],
    }
    assert "Blood; Bones, joints and muscles;" in found["findings"][0]["repair"]
    assert found["accepted"][0]["reason"] == "We quote them."
    assert found["records"] == 2
