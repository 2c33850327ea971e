"""The small pages: lists, look-ups, updates, and what the checks found."""

from typing import Any

import pytest

from condcli.authoring.answers import (
    AcceptedFinding,
    CatalogReport,
    FieldAdvice,
    Finding,
    Findings,
    NewRecord,
    RecordRow,
    Totals,
)
from condcli.json_answers import (
    Candidate,
    ConditionList,
    Forgotten,
    Listed,
    PlannedList,
    Resolution,
    StatusChanged,
    SymptomCount,
    SymptomList,
    UpdateRow,
)
from condcli.models import Codes, KnownName, Symptom
from condcli.render import findings, lists, lookup, plain, update

FLU, COLD = Candidate("flu", "Flu", "Flu"), Candidate("cold", "Cold", "a cold")
OURS = Candidate("ward", "Ward fever", "Ward fever", added_by="GV")


@pytest.mark.parametrize(
    ("answer", "line"),
    [
        (Resolution("flu", "match", "name", (FLU,)), "flu: Flu"),
        (Resolution("a cold", "match", "alias", (COLD,)), "a cold: Cold (a cold)"),
        (Resolution("fluu", "match", "spelling", (FLU,)), "fluu: Flu, if that is what is meant"),
        (Resolution("flu", "match", "name", (FLU,), note="A note"), "flu: Flu. A note"),
        (Resolution("J11", "match", "code", (Candidate("flu", "Flu", "J11"),)), "J11: Flu (ICD-10-CM J11)"),
        (Resolution("ward fever", "match", "name", (OURS,)), "ward fever: Ward fever (added by GV)"),
        (Resolution("x", "ambiguous", "alias", (FLU, COLD)), "x: may mean Flu; Cold (a cold)"),
        (Resolution("x", "ambiguous", "alias", (FLU, COLD), note="N"), "x: may mean Flu; Cold (a cold). N"),
        (Resolution("x", "none"), "x: not known"),
        (Resolution("x", "none", matches=(FLU,)), "x: not known (near: Flu)"),
        (Resolution("x", "none", known="Rare"), "x: Rare is known to us but has no page yet"),
        (
            Resolution("x", "none", matches=(FLU,), known="Rare"),
            "x: Rare is known to us but has no page yet (near: Flu)",
        ),
        (Resolution("x" * 100, "none"), f"{'x' * 100}: not known"),
        (Resolution("x" * 101, "none"), f"{'x' * 100}...: not known"),
    ],
)
def test_a_look_up_is_one_line(answer: Resolution, line: str) -> None:
    assert lookup.line(answer) == line
    query = line.partition(":")[0]
    assert lookup.line(answer, "HELP NOW: Call 911.") == line.replace(
        f"{query}: ", f"{query}: HELP NOW: Call 911. ", 1
    )


def test_conditions_without_a_page_are_listed_with_what_their_codes_are() -> None:
    names = (KnownName("Rare fever", (), ("ICD10CM:A68", "DOID:1")), KnownName("Other", (), ()))
    lines = plain.lines(lookup.planned(PlannedList(names)))
    assert lines[:3] == ["CONDITIONS WITH NO PAGE YET", "", "Name: Rare fever"]
    assert lines[3].startswith("Codes: ")
    assert lines[-2:] == ["Name: Other", "Total: 2"]


def condition(name: str, *codes: str, added_by: str | None = None) -> Listed:
    return Listed(name.lower(), name, "Infections", Codes(codes, (), ()), added_by)


def test_conditions_are_listed_with_category_and_codes() -> None:
    answer = ConditionList((condition("Cold", "J00"), condition("Flu", "J10", "J11"), condition("Rash")))
    assert plain.lines(lists.condition_list(answer)) == [
        "CONDITIONS", "",
        "Cold. Category: Infections; ICD-10-CM: J00",
        "Flu. Category: Infections; ICD-10-CM: J10, J11",
        "Rash. Category: Infections",
        "Total: 3",
    ]  # fmt: skip
    assert plain.lines(lists.condition_list(ConditionList(()))) == ["CONDITIONS", "", "Total: 0"]


@pytest.mark.parametrize(("added_by", "columns"), [(None, 3), ("GV", 4)])
def test_who_added_a_condition_has_a_column_where_someone_did(added_by: str | None, columns: int) -> None:
    answer = ConditionList((condition("Cold", "J00"), condition("Flu", added_by=added_by)))
    _, table, _ = lists.condition_list(answer)
    assert len(table.headers) == columns  # type: ignore[union-attr]
    assert ("Added by: GV" in plain.text([table])) is (columns == 4)


def test_symptoms_are_listed_below_what_is_always_an_emergency() -> None:
    symptoms = {
        "cough": Symptom("cough", "Cough", None, (), None),
        "chest-pain": Symptom("chest-pain", "Chest pain", None, (), "It may be a heart attack."),
    }
    answer = SymptomList((SymptomCount("cough", "Cough", 3), SymptomCount("chest-pain", "Chest pain", 12)))
    lines = plain.lines(lists.symptom_index(answer, symptoms))
    assert lines[:4] == ["SYMPTOMS", "", lists.EMERGENCY_LEAD, f"- {lists.EMERGENCY_SIGNS[0]}"]
    assert lines[-2:] == [
        "Cough. Conditions: 3",
        "Chest pain. Conditions: 12; Emergency: It may be a heart attack.",
    ]


@pytest.mark.parametrize(("width", "columns"), [(50, True), (49, False)])
def test_lists_stand_in_columns_where_there_is_room(drawn: Any, width: int, columns: bool) -> None:  # noqa: ANN401
    symptoms = {"cough": Symptom("cough", "Cough", None, (), None)}
    rash = condition("Rash", added_by="GV")
    for blocks in (
        lists.symptom_index(SymptomList((SymptomCount("cough", "Cough", 3),)), symptoms),
        lists.condition_list(ConditionList((condition("Cold", "J00"), rash))),
        lookup.planned(PlannedList((KnownName("Rare fever", (), ("DOID:1",)),))),
    ):
        assert ("──  ──" in drawn(width, *blocks)) is columns


def updated(**changes: Any) -> UpdateRow:  # noqa: ANN401  fields of any kind
    row: dict[str, Any] = {
        "id": "flu", "name": "Flu", "source": "trials", "first": False, "total": 3, "off_topic": 0,
        "unread": 0, "left_out": 0, "new": (), "gone": (), "changed": (), "error": None,
    }  # fmt: skip
    return UpdateRow(**row | changes)


def change(number: int) -> StatusChanged:
    return StatusChanged(f"NCT0000000{number}", f"Study {number}", "RECRUITING", "ACTIVE_NOT_RECRUITING")


@pytest.mark.parametrize(
    ("changes", "line"),
    [
        ({"first": True}, "Flu: 3 trials."),
        ({"first": True, "total": 1}, "Flu: 1 trial."),
        ({"first": True, "total": 0}, "Flu: 0 trials."),
        ({"first": True, "total": 1200, "source": "research"}, "Flu: 1,200 papers."),
        ({"first": True, "total": 1, "source": "research"}, "Flu: 1 paper."),
        ({}, "Flu: 3 trials, 0 new, 0 changed status, 0 gone."),
        ({"new": ("1", "2"), "gone": ("3",)}, "Flu: 3 trials, 2 new, 0 changed status, 1 gone."),
        ({"off_topic": 4}, "Flu: 3 trials, 0 new, 0 changed status, 0 gone, 4 more off topic."),
        (
            {"first": True, "left_out": 2, "unread": 1},
            "Flu: 3 trials, 2 left out as retracted or in doubt, 1 could not be read.",
        ),
        ({"error": "It is down."}, "Flu, trials: not updated. It is down."),
        ({"error": "It is down.", "source": "research"}, "Flu, papers: not updated. It is down."),
    ],
)
def test_an_update_is_a_line_for_each_condition_and_source(changes: dict[str, Any], line: str) -> None:
    assert plain.lines(update.summary(list(update.of_one(updated(**changes))))) == ["UPDATE", "", line]


@pytest.mark.parametrize(
    ("count", "more"), [(1, []), (10, []), (11, ["- and 1 more"]), (1234, ["- and 1,224 more"])]
)
def test_ten_changes_of_status_are_told_and_the_rest_counted(count: int, more: list[str]) -> None:
    row = updated(changed=tuple(change(number % 10) for number in range(count)))
    lines = plain.lines(update.summary(list(update.of_one(row))))
    assert lines[2] == f"Flu: 3 trials, 0 new, {count:,} changed status, 0 gone."
    assert lines[3:5] == [
        "Changed status:", "- NCT00000000: Recruiting, now active not recruiting. Study 0",
    ]  # fmt: skip
    assert lines[4 + min(count, 10) :] == more


def test_an_update_of_nothing_says_so() -> None:
    assert plain.lines(update.summary([])) == ["UPDATE", "", "Nothing was asked."]


@pytest.mark.parametrize(
    ("files", "said"),
    [
        (0, "Nothing was stored; nothing is removed."),
        (1, "Removed all that updates stored (1 file)."),
        (3, "Removed all that updates stored (3 files)."),
    ],
)
def test_what_is_forgotten_is_counted(files: int, said: str) -> None:
    assert plain.lines(update.forgotten(Forgotten(("x",) * files))) == [said]


def finding(code: str, id_: str | None, text: str, level: Any = "error") -> Finding:  # noqa: ANN401
    return Finding(code, level, id_, "summary", text, "Write it again.")


def test_findings_are_listed_by_record_with_how_to_repair_them() -> None:
    found = (
        finding("F01", None, "It has no end"),
        finding("A01", "flu", "It is long"),
        finding("A02", "flu", 'It says "Call."', "advice"),
    )
    accepted = (AcceptedFinding("A03", "cold", "care", "It is short", "It is a cold."),)
    assert plain.lines(findings.findings(Findings(found, accepted, 1234))) == [
        "FINDINGS", "",
        "The file and those beside it", "",
        "- F01 error, summary: It has no end. Repair: Write it again.", "",
        "flu", "",
        "- A01 error, summary: It is long. Repair: Write it again.",
        '- A02 advice, summary: It says "Call." Repair: Write it again.', "",
        "Accepted", "", "- A03 in cold, care: It is short. Accepted: It is a cold.", "",
        "Totals", "", "Records: 1,234", "Errors: 2", "Advice: 1", "Accepted: 1",
    ]  # fmt: skip


def test_where_nothing_is_found_that_is_said() -> None:
    lines = plain.lines(findings.findings(Findings((), (), 2)))
    assert lines[:3] == ["FINDINGS", "", "Nothing found."]
    assert lines[-4:] == ["Records: 2", "Errors: 0", "Advice: 0", "Accepted: 0"]


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (-1, "new"), (0, "new"), (1, "1 day"), (30, "30 days"), (31, "1 month"), (60, "1 month"),
        (61, "2 months"), (365, "11 months"), (366, "1 year"), (730, "1 year"), (731, "2 years"),
    ],
)  # fmt: skip
def test_a_record_is_as_old_as_its_largest_unit_says(days: int, said: str) -> None:
    row = RecordRow("flu", "Flu", 1234, 5.25, 7.04, 9, 12, "2026-01-01", days, 2)
    totals = Totals(1, 1234, 5.5, 6.0, 7.0, 12, 0, 1, 2)
    text = plain.text(findings.report(CatalogReport((row,), totals)))
    assert f"Sources: 12; Age: {said}; Findings: 2" in text
    assert "flu. Words: 1,234; Grade: 5.2; SMOG: 7.0; Sections: 9;" in text
    assert "Grade: 5.5 in the median, 6.0 at most\nSMOG: 7.0 in the median\n" in text


@pytest.mark.parametrize(("width", "columns"), [(72, True), (71, False)])
def test_the_figures_of_records_stand_under_each_other(drawn: Any, width: int, columns: bool) -> None:  # noqa: ANN401
    rows = tuple(
        RecordRow(id_, id_, words, 5.0, 7.0, 9, 12, "2026-01-01", 400, 2)
        for id_, words in (("flu", 9), ("x", 1234))
    )
    shown = drawn(width, *findings.report(CatalogReport(rows, Totals(2, 1, 5.0, 6.0, 7.0, 12, 0, 1, 2))))
    assert ("Record  Words  Grade  SMOG  Sections  Sources  Age     Findings\n" in shown) is columns
    assert ("flu         9    5.0   7.0         9       12  1 year         2\n" in shown) is columns
    assert ("Record: flu\n" in shown) is not columns


def test_a_record_that_was_started_says_what_to_do_next() -> None:
    made = NewRecord("flu", "ours.json", (FieldAdvice("summary", "Two sentences."),))
    assert plain.lines(findings.started(made)) == [
        "STARTED: FLU", "",
        "It stands in ours.json. Replace every TODO there, or take it out of its list.",
        "Then run: condcli check ours.json", "",
        "Fields", "", "summary: Two sentences.",
    ]  # fmt: skip
