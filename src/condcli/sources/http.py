"""The one HTTP client: who we are, how long we wait, how often we ask, and what went wrong as our own errors.

    with http.Client(tell) as client:
        page = client.json(http.CTGOV, "studies", {"query.cond": "asthma"}, Page)
        xml = client.text(http.PUBMED, "efetch.fcgi", {"db": "pubmed", "id": "1,2", "retmode": "xml"})

`json` answers a `kind` (any msgspec type), `text` the answer's text, `content` its bytes; each raises an
errors.SourceFault: Unreachable, Refused (with its `status`) or BadAnswer. A source says by itself who asks
(PubMed's `tool`, `email` and `api_key`) and how often it may be asked. Imported by update and --refresh only.
"""

import os
import stat
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from ipaddress import ip_address
from types import TracebackType
from typing import Self, TypeVar

import httpx
import msgspec
import stamina
import stamina.instrumentation

from condcli.errors import BadSetting, shortened
from condcli.sources.answer import body, reason_of, retry_after, within
from condcli.sources.faults import BadAnswer, Refused, Unreachable
from condcli.sources.reasons import Listener, no_answer
from condcli.sources.ways import CONDCLI, HTTPX, NAMELESS, URLLIB, NoCookies, UrllibTransport, Way
from condcli.sources.ways import refuse_broken_proxies as refuse_proxies

CONNECT_SECONDS = 10.0
READ_SECONDS = 30.0
WHOLE_ANSWER_SECONDS = 180.0  # from the first byte that we send
MAX_REDIRECTS = 3
MOST_PARTS = 2_000_000  # values of an answer; 50 MB of studies have some 800,000
ATTEMPTS = 4
FIRST_WAIT, LONGEST_WAIT = 1.0, 60.0
LONGEST_HOST, HIGHEST_PORT = 253, 65535
LONGEST_ADDRESS, LONGEST_NAME = 1000, 300  # characters of a mirror's address; of an email or a key
LONGEST_ASKED = 20_000  # characters of what is asked: quoting them takes fifteen times their size
TLS_FILES = ("SSL_CERT_FILE", "SSL_CERT_DIR", "SSLKEYLOGFILE")
TRY_AGAIN = frozenset({429, 502, 503, 504})
T = TypeVar("T")

stamina.instrumentation.set_on_retry_hooks(())  # else each retry is logged to the reader's terminal


def _who() -> dict[str, str]:
    """What PubMed asks programs to say of themselves; the reader's own address and key where they are set."""
    said = {"tool": "condcli"}
    for key, variable in (("email", "CONDCLI_EMAIL"), ("api_key", "NCBI_API_KEY")):
        if value := os.environ.get(variable):
            if len(value) > LONGEST_NAME:
                raise BadSetting(variable, f"it has {len(value):,} signs", f"of {LONGEST_NAME} signs at most")
            if not value.isprintable():  # a stray byte cannot be sent either
                raise BadSetting(variable, "it holds a sign that cannot be sent", "text in one line")
            said[key] = value
    return said


class Source(msgspec.Struct, frozen=True, kw_only=True):
    """A service that we ask: its address, how many seconds lie between two requests, who asks, which ways.

    `most` is of one answer, in bytes as unpacked.
    """

    name: str
    variable: str
    default: str
    seconds: Callable[[], float]
    identity: Callable[[], dict[str, str]] = dict
    ways: tuple[Way, ...] = (CONDCLI,)
    most: int = 50 * 2**20

    def refuse_bad_settings(self) -> None:
        """A BadSetting where its address, or who asks, cannot be used."""
        self.base()
        self.identity()

    def base(self) -> str:
        """Its address: ours, or the reader's own; https, or plain http on this machine only."""
        given = os.environ.get(self.variable)
        if not given:
            return self.default
        try:
            parts = httpx.URL(given)
            host = parts.host
            host.encode("idna")
            given.encode()
        except (httpx.InvalidURL, UnicodeError):
            host, parts = "", httpx.URL()
        odd = len(given) > LONGEST_ADDRESS or "?" in given or "#" in given
        if odd or len(host) > LONGEST_HOST or (parts.port or 0) > HIGHEST_PORT:
            host = ""
        try:
            loopback = ip_address(host).is_loopback
        except ValueError:
            loopback = host == "localhost"
        if not host or not (parts.scheme == "https" or (parts.scheme == "http" and loopback)):
            wanted = "an https address, or http on this machine, short and without ? or #"
            raise BadSetting(self.variable, ascii(shortened(given)), wanted)
        return given.rstrip("/")


CTGOV = Source(
    name="ClinicalTrials.gov",
    variable="CONDCLI_CTGOV_URL",
    default="https://clinicaltrials.gov/api/v2",
    seconds=lambda: 1.0,
    ways=(HTTPX, NAMELESS, URLLIB, CONDCLI),
)
PUBMED = Source(
    name="PubMed",
    variable="CONDCLI_PUBMED_URL",
    default="https://eutils.ncbi.nlm.nih.gov/entrez/eutils",
    seconds=lambda: (
        0.1 if os.environ.get("NCBI_API_KEY") else 0.37
    ),  # a third of a second is refused at times
    identity=_who,
    most=10 * 2**20,  # a hundred papers have some 2 MB, and reading them takes twenty times their size
)


class Client:
    """Asks sources politely: at their pace, again where that can help, and never for more than is sane."""

    def __init__(self, tell: Callable[[str], None], sleep: Callable[[float], None] = time.sleep) -> None:
        self._tell, self._sleep = tell, sleep
        self._next: dict[str, float] = {}
        self._ways: dict[str, list[Way]] = {}  # of each source; the first is the one in use
        self._last = False  # of the attempts at one answer
        self._urllib: httpx.Client | None = None
        self._http, self._listener = _connections(), Listener()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._close()

    def _close(self) -> None:
        self._http.close()
        if self._urllib:
            self._urllib.close()
            self._urllib = None

    def json(self, source: Source, path: str, params: Mapping[str, str], kind: type[T]) -> T:
        """The answer as `kind`."""
        content = self.content(source, path, params, "json")
        if content.count(b",") > MOST_PARTS:
            raise BadAnswer(source.name, f"its answer has more than {MOST_PARTS:,} parts")
        try:
            return msgspec.json.decode(content, type=kind)
        except (ValueError, RecursionError) as fault:
            what = f"its answer is cut off or not what it should be ({fault})"
            raise BadAnswer(source.name, what) from fault

    def text(self, source: Source, path: str, params: Mapping[str, str], form: str = "xml") -> str:
        """The answer's text, which must say that it is XML (or another `form`)."""
        try:
            return self.content(source, path, params, form).decode()
        except UnicodeDecodeError as fault:
            raise BadAnswer(source.name, "its answer is not text") from fault

    def content(self, source: Source, path: str, params: Mapping[str, str], form: str) -> bytes:
        """The answer's bytes, whose content type must name the `form`."""
        if sum(map(len, params.values())) > LONGEST_ASKED:  # a token for the next page
            raise BadAnswer(source.name, "it wants something back that cannot be sent (it is too long)")
        try:
            url = httpx.URL(f"{source.base()}/{path}", params={**params, **source.identity()})
        except (httpx.InvalidURL, UnicodeError) as fault:
            what = f"it wants something back that cannot be sent ({fault})"
            raise BadAnswer(source.name, what) from fault
        attempts = stamina.retry_context(
            on=self._wait_before_retry, attempts=ATTEMPTS, timeout=None,
            wait_initial=FIRST_WAIT, wait_max=LONGEST_WAIT, wait_jitter=FIRST_WAIT,
        )  # fmt: skip
        for attempt in attempts:
            self._last = attempt.num == ATTEMPTS
            with attempt:
                return self._let_in(source, url, form)
        raise AssertionError  # pragma: no cover  the last attempt raises its own fault

    def _let_in(self, source: Source, url: httpx.URL, form: str) -> bytes:
        """The answer by the first way that is not forbidden; each is tried once in a run."""
        ways = self._ways.setdefault(source.name, list(source.ways))
        while True:
            try:
                return self._follow(source, url, form)
            except Refused as fault:
                if fault.status != httpx.codes.FORBIDDEN or len(ways) == 1:
                    raise
                del ways[0]

    def _follow(self, source: Source, url: httpx.URL, form: str) -> bytes:
        """The answer, after redirects; those that lead to another host are not followed."""
        for _ in range(MAX_REDIRECTS + 1):
            found = self._once(source, url, form)
            if isinstance(found, bytes):
                return found
            if (found.scheme, found.host, found.port) != (url.scheme, url.host, url.port):
                raise BadAnswer(source.name, f"it points to another place ({found.host})")
            url = found
        raise BadAnswer(source.name, "it redirects without end")

    def _once(self, source: Source, url: httpx.URL, form: str) -> bytes | httpx.URL:
        wait = self._next.get(source.name, 0.0) - time.monotonic()
        if wait > 0:
            self._sleep(wait)
        self._next[source.name] = time.monotonic() + source.seconds()
        try:
            way = self._ways[source.name][0]
            slow = partial(self._tell, f"{source.name} is slow to answer. Still waiting.")
            return within(WHOLE_ANSWER_SECONDS, lambda: self._exchange(source, way, url, form), slow)
        except TimeoutError as fault:
            self._close()  # which ends what was left behind
            self._http = _connections()
            raise Unreachable(source.name, "its answer takes too long", dropped=False) from fault
        except (httpx.HTTPError, httpx.InvalidURL, UnicodeError) as fault:
            raise no_answer(source.name, fault, self._listener) from fault

    def _exchange(self, source: Source, way: Way, url: httpx.URL, form: str) -> bytes | httpx.URL:
        """The answer to one request, or where it points to."""
        with self._asked(way, url) as response:
            if response.next_request is not None:
                return response.next_request.url
            if response.status_code != httpx.codes.OK:
                wait, reason = retry_after(response), reason_of(response)
                raise Refused(source.name, response.status_code, wait, reason)
            said = response.headers.get("content-type", "nothing").partition(";")[0]
            if form not in said:
                raise BadAnswer(source.name, f"it sent {said} where {form} was asked for")
            return body(source.name, response, source.most)

    @contextmanager
    def _asked(self, way: Way, url: httpx.URL) -> Iterator[httpx.Response]:
        """The answer to a request that is made this way."""
        if way.by_urllib and self._urllib is None:
            self._urllib = httpx.Client(transport=UrllibTransport(), cookies=NoCookies())
        client = self._urllib if way.by_urllib and self._urllib else self._http
        self._listener = Listener()  # a connection that is kept has spoken HTTP before
        request = client.build_request("GET", url, extensions={"trace": self._listener})
        request.headers.pop("User-Agent", None)
        if way.agent:
            request.headers["User-Agent"] = way.agent
        response = client.send(request, stream=True)
        try:
            yield response
        finally:
            response.close()

    def _wait_before_retry(self, fault: Exception) -> bool | float:
        """Whether to ask again, and after how long where the source says so."""
        wait: bool | float = isinstance(fault, Unreachable) and fault.dropped
        if isinstance(fault, Refused) and fault.status in TRY_AGAIN:
            wait = True if fault.retry_after is None else fault.retry_after
        if wait is False or wait > LONGEST_WAIT or self._last:
            return False
        self._tell(f"{fault} Asking again.")
        return wait


def _connections() -> httpx.Client:
    for name in TLS_FILES:
        given = os.environ.get(name, "")
        if given and os.path.exists(given) and stat.S_ISFIFO(os.stat(given).st_mode):  # noqa: PTH110, PTH116  a long name is no fault
            raise BadSetting(name, "it is a pipe", "a file that can be used, or not be set")
    refuse_proxies()
    try:
        return httpx.Client(
            headers={"Accept-Encoding": "gzip"},
            cookies=NoCookies(),
            timeout=httpx.Timeout(READ_SECONDS, connect=CONNECT_SECONDS),
        )
    except OSError as fault:  # also what ssl raises
        named = " or ".join(filter(os.environ.__contains__, TLS_FILES)) or TLS_FILES[0]
        raise BadSetting(named, str(fault), "a file that can be used, or not be set") from fault
    except (ValueError, ImportError, httpx.InvalidURL) as fault:
        raise BadSetting("the proxy", str(fault), "a working proxy address, or not be set") from fault
