"""PubMed: the clinical trials and systematic reviews of the last two years that are about a condition."""

import json
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Annotated, TypeVar

import msgspec
from msgspec import Meta, Struct

from condcli import clock
from condcli.catalog.library import Library
from condcli.models import Condition
from condcli.registry_models import Advance
from condcli.research.extract import advance
from condcli.research.paper import Paper, read
from condcli.sources import http
from condcli.sources.faults import BadAnswer, SourceFault
from condcli.store.database import Store
from condcli.store.snapshots import Change, Report, Snapshot
from condcli.trials.study import mesh_id

YEARS = 2
LONGEST_PMID = 16  # digits; ids have eight today
NEWEST = 200  # papers of a condition that are stored
AT_ONCE = 100  # papers of one answer: some have 100 kB
KINDS = '("clinical trial"[pt] OR "systematic review"[pt] OR "meta-analysis"[pt])'
UNWANTED = frozenset(
    {
        "Retracted Publication", "Retraction of Publication", "Clinical Trial Protocol",
        "Clinical Trial, Veterinary", "Published Erratum", "Comment",
    }
)  # fmt: skip


class _Found(Struct):
    """What esearch answers; the numbers come as strings."""

    count: Annotated[int, Meta(ge=0, le=10**9)]
    idlist: tuple[str, ...]


class _Summary(Struct):
    """What esummary answers of a paper."""

    error: str | None = None


T = TypeVar("T")


def update(client: http.Client, store: Store, library: Library, record: Condition, report: Report) -> Change:
    """Store what PubMed lists for a condition, and answer what that changes."""
    return store.save_advances(*collect(client, library, record, report))


def expression(record: Condition) -> str:
    """The query for a condition: its MeSH headings as a paper's main point; its name where it has none."""
    headings = (f'"{_plain(m.heading)}"[majr]' for m in record.codes.mesh)
    about = " OR ".join(headings) or f'"{_plain(record.name)}"[ti]'
    unwanted = " OR ".join(f'"{kind.lower()}"[pt]' for kind in sorted(UNWANTED))
    return f"({about}) AND {KINDS} NOT ({unwanted})"


def _plain(name: str) -> str:
    """The name without what PubMed's query language reads as its own."""
    return " ".join(name.translate(dict.fromkeys(map(ord, '"[]()*'), " ")).split())


def collect(
    client: http.Client, library: Library, record: Condition, report: Report
) -> tuple[Snapshot, list[Advance]]:
    """What PubMed lists for a condition, newest first; a SourceFault where it cannot be had whole."""
    taken, query = clock.now(), expression(record)
    found = _search(client, query, taken)
    names = {mesh_id(m.id): c.name for c in library.conditions for m in c.codes.mesh}
    papers = {p.pmid: p for p in _papers(client, found.idlist, report)}
    listed = [papers[id_] for id_ in found.idlist if id_ in papers]
    dead = _dead(client, [id_ for id_ in found.idlist if id_ not in papers])
    unread = len(found.idlist) - len(listed) - len(dead)
    if unread and not listed:
        raise BadAnswer(http.PUBMED.name, "it lists papers and gives none of them")
    snapshot = Snapshot(
        source="research",
        condition=record.id,
        query=query,
        taken=f"{taken:%Y-%m-%dT%H:%M:%SZ}",
        total=found.count - len(dead),
        unread=unread,
    )
    wanted = (paper for paper in listed if UNWANTED.isdisjoint(paper.types))
    return snapshot, [advance(paper, names, f"{taken:%Y-%m-%d}") for paper in wanted]


def _search(client: http.Client, query: str, taken: datetime) -> _Found:
    today = taken.date()
    params = {
        "db": "pubmed", "term": query, "retmode": "json", "retmax": str(NEWEST), "sort": "pub_date",
        # On the web now and in print next year: no end.
        "datetype": "pdat", "mindate": f"{_years_before(today):%Y/%m/%d}", "maxdate": "3000",
    }  # fmt: skip
    found = _result(client.content(http.PUBMED, "esearch.fcgi", params, "json"), "esearchresult", _Found)
    if found.count and not found.idlist:
        raise BadAnswer(http.PUBMED.name, "it counts papers and lists none")
    if not all(id_.isascii() and id_.isdecimal() and len(id_) < LONGEST_PMID for id_ in found.idlist):
        raise BadAnswer(http.PUBMED.name, "it lists something that is no number of a paper")
    found.idlist = found.idlist[:NEWEST]  # some answers ignore how many were asked for
    return found


def _result(content: bytes, part: str, shape: type[T]) -> T:
    """A part of an answer; PubMed says some errors with status 200, with raw line breaks in the JSON."""
    try:
        answer = json.loads(content, strict=False)
        result = answer.get(part, answer)
        if said := result.get("ERROR") or result.get("error"):
            raise BadAnswer(
                http.PUBMED.name, f"it answered with an error ({' '.join(str(said).split())[:200]})"
            )
        return msgspec.convert(result, shape, strict=False)
    except (ValueError, AttributeError, RecursionError, msgspec.ValidationError) as fault:
        what = f"its answer is cut off or not what it should be ({fault})"
        raise BadAnswer(http.PUBMED.name, what) from fault


def _dead(client: http.Client, left_out: Sequence[str]) -> list[str]:
    """Those that PubMed still lists and no longer has; none where it does not say so."""
    if not left_out:
        return []
    params = {"db": "pubmed", "id": ",".join(left_out), "retmode": "json"}
    try:
        content = client.content(http.PUBMED, "esummary.fcgi", params, "json")
        summaries = _result(content, "result", dict[str, _Summary | list[str]])
    except SourceFault:  # then they are counted as unread, as they are
        return []
    found = ((id_, summaries.get(id_)) for id_ in left_out)
    return [id_ for id_, summary in found if isinstance(summary, _Summary) and summary.error]


def _papers(client: http.Client, ids: Sequence[str], report: Report) -> Iterator[Paper]:
    for start in range(0, len(ids), AT_ONCE):
        part = ids[start : start + AT_ONCE]
        params = {"db": "pubmed", "id": ",".join(part), "retmode": "xml"}
        yield from read(client.text(http.PUBMED, "efetch.fcgi", params))
        report(start + len(part), len(ids))


def _years_before(day: date) -> date:
    """The same day two years before; of February 29 the day before that."""
    try:
        return day.replace(year=day.year - YEARS)
    except ValueError:
        return day.replace(year=day.year - YEARS, day=28)
