"""One update at a time, whatever the system: an exclusive transaction on a file of its own.

The system lets go of it when the process ends, however it ends.
"""

import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager

from condcli.sources.faults import StoreFault
from condcli.store import folder

PATIENCE = 900.0  # seconds: as long as an update of many conditions may well take
POLL = 0.2


@contextmanager
def only_one(tell: Callable[[str], None], patience: float = PATIENCE) -> Iterator[None]:
    """Wait until no other update runs, and say so; a StoreFault after `patience` seconds."""
    path = folder.prepare(folder.lock_path())
    with closing(sqlite3.connect(path, timeout=0, isolation_level=None)) as lock:
        end = time.monotonic() + patience
        told = False
        while not _taken(lock):
            if not told:
                tell("Another update is running; waiting for it to end.")
                told = True
            if time.monotonic() > end:
                raise StoreFault(path, "is held by another update", "Try again when that one has ended.")
            time.sleep(POLL)
        yield


def _taken(lock: sqlite3.Connection) -> bool:
    try:
        lock.execute("BEGIN EXCLUSIVE")
    except sqlite3.DatabaseError as fault:
        if fault.sqlite_errorcode == sqlite3.SQLITE_BUSY:
            return False
        raise StoreFault(
            folder.lock_path(), f"cannot be locked ({fault})", "Remove it: it holds nothing."
        ) from fault
    return True
