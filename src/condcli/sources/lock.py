"""One update at a time. The system releases the lock when a process ends, however it ends."""

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from condcli.sources.faults import StoreFault
from condcli.store import folder

PATIENCE = 900.0  # seconds: as long as an update of many conditions may take
POLL = 0.2
PATIENCE_AT_ONCE = 1.0  # seconds after which the folder is looked for again


class NoLock(StoreFault):
    """The lock's file cannot be made, as on a full disk."""


@contextmanager
def only_one(tell: Callable[[str], None], patience: float = PATIENCE) -> Iterator[None]:
    """Wait until no other update runs, and say so; a StoreFault after `patience` seconds."""
    path = folder.lock_path()
    if os.path.islink(path):  # noqa: PTH114  a long name is no fault to it; it would be made where it leads
        raise NoLock(path, "is a link", "Remove it: an update makes its own.")
    try:
        lock = FileLock(folder.prepare(path), mode=0o600)
        _acquire(lock, path, lambda: tell("Another update is running. Waiting for it to end."), patience)
    except Timeout as fault:
        raise StoreFault(path, "is held by another update", "Try again when that one has ended.") from fault
    except OSError as fault:
        raise NoLock(path, f"cannot be locked ({fault.strerror})", "Remove it: it holds nothing.") from fault
    except StoreFault as fault:
        raise NoLock(fault.path, fault.what, fault.advice) from fault
    try:
        yield
    finally:
        lock.release()


def _acquire(lock: FileLock, path: Path, tell: Callable[[], None], patience: float) -> None:
    end = time.monotonic() + patience
    wait = 0.0
    while not lock.is_locked:
        try:
            before = path.stat().st_ino
            lock.acquire(timeout=wait, poll_interval=POLL)
            if path.stat().st_ino != before:  # `condcli forget` removed it: another may hold the new one
                lock.release()
        except FileNotFoundError:
            lock.release()
            if time.monotonic() > end:
                raise
            folder.prepare(path)
            time.sleep(POLL / 4)  # it is gone again and again where a folder is being removed
        except Timeout:
            if time.monotonic() > end:
                raise
            if not wait:
                tell()
            wait = max(0.0, min(PATIENCE_AT_ONCE, end - time.monotonic()))
