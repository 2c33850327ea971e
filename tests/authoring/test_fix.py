"""--fix: the canonical form and nothing else, whole or not at all."""

import json
import os
import signal
import stat
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import msgspec
import pytest
from conftest import SMALL, Run
from good_record import Raw, catalog_of, good, write
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from condcli.catalog import files
from condcli.catalog import write as writing
from condcli.errors import ChangedMeanwhile, Unwritable
from condcli.models import SECTIONS, Catalog

ORDER: list[str] = list(SECTIONS)


def shuffled() -> Raw:
    """Two records in the wrong order, with keys and sections in the wrong order."""
    first, second = good(id="b-knee"), good(id="a-knee", name="Knöchel \u2028 \x7f / é")
    second = dict(reversed(second.items()))
    second["sections"] = dict(reversed(second["sections"].items()))
    return catalog_of(first, second)


def test_the_canonical_form_is_written_and_nothing_else_is_changed(run: Run, tmp_path: Path) -> None:
    path = write(tmp_path, shuffled())
    before = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps(before, indent=7), encoding="utf-8")
    result = run("check", str(path), "--fix", "--select", "S005")
    assert (result.exit_code, result.stderr) == (0, f"{path} is now in its canonical form.\n")
    text = path.read_text(encoding="utf-8")
    after = json.loads(text)
    assert text == json.dumps(after, indent=2, ensure_ascii=False) + "\n"
    assert [c["id"] for c in after["conditions"]] == ["a-knee", "b-knee"]
    assert after["conditions"] == sorted(before["conditions"], key=lambda c: str(c["id"]))
    assert list(after["conditions"][0]) == list(good())
    assert list(after["conditions"][0]["sections"]) == ["definition", "symptoms", "treatment"]
    again = run("check", str(path), "--fix")
    assert again.stderr == f"{path} is in its canonical form already.\n"


def test_a_canonical_bundled_catalog_stays() -> None:
    for path in (files.data_folder() / "conditions.json", SMALL):
        text = path.read_text(encoding="utf-8")
        assert text == json.dumps(json.loads(text), indent=2, ensure_ascii=False) + "\n"
        assert writing.canonical(files.read(path, Catalog)) == text


TEXT = st.text(alphabet=st.characters(codec="utf-8"), min_size=1, max_size=30)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    texts=st.lists(TEXT, min_size=1, max_size=4),
    ids=st.permutations(["a", "b", "c"]),
    order=st.permutations(ORDER),
)
def test_any_text_survives(texts: list[str], ids: list[str], order: list[str]) -> None:
    sections = {name: {"body": texts, "refs": [1]} for name in order}
    raw = catalog_of(*(good(id=id_, name=texts[0], questions=texts, sections=sections) for id_ in ids))
    written = writing.canonical(msgspec.convert(raw, Catalog))
    assert json.loads(written)["conditions"] == sorted(raw["conditions"], key=lambda c: str(c["id"]))
    assert written == json.dumps(json.loads(written), indent=2, ensure_ascii=False) + "\n"
    assert writing.canonical(msgspec.json.decode(written, type=Catalog)) == written


def test_a_catalog_that_does_not_fit_is_left_as_it_is(run: Run, tmp_path: Path) -> None:
    path = write(tmp_path, catalog_of(good(dose=5)))
    path.write_text(path.read_text(encoding="utf-8") + "\n\n", encoding="utf-8")
    before = path.read_bytes()
    result = run("check", str(path), "--fix")
    assert result.exit_code == 6
    assert "S001 error, dose" in result.stdout
    assert result.stderr == f"{path} was left as it is: repair the findings of S001 first.\n"
    assert path.read_bytes() == before


def test_the_mode_and_a_link_are_kept(run: Run, tmp_path: Path) -> None:
    path = write(tmp_path, shuffled())
    path.chmod(0o640)
    link = tmp_path / "link.json"
    link.symlink_to(path)
    assert "now in its canonical form" in run("check", str(link), "--fix").stderr
    assert (link.is_symlink(), stat.S_IMODE(path.stat().st_mode)) == (True, 0o640)
    assert json.loads(path.read_text(encoding="utf-8"))["conditions"][0]["id"] == "a-knee"


def left_over(folder: Path) -> list[str]:
    return [p.name for p in folder.iterdir() if p.name.startswith(".")]


def test_what_somebody_else_wrote_meanwhile_stays(tmp_path: Path) -> None:
    path = write(tmp_path, shuffled())
    was = path.read_bytes()
    path.write_text("theirs", encoding="utf-8")
    with pytest.raises(ChangedMeanwhile, match="changed meanwhile by someone else"):
        writing.replace(path, "ours", was)
    assert (path.read_text(encoding="utf-8"), left_over(tmp_path)) == ("theirs", [])


def test_of_two_writers_at_once_none_loses_what_the_other_wrote(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "conditions.json"
    path.write_bytes(b"old")
    held = writing._held  # noqa: SLF001  the moment between a look and the new name

    def slowly(target: Path) -> bytes:
        found = held(target)
        time.sleep(0.1)
        return found

    def wrote(text: str) -> bool:
        try:
            writing.replace(path, text, b"old")
        except ChangedMeanwhile:
            return False
        return True

    monkeypatch.setattr(writing, "_held", slowly)
    with ThreadPoolExecutor() as at_once:
        done = dict(zip("abc", at_once.map(wrote, "abc"), strict=True))
    assert [text for text, written in done.items() if written] == [path.read_text(encoding="utf-8")]


def test_of_two_writers_at_once_none_takes_the_other_for_one_that_was_killed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    held, started = writing._hold, threading.Event()  # noqa: SLF001  the moment between a file and its lock

    def slowly(descriptor: int) -> None:
        if stat.S_ISREG(os.fstat(descriptor).st_mode) and not started.is_set():
            started.set()
            time.sleep(0.3)
        held(descriptor)

    monkeypatch.setattr(writing, "_hold", slowly)
    with ThreadPoolExecutor() as at_once:
        first = at_once.submit(writing.create, tmp_path / "a.json", "ours")
        started.wait(5)
        with writing.beside(tmp_path / "a.json", "theirs"):
            first.result()
    assert (tmp_path / "a.json").read_text(encoding="utf-8") == "ours"


def test_a_folder_that_others_hold_keeps_no_writer_for_long(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write(tmp_path, shuffled())
    monkeypatch.setattr(writing, "PAUSE", 0.0)
    with writing._alone(tmp_path):  # noqa: SLF001  as another program may
        writing.replace(path, "ours", path.read_bytes())
    assert path.read_text(encoding="utf-8") == "ours"


def test_a_file_that_vanished_meanwhile_is_not_made_anew(tmp_path: Path) -> None:
    path = tmp_path / "conditions.json"
    with pytest.raises(Unwritable, match="No such file"):
        writing.replace(path, "ours", b"old")
    assert list(tmp_path.glob("*.json")) == []


def test_files_of_ones_own_that_begin_alike_stay(tmp_path: Path) -> None:
    path = tmp_path / "g.json"
    path.write_text("old")
    own = [tmp_path / f".g.json.{name}new" for name in ("mine.", "", "original.", "20261130.")]
    for file in own:
        file.touch()
    writing.replace(path, "ours", b"old")
    assert all(file.exists() for file in own)


def test_a_file_that_appeared_meanwhile_is_not_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "conditions.json"
    path.write_text("theirs", encoding="utf-8")
    with pytest.raises(ChangedMeanwhile):
        writing.create(path, "ours")
    assert (path.read_text(encoding="utf-8"), left_over(tmp_path)) == ("theirs", [])


def test_a_full_disk_leaves_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(tmp_path, shuffled())
    was = path.read_bytes()

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(Unwritable, match="No space left"):
        writing.replace(path, "ours", was)
    assert (path.read_bytes(), left_over(tmp_path)) == (was, [])


KILLED = """
import os, pathlib, signal, sys
from condcli.catalog import write as writing

def die(*_, **__):
    os.kill(os.getpid(), signal.SIGKILL)

path = pathlib.Path(sys.argv[1])
{point} = die
writing.replace(path, "new" * 100_000, path.read_bytes())
"""
POINTS: dict[str, tuple[str, Callable[[bytes], bytes]]] = {
    "before the text is written": ("writing.NamedTemporaryFile", lambda old: old),
    "before it is on the disk": ("os.fsync", lambda old: old),
    "before it gets its mode": ("pathlib.Path.chmod", lambda old: old),
    "before it takes the place": ("pathlib.Path.replace", lambda old: old),
    "after it took the place": ("writing._settle", lambda _: b"new" * 100_000),
}


@pytest.mark.parametrize("point", POINTS)
def test_a_crash_leaves_the_old_file_or_the_new_one(tmp_path: Path, point: str) -> None:
    path = write(tmp_path, shuffled())
    old = path.read_bytes()
    patched, expected = POINTS[point]
    command = [sys.executable, "-c", KILLED.format(point=patched), str(path)]
    ended = subprocess.run(command, check=False)
    assert ended.returncode == -signal.SIGKILL
    assert path.read_bytes() == expected(old)


def test_a_broken_bundled_catalog_would_be_fixed_where_it_stands(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, shuffled())
    for name in ("everyday_words.txt", "syllables.json"):
        (tmp_path / name).write_bytes((files.data_folder() / name).read_bytes())
    for module in ("catalog.files", "catalog.library", "authoring.reading"):
        monkeypatch.setattr(f"condcli.{module}.data_folder", lambda: tmp_path)
    assert "now in its canonical form" in run("check", "--fix").stderr
    found: Any = json.loads((tmp_path / "conditions.json").read_text(encoding="utf-8"))
    assert found["conditions"][0]["id"] == "a-knee"
