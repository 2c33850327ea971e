"""Where sentences and words begin and end, which of them are whole, and which are said in the passive."""

import pytest

from condcli.plain_language.readability import is_passive, measure
from condcli.plain_language.sentences import Block, is_address, sentences, straight, units, words
from condcli.plain_language.syllables import syllables

SPLIT: dict[str, list[str]] = {
    "": [],
    "...": [],
    "Rest": ["Rest"],
    "Rest. Walk.": ["Rest.", "Walk."],
    "Rest! Walk? Sleep\u2026 Eat.": ["Rest!", "Walk?", "Sleep\u2026", "Eat."],
    "Rest. walk": ["Rest. walk"],  # no new sentence begins in small letters
    "Rest.\n Walk.": ["Rest.", "Walk."],
    "Rest.Walk on.": ["Rest.", "Walk on."],  # the space is lost
    "See a.org/Rest.Now today. Go.": ["See a.org/Rest.Now today.", "Go."],
    '"Rest." He left.': ['"Rest."', "He left."],
    "(Rest.) He left.": ["(Rest.)", "He left."],
    "Ask Dr. Lee. Ask Mrs. Lee.": ["Ask Dr. Lee.", "Ask Mrs. Lee."],
    "Use ice, heat, etc. Then rest.": ["Use ice, heat, etc.", "Then rest."],
    "Use ice, heat, etc. for pain.": ["Use ice, heat, etc. for pain."],
    "It is No. 5 on the list. Go.": ["It is No. 5 on the list.", "Go."],
    "He said no. Five went.": ["He said no.", "Five went."],
    "See Fig. 2. It helps.": ["See Fig. 2.", "It helps."],
    "Lee et al. 2020 say so.": ["Lee et al. 2020 say so."],
    "Open 9 a.m. Monday. Call.": ["Open 9 a.m. Monday.", "Call."],
    "Open at 9 a.m. Call then.": ["Open at 9 a.m.", "Call then."],
    "Open at 9 p.m. Eastern time.": ["Open at 9 p.m. Eastern time."],
    "Open 9 a.m. 5 days a week.": ["Open 9 a.m. 5 days a week."],
    "In the U.S. Most people rest.": ["In the U.S.", "Most people rest."],
    "In the U.S. Army they rest.": ["In the U.S. Army they rest."],
    "Ask J. Smith. Go.": ["Ask J. Smith.", "Go."],
    "Take vitamin C. Rest.": ["Take vitamin C.", "Rest."],
    "He has hepatitis B. Rest helps.": ["He has hepatitis B.", "Rest helps."],
    "It is plan D. J. Smith knows.": ["It is plan D. J. Smith knows."],
    "It was Smith J. Rest now.": ["It was Smith J. Rest now."],
    "It was Smith J. You rest.": ["It was Smith J.", "You rest."],
    "1. Rest. 2. Walk.": ["Rest.", "Walk."],
    "a) Rest. b) Walk.": ["Rest.", "Walk."],
    "(3) Rest": ["Rest"],
    "- Rest": ["Rest"],
    "It is 3.5 mg. Go.": ["It is 3.5 mg.", "Go."],
    "Smith Jr. Rest.": ["Smith Jr.", "Rest."],
}
WORDS: dict[str, list[str]] = {
    "It's 1,000 mg/dL (A1C).": ["It's", "1,000", "mg/dL", "A1C"],
    "One - two \u2013 three": ["One", "two", "three"],
    "and/or x-ray 9:30": ["and/or", "x-ray", "9:30"],
    "U.S. and Ph.D. and e.g. it": ["U.S.", "and", "Ph.D.", "and", "e.g.", "it"],
    "A 98\u00b0F day": ["A", "98\u00b0F", "day"],
    "See https://a.org/b?c=1. Go": ["See", "https://a.org/b?c=1", "Go"],
    "Mail help@a-b.example.org, or www.a.org/": ["Mail", "help@a-b.example.org", "or", "www.a.org/"],
    "medlineplus.gov/x.html.": ["medlineplus.gov/x.html"],
    "1,2 and 1, 2": ["1,2", "and", "1", "2"],
    "don\u2019t \u201cdo\u201d": ["don't", "do"],
    "...": [],
}  # fmt: skip


@pytest.mark.parametrize("text", SPLIT)
def test_a_paragraph_falls_into_sentences(text: str) -> None:
    assert sentences(text) == SPLIT[text]


@pytest.mark.parametrize("text", WORDS)
def test_a_sentence_falls_into_words(text: str) -> None:
    assert words(text) == WORDS[text]


@pytest.mark.parametrize(
    ("word", "address"),
    {
        "https://a.org": True, "www.a.org": True, "a.org": True, "a.b.gov/c": True, "x@a.org": True,
        "U.S.": False,
        "3.5": False, "and/or": False, "a.zip": False, "org": False, "https://a": False, "a.organ": False,
    }.items(),
)  # fmt: skip
def test_an_address_is_told_from_a_word(word: str, address: bool) -> None:
    assert is_address(word) is address


def test_marks_are_made_straight_and_accents_kept() -> None:
    assert straight("\u2018a\u2019 \u201cb\u201d c\u02bc") == "'a' \"b\" c'"
    assert straight("Me\u0301nie\u0300re") == "M\u00e9ni\u00e8re"
    assert straight("a\u2019s" * 600) == "a's" * 600
    assert straight("e" + "\u0301" * 30 + "x" * 1_000) != straight("e" + "\u0301" * 31 + "x" * 1_000)[:-1]
    assert straight("e" + "\u0301" * 99 + "x" * 1_000) == straight("e" + "\u0301" * 30 + "x" * 1_000)
    assert straight("e" + "\u0301" * 99) != straight("e" + "\u0301" * 30)  # a short text is not bounded


@pytest.mark.parametrize(
    ("block", "kinds"),
    [
        (Block("You rest. You walk."), ["prose", "prose"]),
        (Block("You rest. Signs are:"), ["prose", "lead"]),
        (Block("You rest. You walk"), ["prose", "fragment"]),
        (Block("Signs are:", item=True), ["fragment"]),
        (Block("You rest a day.", item=True), ["prose"]),  # four words
        (Block("You rest now.", item=True), ["fragment"]),
        (Block("You rest a day", item=True), ["fragment"]),
        (Block("Rest. You walk a day", item=True), ["fragment", "fragment"]),
        (Block("You rest a day. Walk", item=True), ["prose", "fragment"]),
        (Block('He said "rest."'), ["prose"]),
        (Block("  "), []),
    ],
)
def test_what_is_whole_is_prose(block: Block, kinds: list[str]) -> None:
    assert [unit.kind for unit in units([block])] == kinds


@pytest.mark.parametrize(
    ("sentence", "passive"),
    {
        "It is often soon well treated.": False,  # "well" may be no adverb
        "It is often usually treated.": True,
        "It is not often usually treated.": False,  # two adverbs and no more
        "It was quickly treated.": True,
        "It is treated, they say.": True,
        "It is (treated) now.": True,
        "Is it treated?": False,
        "They were given rest.": True,
        "He got hurt.": True,
        "The bed is red.": False,
        "It is led by her.": True,
        "They are tired and treated.": False,
        "Being seen helps.": True,
        "She isn't told.": True,
        "What's done is done.": True,
        "The treated knee is well.": False,
        "It is supposed to help.": False,
        "It is -treated- now.": False,
        "It is x-rayed.": False,
        "It is treated-now.": True,
    }.items(),
)
def test_a_sentence_that_says_what_is_done_and_not_by_whom(sentence: str, passive: bool) -> None:
    assert is_passive(sentence) is passive


def test_the_figures_of_a_text() -> None:
    found = measure(list(units([Block("The knee hurts. It is treated."), Block("a bad knee", item=True)])))
    assert found
    assert (found.words, found.mean_sentence, found.passive) == (9, 3.0, 50.0)
    assert found.longest.text == "The knee hurts."
    only_list = measure(list(units([Block("a bad knee", item=True)])))
    assert only_list
    assert (only_list.words, only_list.mean_sentence, only_list.passive) == (3, 0.0, 0.0)
    lead = measure(list(units([Block("It is treated with:"), Block("rest", item=True)])))
    assert lead
    assert (lead.mean_sentence, lead.passive) == (4.0, 0.0)  # a lead-in is no sentence, and is read like one
    assert measure([]) is None


def test_harder_text_has_higher_grades() -> None:
    said = ("Rest now.", "You may rest for a day.", "Physicians generally recommend considerable inactivity.")
    found = [measure(list(units([Block(text)]))) for text in said]
    grades = [(one.grade, one.smog) for one in found if one]
    assert [grade for grade, _ in grades] == sorted(grade for grade, _ in grades)
    assert grades[0][1] == grades[1][1] == 3.13 < grades[2][1]


@pytest.mark.parametrize(
    ("word", "count"),
    {
        "knee's": 1, "nurse's": 2, "box's": 2, "church's": 2, "couldn't": 2, "isn't": 2, "don't": 1,
        "COVID's": 2,
        "WBC": 5, "HIV": 3, "ICU-bed": 4, "BLEEDING": 2, "PET": 1, "A": 1, "B12": 1, "12-hour": 2,
        "-": 1, "1-800": 2,
        "555-0100": 2, "1-800-555-0100": 1, "U.K.": 2, "W.": 3, "a.org": 1, "3.5": 1, "12:30": 1,
    }.items(),
)  # fmt: skip
def test_syllables_of_what_is_no_plain_word(word: str, count: int) -> None:
    assert syllables(word) == count


# Vowels that are said apart, or not at all, in a word for each of the ways in which that is so.
SAID = {
    1: "tongue vague bones worked played coat queen guard breathes voice choice eyed",
    2: "people surgeon royal beyond being dryer ruin poem fluid preempt spasm rhythm prisms create "
    "creature react reading diet client patient action social marriage muscles treated tingled "
    "safely movement lifetime homework household nosebleed someone sideways whitehead therefore "
    "timeline quiet science union nauseous",
    3: "museum museums nucleus video mosaic deity myelin actual oasis reinfect everyday basically "
    "theater earlier sodium aorta serious cardiac fibrosis area carefulness diseases ionic radius "
    "coincide pasteurize linear",
    4: "cyanosis influenza cooperate antiacid continuous diarrhea",
    5: "gastroenteric radioactive",
}


@pytest.mark.parametrize("count", SAID)
def test_vowels_are_counted_as_they_are_said(count: int) -> None:
    assert {word: n for word in SAID[count].split() if (n := syllables(word)) != count} == {}
