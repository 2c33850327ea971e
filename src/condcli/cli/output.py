"""The one place that writes: to a terminal, as plain lines, or as JSON."""

import codecs
import json
import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
import textwrap
from collections.abc import Callable, Sequence

import msgspec
from typer import TyperException

from condcli.cli import streams
from condcli.errors import AmbiguousName, CondError, UnknownName, UnwritableOutput
from condcli.json_answers import ErrorAnswer, ErrorCandidate, Fault
from condcli.render import plain
from condcli.render.blocks import UNSAFE, Block, in_one_line, visible

# What somebody in need may have typed in place of a name.
HELP_NOW = "(In an emergency call 911 or your local number; for thoughts of suicide call or text 988.)"

# JSON escapes C0 itself; the others a terminal could still obey, or show in another order.
IN_UTF_8 = re.compile(f"\x7f|{UNSAFE.pattern}")
NOT_ASCII = re.compile("[^\x20-\x7e]")


def answer(
    data: msgspec.Struct, page: Callable[[], Sequence[Block]], *, as_json: bool, as_plain: bool
) -> None:
    """Write an answer: `data` for programs, else the page in the form that the output calls for."""
    if as_json:
        write_json(data)
    elif as_plain or not on_terminal():
        sys.stdout.write(plain.text(page()))
    else:
        _show(page())


def write(text: str) -> None:
    """Write text that is whole as it stands, such as CSV."""
    sys.stdout.write(text)


def write_json(data: msgspec.Struct) -> None:
    """One line of JSON, in UTF-8 or in ASCII whatever the locale."""
    try:
        line = msgspec.json.encode(data).decode()
    except UnicodeEncodeError:  # stray bytes of a command line; JSON can write them as escapes only
        line = json.dumps(msgspec.to_builtins(data))
    unsafe = IN_UTF_8 if codecs.lookup(sys.stdout.encoding).name == "utf-8" else NOT_ASCII
    sys.stdout.write(unsafe.sub(_escaped, line) + "\n")


def _escaped(match: re.Match[str]) -> str:
    """A character as JSON escapes it: beyond U+FFFF in two halves."""
    units = match[0].encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[at]:02x}{units[at + 1]:02x}" for at in range(0, len(units), 2))


def line(text: str) -> None:
    """One line of an answer that comes line by line."""
    sys.stdout.write(in_one_line(text) + "\n")


def flush() -> None:
    """Let the reader have what is written so far."""
    sys.stdout.flush()


def on_terminal() -> bool:
    """Whether people look at standard output, in a terminal that can be drawn on."""
    if os.environ.get("FORCE_COLOR", "0") not in {"", "0"}:
        return True
    return sys.stdout.isatty() and os.environ.get("TERM") != "dumb"


def _show(blocks: Sequence[Block]) -> None:
    from rich.console import Console  # noqa: PLC0415  plain output and JSON do without

    from condcli.render import terminal  # noqa: PLC0415

    console = Console(highlight=False, markup=False, emoji=False)
    text = terminal.text(blocks, console)
    if not (
        sys.stdout.isatty() and sys.stdin.isatty() and text.count("\n") >= console.height and _page(text)
    ):
        sys.stdout.write(text)


def _page(text: str) -> bool:
    """Show the text in the reader's pager; False where there is none."""
    try:
        chosen = shlex.split(os.environ.get("PAGER", "less"))
    except ValueError:  # a quote without its end
        return False
    if not chosen or not (program := shutil.which(chosen[0])):
        return False
    # What is searched for in the pager is nobody's business either.
    env = {"LESS": "-FRX", "LESSCHARSET": "utf-8", **os.environ, "LESSHISTFILE": "-"}
    before = signal.signal(
        signal.SIGINT, lambda *_: None
    )  # Ctrl-C is the pager's: it puts the terminal right
    try:
        ended = subprocess.run(  # noqa: S603  the reader's own choice
            [program, *chosen[1:]], input=text, text=True, errors="nearest", env=env, check=False
        )
    except OSError:  # it is no program after all
        return False
    finally:
        signal.signal(signal.SIGINT, before)
    if ended.returncode in {-signal.SIGINT, 128 + signal.SIGINT}:
        raise KeyboardInterrupt
    return True


def note(text: str) -> None:
    """A line to the person, on standard error."""
    said = visible(text)
    if sys.stderr.isatty():
        said = textwrap.fill(said, shutil.get_terminal_size().columns, break_long_words=False)
    streams.tell(said + "\n")


def confirmed(question: str) -> bool:
    """Whether a person at a terminal says yes; where there is none nobody is asked."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        return False
    streams.tell(f"{visible(question)} [y/N] ")
    return sys.stdin.readline().strip().casefold() in {"y", "yes"}


def fail(fault: CondError | TyperException, *, as_json: bool) -> int:
    """Say what went wrong, in one line or as JSON; the exit code."""
    said = fault.format_message() if isinstance(fault, TyperException) else str(fault)
    message = " ".join(said.encode("utf-8", "backslashreplace").decode().split())
    if isinstance(fault, TyperException) and "condcli" not in message:
        message = f"{message.rstrip('.')}. See: condcli --help, or condcli COMMAND --help"
    if as_json and not isinstance(fault, UnwritableOutput):
        found = getattr(fault, "candidates", ())
        candidates = tuple(ErrorCandidate(id=c.id, name=c.name, matched=c.matched) for c in found)
        kind = getattr(fault, "kind", "usage")
        write_json(ErrorAnswer(error=Fault(kind=kind, message=message, candidates=candidates)))
    else:
        help_now = f" {HELP_NOW}" if isinstance(fault, UnknownName | AmbiguousName) else ""
        note(f"condcli: {message}{help_now}")
    return fault.exit_code
