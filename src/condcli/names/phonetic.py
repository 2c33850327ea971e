"""How a word sounds, for names that are spelled by ear (numonia, sorisis, newmonia), and its stem."""

import re
from functools import lru_cache

# (spelling, sound), applied in order to a word of small letters
_SOUNDS = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        ("^(?:pn|gn|kn|mn)", "n"),
        ("^ps", "s"),
        ("^pt", "t"),
        ("^x", "z"),
        ("^wr", "r"),
        ("^eu|^you", "u"),
        ("sch", "sk"),
        ("ch(?=[lrnm])|ch(?=ol|on|or|or|em)", "k"),
        ("ph|gh(?=t?$)", "f"),
        ("rrh|rh", "r"),
        ("th", "t"),
        ("s[ct](?=h?m)", "s"),
        ("tch|ch", "c"),
        ("t(?=[sz])", ""),
        ("ck|qu?|x(?=c)", "k"),
        ("sc(?=[eiy])|c(?=[eiy])|z", "s"),
        ("c", "k"),
        ("x", "ks"),
        ("g(?=[eiy])|dg", "j"),
        ("gh|h", ""),
        ("w", "u"),
        ("y", "i"),
        ("[aeiou]+", "a"),
        (r"(.)\1+", r"\1"),
    )
)

_ENDINGS = (
    "ical", "ics", "ia", "ic", "al", "an", "ed", "es", "ing", "er", "or", "a", "s", "y", "e", "um", "us",
)  # fmt: skip
SHORTEST = 5  # letters that are left without an ending


@lru_cache(maxsize=2**14)
def sound(word: str) -> str:
    """A rough key: words that sound alike share it."""
    for pattern, instead in _SOUNDS:
        word = pattern.sub(instead, word)
    return word


def stem(word: str) -> str:
    """The word without its grammatical ending."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST:
            return word[: -len(ending)]
    return word
