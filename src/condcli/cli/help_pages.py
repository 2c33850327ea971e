"""The form of the help: lines that fit the terminal, however narrow it is."""

from collections.abc import Sequence
from typing import Any

import typer

from condcli.cli import streams

LEAST, MOST = 20, 80  # columns of a line


_Formatter: Any = typer.Context.formatter_class  # Typer keeps that class private


class HelpText(_Formatter):  # type: ignore[misc]  # see there
    """Help in which what an option means has at least three fifths of a line."""

    def write_dl(self, rows: Sequence[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        """The options or commands, each with what it means; a long name has a line of its own."""
        super().write_dl(rows, min(col_max, max(LEAST // 2, self.width * 2 // 5)), col_spacing)


class HelpContext(typer.Context):
    """What a command runs in; its help fits the terminal."""

    formatter_class = HelpText

    def __init__(self, *args: Any, **more: Any) -> None:  # noqa: ANN401  as Typer declares it
        super().__init__(*args, **more)
        self.terminal_width = max(LEAST, min(MOST, streams.columns()) - 2)
