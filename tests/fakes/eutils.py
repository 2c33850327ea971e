"""A PubMed on the loopback address: it answers as the real one does, with its faults."""

import json
from collections.abc import Callable
from pathlib import Path
from xml.sax.saxutils import escape

import msgspec
import pytest
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from condcli.research import pubmed as source
from condcli.sources import http, update

Answer = Callable[[], Response]
DOCTYPE = (
    '<?xml version="1.0" ?>\n<!DOCTYPE PubmedArticleSet PUBLIC '
    '"-//NLM//DTD PubMedArticle, 1st January 2025//EN" '
    '"https://dtd.nlm.nih.gov/ncbi/pubmed/out/pubmed_250101.dtd">\n'
)
TRIAL_TYPES = ("Journal Article", "Randomized Controlled Trial")


def article_set(*articles: str) -> str:
    """An efetch answer."""
    return f"{DOCTYPE}<PubmedArticleSet>{''.join(articles)}</PubmedArticleSet>"


def article(
    pmid: int,
    title: str = "Examplinib in Adults with Asthma: A Randomized Trial.",
    *,
    date: str = "<Year>2026</Year><Month>Oct</Month><Day>05</Day>",
    more_dates: str = "",
    abstract: str | None = "We randomly assigned 120 adults with asthma to examplinib or placebo.",
    types: tuple[str, ...] = TRIAL_TYPES,
    authors: str = "<Author><LastName>Doe</LastName><Initials>J</Initials></Author>",
    journal: str = "Journal of Examples",
    banks: str = "",
    vernacular: str = "",
    headings: str = "",
    substances: tuple[str, ...] = (),
    ids: str = "",
    notices: tuple[str, ...] = (),
) -> str:
    """A PubmedArticle in PubMed's form; dates, abstract and headings may hold markup."""
    parts = "" if abstract is None else f"<Abstract>{_abstract(abstract)}</Abstract>"
    chemicals = "".join(
        f"<Chemical><NameOfSubstance>{escape(s)}</NameOfSubstance></Chemical>" for s in substances
    )
    remarks = "".join(
        f'<CommentsCorrections RefType="{n}"><PMID>9</PMID></CommentsCorrections>' for n in notices
    )
    kinds = "".join(f"<PublicationType>{escape(t)}</PublicationType>" for t in types)
    return f"""<PubmedArticle><MedlineCitation><PMID Version="1">{pmid}</PMID><Article>
<Journal><JournalIssue><PubDate>{date}</PubDate></JournalIssue><Title>{escape(journal)}</Title></Journal>
<ArticleTitle>{title}</ArticleTitle>{parts}<AuthorList>{authors}</AuthorList><Language>eng</Language>{banks}
<PublicationTypeList>{kinds}</PublicationTypeList>{vernacular}{more_dates}</Article>
<ChemicalList>{chemicals}</ChemicalList>
<CommentsCorrectionsList>{remarks}</CommentsCorrectionsList><MeshHeadingList>{headings}</MeshHeadingList></MedlineCitation>
<PubmedData><ArticleIdList><ArticleId IdType="pubmed">{pmid}</ArticleId>{ids}</ArticleIdList>
<ReferenceList><Reference><ArticleIdList><ArticleId IdType="doi">10.1/cited</ArticleId></ArticleIdList>
</Reference></ReferenceList></PubmedData></PubmedArticle>"""


def _abstract(text: str) -> str:
    return text if "<AbstractText" in text else f"<AbstractText>{text}</AbstractText>"


def heading(mesh: str, name: str, *qualifiers: str, major: bool = True) -> str:
    """A MeSH heading of a record."""
    yes = "Y" if major else "N"
    said = "".join(f'<QualifierName MajorTopicYN="N">{q}</QualifierName>' for q in qualifiers)
    return (
        f'<MeshHeading><DescriptorName UI="{mesh}" MajorTopicYN="{yes}">{name}</DescriptorName>{said}'
        "</MeshHeading>"
    )


BOOK = """<PubmedBookArticle><BookDocument><PMID Version="1">7</PMID><ArticleIdList>
<ArticleId IdType="bookaccession">NBK1</ArticleId></ArticleIdList>
<Book><Publisher><PublisherName>An Institute</PublisherName></Publisher>
<BookTitle>A Book of Reviews</BookTitle><PubDate><Year>2026</Year><Month>03</Month></PubDate></Book>
<ArticleTitle>Exercise for Asthma: A Systematic Review</ArticleTitle><Language>eng</Language>
<PublicationType>Systematic Review</PublicationType>
<Abstract><AbstractText>We put together 12 trials with 1,234 patients.</AbstractText></Abstract>
</BookDocument></PubmedBookArticle>"""


class PubMed:
    """The fake: `papers` by PMID are listed newest first as they stand, one without text is dead.

    `searches`, `summaries` and `fetches` are answered before; efetch leaves out what is `withheld`. A search
    for trials by chance and reviews alone lists those `useful`, or all. With a `warning` inside, an answer
    looks as good as any. A key that is not "good" is refused.
    """

    def __init__(self, server: HTTPServer) -> None:
        self.papers: dict[str, str] = {}
        self.count: int | None = None
        self.searches: list[Answer | None] = []
        self.fetches: list[Answer | None] = []
        self.summaries: list[Answer | None] = []
        self.withheld: set[str] = set()
        self.useful: set[str] | None = None
        self.warning: dict[str, object] = {}
        self.asked: list[dict[str, str]] = []
        self.url = server.url_for("/eutils")
        server.expect_request("/eutils/esearch.fcgi").respond_with_handler(self._search)
        server.expect_request("/eutils/efetch.fcgi").respond_with_handler(self._fetch)
        server.expect_request("/eutils/esummary.fcgi").respond_with_handler(self._summarize)

    def add(self, *numbers: int, **changes: str) -> None:
        """Articles of these numbers."""
        self.papers |= {str(n): article(n, **changes) for n in numbers}  # type: ignore[arg-type]  # as article

    def _search(self, request: Request) -> Response:
        self.asked.append(request.args.to_dict())
        if self.searches and (fault := self.searches.pop(0)):
            return fault()
        if request.args.get("api_key", "good") != "good":
            content = {"error": "API key invalid", "api-key": request.args["api_key"], "status": "unknown"}
            return Response(json.dumps(content), 400, content_type="application/json")
        narrow = self.useful is not None and '"clinical trial"[pt] OR' not in request.args["term"]
        listed = [id_ for id_ in self.papers if not narrow or id_ in (self.useful or ())]
        ids = listed[: int(request.args["retmax"])]
        count = len(listed) if self.count is None or narrow else self.count
        found = {"count": str(count), "retmax": str(len(ids)), "retstart": "0", "idlist": ids}
        return searched({**found, **self.warning})

    def _fetch(self, request: Request) -> Response:
        self.asked.append(request.args.to_dict())
        if self.fetches and (fault := self.fetches.pop(0)):
            return fault()
        wanted = request.args["id"].split(",")
        given = (self.papers[id_] for id_ in wanted if self.papers.get(id_) and id_ not in self.withheld)
        return fetched(article_set(*given))

    def _summarize(self, request: Request) -> Response:
        self.asked.append(request.args.to_dict())
        if self.summaries and (fault := self.summaries.pop(0)):
            return fault()
        return summarized({id_: bool(self.papers.get(id_)) for id_ in request.args["id"].split(",")})


def searched(result: dict[str, object]) -> Response:
    """An esearch answer."""
    content = {"header": {"type": "esearch", "version": "0.3"}, "esearchresult": result}
    return Response(json.dumps(content), content_type="application/json; charset=UTF-8")


def summarized(alive: dict[str, bool]) -> Response:
    """An esummary answer: the title of each paper, or what PubMed says of a dead one."""
    result: dict[str, object] = {"uids": list(alive)}
    for id_, there in alive.items():
        said = {"title": "A title"} if there else {"error": "cannot get document summary"}
        result[id_] = {"uid": id_, **said}
    content = {"header": {"type": "esummary", "version": "0.3"}, "result": result}
    return Response(json.dumps(content), content_type="application/json; charset=UTF-8")


def fetched(xml: str) -> Response:
    """An efetch answer."""
    return Response(xml, content_type="text/xml; charset=UTF-8")


@pytest.fixture
def pubmed(httpserver: HTTPServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> PubMed:
    """A PubMed with no papers, which condcli asks without keeping a pace; the registry is not asked."""
    monkeypatch.setenv("CONDCLI_DATA_HOME", str(tmp_path / "stored"))
    fake = PubMed(httpserver)
    monkeypatch.setenv("CONDCLI_PUBMED_URL", fake.url)
    monkeypatch.setattr(http, "PUBMED", msgspec.structs.replace(http.PUBMED, seconds=lambda: 0.0))
    monkeypatch.setattr(http, "FIRST_WAIT", 0.0)
    monkeypatch.setattr(update, "SOURCES", {"research": (http.PUBMED, source.update)})
    return fake
