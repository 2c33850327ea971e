"""define, related and compare: what is read beside a page."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from conftest import SMALL, Run
from good_record import catalog_of, good

ENV = {"CONDCLI_CATALOG": str(SMALL)}
ALL, AML = "acute-lymphoblastic-leukemia", "acute-myeloid-leukemia"
Write = Callable[[Any], str]


def told(run: Run, *args: str) -> Any:  # noqa: ANN401  JSON
    return json.loads(run(*args, "--json", env=ENV).stdout)


# ---- define


@pytest.mark.parametrize("said", ["petechiae", "Petechiae", "PETECHIAE", "petechia", "  petechia "])
def test_a_term_is_explained_in_any_case_and_by_its_other_names(run: Run, said: str) -> None:
    result = run("define", *said.split(), env=ENV)
    assert (result.exit_code, result.stderr) == (0, "")
    assert "petechiae means tiny red or purple dots on the skin." in result.stdout
    assert told(run, "define", said)["aliases"] == ["petechia"]


def test_a_term_is_no_danger_even_where_its_name_would_be(run: Run, catalog: Write, tmp_path: Path) -> None:
    assert "HELP NOW" not in run("define", "seizure").stdout
    path = catalog(catalog_of(good()))
    terms: list[dict[str, Any]] = [
        {"term": name, "meaning": f"is {name}", "aliases": []} for name in ("seizure", "chest pain")
    ]
    (tmp_path / "glossary.json").write_text(json.dumps({"version": 1, "terms": terms}))
    assert json.loads(run("define", "seizure", "--json", "--catalog", path).stdout)["help"] is None
    answer = json.loads(run("define", "chest pain", "--json", "--catalog", path).stdout)  # one's own alone
    assert (answer["help"]["call"], answer["meaning"]) == ("911", "is chest pain")
    assert run("define", "bad chest pain", "--catalog", path).stdout.startswith("HELP NOW: ")


def test_a_term_that_is_unknown_names_the_ones_that_are_near(
    run: Run, catalog: Write, tmp_path: Path
) -> None:
    path = catalog(catalog_of(good()))
    terms: list[dict[str, Any]] = [
        {"term": t, "meaning": "a part", "aliases": []} for t in ("ligament", "tendon", "meniscus")
    ]
    (tmp_path / "glossary.json").write_text(json.dumps({"version": 1, "terms": terms}))
    result = run("define", "ligamnt", "--catalog", path)
    assert (result.exit_code, result.stdout) == (3, "")
    assert "The glossary does not explain 'ligamnt'. Near to it: ligament." in result.stderr
    assert "Near to it" not in run("define", "zzqx", "--catalog", path).stderr


def test_spaces_of_an_unknown_term_are_not_repeated(run: Run) -> None:
    assert "explain 'zzqx yy'." in run("define", "  zzqx \n yy ", env=ENV).stderr


def test_a_term_names_the_pages_that_use_it(run: Run, catalog: Write, tmp_path: Path) -> None:
    path = catalog(
        catalog_of(good(), good(id="sore-hip", name="Sore hip", aliases=[], abbreviations=[], loose_names=[]))
    )
    term = {"term": "crepitus", "meaning": "a grinding feel", "aliases": []}
    (tmp_path / "glossary.json").write_text(json.dumps({"version": 1, "terms": [term]}))
    answer = json.loads(run("define", "crepitus", "--json", "--catalog", path).stdout)
    assert [page["id"] for page in answer["pages"]] == ["sore-hip", "sore-knee"]
    shown = run("define", "crepitus", "--catalog", path).stdout
    assert "Sore hip" in shown
    assert "Also called" not in shown


# ---- related


def test_a_page_that_is_mistaken_for_another_is_read_beside_it(run: Run) -> None:
    answer = told(run, "related", "ALL")
    assert (answer["id"], answer["name"]) == (ALL, "Acute lymphoblastic leukemia")
    assert answer["related"] == [
        {"id": AML, "name": "Acute myeloid leukemia", "why": ["easily mistaken for it"]}
    ]
    assert "added_by" not in answer
    shown = run("related", "ALL", env=ENV).stdout
    assert "- Acute myeloid leukemia: easily mistaken for it\n" in shown


def test_a_page_with_none_beside_it_says_so(run: Run) -> None:
    assert run("related", "asthma", env=ENV).stdout == "ASTHMA\n\nNo related pages.\n"
    assert told(run, "related", "asthma")["related"] == []


# ---- compare

BETWEEN = ["vs", "vs.", "versus", "and", "or", "/", "with", "VS", "Versus"]


@pytest.mark.parametrize("between", BETWEEN)
def test_names_stand_apart_by_a_word_between_them(run: Run, between: str) -> None:
    answer = told(run, "compare", "acute", "lymphoblastic", "leukemia", between, "AML")
    assert answer["ids"] == [ALL, AML]


def test_three_names_are_compared_in_their_order(run: Run) -> None:
    assert told(run, "compare", "asthma", "vs", "AML", "vs", "ALL")["ids"] == ["asthma", AML, ALL]
    assert told(run, "compare", "asthma", "AML", "ALL")["names"][0] == "Asthma"


@pytest.mark.parametrize(
    ("words", "count"),
    [
        (["asthma"], 1), (["asthma", "vs"], 1), (["vs"], 0), (["vs", "and", "or"], 0),
        (["a", "b", "c", "d"], 4), (["a", "vs", "b", "vs", "c", "vs", "d"], 4),
    ],
    ids=str,
)  # fmt: skip
def test_fewer_than_two_and_more_than_three_are_a_fault_of_the_words(
    run: Run, words: list[str], count: int
) -> None:
    result = run("compare", *words, env=ENV)
    assert (result.exit_code, result.stdout) == (2, "")
    assert f"not {count}: condcli compare type 1 diabetes vs type 2 diabetes" in result.stderr


@pytest.mark.parametrize("words", ["vs asthma vs AML", "asthma vs vs AML", "asthma vs AML vs"])
def test_a_word_between_that_stands_twice_or_alone_names_nothing(run: Run, words: str) -> None:
    assert told(run, "compare", *words.split())["ids"] == ["asthma", AML]


@pytest.mark.parametrize("words", [["asthma", "Bronchial asthma"], ["asthma", "AML", "J45"]], ids=str)
def test_two_names_of_one_page_are_no_comparison(run: Run, words: list[str]) -> None:
    result = run("compare", *words, env=ENV)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "These names mean the same page. To read it: condcli show NAME" in result.stderr


@pytest.mark.parametrize(("other", "code"), [("zzqx", 3), ("all", 4), ("roseola", 3)])
def test_a_name_that_is_not_one_page_ends_the_comparison(run: Run, other: str, code: int) -> None:
    result = run("compare", "asthma", other, env=ENV)
    assert (result.exit_code, result.stdout) == (code, "")


def test_help_is_said_before_a_comparison_of_dangers(run: Run) -> None:
    result = run("compare", "asthma", "vs", "my baby is not breathing", env=ENV)
    assert result.stdout.startswith("HELP NOW: Not breathing")
    few = run("compare", "my baby is not breathing", env=ENV)
    assert (few.exit_code, few.stdout[:9]) == (2, "HELP NOW:")


def test_what_is_the_same_stands_below_what_differs(run: Run) -> None:
    rows = told(run, "compare", "ALL", "AML")["rows"]
    assert [row["same"] for row in rows] == sorted(row["same"] for row in rows)
    assert all(len(row["cells"]) == 2 for row in rows)
    shown = run("compare", "ALL", "AML", env=ENV).stdout
    assert shown.index("What differs") < shown.index("What is the same")
    assert "What is the same" not in run("compare", "ALL", "AML", "asthma", env=ENV).stdout


def test_a_reading_that_is_not_exact_is_said_first(run: Run) -> None:
    result = run("compare", "asthmaa", "AML", env=ENV)
    assert (result.exit_code, result.stderr) == (0, "Showing Asthma for 'asthmaa'.\n")
