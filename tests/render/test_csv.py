"""Tables for a spreadsheet: every fact in its column, dates as they sort, and nothing that runs."""

import csv as reader
import io
from collections.abc import Callable, Sequence
from typing import Any

import pytest
from small_catalogs import names

from condcli.json_answers import Candidate, ConditionList, Listed, PlannedList, Resolution
from condcli.models import Codes, KnownName, MeshHeading
from condcli.render import csv

Make = Callable[..., Any]


def cell(text: str) -> str:
    """What stands in a cell for that text."""
    return csv.Form(("x",), (0,)).rows([[text]]).removesuffix("\n")


def under(headers: Sequence[str], row: Sequence[str]) -> dict[str, str]:
    return dict(zip(headers, row, strict=True))


def test_a_trial_has_its_facts_under_their_headers(trial: Make) -> None:
    (row,) = csv.trials([trial(distance=38.2, nearest_site="City Hospital")])
    assert under(csv.HEADERS, row) == {
        "Status": "Recruiting", "Study type": "Drug", "Phase": "2", "Participants": "1200",
        "Start date": "2026-03-15", "In plain words": "Does examplinib help sore knees?",
        "Title": "Examplinib for Sore Knees", "Who can join": "18 years and older",
        "Where": "Boston, Massachusetts", "NCT number": "NCT00000001", "As of": "2026-11-20",
        "Miles": "38.2", "Nearest site": "City Hospital",
        "Link": "https://clinicaltrials.gov/study/NCT00000001",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "header", "told"),
    [
        ({"enrollment": None}, "Participants", ""),
        ({"enrollment": 0}, "Participants", "0"),
        ({"distance": 0.0}, "Miles", "0.0"),
        ({}, "Miles", ""),
        ({}, "Nearest site", ""),
        ({"start_date": None}, "Start date", ""),
        ({"plain_title": None}, "In plain words", ""),
        ({"places": ()}, "Where", "United States"),
        ({"places": tuple("abcdef")}, "Where", "a; b; c; d; e; f"),
        ({"phases": ()}, "Phase", "not given"),
    ],
)
def test_what_a_trial_does_not_say_is_empty(
    trial: Make, changes: dict[str, Any], header: str, told: str
) -> None:
    (row,) = csv.trials([trial(**changes)])
    assert under(csv.HEADERS, row)[header] == told


def test_a_paper_has_its_facts_under_their_headers(paper: Make) -> None:
    full, empty = csv.advances([paper(nct_ids=("NCT1", "NCT2")), paper(**dict.fromkeys(EMPTY), nct_ids=())])
    found = under(csv.PAPER_HEADERS, full)
    assert found["Number of patients"] == "3849"
    assert (found["Published"], found["As of"]) == ("2026-05-17", "2026-11-20")
    assert (found["PMID"], found["DOI"]) == ("12345678", "10.1000/example")
    assert found["NCT number"] == "NCT1 NCT2"
    assert found["In one sentence"].startswith("Researchers tested")
    assert (found["Condition"], found["Treatment used"]) == ("Sore knee", "Examplinib")
    assert (found["Journal"], found["Kind of study"]) == ("Journal of Knees", "Randomized controlled trial")
    assert found["Title"] == "Examplinib for sore knees: a randomized trial"
    assert found["Link"] == "https://pubmed.ncbi.nlm.nih.gov/12345678/"
    assert [told for told in empty if told] == ["2026-11-20"]


EMPTY = (
    "published", "journal", "condition", "treatment", "patients", "kind", "summary", "title", "pmid", "doi",
    "url",
)  # fmt: skip


def test_conditions_have_their_codes_in_columns() -> None:
    codes = Codes(("J10", "J11"), (MeshHeading("D1", "Flu"), MeshHeading("D2", "Influenza")), ("DOID:1",))
    rows = csv.conditions(
        ConditionList(
            (Listed("flu", "Flu", "Infections", codes, "GV"), Listed("x", "X", "Y", Codes((), (), ())))
        )
    )
    flu, bare = (under(csv.LIST_HEADERS, row) for row in rows)
    assert flu == {
        "Name": "Flu", "Id": "flu", "Category": "Infections", "ICD-10-CM": "J10; J11", "MeSH": "D1; D2",
        "DOID": "DOID:1", "Added by": "GV",
    }  # fmt: skip
    assert list(bare.values()) == ["X", "x", "Y", "", "", "", ""]


def test_conditions_without_a_page_have_other_names_and_codes() -> None:
    (row,) = csv.planned(
        PlannedList((KnownName("Rare fever", ("RF", "rare heat"), ("ICD10CM:A68", "DOID:1")),))
    )
    assert list(row) == ["Rare fever", "RF; rare heat", "ICD10CM:A68; DOID:1"]


def test_an_answer_with_several_records_has_each_at_its_place() -> None:
    found = (Candidate("flu", "Flu", "flu"), Candidate("cold", "Cold", "a cold", added_by="GV"))
    flu = names("flu", "Flu", codes=["ICD10CM:J10", "ICD10CM:J11"])
    answer = Resolution("f", "ambiguous", "alias", found, note="A note")
    row = csv.resolution(answer, {"flu": flu, "cold": names("cold", "Cold")}, "Call 911.")
    assert under(csv.LOOKUP_HEADERS, row) == {
        "Asked": "f", "Status": "ambiguous", "Name": "Flu; Cold", "Id": "flu; cold", "ICD-10-CM": "J10 J11; ",
        "Matched": "flu; a cold", "How": "alias", "Known, no page yet": "", "Note": "A note",
        "Help now": "Call 911.", "Added by": "GV",
    }  # fmt: skip


def test_an_answer_that_is_none_has_its_query_and_what_is_known() -> None:
    row = csv.resolution(Resolution("x", "none", known="Rare fever"), {}, "")
    assert list(row) == ["x", "none", "", "", "", "", "", "Rare fever", "", "", ""]


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("plain", "plain"),
        ("=1+1", "'=1+1"),
        ("+1", "'+1"),
        ("-1", "'-1"),
        ("@x", "'@x"),
        ("\uff1d1", "'\uff1d1"),
        ("\uff0b1", "'\uff0b1"),
        ("\uff0d1", "'\uff0d1"),
        ("\uff20x", "'\uff20x"),
        ("  =1", "'  =1"),
        ("a=1", "a=1"),
        ("a-b", "a-b"),
        ("a;=1", "a;'=1"),
        ("a; =1", "a;' =1"),
        ("a;;-1", "a;;'-1"),
        ("==1", "'==1"),
        ("=1;=2", "'=1;'=2"),
        ("a\t=1", "a =1"),
        ("\t=1", "' =1"),
        ("one\ntwo", "one two"),
        ("x\x1b[2J", r"x\x1b[2J"),
    ],
)
def test_a_cell_that_would_run_has_a_mark_in_front(text: str, safe: str) -> None:
    assert cell(text) == safe


@pytest.mark.parametrize("text", ['"=1"', '";=1', 'a;"=1', '" =1', 'say "=1"'])
def test_behind_a_quotation_mark_nothing_runs_either(text: str) -> None:
    (row,) = reader.reader(io.StringIO(cell(text)))
    begins = text[: text.index("=")].rstrip().removesuffix('"').rstrip()
    runs = not begins or begins.endswith(";")
    assert ("'" in row[0]) is runs
    assert row[0].replace("'", "") == text


@pytest.mark.parametrize(
    ("places", "end", "text"),
    [
        ((0, 1, 2), "\n", "A,B,C\n1,2,3\n"),
        ((2, 0), "\n", "C,A\n3,1\n"),
        ((1, 1), "\n", "B,B\n2,2\n"),
        ((0,), "\r\n", "A\r\n1\r\n"),
    ],
)
def test_columns_stand_as_they_were_chosen(places: tuple[int, ...], end: str, text: str) -> None:
    form = csv.Form(("A", "B", "C"), places, end)
    assert form.header() + form.rows([("1", "2", "3")]) == text


def test_commas_and_quotation_marks_stay_in_their_cell() -> None:
    text = csv.Form(("A", "B"), (0, 1)).rows([('say "hi"', "a, b"), ("", "x")])
    assert list(reader.reader(io.StringIO(text))) == [['say "hi"', "a, b"], ["", "x"]]
