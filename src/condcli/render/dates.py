"""Dates in words, as precise as they are given."""

from collections.abc import Iterable
from datetime import date as date_

from condcli import clock

FRESH_DAYS = 90  # a trial's status may well have changed after that

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def long(date: str) -> str:
    """Such as "September 9, 2020", "September 2020" or "2020" for a partial ISO date."""
    year, *rest = date.split("-")
    if not rest:
        return year
    month = MONTHS[int(rest[0]) - 1]
    return f"{month} {int(rest[1])}, {year}" if len(rest) > 1 else f"{month} {year}"


def short(date: str) -> str:
    """Such as "Sep 2020" or "2020" for a partial ISO date: enough to say how old something is."""
    year, *rest = date.split("-")
    return f"{MONTHS[int(rest[0]) - 1][:3]} {year}" if rest else year


def is_old(date: str, today: date_) -> bool:
    """Whether a partial ISO date may lie more than 90 days back; or lies ahead, which no one can trust."""
    said = clock.first_day(date)
    return said is None or not 0 <= (today - said).days <= FRESH_DAYS


def span(dates: Iterable[str]) -> str:
    """Such as "September 2020", or "September 2020 to November 3, 2025" where they differ."""
    found = sorted(set(dates))
    return " to ".join(long(date) for date in dict.fromkeys((found[0], found[-1])))
