"""What takes the danger out of words: who is not there, what is past or only asked; what keeps it."""

from typing import Any

import msgspec
import pytest

from condcli.finding.danger import Finder
from condcli.finding.rules import DangerRules

Raw = dict[str, Any]
CALM: Raw = {
    "before": ["how to prevent", "fear of"],
    "after": ["risk factors", "movie"],
    "past": ["years ago", "in NN", "as a child"],
    "now": ["now", "help", "again", "just", "still"],
    "asking": ["can you", "what is"],
    "topics": ["my novel", "for sale"],
    "lasting": ["since birth"],
    "subjects": ["essay on", "poison week", "salary"],
    "told": ["when i was NN i", "in NN i"],
    "later": ["can i fly", "is it safe"],
    "settled": ["both laughing", "all better"],
    "heeded": ["self-harm"],
}


def entry(id_: str, *phrases: str, **fields: object) -> Raw:
    """A danger that is met by these phrases."""
    source = {"publisher": "Example Institute", "title": "First aid", "url": "https://example.org/aid"}
    told = {"id": id_, "title": id_.title(), "call": "911", "steps": ["Call 911."], "references": [source]}
    none: Raw = {"groups": [], "alone": [], "calm": [], "unless": []}
    return told | none | {"phrases": list(phrases)} | fields


RULES: Raw = {
    "version": 1,
    "skip": ["i", "my", "is", "a", "the", "of", "had", "at", "in", "was"],
    "same": {"not": ["no", "dont"]},
    "lists": {"someone": ["me", "i", "he", "she", "{family}", "kids"], "family": ["my", "dad", "child"]},
    "calm": CALM,
    "entries": [
        entry("stroke", "stroke", groups=[["arm", "numb"]]),
        entry("overdose", "overdosed"),
        entry("self-harm", "cut myself", "stabbed"),
        entry("drowning", "drown", "drowning"),
    ],
}


def heard(text: str, **calm: object) -> list[str]:
    """What the rules hear: the same as one of the first texts, and when all of them is made ready."""
    reads = Finder(msgspec.convert(RULES | {"calm": CALM | calm}, DangerRules), lambda _: True)
    answers = [[help_.id for help_ in reads(text)] for _ in range(7)]
    assert answers == [answers[0]] * 7
    return answers[0]


def test_without_calm_words_there_is_danger() -> None:
    assert heard("stroke") == ["stroke"]
    assert heard("her arm is numb") == ["stroke"]
    assert heard("he overdosed") == ["overdose"]
    assert heard("stabbed") == ["self-harm"]


@pytest.mark.parametrize(
    ("text", "danger"),
    {
        "how to prevent a stroke": False,
        "how to prevent someones stroke": True,
        "how to prevent someone having a stroke": False,
        "how to prevent somebody elses stroke": True,
        "how to prevent somebody having stroke": False,
        "how to prevent my dad having a stroke": True,
        "how to prevent the very worst stroke": True,
        "stroke. how to prevent": True,
        "stroke how to prevent": True,
        "fear of a weak arm going numb": True,
        "fear of arm numb": False,
        "arm fear of numb": True,
        "how to prevent stroke, he has a stroke now": True,
        "how to prevent stroke now": True,
    }.items(),
)
def test_what_is_said_just_before(text: str, danger: bool) -> None:
    assert bool(heard(text)) is danger


@pytest.mark.parametrize(
    ("text", "danger"),
    {
        "stroke risk factors": False,
        "stroke and risk factors": False,  # one word may stand between
        "stroke and other risk factors": True,
        "stroke in movie": True,  # where it happened
        "stroke during movie": True,
        "stroke scene movie": False,
        "risk factors stroke": True,
        "arm numb movie": False,
        "arm movie numb": True,
        "stroke risk factors help": True,
    }.items(),
)
def test_what_is_said_just_after(text: str, danger: bool) -> None:
    assert bool(heard(text)) is danger


@pytest.mark.parametrize(
    ("text", "danger"),
    {
        "dad had a stroke years ago": False,
        "dad had a stroke in 2015": False,
        "dad had a stroke in may": True,
        "dad had a stroke in NN": True,
        "years ago dad had a stroke": True,
        "dad had a stroke years ago and again": True,
        "dad had a stroke years ago, now his arm is numb": True,
        "dad had a stroke while he was out there in the garden years ago": False,
        "dad had a stroke while he was out there in the big garden long years ago": False,
        "dad had a stroke while he was out there in the big old garden long years ago": True,
        "cut myself as a child": False,
        # behind a comma or a dash it may be of something else
        "dad had a stroke, years ago": False,
        "dad had a stroke, that was in 2010": False,
        "dad had a stroke, in 2010": False,
        "a stroke, asthma as a child": True,
        "a stroke - gout in 2010": True,
        "a stroke (gout years ago)": True,
        "a stroke and my pills were changed years ago": True,
        "a stroke, in hospital, years ago": False,
        "a stroke, gout risk factors": True,
        "a stroke, gout since birth": True,
        "cut myself, gout years ago": True,
        "cut myself years ago": False,
        "cut myself years ago, still": True,
        "overdosed in 2015 still sad": True,
        "overdosed in 3.5": True,  # no whole number
    }.items(),
)
def test_what_is_past(text: str, danger: bool) -> None:
    assert bool(heard(text)) is danger


@pytest.mark.parametrize(
    ("text", "danger"),
    {
        "overdosed at 19, now at 27 i teach": False,
        "overdosed at age 19, now 27": False,
        "overdosed aged 19, now at 27": False,
        "overdosed at 19, now 23": True,  # too near to each other
        "overdosed at 19, now 24": False,
        "overdosed at 4, now at 12": True,  # may be hours of a clock
        "overdosed at 4, now at 13": False,
        "overdosed at 19, now 190": True,  # no age
        "overdosed at 0, now 27": True,
        "overdosed 19 pills, now 27": True,
        "overdosed at 19, then 27": True,
        "at 19 overdosed, now 27": True,
        "overdosed at 19, now 27, help": True,
    }.items(),
)
def test_two_ages_tell_that_something_is_over(text: str, danger: bool) -> None:
    assert bool(heard(text)) is danger


@pytest.mark.parametrize(
    ("text", "danger"),
    {
        "can you overdosed": False,
        "what is a stroke": False,
        "so what is a stroke": True,
        "can you help me, stroke": True,
        "can you stroke dad": True,
        "what is a stroke now": True,
        "what is stabbed": True,  # heeded all the same
        "how do lifeguards spot drowning": False,
        "how do gas spot drowning": True,  # no more than one is named
        "how do fish schools drown": True,
        "how do kids drown": False,
        "how do he drown": True,
        "how to lifeguards spot drowning": True,
        "where do divers drown": False,
        "where do we drown": True,
    }.items(),
)
def test_a_general_question_that_names_nobody(text: str, danger: bool) -> None:
    assert bool(heard(text)) is danger


@pytest.mark.parametrize(
    ("text", "danger"),
    {
        "stroke in my novel": False,
        "she has a stroke in my novel": False,
        "my novel has a stroke now": True,
        "my novel. she has a stroke": True,
        "stabbed in my novel": True,  # of what is heeded a book may tell, and somebody may mean it
        "essay on stroke": False,
        "essay on my stroke": True,
        "essay on stabbed": False,
        "essay on the time he stabbed": True,
        "stroke essay on help": True,
        "poison week drowning": False,
        "poison week drowning for kids": False,
        "poison week drowning kids": True,
        "poison week drowning kids activity": False,
        "poison week drowning kids asleep": True,
        "salary stroke": False,
        "salary stroke dad": True,
    }.items(),
)
def test_a_subject_or_a_tale(text: str, danger: bool) -> None:
    assert bool(heard(text)) is danger


@pytest.mark.parametrize(
    ("text", "danger"),
    {
        "arm numb since birth": False,
        "arm numb ever since birth": False,
        "arm numb and weak since birth": True,
        "since birth arm numb": True,
        "stabbed since birth": True,
        "arm numb since birth, help": True,
    }.items(),
)
def test_what_has_always_been_so(text: str, danger: bool) -> None:
    assert bool(heard(text)) is danger


@pytest.mark.parametrize(
    ("text", "danger"),
    {
        "when i was 12 i overdosed": False,
        "when i was 12 i nearly overdosed": False,
        "when i was 12 i was swimming and overdosed": True,
        "overdosed when i was 12 i think": True,
        "well when i was 12 i overdosed": True,
        "when i was young i overdosed": True,
        "when i was 12 i overdosed, im 40 now": False,
        "when i was 12 i overdosed, now 40": False,
        "when i was 12 i overdosed and now it hurts": True,
        "when i was 12 i overdosed again": True,
        "in 2015 i stabbed": True,
        "in 2015 i overdosed still sad": True,
    }.items(),
)
def test_what_a_sentence_tells_of_long_ago_first(text: str, danger: bool) -> None:
    assert bool(heard(text)) is danger


@pytest.mark.parametrize(
    ("text", "danger"),
    {
        "dad had a stroke in 2015 can i fly now": False,
        "dad had a stroke in 2015, now can i fly": False,
        "dad had a stroke in 2015, now grey, can i fly": True,
        "dad had a stroke can i fly now": True,  # it does not say that it is over
        "dad had a stroke in 2015 can i fly again": True,  # no weak word
        "when i was 12 i overdosed, is it safe now": False,
        "dad had a stroke in 2015 is it safe, help": False,
        "is it safe, dad had a stroke in 2015 now": True,
        "stabbed in 2015 can i fly now": False,
    }.items(),
)
def test_what_is_asked_of_something_over(text: str, danger: bool) -> None:
    assert bool(heard(text)) is danger


@pytest.mark.parametrize(
    ("text", "danger"),
    {
        "stroke, both laughing": False,
        "stroke and then we sat both laughing": False,
        "stroke and then we sat there a while both laughing": True,  # not said soon
        "both laughing, stroke": True,
        "stroke, both laughing, now he is grey": True,
        "drowning, all better": False,
        "stabbed, both laughing": True,
        "overdosed, both laughing": True,  # whose harm comes late
        "stroke. both laughing": True,
    }.items(),
)
def test_what_ends_well(text: str, danger: bool) -> None:
    assert bool(heard(text)) is danger


@pytest.mark.parametrize("small", ["a", "the", "my", "your", "our", "this", "that"])
def test_a_small_word_may_stand_within_a_phrase_of_calm(small: str) -> None:
    assert heard(f"stroke risk {small} factors") == []
    assert heard(f"stroke risk {small} {small} factors") == []
    assert heard(f"how to {small} prevent stroke") == []
    assert heard(f"stroke risk very {small} factors") == ["stroke"]


def test_calm_of_one_danger_leaves_the_others() -> None:
    assert heard("how to prevent a stroke, he overdosed") == ["overdose"]
    assert heard("stroke risk factors. he is drowning") == ["drowning"]
    assert heard("stroke risk factors, his arm is numb") == ["stroke"]
    assert heard("what is a stroke. he stabbed dad") == ["self-harm"]


def test_what_a_catalog_of_rules_does_not_say_calms_nothing() -> None:
    for field, said in {
        "before": "how to prevent stroke", "after": "stroke risk factors", "past": "stroke years ago",
        "asking": "what is stroke", "topics": "stroke in my novel", "lasting": "stroke since birth",
        "subjects": "essay on stroke", "told": "when i was 12 i drown", "settled": "stroke both laughing",
        "heeded": "what is stabbed",
    }.items():  # fmt: skip
        assert bool(heard(said)) is (field == "heeded"), field
        assert bool(heard(said, **{field: []})) is (field != "heeded"), field
