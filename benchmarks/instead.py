"""What `condcli show ALL` costs beside what people use instead, in one run.

    python benchmarks/instead.py [RUNS] [RECORDS...]

Processor time (user and system) of whole processes, in turns, medians: a bare Typer program, `man` showing
condcli's manual page, the tldr client showing a page from its cache, and condcli with as many records as
asked for. tldr (from PyPI) and man are left out where they are not installed.
"""

import json
import shutil
import statistics
import sys
import tempfile
from pathlib import Path

from find import grown, program, seconds
from startup import INSTALLED, TWELVE

ROOT = Path(__file__).parents[1]
BARE = "import typer\ndef show(name: list[str]) -> None:\n    print(name)\ntyper.run(show)\n"
PAGE = "# example\n\n> What a command does.\n\n- Do it:\n\n`example {{file}}`\n"


def others(folder: Path) -> dict[str, tuple[list[str], dict[str, str]]]:
    """What people use instead, as far as it is installed, each with its environment."""
    bare, page = folder / "bare.py", folder / "tldr" / "pages" / "common" / "example.md"
    bare.write_text(BARE, encoding="utf-8")
    page.parent.mkdir(parents=True)
    page.write_text(PAGE, encoding="utf-8")
    found: dict[str, tuple[list[str], dict[str, str]]] = {
        "a bare Typer program": ([sys.executable, str(bare), "ALL"], {})
    }
    if tldr := shutil.which("tldr"):
        found["tldr, a page from its cache"] = (
            [tldr, "example"],
            {"XDG_CACHE_HOME": str(folder), "TLDR_NETWORK_ENABLED": "0", "TLDR_CACHE_MAX_AGE": "9999"},
        )
    if man := shutil.which("man"):
        found["man, condcli's manual page"] = (
            [man, "-P", "cat", str(ROOT / "docs" / "condcli.1")],
            {"MANWIDTH": "80"},
        )
    return found


def main(runs: int = 9, *sizes: int) -> None:
    """Print the table of ratios."""
    own = json.loads((ROOT / "data" / "conditions.json").read_text(encoding="utf-8"))["conditions"]
    own.sort(key=lambda record: record["id"] not in TWELVE)  # those come first
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        commands = others(folder)
        for size in sizes or (12, 150, 1_000):
            env = program(folder / str(size), grown(own, size))
            condcli = [sys.executable, "-c", INSTALLED]
            commands[f"condcli show ALL, {size:,} records"] = ([*condcli, "show", "ALL"], env)
            commands[f"condcli lookup ALL, {size:,} records"] = ([*condcli, "lookup", "ALL"], env)
        times: dict[str, list[float]] = {name: [] for name in commands}
        for _ in range(runs + 1):
            for name, (command, env) in commands.items():
                times[name].append(seconds(command, env))
    found = {name: statistics.median(values[1:]) for name, values in times.items()}  # the first warms up
    floor = found["a bare Typer program"]
    print("| what | processor time | to a bare Typer program |\n|---|---|---|")
    for name, value in found.items():
        print(f"| {name} | {value * 1000:.0f} ms | {value / floor:.2f} |")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
