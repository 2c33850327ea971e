"""How the sources are asked: at their pace, at the right address, as who."""

import os
import re
import threading
import time
from pathlib import Path

import pytest
from pytest_httpserver import HTTPServer

from condcli.errors import BadSetting
from condcli.sources import http
from condcli.sources.answer import within
from condcli.sources.faults import BadAnswer, Refused


def quiet(_: str) -> None:
    return


class Clock:
    """Time that passes only while someone sleeps."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.now = 1000.0
        monkeypatch.setattr(time, "monotonic", lambda: self.now)

    def sleep(self, seconds: float) -> None:
        self.now += seconds


@pytest.mark.parametrize(
    ("source", "variable", "key", "seconds"),
    [
        (http.CTGOV, "CONDCLI_CTGOV_URL", None, 1.0),
        (http.PUBMED, "CONDCLI_PUBMED_URL", None, 0.37),
        (http.PUBMED, "CONDCLI_PUBMED_URL", "secret", 1 / 10),
    ],
    ids=["ClinicalTrials.gov", "PubMed", "PubMed with a key"],
)
def test_pace(
    httpserver: HTTPServer,
    monkeypatch: pytest.MonkeyPatch,
    source: http.Source,
    variable: str,
    key: str | None,
    seconds: float,
) -> None:
    clock = Clock(monkeypatch)
    monkeypatch.setenv(variable, httpserver.url_for(""))
    if key:
        monkeypatch.setenv("NCBI_API_KEY", key)
    httpserver.expect_request("/x").respond_with_json({})
    with http.Client(quiet, sleep=clock.sleep) as client:
        for _ in range(10):
            client.json(source, "x", {}, dict)
    assert clock.now - 1000 >= 9 * seconds
    assert clock.now - 1000 == pytest.approx(9 * seconds, rel=0.05)


def test_retries_keep_the_pace_too(httpserver: HTTPServer, monkeypatch: pytest.MonkeyPatch) -> None:
    clock = Clock(monkeypatch)
    monkeypatch.setattr(http, "FIRST_WAIT", 0.0)
    monkeypatch.setenv("CONDCLI_CTGOV_URL", httpserver.url_for(""))
    httpserver.expect_request("/x").respond_with_data(status=503)
    with http.Client(quiet, sleep=clock.sleep) as client, pytest.raises(Refused):
        client.json(http.CTGOV, "x", {}, dict)
    assert clock.now - 1000 >= http.ATTEMPTS - 1


def test_waits_grow(httpserver: HTTPServer, monkeypatch: pytest.MonkeyPatch) -> None:
    slept: list[float] = []
    monkeypatch.setattr(time, "sleep", slept.append)
    monkeypatch.setenv("CONDCLI_PUBMED_URL", httpserver.url_for(""))
    httpserver.expect_request("/x").respond_with_data(status=503)
    with http.Client(quiet, sleep=quiet) as client, pytest.raises(Refused):  # type: ignore[arg-type]  # takes anything
        client.json(http.PUBMED, "x", {}, dict)
    waits = [s for s in slept if s > 0.5]
    assert len(waits) == http.ATTEMPTS - 1
    for wait, (least, most) in zip(waits, ((1, 2), (2, 3), (4, 5)), strict=True):
        assert least <= wait <= most


@pytest.mark.parametrize(
    ("environment", "said"),
    [
        ({}, {"tool": "condcli"}),
        (
            {"CONDCLI_EMAIL": "a@example.org", "NCBI_API_KEY": "k"},
            {"tool": "condcli", "email": "a@example.org", "api_key": "k"},
        ),
    ],
    ids=["nothing is set", "address and key are set"],
)
def test_pubmed_is_told_who_asks(
    httpserver: HTTPServer,
    monkeypatch: pytest.MonkeyPatch,
    environment: dict[str, str],
    said: dict[str, str],
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("CONDCLI_PUBMED_URL", httpserver.url_for("/eutils/"))
    httpserver.expect_request("/eutils/efetch.fcgi", query_string={"id": "1,2", **said}).respond_with_data(
        "<a>\u00e9</a>", content_type="text/xml; charset=UTF-8"
    )
    with http.Client(quiet) as client:
        assert client.text(http.PUBMED, "efetch.fcgi", {"id": "1,2"}) == "<a>\u00e9</a>"


def test_text_that_is_none(httpserver: HTTPServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CONDCLI_PUBMED_URL", httpserver.url_for(""))
    httpserver.expect_request("/x").respond_with_data(b"\xff", content_type="text/xml")
    with http.Client(quiet) as client, pytest.raises(BadAnswer, match="is not text"):
        client.text(http.PUBMED, "x", {})


def test_redirects_within_the_host_are_followed(
    httpserver: HTTPServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CONDCLI_CTGOV_URL", httpserver.url_for(""))
    httpserver.expect_request("/old").respond_with_data(status=301, headers={"Location": "/new"})
    httpserver.expect_request("/new").respond_with_json({"a": 1})
    with http.Client(quiet, sleep=lambda _: None) as client:
        assert client.json(http.CTGOV, "old", {}, dict) == {"a": 1}


@pytest.mark.parametrize(
    "address",
    ["http://[::1]:8080/x", "http://localhost/x/", "http://127.0.0.9/x", "https://mirror.example.org/x"],
)
def test_addresses_that_may_be_set(monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    monkeypatch.setenv("CONDCLI_CTGOV_URL", address)
    assert http.CTGOV.base() == address.rstrip("/")


@pytest.mark.parametrize(
    "address",
    [
        "http://mirror.example.org/x",
        "http://127.0.0.1.example.org",
        "ftp://127.0.0.1",
        "file:///etc",
        "clinicaltrials.gov",
        "http://[",
        "https://",
    ],
)
def test_addresses_that_may_not(monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    monkeypatch.setenv("CONDCLI_CTGOV_URL", address)
    with pytest.raises(BadSetting, match="https address, or http on this machine"):
        http.CTGOV.base()


def test_the_addresses_by_themselves() -> None:
    assert http.CTGOV.base() == "https://clinicaltrials.gov/api/v2"
    assert http.PUBMED.base() == "https://eutils.ncbi.nlm.nih.gov/entrez/eutils"


@pytest.mark.parametrize("proxy", ["nonsense://x", "socks5://127.0.0.1:1"])
def test_a_proxy_that_cannot_be_used_is_said(monkeypatch: pytest.MonkeyPatch, proxy: str) -> None:
    monkeypatch.setenv("ALL_PROXY", proxy)
    with pytest.raises(BadSetting, match="the proxy cannot be used"):
        http.Client(quiet)


@pytest.mark.parametrize("proxy", ["http://a..b:9", f"http://{'x' * 64}.example:9", "http://proxy:$PORT"])
def test_a_proxy_without_a_name_is_blamed_itself(monkeypatch: pytest.MonkeyPatch, proxy: str) -> None:
    monkeypatch.setenv("MY_PROXY", proxy)  # another program's
    http.Client(quiet)
    monkeypatch.setenv("HTTPS_PROXY", proxy)
    with pytest.raises(BadSetting, match="HTTPS_PROXY cannot be used") as said:
        http.Client(quiet)
    assert "codec" not in str(said.value)


def test_a_proxy_of_the_environment_is_used(httpserver: HTTPServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", httpserver.url_for("/").rstrip("/"))
    monkeypatch.setenv("CONDCLI_CTGOV_URL", "http://127.0.0.77:9/api")
    httpserver.expect_request(re.compile("/.*")).respond_with_json({"from": "the proxy"})
    with http.Client(quiet) as client:
        assert client.json(http.CTGOV, "x", {}, dict) == {"from": "the proxy"}


def test_a_cookie_that_is_none_is_passed_over(
    httpserver: HTTPServer, monkeypatch: pytest.MonkeyPatch, recwarn: pytest.WarningsRecorder
) -> None:
    monkeypatch.setenv("CONDCLI_CTGOV_URL", httpserver.url_for(""))
    httpserver.expect_request("/x").respond_with_json({}, headers={"Set-Cookie": "a=b; max-age"})
    with http.Client(quiet, sleep=lambda _: None) as client:
        for _ in range(2):
            client.json(http.CTGOV, "x", {}, dict)
    assert not recwarn.list
    assert [request.headers.get("Cookie") for request, _ in httpserver.log] == [None, None]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="a system without such pipes")
@pytest.mark.parametrize("variable", ["SSL_CERT_FILE", "SSLKEYLOGFILE"])
def test_a_pipe_is_not_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, variable: str) -> None:
    os.mkfifo(tmp_path / "pipe")
    monkeypatch.setenv(variable, str(tmp_path / "pipe"))
    with pytest.raises(BadSetting, match=f"{variable}.*pipe"):
        http.Client(quiet)


def test_a_thread_that_cannot_be_started_is_too_little_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(_: threading.Thread) -> None:
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr(threading.Thread, "start", refused)
    with pytest.raises(MemoryError):
        within(1.0, lambda: None, lambda: None)
