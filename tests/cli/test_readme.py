"""The README's examples print what it says, and its set-up commands are the ones that CI runs."""

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
EXAMPLES = {m["command"]: m["output"] for m in EXAMPLE.finditer(README.read_text(encoding="utf-8"))}


@pytest.mark.parametrize("command", EXAMPLES)
def test_an_example_prints_what_the_readme_says(command: str, tmp_path: Path) -> None:
    bin_folder = Path(sys.executable).parent
    shown = subprocess.run(
        ["/bin/bash", "-c", command],
        env={**os.environ, "PATH": f"{bin_folder}:{os.environ['PATH']}"},
        cwd=tmp_path, capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    if WRITE:
        text = README.read_text(encoding="utf-8")
        start = text.index(f"$ {command}\n") + len(f"$ {command}\n")
        README.write_text(text[:start] + shown + text[text.index("```", start) :], encoding="utf-8")
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


def test_what_the_readme_links_to_exists() -> None:
    links = re.findall(r"\]\(([^)#:]+)\)", README.read_text(encoding="utf-8"))
    assert [link for link in links if not (ROOT / link).exists()] == []
