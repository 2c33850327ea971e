"""The trial table, written once and used by every format."""

import shlex
from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from condcli import clock
from condcli.json_answers import TrialRow, TrialRows
from condcli.registry_models import Trial
from condcli.render.blocks import Block, Heading, Layout, Paragraph, Table
from condcli.render.dates import is_old, long, short, span
from condcli.trials.values import OPEN

if TYPE_CHECKING:
    from condcli.trials.near import Near

TRIAL_HEADERS = (
    "Status", "Study type", "Phase", "Participants", "Start date", "In plain words", "Title",
    "Who can join", "Where", "NCT number", "Link", "As of", "Distance", "Nearest site",
)  # fmt: skip
FULL, SOME = 100, 70  # columns of a terminal for the whole table, and for one with less beside the trial
UNKNOWN = "not given"
ON_SCREEN = 20  # rows that a terminal shows when no --limit is given
MOST_PLACES = 4  # in a row
PHASES = {"NA": "no phase", "EARLY_PHASE1": "early phase 1"}
SHORT_PHASES = {"no phase": "none", UNKNOWN: "?"}  # in a column under "Phase"
SEXES = {"FEMALE": "women and girls", "MALE": "men and boys"}


def trials_page(
    answer: TrialRows, name: str | None, *, cut: bool, near: "Near | None" = None
) -> Iterator[Block]:
    """The whole answer of `condcli trials`; a terminal shows the first rows only if `cut`."""
    yield Heading(f"Clinical trials: {name}" if name else "Clinical trials", level=1)
    if near:
        yield Paragraph(f"With a site within {miles(near.miles)} of {near.name}.")
    yield from trials(answer, name, cut=cut)


def trials(answer: TrialRows, name: str | None = None, *, cut: bool = True) -> Iterator[Block]:
    """The trial table of a condition, how many rows are not in it, and how old it is."""
    again = f"To ask the registry again: condcli update {typed(name)}"
    today = clock.today()
    if answer.trials:
        yield Paragraph(f"As of {span(t.as_of for t in answer.trials)}.", quiet=True)
        yield _table(answer, name, today, cut=cut)
    elif answer.as_of:
        yield Paragraph(f"No stored trial matches, as of {long(answer.as_of)}.")
    else:
        about = f" for {name}" if name else ""
        yield Paragraph(f"No trials are stored{about}. There may still be some. {again}")
    if answer.count < answer.total:
        yield Paragraph(f"Showing {answer.count:,} of {answer.total:,}.")
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
    shown = answer.trials[:ON_SCREEN] if cut else answer.trials
    return Table(
        tuple(TRIAL_HEADERS[place] for place in used),
        tuple(tuple(row[place] for place in used) for row in rows),
        numeric=("People",),
        layouts=(_layout(shown, today, FULL), _layout(shown, today, SOME)),
        at_most=ON_SCREEN if cut else None,
        below="To read one in plain words: condcli trial NUMBER. Or: https://clinicaltrials.gov/study/NUMBER",
        more=f"To see more, add --limit {answer.total}, or a filter such as --open: "
        f"condcli trials{f' {typed(name)}' if name else ''} --limit {answer.total}",
    )


def _layout(trials: Sequence[TrialRow], today: date, width: int) -> Layout:
    """The table for a terminal that wide: the trial in plain words over its title and number."""
    wide = width == FULL
    about = (("Type", 14), ("Phase", 7)) if wide else ()
    columns = (("Status", 18), *about, ("People", 6), ("Start", 8), ("Trial", None))
    return Layout(
        width,
        tuple(header for header, _ in columns),
        tuple(size for _, size in columns),
        tuple(_drawn(trial, today, wide=wide) for trial in trials),
        marks=tuple(_mark(trial, today) for trial in trials),
        links=tuple((trial.nct_id, trial.url) for trial in trials),
    )


def _drawn(trial: TrialRow, today: date, *, wide: bool) -> tuple[tuple[str, ...], ...]:
    """A trial's cells; what has no column of its own stands below its title."""
    said, _, since = status(trial, today).partition(" (")
    kind = (study_type(trial), phase(trial))
    stage = f"phase {kind[1]}" if kind[1][0].isdigit() else kind[1]
    near = f"{miles(trial.distance)}: {trial.nearest_site}" if trial.distance is not None else None
    facts = (trial.nct_id, *(() if wide else (kind[0], stage)), people(trial), near or places(trial))
    titles = (trial.plain_title, trial.title, " · ".join(filter(None, facts)))
    return (
        (said, since.removesuffix(")")) if since else (said,),
        *(((kind[0],), (SHORT_PHASES.get(kind[1], kind[1]),)) if wide else ()),
        ("?" if trial.enrollment is None else f"{trial.enrollment:,}",),
        (short(trial.start_date) if trial.start_date else "?",),
        tuple(filter(None, titles)),
    )


def _mark(trial: TrialRow, today: date) -> tuple[str, str]:
    """A sign for the status: full if people can join, by a copy that is young enough to say so."""
    if is_open(trial, today) and trial.status == "RECRUITING":
        return "●", "green"
    return ("○", "yellow") if trial.status in OPEN else ("·", "")


def typed(name: str | None) -> str:
    """The name as it may be typed after a command."""
    if name is None:
        return "NAME"
    return name if name.replace(" ", "").replace("-", "").isalnum() else shlex.quote(name)


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
    if distance < 1:
        return "under 1 mile"
    return "1 mile" if round(distance) == 1 else f"{distance:,.0f} miles"


def ages(trial: Trial) -> str | None:
    """Such as "1 to 17 years", "6 months to 17 years", "18 years and older"; None where no limit is known."""
    low, high = (age and age.lower() for age in (trial.minimum_age, trial.maximum_age))
    if low and high:
        (number, _, unit), (_, _, other) = low.partition(" "), high.partition(" ")
        same = unit.rstrip("s") == other.rstrip("s")
        return low if low == high else f"{number if same else low} to {high}"
    return f"{low} and older" if low else high and f"up to {high}"


def people(trial: Trial) -> str:
    """Who can join, by age and sex, as far as the row says; "women and girls, 18 years and older"."""
    return ", ".join(filter(None, (SEXES.get(trial.sex or ""), ages(trial)))) or (
        "all ages and sexes" if trial.sex == "ALL" else ""
    )


def places(trial: Trial) -> str:
    """Where it runs: the first places that its row names, and how many more there are."""
    named = trial.places or trial.countries
    more = len(named) - MOST_PLACES
    shown = "; ".join(named[:MOST_PLACES])
    return f"{shown}; and {more} more" if more > 0 else shown


def is_open(trial: Trial, today: date) -> bool:
    """Whether it looks for people, by a copy that is young enough to say so."""
    return trial.status in OPEN and not is_old(trial.as_of, today)


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
        people(trial),
        places(trial),
        trial.nct_id,
        trial.url.removeprefix("https://"),  # in a narrow table it then takes one line
        long(trial.as_of),
        "" if trial.distance is None else miles(trial.distance),
        trial.nearest_site or "",
    )
