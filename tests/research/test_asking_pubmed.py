"""What PubMed is asked: each question in the form in which its answer is read."""

from conftest import Run
from eutils import PubMed


def test_papers_are_searched_fetched_and_summed_up_in_their_forms(run: Run, pubmed: PubMed) -> None:
    pubmed.add(1, 2)
    pubmed.withheld = {"2"}
    run("update", "asthma")
    search, fetch, summary = pubmed.asked
    assert [(asked["db"], asked["retmode"]) for asked in (search, fetch, summary)] == [
        ("pubmed", "json"), ("pubmed", "xml"), ("pubmed", "json"),
    ]  # fmt: skip
    assert (fetch["id"], summary["id"]) == ("1,2", "2")


def test_where_all_papers_are_given_none_is_asked_for_again(run: Run, pubmed: PubMed) -> None:
    pubmed.add(1, 2)
    run("update", "asthma")
    assert len(pubmed.asked) == 2


def test_papers_are_fetched_a_hundred_at_a_time(run: Run, pubmed: PubMed) -> None:
    pubmed.add(*range(1, 151))
    run("update", "asthma")
    _, *fetches = pubmed.asked
    assert [len(asked["id"].split(",")) for asked in fetches] == [100, 50]


def test_where_more_are_listed_than_are_stored_the_useful_ones_are_asked_for(
    run: Run, pubmed: PubMed
) -> None:
    pubmed.add(*range(1, 4))
    pubmed.count, pubmed.useful = 201, {"3"}
    run("update", "asthma")
    newest, useful, fetch = pubmed.asked
    assert (newest["retmax"], useful["retmax"]) == ("200", "400")
    assert '"clinical trial"[pt] OR' not in useful["term"]
    assert fetch["id"] == "3,1,2"
