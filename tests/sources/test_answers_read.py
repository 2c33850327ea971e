"""One answer, read within a time and a size; what a refusal says of itself."""

import gzip
import time
import zlib
from collections.abc import Iterator
from email.utils import formatdate

import httpx
import pytest

from condcli.sources import answer
from condcli.sources.answer import body, reason_of, retry_after, unpacked, within
from condcli.sources.faults import BadAnswer


class Pieces(httpx.SyncByteStream):
    """A body that comes piece by piece."""

    def __init__(self, *pieces: bytes) -> None:
        self.pieces = pieces

    def __iter__(self) -> Iterator[bytes]:
        yield from self.pieces


def response(*pieces: bytes, **headers: str) -> httpx.Response:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return httpx.Response(200, headers=named, stream=Pieces(*pieces))


def test_what_is_done_in_time_is_answered_and_a_fault_is_raised_again() -> None:
    assert within(5.0, lambda: 7, lambda: None) == 7

    def fails() -> int:
        raise KeyError("x")

    with pytest.raises(KeyError, match="x"):
        within(5.0, fails, lambda: None)


@pytest.mark.parametrize(("seconds", "told"), [(0.05, 0), (0.25, 2)])
def test_what_is_slow_is_told_and_left_behind_at_its_time(
    monkeypatch: pytest.MonkeyPatch, seconds: float, told: int
) -> None:
    monkeypatch.setattr(answer, "SLOW", 0.1)
    said: list[None] = []
    with pytest.raises(TimeoutError):
        within(seconds, lambda: time.sleep(2), lambda: said.append(None))
    assert len(said) == told


def test_an_answer_of_as_many_bytes_as_allowed_is_read_and_one_more_is_refused() -> None:
    assert body("PubMed", response(b"abc", b"de"), 5) == b"abcde"
    assert body("PubMed", response(), 5) == b""
    with pytest.raises(BadAnswer, match=r"PubMed: its answer is larger than 1 MB"):
        body("PubMed", response(b"x" * 2**20, b"y"), 2**20)
    packed = gzip.compress(b"x" * 3000)
    with pytest.raises(BadAnswer, match="larger"):
        body("PubMed", response(packed, content_encoding="gzip"), 2999)
    assert body("PubMed", response(packed, content_encoding="gzip"), 3000) == b"x" * 3000


@pytest.mark.parametrize("how", ["gzip", "x-gzip", " GZIP "])
@pytest.mark.parametrize("size", [1, 7, 10**6])
def test_a_packed_answer_is_unpacked_however_it_is_cut(how: str, size: int) -> None:
    text = bytes(range(256)) * 3000
    packed = gzip.compress(text)
    size = max(size, len(packed) // 500)
    pieces = [packed[at : at + size] for at in range(0, len(packed), size)]
    found = list(unpacked("PubMed", response(*pieces, b"trailing", content_encoding=how)))
    assert b"".join(found) == text
    assert max(map(len, found)) <= answer.PIECE


@pytest.mark.parametrize(
    ("pieces", "how", "said"),
    [
        ([gzip.compress(b"x" * 99)[:-9]], "gzip", "cannot be unpacked (it is cut off)"),
        ([b"no gzip"], "gzip", "cannot be unpacked ("),
        ([], "gzip", "cannot be unpacked (it is cut off)"),
        ([zlib.compress(b"x")], "deflate", "packed in a way that we did not ask for (deflate)"),
        ([b"x"], "gzip, gzip", "packed in a way that we did not ask for (gzip, gzip)"),
    ],
)
def test_an_answer_that_cannot_be_unpacked_says_why(pieces: list[bytes], how: str, said: str) -> None:
    with pytest.raises(BadAnswer) as fault:
        list(unpacked("PubMed", response(*pieces, content_encoding=how)))
    assert said in fault.value.what


@pytest.mark.parametrize(
    ("said", "kind", "reason"),
    [
        (b"Too  fast.\nWait.", "text/plain", "Too fast. Wait."),
        (b'{"error": "API key invalid", "count": 1}', "application/json", "API key invalid"),
        (b'{"x": 1, "message" : "slow down"}', "application/json; charset=utf-8", "slow down"),
        (b'{"x": 1}', "application/json", None),
        (b"<html>no</html>", "text/html", None),
        (b"no", "text/html", None),
        (b"  <?xml ?>", "text/plain", None),
        (b"", "text/plain", None),
        (b" \n ", "", None),
        (b"\xff", "", "\ufffd"),
        (b"x" * 400, "text/plain", "x" * 300),
    ],
)
def test_a_refusal_says_why_in_its_own_words(said: bytes, kind: str, reason: str | None) -> None:
    assert reason_of(response(said, content_type=kind)) == reason


def test_a_refusal_that_cannot_be_read_says_nothing() -> None:
    assert reason_of(response(b"x", content_encoding="br")) is None
    assert reason_of(response(b"x", content_encoding="gzip")) is None


@pytest.mark.parametrize(
    ("said", "seconds"),
    [
        ("0", 0.0),
        ("12", 12.0),
        ("999999999", 999999999.0),
        ("1234567890123", 123456789.0),  # nobody waits so long anyway
        ("-1", None),
        ("1.5", None),
        ("soon", None),
        ("", None),
        ("Fri, 31 Dec 1999 23:59:59 GMT", 0.0),  # it has passed
        ("Fri, 99 Dec 1999 23:59:59 GMT", None),
    ],
)
def test_how_long_a_source_asks_us_to_wait(said: str, seconds: float | None) -> None:
    assert retry_after(response(retry_after=said)) == seconds
    assert retry_after(response()) is None


def test_a_date_to_wait_for_is_counted_from_now() -> None:
    wait = retry_after(response(retry_after=formatdate(time.time() + 100, usegmt=True)))
    assert wait == pytest.approx(100, abs=5)
