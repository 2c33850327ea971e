"""The commands for one section, show with some sections, and the brief page: in each form."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from conftest import SMALL, Run
from good_record import catalog_of, good

from condcli.cli import COMMANDS
from condcli.models import SECTIONS

ENV = {"CONDCLI_CATALOG": str(SMALL)}
Write = Callable[[Any], str]
OWN = {name: spec.section for name, spec in COMMANDS.items() if spec.section} | {"symptoms": "symptoms"}


@pytest.fixture
def knee(catalog: Write) -> dict[str, str]:
    """The environment of a catalog whose one record has every section."""
    body = {
        key: {"body": [f"Text of {key}.", {"lead": f"List of {key}:", "items": ["one", "two"]}], "refs": [2]}
        for key in SECTIONS
    }
    return {"CONDCLI_CATALOG": catalog(catalog_of(good(sections=body, notes=["Ask in Room 5."])))}


def told(run: Run, *args: str, env: dict[str, str]) -> Any:  # noqa: ANN401  JSON
    result = run(*args, "--json", env=env)
    assert (result.exit_code, result.stderr) == (0, "")
    return json.loads(result.stdout)


@pytest.mark.parametrize("command", [c for c, key in OWN.items() if key in SECTIONS])
def test_a_written_section_is_shown_alone(run: Run, knee: dict[str, str], command: str) -> None:
    key = OWN[command]
    shown = run(command, "sore knee", env=knee).stdout
    assert f"Text of {key}.\nList of {key}:\n- one\n- two\nSources: 2\n" in shown
    assert shown.count("Text of ") == 1
    assert "2. Example Press. A book on joints." in shown
    assert "1. Example Institute" not in shown


@pytest.mark.parametrize("command", OWN)
def test_a_section_for_programs_has_one_shape(run: Run, knee: dict[str, str], command: str) -> None:
    answer = told(run, command, "sore knee", env=knee)
    fields = ["help", "id", "name", "section", "body", "refs", "references", "notes"]
    assert list(answer) == fields
    assert (answer["help"], answer["id"], answer["section"]) == (None, "sore-knee", OWN[command])
    assert (len(answer["references"]), answer["notes"]) == (2, ["Ask in Room 5."])
    if OWN[command] in SECTIONS:
        assert answer["body"][0] == f"Text of {OWN[command]}."
        assert answer["refs"] == [2]


def test_care_for_programs_has_its_tiers_in_order(run: Run, knee: dict[str, str]) -> None:
    answer = told(run, "care", "sore knee", env=knee)
    assert [part["lead"] for part in answer["body"]] == [
        "Call 911 or go to an emergency room now if you have:",
        "Call a doctor today, day or night, if you have:",
        "Make an appointment within a few days if you have:",
        "Ask at the next visit about:",
    ]
    assert [len(part["items"]) for part in answer["body"]] == [1, 1, 1, 1]
    assert answer["refs"] == [1]


@pytest.mark.parametrize("empty", ["emergency", "urgent", "soon", "routine"])
def test_an_empty_tier_is_left_out(run: Run, catalog: Write, empty: str) -> None:
    record = good()
    record["care"] |= {empty: [], "note": "There is none." if empty == "emergency" else None}
    answer = told(run, "care", "sore knee", env={"CONDCLI_CATALOG": catalog(catalog_of(record))})
    assert sum(isinstance(part, dict) for part in answer["body"]) == 3
    assert [part for part in answer["body"] if isinstance(part, str)] == (
        ["There is none."] if empty == "emergency" else []
    )


def test_questions_for_programs_are_one_list(run: Run, knee: dict[str, str]) -> None:
    answer = told(run, "questions", "sore knee", env=knee)
    assert answer["body"] == [{"lead": "Questions to ask:", "items": good()["questions"]}]
    assert answer["refs"] == []
    assert told(run, "questions", "asthma", env=ENV)["body"] == []
    assert told(run, "references", "sore knee", env=knee)["body"] == []


@pytest.mark.parametrize("command", ["tests", "outlook", "self-care", "support", "complications"])
def test_a_section_that_is_not_written_says_so(run: Run, command: str) -> None:
    assert "Not covered yet: we have no source for it.\n" in run(command, "asthma", env=ENV).stdout
    answer = told(run, command, "asthma", env=ENV)
    assert (answer["body"], answer["refs"]) == ([], [])


# ---- show with some sections


def headings(shown: str) -> list[str]:
    """The headings of sections, in their order."""
    lines = ["", *shown.splitlines(), ""]
    known = {*SECTIONS.values(), "Alternative names", "Clinical trials", "Latest research", "References"}
    return [line for line in lines if line in known]


def test_sections_stand_in_the_order_of_the_options(run: Run, knee: dict[str, str]) -> None:
    shown = run("show", "sore knee", "-s", "outlook", "--section", "causes", "-s", "names", env=knee).stdout
    assert headings(shown) == ["Outlook", "Causes", "Alternative names", "References"]


def test_a_section_that_is_named_twice_is_shown_once(run: Run, knee: dict[str, str]) -> None:
    for names in (["outlook", "outlook"], ["self-care", "SELF_CARE"]):
        shown = run("show", "sore knee", "-s", names[0], "-s", names[1], env=knee).stdout
        assert shown.count("Text of ") == 1


@pytest.mark.parametrize("said", ["self-care", "self_care", "Self-Care", "SELF_CARE"])
def test_a_section_is_named_in_any_case_and_with_either_line(
    run: Run, knee: dict[str, str], said: str
) -> None:
    assert headings(run("show", "sore knee", "-s", said, env=knee).stdout) == ["Self-care", "References"]


@pytest.mark.parametrize("said", ["price", "", "self care", "test", "all"])
def test_a_section_that_there_is_not_is_answered_with_all(run: Run, said: str) -> None:
    result = run("show", "ALL", "-s", "definition", "-s", said, env=ENV)
    assert (result.exit_code, result.stdout) == (2, "")
    assert (
        f"--section does not know {said!r}. It takes: definition, names, causes, symptoms," in result.stderr
    )


def test_trials_and_research_are_sections_and_dated(run: Run) -> None:
    shown = run("show", "ALL", "-s", "trials", env=ENV).stdout
    assert "NCT04537871" in shown
    assert "As of September 2020" in shown
    assert "NCT04537871" not in run("show", "ALL", "-s", "research", env=ENV).stdout
    assert "Number of patients: 288" in run("show", "ALL", "-s", "research", env=ENV).stdout
    assert "NCT" not in run("show", "ALL", "-s", "definition", env=ENV).stdout


def test_a_program_gets_the_whole_page_whatever_is_chosen(run: Run) -> None:
    whole = run("show", "ALL", "--json", env=ENV).stdout
    for more in (["-s", "care"], ["-s", "trials", "--explain"], ["--brief"], ["--explain"], ["--plain"]):
        assert run("show", "ALL", *more, "--json", env=ENV).stdout == whole


@pytest.mark.parametrize("more", [["-s", "care"], ["--explain"], ["-s", "care", "--explain"]], ids=str)
def test_the_brief_page_goes_with_no_other_choice(run: Run, more: list[str]) -> None:
    for form in ([], ["--json"]):
        result = run("show", "ALL", "--brief", *more, *form, env=ENV)
        assert result.exit_code == 2
        assert "leave out --section and --explain" in result.output


def test_the_brief_page_names_symptoms_that_are_known(run: Run, catalog: Write, tmp_path: Path) -> None:
    symptoms: list[dict[str, Any]] = [
        {"id": "knee-pain", "name": "Knee pain", "medical": None, "aliases": [], "emergency": None}
    ]
    path = catalog(catalog_of(good(symptoms=["knee-pain", "gone-from-the-index"])))
    (tmp_path / "symptoms.json").write_text(json.dumps({"version": 1, "symptoms": symptoms}))
    shown = run("show", "sore knee", "--brief", "--catalog", path).stdout
    assert "Key symptoms\n\n- Knee pain\nMore: " in shown


def test_hard_words_are_explained_below_the_sections_that_use_them(
    run: Run, catalog: Write, tmp_path: Path
) -> None:
    terms = [
        {"term": "crepitus", "meaning": "a grinding feel", "aliases": []},
        {"term": "patella", "meaning": "the kneecap", "aliases": []},
    ]
    path = catalog(catalog_of(good()))
    (tmp_path / "glossary.json").write_text(json.dumps({"version": 1, "terms": terms}))
    with_words = run("show", "sore knee", "--explain", "--catalog", path).stdout
    assert "crepitus: a grinding feel" in with_words
    assert "patella" not in with_words
    assert "crepitus: a grinding feel" not in run("show", "sore knee", "--catalog", path).stdout
    chosen = run("show", "sore knee", "--explain", "-s", "definition", "--catalog", path).stdout
    assert "crepitus" not in chosen


@pytest.mark.parametrize("many", [12, 13])
def test_twelve_hard_words_of_a_section_are_explained(
    run: Run, catalog: Write, tmp_path: Path, many: int
) -> None:
    words = [f"word{letter}itis" for letter in "abcdefghijklmnop"[:many]]
    record = good(sections={"definition": {"body": [f"It is {', '.join(words)}."], "refs": [1, 2]}})
    path = catalog(catalog_of(record))
    terms = [{"term": word, "meaning": "made up", "aliases": []} for word in words]
    (tmp_path / "glossary.json").write_text(json.dumps({"version": 1, "terms": terms}))
    shown = run("show", "sore knee", "-s", "definition", "--explain", "--catalog", path).stdout
    assert shown.count(": made up") == 12


def test_every_section_command_opens_what_show_opens(run: Run, knee: dict[str, str]) -> None:
    for command, key in OWN.items():
        alone = run(command, "sore knee", env=knee).stdout
        assert run("show", "sore knee", "-s", str(key), env=knee).stdout == alone
