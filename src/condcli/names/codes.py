"""Codes: ICD-10-CM, MeSH and the Disease Ontology, however they are written."""

import re
from collections.abc import Iterator

_PREFIX = re.compile(r"(?:icd[ -]?10(?:[ -]?cm)?|mesh)[ :#-]*", re.IGNORECASE)
_ICD10CM = re.compile(r"([A-Z]\d[0-9A-Z])\.?([0-9A-Z]{0,4})(?:\.?-)?", re.IGNORECASE | re.ASCII)
_MESH = re.compile(r"[CD]\d{6,9}", re.IGNORECASE | re.ASCII)
_DOID = re.compile(r"DOID[:_ ]?(\d{1,8})", re.IGNORECASE | re.ASCII)
_CATEGORY = 3  # letters of an ICD-10-CM code before its dot
LONGEST = 30  # of a code with its prefix; anything longer is none


def parse(text: str) -> str | None:
    """The code that a text is, in the one form in which codes compare; None if it is no code."""
    if len(text) > LONGEST:
        return None
    text = text.strip()
    if match := _DOID.fullmatch(text):
        return f"DOID:{match[1]}"
    if not text[1:2].isdigit():  # C91.0, D054198
        text = _PREFIX.sub("", text, count=1)
    if _MESH.fullmatch(text):
        return text.upper()
    match = _ICD10CM.fullmatch(text)
    if match is None or match[2].upper() == "X":  # an X keeps a place for what follows: P90X is a workout
        return None
    return (match[1] + match[2]).upper()


def alone(code: str) -> bool:
    """Whether a code has no others above or below it: one of MeSH or of the Disease Ontology."""
    return code.startswith("DOID:") or _MESH.fullmatch(code) is not None


def parents(code: str) -> Iterator[str]:
    """The ICD-10-CM codes above a code, the nearest first."""
    if alone(code):
        return
    for length in range(len(code) - 1, _CATEGORY - 1, -1):
        yield code[:length]


_OLD = re.compile(r"(?:\d{3}(?:\.\d{1,2})?|V\d{2}(?:\.\d{1,2})?|E\d{3}(?:\.\d)?)", re.IGNORECASE)
# Chapters of ICD-10-CM: the last category of each, and what it holds.
CHAPTERS = (
    ("B99", "infections"), ("D49", "tumors"), ("D89", "diseases of the blood and the immune system"),
    ("E89", "hormones, nutrition and metabolism"), ("F99", "mental health"), ("G99", "brain and nerves"),
    ("H59", "eyes"), ("H95", "ears"), ("I99", "heart and circulation"), ("J99", "breathing"),
    ("K95", "digestion"), ("L99", "skin"), ("M99", "muscles, bones and joints"),
    ("N99", "kidneys, urinary tract and sex organs"), ("O9A", "pregnancy and birth"),
    ("P96", "newborns"), ("Q99", "what people are born with"), ("R99", "symptoms and test results"),
    ("T88", "injuries and poisoning"), ("U85", "special codes, such as COVID-19"),
    ("Y99", "causes of an injury"),
)  # fmt: skip


def explained(text: str) -> str | None:
    """What a code is of which we know no more, None for what does not look like a code."""
    if _OLD.fullmatch(text.strip()) and not parse(text):
        return "This looks like an old ICD-9 code; ICD-10-CM took their place in 2015."
    code = parse(text)
    if code is None or alone(code):
        return code and "No page is filed under that code."
    if code.startswith("Z"):
        return f"{written(code)} is an administrative code: it says why a person came, not what they have."
    chapter = next((what for last, what in CHAPTERS if code[:_CATEGORY] <= last), None)
    if chapter is None:
        return f"{written(code)} is no ICD-10-CM code that we know."
    return f"{written(code)} would be an ICD-10-CM code about {chapter}; no page is filed under it."


def written(code: str) -> str:
    """A code as people write it: with its dot."""
    if ":" in code or _MESH.fullmatch(code) or len(code) <= _CATEGORY:
        return code
    return f"{code[:_CATEGORY]}.{code[_CATEGORY:]}"


def labelled(code: str) -> str:
    """A code behind the name of its system."""
    if code.startswith("DOID:"):
        return code
    return f"{'MeSH' if alone(code) else 'ICD-10-CM'} {code}"
