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
    return (match[1] + match[2]).upper() if match else None


def alone(code: str) -> bool:
    """Whether a code has no others above or below it: one of MeSH or of the Disease Ontology."""
    return code.startswith("DOID:") or _MESH.fullmatch(code) is not None


def parents(code: str) -> Iterator[str]:
    """The ICD-10-CM codes above a code, the nearest first."""
    if alone(code):
        return
    for length in range(len(code) - 1, _CATEGORY - 1, -1):
        yield code[:length]


def written(code: str) -> str:
    """A code as people write it: with its dot."""
    if ":" in code or _MESH.fullmatch(code) or len(code) <= _CATEGORY:
        return code
    return f"{code[:_CATEGORY]}.{code[_CATEGORY:]}"
