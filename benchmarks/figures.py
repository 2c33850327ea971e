"""How many figures of the bundled records are held against a source, by docs/figures.csv.

    python benchmarks/figures.py [--list]

A figure is a sentence of a section or an entry of a care list with a number that is no name (SGLT2, 911).
--list prints those without a recent source or with one that is not official, and those that the table does
not have as they read now.
"""

import argparse
import csv
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from condcli.catalog.library import Library
from condcli.models import TIERS, Condition

TABLE = Path(__file__).parents[1] / "docs" / "figures.csv"
_NAMES = re.compile(r"COVID-19|[Tt]ype [12]\b|\b(?:911|988|504|211)\b|1-\d{3}-[\w-]+|24/7|\b[A-Za-z]+-?\d\w*")
_END = re.compile(r"(?<=[.!?])\s+")


def figures(record: Condition) -> Iterator[tuple[str, str]]:
    """Where a record has a figure, and the sentence or entry with it."""
    for name, section in record.sections.items():
        for part in section.body:
            said = _END.split(part) if isinstance(part, str) else [f"{part.lead} {i}" for i in part.items]
            yield from ((name, text.strip()) for text in said)
    for tier in TIERS:
        yield from ((f"care.{tier}", entry) for entry in getattr(record.care, tier))


def main() -> None:
    """Print the counts, and with --list what is open."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--list", action="store_true")
    listed = parser.parse_args().list
    with TABLE.open(encoding="utf-8", newline="") as file:
        held = {(row["id"], row["place"], row["figure"]): row["held against"] for row in csv.DictReader(file)}
    counts: dict[str, Counter[str]] = {"sections": Counter(), "care": Counter()}
    for record in Library.open().conditions:
        for place, text in figures(record):
            if not re.search(r"\d", _NAMES.sub("", text)):
                continue
            found = held.get((record.id, place, text), "not in the table")
            counts["care" if place.startswith("care.") else "sections"][found] += 1
            if listed and found in {"unofficial source", "no recent source", "not in the table"}:
                print(f"{record.id}\t{place}\t{found}\t{text}")
    for where, count in counts.items():
        print(
            f"{where}: {count.total()} figures: {', '.join(f'{n} {kind}' for kind, n in count.most_common())}"
        )


if __name__ == "__main__":
    main()
