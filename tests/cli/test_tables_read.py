"""Tables as spreadsheets write them: delimiters, quotes, rows of any length; and the columns of answers."""

import csv
import io

import pytest
from conftest import SMALL, Run

from condcli.cli import tables
from condcli.errors import UnknownValue, UsageFault

ONLY = ["--catalog", str(SMALL)]


def read(text: str, column: str | None = None) -> list[tuple[str, str]]:
    """What is asked for in a table, each with its whole row."""
    return list(tables.read(iter(text.splitlines()), column))


@pytest.mark.parametrize(
    ("text", "column", "asked"),
    [
        ("asthma\nAML", None, ["asthma", "AML"]),
        ("asthma,1\nAML,2", None, ["asthma", "AML"]),
        ("asthma;1\nAML;2", None, ["asthma", "AML"]),
        ("asthma\t1\nAML\t2", None, ["asthma", "AML"]),
        ("id,name\n1,asthma\n2,AML", "name", ["asthma", "AML"]),
        ("id,name\n1,asthma\n2,AML", "ID", ["1", "2"]),
        ("id , Name \n1,asthma", "name", ["asthma"]),
        ("id,name\n1,asthma", "  NAME  ", ["asthma"]),
        ("id;the;name,x\n1;2;asthma", "name,x", ["asthma"]),
        ("\nid,name\n1,asthma", "name", ["asthma"]),
        ('id,name\n1,"leukemia, acute"', "name", ["leukemia, acute"]),
        ('id,name\n1,"two\nlines"', "name", ["two\nlines"]),
        ('id,name\n1,"a ""b"" c"', "name", ['a "b" c']),
        ("id,name\n1\n2,AML,more,and more", "name", ["", "AML"]),
        ("id,name\n\n1,AML", "name", ["", "AML"]),
        ("name,name\n1,2", "name", ["1"]),
        ("id,name", "name", []),
        ("", None, []),
        ("\n\nasthma;1\nAML;2", None, ["", "", "asthma", "AML"]),  # each line has its answer
        ('\n"two\nlines"', None, ["", "two\nlines"]),
        ("\nid;name\n1;asthma", "name", ["asthma"]),
        ("\n", None, [""]),
    ],
)
def test_the_cells_of_a_column_are_what_is_asked(text: str, column: str | None, asked: list[str]) -> None:
    assert [cell for cell, _ in read(text, column)] == asked


def test_each_cell_comes_with_its_whole_row() -> None:
    assert read("leukemia, acute\nx") == [("leukemia", "leukemia, acute"), ("x", "x")]
    assert read('id;name\n1;"a;b"', "name") == [("a;b", "1;a;b")]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "Standard input begins with no line that names columns, such as 'name'."),
        ("\n", "Standard input begins with no line that names columns, such as 'name'."),
        ("id, title \n1,2", "--column does not know 'name'. It takes: id, title."),
    ],
)
def test_a_column_that_is_not_there_is_a_fault_at_once(text: str, said: str) -> None:
    lines = iter(text.splitlines())
    with pytest.raises(UsageFault) as fault:
        tables.read(lines, "name")
    assert str(fault.value) == said
    assert list(lines) == text.splitlines()[1:]


@pytest.mark.parametrize(
    ("text", "line"),
    [('a,b\n"x"y,1', 2), ('a,b\n1,2\n"x', 3), ('"x', 1)],
    ids=["after a quote", "no end", "at once"],
)
def test_a_row_that_cannot_be_read_is_named_by_its_line(text: str, line: int) -> None:
    with pytest.raises(UsageFault, match=f"Line {line} of the table cannot be read"):
        read(text)


def test_rows_before_a_broken_one_are_answered(run: Run) -> None:
    result = run("lookup", "-", "--csv", "--columns", "Id", *ONLY, stdin='asthma,1\nAML,2\n"x"y,3\n')
    assert (result.exit_code, result.stdout) == (2, "Id\nasthma\nacute-myeloid-leukemia\n")
    assert "Line 3 of the table cannot be read" in result.stderr


# ---- the columns of an answer

HEADERS = ("Name", "Id", "ICD-10-CM")


@pytest.mark.parametrize(
    ("columns", "header"),
    [
        (None, "Name,Id,ICD-10-CM\n"), ("", "Name,Id,ICD-10-CM\n"), ("Id", "Id\n"),
        (" id , NAME", "Id,Name\n"), ("Id,Id", "Id,Id\n"), ('"Name"', "Name\n"),
        ("icd-10-cm,name,id", "ICD-10-CM,Name,Id\n"),
    ],
)  # fmt: skip
def test_columns_are_taken_in_their_order_and_any_case(columns: str | None, header: str) -> None:
    table = tables.of(HEADERS, columns, as_csv=True, excel=False)
    assert table.form.header() == header
    assert not table.excel


@pytest.mark.parametrize(("columns", "named"), [("Price", "Price"), ("Id,,Name", ""), ("Id;Name", "Id;Name")])
def test_a_column_that_is_none_is_answered_with_all(columns: str, named: str) -> None:
    with pytest.raises(UnknownValue) as fault:
        tables.of(HEADERS, columns, as_csv=True, excel=False)
    assert (fault.value.option, fault.value.value, fault.value.valid) == ("--columns", named, HEADERS)


@pytest.mark.parametrize(("columns", "excel"), [("Id", False), (None, True), ("Id", True), ("Price", False)])
def test_without_a_table_there_are_no_columns(columns: str | None, excel: bool) -> None:
    with pytest.raises(UsageFault, match=r"--columns and --excel stand beside --csv\."):
        tables.of(HEADERS, columns, as_csv=False, excel=excel)
    tables.of(HEADERS, None, as_csv=False, excel=False)


@pytest.mark.parametrize("command", ["list", "lookup asthma", "trials ALL", "research ALL"])
def test_each_table_takes_its_columns(run: Run, command: str) -> None:
    whole = list(csv.reader(io.StringIO(run(*command.split(), "--csv", *ONLY).stdout)))
    last, first = whole[0][-1], whole[0][0]
    chosen = list(
        csv.reader(io.StringIO(run(*command.split(), "--csv", "--columns", f"{last},{first}", *ONLY).stdout))
    )
    assert chosen == [[row[-1], row[0]] for row in whole]
    wrong = run(*command.split(), "--csv", "--columns", "Nothing", *ONLY)
    assert (wrong.exit_code, wrong.stdout) == (2, "")
    assert f"It takes: {', '.join(whole[0])}." in wrong.stderr


@pytest.mark.parametrize("command", ["list", "lookup asthma", "trials ALL", "research ALL", "list --planned"])
def test_excel_gets_one_mark_and_lines_that_end_as_windows_ends_them(run: Run, command: str) -> None:
    plain = run(*command.split(), "--csv", *ONLY).stdout_bytes
    excel = run(*command.split(), "--csv", "--excel", *ONLY).stdout_bytes
    assert excel.startswith(b"\xef\xbb\xbf")
    assert excel.count(b"\xef\xbb\xbf") == 1
    assert excel.removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n") == plain


def test_a_stray_byte_is_a_question_mark_for_excel(run: Run) -> None:
    said = run("lookup", "\ud800zzqx", "--csv", "--excel", "--columns", "Asked", *ONLY).stdout_bytes
    assert said.decode("utf-8-sig").splitlines()[0] == "Asked"
    assert b"zzqx" in said


def test_a_column_is_asked_for_in_a_batch_only(run: Run) -> None:
    result = run("lookup", "asthma", "--column", "name", *ONLY)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "--column reads a table from standard input: condcli lookup - --column NAME" in result.stderr


def test_a_batch_by_column_answers_in_lines_and_json_too(run: Run) -> None:
    stdin = "id,name\n1,asthma\n2,\n3,zzqx\n"
    lines = run("lookup", "-", "--column", "name", *ONLY, stdin=stdin).stdout
    assert lines == "asthma: Asthma\n: not known\nzzqx: not known\n"
    assert run("lookup", "-", "--column", "name", "--json", *ONLY, stdin=stdin).stdout.count('"query"') == 3


@pytest.mark.parametrize(
    ("table", "column", "asked"),
    [
        ("Diagnosis,Family\n,heart attack", "Diagnosis", [""]),
        ("Age,Diagnosis\n2,diabetes", "Diagnosis", ["diabetes"]),
        ("Diagnosis,Stage\nlupus,", "Diagnosis", ["lupus"]),
        ('"",heart attack', None, [""]),
        ("low,blood pressure", None, ["low"]),
        ("low;blood pressure", None, ["low"]),
        ("leukemia, acute lymphoblastic", None, ["leukemia, acute lymphoblastic"]),  # one name, and no table
    ],
)
def test_only_the_cell_is_asked_for(run: Run, table: str, column: str | None, asked: list[str]) -> None:
    named = ["--column", column] if column else []
    options = ["--csv", *named, "--columns", "Asked"]
    answer = run("lookup", "-", *options, stdin=table, env={"CONDCLI_ONLY": ""}).stdout
    assert list(csv.reader(answer.splitlines()[1:])) == [[cell] for cell in asked]
