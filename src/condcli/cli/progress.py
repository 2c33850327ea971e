"""How long work shows that it goes on: a bar on a terminal, on standard error."""

import os
import sys
import time
from collections.abc import Iterator, Sequence
from types import TracebackType
from typing import TYPE_CHECKING, Self, TypeVar

from condcli.cli import output

if TYPE_CHECKING:
    from rich.progress import Progress as Bar

    from condcli.sources.update import Outcome

T = TypeVar("T")
PATIENCE = 1.0  # seconds for which nobody needs a bar


def watched(items: Sequence[T], doing: str) -> Iterator[T]:
    """The items one by one; on a terminal a bar shows how far they are, after a second."""
    if not _on_terminal():
        yield from items
        return
    begin = time.monotonic()
    for number, item in enumerate(items):
        if time.monotonic() - begin > PATIENCE:
            yield from _with_bar(items[number:], doing, number, len(items))
            return
        yield item


def _with_bar(rest: Sequence[T], doing: str, done: int, total: int) -> Iterator[T]:
    with _bar() as bar:
        task = bar.add_task(doing, total=total, completed=done)
        for item in rest:
            yield item
            bar.advance(task)


class Progress:
    """An update's conditions, and the studies of the one that is asked about; off a terminal a line each."""

    def __init__(self, total: int) -> None:
        self._total, self._done = total, 0
        self._bar = _bar() if _on_terminal() else None

    def __enter__(self) -> Self:
        if self._bar:
            self._bar.start()
            self._all = self._bar.add_task("conditions", total=self._total)
            self._one = self._bar.add_task("reading", total=None)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bar:
            self._bar.stop()

    def report(self, read: int, total: int) -> None:
        """So many of the present condition's studies are read."""
        if self._bar:
            self._bar.update(self._one, completed=read, total=total)

    def done(self, outcome: "Outcome") -> None:
        """A condition is complete."""
        self._done += 1
        if self._bar:
            self._bar.update(self._all, advance=1)
            self._bar.reset(self._one, total=None)
        elif self._total > 1:
            failed = " failed" if outcome.fault else ""
            output.note(f"{self._done} of {self._total}: {outcome.record.name}, {outcome.kind}{failed}")


def _on_terminal() -> bool:
    return sys.stderr.isatty() and os.environ.get("TERM") != "dumb"


def _bar() -> "Bar":
    from rich.console import Console  # noqa: PLC0415  for a terminal only
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn  # noqa: PLC0415
    from rich.progress import Progress as Bar  # noqa: PLC0415

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    return Bar(*columns, console=Console(stderr=True), transient=True)
