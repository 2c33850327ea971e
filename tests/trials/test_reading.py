"""What is kept of a study: as much as a page shows, cut where no real study goes, and asked for in parts."""

import json
from datetime import date
from typing import Any

import msgspec
import pytest
from good_record import good
from registry import site, study

from condcli.models import Condition
from condcli.registry_models import Contact, Trial, TrialDetails
from condcli.sources.faults import Refused
from condcli.trials import ctgov
from condcli.trials.ctgov import Question
from condcli.trials.study import Study


def read(**changes: Any) -> Study:  # noqa: ANN401  pieces by name
    return msgspec.json.decode(json.dumps(study(1, **changes)), type=Study, strict=False)


def row(**changes: Any) -> Trial:  # noqa: ANN401  pieces by name
    trial = read(**changes).trial(date(2026, 11, 23))
    assert trial
    return trial


def details(**changes: Any) -> TrialDetails:  # noqa: ANN401  pieces by name
    return read(**changes).details()


def us(city: str, state: str | None = None) -> dict[str, Any]:
    return {"city": city, "country": "United States", **({"state": state} if state else {})}


FRANCE = [{"city": city, "country": "France"} for city in ("Lyon", "Nice", "Lille", "Metz")]


@pytest.mark.parametrize(
    ("sites", "places"),
    [
        ([], ()),
        ([us("Boston", "Massachusetts")], ("Boston, Massachusetts",)),
        ([us("Boston")], ("Boston, United States",)),
        ([us("Boston", "Massachusetts")] * 5, ("Boston, Massachusetts",)),
        (FRANCE[:3], ("Lyon, France", "Nice, France", "Lille, France")),
        (FRANCE, ("France",)),
        ([us("A", "Ohio"), us("B", "Ohio"), us("C", "Iowa"), us("D", "Utah")], ("Ohio", "Iowa", "Utah")),
        ([*FRANCE, us("A", "Ohio")], ("France", "Ohio")),
        ([{"country": "Japan"}], ("Japan",)),
        ([{"city": "Tokyo"}], ("Tokyo",)),
        ([{"state": "Bavaria", "country": "Germany", "city": "Munich"}], ("Munich, Germany",)),
        ([{"facility": "X"}], ()),
    ],
)
def test_towns_are_named_if_they_are_few_else_states_and_countries(
    sites: list[dict[str, Any]], places: tuple[str, ...]
) -> None:
    assert row(Locations=sites).places == places


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ({"name": "Dr. Doe", "phone": "555", "email": "d@x.org"}, Contact("Dr. Doe", "555", "d@x.org")),
        (
            {"name": "Dr. Doe", "phone": "555", "phoneExt": "12"},
            Contact("Dr. Doe", "555, extension 12", None),
        ),
        ({"name": "Dr. Doe", "phoneExt": "12", "email": "d@x.org"}, Contact("Dr. Doe", None, "d@x.org")),
        ({"phone": "555"}, Contact(None, "555", None)),
        ({"name": "Dr. Doe", "role": "PRINCIPAL_INVESTIGATOR"}, None),
        ({"name": "Dr. Doe", "phoneExt": "12"}, None),
        ({"name": "Dr.\n Doe", "phone": " 555  1 "}, Contact("Dr. Doe", "555 1", None)),
    ],
)
def test_only_who_can_be_called_or_written_to_is_kept(given: dict[str, str], kept: Contact | None) -> None:
    expected = (kept,) if kept else ()
    assert details(Contacts=[given]).contacts == expected
    assert details(Locations=[site("A", None, None) | {"contacts": [given]}]).sites[0].contacts == expected


@pytest.mark.parametrize(
    ("piece", "given", "read_as"),
    [
        ("BriefTitle", "x" * 700, 600),
        ("Condition", ["x" * 700], 500),
        ("LeadSponsorName", "x" * 700, 500),
        ("OverallStatus", "X" * 150, 100),
        ("MinimumAge", "9" * 150, 100),
    ],
)
def test_a_text_of_a_row_is_cut_where_the_registry_allows_none_so_long(
    piece: str,
    given: str | list[str],
    read_as: int,
) -> None:
    found = row(**{piece: given})
    texts = (found.title, found.conditions[0], found.sponsor, found.status, found.minimum_age)
    assert max(len(text or "") for text in texts) == read_as


def test_texts_of_a_page_are_cut_too() -> None:
    found = details(
        BriefSummary="x" * 60_000, EligibilityCriteria="y" * 60_000, WhyStopped="z" * 6_000,
        OfficialTitle="o" * 700, Acronym="a" * 700,
    )  # fmt: skip
    texts = (found.summary, found.criteria, found.why_stopped, found.official_title, found.acronym)
    assert [len(text or "") for text in texts] == [50_000, 50_000, 5_000, 600, 500]
    assert (details(BriefSummary="").summary, details(OfficialTitle="").official_title) == ("", None)


@pytest.mark.parametrize("count", [300, 301, 1_000])
def test_of_a_list_without_end_the_first_are_kept(count: int) -> None:
    names = [f"Name {number}" for number in range(count)]
    places = [{"country": f"Country {number}"} for number in range(count)]
    found = row(Condition=names, Interventions=[{"name": n} for n in names], Phase=names, Locations=places)
    kept = (found.conditions, found.interventions, found.phases, found.countries, found.places)
    assert [len(part) for part in kept] == [300] * 5
    page = details(
        Keyword=names, Outcomes=[{"measure": n} for n in names], Contacts=[{"phone": n} for n in names]
    )
    assert [len(part) for part in (page.keywords, page.outcomes, page.contacts)] == [300] * 3


def test_groups_papers_and_sites_have_bounds_of_their_own() -> None:
    page = details(
        Arms=[{"label": f"{n}"} for n in range(60)],
        References=[{"pmid": f"{n}"} for n in range(30)],
        Locations=[{"facility": f"{n}"} for n in range(5_010)],
    )
    assert (len(page.arms), len(page.papers), len(page.sites)) == (50, 20, 5_000)


@pytest.mark.parametrize("length", [199, 200, 201, 499, 501])
def test_long_and_short_lines_are_read_alike(length: int) -> None:
    said = f"  a\n{'b' * (length - 4)}"
    for _ in range(2):
        assert row(LeadSponsorName=said).sponsor == " ".join(said[:500].split())


@pytest.mark.parametrize(
    "day", ["2026-02-30", "2026-13", "26-01-01", "2026-1-1", "x" * 300, "\u0662\u0660\u0662\u0666"]
)
def test_what_is_no_date_is_no_date(day: str) -> None:
    found = row(StartDate=day, LastUpdatePostDate=day)
    page = details(CompletionDate=day, ResultsFirstPostDate=day)
    assert (found.start_date, found.updated, page.completion_date, page.results_posted) == (None,) * 4


def test_what_a_study_is_about_are_its_conditions_then_its_keywords() -> None:
    assert read(Condition=["A", "B"], Keyword=["C"]).subjects == ("A", "B", "C")
    many = read(Condition=["x" * 600] * 700, Keyword=["y"] * 700).subjects
    assert (len(many), len(many[0])) == (1_000, 500)


def test_groups_outcomes_and_papers_keep_their_parts() -> None:
    page = details(
        Arms=[{"label": "A", "type": "EXPERIMENTAL", "interventionNames": ["Drug: X", "Drug: X", "Drug: Y"]}],
        Outcomes=[{"measure": "Pain", "timeFrame": "6 weeks"}],
        References=[{"pmid": "1", "type": "RESULT", "citation": "A  paper."}],
    )
    (arm,), (outcome,), (paper,) = page.arms, page.outcomes, page.papers
    assert (arm.label, arm.type, arm.interventions) == ("A", "EXPERIMENTAL", ("Drug: X", "Drug: Y"))
    assert (outcome.measure, outcome.time_frame) == ("Pain", "6 weeks")
    assert (paper.pmid, paper.type, paper.citation) == ("1", "RESULT", "A paper.")


def record(name: str = "Sore knee", *aliases: str) -> Condition:
    return msgspec.convert(good(name=name, aliases=list(aliases)), Condition)


@pytest.mark.parametrize(
    ("names", "asked"),
    [
        (("Sore knee",), [("Sore knee",)]),
        (("Sore knee", "Painful knee"), [("Sore knee", "Painful knee")]),
        (("Sore knee", "Very sore knee"), [("Sore knee",)]),
        (("Very sore knee", "Sore knee"), [("Sore knee",)]),
        (("one two three four five", "six seven eight nine ten"),
         [("one two three four five", "six seven eight nine ten")]),
        (("one two three four five", "six seven eight nine ten", "eleven"),
         [("eleven", "one two three four five"), ("six seven eight nine ten",)]),
        (('Knee, "sore" [left]',), [("Knee sore left",)]),
        ((" ".join("abcdefghijklm"),), [(" ".join("abcdefghijklm"),)]),
    ],
)  # fmt: skip
def test_names_are_asked_for_ten_words_at_a_time(
    names: tuple[str, ...], asked: list[tuple[str, ...]]
) -> None:
    questions = ctgov.questions(record(*names))
    assert [question.phrases for question in questions] == asked


@pytest.mark.parametrize(
    ("count", "sizes"), [(0, []), (1, [1]), (30, [30]), (31, [30, 1]), (75, [30, 30, 15])]
)
def test_numbers_are_asked_for_thirty_at_a_time(count: int, sizes: list[int]) -> None:
    listed = [f"NCT{number:08}" for number in range(count)]
    _, *questions = ctgov.questions(record(), listed)
    assert [len(question.ids) for question in questions] == sizes
    assert [id_ for question in questions for id_ in question.ids] == listed


def test_a_question_is_names_or_numbers() -> None:
    assert Question(("Sore knee", "Gonalgia")).params() == {"query.cond": '"Sore knee" OR "Gonalgia"'}
    assert Question(ids=("NCT1", "NCT2")).params() == {"filter.ids": "NCT1,NCT2"}


COMPLICATED = "Too Complicated query"


@pytest.mark.parametrize(
    ("question", "status", "reason", "halves"),
    [
        (Question(("a", "b", "c")), 400, COMPLICATED, [Question(("a",)), Question(("b", "c"))]),
        (Question(("a",)), 400, COMPLICATED, None),
        (Question(("a", "b")), 400, "unknown parameter", None),
        (Question(("a", "b")), 400, None, None),
        (Question(("a", "b")), 404, COMPLICATED, None),
        (Question(ids=("1", "2", "3")), 404, "not found", [Question(ids=("1",)), Question(ids=("2", "3"))]),
        (Question(ids=("1", "2")), 400, None, [Question(ids=("1",)), Question(ids=("2",))]),
        (Question(ids=("1",)), 404, "not found", []),
        (Question(ids=("1", "2")), 500, None, None),
        (Question(ids=("1",)), 403, None, None),
    ],
)
def test_a_question_that_is_refused_is_halved_where_that_may_help(
    question: Question, status: int, reason: str | None, halves: list[Question] | None
) -> None:
    assert question.halves(Refused("ClinicalTrials.gov", status, reason=reason)) == halves
