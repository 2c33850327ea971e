"""Names of people, places and brands, and words of other languages, that are near a condition's name."""

import pytest

from condcli.catalog.files import data_folder
from condcli.catalog.library import Library
from condcli.names import dictionary
from condcli.names.resolver import Resolver


@pytest.fixture(scope="module")
def resolver() -> Resolver:
    return Library.open().resolver


@pytest.mark.parametrize(
    "name",
    [
        "Barnes", "barnes", "Chandra", "Bunyan", "Brunson", "Kerrison", "Huntingdon", "Monza", "sunbury",
        "catarratto", "rosolio", "Pulmuone", "sarcoxie", "infantino", "gumball", "toshi", "influencia",
        "vertido", "calendula", "metales", "Kieron", "puffinus", "zostera", "epistasis", "mitaines",
    ],
)  # fmt: skip
def test_a_name_or_a_foreign_word_that_is_near_opens_nothing(resolver: Resolver, name: str) -> None:
    assert resolver.resolve(name).status != "match"


@pytest.mark.parametrize(
    "word",
    [
        "mercado",
        "destacado",
        "entrenamiento",
        "tipico",
        "decencia",
        "ranchos",
        "orgullo",
        "conchas",
        "barcos",
    ],
)
def test_a_word_by_itself_is_no_spanish_name_that_sounds_otherwise(resolver: Resolver, word: str) -> None:
    assert resolver.resolve(word).status != "match"


@pytest.mark.parametrize(
    ("typed", "id_"),
    [
        ("bomito", "nausea-and-vomiting"),
        ("siatica", "sciatica"),
        ("emorroides", "hemorrhoids"),
        ("varises", "varicose-veins"),
        ("anciedad", "anxiety"),
        ("diavetes", "diabetes"),
        ("neumonía", "pneumonia"),
        ("hipertencion", "high-blood-pressure"),
        ("imsomnio", "insomnia"),
        ("apendisitis", "appendicitis"),
    ],
)
def test_a_spanish_name_that_is_written_as_it_is_heard_opens(
    resolver: Resolver, typed: str, id_: str
) -> None:
    assert [m.id for m in resolver.resolve(typed).matches[:1]] == [id_]
    assert resolver.resolve(typed).status == "match"


@pytest.mark.parametrize(
    ("typed", "id_"),
    [("ezema", "eczema"), ("feaver", "fever"), ("vertgo", "dizziness-and-vertigo"), ("astma", "asthma")],
)
def test_a_misspelled_english_name_is_none_of_them(resolver: Resolver, typed: str, id_: str) -> None:
    assert [m.id for m in resolver.resolve(typed).matches] == [id_]


def listed() -> list[str]:
    return (data_folder() / "names" / "other_words.txt").read_text(encoding="utf-8").split()


def test_the_list_is_one_that_is_looked_up_by_halves() -> None:
    words = listed()
    assert words == sorted(set(words))
    assert all(dictionary.lists(word) for word in words[::50])


def test_no_such_word_stands_in_the_way_of_a_name(resolver: Resolver) -> None:
    own = {name.casefold() for c in Library.open().conditions for name in c.every_name}
    taken = own.intersection(listed())
    assert all(resolver.resolve(name).matches for name in taken)


@pytest.mark.parametrize("typed", ["\u337f" * 250, "\u3316" * 167, "\u03b5" * 143, "gout " + "\u337f" * 240])
def test_signs_that_stand_for_many_letters_are_answered(resolver: Resolver, typed: str) -> None:
    assert resolver.resolve(typed).status != "match"
