"""Dates in words: as precise as they are given, and when they are old."""

from datetime import date

import pytest

from condcli.render import dates


@pytest.mark.parametrize(
    ("given", "long", "short"),
    [
        ("2020", "2020", "2020"),
        ("2020-09", "September 2020", "Sep 2020"),
        ("2020-09-09", "September 9, 2020", "Sep 2020"),
        ("2024-02-29", "February 29, 2024", "Feb 2024"),
        ("1999-01-01", "January 1, 1999", "Jan 1999"),
        ("1999-12-31", "December 31, 1999", "Dec 1999"),
        ("2026-05", "May 2026", "May 2026"),
    ],
)
def test_a_date_is_said_as_precisely_as_it_is_known(given: str, long: str, short: str) -> None:
    assert (dates.long(given), dates.short(given)) == (long, short)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (["2020-09"], "September 2020"),
        (["2020-09-09", "2020-09-09"], "September 9, 2020"),
        (["2025-11-03", "2020-09", "2023-01"], "September 2020 to November 3, 2025"),
        (["2026", "2025"], "2025 to 2026"),
    ],
)
def test_several_dates_are_told_by_the_first_and_the_last(given: list[str], said: str) -> None:
    assert dates.span(given) == said


@pytest.mark.parametrize(
    ("said", "old"),
    [
        ("2026-11-30", False),
        ("2026-09-01", False),
        ("2026-08-31", True),
        ("2026-12-01", True),
        ("2026-11", False),
        ("2026-09", False),
        ("2026-08", True),
        ("2026", True),
        ("2026-13-01", True),
        ("", True),
    ],
)
def test_a_copy_is_old_after_ninety_days_or_when_no_one_can_trust_its_date(said: str, old: bool) -> None:
    assert dates.is_old(said, date(2026, 11, 30)) is old
