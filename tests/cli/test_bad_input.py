"""What a user, a file or a terminal can do wrong, and what is said then."""

import json
import os
import pty
import shlex
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from conftest import SMALL, Run
from screen import on_terminal

Write = Callable[[Any], str]
ALL = "acute-lymphoblastic-leukemia"


def altered(small: dict[str, Any], **fields: Any) -> dict[str, Any]:  # noqa: ANN401  any wrong value
    small["conditions"][0].update(fields)
    return small


WRONG_CATALOGS: dict[str, tuple[Callable[[dict[str, Any]], Any], list[str]]] = {
    "empty": (lambda _: "", ["is empty"]),
    "not JSON": (lambda _: "hello", ["is not valid JSON"]),
    "truncated": (lambda c: json.dumps(c)[:900], ["is not valid JSON"]),
    "NaN": (lambda _: '{"version": NaN}', ["is not valid JSON"]),
    "lone surrogate": (
        lambda c: json.dumps(c).replace("Treatment starts soon", "\\ud800"),
        ["is not valid JSON"],
    ),
    "nested deeply": (
        lambda c: json.dumps(altered(c, id=7)).replace("7", "[" * 100_000),
        ["record 1", "`str`"],
    ),
    "another version": (lambda c: {**c, "version": 3}, ["version"]),
    "no version": (lambda c: {k: v for k, v in c.items() if k != "version"}, ["version"]),
    "a list": (lambda c: c["conditions"], ["Expected `object`, got `array`"]),
    "an unknown field": (lambda c: altered(c, dose="5"), [ALL, "unknown field `dose`"]),
    "a missing field": (
        lambda c: {**c, "conditions": [{"id": "x", "name": "X"}]},
        ["record x", "missing required field `aliases`"],
    ),
    "a wrong type": (
        lambda c: altered(c, aliases="Leukemia"),
        [ALL, "Expected `array`, got `str`", "aliases"],
    ),
    "a record that is no object": (lambda c: {**c, "conditions": [7]}, ["record 1", "Expected `object`"]),
    "an id that is none": (lambda c: altered(c, id="No Id"), ["record No Id", "regex"]),
    "a wrong date": (lambda c: altered(c, written="yesterday"), [ALL, "regex", "written"]),
    "a section that we do not have": (lambda c: altered(c, sections={"prices": {}}), [ALL, "prices"]),
    "a duplicate id": (lambda c: altered(c, id="asthma"), ["the id asthma is used 2 times"]),
    "an alias with two owners": (lambda c: altered(c, aliases=["bronchial  ASTHMA"]), ["belongs to"]),
    "a reference out of range": (
        lambda c: altered(c, sections={"definition": {"body": ["A."], "refs": [3]}}),
        [ALL, "section definition names reference 3, but there are 2"],
    ),
}


@pytest.mark.parametrize("case", WRONG_CATALOGS)
def test_a_wrong_catalog_is_refused_in_one_line(
    run: Run, small: dict[str, Any], catalog: Write, case: str
) -> None:
    make, said = WRONG_CATALOGS[case]
    path = catalog(make(small))
    result = run("show", "ALL", "--catalog", path)
    assert (result.exit_code, result.stdout) == (6, "")
    assert result.stderr.startswith(f"condcli: {path}")
    assert result.stderr.count("\n") == 1
    assert [s for s in said if s not in result.stderr] == []


def test_a_catalog_that_is_no_file_is_refused(run: Run, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for path, said in (
        ("missing.json", "No such file"),
        ("", "not a regular file"),
        ("pipe", "not a regular file"),
    ):
        result = run("show", "ALL", "--catalog", str(tmp_path / path))
        assert result.exit_code == 6
        assert said in result.stderr


@pytest.mark.parametrize("side", ["sayings.json", "glossary.json", "known_names.json"])
@pytest.mark.parametrize("command", [["define", "remission"], ["show", "ALL"], ["find", "fever"]])
def test_a_side_file_that_is_no_file_is_refused_at_once(
    run: Run, catalog: Write, small: dict[str, Any], tmp_path: Path, side: str, command: list[str]
) -> None:
    path = catalog(small)
    os.mkfifo(tmp_path / side)  # reading it would never end
    result = run(*command, "--catalog", path)
    assert (result.exit_code, result.stdout) == (6, "")
    assert f"{side}: is not a regular file" in result.stderr


LONG = "x" * 100_000


@pytest.mark.parametrize(
    "args",
    [
        ["show", "ALL", "--width", LONG], ["trials", "--age", LONG], ["trials", "--near", LONG],
        ["config", LONG], ["show", "--" + LONG], ["trial", LONG], ["show", "ALL", "--section", LONG],
    ],
)  # fmt: skip
def test_an_error_repeats_little_of_what_was_given(run: Run, args: list[str]) -> None:
    for form in ((), ("--json",)):
        result = run(*args, *form)
        assert result.exit_code in {2, 3}
        assert len(result.stdout + result.stderr) < 2500


def test_of_a_long_command_line_and_a_long_row_so_much_is_read_as_of_a_line(run: Run) -> None:
    asked = json.loads(run("lookup", "y" * 60_000, "x" * 60_000, "--json").stdout)["query"]
    assert asked == "y" * 60_000 + " " + "x" * 39_999
    row = f"hives, {'x' * 120_000}"
    answer = run("lookup", "-", "--csv", "--json", stdin=f"q\n{row}\n").stdout.splitlines()[-1]
    assert len(json.loads(answer)["query"]) <= 100_000


def test_a_reading_repeats_little_of_what_was_given(run: Run) -> None:
    result = run("causes", "asthma", "(" * 20_000)
    assert result.exit_code == 0
    assert len(result.stderr) < 200


@pytest.mark.parametrize("word", [chr(0xD800), f"zqzq{chr(0xDFFF)}", chr(0xDC7F), chr(0xDCFF)])
@pytest.mark.parametrize(
    "command", [["show"], ["find"], ["lookup", "--json"], ["compare", "ALL"], ["define"]]
)
def test_half_a_pair_is_a_word_that_nobody_knows(run: Run, command: list[str], word: str) -> None:
    assert run(*command, word).exit_code in {2, 3}


def test_a_catalog_from_the_environment_is_used(run: Run) -> None:
    result = run("list", env={"CONDCLI_CATALOG": str(SMALL)})
    assert result.stdout.endswith("Total: 3\n")


HOSTILE = "\x1b[31mred\x1b]0;title\x07 [bold]b[/bold] \x9b2J \u202egnp.exe \u2028 end"


@pytest.mark.parametrize("env", [{}, {"FORCE_COLOR": "1"}], ids=["plain", "terminal"])
def test_text_cannot_steer_the_terminal(
    run: Run, small: dict[str, Any], catalog: Write, env: dict[str, str]
) -> None:
    path = catalog(altered(small, summary=HOSTILE, aliases=[HOSTILE]))
    shown = run("show", "ALL", "--catalog", path, env={"COLUMNS": "100", **env}).stdout
    assert (
        " ".join(shown.split()).count(
            r"\x1b[31mred\x1b]0;title\x07 [bold]b[/bold] \x9b2J \u202egnp.exe \u2028 end"
        )
        == 2
    )
    assert not {"\x07", "\x9b", "\u202e", "\u2028", "\x1b]"} & set(shown)
    as_json = run("show", "ALL", "--json", "--catalog", path).stdout
    assert json.loads(as_json)["summary"] == HOSTILE
    assert as_json.rstrip("\n").isprintable()


def test_a_query_cannot_steer_the_terminal(run: Run) -> None:
    result = run("show", "\x1b[2J\x9bzzqx")
    assert result.exit_code == 3
    assert "\x1b" not in result.stderr
    assert "\x9b" not in result.stderr


@pytest.mark.parametrize(
    ("args", "code", "said"),
    [
        (["shwo", "ALL"], 2, "Did you mean: condcli show"),
        (["trails", "asthma"], 2, "Did you mean: condcli trials"),
        (["zzqx"], 3, "Nothing is found for 'zzqx'"),
        (["compare", "asthma"], 2, "vs between them"),
        (["compare", "asthma", "vs", "bronchial asthma"], 2, "mean the same page"),
        (["symptoms", "--not", "fever"], 2, "--not needs a --has"),
        (["symptoms", "ALL", "--has", "fever"], 2, "Give one of"),
        (["symptoms", "--has", "fevr"], 2, "Near to it: Fever"),
        (["symptoms", "--category", "Cars"], 2, "Blood, Bones"),
        (["define", "zzqx"], 3, "The glossary does not explain 'zzqx'"),
        (["show"], 2, "NAME"),
        (["show", "ALL", "--jsom"], 2, "--json"),
        (["--vresion"], 2, "--version"),
        (["show", "ALL", "--section", "price"], 2, "definition, names, causes"),
        (["list", "--category", "Cars"], 2, "Blood, Bones"),
        (["show", "zzqx"], 3, "condcli list"),
    ],
    ids=lambda v: " ".join(v) if isinstance(v, list) else None,
)
def test_a_mistake_is_answered_with_what_to_type(run: Run, args: list[str], code: int, said: str) -> None:
    result = run(*args)
    assert (result.exit_code, result.stdout) == (code, "")
    assert said in result.stderr
    assert result.stderr.count("\n") == 1


@pytest.mark.parametrize("words", ["creo que mi hijo tiene fiebre", "fine rash on belly"])
def test_words_that_begin_like_a_command_are_looked_up(run: Run, words: str) -> None:
    found = run(*words.split())
    assert "There is no command" not in found.stderr
    assert found.exit_code == 0


def test_words_of_a_name_are_no_misspelled_command(run: Run) -> None:
    result = run("hand", "foot", "and", "mouth", "disease", "or", "chickenpox")
    assert (result.exit_code, result.stderr) == (0, "")
    assert "Chickenpox" in result.stdout


def test_an_error_for_programs_is_json_on_standard_output(run: Run) -> None:
    result = run("show", "zzqx", "--json")
    assert (result.exit_code, result.stderr) == (3, "")
    assert json.loads(result.stdout)["error"]["kind"] == "unknown"


def test_the_bare_command_and_the_version(run: Run) -> None:
    assert "condcli --help" in run().stdout
    assert run("--version").stdout.startswith("condcli ")


CONDCLI = [sys.executable, "-m", "condcli"]


def environment(**more: str) -> dict[str, str]:
    return {**os.environ, **more}


def test_a_closed_pipe_ends_quietly() -> None:
    with subprocess.Popen(
        [*CONDCLI, "list", "--catalog", str(SMALL)], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait() == 0


def test_an_interrupt_ends_quietly(tmp_path: Path) -> None:
    pager = tmp_path / "pager"
    pager.write_text("#!/bin/sh\ntouch " + str(tmp_path / "shown") + "\nexec sleep 30\n", encoding="utf-8")
    pager.chmod(0o755)
    main, terminal = pty.openpty()
    with subprocess.Popen(
        [*CONDCLI, "show", "ALL"],
        stdin=terminal, stdout=terminal, stderr=subprocess.PIPE,
        env=environment(PAGER=str(pager)), start_new_session=True,
    ) as process:  # fmt: skip
        deadline = time.monotonic() + 20
        while not (tmp_path / "shown").exists() and time.monotonic() < deadline:
            time.sleep(0.02)
        os.killpg(process.pid, signal.SIGINT)
        assert process.stderr
        assert process.stderr.read() == b""
        assert process.wait() == 130
    os.close(main)
    os.close(terminal)


def test_an_interrupt_in_the_middle_of_a_class_that_is_made_ends_quietly() -> None:
    """Python 3.11 has what a descriptor raises there as the cause of a RuntimeError."""
    program = (
        "import condcli.cli\n"
        "def run():\n"
        "    raise RuntimeError('Error calling __set_name__') from KeyboardInterrupt()\n"
        "condcli.cli.main = run\n"
        "from condcli.__main__ import main\n"
        "main()\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (130, b"")


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "utf-8"])
def test_any_locale_prints(small: dict[str, Any], catalog: Write, encoding: str) -> None:
    path = catalog(altered(small, aliases=["Sjögren 38°C 日"]))
    shown = subprocess.run(
        [*CONDCLI, "show", "ALL", "--catalog", path],
        env=environment(PYTHONIOENCODING=encoding), capture_output=True, check=True,
    ).stdout.decode(encoding)  # fmt: skip
    assert {"ascii": "- Sjogren 38 degrees C ?", "latin-1": "- Sjögren 38°C ?", "utf-8": "- Sjögren 38°C 日"}[
        encoding
    ] in shown


def test_a_terminal_gets_drawing_and_a_dumb_one_does_not() -> None:
    args = ["care", "ALL", "--catalog", str(SMALL)]
    assert "╭" in on_terminal(args, PAGER="cat", LINES="200")
    for plain in ({"TERM": "dumb"}, {"PAGER": "cat", "CONDCLI": "x"}):
        shown = on_terminal([*args, "--plain"] if "PAGER" in plain else args, **plain)
        assert "╭" not in shown
        assert "- trouble breathing" in shown


def test_a_long_answer_goes_through_the_pager(tmp_path: Path) -> None:
    pager = tmp_path / "pager"
    pager.write_text("#!/bin/sh\necho paged; cat\n", encoding="utf-8")
    pager.chmod(0o755)
    long = on_terminal(["show", "ALL", "--catalog", str(SMALL)], PAGER=str(pager), LINES="10")
    assert "paged" in long
    assert "Definition" in long
    short = on_terminal(["references", "AML", "--catalog", str(SMALL)], PAGER=str(pager), LINES="90")
    assert "paged" not in short


def test_a_name_that_opens_nothing_is_answered_with_where_help_is(run: Run) -> None:
    for name in ("zzqx", "ms"):
        assert "call 911" in run("show", name).stderr
        assert "988" in run("show", name).stderr


def test_a_full_disk_is_said_in_one_line() -> None:
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        done = subprocess.run(
            [*CONDCLI, "list", "--catalog", str(SMALL)], stdout=full, stderr=subprocess.PIPE, check=False
        )
    assert done.returncode == 1
    assert done.stderr.decode().startswith("condcli: The answer cannot be written (No space left")
    assert done.stderr.count(b"\n") == 1


@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-"])
def test_a_closed_stream_is_no_fault(closed: str) -> None:
    command = f"{shlex.join([*CONDCLI, 'list', '--catalog', str(SMALL)])} {closed}"
    done = subprocess.run(["/bin/sh", "-c", command], capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "latin-1"])
def test_lists_of_names_are_read_as_spreadsheets_write_them(run: Run, encoding: str) -> None:
    names = "C91.0\r\nasthma\r\n".encode(encoding)
    answers = run("lookup", "-", stdin=names, env={"CONDCLI_CATALOG": str(SMALL)}).stdout.splitlines()
    assert answers == ["C91.0: Acute lymphoblastic leukemia (ICD-10-CM C91.0)", "asthma: Asthma"]


def test_a_pager_that_cannot_be_read_is_done_without() -> None:
    assert "Definition" in on_terminal(["show", "ALL", "--catalog", str(SMALL)], PAGER="less 'x", LINES="10")


def test_a_line_break_in_a_name_forges_no_line(run: Run, small: dict[str, Any], catalog: Write) -> None:
    path = catalog(altered(small, name="Asthma\nCall 911: forged"))
    assert "\nCall 911" not in run("list", "--catalog", path).stdout
    assert run("lookup", "x\nfoo: bar", "--catalog", path).stdout.count("\n") == 1


@pytest.mark.parametrize("places", [[-1], [4]])
def test_research_that_is_not_there_is_bad_data(
    run: Run, small: dict[str, Any], catalog: Write, tmp_path: Path, places: list[int]
) -> None:
    path = catalog(small)
    wrong = {"version": 1, "advances": [], "conditions": {"asthma": places}}
    (tmp_path / "research.json").write_text(json.dumps(wrong), encoding="utf-8")
    result = run("show", "asthma", "--catalog", path)
    assert result.exit_code == 6
    assert "research.json" in result.stderr


def test_a_command_to_type_cannot_carry_another(run: Run, small: dict[str, Any], catalog: Write) -> None:
    path = catalog(altered(small, name="Asthma $(touch X)"))
    shown = run("trials", "ALL", "--catalog", path).stdout
    assert "'Asthma $(touch X)'" in shown
    assert '"Asthma' not in shown


@pytest.mark.parametrize(
    "words",
    [["bundle", "there"], ["handout", "asthma", "copd", "-o", f"{'x' * 300}.html"], ["config", "--edit"]],
)
def test_a_name_that_is_too_long_for_a_file_is_one_clear_line(
    run: Run, tmp_path: Path, words: list[str]
) -> None:
    too_long = str(tmp_path / ("x" * 300))
    env = {"CONDCLI_DATA_HOME": too_long, "CONDCLI_CONFIG_HOME": too_long, "EDITOR": "true"}
    result = run(*words, env=env)
    assert (result.exit_code != 0, result.stdout) == (True, "")
    assert result.stderr.startswith("condcli: ")
    assert "Traceback" not in result.stderr
