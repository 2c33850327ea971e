"""Settings: an option, a variable, the configuration file, in this order; what cannot be used is one line."""

import json
import os
import stat
from pathlib import Path

import pytest
from conftest import SMALL, Configured, Run

TERMINAL = {"FORCE_COLOR": "1"}


def setting(run: Run, name: str, **env: str) -> tuple[str | None, str]:
    """The value of a setting and where it comes from."""
    answer = json.loads(run("config", "--json", env=env).stdout)
    return next((s["value"], s["source"]) for s in answer["settings"] if s["name"] == name)


VALUES = [
    ("catalog", '"/x/a.json"', "/x/a.json", "/y/b.json", "/y/b.json"),
    ("only", "true", "true", "0", "false"),
    ("plain", "true", "true", "0", "false"),
    ("pager", '"more"', "more", "cat", "cat"),
    ("width", "70", "70", "90", "90"),
    ("color", '"never"', "never", "always", "always"),
    ("language", '"es"', "es", "fr", "fr"),
]


@pytest.mark.parametrize(("name", "toml", "configured_value", "variable", "value"), VALUES)
def test_a_variable_stands_above_the_file(
    run: Run, configured: Configured, monkeypatch: pytest.MonkeyPatch,
    name: str, toml: str, configured_value: str, variable: str, value: str,
) -> None:  # fmt: skip
    monkeypatch.delenv("CONDCLI_ONLY")
    assert setting(run, name)[1] == "default"
    path = configured(f"{name} = {toml}")
    assert setting(run, name) == (configured_value, str(path))
    key = f"CONDCLI_{name.upper()}"
    assert setting(run, name, **{key: variable}) == (value, key)


@pytest.mark.parametrize(
    ("name", "variable", "value"),
    [("pager", "PAGER", "most"), ("color", "NO_COLOR", "never"), ("plain", "ACCESSIBLE", "true")],
)
def test_what_other_programs_heed_stands_below_the_file(
    run: Run, configured: Configured, name: str, variable: str, value: str
) -> None:
    said = {variable: "1" if variable != "PAGER" else value}
    assert setting(run, name, **said) == (value, variable)
    path = configured('pager = "more"\ncolor = "auto"\nplain = false')
    assert setting(run, name, **said)[1] == str(path)


def test_the_page_names_each_value_its_source_and_the_file(run: Run, configured: Configured) -> None:
    assert "not there yet" in run("config").stdout
    path = configured('pager = "most"\n[site]\nname = "Green Valley"')
    text = run("config", env={"CONDCLI_COLOR": "never"}).stdout
    assert f"pager. Value: most; From: {path}\n" in text
    assert "color. Value: never; From: CONDCLI_COLOR\n" in text
    assert f"site.name. Value: Green Valley; From: {path}\n" in text
    assert "language. Value: en; From: default\n" in text


def test_a_setting_that_is_empty_on_purpose_is_told_from_none(run: Run, configured: Configured) -> None:
    path = configured('pager = ""')
    text = run("config").stdout
    assert f"pager. Value: none; From: {path}\n" in text
    assert "site.name. Value: not set; From: default\n" in text


def test_the_configuration_names_catalogs_beside_itself(run: Run, configured: Configured) -> None:
    path = configured('catalog = ["own.json"]\nonly = true')
    (path.parent / "own.json").write_text(SMALL.read_text(encoding="utf-8"), encoding="utf-8")
    assert "Total: 3" in run("list").stdout


def test_the_site_may_stand_in_the_configuration(run: Run, configured: Configured) -> None:
    configured('[site]\nname = "Green Valley"\nphone = "555-0100"')
    assert "Green Valley: 555-0100" in run("care", "asthma").stdout
    assert json.loads(run("care", "asthma", "--json").stdout)["site"]["phone"] == "555-0100"


def test_plain_and_color(run: Run, configured: Configured) -> None:
    on_terminal = ["list", "--catalog", str(SMALL)]
    assert "\x1b[" in run(*on_terminal, env=TERMINAL).stdout
    configured("plain = true")
    assert "\x1b[" not in run(*on_terminal, env=TERMINAL).stdout
    configured('color = "always"')
    assert "\x1b[1" in run("show", "ALL", "--catalog", str(SMALL)).stdout
    configured('color = "never"')
    assert "\x1b[31" not in run("show", "ALL", "--catalog", str(SMALL), env=TERMINAL).stdout


def test_the_emergency_line_in_another_language(run: Run) -> None:
    text = run("show", "ALL", "--catalog", str(SMALL), env={"CONDCLI_LANGUAGE": "es"}).stdout
    assert "En una emergencia, llame al 911." in text
    unknown = run("show", "zzqx", env={"CONDCLI_LANGUAGE": "es"}).stderr
    assert "In an emergency call 911" in unknown
    assert unknown.endswith("En una emergencia, llame al 911.\n")
    assert "llame al 911" in run("find", "i can not breathe", env={"CONDCLI_LANGUAGE": "es"}).stdout


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("width = ", "Invalid value"),
        ('width = "wide"', "width is 'wide' and must be auto, or 20 to 500 columns"),
        ("width = 3", "width is 3 and must be"),
        ("width = true", "width is True and must be"),
        ("colour = 1", "there is no setting colour; there are catalog, only, plain"),
        ('color = "red"', "color is 'red' and must be auto, always or never"),
        ('language = "de"', "language is 'de' and must be en, es, fr or vi"),
        ("catalog = 7", "catalog is 7 and must be a path in quotes, or a list of them"),
        ('plain = "yes"', "plain is 'yes' and must be true or false"),
        ("pager = 1", "pager is 1 and must be a program in quotes"),
        ('site = "x"', "site is 'x' and must be"),
        ('[site]\nphone = ""', "site.phone is '' and must be a text in quotes"),
        ('[site]\nphon = "1"', "there is no setting site.phon; there are name, phone"),
        ("a = " + "[" * 5000, "nest"),
        ("x" * 200_000, "Expected"),
        ("\0\x1b[31m", "line 1"),
    ],
)
def test_a_broken_file_is_one_clear_line(run: Run, configured: Configured, text: str, said: str) -> None:
    path = configured(text)
    for words in (["show", "asthma"], ["config"], ["list", "--json"]):
        result = run(*words)
        told = result.stderr or result.stdout
        assert result.exit_code == 2
        assert told.count("\n") == 1
        assert len(told) < 500
        assert str(path) in told
        assert said in told
        assert "condcli config --edit" in told
    assert run("--help").exit_code == 0


def test_help_comes_first_even_so(run: Run, configured: Configured) -> None:
    configured("width = ")
    result = run("find", "i can not breathe")
    assert result.stdout.startswith("HELP NOW: ")


def test_a_number_that_is_too_long_is_said_and_help_still_comes_first(
    run: Run, configured: Configured
) -> None:
    configured(f"width = 1{'0' * 4400}")
    result = run("find", "i can not breathe")
    assert result.stdout.startswith("HELP NOW: ")
    result = run("care", "asthma")
    assert (result.exit_code, "a number that is too long" in result.stderr) == (2, True)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (f"width = 0x{'f' * 4000}", "a number that is too long"),
        ('catalog = "~\\u0000x"', "must be a path"),
        (f"{'a.' * 20_000}a = 1", "more dots than settings have"),
        ("# long\n" * 50_000, "too large"),
    ],
    ids=["a long number", "a NUL", "a key of 20,000 parts", "350 kB"],
)
def test_a_hostile_file_is_one_line(run: Run, configured: Configured, text: str, said: str) -> None:
    configured(text)
    result = run("care", "asthma")
    assert (result.exit_code, said in result.stderr, result.stderr.count("\n")) == (2, True, 1)
    assert run("find", "i can not breathe").stdout.startswith("HELP NOW: ")


def test_a_file_that_is_no_file(run: Run, configured: Configured) -> None:
    path = configured("")
    assert run("care", "asthma").exit_code == 0
    path.write_bytes(b"\xff\xfe\x00")
    result = run("care", "asthma")
    assert (result.exit_code, "it is not text in UTF-8" in result.stderr) == (2, True)
    path.unlink()
    path.mkdir()
    result = run("care", "asthma")
    assert (result.exit_code, result.stderr.count("\n")) == (2, 1)


@pytest.mark.parametrize("name", ["width", "color", "language"])
def test_a_variable_that_cannot_be_used(run: Run, name: str) -> None:
    result = run("show", "zzqx", env={f"CONDCLI_{name.upper()}": "purple"})
    assert result.exit_code in {2, 3}
    assert run("care", "asthma", env={f"CONDCLI_{name.upper()}": "purple", "FORCE_COLOR": "1"}).exit_code == 2
    assert "Traceback" not in result.output


def editor(folder: Path, script: str) -> str:
    path = folder / "editor"
    path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return str(path)


def test_edit_makes_the_file_and_shows_what_holds_then(run: Run, tmp_path: Path) -> None:
    env = {"EDITOR": editor(tmp_path, """echo 'color = "never"' >> "$1\"""")}
    text = run("config", "--edit", env=env).stdout
    path = tmp_path / "home" / ".config" / "condcli" / "config.toml"
    assert f"color. Value: never; From: {path}" in text
    assert path.read_text(encoding="utf-8").startswith("# condcli: what holds for every command.")


def test_edit_of_a_broken_file_opens_it(run: Run, configured: Configured, tmp_path: Path) -> None:
    configured("width = ")
    env = {"EDITOR": editor(tmp_path, 'echo "width = 44" > "$1"')}
    assert run("config", "--edit", env=env).exit_code == 0
    configured("width = ")
    assert run("config", "--edit", env={"EDITOR": "true"}).exit_code == 2


@pytest.mark.parametrize("program", ["false", "/no/such/editor", "vi '"])
def test_an_editor_that_fails(run: Run, program: str) -> None:
    result = run("config", "--edit", env={"EDITOR": program})
    assert (result.exit_code, result.stderr.count("\n")) == (2, 1)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_cannot_be_written(run: Run, tmp_path: Path) -> None:
    (tmp_path / "home").chmod(0o500)
    assert run("config", "--edit", env={"EDITOR": "true"}).exit_code == 2


def test_a_configuration_home_of_ones_own(run: Run, tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_text("width = 50", encoding="utf-8")
    assert setting(run, "width", CONDCLI_CONFIG_HOME=str(tmp_path))[0] == "50"


def test_width_breaks_plain_lines_at_spaces(run: Run) -> None:
    whole = run("show", "ALL", "--catalog", str(SMALL)).stdout
    text = run("show", "ALL", "--catalog", str(SMALL), "--width", "40").stdout
    assert text.split() == whole.split()
    assert all(len(line) <= 40 or " " not in line.strip(" -") for line in text.splitlines())
    auto = run("show", "ALL", "--catalog", str(SMALL), "--width", "auto", env={"COLUMNS": "40"}).stdout
    assert auto == text
    assert run("show", "ALL", "--catalog", str(SMALL), env={"CONDCLI_WIDTH": "40"}).stdout == text
    assert run("show", "ALL", "--catalog", str(SMALL), env={"COLUMNS": "40"}).stdout == whole


@pytest.mark.parametrize("width", ["0", "7", "-3", "wide", "99999", "1e3", "\u0664\u0660\u0660\u0660"])
def test_a_width_that_is_none(run: Run, width: str) -> None:
    result = run("show", "ALL", "--catalog", str(SMALL), "--width", width)
    assert (result.exit_code, result.stderr.count("\n")) == (2, 1)


def test_width_on_a_terminal(run: Run) -> None:
    text = run("list", "--catalog", str(SMALL), "--width", "44", env=TERMINAL | {"NO_COLOR": "1"}).stdout
    assert max(map(len, text.splitlines())) <= 44


HOMELESS = [
    (["list"], 0), (["show", "ALL"], 0), (["find", "fever"], 0), (["--version", "--json"], 0),
    (["config"], 0), (["config", "--edit"], 2), (["--install-completion", "bash"], 2),
    (["--install-completion", "fish"], 2), (["nonsense", "zzzz"], 3),
]  # fmt: skip


@pytest.mark.parametrize(
    ("words", "code"), HOMELESS, ids=lambda w: " ".join(w) if isinstance(w, list) else ""
)
def test_who_has_no_home_is_served(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, words: list[str], code: int
) -> None:
    def nobody(_: int) -> None:
        raise KeyError("getpwuid(): uid not found: 54321")

    for name in ("HOME", "CONDCLI_CACHE_HOME"):
        monkeypatch.delenv(name)
    monkeypatch.setattr("pwd.getpwuid", nobody)
    monkeypatch.setattr("condcli.cli.settings.NO_HOME", str(tmp_path / "file" / "x"))
    (tmp_path / "file").touch()  # so that nobody can make a folder there, not even root
    monkeypatch.chdir(tmp_path)
    env = {"CONDCLI_CATALOG": str(SMALL), "CONDCLI_ONLY": "1", "EDITOR": "true"}
    assert run(*words, env=env).exit_code == code
    assert not (tmp_path / "~").exists()


def test_a_home_that_nobody_knows_is_a_file_that_is_not_there(run: Run, configured: Configured) -> None:
    configured('catalog = "~zzzz/own.json"')
    result = run("list")
    assert result.exit_code == 6
    assert "~zzzz/own.json: cannot be read" in result.stderr
