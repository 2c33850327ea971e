"""The trial and research tables, written once and used by every format."""

from collections.abc import Iterator

from condcli.answers import AdvanceRow, AdvanceRows, TrialRow, TrialRows
from condcli.render.blocks import Block, Fields, Paragraph, Table
from condcli.render.dates import long, short

TRIAL_HEADERS = ("Status", "Study type", "Participants", "Start date", "Title", "NCT number", "As of")
UNKNOWN = "not given"


def trials(answer: TrialRows) -> Iterator[Block]:
    """The trial table, and how many rows are not in it."""
    if not answer.trials:
        yield Paragraph("No trial is stored for this condition.")
        return
    yield Table(
        TRIAL_HEADERS, tuple(map(_trial, answer.trials)), wide="Title", narrow=100, numeric=("Participants",)
    )
    yield from _left_out(answer.count, answer.total)


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


def _trial(trial: TrialRow) -> tuple[str, ...]:
    return (
        word(trial.status),
        study_type(trial),
        UNKNOWN if trial.enrollment is None else f"{trial.enrollment:,}",
        long(trial.start_date) if trial.start_date else "date not given",
        trial.plain_title or trial.title,
        trial.nct_id,
        short(trial.as_of),
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
