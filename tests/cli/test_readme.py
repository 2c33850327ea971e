"""Examples print what they say, pictures show what commands show, set-up commands are those of CI."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
README = ROOT / "README.md"
WRITE = os.environ.get("CONDCLI_GOLDEN") == "write"
EXAMPLE = re.compile(r"```console\n\$ (?P<command>.*)\n(?P<output>(?:.*\n)*?)```")
SHOWN = ROOT / "docs" / "examples.md"
EXAMPLES = {m["command"]: m["output"] for m in EXAMPLE.finditer(SHOWN.read_text(encoding="utf-8"))}


@pytest.mark.parametrize("command", EXAMPLES)
def test_an_example_prints_what_it_says(command: str, tmp_path: Path) -> None:
    bin_folder = Path(sys.executable).parent
    shown = subprocess.run(
        ["/bin/bash", "-c", command],
        env={**os.environ, "PATH": f"{bin_folder}:{os.environ['PATH']}"},
        cwd=tmp_path, capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    if WRITE:
        text = SHOWN.read_text(encoding="utf-8")
        start = text.index(f"$ {command}\n") + len(f"$ {command}\n")
        SHOWN.write_text(text[:start] + shown + text[text.index("```", start) :], encoding="utf-8")
    else:
        assert shown == EXAMPLES[command]


def test_the_readme_has_its_examples_and_the_set_up_commands_of_ci() -> None:
    readme, ci = README.read_text(encoding="utf-8"), (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert len(EXAMPLES) >= 5
    assert "\npython3 -m venv .venv && .venv/bin/pip install -q . && .venv/bin/condcli show ALL\n" in readme
    assert (
        "\npython3 -m venv .venv && .venv/bin/pip install -q -e '.[dev]' && .venv/bin/pytest -q\n" in readme
    )
    assert "-e '.[dev]'" in ci
    assert 'pytest" -q' in ci


@pytest.mark.parametrize("file", ["README.md", "docs/examples.md", "docs/terminal.md"])
def test_what_is_linked_exists(file: str) -> None:
    links = re.findall(r"\]\(([^)#:]+)\)", (ROOT / file).read_text(encoding="utf-8"))
    assert [link for link in links if not ((ROOT / file).parent / link).exists()] == []


def test_the_pictures_show_what_the_commands_show_today() -> None:
    env = {name: value for name, value in os.environ.items() if not name.startswith("CONDCLI_")}
    checked = subprocess.run(
        [sys.executable, str(ROOT / ".ci" / "pictures.py"), "--check"],
        env=env, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (checked.returncode, checked.stderr) == (0, "")


def test_the_first_screen_says_what_it_is_for_whom_and_how_to_start() -> None:
    first = "\n".join(README.read_text(encoding="utf-8").splitlines()[:24])
    for said in ("plain words", "patients and families", "not a diagnosis", "911", "pip install", "page.svg"):
        assert said in first
