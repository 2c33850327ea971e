"""find, words without a command, symptoms, terms, and pages side by side."""

import io
import json
import sys
from collections.abc import Callable
from typing import Any

import pytest
from conftest import SMALL, Run
from good_record import good

from condcli.cli import output

CATALOG = {"CONDCLI_CATALOG": str(SMALL)}
KEYS = ["query", "help", "conditions", "passages", "terms", "total"]


def test_a_batch_answers_one_json_a_line(run: Run) -> None:
    queries = "bone pain and fever\nmy baby is not breathing\nasthma\nzzqx\n\n"
    rows = [json.loads(row) for row in run("find", "-", stdin=queries, env=CATALOG).stdout.splitlines()]
    assert [list(row) for row in rows] == [KEYS] * 5
    fever, baby, asthma, nothing, empty = rows
    first = fever["conditions"][0]
    assert first["id"] == "acute-lymphoblastic-leukemia"
    assert set(first) == {"id", "name", "why", "matched", "not_listed"}
    assert sorted(first["matched"]) == ["bone-pain", "fever"]
    assert first["why"].startswith("lists: ")
    assert baby["help"]["call"] == "911"
    assert asthma["conditions"][0]["why"] == "by name: Asthma"
    for row in (nothing, empty):
        assert (row["conditions"], row["passages"], row["terms"]) == ([], [], [])


@pytest.mark.parametrize(
    ("words", "heading"),
    [(["asthma"], "ASTHMA"), (["my", "kid", "has", "asthma"], "ASTHMA"), (["fever"], "FEVER"),
     (["bone pain and fever"], "FOUND FOR: BONE PAIN AND FEVER")],
)  # fmt: skip
def test_words_without_a_command_open_a_page_or_find(run: Run, words: list[str], heading: str) -> None:
    result = run(*words, env=CATALOG)
    assert result.exit_code == 0
    assert result.stdout.splitlines()[0] == heading


def test_what_a_list_leaves_out_is_said(run: Run) -> None:
    shown = run("find", "fever").stdout
    assert "more are not shown." in shown
    assert shown.count("It is not a diagnosis") == 1


def test_nothing_found_is_said_in_one_line(run: Run) -> None:
    result = run("find", "zzqx", env=CATALOG)
    assert (result.exit_code, result.stdout) == (3, "")
    assert result.stderr.count("\n") == 1
    assert run("find", "zzqx", "--json", env=CATALOG).exit_code == 3


def test_a_known_name_without_a_page_is_in_the_error(run: Run) -> None:
    error = json.loads(run("show", "ebola", "--json").stdout)
    assert error["error"]["known"] == "Ebola"
    assert error["help"] is None


def test_a_spanish_name_opens_with_a_line_in_spanish(run: Run) -> None:
    for words in ("asma", "tengo asma", "que es el asthma", "asthma que puedo comer"):
        result = run("show", words, env=CATALOG)
        assert result.stdout.startswith("ASTHMA")
        assert result.stderr.startswith("Esta página está en inglés. En una emergencia, llame al 911.")
    assert "Esta" not in run("show", "what is asthma", env=CATALOG).stderr


def test_spanish_words_that_open_nothing_are_told_whom_to_call(run: Run) -> None:
    found = run("find", "azúcar alta y mucha sed")
    assert "Las páginas están en inglés. En una emergencia, llame al 911." in found.stderr
    unknown = run("show", "qué es la zzqxitis", env=CATALOG)
    assert unknown.exit_code == 3
    assert "En una emergencia, llame al 911." in unknown.stderr
    assert "emergencia" not in run("find", "high sugar and very thirsty").stderr


@pytest.mark.parametrize(
    "words",
    ['"', '" OR 1=1 --', "NEAR(a b)", "a* ^b {c} id:x", "'; DROP TABLE record; --", "\x00\x1b[2J",
     "the of and", "日本語", "🤒", "fever " * 10_000],
)  # fmt: skip
def test_any_words_are_answered(run: Run, words: str) -> None:
    result = run("find", words, env=CATALOG)
    assert result.exit_code in {0, 3}
    assert "\x1b" not in result.stdout + result.stderr
    row = json.loads(run("find", "-", stdin=words + "\n", env=CATALOG).stdout.splitlines()[0])
    assert list(row) == KEYS


def test_five_hundred_symptoms_are_answered(run: Run) -> None:
    has = [part for _ in range(500) for part in ("--has", "fever")]
    assert run("symptoms", *has, env=CATALOG).exit_code == 0


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("said", "chosen"), [("2\n", 1), ("1\n", 0), ("\n", None), ("4\n", None), ("y\n", None)]
)
def test_several_candidates_take_a_number(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], said: str, chosen: int | None
) -> None:
    monkeypatch.setattr(sys, "stdin", Terminal(said))
    monkeypatch.setattr(sys, "stdout", Terminal())
    assert output.chosen("", ["Asthma", "COPD", "Croup"]) == chosen
    shown = capsys.readouterr().err
    assert shown.startswith("1. Asthma\n2. COPD\n3. Croup\n")
    assert "[1-3]" in shown


def test_names_to_compare_stand_apart_by_quotes_or_by_vs(run: Run) -> None:
    quoted = run("compare", "asthma", "acute myeloid leukemia", env=CATALOG)
    assert quoted.exit_code == 0
    between = run("compare", "asthma", "vs", "acute", "myeloid", "leukemia", env=CATALOG)
    assert between.stdout == quoted.stdout


def test_the_page_of_a_symptom_stands_behind_what_lists_several(
    run: Run, catalog: Callable[[Any], str]
) -> None:
    small = json.loads(SMALL.read_text(encoding="utf-8"))
    fever = good(id="fever", name="Fever", aliases=[], category="Common symptoms", symptoms=["fever"])
    small["conditions"].append(fever)
    env = {"CONDCLI_CATALOG": catalog(small)}

    def found(words: str) -> list[str]:
        return [c["id"] for c in json.loads(run("find", words, "--json", env=env).stdout)["conditions"]]

    assert found("fever")[0] == "fever"
    ids = found("fever and bone pain, and easy bruising")
    assert ids[0] == "acute-lymphoblastic-leukemia"
    assert "fever" in ids
