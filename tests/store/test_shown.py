"""What is shown of trials and papers: what an update stored, else what stands beside the catalog."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest
from good_record import catalog_of, good, write

from condcli.catalog.library import Library
from condcli.registry_models import Advance, Site, Trial, TrialDetails, Trials
from condcli.sources.faults import UnknownTrial
from condcli.store import bundle, shown
from condcli.store.database import Store
from condcli.store.snapshots import FoundTrial, Snapshot
from condcli.trials.filters import Choice
from condcli.trials.near import Near

Tell = Callable[[str], None]
KNEE, HIP = "sore-knee", "sore-hip"
BOSTON = Near(42.36, -71.06, 50.0, "Boston")
NEAR_BY, FAR = (
    Site("City Clinic", "Boston", latitude=42.36, longitude=-71.06),
    Site("Far", latitude=0.0, longitude=0.0),
)
MADE = Trial(
    nct_id="NCT00000001", title="Study 1", status="RECRUITING", study_type=None, interventions=(), phases=(),
    enrollment=10, start_date=None, minimum_age=None, maximum_age=None, sex=None, countries=("Japan",),
    sponsor=None, conditions=(), updated=None, as_of="2026-11-01", source="ClinicalTrials.gov", earlier=(),
)  # fmt: skip
PAPER = Advance(
    pmid="1", doi=None, title="Paper 1", journal=None, published="2026-05", condition=None, treatment=None,
    patients=None, kind=None, summary=None, nct_ids=(), as_of="2026-11-01", source="PubMed",
)  # fmt: skip


def trial(number: int, **changes: Any) -> Trial:  # noqa: ANN401  fields of any kind
    return msgspec.structs.replace(MADE, nct_id=f"NCT{number:08}", title=f"Study {number}", **changes)


def paper(pmid: int | None, **changes: Any) -> Advance:  # noqa: ANN401  as above
    return msgspec.structs.replace(PAPER, pmid=pmid and str(pmid), title=f"Paper {pmid}", **changes)


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Library:
    """Two conditions; beside them trials 1 to 4, of which two are the knee's, and three papers."""
    monkeypatch.setenv("CONDCLI_DATA_HOME", str(tmp_path / "stored"))
    hip = good(id=HIP, name="Sore hip", aliases=[], abbreviations=[], loose_names=[])
    hip["codes"] = {"icd10cm": [], "mesh": [], "doid": []}
    trials = [trial(n, as_of=f"2026-10-0{n}") for n in (1, 2, 3, 4)]
    papers = [paper(None), paper(1), paper(2, published="2025")]
    path = write(
        tmp_path, catalog_of(good(), hip),
        trials={"version": 1, "trials": msgspec.to_builtins(trials),
                "conditions": {KNEE: ["NCT00000001", "NCT00000002"], HIP: ["NCT00000003"]}},
        trial_details={"version": 1, "details": {"NCT00000001": {"acronym": "KNEES"}}},
        research={"version": 1, "advances": msgspec.to_builtins(papers), "conditions": {KNEE: [2, 1, 0]}},
        plain_titles={"NCT00000001": "Does it help?"},
    )  # fmt: skip
    return Library.open(path)


def save(*trials: Trial, condition: str = KNEE, off_topic: tuple[Trial, ...] = (), **sites: Site) -> None:
    details = TrialDetails(sites=tuple(sites.values()))
    found = [FoundTrial.of(t, details, on_topic=True) for t in trials]
    found += [FoundTrial.of(t, details, on_topic=False) for t in off_topic]
    taken = "2026-11-20T00:00:00Z"
    with Store.create() as store:
        store.save_trials(
            Snapshot(source="trials", condition=condition, query="", taken=taken, total=9), found
        )


def save_papers(*papers: Advance, total: int = 9) -> None:
    taken = "2026-11-20T00:00:00Z"
    with Store.create() as store:
        asked = Snapshot(source="research", condition=KNEE, query="", taken=taken, total=total)
        store.save_advances(asked, papers)


def listed(library: Library, condition: str | None = KNEE, **choice: Any) -> list[int]:  # noqa: ANN401  as above
    return [int(row.nct_id[3:]) for row in shown.trials(library, condition, Choice(**choice)).trials]


def pmids(library: Library, condition: str | None = KNEE, **options: Any) -> list[str | None]:  # noqa: ANN401  as above
    return [row.pmid for row in shown.research(library, condition, **options).advances]


def test_without_a_store_the_bundled_trials_of_the_condition_are_shown(library: Library) -> None:
    answer = shown.trials(library, KNEE)
    assert [row.nct_id for row in answer.trials] == ["NCT00000001", "NCT00000002"]
    assert (answer.as_of, answer.total, answer.count, answer.off_topic) == ("2026-10-01", 2, 2, 0)
    first = answer.trials[0]
    assert (first.plain_title, first.url) == ("Does it help?", "https://clinicaltrials.gov/study/NCT00000001")
    assert (first.distance, first.nearest_site) == (None, None)
    assert listed(library, HIP) == [3]
    assert sorted(listed(library, None)) == [1, 2, 3, 4]
    assert listed(library, "no-such-condition") == []


def test_what_is_stored_of_a_condition_takes_the_place_of_what_is_bundled(library: Library) -> None:
    save(trial(2), trial(9), off_topic=(trial(8),))
    assert sorted(listed(library)) == [2, 9]
    assert listed(library, HIP) == [3]
    assert sorted(listed(library, None)) == [1, 2, 3, 4, 9]
    assert sorted(listed(library, all_hits=True)) == [2, 8, 9]
    assert shown.trials(library, KNEE).off_topic == 1
    assert shown.trials(library, KNEE, Choice(all_hits=True)).off_topic == 0
    assert shown.trials(library, KNEE, Choice(country="Spain")).off_topic == 0


def test_a_stored_list_that_is_empty_hides_nothing_that_is_bundled(library: Library) -> None:
    save(trial(5), condition="other")
    save(condition=KNEE)
    assert sorted(listed(library)) == [1, 2]
    save(condition="no-such-condition")
    answer = shown.trials(library, "no-such-condition")
    assert (answer.total, answer.as_of) == (0, "2026-11-20")


def test_a_newer_copy_of_a_bundled_trial_is_shown_for_every_condition(library: Library) -> None:
    save(trial(3, status="COMPLETED"))
    (row,) = shown.trials(library, HIP).trials
    assert (row.status, row.as_of) == ("COMPLETED", "2026-11-01")
    assert [(state.status, state.as_of) for state in row.earlier] == [("RECRUITING", "2026-10-03")]


@pytest.mark.parametrize(
    ("choice", "numbers", "total"),
    [
        ({}, [1, 2, 3, 4], 4),
        ({"limit": 2}, [1, 2], 4),
        ({"limit": 9}, [1, 2, 3, 4], 4),
        ({"words": ("3",)}, [3], 1),
        ({"words": ("does", "it")}, [1], 1),
        ({"statuses": frozenset({"COMPLETED"})}, [], 0),
        ({"country": "japan", "limit": 1}, [1], 4),
    ],
)
def test_a_choice_says_which_and_how_many(
    library: Library, choice: dict[str, Any], numbers: list[int], total: int
) -> None:
    answer = shown.trials(library, None, Choice(**choice))
    assert [int(row.nct_id[3:]) for row in answer.trials] == numbers
    assert (answer.total, answer.count) == (total, len(numbers))


@pytest.mark.parametrize(
    ("without", "told"),
    [
        (0, []),
        (1, ["1 trial that matches does not say where the sites are, and is left out."]),
        (2, ["2 trials that match do not say where the sites are, and are left out."]),
    ],
)
def test_near_a_place_those_that_do_not_say_where_are_counted(
    library: Library, without: int, told: list[str]
) -> None:
    said: list[str] = []
    with Store.create() as store:
        for number in (1, 2):
            sites = () if number <= without else (NEAR_BY,)
            store.keep(FoundTrial.of(trial(number), TrialDetails(sites=sites), on_topic=True))
    answer = shown.trials(library, KNEE, Choice(near=BOSTON), said.append)
    assert said == told
    assert answer.total == 2 - without
    assert all((row.distance, row.nearest_site) == (0.0, "City Clinic, Boston") for row in answer.trials)


@pytest.mark.parametrize(("miles", "count"), [(50.0, 1), (9_000.0, 2)])
def test_near_a_place_those_within_its_miles_are_shown_nearest_first(
    library: Library, miles: float, count: int
) -> None:
    with Store.create() as store:
        for number, site in ((1, NEAR_BY), (2, FAR)):
            store.keep(FoundTrial.of(trial(number), TrialDetails(sites=(site,)), on_topic=True))
    near = msgspec.structs.replace(BOSTON, miles=miles)
    assert listed(library, near=near) == [1, 2][:count]


def test_one_trial_is_shown_with_all_that_is_known_of_it(library: Library) -> None:
    page = shown.trial(library, "NCT00000001")
    assert (page.acronym, page.plain_title, page.status) == ("KNEES", "Does it help?", "RECRUITING")
    save(trial(1, status="COMPLETED"), far=FAR, nowhere=Site("Nowhere"), near=NEAR_BY)
    page = shown.trial(library, "NCT00000001", BOSTON)
    assert (page.status, [state.status for state in page.earlier]) == ("COMPLETED", ["RECRUITING"])
    assert [site.facility for site in page.sites] == ["City Clinic", "Far", "Nowhere"]
    assert (page.distance, page.nearest_site) == (0.0, "City Clinic, Boston")
    assert [site.facility for site in shown.trial(library, "NCT00000001").sites] == [
        "Far",
        "Nowhere",
        "City Clinic",
    ]


def test_a_number_that_nobody_knows_is_an_error(library: Library) -> None:
    with pytest.raises(UnknownTrial) as fault:
        shown.trial(library, "NCT00000099")
    assert (fault.value.nct_id, fault.value.exit_code) == ("NCT00000099", 3)


def test_papers_come_newest_first_and_stored_ones_for_the_bundled(library: Library) -> None:
    assert pmids(library) == ["1", None, "2"]
    assert pmids(library, HIP) == []
    save_papers(paper(5, published="2024"), paper(2, published="2026-09"), total=40)
    answer = shown.research(library, KNEE)
    assert [row.pmid for row in answer.advances] == ["2", "5"]
    assert (answer.total, answer.listed, answer.as_of) == (2, 40, "2026-11-01")
    assert pmids(library, None) == ["2", "1", None, "5"]
    assert shown.research(library, None).listed is None


def test_an_address_goes_with_a_number(library: Library) -> None:
    urls = {row.pmid: row.url for row in shown.research(library, KNEE).advances}
    assert urls == {
        "1": "https://pubmed.ncbi.nlm.nih.gov/1/",
        "2": "https://pubmed.ncbi.nlm.nih.gov/2/",
        None: None,
    }


def test_where_none_are_stored_the_bundled_stay_and_the_answer_says_when(library: Library) -> None:
    save_papers(total=0)
    answer = shown.research(library, KNEE)
    assert ([row.pmid for row in answer.advances], answer.listed) == (["1", None, "2"], 0)
    nothing = shown.research(library, KNEE, since="2027")
    assert (nothing.total, nothing.as_of) == (0, "2026-11-20")
    assert shown.research(library, HIP).as_of is None


@pytest.mark.parametrize(
    ("options", "found", "total"),
    [
        ({"limit": 1}, ["1"], 3), ({"limit": 9}, ["1", None, "2"], 3), ({"since": "2026"}, ["1", None], 2),
        ({"since": "2026-05-20"}, ["1", None], 2), ({"since": "2026-06"}, [], 0),
        ({"since": "2025", "limit": 2}, ["1", None], 3),
    ],
)  # fmt: skip
def test_papers_are_chosen_by_date_and_number(
    library: Library, options: dict[str, Any], found: list[str | None], total: int
) -> None:
    said: list[str] = []
    answer = shown.research(library, KNEE, tell=said.append, **options)
    assert ([row.pmid for row in answer.advances], answer.total, said) == (found, total, [])


def test_what_memory_does_not_hold_is_told(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shown, "MOST_ROWS", 700)
    said: list[str] = []
    assert 0 < len(shown.trials(library, None, tell=said.append).trials) < 4
    assert 0 < len(shown.research(library, tell=said.append).advances) < 3
    assert [line.partition(" of ")[2] for line in said] == [
        "4. For others, add a name or a filter.", "3. For others, add a name or a date.",
    ]  # fmt: skip
    assert len(listed(library)) == 2  # of one condition all are shown


def test_the_days_of_all_trials_and_all_papers_are_known(library: Library) -> None:
    assert sorted(shown.trial_days(library)) == [f"2026-10-0{n}" for n in (1, 2, 3, 4)]
    save(trial(1), trial(9), off_topic=(trial(8),))
    assert sorted(shown.trial_days(library)) == [
        *(f"2026-10-0{n}" for n in (2, 3, 4)),
        "2026-11-01",
        "2026-11-01",
    ]
    assert shown.papers(library, lambda found: [p.pmid for p in found]) == [None, "1", "2"]
    assert shown.oldest([]) is None


def test_an_update_is_saved_while_somebody_reads_who_still_sees_what_was(library: Library) -> None:
    save(trial(1), trial(2))
    with Store.open() or Store.create() as reader:
        assert len(reader.listed(KNEE)) == 2
        save(trial(1), trial(2), trial(9))
        assert len(reader.listed(KNEE)) == 2
    assert sorted(listed(library)) == [1, 2, 9]


def test_a_file_of_a_release_has_one_form() -> None:
    assert bundle.text(Trials(1, (), {"b": ()})) == (
        '{\n  "version": 1,\n  "trials": [],\n  "conditions": {\n    "b": []\n  }\n}\n'
    )
