"""Which file of the store is open, and who may set it aside: an update, or a reader while none is at work."""

import os
from contextlib import nullcontext
from pathlib import Path
from typing import Self

from msgspec import Struct

from condcli.sources.faults import LostStore, StoreFault
from condcli.store import folder
from condcli.store.known import silent

AGAIN = "Run the command again."


class Place(Struct, frozen=True):
    """A store's file as it was opened; `by_update` where it was opened by who holds the update's lock."""

    path: Path
    identity: tuple[int, int]
    by_update: bool

    @classmethod
    def of(cls, path: Path, *, by_update: bool) -> Self:
        """The file that is about to be opened; a StoreFault where it is gone."""
        try:
            return cls(path, _identity(path), by_update)
        except OSError as fault:
            raise StoreFault(path, f"cannot be read ({fault.strerror})", AGAIN) from fault

    def refuse_another(self, advice: str = AGAIN) -> None:
        """A LostStore where the path leads to another file by now, or to none."""
        try:
            if _identity(self.path) == self.identity:
                return
        except OSError:
            pass
        raise LostStore(self.path, "was moved away or replaced while it was in use", advice)

    def set_aside(self, why: str) -> StoreFault:
        """Move the file out of the way, unless an update is at work or another stands there; the fault."""
        from condcli.sources import lock  # noqa: PLC0415  imports filelock; for a damaged store only

        try:
            with nullcontext() if self.by_update else lock.only_one(silent, patience=0.0):
                self.refuse_another()
                return folder.set_aside(self.path, why)
        except LostStore as lost:
            return lost
        except lock.NoLock as fault:
            return StoreFault(self.path, f"{why} and cannot be set aside ({fault.what})", folder.OWN_FOLDER)
        except StoreFault:
            return StoreFault(self.path, f"{why} and an update is running", "Wait until that has ended.")


def _identity(path: Path) -> tuple[int, int]:
    looks = os.stat(path)  # noqa: PTH116  the file itself, whoever may enter its folder
    return looks.st_dev, looks.st_ino
