"""Where the store stands, who may read it, and how it goes away. It does not import sqlite3.

CONDCLI_DATA_HOME names another folder than the user's data folder.
"""

import os
import re
import sys
from collections.abc import Sequence
from contextlib import suppress
from errno import ENOENT, ENOTDIR
from pathlib import Path

from condcli import clock, folders
from condcli.sources.faults import LostStore, StoreFault

STORE = "evidence.sqlite3"
LOCK = "update.lock"
ASIDE = "evidence-set-aside-"
SUFFIXES = ("", "-wal", "-shm", "-journal")  # of the store and of what SQLite keeps beside it
_SQLITE = b"SQLite format 3\0"
_ASIDE = re.compile(rf"{ASIDE}\d{{8}}T\d{{12}}\.sqlite3({'|'.join(SUFFIXES)})")
OWN_FOLDER = "Set CONDCLI_DATA_HOME to a folder of your own."
# Each system's own variable and place; importing platformdirs for them would cost every `show` 13 ms.
_BY_SYSTEM = {
    "win32": ("LOCALAPPDATA", "AppData/Local"),
    "darwin": ("", "Library/Application Support"),
}


def data_home() -> Path:
    """The folder that holds what an update stores; a StoreFault where nobody says where that is."""
    if given := os.environ.get("CONDCLI_DATA_HOME"):
        return Path(given)
    variable, below_home = _BY_SYSTEM.get(sys.platform, ("XDG_DATA_HOME", ".local/share"))
    base = Path(os.environ.get(variable, "").strip() if variable else "")
    if base.is_absolute():
        return base / "condcli"
    try:
        return Path.home() / below_home / "condcli"
    except RuntimeError as fault:
        raise StoreFault(Path("~"), "is not known: you have no home folder", OWN_FOLDER) from fault


def store_path() -> Path:
    """The store's file, which may not be there; of a link, what it leads to."""
    path = data_home() / STORE
    try:
        if not path.is_symlink():
            return path
        found = path.resolve()
        if os.path.lexists(found) and not _is_store(found):
            raise StoreFault(path, f"leads to {found}, which is no store", "Remove the link.")
    except (OSError, RuntimeError) as fault:  # a RuntimeError: a link that leads to itself
        raise StoreFault(path, f"cannot be read ({getattr(fault, 'strerror', fault)})", OWN_FOLDER) from fault
    return found


def _is_store(file: Path) -> bool:
    """Whether it is an SQLite file, or an empty one; nothing else is moved or removed for being linked."""
    if not file.is_file():
        return False
    with file.open("rb") as content:
        return content.read(len(_SQLITE)) in {b"", _SQLITE}


def lock_path() -> Path:
    """The file that one update at a time holds."""
    return data_home() / LOCK


def has_store() -> bool:
    """Whether anything was ever stored; a StoreFault where that cannot be seen, or nothing is left of it."""
    path = store_path()
    try:
        if path.stat().st_size > 0:
            return True
    except OSError as fault:
        if fault.errno in {ENOENT, ENOTDIR}:
            refuse_dead_link()
            return False
        raise StoreFault(path, f"cannot be read ({fault.strerror})", OWN_FOLDER) from fault
    raise StoreFault(
        path, "is empty, as a crash or a full disk leaves it", "To fill it again: condcli update"
    )


def refuse_dead_link() -> None:
    """A StoreFault where the store is a link that leads nowhere, as to a drive that is not there."""
    link = data_home() / STORE
    if link.is_symlink() and not os.path.exists(link):  # noqa: PTH110  a long name is no fault to it
        advice = "See that what it leads to is there, or remove the link."
        raise StoreFault(link, "is a link that leads nowhere", advice)


def prepare(path: Path, *, empty: bool = True) -> Path:
    """The file, made if it may be `empty`, that its owner alone may read, in a folder for the owner alone."""
    home = path.parent
    try:
        folders.make(home, 0o700)
        if "CONDCLI_DATA_HOME" not in os.environ and home == data_home():
            home.chmod(0o700)  # a folder that the reader chose keeps its mode
        if not empty and not path.exists():
            return path
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
        if path.is_file():  # a link may lead to a device
            path.chmod(0o600)
            return path
    except OSError as fault:
        raise StoreFault(home, f"cannot be written ({fault.strerror})", OWN_FOLDER) from fault
    raise StoreFault(path, "is no regular file", OWN_FOLDER)


def set_aside(path: Path, why: str) -> StoreFault:
    """Move a store that cannot be read out of the way; the fault that says so."""
    kept = path.with_name(f"{ASIDE}{clock.now():%Y%m%dT%H%M%S%f}.sqlite3")
    try:
        for suffix in SUFFIXES:
            beside = path.with_name(path.name + suffix)
            if beside.exists():
                beside.rename(kept.with_name(kept.name + suffix))
    except OSError as fault:
        return StoreFault(
            path, f"{why} and cannot be set aside ({fault.strerror})", "To remove it: condcli forget"
        )
    return LostStore(path, f"{why} and was set aside as {kept.name}", "To fill it again: condcli update")


def stored() -> list[Path]:
    """All files that updates left, those set aside too."""
    home = data_home()
    try:
        found = list(home.iterdir())
    except OSError as fault:
        if fault.errno in {ENOENT, ENOTDIR}:
            return []
        raise StoreFault(home, f"cannot be read ({fault.strerror})", OWN_FOLDER) from fault
    linked = home / STORE
    with suppress(StoreFault, OSError):
        if (linked := store_path()) != home / STORE:  # what a link leads to is ours too
            found += linked.parent.iterdir()
    files = {p.with_name(p.name + new) for p in (home / STORE, linked) for new in ("", ".new")}
    ours = {p.with_name(p.name + suffix) for p in files for suffix in SUFFIXES}
    return sorted({path for path in found if path in ours or _ASIDE.fullmatch(path.name)})


def remove_lock() -> None:
    """Remove the file that an update holds, which is empty; one with something in it is somebody's own."""
    path = lock_path()
    with suppress(OSError):  # it is not there
        if path.is_file() and not path.stat().st_size:
            remove([path])


def remove(paths: Sequence[Path]) -> None:
    """Remove these files of ours, and the folder if nothing else is in it."""
    for path in paths:
        try:
            path.unlink(missing_ok=True)
        except NotADirectoryError:
            continue
        except OSError as fault:
            raise StoreFault(path, f"cannot be removed ({fault.strerror})", "Remove it yourself.") from fault
    if paths:
        with suppress(OSError):  # it was not there, or holds files that are not ours
            data_home().rmdir()
