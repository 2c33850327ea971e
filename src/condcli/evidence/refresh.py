"""What to show of trials and papers: the bundled snapshot."""

from collections.abc import Iterable

import msgspec

from condcli.answers import AdvanceRow, AdvanceRows, TrialRow, TrialRows
from condcli.evidence.filters import Choice, ordered
from condcli.library.records import Library
from condcli.models import Advance, Trial

REGISTRY_PAGE = "https://clinicaltrials.gov/study/{}"
EVERYTHING = Choice()


def trials(library: Library, condition: str | None = None, choice: Choice = EVERYTHING) -> TrialRows:
    """The trials for a condition's id, or all, that the choice lets through, in its order."""
    bundled = library.trials
    wanted = None if condition is None else set(bundled.conditions.get(condition, ()))
    found = [t for t in bundled.trials if wanted is None or t.nct_id in wanted]
    matching = ordered((t for t in found if choice.allows(t)), choice.sort)
    shown = tuple(_trial_row(t, library.plain_titles.get(t.nct_id)) for t in matching[: choice.limit])
    return TrialRows(
        as_of=oldest(shown or found), total=len(matching), count=len(shown), off_topic=0, trials=shown
    )


def research(library: Library, condition: str | None = None, limit: int | None = None) -> AdvanceRows:
    """The advances for a condition's id, or all, newest first."""
    bundled = library.research
    chosen = range(len(bundled.advances)) if condition is None else bundled.conditions.get(condition, ())
    rows = sorted(
        (_advance_row(bundled.advances[i]) for i in chosen), key=lambda a: a.published or "", reverse=True
    )
    shown = tuple(rows[:limit])
    return AdvanceRows(as_of=oldest(shown), total=len(rows), count=len(shown), advances=shown)


def oldest(rows: Iterable[Trial | Advance]) -> str | None:
    """The date of the row that was fetched longest ago."""
    return min((r.as_of for r in rows), default=None)


def _trial_row(trial: Trial, plain_title: str | None) -> TrialRow:
    return TrialRow(
        **msgspec.structs.asdict(trial),
        plain_title=plain_title,
        url=REGISTRY_PAGE.format(trial.nct_id),
        distance=None,
        nearest_site=None,
    )


def _advance_row(advance: Advance) -> AdvanceRow:
    url = f"https://pubmed.ncbi.nlm.nih.gov/{advance.pmid}/" if advance.pmid else None
    return AdvanceRow(**msgspec.structs.asdict(advance), url=url)
