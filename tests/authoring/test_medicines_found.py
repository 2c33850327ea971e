"""Doses and advice on medicines in texts, and entries of care that nobody could act on."""

from pathlib import Path

import pytest
from checked import findings, in_texts
from good_record import good

DOSES = (
    "Adults have 5 mcg.", "Have 5 \u00b5g of it.", "It is 20 micrograms.", "It is 5 milligrams.",
    "It is 3 g.", "It is one gram.",
    "It is 5 cc.", "It is 5 ml.", "It is 5 milliliters.", "It is 40 mEq.", "It is 2 tablespoons.",
    "It is 2 tbsp.",
    "It is a hundred milligrams.", "It is a dozen units.", "It is half a teaspoon.",
    "It is a quarter of a gram.",
    "It is two and a half grams.", "It is 2\u00bd mg.", "It is \u00bd tsp.", "It is 10-mg.", "It is 5mg.",
    "It is 5 mg/kg/day.",
    "You need 2 pills.", "You need six capsules.", "You need two drops.", "You get one pill daily.",
    "You get one pill twice a day.", "You get ten drops at bedtime.", "You get one capsule each night.",
    "Take up to ten pills.",
    "Use only one spray.", "Chew one lozenge.", "Inhale about one puff.", "Swallow one caplet.",
    "Try one suppository.",
    "You need 3 gummies.", "You get one tablet in the morning.",
)  # fmt: skip
NO_DOSES = (
    "It is 100 mg of caffeine.", "Salt of 5 g is much.", "You lose 500 mL of blood.", "Eat 25 g of sugar.",
    "It is 5 g of fat.", "It is 30 g of plain protein.", "Sugar over 200 mg/dL is high.", "It is 2 g per dL.",
    "Cholesterol below 100 mg is good.", "You get one pill.", "You need ten pills in all.",
    "A 5-gauge needle.", "It is 7 days.", "Take one tablet of sugar.",
    "There are wards, and grams.",
)  # fmt: skip
STOPS = (
    "Stop taking it.", "Stop using your steroids.", "You should stop taking pills.",
    "You can also quit taking it.",
    "You could now skip your medication.", "You must double your insulin.", "You need to start taking it.",
    "You have to stop your new blood thinner.", "Stop your tablets.", "Stop your medicines.",
    "Quit your drugs.",
    "Skip your pills.", "Stop your insulin.", "Stop using your inhaler.", "Stop the steroids.",
    "Rest: stop your antibiotics.", "It hurts. Skip taking it.",
)  # fmt: skip
NO_STOPS = (
    "Never stop taking it.", "You should not stop taking it.", "You should stop smoking.",
    "If you stop taking it, call.",
    "Stop taking it when your doctor says so.", "Stop your pills only if your pharmacist agrees.",
    "Ask if you can stop taking it.",
    "Start walking.", "Stop your herbal pills.", "Stop taking it as your plan says.", "Skip your lunch.",
)  # fmt: skip


@pytest.mark.parametrize(
    ("code", "found", "silent"), [("M005", DOSES, NO_DOSES), ("M006", STOPS, NO_STOPS)], ids=["dose", "stop"]
)
def test_a_text_names_no_dose_and_stops_no_medicine(
    tmp_path: Path, code: str, found: tuple[str, ...], silent: tuple[str, ...]
) -> None:
    told = in_texts(tmp_path, code, [*found, *silent])
    assert [text for text in found if not told[text]] == []
    assert {text: there for text in silent if (there := told[text])} == {}


def test_each_dose_of_a_text_is_found(tmp_path: Path) -> None:
    said = "Have 5 mg first. Then you have 10 mg. Have 15 mg last. Salt: 5 g."
    assert len(in_texts(tmp_path, "M005", [said])[said]) == 3


VAGUE = (
    "feeling unwell", "severe symptoms", "a serious problem", "an emergency", "you get worse", "trouble",
    "new symptoms",
    "anything unusual", "sudden illness", "a life-threatening condition", "side effects", "Feeling very ill",
)  # fmt: skip
CLEAR = ("severe pain", "trouble breathing", "new rash", "feeling faint", "TODO: a sign", "a seizure")


def test_a_sign_of_an_emergency_says_what_a_person_sees(tmp_path: Path) -> None:
    told = in_texts(tmp_path, "M002", [*VAGUE, *CLEAR], "care.emergency")
    assert [text for text, there in told.items() if there] == list(VAGUE)


@pytest.mark.parametrize("tier", ["emergency", "urgent", "soon", "routine"])
def test_an_entry_of_care_completes_if_you_have(tmp_path: Path, tier: str) -> None:
    whole = (
        "You faint.",
        "Call us",
        "If it hurts",
        "Go to bed",
        "The pain grows",
        "Seek help",
        "Get help",
        "pain.",
    )
    parts = ("pain", "someone who faints", "Goosebumps", "Callused feet", "Thin skin")
    told = in_texts(tmp_path, "M003", [*whole, *parts], f"care.{tier}")
    assert [text for text, there in told.items() if there] == list(whole)


def test_what_is_no_entry_of_care_may_be_a_sentence(tmp_path: Path) -> None:
    record = good(
        questions=["You see?", "If so?", "Call?", "Go?"], care=good()["care"] | {"note": "Call us."}
    )
    assert findings(tmp_path, "M003", record) == []


BARE = (
    "a fever", "high fever", "the pain", "any new pain", "a bad headache", "cough", "vomiting",
    "some swelling", "bleeding",
    "rash.", "severe weakness", "dizziness", "nausea", "tiredness", "numbness", "itching", "weight loss",
    "weight gain",
    "a high temperature", "new diarrhea",
)  # fmt: skip
MEASURED = (
    "a fever of 103",
    "pain that lasts",
    "a cough with blood",
    "vomiting for a day",
    "old pain",
    "leg pain",
    "a rash and fever",
)


@pytest.mark.parametrize("tier", ["emergency", "urgent", "soon", "routine"])
def test_an_entry_says_how_bad_or_how_long(tmp_path: Path, tier: str) -> None:
    told = in_texts(tmp_path, "M009", [*BARE, *MEASURED], f"care.{tier}")
    assert [text for text, there in told.items() if there] == list(BARE)


CANCER = (
    "night sweats", "sweats at night that soak you", "weight loss without a diet",
    "loss of weight you cannot explain",
    "losing weight for no reason", "unplanned weight loss", "unexplained weight loss", "blood in the urine",
    "blood on your stool",
    "blood mixed with poop", "bloody urine", "bloody stools", "black stools", "black, tarry stool",
    "a lump for 2 weeks",
    "a lump that grows", "a new lump", "a growing lump", "pain swallowing for over 2 weeks",
    "bleeding after menopause",
    "bleeds since the menopause", "coughing up blood", "cough up blood", "Unintended weight loss",
    "a hoarse voice for over 3 weeks", "hoarseness that lasts 2 months", "a cough that stays for 4 weeks",
    "a swollen gland that does not go away for 3 weeks", "bloating for over 3 weeks",
    "a mole that changes its shape", "a freckle that has started to bleed", "a new mole",
    "a sore in the mouth that does not heal", "an ulcer that has not healed",
    "a nipple that leaks blood", "discharge from a nipple", "a nipple that has turned in",
    "a change in bowel habits", "blood in your semen", "bleeding after sex", "rectal bleeding",
)  # fmt: skip
NO_CANCER = (
    "questions about night sweats", "how to treat a new lump", "whether night sweats are normal",
    "worry about a new lump",
    "a family with a new lump", "weight gain", "an old lump", "blood pressure", "a cough",
    "pain swallowing", "blood tests", "a hoarse voice", "a cough for 3 days", "small glands for years",
    "many moles", "sore nipples", "pain after sex", "usual bloating", "a sore mouth", "your bowel habits",
)  # fmt: skip


def test_a_sign_of_cancer_does_not_wait(tmp_path: Path) -> None:
    told = in_texts(tmp_path, "M010", [*CANCER, *NO_CANCER], "care.routine")
    assert [text for text, there in told.items() if there] == list(CANCER)
    for tier in ("soon", "urgent", "emergency"):
        assert not any(in_texts(tmp_path, "M010", CANCER, f"care.{tier}").values()), tier


TRAPS = (
    "trouble breathing or sweating", "difficulty walking or vomiting", "problems sleeping or shaking",
    "a hard time eating or choking",
    "unable to swallow or drooling", "cannot talk or throwing up", "can't stand or passing out",
    "not waking or turning blue",
    "trouble with balance or fainting", "trouble walking or talking or wheezing",
)  # fmt: skip
NO_TRAPS = (
    "sweating or trouble breathing", "trouble breathing or talking", "pain, trouble breathing or sweating",
    "trouble breathing, or sweating",
    "breathing or sweating", "trouble breathing or swallowing",
)  # fmt: skip


def test_or_makes_no_symptom_a_thing_that_is_hard_to_do(tmp_path: Path) -> None:
    told = in_texts(tmp_path, "M011", [*TRAPS, *NO_TRAPS], "care.soon")
    assert [text for text, there in told.items() if there] == list(TRAPS)
    assert in_texts(tmp_path, "M011", ["You may have trouble breathing or sweating."]).popitem()[1]


@pytest.mark.parametrize(
    ("emergency", "note", "found"),
    [
        ([], None, True),
        ([], " ", True),
        ([], "Never.", False),
        (["a fit"], None, False),
        (["a fit"], "x", False),
    ],
)
def test_when_to_call_is_said_or_why_not(
    tmp_path: Path, emergency: list[str], note: str | None, found: bool
) -> None:
    record = good(care=good()["care"] | {"emergency": emergency, "note": note})
    assert findings(tmp_path, "M001", record) == [("sore-knee", "care.emergency", "both are empty")] * found


@pytest.mark.parametrize(
    ("section", "found"),
    [("treatment", True), ("self_care", True), ("prevention", True), ("causes", False), ("outlook", False)],
)
def test_a_medicine_counts_where_a_page_tells_what_helps(tmp_path: Path, section: str, found: bool) -> None:
    for code, said in (("M012", "You may need warfarin."), ("M013", "You may take methotrexate.")):
        record = good(sections=good()["sections"] | {section: {"body": [said], "refs": [1]}})
        assert bool(findings(tmp_path, code, record)) is found


def test_a_medicine_that_is_named_twice_is_found_once(tmp_path: Path) -> None:
    record = good()
    record["sections"]["treatment"]["body"] = ["You may need warfarin. Warfarin helps.", "Warfarin is old."]
    places = [place for _, place, _ in findings(tmp_path, "M012", record)]
    assert len(places) == len(set(places)) >= 1


def test_a_medicine_is_told_by_the_whole_name_that_stands_there(tmp_path: Path) -> None:
    source = {"publisher": "Example Institute", "title": "Leaves", "url": None}
    danger = {
        "danger": "green skin",
        "tier": "soon",
        "not_asked": None,
        "signs": ["green"],
        "entry": "green skin",
    }
    kind = {
        "kind": "leaves",
        "names": ["leaf", "leaf of mint", "mint"],
        "dangers": [danger | {"refs": [source]}],
    }
    own = {"version": 1, "unless": {"before": ["not"], "after": ["not"]}, "kinds": [kind]}
    for said, name in (
        ("Chew a leaf of mint.", "leaf of mint"),
        ("Chew leafs.", "leafs"),
        ("Chew MINT.", "MINT"),
    ):
        record = good(sections=good()["sections"] | {"treatment": {"body": [said], "refs": [1]}})
        found = findings(tmp_path, "M012", record, medicine_dangers=own)
        assert [there for _, _, there in found] == [f'{name}: green skin, such as "green skin"']
