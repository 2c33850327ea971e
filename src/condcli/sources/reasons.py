"""Why a question to a source has no answer that can be used, in words."""

import ssl
from collections.abc import Mapping
from typing import Any

import httpx

from condcli.sources.faults import BadAnswer, SourceFault, Unreachable

# How h11 and httpcore say that a connection ended too early.
DROPPED = ("Server disconnected", "peer closed connection", "can't handle event type ConnectionClosed")
HTTP = b"HTTP/"


class Listener:
    """How a server begins to speak, for which it is the `trace` of a request.

    Of one that ends before its first lines do httpx says no more than that the connection was dropped.
    """

    def __init__(self) -> None:
        self.begin = b""

    def __call__(self, event: str, what: Mapping[str, Any]) -> None:
        """Listen to a connection that is made."""
        if not event.endswith(("connect_tcp.complete", "start_tls.complete")):
            return
        stream = what["return_value"]
        read = stream.read

        def heard(*limits: Any, **more: Any) -> bytes:  # noqa: ANN401  as httpcore's streams have it
            piece: bytes = read(*limits, **more)
            self.begin = (self.begin + piece[: len(HTTP)])[: len(HTTP)]
            return piece

        stream.read = heard

    def is_http(self) -> bool:
        """Whether what was said begins as HTTP does, or nothing was said."""
        return HTTP.startswith(self.begin)


def no_answer(source: str, fault: Exception, listener: Listener) -> SourceFault:
    """What went wrong: one that speaks no HTTP will not do so if it is asked again."""
    dropped = _is_dropped(fault)
    if isinstance(fault, httpx.RemoteProtocolError) and not (dropped and listener.is_http()):
        said = "" if dropped else f" ({fault})"
        return BadAnswer(source, f"its answer is not what HTTP allows{said}")
    return Unreachable(source, _explained(fault), dropped=dropped)


def _is_dropped(fault: Exception) -> bool:
    if isinstance(fault, httpx.RemoteProtocolError):  # only its words tell that from what is no HTTP
        return str(fault).startswith(DROPPED)
    return isinstance(fault, httpx.ReadError | httpx.WriteError)


def _explained(fault: Exception) -> str:
    """Why there is no answer; only their causes tell name, TLS and connection faults apart."""
    if isinstance(fault, httpx.TimeoutException):
        return "it does not answer in time"
    if isinstance(fault, UnicodeError):
        return f"its address cannot be used ({fault})"
    causes = []
    cause: BaseException | None = fault
    while cause is not None:
        causes.append(cause)
        cause = cause.__cause__ or cause.__context__
    if any(isinstance(c, ssl.SSLError) for c in causes):
        return f"a safe connection cannot be made ({causes[0]})"
    if any("getaddrinfo" in str(c) or type(c).__name__ == "gaierror" for c in causes):
        return "its address cannot be found, or this machine is not online"
    if _is_dropped(fault):
        return "the connection was dropped"
    return f"no connection can be made ({fault})"
