"""Servers that speak no HTTP, or nearly so: what is said of them, however they are asked."""

import socket

import msgspec
import pytest
from raw import raw_server

from condcli.sources import http
from condcli.sources.faults import BadAnswer, SourceFault, Unreachable
from condcli.sources.ways import HTTPX, URLLIB, Way

OK = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n"
ELSEWHERE = b"HTTP/1.1 302 Found\r\nContent-Length: 0\r\nLocation: "
ways = pytest.mark.parametrize("way", [HTTPX, URLLIB], ids=lambda way: way.name)


def ask(
    monkeypatch: pytest.MonkeyPatch, way: Way, *answers: bytes, port: int = 0
) -> tuple[object, list[bytes]]:
    """What comes of a question that is answered so, the last answer for ever, and what was asked."""
    asked: list[bytes] = []

    def talk(connection: socket.socket) -> None:
        connection.sendall(answers[min(len(asked), len(answers)) - 1])

    monkeypatch.setattr(http, "FIRST_WAIT", 0.0)
    source = msgspec.structs.replace(http.CTGOV, ways=(way,), seconds=lambda: 0.0)
    with raw_server(talk, asked, port) as address:
        monkeypatch.setenv("CONDCLI_CTGOV_URL", address)
        with http.Client(lambda _: None, sleep=lambda _: None) as client:
            try:
                return client.json(source, "x", {}, dict), asked
            except SourceFault as fault:
                return fault, asked


@ways
@pytest.mark.parametrize(
    "answer",
    [
        b"hello",
        b"220 mail is welcome\r\n",
        b"HTTP/1.1 abc x\r\n\r\n",
        b"HTTP/1.1 099 x\r\n\r\n",
        b"HTTP/1.1 1000 x\r\n\r\n",
        ELSEWHERE + b"\x1b[2J\r\n\r\n",
        ELSEWHERE + b"http://[::1\r\n\r\n",
    ],
    ids=ascii,
)
def test_what_is_no_http_is_a_bad_answer(monkeypatch: pytest.MonkeyPatch, way: Way, answer: bytes) -> None:
    fault, asked = ask(monkeypatch, way, answer)
    assert isinstance(fault, BadAnswer)
    assert "connection" not in str(fault)
    assert "\n" not in str(fault)
    assert len(asked) == 1


@ways
@pytest.mark.parametrize("answer", [b"", OK + b"Content-Length: 99\r\n\r\n{}"], ids=["at once", "half way"])
def test_a_dropped_connection_is_tried_again(
    monkeypatch: pytest.MonkeyPatch, way: Way, answer: bytes
) -> None:
    fault, asked = ask(monkeypatch, way, answer)
    assert isinstance(fault, Unreachable)
    assert (fault.dropped, len(asked)) == (True, http.ATTEMPTS)


@ways
def test_a_header_may_hold_any_bytes(monkeypatch: pytest.MonkeyPatch, way: Way) -> None:
    answer, _ = ask(monkeypatch, way, OK + b'Server: caf\xe9 \xff\r\n\r\n{"a": 1}')
    assert answer == {"a": 1}


@ways
def test_a_redirect_with_a_password_is_followed(monkeypatch: pytest.MonkeyPatch, way: Way) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    location = b"http://me:secret@127.0.0.1:%d/y\r\n\r\n" % port
    answer, asked = ask(monkeypatch, way, ELSEWHERE + location, OK + b'\r\n{"a": 1}', port=port)
    assert answer == {"a": 1}
    assert b"Authorization: Basic bWU6c2VjcmV0" in asked[1]
