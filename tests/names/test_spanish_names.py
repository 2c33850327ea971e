"""Spanish: which words are, which leave a name its meaning, and what a Spanish reader is told."""

import pytest
from conftest import Run
from small_catalogs import names, resolver_of

from condcli.names import spanish


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("tengo asma", True),
        ("mi dolor", True),
        ("en casa", True),
        ("niños con fiebre", True),
        ("sueño", True),
        ("manzana", True),  # a word of everyday Spanish that English has not
        ("embarazada", True),
        ("do you tengo", True),
        ("my asthma", False),
        ("a no", False),  # words of both
        ("blood type o", False),  # a letter alone may be of anything
        ("gota y asma", False),
        ("chronic obstructive", False),
        ("", False),
    ],
)
def test_a_text_is_spanish_by_a_word_that_english_has_not(text: str, is_one: bool) -> None:
    assert spanish.is_spanish(text.split()) is is_one
    assert bool(spanish.own_words(text.split())) is is_one


@pytest.mark.parametrize(
    ("text", "may_be"), [("gota y asma", True), ("el no", True), ("my asthma", False), ("", False)]
)
def test_beside_a_spanish_name_a_word_of_both_may_be_spanish(text: str, may_be: bool) -> None:
    assert spanish.has_spanish(text.split()) is may_be


HARMLESS = [
    "tengo _",
    "mi hijo tiene _",
    "_ de mi madre",
    "_ por la noche 3 veces",
    "_ losartan",  # a medicine
    "_ y quimbombó guisado para mi tía",  # a word that no list has, apart from the name
    "_ para la tía zorblax",
    "_ me gusta el zoquete de mi tía hoy",
]
OTHERS = [
    "_ con aura",  # which kind
    "_ blanca",  # a color
    "_ verde",
    "_ hemolítica",
    "_ en la abuela hemolítica",
    "_ me duele la zorblaxitis de mi tía hoy",  # it ends as a condition does
    "_ de perro",  # an animal
    "mi perro tiene _",
    "horóscopo de _",
    "_ zorblax",  # right beside it, a strange word may say which kind
    "quimbombó _",
    "mi tía con zorblax _ hoy",
]


@pytest.mark.parametrize("name", ["migrana", "anemia", "gota"])
@pytest.mark.parametrize(
    ("text", "harmless"), [*((text, True) for text in HARMLESS), *((text, False) for text in OTHERS)]
)
def test_spanish_words_leave_a_name_its_meaning_or_may_change_it(
    text: str, harmless: bool, name: str
) -> None:
    before, after = (part.split() for part in text.split("_"))
    assert spanish.are_harmless(before, [name], after, own=True) is harmless


@pytest.mark.parametrize(
    ("name", "own", "harmless"),
    [("alergia", True, False), ("cold", False, False), ("cold", True, True), ("shingles", False, True)],
)
def test_an_allergy_says_to_what_and_an_everyday_word_must_be_spanish_itself(
    name: str, own: bool, harmless: bool
) -> None:
    assert spanish.are_harmless([], [name], ["a", "mi", "madre"], own=own) is harmless


@pytest.mark.parametrize(
    ("text", "harmless"),
    {
        "mi _ vive en sevilla": False,  # an aunt
        "la _ de mi madre": False,
        "fui a la _ con mi madre": False,
        "mi madre tuvo un _": True,
        "_ y mi primo en casa": False,
    }.items(),
)
def test_an_aunt_is_no_small_stroke(text: str, harmless: bool) -> None:
    before, after = (part.split() for part in text.split("_"))
    assert spanish.are_harmless(before, ["tia"], after, own=False) is harmless


def test_a_drop_of_water_is_no_gout() -> None:
    assert not spanish.are_harmless(["una"], ["gota"], ["de", "agua"], own=True)


NAMES = resolver_of(
    (
        names("gout", "Gout", names_es=("Gota", "Podagra")),
        names("pox", "Chickenpox", names_es=("Varicela",)),
        names("cold", "Common cold", aliases=("Cold",), names_es=("Resfriado",)),
    )
)
LINE = "Esta página está en inglés. En una emergencia, llame al 911."


@pytest.mark.parametrize(
    ("query", "id_", "told"),
    [
        ("gota", "gout", True),
        ("Gotas", "gout", True),
        ("mi abuelo tiene gota", "gout", True),
        ("que es gout", "gout", True),  # an English name in Spanish words
        ("tengo un resfriado", "cold", True),
        ("podagraa", "gout", False),  # misspelled, it may be English
        ("tengo podagraa", "gout", True),
        ("what is gout", "gout", False),
        ("my dad has gout, type o", "gout", False),
        ("chickenpox", "pox", False),
        ("chikenpox", "pox", False),
    ],
)
def test_who_asks_in_spanish_is_told_that_the_page_is_in_english(query: str, id_: str, told: bool) -> None:
    found = NAMES.resolve(query)
    assert (found.status, [m.id for m in found.matches]) == ("match", [id_])
    assert (found.note == LINE) is told


def test_a_page_that_a_spanish_name_opens_says_so_first(run: Run) -> None:
    shown = run("show", "tengo", "asma", "--section", "definition")
    assert shown.exit_code == 0
    assert LINE in shown.stderr
    assert LINE not in run("show", "asthma", "--section", "definition").stderr
    assert run("lookup", "asma").stdout.endswith(f"{LINE}\n")
