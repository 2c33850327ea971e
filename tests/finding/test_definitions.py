"""Terms of the glossary: by which names they are found, in which texts, on which pages, and what is near."""

import chest_catalog
import pytest

from condcli.catalog.library import Library
from condcli.finding.explained import explainer
from condcli.finding.glossary import define, near, terms
from condcli.models import Term


@pytest.fixture
def chest() -> Library:
    return Library.open(chest_catalog.path())


@pytest.mark.parametrize(
    ("asked", "term"),
    {
        "antibiotic": "antibiotic",
        "Antibiotics": "antibiotic",
        "germ  killer": "antibiotic",
        "CT scans": "CT scan",
        "cat scan": "CT scan",
        "air-sac": "air sac",
        "ALL": "ALL",
        "all": "ALL",
        "100% oxygen": "100% oxygen",
        "scan": None,
        "the antibiotic of choice": None,
        "": None,
        "%": None,
        "_": None,
    }.items(),
)
def test_a_term_is_defined_by_any_of_its_names(chest: Library, asked: str, term: str | None) -> None:
    found = define(chest, asked)
    assert (found and found.term) == term


@pytest.mark.parametrize(
    ("asked", "pages"),
    {
        "antibiotic": ["Chest cold", "Lung infection", "Viral lung infection"],
        "air sac": ["Lung infection"],
        "CT scan": [],
        "ALL": [],  # "at all" is no leukemia
        "100% oxygen": [],  # no sign of the query is syntax
    }.items(),
)
def test_a_definition_names_the_pages_that_use_the_term(chest: Library, asked: str, pages: list[str]) -> None:
    found = define(chest, asked)
    assert found
    assert [use.name for use in found.pages] == pages


def test_the_longest_terms_of_a_text_come_in_its_order(chest: Library) -> None:
    said = "A CAT scan of the air sacs before antibiotics, for ALL and all, with germ killer"
    assert [term.term for term in terms(chest, said)] == ["CT scan", "air sac", "antibiotic", "ALL"]
    assert [term.term for term in terms(chest, said, 2)] == ["CT scan", "air sac"]
    assert all(term.pages == () for term in terms(chest, said))
    assert terms(chest, "word " * 400 + "antibiotic") == ()
    assert [t.term for t in terms(chest, "word " * 399 + "antibiotic")] == ["antibiotic"]
    assert terms(chest, "air. sac") == terms(chest, "air sac")
    assert terms(chest, "all of it") == ()


def test_near_terms_hold_the_words_or_are_spelled_nearly_so(chest: Library) -> None:
    assert near(chest, "scan") == ("CT scan",)
    assert near(chest, "antibotic") == ("antibiotic",)
    assert near(chest, "zzqx") == ()
    assert near(chest, "oxygen") == ("100% oxygen",)
    assert near(chest, "") == ()
    assert near(chest, "scan", 0) == ()


EXPLAINED = {
    "Antibiotics help.": ["antibiotic: a medicine against germs"],
    "GERM killers and antibiotics": ["antibiotic: a medicine against germs"],
    "An AIR SAC, air sacs": ["air sac: a tiny bag in the lung"],
    "Ct scans, a CAT scan": ["CT scan: a picture in slices"],
    "ALL at all": ["ALL: a cancer of the blood"],
    "all of it": [],
    "An antibiotic before a CT scan": [
        "antibiotic: a medicine against germs",
        "CT scan: a picture in slices",
    ],
    "A sac of air": [],
}


@pytest.mark.parametrize("text", EXPLAINED)
def test_the_hard_words_of_a_text_are_explained_in_its_order(chest: Library, text: str) -> None:
    explained = explainer(chest.glossary, chest.record("hay-fever"))
    assert list(explained(text)) == EXPLAINED[text]


def test_a_page_does_not_explain_its_own_name(chest: Library) -> None:
    own = Term("Pneumonia", "germs in the lung", ("chest germs",))
    for_others, for_own = (explainer((own,), chest.record(id_)) for id_ in ("hay-fever", "lung-infection"))
    assert for_others("Pneumonia, chest germs") == ("Pneumonia: germs in the lung",)
    assert for_own("Pneumonia, chest germs") == ()
