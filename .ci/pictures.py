"""The README's pictures: SVG files of what a terminal shows, made by running the commands.

python .ci/pictures.py           make them again
python .ci/pictures.py --check   say which are not what the commands show today
"""

import html
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

from rich._export_format import CONSOLE_SVG_FORMAT
from rich.console import Console
from rich.terminal_theme import MONOKAI
from rich.text import Text

FOLDER = Path(__file__).parents[1] / "docs" / "pictures"


class Picture(NamedTuple):
    """A command, the width of the terminal, and how many lines of the answer are shown."""

    command: str
    width: int
    lines: int


PICTURES = {
    "page": Picture("condcli ALL", 120, 42),
    "trials": Picture("condcli trials ALL", 100, 30),
    "danger": Picture("condcli crushing chest pain and a numb arm", 80, 18),
}
# Fonts are the reader's own: a picture asks no server for one.
FORM = re.sub(r"@font-face \{\{.*?\}\}\n", "", CONSOLE_SVG_FORMAT, flags=re.DOTALL)


def svg(name: str) -> str:
    """The picture of that name as it should be today."""
    command, width, lines = PICTURES[name]
    env = {k: v for k, v in os.environ.items() if not k.startswith(("CONDCLI_", "VTE_")) and k != "NO_COLOR"}
    env |= {"FORCE_COLOR": "1", "COLUMNS": str(width), "COLORTERM": "truecolor", "FORCE_HYPERLINK": "0"}
    program = [sys.executable, "-m", "condcli", *command.split()[1:]]
    shown = subprocess.run(  # noqa: S603  this project's own program
        program, env=env, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, check=True
    ).stdout.splitlines()
    console = Console(record=True, width=width, file=Path(os.devnull).open("w"), force_terminal=True)  # noqa: SIM115  for the whole run
    console.print(Text(f"$ {command}", "bold"))
    for line in shown[:lines]:
        console.print(Text.from_ansi(line), crop=False, no_wrap=True)
    if len(shown) > lines:
        console.print(Text("..."))
    return console.export_svg(title="", code_format=FORM, theme=MONOKAI, unique_id=f"condcli-{name}")


def words(picture: str) -> list[str]:
    """What stands in a picture, whichever version of Rich has drawn it."""
    return html.unescape(re.sub(r"<style.*?</style>|<[^>]*>", " ", picture, flags=re.DOTALL)).split()


def main() -> int:
    """Make the pictures, or check them."""
    check, stale = "--check" in sys.argv, []
    FOLDER.mkdir(exist_ok=True)
    for name in PICTURES:
        file, made = FOLDER / f"{name}.svg", svg(name)
        if not check:
            file.write_text(made, encoding="utf-8")
        elif not file.exists() or words(file.read_text(encoding="utf-8")) != words(made):
            stale.append(name)
    if stale:
        sys.stderr.write(f"Not current: {', '.join(stale)}. To make them again: python .ci/pictures.py\n")
    return bool(stale)


if __name__ == "__main__":
    sys.exit(main())
