"""lookup and list in every form: lines, JSON, tables and batches, with the exit code of each answer."""

import csv
import io
import json
from collections.abc import Callable
from typing import Any

import pytest
from conftest import SMALL, Run
from good_record import catalog_of, good

SMALL_ONLY = {"CONDCLI_CATALOG": str(SMALL)}
ALL = "acute-lymphoblastic-leukemia"
Write = Callable[[Any], str]
# What is asked; the exit code; the line; the status, how, the ids and the known name for programs.
ANSWERS: dict[str, tuple[int, str, tuple[str, str | None, list[str], str | None]]] = {
    "asthma": (0, "Asthma", ("match", "name", ["asthma"], None)),
    "  ASTHMA ": (0, "Asthma", ("match", "name", ["asthma"], None)),
    "bronchial asthma": (0, "Asthma (Bronchial asthma)", ("match", "alias", ["asthma"], None)),
    "AML": (0, "Acute myeloid leukemia (AML)", ("match", "abbreviation", ["acute-myeloid-leukemia"], None)),
    "j45": (0, "Asthma (ICD-10-CM J45)", ("match", "code", ["asthma"], None)),
    "DOID:2841": (0, "Asthma (DOID:2841)", ("match", "code", ["asthma"], None)),
    "asthmaa": (0, "Asthma, if that is what is meant", ("match", "spelling", ["asthma"], None)),
    "all": (
        4,
        "may mean Acute lymphoblastic leukemia (ALL). To list every condition: condcli list.",
        ("ambiguous", None, [ALL], None),
    ),
    "acute childhood leukemia": (
        4,
        "may mean Acute lymphoblastic leukemia (Acute childhood leukemia)",
        ("ambiguous", None, [ALL], None),
    ),
    "roseola": (3, "Roseola is known to us but has no page yet", ("none", None, [], "Roseola")),
    "sixth disease": (3, "Roseola is known to us but has no page yet", ("none", None, [], "Roseola")),
    "zzqx": (3, "not known", ("none", None, [], None)),
}


@pytest.mark.parametrize("asked", ANSWERS)
def test_a_name_is_answered_in_a_line_and_by_the_exit_code(run: Run, asked: str) -> None:
    code, line, _ = ANSWERS[asked]
    result = run("lookup", *asked.split(), env=SMALL_ONLY)
    assert (result.exit_code, result.stderr) == (code, "")
    assert result.stdout == f"{' '.join(asked.split())}: {line}\n"


@pytest.mark.parametrize("asked", ANSWERS)
def test_a_program_gets_the_same_answer_and_exit_code(run: Run, asked: str) -> None:
    code, _, told = ANSWERS[asked]
    result = run("lookup", asked, "--json", env=SMALL_ONLY)
    answer = json.loads(result.stdout)
    ids = [match["id"] for match in answer["matches"]]
    assert (answer["status"], answer["how"], ids, answer["known"]) == told
    assert (result.exit_code, answer["help"], answer["query"]) == (code, None, asked)


def test_a_batch_gives_the_same_answers_in_order_and_ends_well(run: Run) -> None:
    stdin = "".join(f"{asked}\n" for asked in ANSWERS)
    batch = run("lookup", "-", stdin=stdin, env=SMALL_ONLY)
    assert (batch.exit_code, batch.stderr) == (0, "")
    assert batch.stdout.splitlines() == [f"{asked}: {line}" for asked, (_, line, _) in ANSWERS.items()]
    rows = run("lookup", "-", "--json", stdin=stdin, env=SMALL_ONLY).stdout.splitlines()
    single = [run("lookup", asked, "--json", env=SMALL_ONLY).stdout.rstrip("\n") for asked in ANSWERS]
    assert rows == single


def test_a_batch_as_a_table_has_a_row_for_each_answer(run: Run) -> None:
    stdin = "".join(f"{asked}\n" for asked in ANSWERS)
    shown = run("lookup", "-", "--csv", stdin=stdin, env=SMALL_ONLY).stdout
    rows = list(csv.DictReader(io.StringIO(shown)))
    for row, (_, _, (status, how, ids, known)) in zip(rows, ANSWERS.values(), strict=True):
        assert (row["Status"], row["How"], row["Id"]) == (status, how or "", "; ".join(ids))
        assert row["Known, no page yet"] == (known or "")


@pytest.mark.parametrize("stdin", ["", "\n", "\n\n", "   \n"], ids=repr)
def test_lines_without_a_name_are_answered_one_each(run: Run, stdin: str) -> None:
    answers = run("lookup", "-", stdin=stdin, env=SMALL_ONLY).stdout.splitlines()
    assert len(answers) == stdin.count("\n")
    assert all(answer.endswith(": not known") for answer in answers)
    assert run("lookup", "-", "--csv", stdin=stdin, env=SMALL_ONLY).exit_code == 0


def test_a_last_line_without_its_end_is_answered(run: Run) -> None:
    assert run("lookup", "-", stdin="asthma\nAML", env=SMALL_ONLY).stdout.count("\n") == 2


def test_json_goes_before_a_table(run: Run) -> None:
    for words in (["lookup", "asthma"], ["list"], ["list", "--planned"]):
        assert (
            run(*words, "--csv", "--json", env=SMALL_ONLY).stdout
            == run(*words, "--json", env=SMALL_ONLY).stdout
        )
    batch = run("lookup", "-", "--csv", "--json", stdin="asthma\n", env=SMALL_ONLY).stdout
    assert json.loads(batch)["status"] == "match"


def test_help_alone_is_an_answer_and_help_beside_a_known_name_is_not(run: Run) -> None:
    baby = run("lookup", "my baby is not breathing", env=SMALL_ONLY)
    assert (baby.exit_code, baby.stdout.splitlines()[-1]) == (0, "my baby is not breathing: not known")
    known = run("lookup", "roseola and my baby is not breathing", env=SMALL_ONLY)
    assert known.stdout.startswith("HELP NOW: ")
    assert known.exit_code in {0, 3}


def test_in_a_table_help_stands_in_its_row_and_on_standard_error_for_one(run: Run) -> None:
    one = run("lookup", "my baby is not breathing", "--csv", env=SMALL_ONLY)
    (row,) = csv.DictReader(io.StringIO(one.stdout))
    assert row["Help now"].startswith("HELP NOW: Not breathing")
    assert one.stderr.startswith("HELP NOW: ")


def test_below_a_single_answer_stands_whose_pages_these_are_and_not_below_a_batch(
    run: Run, catalog: Write
) -> None:
    path = catalog(catalog_of(good()) | {"site": {"name": "Green Valley", "foot": "Ask any nurse."}})
    shown = run("lookup", "sore knee", "--catalog", path).stdout
    assert shown.splitlines()[1:] == ["Green Valley. Ask any nurse."]
    assert run("lookup", "-", "--catalog", path, stdin="sore knee\n").stdout.count("\n") == 1


# ---- list


def listed(run: Run, *args: str, **env: str) -> list[str]:
    answer = json.loads(run("list", *args, "--json", env={**SMALL_ONLY, **env}).stdout)
    return [condition["id"] for condition in answer["conditions"]]


def test_the_list_is_by_name_whatever_the_case(run: Run, catalog: Write) -> None:
    names = ["zoster", "Abscess", "mumps", "Ebola", "éclair"]
    records = [
        good(id=f"r{n}", name=name, aliases=[], abbreviations=[], loose_names=[])
        for n, name in enumerate(names)
    ]
    path = catalog(catalog_of(*records))
    shown = json.loads(run("list", "--json", "--catalog", path).stdout)
    assert [c["name"] for c in shown["conditions"]] == ["Abscess", "Ebola", "mumps", "zoster", "éclair"]
    table = run("list", "--csv", "--columns", "Name", "--catalog", path).stdout.splitlines()
    assert table[1:] == ["Abscess", "Ebola", "mumps", "zoster", "éclair"]


@pytest.mark.parametrize("said", ["Cancer", "cancer", "CANCER"])
def test_a_category_is_taken_in_any_case(run: Run, said: str) -> None:
    assert listed(run, "--category", said) == [ALL, "acute-myeloid-leukemia"]


def test_a_category_without_a_record_is_empty_and_no_fault(run: Run) -> None:
    result = run("list", "--category", "Eyes", env=SMALL_ONLY)
    assert result.exit_code == 0
    assert result.stdout.endswith("Total: 0\n")
    assert listed(run, "--category", "Eyes") == []


def test_a_category_of_ones_own_is_one(run: Run, catalog: Write) -> None:
    path = catalog(catalog_of(good(category="Knees")) | {"categories": ["Knees"]})
    assert listed(run, "--category", "knees", CONDCLI_CATALOG=path) == ["sore-knee"]
    said = run("list", "--category", "Hips", "--catalog", path).stderr
    assert said.rstrip().endswith("Women's health and pregnancy, Knees.")


def test_an_empty_catalog_is_an_empty_list_in_each_form(run: Run, catalog: Write) -> None:
    path = catalog(catalog_of())
    assert run("list", "--catalog", path).stdout.endswith("Total: 0\n")
    assert json.loads(run("list", "--json", "--catalog", path).stdout) == {"conditions": []}
    assert run("list", "--csv", "--catalog", path).stdout.count("\n") == 1
    assert run("symptoms", "--catalog", path).exit_code == 0
    assert run("show", "asthma", "--catalog", path).exit_code == 3


def test_what_has_no_page_yet_is_listed_with_its_other_names_and_codes(run: Run) -> None:
    assert "Codes: ICD-10-CM B08.2\n" in run("list", "--planned", env=SMALL_ONLY).stdout
    (planned,) = json.loads(run("list", "--planned", "--json", env=SMALL_ONLY).stdout)["names"]
    assert planned == {"name": "Roseola", "aliases": ["Sixth disease"], "codes": ["B08.2"]}
    table = run("list", "--planned", "--csv", "--columns", "Codes,Name", env=SMALL_ONLY).stdout
    assert table == "Codes,Name\nB08.2,Roseola\n"


def test_the_columns_of_a_list_are_those_of_its_own_table(run: Run) -> None:
    result = run("list", "--planned", "--csv", "--columns", "Category", env=SMALL_ONLY)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "It takes: Name, Also called, Codes." in result.stderr
    result = run("list", "--csv", "--columns", "Also called", env=SMALL_ONLY)
    assert "It takes: Name, Id, Category, ICD-10-CM, MeSH, DOID, Added by." in result.stderr
