"""How long work shows that it goes on: a bar on a terminal, on standard error; elsewhere a line a step."""

import os
import signal
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from types import FrameType
from typing import TYPE_CHECKING, NoReturn, Self, TypeVar

from condcli.cli import output, settings, streams

if TYPE_CHECKING:
    from rich.progress import Progress as Bar

    from condcli.sources.update import Outcome

T = TypeVar("T")
PATIENCE = 1.0  # seconds for which nobody needs a bar
SILENCE = 20.0  # seconds after which those without a bar are told
HOUR, MINUTE = 3600, 60


def watched(items: Sequence[T], doing: str) -> Iterator[T]:
    """The items one by one; on a terminal a bar shows how far they are, after a second."""
    begin = time.monotonic()
    for number, item in enumerate(items):
        if _on_terminal() and time.monotonic() - begin > PATIENCE:
            bar = _bar()
            with _shown(bar):
                yield from bar.track(items[number:], description=doing, total=len(items), completed=number)
            return
        yield item


class Progress(ExitStack):
    """An update's conditions, and the studies of the one that is asked about."""

    def __init__(self, total: int) -> None:
        super().__init__()
        self._total, self._done, self._begin = total, 0, time.monotonic()
        self._said = self._begin
        self._bar: Bar | None = None

    def __enter__(self) -> Self:
        if _on_terminal():
            self._bar = bar = _bar()
            self.enter_context(_shown(bar))
            self._all = bar.add_task("conditions", total=self._total)
            self._one = bar.add_task("reading", total=None)
        return self

    def report(self, read: int, total: int) -> None:
        """So many of the current condition's studies are read."""
        if self._bar:
            self._bar.update(self._one, completed=read, total=total, refresh=True)
        elif time.monotonic() - self._said > SILENCE:
            self._said = time.monotonic()
            output.note(f"{read:,} of {total:,} are read.")

    def done(self, outcome: "Outcome") -> None:
        """A condition is complete."""
        self._done += 1
        if self._bar:
            self._bar.update(self._all, advance=1)
            self._bar.reset(self._one, total=None)
            self._bar.refresh()
        elif self._total > 1:
            failed = " failed" if outcome.fault else ""
            what = f"{outcome.record.name}, {outcome.kind}{failed}"
            output.note(f"{self._done} of {self._total}: {what}{self._time_left()}")

    def _time_left(self) -> str:
        """How long the rest may take, once that is more than a minute."""
        passed = time.monotonic() - self._begin
        seconds = passed / self._done * (self._total - self._done)
        if seconds < MINUTE:
            return ""
        unit, length = ("minutes", MINUTE) if seconds < 2 * HOUR else ("hours", HOUR)
        return f" (about {max(2, round(seconds / length))} {unit} left)"


def _on_terminal() -> bool:
    still = streams.Asked.still or settings.value("plain")
    return sys.stderr.isatty() and not still and os.environ.get("TERM") != "dumb"


def _bar() -> "Bar":
    from rich.console import Console  # noqa: PLC0415  for a terminal only
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn  # noqa: PLC0415
    from rich.progress import Progress as Bar  # noqa: PLC0415

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    # Drawn where something happened, by no thread of its own: some containers allow no other one
    return Bar(*columns, console=Console(stderr=True), transient=True, auto_refresh=False)


@contextmanager
def _shown(bar: "Bar") -> Iterator[None]:
    """The bar on the screen; whatever ends the program puts the cursor back, which the bar hides."""
    numbers = [n for name in ("SIGTERM", "SIGHUP") if (n := getattr(signal, name, None))]
    heard = [n for n in numbers if signal.getsignal(n) is signal.SIG_DFL]
    early: list[int] = []  # a bar that is half begun cannot be ended
    for number in heard:
        signal.signal(number, lambda number, _: early.append(number))
    try:
        bar.start()
        for number in heard:
            signal.signal(number, _leave)
        if early:
            _leave(early[0], None)
        yield
    finally:
        bar.stop()
        for number in heard:
            signal.signal(number, signal.SIG_DFL)


def _leave(number: int, _: FrameType | None) -> NoReturn:
    raise SystemExit(128 + number)
