"""Trials and research results for a spreadsheet."""

import csv
import io
import re
from collections.abc import Iterable

from condcli.json_answers import AdvanceRow, AdvanceRows, TrialRow, TrialRows
from condcli.render.blocks import in_one_line
from condcli.render.trial_tables import people, phase, study_type, word

HEADERS = (
    "Status", "Study type", "Phase", "Participants", "Start date", "In plain words", "Title",
    "Who can join", "Where", "NCT number", "As of", "Miles", "Nearest site", "Link",
)  # fmt: skip
PAPER_HEADERS = (
    "Published", "Journal", "Condition", "Treatment used", "Number of patients", "Kind of study",
    "In one sentence", "Title", "PMID", "DOI", "NCT number", "As of", "Link",
)  # fmt: skip
_FORMULA = re.compile(r"(^|;)(\s*\"?\s*[=+\-@\t])")  # a spreadsheet would run what begins so


def trials(answer: TrialRows) -> str:
    """The trials as CSV: dates as yyyy-mm-dd, and no cell that would run as a formula."""
    return _written(HEADERS, map(_row, answer.trials))


def advances(answer: AdvanceRows) -> str:
    """Research results as CSV, in the same way."""
    return _written(PAPER_HEADERS, map(_paper, answer.advances))


def _written(headers: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(headers)
    writer.writerows(tuple(map(_cell, row)) for row in rows)
    return file.getvalue()


def _row(t: TrialRow) -> tuple[str, ...]:
    participants = "" if t.enrollment is None else str(t.enrollment)
    distance = "" if t.distance is None else str(t.distance)
    return (
        word(t.status), study_type(t), phase(t), participants, t.start_date or "", t.plain_title or "",
        t.title, people(t), "; ".join(t.places or t.countries), t.nct_id, t.as_of, distance,
        t.nearest_site or "", t.url,
    )  # fmt: skip


def _paper(a: AdvanceRow) -> tuple[str, ...]:
    patients = "" if a.patients is None else str(a.patients)
    return (
        a.published or "", a.journal or "", a.condition or "", a.treatment or "", patients, a.kind or "",
        a.summary or "", a.title or "", a.pmid or "", a.doi or "", " ".join(a.nct_ids), a.as_of, a.url or "",
    )  # fmt: skip


def _cell(text: str) -> str:
    # Where a list is separated by semicolons, a spreadsheet begins a cell after each, whatever we quote.
    return _FORMULA.sub(r"\1'\2", in_one_line(text))
