"""A source that points elsewhere: what it points to is not asked, unless it is the same place."""

from collections.abc import Iterator

import pytest
from pytest_httpserver import HTTPServer

from condcli.sources import http
from condcli.sources.faults import BadAnswer


@pytest.fixture
def other() -> Iterator[HTTPServer]:
    """Another server on this machine, at a port of its own, that would answer."""
    with HTTPServer(host="127.0.0.1") as server:
        server.expect_request("/x").respond_with_json({"from": "elsewhere"})
        yield server


def ask(httpserver: HTTPServer, monkeypatch: pytest.MonkeyPatch, location: str) -> object:
    monkeypatch.setenv("CONDCLI_CTGOV_URL", f"http://127.0.0.1:{httpserver.port}")
    httpserver.expect_request("/old").respond_with_data(status=302, headers={"Location": location})
    httpserver.expect_request("/x").respond_with_json({"from": "here"})
    with http.Client(lambda _: None, sleep=lambda _: None) as client:
        return client.json(http.CTGOV, "old", {}, dict)


def test_a_redirect_to_another_port_is_not_followed(
    httpserver: HTTPServer, other: HTTPServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(BadAnswer, match="points to another place"):
        ask(httpserver, monkeypatch, f"http://127.0.0.1:{other.port}/x")
    assert other.log == []


@pytest.mark.parametrize("location", ["http://localhost:{port}/x", "//localhost:{port}/x"])
def test_a_redirect_to_another_host_is_not_followed(
    httpserver: HTTPServer, monkeypatch: pytest.MonkeyPatch, location: str
) -> None:
    with pytest.raises(BadAnswer, match="points to another place"):
        ask(httpserver, monkeypatch, location.format(port=httpserver.port))
    assert [request.path for request, _ in httpserver.log] == ["/old"]


@pytest.mark.parametrize("location", ["https://127.0.0.1:{port}/x", "ftp://127.0.0.1:{port}/x"])
def test_a_redirect_to_another_scheme_is_not_followed(
    httpserver: HTTPServer, monkeypatch: pytest.MonkeyPatch, location: str
) -> None:
    with pytest.raises(BadAnswer, match="points to another place"):
        ask(httpserver, monkeypatch, location.format(port=httpserver.port))
    assert [request.path for request, _ in httpserver.log] == ["/old"]


@pytest.mark.parametrize("location", ["/x", "http://127.0.0.1:{port}/x"])
def test_a_redirect_to_the_same_place_is_followed(
    httpserver: HTTPServer, monkeypatch: pytest.MonkeyPatch, location: str
) -> None:
    assert ask(httpserver, monkeypatch, location.format(port=httpserver.port)) == {"from": "here"}
