"""The ways in which a source may be asked, where its front lets some programs in and refuses others.

ClinicalTrials.gov refuses requests by their User-Agent, and by which one has changed more than once in 2026:
most clients saw that the plain agent of httpx, or none, is let in and any other is not; a few saw the
reverse, and some that only another library gets through. So each way is tried once, and the first that
is let in is kept.
"""

import urllib.error
import urllib.request
from collections.abc import Iterator
from http.client import HTTPException, HTTPResponse
from http.cookiejar import CookieJar
from typing import Any

import httpx
from msgspec import Struct

from condcli import __version__
from condcli.errors import BadSetting

PIECE = 2**16
PROXIES = frozenset({"http", "https", "all"})  # whose variables are heeded
SECONDS = 30.0  # without a sign of life


class Way(Struct, frozen=True):
    """Who we say that we are (None: nothing), and whether Python's own library asks in place of httpx."""

    name: str
    agent: str | None
    by_urllib: bool = False


HTTPX = Way("httpx", f"python-httpx/{httpx.__version__}")
NAMELESS = Way("no name", None)
URLLIB = Way("urllib", "Python-urllib", by_urllib=True)
CONDCLI = Way("condcli", f"condcli/{__version__}")


class NoCookies(CookieJar):
    """Keeps none and sends none: the standard library prints a stack for one that it cannot read."""

    def extract_cookies(self, *_: object) -> None:
        """Pass over what an answer sets."""

    def add_cookie_header(self, *_: object) -> None:
        """Send nothing."""


class UrllibTransport(httpx.BaseTransport):
    """Lets an httpx client ask through Python's own library, which looks different to the other side."""

    def __init__(self) -> None:
        self._opener = urllib.request.build_opener(_Unredirected)

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """The answer, read piece by piece; faults are those of httpx."""
        # Of an address with a name and a password httpx has made a header.
        sent = {n: said for n in ("Accept-Encoding", "Authorization") if (said := request.headers.get(n))}
        address = str(request.url.copy_with(userinfo=b""))
        asked = urllib.request.Request(address, headers=sent)  # noqa: S310  the source's own address
        try:
            answer = self._opener.open(asked, timeout=SECONDS)
        except urllib.error.HTTPError as refusal:
            answer = refusal
        except TimeoutError as fault:
            raise httpx.ReadTimeout(str(fault)) from fault
        except (urllib.error.URLError, ValueError) as fault:  # a ValueError: where it leads is no address
            raise httpx.ConnectError(str(fault)) from fault
        except OSError as fault:  # once it was connected
            raise httpx.ReadError(str(fault)) from fault
        except HTTPException as fault:
            raise httpx.RemoteProtocolError(str(fault) or type(fault).__name__) from fault
        # As bytes: http.client reads them in Latin-1, and httpx writes text in ASCII.
        headers = [(name.encode("latin-1"), said.encode("latin-1")) for name, said in answer.headers.items()]
        return httpx.Response(answer.status, headers=headers, stream=_Pieces(answer))


class _Unredirected(urllib.request.HTTPRedirectHandler):
    """Where a redirect leads is for the client to read and to judge."""

    def http_error_302(self, *_: Any, **__: Any) -> None:  # noqa: ANN401  as urllib declares it
        return None

    http_error_301 = http_error_303 = http_error_307 = http_error_308 = http_error_302


class _Pieces(httpx.SyncByteStream):
    def __init__(self, answer: HTTPResponse) -> None:
        self._answer = answer

    def __iter__(self) -> Iterator[bytes]:
        try:
            while piece := self._answer.read1(PIECE):
                yield piece
            if self._answer.length:  # what it said is still to come
                raise httpx.ReadError("the answer is cut off")
        except TimeoutError as fault:
            raise httpx.ReadTimeout(str(fault)) from fault
        except (OSError, HTTPException) as fault:
            raise httpx.ReadError(str(fault)) from fault

    def close(self) -> None:
        self._answer.close()


def refuse_broken_proxies() -> None:
    """A BadSetting where the name of a proxy is none, for which its socket would blame who is asked."""
    proxies = urllib.request.getproxies()
    for kind in sorted(PROXIES & proxies.keys()):
        try:
            httpx.URL(proxies[kind]).host.encode("idna")
        except (httpx.InvalidURL, UnicodeError) as fault:
            what = "its host is no name" if isinstance(fault, UnicodeError) else str(fault)
            raise BadSetting(
                f"{kind.upper()}_PROXY", what, "a working proxy address, or not be set"
            ) from fault
