"""Full text: the sentence that answers, its words marked; nothing that is typed is syntax."""

import pytest
from hostile import BAD

from condcli.catalog.library import Library
from condcli.finding.find import find
from condcli.finding.text import passages
from condcli.plain_language.sentences import straight


@pytest.fixture
def library() -> Library:
    return Library.open()


@pytest.mark.parametrize(
    ("words", "id_"),
    [
        ("how long is chickenpox contagious", "chickenpox"),
        ("is there a cure for alzheimers", "alzheimers-disease"),
        ("what is the low fodmap diet", "irritable-bowel-syndrome"),
        ("treatment of high blood pressure", "high-blood-pressure"),
        ("what is hypertension", "high-blood-pressure"),
    ],
)
def test_the_right_page_is_first(library: Library, words: str, id_: str) -> None:
    assert passages(library, words).passages[0].id == id_


def test_the_words_are_marked_in_any_form(library: Library) -> None:
    found = passages(library, "wheezes").passages
    marked = {p.text[start:end].casefold() for p in found for start, end in p.marked}
    assert marked
    assert marked <= {"wheeze", "wheezes", "wheezing", "wheezy", "whistling", "whistling sound"}


def test_a_passage_is_a_sentence_of_its_page(library: Library) -> None:
    first = passages(library, "rescue inhaler").passages[0]
    assert (first.id, first.name) == ("asthma", "Asthma")
    assert "inhaler" in first.text


def test_quoted_words_stand_together(library: Library) -> None:
    found = passages(library, '"rescue inhaler"', 50)
    assert found.passages
    assert all("rescue" in p.text.casefold() for p in found.passages)
    assert passages(library, '"inhaler rescue"').passages == ()


def test_each_page_is_listed_once_and_all_are_counted(library: Library) -> None:
    found = passages(library, "fever")
    assert len({p.id for p in found.passages}) == len(found.passages) == 5
    assert found.total > 5


@pytest.mark.parametrize("words", BAD, ids=range(len(BAD)))
def test_any_words_get_an_answer(library: Library, words: str) -> None:
    passages(library, words)


def test_words_of_syntax_are_words(library: Library) -> None:
    plain = passages(library, "asthma inhaler")
    assert passages(library, "asthma* (inhaler) ^").passages[0].id == plain.passages[0].id
    assert passages(library, "stems:asthma").passages[0].id == "asthma"


def test_many_accents_of_one_letter_are_read_like_one(library: Library) -> None:
    """To put them into Unicode's order takes quadratic time: minutes for so many."""
    helped, found = find(library, "my fever" + "\u0301" * 200_000 + "\u0323" * 200_000 + " is back")
    plain = find(library, "my fever is back")
    assert (helped, found.symptoms) == (plain[0], plain[1].symptoms)
    assert len(straight("e" + "\u0301" * 400_000 + "\u0323" * 400_000)) < 100


def test_asked_again_a_page_answers_with_the_same_sentences(library: Library) -> None:
    asked = ("how long is chickenpox contagious", "wheezes", '"rescue inhaler"')
    first, again, third = ([passages(library, words) for words in asked] for _ in range(3))
    assert first == again == third
    assert all(found.passages for found in first)
