"""No command but update and --refresh opens a socket, and none keeps what was looked up."""

import socket
from pathlib import Path

import pytest
from conftest import SMALL, Run

from condcli.cli import COMMANDS

ONLINE = {"update"}  # and --refresh of trials and trial
# What to give a command; by itself, a condition's name.
ARGUMENTS: dict[str, list[tuple[str, ...]]] = {
    "list": [()],
    "forget": [()],
    "check": [(str(SMALL),)],
    "schema": [()],
    "find": [("blood",), ("my baby is not breathing",), ("-",)],
    "define": [("biopsy",)],
    "compare": [("ALL", "asthma")],
    "trial": [("NCT04537871",), ("NCT00000001",)],
    "trials": [(), ("ALL",), ("asthma", "--open", "--csv"), ("--near", "42.36,-71.06")],
    "research": [(), ("ALL",)],
    "symptoms": [(), ("ALL",), ("--has", "fever")],
    "handout": [("ALL", "-o", "-"), ("asthma", "-o", "-", "--format", "pdf"), ("ALL", "-o", "-", "--trials")],
    "config": [()],
    "lookup": [("leukemia",), ("ALL",), ("-",)],
}


@pytest.fixture(autouse=True)
def _no_sockets(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a socket was opened")

    for name in ("socket", "create_connection", "getaddrinfo", "gethostbyname", "socketpair", "fromfd"):
        monkeypatch.setattr(socket, name, refuse)


@pytest.mark.parametrize("form", [(), ("--json",)], ids=["page", "json"])
@pytest.mark.parametrize("command", [c for c in COMMANDS if c not in ONLINE])
def test_a_command_opens_no_socket(run: Run, tmp_path: Path, command: str, form: tuple[str, ...]) -> None:
    for words in ARGUMENTS.get(command, [("ALL",), ("leukemia",)]):
        result = run(command, *words, *form, stdin="ALL\nasthma\n")
        assert result.exit_code in {0, 2, 3, 4, 6}  # answered, or said what is missing
    assert not list((tmp_path / "home").rglob("*"))


def test_update_would(run: Run) -> None:
    with pytest.raises(AssertionError, match="a socket was opened"):
        run("update", "ALL")
    with pytest.raises(AssertionError, match="a socket was opened"):
        run("trials", "ALL", "--refresh")
