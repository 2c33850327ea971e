"""The snapshot of a release: the trials and papers that people chose, with their facts from the store.

Choosing is done by hand in chosen.json; a program only fills in what the sources say.
"""

from typing import TypeVar

import msgspec
from msgspec import Struct, structs

from condcli.catalog.library import Library
from condcli.registry_models import Advance, BundledDetails, Research, Trial, TrialDetails, Trials
from condcli.sources.faults import UnknownTrial
from condcli.store import shown
from condcli.store.known import Tell

T = TypeVar("T")


class Bundle(Struct, frozen=True):
    """The three files of a release, and the chosen ids of which nothing is known."""

    trials: Trials
    details: BundledDetails
    research: Research
    unknown: tuple[str, ...]


def bundle(library: Library, tell: Tell) -> Bundle:
    """The chosen trials and papers in their newest state; `tell` hears of a store that cannot be read."""
    trials, details = _trials(library, tell)
    papers, linked = _papers(library, tell)
    chosen = library.chosen.conditions
    wanted = [n for ids in chosen.values() for n in (*ids.trials, *ids.research)]
    known = {t.nct_id for t in trials} | {p.pmid for p in papers}
    return Bundle(
        trials=Trials(
            version=1,
            trials=tuple(sorted(trials, key=lambda t: t.nct_id)),
            conditions=_linked({id_: [n for n in c.trials if n in known] for id_, c in chosen.items()}),
        ),
        details=BundledDetails(version=1, details=dict(sorted(details.items()))),
        research=Research(version=1, advances=tuple(papers), conditions=_linked(linked)),
        unknown=tuple(dict.fromkeys(n for n in wanted if n not in known)),
    )


def untitled(found: Trials, library: Library) -> list[str]:
    """The numbers of the trials that have no plain title yet."""
    return [t.nct_id for t in found.trials if t.nct_id not in library.plain_titles]


def text(data: Struct) -> str:
    """The file of a snapshot in its one form."""
    return msgspec.json.format(msgspec.json.encode(data), indent=2).decode() + "\n"


def _linked(found: dict[str, list[T]]) -> dict[str, tuple[T, ...]]:
    """The conditions that have something, by id."""
    return {id_: tuple(items) for id_, items in sorted(found.items()) if items}


def _trials(library: Library, tell: Tell) -> tuple[list[Trial], dict[str, TrialDetails]]:
    rows: list[Trial] = []
    details: dict[str, TrialDetails] = {}
    for number in dict.fromkeys(n for ids in library.chosen.conditions.values() for n in ids.trials):
        try:
            page = shown.trial(library, number, tell=tell)
        except UnknownTrial:
            continue
        rows.append(msgspec.convert(page, Trial, from_attributes=True))
        # Without telephone numbers and addresses, which a release would keep for years
        sites = tuple(structs.replace(site, contacts=()) for site in page.sites)
        found = msgspec.convert(page, TrialDetails, from_attributes=True)
        kept = structs.replace(found, contacts=(), sites=sites)
        if kept != TrialDetails():
            details[number] = kept
    return rows, details


def _papers(library: Library, tell: Tell) -> tuple[list[Advance], dict[str, list[int]]]:
    """The papers, and which condition's page shows which; those without a PMID stay where they are."""
    bundled, sentences = library.research, library.chosen.sentences
    papers = [a for a in bundled.advances if a.pmid is None]
    linked = {
        id_: [papers.index(a) for place in places if (a := bundled.advances[place]).pmid is None]
        for id_, places in bundled.conditions.items()
    }
    chosen = {pmid for ids in library.chosen.conditions.values() for pmid in ids.research}
    known = shown.papers(library, lambda found: {a.pmid: a for a in found if a.pmid in chosen}, tell)
    at: dict[str, int] = {}
    for id_, ids in library.chosen.conditions.items():
        for pmid in ids.research:
            if pmid not in known:
                continue
            if pmid not in at:
                at[pmid] = len(papers)
                paper = known[pmid]
                papers.append(structs.replace(paper, summary=sentences.get(pmid, paper.summary)))
            linked.setdefault(id_, []).append(at[pmid])
    return papers, linked
