"""Where each setting comes from, what it may be at its edges, and where the configuration stands."""

import json
import os
from pathlib import Path

import pytest
from conftest import SMALL, Configured, Run

ENV = {"CONDCLI_CATALOG": str(SMALL)}


def everything(run: Run, *args: str, **env: str) -> dict[str, tuple[str | None, str]]:
    """Every setting, with its value and where it comes from."""
    answer = json.loads(run("config", *args, "--json", env=env).stdout)
    return {s["name"]: (s["value"], s["source"]) for s in answer["settings"]}


def test_with_nothing_set_each_has_its_default(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CONDCLI_ONLY")
    found = everything(run)
    assert {source for _, source in found.values()} == {"default"}
    assert {name: value for name, (value, _) in found.items()} == {
        "catalog": None, "only": "false", "plain": "false", "pager": "less", "width": None, "color": "auto",
        "language": "en", "site.name": None, "site.phone": None, "site.address": None, "site.foot": None,
        "site.report_to": None,
    }  # fmt: skip


FLAGS = [
    ("1", "true"), ("yes", "true"), ("on", "true"), ("true", "true"), ("anything", "true"),
    ("0", "false"), ("no", "false"), ("NO", "false"), ("off", "false"), ("Off", "false"), ("False", "false"),
]  # fmt: skip


@pytest.mark.parametrize("name", ["plain", "only"])
@pytest.mark.parametrize(("said", "value"), FLAGS)
def test_a_switch_is_off_by_four_words_only(run: Run, name: str, said: str, value: str) -> None:
    variable = f"CONDCLI_{name.upper()}"
    assert everything(run, **{variable: said})[name] == (value, variable)


@pytest.mark.parametrize(
    ("variable", "said", "value"),
    [
        ("CONDCLI_COLOR", "ALWAYS", "always"), ("CONDCLI_COLOR", "Auto", "auto"),
        ("CONDCLI_COLOR", "never", "never"), ("CONDCLI_LANGUAGE", "VI", "vi"),
        ("CONDCLI_LANGUAGE", "en", "en"), ("CONDCLI_WIDTH", "AUTO", "auto"), ("CONDCLI_WIDTH", "20", "20"),
        ("CONDCLI_WIDTH", "500", "500"), ("CONDCLI_WIDTH", " 80 ", "80"),
        ("CONDCLI_PAGER", "cat -v", "cat -v"), ("CONDCLI_CATALOG", "a.json", "a.json"),
        ("CONDCLI_CATALOG", os.pathsep.join(["a.json", "", "b.json"]), os.pathsep.join(["a.json", "b.json"])),
        ("CONDCLI_CATALOG", os.pathsep, None),
    ],
)  # fmt: skip
def test_a_variable_is_read_in_its_own_form(run: Run, variable: str, said: str, value: str | None) -> None:
    name = variable.removeprefix("CONDCLI_").lower()
    assert everything(run, **{variable: said})[name] == (value, variable)


@pytest.mark.parametrize("name", ["catalog", "plain", "pager", "width", "color", "language"])
def test_an_empty_variable_says_nothing(run: Run, name: str) -> None:
    assert everything(run, **{f"CONDCLI_{name.upper()}": ""})[name][1] == "default"


@pytest.mark.parametrize(
    ("env", "name", "expected"),
    [
        ({"PAGER": "most"}, "pager", ("most", "PAGER")),
        ({"PAGER": ""}, "pager", ("", "PAGER")),
        ({"NO_COLOR": "1"}, "color", ("never", "NO_COLOR")),
        ({"NO_COLOR": ""}, "color", ("auto", "default")),
        ({"NO_COLOR": "0"}, "color", ("never", "NO_COLOR")),
        ({"FORCE_COLOR": "1"}, "color", ("always", "FORCE_COLOR")),
        ({"FORCE_COLOR": "0"}, "color", ("auto", "default")),
        ({"FORCE_COLOR": ""}, "color", ("auto", "default")),
        ({"NO_COLOR": "1", "FORCE_COLOR": "1"}, "color", ("never", "NO_COLOR")),
        ({"ACCESSIBLE": "1"}, "plain", ("true", "ACCESSIBLE")),
        ({"ACCESSIBLE": "yes"}, "plain", ("true", "ACCESSIBLE")),
        ({"ACCESSIBLE": "0"}, "plain", ("false", "default")),
        ({"ACCESSIBLE": ""}, "plain", ("false", "default")),
        ({"ACCESSIBLE": "1", "CONDCLI_PLAIN": "0"}, "plain", ("false", "CONDCLI_PLAIN")),
        ({"PAGER": "most", "CONDCLI_PAGER": "cat"}, "pager", ("cat", "CONDCLI_PAGER")),
        ({"NO_COLOR": "1", "CONDCLI_COLOR": "always"}, "color", ("always", "CONDCLI_COLOR")),
    ],
    ids=str,
)
def test_what_other_programs_heed_is_heeded(
    run: Run, env: dict[str, str], name: str, expected: tuple[str, str]
) -> None:
    assert everything(run, **env)[name] == expected


@pytest.mark.parametrize("text", ["19", "501", "-20", "0", "", "80.0", "wide", "auto 80"])
def test_another_width_is_refused(run: Run, text: str) -> None:
    said = run("show", "ALL", "--width", text, env=ENV)
    assert (said.exit_code, said.stdout) == (2, "")
    assert "It takes auto, or 20 to 500 columns." in said.stderr
    if text:
        said = run("show", "ALL", env={**ENV, "CONDCLI_WIDTH": text})
        assert f"CONDCLI_WIDTH cannot be used ({text}). It must be auto, or 20 to 500 columns." in said.stderr


def test_an_option_stands_above_its_variable_and_the_file(run: Run, configured: Configured) -> None:
    configured("width = 90")

    def widest(*args: str, **env: str) -> int:
        shown = run("definition", "ALL", *args, env={**ENV, **env}).stdout
        return max(len(line) for line in shown.splitlines() if "https" not in line)

    assert 70 < widest() <= 90
    assert 50 < widest(CONDCLI_WIDTH="60") <= 60
    assert 20 < widest("--width", "30", CONDCLI_WIDTH="60") <= 30


def test_only_needs_pages_of_ones_own(
    run: Run, configured: Configured, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("CONDCLI_ONLY")
    for words in (["list"], ["show", "asthma"], ["lookup", "asthma"], ["symptoms"], ["trials"]):
        assert run(*words, "--only").exit_code == 2
    said = run("list", "--only").stderr
    assert "--only shows nothing but pages of your own: name them with --catalog FILE." in said
    assert run("list", "--only", "--catalog", str(SMALL)).stdout.endswith("Total: 3\n")
    assert run("list", "--catalog", str(SMALL), env={"CONDCLI_ONLY": "1"}).stdout.endswith("Total: 3\n")
    configured("only = true")
    assert run("list", "--catalog", str(SMALL)).stdout.endswith("Total: 3\n")
    assert run("lookup", "asthma").exit_code == 0  # with no catalog of one's own it says nothing


def test_a_catalog_of_the_command_line_takes_the_place_of_the_one_that_is_set(
    run: Run, configured: Configured, tmp_path: Path
) -> None:
    configured('catalog = "missing.json"')
    assert run("list", "--catalog", str(SMALL)).exit_code == 0
    assert run("list", env=ENV).exit_code == 0
    result = run("list")
    assert result.exit_code == 6
    assert str(tmp_path / "home" / ".config" / "condcli" / "missing.json") in result.stderr


@pytest.mark.parametrize(
    ("env", "below"),
    [
        ({}, "home/.config/condcli"),
        ({"XDG_CONFIG_HOME": "{tmp}/xdg"}, "xdg/condcli"),
        ({"XDG_CONFIG_HOME": " {tmp}/xdg "}, "xdg/condcli"),
        ({"XDG_CONFIG_HOME": "relative"}, "home/.config/condcli"),
        ({"XDG_CONFIG_HOME": ""}, "home/.config/condcli"),
        ({"CONDCLI_CONFIG_HOME": "{tmp}/own", "XDG_CONFIG_HOME": "{tmp}/xdg"}, "own"),
        ({"CONDCLI_CONFIG_HOME": ""}, "home/.config/condcli"),
    ],
    ids=str,
)
def test_where_the_configuration_stands(run: Run, tmp_path: Path, env: dict[str, str], below: str) -> None:
    given = {name: value.format(tmp=tmp_path) for name, value in env.items()}
    answer = json.loads(run("config", "--json", env=given).stdout)
    assert (answer["file"], answer["exists"]) == (str(tmp_path / below / "config.toml"), False)
    (tmp_path / below).mkdir(parents=True)
    (tmp_path / below / "config.toml").write_text("width = 44", encoding="utf-8")
    answer = json.loads(run("config", "--json", env=given).stdout)
    assert answer["exists"]
    assert {"name": "width", "value": "44", "source": answer["file"]} in answer["settings"]


def test_a_file_with_a_mark_of_windows_or_with_nothing_is_read(run: Run, configured: Configured) -> None:
    path = configured("")
    assert everything(run)["width"][1] == "default"
    path.write_bytes("\ufeffwidth = 33\r\n".encode())
    assert everything(run)["width"] == ("33", str(path))


@pytest.mark.parametrize(("dots", "fits"), [(100, True), (101, False)])
def test_a_line_may_hold_a_hundred_dots(run: Run, configured: Configured, dots: int, fits: bool) -> None:
    configured(f'pager = "{"." * dots}"')
    assert (run("config").exit_code == 0) is fits


def test_home_in_a_path_of_the_file_is_the_persons(run: Run, configured: Configured, tmp_path: Path) -> None:
    configured('catalog = ["~/a.json", "b.json", "/c.json"]')
    kept = everything(run)["catalog"][0]
    home = tmp_path / "home"
    assert kept == os.pathsep.join([f"{home}/a.json", f"{home}/.config/condcli/b.json", "/c.json"])


def test_a_setting_that_cannot_be_used_is_said_once_and_done_without(run: Run) -> None:
    result = run("find", "i can not breathe", env={**ENV, "CONDCLI_COLOR": "purple", "CONDCLI_WIDTH": "wide"})
    assert result.stdout.startswith("HELP NOW: ")
    assert result.stderr.count("cannot be used") <= 1
    result = run("show", "ALL", env={**ENV, "CONDCLI_LANGUAGE": "de"})
    assert (result.exit_code, result.stdout, result.stderr.count("\n")) == (2, "", 1)
    assert "CONDCLI_LANGUAGE cannot be used (de). It must be en, es, fr or vi." in result.stderr


@pytest.mark.parametrize(
    ("text", "what"),
    [
        (
            "colour = 1",
            "there is no setting colour; there are catalog, only, plain, pager, width, color, language, site",
        ),
        ("width = 19", "width is 19 and must be auto, or 20 to 500 columns"),
        ("only = 1", "only is 1 and must be true or false"),
        (
            "[site]\nfon = '1'",
            "there is no setting site.fon; there are name, phone, address, foot, report_to",
        ),
        ("[site]\nname = 1", "site.name is 1 and must be a text in quotes"),
        ("site = 1", "site is 1 and must be a part of the file that begins with [site]"),
    ],
)
def test_what_is_wrong_in_the_file_is_said_with_what_may_be(
    run: Run, configured: Configured, text: str, what: str
) -> None:
    path = configured(text)
    said = f"condcli: The configuration {path} cannot be used: {what}. To fix it: condcli config --edit\n"
    assert run("config").stderr == said


def test_settings_of_one_run_are_forgotten_in_the_next(run: Run) -> None:
    narrow = run("show", "ALL", "--width", "30", "--only", "--catalog", str(SMALL)).stdout
    usual = run("show", "ALL", "--only", "--catalog", str(SMALL)).stdout
    assert narrow != usual
    assert usual == run("show", "ALL", "--catalog", str(SMALL)).stdout
