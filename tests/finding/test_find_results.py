"""What find makes of words in a small catalog: conditions, known names, sentences, terms, help first."""

import json
from typing import Any

import chest_catalog
import pytest
from conftest import Run

from condcli.catalog.library import Library
from condcli.finding.answers import FoundCondition
from condcli.finding.find import Finds, find, section_title
from condcli.finding.ranking import lowered


@pytest.fixture
def chest() -> Library:
    return Library.open(chest_catalog.path())


def reasons(conditions: tuple[FoundCondition, ...]) -> dict[str, str]:
    return {condition.id: condition.why for condition in conditions}


def found(library: Library, words: str) -> Finds:
    return find(library, words)[1]


@pytest.mark.parametrize(
    ("words", "by_name"),
    {
        "lung clot": {"lung-clot": "by name: Lung clot"},
        "pneumonia": {"lung-infection": "by name: Pneumonia"},
        "pneumonai": {"lung-infection": "by name: Pneumonia"},
        "CAP": {"lung-infection": "by name: CAP"},
        "J18": {"lung-infection": "by name: J18"},
        "pollen nose": {"hay-fever": "by name: pollen nose"},
        "LC": {"lung-clot": "may be meant by: LC", "child-wheeze": "may be meant by: LC"},
        "summer cold": {"hay-fever": "may be meant by: Summer cold"},
        "chest cold or hay fever": {
            "chest-cold": "may be meant by: Chest cold", "hay-fever": "may be meant by: Hay fever"
        },
        "cough": {},
        "zzqx": {},
    }.items(),
)  # fmt: skip
def test_a_condition_by_its_name_says_which(chest: Library, words: str, by_name: dict[str, str]) -> None:
    assert reasons(found(chest, words).by_name) == by_name


@pytest.mark.parametrize(
    ("words", "by_symptom"),
    {
        "sneezing": {"hay-fever": "lists: sneezing"},
        "sneezing and itchy eyes": {"hay-fever": "lists: sneezing, itchy eyes"},
        "coughing up blood": {"lung-clot": "lists: coughing up blood"},
        "nose like a tap": {"hay-fever": "its page says: nose, like, tap"},
        "lung clot": {"lung-infection": "its page says: lung", "viral-lung-infection": "its page says: lung"},
        "no sneezing": {},
        "zzqx": {},
    }.items(),
)
def test_a_condition_by_its_symptoms_says_what_its_page_has(
    chest: Library, words: str, by_symptom: dict[str, str]
) -> None:
    assert reasons(found(chest, words).by_symptom) == by_symptom


def test_a_page_that_is_named_is_not_listed_again(chest: Library) -> None:
    every = found(chest, "lung infection with cough, fever, chills")
    assert list(reasons(every.by_name)) == ["lung-infection"]
    assert "lung-infection" not in reasons(every.by_symptom)
    ids = [condition.id for condition in every.conditions]
    assert ids[0] == "lung-infection"
    assert len(ids) == len(set(ids))


def test_the_page_of_one_symptom_stands_behind_those_that_list_several(chest: Library) -> None:
    both = found(chest, "high fever and cough")
    assert both.by_name == ()
    assert both.by_symptom[-1].why == "by name: High fever"
    assert [c.id for c in both.by_symptom].count("high-fever") == 1
    assert len(both.by_symptom) == 5
    alone = found(chest, "high fever")
    assert list(reasons(alone.by_name)) == ["high-fever"]
    assert "high-fever" not in reasons(found(chest, "fever and cough").by_symptom)


def test_names_that_are_only_near_stand_last(chest: Library) -> None:
    near = found(chest, "lung")
    assert (near.by_name, reasons(near.near)) == ((), {"lung-infection": "near to: Lung infection"})
    assert [condition.id for condition in near.conditions] == ["lung-infection"]


def test_a_name_that_is_known_and_has_no_page_is_told(chest: Library) -> None:
    assert found(chest, "silo lung").known == "Silo lung"
    with_cough = found(chest, "silo lung cough")
    assert with_cough.known == "Silo lung"
    assert [s.id for s in with_cough.symptoms] == ["cough"]
    assert found(chest, "lung").known is None
    dreams = found(chest, "odd dreams")  # known, and read as a symptom
    assert ([s.id for s in dreams.symptoms], dreams.known) == (["odd-dreams"], None)


def test_symptoms_that_are_read_are_told_with_their_emergencies(chest: Library) -> None:
    symptoms = found(chest, "chest pain and cough, no fever").symptoms
    assert [(s.id, s.name, s.emergency) for s in symptoms] == [
        ("chest-pain", "Chest pain", "Call 911 if it is crushing."),
        ("cough", "Cough", None),
    ]


def test_danger_comes_first_and_its_words_are_not_searched_for(chest: Library) -> None:
    helped, every = find(chest, "i cant breathe")
    assert helped[0].id == "trouble-breathing"
    assert (every.conditions, every.passages, every.terms) == ((), (), ())
    helped, every = find(chest, "crushing chest pain and a cough")
    assert helped
    assert every.by_symptom
    assert every.passages


def test_what_is_only_like_the_words_of_danger_is_left_out(chest: Library) -> None:
    helped, every = find(chest, "heavy chest")  # said for a page, and danger as well
    assert helped
    assert reasons(every.by_name) == {"lung-clot": "may be meant by: heavy chest"}
    helped, every = find(chest, "lung clott and my throat is closing")
    assert helped
    assert every.near == ()


@pytest.mark.parametrize("words", ["lung clot", "Pneumonia", "CAP", "J18", "hay fever"])
def test_a_name_alone_calls_nobody(chest: Library, words: str) -> None:
    assert find(chest, words)[0] == ()


def test_terms_in_the_words_are_explained(chest: Library) -> None:
    terms = found(chest, "will an antibiotic or a CAT scan help").terms
    assert [(t.term, t.meaning) for t in terms] == [
        ("antibiotic", "a medicine against germs"),
        ("CT scan", "a picture in slices"),
    ]


def test_no_kind_has_more_than_five_and_all_are_counted(chest: Library) -> None:
    every = found(chest, "cough and fever")
    answer = every.answer("cough and fever", None)
    assert len(every.by_symptom) == 5
    assert len(every.passages) <= 5
    assert answer.total.conditions == every.symptom_total > 5
    assert answer.total.passages == every.passage_total >= len(answer.passages)
    assert answer.total.terms == len(answer.terms) == 0


def answered(run: Run, *words: str) -> tuple[int, dict[str, Any]]:
    result = run("find", *words, "--json", "--catalog", str(chest_catalog.path()))
    answer: dict[str, Any] = json.loads(result.stdout)
    return result.exit_code, answer


def test_json_has_each_kind_with_its_reasons(run: Run) -> None:
    code, answer = answered(run, "pneumonia", "antibiotic", "cough")
    assert (code, answer["query"], answer["help"]) == (0, "pneumonia antibiotic cough", None)
    first = answer["conditions"][0]
    assert (first["id"], first["why"]) == ("lung-infection", "by name: Pneumonia")
    assert first["matched"] == first["not_listed"] == []
    assert answer["terms"] == [{"term": "antibiotic", "meaning": "a medicine against germs"}]
    assert set(answer["passages"][0]) == {"id", "name", "section", "text"}


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["sneezing"], 0),
        (["honey"], 0),
        (["zzqx"], 3),
        (["silo", "lung", "zzqx"], 0),
        (["i", "cant", "breathe"], 0),
    ],
)
def test_the_exit_code_says_whether_anything_was_found(run: Run, words: list[str], code: int) -> None:
    assert answered(run, *words)[0] == code


def test_a_batch_answers_each_line_by_itself(run: Run) -> None:
    lines = "sneezing\n\nzzqx\ni cant breathe\nsneezing\n"
    result = run("find", "-", "--catalog", str(chest_catalog.path()), stdin=lines)
    answers = [json.loads(line) for line in result.stdout.splitlines()]
    assert result.exit_code == 0
    assert [a["query"] for a in answers if a["query"]] == ["sneezing", "zzqx", "i cant breathe", "sneezing"]
    assert [bool(a["conditions"]) for a in answers if a["query"]] == [True, False, False, True]
    assert answers[-1] == answers[0]
    assert [a["help"]["id"] for a in answers if a["help"]] == ["trouble-breathing"]


@pytest.mark.parametrize(
    ("key", "title"),
    {
        "self_care": "Self-care",
        "outlook": "Outlook",
        "care": "Care",
        "summary": "Summary",
        "own_words": "Own words",
    }.items(),
)
def test_a_passage_names_its_section_as_the_page_does(key: str, title: str) -> None:
    assert section_title(key) == title


@pytest.mark.parametrize(
    ("name", "said"),
    {
        "Cough": "cough",
        "COPD flare": "COPD flare",
        "A1C": "A1C",
        "X": "X",
        "": "",
        "fever": "fever",
        "Éa": "éa",
    }.items(),
)
def test_a_name_within_a_sentence_keeps_the_capitals_of_an_abbreviation(name: str, said: str) -> None:
    assert lowered(name) == said
