"""Standard input, output and error, whatever they are: any locale, a full disk, nobody who reads them."""

import codecs
import io
import os
import re
import sys
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TextIO, cast

import typer

from condcli.errors import UnwritableOutput, UsageFault
from condcli.render.blocks import UNSAFE

LONGEST_LINE = 100_000  # characters of a line that is read; a name is never that long
ENDLESS = 1_000  # times that: no line is so long
WIDEST = 1_000  # columns: a wider terminal is a mistake, and would take all memory
PIECE = 2**20  # bytes of JSON that are written at once, and up to the next bracket
IN_ASCII = str.maketrans({"•": "*", "·": "-", "°": " degrees ", "\u2013": "-", "\u2019": "'", "≥": ">="})


class Asked:
    """What a command line asks of the streams: `still` ones are never drawn again."""

    still = False


def prepare(*, still: bool = False) -> None:
    """Make standard output and error print any text under any locale, and whole."""
    Asked.still = still
    codecs.register_error("nearest", _nearest)
    if "COLUMNS" in os.environ:
        os.environ["COLUMNS"] = str(columns())  # as Rich and a pager read it
    if "LINES" in os.environ and not _given("LINES"):
        del os.environ["LINES"]
    for name in ("stdin", "stdout", "stderr"):
        if getattr(sys, name) is None:  # closed by whoever started us
            setattr(sys, name, Path(os.devnull).open("r+", encoding="utf-8"))  # noqa: SIM115  for the whole run
    if isinstance(getattr(sys.stdout, "buffer", None), io.RawIOBase):  # unbuffered, it may write a part only
        encoding, seen = sys.stdout.encoding, sys.stdout.isatty()
        whole = io.BufferedWriter(cast(io.RawIOBase, cast(TextIO, sys.stdout).detach()))  # type: ignore[attr-defined]
        sys.stdout = io.TextIOWrapper(whole, encoding=encoding, line_buffering=seen)
    for stream, errors in ((sys.stdin, "replace"), (sys.stdout, "nearest"), (sys.stderr, "nearest")):
        if hasattr(stream, "reconfigure"):
            of_hosts = stream.encoding in {"idna", "punycode"}  # which cannot write a line
            stream.reconfigure(encoding="utf-8" if of_hosts else stream.encoding, errors=errors)


def columns() -> int:
    """How wide the terminal is, whichever stream it stands behind, 1,000 at most; 80 where there is none.

    The standard library looks at Python's first standard output only, which may be closed by now.
    """
    if asked := _given("COLUMNS"):
        return asked
    for number in (1, 2, 0):
        with suppress(OSError, ValueError):
            if (seen := os.get_terminal_size(number).columns) > 0:
                return min(seen, WIDEST)
    return 80


def _given(name: str) -> int:
    """The size that a variable of the environment gives a terminal, 1,000 at most; 0 where it gives none."""
    with suppress(KeyError, ValueError):
        return max(0, min(int(os.environ[name]), WIDEST))
    return 0


def _nearest(fault: UnicodeError) -> tuple[str, int]:
    """For a character that the locale has not: its plain letters ("ö" becomes "o"), else "?"."""
    if not isinstance(fault, UnicodeEncodeError):
        raise fault
    given = fault.object[fault.start : fault.end]
    text = given.translate(IN_ASCII)
    letters = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    lacking = letters == given  # cp864 has no percent sign
    return "?" * len(text) if lacking or not letters else letters, fault.end


def put_json(line: bytes) -> None:
    """Write a line of JSON, in UTF-8 or ASCII whatever the locale, without a sign that a terminal obeys."""
    codec = codecs.lookup(sys.stdout.encoding)
    if codec.name == "utf-8":  # what it does not hold as it is; C0 it escapes itself
        unsafe = re.compile(f"\x7f|{UNSAFE.pattern}")
    else:  # nor what the locale lacks, as cp864 does %
        lacking = "".join(sign for sign in map(chr, range(0x20, 0x7F)) if not codec.encode(sign, "ignore")[0])
        unsafe = re.compile(f"[^\x20-\x7e]|[{re.escape(lacking)}]" if lacking else "[^\x20-\x7e]")
    sys.stdout.writelines(unsafe.sub(_escaped, piece) for piece in _pieces(line))
    sys.stdout.write("\n")


def _pieces(line: bytes) -> Iterator[str]:
    """JSON in pieces: in one text each sign would take four bytes where a single one does.

    Each begins at a bracket, since a sign may change the one before it.
    """
    start = 0
    while start < len(line):
        end = line.find(b"{", start + PIECE)
        end = len(line) if end < 0 else end
        yield line[start:end].decode()
        start = end


def _escaped(match: re.Match[str]) -> str:
    """A character as JSON escapes it: beyond U+FFFF in two halves."""
    units = match[0].encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[at]:02x}{units[at + 1]:02x}" for at in range(0, len(units), 2))


@contextmanager
def guarded() -> Iterator[None]:
    """Turn what goes wrong while writing into an exit: a reader who has closed the pipe wants no more."""
    try:
        yield
    except BrokenPipeError:
        raise typer.Exit from None
    except OSError as fault:
        if fault.filename is not None:  # that is about some file, not about a stream
            raise
        _drop(sys.stdout)
        raise UnwritableOutput(fault.strerror or str(fault)) from fault


def finish() -> None:
    """Write out what is buffered; where the reader has closed the pipe, drop it quietly."""
    try:
        sys.stdout.flush()
    except (OSError, ValueError) as fault:
        _drop(sys.stdout)
        if not isinstance(fault, BrokenPipeError):
            raise UnwritableOutput(getattr(fault, "strerror", None) or str(fault)) from fault


def tell(text: str) -> None:
    """Write to standard error; if nobody can read it, that changes nothing else."""
    with suppress(OSError):
        sys.stdout.flush()
    try:
        sys.stderr.write(text)
        sys.stderr.flush()
    except OSError:
        _drop(sys.stderr)


def see_to_children() -> None:
    """Have it be seen how a program that we start ends, also where who started us ignores such ends."""
    import signal  # noqa: PLC0415  for those that start another only

    if hasattr(signal, "SIGCHLD"):
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)


def _drop(stream: TextIO) -> None:
    """Let go of what a stream still holds, so that closing it at the end is no fault."""
    with suppress(OSError, ValueError):  # it may have no descriptor
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


class _Patient(io.RawIOBase):
    """Bytes that are waited for, where who started us left standard input so that it does not wait itself."""

    def __init__(self, raw: io.RawIOBase) -> None:
        self._raw, self._begun = raw, False

    def readable(self) -> bool:
        """It is read only."""
        return True

    def readinto(self, into: memoryview) -> int:  # type: ignore[override]
        """How many bytes came; 0 at the end."""
        came = self._next(into)
        if came == 1 and not self._begun:  # the mark of UTF-16 has two
            came += self._next(into[1:])
        self._begun = True
        return came

    def _next(self, into: memoryview) -> int:
        while (came := self._raw.readinto(into)) is None:
            from select import select  # noqa: PLC0415  hardly ever needed

            select([self._raw], [], [])
        return came


def lines(longest: int = LONGEST_LINE) -> Iterator[str]:
    """The lines of standard input, whatever their bytes; UTF-16 too, as spreadsheets write it.

    Of a longer line the first characters are read, so many as a name can have, and the rest is passed over.
    """
    try:
        stream = sys.stdin.buffer
        # Tests hand in bytes in memory, which cannot be looked into.
        raw = stream.raw if isinstance(stream, io.BufferedReader) else cast(io.RawIOBase, stream)
        buffered = io.BufferedReader(_Patient(raw))
        encoding = (
            "utf-16" if buffered.peek(2)[:2] in {codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE} else "utf-8-sig"
        )
        text = io.TextIOWrapper(buffered, encoding=encoding, errors="replace", newline=None)
        while line := text.readline(longest):
            rest, parts = line, 0
            while not rest.endswith("\n") and (rest := text.readline(LONGEST_LINE)):
                if (parts := parts + 1) > ENDLESS:
                    raise UsageFault("A line of standard input has no end. Send names, one a line.")
            yield line.rstrip("\n").removeprefix("\ufeff")
    except (OSError, ValueError) as fault:
        raise UsageFault(f"Standard input cannot be read ({fault}). Send it names, one a line.") from fault
