"""What went wrong with a source, in words: one line, what to do next, and whether to ask again may help."""

import socket
import ssl
import tracemalloc
from io import BytesIO
from pathlib import Path
from types import SimpleNamespace

import httpx
import pytest

from condcli.sources import faults
from condcli.sources.faults import (
    BadAnswer,
    Doubtful,
    LostStore,
    Refused,
    SourceFault,
    StoreFault,
    UnknownTrial,
)
from condcli.sources.reasons import Listener, no_answer

LATER = "Nothing was changed. Try again later."
REPORT = "Nothing was changed. To ask again will not help: please report this."
REQUEST = httpx.Request("GET", "https://example.org/x")


@pytest.mark.parametrize(
    ("status", "meaning", "passing"),
    [
        (400, "Bad Request", False),
        (403, "Forbidden", False),
        (404, "Not Found", False),
        (408, "Request Timeout", True),
        (414, "URI Too Long", False),
        (425, "Too Early", True),
        (429, "Too Many Requests", True),
        (499, "unknown", False),
        (500, "Internal Server Error", True),
        (503, "Service Unavailable", True),
        (599, "unknown", True),
    ],
)
def test_a_refusal_says_its_meaning_and_whether_it_may_pass(status: int, meaning: str, passing: bool) -> None:
    fault = Refused("PubMed", status)
    if "Long" not in meaning:  # Python 3.13 calls it otherwise
        assert fault.what == f"it answered with error {status} ({meaning})"
    assert (fault.passing, fault.advice) == (passing, LATER if passing else REPORT)
    assert (fault.exit_code, fault.kind) == (5, "refused")
    assert str(fault) == f"PubMed: {fault.what}. {fault.advice}"


@pytest.mark.parametrize(
    ("wait", "reason", "said"),
    [
        (None, None, "(Too Many Requests)"),
        (0.0, None, "(Too Many Requests)"),
        (12.4, None, "(Too Many Requests), and asks us to wait 12 seconds"),
        (None, "Too fast.", "(Too Many Requests): Too fast"),
        (3.0, "Too fast..", "(Too Many Requests): Too fast, and asks us to wait 3 seconds"),
    ],
)
def test_a_refusal_repeats_the_reason_and_the_wait(wait: float | None, reason: str | None, said: str) -> None:
    assert Refused("PubMed", 429, wait, reason).what == f"it answered with error 429 {said}"


def test_a_wrong_key_is_for_the_reader_to_correct() -> None:
    fault = Refused("PubMed", 400, reason="API key invalid")
    assert fault.advice == "Nothing was changed. Correct NCBI_API_KEY, or unset it."
    assert Refused("PubMed", 400, reason="bad term").advice == REPORT
    assert Refused("PubMed", 429, reason="api key busy").advice == LATER


def test_what_a_server_said_is_one_line_of_300_signs() -> None:
    fault = SourceFault("PubMed", "a\n\n b\t" + "x" * 400)
    assert fault.what == f"a b {'x' * 296}..."
    assert "\n" not in str(fault)
    assert SourceFault("PubMed", "y" * 300).what == "y" * 300


def test_an_answer_that_lists_far_less_is_doubted_until_a_second_one_says_so() -> None:
    fault = Doubtful("ClinicalTrials.gov", "studies", 12, 3456)
    assert (fault.listed, fault.stored, fault.kind) == (12, 3456, "doubtful")
    assert str(fault) == (
        "ClinicalTrials.gov: it lists 12 studies where 3,456 are stored. What was stored is kept. "
        "If it is right, update again: a second such answer counts."
    )


def test_a_store_that_cannot_be_used_shortens_its_path() -> None:
    fault = StoreFault(Path("/x" * 400), "is full", "Make room.")
    assert str(fault) == f"{('/x' * 400)[:300]}... is full. Make room."
    assert (fault.exit_code, LostStore(Path("x"), "is gone", "Wait.").kind) == (5, "store")


def test_a_trial_that_nobody_has_says_whom_to_ask() -> None:
    here, there = UnknownTrial("NCT00000001"), UnknownTrial("NCT00000001", "ClinicalTrials.gov")
    assert str(here) == (
        "No trial NCT00000001 is stored here. To ask the registry: condcli trial NCT00000001 --refresh"
    )
    assert str(there) == "ClinicalTrials.gov has no trial NCT00000001. Check the number."
    assert (here.exit_code, here.kind) == (3, "unknown")


def caused(fault: Exception, cause: BaseException) -> Exception:
    fault.__cause__ = cause
    return fault


DROPPED = "Server disconnected without sending a response."
CASES: list[tuple[Exception, bytes, type[SourceFault], str]] = [
    (httpx.ReadTimeout("x"), b"", SourceFault, "it does not answer in time"),
    (httpx.ConnectTimeout("x"), b"", SourceFault, "it does not answer in time"),
    (httpx.ReadError("x"), b"", SourceFault, "the connection was dropped"),
    (httpx.WriteError("x"), b"", SourceFault, "the connection was dropped"),
    (httpx.RemoteProtocolError(DROPPED), b"", SourceFault, "the connection was dropped"),
    (httpx.RemoteProtocolError(DROPPED), b"HTT", SourceFault, "the connection was dropped"),
    (httpx.RemoteProtocolError(DROPPED), b"220 m", BadAnswer, "its answer is not what HTTP allows"),
    (httpx.RemoteProtocolError("odd"), b"HTTP/", BadAnswer, "its answer is not what HTTP allows (odd)"),
    (httpx.ConnectError("refused"), b"", SourceFault, "no connection can be made (refused)"),
    (
        caused(httpx.ConnectError("x"), socket.gaierror(-2, "Name or service not known")),
        b"",
        SourceFault,
        "its address cannot be found, or this machine is not online",
    ),
    (
        caused(httpx.ConnectError("x"), OSError("getaddrinfo failed")),
        b"",
        SourceFault,
        "its address cannot be found, or this machine is not online",
    ),
    (
        caused(httpx.ConnectError("expired"), ssl.SSLError("bad")),
        b"",
        SourceFault,
        "a safe connection cannot be made (expired)",
    ),
    (UnicodeError("label too long"), b"", SourceFault, "its address cannot be used (label too long)"),
]


@pytest.mark.parametrize(
    ("fault", "begin", "kind", "what"), CASES, ids=[f"{type(c[0]).__name__} {c[1]!r}" for c in CASES]
)
def test_why_there_is_no_answer(fault: Exception, begin: bytes, kind: type[SourceFault], what: str) -> None:
    listener = Listener()
    listener.begin = begin
    said = no_answer("PubMed", fault, listener)
    assert (said.source, said.what) == ("PubMed", what)
    assert isinstance(said, kind)
    assert said.kind == ("bad-answer" if kind is BadAnswer else "unreachable")
    dropped = getattr(said, "dropped", False)
    assert dropped is (what == "the connection was dropped")  # then to ask again may help
    if kind is SourceFault:
        assert said.advice == "Nothing was changed. Check the connection and try again."


def test_a_listener_keeps_the_first_bytes_of_a_connection_alone() -> None:
    listener, stream = Listener(), SimpleNamespace(read=BytesIO(b"HTTP/1.1 200 OK").read)
    assert listener.is_http()
    listener("http11.send_request_headers.complete", {"return_value": None})
    listener("connection.connect_tcp.complete", {"return_value": stream})
    assert [stream.read(size) for size in (2, 4, 99)] == [b"HT", b"TP/1", b".1 200 OK"]
    assert (listener.begin, listener.is_http()) == (b"HTTP/", True)
    listener.begin = b"SSH-2"
    assert not listener.is_http()


def test_a_server_that_says_millions_of_words_is_quoted_without_reading_them_all() -> None:
    said = "\U0001f600 ab " * 500_000
    tracemalloc.start()
    fault = BadAnswer("PubMed", said)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < len(said)
    assert len(str(fault)) < 2 * faults.LONGEST
