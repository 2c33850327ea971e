"""How a word sounds, for names that are spelled by ear (numonia, sorisis, bomito), and its stem."""

import re
from functools import lru_cache
from typing import TypeAlias

_Sounds: TypeAlias = tuple[tuple[re.Pattern[str], str], ...]


def _sounds(*pairs: tuple[str, str]) -> _Sounds:
    """Pairs of a spelling and its sound, applied in order to a word of small letters."""
    return tuple((re.compile(pattern), sound) for pattern, sound in pairs)


_SOUNDS = _sounds(
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
_SOUNDS_ES = _sounds(
    ("v", "b"),
    ("z|x|c(?=[eiy])", "s"),
    ("h", ""),
    ("ll", "y"),
    ("g(?=[ei])", "j"),
    ("qu?|c", "k"),
    (r"(.)\1+", r"\1"),
)

_ENDINGS = (
    "ical", "ics", "ia", "ic", "al", "an", "ed", "es", "ing", "er", "or", "a", "s", "y", "e", "um", "us",
)  # fmt: skip
SHORTEST = 5  # letters that are left without an ending


@lru_cache(maxsize=2**14)
def sound(word: str) -> str:
    """A rough key: words that sound alike share it."""
    return _heard(word, _SOUNDS)


@lru_cache(maxsize=2**14)
def sound_es(word: str) -> str:
    """The same for a word that may be Spanish: siatica, ezema."""
    return _heard(word, _SOUNDS_ES)


def _heard(word: str, sounds: _Sounds) -> str:
    for pattern, instead in sounds:
        word = pattern.sub(instead, word)
    return word


def stem(word: str) -> str:
    """The word without its grammatical ending."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST:
            return word[: -len(ending)]
    return word
