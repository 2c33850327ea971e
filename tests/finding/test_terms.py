"""Terms of the glossary, related pages and comparisons."""

import pytest

from condcli.catalog.library import Library
from condcli.finding.comparison import compare
from condcli.finding.glossary import define, near, terms
from condcli.finding.related import related


@pytest.fixture
def library() -> Library:
    return Library.open()


@pytest.mark.parametrize(
    ("asked", "term"), [("biopsy", "biopsy"), ("Biopsies", "biopsy"), ("hba1c", "A1C"), (" mri ", "MRI")]
)
def test_a_term_is_found_by_any_of_its_names(library: Library, asked: str, term: str) -> None:
    found = define(library, asked)
    assert found
    assert found.term == term


def test_a_term_tells_the_pages_that_use_it(library: Library) -> None:
    found = define(library, "A1C")
    assert found
    assert "type-2-diabetes" in [page.id for page in found.pages]
    assert [p.name.casefold() for p in found.pages] == sorted(p.name.casefold() for p in found.pages)


@pytest.mark.parametrize("asked", ["", "%", "no such term", "a" * 10_000, "'; DROP TABLE term; --"])
def test_what_is_no_term_is_none(library: Library, asked: str) -> None:
    assert define(library, asked) is None
    near(library, asked)


def test_near_terms_are_offered(library: Library) -> None:
    assert "biopsy" in near(library, "biospy")


def test_terms_are_found_in_a_text(library: Library) -> None:
    assert "biopsy" in [t.term for t in terms(library, "what does a biopsy of the liver show")]
    assert terms(library, "the of and") == ()


def test_related_pages_say_why(library: Library) -> None:
    found = {r.id: r.why for r in related(library, library.record("leukemia"))}
    assert "a kind of it" in found["acute-lymphoblastic-leukemia"]
    assert "leukemia" not in found
    back = {r.id: r.why for r in related(library, library.record("acute-lymphoblastic-leukemia"))}
    assert "the wider condition" in back["leukemia"]
    asthma = {r.id: " ".join(r.why) for r in related(library, library.record("asthma"))}
    assert "easily mistaken for it" in asthma["copd"]
    assert "also lists" in asthma["copd"]


def test_a_comparison_says_first_what_differs(library: Library) -> None:
    records = [library.record("flu"), library.record("common-cold")]
    found = compare(library, records)
    assert found.ids == ("flu", "common-cold")
    assert [row.same for row in found.rows] == sorted(row.same for row in found.rows)
    symptoms = next(row for row in found.rows if row.label == "Symptoms that differ")
    assert not set(symptoms.cells[0]) & set(symptoms.cells[1])
    assert all(row.same for row in compare(library, [records[0], records[0]]).rows)
