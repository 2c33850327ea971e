"""What to show of trials and papers: the bundled snapshot."""

from collections.abc import Iterable
from functools import cache

import msgspec

from condcli.answers import AdvanceRow, AdvanceRows, TrialRow, TrialRows
from condcli.library.records import data_folder, read
from condcli.models import Advance, Research, Trial, Trials


@cache
def _bundled_trials() -> Trials:
    return read(data_folder() / "trials.json", Trials)


@cache
def _bundled_research() -> Research:
    return read(data_folder() / "research.json", Research)


def trials(condition: str | None = None) -> TrialRows:
    """The trials for a condition's id, or all, newest start first."""
    bundled = _bundled_trials()
    wanted = None if condition is None else set(bundled.conditions.get(condition, ()))
    rows = [_trial_row(t) for t in bundled.trials if wanted is None or t.nct_id in wanted]
    return trial_rows(sorted(rows, key=lambda t: t.start_date or "", reverse=True))


def trial_rows(rows: list[TrialRow], limit: int | None = None) -> TrialRows:
    """The answer for these rows, cut to `limit`."""
    shown = tuple(rows[:limit])
    return TrialRows(as_of=_oldest(shown), total=len(rows), count=len(shown), off_topic=0, trials=shown)


def research(condition: str | None = None, limit: int | None = None) -> AdvanceRows:
    """The advances for a condition's id, or all, newest first."""
    bundled = _bundled_research()
    chosen = range(len(bundled.advances)) if condition is None else bundled.conditions.get(condition, ())
    rows = sorted(
        (_advance_row(bundled.advances[i]) for i in chosen), key=lambda a: a.published or "", reverse=True
    )
    shown = tuple(rows[:limit])
    return AdvanceRows(as_of=_oldest(shown), total=len(rows), count=len(shown), advances=shown)


def _oldest(rows: Iterable[Trial | Advance]) -> str | None:
    return min((r.as_of for r in rows), default=None)


def _trial_row(trial: Trial) -> TrialRow:
    return TrialRow(
        **msgspec.structs.asdict(trial),
        plain_title=None,
        url=f"https://clinicaltrials.gov/study/{trial.nct_id}",
        distance=None,
        nearest_site=None,
    )


def _advance_row(advance: Advance) -> AdvanceRow:
    url = f"https://pubmed.ncbi.nlm.nih.gov/{advance.pmid}/" if advance.pmid else None
    return AdvanceRow(**msgspec.structs.asdict(advance), url=url)
