"""update and --refresh against a PubMed on the loopback address, with its quirks and faults."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from conftest import SMALL, Run
from eutils import BOOK, DOCTYPE, PubMed, article, article_set, fetched, heading, searched
from werkzeug import Response

from condcli import clock
from condcli.catalog.library import Library
from condcli.research import pubmed as source

ASTHMA = heading("D001249", "Asthma", "drug therapy")
WITHOUT = ("asthma", "--catalog", str(SMALL))  # a condition for which no research is bundled


def research(run: Run, *args: str) -> Any:  # noqa: ANN401  JSON
    return json.loads(run("research", *args, "--json").stdout)


def updated(run: Run, *args: str) -> Any:  # noqa: ANN401  JSON
    (row,) = json.loads(run("update", *args, "--json").stdout)["updates"]
    return row


@pytest.fixture(autouse=True)
def _now(monkeypatch: pytest.MonkeyPatch) -> None:
    set_clock(monkeypatch, "2026-11-23T12:00:00")


def set_clock(monkeypatch: pytest.MonkeyPatch, time: str) -> None:
    now = datetime.fromisoformat(time).replace(tzinfo=UTC)
    monkeypatch.setattr(clock, "now", lambda: now)


def test_an_update_stores_papers_with_all_that_the_table_shows(run: Run, pubmed: PubMed) -> None:
    number = "<DataBankList><DataBank><AccessionNumberList><AccessionNumber>NCT02149199</AccessionNumber>"
    banks = f"{number}</AccessionNumberList></DataBank></DataBankList>"
    pubmed.add(41, headings=ASTHMA, banks=banks, ids='<ArticleId IdType="doi">10.1/x</ArticleId>')
    assert updated(run, "asthma")["total"] == 1
    answer = research(run, "asthma")
    assert (answer["as_of"], answer["total"], answer["count"], answer["listed"]) == ("2026-11-23", 1, 1, 1)
    (found,) = answer["advances"]
    chance = "In a trial that chose each person's group by chance, researchers"
    assert found == {
        "pmid": "41",
        "doi": "10.1/x",
        "title": "Examplinib in Adults with Asthma: A Randomized Trial.",
        "journal": "Journal of Examples",
        "published": "2026-10-05",
        "condition": "Asthma",
        "treatment": "Examplinib",
        "patients": 120,
        "kind": "Randomized controlled trial",
        "summary": f"{chance} tested examplinib in 120 people with asthma.",
        "nct_ids": ["NCT02149199"],
        "as_of": "2026-11-23",
        "source": "PubMed",
        "url": "https://pubmed.ncbi.nlm.nih.gov/41/",
    }


def test_the_question_names_the_heading_the_kinds_and_the_last_two_years(run: Run, pubmed: PubMed) -> None:
    pubmed.add(41)
    run("update", "asthma")
    search, fetch = pubmed.asked
    assert search["term"].startswith('("Asthma"[majr]) AND ("clinical trial"[pt] OR "systematic review"[pt]')
    assert 'NOT ("clinical trial protocol"[pt]' in search["term"]
    assert (search["mindate"], search["datetype"], search["sort"]) == ("2024/11/23", "pdat", "pub_date")
    assert (search["tool"], search["db"], search["retmax"]) == ("condcli", "pubmed", str(source.STORED))
    assert (fetch["id"], fetch["retmode"]) == ("41", "xml")


def test_a_leap_day_has_a_day_two_years_before(
    run: Run, pubmed: PubMed, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_clock(monkeypatch, "2028-02-29T12:00:00")
    run("update", "asthma")
    assert pubmed.asked[0]["mindate"] == "2026/02/28"


def test_a_record_without_a_heading_is_asked_for_by_its_name(small: dict[str, Any]) -> None:
    small["conditions"][0]["codes"]["mesh"] = []
    small["conditions"][0]["name"] = 'A "quoted" (name) [x]*'
    record = json.dumps(small["conditions"][0])
    from msgspec.json import decode  # noqa: PLC0415  for this test only

    from condcli.models import Condition  # noqa: PLC0415  the same

    assert source.expression(decode(record, type=Condition)).startswith('("A quoted name x"[ti]) AND ')


def test_papers_come_newest_first_and_in_parts(
    run: Run, pubmed: PubMed, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(source, "AT_ONCE", 2)
    for n in range(1, 6):
        pubmed.add(n, date=f"<Year>2026</Year><Month>{n:02}</Month>")
    run("update", "asthma")
    assert [asked["id"] for asked in pubmed.asked[1:]] == ["1,2", "3,4", "5"]
    assert [a["pmid"] for a in research(run, "asthma")["advances"]] == ["5", "4", "3", "2", "1"]


def test_more_than_are_stored_are_counted_and_said(run: Run, pubmed: PubMed) -> None:
    pubmed.add(1, 2)
    pubmed.count = 1532
    run("update", "asthma")
    assert research(run, "asthma")["listed"] == 1532
    text = run("research", "asthma").stdout
    assert "PubMed lists 1,532 trials and reviews of the last two years. The most useful are stored." in text


def test_retracted_papers_and_plans_are_left_out(run: Run, pubmed: PubMed) -> None:
    pubmed.add(1)
    for n, kind in enumerate(sorted(source.UNWANTED), 2):
        pubmed.papers[str(n)] = article(n, types=("Randomized Controlled Trial", kind))
    assert updated(run, "asthma")["total"] == 1


@pytest.mark.parametrize(
    "doubt",
    [
        {"title": "RETRACTED: Examplinib in Asthma."},
        {"title": "WITHDRAWN: Examplinib in Asthma."},
        {"notices": ("RetractionIn",)},
        {"notices": ("Cites", "ExpressionOfConcernIn")},
        {"types": ("Randomized Controlled Trial", "Retracted Publication")},
    ],
    ids=str,
)
def test_what_was_retracted_or_is_in_doubt_is_left_out_and_counted(
    run: Run, pubmed: PubMed, doubt: dict[str, Any]
) -> None:
    pubmed.add(1)
    pubmed.papers["2"] = article(2, **doubt)
    row = updated(run, "asthma")
    assert (row["total"], row["left_out"]) == (1, 1)
    assert "1 left out as retracted or in doubt" in run("update", "asthma").stdout


def test_a_paper_about_retractions_is_kept(run: Run, pubmed: PubMed) -> None:
    pubmed.add(1, title="Chest wall that is retracted in asthma.")
    assert updated(run, "asthma")["total"] == 1


def test_the_most_useful_are_stored(run: Run, pubmed: PubMed, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(source, "STORED", 3)
    monkeypatch.setattr(source, "CANDIDATES", 5)
    for n, (people, types) in enumerate(
        [(900, ("Clinical Trial",)), (50, ("Clinical Trial",)), (40, ("Clinical Trial",)),
         (120, ("Randomized Controlled Trial",)), (300, ("Systematic Review",))], 1
    ):  # fmt: skip
        pubmed.papers[str(n)] = article(n, types=types, abstract=f"We randomly assigned {people} patients.")
    pubmed.useful = {"4", "5"}
    row = updated(run, "asthma")
    assert row["total"] == 3
    assert [a["pmid"] for a in research(run, "asthma")["advances"]] == ["5", "4", "1"]
    assert research(run, "asthma")["listed"] == 5
    assert '"clinical trial"[pt] OR' not in pubmed.asked[1]["term"]


def test_a_wrong_key_is_said_and_which_setting_it_is(
    run: Run, pubmed: PubMed, monkeypatch: pytest.MonkeyPatch
) -> None:
    pubmed.add(1)
    monkeypatch.setenv("NCBI_API_KEY", "hunter2")
    result = run("research", *WITHOUT, "--refresh")
    assert result.exit_code == 5
    assert (
        "error 400 (Bad Request): API key invalid. Nothing was changed. Correct NCBI_API_KEY" in result.stderr
    )
    assert "hunter2" not in result.stderr
    monkeypatch.setenv("NCBI_API_KEY", "good")
    assert run("research", *WITHOUT, "--refresh").exit_code == 0


def test_a_dead_id_is_no_paper(run: Run, pubmed: PubMed) -> None:
    pubmed.add(1, 2)
    pubmed.papers["3"] = ""
    row = updated(run, "asthma")
    assert (row["total"], row["unread"]) == (2, 0)
    assert research(run, "asthma")["listed"] == 2
    assert pubmed.asked[-1]["id"] == "3"


def test_only_dead_ids_are_an_empty_answer(run: Run, pubmed: PubMed) -> None:
    pubmed.papers["3"] = ""
    assert "Gout: 0 papers." in run("update", "gout").stdout


def test_a_paper_that_is_listed_and_not_given_is_counted_as_unread(run: Run, pubmed: PubMed) -> None:
    pubmed.add(1, 2, 3)
    pubmed.withheld = {"3"}
    row = updated(run, "asthma")
    assert (row["total"], row["unread"]) == (2, 1)
    assert "Asthma: 2 papers, 0 new, 0 changed status, 0 gone, 1 could not be read." in (
        run("update", "asthma").stdout
    )


SUMMARY_FAULTS = {
    "an error inside 200": lambda: raw('{"error":"API rate limit exceeded"}'),
    "a raw line break inside JSON": lambda: raw('{"result":{"ERROR":"Backend\nfailed"}}'),
    "cut off": lambda: raw('{"result":{"uids":["3"],"3":{"uid"'),
    "another shape": lambda: raw('{"result":{"uids":["3"],"3":17}}'),
    "nothing": lambda: raw("{}"),
    "an HTML page": lambda: raw("<html>down</html>", "text/html"),
}


@pytest.mark.parametrize("case", SUMMARY_FAULTS)
def test_without_summaries_what_is_not_given_is_unread(run: Run, pubmed: PubMed, case: str) -> None:
    pubmed.add(1)
    pubmed.papers["3"] = ""
    pubmed.summaries.append(SUMMARY_FAULTS[case])
    row = updated(run, "asthma")
    assert (row["total"], row["unread"], row["error"]) == (1, 1, None)


def test_a_chapter_of_a_book_is_listed(run: Run, pubmed: PubMed) -> None:
    pubmed.papers["7"] = BOOK
    run("update", "asthma")
    (found,) = research(run, "asthma")["advances"]
    assert (found["kind"], found["treatment"], found["patients"]) == ("Systematic review", "Exercise", 1234)


def test_nothing_listed_is_an_answer_with_its_date(run: Run, pubmed: PubMed) -> None:
    assert "Asthma: 0 papers." in run("update", *WITHOUT).stdout
    text = run("research", *WITHOUT).stdout
    assert "PubMed lists no trial or review of the last two years, as of November 23, 2026." in text
    assert len(pubmed.asked) == 1


def test_with_none_listed_the_bundled_ones_are_shown(run: Run, pubmed: PubMed) -> None:
    assert not pubmed.papers
    before = research(run, "ALL")
    assert before["total"] == len(Library.open().research.conditions["acute-lymphoblastic-leukemia"]) > 0
    run("update", "ALL")
    answer = research(run, "ALL")
    assert answer["listed"] == 0
    assert answer["advances"] == before["advances"]


DOUBTS: dict[str, dict[str, object]] = {
    "a phrase": {"errorlist": {"phrasesnotfound": ["gout"], "fieldsnotfound": []}},
    "a field": {"errorlist": {"phrasesnotfound": [], "fieldsnotfound": ["majr"]}},
    "a quoted phrase": {"warninglist": {"quotedphrasesnotfound": ['"Gout"[majr]'], "outputmessages": []}},
    "an ignored phrase": {"warninglist": {"phrasesignored": ["gout"]}},
    "a message": {"warninglist": {"outputmessages": ["Wildcard search is limited."]}},
    "a message of an empty list": {
        "warninglist": {"quotedphrasesnotfound": ['"Gout"[majr]'], "outputmessages": ["No items found."]}
    },
}


@pytest.mark.parametrize("case", DOUBTS)
def test_doubt_inside_a_good_answer_stores_nothing(run: Run, pubmed: PubMed, case: str) -> None:
    pubmed.add(1)
    run("update", "gout")
    pubmed.add(2, 3)
    pubmed.warning = DOUBTS[case]
    result = run("update", "gout")
    assert result.exit_code == 5
    assert "it did not use the whole question" in result.stdout
    pubmed.warning = {}
    assert [a["pmid"] for a in research(run, "gout")["advances"]] == ["1"]


def test_nothing_found_is_no_doubt(run: Run, pubmed: PubMed) -> None:
    pubmed.warning = {
        "errorlist": {"phrasesnotfound": [], "fieldsnotfound": []},
        "warninglist": {
            "phrasesignored": [],
            "quotedphrasesnotfound": [],
            "outputmessages": ["No items found."],
        },
    }
    assert updated(run, "gout")["error"] is None


def test_a_second_update_says_what_is_new_and_gone(run: Run, pubmed: PubMed) -> None:
    pubmed.add(1, 2)
    run("update", "asthma")
    del pubmed.papers["1"]
    pubmed.add(3)
    row = updated(run, "asthma")
    assert (row["source"], row["new"], row["gone"], row["first"]) == ("research", ["3"], ["1"], False)
    assert [a["pmid"] for a in research(run, "asthma")["advances"]] == ["3", "2"]


def raw(content: str | bytes, kind: str = "application/json", status: int = 200) -> Response:
    return Response(content, status=status, content_type=kind)


RAW_NEWLINE = (
    '{"header":{},"esearchresult":{"ERROR":"Search Backend failed: Exception:\n\'retstart\' cannot be larger'
    ' than 9998."}}'
)
SEARCH_FAULTS = {
    "an error inside 200": (
        lambda: searched({"ERROR": "Empty term and query_key"}),
        "Empty term and query_key",
    ),
    "a raw line break inside JSON": (lambda: raw(RAW_NEWLINE), "cannot be larger than 9998"),
    "an error beside no result": (lambda: raw('{"error":"API rate limit exceeded"}'), "rate limit exceeded"),
    "cut off": (lambda: raw('{"header":{},"esearchresult":{"count":"2","idl'), "cut off"),
    "another shape": (lambda: searched({"count": "many", "idlist": []}), "not what it should be"),
    "a list": (lambda: raw("[]"), "should be (it has another shape)"),
    "no result": (lambda: raw("{}"), "not what it should be"),
    "deep nesting": (lambda: raw("[" * 200_000), "should be (it has another shape)"),
    "no text": (lambda: raw(b"\xff\xfe{"), "not what it should be"),
    "an HTML page": (lambda: raw("<html>down</html>", "text/html"), "text/html where json was asked for"),
    "a count without ids": (lambda: searched({"count": "3", "idlist": []}), "counts papers and lists none"),
    "an id that is none": (lambda: searched({"count": "1", "idlist": ["1&db=x"]}), "no number of a paper"),
}
FETCH_FAULTS = {
    "an error inside 200": (lambda: fetched("<eFetchResult><ERROR>down</ERROR></eFetchResult>"), "(down)"),
    "none of the papers": (lambda: fetched(article_set()), "lists papers and gives none"),
    "others than asked for": (lambda: fetched(article_set(article(99))), "lists papers and gives none"),
    "cut off": (lambda: fetched(f"{DOCTYPE}<PubmedArticleSet><Pub"), "no XML that can be read safely"),
    "no text": (lambda: raw(b"\xff\xfe", "text/xml"), "its answer is not text"),
    "JSON": (lambda: raw('{"error":"x"}'), "application/json where xml was asked for"),
}


def assert_fault(run: Run, what: str) -> None:
    """Nothing is stored, the exit code says so, and it is never shown as no research."""
    result = run("research", *WITHOUT, "--refresh")
    assert (result.exit_code, result.stdout) == (5, "")
    assert what in result.stderr
    assert len(result.stderr.splitlines()) == 1
    assert "No research is stored for Asthma. There may still be some." in run("research", *WITHOUT).stdout


@pytest.mark.parametrize("case", SEARCH_FAULTS)
def test_a_faulty_search_is_never_shown_as_no_research(run: Run, pubmed: PubMed, case: str) -> None:
    pubmed.add(1)
    answer, what = SEARCH_FAULTS[case]
    pubmed.searches.append(answer)
    assert_fault(run, what)


@pytest.mark.parametrize("case", FETCH_FAULTS)
def test_faulty_papers_are_never_shown_as_no_research(run: Run, pubmed: PubMed, case: str) -> None:
    pubmed.add(1)
    answer, what = FETCH_FAULTS[case]
    pubmed.fetches.append(answer)
    assert_fault(run, what)


LIMIT = '{"error":"API rate limit exceeded","api-key":"127.0.0.1","count":"5","limit":"3"}'


def test_too_many_requests_are_asked_again_without_a_word_when(run: Run, pubmed: PubMed) -> None:
    pubmed.add(1)
    pubmed.searches.append(lambda: raw(LIMIT, status=429))
    pubmed.fetches.append(lambda: raw(LIMIT, status=429))
    result = run("update", "asthma")
    assert result.exit_code == 0
    assert result.stderr.count("PubMed: it answered with error 429 (Too Many Requests)") == 2


def test_a_fault_leaves_what_was_stored(run: Run, pubmed: PubMed) -> None:
    pubmed.add(1)
    run("update", "asthma")
    pubmed.searches.append(lambda: searched({"ERROR": "down"}))
    result = run("research", "asthma", "--refresh")
    assert result.exit_code == 0
    assert "PubMed: it answered with an error (down)." in result.stderr
    assert "Showing what was stored before." in result.stderr
    assert result.stdout.count("PubMed: https://pubmed.ncbi.nlm.nih.gov/1/") == 1


def test_a_fault_leaves_what_is_bundled(run: Run, pubmed: PubMed) -> None:
    before = run("research", "ALL").stdout
    pubmed.searches.append(lambda: searched({"ERROR": "down"}))
    result = run("research", "ALL", "--refresh")
    assert (result.exit_code, result.stdout) == (0, before)
    assert "PubMed: it answered with an error (down)." in result.stderr
    assert "Showing what was stored before." in result.stderr


def test_refresh_asks_for_a_name(run: Run, pubmed: PubMed) -> None:
    result = run("research", "--refresh")
    assert result.exit_code == 2
    assert "add its name" in result.stderr
    assert not pubmed.asked


def test_a_paper_of_two_conditions_is_kept_once(run: Run, pubmed: PubMed) -> None:
    pubmed.add(1)
    run("update", "asthma")
    run("update", "gout")
    bundled = len(Library.open().research.advances)
    assert research(run)["total"] == 1 + bundled


def test_each_paper_that_is_looked_into_is_reported(
    run: Run, pubmed: PubMed, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("condcli.cli.progress.SILENCE", -1.0)
    pubmed.add(1, 2, 3)
    assert "1 of 3 are read." in run("update", "asthma").stderr


def test_text_of_papers_cannot_move_the_cursor(run: Run, pubmed: PubMed) -> None:
    pubmed.add(1, title="A \u202etitle\u009b1m in Asthma", journal="=1+1")
    run("update", "asthma")
    for args in ((), ("--csv",), ("--json",)):
        text = run("research", "asthma", *args, env={"FORCE_COLOR": "1", "NO_COLOR": "1"}).stdout
        assert not {"\u202e", "\u009b"} & set(text)
    assert "'=1+1" in run("research", "asthma", "--csv").stdout
