"""Terminals of any kind: nothing is lost but looks."""

import fcntl
import os
import pty
import re
import select
import shutil
import signal
import struct
import subprocess
import sys
import termios
import time
import unicodedata
from collections.abc import Callable
from typing import Any

import pytest
from conftest import SMALL, Run

Write = Callable[[Any], str]
FORCED = {"FORCE_COLOR": "1", "NO_COLOR": "1"}
STYLE = re.compile(r"\x1b\[[\d;]*m")
ODD = "日本語の名前 שלום مرحبا é\u0301 👩\u200d⚕️ ẞ ﬃ 🤒 naïve"


def letters(shown: str) -> list[str]:
    """The letters of what is shown, without frames and marks."""
    bare = STYLE.sub("", shown)
    return [c for c in unicodedata.normalize("NFC", bare) if c.isalnum()]


@pytest.mark.parametrize("width", ["1000000000", "99999999999999999999"])
def test_a_terminal_is_a_thousand_columns_wide_at_most(run: Run, width: str) -> None:
    env = {**FORCED, "CONDCLI_CATALOG": str(SMALL)}
    shown, widest = (run("trials", "ALL", env={**env, "COLUMNS": w}).stdout for w in (width, "1000"))
    assert shown == widest


@pytest.mark.parametrize("height", ["²", "9" * 5_000, "-3", "", "x"])
def test_a_height_that_is_none_is_passed_over(run: Run, height: str) -> None:
    env = {**FORCED, "CONDCLI_CATALOG": str(SMALL)}
    assert run("show", "ALL", env={**env, "LINES": height}).stdout == run("show", "ALL", env=env).stdout


@pytest.mark.parametrize("width", range(1, 24))
def test_a_page_is_shown_however_few_the_columns(run: Run, width: int) -> None:
    for words in (("show", "croup"), ("find", "chest pain"), ("trial", "NCT04537871")):
        assert run(*words, env={**FORCED, "COLUMNS": str(width)}).exit_code == 0


@pytest.mark.parametrize("width", ["1", "3", "7"])
@pytest.mark.parametrize("words", [("show", "ALL"), ("show", "ALL", "--brief"), ("care", "ALL")], ids=str)
def test_a_terminal_of_few_columns_loses_no_wide_letter(
    run: Run, small: dict[str, Any], catalog: Write, words: tuple[str, ...], width: str
) -> None:
    record = next(c for c in small["conditions"] if "ALL" in c["abbreviations"])
    record["care"]["emergency"] = ["発熱と頭痛 🙂"]
    env = {**FORCED, "CONDCLI_CATALOG": catalog(small), "COLUMNS": width}
    shown = "".join(re.findall("[発熱と頭痛🙂]", run(*words, env=env).stdout))
    assert shown == "発熱と頭痛🙂"


@pytest.mark.parametrize("command", ["show", "trials", "research", "care", "compare"])
@pytest.mark.parametrize("width", [1, 2, 5, 12])
def test_a_terminal_of_few_columns_loses_no_letter(run: Run, command: str, width: int) -> None:
    names = ["ALL", "vs", "AML"] if command == "compare" else ["ALL"]
    env = {**FORCED, "CONDCLI_CATALOG": str(SMALL)}
    thin, usual = (
        run(command, *names, env={**env, "COLUMNS": columns}).stdout for columns in (str(width), "60")
    )
    assert sorted(letters(thin)) == sorted(letters(usual))


@pytest.mark.parametrize("width", [20, 40, 80, 120])
def test_any_script_is_shown_and_no_frame_is_bent(
    run: Run, small: dict[str, Any], catalog: Write, width: int
) -> None:
    from rich.cells import cell_len  # noqa: PLC0415  for this test only

    record = small["conditions"][0]
    record["name"], record["summary"] = "Odd", ODD
    record["care"]["emergency"] = [ODD, ODD]
    shown = run("show", "ALL", env={**FORCED, "CONDCLI_CATALOG": catalog(small), "COLUMNS": str(width)})
    lines = STYLE.sub("", shown.stdout).splitlines()
    for word in ("日本語の名前", "שלום", "مرحبا", "naïve", "🤒"):
        assert word in shown.stdout
    framed = [line for line in lines if line.startswith("│")]
    assert framed
    assert len({cell_len(line) for line in framed}) == 1
    assert max(map(cell_len, lines)) <= width


@pytest.mark.parametrize("encoding", ["ascii", "cp1252"])
def test_a_stream_without_our_signs_gets_others(encoding: str) -> None:
    env = {
        **os.environ,
        **FORCED,
        "PYTHONIOENCODING": encoding,
        "COLUMNS": "100",
        "CONDCLI_CATALOG": str(SMALL),
    }
    for args in (["show", "ALL"], ["trials", "ALL"], ["find", "my baby is not breathing"]):
        shown = subprocess.run(
            [sys.executable, "-m", "condcli", *args], env=env, capture_output=True, check=True
        ).stdout.decode(encoding)
        assert "??" not in shown
        assert "\n+-" in f"\n{shown}" or args[0] == "trials"


def opened(args: list[str], **env: str) -> tuple[subprocess.Popen[bytes], int]:
    main, terminal = pty.openpty()
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 10, 50, 0, 0))
    unset = ("COLUMNS", "LINES")
    process = subprocess.Popen(
        [sys.executable, "-m", "condcli", *args],
        stdin=terminal, stdout=terminal, stderr=terminal, start_new_session=True,
        env={name: value for name, value in {**os.environ, **env}.items() if name not in unset},
    )  # fmt: skip
    os.close(terminal)
    return process, main


def said(main: int, until: str = "\x00", seconds: float = 20) -> str:
    shown, end = "", time.monotonic() + seconds
    while until not in shown and time.monotonic() < end:
        if select.select([main], [], [], 0.1)[0]:
            try:
                piece = os.read(main, 65536)
            except OSError:
                break
            if not piece:
                break
            shown += piece.decode(errors="replace")
    return shown


@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_the_width_of_the_terminal_is_seen_in_any_way_of_running(unbuffered: str) -> None:
    process, main = opened(["show", "zzqx"], PYTHONUNBUFFERED=unbuffered)
    shown = said(main)
    process.wait()
    os.close(main)
    assert shown.count("\n") >= 3
    assert max(map(len, shown.splitlines())) <= 50


@pytest.mark.skipif(not shutil.which("less"), reason="NOT TESTED: less is not installed")
def test_a_window_that_changes_while_the_pager_is_open() -> None:
    process, main = opened(["show", "ALL", "--catalog", str(SMALL)], TERM="xterm", LESS="")
    shown = said(main, "q to leave")
    fcntl.ioctl(main, termios.TIOCSWINSZ, struct.pack("HHHH", 5, 20, 0, 0))
    os.killpg(process.pid, signal.SIGWINCH)
    for _ in range(60):  # less drops a key that comes while it draws the new window
        os.write(main, b"q")
        shown += said(main, seconds=0.5)
        if process.poll() is not None:
            break
    assert process.wait(timeout=20) == 0
    os.close(main)
    assert "line 1 of" in shown
    assert "Traceback" not in shown


def test_without_term_there_are_plain_lines() -> None:
    env = {name: value for name, value in os.environ.items() if name != "TERM"}
    shown = subprocess.run(
        [sys.executable, "-m", "condcli", "show", "ALL", "--catalog", str(SMALL)],
        env=env, capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    assert shown.startswith("ACUTE LYMPHOBLASTIC LEUKEMIA\n")
    assert not STYLE.search(shown)
