"""A symptom by its name, its page, and the pages that list several: symptoms --has, --not."""

import json
from typing import Any

import chest_catalog
import pytest
from conftest import Run

from condcli.catalog.library import Library
from condcli.errors import UnknownSymptom
from condcli.finding import symptom_pages


@pytest.fixture
def chest() -> Library:
    return Library.open(chest_catalog.path())


@pytest.mark.parametrize(
    ("name", "id_"),
    {
        "cough": "cough",
        "Cough": "cough",
        "coughs": "cough",
        "COUGHING": "cough",
        "tussis": "cough",
        "high temperature": "fever",
        "High-Temperature": "fever",
        "coughing-blood": "coughing-blood",
        "Coughing up blood": "coughing-blood",
        "no energy": None,  # a way to say it, and no name
        "cough and fever": None,
        "zzqx": None,
        "": None,
        "?": None,
    }.items(),
)
def test_a_symptom_is_known_by_its_names(chest: Library, name: str, id_: str | None) -> None:
    found = symptom_pages.called(chest, name)
    assert (found and found.id) == id_


def test_its_page_lists_the_conditions_by_category_and_name(chest: Library) -> None:
    page = symptom_pages.page(chest, chest.symptoms["fever"])
    assert (page.id, page.name, page.medical, page.aliases) == (
        "fever",
        "Fever",
        "pyrexia",
        ("High temperature",),
    )
    assert [(c.category, c.name) for c in page.conditions] == [
        ("Common symptoms", "High fever"),
        ("Lungs and breathing", "Chest cold"),
        ("Lungs and breathing", "Lung infection"),
        ("Lungs and breathing", "Viral lung infection"),
    ]
    assert page.conditions[1].codes.icd10cm == ("J20",)
    assert page.emergency is None


def test_a_symptom_that_no_page_lists_has_a_page_too(chest: Library) -> None:
    page = symptom_pages.page(chest, chest.symptoms["odd-dreams"])
    assert (page.name, page.conditions) == ("Odd dreams", ())


@pytest.mark.parametrize(
    ("has", "read"),
    [
        (["cough"], ["cough"]),
        (["tussis", "cough"], ["cough"]),
        (["cough and fever"], ["cough", "fever"]),
        (["no energy", "breath whistles"], ["tiredness", "wheezing"]),
        (["fever", "cough and fever"], ["fever", "cough"]),
    ],
)
def test_what_is_asked_for_may_be_said_in_any_words(chest: Library, has: list[str], read: list[str]) -> None:
    assert [symptom.id for symptom in symptom_pages.matches(chest, has, []).has] == read


def test_each_condition_says_what_it_lists(chest: Library) -> None:
    found = symptom_pages.matches(chest, ["wheezing", "cough"], ["fever"])
    assert [s.id for s in found.has_not] == ["fever"]
    first, second, *_, last = found.conditions
    assert (first.id, first.why, first.not_listed) == ("child-wheeze", "lists: wheezing, cough", ())
    assert (second.id, second.why, second.not_listed) == ("lung-clot", "lists: cough", ("wheezing",))
    assert last.id == "chest-cold"
    assert found.total == len(found.conditions) == 5


def test_what_no_page_lists_finds_none(chest: Library) -> None:
    found = symptom_pages.matches(chest, ["odd dreams"], [])
    assert (found.conditions, found.total) == ((), 0)


@pytest.mark.parametrize(
    ("has", "has_not", "option", "value", "near"),
    [
        (["feveer"], [], "--has", "feveer", ("Fever",)),
        (["fever", "couhg"], [], "--has", "couhg", ("Cough",)),
        (["fever"], ["itchi eyez"], "--not", "itchi eyez", ("Itchy eyes",)),
        (["HIGH TEMPERATRE"], [], "--has", "HIGH TEMPERATRE", ("Fever",)),  # near to another of its names
        (["zzqx"], [], "--has", "zzqx", ()),
        ([""], [], "--has", "", ()),
        (["x" * 500], [], "--has", "x" * 500, ()),
    ],
)
def test_what_is_no_symptom_is_named_with_what_is_near(
    chest: Library, has: list[str], has_not: list[str], option: str, value: str, near: tuple[str, ...]
) -> None:
    with pytest.raises(UnknownSymptom) as told:
        symptom_pages.matches(chest, has, has_not)
    assert (told.value.option, told.value.value, told.value.near) == (option, value, near)


def test_a_denied_symptom_is_read_all_the_same(chest: Library) -> None:
    assert [s.id for s in symptom_pages.matches(chest, ["no fever"], []).has] == ["fever"]


def asked(run: Run, *args: str) -> tuple[int, str, str]:
    result = run("symptoms", *args, "--catalog", str(chest_catalog.path()))
    return result.exit_code, result.stdout, result.stderr


def test_the_command_lists_pages_and_what_is_left_out(run: Run) -> None:
    code, said, _ = asked(run, "--has", "cough", "--has", "chest pain", "--not", "fever")
    assert code == 0
    assert "Last stand those that list: Fever." in said
    assert said.index("Lung clot. Lists: cough, chest pain") < said.index("Chest cold. Lists: cough")
    assert "Call 911 if it is crushing." in said


@pytest.mark.parametrize(
    ("args", "code", "said"),
    [
        (["--has", "feveer"], 2, "Near to it: Fever. See all of them: condcli symptoms"),
        (["--not", "fever"], 2, "--not needs a --has beside it"),
        (["fever", "--has", "cough"], 2, "Give one of: a name, --has and --not, or --category"),
        (["--has", "cough", "--category", "Cancer"], 2, "Give one of"),
        (["--has", "odd dreams"], 3, "Odd dreams"),
    ],
)
def test_a_mistake_names_the_next_step(run: Run, args: list[str], code: int, said: str) -> None:
    ended, out, err = asked(run, *args)
    assert (ended, out) == (code, "")
    assert said in err


def test_json_has_what_was_read_and_what_each_lacks(run: Run) -> None:
    code, said, _ = asked(run, "--has", "no energy", "--has", "chills", "--json")
    answer: dict[str, Any] = json.loads(said)
    assert code == 0
    assert [s["id"] for s in answer["has"]] == ["tiredness", "chills"]
    assert answer["has_not"] == []
    assert [(c["id"], c["not_listed"]) for c in answer["conditions"]] == [
        ("lung-infection", []),
        ("chest-cold", ["chills"]),
        ("viral-lung-infection", ["tiredness"]),
    ]
    code, said, _ = asked(run, "--has", "odd dreams", "--json")
    assert (code, json.loads(said)["conditions"]) == (0, [])


def test_the_page_of_a_symptom_opens_by_any_of_its_names(run: Run) -> None:
    for name in ("fever", "pyrexia", "high temperature"):
        result = run("show", name, "--catalog", str(chest_catalog.path()), "--json")
        assert json.loads(result.stdout)["id"] in {"fever", "high-fever"}
    page = run("show", "tussis", "--catalog", str(chest_catalog.path()))
    assert (page.exit_code, page.stdout.splitlines()[0]) == (0, "COUGH")
    assert "Also called: tussis, Coughing." in page.stdout
