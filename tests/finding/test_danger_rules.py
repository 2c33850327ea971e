"""How rules of danger hear a text: phrases, groups, lists, spellings, denials, errors in typing."""

from typing import Any

import msgspec
import pytest

from condcli.finding.danger import Finder
from condcli.finding.rules import Calm, DangerRules

Raw = dict[str, Any]
CALM: Raw = {field: [] for field in Calm.__struct_fields__}
REAL = frozenset({"chess", "chase", "blues", "breath", "hospital", "children", "bleachers", "painting"})


def entry(id_: str, **fields: object) -> Raw:
    """A danger that is met by these fields only."""
    source = {"publisher": "Example Institute", "title": "First aid", "url": "https://example.org/aid"}
    empty: Raw = {"phrases": [], "groups": [], "alone": [], "calm": [], "unless": []}
    told = {"id": id_, "title": id_.title(), "call": "911", "steps": ["Call 911."], "references": [source]}
    return told | empty | fields


RULES: Raw = {
    "version": 1,
    "skip": ["i", "my", "is", "a", "the", "he", "she", "it", "and", "of", "at", "s"],
    "same": {
        "not": ["dont", "cannot", "cant", "isnt", "has not"],
        "child": ["kid", "son", "little one", "hijo"],
        "swallow": ["swallowed", "drank", "took a sip"],
        "vomit": ["throwing up", "throwing"],
        "help": ["please help", "somebody help"],
    },
    "lists": {"someone": ["{who}", "me"], "who": ["child", "mother"], "worse": ["agony", "bad pain"]},
    "calm": CALM,
    "entries": [
        entry("no-air", phrases=["not breathing", "turning blue"], alone=["choking", "cannot breathe"]),
        entry("chest", groups=[["chest", "{worse} / hurts"]], calm=["chest press hurts"], unless=["gym"]),
        entry("poison", groups=[["{who} / baby", "swallow / ate", "bleach / pills"]], alone=["bleach"]),
        entry("belly", phrases=["vomit blood"], groups=[["belly", "belly / rock hard"]], call="988"),
    ],
}  # fmt: skip


def finder(**fields: object) -> Finder:
    """These rules with other fields, ready to read."""
    return Finder(msgspec.convert(RULES | fields, DangerRules), REAL.__contains__)


def heard(text: str, reads: Finder | None = None) -> list[str]:
    """What the rules hear: the same as one of the first texts, and when all of them is made ready."""
    reads = reads or finder()
    answers = [[help_.id for help_ in reads(text)] for _ in range(7)]
    assert answers == [answers[0]] * 7
    return answers[0]


@pytest.mark.parametrize(
    ("text", "found"),
    {
        "she is turning blue": ["no-air"], "Turning BLUE!": ["no-air"], "turning, blue": ["no-air"],
        "turning the blue": ["no-air"],  # a word that is left out may stand within
        "turning very blue": [], "blue turning": [], "turning. blue": [], "turning\nblue": [], "turning": [],
        "": [], "...": [],
    }.items(),
)  # fmt: skip
def test_a_phrase_is_heard_as_it_stands(text: str, found: list[str]) -> None:
    assert heard(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    {
        "chest hurts": ["chest"],
        "it hurts in my chest": ["chest"],
        "agony in his chest": ["chest"],
        "bad pain in his chest": ["chest"],
        "bad chest, no pain": [],
        "chest": [],
        "chest chest": [],
        "my chest is fine. my leg hurts": [],
        "chest? hurts": [],
        "my kid drank bleach": ["poison"],
        "bleach, the little one took a sip of it": ["poison"],
        "pills that mother ate": ["poison"],
        "my baby ate": [],
        "baby bleach pills": [],
        "belly": [],  # each part needs a place of its own
        "belly belly": ["belly"],
        "belly is rock hard": ["belly"],
        "rock hard belly": ["belly"],
        "rock belly hard": [],
    }.items(),
)
def test_a_group_is_heard_in_any_order_within_a_sentence(text: str, found: list[str]) -> None:
    assert heard(text) == found


@pytest.mark.parametrize(("between", "found"), [(0, True), (8, True), (9, False), (40, False)])
def test_the_parts_of_a_group_stand_close_together(between: int, found: bool) -> None:
    for first, second in (("chest", "hurts"), ("hurts", "chest")):
        assert heard(" ".join([first, *["word"] * between, second])) == ["chest"] * found
        assert heard(" ".join([first, *["word", "is"] * between, second])) == ["chest"] * found


def test_a_part_that_stands_too_far_hides_none_that_stands_close() -> None:
    far = " ".join(["word"] * 30)
    assert heard(f"chest {far} chest hurts") == ["chest"]
    assert heard(f"hurts {far} hurts chest") == ["chest"]
    assert heard(f"baby {far} bleach {far} baby ate bleach") == ["poison"]


@pytest.mark.parametrize(
    ("text", "found"),
    {
        "choking": ["no-air"], "Choking!!!": ["no-air"], "help choking": ["no-air"],
        "choking please help": ["no-air"], "somebody help he is choking": ["no-air"],
        "i cant breathe": ["no-air"], "cannot breathe help": ["no-air"], "choking hazard": [],
        "choking. toys": [], "bleach": ["poison"], "the bleach": ["poison"], "bleach stain": [], "help": [],
    }.items(),
)  # fmt: skip
def test_some_words_count_if_nothing_else_is_said(text: str, found: list[str]) -> None:
    assert heard(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    {
        "choking": ["no-air"], "help choking": ["no-air"], "turning blue": [], "chest hurts": [],
        "choking. turning blue": [], "bleach": ["poison"], "lukemia": [],
    }.items(),
)  # fmt: skip
def test_what_is_named_and_no_more_is_obeyed_only_as_a_cry(text: str, found: list[str]) -> None:
    reads = finder()
    assert [[help_.id for help_ in reads(text, only_cry=True)] for _ in range(7)] == [found] * 7


def test_a_cry_with_a_word_for_help_may_mean_another_danger() -> None:
    alone = [entry("fire", alone=["burning help"]), entry("burn", alone=["burning", "sunburn"])]
    reads = finder(entries=alone)
    assert heard("burning", reads) == ["burn"]
    assert heard("help burning", reads) == ["fire"]
    assert heard("sunburn please help", reads) == ["burn"]


@pytest.mark.parametrize(
    ("text", "found"),
    {
        "not turning blue": [],
        "isnt turning blue": [],
        "he is not the turning blue kind": [],
        "without turning blue": [],
        "never turning blue": [],
        "denies chest hurts": [],
        "no turning blue": [],
        "no he is turning blue": ["no-air"],  # an answer
        "no the turning blue is new": ["no-air"],
        "not he is turning blue": [],
        "no chest hurts": [],
        "no. chest hurts": ["chest"],
        "chest not hurts": [],
        "not long ago turning blue": ["no-air"],
        "he is not breathing": ["no-air"],  # the denial is part of the phrase
        "he has not breathing room": ["no-air"],
        "no not breathing": ["no-air"],
    }.items(),
)
def test_what_is_denied_is_no_danger(text: str, found: list[str]) -> None:
    assert heard(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    {
        "chest press hurts": [],
        "the chest press hurts me": [],
        "chest press hurts, my chest hurts": ["chest"],
        "chest hurts on the press": ["chest"],
        "chest hurts gym": [],
        "gym: my chest hurts": [],
        "gym this and that chest hurts": ["chest"],
        "gym this that chest hurts": [],
        "chest hurts since this gym": [],
        "chest hurts ever since this gym": ["chest"],
        "gym. chest hurts": ["chest"],
        "baby ate pills gym": ["poison"],  # a word of another entry
    }.items(),
)
def test_words_that_mean_something_else_stand_close_by(text: str, found: list[str]) -> None:
    assert heard(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    {
        "chesst hurts": ["chest"],
        "chset hurts": ["chest"],
        "chess hurts": [],  # a real word
        "chase hurts": [],
        "chst hurts": [],  # too short to be one misspelled
        "not braethign": ["no-air"],  # a long word may have two errors
        "not brteahing": ["no-air"],
        "swlalowed bleach baby": ["poison"],
        "turnng bleu": [],  # of four letters
        "turnng blue": ["no-air"],
        "chessssst hurts": ["chest"],
        "chest hurrrrts": ["chest"],
        "hcset hurts": [],  # two errors in five letters
        "chests hurts": ["chest"],
        "baby ate bleachers": [],
        "turningblue": ["no-air"],
        "notbreathing": ["no-air"],
        "chesthurts": ["chest"],
        "chesthurtsbadly": [],
        "childate bleach": ["poison"],
        "x" * 25 + " turning blue": ["no-air"],
    }.items(),
)
def test_errors_in_typing_are_read_as_what_is_meant(text: str, found: list[str]) -> None:
    assert heard(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "my child's chest hurts", "my child\u2019s chest hurts", "my childs chest hurts", "CHEST HURTS",
        "chést hürts", "chest\u00a0hurts", "chest-hurts", "chest/hurts", "chest&hurts", "chest 3.5 hurts",
        "(chest) [hurts]", "chest...hurts and chest hurts",
    ],
)  # fmt: skip
def test_marks_capitals_and_accents_stand_in_no_way(text: str) -> None:
    assert heard(text) == ["chest"]


@pytest.mark.parametrize(
    "text", ["he can't breathe", "he can`t breathe", "he can\u00b4t breathe", "he can\u02bct breathe"]
)
def test_an_apostrophe_may_be_any_mark_that_people_type(text: str) -> None:
    assert heard(text) == ["no-air"]


@pytest.mark.parametrize("end", ["。", "\uff01", "\uff1f", "؟", "।", ";", "\u2028", "\f", "\r\n"])
def test_a_sentence_ends_in_any_script(end: str) -> None:
    assert heard(f"turning{end}blue") == []
    assert heard(f"so{end}turning blue{end}yes") == ["no-air"]


def test_a_figure_keeps_its_point() -> None:
    reads = finder(entries=[entry("hot", phrases=["fever 104.5"])])
    assert heard("fever of 104.5", reads) == ["hot"]
    assert heard("fever 104. 5 days", reads) == []


def test_the_most_urgent_stands_first_whatever_is_said_first() -> None:
    said = "belly rock hard, baby ate pills, chest hurts. turning blue"
    assert heard(said) == ["no-air", "chest", "poison", "belly"]
    assert heard("turning blue turning blue. turning blue") == ["no-air"]


def test_help_says_whom_to_call_and_what_it_rests_on() -> None:
    (found,) = finder()("she has been throwing up blood")
    assert (found.id, found.title, found.call) == ("belly", "Belly", "988")
    assert found.steps == ("Call 911.",)
    assert found.references[0].url == "https://example.org/aid"


def test_spellings_of_several_words_are_read_before_those_of_one() -> None:
    reads = finder(entries=[entry("vomit", phrases=["vomit blood"]), entry("up", phrases=["up blood"])])
    assert heard("throwing up blood", reads) == ["vomit"]
    assert heard("throwing blood", reads) == ["vomit"]
    same = {"not": ["dont"], "lose": ["took a"], "swallow": ["took a sip", "took"], "child": ["a kid"]}
    reads = finder(
        same=same, entries=[entry("sip", phrases=["swallow bleach"]), entry("lost", phrases=["lose car"])]
    )
    assert [heard(f"{said} bleach", reads) for said in ("took a sip of", "took", "took the")] == [["sip"]] * 3
    assert heard("took a car", reads) == ["lost"]


def test_a_rule_may_be_written_in_any_spelling() -> None:
    reads = finder(entries=[entry("sip", phrases=["hijo drank bleach"], groups=[["kid", "isnt", "awake"]])])
    for who in ("child", "son", "little one"):
        assert heard(f"my {who} swallowed bleach", reads) == ["sip"]
        assert heard(f"my {who} cannot stay awake", reads) == ["sip"]


def test_small_words_may_be_asked_for() -> None:
    reads = finder(entries=[entry("mine", groups=[["my / his", "chest"]])])
    assert heard("my chest", reads) == ["mine"]
    assert heard("chest of drawers", reads) == []
    assert heard("chest on my left side", reads) == ["mine"]


def test_what_nobody_types_is_read_in_a_moment() -> None:
    reads = finder()
    assert [help_.id for help_ in reads("chest " * 1_010 + "hurts " * 1_010)] == ["chest"]
    assert reads("x " * 60_000 + "turning blue") == []
