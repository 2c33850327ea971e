"""The store damaged, full, in use or killed: it holds whole snapshots, and a page never fails for it."""

import json
import os
import pty
import random
import re
import signal
import sqlite3
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import msgspec
import pytest
from conftest import SMALL, Run
from registry import KILLER, Registry, Start, study

from condcli.registry_models import Advance
from condcli.sources import lock
from condcli.sources.faults import StoreFault
from condcli.store import folder
from condcli.store.database import Store
from condcli.store.snapshots import Snapshot

STORE = "evidence.sqlite3"


def shown(run: Run, *args: str) -> list[Any]:
    found: list[Any] = json.loads(run("trials", *args, "--json").stdout)["trials"]
    return found


def garbage(path: Path) -> None:
    path.write_bytes(b"this is no database" * 300)


def truncated(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:5000])


def rows_broken(path: Path) -> None:
    with sqlite3.connect(path) as store:
        store.execute("UPDATE trials SET row = x'c1c1c1'")
    store.close()


def details_broken(path: Path) -> None:
    with sqlite3.connect(path) as store:
        store.execute("UPDATE trial_details SET details = x'00'")
    store.close()


def another_version(path: Path) -> None:
    with sqlite3.connect(path) as store:
        store.execute("PRAGMA user_version = 99")
    store.close()


def no_tables(path: Path) -> None:
    path.unlink()
    with sqlite3.connect(path) as store:
        store.execute("CREATE TABLE other(x)")
    store.close()


DAMAGE = [garbage, truncated, rows_broken, another_version, no_tables]


@pytest.fixture
def filled(run: Run, registry: Registry, home: Path) -> Path:
    """The file of a store with five trials."""
    registry.studies = [study(n) for n in range(1, 6)]
    run("update", "ALL")
    return home / STORE


@pytest.mark.parametrize("damage", DAMAGE, ids=lambda d: d.__name__)
def test_a_store_that_cannot_be_read_is_set_aside_and_done_without(
    run: Run, filled: Path, damage: Callable[[Path], None]
) -> None:
    damage(filled)
    result = run("trials", "ALL")
    assert result.exit_code == 0
    assert "was set aside as evidence-set-aside-" in result.stderr
    assert "To fill it again: condcli update" in result.stderr
    assert "NCT04537871" in result.stdout
    (aside,) = filled.parent.glob("evidence-set-aside-*.sqlite3")
    assert aside.stat().st_size > 0
    assert not filled.exists()
    assert run("trials", "ALL").stderr == ""
    assert "5 trials" in run("update", "ALL").stdout
    assert len(shown(run, "ALL")) == 5


@pytest.mark.parametrize("damage", DAMAGE, ids=lambda d: d.__name__)
@pytest.mark.parametrize("words", [("ALL",), ("--all", "--catalog", str(SMALL))], ids=["a name", "all"])
def test_an_update_sets_a_damaged_store_aside_and_begins_a_new_one(
    run: Run, filled: Path, damage: Callable[[Path], None], words: tuple[str, ...]
) -> None:
    damage(filled)
    result = run("update", *words)
    assert result.exit_code == 0
    assert "was set aside as" in result.stderr
    if damage is rows_broken:  # found on the way, after ALL was left as it is
        run("update", *words)
    assert len(shown(run, "ALL")) == 5


@pytest.mark.parametrize(
    "command", [("show", "ALL"), ("research", "ALL"), ("trial", "NCT00000001")], ids=" ".join
)
def test_every_reader_says_so(run: Run, filled: Path, command: tuple[str, ...]) -> None:
    garbage(filled)
    result = run(*command)
    assert "was set aside" in result.stderr
    assert result.exit_code == (3 if command[0] == "trial" else 0)


@pytest.mark.parametrize("command", ["definition ALL", "causes ALL", "show ALL --section symptoms", "list"])
def test_a_command_that_shows_no_trials_does_not_open_the_store(run: Run, filled: Path, command: str) -> None:
    garbage(filled)
    assert run(*command.split()).stderr == ""
    assert filled.exists()


def test_broken_details_are_found_by_the_page_that_needs_them(run: Run, filled: Path) -> None:
    details_broken(filled)
    assert "was set aside" in run("trial", "NCT00000001").stderr


def test_what_was_set_aside_twice_is_kept_twice(run: Run, filled: Path) -> None:
    garbage(filled)
    run("trials", "ALL")
    garbage(filled)
    run("trials", "ALL")
    assert len(list(filled.parent.glob("evidence-set-aside-*"))) == 2


def test_a_store_of_which_nothing_is_left_is_said_and_begun_again(run: Run, filled: Path) -> None:
    filled.write_bytes(b"")
    assert "is empty, as a crash or a full disk leaves it" in run("trials", "ALL").stderr
    assert run("update", "ALL").exit_code == 0
    assert run("trials", "ALL").stderr == ""


def test_what_a_lost_store_left_beside_it_is_not_in_the_new_one(run: Run, filled: Path) -> None:
    filled.unlink()
    beside = filled.with_name(f"{STORE}-wal")
    beside.write_bytes(b"left of an update")
    assert "was set aside" in run("update", "ALL").stderr
    assert [p.read_bytes() for p in filled.parent.glob("evidence-set-aside-*-wal")] == [b"left of an update"]
    assert run("trials", "ALL").stderr == ""


def test_what_is_no_store_is_not_moved_or_removed_for_being_linked(
    run: Run, home: Path, tmp_path: Path
) -> None:
    home.mkdir()
    letter = tmp_path / "letter.txt"
    letter.write_text("Dear aunt", "utf-8")
    (home / STORE).symlink_to(letter)
    assert "is no store" in run("trials", "ALL").stderr
    assert run("update", "ALL").exit_code == 5
    assert run("forget").exit_code == 0
    assert letter.read_text("utf-8") == "Dear aunt"
    assert not (home / STORE).is_symlink()


@pytest.mark.parametrize("name", [STORE, f"{STORE}-wal"])
@pytest.mark.parametrize("leads_to", ["a" * 300, "/"])
def test_a_link_of_any_kind_is_no_traceback(run: Run, filled: Path, name: str, leads_to: str) -> None:
    link = filled.with_name(name)
    link.unlink(missing_ok=True)
    link.symlink_to(leads_to)
    assert run("show", "ALL").exit_code == 0
    assert run("trials", "ALL").exit_code == 0
    assert run("update", "ALL").exit_code in {0, 5}
    assert run("forget").exit_code in {0, 5}


def test_a_store_on_a_drive_that_is_not_there_is_said(run: Run, home: Path, tmp_path: Path) -> None:
    home.mkdir()
    (home / STORE).symlink_to(tmp_path / "drive" / STORE)
    assert "is a link that leads nowhere" in run("trials", "ALL").stderr
    assert run("update", "ALL").exit_code == 5
    assert not (tmp_path / "drive").exists()


def test_a_file_in_the_place_of_the_folder(run: Run, registry: Registry, home: Path) -> None:
    home.write_text("no folder")
    result = run("update", "ALL")
    assert result.exit_code == 5
    assert "Set CONDCLI_DATA_HOME to a folder of your own." in result.stderr
    assert registry.queries == []
    assert run("trials", "ALL").exit_code == 0
    assert run("forget").exit_code == 0
    assert home.read_text() == "no folder"


def test_a_folder_in_the_place_of_the_file(run: Run, registry: Registry, home: Path) -> None:
    (home / STORE).mkdir(parents=True)
    assert run("update", "ALL").exit_code == 5
    assert run("trials", "ALL").exit_code == 0
    assert registry.queries == []


@pytest.mark.slow
@pytest.mark.parametrize("limit", [4_000, 40_000, 120_000])
def test_a_full_disk_costs_the_new_snapshot_only(
    run: Run, registry: Registry, start: Start, limit: int
) -> None:
    registry.studies = [study(n) for n in range(1, 6)]
    run("update", "ALL")
    registry.studies = [study(n, BriefSummary=random.Random(n).randbytes(999).hex()) for n in range(1, 301)]
    process = start("update", "ALL", LIMIT=str(limit))
    _, said = process.communicate(timeout=60)
    assert process.returncode == 5, said
    assert "cannot be" in said
    assert "Traceback" not in said
    assert len(shown(run, "ALL")) == 5
    assert "300 trials" in run("update", "ALL").stdout


def test_killed_at_any_moment_every_snapshot_is_whole(run: Run, registry: Registry, start: Start) -> None:
    old = [study(n, Keyword=["Asthma"]) for n in range(1, 301)]
    new = [study(n, Keyword=["Asthma"], OverallStatus="COMPLETED") for n in range(151, 451)]
    registry.page_size = 100
    killer = start("ALL", "asthma", code=KILLER)

    def killed_after(seconds: float) -> tuple[float, bool]:
        assert killer.stdin
        assert killer.stdout
        killer.stdin.write(f"{seconds}\n")
        killer.stdin.flush()
        took, killed = killer.stdout.readline().split()
        return float(took), killed == "1"

    registry.studies = old
    whole, killed = killed_after(60)
    assert not killed
    moments = random.Random(6)
    kills = 0
    for attempt in range(20):
        registry.studies = old if attempt % 2 else new
        kills += killed_after(moments.uniform(0, whole))[1]
        for name in ("ALL", "asthma"):
            trials = {t["nct_id"]: t["status"] for t in shown(run, name)}
            first = min(int(n[3:]) for n in trials)
            assert (first, len(trials)) in {(1, 300), (151, 300)}
    assert kills >= 5  # how many were still at work is a matter of time
    registry.studies = new
    assert not killed_after(60)[1]
    assert {t["status"] for t in shown(run)} >= {"COMPLETED"}
    assert len(shown(run, "ALL")) == 300


def test_two_updates_at_once_wait_for_each_other(run: Run, registry: Registry, start: Start) -> None:
    registry.studies = [study(n) for n in range(1, 6)]
    asked, waited_for = threading.Event(), threading.Event()

    def hold(_: int) -> None:
        asked.set()
        waited_for.wait(60)

    registry.after_page = hold
    first = start("update", "ALL")
    assert asked.wait(60)
    second = start("update", "AML")
    assert second.stderr
    assert "Another update is running. Waiting for it to end." in second.stderr.readline()
    waited_for.set()
    said = [process.communicate(timeout=60)[1] for process in (first, second)]
    assert [process.returncode for process in (first, second)] == [0, 0]
    assert "Another update" not in said[0]
    assert len(shown(run, "ALL")) == 5


def test_stopped_by_the_reader_it_keeps_what_is_complete(run: Run, registry: Registry, start: Start) -> None:
    registry.studies = [study(n) for n in range(1, 6)]
    asked_twice = threading.Event()

    def answer_slowly(_: int) -> None:
        time.sleep(0.2)
        if len(registry.queries) > 2:  # the second condition; the first takes two questions
            asked_twice.set()

    registry.after_page = answer_slowly
    process = start("update", "--all")
    assert asked_twice.wait(60)
    process.send_signal(signal.SIGINT)
    out, said = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "Traceback" not in said
    assert "conditions are complete and kept" in said
    assert ": 5 trials." in out
    assert len(shown(run, "ALL")) == 5


def test_one_that_waits_too_long_says_so(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []
    monkeypatch.setattr(lock, "POLL", 0.01)
    second = lock.only_one(told.append, patience=0.05)
    with lock.only_one(told.append), pytest.raises(StoreFault, match="is held by another update"):
        second.__enter__()
    assert told == ["Another update is running. Waiting for it to end."]
    assert home.is_dir()


def test_readers_are_not_kept_waiting_by_an_update(run: Run, filled: Path) -> None:
    writer = sqlite3.connect(filled, isolation_level=None)
    writer.execute("BEGIN IMMEDIATE")
    writer.execute("DELETE FROM link")
    assert len(shown(run, "ALL")) == 5
    writer.execute("ROLLBACK")
    writer.close()


def test_a_trial_that_no_condition_lists_any_more_is_dropped(
    run: Run, registry: Registry, filled: Path
) -> None:
    run("update", "AML")
    registry.studies = [study(9)]
    for _ in range(2):  # the second answer confirms the first
        run("update", "ALL")
    assert run("trial", "NCT00000001").exit_code == 0
    for _ in range(2):
        run("update", "AML")
    assert run("trial", "NCT00000001").exit_code == 3
    assert filled.exists()


def paper(pmid: int | None, published: str) -> Advance:
    empty = dict.fromkeys(("doi", "journal", "condition", "treatment", "patients", "kind", "summary"))
    number = None if pmid is None else str(pmid)
    known = {"title": f"Paper {pmid}", "nct_ids": [], "as_of": "2026-11-23", "source": "PubMed"}
    return msgspec.convert({"pmid": number, "published": published, **empty, **known}, Advance)


@pytest.mark.usefixtures("home")
def test_papers_are_stored_and_shown_as_trials_are(run: Run) -> None:
    bundled = json.loads(run("research", "--json").stdout)["total"]
    about = "acute-lymphoblastic-leukemia"
    snapshot = Snapshot(
        source="research",
        condition="acute-lymphoblastic-leukemia",
        query="q",
        taken="2026-11-23T00:00:00Z",
        total=9,
    )
    with Store.create() as store:
        change = store.save_advances(
            snapshot, [paper(1, "2026-01"), paper(2, "2026-02"), paper(None, "2026-03")]
        )
        assert (change.first, change.total, change.new) == (True, 2, (1, 2))
        change = store.save_advances(snapshot, [paper(2, "2026-02"), paper(3, "2025")])
        assert (change.first, change.total, change.new, change.gone) == (False, 2, (3,), (1,))
        assert store.snapshot("research", about) == snapshot
        assert store.snapshot("trials", about) is None
    found = json.loads(run("research", "ALL", "--json").stdout)["advances"]
    assert [a["title"] for a in found] == ["Paper 2", "Paper 3"]
    assert json.loads(run("research", "--json").stdout)["total"] == bundled + 2
    assert len(shown(run, "ALL")) == 2


def test_what_cannot_be_removed_is_said(run: Run, filled: Path) -> None:
    filled.unlink()
    filled.mkdir()
    result = run("forget")
    assert result.exit_code == 5
    assert "cannot be removed" in result.stderr


def test_a_lock_that_is_no_file_of_ours(run: Run, registry: Registry, home: Path) -> None:
    home.mkdir()
    (home / "update.lock").write_bytes(b"this is no database" * 300)
    registry.studies = [study(1)]
    assert run("update", "ALL").exit_code == 0
    (home / "update.lock").unlink()
    (home / "update.lock").mkdir()
    result = run("update", "ALL")
    assert result.exit_code == 5
    assert "cannot be" in result.stderr
    assert len(registry.asked_for) == 1


def test_a_terminal_shows_how_far_an_update_is(registry: Registry, start: Start) -> None:
    registry.studies = [study(n) for n in range(1, 6)]
    registry.page_size, registry.after_page = 1, lambda _: time.sleep(0.05)
    screen, terminal = pty.openpty()
    process = start("update", "-", stderr=terminal)
    os.close(terminal)
    assert process.stdin
    process.stdin.write("ALL\nAML\n")
    process.stdin.close()
    shown_there = b""
    with suppress(OSError), open(screen, "rb", buffering=0) as reader:  # noqa: PTH123  a descriptor; it ends with an error
        while piece := reader.read(4096):
            shown_there += piece
    assert process.wait(timeout=60) == 0
    text = shown_there.decode()
    assert "conditions" in text
    assert "1/2" in text
    assert re.search("[1-5]/5", text)  # which ones are drawn is a matter of time


@pytest.mark.parametrize(
    ("system", "variable", "expected"),
    [
        ("linux", "XDG_DATA_HOME", ".local/share"),
        ("freebsd14", "XDG_DATA_HOME", ".local/share"),
        ("win32", "LOCALAPPDATA", "AppData/Local"),
        ("darwin", "", "Library/Application Support"),
    ],
)
def test_the_folder_is_the_systems_own(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, system: str, variable: str, expected: str
) -> None:
    monkeypatch.setattr("sys.platform", system)
    monkeypatch.setenv("HOME", str(tmp_path))
    assert folder.data_home() == tmp_path / expected / "condcli"
    if variable:
        monkeypatch.setenv(variable, str(tmp_path / "data"))
        assert folder.data_home() == tmp_path / "data" / "condcli"
        monkeypatch.setenv(variable, "relative")
        assert folder.data_home() == tmp_path / expected / "condcli"


def test_the_default_folder_is_closed_to_others(
    run: Run, registry: Registry, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("CONDCLI_DATA_HOME")
    registry.studies = [study(1)]
    home = tmp_path / "home" / ".local" / "share" / "condcli"
    home.mkdir(parents=True, mode=0o755)
    run("update", "ALL")
    assert home.stat().st_mode & 0o777 == 0o700


def test_nothing_is_opened_where_nothing_is_stored(home: Path) -> None:
    assert Store.open() is None
    assert not home.exists()


def test_a_link_to_what_is_no_file_is_not_touched(run: Run, home: Path, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe, 0o640)
    home.mkdir(exist_ok=True)
    (home / "update.lock").symlink_to(pipe)
    result = run("update", "ALL")
    assert (result.exit_code != 0, pipe.stat().st_mode & 0o777) == (True, 0o640)
    assert "Traceback" not in result.stderr
