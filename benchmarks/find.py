"""What `condcli find` costs, as a ratio to `condcli show ALL` measured in the same run, and a batch's speed.

    python benchmarks/find.py [RUNS] [RECORDS...]

Processor time (user and system) of whole processes, in turns, medians, with 150, 1,000 and 10,000 records:
the bundled ones over and over under other names and in other words. Each copy of the program compiles its
catalog before it is measured; what that costs is printed. `show ALL` is compared with a copy of 12 records.
"""

import json
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from itertools import cycle, islice
from pathlib import Path
from typing import Any

from check import renamed, write
from startup import TWELVE

LIMITS = {150: 1.5, 1_000: 1.8, 10_000: 2.5}  # find to show
SHOW_LIMITS = {150: 1.05, 1_000: 1.05, 10_000: 1.1}  # show to show with 12 records
LINES = 300  # of a batch a second, at least
QUERIES = (
    "my kid has bruises and fever", "peeing a lot and always thirsty", "how long is chickenpox contagious",
    "heel hurts first steps in the morning", "chest gets tight when i climb stairs",
    "tiny red dots on skin", "what helps with a migraine",
)  # fmt: skip


def seconds(command: list[str], env: dict[str, str], stdin: str = "") -> float:
    """Processor time of one run; whether it finds anything does not matter."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    # As it is where it is installed: modules are compiled once, not at each start
    out, env = subprocess.DEVNULL, os.environ | {"PYTHONDONTWRITEBYTECODE": ""} | env
    subprocess.run(command, env=env, input=stdin, text=True, stdout=out, stderr=out, check=False)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def program(folder: Path, records: list[dict[str, Any]]) -> dict[str, str]:
    """A copy of the program that bundles these records, its catalog compiled; the environment to run it."""
    root = Path(__file__).parents[1]
    shutil.copytree(
        root / "src" / "condcli", folder / "condcli", ignore=shutil.ignore_patterns("__pycache__")
    )
    shutil.copytree(root / "data", folder / "condcli" / "data")
    write(folder / "condcli" / "data" / "conditions.json", records)
    time.sleep(2.1)  # a file that has only just changed is not trusted by its time
    env = {"PYTHONPATH": str(folder), "CONDCLI_CACHE_HOME": str(folder / "cache")}
    made = seconds([sys.executable, "-m", "condcli", "find", QUERIES[0]], env)
    print(f"{len(records):,} records: the first find, which compiles them: {made:.1f} s", flush=True)
    return env


def grown(own: list[dict[str, Any]], size: int) -> list[dict[str, Any]]:
    """So many records: these, and then the same over and over under other names."""
    more = (renamed(r, n) for n, r in enumerate(islice(cycle(own), max(0, size - len(own)))))
    return [*own, *more][:size]


def main(runs: int = 15, *sizes: int) -> None:
    """Print the ratios, and exit with 1 where one is above its limit."""
    bundled = Path(__file__).parents[1] / "data" / "conditions.json"
    own = json.loads(bundled.read_text(encoding="utf-8"))["conditions"]
    missed = False
    for size in sizes or LIMITS:
        with tempfile.TemporaryDirectory() as few, tempfile.TemporaryDirectory() as many:
            few_env = program(Path(few), [r for r in own if r["id"] in TWELVE])
            env = program(Path(many), grown(own, size))
            missed |= measure(size, env, few_env, runs)
    sys.exit(missed)


def measure(size: int, env: dict[str, str], few: dict[str, str], runs: int) -> bool:
    """Print what one size costs; whether a limit is missed."""
    condcli = [sys.executable, "-m", "condcli"]
    times: dict[str, list[float]] = {"find": [], "show": [], "few": []}
    for run in range(runs + 1):
        times["find"].append(seconds([*condcli, "find", QUERIES[run % len(QUERIES)]], env))
        times["show"].append(seconds([*condcli, "show", "ALL"], env))
        times["few"].append(seconds([*condcli, "show", "ALL"], few))
    find, show, base = (statistics.median(values[1:]) for values in times.values())  # the first warms up
    lines = 2_000
    batch = "".join(f"{QUERIES[n % len(QUERIES)]} {n}\n" for n in range(lines))
    speed = lines / (seconds([*condcli, "find", "-"], env, batch) - find)
    limit, show_limit = LIMITS.get(size, max(LIMITS.values())), SHOW_LIMITS.get(size, 1.1)
    print(
        f"  show ALL {show * 1000:.0f} ms, {show / base:.2f} of what 12 records cost (at most {show_limit})"
    )
    print(f"  find {find * 1000:.0f} ms, {find / show:.2f} of show (at most {limit})")
    print(f"  a batch: {speed:.0f} lines a second (at least {LINES})")
    return find / show > limit or show / base > show_limit or speed < LINES


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
