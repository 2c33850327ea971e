"""What to do now stands first, whatever the command, and in whatever form it answers."""

import csv
import json
import shlex
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from conftest import SMALL, Run
from good_record import good

from condcli.catalog import files
from condcli.catalog.library import Library
from condcli.errors import BadData
from condcli.finding import danger
from condcli.names import spanish

CATALOG = {"CONDCLI_CATALOG": str(SMALL)}
BABY = "my baby is not breathing"
ONLY_HELP = [
    ["show", BABY], ["care", BABY], ["symptoms", BABY], ["trials", BABY], ["research", BABY],
    ["related", BABY], ["define", BABY], ["lookup", BABY], [BABY], BABY.split(),
]  # fmt: skip


@pytest.mark.parametrize("args", ONLY_HELP, ids=" ".join)
def test_help_is_all_there_is(run: Run, args: list[str]) -> None:
    result = run(*args, env=CATALOG)
    assert result.stdout.startswith("HELP NOW: Not breathing, or no pulse. Call 911.\nHELP NOW: 1. Call 911")
    assert (result.exit_code, result.stderr) == (0, "")


@pytest.mark.parametrize("args", ONLY_HELP, ids=" ".join)
def test_help_is_in_json_and_in_its_errors(run: Run, args: list[str]) -> None:
    result = run(*args, "--json", env=CATALOG)
    answer = json.loads(result.stdout)
    assert (result.exit_code, result.stderr) == (0, "")
    assert (answer["help"]["id"], answer["help"]["call"]) == ("not-breathing", "911")
    assert len(answer["help"]["steps"]) == 4


@pytest.mark.parametrize(
    ("words", "whom"),
    [
        ("mi esposo tiene dolor de pecho", "Call 911. Llame al 911 ahora."),
        ("quiero morir", "Call or text 988. Llame al 988 y oprima 2, o envíe AYUDA al 988."),
        ("mi hija se tomo cloro", "Call Poison Help 1-800-222-1222. Llame al 1-800-222-1222."),
        ("mi marido me pega", "Call 1-800-799-7233. Llame al 1-800-799-7233."),
        ("mi bebe de 3 semanas tiene fiebre", "emergency room now. Vaya ahora a una sala de emergencias."),
    ],
)
@pytest.mark.parametrize("command", ["find", "lookup", "show"])
def test_whom_to_call_is_said_in_spanish_to_those_who_ask_in_it(
    run: Run, command: str, words: str, whom: str
) -> None:
    first = run(command, words, env=CATALOG).stdout.splitlines()[0]
    assert first.startswith("HELP NOW: ")
    assert first.endswith(whom)
    assert "Llame" not in run(command, "my husband has chest pain", env=CATALOG).stdout


def test_what_else_is_found_decides_the_exit_code(run: Run) -> None:
    page = run("show", "my dad is having an asthma attack and cant breathe", env=CATALOG)
    assert page.stdout.startswith("HELP NOW: ")
    assert "\nASTHMA\n" in page.stdout
    assert page.exit_code == 0
    several = run("show", "cant breathe, asthma or acute myeloid leukemia", env=CATALOG)
    assert several.stdout.startswith("HELP NOW: ")
    assert several.exit_code == 4
    wrong = run("compare", "baby not breathing", env=CATALOG)
    assert wrong.stdout.startswith("HELP NOW: ")
    assert wrong.exit_code == 2


def test_what_is_only_like_the_words_does_not_stand_in_the_way(run: Run) -> None:
    result = run("show", BABY)
    assert "diabetes" not in result.stdout + result.stderr


@pytest.mark.parametrize(
    "name", ["stroke", "heart attack", "heart attacks", "I63.9", "ALL", "opioid overdose"]
)
def test_a_name_is_never_obeyed(run: Run, name: str) -> None:
    for command in (["show"], ["care"], ["lookup"], []):
        assert "HELP NOW" not in run(*command, name).stdout
    assert json.loads(run("find", name, "--json").stdout)["help"] is None


def test_the_name_of_what_is_an_emergency_is_a_cry_for_help(run: Run, catalog: Callable[[Any], str]) -> None:
    """Who types nothing but "chest pain" may have it now; a page of that name takes no help away."""
    page = good(id="chest-pain", name="Chest pain", aliases=["Pain in the chest"], category="Common symptoms")
    env = {"CONDCLI_CATALOG": catalog({"version": 2, "language": "en", "conditions": [page]})}
    for command in (["show"], ["care"], []):
        result = run(*command, "chest pain", env=env)
        assert result.stdout.startswith("HELP NOW: Chest pain")
        assert "CHEST PAIN\n" in result.stdout
        assert result.exit_code == 0
    assert json.loads(run("find", "chest pain", "--json", env=env).stdout)["help"]["call"] == "911"
    assert json.loads(run("lookup", "Chest pains", "--json", env=env).stdout)["help"]["call"] == "911"
    assert "HELP NOW" not in run("chest pain causes", env=env).stdout


@pytest.mark.parametrize(
    "args",
    [
        ("define", "coughing up blood", "--bogus"),  # the command is no part of what is told
        ("definition", "crushing chest pain and numb arm", "--catalog", "none.json"),
        ("symptoms", "--has=coughing up blood", "--catalog", "none.json"),
        ("find", "- my chest is being crushed and my arm is numb"),  # pasted from a list
        ("- my chest is being crushed and my arm is numb",),
        ("find", "--catalog", "none.json", "--", "-crushing chest pain and numb arm"),
        ("show", "--color=no", "vomiting", "blood"),  # each part for itself: not "no vomiting blood"
        ("show", "worst headache of my life", "--width=mild"),
        ("find", "face drooping", "--bad", "history"),
        ("--site", "define", "--section", "vomiting blood"),
        ("compare", "i", "cannot", "breathe"),  # one of its parts is no name
        ("compare", "my grandma is drooling one side", "and wont talk"),
    ],
)
def test_a_command_line_that_fails_is_heard_whole(run: Run, args: tuple[str, ...]) -> None:
    result = run(*args)
    assert (result.stdout + result.stderr).startswith("HELP NOW: ")
    assert result.exit_code or args[0] == "compare"  # nothing but help was asked for


@pytest.mark.parametrize(
    "parts",
    [
        ("my son is choking", "asthma"),
        ("I want to kill myself", "asthma"),
        ("quiero matarme", "asthma"),
        ("asthma", "quiero matarme"),
        ("my baby is not breathing", "asthma"),
    ],
)
def test_danger_in_a_part_is_not_lost_in_the_whole(run: Run, parts: tuple[str, str]) -> None:
    assert "HELP NOW: " in run("compare", parts[0], "vs", parts[1]).output
    assert json.loads(run("compare", parts[0], "vs", parts[1], "--json").stdout)["help"]["call"]


@pytest.mark.parametrize("lines", ["{}\nno such name\n", "no such name\n{}\n"])
def test_danger_in_one_of_several_lines_is_said_once_all_are_read(run: Run, lines: str) -> None:
    told = lines.format("crushing chest pain and a numb arm")
    assert "HELP NOW: " in run("update", "-", stdin=told).output
    assert json.loads(run("update", "-", "--json", stdin=told).stdout)["help"]["call"] == "911"


@pytest.mark.parametrize(
    "args",
    [
        ("compare", "choking", "vs", "i want to kill myself"),
        ("compare", "i want to kill myself", "choking"),
        ("show", "choking", "--bogus", "suicidal"),
        ("compare", "my", "son", "is", "choking", "vs", "suicidal", "--nosuch"),
        ("show", "i want to kill myself", "my son is choking", "--nosuch"),
    ],
)
def test_each_danger_that_is_told_is_answered_the_most_urgent_first(run: Run, args: tuple[str, ...]) -> None:
    told = run(*args).output
    assert told.startswith("HELP NOW: Choking. Call 911.")
    assert "HELP NOW: Also: Thoughts of suicide. Call or text 988." in told
    assert told.count("HELP NOW: 1. ") == 1


def test_each_danger_of_several_lines_is_answered(run: Run) -> None:
    told = run("update", "-", stdin="i want to kill myself\nmy baby is not breathing\n").output
    assert "HELP NOW: Not breathing, or no pulse. Call 911." in told
    assert "HELP NOW: Also: Thoughts of suicide. Call or text 988." in told


CALM_NAMES = ["low blood pressure", "suicidal ideation"]


@pytest.mark.parametrize("name", CALM_NAMES)
@pytest.mark.parametrize(
    "command",
    [
        "show {} --section bogus",
        "show {} --widht 30",
        "compare '{}' asthma",
        "compare asthma '{}'",
        "compare '{}' zzqx",
        "compare '{}'",
        "define {}",
        "symptoms --has '{}'",
        "handout {} -o -",
    ],
)
def test_a_plain_name_is_no_alarm_in_any_command(run: Run, command: str, name: str) -> None:
    result = run(*shlex.split(command.format(name)))
    assert "HELP NOW" not in result.output


@pytest.mark.parametrize(
    "args",
    [
        ("show", "i want to kill myself", "history of asthma", "--nosuch"),
        ("handout", "i want to kill myself", "history of asthma", "-o", "-"),
        ("find", "i cant brea\u00adthe"),  # what cannot be seen within a word
        ("find", "vo\u200bmit\u200bing blood"),
    ],
)
def test_what_stands_beside_it_or_in_it_hides_no_danger(run: Run, args: tuple[str, ...]) -> None:
    assert "HELP NOW: " in run(*args).output


def test_a_glossary_of_ones_own_takes_no_danger_out_of_words(run: Run, tmp_path: Path) -> None:
    own = tmp_path / "own.json"
    own.write_text(json.dumps({"version": 2, "language": "en", "conditions": [good()]}), encoding="utf-8")
    term = {"term": "vomiting blood", "meaning": "a sign of bleeding inside", "aliases": []}
    glossary = json.dumps({"version": 1, "terms": [term]})
    (tmp_path / "glossary.json").write_text(glossary, encoding="utf-8")
    assert run("define", "vomiting blood", "--catalog", str(own)).output.startswith("HELP NOW: ")
    assert "HELP NOW" not in run("define", "petechiae").output


def test_a_path_tells_of_no_danger(run: Run) -> None:
    assert "HELP NOW" not in run("show", "hay fever", "--catalog", "./105/choking.json", "--bad").output
    assert "HELP NOW" in run("show", "baby with a fever of 105", "--bad").output


def test_a_handout_of_an_emergency_says_what_to_do_now(run: Run, tmp_path: Path) -> None:
    made = run("handout", "choking", "-o", str(tmp_path / "a.html"))
    assert made.output.startswith("HELP NOW: Choking. Call 911.")
    several = run("handout", "choking", "asthma", "-o", str(tmp_path), "--json")
    assert json.loads(several.stdout)["help"]["id"] == "choking"


ROWS = {
    "J45,no,chest pain": "911", "J45,chest pain": "911", "J45,never,suicidal": "988", "7,choking": "911",
    "72, choking": "911", "choking, 72": "911", "I can't breathe, history of asthma": "911",
    "2024-01-02, i need it to stop": "988", "leukemia, acute": "",
    "Hair falling out,insulin 20 units": "", "low blood pressure,72": "", "suicidal ideation,,": "",
    "asthma,diabetes,baby": "",
}  # fmt: skip


def test_each_cell_of_a_row_is_heard_by_itself(run: Run) -> None:
    table = "\n".join(ROWS) + "\n"
    written = run("lookup", "-", "--csv", "--columns", "Help now", stdin=table).stdout
    helped = [row[0] if row else "" for row in csv.reader(written.splitlines()[1:])]
    assert [bool(cell) for cell in helped] == [bool(call) for call in ROWS.values()]
    assert all(call in cell for call, cell in zip(ROWS.values(), helped, strict=True))


@pytest.mark.parametrize("form", [("--csv",), ("--csv", "--json"), ("--column", "dx")])
def test_what_a_row_tells_is_not_said_again_where_the_table_ends_in_a_fault(
    run: Run, form: tuple[str, ...]
) -> None:
    head = "dx\n" if "--column" in form else ""
    result = run("lookup", "-", *form, stdin=f'{head}crushing chest pain and a numb arm\n"abc')
    assert (result.exit_code, result.output.count("Do not drive yourself")) == (2, 1)


@pytest.mark.parametrize("only", [(), ("--only",)])
def test_no_page_of_ones_own_takes_the_danger_out_of_its_names(
    run: Run, tmp_path: Path, only: tuple[str, ...]
) -> None:
    own = tmp_path / "own.json"
    aliases = ["I cannot breathe", "I want to kill myself", "Low blood pressure"]
    record = good(id="ward", name="Ward page", aliases=aliases)
    own.write_text(json.dumps({"version": 2, "language": "en", "conditions": [record]}), encoding="utf-8")
    for command in (["show"], ["lookup"], ["find"]):
        for alias, call in zip(aliases, ("911", "988", None), strict=True):
            answer = run(*command, alias, "--catalog", str(own), *only, "--json").stdout
            assert (json.loads(answer)["help"] or {}).get("call") == call


def test_a_line_of_a_batch_answers_for_itself(run: Run) -> None:
    first, second = run("lookup", "-", "--json", stdin="crushing chest pain\nasthma\n").stdout.splitlines()
    assert (json.loads(first)["help"]["call"], json.loads(second)["help"]) == ("911", None)


@pytest.mark.parametrize("form", [(), ("--json",)])
def test_a_fault_is_told_where_what_tells_of_danger_is_lost(
    run: Run, monkeypatch: pytest.MonkeyPatch, form: tuple[str, ...]
) -> None:
    monkeypatch.setattr(danger, "finder", lambda: files.read(files.data_folder() / "lost.json", dict))
    wrong = run("show", "asthma", "--bad", *form)
    assert (wrong.exit_code, "No such option: --bad" in wrong.output) == (2, True)
    lost = run("find", "crushing chest pain", *form)
    assert (lost.exit_code, lost.output.count("\n")) == (6, 1)
    assert "install condcli again. In an emergency, call 911." in lost.output


def test_what_to_do_now_is_said_where_the_pages_are_lost(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def lost(_path: object = None) -> Library:
        raise BadData(files.data_folder() / "conditions.json", "is lost")

    monkeypatch.setattr(Library, "open", lost)
    assert run("show", "crushing chest pain", "--bad").output.startswith("HELP NOW: Chest pain")


def test_whom_to_call_is_said_where_what_tells_spanish_is_lost(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(spanish, "is_spanish", lambda _: files.text_of(files.data_folder() / "lost.txt"))
    assert run("find", BABY, "--bad").output.startswith("HELP NOW: Not breathing, or no pulse. Call 911.")


@pytest.mark.parametrize("args", [("define", "--bogus"), ("find", "gout", "--has=tired", "--x=chest")])
def test_options_by_themselves_call_for_nothing(run: Run, args: tuple[str, ...]) -> None:
    result = run(*args)
    assert "HELP NOW" not in result.stdout + result.stderr
    assert result.exit_code == 2


def test_a_batch_keeps_one_line_an_answer(run: Run) -> None:
    result = run("lookup", "-", stdin=f"{BABY}\nasthma\n", env=CATALOG)
    first, second = result.stdout.splitlines()
    assert first.startswith(f"{BABY}: HELP NOW: Not breathing, or no pulse. Call 911.")
    assert second == "asthma: Asthma"
    rows = [
        json.loads(row) for row in run("lookup", "-", "--json", stdin=f"{BABY}\nasthma\n").stdout.splitlines()
    ]
    assert [row["help"] and row["help"]["id"] for row in rows] == ["not-breathing", None]


def test_a_table_for_a_spreadsheet_stays_one(run: Run) -> None:
    result = run("trials", "my dad has an asthma attack and cant breathe", "--csv", env=CATALOG)
    assert result.stdout.startswith("nct_id") or "NCT" in result.stdout.splitlines()[0]
    assert result.stderr.startswith("HELP NOW: ")


@pytest.mark.parametrize("width", ["30", "80", "200"])
def test_on_a_terminal_it_is_a_box_with_words(run: Run, width: str) -> None:
    env = {**CATALOG, "FORCE_COLOR": "1", "NO_COLOR": "1", "COLUMNS": width}
    shown = run("show", BABY, env=env).stdout
    assert shown.startswith("┏")
    assert "HELP NOW" in shown
    red = run("show", BABY, env={**env, "NO_COLOR": ""}).stdout
    assert "\x1b[31m┏" in red


def test_words_after_a_command_that_takes_none_are_heard_too(run: Run) -> None:
    for args in (["new", "baby", "not", "breathing"], ["shwo", BABY], ["show", BABY, "--jsom"]):
        assert run(*args).stdout.startswith("HELP NOW: ")


def test_symptoms_that_are_asked_for_are_heard(run: Run) -> None:
    shown = run("symptoms", "--has", "chest pain", "--has", "fever").stdout
    assert shown.startswith("HELP NOW: Chest pain")
    assert "HELP NOW" not in run("symptoms", "--has", "fever", "--not", "chest pain").stdout


def test_help_alone_is_the_help_of_the_program(run: Run) -> None:
    assert run("help").stdout == run("--help").stdout
    assert run("help", "show").stdout.startswith("Usage:")
    assert run("help", "me").stdout.startswith("HELP NOW: An emergency. Call 911.")


@pytest.mark.parametrize("form", [[], ["--json"]])
def test_a_catalog_that_cannot_be_read_hides_no_help(run: Run, form: list[str]) -> None:
    for words in (["crushing chest pain"], ["find", "crushing chest pain"]):
        result = run(*words, *form, "--catalog", "/gone.json")
        assert result.exit_code == 6
        assert "911" in result.stdout
        assert "/gone.json" in result.stdout + result.stderr
    assert run("show", "asthma", "--catalog", "/gone.json").stdout == ""
