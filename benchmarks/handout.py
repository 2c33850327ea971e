"""What handouts cost against `show`; run it as: python benchmarks/handout.py.

Processor time of whole processes, medians in turns; and all bundled pages in one call, by the clock.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

RUNS = 15
ONE = {
    "show asthma, piped": ["show", "asthma"],
    "handout asthma, HTML": ["handout", "asthma", "-o", "-"],
    "handout asthma, PDF": ["handout", "asthma", "-o", "-", "--format", "pdf"],
    "handout asthma, Markdown": ["handout", "asthma", "-o", "-", "--format", "md"],
}


def spent(words: list[str]) -> float:
    """The processor time of a command, in seconds."""
    before = os.times()
    subprocess.run([sys.executable, "-m", "condcli", *words], stdout=subprocess.DEVNULL, check=True)
    after = os.times()
    user = after.children_user - before.children_user
    return user + after.children_system - before.children_system


def main() -> None:
    """Print both tables."""
    times: dict[str, list[float]] = {label: [] for label in ONE}
    for _ in range(RUNS + 1):  # the first warms the caches
        for label, words in ONE.items():
            times[label].append(spent(words))
    medians = {label: statistics.median(found[1:]) for label, found in times.items()}
    shown = next(iter(medians.values()))
    for label, median in medians.items():
        print(f"{label:28} {median * 1000:6.0f} ms  {median / shown:5.2f}")
    for form in ("html", "pdf"):
        with tempfile.TemporaryDirectory() as folder:
            start = time.perf_counter()
            words = ["handout", "--all", "-o", folder, "--format", form]
            subprocess.run([sys.executable, "-m", "condcli", *words], stdout=subprocess.DEVNULL, check=True)
            count = len(list(Path(folder).iterdir())) - 1
            print(f"all in one call, {form:5} {count / (time.perf_counter() - start):14.0f} a second")


if __name__ == "__main__":
    main()
