"""Names of a small catalog in a text: which are second names, which number or part makes another of one."""

import pytest
from small_catalogs import names, resolver_of

from condcli.models import SYMPTOMS, KnownName
from condcli.names.normalize import words

PAGE = "Itchy knees and a swollen ankle. Cold packs, ibuprofen and a splint help. It hurts to chew."
RECORDS = (
    names("mor", "Morvellosis", names_es=("Morvelosis blanda",)),
    names("cold", "Cold"),
    names("stroke", "Stroke"),
    names("burns", "Burns"),
    names("cancer", "Cancer"),
    names("skin", "Skin cancer"),
    names("inf", "Infection"),
    names("brew", "Brewin disease"),
    names("fever", "Brantola fever"),
    names("long", "Long brantola fever"),
    names("tongue", "Sore tongue", category=SYMPTOMS),
    names("rash", "Rash", category=SYMPTOMS),
    names("acne", "Acne", loose_names=("Acne in adults",)),
    names("growth", "Carcinoma"),
    names("lung", "Lung trouble", loose_names=("Short breath",)),
    names("heat", "Heat stroke"),
)
KNOWN = (KnownName("Nightmares", ("Nightmare",), ()), KnownName("Copper lung", (), ()))
RESOLVER = resolver_of(RECORDS, KNOWN).read_pages(lambda _: frozenset(words(PAGE)))


def answered(query: str) -> tuple[str, list[str]]:
    found = RESOLVER.resolve(query)
    return found.status, [match.id for match in found.matches]


OPENS = {
    # everyday words
    "i have a cold": "cold",
    "the cold": "cold",
    "bad cold": "cold",
    "after my cold": "cold",
    "cold after 3 days": "cold",
    "dad's cold": "cold",
    "burns on my knees vinegar": "burns",  # a part of the body behind it
    "burns after cooking": "burns",
    "stroke in dads": "stroke",
    "after dads stroke dinner": "stroke",
    "stroke 15mg": "stroke",
    # second names that say nothing of their own
    "morvellosis and a cold": "mor",
    "morvellosis with a cold": "mor",
    "morvellosis after a cold": "mor",
    "morvellosis after brewin disease vaccine": "mor",
    "morvellosis without rash": "mor",
    "morvellosis with rash": "mor",
    "rash and morvellosis": "mor",
    "morvellosis because of short breath": "mor",
    "morvellosis and every night a nightmare": "mor",
    "it began as brantola fever now long brantola fever": "long",
    # names of a place
    "infection on my birthday": "inf",
    "cancer of the skin": "skin",
    "cancer treatment": "cancer",
    "cancer in the family": "cancer",
    "my carcinoma": "growth",
    "carcinoma treatment": "growth",
    # a name within a loose one
    "acne in adults": "acne",
    # numbers
    "morvellosis 3 years": "mor",
    "morvellosis at 30": "mor",
    "morvellosis 5.1": "mor",
    "morvellosis 30 drugs": "mor",
    "morvellosis 1234": "mor",
    # the parts of one name
    "heat, stroke": "heat",
    "stroke, heat": "heat",
}


@pytest.mark.parametrize(("query", "id_"), OPENS.items())
def test_a_name_opens_where_what_is_beside_it_leaves_its_meaning(query: str, id_: str) -> None:
    assert answered(query) == ("match", [id_])


LISTS = {
    "cold weather": ["cold"],  # what one feels
    "i'm cold all the time": ["cold"],
    "cold in my chest": ["cold"],
    "dont be cold": ["cold"],
    "being burns": ["burns"],
    "cooking burns": ["burns"],
    "burns carousel": ["burns"],
    "dads burns carousel": ["burns"],
    "stroke of luck": ["stroke"],
    "morvellosis cold": ["mor", "cold"],  # right beside another, an everyday word is a second name
    "morvellosis burns": ["mor", "burns"],
    "morvellosis plus burns": ["mor", "burns"],
    "morvellosis brewin disease": ["mor", "brew"],
    "morvellosis and brewin disease": ["mor", "brew"],
    "morvellosis with brewin disease": ["mor", "brew"],
    "brewin disease or morvellosis": ["brew", "mor"],  # in the order of the text
    "morvellosis vs brewin disease": ["mor", "brew"],
    "not morvellosis but brewin disease": ["mor", "brew"],
    "morvellosis and rash": ["mor", "rash"],
    "rash with sore tongue": ["rash", "tongue"],
    "morvellosis and short breath": ["mor", "lung"],
    "brantola fever and long brantola fever": ["long", "fever"],
    "acne in adults carousel": ["acne"],
    "knee infection": ["inf"],  # of another place
    "infection of the knee": ["inf"],
    "brewin infection": ["inf"],
    "cancer of the knee": ["cancer"],
    "carcinoma of quux": ["growth"],
    "clinging carcinoma": ["growth"],
    "morvellosis 3": ["mor"],  # a number that says which kind
    "morvellosis 1B": ["mor"],
    "morvellosis 1b": ["mor"],
    "morvellosis 30, my mom": ["mor"],
    "morvellosis I": ["mor"],
    "morvellosis-like spots": ["mor"],  # a part of another name
    "in Morvellosis Beach": ["mor"],
    "he lives in Morvellosis Beach": ["mor"],
    "morvellosis morvellosis": ["mor"],
}


@pytest.mark.parametrize(("query", "ids"), LISTS.items())
def test_names_are_listed_where_several_or_another_may_be_meant(query: str, ids: list[str]) -> None:
    assert answered(query) == ("ambiguous", ids)


@pytest.mark.parametrize(
    ("query", "status", "known", "note"),
    [
        ("copper lung", "none", "Copper lung", None),
        ("my copper lung hurts", "none", "Copper lung", None),
        ("my nightmare", "none", "Nightmares", None),  # a plain word beside harmless ones only
        ("nightmare carousel", "none", None, None),
        ("copper lung and a nightmare", "none", "Copper lung, Nightmares", None),
        (
            "morvellosis and copper lung",
            "ambiguous",
            None,
            "It also names what has no page yet: Copper lung.",
        ),
        (
            "morvellosis and every night a nightmare",
            "match",
            None,
            "It also names what has no page yet: Nightmares.",
        ),
    ],
)
def test_what_has_no_page_is_named(query: str, status: str, known: str | None, note: str | None) -> None:
    found = RESOLVER.resolve(query)
    assert (found.status, found.known, found.note) == (status, known, note)


def test_names_that_are_more_than_five_are_listed_in_their_order() -> None:
    text = "burns, stroke, acne, brewin disease, morvellosis and skin cancer"
    assert answered(text) == ("ambiguous", ["burns", "stroke", "acne", "brew", "mor"])


def test_a_name_of_eight_words_is_read_in_a_text_and_one_of_nine_is_none() -> None:
    eight = "long sleep of the tin men of quuxland"
    found = resolver_of((names("a", eight), names("b", f"{eight} island"))).resolve(
        f"my {eight} island hurts"
    )
    assert found.matches[0].id == "a"


@pytest.mark.parametrize(
    ("query", "opens"),
    [
        ("my morvellosis " + "and my dog is fine " * 3, False),  # an animal
        ("we saw the doctor and she said " * 20 + "i have morvellosis", True),
        ("we saw the doctor and she said " * 150 + "i have morvellosis", False),  # beyond what is read
    ],
    ids=["an animal", "a long text", "a longer one"],
)
def test_a_long_text_is_read_to_a_bound(query: str, opens: bool) -> None:
    assert (answered(query)[0] == "match") is opens


@pytest.mark.parametrize(
    ("query", "free", "status"),
    [
        ("morvelosis", True, "match"),
        ("i have had morvelosis now", True, "none"),  # in free words a name counts as it is written
        ("i have had morvelosis now", False, "match"),
        ("i have had morvellosis now", True, "match"),
        ("what does a cold do to morvellosis", True, "match"),
        ("see http://morvellosis.org for more of it", True, "none"),
        ("", True, "none"),
    ],
)
def test_in_free_words_only_names_as_written_count(query: str, free: bool, status: str) -> None:
    found = RESOLVER.resolve_free(query) if free else RESOLVER.resolve(query)
    assert (found.status, found.query) == (status, query)
