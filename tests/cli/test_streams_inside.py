"""How wide a terminal is, what a stream without our letters gets, and the lines that are read."""

import io
import json
import os
import sys
from collections.abc import Iterable
from typing import cast

import pytest
import typer
from conftest import Run

from condcli.cli import streams
from condcli.errors import UnwritableOutput, UsageFault


class Stream(io.TextIOWrapper):
    """Standard output of some encoding, in memory."""

    def __init__(self, encoding: str) -> None:
        super().__init__(io.BytesIO(), encoding=encoding, errors="nearest", newline="\n")

    def text(self) -> str:
        """What is written."""
        self.flush()
        return cast("io.BytesIO", self.buffer).getvalue().decode(self.encoding)


@pytest.fixture(autouse=True)
def _prepared(run: Run) -> None:
    run("--version")  # a program's own streams are prepared when it begins


@pytest.mark.parametrize(
    ("said", "columns"),
    [("80", 80), ("1", 1), ("1000", 1000), ("1001", 1000), ("99999999", 1000), (" 60 ", 60), ("1_00", 100)],
)
def test_the_environment_says_how_wide_a_terminal_is(
    monkeypatch: pytest.MonkeyPatch, said: str, columns: int
) -> None:
    monkeypatch.setenv("COLUMNS", said)
    assert streams.columns() == columns


@pytest.mark.parametrize("said", ["0", "-5", "", "wide", "80.5", None])
def test_without_a_number_the_terminal_is_asked_itself(
    monkeypatch: pytest.MonkeyPatch, said: str | None
) -> None:
    monkeypatch.delenv("COLUMNS", raising=False)
    if said is not None:
        monkeypatch.setenv("COLUMNS", said)
    asked: list[int] = []

    def size(number: int) -> os.terminal_size:
        asked.append(number)
        if number != 0:
            raise OSError(25, "Inappropriate ioctl for device")
        return os.terminal_size((132, 40))

    monkeypatch.setattr(os, "get_terminal_size", size)
    assert streams.columns() == 132
    assert asked == [1, 2, 0]


@pytest.mark.parametrize(("seen", "columns"), [(0, 80), (1, 1), (1000, 1000), (5000, 1000)])
def test_a_terminal_that_does_not_know_is_eighty_columns_wide(
    monkeypatch: pytest.MonkeyPatch, seen: int, columns: int
) -> None:
    monkeypatch.delenv("COLUMNS")
    monkeypatch.setattr(os, "get_terminal_size", lambda _: os.terminal_size((seen, 0)))
    assert streams.columns() == columns


@pytest.mark.parametrize(
    ("encoding", "text", "shown"),
    [
        ("ascii", "Sjögren", "Sjogren"), ("ascii", "38°C", "38 degrees C"), ("ascii", "• a · b", "* a - b"),
        ("ascii", "it\u2019s 5\u20136 ≥ 4", "it's 5-6 >= 4"), ("ascii", "日本", "??"), ("ascii", "🤒", "?"),
        ("latin-1", "Sjögren 38°C", "Sjögren 38°C"), ("latin-1", "• 日", "* ?"), ("ascii", "ﬃ ½", "ffi 12"),
        ("utf-8", "Sjögren 日本 •", "Sjögren 日本 •"), ("cp864", "5%", "5?"), ("ascii", "", ""),
    ],
)  # fmt: skip
def test_a_stream_without_a_letter_gets_the_nearest(encoding: str, text: str, shown: str) -> None:
    stream = Stream(encoding)
    stream.write(text)
    assert stream.text() == shown


DATA = {
    "plain": "Asthma",
    "odd": "Sjögren 38°C 日 🤒",
    "unsafe": "\x1b[31m\u202e\u2028\x7f\x9b",
    "percent": "5%",
}


@pytest.mark.parametrize("encoding", ["utf-8", "ascii", "latin-1", "cp1252", "cp864", "utf-16"])
def test_json_is_the_same_data_in_any_encoding(monkeypatch: pytest.MonkeyPatch, encoding: str) -> None:
    stream = Stream(encoding)
    monkeypatch.setattr(sys, "stdout", stream)
    streams.put_json(json.dumps(DATA, ensure_ascii=False).encode())
    shown = stream.text()
    assert json.loads(shown) == DATA
    assert shown.endswith("\n")
    assert shown.count("\n") == 1
    assert not {"\u202e", "\u2028", "\x7f", "\x9b", "\x1b"} & set(shown)


@pytest.mark.parametrize("piece", [1, 7, 50, 10**6])
def test_json_is_whole_however_small_the_pieces(monkeypatch: pytest.MonkeyPatch, piece: int) -> None:
    monkeypatch.setattr(streams, "PIECE", piece)
    stream = Stream("utf-8")
    monkeypatch.setattr(sys, "stdout", stream)
    rows = {"rows": [{"name": f"é{n}", "note": "{x}" * n} for n in range(20)]}
    streams.put_json(json.dumps(rows, ensure_ascii=False).encode())
    assert json.loads(stream.text()) == rows


def given(monkeypatch: pytest.MonkeyPatch, content: bytes) -> Iterable[str]:
    """The lines that are read where this is standard input."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BufferedReader(io.BytesIO(content))))
    return streams.lines()


@pytest.mark.parametrize(
    ("content", "lines"),
    [
        (b"", []), (b"a", ["a"]), (b"a\n", ["a"]), (b"a\nb", ["a", "b"]), (b"\n\na\n", ["", "", "a"]),
        (b"a\r\nb\rc\n", ["a", "b", "c"]), (b"\xef\xbb\xbfa\n", ["a"]), ("é\n".encode(), ["é"]),
        (b"\xe9\n", ["\ufffd"]), ("a\né\n".encode("utf-16"), ["a", "é"]),
        ("\ufeffa".encode("utf-16-be"), ["a"]), ("\ufeffa\nb".encode("utf-16-le"), ["a", "b"]),
        (b"a\0b\n", ["a\0b"]), ("a\x85b\u2028c\n".encode(), ["a\x85b\u2028c"]),
        (b"a\n\xef\xbb\xbfb\n", ["a", "b"]), (b" a \n", [" a "]),
    ],
    ids=repr,
)  # fmt: skip
def test_lines_are_read_as_programs_write_them(
    monkeypatch: pytest.MonkeyPatch, content: bytes, lines: list[str]
) -> None:
    assert list(given(monkeypatch, content)) == lines


@pytest.mark.parametrize("length", [99_999, 100_000, 100_001, 250_000])
def test_of_a_long_line_the_begin_is_read_and_the_next_line_is_whole(
    monkeypatch: pytest.MonkeyPatch, length: int
) -> None:
    first, second = given(monkeypatch, b"x" * length + b"\nasthma\n")
    assert (len(first), second) == (min(length, 100_000), "asthma")


def test_input_that_cannot_be_read_is_a_fault_of_the_words(monkeypatch: pytest.MonkeyPatch) -> None:
    closed = io.TextIOWrapper(io.BytesIO(b"asthma\n"))
    closed.close()
    monkeypatch.setattr(sys, "stdin", closed)
    with pytest.raises(UsageFault, match=r"Standard input cannot be read .* Send it names, one a line."):
        list(streams.lines())


# ---- what goes wrong while writing


def test_a_reader_that_is_gone_ends_the_command_well() -> None:
    with pytest.raises(typer.Exit) as stop, streams.guarded():
        raise BrokenPipeError
    assert stop.value.exit_code == 0


@pytest.mark.parametrize(
    ("fault", "why"), [(OSError(28, "No space left"), "No space left"), (OSError("odd"), "odd")]
)
def test_a_fault_of_a_stream_is_an_answer_that_cannot_be_written(
    monkeypatch: pytest.MonkeyPatch, fault: OSError, why: str
) -> None:
    monkeypatch.setattr(sys, "stdout", Stream("utf-8"))
    with pytest.raises(UnwritableOutput) as said, streams.guarded():
        raise fault
    assert said.value.why == why


def test_a_fault_of_a_file_stays_what_it_is() -> None:
    with pytest.raises(FileNotFoundError), streams.guarded():
        raise FileNotFoundError(2, "No such file", "a.json")
    with streams.guarded():
        pass


class Broken(io.StringIO):
    """A stream that takes nothing more."""

    def __init__(self, fault: Exception) -> None:
        super().__init__()
        self.fault = fault

    def flush(self) -> None:
        raise self.fault


@pytest.mark.parametrize("fault", [OSError(28, "No space left"), ValueError("I/O operation on closed file")])
def test_what_cannot_be_written_at_the_end_is_said(monkeypatch: pytest.MonkeyPatch, fault: Exception) -> None:
    monkeypatch.setattr(sys, "stdout", Broken(fault))
    with pytest.raises(UnwritableOutput, match=r"No space left|closed file"):
        streams.finish()


def test_a_pipe_that_is_closed_at_the_end_is_no_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", Broken(BrokenPipeError()))
    streams.finish()


def test_a_note_that_nobody_can_read_changes_nothing(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    streams.tell("A note.\n")
    assert capsys.readouterr().err == "A note.\n"
    monkeypatch.setattr(sys, "stderr", Broken(OSError(28, "No space left")))
    streams.tell("A note.\n")
