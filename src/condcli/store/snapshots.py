"""What an update found, and what that changed: the values that sources and store pass on."""

import math
import zlib
from collections.abc import Callable, Mapping, Sequence
from typing import Literal, TypeAlias

import msgspec
from msgspec import Struct

from condcli.registry_models import PUBMED, Site, Trial, TrialDetails
from condcli.sources.faults import BadAnswer
from condcli.store.known import unpacked

Kind: TypeAlias = Literal["trials", "research"]
SOURCES: dict[Kind, tuple[str, str]] = {
    "trials": ("ClinicalTrials.gov", "studies"),
    "research": (PUBMED, "papers"),
}
MOST = 10**9  # more than any source lists
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

    def refuse_broken(self, read: int) -> None:
        """A BadAnswer where most of an answer cannot be read: what it would replace is better."""
        name, items = SOURCES[self.source]
        if not 0 <= self.total < MOST:
            raise BadAnswer(name, f"it counts {self.total} {items}")
        if self.unread > read:
            raise BadAnswer(name, f"{self.unread:,} of its {self.unread + read:,} {items} cannot be read")


class FoundTrial(Struct, frozen=True):
    """A trial of an answer, packed so that ten thousand of them take little room until they are saved.

    `unpacked` are the bytes that the row's text takes in a reader's memory: four a sign where one of them is
    beyond U+FFFF.
    """

    item: int
    row: bytes
    details: bytes
    on_topic: bool
    unpacked: int

    @property
    def size(self) -> int:
        """The bytes that it takes."""
        return len(self.row) + len(self.details)

    @classmethod
    def of(cls, trial: Trial, details: TrialDetails, *, on_topic: bool) -> "FoundTrial":
        """The trial, packed; a place that is nowhere on Earth is left out."""
        placed = msgspec.structs.replace(details, sites=tuple(map(_placed, details.sites)))
        packed = zlib.compress(encode(placed), 1)
        return cls(number(trial.nct_id), encode(trial), packed, on_topic, unpacked(trial))


def _placed(site: Site) -> Site:
    where = (site.latitude or 0.0, site.longitude or 0.0)
    on_earth = all(map(math.isfinite, where)) and abs(where[0]) <= 90 and abs(where[1]) <= 180  # noqa: PLR2004  degrees
    return site if on_earth else msgspec.structs.replace(site, latitude=None, longitude=None)


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


def sealed(item: int, content: bytes) -> bytes:
    """The content with a checksum, which holds for this item alone."""
    return zlib.crc32(content, item & 0xFFFFFFFF).to_bytes(4) + content


def unsealed(item: int, kept: object) -> bytes:
    """The content again; a ValueError where it is not what was sealed."""
    if not isinstance(kept, bytes) or sealed(item, kept[4:]) != kept:
        raise ValueError(f"row {item} is damaged")
    return kept[4:]


def seal_of(links: Mapping[int, int], said: Sequence[object] = ()) -> int:
    """A checksum of what a snapshot says, which items it lists, and which of them are on topic."""
    listed = sorted((item, int(on_topic)) for item, on_topic in links.items())
    return zlib.crc32(repr((*said, listed)).encode())
