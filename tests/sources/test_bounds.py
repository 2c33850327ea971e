"""What no server can do: take all time, fill the memory, or end the program with a fault of its own."""

import gzip
import json
import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import pytest
from conftest import Run
from pytest_httpserver import HTTPServer
from raw import raw_server
from registry import Registry, Study, study
from werkzeug import Response

from condcli.registry_models import Advance, Trial, TrialDetails
from condcli.sources import http
from condcli.sources.faults import BadAnswer, SourceFault
from condcli.store.database import Store
from condcli.store.known import MOST_ROWS
from condcli.store.snapshots import FoundTrial, Snapshot
from condcli.trials import study as reading

JSON = "application/json"


def packed(content: bytes, how: str = "gzip") -> Callable[[], Response]:
    return lambda: Response(content, 200, {"Content-Encoding": how}, content_type=JSON)


def plain(content: str | bytes, kind: str = JSON) -> Callable[[], Response]:
    return lambda: Response(content, content_type=kind)


def places(count: int) -> str:
    return one('"contactsLocationsModule": {"locations": [' + ",".join(["{}"] * count) + "]}")


def summary(size: int) -> str:
    return one('"descriptionModule": {"briefSummary": "\U0001f600' + "x" * size + '"}')


def one(module: str) -> str:
    return '{"protocolSection": {"identificationModule": {"nctId": "NCT00000001"}, ' + module + "}}"


def studies(*those: str) -> str:
    return '{"studies": [' + ",".join(those) + f'], "totalCount": {len(those)}}}'


TWICE = gzip.compress(gzip.compress(b" " * (200 * 2**20), 9), 9)
# How the registry answers, and what is said of it.
ANSWERS: dict[str, tuple[Callable[[], Response], str]] = {
    "gzip in gzip": (packed(TWICE, "gzip, gzip"), "packed in a way that we did not ask for"),
    "packed as deflate": (packed(b"x", "deflate"), "packed in a way that we did not ask for"),
    "packed as nonsense": (packed(b"x", "nonsense"), "packed in a way that we did not ask for"),
    "gzip that is cut off": (packed(gzip.compress(b" " * 9999)[:-9]), "cannot be unpacked"),
    "millions of numbers": (plain("[" + "0," * 2_000_000 + "0]"), "not what it should be"),
    "a study of 100,001 places": (plain(studies(places(100_001))), "1 of its 1 studies cannot be read"),
    "a study of 6 MB": (plain(studies(summary(6 * 2**20))), "1 of its 1 studies cannot be read"),
    "millions of studies": (
        plain('{"totalCount": 9, "studies": [' + "0," * 1_400_000 + "0]}"),
        "sent 1,400,001 studies where 500 were asked for",
    ),
    "a number of 5,000 digits": (
        plain('{"studies": [], "totalCount": ' + "9" * 5000 + "}"),
        "not what it should be",
    ),
    "a number beyond 64 bits": (plain('{"studies": [], "totalCount": 1' + "0" * 30 + "}"), "not what it"),
    "a number below zero": (plain('{"studies": [], "totalCount": -5}'), "not what it should be"),
    "a token of 200 kB": (
        plain('{"studies": [0], "totalCount": 9, "nextPageToken": "' + "t" * 200_000 + '"}'),
        "wants something back that cannot be sent",
    ),
    "the same token twice": (
        plain('{"studies": [0], "totalCount": 9, "nextPageToken": "t"}'),
        "its list has no end",
    ),
    "pages of nothing": (
        plain('{"studies": [], "totalCount": 9, "nextPageToken": "t"}'),
        "its list has no end",
    ),
    "only numbers": (plain('{"studies": [0, 1, 2, 3], "totalCount": 4}'), "4 of its 4 studies cannot"),
}  # fmt: skip


@pytest.mark.parametrize("case", ANSWERS)
def test_an_answer_that_cannot_be_used_is_refused_and_costs_nothing(
    run: Run, registry: Registry, case: str
) -> None:
    registry.studies = [study(n) for n in range(1, 6)]
    run("update", "ALL")
    registry.for_ever, said = ANSWERS[case]
    result = run("update", "ALL")
    assert result.exit_code == 5
    assert said in " ".join(result.stdout.split())
    assert len(result.stdout) < 2000
    registry.for_ever = None
    assert run("trials", "ALL").stdout.count("NCT number: ") == 5


def again_and_again(piece: bytes, pause: float = 0.0) -> Callable[[socket.socket], None]:
    def talk(connection: socket.socket) -> None:
        end = time.monotonic() + 20
        while time.monotonic() < end:
            connection.sendall(piece)
            time.sleep(pause)

    return talk


def empty_gzip(connection: socket.socket) -> None:
    connection.sendall(
        b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Encoding: gzip\r\n\r\n"
        b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03"
    )
    again_and_again(b"\x00\x00\x00\xff\xff" * 100, 0.01)(connection)  # blocks that hold nothing


@pytest.mark.parametrize(
    "talk",
    [again_and_again(b"H", 0.1), again_and_again(b"HTTP/1.1 102 Wait\r\n\r\n", 0.01), empty_gzip],
    ids=["slow headers", "endless 1xx answers", "gzip that yields nothing"],
)
def test_the_whole_exchange_has_one_deadline(
    monkeypatch: pytest.MonkeyPatch, talk: Callable[[socket.socket], None]
) -> None:
    monkeypatch.setattr(http, "WHOLE_ANSWER_SECONDS", 0.5)
    with raw_server(talk) as address:
        monkeypatch.setenv("CONDCLI_CTGOV_URL", address)
        with (
            http.Client(lambda _: None, sleep=lambda _: None) as client,
            pytest.raises(SourceFault, match="takes too long"),
        ):
            client.json(http.CTGOV, "x", {}, dict)


def test_after_a_deadline_the_next_question_is_asked(
    httpserver: HTTPServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(http, "WHOLE_ANSWER_SECONDS", 0.3)
    httpserver.expect_request("/x").respond_with_json({"a": 1})
    with http.Client(lambda _: None, sleep=lambda _: None) as client:
        with raw_server(again_and_again(b"H", 0.1)) as address:
            monkeypatch.setenv("CONDCLI_CTGOV_URL", address)
            with pytest.raises(SourceFault):
                client.json(http.CTGOV, "x", {}, dict)
        monkeypatch.setattr(http, "WHOLE_ANSWER_SECONDS", 60)
        monkeypatch.setenv("CONDCLI_CTGOV_URL", httpserver.url_for(""))
        assert client.json(http.CTGOV, "x", {}, dict) == {"a": 1}


TRIALS, PAPERS, LIST = ["trial", "NCT00000001"], ["research", "asthma"], ["trials", "asthma"]
MEMORY = """
import re, resource, sys
from pathlib import Path
from condcli.__main__ import main
try:
    main()
except SystemExit:
    status = Path("/proc/self/status")  # elsewhere the figure may be the parent's
    peak = re.search(r"VmHWM:\\s+(\\d+)", status.read_text()) if status.exists() else None
    print(int(peak[1] if peak else resource.getrusage(resource.RUSAGE_SELF).ru_maxrss) // 1024)
"""
XML = "text/xml"
FACE = "\U0001f600"  # text with it takes four bytes a sign in memory
NOTHING = '{"esearchresult": {"count": "1", "idlist": ["1"], "x": ['
# What a server says to each question, of the registry or of PubMed's efetch, and of esearch.
BOMBS: dict[str, tuple[list[str], Callable[[], Response]]] = {
    "gzip in gzip": (TRIALS, packed(TWICE, "gzip, gzip")),
    "a lot of spaces": (TRIALS, packed(gzip.compress(b" " * 2**28, 9))),
    "a million places": (TRIALS, plain(studies(places(1_400_000)))),
    "a study of 45 MB": (TRIALS, plain(summary(45 * 2**20))),
    "empty elements": (PAPERS, plain("<a>" + "<b/>" * 2_400_000 + "</a>", XML)),
    "a long title": (PAPERS, plain(f"<PubmedArticleSet>{FACE}{'x ' * (20 * 2**20)}</PubmedArticleSet>", XML)),
    "attributes of its own": (
        PAPERS,
        plain(
            f"<!DOCTYPE PubmedArticleSet [<!ATTLIST z b CDATA '{FACE}{'x' * 2**20}'>]>"
            f"<PubmedArticleSet>{'<z/>' * 400}</PubmedArticleSet>",
            XML,
        ),
    ),
    "a namespace before each name": (
        PAPERS,
        plain(
            f"<PubmedArticleSet xmlns:a='{'u' * 2**20}'>{''.join(f'<a:t{n}/>' for n in range(400))}"
            "</PubmedArticleSet>",
            XML,
        ),
    ),
    "millions of numbers": (
        LIST,
        packed(gzip.compress(b'{"totalCount": 1, "studies": [' + b"0," * 20_000_000 + b"0]}", 1)),
    ),
    "a list of lists": (PAPERS, plain(NOTHING + '{"a":[]},' * 1_000_000 + "0]}}")),
}


@pytest.mark.parametrize("bomb", BOMBS)
def test_no_answer_fills_the_memory(
    httpserver: HTTPServer, monkeypatch: pytest.MonkeyPatch, bomb: str
) -> None:
    command, respond = BOMBS[bomb]
    listed = '{"esearchresult": {"count": "1", "idlist": ["1"]}}'
    if respond().mimetype == XML:
        httpserver.expect_request("/esearch.fcgi").respond_with_data(listed, content_type=JSON)
    httpserver.expect_request(re.compile(".*")).respond_with_handler(lambda _: respond())
    monkeypatch.setenv("CONDCLI_PUBMED_URL", httpserver.url_for(""))
    monkeypatch.setenv("CONDCLI_CTGOV_URL", httpserver.url_for(""))
    done = subprocess.run(
        [sys.executable, "-c", MEMORY, *command, "--refresh"], capture_output=True, text=True, check=True
    )
    assert "Nothing was changed." in done.stderr
    assert int(done.stdout.splitlines()[-1]) < 300


def test_a_list_has_a_size_and_a_time(run: Run, registry: Registry, monkeypatch: pytest.MonkeyPatch) -> None:
    registry.studies = [study(n) for n in range(1, 6)]
    for limit, said in (("MOST_HELD", "its list is larger than"), ("MOST_SECONDS", "takes too long")):
        with monkeypatch.context() as patched:
            patched.setattr(f"condcli.trials.ctgov.{limit}", -1)
            result = run("update", "ALL")
        assert (result.exit_code, said in result.stdout) == (5, True)
    assert run("update", "ALL").exit_code == 0


def test_a_list_is_measured_study_by_study_beside_its_page(
    run: Run, registry: Registry, monkeypatch: pytest.MonkeyPatch
) -> None:
    registry.studies = [study(n) for n in range(1, 101)]
    monkeypatch.setattr("condcli.trials.ctgov.MOST_HELD", 40_000)
    read: list[FoundTrial] = []
    of = FoundTrial.of

    def noted(*args: Any, **options: Any) -> FoundTrial:  # noqa: ANN401  as it takes them
        read.append(of(*args, **options))
        return read[-1]

    monkeypatch.setattr(FoundTrial, "of", noted)
    assert "its list is larger than" in run("update", "ALL").stdout
    assert (len(read), read[0].size < 1_000) == (1, True)
    page = len(json.dumps(registry.studies))
    registry.most_words = 3
    read.clear()
    monkeypatch.setattr("condcli.trials.ctgov.MOST_HELD", 2**30)
    assert run("update", "ALL").exit_code == 0
    once = {trial.item: trial.size for trial in read}
    assert len(read) >= 2 * len(once)  # two questions list the same
    monkeypatch.setattr("condcli.trials.ctgov.MOST_HELD", page + sum(once.values()) + 1_000)
    assert run("update", "ALL").exit_code == 0


def test_rows_of_very_many_values_are_refused(run: Run, registry: Registry) -> None:
    registry.studies = [study(n) for n in range(1, 4)]
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("condcli.trials.ctgov.MOST_VALUES", 5)
        assert "its list is larger than" in run("update", "ALL").stdout


def test_pages_that_bring_nothing_new_end_a_list(run: Run, registry: Registry) -> None:
    tokens = iter(range(100))

    def again() -> Response:
        page = {"studies": [study(1)], "totalCount": 9, "nextPageToken": f"t{next(tokens)}"}
        return plain(json.dumps(page))()

    registry.for_ever = again
    assert "a page without a new study" in run("update", "ALL").stdout


def test_what_a_study_says_without_end_is_cut(run: Run, registry: Registry) -> None:
    registry.studies = [study(1)]
    parts = registry.studies[0]["protocolSection"]
    parts["identificationModule"]["briefTitle"] = "long " * 20_000
    parts["statusModule"]["overallStatus"] = "S" * 100_000
    parts["conditionsModule"]["conditions"] = [f"condition {n}" for n in range(5_000)]
    parts["eligibilityModule"] = {"eligibilityCriteria": "* x\n" + "a\n" * 200_000}
    run("update", "ALL")
    (shown,) = json.loads(run("trials", "ALL", "--all-hits", "--json").stdout)["trials"]
    assert (len(shown["title"]), len(shown["status"]), len(shown["conditions"])) == (599, 100, 300)
    page = json.loads(run("trial", shown["nct_id"], "--json").stdout)
    assert len(page["criteria"]) == 50_000
    assert run("trial", shown["nct_id"], env={"FORCE_COLOR": "1"}).exit_code == 0


def test_rows_are_as_large_as_their_text_in_memory(
    run: Run, registry: Registry, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where one sign is beyond U+FFFF, each takes four bytes."""
    names = [f"{n} {'x' * 400}" for n in range(10)]
    registry.studies = [study(n, Condition=names) for n in range(1, 11)]
    monkeypatch.setattr("condcli.trials.ctgov.MOST_ROWS", 100_000)
    assert run("update", "ALL").exit_code == 0
    registry.studies = [study(n, Condition=names, BriefTitle=FACE) for n in range(1, 11)]
    assert "its list is larger than" in run("update", "ALL").stdout


def test_a_list_in_pieces_is_the_list(run: Run, registry: Registry, monkeypatch: pytest.MonkeyPatch) -> None:
    registry.studies = [study(n, BriefTitle=f"{{{FACE}\ufe0f{{\ufe0fx") for n in range(1, 4)]
    run("update", "ALL")
    whole = run("trials", "ALL", "--json").stdout
    monkeypatch.setattr("condcli.cli.streams.PIECE", 1)
    assert run("trials", "ALL", "--json").stdout == whole
    assert json.loads(whole)["trials"][0]["title"] == f"{{{FACE}\ufe0f{{\ufe0fx"


@pytest.mark.slow
@pytest.mark.parametrize("form", ["--json", "--plain"])
def test_no_list_that_was_accepted_fills_the_memory(home: Path, form: str) -> None:
    """As many rows as an update takes, with one sign that would have each of them take four bytes."""
    (given,) = studies_of(study(1))
    rows: list[FoundTrial] = []
    room = MOST_ROWS
    while room > 0:
        title = "x" * 600 if rows else FACE
        trial = msgspec.structs.replace(given, nct_id=f"NCT{len(rows) + 1:08}", title=title)
        rows.append(FoundTrial.of(trial, TrialDetails(), on_topic=True))
        room -= rows[-1].unpacked
    stored("asthma", rows)
    done = subprocess.run(
        [sys.executable, "-c", MEMORY, *LIST, form], capture_output=True, text=True, check=True,
        env={**os.environ, "CONDCLI_DATA_HOME": str(home)},
    )  # fmt: skip
    assert int(done.stdout.splitlines()[-1]) < 300


def stored(condition: str, rows: list[FoundTrial]) -> None:
    snapshot = Snapshot(
        source="trials", condition=condition, query="", taken="2026-11-20T00:00:00Z", total=len(rows)
    )
    with Store.create() as store:
        store.save_trials(snapshot, rows)


def first_of_all(
    run: Run, monkeypatch: pytest.MonkeyPatch, command: str, rows: str, room: int, other: str
) -> str:
    """What is said where a list without a name has room for the first only, and how to see others."""
    whole = json.loads(run(command, "--json").stdout)
    assert whole["count"] == whole["total"]
    monkeypatch.setattr("condcli.store.shown.MOST_ROWS", room)
    result = run(command, "--json")
    some = json.loads(result.stdout)
    assert (some["total"], some[rows]) == (whole["total"], whole[rows][: some["count"]])
    assert 0 < some["count"] < 20
    said = f"These are the first {some['count']} of {some['total']}. For others, add a name or a {other}.\n"
    assert result.stderr == said
    return said


@pytest.mark.usefixtures("home")
def test_all_that_is_stored_is_given_as_far_as_one_list_may_go(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = studies_of(*(study(n) for n in range(1, 41)))
    for place, condition in enumerate(("asthma", "acute-lymphoblastic-leukemia")):
        part = found[place::2]
        stored(condition, [FoundTrial.of(t, TrialDetails(), on_topic=True) for t in part])
    said = first_of_all(run, monkeypatch, "trials", rows="trials", room=10_000, other="filter")
    assert run("trials", "--csv").stderr == said
    assert (run("trials", "--limit", "5").stderr, run("trials", "asthma").stderr) == ("", "")


@pytest.mark.usefixtures("home")
def test_all_papers_that_are_stored_are_given_as_far_as_one_list_may_go(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    paper = Advance(
        None, None, "A trial.", None, "2026-05-01", None, None, 7, None, None, (), "2026-11-29", "PubMed"
    )
    for place, condition in enumerate(("asthma", "acute-lymphoblastic-leukemia")):
        found = [msgspec.structs.replace(paper, pmid=str(n), patients=n) for n in range(1 + place, 41, 2)]
        taken = Snapshot(
            source="research", condition=condition, query="", taken="2026-11-29T00:00:00Z", total=20
        )
        with Store.create() as store:
            store.save_advances(taken, found)
    assert json.loads(run("research", "--json").stdout)["total"] >= 40
    dates = run("--version", "--json").stdout
    first_of_all(run, monkeypatch, "research", rows="advances", room=4_000, other="date")
    assert run("research", "--limit", "5").stderr == ""
    assert run("--version", "--json").stdout == dates  # what a list leaves out is there all the same


@pytest.mark.slow
@pytest.mark.parametrize("options", [["--limit", "20"], ["--json"], ["--csv", "--text", "x"]], ids=str)
def test_no_number_of_conditions_fills_the_memory(home: Path, options: list[str]) -> None:
    (given,) = studies_of(study(1, BriefTitle=FACE + "x" * 590))
    for start, condition in enumerate(("asthma", "gout", "psoriasis", "migraine")):
        numbers = range(start * 15_000 + 1, start * 15_000 + 15_001)
        trials = (msgspec.structs.replace(given, nct_id=f"NCT{n:08}") for n in numbers)
        stored(condition, [FoundTrial.of(t, TrialDetails(), on_topic=True) for t in trials])
    done = subprocess.run(
        [sys.executable, "-c", MEMORY, "trials", *options], capture_output=True, text=True, check=True,
        env={**os.environ, "CONDCLI_DATA_HOME": str(home)},
    )  # fmt: skip
    assert int(done.stdout.splitlines()[-1]) < 200


def studies_of(*records: Study) -> list[Trial]:
    read = (msgspec.convert(record, reading.Study) for record in records)
    return [trial for one in read if (trial := one.trial(date(2026, 11, 20)))]


@pytest.mark.parametrize("piece", ["Condition", "Keyword", "LeadSponsorName", "OfficialTitle", "Acronym"])
def test_no_name_is_longer_than_any_real_one(run: Run, registry: Registry, piece: str) -> None:
    said = "n" * 5_000
    registry.studies = [study(1, **{piece: [said] if piece in {"Condition", "Keyword"} else said})]
    run("update", "ALL")
    assert "n" * 700 not in run("trial", "NCT00000001", "--json").stdout


def test_a_subject_is_judged_as_far_as_real_ones_go(run: Run, registry: Registry) -> None:
    far = "x " * 400 + "acute lymphoblastic leukemia"
    registry.studies = [study(1, Meshes=None, Condition=[far]), study(2)]
    assert json.loads(run("update", "ALL", "--json").stdout)["updates"][0]["off_topic"] == 1


def test_long_waiting_is_told(run: Run, registry: Registry, monkeypatch: pytest.MonkeyPatch) -> None:
    registry.studies = [study(1)]
    monkeypatch.setattr("condcli.cli.progress.SILENCE", -1.0)
    assert "1 of 1 are read." in run("update", "ALL").stderr
    registry.studies = [study(n) for n in range(1, 4)]
    assert "2 of 3 are read." in run("update", "ALL").stderr
    told: list[str] = []
    monkeypatch.setattr("condcli.sources.answer.SLOW", 0.1)
    monkeypatch.setattr(http, "WHOLE_ANSWER_SECONDS", 0.5)
    with raw_server(again_and_again(b"H", 0.1)) as address, http.Client(told.append) as client:
        monkeypatch.setenv("CONDCLI_CTGOV_URL", address)
        with pytest.raises(SourceFault, match="takes too long"):
            client.json(http.CTGOV, "x", {}, dict)
    assert told[:3] == ["ClinicalTrials.gov is slow to answer. Still waiting."] * 3


def test_an_answer_in_several_packets_is_unpacked(
    httpserver: HTTPServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = json.dumps({"text": "abc, " * 200_000}).encode()
    httpserver.expect_request("/x").respond_with_handler(lambda _: packed(gzip.compress(content))())
    monkeypatch.setenv("CONDCLI_CTGOV_URL", httpserver.url_for(""))
    with http.Client(lambda _: None) as client:
        assert client.json(http.CTGOV, "x", {}, dict) == json.loads(content)


def test_what_a_server_says_is_cut() -> None:
    assert len(str(BadAnswer("PubMed", "no " * 2**20))) < 500


@pytest.mark.parametrize(
    ("location", "said"),
    [
        ("http://" + "a" * 70 + ".example.org/", "another place"),
        ("http://[", "PubMed: "),
        ("//\udcff\udcfe", "PubMed: "),
    ],
    ids=["an over-long label", "no address", "stray bytes"],
)
def test_where_an_answer_points_to_may_be_nonsense(
    monkeypatch: pytest.MonkeyPatch, location: str, said: str
) -> None:
    def talk(connection: socket.socket) -> None:
        where = location.encode(errors="surrogateescape")
        connection.sendall(
            b"HTTP/1.1 302 Found\r\nContent-Length: 0\r\nConnection: close\r\nLocation: "
            + where
            + b"\r\n\r\n"
        )

    monkeypatch.setattr(http, "FIRST_WAIT", 0.0)
    with raw_server(talk) as address:
        monkeypatch.setenv("CONDCLI_PUBMED_URL", address)
        with (
            http.Client(lambda _: None, sleep=lambda _: None) as client,
            pytest.raises(SourceFault, match=said),
        ):
            client.text(http.PUBMED, "x", {})


def test_an_update_of_all_gives_up_on_a_busy_source(
    run: Run,
    registry: Registry,
    small: dict[str, Any],
    catalog: Callable[[Any], str],
) -> None:
    registry.for_ever = lambda: Response("busy", 503)
    names = ("aliases", "abbreviations", "loose_names", "shared_names", "names_es", "lookalikes")
    empty: dict[str, list[str]] = {key: [] for key in names}
    for number in (1, 2):
        named = {"id": f"other-{number}", "name": f"Other illness {number}"}
        small["conditions"].append(small["conditions"][-1] | named | empty)
    result = run("update", "--all", "--catalog", catalog(small))
    assert result.exit_code == 5
    assert len(registry.queries) == 3 * http.ATTEMPTS
    assert result.stdout.count("it was not asked, since it could not be reached before") == 2
