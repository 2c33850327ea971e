"""The trial table for a spreadsheet."""

import csv
import io

from condcli.answers import TrialRow, TrialRows
from condcli.render.blocks import visible
from condcli.render.tables import TRIAL_HEADERS, phase, study_type, word

HEADERS = (*TRIAL_HEADERS[:-2], "Miles", TRIAL_HEADERS[-1], "Link")
FORMULA = ("=", "+", "-", "@", "\t")  # a spreadsheet would run what begins so


def trials(answer: TrialRows) -> str:
    """The trials as CSV: dates as yyyy-mm-dd, and no cell that would run as a formula."""
    file = io.StringIO()
    rows = csv.writer(file, lineterminator="\n")
    rows.writerow(HEADERS)
    rows.writerows(tuple(map(_cell, _row(t))) for t in answer.trials)
    return file.getvalue()


def _row(t: TrialRow) -> tuple[str, ...]:
    participants = "" if t.enrollment is None else str(t.enrollment)
    distance = "" if t.distance is None else str(t.distance)
    return (
        word(t.status), study_type(t), phase(t), participants, t.start_date or "", t.plain_title or "",
        t.title, t.nct_id, t.as_of, distance, t.nearest_site or "", t.url,
    )  # fmt: skip


def _cell(text: str) -> str:
    shown = visible(text.replace("\n", " "))
    return f"'{shown}" if text.startswith(FORMULA) else shown
