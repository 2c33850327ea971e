"""What the checks find: many texts at once, each in a record of its own, in one run of all checks."""

from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from good_record import Raw, catalog_of, good, write

from condcli.authoring.checks import CHECKS, examine, read_sheet

_WRONG = {check.code: check.wrong for check in CHECKS}
Told = dict[str, list[str]]


def findings(folder: Path, code: str, *records: Raw, **side: object) -> list[tuple[str, str, str]]:
    """(record, place, what is there) of each finding of a check."""
    sheet = read_sheet(write(folder, catalog_of(*records), **side))
    found = [f for f in examine(sheet).findings if f.code == code]
    return [(f.id or "", f.place, f.text.removeprefix(f"{_WRONG[code]}: ")) for f in found]


def in_texts(folder: Path, code: str, texts: Iterable[str], place: str = "treatment") -> Told:
    """What a check finds in each of these texts, which is a paragraph of a section or an entry of care."""
    every = list(texts)
    told: defaultdict[str, list[str]] = defaultdict(list)
    for id_, where, there in findings(folder, code, *(_with(n, text, place) for n, text in enumerate(every))):
        assert where.endswith(place), (id_, where, there)
        told[every[int(id_[1:])]].append(there)
    return {text: told[text] for text in every}


def _with(number: int, text: str, place: str) -> Raw:
    """A record whose only other words are those that no check minds."""
    named: Raw = {"name": f"Ache {number}", "aliases": [], "abbreviations": [], "loose_names": []}
    record = good(id=f"r{number:04}", **named, codes={"icd10cm": [], "mesh": [], "doid": []})
    if place.startswith("care."):
        record["care"][place.removeprefix("care.")] = [text]
    else:
        record["sections"][place] = {"body": [text], "refs": [1]}
    return record
