"""What somebody tells in words of their own is held against all of it: listed, opened, or put behind."""

import json

import pytest
from conftest import Run

from condcli.catalog.library import Library
from condcli.finding.own_words import NO_NAME, OTHERS, meant
from condcli.guide import Guide

LIBRARY = Library.open()
TOLD = "my newborn screams each evening, pulls her legs up and nothing calms her"
WHOLE = {"CONDCLI_ONLY": ""}


@pytest.mark.parametrize(
    ("text", "id_"),
    {
        TOLD: "infant-colic",
        "i scrub my hands over and over and check the stove ten times": "obsessive-compulsive-disorder",
        "my heel stabs with the first steps out of bed": "plantar-fasciitis",
        "squeezing behind the breastbone that spreads to the jaw": "angina",  # of nobody, but of a body
    }.items(),
)
def test_what_names_nothing_lists_the_pages_that_fit(text: str, id_: str) -> None:
    named = LIBRARY.resolve(text)
    assert named.status == "none"
    found = meant(LIBRARY, named)
    assert (found.status, found.matches[0].id, found.note) == ("ambiguous", id_, NO_NAME)
    assert len(found.matches) <= 5
    assert all(25 <= page.score <= 50 for page in found.matches)


@pytest.mark.parametrize(
    "text",
    [
        "why does my laptop screen go black",
        "my favorite band plays tonight",
        "can i get a refund for my train ticket",
        "zzqx",
        "my fowl pox",
        "lumpy skin and swollen knees of beef cattle in summer",
        "stabbing heel steps",  # of nobody, and short
    ],
)
def test_other_words_list_nothing(text: str) -> None:
    named = LIBRARY.resolve(text)
    assert meant(LIBRARY, named) == named
    assert named.status == "none"


@pytest.mark.parametrize(
    "text", ["my mom has shingles", "my son has tay-sachs disease", "stroke or migraine in my mother", "COPD"]
)
def test_a_name_stays_what_it_means(text: str) -> None:
    named = LIBRARY.resolve(text)
    assert meant(LIBRARY, named) is named


@pytest.mark.parametrize(
    ("text", "id_"),
    {
        "my dads lyme from a tick, bullseye ring and fever": "lyme-disease",
        "AKI after naproxen, creat 2.8, dialysis": "kidney-failure",  # letters beside words of medicine
        "straight lines look wavy to my mom, a blur in the middle, macular": "macular-degeneration",
        "mouth ulcers inside my lip every month": "canker-sores",  # several words, and little beside
        "father in law going senile, hid the car keys in the freezer": "dementia",
    }.items(),
)
def test_the_one_that_may_be_meant_opens_where_all_else_fits_it(text: str, id_: str) -> None:
    named = LIBRARY.resolve(text)
    assert (named.status, [page.id for page in named.matches]) == ("ambiguous", [id_])
    found = meant(LIBRARY, named)
    assert (found.status, found.how, found.matches[0].id) == ("match", "phrase", id_)


@pytest.mark.parametrize(
    "text",
    [
        "the athletes foot opening hours, my shoes",  # a shop
        "grandson wants the poison ivy lego set, is it retired",
        "spayed bitch leaking wee in her sleep, propalin",
        "pink eyed white rabbit of my son",  # a name in another form, and an animal
    ],
)
def test_a_name_of_several_words_that_is_another_thing_lists(text: str) -> None:
    named = LIBRARY.resolve(text)
    assert named.status == "ambiguous"
    assert meant(LIBRARY, named).status == "ambiguous"


@pytest.mark.parametrize("text", ["GDM black login screen after the upgrade", "PMS ship maintenance system"])
def test_letters_beside_few_words_of_medicine_list(text: str) -> None:
    named = LIBRARY.resolve(text)
    assert named.status == "ambiguous"
    assert meant(LIBRARY, named) is named


@pytest.mark.parametrize(
    ("text", "named", "better"),
    [
        ("cheeks and nose of my wife flush red with tiny veins and pimples after wine", "acne", "rosacea"),
        ("i snore like a train, gasp awake with a headache and doze off", "headache", "sleep-apnea"),
        # of nobody, and it begins with what was there some time ago
        (
            "tummy bug 2 weeks ago, now tingling feet, weak legs, reflexes gone, spinal tap protein high",
            "gastroenteritis",
            "guillain-barre-syndrome",
        ),
    ],
)
def test_what_is_but_named_stands_behind_what_the_words_fit(text: str, named: str, better: str) -> None:
    opened = LIBRARY.resolve(text)
    assert (opened.status, opened.matches[0].id) == ("match", named)
    found = meant(LIBRARY, opened)
    assert (found.status, found.note) == ("ambiguous", OTHERS)
    assert [page.id for page in found.matches[:2]] == [better, named]


def test_what_a_text_begins_with_is_what_it_is_about() -> None:
    opened = LIBRARY.resolve("fever fits in my baby, he is hot, his neck is stiff and he has a rash")
    assert (opened.status, meant(LIBRARY, opened)) == ("match", opened)


def test_every_command_that_takes_a_name_lists_them(run: Run) -> None:
    for command in ("show", "trials", "related"):
        result = run(command, TOLD, env=WHOLE)
        assert (result.exit_code, result.stdout) == (4, "")
        assert "may mean: Infant colic" in result.stderr
        assert NO_NAME in result.stderr
    answer = json.loads(run("lookup", "--json", TOLD, env=WHOLE).stdout)
    assert (answer["status"], answer["matches"][0]["id"]) == ("ambiguous", "infant-colic")
    assert Guide.open().resolve(TOLD).matches[0].id == "infant-colic"
    batch = run("lookup", "-", stdin=f"{TOLD}\nzzqx\n", env=WHOLE).stdout.splitlines()
    assert "may mean Infant colic" in batch[0]
    assert batch[1] == "zzqx: not known"


def test_words_without_a_command_open_and_find_the_same_pages(run: Run) -> None:
    wife = run(
        "cheeks and nose of my wife flush red with tiny veins and pimples after wine", env=WHOLE
    ).stdout
    assert wife.startswith("FOUND FOR")
    assert "- Acne. May be meant by: Pimples" in wife
    assert "- Rosacea." in wife
    tick = run("my dads lyme from a tick, bullseye ring and fever", env=WHOLE).stdout
    assert tick.startswith("LYME DISEASE")
    assert run(TOLD, env=WHOLE).stdout.startswith("FOUND FOR")


@pytest.mark.parametrize(
    "text",
    [
        "my newborn screams each evening, pulls her legs up and i cannot breathe",
        "i snore, gasp awake with a headache, doze off, and now have chest pain and cannot breathe",
    ],
)
def test_words_of_danger_are_answered_with_help_and_what_they_name(run: Run, text: str) -> None:
    shown = run("show", text, env=WHOLE)
    answer = json.loads(run("lookup", "--json", text, env=WHOLE).stdout)
    assert "HELP NOW" in shown.stdout
    assert answer["help"]["call"] == "911"
    assert answer["note"] is None
    assert all(page["score"] == 100 for page in answer["matches"])
    for note in (NO_NAME, OTHERS):
        assert note not in shown.stderr


def test_what_has_no_page_is_named_beside_what_the_words_fit() -> None:
    text = "i have pleurisy and an enlarged prostate, a headache, vomiting, light hurts, zigzag lights"
    found = meant(LIBRARY, LIBRARY.resolve(text))
    assert (found.status, found.matches[0].id) == ("ambiguous", "migraine")
    assert found.note == f"{OTHERS} It also names what has no page yet: Pleurisy."


def test_a_name_of_several_words_that_ends_in_a_condition_is_no_passing_one() -> None:
    opened = LIBRARY.resolve("got the sugar diabetes like my daddy, feet always cold and blue, calves cramp")
    assert (opened.status, opened.matches[0].id) == ("match", "diabetes")
    assert meant(LIBRARY, opened) is opened
