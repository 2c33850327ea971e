"""PubMed's records: every form of date, title, author and abstract; and all real ones that are at hand."""

import re

import pytest
from eutils import BOOK, article, article_set, heading

from condcli.research.paper import DEEPEST, LONGEST_ABSTRACT, LONGEST_TITLE, Heading, Paper, _Shallow, read
from condcli.sources.faults import BadAnswer


def one(**parts: str) -> Paper:
    (paper,) = read(article_set(article(1, **parts)))  # type: ignore[arg-type]  # as article
    return paper


@pytest.mark.parametrize(
    ("date", "published"),
    [
        ("<Year>2026</Year><Month>Oct</Month><Day>05</Day>", "2026-10-05"),
        ("<Year>2026</Year><Month>10</Month><Day>5</Day>", "2026-10-05"),
        ("<Year>2026</Year><Month>October</Month>", "2026-10"),
        ("<Year>2026</Year><Month>Feb</Month><Day>30</Day>", "2026-02"),
        ("<Year>2026</Year><Month>13</Month>", "2026"),
        ("<Year>2026</Year><Month>Mayhem</Month>", "2026"),
        ("<Year>2026</Year>", "2026"),
        ("<Year>2021</Year><Season>Summer</Season>", "2021"),
        ("<Year>2022</Year><Season>Apr-Jun</Season>", "2022-04"),
        ("<MedlineDate>2018 Jun-Jul</MedlineDate>", "2018-06"),
        ("<MedlineDate>1986 Jul 3-9</MedlineDate>", "1986-07"),
        ("<MedlineDate>1998 Dec-1999 Jan</MedlineDate>", "1998-12"),
        ("<MedlineDate>1999-2000</MedlineDate>", "1999"),
        ("<MedlineDate>2000 Spring-Summer</MedlineDate>", "2000"),
        ("<MedlineDate>Spring 2000</MedlineDate>", "2000"),
        ("<Season>Winter 2025</Season>", "2025"),
        ("<MedlineDate>Winter 2025-2026</MedlineDate>", "2025"),
        ("<Year>\u0662\u0660\u0662\u0664</Year>", None),  # figures of another script sort behind ours
        ("", None),
    ],
    ids=lambda value: re.sub("<[^>]+>", " ", str(value)).strip() or "none",
)
def test_dates_are_as_precise_as_given(date: str, published: str | None) -> None:
    assert one(date=date).published == published


@pytest.mark.parametrize(
    ("printed", "online", "first"),
    [
        ("<Year>2026</Year><Month>Dec</Month>", ("2026", "10", "05"), "2026-10-05"),
        ("<Year>2026</Year>", ("2026", "10", "05"), "2026-10-05"),
        ("<Year>2026</Year><Month>Sep</Month>", ("2026", "10", "05"), "2026-09"),
        ("", ("2026", "10", "05"), "2026-10-05"),
    ],
    ids=["print is later", "print is less precise", "print is earlier", "no print"],
)
def test_the_earlier_of_print_and_web(printed: str, online: tuple[str, str, str], first: str) -> None:
    year, month, day = online
    web = f"<ArticleDate><Year>{year}</Year><Month>{month}</Month><Day>{day}</Day></ArticleDate>"
    assert one(date=printed, more_dates=web).published == first


def test_markup_in_titles_and_abstracts_keeps_its_text() -> None:
    found = one(
        title="GFR of 90 mL/min/1.73 m<sup>2</sup> in <i>Asthma</i>.",
        abstract="<AbstractText>At 1.73 m<sup>2</sup>\n\tit was 5&#xa0;%.</AbstractText>",
    )
    assert (found.title, found.abstract) == (
        "GFR of 90 mL/min/1.73 m2 in Asthma.",
        "At 1.73 m2 it was 5 %.",
    )


@pytest.mark.parametrize(
    ("given", "read_as"),
    [
        ("10<sup>6</sup> cells", "10^6 cells"),
        ("5 x 10<sup>-3</sup> and 10<sup>\u221210</sup>", "5 x 10^-3 and 10^\u221210"),
        ("1.73 m<sup>2</sup>, CO<sub>2</sub>, 18<i>a</i>, <sup>18</sup>F", "1.73 m2, CO2, 18a, 18F"),
    ],
)
def test_a_power_keeps_its_sense(given: str, read_as: str) -> None:
    assert one(abstract=f"<AbstractText>{given}</AbstractText>").abstract == read_as


def test_the_parts_of_an_abstract_keep_their_labels() -> None:
    parts = (
        '<AbstractText Label="METHODS">We treated 14 patients.</AbstractText>'
        '<AbstractText Label="UNLABELLED">More.</AbstractText><AbstractText/>'
        "<CopyrightInformation>(c) All</CopyrightInformation>"
    )
    assert one(abstract=parts).abstract == "METHODS: We treated 14 patients.\nMore."


def test_no_abstract_is_an_empty_one() -> None:
    (found,) = read(article_set(article(1, abstract=None)))
    assert found.abstract == ""


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("[Treatment of asthma.]", "Treatment of asthma"),
        ("[Treatment of asthma].", "Treatment of asthma"),
        ("Effect of [11C]raclopride.", "Effect of [11C]raclopride."),
        ("[18F]FDG in [some] cancers.", "[18F]FDG in [some] cancers."),
        ("", None),
    ],
)
def test_a_translated_title_loses_its_brackets(title: str, expected: str | None) -> None:
    assert one(title=title).title == expected


def test_trials_that_it_reports() -> None:
    banks = "".join(
        f"<DataBank><DataBankName>{name}</DataBankName><AccessionNumberList><AccessionNumber>{number}"
        "</AccessionNumber></AccessionNumberList></DataBank>"
        for name, number in (
            ("ClinicalTrials.gov", "NCT02149199"),
            ("ClinicalTrials.gov", "nct02149199"),
            ("ClinicalTrials.gov", "NCT123"),
            ("GENBANK", "AB123"),
        )
    )
    assert one(banks=f"<DataBankList>{banks}</DataBankList>").nct_ids == ("NCT02149199",)


def test_the_doi_is_its_own_and_valid() -> None:
    ids = '<ArticleId IdType="doi">10.1/mine</ArticleId>'
    assert one(ids=ids).doi == "10.1/mine"
    assert one().doi is None
    wrong = '<ELocationID EIdType="doi" ValidYN="N">10.1/wrong</ELocationID>'
    assert one(more_dates=wrong, ids=ids).doi == "10.1/mine"


def test_headings_and_substances() -> None:
    found = one(headings=heading("D001249", "Asthma", "drug therapy"), substances=("Budesonide",))  # type: ignore[arg-type]  # as article
    assert found.headings == (Heading("D001249", "Asthma", ("drug therapy",), major=True),)
    assert found.substances == ("Budesonide",)


def test_a_chapter_of_a_book_is_a_paper() -> None:
    (found,) = read(article_set(BOOK))
    assert (found.pmid, found.journal, found.published) == ("7", "A Book of Reviews", "2026-03")
    assert found.title == "Exercise for Asthma: A Systematic Review"
    assert found.types == ("Systematic Review",)


def test_what_is_no_paper_is_left_out() -> None:
    rest = "<DeleteCitation><PMID>3</PMID></DeleteCitation><PubmedArticle><MedlineCitation/></PubmedArticle>"
    assert [p.pmid for p in read(article_set(article(1), rest))] == ["1"]
    assert read(article_set()) == []


BOMB = (
    '<!DOCTYPE PubmedArticleSet [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>'
    "<PubmedArticleSet>&b;</PubmedArticleSet>"
)
OUTSIDE = (
    '<!DOCTYPE PubmedArticleSet [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    "<PubmedArticleSet>&x;</PubmedArticleSet>"
)
DEEP = f"<PubmedArticleSet>{'<i>' * 100_000}{'</i>' * 100_000}</PubmedArticleSet>"
UNUSABLE = {
    "entities": (BOMB, "declares parts of its own"),
    "an outer entity": (OUTSIDE, "declares parts of its own"),
    "deep nesting": (DEEP, "nested too deeply"),
    "cut off": (article_set(article(1))[:-40], "no XML that can be read safely"),
    "no XML": ("not found", "no XML that can be read safely"),
    "nothing": ("", "no XML that can be read safely"),
    "an error": (
        "<eFetchResult><ERROR>Cannot\n process ID list</ERROR></eFetchResult>",
        "error (Cannot process ID list)",
    ),
    "another root": ("<html/>", "error (html)"),
}


@pytest.mark.parametrize("case", UNUSABLE)
def test_an_answer_that_cannot_be_used_is_refused(case: str) -> None:
    xml, what = UNUSABLE[case]
    with pytest.raises(BadAnswer, match=re.escape(what)):
        read(xml)


def test_markup_may_be_nested_within_reason() -> None:
    depth = DEEPEST - 10
    assert (
        one(abstract=f"<AbstractText>{'<i>' * depth}deep{'</i>' * depth}</AbstractText>").abstract == "deep"
    )
    with pytest.raises(BadAnswer):
        one(abstract=f"<AbstractText>{'<i>' * DEEPEST}deep{'</i>' * DEEPEST}</AbstractText>")


def test_a_text_that_is_far_too_long_is_cut() -> None:
    found = one(title="[" * 30_000, abstract=f"<AbstractText>{'x ' * 60_000}</AbstractText>")
    assert len(found.title or "") == LONGEST_TITLE
    assert len(found.abstract) == LONGEST_ABSTRACT


@pytest.mark.parametrize(
    ("limit", "most", "said"),
    [
        ("MOST_PARTS", 9, "more than 9 parts"),
        ("MOST_WEIGHT", 99, "names without end"),
        ("MOST_EQUALS", 1, "parts"),
    ],
)
def test_an_answer_of_too_many_or_too_long_names_is_refused(
    monkeypatch: pytest.MonkeyPatch, limit: str, most: int, said: str
) -> None:
    assert read(article_set(article(1)))
    monkeypatch.setattr(f"condcli.research.paper.{limit}", most)
    assert read("<PubmedArticleSet><a b='1'/></PubmedArticleSet>") == []
    with pytest.raises(BadAnswer, match=said):
        read(article_set(article(1)))


def test_an_element_with_attributes_without_end_is_refused_before_it_is_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("condcli.research.paper.DefusedXMLParser", None)  # one start tag is read at once
    attributes = " ".join(f"a{number}=''" for number in range(600_000))
    with pytest.raises(BadAnswer, match="parts"):
        read(f"<PubmedArticleSet {attributes}/>")


def test_an_answer_may_be_as_deep_as_papers_are_and_no_deeper() -> None:
    def nested(levels: int) -> str:
        return f"<PubmedArticleSet>{'<i>' * (levels - 1)}{'</i>' * (levels - 1)}</PubmedArticleSet>"

    assert read(nested(DEEPEST)) == []
    with pytest.raises(BadAnswer, match="nested too deeply"):
        read(nested(DEEPEST + 1))


DTD = '"-//NLM//DTD PubMedArticle, 1st January 2026//EN" "https://dtd.nlm.nih.gov/ncbi/pubmed/out/p.dtd"'


@pytest.mark.parametrize(
    "declared",
    [
        '<!DOCTYPE x [<!ATTLIST PubmedArticle a CDATA "b">]>',
        "<!DOCTYPE x [%a;%a;%a;]>",  # ten million of them would be kept one by one
        "<!DOCTYPE x PUBLIC '>' '[' [%a;]>",
        "<!-- <!DOCTYPE x> --><!DOCTYPE x [%a;]>",
        "<!DOCTYPE x",
    ],
)
def test_what_an_answer_declares_of_its_own_is_refused(declared: str) -> None:
    with pytest.raises(BadAnswer, match="declares parts of its own"):
        read(f"{declared}<PubmedArticleSet/>")


@pytest.mark.parametrize("declared", [f"PUBLIC {DTD}", "SYSTEM 'p.dtd'", ""])
def test_an_answer_may_say_where_its_dtd_stands(declared: str) -> None:
    articles = article_set(article(1)).partition("<PubmedArticleSet>")[1:]
    assert len(read(f"<!DOCTYPE PubmedArticleSet {declared}>{''.join(articles)}")) == 1


def test_a_comment_does_not_end_the_text_around_it() -> None:
    builder = _Shallow()
    builder.start("a", {})
    for _ in range(3):  # each would have what stands before it joined once more
        builder.data("x")
        assert builder.comment("y") is None
        assert builder.pi("y", "z") is None
    assert builder.end("a").text == "xxx"


def test_what_an_answer_of_errors_says_is_told_word_by_word() -> None:
    with pytest.raises(BadAnswer, match=r"it answered with an error \(Too many requests Wait a while\)"):
        read("<eFetchResult><ERROR>Too many requests</ERROR><ERROR>Wait a while</ERROR></eFetchResult>")
