"""Dates, trials, papers and names: what the records and the registries' facts answer by themselves."""

from datetime import date
from typing import Any

import msgspec
import pytest
from good_record import good

from condcli import clock
from condcli.models import Addition, Catalog, Condition, Reference, Site
from condcli.registry_models import EARLIER_STATES, Advance, ChosenIds, EarlierState, Research, Trial


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2024", date(2024, 1, 1)), ("2024-02", date(2024, 2, 1)), ("2024-02-29", date(2024, 2, 29)),
        ("2023-02-29", None), ("2024-13", None), ("2024-00", None), ("2024-01-32", None), ("0000", None),
        ("24", None), ("2024-1", None), ("2024-02-", None), ("2024-02-01x", None), ("", None),
        (" 2024", None), ("\u0662\u0660\u0662\u0664", None), ("2024\n", None),
    ],
)  # fmt: skip
def test_a_date_begins_on_a_day_of_the_calendar(text: str, day: date | None) -> None:
    assert clock.first_day(text) == day


@pytest.mark.parametrize(
    ("day", "years", "before"),
    [
        (date(2026, 11, 23), 2, date(2024, 11, 23)), (date(2024, 2, 29), 4, date(2020, 2, 29)),
        (date(2024, 2, 29), 1, date(2023, 2, 28)), (date(2024, 3, 1), 1, date(2023, 3, 1)),
        (date(2024, 2, 29), 0, date(2024, 2, 29)),
    ],
)  # fmt: skip
def test_the_same_day_some_years_before(day: date, years: int, before: date) -> None:
    assert clock.years_before(day, years) == before


def trial(status: str = "RECRUITING", enrollment: int | None = 10, **more: object) -> Trial:
    """A trial as the registry states it."""
    facts: dict[str, object] = {
        "nct_id": "NCT00000001", "title": "A study", "status": status, "study_type": None,
        "interventions": [], "phases": [], "enrollment": enrollment, "start_date": "2025-01",
        "minimum_age": None, "maximum_age": None, "sex": None, "countries": [], "sponsor": None,
        "conditions": [], "updated": None, "as_of": "2026-01-01", "source": "ClinicalTrials.gov",
        "earlier": [],
    }  # fmt: skip
    return msgspec.convert(facts | more, Trial)


def state(number: int) -> EarlierState:
    return EarlierState("RECRUITING", number, "2025-01", f"2025-{number:02}-01")


def test_without_an_older_copy_a_trial_is_as_it_is() -> None:
    assert trial().after(None) == trial()


@pytest.mark.parametrize(
    ("status", "enrollment", "kept"),
    [("RECRUITING", 10, 0), ("COMPLETED", 10, 1), ("RECRUITING", 9, 1), ("RECRUITING", None, 1)],
)
def test_another_status_or_number_of_people_is_an_earlier_state(
    status: str, enrollment: int | None, kept: int
) -> None:
    now = trial(as_of="2026-06-01").after(trial(status, enrollment))
    assert now.earlier == (EarlierState(status, enrollment, "2025-01", "2026-01-01"),) * kept
    assert (now.status, now.as_of) == ("RECRUITING", "2026-06-01")


def test_another_start_alone_is_no_earlier_state() -> None:
    assert trial(start_date="2026-02").after(trial()).earlier == ()


def test_earlier_states_go_on_oldest_first_and_once_each() -> None:
    before = msgspec.structs.replace(trial("COMPLETED"), earlier=(state(1), state(2)))
    after = msgspec.structs.replace(trial(), earlier=(state(2), state(3))).after(before)
    assert after.earlier == (
        state(1),
        EarlierState("COMPLETED", 10, "2025-01", "2026-01-01"),
        state(2),
        state(3),
    )


@pytest.mark.parametrize("many", [EARLIER_STATES - 1, EARLIER_STATES, EARLIER_STATES + 2])
def test_the_newest_of_many_earlier_states_are_kept(many: int) -> None:
    states = tuple(state(number) for number in range(1, many + 1))
    after = trial().after(msgspec.structs.replace(trial("COMPLETED"), earlier=states))
    assert len(after.earlier) == min(many + 1, EARLIER_STATES)
    assert after.earlier[-1].status == "COMPLETED"


def paper(**facts: object) -> Advance:
    """A paper of which little is known."""
    nothing = dict.fromkeys(Advance.__struct_fields__)
    return msgspec.convert(nothing | {"nct_ids": [], "as_of": "2026", "source": "PubMed"} | facts, Advance)


PAPERS = [
    paper(published="2026-01", pmid="1"),
    paper(published="2025-12-31", kind="Randomized controlled trial", pmid="2"),
    paper(published="2025-01", kind="Meta-analysis, 12 studies", patients=90, pmid="3"),
    paper(published="2025-12", kind="Systematic review", patients=50, pmid="4"),
    paper(published="2025-12-30", kind="Cohort", patients=9_000, pmid="5"),
    paper(published="2025", kind=None, patients=9_000, pmid="6"),
    paper(published="2025", pmid="8"),
    paper(published="2025", pmid="7"),
    paper(pmid="9", patients=100_000, kind="Meta-analysis"),
]


def test_papers_go_by_year_then_kind_then_people_then_date() -> None:
    ordered = sorted(PAPERS, key=Advance.rank, reverse=True)
    assert [found.pmid for found in ordered] == ["1", "3", "4", "2", "5", "6", "8", "7", "9"]
    assert paper().rank() == ("", False, 0, "", 0)


@pytest.mark.parametrize(
    ("places", "lost"),
    [({}, None), ({"a": ()}, None), ({"a": (0, 1)}, None), ({"a": (0,), "b": (2,)}, "b"), ({"a": (5,)}, "a")],
)
def test_research_names_the_condition_whose_paper_is_not_there(
    places: dict[str, tuple[int, ...]], lost: str | None
) -> None:
    assert Research(1, (paper(), paper()), places).lost() == lost


# ---- what the shapes of the data let in

CONDITION = {field: value for field, value in good().items() if field != "references"} | {"references": []}
RIGHT_AND_WRONG: dict[str, tuple[list[object], list[object]]] = {
    "id": (["a", "a1-b2", "0"], ["", "A", "a--b", "-a", "a-", "a b", "a\n", "é"]),
    "written": (["2026-01-31", "2026-12-01"], ["2026", "2026-1-1", "2026-13-01", "2026-01-01\n"]),
    "reviewed": ([None, "2026-01-31"], ["2026-01", ""]),
    "common": ([None, 1, 5], [0, 6, "3"]),
    "summary": (["x"], ["", None, 7]),
    "aliases": ([[], ["x"]], [[""], "x", [None]]),
    "questions": ([["x"]], [[""]]),
    "replaces": ([None, "asthma"], ["", "No Id"]),
    "notes": ([["x"]], [[""]]),
}  # fmt: skip


@pytest.mark.parametrize("field", RIGHT_AND_WRONG)
def test_a_field_of_a_record_takes_what_it_may_be_and_nothing_else(field: str) -> None:
    right, wrong = RIGHT_AND_WRONG[field]
    for value in right:
        msgspec.convert(CONDITION | {field: value}, Condition)
    for value in wrong:
        with pytest.raises(msgspec.ValidationError):
            msgspec.convert(CONDITION | {field: value}, Condition)


@pytest.mark.parametrize(
    ("value", "fits"),
    [
        ("2024", True),
        ("2024-02", True),
        ("2024-02-30", True),
        (None, True),
        ("2024-2", False),
        ("24", False),
        ("2024-02-01 ", False),
    ],
)
def test_a_reference_is_dated_as_precisely_as_its_source_is(value: str | None, fits: bool) -> None:
    raw = {"publisher": "P", "title": "T", "url": None, "date": value, "accessed": None, "via": None}
    if fits:
        assert msgspec.convert(raw, Reference).date == value
    else:
        with pytest.raises(msgspec.ValidationError):
            msgspec.convert(raw, Reference)


@pytest.mark.parametrize(
    ("number", "fits"),
    [
        ("NCT00000001", True),
        ("NCT1", False),
        ("nct00000001", False),
        ("NCT000000012", False),
        ("NCT00000001\n", False),
    ],
)
def test_a_number_of_a_trial_has_eight_digits(number: str, fits: bool) -> None:
    if fits:
        assert msgspec.convert({"trials": [number]}, ChosenIds).trials == (number,)
    else:
        with pytest.raises(msgspec.ValidationError):
            msgspec.convert({"trials": [number]}, ChosenIds)


@pytest.mark.parametrize("section", ["definition", "self_care", "prevention"])
def test_a_section_holds_a_text_or_a_list_with_something_in_it(section: str) -> None:
    right: list[list[Any]] = [["x"], [{"lead": "x", "items": ["y"]}]]
    for body in right:
        whole = msgspec.convert({"sections": {section: {"body": body, "refs": []}}}, Addition)
        assert whole.sections[section].refs == ()  # type: ignore[index]
    wrong: list[list[Any]] = [
        [],
        [""],
        [{"lead": "x", "items": []}],
        [{"lead": "", "items": ["y"]}],
        [{"items": ["y"]}],
    ]
    for body in wrong:
        with pytest.raises(msgspec.ValidationError):
            msgspec.convert({"sections": {section: {"body": body, "refs": []}}}, Addition)


def test_the_names_of_a_record_in_each_sense() -> None:
    record = msgspec.convert(
        CONDITION | {"covered_names": ["C"], "loose_names": ["L"], "shared_names": ["S"], "names_es": ["E"]},
        Condition,
    )
    assert record.related_names == ("C", "L")
    assert record.every_name == ("Sore knee", "Painful knee", "PFPS", "C", "L", "S", "E")
    written = record.section("definition")
    assert written is not None
    assert written.refs == (1,)
    assert record.section("outlook") is None
    assert record.section("trials") is None


def test_what_is_not_given_is_not_written_again() -> None:
    catalog = msgspec.convert({"version": 2, "language": "en", "conditions": []}, Catalog)
    assert msgspec.to_builtins(catalog) == {"version": 2, "language": "en", "conditions": ()}
    assert msgspec.to_builtins(Site(name="Green Valley")) == {"name": "Green Valley"}
    record = msgspec.convert(CONDITION, Condition)
    assert not {"replaces", "added_by", "notes"} & set(msgspec.to_builtins(record))
