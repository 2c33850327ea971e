"""Which trials may be shown, by number; rows are read one by one, so that all of them fill no memory."""

import sys
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

import msgspec
from msgspec import Struct

from condcli.catalog.library import Library
from condcli.registry_models import Advance, Trial, TrialsAsWritten

if TYPE_CHECKING:
    from condcli.store.database import Store

Tell = Callable[[str], None]
MOST_ROWS = 40 * 2**20  # unpacked, what a list reads: the 26,000 rows of the widest condition have 19 MB


def silent(_: str) -> None:
    """Tell nobody."""


class _Numbered(Struct):
    nct_id: str


class Known(Struct):
    """The numbers of trials that may be shown, and what reads a row; `beside` are listed, but off topic."""

    listed: Sequence[int]
    beside: Collection[int]
    as_of: str | None  # of the snapshot that lists them
    row: Callable[[int], Trial | None]

    def trials(self, numbers: Iterable[int]) -> Iterator[Trial]:
        """The rows with these numbers, one after the other."""
        return filter(None, map(self.row, numbers))


def known(library: Library, condition: str | None, store: "Store | None") -> Known:
    """The trials of a condition, or all: those of the store, else those that are bundled."""
    bundled = {int(t.nct_id[3:]): t for t in _bundled(library, condition)}
    ours = Known([*bundled], (), min((t.as_of for t in bundled.values()), default=None), bundled.get)
    if store is None:
        return ours
    snapshot = store.snapshot("trials", condition) if condition is not None else None
    if condition is not None and snapshot is None:
        ours.row = lambda number: merged(store.row(number), bundled[number])
        return ours
    links = store.listed(condition)
    if bundled and not links:  # an empty list hides no trial that is known
        return ours
    listed = [number for number, on_topic in links.items() if on_topic]
    if snapshot is None:  # all of them: the bundled ones too
        listed += bundled.keys() - links.keys()

    def row(number: int) -> Trial | None:
        stored = store.row(number) if number in links else None
        return merged(stored, bundled.get(number) if links.get(number, True) else None)

    beside = [number for number, on_topic in links.items() if not on_topic]
    return Known(listed, beside, snapshot.taken[:10] if snapshot else ours.as_of, row)


def _bundled(library: Library, condition: str | None) -> list[Trial]:
    """The bundled trials of a condition, or all; for a page no other is decoded."""
    rows = library.rows("trials.json", TrialsAsWritten) if condition else None
    if not condition or not rows:
        every = {t.nct_id: t for t in library.trials.trials}
        shown = library.trials.conditions.get(condition, ()) if condition else every
        return [every[n] for n in shown if n in every]
    number = msgspec.json.Decoder(_Numbered)
    written = {number.decode(row).nct_id: row for row in rows.trials}
    listed = [n for n in rows.conditions.get(condition, ()) if n in written]
    return [msgspec.json.decode(written[n], type=Trial) for n in listed]


def merged(stored: Trial | None, bundled: Trial | None) -> Trial | None:
    """The newer of the two, with what the older said of it under `earlier`."""
    if stored is None or bundled is None:
        return stored or bundled
    older, newer = sorted((bundled, stored), key=lambda t: t.as_of)
    return newer.after(older)


def unpacked(row: Trial | Advance) -> int:
    """The bytes that the text of a trial or a paper takes in memory."""
    return sys.getsizeof(msgspec.json.encode(row).decode())
