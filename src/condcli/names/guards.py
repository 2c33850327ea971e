"""Differences of few letters that change what a name means, each with the reason why it is guarded.

A misspelled word is read as a word with one of these parts only if the same word with the other part is
further away, whether or not that other word names a condition that we have.
"""

from collections.abc import Iterator
from typing import Literal, TypeAlias

from msgspec import Struct

Place: TypeAlias = Literal["start", "end", "word"]


class Guard(Struct, frozen=True):
    """Parts of words that must not be taken for one another.

    `margin` is how many errors further away the word with another part must be, if it is a real word or the
    guard holds `always`; no other word with another part may be nearer.
    """

    place: Place
    parts: tuple[str, ...]
    margin: int
    reason: str
    always: bool = False


# Numbers and single letters (type 1 and 2, hepatitis A, B and C) need no guard: they are never corrected, and
# a name must have them all, in their order. Other words of a name must all be there too, so the whole words
# below guard against misspellings that lie between two of them, and against names put in other words.
GUARDS = (
    Guard("word", ("acute", "subacute", "chronic"), 2, "sudden and lasting illness are treated otherwise"),
    Guard("word", ("primary", "secondary", "tertiary"), 2, "of itself, and caused by something else"),
    Guard("word", ("benign", "malignant"), 2, "harmless growth and cancer"),
    Guard("word", ("bacterial", "viral", "fungal"), 2, "antibiotics help against the first only"),
    Guard("word", ("adult", "child", "childhood", "infantile", "juvenile", "neonatal"), 2, "whose illness"),
    Guard("word", ("with", "without", "non", "no", "not"), 2, "the opposite"),
    Guard("word", ("insipidus", "mellitus"), 2, "two kinds of diabetes that share the name only"),
    Guard("word", ("maternal", "paternal"), 2, "whose"),
    Guard("word", ("dominant", "recessive"), 2, "other chances to pass it on"),
    Guard("word", ("systolic", "diastolic"), 2, "when the heart beats and when it fills"),
    Guard("word", ("anterior", "posterior", "interior", "inferior", "superior"), 2, "where"),
    Guard("word", ("proximal", "distal"), 2, "near and far"),
    Guard("word", ("lymphocytic", "lymphoblastic", "myeloid", "myelocytic", "monocytic"), 2, "which cells"),
    Guard("start", ("hyper", "hypo"), 2, "too much and too little are treated in opposite ways", always=True),
    Guard("start", ("macro", "micro"), 2, "too large and too small"),
    Guard("start", ("tachy", "brady"), 2, "too fast and too slow"),
    Guard("start", ("poly", "oligo"), 2, "too many and too few"),
    Guard("start", ("pre", "post"), 2, "before and after"),
    Guard("start", ("endo", "exo", "ecto"), 2, "inside and outside"),
    Guard("start", ("intra", "inter", "infra"), 2, "within, between and below"),
    Guard("start", ("supra", "infra"), 2, "above and below"),
    Guard("start", ("eso", "exo"), 2, "turned in and turned out"),
    Guard("start", ("homo", "hetero"), 2, "the same and another"),
    Guard("end", ("itis", "osis", "oma", "emia"), 1, "inflamed, worn, a tumor, in the blood"),
    Guard("end", ("penia", "philia", "cytosis", "cythemia"), 1, "too few and too many cells"),
    Guard("end", ("plegia", "paresis"), 1, "paralyzed and weak"),
    Guard("end", ("emia", "uria"), 1, "in the blood and in the urine"),
    Guard("end", ("ectomy", "otomy", "ostomy"), 1, "cut out, cut open, an opening made"),
    Guard("start", ("hyper", "hypo", ""), 1, "the plain word means neither"),
    Guard("start", ("non", ""), 1, "the opposite"),
    Guard("start", ("a", ""), 1, "without and with"),
    Guard("start", ("an", ""), 1, "without and with"),
    Guard("start", ("dys", ""), 1, "disturbed and normal"),
    Guard("start", ("pseudo", ""), 1, "what looks like it, and it"),
    Guard("start", ("para", ""), 1, "beside it, and it"),
    Guard("start", ("osteo", "oto", "ortho"), 1, "bone, ear, upright"),
    Guard("start", ("arterio", "athero", "arteriolo"), 1, "artery, fatty plaque, small artery"),
    Guard("start", ("nephro", "neuro", "necro", "uro"), 1, "kidney, nerve, death, urine"),
    Guard("start", ("myelo", "myo", "myco", "myxo"), 1, "marrow, muscle, fungus, slime"),
    Guard("start", ("chondro", "chordo", "chorio"), 1, "cartilage, notochord, afterbirth"),
    Guard("start", ("hidro", "hydro"), 1, "sweat and water"),
    Guard("start", ("hidr", "pyr"), 1, "sweat and fire"),
    Guard("start", ("cysto", "cyto"), 1, "bladder and cell"),
    Guard("start", ("ureter", "urethr", "uter"), 1, "ureter, urethra, womb"),
    Guard("start", ("perine", "perone", "peritone"), 1, "perineum, calf, lining of the belly"),
    Guard("end", ("iasis", "itis", "osis"), 1, "infested, inflamed, worn"),
    Guard("end", ("opathy", "itis", "osis"), 1, "any trouble of it, inflamed, worn"),
    Guard("end", ("tropia", "tonia", "trophy", "opia"), 1, "turned, tense, growing, sight"),
    Guard("end", ("tonia", "tension"), 1, "tone of muscles and pressure"),
    Guard("end", ("plasia", "phasia"), 1, "growth and speech"),
    Guard("end", ("algia", "asthenia"), 1, "pain and weakness"),
    Guard("end", ("blastoma", "cytoma", "sarcoma", "carcinoma"), 1, "other kinds of tumor"),
    Guard("end", ("blastic", "cytic", "oid"), 1, "other kinds of cells"),
    Guard("end", ("megaly", "malacia"), 1, "enlarged and softened"),
)
_SHORTEST_REST = 3


def opposites(word: str) -> Iterator[tuple[str, Guard]]:
    """The words that differ from this one by a guarded part, each with its guard."""
    for guard in GUARDS:
        for part in guard.parts:
            rest = _without(word, part, guard.place)
            if rest is not None:
                others = (other for other in guard.parts if other != part)
                yield from ((rest + o if guard.place == "end" else o + rest, guard) for o in others)


def _without(word: str, part: str, place: Place) -> str | None:
    """What is left of a word without one of its parts, None if it has not that part."""
    if place == "word":
        return "" if word == part else None
    if len(word) < len(part) + _SHORTEST_REST:
        return None
    if place == "start":
        return word[len(part) :] if word.startswith(part) else None
    return word[: len(word) - len(part)] if word.endswith(part) else None
