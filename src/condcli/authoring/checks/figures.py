"""F: figures in texts."""

import re
from collections.abc import Iterator

from condcli.authoring.checks.rules import for_record
from condcli.authoring.checks.subject import Spot, Subject, quoted

_PEOPLE = re.compile(
    r"(?:%|percent) of (?:\w+ ){0,3}?(?:people|persons|patients|adults|children|babies|infants|teens|women"
    r"|men|girls|boys|cases|families|those|them|us)\b"
)
_FIGURE = r"(\d[\d,]{0,9}(?:\.\d{1,4})?)"
_RANGE = re.compile(rf"(?<![\w./,-])(?<![A-Z] ){_FIGURE}(?: to | ?[-\u2013] ?){_FIGURE}(?![\w/-]| in \d)")
_LONG = re.compile(r"(?<![\w.,/-])\d{4,12}(?![\w/-])")
_PERCENT = re.compile(rf"{_FIGURE} ?(?:%|percent\b)")
_DIALED = re.compile(r"\b(?:call|calls|dial|text|texts|texting|phone|number|code|box)\b", re.IGNORECASE)
_PHONE = re.compile(r"\d{3}[-\u2013]\d{4}")
NEAR = 60  # letters around a figure in which "call" makes it a telephone number
_YEARS = range(1800, 2101)
_WHOLE = 100


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
            falls = passage.text[: match.start()].lower().endswith("from ")
            if _number(match[1]) <= _number(match[2]) or falls or _PHONE.fullmatch(match[0]):
                continue
            if not _DIALED.search(passage.text, max(0, match.start() - NEAR), match.end() + NEAR):
                yield passage.place, quoted(passage.text, match.start())


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


CHECKS = (_above_whole, _upside_down, _thousands, _shares)
