"""A store that several programs use at once: what was fetched ends in the file that is in use."""

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from conftest import Run
from registry import Registry, study

from condcli.sources import lock
from condcli.sources.faults import StoreFault
from condcli.store import connection
from condcli.store.database import Store
from condcli.trials import ctgov

STORE = "evidence.sqlite3"
ALL = "acute-lymphoblastic-leukemia"
RUNNING = "is damaged and an update is running. Wait until that has ended."


def damage(path: Path) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as store:
        store.execute("UPDATE trials SET row = NULL WHERE item = 7")


def aside(store: Path) -> list[Path]:
    return sorted(store.parent.glob("evidence-set-aside-*.sqlite3"))


def total(run: Run, name: str) -> int:
    found: int = json.loads(run("trials", name, "--json").stdout)["total"]
    return found


def test_a_reader_moves_nothing_away_while_an_update_runs(run: Run, filled: Path) -> None:
    damage(filled)
    with lock.only_one(lambda _: None):
        result = run("trials", "ALL")
        assert (result.exit_code, result.stderr.count("\n")) == (0, 1)
        assert RUNNING in result.stderr
        assert not aside(filled)
    assert "was set aside" in run("trials", "ALL").stderr
    assert len(aside(filled)) == 1


def test_a_reader_of_an_older_file_leaves_the_new_one(run: Run, filled: Path) -> None:
    damage(filled)
    with Store.open() or pytest.fail("no store") as late:
        assert "was set aside" in run("trials", "ALL").stderr
        assert run("update", "ALL").exit_code == 0
        with pytest.raises(StoreFault, match="was moved away or replaced while it was in use"):
            list(late.trials(ALL))
    assert (total(run, "ALL"), len(aside(filled))) == (40, 1)


def meanwhile(monkeypatch: pytest.MonkeyPatch, happens: Callable[[], object]) -> None:
    """Have something happen once, after the registry has answered."""
    waiting = [happens]

    def collect(*args: Any) -> Any:  # noqa: ANN401  as what it stands for
        found = asked(*args)
        if waiting:
            waiting.pop()()
        return found

    asked = ctgov.collect
    monkeypatch.setattr(ctgov, "collect", collect)


@pytest.mark.parametrize("another", [False, True], ids=["gone", "another one"])
def test_what_is_fetched_goes_into_the_store_in_use(
    run: Run, filled: Path, monkeypatch: pytest.MonkeyPatch, another: bool
) -> None:
    def move() -> None:
        for file in filled.parent.glob(f"{STORE}*"):
            file.rename(file.with_name(f"moved-{file.name}"))
        if another:
            connection.for_writing(lambda _: None)[1].close()

    meanwhile(monkeypatch, move)
    result = run("update", "-", stdin="ALL\nasthma\n")
    assert (result.exit_code, "was moved away or replaced" in result.stderr) == (0, True)
    assert total(run, "ALL") == 40


def test_one_trial_goes_into_the_store_in_use(
    run: Run, filled: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def one(*args: Any) -> Any:  # noqa: ANN401  as what it stands for
        found = asked(*args)
        damage(filled)
        return found

    asked = ctgov.one
    monkeypatch.setattr(ctgov, "one", one)
    result = run("trial", "7", "--refresh")
    assert (result.exit_code, "is damaged and was set aside" in result.stderr) == (0, True)
    assert "NCT number: NCT00000007" in result.stdout


def test_a_reader_of_a_running_update_costs_it_nothing(
    run: Run, filled: Path, registry: Registry, monkeypatch: pytest.MonkeyPatch
) -> None:
    damage(filled)
    registry.studies.append(study(99, Condition=["Asthma"]))
    meanwhile(monkeypatch, lambda: run("trials", "ALL"))
    assert run("trials", "asthma", "--refresh").stdout.count("NCT number: ") == 1
    assert total(run, "asthma") == 1


def test_what_is_due_is_seen_when_the_other_update_has_ended(
    run: Run, filled: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    held: list[bool] = []

    def create(*args: Any) -> Store:  # noqa: ANN401  as what it stands for
        with pytest.raises(StoreFault), lock.only_one(lambda _: None, patience=0.0):
            pass
        held.append(True)
        return opened(*args)

    opened = Store.create
    monkeypatch.setattr(Store, "create", create)
    damage(filled)
    assert run("update", "--all").exit_code == 0
    assert len(held) > 1


def test_due_begins_a_new_store_where_the_old_is_damaged(run: Run, filled: Path) -> None:
    with closing(sqlite3.connect(filled, isolation_level=None)) as store:
        store.execute("UPDATE snapshot SET taken = 'x'")
    result = run("update", "--all")
    assert (result.exit_code, "was set aside" in result.stderr) == (0, True)
    assert total(run, "ALL") == 40


def test_a_damaged_store_that_refresh_falls_back_on_is_told(
    run: Run, filled: Path, registry: Registry
) -> None:
    damage(filled)
    registry.refuses = lambda _: True
    assert "is damaged and was set aside" in run("trials", "ALL", "--refresh").stderr


def test_who_waits_for_another_program_says_so(
    run: Run, filled: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "PATIENCE", 0.2)
    with closing(sqlite3.connect(filled, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        result = run("update", "ALL")
    assert (result.exit_code, "database is locked" in result.stderr) == (5, True)
    assert "Another program is writing to the store. Still waiting." in result.stderr
    assert run("update", "ALL").exit_code == 0
