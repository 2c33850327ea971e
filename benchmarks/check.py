"""What `condcli check` costs for 600 records, as a ratio to what it costs for 12, measured in the same run.

    python benchmarks/check.py [RUNS]

Processor time (user and system) of whole processes, in turns, medians; the limit is 55. The records are the
bundled ones, over and over under other names, so that each sentence and name is one of its own.
"""

import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
from itertools import cycle, islice
from pathlib import Path
from typing import Any

FEW, MANY, LIMIT = 12, 600, 55.0


def seconds(path: Path) -> float:
    """Processor time of one check of the catalog."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [sys.executable, "-m", "condcli", "check", str(path)]
    subprocess.run(command, env=os.environ, stdout=subprocess.DEVNULL, check=False)  # 6: findings
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def renamed(record: dict[str, Any], number: int) -> dict[str, Any]:
    """The record as one of its own: other names and codes, and other words in its sentences."""
    text = json.dumps(record).replace(" the ", f" the {_word(number)} ")
    copy: dict[str, Any] = json.loads(text)
    copy["id"] = f"{record['id']}-{number}"
    copy["codes"] = {"icd10cm": [], "mesh": [], "doid": []}
    copy["lookalikes"] = []
    copy["shared_names"] = []
    copy["name"] = f"{record['name']} {_word(number)}"
    for names in ("aliases", "abbreviations", "loose_names", "names_es"):
        copy[names] = [f"{name} {_word(number)}" for name in record[names]]
    return copy


def _word(number: int) -> str:
    """A word of one syllable and its own for each number."""
    return "b" + "".join("bcdfghklmn"[int(figure)] for figure in str(number)) + "u"


def write(path: Path, records: list[dict[str, Any]]) -> None:
    """A canonical catalog of the records."""
    ordered = sorted(records, key=lambda r: str(r["id"]))
    catalog = {"version": 2, "language": "en", "conditions": ordered}
    path.write_text(json.dumps(catalog, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def main(runs: int = 5) -> None:
    """Print both times and their ratio."""
    bundled = Path(__file__).parents[1] / "data" / "conditions.json"
    records = json.loads(bundled.read_text(encoding="utf-8"))["conditions"]
    every = [renamed(r, n) for n, r in enumerate(islice(cycle(records), MANY))]
    step = MANY // FEW
    with tempfile.TemporaryDirectory() as folder:
        few, many = Path(folder, "few.json"), Path(folder, "many.json")
        write(few, every[::step])
        write(many, every)
        times = [(seconds(few), seconds(many)) for _ in range(runs)]
    small, large = (statistics.median(column) for column in zip(*times, strict=True))
    ratio = large / small
    print(f"{FEW} records: {small:.2f} s; {MANY} records: {large:.2f} s; ratio {ratio:.1f}, limit {LIMIT:g}")
    sys.exit(ratio > LIMIT)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:2]))
