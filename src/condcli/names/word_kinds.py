"""The kinds of words that stand around a name, and what the lists say of a single one.

The lists are data (data/names/question_words.json, life_words.txt), by kind: what is asked, people, times,
degrees, what one does or has done, care, the body.
"""

import re
from functools import cache
from typing import Literal, TypeAlias

from msgspec import Struct

from condcli.catalog.files import read, word_list
from condcli.names import dictionary
from condcli.names.dictionary import guards, names_folder
from condcli.names.normalize import LINKS, fold

Kind: TypeAlias = Literal[
    "ask", "people", "span", "time", "degree", "say", "care", "kind", "symptom", "body", "animal", "es",
    "talk", "modifier", "es_more", "es_other", "sense", "art", "complaint", "agent", "limb", "chart", "place",
    "show", "office", "money", "elsewhere", "ill", "offer", "trade", "plant",
    "thing",
]  # fmt: skip
AROUND: tuple[Kind, ...] = ("ask", "people", "span", "time", "degree", "say", "care", "es")
_UNITS = (
    "st nd rd th s y yr yrs yo mo mos m f am pm lb lbs kg g mg mcg ug ml l iu cm mm km k x d h hr hrs min "
    "mins wk wks w wo ft in oz cc bpm"
)
# An amount, a dose, an age or a time: 15mg, 2cm, 34f, x3; 18 may be an age, 20000 are units
NUMBER = re.compile(rf"x?\d{{1,6}}(?:{'|'.join(_UNITS.split())})?")
# How far a cancer has gone: t3n1, t2n0m0; 2b1 may be a kind of another
STAGE = re.compile(r"p?t[0-4][a-d]?n[0-3x][a-c]?(?:m[01x])?")
# A dose, and how often it is taken: 15mg, q6w
DOSE = re.compile(r"\d{1,6}(?:mg|mcg|ug|iu|g)|mg|mcg|q\d{1,2}[hdw]|q[dw]")
_FILLER = re.compile(r"u+[hm]+|e+r+m*|h+m+|a+r+g+h+|u+g+h+|l+o+l+|(?:ha)+h*|o+h+|o+w+|a+w+|so+o+|ple+a+se")
_SPINE = re.compile(r"[clst]\d{1,2}(?:[clst]?\d)?")  # of the spine: l5, s1, c5c6
SHORTEST_STRANGE = 3  # letters of a word that no list has
# Endings of conditions: a word that no list has and that ends so may be another condition.
OF_CONDITIONS = (
    "itis", "osis", "oses", "oma", "omas", "emia", "aemia", "uria", "pathy", "plasia", "trophy", "algia",
    "plegia", "paresis", "sclerosis", "penia", "philia", "rrhea", "rrhoea", "iasis", "asis", "genic",
    "genetic", "deficiency", "insufficiency",
)  # fmt: skip


class QuestionWords(Struct, frozen=True, forbid_unknown_fields=True):
    """data/names/question_words.json.

    `placed` are names that mean another condition with a part of the body beside them (cancer, infection);
    `everyday` are names that are everyday words too, and open beside fewer words (cold, stroke).
    `shorthand` is how clinicians write small words; `bearers` are people whose bare names mean much else,
    such as one who is what `public` says. `compounds` are words that, right behind a name, make it another
    thing, `near` anywhere beside it, `led` one or two words right before it; `works` are bands, artists,
    films and sayings of two words; `caught` is what no plant has, so that behind one it names a pest. Of the
    kinds, `ill` is said of illness, `elsewhere` of school, work and machines, `offer` and `trade` of jobs,
    courses, events, goods and games, `plant` and `thing` of what has no illness.
    """

    version: Literal[1]
    kinds: dict[Kind, frozenset[str]]
    placed: frozenset[str]
    everyday: frozenset[str]
    shorthand: dict[str, str]
    bearers: frozenset[str]
    public: frozenset[str]
    caught: frozenset[str]
    compounds: dict[str, frozenset[str]]
    near: dict[str, frozenset[str]]
    led: dict[str, frozenset[str]]
    works: frozenset[str]


@cache
def question_words() -> QuestionWords:
    """The words that may stand around a name."""
    return read(names_folder() / "question_words.json", QuestionWords)


@cache
def harmless(kinds: tuple[Kind, ...]) -> frozenset[str]:
    """The words of these kinds, and those that carry no meaning of their own."""
    listed = question_words().kinds
    return LINKS | {fold(word) for kind in kinds for word in listed[kind]}


@cache
def modifying() -> frozenset[str]:
    """Words before a name that may say which kind of the condition it is: adult, juvenile, primary."""
    of_words = (guard.parts for guard in guards() if guard.place == "word")
    return frozenset(part for parts in of_words for part in parts) - {"with", "without", "no", "not"}


@cache
def of_kind(*kinds: Kind) -> frozenset[str]:
    """The words of these kinds."""
    listed = question_words().kinds
    return frozenset().union(*(listed[kind] for kind in kinds))


def is_harmless(word: str) -> bool:
    """Whether a word says nothing of which condition is meant."""
    counted = NUMBER.fullmatch(word) or STAGE.fullmatch(word) or _FILLER.fullmatch(word)
    return word in harmless(AROUND) or bool(counted)


def is_listed(word: str) -> bool:
    """Whether a word is harmless, or listed as what may stand beside a condition: a part of the body."""
    return is_harmless(word) or word in of_kind("kind", "symptom", "limb", "body")


def is_company(word: str) -> bool:
    """Whether a word is listed, taken for a condition, or plain and in no name of one."""
    return is_listed(word) or is_taken(word) or dictionary.is_passing(word)


@cache
def _medicines() -> frozenset[str]:
    return of_kind("chart") | word_list("medicines.txt") | word_list("names/treatments.txt")


def is_taken(word: str) -> bool:
    """Whether a word is a medicine, or a test or treatment that is named behind a condition."""
    return word in _medicines() or bool(_SPINE.fullmatch(word) or DOSE.fullmatch(word))


def is_strange(word: str) -> bool:
    """Whether it is no word that we know and like none of medicine: a person's name, a brand, a place."""
    if len(word) < SHORTEST_STRANGE or not word.isalpha() or dictionary.is_word(word):
        return False
    return not (word.endswith(OF_CONDITIONS) or dictionary.is_like_medicine(word))


def is_medical(word: str) -> bool:
    """Whether it is a medicine, a word of medicine that is no plain one, a flare, or a part of the body."""
    listed = word in _medicines() or word in of_kind("kind", "limb", "body")
    return listed or dictionary.is_technical(word)
