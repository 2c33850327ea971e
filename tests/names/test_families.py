"""Families of words beside a name: everyday Spanish, what explains an abbreviation, where it came from."""

import pytest

from condcli.names.resolver import Resolver


@pytest.mark.parametrize(
    ("query", "id_"),
    [
        ("varicela le pica y se rascaba dormido", "chickenpox"),
        ("hemorroides me sangraron tras el parto", "hemorrhoids"),
        ("mi sobrina tiene piojos y yo no los aguanto", "head-lice"),
        ("la diabetes me obligó a dejar la mermelada", "diabetes"),
        ("anemia y quimbombó guisado para mi tía", "anemia"),  # a dish that no list has
        ("la migraña da dolor de espalda", "migraine"),  # a symptom is no second name
        ("preeclampsia 30 semanas", "high-blood-pressure-in-pregnancy-and-preeclampsia"),
        ("cáncer de pulmón no fumadora", "lung-cancer"),
    ],
)
def test_spanish_words_by_families_leave_a_spanish_name_its_meaning(
    resolver: Resolver, query: str, id_: str
) -> None:
    found = resolver.resolve(query)
    assert (found.status, [m.id for m in found.matches]) == ("match", [id_])


@pytest.mark.parametrize(
    "query",
    [
        "sarna en la perra de mi vecina",
        "horóscopo de cáncer para hoy",
        "la fiebre del oro en los cuentos",
        "viruela del mono",  # a monkey, and no mononucleosis
        "mono negro",
        "alergia a los mangos",  # of what tells which
        "la anemia megafulástica de mi tía",  # it ends as what tells a kind
    ],
)
def test_spanish_words_that_say_another_thing_open_nothing(resolver: Resolver, query: str) -> None:
    assert resolver.resolve(query).status != "match"


@pytest.mark.parametrize(
    ("query", "id_"),
    [
        ("UC mucus and blood before every meal", "ulcerative-colitis"),  # two that its page names
        ("RA flare cannot hold my mug", "rheumatoid-arthritis"),
        ("OA thumb injections useless", "osteoarthritis"),
        ("HCV treatment price in Egypt", "hepatitis-c"),
        ("STEMI door to balloon times", "heart-attack"),
        ("TIA abcd2 of 5", "transient-ischemic-attack"),
        ("PsA on a tnf blocker", "psoriatic-arthritis"),  # as it is written, it is no PSA
        ("HSV2 chat with new partner", "genital-herpes"),  # a number in it: no other word
        ("GERD coming off omeprazole", "gerd"),
        ("my girl has ADHD and her teacher rang", "adhd"),
        ("BV again after my period", "bacterial-vaginosis"),
    ],
)
def test_words_of_medicine_explain_an_abbreviation_in_capitals(
    resolver: Resolver, query: str, id_: str
) -> None:
    found = resolver.resolve(query)
    assert (found.status, [m.id for m in found.matches]) == ("match", [id_])


@pytest.mark.parametrize(
    "query",
    [
        "NHL standings tonight",
        "CHF to pesos",
        "cad in rupees",
        "MS teams wont open",
        "UC transcript request",
        "PE teacher with a knee brace",
        "AML compliance course",
        "AKI on CKD",  # both are meant
    ],
)
def test_an_abbreviation_of_offices_money_and_sports_opens_nothing(resolver: Resolver, query: str) -> None:
    assert resolver.resolve(query).status != "match"


@pytest.mark.parametrize(
    ("query", "id_"),
    [
        ("ringworm from our puppy", "ringworm"),
        ("food poisoning from raw oysters", "food-poisoning"),
        ("lewy body dementia seeing mice", "lewy-body-dementia"),
        ("tinnitus from a concert", "tinnitus"),
        ("fibromyalgia in damp weather", "fibromyalgia"),
        ("gastritis peppers and onions", "gastritis"),  # of medicine only: no other word
        ("bursitis cant sleep", "bursitis"),
        ("trigeminal neuralgia jaw tired", "trigeminal-neuralgia"),
    ],
)
def test_where_it_came_from_and_what_is_felt_beside_it_change_nothing(
    resolver: Resolver, query: str, id_: str
) -> None:
    found = resolver.resolve(query)
    assert (found.status, [m.id for m in found.matches]) == ("match", [id_])


@pytest.mark.parametrize(
    "query",
    [
        "hives from bees",
        "old lyme hotel",  # a town
        "parkinson chat show",
        "the hives released a single",
        "asthma the rapper",
        "bipolar transistor",
        "pink eye potatoes",
        "low sugar jam",
    ],
)
def test_a_band_a_town_a_part_and_a_food_open_nothing(resolver: Resolver, query: str) -> None:
    assert resolver.resolve(query).status != "match"
