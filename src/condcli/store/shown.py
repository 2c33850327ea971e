"""What to show of trials and papers: what an update stored, else the bundled snapshot, each with its date.

The store is opened only where its file is, and sqlite3 imported only then. A store that cannot be read is
told about (`tell`) and done without: a page never fails for it.
"""

from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager, nullcontext
from typing import TYPE_CHECKING, TypeVar

import msgspec
from msgspec import Struct, structs

from condcli.catalog.library import Library
from condcli.json_answers import AdvanceRow, AdvanceRows, TrialPage, TrialRow, TrialRows
from condcli.registry_models import Advance, ResearchAsWritten, Trial, TrialDetails, TrialsAsWritten
from condcli.sources.faults import StoreFault, UnknownTrial
from condcli.store import folder
from condcli.trials.filters import Choice, is_since, ordered

if TYPE_CHECKING:
    from condcli.store.database import Store
    from condcli.store.snapshots import Snapshot
    from condcli.trials.near import Near

REGISTRY_PAGE = "https://clinicaltrials.gov/study/{}"
EVERYTHING = Choice()
Tell = Callable[[str], None]
T = TypeVar("T")


class _Numbered(Struct):
    nct_id: str


class _Known(Struct):
    """The trials that may be shown; `beside` are listed by the registry too, but off topic."""

    trials: list[Trial]
    beside: list[Trial]
    as_of: str | None  # of the snapshot that lists them


def _silent(_: str) -> None:
    return


def trials(
    library: Library, condition: str | None = None, choice: Choice = EVERYTHING, tell: Tell = _silent
) -> TrialRows:
    """The trials for a condition's id, or all, that the choice lets through, in its order."""
    return _reading(lambda store: _trial_rows(library, condition, choice, store, tell), tell)


def trial(library: Library, nct_id: str, near: "Near | None" = None, tell: Tell = _silent) -> TrialPage:
    """One trial with all that is stored of it, its sites nearest first; else an UnknownTrial."""
    stored, details = _reading(lambda store: _one(nct_id, store), tell)
    bundled = next((t for t in library.trials.trials if t.nct_id == nct_id), None)
    found = _merged(stored, bundled)
    if found is None:
        raise UnknownTrial(nct_id)
    if details == TrialDetails():
        details = library.trial_details.get(nct_id, details)
    sites = sorted(details.sites, key=near.order) if near else details.sites
    row = _trial_row(library, found, near.nearest(found.status, sites) if near else None)
    return TrialPage(**structs.asdict(row), **structs.asdict(structs.replace(details, sites=tuple(sites))))


def research(
    library: Library,
    condition: str | None = None,
    limit: int | None = None,
    tell: Tell = _silent,
    since: str | None = None,
) -> AdvanceRows:
    """The advances for a condition's id, or all, published on that date or later, newest first."""
    found, snapshot = _reading(lambda store: _advances(library, condition, store), tell)
    rows = [a for a in found if since is None or (a.published and is_since(a.published, since))]
    rows.sort(key=Advance.rank, reverse=True)
    shown = tuple(map(_advance_row, rows[:limit]))
    return AdvanceRows(
        as_of=oldest(shown) or (snapshot.taken[:10] if snapshot else oldest(found)),
        total=len(rows),
        count=len(shown),
        listed=snapshot.total if snapshot else None,
        advances=shown,
    )


def oldest(rows: Iterable[Trial | Advance]) -> str | None:
    """The date of the row that was fetched longest ago."""
    return min((r.as_of for r in rows), default=None)


def _reading(read: Callable[["Store | None"], T], tell: Tell) -> T:
    """What `read` makes of the store, or of none where there is none that can be read."""
    try:
        with _open() as store:
            return read(store)
    except StoreFault as fault:
        tell(str(fault))
    return read(None)


def _open() -> "AbstractContextManager[Store | None]":
    if not folder.has_store():
        return nullcontext()
    from condcli.store.database import Store  # noqa: PLC0415  imports sqlite3

    return Store.open() or nullcontext()


def _trial_rows(
    library: Library, condition: str | None, choice: Choice, store: "Store | None", tell: Tell
) -> TrialRows:
    known = _known(library, condition, store)
    if choice.all_hits:
        known = _Known([*known.trials, *known.beside], [], known.as_of)
    if choice.country:
        from condcli.trials.countries import check_country  # noqa: PLC0415  for this option only

        check_country(choice.country, known.trials)
    titles = library.plain_titles
    matching = [t for t in known.trials if choice.allows(t, titles.get(t.nct_id))]
    rows = (
        _nearby(matching, choice, store, tell)
        if choice.near
        else [(t, None) for t in ordered(matching, choice.sort)]
    )
    shown = tuple(_trial_row(library, t, at) for t, at in rows[: choice.limit])
    return TrialRows(
        as_of=oldest(shown) or known.as_of,
        total=len(rows),
        count=len(shown),
        off_topic=sum(map(choice.allows, known.beside)),
        trials=shown,
    )


def _known(library: Library, condition: str | None, store: "Store | None") -> _Known:
    bundled = _bundled_trials(library, condition)
    if store is None:
        return _Known(list(bundled.values()), [], oldest(bundled.values()))
    snapshot = store.snapshot("trials", condition) if condition is not None else None
    if condition is not None and snapshot is None:
        rows = [_merged(_one(n, store)[0], t) for n, t in bundled.items()]
        return _Known([t for t in rows if t], [], oldest(bundled.values()))
    stored = [_merged(t, bundled.get(t.nct_id)) or t for t in store.trials(condition)]
    beside = list(store.trials(condition, on_topic=False))
    if bundled and not stored and not beside:  # an empty list hides no trial that is known
        return _Known(list(bundled.values()), [], oldest(bundled.values()))
    if snapshot is None:  # all of them: the bundled ones too
        listed = {t.nct_id for t in (*stored, *beside)}
        stored += [t for n, t in bundled.items() if n not in listed]
    return _Known(stored, beside, snapshot.taken[:10] if snapshot else oldest(bundled.values()))


def _bundled_trials(library: Library, condition: str | None) -> dict[str, Trial]:
    """The bundled trials of a condition, or all, by NCT number; for a page no other is decoded."""
    rows = library.rows("trials.json", TrialsAsWritten) if condition else None
    if not condition or not rows:
        every = {t.nct_id: t for t in library.trials.trials}
        shown = library.trials.conditions.get(condition, ()) if condition else every
        return {n: every[n] for n in shown if n in every}
    number = msgspec.json.Decoder(_Numbered)
    written = {number.decode(row).nct_id: row for row in rows.trials}
    listed = [n for n in rows.conditions.get(condition, ()) if n in written]
    return {n: msgspec.json.decode(written[n], type=Trial) for n in listed}


def _bundled_advances(library: Library, condition: str | None) -> list[Advance]:
    """The bundled results of a condition, or all; for a page no other is decoded."""
    rows = library.rows("research.json", ResearchAsWritten) if condition else None
    if condition and rows:
        places = rows.conditions.get(condition, ())
        return [msgspec.json.decode(rows.advances[n], type=Advance) for n in places]
    every = library.research
    return (
        [every.advances[n] for n in every.conditions.get(condition, ())] if condition else [*every.advances]
    )


def _one(nct_id: str, store: "Store | None") -> tuple[Trial | None, TrialDetails]:
    return (store and store.trial(nct_id)) or (None, TrialDetails())


def _merged(stored: Trial | None, bundled: Trial | None) -> Trial | None:
    """The newer of the two, with what the older said of it under `earlier`."""
    if stored is None or bundled is None:
        return stored or bundled
    older, newer = sorted((bundled, stored), key=lambda t: t.as_of)
    return newer.after(older)


def _nearby(
    matching: Sequence[Trial], choice: Choice, store: "Store | None", tell: Tell
) -> list[tuple[Trial, tuple[float, str] | None]]:
    """The trials with a site near enough, and that site; nearest first unless another order is asked for."""
    near = choice.near
    found = {t.nct_id: near.nearest(t.status, _one(t.nct_id, store)[1].sites) for t in matching if near}
    if without := sum(at is None for at in found.values()):
        which = "1 trial that matches does" if without == 1 else f"{without:,} trials that match do"
        tell(f"{which} not say where the sites are, and {'is' if without == 1 else 'are'} left out.")
    inside = {n: at for n, at in found.items() if at and near and at[0] <= near.miles}
    rows = ordered((t for t in matching if t.nct_id in inside), choice.sort)
    if choice.sort is None:
        rows.sort(key=lambda t: inside[t.nct_id][0])
    return [(t, inside[t.nct_id]) for t in rows]


def _trial_row(library: Library, found: Trial, at: tuple[float, str] | None) -> TrialRow:
    return TrialRow(
        **structs.asdict(found),
        plain_title=library.plain_titles.get(found.nct_id),
        url=REGISTRY_PAGE.format(found.nct_id),
        distance=round(at[0], 1) if at else None,
        nearest_site=at[1] if at else None,
    )


def _advances(
    library: Library, condition: str | None, store: "Store | None"
) -> "tuple[list[Advance], Snapshot | None]":
    """What is stored, else bundled, of a condition, with its snapshot; or all of both."""
    stored = list(store.advances(condition)) if store else []
    known = {a.pmid for a in stored if a.pmid}
    ours = [a for a in _bundled_advances(library, condition) if a.pmid not in known]
    snapshot = store.snapshot("research", condition) if store and condition else None
    return [*stored, *(ours if condition is None or not stored else ())], snapshot


def _advance_row(advance: Advance) -> AdvanceRow:
    url = f"https://pubmed.ncbi.nlm.nih.gov/{advance.pmid}/" if advance.pmid else None
    return AdvanceRow(**structs.asdict(advance), url=url)
