"""PubMed's XML: what it says of each paper."""

import re
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING
from xml.etree.ElementTree import TreeBuilder

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser, ParseError
from msgspec import Struct

from condcli.registry_models import PUBMED
from condcli.sources.faults import BadAnswer

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

DEEPEST = 60  # PubMed's own records have 12 levels; markup in an abstract may add some
_MONTHS = "january february march april may june july august september october november december"
DECEMBER = 12
_NCT = re.compile(r"NCT\d{8}")


class Heading(Struct, frozen=True):
    """A MeSH heading of a paper, what it says of it ("drug therapy"), and whether that is its main point."""

    id: str
    name: str
    qualifiers: tuple[str, ...]
    major: bool


class Paper(Struct, frozen=True, kw_only=True):
    """A paper or a book's chapter; dates are as precise as PubMed gives them, unknown is None or empty.

    `title` is in English, `vernacular` as it was published. `abstract` has a line for each of its parts.
    """

    pmid: str
    doi: str | None
    title: str | None
    vernacular: str | None
    journal: str | None
    published: str | None
    abstract: str
    authors: tuple[str, ...]
    languages: tuple[str, ...]
    types: tuple[str, ...]
    headings: tuple[Heading, ...]
    substances: tuple[str, ...]
    nct_ids: tuple[str, ...]


def read(xml: str) -> list[Paper]:
    """The papers of an efetch answer; BadAnswer where it is none. A record without a PMID is left out."""
    root = _tree(xml)
    if root.tag not in {"PubmedArticleSet", "PubmedBookArticleSet"}:
        said = " ".join(" ".join(root.itertext()).split())
        raise BadAnswer(PUBMED, f"it answered with an error ({said or root.tag})")
    return [paper for record in root if (paper := _paper(record))]


class _Shallow(TreeBuilder):
    """Builds a tree of a depth that can be walked safely."""

    depth = 0

    def start(self, tag: str, attrs: dict[str, str], /) -> "Element":
        self.depth += 1
        if self.depth > DEEPEST:
            raise BadAnswer(PUBMED, "its answer is nested too deeply")
        return super().start(tag, attrs)

    def end(self, tag: str, /) -> "Element":
        self.depth -= 1
        return super().end(tag)


def _tree(xml: str) -> "Element":
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
    return Paper(
        pmid=pmid,
        doi=_doi(record, article),
        title=_title(_text(article, "ArticleTitle") or _text(article, "Book/BookTitle")),
        vernacular=_text(article, "VernacularTitle"),
        journal=_text(article, "Journal/Title") or _text(article, "Book/BookTitle"),
        published=_published(article),
        abstract="\n".join(_abstract(article)),
        authors=tuple(_authors(article)),
        languages=tuple(_texts(article, "Language")),
        types=(
            *_texts(article, "PublicationTypeList/PublicationType"),
            *_texts(article, "PublicationType"),
        ),
        headings=tuple(map(_heading, citation.iterfind("MeshHeadingList/MeshHeading"))),
        substances=tuple(_texts(citation, "ChemicalList/Chemical/NameOfSubstance")),
        nct_ids=tuple(_trials(article)),
    )


def _whole(element: "Element | None") -> str | None:
    """All text of an element, also that inside markup; None where there is none."""
    return None if element is None else " ".join("".join(element.itertext()).split()) or None


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


def _authors(article: "Element") -> Iterator[str]:
    for author in article.iterfind("AuthorList/Author"):
        person = (_text(author, "LastName"), _text(author, "Initials") or _text(author, "ForeName"))
        if name := _text(author, "CollectiveName") or " ".join(filter(None, person)):
            yield name


def _heading(found: "Element") -> Heading:
    descriptor = found.find("DescriptorName")
    parts = [*found.iterfind("DescriptorName"), *found.iterfind("QualifierName")]
    return Heading(
        id="" if descriptor is None else descriptor.get("UI", ""),
        name=_text(found, "DescriptorName") or "",
        qualifiers=tuple(_texts(found, "QualifierName")),
        major=any(p.get("MajorTopicYN") == "Y" for p in parts),
    )


def _trials(article: "Element") -> Iterator[str]:
    """The trials at ClinicalTrials.gov that a paper says it reports, each once."""
    numbers = _texts(article, "DataBankList/DataBank/AccessionNumberList/AccessionNumber")
    yield from dict.fromkeys(n for number in numbers for n in _NCT.findall(number.upper()))


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
    year, month, day = (_text(found, part) for part in ("Year", "Month", "Day"))
    if year is None or month is None:
        words = " ".join(filter(None, (year, _text(found, "MedlineDate") or _text(found, "Season"))))
        return _in_words(words)
    return _in_words(" ".join(filter(None, (year, month, day))))


def _in_words(text: str) -> str | None:
    """Such as "2023 Jun", "2018 Jun-Jul", "1986 Jul 3-9", "2021 Summer", "2016 02 5"."""
    match = re.match(
        r"(?P<year>\d{4})\b(?:[\s-]+(?P<month>[A-Za-z]{3,}|\d{1,2}(?!\d)))?(?:\s+(?P<day>\d{1,2})\b(?P<to>-)?)?",
        text,
    )
    if not match:
        return None
    year = match["year"]
    said = (match["month"] or "").lower()
    month = int(said) if said.isdigit() else _month(said)
    if not 1 <= month <= DECEMBER:
        return year
    day = int(match["day"]) if match["day"] and not match["to"] else 0
    return f"{year}-{month:02}-{day:02}" if _exists(int(year), month, day) else f"{year}-{month:02}"


def _month(name: str) -> int:
    """The number of a month by its name or the beginning of that; 0 for other words."""
    months = (n for n, month in enumerate(_MONTHS.split(), 1) if month.startswith(name))
    return next(months, 0) if name else 0


def _exists(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True
