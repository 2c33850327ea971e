"""Amounts, fillers, strange words and second names beside a name, and what makes it another thing."""

import pytest

from condcli.names.resolver import Resolver


@pytest.mark.parametrize(
    ("query", "id_"),
    [
        ("osteoporosis t score -2.7", "osteoporosis"),
        ("underactive thyroid 75mcg", "underactive-thyroid"),
        ("PCOS metformin 500mg", "polycystic-ovary-syndrome"),
        ("nits 2 kids", "head-lice"),
        ("umm is ringworm catching", "ringworm"),
        ("alexa is scabies contagious", "scabies"),
        ("our Zbigniew got norovirus on the ward", "norovirus-infection"),
        ("trigeminal neuralgia zorblax helped", "trigeminal-neuralgia"),
        ("multiple myeloma joint pain", "multiple-myeloma"),
        ("bronchiolitis worse in cold air", "bronchiolitis"),
        ("pericarditis after flu shot", "pericarditis"),
        ("epilepsy meds side effects", "epilepsy"),
        ("had covid in march now long covid", "long-covid"),
        ("gota es hereditaria", "gout"),
        ("mareo y vértigo en el autobús", "dizziness-and-vertigo"),
    ],
)
def test_what_says_nothing_of_its_own_leaves_a_name_its_meaning(
    resolver: Resolver, query: str, id_: str
) -> None:
    found = resolver.resolve(query)
    assert (found.status, [m.id for m in found.matches]) == ("match", [id_])


@pytest.mark.parametrize(
    "query",
    [
        "gerd grand elegant royal dinner",  # words that begin with the letters of an abbreviation
        "migraine the musical",
        "the hives live at the arena band",
        "who is parkinson the governor",
        "fainting goat",
        "cataract gorge",
        "goose pox",
        "a cold frame",
        "migraine and fibromyalgia",  # two conditions are two
        "ringworm vs eczema",
        "retinitis pigmentosa 12",  # a number that is no amount says which kind
        "glaucoma with craniosynostosis",
        "early-onset sarcoidosis",
        "lymphedema and immunodeficiency",
    ],
)
def test_what_makes_it_another_thing_opens_nothing(resolver: Resolver, query: str) -> None:
    assert resolver.resolve(query).status != "match"


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("fainted at prom because of my pots", "ambiguous"),  # small letters that may be another condition
        ("passed out because of her pots", "ambiguous"),
        ("fainted because of my job", "match"),
        ("passed out from his afib", "match"),  # named clearly: its own page
    ],
)
def test_what_a_symptom_came_of_may_be_another_condition_in_small_letters(
    resolver: Resolver, query: str, status: str
) -> None:
    assert resolver.resolve(query).status == status


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("brittle bones after menopause", "ambiguous"),  # when it is
        ("thinning bones but not osteoporosis yet", "ambiguous"),  # what it is not
        ("thinning of the bones but not osteoporosis", "ambiguous"),  # the same, by another name
        ("is it or is it not ringworm", "match"),
    ],
)
def test_what_another_is_not_and_when_it_came_is_not_what_is_meant(
    resolver: Resolver, query: str, status: str
) -> None:
    found = resolver.resolve(query)
    assert (found.status, found.matches[0].id if found.matches else None) != ("match", "menopause")
    assert found.status == status
