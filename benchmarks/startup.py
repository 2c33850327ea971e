"""What `condcli show ALL` costs at start-up, as a ratio to two floors measured in the same run.

    python benchmarks/startup.py [RUNS]

Processor time (user and system) of whole processes, in turns, medians. The floors: a Typer program that
prints the same text with Rich, and a Python that does nothing.
"""

import json
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

FLOOR = """
from pathlib import Path
import typer
from rich.console import Console
from rich.text import Text

def show(name: list[str]) -> None:
    Console(width=88).print(Text(Path({text!r}).read_text(encoding="utf-8")))

typer.run(show)
"""

INSTALLED = "from condcli.__main__ import main; main()"  # what pip's script does


def seconds(command: list[str], **env: str) -> float:
    """Processor time of one run of the command."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    # As it is where it is installed: modules are compiled once, not at each start
    compiled = {"PYTHONDONTWRITEBYTECODE": ""}
    subprocess.run(command, env=os.environ | compiled | env, stdout=subprocess.DEVNULL, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def medians(commands: dict[str, tuple[list[str], dict[str, str]]], runs: int) -> dict[str, float]:
    """The median processor time of each command, run in turns."""
    times: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(runs + 1):
        for name, (command, env) in commands.items():
            times[name].append(seconds(command, **env))
    return {name: statistics.median(values[1:]) for name, values in times.items()}  # the first run warms up


TWELVE = (
    "acute-lymphoblastic-leukemia", "acute-myeloid-leukemia", "chronic-lymphocytic-leukemia",
    "chronic-myeloid-leukemia", "hodgkin-lymphoma", "non-hodgkin-lymphoma", "type-1-diabetes",
    "type-2-diabetes", "overactive-thyroid", "underactive-thyroid", "asthma", "heart-attack",
)  # fmt: skip


def package(folder: Path, records: tuple[str, ...] | None) -> str:
    """A copy of the program in `folder` that bundles only these records; its PYTHONPATH."""
    root = Path(__file__).parents[1]
    shutil.copytree(
        root / "src" / "condcli", folder / "condcli", ignore=shutil.ignore_patterns("__pycache__")
    )
    data = folder / "condcli" / "data"
    shutil.copytree(root / "data", data)
    if records:
        catalog = json.loads((data / "conditions.json").read_text(encoding="utf-8"))
        catalog["conditions"] = [c for c in catalog["conditions"] if c["id"] in records]
        (data / "conditions.json").write_text(json.dumps(catalog), encoding="utf-8")
    return str(folder)


def growth(runs: int) -> tuple[float, int]:
    """What `show ALL` costs with all records, as a ratio to what it costs with twelve; how many all are."""
    show = [sys.executable, "-c", INSTALLED, "show", "ALL"]
    with tempfile.TemporaryDirectory() as few, tempfile.TemporaryDirectory() as many:
        found = medians(
            {
                "12": (show, {"PYTHONPATH": package(Path(few), TWELVE)}),
                "all": (show, {"PYTHONPATH": package(Path(many), None)}),
            },
            runs,
        )
        catalog = json.loads(
            (Path(many) / "condcli" / "data" / "conditions.json").read_text(encoding="utf-8")
        )
    return found["all"] / found["12"], len(catalog["conditions"])


def main(runs: int = 15) -> None:
    """Print the table of ratios."""
    condcli = [sys.executable, "-c", INSTALLED]
    page = subprocess.run([*condcli, "show", "ALL"], capture_output=True, text=True, check=True).stdout
    with tempfile.TemporaryDirectory() as folder:
        text, floor = Path(folder, "page.txt"), Path(folder, "floor.py")
        text.write_text(page, encoding="utf-8")
        floor.write_text(FLOOR.format(text=str(text)), encoding="utf-8")
        commands: dict[str, tuple[list[str], dict[str, str]]] = {
            "bare Python": ([sys.executable, "-c", ""], {}),
            "floor: Typer and Rich, the same text": ([sys.executable, str(floor), "ALL"], {}),
            "condcli show ALL, piped": ([*condcli, "show", "ALL"], {}),
            "condcli show ALL, on a terminal": ([*condcli, "show", "ALL"], {"FORCE_COLOR": "1"}),
            "condcli show ALL --json": ([*condcli, "show", "ALL", "--json"], {}),
            "condcli --help": ([*condcli, "--help"], {}),
        }
        found = medians(commands, runs)
    bare, floor_time = found["bare Python"], found["floor: Typer and Rich, the same text"]
    print("| command | to the floor | to bare Python |\n|---|---|---|")
    for name, value in found.items():
        print(f"| {name} | {value / floor_time:.2f} | {value / bare:.1f} |")
    ratio, records = growth(runs)
    print(f"\nshow ALL with {records} records costs {ratio:.2f} times what it costs with 12")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:2]))
