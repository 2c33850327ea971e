"""Differences of few letters that change what a name means, each with the reason why it is guarded.

A misspelled word is read as a word with one of these parts only if the same word with the other part is
further away, whether or not that other word names a condition that we have.
"""

from collections.abc import Iterator
from typing import Literal, TypeAlias

from msgspec import Struct

Place: TypeAlias = Literal["start", "end"]


class Guard(Struct, frozen=True):
    """Parts of words that must not be taken for one another.

    `margin` is how many errors further away the word with another part must be; a `real` guard holds only
    where that word exists.
    """

    place: Place
    parts: tuple[str, ...]
    margin: int
    reason: str
    real: bool = False


GUARDS = (
    Guard("start", ("hyper", "hypo"), 2, "too much and too little are treated in opposite ways"),
    Guard("start", ("macro", "micro"), 2, "too large and too small", real=True),
    Guard("start", ("tachy", "brady"), 2, "too fast and too slow", real=True),
    Guard("start", ("poly", "oligo"), 2, "too many and too few", real=True),
    Guard("start", ("pre", "post"), 2, "before and after", real=True),
    Guard("start", ("endo", "exo", "ecto"), 2, "inside and outside", real=True),
    Guard("start", ("intra", "inter", "infra"), 2, "within, between and below", real=True),
    Guard("start", ("supra", "infra"), 2, "above and below", real=True),
    Guard("start", ("eso", "exo"), 2, "turned in and turned out", real=True),
    Guard("start", ("homo", "hetero"), 2, "the same and another", real=True),
    Guard("end", ("itis", "osis", "oma", "emia"), 1, "inflamed, worn, a tumor, in the blood"),
    Guard("end", ("penia", "philia", "cytosis", "cythemia"), 1, "too few and too many cells"),
    Guard("end", ("plegia", "paresis"), 1, "paralyzed and weak"),
    Guard("end", ("emia", "uria"), 1, "in the blood and in the urine"),
    Guard("end", ("ectomy", "otomy", "ostomy"), 1, "cut out, cut open, an opening made"),
    Guard("start", ("hyper", "hypo", ""), 1, "the plain word means neither", real=True),
    Guard("start", ("non", ""), 1, "the opposite", real=True),
    Guard("start", ("a", ""), 1, "without and with", real=True),
    Guard("start", ("an", ""), 1, "without and with", real=True),
    Guard("start", ("dys", ""), 1, "disturbed and normal", real=True),
    Guard("start", ("pseudo", ""), 1, "what looks like it, and it", real=True),
    Guard("start", ("para", ""), 1, "beside it, and it", real=True),
    Guard("start", ("osteo", "oto", "ortho"), 1, "bone, ear, upright", real=True),
    Guard("start", ("arterio", "athero", "arteriolo"), 1, "artery, fatty plaque, small artery", real=True),
    Guard("start", ("nephro", "neuro", "necro", "uro"), 1, "kidney, nerve, death, urine", real=True),
    Guard("start", ("myelo", "myo", "myco", "myxo"), 1, "marrow, muscle, fungus, slime", real=True),
    Guard("start", ("chondro", "chordo", "chorio"), 1, "cartilage, notochord, afterbirth", real=True),
    Guard("start", ("hidro", "hydro"), 1, "sweat and water", real=True),
    Guard("start", ("hidr", "pyr"), 1, "sweat and fire", real=True),
    Guard("start", ("cysto", "cyto"), 1, "bladder and cell", real=True),
    Guard("start", ("ureter", "urethr", "uter"), 1, "ureter, urethra, womb", real=True),
    Guard("start", ("perine", "perone", "peritone"), 1, "perineum, calf, lining of the belly", real=True),
    Guard("end", ("iasis", "itis", "osis"), 1, "infested, inflamed, worn", real=True),
    Guard("end", ("opathy", "itis", "osis"), 1, "any trouble of it, inflamed, worn", real=True),
    Guard("end", ("tropia", "tonia", "trophy", "opia"), 1, "turned, tense, growing, sight", real=True),
    Guard("end", ("tonia", "tension"), 1, "tone of muscles and pressure", real=True),
    Guard("end", ("plasia", "phasia"), 1, "growth and speech", real=True),
    Guard("end", ("algia", "asthenia"), 1, "pain and weakness", real=True),
    Guard("end", ("blastoma", "cytoma", "sarcoma", "carcinoma"), 1, "other kinds of tumor", real=True),
    Guard("end", ("blastic", "cytic", "oid"), 1, "other kinds of cells", real=True),
    Guard("end", ("megaly", "malacia"), 1, "enlarged and softened", real=True),
)
_SHORTEST_REST = 3


def opposites(word: str) -> Iterator[tuple[str, Guard]]:
    """The words that differ from this one by a guarded part, each with its guard."""
    for guard in GUARDS:
        for part in guard.parts:
            rest = _without(word, part, guard.place)
            if rest is not None:
                for other in guard.parts:
                    if other != part:
                        yield (other + rest if guard.place == "start" else rest + other), guard


def _without(word: str, part: str, place: Place) -> str | None:
    if len(word) < len(part) + _SHORTEST_REST:
        return None
    if place == "start":
        return word[len(part) :] if word.startswith(part) else None
    return word[: len(word) - len(part)] if word.endswith(part) else None
