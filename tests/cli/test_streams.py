"""Streams as people and systems give them: closed, full, unread, of any locale; and Ctrl-C at any moment."""

import json
import os
import pty
import resource
import shlex
import signal
import subprocess
import sys
import time
import weakref
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from conftest import SMALL, Run
from registry import Registry, Start, study
from screen import on_terminal

CONDCLI = [sys.executable, "-m", "condcli"]
CATALOG = ["--catalog", str(SMALL)]


def environment(**more: str) -> dict[str, str]:
    return {**os.environ, **more}


def shell(line: str, **env: str) -> "subprocess.CompletedProcess[bytes]":
    """What a shell makes of a line in which condcli stands for the program."""
    whole = line.replace("condcli", shlex.join(CONDCLI), 1)
    return subprocess.run(
        ["/bin/sh", "-c", whole],
        capture_output=True,
        env=environment(CONDCLI_CATALOG=str(SMALL), **env),
        check=False,
    )


FULL = b"condcli: The answer cannot be written (No space left on device). Send it to another place.\n"


@pytest.mark.parametrize(
    "words",
    [
        "list",
        "show ALL",
        "--help",
        "show --help",
        "--version",
        "show ALL --json",
        "show i want to kill myself",
        "show --bogus crushing chest pain",  # help, beside a fault
    ],
)
@pytest.mark.parametrize("unbuffered", ["", "1"], ids=["buffered", "unbuffered"])
def test_an_answer_is_whole_or_a_fault(words: str, unbuffered: str) -> None:
    done = shell(f"condcli {words} >/dev/full", PYTHONUNBUFFERED=unbuffered)
    assert (done.returncode, done.stderr) == (1, FULL)


@pytest.mark.parametrize("words", ["show ALL", "show ALL --json", "list"])
def test_unbuffered_output_that_takes_pieces_is_whole(words: str, tmp_path: Path) -> None:
    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (100, resource.RLIM_INFINITY))

    with (tmp_path / "out").open("wb") as file:
        done = subprocess.run(
            [*CONDCLI, *words.split(), *CATALOG],
            stdout=file, stderr=subprocess.PIPE, preexec_fn=limit, check=False,
            env=environment(PYTHONUNBUFFERED="1", PYTHONDONTWRITEBYTECODE="1", COVERAGE_FILE="/dev/null"),
        )  # fmt: skip
    assert done.returncode == 1
    assert b"The answer cannot be written (File too large)" in done.stderr


@pytest.mark.parametrize("words", ["list", "--help", "show --help", "--version", "show ALL --json"])
def test_a_reader_that_goes_away_ends_it_quietly(words: str) -> None:
    done = shell(f"(sleep 0.1; condcli {words}; echo $? >&2) | true")
    assert done.stderr == b"0\n"


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("shwo ALL", 2),
        ("show zzqx", 3),
        ("show MS2x", 3),
        ("show ALL --section price", 2),
        ("show ALL --catalog none", 6),
    ],
)
def test_an_error_that_nobody_reads_keeps_its_code(words: str, code: int) -> None:
    line = f"(sleep 0.1; condcli {words}; echo $?) 2>&1 >/dev/null | true"
    unread = shell(f"condcli {words} 2>/dev/full; echo $?")
    assert unread.stdout == f"{code}\n".encode()
    read, write = os.pipe()
    os.close(read)
    done = subprocess.run(
        [*CONDCLI, *words.split()], stderr=write, check=False, env=environment(CONDCLI_CATALOG=str(SMALL))
    )
    os.close(write)
    assert done.returncode == code
    assert shell(line).returncode == 0


def test_standard_output_that_can_only_be_read() -> None:
    done = shell("condcli list 1</dev/null")
    assert done.returncode == 1
    assert done.stderr.startswith(b"condcli: The answer cannot be written (")
    assert done.stderr.count(b"\n") == 1


@pytest.mark.parametrize("given", ["</dev/null", "<&-", "0>/dev/null"], ids=["empty", "closed", "write-only"])
@pytest.mark.parametrize("words", ["lookup -", "update -"])
def test_standard_input_that_gives_nothing(words: str, given: str) -> None:
    done = shell(f"condcli {words} {given}")
    assert done.returncode in {0, 2}
    assert b"Traceback" not in done.stderr
    assert done.stderr.count(b"\n") <= 1


def test_a_line_without_end_is_cut_and_the_next_is_read(run: Run) -> None:
    names = b"x" * 1_000_000 + b"\nasthma\n" + "é".encode() * 300_000 + b"\nALL\r\n"
    lines = run("lookup", "-", "--json", stdin=names, env={"CONDCLI_CATALOG": str(SMALL)}).stdout.splitlines()
    found = [json.loads(line) for line in lines]
    assert [f["status"] for f in found] == ["none", "match", "none", "match"]
    assert max(len(f["query"]) for f in found) <= 100_000


def test_an_endless_line_does_not_fill_the_memory() -> None:
    limited = "ulimit -v 1500000; head -c 2000000000 /dev/zero | condcli lookup - | wc -c"
    done = shell(limited)
    assert done.stderr == b"condcli: A line of standard input has no end. Send names, one a line.\n"


def test_the_mark_of_utf_16_may_come_in_two_pieces() -> None:
    with subprocess.Popen(
        [*CONDCLI, "lookup", "-"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment()
    ) as process:
        assert process.stdin
        assert process.stdout
        given = "asthma\ncroup\n".encode("utf-16")
        process.stdin.write(given[:1])
        process.stdin.flush()
        time.sleep(0.5)  # until it has read that
        process.stdin.write(given[1:])
        process.stdin.close()
        assert process.stdout.read() == b"asthma: Asthma\ncroup: Croup\n"


@pytest.mark.parametrize("words", [("lookup", "-"), ("find", "-"), ("lookup", "-", "--column", "a")])
def test_input_that_does_not_wait_by_itself_is_waited_for(words: Sequence[str]) -> None:
    out, into = os.pipe()
    os.set_blocking(out, False)
    with subprocess.Popen(
        [sys.executable, "-m", "condcli", *words, "--json"],
        stdin=out, stdout=subprocess.PIPE, env=environment(),
    ) as process:  # fmt: skip
        assert process.stdout
        os.write(into, b"a\nasthma\n")
        process.stdout.readline()
        os.write(into, b"croup\n")
        os.close(into)
        last = process.stdout.read().splitlines()[-1]
    os.close(out)
    assert json.loads(last)["query"] == "croup"


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "latin-1", "utf-8", "utf-16"])
def test_json_is_the_same_data_in_any_locale(encoding: str, tmp_path: Path) -> None:
    catalog = json.loads(SMALL.read_text(encoding="utf-8"))
    catalog["conditions"][0]["aliases"] = ["Sjögren 38°C 日 \U0001f600 \u2028"]
    (tmp_path / "c.json").write_text(json.dumps(catalog), encoding="utf-8")
    done = subprocess.run(
        [*CONDCLI, "show", "ALL", "--json", "--catalog", str(tmp_path / "c.json")],
        env=environment(PYTHONIOENCODING=encoding), capture_output=True, check=True,
    )  # fmt: skip
    said = done.stdout.decode("utf-8" if encoding != "utf-16" else "utf-16")
    assert json.loads(said)["aliases"] == ["Sjögren 38°C 日 \U0001f600 \u2028"]


@pytest.mark.parametrize("encoding", ["idna", "punycode"])
def test_an_encoding_of_hosts_is_none_of_lines(encoding: str) -> None:
    done = shell(f"condcli care asthma {shlex.join(CATALOG)}", PYTHONIOENCODING=encoding)
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout == shell(f"condcli care asthma {shlex.join(CATALOG)}", PYTHONIOENCODING="utf-8").stdout


def test_an_encoding_may_lack_a_sign_of_ascii() -> None:
    done = shell("condcli lookup 5%", PYTHONIOENCODING="cp864")
    assert (done.returncode, done.stdout, done.stderr) == (3, b"5?: not known\n", b"")
    told = json.loads(shell("condcli lookup 5% --json", PYTHONIOENCODING="cp864").stdout)
    assert told["query"] == "5%"  # which JSON can say in other letters


def test_stray_bytes_in_a_name_are_data_in_json(run: Run) -> None:
    found = run("show", "\udcff\udcfe zzqx", "--json")
    assert found.exit_code == 3
    assert json.loads(found.stdout)["error"]["kind"] == "unknown"


# Runs condcli, and presses Ctrl-C when the module of that number is looked for; says how many were.
PRESSED = """
import os, sys
import condcli.__main__ as program
class CtrlC:
    left = press = int(sys.argv.pop(1))
    def find_spec(self, *_):
        CtrlC.left -= 1
        if not CtrlC.left:
            os.kill(os.getpid(), 2)
sys.meta_path.insert(0, CtrlC())
try:
    program.main()
finally:
    if os.environ.get("COUNTED"):
        print(CtrlC.press - CtrlC.left, file=sys.stderr)
"""


AT_THE_END = """
import atexit, os
from condcli.__main__ import main
atexit.register(os.kill, os.getpid(), 2)
main()
"""


def test_ctrl_c_at_the_end_is_quiet() -> None:
    done = subprocess.run(
        [sys.executable, "-c", AT_THE_END, "--version"], capture_output=True, check=False, env=environment()
    )
    assert (done.returncode, done.stderr) == (130, b"")


def pressed(module: int, **env: str) -> "subprocess.CompletedProcess[bytes]":
    return subprocess.run(
        [sys.executable, "-c", PRESSED, str(module), "show", "ALL", *CATALOG],
        capture_output=True, check=False, env=environment(**env),
    )  # fmt: skip


@pytest.mark.slow
def test_ctrl_c_while_modules_load_is_quiet() -> None:
    pressed(10_000)  # once, so that nothing is left to compile
    loaded = int(pressed(10_000, COUNTED="1").stderr)
    assert loaded > 50
    for module in {1, 2, 3, *range(5, loaded - 5, 12)}:
        done = pressed(module)
        assert (module, done.returncode, done.stderr) == (module, 130, b"")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_puts_the_cursor_back(registry: Registry, start: Start, number: int) -> None:
    registry.studies, registry.page_size = [study(n) for n in range(1, 50)], 1
    registry.after_page = lambda _: time.sleep(0.2)
    screen, terminal = pty.openpty()
    process = start("update", "ALL", stderr=terminal)
    os.close(terminal)
    said = b""
    while b"\x1b[?25l" not in said:
        said += os.read(screen, 4096)
    process.send_signal(number)
    assert process.wait(timeout=60) == 128 + number, said.decode(errors="replace")
    os.set_blocking(screen, False)
    try:
        while piece := os.read(screen, 4096):
            said += piece
    except OSError:
        pass
    os.close(screen)
    assert said.rfind(b"\x1b[?25h") > said.rfind(b"\x1b[?25l")
    assert b"Traceback" not in said


SEARCHED: dict[str, Any] = {"LESSHISTFILE": "/somewhere", "TERM": "xterm", "LINES": "10"}


def paged(tmp_path: Path, script: str, by: Sequence[str] = (), **env: str) -> str:
    """What a terminal shows where this program is the pager; ours is started `by` another."""
    pager = tmp_path / "pager"
    pager.write_text(script, encoding="utf-8")
    pager.chmod(0o755)
    main, terminal = pty.openpty()
    with subprocess.Popen(
        [*by, *CONDCLI, "show", "ALL", *CATALOG],
        stdin=terminal, stdout=terminal, stderr=terminal, env=environment(PAGER=str(pager), **env),
    ) as process:  # fmt: skip
        os.close(terminal)
        shown = b""
        try:
            while piece := os.read(main, 65536):
                shown += piece
        except OSError:
            pass
        assert process.wait() == 0
    os.close(main)
    return shown.decode()


def test_what_is_searched_in_the_pager_is_not_kept(tmp_path: Path) -> None:
    assert "kept in [-]" in paged(tmp_path, '#!/bin/sh\necho "kept in [$LESSHISTFILE]"\n', **SEARCHED)


@pytest.mark.parametrize(
    "script",
    ["echo paged\n", "", "\x7fELF no program", "#!/bin/sh\nexit 3\n", "#!/bin/sh\nkill -9 $$\n"],
    ids=["no #! line", "empty", "binary", "fails", "is killed"],
)
def test_a_pager_that_cannot_be_run_is_done_without(tmp_path: Path, script: str) -> None:
    shown = paged(tmp_path, script, LINES="10")
    assert "Definition" in shown
    assert "Traceback" not in shown


def test_a_pager_that_fails_is_seen_to_where_who_starts_us_ignores_ends(tmp_path: Path) -> None:
    ignoring = "import os, signal, sys; signal.signal(signal.SIGCHLD, signal.SIG_IGN); "
    by = [sys.executable, "-c", f"{ignoring}os.execv(sys.argv[1], sys.argv[1:])"]
    assert "Definition" in paged(tmp_path, "#!/bin/sh\nexit 3\n", by, LINES="10")


def test_a_pager_with_a_byte_of_zero_is_done_without(tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_text('pager = "cat a\\u0000b"\n', encoding="utf-8")
    shown = on_terminal(
        ["show", "ALL", "--catalog", str(SMALL)], CONDCLI_CONFIG_HOME=str(tmp_path), LINES="9"
    )
    assert "Definition" in shown
    assert "Traceback" not in shown


@pytest.mark.parametrize("encoding", ["utf-8:strict", "ascii", "utf-7"])
def test_a_byte_that_is_no_letter_chooses_nothing(encoding: str) -> None:
    main, terminal = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "condcli", "show", "hepatitis"],
        stdin=terminal, stdout=terminal, stderr=subprocess.PIPE, env=environment(PYTHONIOENCODING=encoding),
    ) as process:  # fmt: skip
        os.write(main, b"\xff\xc3\n")
        assert process.stderr
        said = process.stderr.read()
    for number in (main, terminal):
        os.close(number)
    assert b"Traceback" not in said
    assert process.returncode == 4


def test_a_module_that_was_half_written_is_said_in_one_line(tmp_path: Path) -> None:
    command = [sys.executable, "-X", f"pycache_prefix={tmp_path}", "-m", "condcli", "list"]
    written = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    assert subprocess.run(command, capture_output=True, check=False, env=written).returncode == 0
    (module,) = tmp_path.glob("**/condcli/render/lists.*.pyc")
    module.write_bytes(module.read_bytes()[:100])
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.strip().count("\n") == 0
    assert "Install condcli again" in done.stderr


@pytest.mark.parametrize("module", ["condcli.cli", "condcli.cli.show"])
@pytest.mark.parametrize(
    "fault",
    [
        "MemoryError()",
        "ImportError('_x.so: failed to map segment from shared object')",
        "OSError(12, 'Cannot allocate memory', 'sqlite3')",
        "SystemError('error return without exception set')",
        "SystemError('<function _find_and_load> returned NULL without setting an exception')",
    ],
)
def test_too_little_memory_to_load_a_module_is_said_in_one_line(module: str, fault: str) -> None:
    program = f"""
import sys
class Full:
    def find_spec(self, name, *_):
        if name == {module!r}:
            raise {fault}
sys.meta_path.insert(0, Full())
sys.argv = ["condcli", "show", "asthma"]
from condcli.__main__ import main
main()
"""
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, check=False, env=environment()
    )
    assert (done.returncode, done.stdout, done.stderr.count(b"\n")) == (1, b"", 1)
    assert b"too little memory" in done.stderr


@pytest.mark.parametrize("fault", ["sys.modules['condcli.cli'] = None", "sys.modules['condcli.cli'] = Odd()"])
def test_another_fault_of_a_module_keeps_its_traceback(fault: str) -> None:
    program = f"""
import sys
class Odd:
    @property
    def main(self):
        raise SystemError("bad argument to internal function")
{fault}
from condcli.__main__ import main
main()
"""
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, check=False, env=environment()
    )
    assert (done.returncode, b"Traceback" in done.stderr) == (1, True)


def test_a_pdf_for_which_there_is_too_little_memory_is_said_in_one_line() -> None:
    pytest.importorskip("typst")
    done = shell(f"ulimit -d 60000; condcli handout asthma -o - --format pdf {shlex.join(CATALOG)}")
    assert (done.returncode, done.stdout, done.stderr.count(b"\n")) == (1, b"", 1)
    assert b"too little memory" in done.stderr


def test_what_runs_out_of_memory_is_let_go_of_before_it_is_said(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    held: list[object] = []

    class Large:
        pass

    def full(*_: object) -> None:
        large = Large()
        held.append(weakref.ref(large))
        raise MemoryError(large)

    def failed(*_: object) -> int:
        assert held[0]() is None  # type: ignore[operator]  # a reference
        return 1

    monkeypatch.setattr("condcli.cli.lookup.heard", full)
    monkeypatch.setattr("condcli.catalog.compiled.discarded_for", full)
    monkeypatch.setattr("condcli.cli._failed", failed)
    assert run("lookup", "asthma").exit_code == 1
    assert len(held) == 1


def test_a_catalog_that_takes_all_memory_is_said_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "large.json").write_bytes(b'{"version": 2' + b" " * 200_000_000 + b"}")
    done = shell(f"ulimit -v 220000; condcli list --catalog {tmp_path / 'large.json'}")
    assert (done.returncode, done.stderr.count(b"\n")) == (1, 1)
    assert b"too little memory" in done.stderr
