"""How an update shows that it goes on: a bar on a terminal, else a line for each condition."""

import os
import sys
from types import TracebackType
from typing import TYPE_CHECKING, Self

from condcli.cli import output
from condcli.evidence.update import Outcome

if TYPE_CHECKING:
    from rich.progress import Progress as Bar


class Progress:
    """Counts conditions, and the studies of the one that is asked about."""

    def __init__(self, total: int) -> None:
        self._total, self._done = total, 0
        self._bar = _bar() if sys.stderr.isatty() and os.environ.get("TERM") != "dumb" else None

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

    def done(self, outcome: Outcome) -> None:
        """A condition is complete."""
        self._done += 1
        if self._bar:
            self._bar.update(self._all, advance=1)
            self._bar.reset(self._one, total=None)
        elif self._total > 1:
            failed = " failed" if outcome.fault else ""
            output.note(f"{self._done} of {self._total}: {outcome.record.name}, {outcome.kind}{failed}")


def _bar() -> "Bar":
    from rich.console import Console  # noqa: PLC0415  for a terminal only
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn  # noqa: PLC0415
    from rich.progress import Progress as Bar  # noqa: PLC0415

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    return Bar(*columns, console=Console(stderr=True), transient=True)
