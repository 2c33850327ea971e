"""A fault in the middle of saving leaves the store as it was, open or opened again."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from condcli.registry_models import Advance, Trial, TrialDetails
from condcli.sources.faults import StoreFault
from condcli.store.database import Store
from condcli.store.snapshots import FoundTrial, Snapshot

EARLIER, LATER = "2026-11-01T00:00:00Z", "2026-11-02T00:00:00Z"


def trial(number: int, status: str = "RECRUITING") -> FoundTrial:
    found = Trial(
        nct_id=f"NCT{number:08}", title=f"Study {number}", status=status, study_type=None, interventions=(),
        phases=(), enrollment=10, start_date=None, minimum_age=None, maximum_age=None, sex=None, countries=(),
        sponsor=None, conditions=(), updated=None, as_of="2026-11-01",
        source="ClinicalTrials.gov", earlier=(),
    )  # fmt: skip
    return FoundTrial.of(found, TrialDetails(), on_topic=True)


def snapshot(source: str, taken: str) -> Snapshot:
    return Snapshot(source=source, condition="asthma", query="asthma", taken=taken, total=3)  # type: ignore[arg-type]


def paper(pmid: int) -> Advance:
    return Advance(
        pmid=str(pmid), doi=None, title=f"Paper {pmid}", journal=None, published=None, condition=None,
        treatment=None, patients=None, kind=None, summary=None, nct_ids=(), as_of="2026-11-01",
        source="PubMed",
    )  # fmt: skip


def save_trials(store: Store) -> None:
    store.save_trials(snapshot("trials", LATER), [trial(2, "COMPLETED"), trial(3)])


def save_advances(store: Store) -> None:
    store.save_advances(snapshot("research", LATER), [paper(2), paper(3)])


def keep(store: Store) -> None:
    store.keep(trial(9))


# How it is saved, and the statement at which the disk or the file is made to fail.
FAULTS = [
    (save_trials, "INSERT ON trials"),
    (save_trials, "INSERT ON trial_details"),
    (save_trials, "DELETE ON link"),
    (save_trials, "INSERT ON link"),
    (save_trials, "INSERT ON snapshot"),
    (save_trials, "DELETE ON trials"),
    (save_trials, "DELETE ON trial_details"),
    (save_advances, "INSERT ON research"),
    (save_advances, "INSERT ON link"),
    (save_advances, "INSERT ON snapshot"),
    (save_advances, "DELETE ON research"),
    (keep, "INSERT ON trial_details"),
    (keep, "INSERT ON link"),
]


@pytest.fixture
def store(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Store]:
    """A store with two trials and two papers of asthma, open for writing."""
    monkeypatch.setenv("CONDCLI_DATA_HOME", str(tmp_path))
    with Store.create() as store:
        store.save_trials(snapshot("trials", EARLIER), [trial(1), trial(2)])
        store.save_advances(snapshot("research", EARLIER), [paper(1), paper(2)])
        yield store


def content(file: Path) -> list[str]:
    with closing(sqlite3.connect(file)) as seen:
        return [line for line in seen.iterdump() if "TRIGGER" not in line]


def seen(store: Store) -> list[object]:
    found = [store.snapshot("trials", "asthma"), store.snapshot("research", "asthma")]
    return [*found, *store.trials("asthma"), *store.advances("asthma"), store.trial("NCT00000009")]


def run_sql(file: Path, statement: str) -> None:
    with closing(sqlite3.connect(file)) as connection:
        connection.execute(statement)
        connection.commit()


@pytest.mark.parametrize(("save", "at"), FAULTS, ids=[f"{save.__name__}: {at}" for save, at in FAULTS])
def test_a_fault_while_saving_leaves_the_store_as_it_was(
    store: Store, save: Callable[[Store], None], at: str
) -> None:
    before, seen_before = content(store.place.path), seen(store)
    run_sql(store.place.path, f"CREATE TRIGGER fault BEFORE {at} BEGIN SELECT RAISE(FAIL, 'no more'); END")
    with pytest.raises(StoreFault, match="cannot be used"):
        save(store)
    assert seen(store) == seen_before
    assert content(store.place.path) == before
    run_sql(store.place.path, "DROP TRIGGER fault")
    save(store)
    assert content(store.place.path) != before


def test_a_stop_by_the_reader_leaves_the_store_as_it_was(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, seen_before = content(store.place.path), seen(store)

    def stopped(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Store, "_save_links", stopped)
    with pytest.raises(KeyboardInterrupt):
        save_trials(store)
    assert seen(store) == seen_before
    assert content(store.place.path) == before
