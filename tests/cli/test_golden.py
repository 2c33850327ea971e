"""Whole commands against stored answers; CONDCLI_GOLDEN=write in the call's environment stores them again."""

import os
from pathlib import Path

import pytest
from conftest import SMALL, Run

FOLDER = Path(__file__).parents[1] / "golden"
WRITE = os.environ.get("CONDCLI_GOLDEN") == "write"
TERMINAL = {"FORCE_COLOR": "1", "NO_COLOR": "1"}
CASES: dict[str, tuple[list[str], dict[str, str]]] = {
    "help": (["--help"], {}),
    "show": (["show", "ALL"], {}),
    "show-terminal-40": (["show", "ALL"], {**TERMINAL, "COLUMNS": "40"}),
    "show-terminal-80": (["show", "ALL"], {**TERMINAL, "COLUMNS": "80"}),
    "show-terminal-200": (["show", "ALL"], {**TERMINAL, "COLUMNS": "200"}),
    "show-terminal-120": (["show", "ALL"], {**TERMINAL, "COLUMNS": "120"}),
    "show-brief": (["show", "ALL", "--brief"], {**TERMINAL, "COLUMNS": "80"}),
    "greeting": ([], {}),
    "show-colors": (["show", "ALL"], {"FORCE_COLOR": "1", "COLUMNS": "80"}),
    "show-json": (["show", "ALL", "--json"], {}),
    "show-sections": (["show", "ALL", "--section", "symptoms", "--section", "outlook"], {}),
    "show-no-emergency": (["show", "asthma"], {}),
    "symptoms": (["symptoms"], {}),
    "symptoms-terminal": (["symptoms"], TERMINAL),
    "symptoms-of": (["symptoms", "ALL"], {}),
    "symptoms-json": (["symptoms", "--json"], {}),
    "care": (["care", "ALL"], {}),
    "care-json": (["care", "ALL", "--json"], {}),
    "definition-json": (["definition", "AML", "--json"], {}),
    "questions": (["questions", "ALL"], {}),
    "references": (["references", "ALL"], {}),
    "show-explain": (["show", "ALL", "--section", "symptoms", "--section", "tests", "--explain"], {}),
    "find": (["find", "bone pain and fever"], {}),
    "find-terminal": (["find", "bone pain and fever"], TERMINAL),
    "find-json": (["find", "bone pain and fever", "--json"], {}),
    "help-now": (["find", "my baby is not breathing and has a fever"], {}),
    "help-now-terminal": (["find", "my baby is not breathing and has a fever"], TERMINAL),
    "help-now-json": (["show", "my baby is not breathing", "--json"], {}),
    "symptom": (["show", "fever"], {}),
    "symptom-json": (["symptoms", "wheezing", "--json"], {}),
    "symptoms-has": (["symptoms", "--has", "bone pain", "--has", "fever", "--not", "easy bruising"], {}),
    "symptoms-category": (["symptoms", "--category", "Cancer"], {}),
    "define": (["define", "petechia"], {}),
    "define-json": (["define", "petechiae", "--json"], {}),
    "compare": (["compare", "ALL", "AML"], {}),
    "compare-terminal-60": (["compare", "ALL", "AML"], {**TERMINAL, "COLUMNS": "60"}),
    "compare-terminal-120": (["compare", "ALL", "AML"], {**TERMINAL, "COLUMNS": "120"}),
    "related": (["related", "ALL"], {}),
    "trials-terminal-40": (["trials", "ALL"], {**TERMINAL, "COLUMNS": "40"}),
    "trials-terminal-80": (["trials", "ALL"], {**TERMINAL, "COLUMNS": "80"}),
    "trials-terminal-100": (["trials", "ALL"], {"FORCE_COLOR": "1", "COLUMNS": "100"}),
    "research-terminal-80": (["research", "ALL"], {**TERMINAL, "COLUMNS": "80"}),
    "research-terminal-100": (["research", "ALL"], {**TERMINAL, "COLUMNS": "100"}),
    "list": (["list"], {}),
    "list-terminal": (["list"], TERMINAL),
    "list-json": (["list", "--json", "--category", "cancer"], {}),
}


@pytest.mark.parametrize("name", CASES)
def test_command_answers_as_stored(run: Run, name: str) -> None:
    args, env = CASES[name]
    result = run(*args, env={"CONDCLI_CATALOG": str(SMALL), **env})
    stored = FOLDER / f"{name}.txt"
    if WRITE:
        stored.write_text(result.stdout, encoding="utf-8")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == stored.read_text(encoding="utf-8")


def test_no_stored_answer_is_left_over() -> None:
    assert {p.stem for p in FOLDER.glob("*.txt")} == set(CASES)
