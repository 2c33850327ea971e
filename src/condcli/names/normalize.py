"""One form for the many ways to write a name: case, accents, plurals, spelling, numbers, word order."""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

# Letters that Unicode does not take apart, and the signs that people type for others.
# ruff: noqa: RUF001  the letters that look like others are the point
_LETTERS = str.maketrans({
    "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i",
    "α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "ε": "epsilon", "κ": "kappa", "λ": "lambda",
    "’": "'", "‘": "'", "ʼ": "'", "`": "'", "´": "'", "′": "'", "＇": "'", "&": " and ", "＆": " and ",
})  # fmt: skip
_WORD = re.compile(r"[^\W_]+")
_ON = re.compile(r"\bon-(?=\w)")  # on-Hodgkin has lost a letter: "on" is no word of its own there
_POSSESSIVE = re.compile(r"(?<=[a-z])'s(?![a-z]{1,3}\b)|'")

# Words that carry no meaning of their own in a name; "with" and "without" do.
LINKS = frozenset({"of", "the", "an", "in", "on", "and", "for"})
_NUMBERS = {
    "one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8",
    "nine": "9", "ten": "10", "first": "1st", "second": "2nd", "third": "3rd", "fourth": "4th",
    "i": "1", "ii": "2", "iii": "3", "iv": "4", "v": "5", "vi": "6", "vii": "7", "viii": "8", "ix": "9",
    "xi": "11", "xii": "12", "xiii": "13", "xiv": "14", "xv": "15",
}  # fmt: skip
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
    ("ss", None), ("us", None), ("is", None), ("itides", "itis"), ("axes", "axis"), ("iases", "iasis"),
    ("tases", "tasis"), ("oses", "osis"), ("eses", "esis"), ("yses", "ysis"), ("sses", "ss"), ("xes", "x"),
    ("shes", "sh"),
    ("aches", "ache"), ("ches", "ch"), ("ruses", "rus"), ("nuses", "nus"), ("tuses", "tus"), ("guses", "gus"),
    ("ies", "y"), ("s", ""), ("mata", "ma"), ("ae", "a"),
)  # fmt: skip
# (British part, American part)
_BRITISH = (
    ("leuco", "leuko"),
    ("[ao]e", "e"),
    ("^colour", "color"),
    ("sulph", "sulf"),
    ("our(?=$|al$|ed$|ing$|less$)", "or"),
    ("(?<=[aeiou][bt])re$", "er"),
    ("(?<=.{3})is(?=ed$|ing$|ation$)", "iz"),
    ("(?<=al|er|or|im)ise$", "ize"),
    ("lyse(?=d?$)", "lyze"),
)
_MAYBE_BRITISH = re.compile("[ao]e|leuco|sulph|our|re$|is(?:e|ed|ing|ation)$|lyse")
_SHORT = 5  # shorter words have no British form that would not be another word


def apart(text: str) -> str:
    """Letters apart from their accents; one by one, since to order many of one takes quadratic time."""
    return "".join(unicodedata.normalize("NFKD", letter) for letter in text)


def unaccented(text: str) -> str:
    """Letters without their accents."""
    return "".join(c for c in apart(text) if not unicodedata.combining(c))


def fold(name: str) -> str:
    """The name in small letters without accents and apostrophes."""
    if name.isascii():
        text = name.lower().replace("&", " and ").replace("`", "'")
    else:
        text = apart(name.casefold().translate(_LETTERS)).casefold()
        text = "".join(c for c in text.translate(_LETTERS) if not unicodedata.combining(c))
    if "on-" in text:
        text = _ON.sub("on", text)
    return _POSSESSIVE.sub("", text) if "'" in text else text


def raw_words(name: str) -> list[str]:
    """The words of a name as they are written, in small letters without accents."""
    return _WORD.findall(fold(name))


def formed(raw: Iterable[str]) -> list[str]:
    """Each word in its one form."""
    return [form(w) for w in raw]


def words(name: str) -> tuple[str, ...]:
    """The words of a name, each in its one form."""
    return tuple(formed(raw_words(name)))


def normalize(name: str) -> str:
    """The one form of a name: names that differ only in how they are written share it."""
    return " ".join(words(name))


def bag(of: Iterable[str]) -> str:
    """The words that carry meaning, sorted: the same for "cancer of the breast" and "breast cancer".

    Numbers and single letters keep their order: III and type 4 are not IV and type 3.
    """
    told = [w for w in of if w not in LINKS]
    if len(told) == 1:
        return told[0]
    numbers = [w for w in told if len(w) == 1 or not w.isalpha()]
    if len(numbers) < 2:  # noqa: PLR2004  one has no order
        return " ".join(sorted(told))
    return " ".join([*sorted(w for w in told if len(w) > 1 and w.isalpha()), *numbers])


@lru_cache(maxsize=2**16)
def form(word: str) -> str:
    """The singular of a word of small letters, in American spelling; numbers in digits."""
    if known := _NUMBERS.get(word) or _IRREGULAR.get(word):
        return known
    if roman := _ROMAN_AND_LETTER.fullmatch(word):
        return _NUMBERS[roman[1]] + roman[2]
    return american(singular(word))


def sayable(text: str) -> str:
    """The text without halves of signs, which stray bytes of a command line leave behind."""
    return text.encode("utf-8", "replace").decode()


def singular(word: str) -> str:
    """The word without its plural ending."""
    if len(word) < 4 or word[-1] not in "sea":  # noqa: PLR2004  gas, pus
        return word
    if word.endswith("ys") and word[-3] not in "aeou":  # Glaucomys is no plural, kidneys is
        return word
    for ending, instead in _PLURALS:
        if word.endswith(ending):
            return word if instead is None else word[: -len(ending)] + instead
    return word


def american(word: str) -> str:
    """The word in American spelling."""
    if len(word) < _SHORT or not _MAYBE_BRITISH.search(word):
        return word
    for pattern, instead in _BRITISH:
        word = re.sub(pattern, instead, word)
    return word
