"""What time it is, asked in one place, so that tests can set it."""

from datetime import UTC, date, datetime


def now() -> datetime:
    """The time, in UTC."""
    return datetime.now(tz=UTC)


def today() -> date:
    """The day, in UTC: what was fetched is dated in UTC too."""
    return now().date()
