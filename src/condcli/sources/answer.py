"""Reading one answer: within a time, within a size, and packed only as we asked for it."""

import re
import time
import zlib
from collections.abc import Callable, Iterator
from io import BytesIO
from queue import Empty, SimpleQueue
from threading import Thread
from typing import TypeVar

import httpx

from condcli.sources.faults import BadAnswer

SLOW = 20.0  # seconds
LONGEST_REASON = 300  # bytes of a refusal that are repeated
LONGEST_WAIT = 9  # digits
PIECE = 2**18  # of an unpacked answer, so that a small one cannot fill the memory at once
T = TypeVar("T")


def within(seconds: float, work: Callable[[], T], slow: Callable[[], None]) -> T:
    """What `work` answers; a TimeoutError after so many seconds, and it is left behind.

    Every SLOW seconds it is told that it is `slow`.
    """
    done: SimpleQueue[tuple[T, None] | tuple[None, BaseException]] = SimpleQueue()

    def run() -> None:
        try:
            done.put((work(), None))
        except BaseException as fault:  # noqa: BLE001  it is raised again where the answer is waited for
            done.put((None, fault))

    try:
        Thread(target=run, daemon=True).start()
    except RuntimeError as limit:  # of the system, as is too little memory
        raise MemoryError(str(limit)) from limit
    try:
        result, fault = _first(done, seconds, slow)
    except Empty:
        raise TimeoutError from None
    if fault is not None:
        raise fault
    return result  # type: ignore[return-value]  # None only with a fault


def _first(done: SimpleQueue[T], seconds: float, slow: Callable[[], None]) -> T:
    end = time.monotonic() + seconds
    while (left := end - time.monotonic()) > SLOW:
        try:
            return done.get(timeout=SLOW)
        except Empty:
            slow()
    return done.get(timeout=max(0.0, left))


def body(source: str, response: httpx.Response, most: int) -> bytes:
    """The whole answer; a BadAnswer for one of more than so many bytes."""
    content = BytesIO()  # which gives its bytes away without a copy
    for piece in unpacked(source, response):
        content.write(piece)
        if max(content.tell(), response.num_bytes_downloaded) > most:
            raise BadAnswer(source, f"its answer is larger than {most // 2**20} MB")
    return content.getvalue()


def reason_of(response: httpx.Response) -> str | None:
    """The source's own words in a refusal, in one line; a page for browsers says nothing to our readers."""
    try:
        said = next(unpacked("", response), b"")[:LONGEST_REASON].decode(errors="replace")
    except (httpx.HTTPError, BadAnswer):
        return None
    kind = response.headers.get("content-type", "")
    if "json" in kind:
        found = re.search(r'"(?:error|message)"\s*:\s*"([^"]+)"', said)
        said = found[1] if found else ""
    elif "html" in kind or said.lstrip().startswith("<"):
        return None
    return " ".join(said.split()) or None


def unpacked(source: str, response: httpx.Response) -> Iterator[bytes]:
    """The answer piece by piece, each of at most PIECE bytes where it was packed."""
    packed = response.headers.get("content-encoding", "identity").strip().lower()
    if packed == "identity":
        yield from response.iter_raw()
        return
    if packed not in {"gzip", "x-gzip"}:
        raise BadAnswer(source, f"its answer is packed in a way that we did not ask for ({packed})")
    opener = zlib.decompressobj(wbits=31)  # gzip
    try:
        for piece in response.iter_raw():
            rest = piece
            while rest and not opener.eof:
                yield opener.decompress(rest, PIECE)
                rest = opener.unconsumed_tail
            if opener.eof:
                return
        yield opener.flush()
    except zlib.error as fault:
        raise BadAnswer(source, f"its answer cannot be unpacked ({fault})") from fault
    if not opener.eof:
        raise BadAnswer(source, "its answer cannot be unpacked (it is cut off)")


def retry_after(response: httpx.Response) -> float | None:
    """Seconds, from a number or a date; None where the source does not say or says nonsense."""
    from email.utils import parsedate_to_datetime  # noqa: PLC0415  for this rare header only

    said = response.headers.get("retry-after", "")
    try:
        seconds = (
            float(said[:LONGEST_WAIT])
            if said.isdigit()
            else parsedate_to_datetime(said).timestamp() - time.time()
        )
    except (ValueError, TypeError, OverflowError):
        return None
    return max(0.0, seconds)
