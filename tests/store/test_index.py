"""A wrong bit in the index of links or in their keys, of which SQLite's quick look says nothing."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from conftest import Run
from registry import Registry, study

from condcli.store.connection import explained
from condcli.store.database import Store

KEPT = "NCT00000077"  # asked for by its number, and listed for no condition
LINK = b"trials"  # as each key begins


@pytest.fixture
def filled(run: Run, registry: Registry, home: Path) -> Path:
    """The file of a store with forty trials of a condition, and one that was asked for by its number."""
    registry.studies = [study(n) for n in range(1, 41)]
    run("update", "ALL")
    registry.studies = [study(77, Condition=["Something else"], Meshes=None)]
    assert run("trial", KEPT, "--refresh").exit_code == 0
    registry.studies = [study(n) for n in range(1, 41)]
    path = home / "evidence.sqlite3"
    with closing(sqlite3.connect(path)) as db:
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return path


def cells(path: Path, of: str) -> list[int]:
    """Where the entries of a tree of links begin to say what they are, in one page of the file."""
    with closing(sqlite3.connect(path)) as db:
        (page,) = db.execute("SELECT rootpage FROM sqlite_schema WHERE name = ?", (of,)).fetchone()
        (size,) = db.execute("PRAGMA page_size").fetchone()
    content = path.read_bytes()[: page * size]
    found, at = [], content.find(LINK, (page - 1) * size)
    while at >= 0:
        found.append(at)
        at = content.find(LINK, at + 1)
    return found


def flip(path: Path, place: int, bit: int) -> bytes:
    """Damage one bit; the whole content as it was."""
    whole = path.read_bytes()
    damaged = bytearray(whole)
    damaged[place] ^= 1 << bit
    path.write_bytes(damaged)
    return whole


def listed(run: Run, *words: str) -> set[str]:
    return {t["nct_id"] for t in json.loads(run("trials", *words, "--json").stdout)["trials"]}


@pytest.mark.parametrize("tree", ["link", "link_item"])
@pytest.mark.parametrize("entry", [0, 20, -1])
def test_a_wrong_bit_in_the_links_ends_no_update_for_ever(
    run: Run, filled: Path, tree: str, entry: int
) -> None:
    flip(filled, cells(filled, tree)[entry] + len(LINK), 4)
    updated = run("update", "ALL", "--json")
    assert (updated.exit_code, "was set aside" in updated.stderr) == (0, True)
    assert json.loads(updated.stdout)["updates"][0]["total"] == 40
    assert len(listed(run, "ALL")) == 40


@pytest.mark.parametrize("tree", ["link", "link_item"])
def test_a_wrong_bit_in_the_links_hides_no_trial_silently(run: Run, filled: Path, tree: str) -> None:
    whole = listed(run)
    assert KEPT in whole
    for place in cells(filled, tree):
        for byte in (place + 1, place + len(LINK), place - 1):
            content = flip(filled, byte, 0)
            result = run("trials", "--json")
            found = {t["nct_id"] for t in json.loads(result.stdout)["trials"]}
            assert result.exit_code == 0
            assert found == whole or "was set aside" in result.stderr
            for aside in filled.parent.glob("evidence*"):
                aside.unlink()
            filled.write_bytes(content)


@pytest.mark.parametrize(
    "query",
    [
        "DELETE FROM link WHERE condition = ''",
        "UPDATE link SET on_topic = 0 WHERE condition = ''",
        "UPDATE link SET condition = 'x' WHERE condition = ''",
        "UPDATE link SET item = 7 WHERE condition = ''",
    ],
)
def test_a_trial_that_no_snapshot_seals_is_missed(run: Run, filled: Path, query: str) -> None:
    with closing(sqlite3.connect(filled, isolation_level=None)) as db:
        db.execute(query)
    assert "is damaged and was set aside" in run("trials").stderr


@pytest.mark.usefixtures("filled")
def test_what_was_stored_before_the_store_failed_is_answered(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As where the disk is full once the first condition is stored."""
    saved: list[object] = []

    def full(store: Store, *of: object) -> None:
        saved.append(of)
        if len(saved) > 1:
            fault = sqlite3.OperationalError("database or disk is full")
            fault.sqlite_errorcode = sqlite3.SQLITE_FULL
            with explained(store.place):
                raise fault

    monkeypatch.setattr(Store, "_refuse_sudden_loss", full)
    result = run("update", "-", "--json", stdin="ALL\nasthma\n")
    assert (result.exit_code, "cannot be written" in result.stderr) == (5, True)
    (row,) = json.loads(result.stdout)["updates"]
    assert (row["total"], row["error"]) == (40, None)
    result = run("update", "-", "--json", stdin="ALL\n")
    assert (result.exit_code, json.loads(result.stdout)["error"]["kind"]) == (5, "store")
