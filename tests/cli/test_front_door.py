"""condcli by itself: its greeting, and its version for programs."""

import io
import json
from pathlib import Path

import pytest
from conftest import SMALL, Run

from condcli import __version__
from condcli.cli import GREETING, GROUPS, HIDDEN, output


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


def test_the_greeting_has_ten_lines_and_says_whom_to_call(run: Run) -> None:
    greeting = run().stdout
    assert greeting.count("\n") == 10
    for said in ("call 911", "988", "condcli --help", "Try:"):
        assert said in greeting


def test_the_version_for_programs_has_the_dates_of_the_data(run: Run) -> None:
    said = json.loads(run("--version", "--json").stdout)
    assert list(said) == ["version", "pages", "trials", "research"]
    assert all(part["oldest"] <= part["newest"] for part in (said["pages"], said["trials"], said["research"]))
    assert run("--json", "show", "ALL").exit_code == 2


@pytest.mark.parametrize("flag", ["-h", "--help"])
def test_the_help_of_the_program_has_every_command_under_its_heading(run: Run, flag: str) -> None:
    shown = run(flag).stdout
    for title, group in GROUPS.items():
        assert f"\n{title}:\n" in shown
        for name in group:
            assert f"\n  {name} " in shown
    for name in HIDDEN:
        assert f"\n  {name} " not in shown


@pytest.mark.parametrize("command", ["show", "trials", "find", "config", "forget", "bundle"])
def test_help_of_a_command_is_the_same_in_each_way_of_asking(run: Run, command: str) -> None:
    shown = run(command, "--help").stdout
    assert shown.startswith(f"Usage: condcli {command} ")
    assert run(command, "-h").stdout == shown
    assert run("help", command).stdout == shown
    assert run(command, "asthma", "--help").stdout == shown


def test_help_needs_no_catalog_and_no_settings_that_can_be_used(run: Run, tmp_path: Path) -> None:
    env = {"CONDCLI_CATALOG": str(tmp_path / "none"), "CONDCLI_WIDTH": "x", "CONDCLI_COLOR": "x"}
    for words in (
        [],
        ["--help"],
        ["show", "--help"],
        ["--version"],
        ["help", "show"],
        ["--show-completion", "zsh"],
    ):
        assert (run(*words, env=env).exit_code, run(*words, env=env).stderr) == (0, "")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--json"], "--json stands behind a command"),
        (["--json", "show", "ALL"], "--json stands behind a command"),
        (["--json", "--plain"], "No such option"),
        (["--width", "40", "show", "ALL"], "No such option"),
        (["show"], "Missing argument 'NAME...'"),
        (["find"], "Missing argument 'WORDS...'"),
        (["show", "ALL", "--section"], "requires an argument"),
        (["list", "--width"], "requires an argument"),
        (["forget", "asthma"], "unexpected extra argument"),
        (["--version", "--bogus"], "No such option"),
        (["show", "ALL", "--csv"], "No such option"),
        (["define", "x", "--only=1"], "does not take a value"),
    ],
    ids=lambda v: " ".join(v) if isinstance(v, list) else "",
)
def test_what_stands_in_a_wrong_place_is_one_line(run: Run, words: list[str], said: str) -> None:
    result = run(*words)
    told = result.stderr or json.loads(result.stdout)["error"]["message"]
    assert (result.exit_code, said in told) == (2, True)
    assert result.output.count("\n") == 1


def test_the_version_goes_before_all_else(run: Run) -> None:
    assert run("--version").stdout == run("--version", "show", "zzqx").stdout == f"condcli {__version__}\n"
    assert json.loads(run("--version", "--json").stdout)["version"] == __version__


def test_the_version_tells_the_dates_of_what_is_shown(run: Run) -> None:
    said = json.loads(run("--version", "--json", env={"CONDCLI_CATALOG": str(SMALL)}).stdout)
    for part in ("pages", "trials", "research"):
        assert set(said[part]) == {"count", "oldest", "newest"}
        assert said[part]["count"] > 0


@pytest.mark.parametrize("width", ["20", "40", "79"])
def test_the_greeting_breaks_at_spaces_on_a_terminal_only(
    run: Run, monkeypatch: pytest.MonkeyPatch, width: str
) -> None:
    piped = run(env={"COLUMNS": width}).stdout
    assert piped == run().stdout
    terminal = Terminal()
    monkeypatch.setattr("sys.stdout", terminal)
    monkeypatch.setenv("COLUMNS", width)
    output.greet(GREETING)
    shown = terminal.getvalue()
    assert shown.split() == GREETING.split()
    assert max(len(line) for line in shown.splitlines() if " " in line.strip()) <= int(width)


MISSPELLED = [
    ("shwo ALL", "show"), ("trails asthma", "trials"), ("defin edema", "define"), ("SHWO ALL", "show"),
    ("compair ALL AML", "compare"), ("symptons", "symptoms"), ("handot asthma", "handout"),
    ("asthma", None), ("tests for asthma", None), ("asma", None), ("fine feathers", None),
    ("hand foot and mouth disease", None), ("treatment-resistant zzqx", None), ("tia", None),
    ("self-harm", None), ("caries", None), ("atrial fibrillation", None), ("age-related zzqx", None),
]  # fmt: skip


@pytest.mark.parametrize(("words", "meant"), MISSPELLED)
def test_only_what_is_no_word_and_no_name_is_a_misspelled_command(
    run: Run, words: str, meant: str | None
) -> None:
    told = json.loads(run(*words.split(), "--json").stdout)
    message = told["error"]["message"] if "error" in told else ""
    first = words.split(maxsplit=1)[0]
    assert message.startswith("There is no command") is (meant is not None)
    if meant:
        assert message == f"There is no command {first!r}. Did you mean: condcli {meant}"


def test_danger_goes_before_a_misspelled_command(run: Run) -> None:
    result = run("shwo", "my baby is not breathing")
    assert "There is no command" not in result.output
    assert result.stdout.startswith("HELP NOW: ")
