"""How plain a text is: reading grade, SMOG, lengths, and the share of passive sentences.

Grades are Flesch-Kincaid. Where the fragments of a list would lower a grade, they are left out of it,
so that chopping sentences up earns nothing. Our figures help authors; they are no official score.
"""

import re
from collections.abc import Sequence
from math import sqrt

from msgspec import Struct

from condcli.plain_language.sentences import Unit, straight
from condcli.plain_language.syllables import syllables

LONG_WORD = 3  # syllables from which a word counts as hard to read


class Measure(Struct, frozen=True):
    """What a text measures; `passive` is the percentage of its sentences, `longest` its longest one."""

    words: int
    grade: float
    smog: float
    mean_sentence: float
    passive: float
    longest: Unit


def measure(units: Sequence[Unit]) -> Measure | None:
    """The figures of a text, or None where it has no words."""
    if not any(u.words for u in units):
        return None
    prose = [u for u in units if u.kind != "fragment"]
    sentences = [u for u in prose if u.kind == "prose"]
    long_words = sum(syllables(w) >= LONG_WORD for u in units for w in u.words)
    return Measure(
        words=_count(units),
        grade=max(_grade(units), _grade(prose)) if prose else _grade(units),
        smog=round(1.043 * sqrt(long_words * 30 / len(units)) + 3.1291, 2),
        mean_sentence=round(_count(prose) / len(prose), 2) if prose else 0.0,
        passive=round(100 * sum(is_passive(u.text) for u in sentences) / (len(sentences) or 1), 2),
        longest=max(units, key=lambda u: len(u.words)),
    )


def _count(of: Sequence[Unit]) -> int:
    return sum(len(u.words) for u in of)


def _grade(of: Sequence[Unit]) -> float:
    """Flesch-Kincaid grade level."""
    count = _count(of)
    spoken = sum(syllables(w) for u in of for w in u.words)
    return round(0.39 * count / len(of) + 11.8 * spoken / count - 15.59, 2)


# ---- passive voice

_BE = frozenset({
    "is", "are", "was", "were", "be", "been", "being", "get", "gets", "got", "isn't", "aren't", "wasn't",
    "weren't", "it's", "that's", "he's", "she's", "who's", "what's", "there's", "i'm", "you're", "we're",
    "they're",
})  # fmt: skip
_BETWEEN = frozenset({
    "not", "also", "often", "usually", "sometimes", "most", "commonly", "generally", "rarely", "always",
    "never", "only", "still", "first", "then", "typically", "now", "already",
})  # fmt: skip
_PARTICIPLES = frozenset({
    "borne", "born", "bound", "broken", "brought", "built", "caught", "chosen", "cut", "done",
    "drawn", "driven", "eaten", "felt", "found", "given", "gone", "grown", "held", "hurt", "kept", "known",
    "laid", "led", "left", "lost", "made", "meant", "met", "passed", "put", "read", "run", "said", "seen",
    "sent", "set", "shown", "shut", "spread", "stuck", "taken", "taught", "thought", "thrown", "told",
    "torn", "understood", "used", "worn", "written", "fed", "bitten", "hidden", "shaken", "sold", "spent",
    "split", "stolen",
})  # fmt: skip
# end in -ed and tell how something is, not what is done to it
_STATES = frozenset({
    "tired", "need", "needed", "bleed", "indeed", "breed", "seed", "feed", "speed", "red", "bed", "hundred",
    "worried", "scared", "related", "supposed", "interested", "concerned", "pleased", "married", "advanced",
    "exhausted", "bored", "stressed", "depressed", "limited", "increased", "inflamed", "infected",
    "blocked", "enlarged", "damaged", "affected",
})  # fmt: skip
_ADVERBS = 2  # that may stand between
_SHORTEST = 4  # letters of a participle in -ed
_EDGES = "\"'()[],;:.!?"


def is_passive(sentence: str) -> bool:
    """Whether a sentence says what is done and not who does it: "is treated", "was often given"."""
    chain = 0  # 1 after a form of "be", one more for each adverb behind it
    for token in straight(sentence).lower().split():
        bare = token.strip(_EDGES)
        word = re.split(r"[^\w]", bare)[0] if chain else ""
        in_ed = word.endswith("ed") and len(word) >= _SHORTEST and word not in _STATES
        if word in _PARTICIPLES or in_ed:
            return True
        if token.lstrip(_EDGES) in _BE:
            chain = 1
        elif 0 < chain <= _ADVERBS and (token in _BETWEEN or (token.endswith("ly") and token.isalpha())):
            chain += 1
        else:
            chain = 0
    return False
