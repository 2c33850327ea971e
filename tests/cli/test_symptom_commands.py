"""symptoms: of a condition, of all, and the conditions that list some; alone and together."""

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


def told(run: Run, *args: str, **env: str) -> Any:  # noqa: ANN401  JSON
    result = run("symptoms", *args, "--json", env={**ENV, **env})
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def test_the_index_has_each_symptom_by_name_with_its_count(run: Run) -> None:
    rows = told(run)["symptoms"]
    assert [(row["name"], row["conditions"]) for row in rows] == [
        ("Bone pain", 1), ("Easy bruising", 1), ("Fever", 2), ("Wheezing", 1),
    ]  # fmt: skip
    assert all(set(row) == {"id", "name", "conditions"} for row in rows)


@pytest.mark.parametrize(
    ("category", "names"),
    [
        ("Cancer", ["Bone pain", "Easy bruising", "Fever"]),
        ("lungs AND breathing", ["Wheezing"]),
        ("Eyes", []),
    ],
)
def test_the_index_of_a_category_counts_its_own_records_only(
    run: Run, category: str, names: list[str]
) -> None:
    assert [row["name"] for row in told(run, "--category", category)["symptoms"]] == names


def test_a_symptom_that_no_record_names_is_not_in_the_index(
    run: Run, small: dict[str, Any], catalog: Write, tmp_path: Path
) -> None:
    path = catalog(small)
    (tmp_path / "symptoms.json").write_text((SMALL.parent / "symptoms.json").read_text())
    for record in small["conditions"]:
        record["symptoms"] = [s for s in record["symptoms"] if s != "fever"]
    catalog(small)
    assert "Fever" not in [row["name"] for row in told(run, CONDCLI_CATALOG=path)["symptoms"]]


@pytest.mark.parametrize(
    ("args", "ids", "has", "has_not"),
    [
        (["--has", "fever"], [ALL, AML], ["fever"], []),
        (["--has", "Fever"], [ALL, AML], ["fever"], []),
        (["--has", "high temperature"], [ALL, AML], ["fever"], []),
        (["--has", "ecchymosis"], [ALL], ["easy-bruising"], []),
        (["--has", "bruises easily"], [ALL], ["easy-bruising"], []),
        (["--has", "fever", "--has", "bone pain"], [ALL, AML], ["fever", "bone-pain"], []),
        (["--has", "fever", "--not", "bone pain"], [AML, ALL], ["fever"], ["bone-pain"]),
        (["--has", "fever", "--not", "wheezing"], [ALL, AML], ["fever"], ["wheezing"]),
        (["--has", "wheezing"], ["asthma"], ["wheezing"], []),
    ],
    ids=lambda v: " ".join(v) if isinstance(v, list) else "",
)  # fmt: skip
def test_conditions_that_list_the_symptoms(
    run: Run, args: list[str], ids: list[str], has: list[str], has_not: list[str]
) -> None:
    answer = told(run, *args)
    assert [c["id"] for c in answer["conditions"]] == ids
    assert ([s["id"] for s in answer["has"]], [s["id"] for s in answer["has_not"]]) == (has, has_not)
    assert (answer["total"], answer["help"]) == (len(ids), None)


def test_what_a_condition_lists_and_does_not_is_said(run: Run) -> None:
    first, second = told(run, "--has", "wheezing", "--has", "bone pain")["conditions"]
    assert (first["id"], first["matched"], first["not_listed"]) == (ALL, ["bone-pain"], ["wheezing"])
    assert (second["id"], second["matched"], second["not_listed"]) == ("asthma", ["wheezing"], ["bone-pain"])
    shown = run("symptoms", "--has", "wheezing", "--has", "bone pain", env=ENV).stdout
    assert shown.startswith("CONDITIONS THAT LIST: WHEEZING, BONE PAIN\n")
    assert "- Call 911 if you cannot get your breath.\n" in shown
    assert "It is not a diagnosis" in shown


def test_those_that_list_what_is_not_there_go_last(run: Run) -> None:
    shown = run("symptoms", "--has", "fever", "--not", "bone pain", env=ENV).stdout
    assert "Last stand those that list: Bone pain.\n" in shown
    assert shown.index("Acute myeloid") < shown.index("Acute lymphoblastic")


@pytest.fixture
def no_cough(small: dict[str, Any], catalog: Write, tmp_path: Path) -> str:
    """A catalog that knows a symptom which none of its records lists."""
    symptoms = json.loads((SMALL.parent / "symptoms.json").read_text())
    symptoms["symptoms"].append(
        {"id": "hiccups", "name": "Hiccups", "medical": None, "aliases": [], "emergency": None}
    )
    (tmp_path / "symptoms.json").write_text(json.dumps(symptoms))
    return catalog(small)


def test_a_symptom_that_no_condition_lists_finds_nothing(run: Run, no_cough: str) -> None:
    result = run("symptoms", "--has", "hiccups", "--catalog", no_cough)
    assert (result.exit_code, result.stdout) == (3, "")
    assert "Nothing is found for 'Hiccups'." in result.stderr
    answer = told(run, "--has", "hiccups", CONDCLI_CATALOG=no_cough)
    assert (answer["conditions"], answer["total"]) == ([], 0)


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["asthma", "--has", "fever"], "Give one of: a name, --has and --not, or --category."),
        (["asthma", "--category", "Cancer"], "Give one of"),
        (["--has", "fever", "--category", "Cancer"], "Give one of"),
        (["--not", "fever", "--category", "Cancer"], "Give one of"),
        (["--not", "fever"], "--not needs a --has beside it: condcli symptoms --has fever --not cough"),
        (["--has", "fevr"], "--has knows no symptom 'fevr'. Near to it: Fever."),
        (["--has", "fever", "--not", "wheezng"], "--not knows no symptom 'wheezng'. Near to it: Wheezing."),
        (["--has", "zzqx"], "--has knows no symptom 'zzqx'. See all of them: condcli symptoms"),
        (["--has", ""], "--has knows no symptom ''."),
        (["--category", "Cars"], "--category does not know 'Cars'. It takes: Blood, Bones"),
    ],
    ids=lambda v: " ".join(v) if isinstance(v, list) else "",
)
def test_options_that_do_not_go_together_say_what_does(run: Run, args: list[str], said: str) -> None:
    for form in ([], ["--json"]):
        result = run("symptoms", *args, *form, env=ENV)
        assert result.exit_code == 2
        assert said in (result.stderr or json.loads(result.stdout)["error"]["message"])


def test_the_name_of_a_symptom_is_its_page(run: Run) -> None:
    answer = told(run, "fever")
    assert (answer["id"], answer["medical"], answer["aliases"]) == ("fever", None, ["high temperature"])
    assert [c["id"] for c in answer["conditions"]] == [ALL, AML]
    assert told(run, "ostealgia")["id"] == "bone-pain"
    assert run("show", "fever", env=ENV).stdout == run("symptoms", "fever", env=ENV).stdout
    assert run("fever", env=ENV).stdout == run("symptoms", "fever", env=ENV).stdout


def test_a_symptom_is_a_page_only_where_a_page_is_asked_for(run: Run) -> None:
    for words in (
        ["care", "fever"],
        ["show", "fever", "--section", "tests"],
        ["trials", "fever"],
        ["related", "fever"],
    ):
        assert run(*words, env=ENV).exit_code == 3


def test_the_name_of_a_record_goes_before_that_of_a_symptom(run: Run, catalog: Write, tmp_path: Path) -> None:
    page = good(id="fever", name="Fever", aliases=[], abbreviations=[], loose_names=[], symptoms=["fever"])
    (tmp_path / "symptoms.json").write_text((SMALL.parent / "symptoms.json").read_text())
    env = {"CONDCLI_CATALOG": catalog(catalog_of(page))}
    for words in (["show", "fever"], ["fever"], ["symptoms", "fever"]):
        assert "Conditions that list it" not in run(*words, env=env).stdout
        assert run(*words, env=env).stdout.startswith("FEVER\n")


def test_the_symptoms_of_a_condition_are_its_section(run: Run) -> None:
    answer = told(run, "asthma")
    assert (answer["section"], answer["body"], answer["refs"]) == ("symptoms", ["You may wheeze."], [1])


@pytest.mark.parametrize(
    ("args", "help_"),
    [
        (["--has", "chest pain"], "Chest pain"),
        (["--has", "fever", "--has", "chest pain"], "Chest pain"),
        (["--has", "suicidal thoughts"], "Thoughts of suicide"),
        (["--has", "fever", "--not", "chest pain"], None),
        (["--has", "fever"], None),
    ],
    ids=str,
)
def test_symptoms_that_are_danger_are_answered_first(
    run: Run, catalog: Write, tmp_path: Path, args: list[str], help_: str | None
) -> None:
    names = ("Fever", "Chest pain", "Suicidal thoughts")
    symptoms: list[dict[str, Any]] = [
        {
            "id": name.lower().replace(" ", "-"),
            "name": name,
            "medical": None,
            "aliases": [],
            "emergency": None,
        }
        for name in names
    ]
    path = catalog(catalog_of(good(symptoms=[symptom["id"] for symptom in symptoms])))
    (tmp_path / "symptoms.json").write_text(json.dumps({"version": 1, "symptoms": symptoms}))
    shown = run("symptoms", *args, "--catalog", path).stdout
    assert shown.startswith(f"HELP NOW: {help_}" if help_ else "CONDITIONS THAT LIST: FEVER\n")
    assert "CONDITIONS THAT LIST" in shown
    answer = told(run, *args, CONDCLI_CATALOG=path)
    assert (answer["help"] is None) is (help_ is None)
