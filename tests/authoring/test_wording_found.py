"""Wording that the checks find in a text: promises, labels, blame, left-overs, spelling, turns of speech."""

from pathlib import Path

import pytest
from checked import in_texts

Table = dict[str, int]  # how often a check finds something in each text


def counted(folder: Path, code: str, table: Table) -> Table:
    return {text: len(there) for text, there in in_texts(folder, code, table).items()}


PROMISES: Table = {
    **dict.fromkeys((
        "This will always cure you.", "It will heal.", "Pills will fix it.", "It will surely save you.",
        "It will certainly cure it.", "Rest will completely heal it.", "You will be cured.",
        "You will get well.",
        "You will be healed.", "You will recover fully.", "You will recover completely.", "We guarantee it.",
        "This guarantees sleep.", "It is 100 percent effective.", "We are 100% sure.",
        "It is perfectly safe.",
        "It is totally safe.", "You are completely cured.", "It always works.", "It never fails.",
        "There is no risk at all.", "There is a miracle pill.", "It cures everyone.", "It is sure to help.",
        "It is sure to work.",
        "Many heal alone. It will cure you.",  # what is hedged in another sentence
        "It does not hurt. It will cure you.",
    ), 1),
    **dict.fromkeys((
        "It will not cure you.", "Nothing will cure it.", "It never will heal.", "It cannot be guaranteed.",
        "It won't hurt, and it may help.", "Most cuts will heal.", "It will often heal.",
        "Many will be fine.",
        "Half of them will heal.", "If it works, it will cure you.", "It may be that rest will heal it.",
        "We hope it will heal.", "Some will recover fully.", "It usually will heal.", "It will likely heal.",
        "About 9 in 10 will be cured.", "Nearly all will get well.", "Almost all will heal.",
        "It probably will heal.",
        "There is no risk.", "It is safe.", "Nobody will be cured.", "Neither pill will cure it.",
    ), 0),
    "It will cure you. It will heal you, guaranteed.": 3,
}  # fmt: skip
LABELS: Table = {
    **dict.fromkeys((
        "Some asthmatics cough.", "Epileptics drive.", "Schizophrenics hear voices.", "Drug addicts come.",
        "Hemophiliacs bleed.", "Cancer victims rest.", "Heart attack victims walk.", "She suffers from pain.",
        "He suffered from it.", "Sufferers know.", "They are afflicted.", "He was stricken.",
        "It is crippling: crippled.",
        "He is wheelchair-bound.", "She is confined to a wheelchair.", "He is bedridden.",
        "The mentally ill wait.",
        "The disabled park here.", "Substance abusers come.", "They commit suicide.", "He committed suicide.",
        "It was a failed suicide.", "Ask a diabetic.", "The asthmatic may cough.",
        "Every alcoholic may know.",
        "An epileptic, too.", "Another addict has come.", "See an anorexic and a bulimic diet.",
        "Insomniacs lie awake.",
    ), 1),
    **dict.fromkeys((
        "Prediabetics is one word: prediabetics.", "A diabetic diet helps.", "An asthmatic cough lasts.",
        "Alcoholics Anonymous helps.", "People with diabetes walk.",
        "A cancer victimless law.", "Suffering is real.", "A psychotic episode may pass.",
    ), 0),
}  # fmt: skip
BLAME: Table = {
    **dict.fromkeys((
        "It is your fault.", "It is your own fault.", "You are to blame.", "You're only to blame.",
        "You may be to blame.", "It is due to non-compliance.", "Noncompliant people wait.",
        "He was careless.",
        "You were lazy.", "You refused help.", "You neglected it.", "You failed to ask.",
        "He failed to follow advice.",
        "You should have known.", "You should have come.", "It is self-inflicted.", "It is your bad choices.",
        "Poor lifestyle choices did it.", "You brought it on yourself.", "You let yourself go.",
    ), 1),
    **dict.fromkeys((
        "It is not your fault.", "It is nobody's doing, not your fault.", "You are never to blame.",
        "Careless mistakes are human.", "A lazy eye can be patched.", "The pill is to blame.",
        "The pump failed.",
    ), 0),
    "Nobody says that it is your fault.": 1,  # a "nobody" too far before it
}  # fmt: skip
TURNS = {
    "Above all, rest.": "most, usually",
    "In the main it heals.": "most, usually",
    "It is felt as great tiredness.": "often feel very tired",
    "You get food by vein.": "through a vein (IV)",
    "Take a quiet time.": "rest",
    "Take tablets against pain.": "medicine for",
    "There are pills against it.": "medicine for",
    "The leaflet has facts.": "tells you about",
    "The eye is mostly spared.": "stays normal",
    "It hurts at times.": "sometimes",
    "It hurts at times; rest.": "sometimes",
    "Medicine of today helps.": "today's",
    "A wish to die is one.": "wants to",
    "It is able to be cut.": "can",
    "It goes on for long.": "lasts",
    "Start anew.": "start again",
    "It is thereby closed.": "so",
    "It comes in the course of life.": "during",
    "Ask as regards food.": "about",
    "Take in medicine at night.": "take medicine",
    "Do not worry.": "what helps",
}
PLAIN = ("At times like these, rest.", "It hurts at times of stress.", "Today's tests are short.",
"It lasts long.",
         "He is able to walk.", "It is a new start.", "Tablets for pain help.")  # fmt: skip


@pytest.mark.parametrize(("code", "table"), [("M004", PROMISES), ("M007", LABELS), ("M008", BLAME)])
def test_wording_that_may_do_harm(tmp_path: Path, code: str, table: Table) -> None:
    assert counted(tmp_path, code, table) == table


def test_a_turn_of_another_language_is_told_with_what_to_say(tmp_path: Path) -> None:
    found = in_texts(tmp_path, "T007", [*TURNS, *PLAIN])
    assert {
        text: there[0].partition("(say: ")[2].partition(") in")[0] for text, there in found.items() if there
    } == TURNS
    assert found["It hurts at times; rest."] == [
        "'at times' (say: sometimes) in \"It hurts at times; rest.\""
    ]


LEFT_OVER = {
    "See <b>this</b>.": "markup", "Salt &amp; water.": "markup", "A &#160; space.": "markup",
    "See [it](there).": "markup",
    "It is **bold**.": "markup", "Go to http://example.org now.": "an address",
    "See www.example.org now.": "an address",
    "It helps.[12]": "a note mark", "Signs[edit] are:": "a note mark",
    "So they say.[citation needed]": "a note mark",
    "Click here now.": "a word of a web page", "Back to top it is.": "a word of a web page",
    "All rights reserved here.": "a word of a web page", "It opens in a new tab.": "a word of a web page",
    "A \ufffd stands here.": "broken letters", "It\u00e2\u20ac\u2122s here.": "broken letters",
    "Two\u00a0words.": "stray space", "Two  words.": "stray space", " Rest now.": "stray space",
    "Rest now. ": "stray space",
    "Rest , then walk.": "stray space", "Rest now .": "stray space",
}  # fmt: skip
NO_LEFT_OVER = (
    "It is 3 < 5.", "Ask (in time) for help.", "It costs 5 * 3.", "R&D is dear.", "An .org site.",
    "Take 1 to 3, or .5.",
    "See [1234] there.", "New windows open.",
)  # fmt: skip


def test_what_is_left_over_is_named(tmp_path: Path) -> None:
    found = in_texts(tmp_path, "T003", [*LEFT_OVER, *NO_LEFT_OVER])
    assert {text: there[0].partition(" in ")[0] for text, there in found.items() if there} == LEFT_OVER


BRITISH = (
    "leukaemic anaemia ischaemia oedema oesophagus haematoma paediatric gynaecology anaesthetic "
    "diarrhoea dyspnoea foetus oestrogen coeliac faeces caecum tumours colour flavours favour behaviour "
    "labour neighbour rumour vapour honour odour fibre litres centre theatre manoeuvre mould grey "
    "ageing leucocyte sulphur aluminium programme sceptical tyre metres whilst learnt fulfils enrolment "
    "skilful travelled labelling signalled counsellor modelling fuelled cancelled jewellery practising "
    "licence defence analyse paralysed dialysed recognise hospitalised minimise sterilise specialising "
    "characterised generalise localised normalised summarise mums nappies paracetamol"
)
AMERICAN = (
    "angioedema gastroesophageal edema esophagus tumor color fiber liter center theater gray aging "
    "sulfur aluminum program tire while learned fulfills enrollment skillful traveled labeling "
    "counselor canceled practicing license fence offense analyze organize exercise advise surprise hour "
    "four your tour our pour metered diameter"
)


def test_every_spelling_that_is_not_of_the_us_is_found(tmp_path: Path) -> None:
    found = in_texts(tmp_path, "T004", [f"It is {word} here." for word in BRITISH.split()])
    assert [text for text, there in found.items() if len(there) != 1] == []
    assert found["It is grey here."] == ['"grey" in "It is grey here."']


def test_the_spelling_of_the_us_and_names_are_left_alone(tmp_path: Path) -> None:
    texts = [f"It is {word} here." for word in (*AMERICAN.split(), "Colour", "Haemophilus", "FIBRE")]
    assert {text: there for text, there in in_texts(tmp_path, "T004", texts).items() if there} == {}
    assert in_texts(tmp_path, "T004", ["Tumours grow."])["Tumours grow."]  # the first word is no name


ABBREVIATIONS: dict[str, list[str]] = {
    "Ask about DMARDs now.": ["DMARDs"], "Ask about a DMARD or a DMARD.": ["DMARD"],  # once
    "Get a CRP and an ESR.": ["CRP", "ESR"], "You need an IV.": ["IV"], "It is stage IV.": [],
    "It is type III.": [],
    "It is grade IIB.": [], "He has a TP53 gene.": [], "The BRAF and KRAS genes change.": [],
    "Ask the FDA or the CDC.": [],
    "Do NOT rest.": [], "Call 911 NOW.": [], "An MRI shows it.": [], "Ask for ABC-DEF today.": [],
    "Get joint pills (DMARDs) now.": [], "DMARDs (joint pills) help.": [], "It is called CRP.": [],
    "Some NSAID/DMARD pills.": [],
    "Write to X@CRP for it.": [], "ABCDEFGH is long.": [], "A is short.": [],
}  # fmt: skip


def test_an_abbreviation_is_spelled_out_where_it_first_stands(tmp_path: Path) -> None:
    found = in_texts(tmp_path, "T005", ABBREVIATIONS)
    told = {text: [t.partition('" in ')[0].strip('"') for t in there] for text, there in found.items()}
    assert told == ABBREVIATIONS
