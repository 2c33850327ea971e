"""Which trials the options let through, by ages, places, phases, words and dates, and in which order."""

import json
import math
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import pytest
from conftest import SMALL, Run
from registry import Registry, Study, site, study

from condcli.catalog.library import Library
from condcli.registry_models import Site
from condcli.store.database import Store
from condcli.store.snapshots import FoundTrial, Snapshot
from condcli.trials import filters
from condcli.trials import study as parsing
from condcli.trials.near import Near

BOSTON = site("Boston", 42.36, -71.06, state="Massachusetts")
WORCESTER = site("Worcester", 42.26, -71.80, state="Massachusetts")
TOKYO = site("Tokyo", 35.69, 139.69) | {"country": "Japan"}
SEOUL = site("Seoul", 37.57, 126.98) | {"country": "Korea, Republic of"}
NOWHERE = site("Springfield", None, None)
STUDIES = [
    study(1, Phase=["PHASE1"], MinimumAge="18 Years", MaximumAge=None, Sex="FEMALE", Locations=[BOSTON],
          StartDate="2024", LastUpdatePostDate="2026-01-01", EnrollmentCount=10),
    study(2, Phase=["PHASE1", "PHASE2"], MinimumAge="6 Months", MaximumAge="17 Years", Sex="MALE",
          Locations=[TOKYO, WORCESTER], StartDate="2024-05", LastUpdatePostDate="2026-03-01"),
    study(3, Phase=["NA"], MinimumAge=None, MaximumAge="30 Days", Locations=[SEOUL],
          StartDate="2024-05-20", OverallStatus="NOT_YET_RECRUITING", EnrollmentCount=None,
          Interventions=[{"type": "DEVICE", "name": "Pump"}]),
    study(4, Phase=["EARLY_PHASE1"], MinimumAge="30 Minutes", MaximumAge="8 Years", Locations=[NOWHERE],
          StartDate=None, OverallStatus="ENROLLING_BY_INVITATION", LeadSponsorName="Acme Pharma"),
    study(5, Phase=None, StudyType="OBSERVATIONAL", Interventions=None, OverallStatus="COMPLETED",
          MinimumAge=None, MaximumAge=None, Sex=None, LastUpdatePostDate=None, StartDate="2023-12-31"),
    study(6, StudyType="EXPANDED_ACCESS", Phase=None, OverallStatus="AVAILABLE", StartDate="2025-01",
          Locations=[BOSTON | {"status": "COMPLETED"}, WORCESTER | {"status": "AVAILABLE"}]),
]  # fmt: skip


@pytest.fixture(scope="module")
def stored_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store that lists STUDIES for ALL; no test here writes to it."""
    folder = tmp_path_factory.mktemp("filters")
    condition = Library.open().by_id["acute-lymphoblastic-leukemia"].id
    snapshot = Snapshot(source="trials", condition=condition, query="", taken="2026-11-23T00:00:00Z", total=6)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CONDCLI_DATA_HOME", str(folder))
        with Store.create() as store:
            store.save_trials(snapshot, map(found, STUDIES))
    return folder


def found(record: Study) -> FoundTrial:
    read = msgspec.json.decode(json.dumps(record), type=parsing.Study)
    trial = read.trial(date(2026, 11, 23))
    assert trial
    return FoundTrial.of(trial, read.details(), on_topic=True)


@pytest.fixture(autouse=True)
def _stored(stored_once: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CONDCLI_DATA_HOME", str(stored_once))


def numbers(run: Run, *options: str) -> list[int]:
    found = json.loads(run("trials", "ALL", *options, "--json").stdout)["trials"]
    return [int(t["nct_id"][3:]) for t in found]


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ("--status recruiting", [1, 2]),
        ("--open", [1, 2, 3, 4, 6]),
        ("--open --status completed", [1, 2, 3, 4, 5, 6]),
        ("--status by-invitation,completed", None),
        ("--status enrolling_by_invitation --status COMPLETED", [4, 5]),
        ("--type device", [3]),
        ("--type observational,expanded-access", [5, 6]),
        ("--type other", []),
        ("--phase 1", [1, 2]),
        ("--phase 2", [2]),
        ("--phase 1/2", [2]),
        ("--phase I", [1, 2]),
        ("--phase phase-1", [1, 2]),
        ("--phase PHASE2", [2]),
        ("--phase early-1", [4]),
        ("--phase early_phase1", [4]),
        ("--phase na", [3]),
        ("--phase 3", []),
        ("--phase 2 --phase na", [2, 3]),
        ("--age 8", [2, 4, 5, 6]),
        ("--age 9", [2, 5, 6]),
        ("--age 17.9", [2, 5, 6]),
        ("--age 18", [1, 5]),
        ("--age 100", [1, 5]),
        ("--age 12-18", [1, 2, 5, 6]),
        ("--age 6-12months", [2, 4, 5, 6]),
        ("--age 18-18", [1, 5]),
        ("--age 6months", [2, 4, 5]),
        ("--age 5months", [4, 5]),
        ("--age 3weeks", [3, 4, 5]),
        ("--age 31days", [4, 5]),
        ("--age 1hour", [3, 4, 5]),
        ("--age 10minutes", [3, 5]),
        ("--sex female", [1, 3, 4, 5, 6]),
        ("--sex Male", [2, 3, 4, 5, 6]),
        ("--country japan", [2]),
        ("--country USA", [1, 2, 4, 6]),
        ("--country korea", [3]),
        ("--country iceland", []),
        ("--since 2024-05", [1, 2, 3, 6]),
        ("--since 2024-05-21", [1, 2, 6]),
        ("--since 2025", [6]),
        ("--text acme", [4]),
        ("--text PUMP", [3]),
        ("--text NCT00000005", [5]),
        ("--limit 2", [2, 1]),
    ],
    ids=lambda o: o if isinstance(o, str) else "",
)
def test_options(run: Run, options: str, expected: list[int] | None) -> None:
    if expected is None:
        assert run("trials", "ALL", *options.split()).exit_code == 2
    else:
        found = numbers(run, *options.split())
        assert (found if "--limit" in options else sorted(found)) == expected


def test_all_words_of_a_text_must_be_there(run: Run) -> None:
    assert numbers(run, "--text", "acme examplinib") == [4]
    assert numbers(run, "--text", "acme pump") == []


def test_the_words_of_a_text_are_looked_for_once_and_bounded(run: Run) -> None:
    assert numbers(run, "--text", "acme " * 60_000) == [4]
    result = run("trials", "ALL", "--text", " ".join(map(str, range(101))))
    assert (result.exit_code, result.stderr.count("\n")) == (2, 1)
    assert "--text takes 100 words at most, and here are 101." in result.stderr


def test_a_text_may_be_words_of_our_own_title(run: Run) -> None:
    answer = run("trials", "--text", "how healthy", "--catalog", str(SMALL), "--json").stdout
    found = json.loads(answer)["trials"]
    assert [t["nct_id"] for t in found] == ["NCT04537871"]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"Interventions": [{"type": "DRUG"}, {"type": "DEVICE"}, {"type": "DRUG"}]}, "Drug, Device"),
        ({"StudyType": "OBSERVATIONAL"}, "Observational (Drug)"),
        ({"StudyType": "OBSERVATIONAL", "Interventions": None}, "Observational"),
        ({"StudyType": "EXPANDED_ACCESS"}, "Expanded access (Drug)"),
        ({"StudyType": None, "Interventions": None}, "Not given"),
    ],
)
def test_the_study_type_says_what_is_tested(
    run: Run, registry: Registry, changes: dict[str, object], said: str
) -> None:
    registry.studies = [study(1, **changes)]
    run("update", "ALL")
    assert f"Study type: {said}\n" in run("trials", "ALL").stdout


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        ("start", [6, 3, 2, 1, 5, 4]),
        ("updated", [3, 4, 6, 2, 1, 5]),
        ("enrollment", [6, 5, 4, 2, 1, 3]),
    ],
)
def test_orders_put_what_is_not_said_last(run: Run, order: str, expected: list[int]) -> None:
    assert numbers(run, "--sort", order) == expected


def near(run: Run, *options: str) -> dict[int, tuple[float, str]]:
    result = run("trials", "ALL", "--near", "42.36,-71.06", *options, "--json")
    found = json.loads(result.stdout)["trials"]
    return {int(t["nct_id"][3:]): (t["distance"], t["nearest_site"]) for t in found}


def test_near_shows_the_nearest_open_site_nearest_first(run: Run) -> None:
    assert near(run) == {
        1: (0.0, "Boston Hospital, Boston, Massachusetts"),
        2: (38.4, "Worcester Hospital, Worcester, Massachusetts"),
        6: (38.4, "Worcester Hospital, Worcester, Massachusetts"),
    }
    text = run("trials", "ALL", "--near", "42.36,-71.06").stdout
    assert "Distance: 38 miles" in text
    assert "Nearest site: Worcester Hospital, Worcester, Massachusetts" in text


@pytest.mark.parametrize("size", ["9" * 310, "9" * 308, "1" * 7])
def test_a_distance_beyond_the_earth_is_refused(run: Run, size: str) -> None:
    result = run("trials", "ALL", "--near", "1,1", "--within", size)
    assert (result.exit_code, "Traceback" in result.stderr) == (2, False)


def test_within_is_in_miles_or_kilometers(run: Run) -> None:
    assert set(near(run, "--within", "38mi")) == {1}
    assert set(near(run, "--within", "62km")) == {1, 2, 6}
    assert set(near(run, "--within", "61 km")) == {1}
    assert set(near(run, "--within", "9000")) == {1, 2, 3, 6}


def test_another_order_may_be_asked_for_near_a_place(run: Run) -> None:
    assert list(near(run, "--sort", "enrollment")) == [6, 2, 1]
    assert list(near(run, "--sort", "distance")) == [1, 2, 6]


def test_trials_that_do_not_say_where_are_counted(run: Run) -> None:
    result = run("trials", "ALL", "--near", "42.36,-71.06")
    assert "2 trials that match do not say where the sites are, and are left out." in result.stderr


def test_a_site_that_is_closed_is_named_only_where_no_other_is_open(run: Run, registry: Registry) -> None:
    registry.studies = [study(1, Locations=[BOSTON | {"status": "WITHDRAWN"}, NOWHERE])]
    run("update", "ALL")
    assert near(run) == {1: (0.0, "Boston Hospital, Boston, Massachusetts (not open)")}


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--near", "Xyzzyville"), "latitude,longitude"),
        (("--near", "1,2,3"), "latitude,longitude"),
        (("--near", "91,0"), "latitude,longitude"),
        (("--near", "0,181"), "latitude,longitude"),
        (("--near", "nan,0"), "latitude,longitude"),
        (("--within", "far", "--near", "1,2"), "50mi or 80km"),
        (("--sort", "distance"), "--near PLACE"),
        (("--age", "old"), "6 months"),
        (("--age", "18-12"), "12-18"),
        (("--since", "May"), "2024-05-31"),
        (("--since", "2024-13"), "2024-05-31"),
        (("--phase", "5"), "early-1"),
        (("--phase", "1/x"), "1/2"),
        (("--sex", "other"), "female, male"),
        (("--country", "Atlantis"), "Japan"),
        (("--status", "all"), "recruiting"),
    ],
    ids=lambda o: " ".join(o) if isinstance(o, tuple) else "",
)
def test_what_an_option_does_not_know_is_answered_with_what_it_takes(
    run: Run, options: tuple[str, ...], said: str
) -> None:
    result = run("trials", "ALL", *options)
    assert result.exit_code == 2
    assert options[0] in result.stderr
    assert said in result.stderr
    assert len(result.stderr.splitlines()) == 1


@pytest.mark.usefixtures("home")
def test_a_country_that_no_bundled_trial_names_is_answered_with_all_countries(run: Run) -> None:
    assert "Iceland" in run("trials", "ALL", "--country", "Atlantis").stderr
    assert run("trials", "ALL", "--country", "Iceland").exit_code == 0


@pytest.mark.parametrize(
    ("place", "miles"),
    [((42.36, -71.06), 0), ((51.5, -0.1), 3269), ((-42.36, 108.94), 12437), ((42.36, 288.94), 0)],
    ids=["here", "London", "the other side of the earth", "once around"],
)
def test_great_circle_distance(place: tuple[float, float], miles: float) -> None:
    far = Near(42.36, -71.06).distance(Site(latitude=place[0], longitude=place[1]))
    assert far == pytest.approx(miles, abs=5)
    assert Near(0, 0).order(Site()) == math.inf


@pytest.mark.parametrize(
    ("text", "expected"),
    [("18 Years", 18), ("1 Year", 1), ("6 Months", 0.5), ("2 Weeks", 0.038), ("30 Days", 0.082),
     ("1 Hour", 0.0001), ("30 Minutes", 0.00006), ("N/A", None), ("", None), ("-1 Years", None),
     ("18 Years old", None)],
)  # fmt: skip
def test_ages_as_the_registry_writes_them(text: str, expected: float | None) -> None:
    found = filters.years(text)
    assert (found and found[0]) == (expected and pytest.approx(expected, rel=0.02, abs=5e-5))


def test_json_keeps_the_shape_of_the_design(run: Run) -> None:
    answer: dict[str, Any] = json.loads(run("trials", "ALL", "--json").stdout)
    assert list(answer) == ["help", "as_of", "total", "count", "off_topic", "trials"]
    assert answer["help"] is None
    assert list(answer["trials"][0]) == [
        "nct_id", "title", "status", "study_type", "interventions", "phases", "enrollment", "start_date",
        "minimum_age", "maximum_age", "sex", "countries", "sponsor", "conditions", "updated", "as_of",
        "source", "earlier", "places", "plain_title", "url", "distance", "nearest_site",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["--within", "50mi"], "--near"),
        (["--since", "2024-02-31"], "--since"),
        (["--since", "0000"], "--since"),
    ],
    ids=lambda v: " ".join(v) if isinstance(v, list) else None,
)
def test_a_filter_that_cannot_hold_is_refused(run: Run, args: list[str], said: str) -> None:
    result = run("trials", *args)
    assert (result.exit_code, result.stdout) == (2, "")
    assert said in result.stderr


def test_a_place_of_very_many_words_is_refused_at_once(run: Run) -> None:
    result = run("trials", "ALL", "--near", "ab " * 3_000)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("condcli: --near does not know 'ab")
