"""F: figures in texts."""

import re
from collections.abc import Iterator

from condcli.authoring.checks.rules import for_record
from condcli.authoring.checks.subject import Spot, Subject, quoted

_PEOPLE = re.compile(
    r"(?:%|percent) of (?:\w+ ){0,3}?(?:people|persons|patients|adults|children|babies|infants|teens|women"
    r"|men|girls|boys|cases|families|those|them|us)\b"
)
_FIGURE = r"(\d(?:[\d,]{0,8}\d)?(?:\.\d{1,4})?)"
_RANGE = re.compile(
    rf"(?<![\w./,-])(?<![A-Z] ){_FIGURE}(?: to | ?[-\u2013] ?){_FIGURE}"
    r"( (?:million|billion))?(?![\w/-]| in \d)"
)
_AGE = re.compile(r" ?(?:years? of age|years? old|years\b.{0,20}\b(?:old|age)\b)")
_AGED = re.compile(r"\b(?:ages?|aged) from $", re.IGNORECASE)
_LONG = re.compile(r"(?<![\w.,/*-])\d{4,12}(?![\w/-])")
_PERCENT = re.compile(rf"{_FIGURE} ?(?:%|percent\b)")
_DIALED = re.compile(r"\b(?:call|calls|dial|text|texts|texting|phone|number|code|box)\b", re.IGNORECASE)
_PHONE = re.compile(r"\d{3}[-\u2013]\d{4}")
NEAR = 60  # letters around a figure in which "call" makes it a telephone number
_YEARS = range(1800, 2101)
_WHOLE = 100
_THOUSAND = 1000


def _number(text: str) -> float:
    return float(text.replace(",", ""))


@for_record(
    "F001", "error", "A percentage is above 100", "Look at the source; say twice or three times as many"
)
def _above_whole(subject: Subject) -> Iterator[Spot]:
    for passage in subject.passages:
        for match in _PERCENT.finditer(passage.text):
            if _number(match[1]) > _WHOLE:
                yield passage.place, quoted(passage.text, match.start())


@for_record(
    "F002",
    "error",
    "A range is upside down",
    'Write the smaller figure first, or "from ... to ..." for a fall',
)
def _upside_down(subject: Subject) -> Iterator[Spot]:
    for passage in subject.passages:
        for match in _RANGE.finditer(passage.text):
            before = passage.text[: match.start()]
            aged = _AGE.match(passage.text, match.end()) or _AGED.search(before)
            is_fall = before.lower().endswith("from ") and not aged  # "from 10 to 5"
            if is_fall or not _falls(match) or _PHONE.fullmatch(match[0]):
                continue
            if not _DIALED.search(passage.text, max(0, match.start() - NEAR), match.end() + NEAR):
                yield passage.place, quoted(passage.text, match.start())


def _falls(match: re.Match[str]) -> bool:
    """Whether the second figure of a range is the smaller one. 2025-26 are two years."""
    first, second = _number(match[1]), _number(match[2])
    if match[3] and first >= _THOUSAND:
        return False
    if first in _YEARS and len(match[2]) == len("26") and second in {*range(int(first) % _WHOLE, 100), 0}:
        return False
    return first > second


@for_record("F003", "advice", "A large figure has no thousands comma", "Write 1,000, not 1000")
def _thousands(subject: Subject) -> Iterator[Spot]:
    for passage in subject.passages:
        for match in _LONG.finditer(passage.text):
            if int(match[0]) not in _YEARS and not _DIALED.search(passage.text):
                yield passage.place, quoted(passage.text, match.start())


@for_record(
    "F004",
    "advice",
    "A share of people is given in percent",
    'Say it as "1 in 7", which more people understand',
)
def _shares(subject: Subject) -> Iterator[Spot]:
    for passage in subject.passages:
        for match in _PEOPLE.finditer(passage.text):
            yield passage.place, quoted(passage.text, match.start())
