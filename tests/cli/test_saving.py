"""Files of a person's own: whole or not at all, and never over what is there unless told."""

import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from condcli import folders
from condcli.cli import saving
from condcli.errors import Unwritable, UsageFault

THERE = "is there already. Add --force to write over it, or choose another place."


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.mark.parametrize("force", [False, True])
def test_a_new_file_is_written_whole_and_nothing_else_is_left(tmp_path: Path, force: bool) -> None:
    saving.save(tmp_path / "a.html", b"whole", force=force)
    assert [(p.name, p.read_bytes()) for p in tmp_path.iterdir() if p.is_file()] == [("a.html", b"whole")]


def test_a_file_that_is_there_is_written_over_only_when_told(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_bytes(b"old")
    with pytest.raises(UsageFault, match=f"{path} {THERE}"):
        saving.save(path, b"new", force=False)
    assert path.read_bytes() == b"old"
    saving.save(path, b"new", force=True)
    assert path.read_bytes() == b"new"
    assert [p.name for p in tmp_path.iterdir() if p.is_file()] == ["a.html"]


@pytest.mark.parametrize(("umask", "expected"), [(0o022, 0o644), (0o077, 0o600), (0o000, 0o666)])
def test_a_new_file_is_readable_as_the_person_has_it(tmp_path: Path, umask: int, expected: int) -> None:
    before = os.umask(umask)
    try:
        saving.save(tmp_path / "a.html", b"x", force=False)
    finally:
        os.umask(before)
    assert mode(tmp_path / "a.html") == expected


def test_what_a_link_leads_to_is_written_over_and_the_link_stays(tmp_path: Path) -> None:
    kept, link = tmp_path / "kept", tmp_path / "link"
    kept.write_bytes(b"old")
    link.symlink_to(kept)
    with pytest.raises(UsageFault, match="is there already"):
        saving.save(link, b"new", force=False)
    saving.save(link, b"new", force=True)
    assert (link.is_symlink(), kept.read_bytes()) == (True, b"new")


PLACES: dict[str, tuple[Callable[[Path], Path], str]] = {
    "in a folder that is not there": (lambda here: here / "none" / "a", "No such file or directory"),
    "below a file": (lambda here: here / "file" / "a", "Not a directory"),
    "a folder": (lambda here: here / "folder", "Is a directory"),
    "with a NUL": (lambda here: here / "a\0b", "embedded null"),  # byte, or character in path
    "too long": (lambda here: here / ("x" * 300), "File name too long"),
    "a link to itself": (lambda here: here / "loop", "Too many levels of symbolic links"),
}


@pytest.fixture
def here(tmp_path: Path) -> Path:
    """A folder with a file, a folder, and a link that leads to itself."""
    (tmp_path / "file").write_bytes(b"kept")
    (tmp_path / "folder").mkdir()
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    return tmp_path


@pytest.mark.parametrize("place", PLACES)
def test_a_place_that_cannot_be_written_says_why(here: Path, place: str) -> None:
    make, why = PLACES[place]
    before = sorted(here.iterdir())
    with pytest.raises(Unwritable) as fault:
        saving.save(make(here), b"x", force=True)
    said = str(fault.value)
    assert (why in said, "[Errno" in said) == (True, False)
    assert said.endswith("Choose another place, or ask who keeps it.")
    assert sorted(here.iterdir()) == before


def test_of_several_places_the_first_that_is_taken_is_named(here: Path) -> None:
    (here / "second").touch()
    saving.free([here / "new", here / "newer"], force=False)
    with pytest.raises(UsageFault) as fault:
        saving.free([here / "new", here / "second", here / "file"], force=False)
    assert str(fault.value) == f"{here / 'second'} {THERE}"
    saving.free([here / "second", here / "file"], force=True)


def test_what_is_no_file_is_never_free_to_write_over(here: Path) -> None:
    os.mkfifo(here / "pipe")
    for name in ("folder", "pipe"):
        with pytest.raises(Unwritable, match="it is no file; for standard output, give -"):
            saving.free([here / name], force=True)
        with pytest.raises(UsageFault, match="is there already"):
            saving.free([here / name], force=False)


@pytest.mark.parametrize("name", ["/dev/null", "/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"])
def test_a_stream_of_the_system_is_no_file(name: str) -> None:
    if os.path.lexists(name):
        with pytest.raises(Unwritable, match="it is no file"):
            saving.free([Path(name)], force=True)


def test_a_file_whose_folder_is_only_called_so_is_one(here: Path) -> None:
    for name in ("dev", "proc"):
        (here / name).mkdir()
        (here / name / "a").touch()
        saving.free([here / name / "a"], force=True)


def test_a_link_that_leads_nowhere_is_there(here: Path) -> None:
    (here / "lost").symlink_to(here / "gone")
    with pytest.raises(UsageFault, match="is there already"):
        saving.free([here / "lost"], force=False)
    saving.free([here / "lost"], force=True)


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("folder", True),
        ("folder/", True),
        ("new/", True),
        ("new", False),
        ("file", False),
        (".", True),
        ("a.html", False),
    ],
)
def test_a_folder_is_meant_by_one_that_is_there_or_by_its_end(
    here: Path, monkeypatch: pytest.MonkeyPatch, said: str, meant: bool
) -> None:
    monkeypatch.chdir(here)
    assert saving.is_folder(said) is meant


def test_a_folder_is_made_however_deep(here: Path) -> None:
    deep = here / "a" / "b" / "c"
    before = os.umask(0o022)
    try:
        assert saving.folder(deep) == deep
    finally:
        os.umask(before)
    assert (mode(deep), mode(deep.parent)) == (0o755, 0o755)
    assert saving.folder(deep) == deep
    for taken in (here / "file", here / "file" / "below"):
        with pytest.raises(Unwritable):
            saving.folder(taken)


@pytest.mark.parametrize("wanted", [0o700, 0o750, 0o777])
def test_only_the_folder_itself_is_made_private(tmp_path: Path, wanted: int) -> None:
    before = os.umask(0)
    try:
        folders.make(tmp_path / "above" / "it", wanted)
    finally:
        os.umask(before)
    assert (mode(tmp_path / "above" / "it"), mode(tmp_path / "above")) == (wanted, 0o777)


def test_a_folder_that_is_there_keeps_its_mode(tmp_path: Path) -> None:
    (tmp_path / "kept").mkdir(0o755)
    folders.make(tmp_path / "kept", 0o700)
    assert mode(tmp_path / "kept") == 0o755
    folders.make(tmp_path / "kept" / "new", 0o700)
    assert (mode(tmp_path / "kept"), mode(tmp_path / "kept" / "new")) == (0o755, 0o700)


def test_a_folder_below_a_file_cannot_be_made(here: Path) -> None:
    for place in (here / "file", here / "file" / "a", here / "file" / "a" / "b"):
        with pytest.raises(OSError, match=r"File exists|Not a directory"):
            folders.make(place)
    assert (here / "file").read_bytes() == b"kept"
