"""PubMed's XML: what it says of each paper."""

import re
from collections.abc import Iterator
from itertools import chain, islice
from typing import TYPE_CHECKING
from xml.etree.ElementTree import TreeBuilder

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser, ParseError
from msgspec import Struct

from condcli import clock
from condcli.registry_models import PUBMED
from condcli.sources.faults import MOST_READ, BadAnswer

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

MOST_PARTS = 300_000  # elements and attributes: a hundred papers have some 70,000
MOST_EQUALS = 500_000  # signs of attributes, also in texts; one element's are read at once
LONGEST_TITLE, LONGEST_ABSTRACT = 2_000, 50_000  # signs that are read; real ones have 500 and 10,000
MOST_WEIGHT = 8 * 2**20  # bytes of the names of all elements and attributes
LONGEST_NAME = 300  # signs of a heading, a journal's name, a DOI; real ones have 150
MOST_TRIALS = 50  # that a paper names; real ones name 10
MOST_SUBSTANCES = 200  # real papers have some 40
MOST_TYPES, MOST_HEADINGS, MOST_QUALIFIERS = 50, 200, 50  # real ones have 5, 40 and 5
DEEPEST = 60  # PubMed's own records have 12 levels; markup in an abstract may add some
# What PubMed declares: where its DTD stands, which is not read, and nothing of its own
_DOCTYPE = re.compile(r"""<!DOCTYPE\s+[\w.:-]+\s*(?:(?:PUBLIC|SYSTEM)(?:\s*(?:"[^"]*"|'[^']*')){1,2}\s*)?>""")
_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
    "november", "december",
)  # fmt: skip
_NCT = re.compile(r"NCT[0-9]{8}")
_POWER = re.compile(r"[-+\u2212\u2013]?\d{1,2}")
DOUBTS = frozenset({"RetractionIn", "ExpressionOfConcernIn"})
_RETRACTED = re.compile(r"\W*(?:RETRACTED|WITHDRAWN|Retracted(?: article)?:)\b")


class Heading(Struct, frozen=True):
    """A MeSH heading of a paper, what it says of it ("drug therapy"), and whether that is its main point."""

    id: str
    name: str
    qualifiers: tuple[str, ...]
    major: bool


class Paper(Struct, frozen=True, kw_only=True):
    """A paper or a book's chapter; dates are as precise as PubMed gives them, unknown is None or empty.

    `title` is in English. `abstract` has a line for each of its parts. `in_doubt` is one that was retracted,
    or about which its journal has voiced concern.
    """

    pmid: str
    doi: str | None
    title: str | None
    journal: str | None
    published: str | None
    abstract: str
    types: tuple[str, ...]
    headings: tuple[Heading, ...]
    substances: tuple[str, ...]
    nct_ids: tuple[str, ...]
    in_doubt: bool


def read(xml: str) -> list[Paper]:
    """The papers of an efetch answer; BadAnswer where it is none. A record without a PMID is left out."""
    root = _tree(xml)
    if root.tag not in {"PubmedArticleSet", "PubmedBookArticleSet"}:
        said = " ".join(root.itertext())[:MOST_READ].strip()
        raise BadAnswer(PUBMED, f"it answered with an error ({said or root.tag})")
    return [paper for record in root if (paper := _paper(record))]


class _Shallow(TreeBuilder):
    """Builds a tree of a depth that can be walked safely, and of a size that does not fill the memory."""

    depth = parts = weight = 0

    def start(self, tag: str, attrs: dict[str, str], /) -> "Element":
        self.depth += 1
        if self.depth > DEEPEST:
            raise BadAnswer(PUBMED, "its answer is nested too deeply")
        self.parts += 1 + len(attrs)
        for name in (tag, *attrs):  # a namespace stands in front of each, whole
            self.weight += len(name) if name.isascii() else 4 * len(name)
        if self.parts > MOST_PARTS or self.weight > MOST_WEIGHT:
            raise BadAnswer(PUBMED, f"its answer has more than {MOST_PARTS:,} parts, or names without end")
        return super().start(tag, attrs)

    def end(self, tag: str, /) -> "Element":
        self.depth -= 1
        return super().end(tag)

    def comment(self, text: str | None, /) -> "Element":  # type: ignore[empty-body]
        """Nothing: text that a comment or an instruction ends would be joined once more with each of them."""

    def pi(self, target: str, text: str | None = None, /) -> "Element":  # type: ignore[empty-body]
        """Nothing, for the same reason."""


def _tree(xml: str) -> "Element":
    if xml.count("=") > MOST_EQUALS or xml.count("<") > 2 * MOST_PARTS:
        raise BadAnswer(PUBMED, f"its answer has more than {MOST_PARTS:,} parts")
    declared = xml.count("<!DOCTYPE")
    if declared > 1 or (declared and not _DOCTYPE.match(xml, xml.index("<!DOCTYPE"))):
        # Attributes would be copied into every element, and what names entities is kept piece by piece
        raise BadAnswer(PUBMED, "its answer declares parts of its own")
    parser = DefusedXMLParser(target=_Shallow())
    try:
        parser.feed(xml)
        root: Element = parser.close()
    except (ParseError, DefusedXmlException) as fault:
        raise BadAnswer(PUBMED, f"its answer is no XML that can be read safely ({fault})") from fault
    return root


def _paper(record: "Element") -> Paper | None:
    """A PubmedArticle or PubmedBookArticle; None for what is neither."""
    book = record.find("BookDocument")
    article = book if book is not None else record.find("MedlineCitation/Article")
    citation = book if book is not None else record.find("MedlineCitation")
    if article is None or citation is None or not (pmid := _text(citation, "PMID")):
        return None
    if len(pmid) > LONGEST_NAME:
        return None
    types = chain(_texts(article, "PublicationTypeList/PublicationType"), _texts(article, "PublicationType"))
    headings = islice(citation.iterfind("MeshHeadingList/MeshHeading"), MOST_HEADINGS)
    said = _text(article, "ArticleTitle") or _text(article, "Book/BookTitle") or ""
    title = _title(said[:LONGEST_TITLE] or None)
    banks = _texts(article, "DataBankList/DataBank/AccessionNumberList/AccessionNumber")
    notices = (n.get("RefType") for n in citation.iterfind("CommentsCorrectionsList/CommentsCorrections"))
    return Paper(
        pmid=pmid,
        doi=(_doi(record, article) or "")[:LONGEST_NAME] or None,
        title=title,
        journal=(_text(article, "Journal/Title") or _text(article, "Book/BookTitle") or "")[:LONGEST_NAME]
        or None,
        published=_published(article),
        abstract="\n".join(_abstract(article))[:LONGEST_ABSTRACT],
        types=tuple(text[:LONGEST_NAME] for text in islice(types, MOST_TYPES)),
        headings=tuple(map(_heading, headings)),
        substances=tuple(t[:LONGEST_NAME] for t in _texts(citation, "ChemicalList/Chemical/NameOfSubstance"))[
            :MOST_SUBSTANCES
        ],
        nct_ids=tuple(dict.fromkeys(n for b in banks for n in _NCT.findall(b.upper())))[:MOST_TRIALS],
        in_doubt=not DOUBTS.isdisjoint(notices) or bool(_RETRACTED.match(title or "")),
    )


def _whole(element: "Element | None") -> str | None:
    """All text of an element, also that inside markup; None where there is none.

    A power keeps its sense: 10<sup>6</sup> is 10^6, while m<sup>2</sup> is m2.
    """
    if element is None:
        return None
    return " ".join("".join(_pieces(element))[: 2 * LONGEST_ABSTRACT].split()) or None


def _pieces(element: "Element") -> Iterator[str]:
    before = element.text or ""
    yield before
    for child in element:
        raised = "".join(_pieces(child))
        if child.tag == "sup" and before[-1:].isdigit() and _POWER.fullmatch(raised.strip()):
            yield "^"
        yield raised
        before = child.tail or ""
        yield before


def _text(parent: "Element", path: str) -> str | None:
    return _whole(parent.find(path))


def _texts(parent: "Element", path: str) -> Iterator[str]:
    yield from filter(None, map(_whole, parent.iterfind(path)))


def _title(text: str | None) -> str | None:
    """The title; one that was translated stands in square brackets."""
    match = re.fullmatch(r"\[(.*?)\.?\]\.?", text or "")
    return match[1] if match else text


def _doi(record: "Element", article: "Element") -> str | None:
    places = (
        *article.iterfind("ELocationID[@EIdType='doi']"),
        *record.iterfind("PubmedData/ArticleIdList/ArticleId[@IdType='doi']"),
        *record.iterfind("PubmedBookData/ArticleIdList/ArticleId[@IdType='doi']"),
    )
    valid = (place for place in places if place.get("ValidYN") != "N")
    return next(filter(None, map(_whole, valid)), None)


def _abstract(article: "Element") -> Iterator[str]:
    for part in article.iterfind("Abstract/AbstractText"):
        if text := _whole(part):
            label = part.get("Label")
            yield f"{label}: {text}" if label and label != "UNLABELLED" else text


def _heading(found: "Element") -> Heading:
    descriptor = found.find("DescriptorName")
    parts = [*found.iterfind("DescriptorName"), *found.iterfind("QualifierName")]
    return Heading(
        id="" if descriptor is None else descriptor.get("UI", "")[:LONGEST_NAME],
        name=(_text(found, "DescriptorName") or "")[:LONGEST_NAME],
        qualifiers=tuple(
            text[:LONGEST_NAME] for text in islice(_texts(found, "QualifierName"), MOST_QUALIFIERS)
        ),
        major=any(p.get("MajorTopicYN") == "Y" for p in parts),
    )


def _published(article: "Element") -> str | None:
    """When it first came out: in print or before that on the web."""
    printed = _day(article.find("Journal/JournalIssue/PubDate")) or _day(article.find("Book/PubDate"))
    online = [d for d in map(_day, article.iterfind("ArticleDate")) if d]
    if printed is None or not online:
        return printed or min(online, default=None)
    first = min(online)
    return first if first.startswith(printed) else min(first, printed)


def _day(found: "Element | None") -> str | None:
    """A date as precise as it is given; of a range its beginning, of a season its year."""
    if found is None:
        return None
    year, month = _text(found, "Year"), _text(found, "Month")
    exact = (year, month, _text(found, "Day")) if year and month else ()
    vague = exact or (year, _text(found, "MedlineDate"), _text(found, "Season"))
    return _in_words(" ".join(filter(None, vague)))


def _in_words(text: str) -> str | None:
    """Such as "2023 Jun", "2018 Jun-Jul", "1986 Jul 3-9", "2021 Summer", "Winter 2025", "2016 02 5"."""
    match = re.search(
        r"\b(?P<year>\d{4})\b(?:[\s-]+(?P<month>[A-Za-z]{3,}|\d{1,2}(?!\d)))?(?:\s+(?P<day>\d{1,2})\b(?P<to>-)?)?",
        text,
        re.ASCII,
    )
    if not match:
        return None
    year, said = match["year"], (match["month"] or "0").lower()
    named = (number for number, name in enumerate(_MONTHS, 1) if name.startswith(said))
    month = f"{year}-{int(said) if said.isdigit() else next(named, 0):02}"
    day = f"{month}-{int(match['day']):02}" if match["day"] and not match["to"] else ""
    return next((date for date in (day, month) if clock.first_day(date)), year)
