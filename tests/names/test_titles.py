"""A song, a band or a film that is called like a condition opens nothing; an illness in few words does."""

import pytest

from condcli.names.resolver import Resolver


@pytest.mark.parametrize(
    "query",
    [
        "measles riverbend",  # no word beside it speaks of illness, people or care
        "insomnia kaleidoscope",
        "lantern parade vertigo",
        "the strokes under cover of darkness",
        "heart attack and a carousel",
        "anxiety taylor swift",  # who sings it
        "metallica anemia",
        "hives hate to say",
        "veruca salt",  # a band, though a verruca is a wart
        "depresión de 1929",
        "gota a gota préstamo",
    ],
)
def test_what_may_be_a_title_lists(resolver: Resolver, query: str) -> None:
    assert resolver.resolve(query).status != "match"


@pytest.mark.parametrize(
    ("query", "id_"),
    [
        ("vertigo in the lobby", "dizziness-and-vertigo"),  # where it came
        ("psoriasis on zanzibar", "psoriasis"),
        ("torn rotator cuff carousel", "rotator-cuff-injury"),  # a word of medicine besides another
        ("my insomnia carousel", "insomnia"),  # whose it is
        ("eczema thick crusty", "eczema"),  # how it looks
        ("hives every evening", "hives"),
    ],
)
def test_a_word_of_people_body_or_care_says_that_illness_is_meant(
    resolver: Resolver, query: str, id_: str
) -> None:
    found = resolver.resolve(query)
    assert (found.status, [m.id for m in found.matches]) == ("match", [id_])


@pytest.mark.parametrize(
    ("query", "id_"),
    [
        ("overactive thyroid losing weight", "overactive-thyroid"),  # a change of weight is a symptom
        ("asthma cant breathe", "asthma"),  # what people say of symptoms is no second name
        ("norovirus throwing up", "norovirus-infection"),
        ("warts that itch", "warts"),
        ("enfisema fumador", "emphysema"),  # a habit right behind what came of it
        ("fibromialgia hormigueo", "fibromyalgia"),
        ("psoriasis ampollas en las manos", "psoriasis"),
    ],
)
def test_a_symptom_or_a_habit_beside_a_name_is_no_second_one(
    resolver: Resolver, query: str, id_: str
) -> None:
    found = resolver.resolve(query)
    assert (found.status, [m.id for m in found.matches]) == ("match", [id_])


@pytest.mark.parametrize(
    ("query", "id_"),
    [
        ("tengo monga", "flu"),
        ("bajones de presión", "low-blood-pressure"),  # was near to "depresión"
        ("calenturas en el labio", "cold-sores"),
        ("mi hijo tiene anginas", "tonsillitis"),
        ("boca mano pie", "hand-foot-and-mouth-disease"),
        ("tengo una postemilla", "tooth-abscess"),
    ],
)
def test_what_people_of_many_countries_call_it_opens(resolver: Resolver, query: str, id_: str) -> None:
    found = resolver.resolve(query)
    assert (found.status, [m.id for m in found.matches]) == ("match", [id_])


def test_an_inflamed_prostate_in_spanish_lists_both(resolver: Resolver) -> None:
    found = resolver.resolve("próstata inflamada mi abuelo")
    assert found.status == "ambiguous"
    assert {m.id for m in found.matches} >= {"prostatitis", "enlarged-prostate"}
