"""What free words, symptoms and terms find: what stands first, and how many more there are."""

from typing import Any

import msgspec
import pytest

from condcli.finding.answers import FoundCondition, FoundTerm, SymptomMatches, SymptomName, SymptomPage
from condcli.finding.comparison import Comparison, Row
from condcli.finding.find import Finds
from condcli.finding.glossary import Definition, Use
from condcli.finding.text import Passage
from condcli.json_answers import Listed, RelatedPage, RelatedPages
from condcli.models import Codes
from condcli.render import found, plain
from condcli.render.blocks import Bullet

FEVER = SymptomName("fever", "Fever", None)
CHEST = SymptomName("chest-pain", "Chest pain", "Chest pain is an emergency.")
FLU = FoundCondition("flu", "Flu", "lists fever", matched=("fever",))
COLD = FoundCondition("cold", "Cold", "lists a cough")
PASSAGE = Passage("flu", "Flu", "symptoms", "You may have a fever.", ((15, 20),))
NOTHING = Finds((), (), (), 0, (), None, (), 0, ())


def said(query: str = "fever", **fields: Any) -> str:  # noqa: ANN401  finds of any kind
    return plain.text(found.found(query, msgspec.structs.replace(NOTHING, **fields)))


def test_of_what_is_not_found_there_is_no_heading() -> None:
    assert said() == "FOUND FOR: FEVER\n\nTo read a page: condcli show NAME\n"


@pytest.mark.parametrize(
    ("query", "heading"),
    [
        ("a  fever\nat night", "FOUND FOR: A FEVER AT NIGHT"),
        ("x" * 100, f"FOUND FOR: {'X' * 100}"),
        ("x" * 101, f"FOUND FOR: {'X' * 100}..."),
    ],
)
def test_the_heading_repeats_the_words_as_far_as_they_help(query: str, heading: str) -> None:
    assert said(query).splitlines()[0] == heading


def test_names_stand_before_symptoms_and_each_says_why() -> None:
    text = said(by_name=(COLD,), by_symptom=(FLU,), symptoms=(FEVER,), symptom_total=1)
    assert "Conditions by name\n\n- Cold. Lists a cough\n" in text
    assert "Conditions by symptom\n\nPages to read, the likeliest first:\n- Flu. Lists fever\n" in text
    assert text.index("by name") < text.index("by symptom")
    assert "It is not a diagnosis: other conditions have these symptoms too." in text


def test_conditions_by_their_words_alone_are_told_as_that() -> None:
    assert "Conditions whose pages have the words\n" in said(by_symptom=(COLD,), symptom_total=1)


@pytest.mark.parametrize(
    ("total", "said_of_more"),
    [
        (1, None),
        (2, "1 more is not shown."),
        (3, "2 more are not shown."),
        (1234, "1,233 more are not shown."),
    ],
)
def test_how_many_more_there_are_is_counted(total: int, said_of_more: str | None) -> None:
    for text in (
        said(by_symptom=(FLU,), symptom_total=total),
        said(passages=(PASSAGE,), passage_total=total),
    ):
        assert ("not shown" in text) is (said_of_more is not None)
        assert said_of_more is None or said_of_more in text


def test_a_symptom_that_is_an_emergency_says_when() -> None:
    text = said(by_symptom=(FLU,), symptoms=(FEVER, CHEST), symptom_total=1)
    assert "When it is an emergency:\n- Chest pain is an emergency.\nPages to read" in text
    assert "emergency" not in said(by_symptom=(FLU,), symptoms=(FEVER,), symptom_total=1)


def test_names_that_are_near_are_for_when_nothing_else_is_found() -> None:
    assert "Names that are near\n\n- Cold. Lists a cough\n" in said(near=(COLD,))
    assert "near" not in said(near=(COLD,), by_name=(FLU,))
    assert "near" not in said(near=(COLD,), by_symptom=(FLU,), symptom_total=1)


def test_a_name_without_a_page_is_told_with_where_to_read_on() -> None:
    text = said(known="Rare fever")
    assert "Known by name, with no page yet\n\nRare fever. MedlinePlus: https://" in text


def test_a_sentence_is_quoted_with_its_page_its_section_and_the_words() -> None:
    text = said(passages=(PASSAGE, msgspec.structs.replace(PASSAGE, added_by="GV")), passage_total=2)
    assert "In the pages\n\nFlu, Symptoms: You may have a *fever*.\nFlu (added by GV), Symptoms: You" in text


def test_terms_are_told_with_their_meanings() -> None:
    assert "Terms\n\nfebrile: with a fever\n" in said(terms=(FoundTerm("febrile", "with a fever"),))


def test_conditions_that_list_symptoms() -> None:
    lines = plain.lines(found.matches(SymptomMatches((CHEST, FEVER), (FEVER,), (FLU, COLD), 5)))
    assert lines == [
        "CONDITIONS THAT LIST: CHEST PAIN, FEVER", "",
        "Last stand those that list: Fever.",
        "When it is an emergency:", "- Chest pain is an emergency.",
        "Pages to read, the likeliest first:", "- Flu. Lists fever", "- Cold. Lists a cough",
        "3 more are not shown.", found.NO_DIAGNOSIS,
    ]  # fmt: skip
    assert "Last stand" not in plain.text(found.matches(SymptomMatches((FEVER,), (), (FLU,), 1)))


def listed(name: str, category: str, added_by: str | None = None) -> Listed:
    return Listed(name.lower(), name, category, Codes((), (), ()), added_by)


def test_the_page_of_a_symptom_has_its_conditions_by_category() -> None:
    conditions = (
        listed("Cold", "Infections"), listed("Flu", "Infections", "GV"), listed("Lupus", "Immune system"),
    )  # fmt: skip
    page = SymptomPage("fever", "Fever", "pyrexia", ("a temperature",), "Very high is one.", conditions)
    assert plain.lines(found.symptom(page)) == [
        "FEVER", "", "Also called: pyrexia, a temperature.",
        "When it is an emergency:", "- Very high is one.", "",
        "Conditions that list it: 3", "",
        "Infections:", "- Cold", "- Flu (added by GV)", "Immune system:", "- Lupus", found.NO_DIAGNOSIS,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("medical", "aliases", "called"),
    [(None, (), None), ("pyrexia", (), "pyrexia"), (None, ("heat", "burning"), "heat, burning")],
)
def test_other_names_of_a_symptom_are_told_where_it_has_some(
    medical: str | None, aliases: tuple[str, ...], called: str | None
) -> None:
    text = plain.text(found.symptom(SymptomPage("fever", "Fever", medical, aliases, None, ())))
    assert ("Also called" in text) is (called is not None)
    assert called is None or f"Also called: {called}." in text
    assert "emergency" not in text
    assert "Conditions that list it: 0" in text


@pytest.mark.parametrize(("pages", "more"), [(0, None), (1, None), (20, None), (21, "1 more is not shown.")])
def test_a_term_names_the_pages_that_use_it(pages: int, more: str | None) -> None:
    uses = tuple(Use(f"p{number}", f"Page {number}") for number in range(pages))
    lines = plain.lines(found.definition(Definition("febrile", "with a fever", ("feverish",), uses)))
    assert lines[:3] == ["FEBRILE", "", "febrile means with a fever."]
    assert "Also called: feverish." in lines
    assert (f"Pages that use it: {pages}" in lines) is (pages > 0)
    assert sum(line.startswith("- Page") for line in lines) == min(pages, 20)
    assert [line for line in lines if "not shown" in line] == ([more] if more else [])


def test_a_term_without_other_names_and_pages_has_its_meaning_only() -> None:
    assert plain.lines(found.definition(Definition("febrile", "hot", (), ()))) == [
        "FEBRILE", "", "febrile means hot.",
    ]  # fmt: skip


def test_related_pages_or_that_there_are_none() -> None:
    pages = (RelatedPage("cold", "Cold", ("also lists fever", "near")),)
    assert plain.lines(found.related(RelatedPages("flu", "Flu", pages))) == [
        "FLU", "", "Related pages", "", "- Cold: also lists fever; near",
    ]  # fmt: skip
    assert plain.lines(found.related(RelatedPages("flu", "Flu", (), "GV"))) == [
        "FLU", "", "This page was added by GV.", "No related pages.",
    ]  # fmt: skip


def test_a_comparison_says_first_what_differs_and_an_empty_cell_says_so() -> None:
    rows = (
        Row("Category", (("Infections",), ("Infections",)), same=True),
        Row("Call 911 for", (("trouble breathing",), ()), same=False),
    )
    lines = plain.lines(found.comparison(Comparison(("flu", "cold"), ("Flu", "Cold"), rows)))
    assert lines == [
        "FLU OR COLD", "",
        "What differs", "", "Call 911 for", "", "Flu: trouble breathing", "Cold: none listed", "",
        "What is the same", "", "Category", "", "Flu: Infections", "Cold: Infections",
        "It is for learning, and no diagnosis. To read a page: condcli show NAME",
    ]  # fmt: skip


def test_a_comparison_of_what_is_alike_has_no_heading_of_what_differs() -> None:
    rows = (Row("Category", (("a",), ("a",)), same=True),)
    text = plain.text(found.comparison(Comparison(("x", "y"), ("X", "Y"), rows)))
    assert ("What differs" in text, "What is the same" in text) == (False, True)


def test_conditions_of_a_category_run_on_and_an_emergency_stands_in_a_box() -> None:
    page = SymptomPage("fever", "Fever", None, (), "Very high is one.", (listed("Cold", "Infections"),))
    box, category = [b for b in found.symptom(page) if isinstance(b, Bullet)]
    assert (box.alert, box.run_on) == ("emergency", False)
    assert (category.alert, category.run_on) == (None, True)
