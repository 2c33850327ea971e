"""What a person at a terminal is asked where a name may mean several, and by which commands."""

import io
import json
import sys

import pytest
from conftest import SMALL, Run

from condcli.cli import help_now, output

ENV = {"CONDCLI_CATALOG": str(SMALL)}
ASKING = [
    ["show", "all"], ["show", "all", "--brief"], ["show", "all", "--section", "care"], ["care", "all"],
    ["symptoms", "all"], ["trials", "all"], ["research", "all"], ["related", "all"],
    ["compare", "all", "asthma"], ["handout", "all", "--output", "-", "--format", "txt"],
]  # fmt: skip
NOT_ASKING = [
    ["show", "all", "--json"], ["care", "all", "--json"], ["trials", "all", "--csv"],
    ["trials", "all", "--json"], ["research", "all", "--csv"], ["related", "all", "--json"],
    ["compare", "all", "asthma", "--json"], ["lookup", "all"], ["lookup", "all", "--json"], ["all", "--json"],
]  # fmt: skip


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


class Asked:
    """A person who gives the same answer whatever is asked."""

    def __init__(self, answer: int | None) -> None:
        self.answer = answer
        self.questions: list[tuple[str, list[str]]] = []

    def __call__(self, question: str, options: list[str]) -> int | None:
        self.questions.append((question, list(options)))
        return self.answer


@pytest.fixture
def person(monkeypatch: pytest.MonkeyPatch) -> Asked:
    """A person who takes the first."""
    asked = Asked(0)
    monkeypatch.setattr(output, "chosen", asked)
    return asked


@pytest.mark.parametrize("args", ASKING, ids=" ".join)
def test_a_person_is_asked_and_gets_the_page_that_is_chosen(run: Run, person: Asked, args: list[str]) -> None:
    result = run(*args, env=ENV)
    assert result.exit_code == 0, result.output
    assert "Acute lymphoblastic leukemia".casefold() in result.stdout.casefold()
    assert person.questions == [
        ("Did you mean Acute lymphoblastic leukemia (ALL)? [y/N]", ["Acute lymphoblastic leukemia (ALL)"])
    ]


@pytest.mark.parametrize("args", ASKING, ids=" ".join)
def test_who_means_none_gets_the_list(run: Run, person: Asked, args: list[str]) -> None:
    person.answer = None
    result = run(*args, env=ENV)
    assert (result.exit_code, result.stdout) == (4, "")
    assert "'all' may mean: Acute lymphoblastic leukemia (ALL)." in result.stderr


@pytest.mark.parametrize("args", NOT_ASKING, ids=" ".join)
def test_a_program_is_asked_nothing(run: Run, person: Asked, args: list[str]) -> None:
    assert run(*args, env=ENV).exit_code in {0, 4}
    assert person.questions == []


@pytest.mark.parametrize("args", [["show", "zzqx"], ["show", "roseola"], ["show", "asthmaa"]], ids=" ".join)
def test_nobody_is_asked_where_there_is_nothing_to_choose(run: Run, person: Asked, args: list[str]) -> None:
    run(*args, env=ENV)
    assert person.questions == []


def asked(
    monkeypatch: pytest.MonkeyPatch, said: str, options: list[str], question: str = "Is it?"
) -> int | None:
    monkeypatch.setattr(sys, "stdin", Terminal(said))
    monkeypatch.setattr(sys, "stdout", Terminal())
    return output.chosen(question, options)


@pytest.mark.parametrize(
    ("said", "chosen"),
    [
        ("y\n", 0), ("yes\n", 0), ("Y\n", 0), (" YES \n", 0), ("1\n", 0), ("n\n", None), ("no\n", None),
        ("\n", None), ("", None), ("2\n", None), ("yess\n", None), ("0\n", None),
    ],
)  # fmt: skip
def test_one_candidate_takes_yes_or_its_number(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], said: str, chosen: int | None
) -> None:
    assert asked(monkeypatch, said, ["Asthma"], "Did you mean Asthma? [y/N]") == chosen
    assert capsys.readouterr().err == "Did you mean Asthma? [y/N] "


@pytest.mark.parametrize(
    ("said", "chosen"),
    [
        ("1\n", 0), (" 2 \n", 1), ("3", 2), ("0\n", None), ("-1\n", None), ("4\n", None), ("yes\n", None),
        ("01\n", None), ("1.0\n", None), ("\u0661\n", None), ("1 2\n", None),
    ],
)  # fmt: skip
def test_several_candidates_take_a_number_that_stands_there(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], said: str, chosen: int | None
) -> None:
    assert asked(monkeypatch, said, ["Asthma", "COPD", "Croup"]) == chosen
    lines = capsys.readouterr().err
    assert lines == ("1. Asthma\n2. COPD\n3. Croup\nWhich one? Type its number, or Enter for none: [1-3] ")


def test_a_candidate_cannot_steer_the_terminal(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert asked(monkeypatch, "\n", ["x"], "Did you mean \x1b[31m\u202ex? [y/N]") is None
    assert asked(monkeypatch, "\n", ["\x1b[2Jx", "y\u2028z"]) is None
    shown = capsys.readouterr().err
    assert not {"\x1b", "\u202e", "\u2028"} & set(shown)
    assert r"\x1b[2Jx" in shown


@pytest.mark.parametrize("stream", ["stdin", "stdout"])
def test_where_one_stream_is_no_terminal_nobody_is_asked(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], stream: str
) -> None:
    monkeypatch.setattr(sys, "stdin", Terminal("y\n"))
    monkeypatch.setattr(sys, "stdout", Terminal())
    monkeypatch.setattr(sys, stream, io.StringIO("y\n"))
    assert output.chosen("Is it?", ["Asthma"]) is None
    assert capsys.readouterr().err == ""


def test_what_to_do_now_is_said_before_the_question(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    output.forget()
    help_now.say(help_now.in_words("my baby is not breathing"), "")
    terminal = Terminal()
    monkeypatch.setattr(sys, "stdin", Terminal("1\n"))
    monkeypatch.setattr(sys, "stdout", terminal)
    try:
        assert output.chosen("Is it?", ["Asthma", "Croup"]) == 0
    finally:
        output.forget()
    assert "HELP NOW" in terminal.getvalue()
    assert capsys.readouterr().err.startswith("1. Asthma\n")


def test_a_reading_by_spelling_is_said_on_standard_error_only(run: Run) -> None:
    for words in (["show"], ["care"], ["trials"], ["research"], ["related"], []):
        result = run(*words, "asthmaa", env=ENV)
        assert result.stderr.startswith("Showing Asthma for 'asthmaa'.\n")
        assert "asthmaa" not in result.stdout
    as_json = run("show", "asthmaa", "--json", env=ENV)
    assert as_json.stderr == "Showing Asthma for 'asthmaa'.\n"
    assert json.loads(as_json.stdout)["id"] == "asthma"


@pytest.mark.parametrize("name", ["asthma", "ASTHMA", "bronchial asthma", "J45", "AML"])
def test_an_exact_name_is_read_without_a_word(run: Run, name: str) -> None:
    assert run("care", name, env=ENV).stderr == ""
