"""One form for the many ways to write a name: case, accents, plurals, spelling, numbers, word order."""

import re
import unicodedata
from functools import lru_cache

# Letters that Unicode does not take apart, and the signs that people type for others.
# ruff: noqa: RUF001  the letters that look like others are the point
_LETTERS = str.maketrans({
    "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i",
    "α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "ε": "epsilon", "κ": "kappa", "λ": "lambda",
    "’": "'", "‘": "'", "ʼ": "'", "`": "'", "´": "'", "′": "'", "＇": "'", "&": " and ", "＆": " and ",
})  # fmt: skip
_WORD = re.compile(r"[a-z0-9]+")
_POSSESSIVE = re.compile(r"'s\b|'")

# Words that carry no meaning of their own in a name; "with" and "without" do.
LINKS = frozenset({"of", "the", "an", "in", "on", "and", "for"})
# After these a lone i, v or x is a number: type I, factor V.
_COUNTED = frozenset(
    {"type", "stage", "grade", "class", "group", "factor", "phase", "degree", "form", "level"}
)
_NUMBERS = {
    "one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8",
    "nine": "9", "ten": "10", "first": "1st", "second": "2nd", "third": "3rd", "fourth": "4th",
    "ii": "2", "iii": "3", "iv": "4", "vi": "6", "vii": "7", "viii": "8", "ix": "9", "xi": "11", "xii": "12",
    "xiii": "13", "xiv": "14", "xv": "15",
}  # fmt: skip
_LONE = {"i": "1", "v": "5", "x": "10"}
_ROMAN_AND_LETTER = re.compile(r"(i{1,3}|iv|v|vi{1,3}|ix)([a-f])")

_IRREGULAR = {
    "teeth": "tooth", "feet": "foot", "children": "child", "women": "woman", "men": "man", "lice": "louse",
    "fungi": "fungus", "calculi": "calculus", "emboli": "embolus", "thrombi": "thrombus", "nevi": "nevus",
    "naevi": "nevus", "bacilli": "bacillus", "foci": "focus", "testes": "testis", "varices": "varix",
    "appendices": "appendix", "diverticula": "diverticulum", "crises": "crisis", "doses": "dose",
    "overdoses": "overdose", "noses": "nose", "aids": "aids", "rabies": "rabies", "scabies": "scabies",
    "caries": "caries", "series": "series", "species": "species", "hives": "hives", "lens": "lens",
    "pancreas": "pancreas", "grey": "gray", "mould": "mold", "ageing": "aging", "aluminium": "aluminum",
    "programme": "program", "artefact": "artifact",
}  # fmt: skip
# (ending, what stands in its place), the first that fits; None keeps the word.
_PLURALS = (
    ("ss", None), ("us", None), ("is", None), ("itides", "itis"), ("iases", "iasis"), ("tases", "tasis"),
    ("oses", "osis"), ("eses", "esis"), ("yses", "ysis"), ("sses", "ss"), ("xes", "x"), ("shes", "sh"),
    ("aches", "ache"), ("ches", "ch"), ("ruses", "rus"), ("nuses", "nus"), ("tuses", "tus"), ("guses", "gus"),
    ("ies", "y"), ("s", ""), ("mata", "ma"), ("ae", "a"),
)  # fmt: skip
_BRITISH = tuple(
    (re.compile(pattern), american)
    for pattern, american in (
        ("[ao]e", "e"),
        ("leuco", "leuko"),
        ("sulph", "sulf"),
        ("our(?=$|al$|ed$|ing$|less$)", "or"),
        ("(?<=[aeiou][bt])re$", "er"),
        ("(?<=.{3})is(?=ed$|ing$|ation$)", "iz"),
        ("(?<=al|er|or|im)ise$", "ize"),
        ("lyse(?=d?$)", "lyze"),
    )
)
_SHORT = 5  # shorter words have no British form that would not be another word


def fold(name: str) -> str:
    """The name in small letters without accents and apostrophes."""
    text = name.casefold().translate(_LETTERS)
    if not text.isascii():
        text = "".join(
            c for c in unicodedata.normalize("NFKD", text).casefold() if not unicodedata.combining(c)
        )
    return _POSSESSIVE.sub("", text) if "'" in text else text


def words(name: str) -> tuple[str, ...]:
    """The words of a name, each in its one form."""
    raw = _WORD.findall(fold(name))
    formed = [form(w) for w in raw]
    for place, word in enumerate(raw):
        if (
            word in _LONE
            and place
            and (raw[place - 1] in _COUNTED or (place == len(raw) - 1 and word != "x"))
        ):
            formed[place] = _LONE[word]
    return tuple(formed)


def normalize(name: str) -> str:
    """The one form of a name: names that differ only in how they are written share it."""
    return " ".join(words(name))


def bag(of: tuple[str, ...]) -> str:
    """The words that carry meaning, sorted: the same for "cancer of the breast" and "breast cancer"."""
    return " ".join(sorted(w for w in of if w not in LINKS))


@lru_cache(maxsize=2**16)
def form(word: str) -> str:
    """The singular of a word of small letters, in American spelling; numbers in digits."""
    if known := _NUMBERS.get(word) or _IRREGULAR.get(word):
        return known
    if roman := _ROMAN_AND_LETTER.fullmatch(word):
        return (_NUMBERS.get(roman[1]) or _LONE[roman[1]]) + roman[2]
    return american(singular(word))


def singular(word: str) -> str:
    """The word without its plural ending."""
    if len(word) < 4 or word[-1] not in "sea":  # noqa: PLR2004  gas, pus
        return word
    for ending, instead in _PLURALS:
        if word.endswith(ending):
            return word if instead is None else word[: -len(ending)] + instead
    return word


def american(word: str) -> str:
    """The word in American spelling."""
    if len(word) < _SHORT:
        return word
    for pattern, instead in _BRITISH:
        word = pattern.sub(instead, word)
    return word
