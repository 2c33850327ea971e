"""The words of a text, as names are looked for among them, and those of a page, which tell what is meant."""

import re
from functools import cache

from msgspec import Struct

from condcli.catalog.files import text_of
from condcli.models import TIERS, Condition
from condcli.names import word_kinds
from condcli.names.dictionary import names_folder
from condcli.names.normalize import form, raw_words, words

_DOTTED = re.compile(r"\b[A-Za-z]\.(?: ?[A-Za-z]\.)+(?:[A-Za-z]\b)?|\b[A-Za-z]\.[A-Za-z]\b")
_SALT = re.compile(r"\bHCl\b")  # of a medicine; HCL is a leukemia
_NO_NAMES = frozenset({"am", "pm", "eg", "ie", "us", "uk", "dc", "la", "ok", "no", "id", "ps", "bc", "ad"})
_SHORTHAND = re.compile(r"(?<![\w/])(?:w/o?(?![a-z/])|w/(?=\w)|[a-z2]/[a-z2](?![\w/]))", re.IGNORECASE)
_POSITIVE = re.compile(r"(?<=[A-Za-z])\+(?!\w)|(?<!\w)\+ve\b")  # HIV+, chlam +ve
_NEGATIVE = re.compile(r"(?<!\w)-ve\b")
_STAGE = re.compile(r"\bstage ?(i{1,3}|iv)[a-d]\d?\b", re.IGNORECASE)  # IIIA: which one says nothing here
_ORGAN = "prostate|breast|lung|colon|rectal|ovarian|cervical|uterine|bladder|renal|pancreatic|gastric|thyroid"
_CANCER = re.compile(rf"(?<=[a-z] )CA\b|\b({_ORGAN}) ca\b")  # prostate CA
_MEASURED = re.compile(  # hr 140, alt 80
    r"\b(?:hr|bp|rr|hb|alt|ast|ggt|crp|esr|tsh|psa|egfr|sats|temp|bmi|t4|t3)(?=:? ?\d)", re.IGNORECASE
)
_BONE = (
    r"(?:nof|hip|wrist|ankle|knee|elbow|shoulder|rib|ribs|tib|fib|tibia|fibula|femur|humerus|radius|ulna"
    r"|clavicle|pelvis|skull|jaw|nose|toe|finger|thumb|arm|leg|spine|scaphoid|patella|metatarsal)"
)
_BROKEN = re.compile(  # #NOF, rib #s, wrist fx
    rf"(?:#s?|\bfx) ?(?={_BONE}\b)|\b({_BONE}) ?(?:#s?|fx)(?!\w)", re.IGNORECASE
)
# 4/7: four days, as the British write; 24/7 is always
_LASTING = re.compile(r"(?<![\d/])(?!24/7)(\d{1,2})/(7|52|12|40)(?![\d/])")
_SPANS = {"7": "days", "52": "weeks", "12": "months", "40": "weeks"}  # of 40: of a pregnancy
_JOINED = re.compile(
    r"\b([tz]|x|c)[ -](scores?|rays?|sections?)\b|\b(long|short)[ -](term)\b|\b(new)[ -](onset)\b",
    re.IGNORECASE,
)
_TOKEN = re.compile(r"[^\s/;,()\[\]|+]+")
_AROUND = ".,;:!?\"'()-"
_ENDS = tuple(".,;:!?")


class Word(Struct, frozen=True):
    """A word as it stands in the text, small and without accents, and the token that it is part of."""

    raw: str
    token: str
    ends: bool = False  # a comma or the like stands behind it


def words_of(text: str) -> list[Word]:
    """The words of a text: abbreviations without their dots, what clinicians shorten written out."""
    plain = _DOTTED.sub(_undotted, _SALT.sub("hydrochloride", text))
    plain = _SHORTHAND.sub(
        lambda m: f"{word_kinds.question_words().shorthand.get(m[0].lower(), m[0])} ", plain
    )
    plain = _LASTING.sub(lambda m: f"{m[1]} {_SPANS[m[2]]}", plain)
    plain = _BROKEN.sub(lambda m: f"{m[1]} fracture" if m[1] else "fracture ", plain)
    plain = _MEASURED.sub("labs", _JOINED.sub(lambda m: "".join(filter(None, m.groups())), plain))
    plain = _CANCER.sub(lambda m: f"{m[1]} cancer" if m[1] else "cancer", _STAGE.sub("stage 3", plain))
    plain = _NEGATIVE.sub("negative", _POSITIVE.sub(" positive", plain))
    return [
        Word(raw, token.strip(_AROUND), ends=token[-1] in _ENDS or plain[end : end + 1] in _ENDS)
        for token, end in ((m[0], m.end()) for m in _TOKEN.finditer(plain))
        for raw in raw_words(token.strip(_AROUND))
    ]


def _undotted(match: re.Match[str]) -> str:
    """The letters of an abbreviation with dots, which say that it is one: m.i. is MI."""
    letters = re.sub(r"[. ]", "", match[0])
    return f"{letters if letters.lower() in _NO_NAMES else letters.upper()} "


def page_words(record: Condition) -> frozenset[str]:
    """The words of a page, each in its one form, with the brands of its medicines.

    They are of the summary, the care lists and the sections.
    """
    texts = [record.summary]
    for tier in TIERS:
        texts += getattr(record.care, tier)
    for section in record.sections.values():
        for part in section.body:
            texts += [part] if isinstance(part, str) else [part.lead, *part.items]
    said = frozenset(word for text in texts for word in words(text))
    return said | {brand for brand, medicine in _brands() if medicine in said}


@cache
def _brands() -> tuple[tuple[str, str], ...]:
    """What people call a medicine, and its name, both in their one form: humira is adalimumab."""
    lines = text_of(names_folder() / "brands.txt").splitlines()
    return tuple((form(brand), form(medicine)) for brand, medicine in map(str.split, lines))
