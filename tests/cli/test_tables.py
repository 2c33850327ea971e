"""Answers for a spreadsheet, and tables that are read: columns, quotes, Excel, and nothing that runs."""

import csv
import io
import json
from typing import Any

import pytest
from conftest import SMALL, Run

ONLY = ["--catalog", str(SMALL)]


def rows(run: Run, *args: str, stdin: str | bytes | None = None) -> list[dict[str, str]]:
    result = run(*args, "--csv", stdin=stdin)
    assert result.exit_code == 0, result.output
    return list(csv.DictReader(io.StringIO(result.stdout)))


def test_a_list_as_a_table(run: Run) -> None:
    table = rows(run, "list", *ONLY)
    assert [r["Id"] for r in table] == ["acute-lymphoblastic-leukemia", "acute-myeloid-leukemia", "asthma"]
    assert table[0]["ICD-10-CM"].startswith("C91.0")
    assert {"Name", "Codes"} <= rows(run, "list", "--planned")[0].keys()


def test_a_batch_of_names_as_a_table(run: Run) -> None:
    table = rows(run, "lookup", "-", *ONLY, stdin="Asthma\nall\nzzqx\nC91.0\n")
    assert [r["Status"] for r in table] == ["match", "ambiguous", "none", "match"]
    assert (table[0]["Id"], table[0]["How"], table[0]["ICD-10-CM"]) == ("asthma", "name", "J45")
    assert table[1]["Asked"] == "all"
    assert rows(run, "lookup", "asthma", *ONLY)[0]["Id"] == "asthma"


def test_what_to_do_now_stands_in_a_column(run: Run) -> None:
    table = rows(run, "lookup", "-", *ONLY, stdin="asthma\ni can not breathe\n")
    assert [r["Help now"][:8] for r in table] == ["", "HELP NOW"]


@pytest.mark.parametrize(
    ("text", "more"),
    [
        ("asthma,7,x\n", []),
        ('"asthma","7"\n', []),
        ("7,asthma\n", ["--column", "B"]),
        ("7;asthma\n", ["--column", " b "]),
        ("7\tasthma\n", ["--column", "b"]),
        ('"a ""quoted"" note\nin two lines",asthma\n', ["--column", "b"]),
    ],
)
def test_a_table_is_read_by_a_column(run: Run, text: str, more: list[str]) -> None:
    between = next((mark for mark in ";\t" if mark in text), ",")
    header = f"a{between}b\n" if more else ""
    for start in ("", "\ufeff"):
        table = rows(run, "lookup", "-", *more, *ONLY, stdin=(start + header + text).encode())
        assert [r["Id"] for r in table] == ["asthma"]
    line = run("lookup", "-", *more, *ONLY, stdin=header + text)
    assert line.stdout.endswith("Asthma\n") or not more


def test_a_row_that_is_a_name_as_a_whole_is_that_name(run: Run, small: dict[str, Any], catalog: Any) -> None:  # noqa: ANN401
    small["conditions"][0]["aliases"] = ["Leukemia, quick"]
    table = rows(run, "lookup", "-", "--catalog", catalog(small), stdin="leukemia, quick\n")
    assert table[0]["Id"] == small["conditions"][0]["id"]


def test_words_with_commas_are_heard_whole(run: Run) -> None:
    said = "a calm day, crushing chest pain\nasthma, in children\nasthma,crushing\n"
    table = rows(run, "lookup", "-", *ONLY, stdin=said)
    assert table[0]["Help now"].startswith("HELP NOW: Chest pain")
    assert [(r["Asked"], r["Id"]) for r in table[1:]] == [
        ("asthma, in children", "asthma"),
        ("asthma", "asthma"),
    ]


@pytest.mark.parametrize(
    "row",
    [
        "dizzy, (crushing chest pain)",
        "dizzy,  crushing chest pain",
        "dizzy, crushing chest pain,",
        "dizzy, crushing chest pain, ",
        'dizzy, "crushing chest pain"',
        "dizzy, crushing chest pain; sweating",
        "dizzy,crushing chest pain",  # in another column
        "dizzy;crushing chest pain",
    ],
)
def test_no_danger_in_a_row_is_lost(run: Run, row: str) -> None:
    table = rows(run, "lookup", "-", *ONLY, stdin=f"{row}\nasthma\n")
    assert [r["Help now"][:20] for r in table] == ["HELP NOW: Chest pain", ""]


def test_a_row_that_ends_in_a_comma_is_a_name(run: Run) -> None:
    table = rows(run, "lookup", "-", *ONLY, stdin="leukemia, acute lymphoblastic,\n")
    assert table[0]["Id"] == "acute-lymphoblastic-leukemia"


def test_a_column_without_a_name_is_one(run: Run) -> None:
    table = rows(run, "lookup", "-", "--column", "", *ONLY, stdin="id,\n1,asthma\n")
    assert [(r["Asked"], r["Id"]) for r in table] == [("asthma", "asthma")]
    assert run("lookup", "-", "--column", "", *ONLY, stdin="id,name\n1,asthma\n").exit_code == 2
    assert run("lookup", "asthma", "--column", "", *ONLY).exit_code == 2


def test_columns_are_chosen_in_their_order(run: Run) -> None:
    assert run("list", *ONLY, "--csv", "--columns", "id, NAME").stdout.splitlines()[:2] == [
        "Id,Name", "acute-lymphoblastic-leukemia,Acute lymphoblastic leukemia",
    ]  # fmt: skip
    for command in ("trials", "research"):
        header = run(command, "ALL", "--csv", "--columns", "Link,As of").stdout.splitlines()[0]
        assert header == "Link,As of"
    assert run("lookup", "asthma", "--csv", "--columns", "Status").stdout == "Status\nmatch\n"


@pytest.mark.parametrize(
    "args",
    [
        ["list", "--csv", "--columns", "Price"], ["list", "--columns", "Name"], ["trials", "--excel"],
        ["lookup", "asthma", "--column", "x"],
    ],
    ids=str,
)  # fmt: skip
def test_what_cannot_be_a_table_is_one_line(run: Run, args: list[str]) -> None:
    result = run(*args, *ONLY)
    assert (result.exit_code, result.stdout, result.stderr.count("\n")) == (2, "", 1)


@pytest.mark.parametrize("text", ['"asthma\nx', 'a,b\n"x"y,1\n', "q" * 200_000 + ",x", "\0,\n", ""])
def test_a_table_that_cannot_be_read(run: Run, text: str) -> None:
    result = run("lookup", "-", "--csv", *ONLY, stdin=text)
    assert result.exit_code in {0, 2}
    assert result.stderr.count("\n") == (1 if result.exit_code else 0)
    assert run("lookup", "-", "--column", "none", *ONLY, stdin="a,b\n1,2\n").exit_code == 2


@pytest.mark.parametrize("more", [["--csv"], ["--column", "a"]], ids=str)
def test_a_row_without_end_is_refused(run: Run, more: list[str]) -> None:
    text = "a,b\nasthma,1\n" + 'x,"\n' + '",y,"\n' * 200_000
    result = run("lookup", "-", *more, *ONLY, stdin=text)
    assert (result.exit_code, result.stderr.count("\n")) == (2, 1)
    assert "a row has no end" in result.stderr


@pytest.mark.parametrize("form", [["--csv"], ["--csv", "--excel"], ["--json"], []], ids=str)
@pytest.mark.parametrize("text", ["a,b\n1,2\n", '"a,b\n1,2\n', ""])
def test_nothing_is_written_before_the_column_is_found(run: Run, form: list[str], text: str) -> None:
    result = run("lookup", "-", "--column", "none", *form, *ONLY, stdin=text)
    assert result.exit_code == 2
    assert '"error"' in result.stdout if "--json" in form else result.stdout == ""


@pytest.mark.parametrize("command", ["trials", "research", "list"])
def test_json_is_for_programs_also_beside_csv(run: Run, command: str) -> None:
    both = run(command, "--csv", "--json").stdout
    assert both == run(command, "--json").stdout
    assert json.loads(both)


@pytest.mark.parametrize("text", [" " * 90_000 + "asthma", "\t " * 40_000 + "asthma", "= " * 40_000])
def test_a_long_cell_takes_no_time(run: Run, text: str) -> None:
    assert run("lookup", "-", "--csv", *ONLY, stdin=f"{text}\n").exit_code in {0, 3}


def test_excel_gets_a_mark_and_no_one_else(run: Run) -> None:
    plain, excel = (run("list", *ONLY, "--csv", *more).stdout_bytes for more in ([], ["--excel"]))
    assert excel == b"\xef\xbb\xbf" + plain.replace(b"\n", b"\r\n")


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", " =1", '"=1', "x;=1", "x\t=1"])
def test_no_cell_runs_as_a_formula(run: Run, small: dict[str, Any], catalog: Any, text: str) -> None:  # noqa: ANN401
    small["conditions"][0] |= {"name": text, "category": text}
    path = catalog(small | {"categories": [text]})
    for row in (
        *rows(run, "list", "--catalog", path),
        *rows(run, "lookup", "-", "--catalog", path, stdin='"' + text.replace('"', '""') + '"\n'),
    ):
        for cell in row.values():
            assert not any(part.lstrip(' "')[:1] in set("=+-@\t") for part in cell.split(";") if part)


def test_columns_that_are_no_line_of_csv_are_one_clear_line(run: Run) -> None:
    result = run("list", "--csv", "--columns", "Name\nId")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("condcli: --columns cannot be read (")


def test_a_long_cell_before_the_name_loses_nothing(run: Run) -> None:
    text = f"note,diagnosis\n{'y' * 120_000},asthma\n"
    (row,) = rows(run, "lookup", "-", "--column", "diagnosis", *ONLY, stdin=text)
    assert (row["Status"], row["Id"]) == ("match", "asthma")
