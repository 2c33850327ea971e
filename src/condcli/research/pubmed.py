"""PubMed: the clinical trials and systematic reviews of the last two years that are about a condition.

An answer with doubts in it (a phrase that PubMed did not know or left out) is an answer to another question:
nothing of it is stored.
"""

import json
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Annotated, TypeVar

import msgspec
from msgspec import Meta, Struct, field, structs

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
STORED = 200  # papers of a condition, the most useful ones
CANDIDATES = 400  # papers of a condition that are read to choose from
AT_ONCE = 100  # papers of one answer: some have 100 kB
LONGEST_LIST = 2 * 2**20  # bytes of an answer that lists papers or sums them up: 400 sums have 1 MB
USEFUL = '("randomized controlled trial"[pt] OR "systematic review"[pt] OR "meta-analysis"[pt])'
KINDS = '("clinical trial"[pt] OR "systematic review"[pt] OR "meta-analysis"[pt])'
UNWANTED = frozenset(
    {
        "Retracted Publication", "Retraction of Publication", "Clinical Trial Protocol",
        "Clinical Trial, Veterinary", "Published Erratum", "Comment", "Expression of Concern",
    }
)  # fmt: skip
NOTHING_FOUND = "No items found."  # what PubMed says of a good question that finds nothing


class _Errors(Struct):
    """The parts of a question that PubMed could not use; the answer then is to another question."""

    phrasesnotfound: tuple[str, ...] = ()
    fieldsnotfound: tuple[str, ...] = ()


class _Warnings(Struct):
    phrasesignored: tuple[str, ...] = ()
    quotedphrasesnotfound: tuple[str, ...] = ()
    outputmessages: tuple[str, ...] = ()


class _Found(Struct):
    """What esearch answers; the numbers come as strings."""

    count: Annotated[int, Meta(ge=0, le=10**9)]
    idlist: tuple[str, ...]
    errorlist: _Errors = field(default_factory=_Errors)
    warninglist: _Warnings = field(default_factory=_Warnings)

    def doubts(self) -> list[str]:
        """What PubMed did not understand or left out of the question."""
        warnings = self.warninglist
        messages = (m for m in warnings.outputmessages if m != NOTHING_FOUND)
        unused = (*self.errorlist.phrasesnotfound, *self.errorlist.fieldsnotfound)
        return [*unused, *warnings.phrasesignored, *warnings.quotedphrasesnotfound, *messages]


class _Summary(Struct):
    """What esummary answers of a paper."""

    error: str | None = None


T = TypeVar("T")


def update(client: http.Client, store: Store, library: Library, record: Condition, report: Report) -> Change:
    """Store what PubMed lists for a condition, and answer what that changes."""
    snapshot, papers, left_out = collect(client, library, record, report)
    return structs.replace(store.save_advances(snapshot, papers), left_out=left_out)


def expression(record: Condition, kinds: str = KINDS) -> str:
    """The query for a condition: its MeSH headings as a paper's main point; its name where it has none."""
    headings = (f'"{_plain(m.heading)}"[majr]' for m in record.codes.mesh)
    about = " OR ".join(headings) or f'"{_plain(record.name)}"[ti]'
    unwanted = " OR ".join(f'"{kind.lower()}"[pt]' for kind in sorted(UNWANTED))
    return f"({about}) AND {kinds} NOT ({unwanted})"


def _plain(name: str) -> str:
    """The name without what PubMed's query language reads as its own."""
    return " ".join(name.translate(dict.fromkeys(map(ord, '"[]()*'), " ")).split())


def collect(
    client: http.Client, library: Library, record: Condition, report: Report
) -> tuple[Snapshot, list[Advance], int]:
    """The most useful papers that PubMed lists for a condition, and how many were retracted or are in doubt.

    A SourceFault where they cannot be had whole.
    """
    taken = clock.now()
    total, ids = _listed(client, record, taken.date())
    papers = {p.pmid: p for p in _papers(client, ids, report)}
    listed = [papers[id_] for id_ in ids if id_ in papers]
    dead = _dead(client, [id_ for id_ in ids if id_ not in papers])
    unread = len(ids) - len(listed) - len(dead)
    if unread and not listed:
        raise BadAnswer(http.PUBMED.name, "it lists papers and gives none of them")
    wanted = [p for p in listed if UNWANTED.isdisjoint(p.types) and not p.in_doubt]
    names = {mesh_id(m.id): c.name for c in library.conditions for m in c.codes.mesh}
    found = []
    for paper in wanted:
        found.append(advance(paper, names, f"{taken:%Y-%m-%d}"))
        report(len(found), len(wanted))
    snapshot = Snapshot(
        source="research",
        condition=record.id,
        query=expression(record),
        taken=f"{taken:%Y-%m-%dT%H:%M:%SZ}",
        total=total - len(dead),
        unread=unread,
    )
    return snapshot, sorted(found, key=Advance.rank, reverse=True)[:STORED], len(listed) - len(wanted)


def _listed(client: http.Client, record: Condition, today: date) -> tuple[int, list[str]]:
    """How many papers PubMed lists, and the numbers of those to choose from: the newest and the useful."""
    newest = _search(client, expression(record), today, STORED)
    if newest.count <= STORED:
        return newest.count, list(newest.idlist)
    useful = _search(client, expression(record, USEFUL), today, CANDIDATES)
    return newest.count, list(dict.fromkeys((*useful.idlist, *newest.idlist)))[:CANDIDATES]


def _search(client: http.Client, query: str, today: date, most: int) -> _Found:
    params = {
        "db": "pubmed", "term": query, "retmode": "json", "retmax": str(most), "sort": "pub_date",
        # On the web now and in print next year: no end.
        "datetype": "pdat", "mindate": f"{clock.years_before(today, YEARS):%Y/%m/%d}", "maxdate": "3000",
    }  # fmt: skip
    found = _result(client.content(http.PUBMED, "esearch.fcgi", params, "json"), "esearchresult", _Found)
    if doubts := found.doubts():
        said = "; ".join(" ".join(doubt.split()) for doubt in doubts)
        raise BadAnswer(http.PUBMED.name, f"it did not use the whole question ({said[:200]})")
    if found.count and not found.idlist:
        raise BadAnswer(http.PUBMED.name, "it counts papers and lists none")
    if not all(id_.isascii() and id_.isdecimal() and len(id_) < LONGEST_PMID for id_ in found.idlist):
        raise BadAnswer(http.PUBMED.name, "it lists something that is no number of a paper")
    found.idlist = found.idlist[:most]  # some answers ignore how many were asked for
    return found


def _result(content: bytes, part: str, shape: type[T]) -> T:
    """A part of an answer; PubMed says some errors with status 200, with raw line breaks in the JSON."""
    if len(content) > LONGEST_LIST:
        raise BadAnswer(http.PUBMED.name, f"its list is larger than {LONGEST_LIST // 2**20} MB")
    try:
        answer = json.loads(content, strict=False)
        result = answer.get(part, answer)
        if said := result.get("ERROR") or result.get("error"):
            raise BadAnswer(
                http.PUBMED.name, f"it answered with an error ({' '.join(str(said).split())[:200]})"
            )
        return msgspec.convert(result, shape, strict=False)
    except (ValueError, AttributeError, RecursionError, msgspec.ValidationError) as fault:
        known = isinstance(fault, json.JSONDecodeError | msgspec.ValidationError)  # not Python's own words
        why = fault if known else "it has another shape"
        what = f"its answer is cut off or not what it should be ({why})"
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
