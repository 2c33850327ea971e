"""lookup, list --planned, and what `show` says and asks about a name, as people and programs see it."""

import io
import json
import os
import pty
import select
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import SMALL, Run

from condcli.cli import output


@pytest.mark.parametrize(
    ("name", "code", "text"),
    [
        ("ALL", 0, "ALL: Acute lymphoblastic leukemia (ALL)\n"),
        ("asthma", 0, "asthma: Asthma\n"),
        ("numonia", 0, "numonia: Pneumonia, if that is what is meant\n"),
        ("C91.01", 0, "C91.01: Acute lymphoblastic leukemia (ICD-10-CM C91.0). C91.01 is part of C91.0.\n"),
        ("ebola", 3, "ebola: Ebola is known to us but has no page yet\n"),
        ("zzzz", 3, "zzzz: not known\n"),
        (
            "all",
            4,
            "all: may mean Acute lymphoblastic leukemia (ALL). To list every condition: condcli list.\n",
        ),
    ],
)
def test_a_single_look_up_says_what_a_name_means_and_exits_by_it(
    run: Run, name: str, code: int, text: str
) -> None:
    result = run("lookup", name)
    assert (result.exit_code, result.stdout) == (code, text)


def test_a_single_look_up_needs_no_quotes_and_answers_programs(run: Run) -> None:
    result = run("lookup", "acute", "lymphocytic", "leukemia", "--json")
    assert json.loads(result.stdout) == {
        "help": None,
        "query": "acute lymphocytic leukemia",
        "status": "match",
        "how": "alias",
        "matches": [
            {
                "id": "acute-lymphoblastic-leukemia",
                "name": "Acute lymphoblastic leukemia",
                "matched": "Acute lymphocytic leukemia",
                "score": 100.0,
            }
        ],
        "known": None,
        "note": None,
    }


def test_a_batch_answers_every_line_and_exits_with_0(run: Run) -> None:
    stdin = b"ALL\r\nc91.01\n\nzzzz\n\xff\xfe\x00broken\nwhat is asthma\nasthma"
    result = run("lookup", "-", "--json", stdin=stdin)
    answers = [json.loads(line) for line in result.stdout.splitlines()]
    assert result.exit_code == 0
    assert [a["status"] for a in answers] == ["match", "match", "none", "none", "none", "match", "match"]
    assert [a["query"] for a in answers[:2]] == ["ALL", "c91.01"]


def test_a_batch_in_plain_lines_shortens_what_was_asked(run: Run) -> None:
    result = run("lookup", "-", stdin="y" * 5000 + "\nasthma\n")
    long, short = result.stdout.splitlines()
    assert len(long) < 200
    assert short == "asthma: Asthma"


def test_each_query_of_a_batch_is_independent_of_the_others(run: Run) -> None:
    queries = ["all", "ms", "hyprthyroidism", "numonia", "E11.9", "leukaemia, acute lymphoblastic"]
    together = run("lookup", "-", "--json", stdin="\n".join(queries)).stdout.splitlines()
    backwards = run("lookup", "-", "--json", stdin="\n".join(queries[::-1])).stdout.splitlines()
    assert together == backwards[::-1]


def test_an_answer_of_a_batch_comes_before_the_next_question_is_asked() -> None:
    """A program that asks and waits for the answer is not kept waiting."""
    program = subprocess.Popen(
        [sys.executable, "-m", "condcli", "lookup", "-", "--json", "--catalog", str(SMALL)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert program.stdin
    assert program.stdout
    with program:
        for _ in range(2):
            program.stdin.write(b"ALL\n")
            program.stdin.flush()
            ready, _, _ = select.select([program.stdout], [], [], 30)
            assert ready
            assert json.loads(program.stdout.readline())["status"] == "match"
        program.stdin.close()
    assert program.returncode == 0


def test_a_look_up_reads_a_catalog_of_ones_own(run: Run, small: dict[str, object], tmp_path: Path) -> None:
    path = tmp_path / "own.json"
    records = small["conditions"]
    assert isinstance(records, list)
    records[0]["aliases"].append("Glass bones of the moon")
    path.write_text(json.dumps(small), encoding="utf-8")
    result = run("lookup", "glass bones of the moon", "--catalog", str(path), "--json")
    assert json.loads(result.stdout)["matches"][0]["id"] == records[0]["id"]


def test_planned_conditions_are_listed(run: Run) -> None:
    answer = json.loads(run("list", "--planned", "--json").stdout)
    names = [known["name"] for known in answer["names"]]
    assert "Ebola" in names
    assert "Asthma" not in names
    text = run("list", "--planned").stdout
    assert f"Total: {len(names)}" in text
    assert "Ebola" in text


def test_show_says_first_how_a_misspelled_name_was_read(run: Run) -> None:
    result = run("show", "acute", "lymphoblstic", "leukemia", "--catalog", str(SMALL))
    assert result.exit_code == 0
    assert result.stderr == "Showing Acute lymphoblastic leukemia for 'acute lymphoblstic leukemia'.\n"
    assert result.stdout.startswith("ACUTE LYMPHOBLASTIC LEUKEMIA")


def test_show_asks_nobody_where_there_is_no_terminal(run: Run) -> None:
    result = run("show", "heat", "attack", stdin="y\n")
    assert result.exit_code == 4
    assert result.stderr.startswith(
        "condcli: 'heat attack' may mean: Heart attack. Show it with its full name. (In an emergency call 911"
    )


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("said", "shown"), [("y\n", True), ("YES\n", True), ("n\n", False), ("\n", False), ("", False)]
)
def test_a_question_is_answered_with_yes_or_not(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], said: str, shown: bool
) -> None:
    monkeypatch.setattr(sys, "stdin", Terminal(said))
    monkeypatch.setattr(sys, "stdout", Terminal())
    assert (output.chosen("Did you mean Heart attack? [y/N]", ["Heart attack"]) == 0) is shown
    assert capsys.readouterr().err == "Did you mean Heart attack? [y/N] "


@pytest.mark.parametrize(("said", "code", "shown"), [("y", 0, True), ("n", 4, False)])
def test_show_asks_a_person_whether_the_one_candidate_is_meant(said: str, code: int, shown: bool) -> None:
    leader, follower = pty.openpty()
    env = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join(sys.path),
        "PAGER": "cat",
        "COLUMNS": "80",
        "LINES": "24",
    }
    program = subprocess.Popen(
        [sys.executable, "-m", "condcli", "show", "heat attack", "--section", "prevention"],
        stdin=follower, stdout=follower, stderr=follower, env=env,
    )  # fmt: skip
    os.close(follower)
    with program, os.fdopen(leader, "rb+", buffering=0) as terminal:
        seen = b""
        while b"[y/N]" not in seen:
            seen += terminal.read(1024)
        assert b"Did you mean Heart attack? [y/N]" in seen
        terminal.write(said.encode() + b"\n")
        seen = b""
        try:
            while part := terminal.read(4096):
                seen += part
        except OSError:  # the program has closed the terminal
            pass
    assert program.returncode == code
    assert (b"Prevention" in seen) is shown


def test_json_asks_nobody(run: Run) -> None:
    result = run("show", "heat", "attack", "--json")
    fault = json.loads(result.stdout)["error"]
    assert fault["kind"] == "ambiguous"
    assert [c["id"] for c in fault["candidates"]] == ["heart-attack"]


def test_an_unknown_name_names_what_is_near_and_the_next_step(run: Run) -> None:
    result = run("show", "zebra", "test")
    assert result.exit_code == 3
    assert result.stderr.startswith("condcli: No condition is called 'zebra test'.")
    assert (
        "To search the pages: condcli find WORDS. See all of them: condcli list (In an emergency call 911"
        in result.stderr
    )
    assert result.stderr.count("\n") == 1
