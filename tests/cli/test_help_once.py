"""What to do now is said once, first, with whom to call for each danger, and never for a name alone."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from conftest import SMALL, Run
from good_record import catalog_of, good

ENV = {"CONDCLI_CATALOG": str(SMALL)}
BABY = "my baby is not breathing"
Write = Callable[[Any], str]
CALLS = [
    (BABY, "Call 911."),
    ("i want to kill myself", "Call or text 988."),
    ("my son drank bleach", "Call Poison Help 1-800-222-1222."),
    ("my 2 week old has a fever", "Go to an emergency room now."),
]


@pytest.mark.parametrize(("words", "whom"), CALLS)
def test_the_first_line_says_whom_to_call(run: Run, words: str, whom: str) -> None:
    first = run("find", words, env=ENV).stdout.splitlines()[0]
    assert first.startswith("HELP NOW: ")
    assert first.endswith(whom)


COMMANDS = [
    ["find", BABY], ["show", f"asthma {BABY}"], ["care", f"asthma and {BABY}"], ["lookup", BABY],
    ["symptoms", BABY], ["define", BABY], ["related", BABY], ["compare", BABY], ["trials", BABY],
    ["research", BABY], ["handout", BABY], ["show", BABY, "--bogus"], ["trial", BABY], ["list", BABY],
    BABY.split(),
]  # fmt: skip


@pytest.mark.parametrize("args", COMMANDS, ids=" ".join)
def test_help_is_said_once_whatever_comes_of_the_rest(run: Run, args: list[str]) -> None:
    result = run(*args, env=ENV)
    assert result.stdout.startswith("HELP NOW: ")
    assert result.stdout.count("HELP NOW: 1. ") == 1
    assert "HELP NOW" not in result.stderr


@pytest.mark.parametrize("args", COMMANDS, ids=" ".join)
def test_a_program_is_told_of_help_once(run: Run, args: list[str]) -> None:
    told = json.loads(run(*args, "--json", env=ENV).stdout)
    assert next(iter(told)) in {"help", "query"}
    assert set(told["help"]) == {"id", "call", "steps"}
    assert (told["help"]["id"], told["help"]["call"]) == ("not-breathing", "911")


@pytest.mark.parametrize(
    "args",
    [
        ["list"],
        ["symptoms"],
        ["trials"],
        ["config"],
        ["list", "--planned"],
        ["forget"],
        ["trial", "NCT04537871"],
    ],
    ids=" ".join,
)
def test_an_answer_to_no_words_has_no_word_of_help(run: Run, args: list[str]) -> None:
    assert "help" not in json.loads(run(*args, "--json", env=ENV).stdout)
    assert "HELP NOW" not in run(*args, env=ENV).output


@pytest.mark.parametrize(
    "args",
    [["show", "asthma"], ["define", "petechiae"], ["related", "ALL"], ["compare", "ALL", "AML"], ["asthma"]],
    ids=" ".join,
)
def test_an_answer_to_harmless_words_says_that_there_is_none(run: Run, args: list[str]) -> None:
    assert json.loads(run(*args, "--json", env=ENV).stdout)["help"] is None


def test_two_dangers_are_both_said_the_most_urgent_first(run: Run) -> None:
    shown = run("find", f"{BABY} and i want to kill myself", env=ENV).stdout
    help_now = [line for line in shown.splitlines() if line.startswith("HELP NOW: ")]
    assert help_now[0].startswith("HELP NOW: Not breathing")
    assert any(line.startswith("HELP NOW: Also: ") and "988" in line for line in help_now)
    assert sum("1. " in line for line in help_now) == 1


def test_a_batch_hears_each_line_by_itself(run: Run) -> None:
    stdin = f"asthma\n{BABY}\nasthma\ni want to kill myself\n"
    lines = run("lookup", "-", stdin=stdin, env=ENV).stdout.splitlines()
    assert ["HELP NOW: " in line for line in lines] == [False, True, False, True]
    rows = run("lookup", "-", "--json", stdin=stdin, env=ENV).stdout.splitlines()
    assert [json.loads(row)["help"] and json.loads(row)["help"]["call"] for row in rows] == [
        None,
        "911",
        None,
        "988",
    ]
    found = [json.loads(row)["help"] for row in run("find", "-", stdin=stdin, env=ENV).stdout.splitlines()]
    assert [help_ and help_["call"] for help_ in found] == [None, "911", None, "988"]


def test_one_command_line_does_not_hear_the_one_before(run: Run) -> None:
    assert run("find", BABY, env=ENV).stdout.startswith("HELP NOW: ")
    for words in (["show", "asthma"], ["list"], ["--version"], ["find", "bone pain"]):
        assert "HELP NOW" not in run(*words, env=ENV).output


@pytest.mark.parametrize(
    ("args", "code"),
    [
        (["find", BABY], 0), (["show", BABY], 0), (["lookup", BABY], 0), (["define", BABY], 0),
        (["show", f"roseola, {BABY}"], 3), (["compare", BABY], 2), (["show", BABY, "--bogus"], 2),
        (["list", BABY], 2), (["trial", BABY], 2), (["symptoms", "--has", BABY], 2),
        (["show", "ALL", "--section", BABY], 2),
    ],
    ids=lambda v: " ".join(v) if isinstance(v, list) else "",
)  # fmt: skip
def test_help_alone_ends_well_and_a_fault_of_the_words_stays_one(
    run: Run, args: list[str], code: int
) -> None:
    for form in ([], ["--json"]):
        assert run(*args, *form, env=ENV).exit_code == code


def test_whom_to_call_here_stands_in_help_and_the_address_does_not(run: Run, catalog: Write) -> None:
    site = {
        "name": "Green Valley",
        "phone": "555-0100",
        "address": "1 Main Street",
        "foot": "Ask.",
        "report_to": "us",
    }
    path = catalog(catalog_of(good()) | {"site": site})
    result = run("show", BABY, "--catalog", path)
    help_now = [line for line in result.stdout.splitlines() if line.startswith("HELP NOW: ")]
    assert help_now[-1] == "HELP NOW: Green Valley: 555-0100"
    assert "1 Main Street" not in result.stdout
    found = run("find", f"knee pain and {BABY}", "--catalog", path).stdout
    assert found.count("Green Valley: 555-0100") == 2  # in the box, and at the foot of the page
    told = json.loads(run("show", BABY, "--json", "--catalog", path).stdout)
    assert (told["site"]["phone"], told["help"]["call"]) == ("555-0100", "911")
    assert "site" not in json.loads(run("show", "zzqx", "--json", "--catalog", path).stdout)


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("es", "En una emergencia, llame al 911."),
        ("fr", "En cas d'urgence, appelez le 911."),
        ("vi", "Trong trường hợp khẩn cấp, hãy gọi 911."),
    ],
)
def test_the_language_that_is_set_is_in_help_and_in_faults(run: Run, language: str, line: str) -> None:
    env = {**ENV, "CONDCLI_LANGUAGE": language}
    assert f"HELP NOW: {line}\n" in run("show", BABY, env=env).stdout
    assert run("show", "zzqx", env=env).stderr.endswith(f"call or text 988.) {line}\n")
    assert line in run("show", "ALL", env=env).stdout
    assert line not in run("compare", "asthma", env=env).stderr


def test_a_table_is_whole_and_help_is_on_standard_error(run: Run) -> None:
    for words in (["trials", f"asthma {BABY}", "--csv"], ["research", f"asthma {BABY}", "--csv"]):
        result = run(*words, env=ENV)
        assert result.stderr.startswith("HELP NOW: Not breathing")
        assert result.stderr.count("HELP NOW: 1. ") == 1
        assert "HELP NOW" not in result.stdout
        assert result.stdout.splitlines()[0].count(",") > 5


def test_a_note_waits_until_help_is_said(run: Run) -> None:
    result = run("show", f"asthmaa, {BABY}", env=ENV)
    assert result.stdout.startswith("HELP NOW: ")
    both = run("trials", f"asthma {BABY}", "--csv", env=ENV).stderr
    assert both.index("HELP NOW") == 0
