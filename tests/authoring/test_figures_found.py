"""Figures that the checks find in texts: percentages, ranges, thousands, shares, and those on old sources."""

from pathlib import Path

import pytest
from checked import findings, in_texts
from good_record import Raw, good


def found(folder: Path, code: str, texts: tuple[str, ...]) -> list[str]:
    """The texts in which the check finds something."""
    return [text for text, there in in_texts(folder, code, texts).items() if there]


ABOVE = ("It is 101%.", "It is 100.5 percent.", "It is 1,000 %.", "It rose by 250%.")
UP_TO = ("It is 100%.", "It is 100.0 percent.", "It is 0.5%.", "It is 150 people.", "It is 200 percentiles.")


def test_a_percentage_is_of_a_whole(tmp_path: Path) -> None:
    assert found(tmp_path, "F001", (*ABOVE, *UP_TO)) == list(ABOVE)
    said = "It is 101% or 102%."
    assert len(in_texts(tmp_path, "F001", [said])[said]) == 2


DOWN = (
    "It takes 10 to 5 days.", "It takes 10-5 days.", "It takes 10 - 5 days.", "It takes 10\u20135 days.",
    "It is 2.5 to 2.4.",
    "It is 1,000 to 999.", "It is 2026-25 in all.", "It is from 70 to 30 years of age.",
    "Those aged from 70 to 30 walk.",
    "At ages from 70 to 30, rest.", "It is from 70 to 30 years old.", "It rose to 10 to 9.",
    "In 2025-24 it was so.", "It was 999 to 998 million.",
)  # fmt: skip
UP = (
    "It takes 5 to 10 days.", "It takes 5-5 days.", "It fell from 10 to 5.", "From 10 to 5 it fell.",
    "It is 555-0100 there.",
    "Call 800-555-0100 now.", "Dial 10-5 now.", "The 2025-26 season.", "The 1999-00 season.",
    "The 2025-2026 season.",
    "It was 850,000 to 2 million.", "Take a 10-to-5 shift.", "It is A 19-9.", "It is 1/10-5.",
    "It is 10-5/6.", "It is 3 in 5 to 4 in 5.",
    "A ratio of 10 to 5 in 100.", "The code is 90-10.", "Text 90-10 for it.", "It is 2,5-1x.",
)  # fmt: skip


def test_a_range_goes_up(tmp_path: Path) -> None:
    assert found(tmp_path, "F002", (*DOWN, *UP)) == list(DOWN)


def test_a_number_to_call_excuses_what_stands_close_to_it(tmp_path: Path) -> None:
    far = "word " * 15
    texts = (f"Call us. {far} It takes 10 to 5 days.", f"It takes 10 to 5 days. {far} Call us.")
    assert found(tmp_path, "F002", texts) == list(texts)
    assert found(tmp_path, "F002", ("Call us. It takes 10 to 5 days.", "It takes 10 to 5 days. Call.")) == []


LARGE = (
    "It hits 10000.",
    "It hits 1500 people.",
    "It hits 1799 people.",
    "It hits 2101 people.",
    "Some 123456789 did.",
)
NO_COMMA = (
    "It hits 10,000.", "It hits 999.", "In 1800 it was so.", "In 2100 it will be.", "In 2026, rest.",
    "Call 5550100.",
    "The code is 12345.", "Text 741741.", "It is 0.12345.", "It is HLA-1502.", "It is A1502.",
    "It is 1502/2.", "Box 12345 it is.",
)  # fmt: skip


def test_a_large_figure_has_its_comma(tmp_path: Path) -> None:
    assert found(tmp_path, "F003", (*LARGE, *NO_COMMA)) == list(LARGE)


SHARES = (
    "It hits 5% of people.", "It hits 5 percent of all adults.", "It hits 5% of the older women.",
    "5% of those do.",
    "5% of us do.", "5% of cases heal.", "5% of very young healthy babies do.",
    "5% of families and 6% of men do.",
)  # fmt: skip
READINGS = ("Oxygen is 92%.", "It is 5% of the weight.", "It is 5% of the very old but healthy people.",
"1 in 20 people do.",
            "5% peopled.")  # fmt: skip


def test_a_share_of_people_is_said_as_one_in_so_many(tmp_path: Path) -> None:
    assert found(tmp_path, "F004", (*SHARES, *READINGS)) == list(SHARES)
    assert len(in_texts(tmp_path, "F004", SHARES)[SHARES[-1]]) == 2


def with_source(said: str | Raw, *refs: int, **reference: object) -> Raw:
    """A record of 2026 whose treatment rests on a reference with other fields."""
    first, second = good()["references"]
    record = good(references=[first | reference, second], changed="2026-02-03")
    record["sections"]["treatment"] = {"body": [said], "refs": list(refs)}
    record["sections"]["symptoms"]["refs"] = record["sections"]["definition"]["refs"] = [1, 2]
    return record


@pytest.mark.parametrize(
    ("reference", "stale"),
    [
        ({"date": "2017-12-31"}, True),
        ({"date": "2018"}, False),  # eight years
        ({"date": "2026"}, False),
        ({"date": None, "accessed": "2017"}, True),
        ({"date": None, "accessed": "2018-01"}, False),
        ({"date": None, "accessed": "2026", "url": None}, True),  # a book that was read lately is no newer
        ({"date": None, "accessed": None}, True),
        ({"date": "2012", "accessed": "2026"}, True),
    ],
)
def test_a_figure_rests_on_a_source_of_the_last_years(
    tmp_path: Path, reference: dict[str, object], stale: bool
) -> None:
    record = with_source("It helps 1 in 3.", 1, **reference)
    assert [place for _, place, _ in findings(tmp_path, "L008", record)] == ["sections.treatment"] * stale


@pytest.mark.parametrize(
    ("said", "figure"),
    {
        "It helps 5%.": True, "It helps 5.5 percent.": True, "It helps 1 in 3.": True,
        "It helps 2 of 3.": True,
        "It helps 2 out of every 3.": True, "It hits 1,000 a year.": True, "It hits 2 million.": True,
        "It hits 2.5 billion.": True,
        "Rest for 3 days.": False, "It is for those over 65.": False, "Sugar over 126 is high.": False,
        "It hits 10 people.": False,
        "It is in 3 parts.": False, "In 2020 it rose.": False,
    }.items(),
)  # fmt: skip
def test_times_ages_and_readings_are_no_figure_of_a_study(tmp_path: Path, said: str, figure: bool) -> None:
    assert bool(findings(tmp_path, "L008", with_source(said, 1, date="2012"))) is figure


def test_one_newer_source_is_enough_and_a_list_counts_too(tmp_path: Path) -> None:
    both = with_source("It helps 1 in 3.", 1, 2, date="2012")
    assert (
        findings(tmp_path, "L008", both | {"references": [both["references"][0], good()["references"][0]]})
        == []
    )
    assert findings(tmp_path, "L008", both) == []  # the book is of 2020
    listed = with_source({"lead": "It helps 5%:", "items": ["1 in 3", "nobody"]}, 1, date="2012")
    assert [there for _, _, there in findings(tmp_path, "L008", listed)] == ['"It helps 5%:"', '"1 in 3"']
    assert findings(tmp_path, "L008", with_source("It helps 5%.", date="2012")) == []
