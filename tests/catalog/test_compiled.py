"""The compiled catalog answers as the catalog itself; it is never trusted when stale or broken."""

import json
import os
import shutil
import sqlite3
import time
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing
from errno import EINVAL
from pathlib import Path

import good_record
import pytest
from conftest import SMALL, Run

from condcli import Guide
from condcli.catalog import compiled, compiling
from condcli.catalog.library import Library
from condcli.errors import BadData
from condcli.finding.conditions import described
from condcli.finding.text import passages
from condcli.names import stored
from condcli.names.resolver import Resolver


@pytest.fixture
def catalog(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A catalog of one's own, written long ago, with a cache folder of its own."""
    monkeypatch.setenv("CONDCLI_CACHE_HOME", str(tmp_path / "cache"))
    folder = shutil.copytree(SMALL.parent, tmp_path / "own")
    for file in folder.iterdir():
        os.utime(file, (1_000_000_000, 1_000_000_000))
    return folder / "conditions.json"


def files(tmp_path: Path) -> list[Path]:
    return sorted((tmp_path / "cache").glob("*.sqlite3"))


def rename(catalog: Path, name: str, *, at: int) -> None:
    content = json.loads(catalog.read_text(encoding="utf-8"))
    next(c for c in content["conditions"] if c["id"] == "asthma")["name"] = name
    catalog.write_text(json.dumps(content), encoding="utf-8")
    os.utime(catalog, (at, at))


def test_it_is_made_once_and_then_trusted(catalog: Path, tmp_path: Path) -> None:
    assert compiled.trusted(Library(catalog)) is None
    assert described(Library.open(catalog), "wheezing").matches[0].id == "asthma"
    (made,) = files(tmp_path)
    changed = made.stat().st_mtime_ns
    assert compiled.trusted(Library(catalog))
    assert described(Library.open(catalog), "wheezing").matches[0].id == "asthma"
    assert [f.stat().st_mtime_ns for f in files(tmp_path)] == [changed]


def test_it_is_made_again_when_the_catalog_changes(catalog: Path) -> None:
    assert Library.open(catalog).compiled
    rename(catalog, "Wheezy lungs", at=1_000_000_001)
    assert compiled.trusted(Library(catalog)) is None
    assert described(Library.open(catalog), "wheezing").matches[0].name == "Wheezy lungs"


def test_a_change_of_the_same_size_within_the_clock_is_seen(catalog: Path) -> None:
    now = int(time.time())
    rename(catalog, "Asthma", at=now)
    assert Library.open(catalog).compiled
    rename(catalog, "Amhtsa", at=now)
    assert described(Library.open(catalog), "wheezing").matches[0].name == "Amhtsa"


def test_a_change_of_the_same_size_under_the_same_time_is_seen(catalog: Path) -> None:
    rename(catalog, "Asthma", at=1_000_000_000)
    assert Library.open(catalog).compiled
    assert compiled.trusted(Library(catalog))
    rename(catalog, "Amhtsa", at=1_000_000_000)  # as cp -p does
    assert described(Library.open(catalog), "wheezing").matches[0].name == "Amhtsa"


def test_a_catalog_that_is_replaced_while_it_is_read_is_shown_by_the_next_run(
    catalog: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = Library.check

    def replaced(library: Library) -> None:
        read(library)
        rename(catalog, "Wheezy lungs", at=1_000_000_001)  # as old as rsync -a and cp -p leave it

    monkeypatch.setattr(Library, "check", replaced)
    assert described(Library.open(catalog), "wheezing").matches[0].name == "Asthma"
    monkeypatch.setattr(Library, "check", read)
    assert described(Library.open(catalog), "wheezing").matches[0].name == "Wheezy lungs"


@pytest.mark.skipif(os.name != "posix", reason="Windows has no names that are no text")
@pytest.mark.parametrize("kept", [True, False])
def test_the_name_of_a_catalog_may_be_no_text(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, kept: bool
) -> None:
    monkeypatch.setenv("CONDCLI_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("CONDCLI_ONLY", "0")  # its name says who added the pages
    if not kept:
        (tmp_path / "cache").write_text("no folder")
    record = good_record.good(codes={"icd10cm": [], "mesh": [], "doid": []}, lookalikes=[])
    own = Path(os.fsdecode(os.fsencode(tmp_path) + b"/Sp\xe4t.json"))
    own.write_text(json.dumps(good_record.catalog_of(record)), encoding="utf-8")
    for words in (["find", record["name"]], ["show", record["name"], "--json"], ["related", record["name"]]):
        shown = run(*words, "--catalog", str(own))
        assert shown.exit_code == 0
    assert "Sp\ufffdt.json" in run("show", record["name"], "--catalog", str(own)).stdout


@pytest.mark.parametrize("content", [b"", b"nonsense", None], ids=["empty", "nonsense", "half"])
def test_a_broken_file_is_made_again(catalog: Path, tmp_path: Path, content: bytes | None) -> None:
    assert Library.open(catalog).compiled
    (made,) = files(tmp_path)
    made.write_bytes(made.read_bytes()[:20_000] if content is None else content)
    assert described(Library.open(catalog), "wheezing").matches[0].id == "asthma"
    assert compiled.trusted(Library(catalog))


def test_a_sector_of_nothing_within_a_cell_is_seen(catalog: Path, tmp_path: Path) -> None:
    whole = described(Library.open(catalog), "wheezing at night")
    (made,) = files(tmp_path)
    sound = made.read_bytes()
    for start in range(1024, len(sound), 41 * 512):  # the head of its first page is read in any case
        made.write_bytes(sound[:start] + bytes(512) + sound[start + 512 :])
        assert made.read_bytes() == sound or not compiling.is_right(made, made.stem, whole=True)
        assert described(Library.open(catalog), "wheezing at night") == whole


@pytest.mark.parametrize("command", [["show", "asthma"], ["find", "wheezing"], ["trials", "asthma"]])
def test_damage_that_no_look_shows_is_healed_by_the_next_run(
    run: Run, catalog: Path, tmp_path: Path, command: list[str]
) -> None:
    assert run("find", "wheezing", "--catalog", str(catalog), "--only").exit_code == 0
    whole = run(*command, "--catalog", str(catalog), "--only").stdout
    (made,) = files(tmp_path)
    sound, seen = made.read_bytes(), made.stat()
    for start in range(0, len(sound), 3 * 4096):
        made = next(iter(files(tmp_path)), made)
        made.write_bytes(sound[:start] + b"\x01" * 4096 + sound[start + 4096 :])
        os.utime(made, ns=(seen.st_atime_ns, seen.st_mtime_ns))
        first, second = (run(*command, "--catalog", str(catalog), "--only") for _ in range(2))
        assert first.exit_code in {0, 2, 6}
        assert first.stderr.count("\n") <= 1
        assert second.stdout == whole


@pytest.mark.parametrize("swap", [(b'{"id":"asthma"', b'{"id":\x01asthma"'), (b"inhaler", b"inhalex")])
def test_a_record_that_is_damaged_in_the_copy_is_no_fault_of_the_catalog(
    run: Run, catalog: Path, tmp_path: Path, swap: tuple[bytes, bytes]
) -> None:
    assert run("find", "wheezing", "--catalog", str(catalog), "--only").exit_code == 0
    (made,) = files(tmp_path)
    seen = made.stat()
    made.write_bytes(made.read_bytes().replace(*swap))
    os.utime(made, ns=(seen.st_atime_ns, seen.st_mtime_ns))
    first, second = (run("show", "asthma", "--catalog", str(catalog), "--only") for _ in range(2))
    assert (first.exit_code, first.stdout) == (6, "")
    assert "damaged and is not used any more. Run the command again." in first.stderr
    assert second.exit_code == 0


def test_damage_that_ends_a_command_is_told_from_a_fault_of_the_program(
    run: Run, catalog: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = ("find", "wheezing at night", "--catalog", str(catalog), "--only")
    assert run(*words).exit_code == 0
    (made,) = files(tmp_path)
    seen = made.stat()
    with closing(sqlite3.connect(made)) as db:
        db.execute("UPDATE sentence SET stems = x'00', text = x'00'")
        db.commit()
    assert made.stat().st_size == seen.st_size
    os.utime(made, ns=(seen.st_atime_ns, seen.st_mtime_ns))
    first, second = run(*words), run(*words)
    assert (first.exit_code, "damaged and is not used" in first.stderr) == (6, True)
    assert second.exit_code == 0

    def broken(*_: object, **__: object) -> None:
        raise TypeError("a fault of ours")

    monkeypatch.setattr("condcli.finding.find.find", broken)
    with pytest.raises(TypeError, match="a fault of ours"):
        run(*words)


def damage(tmp_path: Path) -> None:
    """Write over all but the head of the compiled file, under the same size and time."""
    (made,) = files(tmp_path)
    seen = made.stat()
    made.write_bytes(made.read_bytes()[:4096].ljust(seen.st_size, b"\0"))
    os.utime(made, ns=(seen.st_atime_ns, seen.st_mtime_ns))


@pytest.mark.parametrize("ask", ["resolve", "find", "page", "list"])
def test_a_program_is_answered_in_spite_of_damage(catalog: Path, tmp_path: Path, ask: str) -> None:
    asked = {"resolve": "ashtma", "find": "wheezing", "page": "asthma"}.get(ask)
    words = [asked] if asked else []

    def told(guide: Guide) -> object:
        found = getattr(guide, ask)(*words)
        return [r.id for r in found] if ask == "list" else found

    whole = told(Guide.open(catalog, only=True))
    assert Library.open(catalog).compiled
    damage(tmp_path)
    assert told(Guide.open(catalog, only=True)) == whole
    assert told(Guide.open(catalog, only=True)) == whole


def test_completion_is_answered_in_spite_of_damage(run: Run, catalog: Path, tmp_path: Path) -> None:
    assert Library.open(catalog).compiled
    damage(tmp_path)
    env = {"_CONDCLI_COMPLETE": "fish", "CONDCLI_CATALOG": str(catalog), "CONDCLI_ONLY": "1"}
    for _ in range(2):
        shown = run("show", "ast", env=env)
        assert (shown.exit_code, shown.stderr) == (0, "")
        assert shown.stdout.startswith("asthma\t")


def test_a_note_without_end_is_not_read(catalog: Path) -> None:
    assert Library.open(catalog).compiled
    os.truncate(compiled.note(Library(catalog)), 2**40)
    assert compiled.trusted(Library(catalog)) is None


def test_what_a_killed_run_left_half_made_is_removed(catalog: Path, tmp_path: Path) -> None:
    (tmp_path / "cache").mkdir()
    old, new = (tmp_path / "cache" / f".{'0' * 32}.sqlite3.{name}" for name in ("old", "new"))
    for file in (old, new):
        file.touch()
    os.utime(old, (1_000_000_000, 1_000_000_000))
    assert Library.open(catalog).compiled
    assert (old.exists(), new.exists()) == (False, True)


def test_a_note_that_is_a_pipe_is_not_waited_for(catalog: Path) -> None:
    assert Library.open(catalog).compiled
    note = compiled.note(Library(catalog))
    note.unlink()
    os.mkfifo(note)
    assert compiled.trusted(Library(catalog)) is None


def test_a_file_made_from_other_content_is_not_right(catalog: Path, tmp_path: Path) -> None:
    assert Library.open(catalog).compiled
    (made,) = files(tmp_path)
    assert compiling.is_right(made, made.stem, whole=True)
    assert not compiling.is_right(made, "0" * 32, whole=True)


def test_a_wrong_catalog_stays_wrong(catalog: Path) -> None:
    assert Library.open(catalog).compiled
    catalog.write_text("{}", encoding="utf-8")
    with pytest.raises(BadData):
        Library.open(catalog)


def test_everything_works_where_nothing_can_be_kept(
    catalog: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("", encoding="utf-8")
    monkeypatch.setenv("CONDCLI_CACHE_HOME", str(blocked / "cache"))
    library = Library.open(catalog)
    assert library.as_written("Asthma")
    assert described(library, "wheezing").matches[0].id == "asthma"
    assert passages(library, "wheezing").passages


def _find(catalog: Path) -> str:
    return described(Library.open(catalog), "wheezing").matches[0].id


def test_two_processes_may_make_it_at_once(catalog: Path, tmp_path: Path) -> None:
    with ProcessPoolExecutor(4) as pool:
        assert set(pool.map(_find, [catalog] * 8)) == {"asthma"}
    assert len(files(tmp_path)) == 1
    assert not [f for f in (tmp_path / "cache").iterdir() if f.name.startswith(".")]


def test_it_keeps_nothing_of_what_was_looked_up(catalog: Path, tmp_path: Path) -> None:
    described(Library.open(catalog), "wheezing zanzibar")
    assert all(b"zanzibar" not in f.read_bytes() for f in (tmp_path / "cache").iterdir())


def test_old_files_are_removed(catalog: Path, tmp_path: Path) -> None:
    for number in range(compiling.KEPT + 2):
        rename(catalog, f"Asthma {number}", at=1_000_000_000 + number)
        assert Library.open(catalog).compiled
    assert len(files(tmp_path)) == compiling.KEPT


@pytest.mark.slow
def test_names_are_looked_up_as_in_the_catalog_itself() -> None:
    plain = Library.open()
    whole = Resolver(plain.conditions, plain.known_names, plain.said)
    assert Library.open().compiled
    library = Library.open()
    for record in plain.conditions:
        said = (record.name, *record.aliases, *record.abbreviations, *record.loose_names)
        for name in (*said, record.name.upper(), record.id):
            by_hand, by_table = Library("", plain.catalog).as_written(name), library.as_written(name)  # type: ignore[arg-type]
            assert by_hand == by_table, name
    for query in (
        "ashtma",
        "type 2 diabetis",
        "leukemia in children",
        "C91",
        "high pressure",
        "xyz",
        "J45.9",
    ):
        assert library.resolver.resolve(query) == whole.resolve(query)


def test_a_file_without_full_text_still_finds(catalog: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from condcli.finding import index  # noqa: PLC0415  the one statement is replaced

    monkeypatch.setattr(index, "FULL_TEXT", "CREATE VIRTUAL TABLE full_text USING no_such_module (stems)")
    library = Library.open(catalog)
    assert passages(library, "wheezing").passages
    assert passages(library, '"whistling sound"').total >= 0
    with pytest.raises(sqlite3.OperationalError):
        library.compiled.db.execute("SELECT * FROM full_text")


def test_a_batch_finds_the_names_that_its_first_lines_find(
    catalog: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = ("asthma", "my son has asthma", "nothing of it", "C91.0", "leuk", "astma", "tipe 1 diabetes")
    described(Library.open(catalog), "wheezing")  # compiles it
    few = [Library.open(catalog).resolver.resolve(query) for query in asked]
    monkeypatch.setattr(stored, "MANY", 0)
    many = Library.open(catalog)
    assert compiled.trusted(many)
    assert [many.resolver.resolve(query) for query in asked] == few


def test_a_disk_that_cannot_say_what_it_has_keeps_it(catalog: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(_: int) -> None:
        raise OSError(EINVAL, "Invalid argument")

    monkeypatch.setattr(os, "fsync", refused)
    described(Library.open(catalog), "wheezing")
    assert compiled.trusted(Library(catalog))
