"""What trials cost: a look-up among half a million, parsing records, the memory of a large update.

    python benchmarks/evidence.py [TRIALS]

Three measures, each a ratio or a difference within one run. The records are made by chance in the shapes of
real ones: lengths of texts, numbers of sites and what is missing follow 1,329 records of the registry.
"""

import json
import logging
import os
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from condcli.catalog.library import Library
from condcli.store.database import Store
from condcli.store.snapshots import FoundTrial, Snapshot
from condcli.trials.study import Study

TRIALS = 500_000
A_CONDITION = 500  # trials of one: 500,000 over 1,000 conditions
RUNS = 21
TEXT = (
    "the of patients with and in treatment study to or for at least a disease prior therapy within days who "
    "are have not any history active informed consent age years clinical known severe months dose blood than "
    "weeks must screening pregnant women infection other cancer signed inclusion exclusion criteria diagnosis"
)
STATUSES = ("COMPLETED", "RECRUITING", "UNKNOWN", "NOT_YET_RECRUITING", "TERMINATED", "ACTIVE_NOT_RECRUITING")
UPDATE = """
import re, sys, msgspec
from pathlib import Path
from condcli.cli import main
import condcli.cli.update
from condcli.sources import http, update
http.CTGOV = msgspec.structs.replace(http.CTGOV, seconds=lambda: 0.0)
update.SOURCES = {"trials": update.SOURCES["trials"]}
sys.argv = ["condcli", "update", "asthma"]
# Not ru_maxrss: that of a new process begins with what its parent had.
def kilobytes(what):
    return re.search(what + r":\\s+(\\d+)", Path("/proc/self/status").read_text())[1]
start = kilobytes("VmRSS")
try:
    main()
finally:
    print(start, kilobytes("VmHWM"), file=sys.stderr)
"""


def text(chance: random.Random, typical: float, most: int) -> str:
    """Words of about so many letters; some texts are much longer."""
    length = min(most, int(chance.lognormvariate(0, 1) * typical))
    return " ".join(chance.choices(TEXT.split(), k=max(3, length // 6)))


def record(number: int, chance: random.Random) -> dict[str, Any]:
    """A study as the registry answers it when only the fields that condcli shows are asked for."""
    sites = min(315, int(chance.lognormvariate(0.4, 1.7)))
    here = {
        "facility": "General Hospital",
        "city": "Springfield",
        "state": "Ohio",
        "country": "United States",
    }
    point = {"lat": round(chance.uniform(-60, 60), 5), "lon": round(chance.uniform(-180, 180), 5)}
    arm = {"type": chance.choice(("DRUG", "DEVICE", "PROCEDURE", "BEHAVIORAL")), "name": text(chance, 20, 80)}
    dates = {"date": f"20{chance.randint(0, 26):02}-{chance.randint(1, 12):02}"}
    headings = [{"id": f"D{chance.randint(1, 99999):06}"} for _ in range(8)]
    return {
        "protocolSection": {
            "identificationModule": {
                "nctId": f"NCT{number:08}", "briefTitle": text(chance, 80, 300),
                "officialTitle": text(chance, 130, 600),
            },
            "statusModule": {
                "overallStatus": chance.choices(STATUSES, (58, 31, 18, 10, 6, 6))[0],
                "startDateStruct": dates, "lastUpdatePostDateStruct": {"date": "2026-02-04"},
            },
            "sponsorCollaboratorsModule": {"leadSponsor": {"name": text(chance, 30, 90)}},
            "descriptionModule": {"briefSummary": text(chance, 430, 5000)},
            "conditionsModule": {"conditions": ["Asthma"], "keywords": [text(chance, 15, 60)] * 4},
            "designModule": {
                "studyType": "INTERVENTIONAL", "phases": ["PHASE2"],
                "enrollmentInfo": {"count": chance.randint(0, 2000), "type": "ESTIMATED"},
            },
            "armsInterventionsModule": {"interventions": [arm] * chance.randint(1, 3)},
            "eligibilityModule": {
                "eligibilityCriteria": text(chance, 1330, 20000), "healthyVolunteers": False, "sex": "ALL",
                "minimumAge": "18 Years",
            },
            "outcomesModule": {"primaryOutcomes": [{"measure": text(chance, 60, 200)}]},
            "contactsLocationsModule": {
                "centralContacts": [{"name": "A Nurse", "phone": "555-0100", "email": "trials@example.org"}],
                "locations": [here | {"geoPoint": point, "zip": f"{n:05}"} for n in range(sites)],
            },
        },
        "derivedSection": {"conditionBrowseModule": {"meshes": headings[:1], "ancestors": headings[1:]}},
    }  # fmt: skip


def fill(folder: Path, trials: int) -> None:
    """A store in that folder, with so many trials; each condition lists A_CONDITION of them."""
    os.environ["CONDCLI_DATA_HOME"] = str(folder)
    chance = random.Random(3)  # noqa: S311  figures for a measure
    kinds = [parsed(json.dumps(record(n, chance)).encode()) for n in range(1, A_CONDITION + 1)]
    numbers = iter(chance.sample(range(1, 9_999_999), trials))
    names = ["asthma", *(f"condition-{n}" for n in range(1, trials // A_CONDITION))]
    with Store.create() as store:
        for name in names:
            taken = "2026-11-23T00:00:00Z"
            snapshot = Snapshot(source="trials", condition=name, query="", taken=taken, total=A_CONDITION)
            store.save_trials(snapshot, list(batch(numbers, kinds)))


def batch(numbers: Iterator[int], kinds: list[Study]) -> Iterator[FoundTrial]:
    """One condition's trials: the records that were made, under other numbers."""
    for kind in kinds:
        trial = kind.trial(date(2026, 11, 23))
        if trial:
            other = msgspec.structs.replace(trial, nct_id=f"NCT{next(numbers):08}")
            yield FoundTrial.of(other, kind.details(), on_topic=True)


def parsed(content: bytes) -> Study:
    """The study of a record's bytes."""
    return msgspec.json.decode(content, type=Study, strict=False)


def seconds(work: Callable[[], object]) -> float:
    """Processor time of this process and those that it waits for."""

    def used() -> float:
        own, others = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
        return own.ru_utime + own.ru_stime + others.ru_utime + others.ru_stime

    before = used()
    work()
    return used() - before


def look_up(folder: Path) -> None:
    """Ask for a condition's recruiting trials, as a person does."""
    command = [sys.executable, "-m", "condcli", "trials", "asthma", "--status", "recruiting"]
    env = os.environ | {"CONDCLI_DATA_HOME": str(folder)}
    subprocess.run(command, env=env, stdout=subprocess.DEVNULL, check=True)


def in_turns(works: dict[str, Callable[[], object]], runs: int = RUNS) -> dict[str, float]:
    """The median of each, run in turns, so that whatever else runs here hits all of them."""
    times: dict[str, list[float]] = {name: [] for name in works}
    for _ in range(runs + 1):
        for name, work in works.items():
            times[name].append(seconds(work))
    return {name: statistics.median(values[1:]) for name, values in times.items()}  # the first run warms up


def looking_up(folder: Path, trials: int) -> None:
    """A look-up among many trials against the same among few."""
    begun = time.monotonic()
    few, many = folder / "few", folder / "many"
    fill(few, A_CONDITION)
    fill(many, trials)
    size = (many / "evidence.sqlite3").stat().st_size / 2**20
    print(f"{trials:,} trials stored in {time.monotonic() - begun:.0f} s, {size:,.0f} MB")
    found = in_turns({"few": lambda: look_up(few), "many": lambda: look_up(many)})
    few_ms, many_ms = found["few"] * 1000, found["many"] * 1000
    print(f"look-up among {A_CONDITION}: {few_ms:.0f} ms, among {trials:,}: {many_ms:.0f} ms")
    print(f"ratio {many_ms / few_ms:.2f} (at most 1.1)")


def parsing() -> None:
    """Parsing records against json.loads of the same bytes."""
    chance = random.Random(1)  # noqa: S311  figures for a measure
    lines = [json.dumps(record(n, chance)).encode() for n in range(1, 2001)]
    today = date(2026, 11, 23)

    def rows() -> None:
        for line in lines:
            study = parsed(line)
            study.trial(today), study.details()

    def packed() -> None:
        for line in lines:
            study = parsed(line)
            if trial := study.trial(today):
                FoundTrial.of(trial, study.details(), on_topic=True)

    found = in_turns(
        {"json": lambda: [json.loads(line) for line in lines], "rows": rows, "packed": packed}, 9
    )
    size = sum(map(len, lines)) / 2**20
    print(f"json.loads of 2,000 records ({size:.1f} MB): {found['json'] * 1000:.0f} ms")
    for name, said in (
        ("rows", "to our rows and pages (at most 0.6)"),
        ("packed", "and compressed for the store"),
    ):
        print(f"{said}: {found[name] * 1000:.0f} ms, ratio {found[name] / found['json']:.2f}")


def memory(folder: Path, studies: int = 10_000) -> None:
    """The most memory that an update of many studies needs above its start."""
    chance = random.Random(2)  # noqa: S311  figures for a measure
    records = [json.dumps(record(n, chance)) for n in range(1, studies + 1)]

    def answer(request: Request) -> Response:
        if "query.cond" not in request.args:
            return Response('{"studies": [], "totalCount": 0}', content_type="application/json")
        start, size = int(request.args.get("pageToken", "0")), int(request.args["pageSize"])
        more = f', "nextPageToken": "{start + size}"' if start + size < studies else ""
        page = f'{{"studies": [{",".join(records[start : start + size])}], "totalCount": {studies}{more}}}'
        return Response(page, content_type="application/json")

    with HTTPServer() as server:
        server.expect_request("/studies").respond_with_handler(answer)
        env = os.environ | {
            "CONDCLI_CTGOV_URL": server.url_for(""),
            "CONDCLI_DATA_HOME": str(folder / "update"),
        }
        run = subprocess.run(
            [sys.executable, "-c", UPDATE], env=env, capture_output=True, text=True, check=True
        )
    start, most = map(int, run.stderr.split()[-2:])
    print(run.stdout.strip().splitlines()[-1])
    size = sum(map(len, records)) / 2**20
    above = (most - start) / 1024
    print(f"{size:.0f} MB read; memory {most / 1024:.0f} MB, {above:.0f} MB above the start (at most 60)")


def main(trials: int = TRIALS) -> None:
    """Print the three measures."""
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    if "asthma" not in Library.open().by_id:
        sys.exit("the catalog has no asthma")
    parsing()
    with tempfile.TemporaryDirectory() as folder:
        memory(Path(folder))
        looking_up(Path(folder), trials)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
