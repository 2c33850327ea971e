"""What the checks found, and a catalog in figures, as blocks."""

from collections.abc import Iterator
from itertools import groupby

from condcli.authoring.answers import CatalogReport, Findings, NewRecord
from condcli.render.blocks import Block, Bullet, Fields, Heading, Paragraph, Table

UNITS = {"year": 365.25, "month": 30.44, "day": 1}  # in days


def findings(answer: Findings) -> Iterator[Block]:
    """The findings by record, what the records accept, and how many there are of each."""
    yield Heading("Findings", level=1)
    if not answer.findings:
        yield Paragraph("Nothing found.")
    for id_, found in groupby(answer.findings, key=lambda f: f.id):
        yield Heading(id_ or "The file and those beside it")
        told = (f"{f.code} {f.level}, {f.place}: {_ended(f.text)} Repair: {f.repair}" for f in found)
        yield Bullet(None, tuple(told))
    if answer.accepted:
        yield Heading("Accepted")
        lines = (
            f"{a.code} in {a.id}, {a.place}: {_ended(a.text)} Accepted: {a.reason}" for a in answer.accepted
        )
        yield Bullet(None, tuple(lines))
    yield Heading("Totals")
    errors = sum(f.level == "error" for f in answer.findings)
    counts = (answer.records, errors, len(answer.findings) - errors, len(answer.accepted))
    yield Fields(
        tuple(zip(("Records", "Errors", "Advice", "Accepted"), (f"{n:,}" for n in counts), strict=True))
    )


def _ended(text: str) -> str:
    """The text as a sentence: one that ends with a quoted sentence has its period there."""
    return text if text.endswith(('."', '?"', '!"')) else f"{text}."


HEADERS = ("Record", "Words", "Grade", "SMOG", "Sections", "Sources", "Age", "Findings")


def report(answer: CatalogReport) -> Iterator[Block]:
    """Every record in figures, and the catalog's totals."""
    yield Heading("Records", level=1)
    rows = tuple(
        (
            r.id,
            f"{r.words:,}",
            f"{r.grade:.1f}",
            f"{r.smog:.1f}",
            str(r.sections),
            str(r.references),
            age(r.days),
            str(r.findings),
        )
        for r in answer.records
    )
    yield Table(HEADERS, rows, narrow=72, numeric=HEADERS[1:6] + HEADERS[7:], inline=True)
    totals = answer.totals
    yield Heading("Totals")
    yield Fields(
        (
            ("Records", f"{totals.records:,}"),
            ("Words", f"{totals.words:,}"),
            ("Grade", f"{totals.median_grade:.1f} in the median, {totals.highest_grade:.1f} at most"),
            ("SMOG", f"{totals.median_smog:.1f} in the median"),
            ("Sources", f"{totals.references:,}"),
            ("Errors", f"{totals.errors:,}"),
            ("Advice", f"{totals.advice:,}"),
            ("Accepted", f"{totals.accepted:,}"),
        )
    )


def age(days: int) -> str:
    """How old something is, in the largest unit that fits."""
    if days <= 0:
        return "new"
    count, unit = next((int(days / size), unit) for unit, size in UNITS.items() if days >= size)
    return f"{count} {unit}{'' if count == 1 else 's'}"


def started(answer: NewRecord) -> Iterator[Block]:
    """What belongs in each field of a record that was started."""
    yield Heading(f"Started: {answer.id}", level=1)
    yield Paragraph(f"It stands in {answer.catalog}. Replace every TODO there, or take it out of its list.")
    yield Paragraph(f"Then run: condcli check {answer.catalog}")
    yield Heading("Fields")
    yield Fields(tuple((f.field, f.advice) for f in answer.fields))
