"""The trial table, written once and used by every format."""

import shlex
from collections.abc import Iterator
from datetime import date

from condcli import clock
from condcli.json_answers import TrialRow, TrialRows
from condcli.registry_models import Trial
from condcli.render.blocks import Block, Heading, Layout, Paragraph, Table
from condcli.render.dates import is_old, long, short

TRIAL_HEADERS = (
    "Status", "Study type", "Phase", "Participants", "Start date",
    "In plain words", "Title", "NCT number", "As of", "Distance", "Nearest site",
)  # fmt: skip
_TITLES = ("In plain words", "Title")
_NEAREST = ("Distance", "Nearest site")
LAYOUTS = (
    Layout(
        150,
        (
            ("Status",), ("Study type",), ("Phase",), ("Participants",), ("Start date",), _TITLES,
            ("NCT number",), ("As of",), _NEAREST,
        ),
        (15, 13, 9, None, 18, None, None, 18, 24),
    ),
    Layout(
        70,
        (
            ("Status", "Start date"), ("Study type", "Phase", "Participants"),
            (*_TITLES, "NCT number", "As of", *_NEAREST),
        ),
        (18, 17, None),
        labelled=("Phase", "Participants", "As of", *_NEAREST),
    ),
)  # fmt: skip
UNKNOWN = "not given"
ON_SCREEN = 20  # rows that a terminal shows when no --limit is given
PHASES = {"NA": "no phase", "EARLY_PHASE1": "early phase 1"}


def trials_page(answer: TrialRows, name: str | None, *, cut: bool) -> Iterator[Block]:
    """The whole answer of `condcli trials`; a terminal shows the first rows only if `cut`."""
    yield Heading(f"Clinical trials: {name}" if name else "Clinical trials", level=1)
    yield from trials(answer, name, cut=cut)


def trials(answer: TrialRows, name: str | None = None, *, cut: bool = True) -> Iterator[Block]:
    """The trial table of a condition, how many rows are not in it, and how old it is."""
    again = f"To ask the registry again: condcli update {typed(name)}"
    today = clock.today()
    if answer.trials:
        yield _table(answer, name, today, cut=cut)
    elif answer.as_of:
        yield Paragraph(f"No stored trial matches, as of {long(answer.as_of)}.")
    else:
        yield Paragraph(
            f"No trials are stored{f' for {name}' if name else ''}. There may still be some. {again}"
        )
    yield from _left_out(answer.count, answer.total)
    if answer.off_topic:
        yield Paragraph(
            f"The registry lists {answer.off_topic:,} more that are off topic. To see them: --all-hits.",
            quiet=True,
        )
    if any(is_old(t.as_of, today) for t in answer.trials):
        yield Paragraph(f"Some of this is more than 90 days old and may have changed. {again}", quiet=True)


def _table(answer: TrialRows, name: str | None, today: date, *, cut: bool) -> Table:
    rows = [trial_cells(t, today) for t in answer.trials]
    used = [place for place in range(len(TRIAL_HEADERS)) if any(row[place] for row in rows)]
    return Table(
        tuple(TRIAL_HEADERS[place] for place in used),
        tuple(tuple(row[place] for place in used) for row in rows),
        wide="Title",
        numeric=("Participants",),
        layouts=LAYOUTS,
        at_most=ON_SCREEN if cut else None,
        more=f"To see more, add --limit {answer.total}, or a filter such as --open: "
        f"condcli trials{f' {typed(name)}' if name else ''} --limit {answer.total}",
    )


def typed(name: str | None) -> str:
    """The name as it may be typed after a command."""
    if name is None:
        return "NAME"
    return name if name.replace(" ", "").replace("-", "").isalnum() else shlex.quote(name)


def _left_out(count: int, total: int) -> Iterator[Block]:
    if count < total:
        yield Paragraph(f"Showing {count:,} of {total:,}.")


def word(value: str) -> str:
    """A registry's value in words: "NOT_YET_RECRUITING" is "Not yet recruiting"."""
    return value.replace("_", " ").capitalize()


def study_type(trial: Trial) -> str:
    """What is tested (Drug, Procedure); of a study that gives no treatment what it watches."""
    kinds = ", ".join(dict.fromkeys(word(i.type) for i in trial.interventions))
    if trial.study_type in {"OBSERVATIONAL", "EXPANDED_ACCESS"} and kinds:
        return f"{word(trial.study_type)} ({kinds})"
    return kinds or word(trial.study_type or UNKNOWN)


def phase(trial: Trial) -> str:
    """Such as "1 and 2", or "not given"."""
    return " and ".join(PHASES.get(p, p.removeprefix("PHASE")) for p in trial.phases) or UNKNOWN


def status(trial: Trial, today: date) -> str:
    """Such as "Recruiting"; with the date when that may have changed since."""
    since = f" (as of {short(trial.as_of)})" if is_old(trial.as_of, today) else ""
    return f"{word(trial.status)}{since}"


def miles(distance: float) -> str:
    """Such as "38 miles"."""
    return "under 1 mile" if distance < 1 else f"{distance:,.0f} miles"


def trial_cells(trial: TrialRow, today: date) -> tuple[str, ...]:
    """The cells of a trial under TRIAL_HEADERS; empty ones are not shown."""
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
        "" if trial.distance is None else miles(trial.distance),
        trial.nearest_site or "",
    )
