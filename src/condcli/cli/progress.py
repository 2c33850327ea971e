"""A progress bar for work that takes a person's time."""

import os
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

T = TypeVar("T")
PATIENCE = 1.0  # seconds for which nobody needs a bar


def watched(items: Sequence[T], doing: str) -> Iterator[T]:
    """The items one by one; on a terminal a bar on standard error shows how far they are, after a second."""
    if not sys.stderr.isatty() or os.environ.get("TERM") == "dumb":
        yield from items
        return
    begin = time.monotonic()
    for number, item in enumerate(items):
        if time.monotonic() - begin > PATIENCE:
            yield from _with_bar(items[number:], doing, number, len(items))
            return
        yield item


def _with_bar(rest: Iterable[T], doing: str, done: int, total: int) -> Iterator[T]:
    from rich.console import Console  # noqa: PLC0415  most work is done before a bar is due
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn  # noqa: PLC0415

    columns = (TextColumn(doing), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(doing, total=total, completed=done)
        for item in rest:
            yield item
            progress.advance(task)
