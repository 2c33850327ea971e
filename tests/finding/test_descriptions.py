"""What people say, read as symptoms of a small catalog, and the pages that fit it, the likeliest first."""

import chest_catalog
import pytest

from condcli.catalog.library import Library
from condcli.finding.conditions import described
from condcli.finding.symptoms import rank, read_symptoms


@pytest.fixture
def chest() -> Library:
    return Library.open(chest_catalog.path())


def read(library: Library, text: str) -> list[str]:
    """The ids of the symptoms in the order of the text, a denied one behind a minus."""
    return [f"{'-' * s.negated}{s.id}" for s in read_symptoms(library, text)]


def found(library: Library, text: str, most: int = 5) -> list[str]:
    return [match.id for match in described(library, text, most).matches]


@pytest.mark.parametrize(
    ("text", "symptoms"),
    {
        "cough": ["cough"],
        "coughs, COUGHING, coughed": ["cough"],
        "tussis": ["cough"],
        "hacking": ["cough"],
        "barks like a dog": ["cough"],
        "like a dog": [],
        "high temperature": ["fever"],
        "temperature": [],
        "very bad cough": ["cough"],
        "fever and cough": ["fever", "cough"],
        "shivering with pyrexia": ["chills", "fever"],
        "no energy": ["tiredness"],
        "energy": [],
        "worn out": ["tiredness"],
        "out": [],
        "breathing whistles": ["wheezing"],
        "barks sneezing": ["sneezing"],  # what begins like a way to say another
        "whistling breath": ["wheezing"],
        "breath. whistling": [],
        "coughing up blood": ["coughing-blood"],  # not the cough that is in it
        "coughing up blood and a cough": ["coughing-blood", "cough"],
        "blood when coughing": ["coughing-blood"],
        "blood. coughing": ["cough"],
        "pain in the chest": ["chest-pain"],
        "chest pain": ["chest-pain"],
        "pain, a bad one, in my chest": ["chest-pain"],
        "pain since grandma came by with my chest of drawers": [],
        "pain": [],
        "chest": [],
        "eyes": [],
        "itchy eye": ["itchy-eyes"],
        "": [],
    }.items(),
)
def test_a_symptom_is_read_in_any_words_for_it(chest: Library, text: str, symptoms: list[str]) -> None:
    assert read(chest, text) == symptoms


@pytest.mark.parametrize(
    ("text", "symptoms"),
    {
        "no cough": ["-cough"],
        "no cough, fever": ["-cough", "fever"],  # a comma ends it
        "no cough, no fever": ["-cough", "-fever"],
        "no cough or chills or fever": ["-cough", "-chills", "-fever"],
        "no cough. fever": ["-cough", "fever"],
        "no cough but fever": ["-cough", "fever"],
        "no cough though fever": ["-cough", "fever"],
        "no cough only fever": ["-cough", "fever"],
        "no cough; fever": ["-cough", "fever"],
        "denies cough": ["-cough"],
        "without very bad cough": ["-cough"],
        "no really very bad week of cough": ["-cough"],  # what says little takes no part of the denial
        "no 99 99 99 cough": ["-cough"],  # and no figure of two digits
        "no 999 999 999 cough": ["cough"],
        "no dog cat bird cough": ["cough"],  # three words that matter are denied
        "no dog cat cough": ["-cough"],
        "no cough or bad cough": ["-cough"],
        "no cough. cough": ["cough"],  # said once without a no, it is there
        "cough. no cough": ["cough"],
        "no coughing up blood": ["-coughing-blood"],
        "no energy, no fever": ["tiredness", "-fever"],
    }.items(),
)
def test_a_denial_reaches_as_far_as_people_mean_it(chest: Library, text: str, symptoms: list[str]) -> None:
    assert read(chest, text) == symptoms


def test_the_words_of_a_symptom_and_its_emergency_are_told(chest: Library) -> None:
    blood, fever = read_symptoms(chest, "Blood!! He is Coughing it up. With PYREXIA")[0:2]
    assert (blood.id, blood.matched) == ("cough", ("Coughing",))
    assert fever.matched == ("PYREXIA",)
    (cough,) = read_symptoms(chest, "no cough, no COUGHING")
    assert cough.matched == ("cough",)
    (blood,) = read_symptoms(chest, "Coughing up some Blood")
    assert (blood.name, blood.matched) == ("Coughing up blood", ("Coughing", "Blood"))
    assert blood.emergency == "Call 911 for more than a spoonful."


@pytest.mark.parametrize(
    ("text", "pages"),
    {
        "fever and cough": [
            "chest-cold",
            "lung-infection",
            "viral-lung-infection",
            "high-fever",
            "child-wheeze",
        ],
        "chest pain": ["lung-clot", "chest-cold"],
        "sneezing": ["hay-fever"],
        "nose runs like a tap": ["hay-fever"],
        "calf swollen after a flight": ["lung-clot"],
        "pollen": ["hay-fever"],
        "spacer": [],  # a word of a treatment tells of no condition by itself
        "odd dreams": [],  # no page lists it
        "chest": [],
        "bad": [],
        "no sneezing": [],
        "zzqx": [],
    }.items(),
)
def test_pages_that_fit_a_description(chest: Library, text: str, pages: list[str]) -> None:
    assert found(chest, text) == pages


def test_what_is_said_of_a_child_brings_its_page_forward(chest: Library) -> None:
    assert found(chest, "cough")[0] != "child-wheeze"
    for who in ("kid", "toddler", "baby", "child"):
        assert found(chest, f"{who} has a cough")[0] == "child-wheeze"
    assert found(chest, "grandma has a cough")[0] != "child-wheeze"


def test_each_page_tells_what_it_lists_and_which_words_it_has(chest: Library) -> None:
    (hay,) = described(chest, "coughs with pollen, sneezing, no fever").matches
    assert (hay.matched, hay.not_listed, hay.words) == (("sneezing",), ("cough",), ("pollen", "sneezing"))
    matches = {m.id: m for m in described(chest, "my kid COUGHS, chills and no sneezing").matches}
    assert matches["child-wheeze"].words == ("kid", "COUGHS")
    assert matches["child-wheeze"].not_listed == ("chills",)
    assert matches["lung-infection"].matched == ("cough", "chills")
    assert matches["lung-infection"].words == ("COUGHS", "chills")


@pytest.mark.parametrize("most", [1, 2, 3, 5, 99])
def test_the_best_are_given_and_all_are_counted(chest: Library, most: int) -> None:
    every = described(chest, "cough", 99)
    some = described(chest, "cough", most)
    assert some.matches == every.matches[:most]
    assert some.total == every.total == len(every.matches) == 5


def test_what_tells_far_less_than_the_best_is_left_out(chest: Library) -> None:
    assert set(found(chest, "cough")) > {"lung-clot", "chest-cold"}
    assert found(chest, "cough, nose runs like a tap") == ["hay-fever"]


def ranked(library: Library, *has: str, **more: list[str]) -> list[str]:
    return [match.id for match in rank(library, has, more.get("without", []), more.get("words", []))]


COUGH = ["chest-cold", "lung-infection", "child-wheeze", "viral-lung-infection", "lung-clot"]


@pytest.mark.parametrize(
    ("has", "pages"),
    {
        ("cough",): COUGH,
        ("cough", "cough"): COUGH,
        ("cough", "wheezing"): ["child-wheeze", *(id_ for id_ in COUGH if id_ != "child-wheeze")],
        ("fever",): ["chest-cold", "lung-infection", "high-fever", "viral-lung-infection"],
        ("odd-dreams",): [],
        ("no-such-thing",): [],
        (): [],
    }.items(),
)
def test_pages_are_ranked_by_what_they_list_then_by_how_common_they_are(
    chest: Library, has: tuple[str, ...], pages: list[str]
) -> None:
    assert ranked(chest, *has) == pages


def test_a_page_that_lists_what_is_excluded_goes_behind(chest: Library) -> None:
    assert ranked(chest, "cough", without=["fever"])[:2] == ["child-wheeze", "lung-clot"]
    assert sorted(ranked(chest, "cough", without=["fever"])) == sorted(ranked(chest, "cough"))
    assert ranked(chest, "sneezing", without=["cough", "odd-dreams"]) == ["hay-fever"]
    scores = {m.id: m.score for m in rank(chest, ["cough"], ["fever", "fever"])}
    assert scores == {m.id: m.score for m in rank(chest, ["cough"], ["fever"])}


def test_whom_it_is_about_changes_the_order_of_what_is_ranked(chest: Library) -> None:
    assert ranked(chest, "cough", words=["my", "kid"])[0] == "child-wheeze"
    assert ranked(chest, "cough", words=["grandma"])[0] != "child-wheeze"
    assert ranked(chest, "sneezing", words=["kid"]) == ["hay-fever"]


def test_each_match_says_what_of_the_asked_its_page_lists(chest: Library) -> None:
    matches = {m.id: m for m in rank(chest, ["fever", "cough", "chills"])}
    assert matches["lung-infection"].matched == ("fever", "cough", "chills")
    assert matches["chest-cold"].not_listed == ("chills",)
    assert (matches["high-fever"].name, matches["high-fever"].not_listed) == (
        "High fever",
        ("cough", "chills"),
    )
    assert all(m.words == () for m in matches.values())
