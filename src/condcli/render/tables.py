"""The trial and research tables, written once and used by every format."""

import csv
import io
from collections.abc import Iterator
from datetime import date

from condcli import clock
from condcli.answers import AdvanceRow, AdvanceRows, TrialRow, TrialRows
from condcli.render.blocks import Block, Fields, Layout, Paragraph, Table, visible
from condcli.render.dates import is_old, long, short

TRIAL_HEADERS = (
    "Status", "Study type", "Phase", "Participants", "Start date",
    "In plain words", "Title", "NCT number", "As of",
)  # fmt: skip
_TITLES = ("In plain words", "Title")
LAYOUTS = (
    Layout(
        150,
        (
            ("Status",), ("Study type",), ("Phase",), ("Participants",), ("Start date",), _TITLES,
            ("NCT number",), ("As of",),
        ),
        (15, 13, 9, None, 18, None, None, 15),
    ),
    Layout(
        70,
        (
            ("Status", "Start date"), ("Study type", "Phase", "Participants"),
            (*_TITLES, "NCT number", "As of"),
        ),
        (18, 17, None),
        labelled=("Phase", "Participants", "As of"),
    ),
)  # fmt: skip
UNKNOWN = "not given"
ON_SCREEN = 20  # rows that a terminal shows when no --limit is given
PHASES = {"NA": "no phase", "EARLY_PHASE1": "early phase 1"}
FORMULA = ("=", "+", "-", "@", "\t")  # a spreadsheet would run what begins so


def trials(answer: TrialRows, name: str | None = None, *, cut: bool = True) -> Iterator[Block]:
    """The trial table of a condition, how old it is, and how many rows are not in it.

    A terminal shows the first rows only, unless `cut` is False.
    """
    about = f" {name}" if name else ""
    if not answer.trials:
        yield Paragraph(_nothing(answer, about))
        return
    today = clock.today()
    rows = [_trial(t, today) for t in answer.trials]
    used = [h for n, h in enumerate(TRIAL_HEADERS) if any(row[n] for row in rows)]
    places = [TRIAL_HEADERS.index(h) for h in used]
    yield Table(
        tuple(used),
        tuple(tuple(row[n] for n in places) for row in rows),
        wide="Title",
        numeric=("Participants",),
        layouts=LAYOUTS,
        at_most=ON_SCREEN if cut else None,
        more=f"All of them: condcli trials{about} --limit {answer.total}",
    )
    yield from _left_out(answer.count, answer.total)
    if any(is_old(t.as_of, today) for t in answer.trials):
        yield Paragraph(
            "Some of this is more than 90 days old and may have changed. Look at the trial's own page: "
            "https://clinicaltrials.gov/study/ and its NCT number.",
            quiet=True,
        )


def _nothing(answer: TrialRows, about: str) -> str:
    if answer.as_of is None:
        return f"No trials are stored for{about or ' any condition'}. That does not mean that there are none."
    return f"No stored trial matches, as of {long(answer.as_of)}."


def trials_csv(answer: TrialRows) -> str:
    """The trial table for a spreadsheet: dates as yyyy-mm-dd, and no cell that would run as a formula."""
    file = io.StringIO()
    rows = csv.writer(file, lineterminator="\n")
    rows.writerow((*TRIAL_HEADERS, "Link"))
    rows.writerows(tuple(map(_cell, _csv_row(t))) for t in answer.trials)
    return file.getvalue()


def _csv_row(t: TrialRow) -> tuple[str, ...]:
    participants = "" if t.enrollment is None else str(t.enrollment)
    return (
        word(t.status), study_type(t), phase(t), participants, t.start_date or "",
        t.plain_title or "", t.title, t.nct_id, t.as_of, t.url,
    )  # fmt: skip


def _cell(text: str) -> str:
    shown = visible(text.replace("\n", " "))
    return f"'{shown}" if text.startswith(FORMULA) else shown


def research(answer: AdvanceRows) -> Iterator[Block]:
    """Each advance as labelled values."""
    if not answer.advances:
        yield Paragraph("No research is stored for this condition.")
    for advance in answer.advances:
        yield Fields(_advance(advance))
        if advance.summary:
            yield Paragraph(advance.summary)
    yield from _left_out(answer.count, answer.total)


def _left_out(count: int, total: int) -> Iterator[Block]:
    if count < total:
        yield Paragraph(f"Showing {count:,} of {total:,}.")


def word(value: str) -> str:
    """A registry's value in words: "NOT_YET_RECRUITING" is "Not yet recruiting"."""
    return value.replace("_", " ").capitalize()


def study_type(trial: TrialRow) -> str:
    """What is tested (Drug, Procedure), or Observational."""
    kinds = dict.fromkeys(word(i.type) for i in trial.interventions)
    return ", ".join(kinds) or word(trial.study_type or UNKNOWN)


def phase(trial: TrialRow) -> str:
    """Such as "1 and 2", or "not given"."""
    return " and ".join(PHASES.get(p, p.removeprefix("PHASE")) for p in trial.phases) or UNKNOWN


def status(trial: TrialRow, today: date) -> str:
    """Such as "Recruiting"; with the date when that may have changed since."""
    since = f" (as of {short(trial.as_of)})" if is_old(trial.as_of, today) else ""
    return f"{word(trial.status)}{since}"


def _trial(trial: TrialRow, today: date) -> tuple[str, ...]:
    return (
        status(trial, today),
        study_type(trial),
        phase(trial),
        UNKNOWN if trial.enrollment is None else f"{trial.enrollment:,}",
        long(trial.start_date) if trial.start_date else "date not given",
        trial.plain_title or "",
        trial.title,
        trial.nct_id,
        long(trial.as_of),
    )


def _advance(advance: AdvanceRow) -> tuple[tuple[str, str], ...]:
    return (
        ("Condition", advance.condition or UNKNOWN),
        ("Journal", advance.journal or UNKNOWN),
        ("Treatment used", advance.treatment or "not stated"),
        ("Number of patients", "not stated" if advance.patients is None else f"{advance.patients:,}"),
        ("Published", long(advance.published) if advance.published else "date not given"),
        ("As of", short(advance.as_of)),
    )
