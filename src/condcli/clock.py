"""What time it is, asked in one place, so that tests can set it; and dates as precise as they are given."""

import re
from datetime import UTC, date, datetime

_PARTIAL = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")


def now() -> datetime:
    """The time, in UTC."""
    return datetime.now(tz=UTC)


def today() -> date:
    """The day, in UTC: what was fetched is dated in UTC too."""
    return now().date()


def first_day(text: str) -> date | None:
    """The first day that yyyy, yyyy-mm or yyyy-mm-dd may mean; None for what is on no calendar."""
    match = _PARTIAL.fullmatch(text) if text.isascii() else None
    if not match:
        return None
    try:
        return date(int(match[1]), int(match[2] or 1), int(match[3] or 1))
    except ValueError:
        return None


def years_before(day: date, years: int) -> date:
    """The same day so many years before; of February 29 the day before that."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)
