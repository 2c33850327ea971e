"""Where the store stands, who may read it, and how it goes away. It does not import sqlite3.

CONDCLI_DATA_HOME names another folder than the user's data folder.
"""

import os
import sys
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from condcli import clock
from condcli.sources.faults import StoreFault

STORE = "evidence.sqlite3"
LOCK = "update.lock"
ASIDE = "evidence-set-aside-"


def data_home() -> Path:
    """The folder that holds what an update stores."""
    if given := os.environ.get("CONDCLI_DATA_HOME"):
        return Path(given)
    if sys.platform not in {"win32", "darwin", "ios", "android"}:
        # What platformdirs answers there, without the 13 ms that importing it costs every `show`.
        base = os.environ.get("XDG_DATA_HOME", "").strip()
        return (Path(base) if os.path.isabs(base) else Path("~/.local/share").expanduser()) / "condcli"  # noqa: PTH117  of a string
    from platformdirs import user_data_path  # noqa: PLC0415  slow

    return user_data_path("condcli", appauthor=False)


def store_path() -> Path:
    """The store's file, which may not be there."""
    return data_home() / STORE


def lock_path() -> Path:
    """The file that one update at a time holds."""
    return data_home() / LOCK


def prepare(path: Path) -> Path:
    """The file, made if need be, readable by its owner alone, in a folder that only its owner may enter."""
    home = path.parent
    try:
        home.mkdir(mode=0o700, parents=True, exist_ok=True)
        if "CONDCLI_DATA_HOME" not in os.environ:
            home.chmod(0o700)  # a folder that the reader chose keeps its mode
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
        path.chmod(0o600)
    except OSError as fault:
        raise StoreFault(
            home, f"cannot be written ({fault.strerror})", "Set CONDCLI_DATA_HOME to a folder of your own."
        ) from fault
    return path


def set_aside(path: Path, why: str) -> StoreFault:
    """Put a store that cannot be read out of the way, and the fault that says so."""
    kept = path.with_name(f"{ASIDE}{clock.now():%Y%m%dT%H%M%S%f}.sqlite3")
    for suffix in ("", "-wal", "-shm"):
        beside = path.with_name(path.name + suffix)
        if beside.exists():
            beside.rename(kept.with_name(kept.name + suffix))
    return StoreFault(path, f"{why} and was set aside as {kept.name}", "To fill it again: condcli update")


def stored() -> list[Path]:
    """All files that updates left, those set aside too."""
    home = data_home()
    return sorted(path for pattern in (f"{STORE}*", f"{ASIDE}*") for path in home.glob(pattern))


def remove(paths: Iterable[Path]) -> None:
    """Remove these files of ours, and the folder if nothing else is in it."""
    for path in paths:
        try:
            path.unlink()
        except (FileNotFoundError, NotADirectoryError):
            continue
        except OSError as fault:
            raise StoreFault(path, f"cannot be removed ({fault.strerror})", "Remove it yourself.") from fault
    with suppress(OSError):  # it was not there, or holds files that are not ours
        data_home().rmdir()
