"""What a reader sees when the registry, the network or the answer is broken: never "no trials"."""

import gzip
import json
import socket
import ssl
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest
from conftest import Run
from pytest_httpserver import HTTPServer
from registry import Registry, study
from werkzeug import Response

from condcli.sources import http

JSON = "application/json"


def status(code: int, **headers: str) -> Callable[[], Response]:
    return lambda: Response("no", code, headers=headers, content_type="text/plain")


def body(content: bytes | str, kind: str = JSON, **headers: str) -> Callable[[], Response]:
    return lambda: Response(content, 200, headers=headers, content_type=kind)


def slow() -> Response:
    time.sleep(0.6)
    return Response("{}", content_type=JSON)


def dripping() -> Response:
    def drops() -> Iterator[bytes]:
        for _ in range(20):
            yield b" "
            time.sleep(0.1)

    return Response(drops(), content_type=JSON)


BOMB = gzip.compress(b" " * (60 * 2**20))
HTML = "<!doctype html><title>Sign in to the hotel</title>"
# For each fault: how the registry answers for ever, what the line says, and how often it is asked.
FAULTS: dict[str, tuple[Callable[[], Response], str, int]] = {
    "403": (status(403), "error 403 (Forbidden). Nothing was changed.", 3),  # and by our own name, in vain
    "404": (status(404), "error 404 (Not Found): no. Nothing was changed. To ask again will not help", 1),
    "429": (status(429), "error 429 (Too Many Requests)", 4),
    "429 with Retry-After": (status(429, **{"Retry-After": "0"}), "error 429", 4),
    "429 and too long a wait": (status(429, **{"Retry-After": "3600"}), "to wait 3600 seconds", 1),
    "500 for ever": (status(500), "error 500 (Internal Server Error)", 1),
    "502 for ever": (status(502), "error 502", 4),
    "503 for ever": (status(503), "error 503", 4),
    "504 for ever": (status(504), "error 504", 4),
    "a status that does not exist": (status(599), "error 599 (unknown)", 1),
    "truncated JSON": (body('{"totalCount": 5, "studies": [{"proto'), "cut off or not what it should be", 1),
    "not UTF-8": (body(b'{"totalCount": 5, "studies": ["\xff\xfe"]}'), "1 of 5 studies", 2),
    "no studies in it": (body("{}"), "not what it should be", 1),
    "an error in JSON with 200": (body('{"error": "down"}'), "not what it should be", 1),
    "no total": (body('{"studies": []}'), "does not say how many", 1),
    "fewer than it counts": (body('{"studies": [], "totalCount": 9}'), "0 of 9 studies", 2),
    "a list in its place": (body("[]"), "not what it should be", 1),
    "nested too deeply": (body('{"studies": ' + "[" * 99999), "not what it should be", 1),
    "wrong content type": (body("{}", "text/plain"), "it sent text/plain where json was asked for", 1),
    "an HTML page with 200": (body(HTML, "text/html"), "it sent text/html where json was asked for", 1),
    "a huge answer": (body(b" " * (51 * 2**20)), "larger than 50 MB", 1),
    "a zip bomb": (body(BOMB, **{"Content-Encoding": "gzip"}), "larger than 50 MB", 1),
    "broken compression": (body(b"junk", **{"Content-Encoding": "gzip"}), "cannot be unpacked", 1),
    "too slow to begin": (slow, "does not answer in time", 1),
    "too slow to end": (dripping, "takes too long", 1),
    "another host": (status(301, Location="https://example.org/x"), "another place (example.org)", 1),
    "a circle": (status(302, Location="/api/v2/studies"), "redirects without end", 4),
}  # fmt: skip


def be_impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(http, "READ_SECONDS", 0.5)
    monkeypatch.setattr(http, "WHOLE_ANSWER_SECONDS", 1.2)


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_said_and_what_was_stored_is_shown(
    run: Run, registry: Registry, fault: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer, said, times = FAULTS[fault]
    registry.studies = [study(n, Condition=["Asthma"]) for n in range(1, 4)]
    run("update", "asthma")
    asked_before = len(registry.queries)
    registry.for_ever = answer
    if fault.startswith("too slow"):
        be_impatient(monkeypatch)
    result = run("trials", "asthma", "--refresh")
    assert said in result.stderr
    assert "Showing what was stored before." in result.stderr
    assert result.exit_code == 0
    assert result.stdout.count("NCT number: ") == 3
    assert len(registry.queries) - asked_before == times
    failed = run("update", "asthma")
    assert failed.exit_code == 5
    assert said in failed.stdout
    assert "1 of 1 conditions were not updated: Asthma." in failed.stderr
    assert run("trials", "asthma").stdout.count("NCT number: ") == 3


def test_a_failed_update_answers_programs_once(run: Run, registry: Registry) -> None:
    registry.for_ever = status(500)
    result = run("update", "asthma", "--json")
    assert result.exit_code == 5
    (row,) = json.loads(result.stdout)["updates"]
    assert "error 500" in row["error"]
    assert "1 of 1 conditions were not updated" in result.stderr


@pytest.mark.parametrize("fault", ["500 for ever", "no studies in it", "an HTML page with 200"])
def test_with_nothing_stored_the_fault_is_the_answer(run: Run, registry: Registry, fault: str) -> None:
    registry.for_ever, said, _ = FAULTS[fault]
    result = run("trials", "asthma", "--refresh")
    assert (result.exit_code, result.stdout) == (5, "")
    assert said in result.stderr
    assert len(result.stderr.splitlines()) == 1
    error = json.loads(run("trials", "asthma", "--refresh", "--json").stdout)["error"]
    assert error["kind"] in {"refused", "bad-answer"}
    assert "No trials are stored for Asthma." in run("trials", "asthma").stdout


def test_with_only_bundled_trials_these_are_shown(run: Run, registry: Registry) -> None:
    registry.for_ever = status(500)
    result = run("trials", "ALL", "--refresh")
    assert result.exit_code == 0
    assert "error 500" in result.stderr
    assert "NCT04537871" in result.stdout


def test_a_trial_that_cannot_be_asked_for(run: Run, registry: Registry) -> None:
    registry.for_ever = status(503)
    result = run("trial", "7", "--refresh")
    assert result.exit_code == 5
    assert "error 503" in result.stderr
    shown = run("trial", "NCT04537871", "--refresh")
    assert shown.exit_code == 0
    assert "Showing what was stored before." in shown.stderr
    assert "HOW HEALTHY ARE THE HEART" in shown.stdout


def test_a_study_that_is_none(run: Run, registry: Registry) -> None:
    registry.faults = [body('{"protocolSection": {"identificationModule": {"nctId": "X"}}}')]
    result = run("trial", "7", "--refresh")
    assert result.exit_code == 5
    assert "no study" in result.stderr


@pytest.mark.parametrize("code", [429, 502, 503, 504])
def test_a_passing_fault_is_waited_out(run: Run, registry: Registry, code: int) -> None:
    registry.studies = [study(1)]
    registry.faults = [status(code), status(code), status(code)]
    result = run("update", "ALL")
    assert result.exit_code == 0
    assert "1 trial." in result.stdout
    assert result.stderr.count("Asking again.") == 3


def test_a_dropped_connection_is_tried_again(run: Run, registry: Registry) -> None:
    registry.studies = [study(1)]
    registry.faults = [lambda: Response(iter([b"{}"]), 200, {"Content-Length": "99"}, content_type=JSON)]
    result = run("update", "ALL")
    assert result.exit_code == 0
    assert "the connection was dropped" in result.stderr


@pytest.mark.parametrize(
    ("said", "waits"),
    [
        ("7", 7),
        ("in half a minute", 30),
        ("Mon, 01 Jan 2001 00:00:00 GMT", 0),
        ("soon", None),
        ("", None),
    ],
    ids=["seconds", "a date", "a date that is gone", "nonsense", "nothing"],
)
def test_retry_after_is_kept(
    run: Run, registry: Registry, monkeypatch: pytest.MonkeyPatch, said: str, waits: int | None
) -> None:
    if said == "in half a minute":
        said = format_datetime(datetime.now(tz=UTC) + timedelta(seconds=30), usegmt=True)
    slept: list[float] = []
    monkeypatch.setattr(time, "sleep", slept.append)
    monkeypatch.setattr(http, "FIRST_WAIT", 100.0)
    registry.studies = [study(1)]
    registry.faults = [status(429, **{"Retry-After": said})]
    assert run("update", "ALL").exit_code == 0
    (slept_once,) = [s for s in slept if s != 0.2] or [0.0]
    if waits is None:
        assert slept_once == http.LONGEST_WAIT
    else:
        assert slept_once == pytest.approx(waits, abs=2)


@pytest.mark.parametrize("code", [400, 404, 410])
def test_a_page_token_that_died_starts_over_once(run: Run, registry: Registry, code: int) -> None:
    registry.studies, registry.page_size = [study(n) for n in range(1, 6)], 2
    registry.faults = [None, status(code)]
    assert "5 trials" in run("update", "ALL").stdout
    assert "pageToken" not in registry.queries[2]


def test_a_token_that_dies_with_a_new_version_of_the_data(run: Run, registry: Registry) -> None:
    registry.studies, registry.page_size = [study(n) for n in range(1, 6)], 2

    def renew(start: int) -> None:
        if start == 2:
            registry.version, registry.after_page = "2026-11-02", lambda _: None

    registry.after_page = renew
    assert "5 trials" in run("update", "ALL").stdout


def test_a_token_that_dies_again_and_again_is_a_fault(run: Run, registry: Registry) -> None:
    registry.studies, registry.page_size = [study(n) for n in range(1, 6)], 2
    registry.faults = [None, status(400), None, status(400)]
    result = run("update", "ALL")
    assert result.exit_code == 5
    assert "its list changes while it is read" in result.stdout


def test_an_error_on_the_first_page_is_no_dead_token(run: Run, registry: Registry) -> None:
    registry.faults = [status(400)]
    assert run("update", "ALL").exit_code == 5
    assert len(registry.queries) == 1


def test_a_total_that_changes_half_way_starts_over(run: Run, registry: Registry) -> None:
    registry.studies, registry.page_size = [study(n) for n in range(1, 6)], 2

    def lose_one(start: int) -> None:
        if start == 0:
            registry.studies, registry.after_page = registry.studies[1:], lambda _: None

    registry.after_page = lose_one
    assert "4 trials" in run("update", "ALL").stdout
    assert sum("pageToken" not in q for q in registry.queries if "query.cond" in q) == 2


def test_a_study_listed_twice_is_kept_once(run: Run, registry: Registry) -> None:
    registry.studies = [study(1), study(2), study(2)]
    result = run("update", "ALL")
    assert result.exit_code == 5
    assert "2 of 3 studies" in result.stdout


def test_pages_that_never_end_are_cut(run: Run, registry: Registry, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("condcli.trials.ctgov.MOST_PAGES", 5)
    registry.for_ever = body('{"studies": [], "totalCount": 0, "nextPageToken": "x"}')
    assert "its list has no end" in run("update", "ALL").stdout


@pytest.mark.usefixtures("registry")
def test_offline_is_said_at_once(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        port = closed.getsockname()[1]
    monkeypatch.setenv("CONDCLI_CTGOV_URL", f"http://127.0.0.1:{port}")
    result = run("trials", "asthma", "--refresh")
    assert result.exit_code == 5
    assert "no connection can be made" in result.stderr


@pytest.mark.usefixtures("registry")
def test_a_name_that_cannot_be_found(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*_: object, **__: object) -> None:
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    monkeypatch.setenv("CONDCLI_CTGOV_URL", "https://registry.invalid/api/v2")
    result = run("trials", "asthma", "--refresh")
    assert result.exit_code == 5
    assert "its address cannot be found" in result.stderr


@pytest.mark.parametrize(
    "trusted", [False, True], ids=["no TLS at all", "a certificate that no one vouches for"]
)
def test_a_connection_that_is_not_safe(
    run: Run, registry: Registry, monkeypatch: pytest.MonkeyPatch, trusted: bool
) -> None:
    address = registry.url.replace("http:", "https:")
    if trusted:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(Path(__file__).parents[1] / "data" / "self-signed.pem")
        server = HTTPServer(ssl_context=context)
        server.start()
        address = server.url_for("/api/v2")
    monkeypatch.setenv("CONDCLI_CTGOV_URL", address)
    result = run("trials", "asthma", "--refresh")
    if trusted:
        server.stop()
    assert result.exit_code == 5
    assert "a safe connection cannot be made" in result.stderr
    assert not trusted or "self-signed" in result.stderr.replace(" ", "-")


def test_after_two_conditions_that_cannot_be_reached_the_rest_is_left(
    run: Run, registry: Registry, monkeypatch: pytest.MonkeyPatch
) -> None:
    be_impatient(monkeypatch)
    registry.for_ever = slow
    result = run("update", "--all")
    assert result.exit_code == 5
    assert len(registry.queries) == 2
    assert result.stdout.count("it was not asked, since it could not be reached before") == 1


def test_a_record_that_cannot_be_read_is_counted_and_costs_no_other(run: Run, registry: Registry) -> None:
    registry.studies = [study(1), study(2, NCTId="NCT2"), study(3, Phase="PHASE1"), study(4)]
    result = run("update", "ALL")
    assert "2 trials, 2 could not be read." in result.stdout
