"""How long work shows that it goes on: lines and how long is left, or a bar that is gone at the end."""

import io
import json
import threading
import time
from pathlib import Path
from typing import Any

import msgspec
import pytest
from conftest import SMALL, Run
from good_record import good
from registry import Registry
from werkzeug import Response

from condcli.cli import output, progress, streams
from condcli.models import Condition
from condcli.sources.faults import BadAnswer
from condcli.sources.update import Outcome

KNEE = msgspec.convert(good(), Condition)
DONE = Outcome(KNEE, "trials")
HIDDEN, SHOWN = "\x1b[?25l", "\x1b[?25h"  # the cursor


class Clock:
    """Seconds that pass when they are told to."""

    def __init__(self) -> None:
        self.now = 1_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    output.forget()
    made = Clock()
    monkeypatch.setattr(time, "monotonic", made)
    return made


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


def on_terminal(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """Have standard error be a terminal; a fixture would come before pytest's own."""
    output.forget()
    monkeypatch.setattr(streams.Asked, "still", False)
    made = Terminal()
    monkeypatch.setattr("sys.stderr", made)
    return made


@pytest.mark.parametrize(
    ("total", "done", "seconds", "left"),
    [
        (3, 1, 29.9, ""), (3, 1, 30, " (about 2 minutes left)"), (3, 1, 90, " (about 3 minutes left)"),
        (3, 1, 3599, " (about 120 minutes left)"), (3, 1, 3600, " (about 2 hours left)"),
        (3, 1, 9000, " (about 5 hours left)"), (4, 2, 60, " (about 2 minutes left)"), (4, 4, 9000, ""),
        (2, 1, 59, ""), (2, 1, 150, " (about 2 minutes left)"),
    ],
)  # fmt: skip
def test_each_step_says_how_long_the_rest_may_take(
    clock: Clock, capsys: pytest.CaptureFixture[str], total: int, done: int, seconds: float, left: str
) -> None:
    with progress.Progress(total) as steps:
        for _ in range(done - 1):
            steps.done(DONE)
        clock.now += seconds
        steps.done(DONE)
    last = capsys.readouterr().err.splitlines()[-1]
    assert last == f"{done} of {total}: Sore knee, trials{left}"


def test_a_step_that_failed_says_so(clock: Clock, capsys: pytest.CaptureFixture[str]) -> None:
    assert clock
    with progress.Progress(2) as steps:
        steps.done(Outcome(KNEE, "research", fault=BadAnswer("PubMed", "it is no XML")))
        steps.done(DONE)
    assert capsys.readouterr().err.splitlines() == [
        "1 of 2: Sore knee, research failed",
        "2 of 2: Sore knee, trials",
    ]


def test_a_single_step_needs_no_line(clock: Clock, capsys: pytest.CaptureFixture[str]) -> None:
    with progress.Progress(1) as steps:
        clock.now += 15
        steps.report(10, 20)
        steps.done(DONE)
    assert capsys.readouterr().err == ""


def test_a_long_step_is_told_every_twenty_seconds(clock: Clock, capsys: pytest.CaptureFixture[str]) -> None:
    with progress.Progress(1) as steps:
        for seconds, read in ((20, 1_000), (0.1, 1_001), (19.9, 1_002), (20, 1_003), (0.2, 1_004)):
            clock.now += seconds
            steps.report(read, 20_000)
    assert (
        capsys.readouterr().err.splitlines()
        == [
            "1,001 of 20,000 are read.",
            "1,004 of 20,000 are read.",
        ]
        or capsys.readouterr()
    )


def test_a_bar_has_the_terminal_to_itself_and_gives_the_cursor_back(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = on_terminal(monkeypatch)
    with progress.Progress(3) as steps:
        steps.report(1, 2)
        steps.done(DONE)
        steps.done(Outcome(KNEE, "research", fault=BadAnswer("PubMed", "it is no XML")))
    shown = terminal.getvalue()
    assert "conditions" in shown
    assert "of 3: " not in shown
    assert shown.rfind(SHOWN) > shown.rfind(HIDDEN) >= 0


def test_what_ends_the_work_gives_the_cursor_back_too(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = on_terminal(monkeypatch)
    with pytest.raises(KeyboardInterrupt), progress.Progress(3):
        raise KeyboardInterrupt
    assert terminal.getvalue().rfind(SHOWN) > terminal.getvalue().rfind(HIDDEN) >= 0


@pytest.mark.parametrize("still", ["asked", "CONDCLI_PLAIN", "dumb"])
def test_where_nothing_is_drawn_twice_there_are_lines(monkeypatch: pytest.MonkeyPatch, still: str) -> None:
    terminal = on_terminal(monkeypatch)
    if still == "asked":
        monkeypatch.setattr(streams.Asked, "still", True)
    else:
        monkeypatch.setenv("TERM" if still == "dumb" else still, "dumb" if still == "dumb" else "1")
    with progress.Progress(2) as steps:
        steps.done(DONE)
    assert terminal.getvalue() == "1 of 2: Sore knee, trials\n"


@pytest.mark.parametrize("patience", [0.0, 60.0])
def test_items_come_in_their_order_with_a_bar_or_without(
    monkeypatch: pytest.MonkeyPatch, patience: float
) -> None:
    terminal = on_terminal(monkeypatch)
    monkeypatch.setattr(progress, "PATIENCE", patience)
    assert list(progress.watched(range(9), "Checking")) == list(range(9))
    assert ("Checking" in terminal.getvalue()) is (patience == 0)
    assert terminal.getvalue().rfind(SHOWN) >= terminal.getvalue().rfind(HIDDEN)


# ---- what is asked again


def without(tmp_path: Path, side: str) -> str:
    """The small catalog without its trials, or without its research."""
    for file in SMALL.parent.iterdir():
        content: Any = json.loads(file.read_text(encoding="utf-8"))
        if file.stem == side:
            content["conditions"] = {}
        (tmp_path / file.name).write_text(json.dumps(content), encoding="utf-8")
    return str(tmp_path / "conditions.json")


@pytest.mark.parametrize(("side", "code"), [("none", 0), ("research", 0), ("trials", 5)])
def test_where_asking_again_fails_what_is_stored_is_shown_if_there_is_any(
    run: Run, registry: Registry, tmp_path: Path, side: str, code: int
) -> None:
    registry.for_ever = lambda: Response("out of order", 400, content_type="text/plain")
    env = {"CONDCLI_CATALOG": without(tmp_path, side)}
    result = run("trials", "ALL", "--refresh", env=env)
    assert result.exit_code == code
    assert ("Showing what was stored before." in result.stderr) is (code == 0)
    assert ("NCT04537871" in result.stdout) is (code == 0)


@pytest.mark.parametrize("command", ["trials", "research"])
def test_asking_again_wants_a_condition(run: Run, registry: Registry, command: str) -> None:
    result = run(command, "--refresh")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "--refresh asks about one condition: add its name. For all: condcli update --all" in result.stderr
    assert registry.queries == []


def test_a_bar_needs_no_thread(monkeypatch: pytest.MonkeyPatch, clock: Clock) -> None:
    def refuse(_: threading.Thread) -> None:
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr(threading.Thread, "start", refuse)
    screen = Terminal()
    monkeypatch.setattr("sys.stderr", screen)
    seen = []
    for item in progress.watched(range(3), "checking"):
        clock.now += 2
        seen.append(item)
    with progress.Progress(2) as bar:
        bar.report(1, 2)
        bar.done(DONE)
    assert seen == [0, 1, 2]
    assert "reading" in screen.getvalue()
    assert screen.getvalue().count(HIDDEN) == screen.getvalue().count(SHOWN) == 2
