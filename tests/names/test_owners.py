"""Who has it, what is beside it and how it is charted say what capitals mean."""

import pytest

from condcli.names import owners
from condcli.names.resolver import Resolver


@pytest.mark.parametrize(
    ("query", "id_"),
    [
        ("my MS is so tiring to walk with", "multiple-sclerosis"),  # a possessive, and words of illness
        ("neighbor has PD and shuffles", "parkinsons-disease"),  # a person who has it
        ("is wine safe for RA or not", "rheumatoid-arthritis"),
        ("she had an MI abroad", "heart-attack"),  # what strikes once has an article
        ("hx of AF, cruise planned", "atrial-fibrillation"),  # a comma parts what follows
        ("UC runs in our family what now", "ulcerative-colitis"),
        ("chronic HTN and travel jabs", "high-blood-pressure"),
        ("new-onset AF overnight", "atrial-fibrillation"),
    ],
)
def test_who_has_it_explains_capitals(resolver: Resolver, query: str, id_: str) -> None:
    found = resolver.resolve(query)
    assert (found.status, [m.id for m in found.matches]) == ("match", [id_])


@pytest.mark.parametrize(
    ("query", "id_"),
    [
        ("HCV genotype 3b ribavirin", "hepatitis-c"),
        ("NAFLD F4 fibrosis leaflet", "fatty-liver-disease"),  # a stage
        ("HTN uncontrolled on four drugs", "high-blood-pressure"),  # how far it has gone
        ("wet AMD eylea q8w", "macular-degeneration"),  # how often
        ("PsA and sausage toes", "psoriatic-arthritis"),  # its own capitals: no PSA
    ],
)
def test_how_it_is_charted_leaves_an_abbreviation_its_meaning(
    resolver: Resolver, query: str, id_: str
) -> None:
    found = resolver.resolve(query)
    assert (found.status, [m.id for m in found.matches]) == ("match", [id_])


@pytest.mark.parametrize(
    "query",
    [
        "my MS visio license",  # an office
        "our kids have PE after lunch",  # no article: a lesson
        "she has an MS from Rutgers",
        "he called the PD on us",
        "for UC undergrads",
        "our TIA portal password",  # the next word makes it another thing
        "my AAA membership",
        "tank sats 96 on RA",  # room air
        "PD dialysis catheter tired",  # peritoneal dialysis
        "MS contin 30 for pain",
        "severe AS awaiting TAVI",
        "thx TIA",
        "dizzy AF",  # an oath
        "my back is sore AF",
        "slid into her DMs",
        "my RA caught us with candles",  # of a dorm
        "she has PE tomorrow",
    ],
)
def test_other_owners_and_other_meanings_open_nothing(resolver: Resolver, query: str) -> None:
    assert resolver.resolve(query).status != "match"


def test_a_person_or_words_of_illness_must_tell_beside_two_letters() -> None:
    assert owners.say(["my"], "ms", ["is", "worse"])
    assert owners.say(["uncle", "has"], "ms", [])
    assert not owners.say(["my"], "ms", ["is", "late"])
    assert not owners.say(["my"], "ms", ["office"])
    assert not owners.say(["has"], "pe", ["today"])
    assert owners.say(["after", "a"], "pe", [])
    assert owners.say(["my"], "gerd", ["is", "late"])


@pytest.mark.parametrize(
    ("query", "id_"),
    [
        ("warts on fingers vinegar", "warts"),  # a part of the body behind an everyday word
        ("swelling in feet after the long haul", "swelling"),
        ("skin disease psoriasis on my scalp", "psoriasis"),  # a whole before its part
        ("OSA on CPAP lorry job", "sleep-apnea"),  # a treatment without a page is no second name
    ],
)
def test_what_says_it_again_is_no_second_name(resolver: Resolver, query: str, id_: str) -> None:
    found = resolver.resolve(query)
    assert (found.status, [m.id for m in found.matches]) == ("match", [id_])


@pytest.mark.parametrize("query", ["clap your hands", "badder cancerr", "weight less than the 5th one"])
def test_what_is_only_like_it_opens_nothing(resolver: Resolver, query: str) -> None:
    assert resolver.resolve(query).status != "match"


@pytest.mark.parametrize(
    ("query", "id_"),
    [
        ("pcos plucking", "polycystic-ovary-syndrome"),  # long letters that are no word
        ("anterior MI last spring", "heart-attack"),  # where it struck
        ("aunt's MS and her stairs", "multiple-sclerosis"),
    ],
)
def test_long_letters_and_persons_explain_them_too(resolver: Resolver, query: str, id_: str) -> None:
    found = resolver.resolve(query)
    assert (found.status, [m.id for m in found.matches]) == ("match", [id_])


@pytest.mark.parametrize(
    "query", ["GERD dam turbines", "our PD has body cams", "my BPD officer", "adult ALL"]
)
def test_other_things_by_these_letters_open_nothing(resolver: Resolver, query: str) -> None:
    assert resolver.resolve(query).status != "match"
