"""docs/authoring.md, done step by step as a new author would."""

import json
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from condcli.authoring.checks import CHECKS

PAGE = (Path(__file__).parents[2] / "docs" / "authoring.md").read_text(encoding="utf-8")
CATALOG = "ward5.json"


class Step(NamedTuple):
    """A block of the page: what kind it is, and what stands in it."""

    kind: str
    text: str


def steps() -> Iterator[Step]:
    for match in re.finditer(r"^```(\w+)\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL):
        yield Step(match[1], match[2])


def run(command: str, folder: Path) -> str:
    """What a command line of the page writes."""
    program, *words = shlex.split(command)
    assert program == "condcli"
    env = {k: v for k, v in os.environ.items() if k not in {"FORCE_COLOR", "CONDCLI_CATALOG", "CONDCLI_ONLY"}}
    call = [sys.executable, "-m", "condcli", *words]
    done = subprocess.run(call, cwd=folder, env=env, capture_output=True, text=True, check=False)
    return done.stderr + done.stdout


def edit(path: Path, block: str) -> None:
    """Put the lines marked + in the place of those marked -."""
    old, new = ("\n".join(line[1:] for line in block.splitlines() if line[0] == mark) for mark in "-+")
    text = path.read_text(encoding="utf-8")
    assert text.count(old) >= 1, old
    place = text.rindex(old)
    path.write_text(text[:place] + new + text[place + len(old) :], encoding="utf-8")


def put(path: Path, record: str) -> None:
    """Put a record in the place of the one that was started."""
    written, catalog = json.loads(record), json.loads(path.read_text(encoding="utf-8"))
    ids = [c["id"] for c in catalog["conditions"]]
    catalog["conditions"][ids.index(written["id"])] = written
    path.write_text(json.dumps(catalog, indent=2), encoding="utf-8")


@pytest.mark.slow
def test_the_page_does_what_it_says(tmp_path: Path) -> None:
    path, said, looked = tmp_path / CATALOG, "", 0
    for kind, text in steps():
        if kind == "sh":
            said = "".join(run(command, tmp_path) for command in text.splitlines())
        elif kind == "text":
            missing = [line for line in text.splitlines() if line not in said]
            assert missing == [], said
            looked += 1
        elif kind == "json":
            put(path, text)
        else:
            assert kind == "diff"
            edit(path, text)
    assert looked == 8
    assert json.loads(run(f"condcli check {CATALOG} --strict --json", tmp_path))["findings"] == []


def test_the_page_lists_every_check() -> None:
    rows = [f"| {c.code} | {c.level} | {c.wrong} | {c.repair} |" for c in CHECKS]
    assert PAGE.endswith("|---|---|---|---|\n" + "\n".join(rows) + "\n")
