"""What an update found, and what that changed: the values that sources and store pass on."""

import zlib
from collections.abc import Callable
from typing import Literal, TypeAlias

import msgspec
from msgspec import Struct

from condcli.registry_models import Trial, TrialDetails

Kind: TypeAlias = Literal["trials", "research"]
Report = Callable[[int, int], None]  # read so far, in all
encode = msgspec.msgpack.Encoder().encode


class Snapshot(Struct, frozen=True, kw_only=True):
    """What was asked about a condition and when; `total` is the source's count, `unread` what was broken."""

    source: Kind
    condition: str
    query: str
    taken: str  # yyyy-mm-ddThh:mm:ssZ
    total: int
    unread: int = 0


class FoundTrial(Struct, frozen=True):
    """A trial of an answer, packed so that ten thousand of them take little room until they are saved."""

    item: int
    row: bytes
    details: bytes
    on_topic: bool

    @classmethod
    def of(cls, trial: Trial, details: TrialDetails, *, on_topic: bool) -> "FoundTrial":
        """The trial, packed."""
        return cls(number(trial.nct_id), encode(trial), zlib.compress(encode(details), 1), on_topic)


class StatusChange(Struct, frozen=True):
    """A trial whose status is not what it was in the snapshot before."""

    nct_id: str
    title: str
    before: str
    after: str


class Change(Struct, frozen=True, kw_only=True):
    """What a snapshot changed; `first` if there was none before. Numbers are NCT numbers' digits or PMIDs."""

    first: bool
    total: int
    off_topic: int
    unread: int
    new: tuple[int, ...]
    gone: tuple[int, ...]
    changed: tuple[StatusChange, ...] = ()
    left_out: int = 0  # papers that were retracted or are in doubt


def number(nct_id: str) -> int:
    """The digits of an NCT number."""
    return int(nct_id[3:])
