"""Free words are read into symptoms, and conditions are ranked by them; nothing counts against a record."""

import pytest
from hostile import BAD

from condcli.catalog.library import Library
from condcli.finding.conditions import described
from condcli.finding.find import find
from condcli.finding.symptoms import rank, read_symptoms


@pytest.fixture
def library() -> Library:
    return Library.open()


def read(library: Library, text: str) -> list[str]:
    return [s.id for s in read_symptoms(library, text) if not s.negated]


@pytest.mark.parametrize(
    ("text", "symptoms"),
    [
        ("fever", ["fever"]),
        ("my kid bruises easily and has a fever", ["easy-bruising", "fever"]),
        ("Peeing a lot and always thirsty", ["frequent-urination", "thirst"]),
        ("can't sleep", ["trouble-sleeping"]),
        ("throws up", ["vomiting"]),
        ("lower right belly pain", ["lower-right-belly-pain"]),
        ("diarrhoea", ["diarrhea"]),
        ("numb toes", ["numb-or-tingling-hands-or-feet"]),
        ("nothing of this kind", []),
        ("", []),
    ],
)
def test_symptoms_are_read_in_the_order_of_the_text(library: Library, text: str, symptoms: list[str]) -> None:
    assert read(library, text) == symptoms


@pytest.mark.parametrize(
    "text", ["cough but no fever", "cough without fever", "cough, no real fever", "coughing, denies fever"]
)
def test_what_is_denied_is_said_to_be(library: Library, text: str) -> None:
    found = {s.id: s.negated for s in read_symptoms(library, text)}
    assert found["fever"]
    assert not found["cough"]


def test_a_denial_ends_with_its_clause(library: Library) -> None:
    assert "fever" in read(library, "no cough. fever since monday")
    assert "fever" in read(library, "no cough but a fever")


def test_a_no_that_belongs_to_the_symptom_denies_nothing(library: Library) -> None:
    assert "tiredness" in read(library, "no energy at all")
    assert "loss-of-appetite" in read(library, "no appetite")


def test_words_that_name_a_symptom_are_told(library: Library) -> None:
    (found,) = read_symptoms(library, "he is Throwing Up again")
    assert found.matched == ("Throwing Up",)


def test_the_rare_symptom_tells_more(library: Library) -> None:
    first = rank(library, ["tiredness", "craving"])  # what is no symptom counts for nothing
    assert all(m.matched == ("tiredness",) for m in first)
    counts = {m.id: m.score for m in rank(library, ["tiredness", "bulging-eyes"])}
    eyes = {m.id for m in rank(library, ["bulging-eyes"])}
    tired = {m.id for m in rank(library, ["tiredness"])}
    assert min(counts[i] for i in eyes) > max(counts[i] for i in tired - eyes)


def test_what_a_record_does_not_list_never_counts_against_it(library: Library) -> None:
    alone = {m.id: m.score for m in rank(library, ["fever"])}
    more = {m.id: m.score for m in rank(library, ["fever", "bulging-eyes"])}
    assert all(more[id_] >= score for id_, score in alone.items())
    match = next(m for m in rank(library, ["fever", "bulging-eyes"]) if m.id == "flu")
    assert (match.matched, match.not_listed) == (("fever",), ("bulging-eyes",))


def test_records_that_list_what_is_excluded_go_behind(library: Library) -> None:
    listing = {m.id for m in rank(library, ["cough"])}
    ranked = [m.id for m in rank(library, ["fever"], ["cough"])]
    behind = [id_ in listing for id_ in ranked]
    assert behind == sorted(behind)
    assert set(ranked) == {m.id for m in rank(library, ["fever"])}


def test_age_and_sex_change_the_order_only(library: Library) -> None:
    plain, child = rank(library, ["cough"]), rank(library, ["cough"], words=["my baby"])
    assert {m.id for m in plain} == {m.id for m in child}


@pytest.mark.parametrize(
    ("text", "id_"),
    [
        ("my kid has bruises and fever", "leukemia"),
        ("tiny red dots on skin", "leukemia"),
        ("woke with my big toe red hot and swollen", "gout"),
        ("burns when i pee and have to go all the time", "urinary-tract-infection"),
        ("thick scaly patches on my elbows", "psoriasis"),
        ("room spins when i turn over in bed", "dizziness-and-vertigo"),
    ],
)
def test_a_description_finds_its_page_among_the_first_five(library: Library, text: str, id_: str) -> None:
    found = described(library, text)
    assert id_ in [m.id for m in found.matches]
    assert found.total >= len(found.matches)


def test_a_denied_symptom_finds_nothing(library: Library) -> None:
    found = described(library, "no fever")
    assert [s.negated for s in found.symptoms] == [True]
    assert not found.matches


def test_words_of_no_meaning_find_nothing(library: Library) -> None:
    for text in ("", "the and of", "???", "qwrtzp xkcdvb"):
        assert described(library, text).matches == ()


@pytest.mark.parametrize("text", BAD, ids=range(len(BAD)))
def test_any_text_gets_an_answer(library: Library, text: str) -> None:
    described(library, text, 5)
    read_symptoms(library, text)
    rank(library, [text] * 600, [text])


def test_small_words_of_spanish_are_said_by_no_page(library: Library) -> None:
    _, found = find(library, "mi nieto no respira")
    assert found.by_symptom == ()


def test_a_heel_is_no_foot_that_heals_slowly(library: Library) -> None:
    _, found = find(library, "heel pain in the morning")
    assert found.conditions[0].id == "plantar-fasciitis"
    assert "heal slowly" not in " ".join(c.why for c in found.conditions)


@pytest.mark.parametrize("text", ["i want it to stop", "my head", "i cant do this anymore"])
def test_words_that_tell_of_no_condition_list_none(library: Library, text: str) -> None:
    assert described(library, text).matches == ()


def test_a_cry_for_help_is_no_search_for_its_words(library: Library) -> None:
    helped, found = find(library, "i want it to stop")
    assert helped[0].id == "suicide"
    assert (found.conditions, found.passages, found.terms) == ((), (), ())
