"""The sentence of each page of a small catalog that answers words best, and how many pages have one."""

from dataclasses import dataclass
from sqlite3 import OperationalError
from typing import Any

import chest_catalog
import pytest
from conftest import Run

from condcli.catalog.library import Library
from condcli.finding.text import Passage, passages


@pytest.fixture
def chest() -> Library:
    return Library.open(chest_catalog.path())


def found(library: Library, words: str, most: int = 5) -> list[tuple[str, str]]:
    """The page and the sentence of each passage."""
    return [(passage.id, passage.text) for passage in passages(library, words, most).passages]


def marked(passage: Passage) -> list[str]:
    return [passage.text[start:end] for start, end in passage.marked]


@pytest.mark.parametrize(
    ("words", "sentences"),
    {
        "honey": [
            ("chest-cold", "Honey helps a cough."),
            ("lung-infection", "Honey is no cure."),
        ],
        "rescue inhaler": [
            ("lung-infection", "A rescue inhaler opens the airways."),
            ("child-wheeze", "The rescue of a child is the inhaler."),
        ],
        "inhaler with a spacer": [
            ("child-wheeze", "An inhaler with a spacer helps a child."),
            ("lung-infection", "A rescue inhaler opens the airways."),
        ],
        "HONEYS?": [
            ("chest-cold", "Honey helps a cough."),
            ("lung-infection", "Honey is no cure."),
        ],
        "keep windows": [("hay-fever", "Keep windows shut.")],
        "comes back": [("lung-infection", "a fever that comes back")],
        "blue": [("lung-infection", "blue lips")],
        "zzqx": [],
        "": [],
        "the and of": [],
    }.items(),
)
def test_the_sentence_that_answers_best_stands_first(
    chest: Library, words: str, sentences: list[tuple[str, str]]
) -> None:
    assert found(chest, words) == sentences


@pytest.mark.parametrize(
    ("words", "section"),
    {
        "what causes hay fever": "causes",
        "is there a cure for a lung infection": "treatment",
        "is chest cold catching at first": "definition",
        "serious for older people": "summary",
        "fever that comes back": "care",
        "will it last after hay fever": "questions",
    }.items(),
)
def test_each_passage_says_where_on_its_page_it_stands(chest: Library, words: str, section: str) -> None:
    assert passages(chest, words).passages[0].section == section


@pytest.mark.parametrize(
    ("words", "ids"),
    {
        '"rescue inhaler"': ["lung-infection"],
        '"inhaler rescue"': [],
        "\u201crescue inhaler\u201d": ["lung-infection"],
        "\u201erescue inhaler\u201d": ["lung-infection"],
        '"rescues inhalers"': ["lung-infection"],
        '"rescue inhaler" honey': ["lung-infection"],
        'honey "rescue inhaler" "opens the airways"': ["lung-infection"],
        '"rescue inhaler" "honey helps"': [],
        '"honey"': ["chest-cold", "lung-infection"],
        '"the" rescue': ["lung-infection", "child-wheeze"],  # nothing is left between the marks
        '"': [],
        '"rescue': ["lung-infection", "child-wheeze"],
    }.items(),
)
def test_quoted_words_stand_together_in_one_sentence(chest: Library, words: str, ids: list[str]) -> None:
    assert [id_ for id_, _ in found(chest, words)] == ids


def test_the_words_asked_for_are_marked_where_they_stand(chest: Library) -> None:
    first, second = passages(chest, "Antibiotic cures").passages[:2]
    assert (first.text, marked(first)) == ("Antibiotics cure most of it.", ["Antibiotics", "cure"])
    assert (second.text, marked(second)) == ("Antibiotics do not cure it.", ["Antibiotics", "cure"])
    (windows,) = passages(chest, "windows and honeybees").passages
    assert marked(windows) == ["windows"]
    assert windows.name == "Hay fever"
    assert windows.added_by is None


@pytest.mark.parametrize("most", [1, 2, 4, 50])
def test_the_best_are_given_one_a_page_and_all_are_counted(chest: Library, most: int) -> None:
    every, some = passages(chest, "what can cause it", 50), passages(chest, "what can cause it", most)
    assert some.passages == every.passages[:most]
    assert some.total == every.total >= len({p.id for p in every.passages}) == len(every.passages)


def test_a_sentence_with_all_the_words_is_found_on_any_page(chest: Library) -> None:
    assert found(chest, "flu virus germ")[0] == (
        "lung-infection",
        "A germ or virus causes it, often after flu.",
    )
    assert found(chest, "oxygen bad")[0] == ("viral-lung-infection", "Oxygen is given where it is bad.")


def test_a_name_that_stands_whole_brings_its_page_forward(chest: Library) -> None:
    assert found(chest, "antibiotics for a viral lung infection")[0][0] == "viral-lung-infection"
    assert found(chest, "antibiotics for a lung infection")[0][0] == "lung-infection"
    assert found(chest, "antibiotics for a chest cold")[0][0] == "chest-cold"


def test_of_a_long_text_only_the_most_telling_words_are_looked_for(chest: Library) -> None:
    rare = (
        "clot vessel rescue spacer windows pollen nose spray brother home opens sacs air lying still days"
        " medicine thins blood grass trees shut clothes light temperature usual"
    )
    assert len(rare.split()) > 24
    assert passages(chest, f"cough fever virus {rare}") == passages(chest, rare)
    assert passages(chest, "cough fever virus clot") != passages(chest, "clot")


@dataclass
class WithoutFullText:
    """A database of an SQLite that was made without full text."""

    db: Any

    def execute(self, query: str, values: object = ()) -> Any:  # noqa: ANN401  a cursor
        if "full_text" in query:
            raise OperationalError("no such module: fts5")
        return self.db.execute(query, values)

    def __hash__(self) -> int:
        return id(self)


def test_without_full_text_quoted_words_are_looked_for_among_the_best_pages(
    chest: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_it = passages(chest, '"rescue inhaler"')
    monkeypatch.setattr(chest.compiled, "db", WithoutFullText(chest.compiled.db))
    without = passages(chest, '"rescue inhaler"')
    assert without.passages == with_it.passages
    assert without.total >= with_it.total
    assert passages(chest, '"inhaler rescue"').passages == ()
    assert [p.id for p in passages(chest, "honey").passages] == ["chest-cold", "lung-infection"]


def test_find_lists_the_sentences_with_their_pages(run: Run) -> None:
    result = run("find", "rescue", "inhaler", "--catalog", str(chest_catalog.path()))
    assert result.exit_code == 0
    assert "Lung infection, Treatment" in result.stdout
    assert "A *rescue* *inhaler* opens the airways." in result.stdout
