"""The snapshot of a release: few trials and papers for each condition, from what updates stored."""

import msgspec
from msgspec import Struct

from condcli.catalog.library import Library
from condcli.registry_models import Advance, Research, Trial, Trials
from condcli.store import shown
from condcli.trials.values import OPEN

MOST = 3  # of a condition; what was chosen by hand stays, whatever there is


def trials(library: Library) -> Trials:
    """The trials chosen so far in their newest state, and the newest open ones up to three a condition."""
    bundled = {t.nct_id: t for t in library.trials.trials}
    linked: dict[str, tuple[str, ...]] = dict(library.trials.conditions)
    found = dict(bundled)
    for record in library.conditions:
        known = {
            t.nct_id: msgspec.convert(t, Trial, from_attributes=True)
            for t in shown.trials(library, record.id).trials
        }
        chosen = [n for n in library.trials.conditions.get(record.id, ()) if n in bundled or n in known]
        more = sorted((t for n, t in known.items() if n not in chosen), key=_rank, reverse=True)
        chosen += [t.nct_id for t in more[: max(0, MOST - len(chosen))]]
        if chosen:
            linked[record.id] = tuple(chosen)
            found |= {n: known[n] for n in chosen if n in known}
    return Trials(
        version=1,
        trials=tuple(sorted(found.values(), key=lambda t: t.nct_id)),
        conditions=dict(sorted(linked.items())),
    )


def research(library: Library) -> Research:
    """The papers chosen so far, and the newest that say enough up to three a condition."""
    papers = list(library.research.advances)
    linked = {id_: list(places) for id_, places in library.research.conditions.items()}
    at = {a.pmid: place for place, a in enumerate(papers) if a.pmid}
    for record in library.conditions:
        places = linked.get(record.id, [])
        for row in shown.research(library, record.id).advances:
            if len(places) >= MOST:
                break
            if row.pmid is None or row.treatment is None or at.get(row.pmid) in places:
                continue
            if row.pmid not in at:
                at[row.pmid] = len(papers)
                papers.append(msgspec.convert(row, Advance, from_attributes=True))
            places.append(at[row.pmid])
        if places:
            linked[record.id] = places
    conditions = {id_: tuple(places) for id_, places in sorted(linked.items())}
    return Research(version=1, advances=tuple(papers), conditions=conditions)


def untitled(found: Trials, library: Library) -> list[str]:
    """The numbers of the trials that have no plain title yet."""
    return [t.nct_id for t in found.trials if t.nct_id not in library.plain_titles]


def text(data: Struct) -> str:
    """The file of a snapshot in its one form."""
    return msgspec.json.format(msgspec.json.encode(data), indent=2).decode() + "\n"


def _rank(trial: Trial) -> tuple[bool, str]:
    return trial.status in OPEN, trial.updated or ""
