"""A page is shown whatever became of the store: a bit less, no home, a closed folder, a full disk."""

import json
import os
import sqlite3
import threading
import zlib
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from conftest import SMALL, Run
from eutils import PubMed
from filelock import FileLock
from registry import Registry, Start, study
from werkzeug import Response

from condcli.catalog import compiled, compiling
from condcli.catalog.library import Library
from condcli.research import pubmed as source
from condcli.sources import http, lock, update
from condcli.sources.faults import StoreFault
from condcli.store import connection, folder, snapshots
from condcli.store.place import Place
from condcli.trials import ctgov

STORE = "evidence.sqlite3"


def change(query: str) -> Callable[[Path], None]:
    def damage(path: Path) -> None:
        with closing(sqlite3.connect(path, isolation_level=None)) as store:
            store.execute(query)

    return damage


DAMAGE = {
    "a row that is no text": "UPDATE snapshot SET query = CAST(x'fffe' AS TEXT)",
    "a time that is no text": "UPDATE snapshot SET taken = CAST(x'ff' AS TEXT)",
    "no time": "UPDATE snapshot SET taken = NULL",
    "a time that is none": "UPDATE snapshot SET taken = 'x'",
    "a time of nowhere": "UPDATE snapshot SET taken = '2026-01-01T00:00:00'",
    "no topic": "UPDATE link SET on_topic = NULL WHERE item = 7",
    "a topic that is none": "UPDATE link SET on_topic = 'x' WHERE item = 7",
    "a time in another form": "UPDATE snapshot SET taken = '2026-W48-1T09:00Z'",
    "another year": "UPDATE snapshot SET taken = '2022' || substr(taken, 5)",
    "another total": "UPDATE snapshot SET total = total + 1",
    "fewer that were unread": "UPDATE snapshot SET unread = unread - 1",
    "another question": "UPDATE snapshot SET query = query || '1'",
    "no total": "UPDATE snapshot SET total = NULL",
    "no row": "UPDATE trials SET row = NULL WHERE item = 7",
    "a number for a row": "UPDATE trials SET row = 7 WHERE item = 7",
    "a row of another trial": "UPDATE trials SET row = (SELECT row FROM trials WHERE item = 8)",
    "one trial less": "DELETE FROM trials WHERE item = 7",
    "one link less": "DELETE FROM link WHERE item = 7",
    "one link more": "INSERT INTO link SELECT source, condition, 99, 1 FROM link WHERE item = 7",
    "another topic": "UPDATE link SET on_topic = 0 WHERE item = 7",
    "no snapshot": "DELETE FROM snapshot",
}  # fmt: skip


@pytest.mark.parametrize("damage", DAMAGE)
def test_what_is_damaged_is_set_aside_and_never_less(run: Run, filled: Path, damage: str) -> None:
    change(DAMAGE[damage])(filled)
    shown = run("show", "ALL")
    assert shown.exit_code == 0
    assert "DEFINITION" in shown.stdout.upper()
    assert "is damaged and was set aside" in shown.stderr
    assert "40 trials" in run("update", "ALL").stdout
    assert json.loads(run("trials", "ALL", "--json").stdout)["total"] == 40


@pytest.mark.parametrize("offset", [100, 300, 4096 + 9, 2 * 4096 + 200, 5 * 4096 + 77])
@pytest.mark.parametrize("words", [("trials", "ALL"), ("trials",)], ids=" ".join)
def test_a_bit_that_flips_changes_no_answer_silently(
    run: Run, filled: Path, offset: int, words: tuple[str, ...]
) -> None:
    whole = run(*words, "--json").stdout
    content = bytearray(filled.read_bytes())
    for bit in range(8):
        damaged = content.copy()
        damaged[offset] ^= 1 << bit
        filled.write_bytes(damaged)
        after = run(*words, "--json")
        assert after.exit_code == 0
        assert after.stdout == whole or "was set aside" in after.stderr
        for aside in filled.parent.glob("evidence-*"):
            aside.unlink()


@pytest.mark.parametrize("table", ["trials", "trial_details"])
def test_one_trial_is_checked_too(run: Run, filled: Path, table: str) -> None:
    with closing(sqlite3.connect(filled, isolation_level=None)) as store:
        column = {"trials": "row", "trial_details": "details"}[table]
        (row,) = store.execute(f"SELECT {column} FROM {table} WHERE item = 7").fetchone()  # noqa: S608
        row = bytes([*row[:-1], row[-1] ^ 1])
        store.execute(f"UPDATE {table} SET {column} = ? WHERE item = 7", (row,))  # noqa: S608
    assert "is damaged and was set aside" in run("trial", "NCT00000007").stderr


@pytest.mark.parametrize("suffix", ["-journal", "-wal", "-shm"])
def test_a_pipe_beside_the_store_is_not_waited_for(run: Run, filled: Path, suffix: str) -> None:
    beside = filled.with_name(filled.name + suffix)
    beside.unlink(missing_ok=True)
    os.mkfifo(beside)
    result = run("trials", "ALL")
    assert (result.exit_code, "is no regular file" in result.stderr) == (0, True)
    assert run("update", "ALL").exit_code == 5


def test_a_row_that_is_lost_is_no_trial_that_was_never_stored(run: Run, filled: Path) -> None:
    change("DELETE FROM trials WHERE item = 7")(filled)
    result = run("trial", "NCT00000007")
    assert "is damaged and was set aside" in result.stderr


def test_details_that_unpack_without_end_are_damage(run: Run, filled: Path) -> None:
    bomb = snapshots.sealed(7, zlib.compress(b"\0" * (64 * 2**20), 9))
    with closing(sqlite3.connect(filled, isolation_level=None)) as store:
        store.execute("UPDATE trial_details SET details = ? WHERE item = 7", (bomb,))
    result = run("trial", "NCT00000007")
    assert (result.exit_code, "is damaged and was set aside" in result.stderr) == (3, True)


def test_a_store_may_be_a_link(run: Run, registry: Registry, home: Path, tmp_path: Path) -> None:
    kept = tmp_path / "kept" / "e.sqlite3"
    kept.parent.mkdir()
    kept.touch()
    home.mkdir(exist_ok=True)
    (home / STORE).symlink_to(kept)
    registry.studies = [study(n) for n in range(1, 6)]
    assert run("update", "ALL").exit_code == 0
    assert (home / STORE).is_symlink()
    assert run("trials", "ALL").stdout.count("NCT number: ") == 5
    os.mkfifo(kept.with_name("e.sqlite3-journal"))
    assert "is no regular file" in run("trials", "ALL").stderr
    assert run("forget").exit_code == 0
    assert not list(kept.parent.iterdir())


def test_a_read_that_fails_once_is_no_damage(run: Run, filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object) -> None:
        fault = sqlite3.DatabaseError("database disk image is malformed")
        fault.sqlite_errorcode = sqlite3.SQLITE_CORRUPT  # which SQLite says of a disk that fails, too
        raise fault

    with monkeypatch.context() as patched:
        patched.setattr(connection, "_refuse_other_versions", fails)
        assert "could not be read" in run("trials", "ALL").stderr
    assert run("trials", "ALL").stdout.count("NCT number: ") == 40
    assert filled.exists()


def test_forget_removes_the_store_and_nothing_else(run: Run, filled: Path) -> None:
    kept = filled.with_name("real.db")
    filled.rename(kept)
    filled.symlink_to(kept)
    own = {filled.with_name(f"{STORE}{end}") for end in (".bak", "-notes.txt")}
    own |= {filled.with_name("evidence-set-aside-mine"), filled.with_name("real.db.txt")}
    for file in own:
        file.touch()
    assert run("forget").exit_code == 0
    assert set(filled.parent.iterdir()) == own


def test_forget_leaves_a_folder_in_which_nothing_was_stored(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine, empty = tmp_path / "mine", tmp_path / "empty"
    for folder_ in (mine, empty):
        folder_.mkdir()
    (mine / "update.lock").write_text("my own notes")
    for folder_ in (mine, empty):
        monkeypatch.setenv("CONDCLI_DATA_HOME", str(folder_))
        assert run("forget").stdout == "Nothing was stored; nothing is removed.\n"
        assert folder_.is_dir()
    assert (mine / "update.lock").read_text() == "my own notes"


def test_a_lock_that_is_a_link_is_refused_before_anything_is_made(
    run: Run, registry: Registry, home: Path, tmp_path: Path
) -> None:
    registry.studies = [study(1)]
    home.mkdir(exist_ok=True)
    mine = tmp_path / "mine"
    mine.write_text("my notes")
    mine.chmod(0o644)
    for target in (mine, tmp_path / "none"):
        (home / "update.lock").symlink_to(target)
        result = run("update", "ALL")
        assert (result.exit_code, "update.lock is a link" in result.stderr) == (5, True)
        (home / "update.lock").unlink()
    assert (mine.stat().st_mode & 0o777, mine.read_text()) == (0o644, "my notes")
    assert not (tmp_path / "none").exists()


def test_a_link_to_a_long_name_is_told(run: Run, home: Path, tmp_path: Path) -> None:
    home.mkdir(exist_ok=True)
    (home / STORE).symlink_to(tmp_path / ("n" * 250))
    (tmp_path / ("n" * 250)).write_bytes(b"x" * 100)
    result = run("trials", "ALL")
    assert (result.exit_code, result.stderr.count("\n")) == (0, 1)


def test_the_cache_may_stand_in_the_folder_of_the_store(
    filled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CONDCLI_CACHE_HOME", str(filled.parent))
    own = filled.with_name("mine.sqlite3")
    own.touch()
    small = SMALL.read_text("utf-8")
    for n in range(compiling.KEPT + 2):
        path = tmp_path / f"c{n}.json"
        path.write_text(small + " " * n, "utf-8")
        assert Library.open(path).compiled
    compiled.discarded()
    assert (own.exists(), filled.exists()) == (True, True)
    assert len(list(filled.parent.glob("*.sqlite3"))) == 2


def test_what_an_update_has_not_merged_is_never_passed_over(
    run: Run, filled: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As in a folder that cannot be written, where an update was killed."""

    def no_shared_memory(place: Place, mode: str) -> sqlite3.Connection:
        if "immutable" not in mode:
            fault = sqlite3.OperationalError("unable to open database file")
            fault.sqlite_errorcode = sqlite3.SQLITE_CANTOPEN
            raise fault
        return opened(place, mode)

    opened = connection._opened  # noqa: SLF001  the place of the fault
    monkeypatch.setattr(connection, "_opened", no_shared_memory)
    filled.with_name(f"{STORE}-wal").unlink(missing_ok=True)
    assert run("trials", "ALL").stdout.count("NCT number: ") == 40
    filled.with_name(f"{STORE}-wal").write_bytes(b"x")
    assert "cannot be used" in run("trials", "ALL").stderr


def test_a_lock_whose_folder_goes_away_again_and_again_is_given_up(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(_: Path) -> Path:
        return home / "gone" / "update.lock"

    monkeypatch.setattr(folder, "lock_path", lambda: home / "gone" / "update.lock")
    monkeypatch.setattr(folder, "prepare", gone)
    with pytest.raises(StoreFault), lock.only_one(lambda _: None, patience=0.2):
        pass


def test_an_update_heals_what_no_reader_has_met(run: Run, filled: Path) -> None:
    change("UPDATE trials SET row = NULL WHERE item = 7")(filled)
    assert run("update", "ALL").exit_code == 0
    assert json.loads(run("trials", "ALL", "--json").stdout)["total"] == 40


@pytest.mark.parametrize(
    "query",
    [
        "UPDATE link SET on_topic = 0 WHERE source = 'research' AND item = 3",
        "UPDATE snapshot SET taken = 'x' WHERE source = 'research'",
    ],
)
def test_damage_that_an_update_meets_late_loses_nothing_that_it_stored_before(
    run: Run, filled: Path, pubmed: PubMed, monkeypatch: pytest.MonkeyPatch, query: str
) -> None:
    assert filled.exists()
    both = {"trials": (http.CTGOV, ctgov.update), "research": (http.PUBMED, source.update)}
    monkeypatch.setattr(update, "SOURCES", both)
    pubmed.add(1, 2, 3)
    run("update", "ALL")
    change(query)(filled)
    updated = run("update", "ALL")
    assert "is damaged and was set aside" in updated.stderr
    assert json.loads(run("trials", "ALL", "--json").stdout)["total"] == 40
    assert json.loads(run("research", "ALL", "--json").stdout)["total"] == 3


@pytest.mark.parametrize(
    "query",
    [
        "DROP TABLE doubtful",
        "INSERT INTO doubtful VALUES ('trials', 'acute-lymphoblastic-leukemia', 'many')",
        "INSERT INTO doubtful VALUES ('trials', 'acute-lymphoblastic-leukemia', NULL)",
        "ALTER TABLE trials RENAME COLUMN row TO other",
        "ALTER TABLE link ADD COLUMN more",
        "CREATE TRIGGER stop BEFORE INSERT ON link BEGIN SELECT RAISE(ABORT, 'no'); END",
    ],
)
def test_an_update_heals_tables_that_are_others_than_ours(run: Run, filled: Path, query: str) -> None:
    change(query)(filled)
    assert "was set aside" in run("update", "ALL").stderr
    assert json.loads(run("trials", "ALL", "--json").stdout)["total"] == 40


def test_an_update_heals_a_file_that_says_that_it_cannot_be_written(run: Run, filled: Path) -> None:
    content = bytearray(filled.read_bytes())
    content[18] = 3  # the write version
    filled.write_bytes(content)
    assert "was set aside" in run("update", "ALL").stderr
    assert json.loads(run("trials", "ALL", "--json").stdout)["total"] == 40


def test_a_reader_sees_a_new_store_whole_or_none(
    run: Run, registry: Registry, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[object] = []
    replace = Path.replace

    def spied(self: Path, target: Path) -> Path:
        seen.append(connection.for_reading())
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", spied)
    registry.studies = [study(1)]
    assert run("update", "ALL").exit_code == 0
    assert None in seen
    assert [f.name for f in home.iterdir() if "aside" in f.name] == []


def test_who_waited_for_a_lock_that_was_removed_waits_for_the_new_one(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As `condcli forget` removes it between the moment when it is opened and that when it is held."""
    acquire = FileLock.acquire
    opened: list[bool] = []

    def late(self: FileLock, **how: Any) -> object:  # noqa: ANN401  as FileLock takes it
        held = acquire(self, **how)
        if not opened:
            opened.append(True)
            folder.lock_path().unlink()
        return held

    monkeypatch.setattr(FileLock, "acquire", late)
    with lock.only_one(lambda _: None):
        assert folder.lock_path().exists()
        with pytest.raises(StoreFault, match="another update"), lock.only_one(lambda _: None, patience=0.1):
            pass
    assert home.exists()


def test_a_reader_never_takes_an_update_for_damage(run: Run, filled: Path, registry: Registry) -> None:
    said: list[str] = []
    stop = threading.Event()

    def read() -> None:
        from condcli.store.database import Store  # noqa: PLC0415

        while not stop.is_set():
            with Store.open() or pytest.fail("no store") as store:
                said.append(f"{len(list(store.trials('acute-lymphoblastic-leukemia')))}")

    reader = threading.Thread(target=read)
    reader.start()
    for count in (60, 40, 60, 40):
        registry.studies = [study(n) for n in range(1, count + 1)]
        run("update", "ALL")
    stop.set()
    reader.join()
    assert set(said) <= {"40", "60"}
    assert list(filled.parent.glob("evidence-set-aside-*")) == []


PAGES = [("show", "ALL"), ("trials", "ALL"), ("research", "ALL")]


@pytest.mark.parametrize("words", PAGES, ids=" ".join)
def test_without_a_home_the_page_is_shown(
    run: Run, monkeypatch: pytest.MonkeyPatch, words: list[str]
) -> None:
    def nobody(_: int) -> None:
        raise KeyError("getpwuid(): uid not found: 54321")

    monkeypatch.delenv("HOME")
    monkeypatch.setattr("pwd.getpwuid", nobody)
    result = run(*words)
    assert result.exit_code == 0
    assert "you have no home folder. Set CONDCLI_DATA_HOME" in result.stderr
    assert run("forget").exit_code == 5


@pytest.mark.parametrize("words", PAGES, ids=" ".join)
@pytest.mark.parametrize(
    "place", ["x" * 300, "/".join(["y" * 200] * 30), "loop/x"], ids=["name", "path", "loop"]
)
def test_a_folder_that_cannot_be_is_no_fault(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: str, words: list[str]
) -> None:
    (tmp_path / "loop").symlink_to("loop")
    monkeypatch.setenv("CONDCLI_DATA_HOME", str(tmp_path / place))
    result = run(*words)
    assert result.exit_code == 0
    assert "cannot be read" in result.stderr
    for command in (("update", "ALL"), ("forget",)):
        assert run(*command).exit_code == 5


@pytest.fixture
def closed(monkeypatch: pytest.MonkeyPatch, home: Path) -> Path:
    """The store's folder, which cannot be entered, as far as this process sees."""

    def refused(self: Path, *, follow_symlinks: bool = True) -> os.stat_result:  # noqa: ARG001
        if home in self.parents:
            raise PermissionError(13, "Permission denied", str(self))
        return os.stat(self)  # noqa: PTH116  the one that is replaced

    home.mkdir()
    monkeypatch.setattr(Path, "stat", refused)
    return home


@pytest.mark.usefixtures("closed")
@pytest.mark.parametrize("words", PAGES, ids=" ".join)
def test_a_folder_that_cannot_be_entered_is_said(run: Run, words: list[str]) -> None:
    result = run(*words)
    assert result.exit_code == 0
    assert "cannot be read (Permission denied)" in result.stderr


def test_a_store_in_a_folder_that_cannot_be_written_is_read(
    run: Run, filled: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert filled.exists()
    monkeypatch.setattr(os, "access", lambda *_: False)
    assert json.loads(run("trials", "ALL", "--json").stdout)["total"] == 40


def test_a_damaged_store_that_cannot_be_moved_is_done_without(
    run: Run, filled: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object) -> None:
        raise OSError(30, "Read-only file system")

    filled.write_bytes(b"this is no database" * 300)
    monkeypatch.setattr(Path, "rename", refused)
    result = run("show", "ALL")
    assert result.exit_code == 0
    assert "is damaged and cannot be set aside (Read-only file system)" in result.stderr


def test_forget_works_on_a_full_disk(run: Run, filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(path: Path) -> Path:
        raise StoreFault(path, "cannot be written (No space left on device)", "")

    monkeypatch.setattr(folder, "prepare", full)
    result = run("forget")
    assert result.exit_code == 0
    assert not filled.exists()


def test_forget_beside_a_waiting_update_leaves_one_update_at_a_time(
    registry: Registry, filled: Path, start: Start
) -> None:
    with lock.only_one(lambda _: None):
        waiting = start("update", "ALL")
        assert waiting.stderr
        assert "Another update is running" in waiting.stderr.readline()
        folder.remove(folder.stored())  # what forget does, once it has the lock
        folder.remove([folder.lock_path()])
    _, said = waiting.communicate(timeout=60)
    assert waiting.returncode == 0, said
    assert filled.exists()
    assert folder.lock_path().exists()
    assert registry.queries


# ---- an answer that would wipe what is stored


def test_far_fewer_trials_count_once_a_second_answer_says_the_same(
    run: Run, registry: Registry, filled: Path
) -> None:
    def total() -> int:
        found: int = json.loads(run("trials", "ALL", "--json").stdout)["total"]
        return found

    registry.studies = registry.studies[:19]
    result = run("update", "ALL")
    assert result.exit_code == 5
    assert "it lists 19 studies where 40 are stored. What was stored is kept." in result.stdout
    assert total() == 40
    registry.studies = []
    assert "it lists 0 studies" in run("update", "ALL").stdout  # still less: no confirmation
    registry.studies = [study(n) for n in range(1, 18)]
    assert run("update", "ALL").exit_code == 0
    assert total() == 17
    assert filled.exists()


@pytest.mark.parametrize(
    "change", [{"Phase": "PHASE2"}, {"NCTId": "NCT1"}, {"EnrollmentCount": "many"}], ids=str
)
def test_an_answer_of_which_most_cannot_be_read_is_refused_whole(
    run: Run, registry: Registry, filled: Path, change: dict[str, str]
) -> None:
    registry.studies = [study(n, **change) for n in range(1, 31)] + [study(n) for n in range(31, 41)]
    result = run("update", "ALL")
    assert result.exit_code == 5
    assert "30 of its 40 studies cannot be read" in result.stdout
    assert json.loads(run("trials", "ALL", "--json").stdout)["total"] == 40
    assert filled.exists()


def test_when_nothing_is_on_topic_any_more_that_is_doubted_too(
    run: Run, registry: Registry, filled: Path
) -> None:
    registry.studies = [study(n, Condition=["Feet"], Meshes=[]) for n in range(1, 41)]
    assert "it lists 0 studies where 40 are stored" in run("update", "ALL").stdout
    assert filled.exists()


def test_an_empty_list_hides_no_bundled_trial(run: Run, registry: Registry) -> None:
    bundled = run("trials", "ALL").stdout.count("NCT number: ")
    registry.studies = []
    run("update", "ALL")
    assert run("trials", "ALL").stdout.count("NCT number: ") == bundled > 0


def test_a_place_that_is_nowhere_is_left_out(run: Run, registry: Registry) -> None:
    nowhere = [
        {"city": "Boston", "geoPoint": {"lat": "nan", "lon": 1.0}},
        {"city": "X", "geoPoint": {"lat": 91, "lon": 1}},
    ]
    registry.studies = [
        study(1, Locations=[*nowhere, {"city": "Boston", "geoPoint": {"lat": 42.36, "lon": -71.06}}])
    ]
    run("update", "ALL")
    result = run("trials", "ALL", "--near", "42.36,-71.06")
    assert result.exit_code == 0
    assert "NCT00000001" in result.stdout
    assert run("trial", "NCT00000001", "--json").exit_code == 0


def test_another_study_than_asked_is_refused(run: Run, registry: Registry) -> None:
    wrong = study(8)
    registry.for_ever = lambda: Response(json.dumps(wrong), content_type="application/json")
    result = run("trial", "7", "--refresh")
    assert result.exit_code == 5
    assert "NCT00000008 where NCT00000007 was asked for" in result.stderr
