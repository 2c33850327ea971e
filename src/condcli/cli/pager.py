"""The reader's pager, for answers that are longer than the screen."""

import os
import re
import shlex
import shutil
import signal
import subprocess
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import IO, cast

from condcli.cli import settings, streams
from condcli.names.normalize import unaccented

NOT_SAID = re.compile(r"[^\w :.,/()'-]", re.ASCII)  # less garbles other letters there
LONGEST_TITLE = 200
MORE, LEAVE = ", space for more", ", q to leave"  # less cuts a longer prompt at its begin


def _less(program: str, title: str, total: int) -> list[str]:
    """Options for less, whatever $LESS says: colors come through, the prompt says page, place and keys."""
    if Path(program).resolve().name != "less":  # busybox's knows fewer
        return []
    place = f", line {total} of {total}"  # at its longest
    room = streams.columns() - len(place) - len(LEAVE) - 1
    more = MORE if len(title) + len(MORE) < room else ""
    shown = NOT_SAID.sub("", unaccented(title))[: max(0, min(room, LONGEST_TITLE))]
    # A title comes from outside: less ends the prompt at a $, and reads what follows as options
    said = re.sub(r"([:.])", r"\\\1", shown)
    prompt = rf"{said}, ?eend of {total} lines:line %lt of {total}{more}.{LEAVE}"
    return ["-R", *(f"-P{kind}{prompt}" for kind in "smM")]


def show(pieces: Sequence[str], title: str) -> bool:
    """Show the text in the reader's pager; False where there is none, or it fails."""
    try:
        chosen = shlex.split(settings.value("pager"))
    except ValueError:  # a quote without its end
        return False
    if not chosen or not (program := shutil.which(chosen[0])):
        return False
    # What is searched for in the pager is nobody's business either.
    env = {"LESS": "-FRX", "LESSCHARSET": "utf-8", "LESSSECURE": "1", **os.environ, "LESSHISTFILE": "-"}
    streams.see_to_children()
    before = signal.signal(
        signal.SIGINT, lambda *_: None
    )  # Ctrl-C is the pager's: it puts the terminal right
    try:
        lines = sum(piece.count("\n") for piece in pieces)
        with (
            subprocess.Popen(  # noqa: S603  the reader's own choice
                [program, *chosen[1:], *_less(program, title, lines)],
                stdin=subprocess.PIPE,
                text=True,
                errors="nearest",
                env=env,
            ) as ended,
            suppress(BrokenPipeError),
            cast("IO[str]", ended.stdin) as reader,
        ):
            reader.writelines(pieces)  # a pipe that breaks: the reader leaves before the end
    except (OSError, ValueError):  # it is no program after all, or a byte of zero stands beside it
        return False
    finally:
        signal.signal(signal.SIGINT, before)
    if ended.returncode in {-signal.SIGINT, 128 + signal.SIGINT}:
        raise KeyboardInterrupt
    return ended.returncode == 0  # else nobody may have seen a word
