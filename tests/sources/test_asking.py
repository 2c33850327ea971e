"""How a source is asked: in which ways, how often again, how far it may send us, and what it may answer."""

import tracemalloc

import msgspec
import pytest
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from condcli.errors import BadSetting
from condcli.sources import http
from condcli.sources.faults import BadAnswer, Refused, SourceFault
from condcli.sources.ways import CONDCLI, HTTPX, NAMELESS, URLLIB, Way

SOURCE = msgspec.structs.replace(http.CTGOV, seconds=lambda: 0.0)


class Asked:
    """A client at a server of ours: what it said while it asked, and how long it would have slept."""

    def __init__(self, httpserver: HTTPServer, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("CONDCLI_CTGOV_URL", httpserver.url_for(""))
        monkeypatch.setattr(http, "FIRST_WAIT", 0.0)
        self.server, self.told = httpserver, list[str]()
        self.client = http.Client(self.told.append, sleep=lambda _: None)

    def json(self, path: str = "x", source: http.Source = SOURCE) -> object:
        return self.client.json(source, path, {}, dict)

    def agents(self) -> list[str | None]:
        return [request.headers.get("User-Agent") for request, _ in self.server.log]


@pytest.fixture
def asked(httpserver: HTTPServer, monkeypatch: pytest.MonkeyPatch) -> Asked:
    """A client that asks without a pace."""
    return Asked(httpserver, monkeypatch)


def only(agent: str | None) -> object:
    """A front that lets one kind of program in."""

    def answer(request: Request) -> Response:
        said = request.headers.get("User-Agent")
        if said == agent or (said and agent and said.startswith(f"{agent}/")):
            return Response("{}", content_type="application/json")
        return Response("no", 403)

    return answer


@pytest.mark.parametrize("way", [HTTPX, NAMELESS, URLLIB, CONDCLI], ids=lambda way: way.name)
def test_a_front_that_forbids_is_asked_in_another_way_which_is_kept(asked: Asked, way: Way) -> None:
    asked.server.expect_request("/x").respond_with_handler(only(way.agent))  # type: ignore[arg-type]
    before = list(SOURCE.ways).index(way)
    assert [asked.json() for _ in range(3)] == [{}] * 3
    agents = asked.agents()
    assert len(agents) == before + 3
    assert len(set(agents[before:])) == 1
    assert asked.told == []


def test_a_front_that_lets_nobody_in_is_refused_after_each_way_once(asked: Asked) -> None:
    asked.server.expect_request("/x").respond_with_data("no", status=403)
    for times in (4, 5):  # the last way is the one that is kept
        with pytest.raises(Refused) as said:
            asked.json()
        assert (said.value.status, len(asked.agents())) == (403, times)
    assert len(set(asked.agents())) == 4


def test_a_source_of_one_way_says_who_asks(asked: Asked) -> None:
    asked.server.expect_request("/x").respond_with_data("no", status=403)
    with pytest.raises(Refused):
        asked.json(source=msgspec.structs.replace(SOURCE, ways=(CONDCLI,)))
    assert asked.agents() == [CONDCLI.agent]


@pytest.mark.parametrize(
    ("status", "attempts"),
    [(429, 4), (502, 4), (503, 4), (504, 4), (500, 1), (501, 1), (400, 1), (404, 1), (408, 1)],
)
def test_a_source_that_is_busy_is_asked_again_and_that_is_told(
    asked: Asked, status: int, attempts: int
) -> None:
    asked.server.expect_request("/x").respond_with_data("busy.", status=status, content_type="text/plain")
    with pytest.raises(Refused) as said:
        asked.json()
    assert (said.value.status, said.value.reason) == (status, "busy.")
    assert len(asked.agents()) == attempts
    assert asked.told == [f"{said.value} Asking again."] * (attempts - 1)


@pytest.mark.parametrize(("wait", "attempts"), [("0", 4), ("61", 1), ("3600", 1)])
def test_a_source_that_asks_for_a_long_wait_is_not_waited_for(asked: Asked, wait: str, attempts: int) -> None:
    asked.server.expect_request("/x").respond_with_data("", status=503, headers={"Retry-After": wait})
    with pytest.raises(Refused) as said:
        asked.json()
    assert (said.value.retry_after, len(asked.agents())) == (float(wait), attempts)


@pytest.mark.parametrize(("hops", "arrives"), [(1, True), (3, True), (4, False)])
def test_three_redirects_are_followed_and_no_more(asked: Asked, hops: int, arrives: bool) -> None:
    for hop in range(hops):
        there = {"Location": f"/hop{hop + 1}"}
        asked.server.expect_request(f"/hop{hop}").respond_with_data(status=302, headers=there)
    asked.server.expect_request(f"/hop{hops}").respond_with_json({"there": True})
    if arrives:
        assert asked.json("hop0") == {"there": True}
    else:
        with pytest.raises(BadAnswer, match="it redirects without end"):
            asked.json("hop0")
    assert len(asked.agents()) == min(hops, 3) + 1


@pytest.mark.parametrize(
    ("kind", "form", "what"),
    [
        ("text/html", "json", "it sent text/html where json was asked for"),
        ("application/json", "xml", "it sent application/json where xml was asked for"),
        ("application/xml; charset=utf-8", "json", "it sent application/xml where json was asked for"),
    ],
)
def test_an_answer_of_another_kind_is_no_answer(asked: Asked, kind: str, form: str, what: str) -> None:
    asked.server.expect_request("/x").respond_with_data("{}", content_type=kind)
    with pytest.raises(BadAnswer) as said:
        asked.client.content(SOURCE, "x", {}, form)
    assert said.value.what == what


@pytest.mark.parametrize(
    ("content", "what"),
    [
        ("[1,2,3,4,5]", "its answer has more than 3 parts"),
        ('{"a": 1', "its answer is cut off or not what it should be"),
        ("[]", "its answer is cut off or not what it should be"),
        ("[" * 100_000, "its answer is cut off or not what it should be"),
    ],
)
def test_json_that_cannot_be_used_is_said(
    asked: Asked, monkeypatch: pytest.MonkeyPatch, content: str, what: str
) -> None:
    monkeypatch.setattr(http, "MOST_PARTS", 3)
    asked.server.expect_request("/x").respond_with_data(content, content_type="application/json")
    with pytest.raises(BadAnswer) as said:
        asked.json()
    assert said.value.what.startswith(what)


def test_what_cannot_be_sent_back_is_the_fault_of_the_source(asked: Asked) -> None:
    with pytest.raises(BadAnswer, match="it wants something back that cannot be sent"):
        asked.client.content(SOURCE, "x", {"token": "\udcff"}, "json")
    with pytest.raises(SourceFault, match="wants something back"):
        asked.client.content(SOURCE, "x", {"token": "t" * 100_000}, "json")
    assert asked.agents() == []


def test_what_is_too_long_to_be_sent_back_is_not_quoted_first(asked: Asked) -> None:
    token = {"token": "%" * 10**6}  # each sign becomes three, and a string of its own on the way
    tracemalloc.start()
    try:
        with pytest.raises(BadAnswer, match="it is too long"):
            asked.client.content(SOURCE, "x", token, "json")
        assert tracemalloc.get_traced_memory()[1] < 10**6
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize(
    ("variable", "value", "said"),
    [
        ("CONDCLI_EMAIL", "x" * 301, r"it has 301 signs\). It must be of 300 signs at most"),
        ("NCBI_API_KEY", "k" * 1234, r"it has 1,234 signs\)"),
        ("NCBI_API_KEY", "a\nb", r"it holds a sign that cannot be sent\). It must be text in one line"),
        ("CONDCLI_EMAIL", "\udcff", "it holds a sign that cannot be sent"),
    ],
)
def test_who_asks_must_be_said_in_one_short_line(
    monkeypatch: pytest.MonkeyPatch, variable: str, value: str, said: str
) -> None:
    monkeypatch.setenv(variable, value)
    with pytest.raises(BadSetting, match=f"{variable} cannot be used .{said}") as fault:
        http.PUBMED.refuse_bad_settings()
    assert fault.value.exit_code == 2
    http.CTGOV.refuse_bad_settings()  # whom nobody tells who asks
    monkeypatch.setenv(variable, "x" * 300)
    http.PUBMED.refuse_bad_settings()


@pytest.mark.parametrize(
    ("address", "right"),
    [
        ("https://m.example/" + "x" * 900, True),
        ("https://m.example/" + "x" * 983, False),  # longer than 1,000 signs
        ("https://m.example/x?y=1", False),
        ("https://m.example/#x", False),
        ("https://m.example:65535", True),
        ("https://m.example:65536", False),
        ("https://" + ".".join(["x" * 60] * 4) + ".example", True),
        ("https://" + ".".join(["x" * 60] * 5), False),
        ("https://" + "x" * 64 + ".example", False),
        ("http://127.0.0.1:8080", True),
        ("http://localhost", True),
        ("http://localhost.example.org", False),
        ("https://\udcff.example", False),
    ],
)
def test_a_mirror_has_a_short_plain_address(
    monkeypatch: pytest.MonkeyPatch, address: str, right: bool
) -> None:
    monkeypatch.setenv("CONDCLI_PUBMED_URL", address)
    if right:
        http.PUBMED.refuse_bad_settings()
        assert http.PUBMED.base() == address.rstrip("/")
    else:
        with pytest.raises(BadSetting, match="CONDCLI_PUBMED_URL cannot be used") as said:
            http.PUBMED.refuse_bad_settings()
        assert len(str(said.value)) < 500
