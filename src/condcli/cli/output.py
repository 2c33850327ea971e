"""The one place that writes: to a terminal, as plain lines, or as JSON."""

import os
import re
import sys
import textwrap
from collections.abc import Callable, Sequence
from functools import partial

import msgspec
from typer import TyperException

from condcli.cli import help_now, settings, streams
from condcli.errors import AmbiguousName, CondError, NoCommand, UnknownName, UnwritableOutput
from condcli.json_answers import ErrorAnswer, ErrorCandidate, Fault
from condcli.models import Site
from condcli.render import plain
from condcli.render import site as whose
from condcli.render.blocks import Block, Heading, in_one_line, visible

# What somebody in need may have typed in place of a name that means no danger to us.
IN_AN_EMERGENCY = "(In an emergency call 911 or your local number; for thoughts of suicide call or text 988.)"
NARROWEST = 10  # columns that are drawn for: Rich loses wide letters where there is no room for one
LONGEST_MESSAGE = 2000  # characters of what went wrong
_later: list[tuple[str, ...]] = []  # notes that wait
_filled = partial(textwrap.fill, break_long_words=False, break_on_hyphens=False)


def forget() -> None:
    """Forget what was heard and what waits to be said from an earlier command line."""
    help_now.forget()
    settings.forget()
    _later.clear()


def answer(
    data: msgspec.Struct, page: Callable[[], Sequence[Block]], *, as_json: bool, as_plain: bool
) -> None:
    """Write an answer: `data` for programs, else the page in the form that the output calls for."""
    if as_json:
        write_json(data)
    else:
        blocks = _whole(page())
        help_now.was_shown()
        _write_blocks(blocks, as_plain=as_plain)


def height(page: Sequence[Block]) -> int:
    """How many lines an answer takes on a terminal of 80 columns."""
    from rich.console import Console  # noqa: PLC0415  for pages that fit themselves to it only

    from condcli.render import terminal  # noqa: PLC0415  the same

    drawn = terminal.pieces(_whole(page), Console(width=80, color_system=None))
    return sum(piece.count("\n") for piece in drawn)


def _whole(page: Sequence[Block]) -> Sequence[Block]:
    """An answer below what to do now, with whose pages these are."""
    return whose.with_site([*help_now.blocks(), *page], settings.run.site, settings.value("language"))


def _write_blocks(blocks: Sequence[Block], *, as_plain: bool) -> None:
    if as_plain or not on_terminal():
        seen = sys.stdout.isatty()
        width = _width() or (streams.columns() if seen else None)
        lines = (f"{line}\n" for line in plain.lines(blocks, cut=seen))
        # One by one: in one text each sign would take four bytes where a single one does.
        sys.stdout.writelines(_at_spaces(line, width) if width else line for line in lines)
    else:
        _show(blocks)


def _width() -> int | None:
    """How wide lines are to be, where that is asked for."""
    asked = settings.value("width")
    return streams.columns() if asked == "auto" else asked


def _at_spaces(text: str, width: int) -> str:
    """Lines that are broken at spaces only, those of a list below its text."""
    return "".join(
        _filled(line, max(1, width), subsequent_indent="  " if line.startswith("- ") else "") + "\n"
        for line in text.splitlines()
    )


def say_help(*, as_plain: bool = False) -> None:
    """Write what to do now, if the words mean danger and it is not written yet."""
    if blocks := help_now.blocks():
        site = msgspec.structs.replace(settings.run.site, address=None, foot=None, report_to=None)
        help_now.was_shown()
        _write_blocks(whose.with_site(blocks, site, settings.value("language"))[:1], as_plain=as_plain)
        sys.stdout.flush()


def write(text: str) -> None:
    """Write text that is whole as it stands, such as CSV; what to do now is said on standard error."""
    if blocks := help_now.blocks():
        help_now.was_shown()
        _later[:0] = [(said,) for said in plain.text(blocks).splitlines()]  # before what waits for it
        _say_what_waits()
    sys.stdout.write(text)


def write_bytes(content: bytes) -> None:
    """Write a file that is whole as it stands, whatever the locale; what to do now goes to standard error."""
    write("")
    put(content)


def put(content: str | bytes) -> None:
    """Write a part of what is written piece by piece, and let the reader have it."""
    if isinstance(content, bytes):
        sys.stdout.flush()
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
    else:
        sys.stdout.write(content)
        sys.stdout.flush()


def greet(text: str) -> None:
    """Write text that breaks at spaces only, where people look at it."""
    sys.stdout.write(_at_spaces(text, streams.columns()) if sys.stdout.isatty() else text)


def write_json(data: msgspec.Struct) -> None:
    """One line of JSON, in UTF-8 or ASCII whatever the locale; what to do now stands before other fields."""
    try:
        encoded = msgspec.json.encode(data)
    except UnicodeEncodeError:  # stray bytes of a command line; JSON can write them as escapes only
        import json  # noqa: PLC0415  hardly ever

        encoded = json.dumps(msgspec.to_builtins(data)).encode()
    if not isinstance(data, ErrorAnswer) or help_now.said():
        site = settings.run.site
        if site != Site():
            encoded = b'{"site":' + msgspec.json.encode(site) + b"," + encoded[1:]
    streams.put_json(encoded if "help" in data.__struct_fields__ else help_now.in_json(encoded))


def line(text: str) -> None:
    """One line of an answer that comes line by line."""
    sys.stdout.write(in_one_line(text) + "\n")


def foot() -> None:
    """Whose pages these are, below a line that stands alone."""
    if said := " ".join(whose.closing(settings.run.site)):
        line(said)


def flush() -> None:
    """Let the reader have what is written so far."""
    sys.stdout.flush()


def on_terminal() -> bool:
    """Whether people look at standard output, in a terminal that can be drawn on."""
    if settings.value("plain"):
        return False
    if settings.value("color") == "always" or os.environ.get("FORCE_COLOR", "0") not in {"", "0"}:
        return True
    return sys.stdout.isatty() and os.environ.get("TERM") != "dumb"


def _show(blocks: Sequence[Block]) -> None:
    from rich.console import Console  # noqa: PLC0415  plain output and JSON do without

    from condcli.render import terminal  # noqa: PLC0415

    color = settings.found("color")
    console = Console(
        highlight=False,
        markup=False,
        emoji=False,
        width=_width(),
        no_color=True if color.value == "never" else None,
        force_terminal=True if color.value == "always" else None,
    )
    console.width = max(console.width, NARROWEST)
    pieces = terminal.pieces(blocks, console)
    if sys.stdout.isatty() and sys.stdin.isatty():
        drawn = [*pieces]  # not joined: one letter of another script would widen all of a long list
        if sum(piece.count("\n") for piece in drawn) >= console.height:
            from condcli.cli import pager  # noqa: PLC0415  for long texts at a terminal only

            title = next((in_one_line(b.text) for b in blocks if isinstance(b, Heading)), "condcli")
            if pager.show(drawn, title):
                return
        pieces = iter(drawn)
    sys.stdout.writelines(pieces)


def note(*parts: str) -> None:
    """A line to the person, on standard error; it waits until what to do now is said.

    On a terminal each part has lines of its own, the further ones a little to the right.
    """
    _later.append(parts)
    if not help_now.waits():
        _say_what_waits()


def _say_what_waits() -> None:
    """Say the notes, the oldest first."""
    while _later:
        # A server's words may hold a line break.
        parts = tuple(visible(" ".join(part.splitlines())) for part in _later.pop(0))
        if not sys.stderr.isatty():
            streams.tell(" ".join(parts) + "\n")
            continue
        for number, part in enumerate(parts):
            indent = "  " if number else ""
            lines = _filled(part, streams.columns(), initial_indent=indent, subsequent_indent=indent)
            streams.tell(lines + "\n")


def chosen(question: str, options: Sequence[str]) -> int | None:
    """The position of what a person at a terminal chooses; where there is none nobody is asked.

    Of a single option it is asked whether it is meant; several are numbered.
    """
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        return None
    say_help()
    for number, option in enumerate(options, 1) if len(options) > 1 else ():
        note(f"{number}. {option}")
    asked = f"Which one? Type its number, or Enter for none: [1-{len(options)}]"
    streams.tell(f"{visible(question if len(options) == 1 else asked)} ")
    said = sys.stdin.readline().strip().casefold()
    if len(options) == 1 and said in {"y", "yes"}:
        return 0
    return int(said) - 1 if said in {str(number + 1) for number in range(len(options))} else None


def fail(fault: CondError | TyperException, *, as_json: bool, as_plain: bool = False) -> int:
    """Say what went wrong, in one line or as JSON; the exit code, 0 where what to do now is all there is."""
    settings.check(complain=False)
    said = fault.format_message() if isinstance(fault, TyperException) else str(fault)
    message = " ".join(said.encode("utf-8", "backslashreplace").decode().split())
    if len(message) > LONGEST_MESSAGE:  # it repeats what was given; what to do stands at its end
        half = LONGEST_MESSAGE // 2
        message = f"{message[:half]} ... {message[-half:]}"
    if isinstance(fault, TyperException) and "condcli" not in message:
        message = f"{message.rstrip('.')}. See: condcli --help, or condcli COMMAND --help"
    bare = isinstance(fault, UnknownName) and not fault.known and not fault.candidates
    only_help = bare and bool(help_now.said())  # what to do now is the answer: nothing else is found
    if as_json and not isinstance(fault, UnwritableOutput):
        found = getattr(fault, "candidates", ())
        candidates = tuple(ErrorCandidate(id=c.id, name=c.name, matched=c.matched) for c in found)
        kind = getattr(fault, "kind", "usage")
        known = getattr(fault, "known", None)
        write_json(ErrorAnswer(error=Fault(kind=kind, message=message, candidates=candidates, known=known)))
        return 0 if only_help else fault.exit_code
    helped = bool(help_now.said())
    say_help(as_plain=as_plain)
    if only_help:
        return 0
    unsaid = isinstance(fault, UnknownName | AmbiguousName | NoCommand) and not helped
    spoken = (
        "es" if unsaid and help_now.is_spanish(getattr(fault, "query", "")) else settings.value("language")
    )
    elsewhere = whose.EMERGENCY_IN.get(spoken, "") if unsaid else ""
    what, _, then = re.sub(r"(?<=[.?!'\")]) (?=[A-Z])", "\n", f"condcli: {message}", count=1).partition("\n")
    note(*filter(None, (what, then, IN_AN_EMERGENCY if unsaid else "", elsewhere)))
    return fault.exit_code


def finish(code: int) -> int:
    """Write out what is buffered, and say what waited; the exit code, another one where that fails."""
    try:
        streams.finish()
        _say_what_waits()
    except CondError as fault:
        return fail(fault, as_json=False)
    return code
