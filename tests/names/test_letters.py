"""Abbreviations of a small catalog among other words: what says that the condition is meant, and what not."""

import pytest
from small_catalogs import names, resolver_of

from condcli.names import letters, owners
from condcli.names.normalize import words

PAGE = (
    "A clot makes the knee swell. You may have mucus, tremor and pain in the leg. "
    "Doctors use methotrexate, warfarin and a colonoscopy. A biopsy shows fibrosis."
)
RECORDS = [
    names("four", "Quaint vessel disease", abbreviations=("QVDX",)),
    names("three", "Quiet valve disease", abbreviations=("QVD",)),
    names("two", "Quick vein", abbreviations=("QV",)),
    names("clot", "Lung clot", abbreviations=("PE",)),
    names("flutter", "Heart flutter", abbreviations=("AF",)),
    names("nerves", "Nerve page", abbreviations=("MS",)),
    names("spell", "Small stroke", abbreviations=("TIA",)),
]
RESOLVER = resolver_of(RECORDS).read_pages(lambda _: frozenset(words(PAGE)))


def opened(query: str) -> str | None:
    found = RESOLVER.resolve(query)
    return found.matches[0].id if found.status == "match" else None


@pytest.mark.parametrize(
    ("query", "id_"),
    [
        ("QVD knee", "three"),  # what its page says
        ("qvd tremor", "three"),
        ("qvd methotrexate", "three"),
        ("qvd colonoscopy today", "three"),
        ("QVD eliquis", "three"),  # a medicine of no page
        ("QVD medication carousel", "three"),  # said of nothing but a condition
        ("QVD uncontrolled", "three"),  # how far it has gone
        ("qvd sick carousel", "three"),
        ("QVD metastases", "three"),
        ("QVD 1a biopsy", "three"),  # a stage
        ("QVD ab biopsy", "three"),  # what clinicians write for words
        ("QVD course of methotrexate", "three"),
        ("QVD to methotrexate", "three"),
        ("QVD coming off methotrexate", "three"),
        ("QVD nurse", "three"),
        ("QVD veterans", "three"),  # who has it
        ("QVDX carousel", "four"),  # long letters that are no word
        ("qvdx plucking", "four"),
        ("my son has QVD and his teacher called", "three"),
        ("QV flareup carousel", "two"),  # two letters: a flare, a medicine of its page, or two such words
        ("QV warfarin carousel", "two"),
        ("QV tremor knee carousel", "two"),
        ("QV tremor urgency", "two"),
        ("QV eliquis tremor", "two"),
        ("QV treatment elbow", "two"),
        ("pain in MS", "nerves"),
        ("AF dizzy", "flutter"),
        ("has PE", "clot"),
        ("got PE after surgery", "clot"),
        ("pain TIA", "spell"),
        ("methotrexate TIA", "spell"),
    ],
)
def test_the_words_beside_an_abbreviation_say_that_its_condition_is_meant(query: str, id_: str) -> None:
    assert opened(query) == id_


@pytest.mark.parametrize(
    "query",
    [
        "QVD carousel",  # nothing says so
        "qvd carousel",
        "QV carousel",
        "QVD 1a",
        "QV stool urgency",  # no word of its page
        "QV pus urgency",
        "QV tremor carousel",  # one only
        "QV eliquis carousel",
        "QV treatment pancreas",
        "QVD dog methotrexate",  # an animal
        "QVD standings knee",  # sports
        "QVD course",
        "QVD scripts",
        "QVD teacher",
        "QV unit",
        "QV veterans",
        "QVD usd",  # money
        "usd QVD",
        "QVD to usd",
        "QVD vs usd",
        "QV to inr",
        "QVD in dollars",
        "the QV",  # of something else
        "the QV knee mucus",
        "in MS",  # a state
        "in MS knee",
        "tired AF",  # an oath
        "sore AF",
        "has PE today",  # a lesson
        "thanks TIA",
        "please help me fix my car TIA",
        "QVDX syndrome",  # it makes a name of another thing
        "QVDX gland",
        "qvdx related",
        "qvdx paris",
        "QVDX president",
        "QVDX horse",
        "my son has QVD and his teacher called the office",
    ],
)
def test_an_abbreviation_beside_other_words_lists(query: str) -> None:
    assert opened(query) is None


SAYS = """
my ms is worse            | yes
my ms is late             | no    # nothing of illness
my ms office              | no
my gerd is late           | yes
my gerd carousel          | no    # what follows may be a part of the name
my gerd, carousel         | yes   # unless a comma stands between
our gerd methotrexate     | yes
his gerd rash             | yes
their gerd 5mg            | yes
uncle has ms              | yes
uncle has ms on monday    | no    # a day of school
he had ms                 | yes
carousel had ms           | no
has ms                    | no
has ms and pain           | yes
carousel with ms and pain | yes
prior ms                  | yes
suspected ms              | yes
chronic ms carousel       | yes
history of ms             | yes
diagnosed with ms         | yes
carousel of ms            | no
she had an mi             | yes
had an mi                 | no    # nobody
she had mi                | no    # what strikes at one time has an article
she had a ms              | no
after a pe                | yes
after pe                  | no
since a pe                | yes
following a pe carousel   | yes
post a gerd               | yes
with a gerd               | no
had a gerd                | yes
my a gerd                 | no
adult gerd                | no    # which kind, and not whose
baby gerd                 | no
grandma gerd              | yes
mom ms and walking        | yes
ms runs in my family      | yes
ms runs in my shoes       | no
gerd                      | no
our office ms is worse    | no
my ms is worse at the office | no
my gerd is worse at school | yes
my gerd school            | no
""".strip().splitlines()
NAMES = {"ms", "mi", "pe", "gerd", "gerd,"}


@pytest.mark.parametrize("row", SAYS, ids=lambda row: row.partition("|")[0].strip())
def test_who_has_it_is_said_before_an_abbreviation(row: str) -> None:
    text, _, said = row.partition("#")[0].partition("|")
    typed = text.split()
    at = next(n for n, word in enumerate(typed) if word in NAMES)
    name = typed[at].removesuffix(",")
    told = owners.say(typed[:at], name, typed[at + 1 :], parted=typed[at] != name)
    assert told is (said.strip() == "yes")


@pytest.mark.parametrize(
    ("name", "letters_"),
    [
        ("gerd", True),
        ("ms", True),
        ("carbuncle", False),
        ("hsv2", False),
        ("copdx", False),
        ("c diff", False),
    ],
)
def test_a_word_of_few_letters_may_be_an_abbreviation(name: str, letters_: bool) -> None:
    assert letters.is_of_letters(name.split()) is letters_


@pytest.mark.parametrize(
    ("token", "beside", "other"),
    [
        ("PD", "dialysis catheter", True),
        ("pd", "dialysis", True),
        ("PDs", "dialysis", True),
        ("PD", "tremor", False),
        ("RA", "sats", True),
        ("QVD", "dialysis", False),
        ("PD", "", False),
    ],
)
def test_a_word_beside_an_abbreviation_makes_it_another_thing(token: str, beside: str, other: bool) -> None:
    assert letters.are_of_others(token, beside.split()) is other


MORE = resolver_of(
    [
        *RECORDS,
        names("skin", "Loose elastic skin", abbreviations=("LES",)),
        names("patch", "Patchy skin of vets", abbreviations=("PsV",)),
        names("gland", "Gland swelling", abbreviations=("PSV",)),
        names("heart", "Heart attack"),
        names("gut", "C. diff", aliases=("C diff",)),
        names("heat", "Heat stroke"),
        names("artery", "Aortic aneurysm", aliases=("Aneurysm in the aorta",)),
        names("infarct", "Muscle infarct", abbreviations=("MI",)),
        names("faint", "Standing faint", abbreviations=("POTS",)),
    ]
).read_pages(lambda _: frozenset(words(PAGE)))


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ("my TIAs", ["spell"]),  # in the plural
        ("my TIA's", ["spell"]),
        ("tias again", ["spell"]),
        ("LES pain", ["skin"]),
        ("my PsV", ["patch"]),  # its own capitals
        ("my PSV", ["gland"]),
        ("pots knee", ["faint"]),  # a word of its page
        ("my heartattack", ["heart"]),  # written as one word
        ("c. diff again", ["gut"]),
        ("my aneurysm in her aorta", ["artery"]),
        ("MY TIA IS BACK", ["spell"]),
        ("MY MI", ["infarct"]),
    ],
)
def test_an_abbreviation_or_a_name_in_a_text_opens_as_it_may_be_written(query: str, ids: list[str]) -> None:
    found = MORE.resolve(query)
    assert (found.status, [m.id for m in found.matches]) == ("match", ids)


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ("i ate less today", []),  # a word, and no plural of LES
        ("ALL MY LESS", []),
        ("mi dolor", []),  # Spanish for "my"
        ("my mi", []),
        ("pots and pans", []),
        ("my psv", ["gland", "patch"]),  # of two no page explains one
        ("my Psv", ["gland", "patch"]),
        ("heat, stroke and lane", ["heat"]),  # a comma parts two words
        ("LES AND TIA", ["skin", "spell"]),
    ],
)
def test_letters_that_may_be_another_word_open_nothing(query: str, ids: list[str]) -> None:
    found = MORE.resolve(query)
    assert (found.status, [m.id for m in found.matches]) == ("ambiguous" if ids else "none", ids)
