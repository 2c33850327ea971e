"""What Tab completes: in each shell that is found here, else only what that shell would be told."""

import os
import pty
import re
import select
import shlex
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from conftest import SMALL, Run

from condcli.cli.completion_scripts import SCRIPTS

BIN = Path(sys.executable).parent
SHELL_SECONDS = 30
ENV = {"CONDCLI_CATALOG": str(SMALL)}


def asked(run: Run, *words: str, form: str = "fish", **env: str) -> list[str]:
    result = run(*words, env={**ENV, "_CONDCLI_COMPLETE": form, **env})
    assert (result.exit_code, result.stderr) == (0, "")
    return [line.partition("\t")[0] for line in result.stdout.splitlines()]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (["sho"], ["show"]),
        (["asth"], ["asthma"]),
        (["show", "asth"], ["asthma"]),
        (["show", "Asth"], ["Asthma"]),
        (["show", "acute", "lymphob"], ["lymphoblastic leukemia"]),
        (["acute", "m"], ["myeloid leukemia"]),
        (["show", "all"], ["ALL"]),
        (["show", "bronch"], ["bronchial asthma"]),
        (["treatment", "asth"], ["asthma"]),
        (["trials", "asth"], ["asthma"]),
        (["compare", "asthma", "vs", "acute", "my"], ["myeloid leukemia"]),
        (["show", "asthma", "--section", "sup"], ["support"]),
        (["handout", "asthma", "--format", "p"], ["pdf"]),
        (["handout", "asthma", "--without", "outl"], ["outlook"]),
        (["show", "--section", "self"], ["self-care"]),
        (["show", "--brief", "asth"], ["asthma"]),
        (["show", "--section", "tests", "asth"], ["asthma"]),
        (["show", "asthma", "--pl"], ["--plain"]),
        (["--vers"], ["--version"]),
        (["--show-completion", "f"], ["fish"]),
        (["symptoms", "--has", "bon"], ["Bone pain"]),
        (["symptoms", "--has", "fever", "--not", "whee"], ["Wheezing"]),
        (["symptoms", "wheez"], ["wheezing"]),
        (["find", "bone"], ["bone pain"]),
        (["trials", "--status", "rec"], ["recruiting"]),
        (["trials", "ALL", "--status", "not"], ["not-yet-recruiting"]),
        (["trials", "--type", "dev"], ["device"]),
        (["trials", "--phase", "e"], ["early-1"]),
        (["list", "--category", "canc"], ["Cancer"]),
        (["symptoms", "--category", "lungs"], ["Lungs and breathing"]),
        (["define", "petech"], ["petechiae"]),
        (["check", "--strict", "asth"], []),
        (["trials", "--near", "b"], []),
        (["show", "zzqx"], []),
    ],
    ids=" ".join,
)
def test_what_follows(run: Run, words: list[str], found: list[str]) -> None:
    assert asked(run, *words) == found


def test_an_empty_line_offers_the_commands_and_a_command_the_names(run: Run) -> None:
    assert asked(run, "")[:3] == ["show", "definition", "causes"]
    names = asked(run, "show", "")
    assert {"Acute lymphoblastic leukemia", "Acute myeloid leukemia", "Asthma"} <= set(names)


def test_a_name_is_escaped_for_the_shell(
    run: Run, small: dict[str, Any], catalog: Callable[[Any], str]
) -> None:
    small["conditions"][0]["aliases"] = ["Crohn's $(rm) disease"]
    env = {"CONDCLI_CATALOG": catalog(small)}
    assert asked(run, "show", "crohn", form="bash", **env) == ["crohn\\'s \\$\\(rm\\) disease"]
    assert asked(run, "show", "crohn", form="zsh", **env) == ["crohn\\'s \\$\\(rm\\) disease"]
    assert asked(run, "show", "crohn", form="powershell", **env) == ["'crohn''s $(rm) disease'"]
    assert asked(run, "show", '"crohn', form="bash", **env) == []
    assert asked(run, "show", '"asth', form="bash", **env) == ["asthma"]
    assert asked(run, "symptoms", "--has", "bone", form="bash") == ["Bone\\ pain"]


@pytest.mark.parametrize("form", ["bash", "zsh", "fish", "powershell"])
def test_no_word_of_a_name_is_an_option(
    run: Run, small: dict[str, Any], catalog: Callable[[Any], str], form: str
) -> None:
    names = ["Zorkova --force -o precious.txt", "--force", "Zorkova - mild", "Zorkova-like"]
    small["conditions"][0]["aliases"] = names
    env = {"CONDCLI_CATALOG": catalog(small)}
    found = [line.replace("\\ ", " ").strip("'") for line in asked(run, "handout", "Zork", form=form, **env)]
    assert found == ["Zorkova - mild", "Zorkova-like"]


@pytest.mark.parametrize("form", ["zsh", "fish", "powershell"])
@pytest.mark.parametrize("field", ["name", "category"])
def test_what_a_candidate_means_stays_in_its_line(
    run: Run, small: dict[str, Any], catalog: Callable[[Any], str], form: str, field: str
) -> None:
    small["conditions"][0] |= {field: "Zed\n$(rm)\t\x1b[31mX", "aliases": ["zedalias"]}
    env = {**ENV, "CONDCLI_CATALOG": catalog(small | {"categories": []}), "_CONDCLI_COMPLETE": form}
    (line,) = run("show", "zedal", env=env).stdout.splitlines()
    assert line.startswith("zedalias\t")
    assert line.count("\t") == 1
    assert line.isprintable() or line.replace("\t", "").isprintable()


def test_a_catalog_that_is_damaged_is_no_fault_here(run: Run, catalog: Callable[[Any], str]) -> None:
    assert asked(run, "show", "a", CONDCLI_CATALOG=catalog("{")) == []
    assert asked(run, "show", "a", form="tcsh") == []


@pytest.mark.parametrize("shell", SCRIPTS)
def test_the_script_of_a_shell_is_shown(run: Run, shell: str) -> None:
    assert run("--show-completion", shell).stdout == SCRIPTS[shell]
    assert f"in {'PowerShell' if shell == 'powershell' else shell}." in SCRIPTS[shell]
    assert run("--show-completion", env={"SHELL": f"/bin/{shell}"}).stdout == SCRIPTS[shell]


def test_another_shell_is_refused(run: Run) -> None:
    result = run("--show-completion", "tcsh")
    assert result.exit_code == 2
    assert "bash, zsh, fish, powershell" in result.stderr
    assert run("--install-completion", "powershell").exit_code == 2


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_installing_twice_leaves_one_line(run: Run, tmp_path: Path, shell: str) -> None:
    for _ in range(2):
        result = run("--install-completion", shell)
        assert (result.exit_code, result.stdout[: len(shell)]) == (0, shell)
    home = tmp_path / "home"
    if shell == "fish":
        assert (home / ".config/fish/completions/condcli.fish").read_text("utf-8") == SCRIPTS["fish"]
    else:
        begin = (home / f".{shell}rc").read_text("utf-8")
        assert begin.count("\n") == 1
        assert str(home / f".local/share/condcli/completion.{shell}") in begin


def test_a_script_of_ones_own_is_not_written_over(run: Run, tmp_path: Path) -> None:
    script = tmp_path / "home/.config/fish/completions/condcli.fish"
    script.parent.mkdir(parents=True)
    script.write_text("# my own lines\n", encoding="utf-8")
    result = run("--install-completion", "fish")
    assert (result.exit_code, script.read_text("utf-8")) == (2, "# my own lines\n")
    assert "it is a file of your own; move it first" in result.stderr
    script.write_bytes(b"")  # as of a killed program
    assert run("--install-completion", "fish").exit_code == 0
    assert script.read_text("utf-8") == SCRIPTS["fish"]


@pytest.mark.parametrize("shell", ["bash", "zsh"])
def test_an_odd_home_is_no_command(run: Run, tmp_path: Path, shell: str) -> None:
    home = tmp_path / os.fsdecode(b"it's; touch hacked \xff")
    home.mkdir()
    assert run("--install-completion", shell, env={"HOME": str(home)}).exit_code == 0
    begin = home / f".{shell}rc"
    subprocess.run(["/bin/sh", "-c", '. "$0"', begin], cwd=tmp_path, check=False, capture_output=True)
    assert not (tmp_path / "hacked").exists()
    words = shlex.split(os.fsdecode(begin.read_bytes()), comments=True)
    assert words[2] == str(home / ".local/share/condcli" / f"completion.{shell}")


def test_what_the_name_of_a_home_does_to_a_terminal_is_shown(run: Run, tmp_path: Path) -> None:
    home = tmp_path / "a\x1b[31m\nb"
    home.mkdir()
    for _ in range(2):
        result = run("--install-completion", "bash", env={"HOME": str(home)})
        assert (result.exit_code, result.stdout.count("\n"), "\x1b" in result.stdout) == (0, 1, False)
    assert (home / ".bashrc").read_bytes().count(b"# condcli") == 1


def test_a_beginning_of_ones_own_is_kept_whole(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begin, kept = tmp_path / "home" / ".bashrc", tmp_path / "kept"
    kept.write_bytes(b"export A=\xff")
    kept.chmod(0o600)
    begin.symlink_to(kept)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(Path, "replace", full)
        result = run("--install-completion", "bash")
        assert (result.exit_code, "No space left" in result.stderr) == (2, True)
    assert kept.read_bytes() == b"export A=\xff"
    assert run("--install-completion", "bash").exit_code == 0
    assert kept.read_bytes().startswith(b"export A=\xff\n[ -f ")
    assert (begin.is_symlink(), kept.stat().st_mode & 0o777) == (True, 0o600)


@pytest.mark.parametrize("variable", ["XDG_DATA_HOME", "XDG_CONFIG_HOME", "ZDOTDIR"])
@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_folder_that_depends_on_where_one_is_is_passed_over(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, shell: str, variable: str
) -> None:
    here = tmp_path / "here"
    here.mkdir()
    monkeypatch.chdir(here)
    assert run("--install-completion", shell, env={variable: "below"}).exit_code == 0
    assert list(here.iterdir()) == []


def test_a_link_that_leads_nowhere_is_said(run: Run, tmp_path: Path) -> None:
    begin = tmp_path / "home" / ".bashrc"
    begin.symlink_to(tmp_path / "gone")
    result = run("--install-completion", "bash")
    assert result.exit_code == 2
    assert "it is a link that leads nowhere" in result.stderr
    assert "condcli --show-completion bash" in result.stderr


def test_a_line_that_is_commented_out_is_written_again(run: Run, tmp_path: Path) -> None:
    begin = tmp_path / "home" / ".bashrc"
    assert run("--install-completion", "bash").exit_code == 0
    line = begin.read_text(encoding="utf-8")
    begin.write_text(f"# {line}", encoding="utf-8")
    assert run("--install-completion", "bash").exit_code == 0
    assert begin.read_text(encoding="utf-8") == f"# {line}{line}"


@pytest.mark.parametrize("shell", SCRIPTS)
def test_a_full_disk_is_one_line_here_too(shell: str) -> None:
    done = subprocess.run(
        ["/bin/sh", "-c", f"{shlex.quote(sys.executable)} -m condcli show a >/dev/full"],
        env={**os.environ, **ENV, "_CONDCLI_COMPLETE": shell}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)


@pytest.mark.parametrize("name", [".bashrc", ".local/share/condcli/completion.bash"])
def test_what_is_no_file_is_not_waited_for(run: Run, tmp_path: Path, name: str) -> None:
    pipe = tmp_path / "home" / name
    pipe.parent.mkdir(parents=True, exist_ok=True)
    os.mkfifo(pipe)
    result = run("--install-completion", "bash")
    assert (result.exit_code, result.stderr.count("\n")) == (2, 1)


def test_a_home_that_cannot_be_written_is_said(run: Run, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    result = run("--install-completion", "fish", env={"XDG_CONFIG_HOME": str(tmp_path / "file")})
    assert result.exit_code == 2
    assert "condcli --show-completion fish" in result.stderr


def needs(shell: str) -> str:
    """The path of a shell; the test is skipped where there is none, and .ci/run says so."""
    path = shutil.which(shell)
    if not path:
        pytest.skip(f"NOT TESTED: {shell} is not installed")
    return path


def in_shell(program: list[str], typed: str, *, env: dict[str, str]) -> str:
    """What a shell at a terminal shows once it has settled after the keys."""
    main, terminal = pty.openpty()
    with subprocess.Popen(
        program, stdin=terminal, stdout=terminal, stderr=terminal, env=env, start_new_session=True
    ) as process:
        os.close(terminal)
        shown = ""
        for keys, until in ((typed, "ready>"), ("", "done>")):
            end = time.monotonic() + SHELL_SECONDS
            while until not in shown and time.monotonic() < end:
                if select.select([main], [], [], 0.1)[0]:
                    shown += os.read(main, 65536).decode(errors="replace")
            os.write(main, keys.encode())
        process.kill()
    os.close(main)
    return shown


def own(tmp_path: Path) -> dict[str, str]:
    return {
        **os.environ,
        **ENV,
        "PATH": f"{BIN}:{os.environ['PATH']}",
        "TERM": "dumb",
        "ZDOTDIR": str(tmp_path),
    }


def test_bash_completes(tmp_path: Path) -> None:
    bash = needs("bash")
    script = tmp_path / "script"
    script.write_text(SCRIPTS["bash"], encoding="utf-8")
    cases = {
        "condcli sho": "show",
        "condcli show acute lymphob": "lymphoblastic leukemia",
        "condcli trials --status rec": "recruiting",
        "condcli symptoms --has bo": "Bone\\ pain",
    }
    for line, found in cases.items():
        asking = f"COMP_WORDS=({line}); COMP_CWORD=$((${{#COMP_WORDS[@]}} - 1)); _condcli"
        shown = subprocess.run(
            [bash, "--norc", "-c", f'. {script}; {asking}; printf "%s\\n" "${{COMPREPLY[@]}}"'],
            env=own(tmp_path), capture_output=True, text=True, check=True,
        )  # fmt: skip
        assert shown.stdout.splitlines() == [found]


def test_bash_puts_no_file_in_the_place_of_a_name(
    tmp_path: Path, small: dict[str, Any], catalog: Callable[[Any], str]
) -> None:
    bash = needs("bash")
    small["conditions"][0]["aliases"] = ["Zed *"]
    (tmp_path / "script").write_text(SCRIPTS["bash"], encoding="utf-8")
    (tmp_path / "Zed secret; file").touch()
    asking = """COMP_WORDS=(condcli show '"Zed'); COMP_CWORD=2; _condcli; printf "%s\\n" "${COMPREPLY[@]}\""""
    shown = subprocess.run(
        [bash, "--norc", "-c", f". ./script; {asking}"],
        cwd=tmp_path, env={**own(tmp_path), "CONDCLI_CATALOG": catalog(small)},
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert shown.stdout.splitlines() == ["Zed *"]


def test_bash_at_a_terminal_puts_the_name_on_the_line(tmp_path: Path) -> None:
    bash = needs("bash")
    (tmp_path / "rc").write_text(f"{SCRIPTS['bash']}PS1='ready>'\n", encoding="utf-8")
    shown = in_shell(
        [bash, "--rcfile", str(tmp_path / "rc"), "-i"],
        "condcli lookup acute lymphob\t; echo do''ne\\>\n",
        env=own(tmp_path),
    )
    assert "acute lymphoblastic leukemia: Acute" in shown


def test_zsh_at_a_terminal_puts_the_name_on_the_line(tmp_path: Path) -> None:
    zsh = needs("zsh")
    (tmp_path / ".zshrc").write_text(
        f"autoload -Uz compinit; compinit -D -u\n{SCRIPTS['zsh']}PS1='ready>'\n",
        encoding="utf-8",
    )
    shown = in_shell([zsh, "-i"], "condcli lookup acute lymphob\t; echo do''ne\\>\n", env=own(tmp_path))
    assert "acute lymphoblastic leukemia: Acute" in shown


def test_fish_completes(tmp_path: Path) -> None:
    fish = needs("fish")
    (tmp_path / "script.fish").write_text(SCRIPTS["fish"], encoding="utf-8")
    cases = {
        "condcli sho": "show",
        "condcli show acute lymphob": "lymphoblastic leukemia",
        "condcli trials --status rec": "recruiting",
        "condcli symptoms --has bo": "Bone pain",
    }
    for line, found in cases.items():
        shown = subprocess.run(
            [fish, "--no-config", "-c", f"source {tmp_path}/script.fish; complete -C '{line}'"],
            env=own(tmp_path), capture_output=True, text=True, check=True,
        )  # fmt: skip
        assert re.split(r"[\t\n]", shown.stdout)[0] == found


def test_powershell_completes(tmp_path: Path) -> None:
    pwsh = needs("pwsh")
    (tmp_path / "script.ps1").write_text(SCRIPTS["powershell"], encoding="utf-8")
    line = "condcli show acute lymphob"
    shown = subprocess.run(
        [
            pwsh, "-NoProfile", "-Command",
            f". {tmp_path}/script.ps1; (TabExpansion2 '{line}' {len(line)}).CompletionMatches.CompletionText",
        ],
        env=own(tmp_path), capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert shown.stdout.strip() == "'lymphoblastic leukemia'"
