"""Words that mean danger, in what people type, and words that only sound so."""

from itertools import chain
from pathlib import Path

import pytest

from condcli.catalog.files import data_folder, read
from condcli.finding import narrowing
from condcli.finding.danger import Finder, Ready, finder
from condcli.finding.rules import DangerRules
from condcli.names.dictionary import is_word

DATA = Path(__file__).parents[1] / "data"
DANGER = (DATA / "danger.txt").read_text(encoding="utf-8").splitlines()
CALM = (DATA / "calm.txt").read_text(encoding="utf-8").splitlines()
WHOLE = Finder(read(data_folder() / "danger.json", DangerRules), is_word)

SAID = {
    "cant breath": "trouble-breathing",
    "wont wake up": "cannot-wake",
    "my baby is not breathing": "not-breathing",
    "hes chokin on a grape": "choking",
    "she nearly drowned": "drowning",
    "throat is closing up after peanuts": "severe-allergy",
    "crushing chest pain and sweating": "heart-attack",
    "face drooping and slurred speech": "stroke",
    "bleeding wont stop": "heavy-bleeding",
    "seizure for 10 minutes": "seizure",
    "i want to die": "suicide",
    "gonna unalive myself": "suicide",
    "everyone would be better off without me": "suicide",
    "quiero morir": "suicide",
    "i keep cutting myself": "self-harm",
    "my husband hits me": "violence-at-home",
    "i was raped": "sexual-assault",
    "toddler swallowed a button battery": "button-battery",
    "took a double dose of my heart pills": "poison",
    "boiling water on my baby": "burns",
    "hit his head and keeps throwing up": "head-injury",
    "3 week old with a fever of 101": "newborn-fever",
    "a rash that does not fade when pressed": "meningitis",
    "36 weeks pregnant and bleeding": "pregnancy",
    "my water broke": "birth",
    "suddenly blind in one eye": "sight-loss",
    "sudden testicle pain": "testicle-pain",
    "blood sugar 38 and shaking": "low-sugar",
    "blood sugar 550 and vomiting": "high-sugar",
    "collapsed in the heat": "heat-stroke",
    "carbon monoxide alarm is going off": "carbon-monoxide",
    "he overdosed on heroin": "overdose",
    "nail went into my eyeball": "sight-loss",
    "seeing double and cant swallow since the home canned beans": "emergency",
    "rattler got my boy": "poison",
    "took my blood thinner twice by mistake": "poison",
    "mom is talking gibberish and her arm hangs down": "stroke",
    "an aide is hitting my mother at the home": "violence-at-home",
    "found hanging, cut down still breathing": "suicide-attempt",
    "i drank bleach": "suicide-attempt",
    "ive taken pills": "suicide-attempt",
    "my toddler drank bleach": "poison",  # a child does not mean it
    "my baby took my sleeping pills": "poison",
    "pooping black tar and i feel faint": "internal-bleeding",
    "wrote my letters and gave away my cat": "suicide",
    "child convulsing": "seizure",
    "think my friend od'd": "overdose",
    "heart doing 190 for an hour sat on the sofa": "heart-attack",
    "her meter reads 31 and she's confused": "high-sugar",
    "seven weeks old, thermometer says 39": "newborn-fever",
    "day 5 postpartum bp 178/112": "pregnancy",
    "nan was fine at breakfast, now she cant hold a spoon": "stroke",
    "a mi mamá se le torció la boca": "stroke",
    "gun is on the table": "suicide",
    "confused, cold and shivering, had a water infection last week": "sepsis-shock",
    "whole family has headaches and the cat is dead": "carbon-monoxide",
    "eye agony, rainbow halos, being sick": "sight-loss",
    "8 months gone, swollen face, seeing stars, head pounding": "pregnancy",
    "just had a baby, feel like hurting him": "harm-others",
    "mi marido me quiere matar": "violence-at-home",
    "tomé muchas pastillas": "overdose",
    "le cayó ácido en los ojos": "sight-loss",
    "lined up my tablets on the bed": "suicide",
    "took too many paracetamol last night, feel ok now, do i need hospital": "overdose",
}
NOT_MEANT = (
    "stroke risk factors", "heat stroke prevention", "suicide prevention training", "die of boredom",
    "choking hazard toys", "how to prevent drowning", "my dad survived a heart attack",
    "had a seizure as a child, none since", "no chest pain", "my feet are killing me",
    "my grandmother went blind from glaucoma", "blind in one eye since birth",
    "he choked in the fourth quarter",
    "shocked by the ending", "dka what is it", "tourniquet for sale", "out of breath after 5 flights",
    "my character gets stabbed in my novel", "chest pain causes", "hot glue gun", "knife sharpening",
    "how to support a friend who lost someone to suicide", "grandpa got shot in the war",
    "when i was 10 i got hit by a car, 33 now", "asthma attack when i was 12, now 30",
    "in 2003 i was struck by lightning", "had a seizure as a kid, never again",
    "overdosed on tiktok today", "burned the roof of my mouth on pizza", "how do lifeguards spot drowning",
    "dad had a stroke in 2018, is it safe to fly now", "bumped heads with my toddler, both laughing",
    "passed out at 19, want another piercing now at 27", "temperature 99.1 after shots 2 month old",
    "dog bite prevention week kids activity", "my sister had a stroke at 30 and now shes teaching yoga",
    "chest pain mnemonic", "call 911 or 112", "where to put co alarm", "can ducks drown",
)  # fmt: skip


@pytest.mark.parametrize("text", SAID)
def test_danger_is_recognized_as_what_it_is(text: str) -> None:
    assert SAID[text] in [help_.id for help_ in finder()(text)]


@pytest.mark.parametrize(
    "text",
    ["my husband has hit me all my life", "worst headache of my life", "he has a gun", "house is on fire"],
)
def test_what_has_long_been_so_or_is_said_of_other_things_may_still_be_danger(text: str) -> None:
    assert finder()(text)


@pytest.mark.parametrize(
    "text",
    ["lips swollen from the filler", "burned my finger on a curling iron", "strangled by my student loans"],
)
def test_small_words_may_stand_within_what_is_calm(text: str) -> None:
    assert finder()(text) == []


@pytest.mark.parametrize(
    ("text", "danger"),
    [
        ("dark blotches on her legs, cold hands and feet, fever", "sepsis-shock"),
        ("small bump feels fine but passed out twice", "head-injury"),
        ("ac unit shocked me and my arm is tingling hours later", "burns"),
    ],
)
def test_what_is_calm_between_the_parts_of_a_danger_hides_none(text: str, danger: str) -> None:
    assert danger in [h.id for h in finder()(text)]


@pytest.mark.parametrize("text", NOT_MEANT)
def test_what_only_sounds_so_is_not_obeyed(text: str) -> None:
    assert finder()(text) == []


def test_nearly_all_that_people_type_in_danger_is_recognized() -> None:
    missed = [text for text in DANGER if not WHOLE(text)]
    assert len(missed) <= 0.02 * len(DANGER), missed


def test_hardly_anything_calm_is_taken_for_danger() -> None:
    wrong = [(text, [h.id for h in found]) for text in CALM if (found := WHOLE(text))]
    assert len(wrong) <= 0.01 * len(CALM), wrong  # what hides a danger is dearer than a false alarm


@pytest.mark.slow
def test_what_is_made_ready_for_one_text_reads_it_as_all_rules_do() -> None:
    rules, wording = WHOLE._rules, WHOLE._wording  # noqa: SLF001  the short way against the long one
    for text in (*DANGER[::4], *CALM[::4]):
        sentences = list(wording.sentences(text))
        short = Ready(narrowing.narrowed(rules, wording, sentences), wording)
        assert short(sentences) == WHOLE._whole(sentences), text  # noqa: SLF001


def test_the_most_urgent_stands_first() -> None:
    found = [help_.id for help_ in finder()("he swallowed pills and is not breathing")]
    assert found[0] == "not-breathing"


def test_no_rule_is_met_by_a_word_that_means_nothing() -> None:
    wording = WHOLE._wording  # noqa: SLF001
    empty = {(), ("not",), ("in",), ("on",), ("me",), ("it",), ("now",), ("last",), ("something",)}
    for entry in WHOLE._rules.entries:  # noqa: SLF001
        assert [p for p in (*entry.phrases, *entry.alone) if wording.learn(p) in empty] == []


def test_every_rule_begins_with_a_word_as_it_is_read() -> None:
    rules = WHOLE._rules  # noqa: SLF001  what a text can meet is told by it
    groups = [part for entry in rules.entries for group in entry.groups for part in group]
    texts = [*rules.calm.before, *rules.calm.after, *rules.calm.past, *rules.calm.now, *rules.calm.subjects]
    texts += [*rules.calm.asking, *rules.calm.topics, *rules.calm.lasting, *rules.calm.told]
    texts += [*rules.calm.later, *rules.calm.settled]
    texts += [*chain(*rules.lists.values())]
    texts += chain(
        *((*e.phrases, *e.alone, *e.calm) for e in rules.entries), *(p.split(" / ") for p in groups)
    )
    wording = WHOLE._wording  # noqa: SLF001
    read = [(text, wording.said(text)[:1]) for text in texts if not text.startswith("{")]
    negations = {"not", *rules.same["not"]}
    assert [t for t, said in read if t.split()[0] not in (*said, *negations)] == []


def test_every_step_fits_a_card_and_every_entry_says_whom_to_call() -> None:
    for entry in WHOLE._rules.entries:  # noqa: SLF001
        assert entry.steps
        assert entry.references
        said = " ".join(entry.steps)
        assert "911" in said or "988" in said or entry.call == "emergency room"


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\x00\x1b[2J",
        "\ud800",
        "日本語 العربية",
        "a" * 200_000,
        "help " * 10_000,
        "!" * 5_000,
        "'\"*^;--",
    ],
    ids=["empty", "blank", "controls", "surrogate", "scripts", "long", "words", "marks", "syntax"],
)
def test_any_text_is_read(text: str) -> None:
    assert isinstance(finder()(text), list)


@pytest.mark.parametrize(
    "text",
    ["heimlich merit badge for scouts", "suicide in greek mythology", "poison control specialist salary"],
)
def test_what_is_spoken_of_as_a_subject_where_nobody_is_named_is_no_danger(text: str) -> None:
    assert finder()(text) == []


@pytest.mark.parametrize(
    ("text", "danger"),
    [
        ("my essay is done and i want to die", "suicide"),
        ("collapsed at the quiz not breathing now", "not-breathing"),
        ("wanna kms lol", "suicide"),  # a laugh takes nothing out of it
        ("this isnt homework this is real my brother is choking", "choking"),
        ("collapsed in the play area and isnt moving", "cannot-wake"),
        ("recruit collapsed in a training drill, hot and confused", "heat-stroke"),
        ("he's not pretending to be asleep, we cant wake him", "cannot-wake"),
        ("sats are in the eighties and he's grey", "trouble-breathing"),
        ("had a seizure when i was 12 and just had another", "seizure"),
        ("chest pain last week, now 150 bpm and grey", "heart-attack"),
        ("at age 60 chest pain and sweating", "heart-attack"),
        ("heart racing and passed out in class", "heart-attack"),
        ("it was no bee no a rattlesnake bit her", "poison"),
        ("overdosed after 8 years clean", "overdose"),
        ("passed out at a linkin park concert, not waking up", "cannot-wake"),
        ("had a stroke in 2018, can i give aspirin, face is drooping now", "stroke"),
        ("bumped heads with my toddler, both laughing, now he is throwing up", "head-injury"),
        ("hit his head no symptoms then vomiting and confused", "head-injury"),
        ("kid fell off the bunk bed, was fine, now throwing up and cant stay awake", "head-injury"),
        ("dog bit my kids face in prevention week", "heavy-bleeding"),
        ("swallowed a button battery, now playing happily", "button-battery"),
        ("2 month old temp 100.8 after shots", "newborn-fever"),
    ],
)
def test_a_subject_takes_no_danger_out_of_what_happens_to_somebody(text: str, danger: str) -> None:
    assert danger in [h.id for h in finder()(text)]
