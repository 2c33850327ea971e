"""A registry on the loopback address that behaves as ClinicalTrials.gov does, quirks and faults included.

The studies are made by hand in the registry's shapes.
"""

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from ssl import SSLContext
from typing import Any

import httpx
import msgspec
import pytest
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from condcli.sources import http, update

Study = dict[str, Any]
Answer = Callable[[], Response]
ALL_MESH = "D054198"
# The registry's piece names and where each stands in a record, as far as condcli asks for them.
PIECES = {
    "NCTId": "protocolSection.identificationModule.nctId",
    "NCTIdAlias": "protocolSection.identificationModule.nctIdAliases",
    "BriefTitle": "protocolSection.identificationModule.briefTitle",
    "OfficialTitle": "protocolSection.identificationModule.officialTitle",
    "Acronym": "protocolSection.identificationModule.acronym",
    "OverallStatus": "protocolSection.statusModule.overallStatus",
    "WhyStopped": "protocolSection.statusModule.whyStopped",
    "StartDate": "protocolSection.statusModule.startDateStruct.date",
    "StartDateType": "protocolSection.statusModule.startDateStruct.type",
    "CompletionDate": "protocolSection.statusModule.completionDateStruct.date",
    "ResultsFirstPostDate": "protocolSection.statusModule.resultsFirstPostDateStruct.date",
    "LastUpdatePostDate": "protocolSection.statusModule.lastUpdatePostDateStruct.date",
    "LeadSponsorName": "protocolSection.sponsorCollaboratorsModule.leadSponsor.name",
    "BriefSummary": "protocolSection.descriptionModule.briefSummary",
    "Condition": "protocolSection.conditionsModule.conditions",
    "Keyword": "protocolSection.conditionsModule.keywords",
    "StudyType": "protocolSection.designModule.studyType",
    "Phase": "protocolSection.designModule.phases",
    "EnrollmentCount": "protocolSection.designModule.enrollmentInfo.count",
    "EnrollmentType": "protocolSection.designModule.enrollmentInfo.type",
    "InterventionType": "protocolSection.armsInterventionsModule.interventions.type",
    "InterventionName": "protocolSection.armsInterventionsModule.interventions.name",
    "ArmGroupLabel": "protocolSection.armsInterventionsModule.armGroups.label",
    "ArmGroupType": "protocolSection.armsInterventionsModule.armGroups.type",
    "ArmGroupInterventionName": "protocolSection.armsInterventionsModule.armGroups.interventionNames",
    "PrimaryOutcomeMeasure": "protocolSection.outcomesModule.primaryOutcomes.measure",
    "PrimaryOutcomeTimeFrame": "protocolSection.outcomesModule.primaryOutcomes.timeFrame",
    "EligibilityCriteria": "protocolSection.eligibilityModule.eligibilityCriteria",
    "HealthyVolunteers": "protocolSection.eligibilityModule.healthyVolunteers",
    "Sex": "protocolSection.eligibilityModule.sex",
    "MinimumAge": "protocolSection.eligibilityModule.minimumAge",
    "MaximumAge": "protocolSection.eligibilityModule.maximumAge",
    "CentralContactName": "protocolSection.contactsLocationsModule.centralContacts.name",
    "CentralContactPhone": "protocolSection.contactsLocationsModule.centralContacts.phone",
    "CentralContactPhoneExt": "protocolSection.contactsLocationsModule.centralContacts.phoneExt",
    "CentralContactEMail": "protocolSection.contactsLocationsModule.centralContacts.email",
    "LocationFacility": "protocolSection.contactsLocationsModule.locations.facility",
    "LocationStatus": "protocolSection.contactsLocationsModule.locations.status",
    "LocationCity": "protocolSection.contactsLocationsModule.locations.city",
    "LocationState": "protocolSection.contactsLocationsModule.locations.state",
    "LocationZip": "protocolSection.contactsLocationsModule.locations.zip",
    "LocationContactName": "protocolSection.contactsLocationsModule.locations.contacts.name",
    "LocationContactPhone": "protocolSection.contactsLocationsModule.locations.contacts.phone",
    "LocationContactPhoneExt": "protocolSection.contactsLocationsModule.locations.contacts.phoneExt",
    "LocationContactEMail": "protocolSection.contactsLocationsModule.locations.contacts.email",
    "LocationCountry": "protocolSection.contactsLocationsModule.locations.country",
    "LocationGeoPoint": "protocolSection.contactsLocationsModule.locations.geoPoint",
    "ReferencePMID": "protocolSection.referencesModule.references.pmid",
    "ReferenceType": "protocolSection.referencesModule.references.type",
    "ReferenceCitation": "protocolSection.referencesModule.references.citation",
    "ConditionMeshId": "derivedSection.conditionBrowseModule.meshes.id",
    "ConditionAncestorId": "derivedSection.conditionBrowseModule.ancestors.id",
}


def study(number: int, **changes: Any) -> Study:  # noqa: ANN401  pieces by name, of any shape
    """A recruiting drug trial about ALL; `changes` are pieces by their names, None leaves one out."""
    pieces: dict[str, Any] = {
        "NCTId": f"NCT{number:08}",
        "BriefTitle": f"Study {number}",
        "OverallStatus": "RECRUITING",
        "StartDate": f"2026-{number % 12 + 1:02}-15",
        "LastUpdatePostDate": "2026-10-01",
        "LeadSponsorName": "Example Hospital",
        "BriefSummary": "It compares two treatments.",
        "Condition": ["Acute Lymphoblastic Leukemia"],
        "StudyType": "INTERVENTIONAL",
        "Phase": ["PHASE2"],
        "EnrollmentCount": 100 + number,
        "EnrollmentType": "ESTIMATED",
        "Interventions": [{"type": "DRUG", "name": "Examplinib"}],
        "EligibilityCriteria": "Inclusion Criteria:\n\n* Age 1 to 17\n* Newly diagnosed",
        "HealthyVolunteers": False,
        "Sex": "ALL",
        "MinimumAge": "1 Year",
        "MaximumAge": "17 Years",
        "Locations": [],
        "Meshes": [ALL_MESH],
        "Ancestors": [],
    } | changes
    record: Study = {}
    for piece, value in pieces.items():
        if value is not None:
            _put(record, piece, value)
    return record


def _put(record: Study, piece: str, value: Any) -> None:  # noqa: ANN401  as above
    browse = "derivedSection.conditionBrowseModule"
    places = {
        "Interventions": "protocolSection.armsInterventionsModule.interventions",
        "Locations": "protocolSection.contactsLocationsModule.locations",
        "Contacts": "protocolSection.contactsLocationsModule.centralContacts",
        "Arms": "protocolSection.armsInterventionsModule.armGroups",
        "Outcomes": "protocolSection.outcomesModule.primaryOutcomes",
        "References": "protocolSection.referencesModule.references",
        "Meshes": f"{browse}.meshes",
        "Ancestors": f"{browse}.ancestors",
    }
    *path, last = places.get(piece, PIECES.get(piece, piece)).split(".")
    for part in path:
        record = record.setdefault(part, {})
    record[last] = [{"id": m, "term": "?"} for m in value] if piece in {"Meshes", "Ancestors"} else value


def site(city: str, lat: float | None, lon: float | None, **more: str) -> dict[str, Any]:
    """A place where a study runs."""
    where = {"facility": f"{city} Hospital", "city": city, "country": "United States", **more}
    return where if lat is None else {**where, "geoPoint": {"lat": lat, "lon": lon}}


def only(record: Any, paths: list[list[str]]) -> Any:  # noqa: ANN401  JSON
    """The parts of a record that were asked for, as the registry cuts them."""
    if isinstance(record, list):
        return [only(part, paths) for part in record]
    if any(not path for path in paths):
        return record
    cut = {
        key: only(record[key], [p[1:] for p in paths if p[0] == key])
        for key in record
        if any(p[0] == key for p in paths)
    }
    return {key: value for key, value in cut.items() if value not in ({}, [])}


TOO_COMPLICATED = "Error parsing query in Conditions or disease: Too complicated query"


def plain_clients_only(agent: str | None) -> bool:
    """What the registry's front refused in 2026: any name but those of httpx and urllib."""
    return agent is not None and not agent.startswith(("python-httpx/", "Python-urllib/"))


class Registry:
    """The fake: change `studies`, `page_size` or `version`, or queue `faults` that are answered first.

    It refuses (403) by user agent, questions (400) of more than `most_words`, and, if `strict`, lists of
    numbers that hold one which it does not know. Any other question finds all studies.
    """

    def __init__(self, server: HTTPServer) -> None:
        self.studies: list[Study] = []
        self.page_size: int | None = None
        self.most_words = 12
        self.strict = False
        self.refuses: Callable[[str | None], bool] = plain_clients_only
        self.version = "2026-11-01"
        self.faults: list[Answer | None] = []
        self.for_ever: Answer | None = None
        self.after_page: Callable[[int], None] = lambda _: None
        self.queries: list[dict[str, str]] = []
        self.headers: list[dict[str, str]] = []
        self.url = server.url_for("/api/v2")
        server.expect_request(re.compile(r"/api/v2/studies(/.*)?")).respond_with_handler(self._answer)

    def _answer(self, request: Request) -> Response:
        self.headers.append(dict(request.headers))
        if self.refuses(request.headers.get("User-Agent")):
            return Response("<html><title>403 Forbidden</title></html>", 403, content_type="text/html")
        self.queries.append(request.args.to_dict())
        fault = self.for_ever or (self.faults.pop(0) if self.faults else None)
        if fault:
            return fault()
        asked = request.args.get("fields", "").split(",")
        if not set(asked) <= set(PIECES):
            return Response("Internal Server Error", 500, content_type="text/plain")
        paths = [PIECES[piece].split(".") for piece in asked]
        number = request.path.rpartition("/")[2]
        return (
            self._one(number, paths)
            if number.startswith("NCT")
            else self._page(request.args.to_dict(), paths)
        )

    def _one(self, number: str, paths: list[list[str]]) -> Response:
        for found in self.studies:
            who = found["protocolSection"]["identificationModule"]
            if who["nctId"] == number:
                return _json(only(found, paths))
            if number in who.get("nctIdAliases", []):
                query = f"fields={','.join(PIECES)}&format=json"
                return Response("", 301, headers={"Location": f"{self.url}/studies/{who['nctId']}?{query}"})
        return Response(f"NCT number {number} not found", 404, content_type="text/plain")

    def _page(self, asked: dict[str, str], paths: list[list[str]]) -> Response:
        token = asked.pop("pageToken", None)
        if refusal := self._refusal(asked):
            return Response(refusal, 400, content_type="text/plain")
        start = 0
        if token is not None:
            version, at = token.split("|")
            if version != self.version:
                return Response("pageToken is not valid", 400, content_type="text/plain")
            start = int(at)
        listed = [s for s in self.studies if "filter.ids" not in asked or numbers(s) & ids_of(asked)]
        size = self.page_size or min(int(asked["pageSize"]), 1000)
        page = listed[start : start + size]
        answer: dict[str, Any] = {"studies": [only(s, paths) for s in page]}
        if token is None and asked.get("countTotal") == "true":
            answer["totalCount"] = len(listed)
        if len(page) == size:  # the registry does not look ahead: the last page may be empty
            answer["nextPageToken"] = f"{self.version}|{start + size}"
        self.after_page(start)
        return _json(answer)

    def _refusal(self, asked: dict[str, str]) -> str | None:
        query = asked.get("query.cond", "")
        known = {"query.cond", "filter.ids", "fields", "pageSize", "countTotal", "format"}
        if not set(asked) <= known or re.search(r"[\[\]]", query):
            return "unknown parameter"
        if len(re.findall(r"\w+", query.replace(" OR ", " "))) > self.most_words:
            return TOO_COMPLICATED
        unknown = ids_of(asked) - set().union(*map(numbers, self.studies))
        return f"filter.ids: {', '.join(sorted(unknown))} not found" if self.strict and unknown else None

    @property
    def asked_for(self) -> list[str]:
        """The names that were asked for, in order."""
        return [q["query.cond"] for q in self.queries if "query.cond" in q]


def numbers(study_: Study) -> set[str]:
    """The numbers of a study, old ones too."""
    who = study_["protocolSection"]["identificationModule"]
    return {who["nctId"], *who.get("nctIdAliases", [])}


def ids_of(asked: dict[str, str]) -> set[str]:
    """The numbers that are asked for."""
    return set(filter(None, asked.get("filter.ids", "").split(",")))


def _json(content: Any) -> Response:  # noqa: ANN401  JSON
    return Response(json.dumps(content), content_type="application/json")


SMALL = Path(__file__).parents[1] / "data" / "small" / "conditions.json"


@pytest.fixture
def home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """The folder of the store, not made yet; the catalog is the small one."""
    monkeypatch.setenv("CONDCLI_CATALOG", str(SMALL))
    folder = tmp_path / "stored"
    monkeypatch.setenv("CONDCLI_DATA_HOME", str(folder))
    return folder


@pytest.fixture(scope="session")
def tls() -> SSLContext:
    """What httpx makes for each client: 30 ms, once."""
    return httpx.create_ssl_context()


@pytest.fixture
def registry(
    httpserver: HTTPServer, home: Path, tls: SSLContext, monkeypatch: pytest.MonkeyPatch
) -> Registry:
    """A registry with no studies, which condcli asks without keeping a pace; PubMed is not asked."""
    assert not home.exists()
    fake = Registry(httpserver)
    monkeypatch.setenv("CONDCLI_CTGOV_URL", fake.url)
    source = msgspec.structs.replace(http.CTGOV, seconds=lambda: 0.0)
    monkeypatch.setattr(http, "CTGOV", source)
    monkeypatch.setattr(http, "FIRST_WAIT", 0.0)
    monkeypatch.setattr(httpx, "Client", partial(httpx.Client, verify=tls))
    monkeypatch.setattr(update, "SOURCES", {"trials": update.SOURCES["trials"]})
    return fake


@pytest.fixture
def filled(run: Callable[..., Any], registry: Registry, home: Path) -> Path:
    """The file of a store with forty trials."""
    registry.studies = [study(n) for n in range(1, 41)]
    run("update", "ALL")
    return home / "evidence.sqlite3"


# condcli as a program of its own, without a pace and without PubMed. LIMIT is the largest file it may write.
PROGRAM = """
import atexit, os, resource, sys, msgspec
from condcli.cli import main
from condcli.sources import http, update
http.CTGOV = msgspec.structs.replace(http.CTGOV, seconds=lambda: 0.0)
update.SOURCES = {"trials": update.SOURCES["trials"]}
if limit := int(os.environ.get("LIMIT", "0")):
    hard = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, hard))
    atexit.register(resource.setrlimit, resource.RLIMIT_FSIZE, (hard, hard))  # coverage writes its file then
sys.argv[0] = "condcli"
"""
# Runs `condcli update -` for the names in its arguments, once for each number on standard input, and kills it
# after so many seconds.
KILLER = """
import io, signal, time
import condcli.cli.update, condcli.store.database, httpx, rich.console
names = "\\n".join(sys.argv[1:])
sys.argv = ["condcli", "update", "-"]
for delay in map(float, iter(sys.stdin.readline, "")):
    begun = time.monotonic()
    pid = os.fork()
    if not pid:
        sys.stdin = io.TextIOWrapper(io.BytesIO(names.encode()))
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        main()
    while time.monotonic() < begun + delay and not (ended := os.waitpid(pid, os.WNOHANG)[0]):
        time.sleep(0.0005)
    if not ended:
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
    print(time.monotonic() - begun, int(not ended), flush=True)
"""
Start = Callable[..., subprocess.Popen[str]]


@pytest.fixture
def start(registry: Registry, home: Path) -> Iterator[Start]:
    """Start a program of its own: `start("update", "ALL")`, with `code` to run and more environment."""
    begun: list[subprocess.Popen[str]] = []

    def begin(
        *args: str, code: str = "main()", stderr: int = subprocess.PIPE, **env: str
    ) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [sys.executable, "-c", PROGRAM + code, *args],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=stderr, text=True,
            env={**os.environ, "CONDCLI_CTGOV_URL": registry.url, "CONDCLI_DATA_HOME": str(home), **env},
        )  # fmt: skip
        begun.append(process)
        return process

    yield begin
    for process in begun:
        process.kill()
        if process.stdin and process.stdin.closed:
            process.stdin = None  # else communicate() would flush it
        process.communicate()
