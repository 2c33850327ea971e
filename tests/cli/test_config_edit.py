"""config --edit: which editor opens what, and what is said where it cannot; and the page of settings."""

import json
import re
import stat
from pathlib import Path

import pytest
from conftest import Run

SAYS = """echo 'language = "{}"' > "$1\""""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """The configuration file of the test's home; it is not there yet."""
    return tmp_path / "home" / ".config" / "condcli" / "config.toml"


def editor(folder: Path, name: str, script: str) -> str:
    path = folder / name
    path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return str(path)


def test_visual_goes_before_editor(run: Run, tmp_path: Path, file: Path) -> None:
    env = {
        "VISUAL": editor(tmp_path, "visual", SAYS.format("es")),
        "EDITOR": editor(tmp_path, "editor", SAYS.format("fr")),
    }
    assert f"language. Value: es; From: {file}" in run("config", "--edit", env=env).stdout
    assert f"language. Value: fr; From: {file}" in run("config", "--edit", env={**env, "VISUAL": ""}).stdout


def test_an_editor_may_have_options_and_spaces(run: Run, tmp_path: Path, file: Path) -> None:
    program = editor(tmp_path, "my editor", SAYS.format("vi").replace("$1", "$3"))
    result = run("config", "--edit", env={"EDITOR": f"'{program}' --wait 2"})
    assert (result.exit_code, f"language. Value: vi; From: {file}" in result.stdout) == (0, True)


def test_without_a_choice_the_first_editor_that_is_there_is_taken(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.delenv("EDITOR", raising=False)
    for name, language in (("vi", "vi"), ("nano", "fr")):
        editor(tmp_path, name, SAYS.format(language))
        shown = run("config", "--edit", env={"PATH": str(tmp_path)}).stdout
        assert f"language. Value: {language}; " in shown


def test_the_width_of_the_call_holds_after_the_editor_too(run: Run) -> None:
    shown = run("config", "--edit", "--width", "30", env={"EDITOR": "true"}).stdout
    assert "catalog. Value: not set; From:\ndefault\n" in shown


def test_where_there_is_no_editor_the_file_is_named(run: Run, tmp_path: Path, file: Path) -> None:
    env = {"VISUAL": "", "EDITOR": "", "PATH": str(tmp_path / "nothing")}
    result = run("config", "--edit", env=env)
    assert (result.exit_code, result.stdout) == (2, "")
    assert f"No editor is found. Set EDITOR, or write {file} yourself." in result.stderr
    assert not file.exists()


@pytest.mark.parametrize(
    ("script", "said"),
    [("exit 3", "ended with 3. The file is "), ("exit 1", "ended with 1."), ("kill -9 $$", "ended with -9.")],
)
def test_an_editor_that_fails_says_how_and_where_the_file_is(
    run: Run, tmp_path: Path, file: Path, script: str, said: str
) -> None:
    result = run("config", "--edit", env={"EDITOR": editor(tmp_path, "bad", script)})
    assert (result.exit_code, result.stdout) == (2, "")
    assert said in result.stderr
    assert str(file) in result.stderr
    assert file.exists()


def test_an_editor_that_cannot_be_started_says_why(run: Run) -> None:
    result = run("config", "--edit", env={"EDITOR": "/no/editor"})
    assert (result.exit_code, result.stdout) == (2, "")
    why = "cannot be started (No such file or directory). Set EDITOR."
    assert result.stderr == f"condcli: The editor /no/editor {why}\n"


def test_the_template_sets_nothing_and_shows_every_setting(run: Run, file: Path) -> None:
    before = run("config", "--json").stdout
    assert run("config", "--edit", env={"EDITOR": "true"}).exit_code == 0
    after = json.loads(run("config", "--json").stdout)
    assert after["settings"] == json.loads(before)["settings"]
    text = file.read_text(encoding="utf-8")
    for setting in after["settings"]:
        assert f"# {setting['name'].removeprefix('site.')} = " in text
    assert "# [site]\n" in text


def test_with_every_line_of_the_template_taken_it_is_a_configuration(run: Run, file: Path) -> None:
    assert run("config", "--edit", env={"EDITOR": "true"}).exit_code == 0
    lines = file.read_text(encoding="utf-8").splitlines()
    taken = [line.removeprefix("# ") for line in lines if " = " in line or line == "# [site]"]
    file.write_text("\n".join(taken), encoding="utf-8")
    found = {s["name"]: s["value"] for s in json.loads(run("config", "--json").stdout)["settings"]}
    assert found["language"] == "en"
    assert found["site.report_to"] == "the ward office, 555-0101"
    assert found["catalog"] == str(file.parent / "green-valley.json")


def test_what_is_there_is_opened_and_not_written_over(run: Run, file: Path) -> None:
    file.parent.mkdir(parents=True)
    file.write_text("width = 50", encoding="utf-8")
    assert run("config", "--edit", env={"EDITOR": "true"}).exit_code == 0
    assert file.read_text(encoding="utf-8") == "width = 50"


def test_a_folder_that_cannot_be_made_is_named(run: Run, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    env = {"CONDCLI_CONFIG_HOME": str(tmp_path / "file" / "below"), "EDITOR": "true"}
    result = run("config", "--edit", env=env)
    assert (result.exit_code, result.stdout) == (2, "")
    assert f"{tmp_path / 'file' / 'below'} cannot be made (Not a directory)." in result.stderr


def test_the_page_says_whether_the_file_is_there(run: Run, file: Path) -> None:
    assert f"File: {file} (not there yet; condcli config --edit makes it)\n" in run("config").stdout
    file.parent.mkdir(parents=True)
    file.write_text("[site]\nphone = '555-0100'", encoding="utf-8")
    shown = run("config").stdout
    assert f"File: {file}\n" in shown
    assert "not there yet" not in shown
    assert f"site.phone. Value: 555-0100; From: {file}\n" in shown
    assert "site.name. Value: not set; From: default\n" in shown


def test_on_a_terminal_the_settings_are_a_table(run: Run) -> None:
    shown = run("config", env={"FORCE_COLOR": "1", "NO_COLOR": "1", "COLUMNS": "100"}).stdout
    bare = re.sub(r"\x1b\[[0-9;]*m", "", shown)
    assert ["Setting", "Value", "From"] in [line.split() for line in bare.splitlines()]


@pytest.mark.parametrize("words", [["config", "x"], ["config", "--width", "x"], ["config", "--catalog", "x"]])
def test_config_takes_no_name_and_no_catalog(run: Run, words: list[str]) -> None:
    result = run(*words)
    assert (result.exit_code, result.stdout, result.stderr.count("\n")) == (2, "", 1)
