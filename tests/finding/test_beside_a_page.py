"""What is read beside a page: related pages with why, and pages side by side."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import chest_catalog
import pytest
from conftest import Run
from good_record import Raw, catalog_of, good, write

from condcli.catalog.library import Library
from condcli.finding.comparison import Comparison, Row, compare
from condcli.finding.related import related
from condcli.finding.symptoms import rank


@pytest.fixture
def chest() -> Library:
    return Library.open(chest_catalog.path())


Make = Callable[..., Library]
SIGNS = ("cough", "fever", "chills", "rash", "nausea", "thirst")


def page(id_: str, name: str, *symptoms: str, codes: tuple[str, ...] = (), **fields: object) -> Raw:
    """A record with these symptoms and codes, and nothing else that would make it like another."""
    bare: Raw = {"aliases": [], "abbreviations": [], "loose_names": [], "symptoms": list(symptoms)}
    return good(**bare, id=id_, name=name, codes={"icd10cm": list(codes), "mesh": [], "doid": []}) | fields


@pytest.fixture
def library_of(tmp_path: Path) -> Make:
    names = {**{id_: id_.capitalize() for id_ in SIGNS}, "pe-sign": "PE sign"}
    none: Raw = {"medical": None, "aliases": [], "emergency": None}
    side: dict[str, Raw] = {
        "symptoms": {"version": 1, "symptoms": [none | {"id": i, "name": n} for i, n in names.items()]},
        "everyday": chest_catalog.EVERYDAY,
        "known_names": {"version": 1, "names": []},
        "sayings": {"version": 1, "sayings": {}},
    }
    return lambda *records: Library.open(write(tmp_path, catalog_of(*records), **side))


def beside(library: Library, id_: str) -> dict[str, str]:
    """The related pages in their order, each with why."""
    return {r.id: "; ".join(r.why) for r in related(library, library.record(id_))}


def test_the_pages_of_the_small_catalog_say_why_they_are_related(chest: Library) -> None:
    assert beside(chest, "chest-cold") == {
        "hay-fever": "easily mistaken for it",
        "lung-infection": "also lists cough, fever and tiredness",
    }
    assert beside(chest, "lung-infection") == {
        "viral-lung-infection": "a form or an effect of it; also lists cough, fever and chills",
        "chest-cold": "also lists cough, fever and tiredness",
    }
    assert beside(chest, "viral-lung-infection") == {
        "lung-infection": "the wider condition; also lists cough, fever and chills",
    }
    assert beside(chest, "lung-clot") == beside(chest, "high-fever") == {}


@pytest.mark.parametrize(
    ("own", "other", "why"),
    [
        (("J18",), ("J18.1",), "a form or an effect of it"),
        (("J18.1",), ("J18",), "the wider condition"),
        (("J18.1",), ("J18.2",), None),
        (("J18",), ("J180",), "a form or an effect of it"),
        (("J18",), ("J19",), None),
        (("J18",), ("J18",), None),
        (("A01", "J18"), ("J18.9",), "a form or an effect of it"),
        ((), ("J18",), None),
    ],
)
def test_codes_tell_what_is_wider_and_what_is_a_form(
    library_of: Make,
    own: tuple[str, ...],
    other: tuple[str, ...],
    why: str | None,
) -> None:
    library = library_of(page("one", "Ache", codes=own), page("two", "Burn", codes=other))
    assert beside(library, "one").get("two") == why


@pytest.mark.parametrize(
    ("own", "other", "why"),
    [
        ("Lung infection", "Viral lung infection", "a kind of it"),
        ("Viral lung infection", "Lung infection", "the wider condition"),
        ("Lung infection", "Infections, lungs", None),  # no more and no less
        ("Lung infection", "Lung clot", None),
        ("Infection", "Lung infection", "a kind of it"),
        ("Lung infections", "A lung infection of children", "a kind of it"),
        ("Lung infection of the young", "Lungs of the young", "the wider condition"),
    ],
)
def test_names_tell_what_is_a_kind_of_what(
    library_of: Make,
    own: str,
    other: str,
    why: str | None,
) -> None:
    library = library_of(page("one", own), page("two", other), page("three", "Zebra stripes"))
    assert beside(library, "one") == ({"two": why} if why else {})


@pytest.mark.parametrize(
    ("shared", "why"),
    [
        (SIGNS[:2], None),
        (SIGNS[:3], "also lists cough, fever and chills"),
        (SIGNS[:5], "also lists cough, fever and chills"),
        (("no-symptoms", *SIGNS[:2]), None),  # to feel nothing is nothing in common
        (("pe-sign", "cough", "fever"), "also lists PE sign, cough and fever"),
    ],
)
def test_pages_that_share_three_symptoms_are_alike(
    library_of: Make,
    shared: tuple[str, ...],
    why: str | None,
) -> None:
    library = library_of(page("one", "Ache", *shared), page("two", "Burn", *shared), page("three", "Cut"))
    assert beside(library, "one") == ({"two": why} if why else {})


def test_only_the_three_most_alike_are_listed_for_their_symptoms(library_of: Make) -> None:
    others = [
        page(f"n{n}", f"{name} pain", *SIGNS[:3], common=n)
        for n, name in enumerate(("Arm", "Eye", "Ear", "Toe"), 2)
    ]
    library = library_of(page("one", "Ache", *SIGNS[:3], lookalikes=["n2"]), *others)
    found = beside(library, "one")
    assert list(found) == ["n2", "n5", "n4", "n3"]  # what is mistaken for it, then the most common
    assert found["n2"] == "easily mistaken for it; also lists cough, fever and chills"


def test_how_common_a_page_is_decides_between_those_that_fit_about_as_well(library_of: Make) -> None:
    alike = [
        page(f"n{n}", f"{name} pain", "rash", common=n)
        for n, name in enumerate(("Arm", "Ear", "Eye", "Toe", "Hip"), 1)
    ]
    none = page("none", "Jaw pain", "rash", common=None)
    assert [m.id for m in rank(library_of(*alike, none), ["rash"])] == ["n5", "n4", "n3", "none", "n2", "n1"]
    rare = page("rare", "Rare pain", "rash", "cough", common=1)
    others = [page(f"c{n}", f"{name} burn", "cough") for n, name in enumerate(("Arm", "Ear", "Eye"))]
    assert [m.id for m in rank(library_of(alike[4], rare, *others), ["rash", "cough"])][:2] == ["rare", "n5"]


def test_no_more_than_eight_kinds_are_listed(library_of: Make) -> None:
    kinds = [page(f"kind-{n}", f"Ache of the {part}", codes=(f"R52.{n}",)) for n, part in enumerate(
        ("arm", "ear", "eye", "foot", "hand", "head", "hip", "jaw", "knee", "toe"))]  # fmt: skip
    library = library_of(page("one", "Ache", codes=("R52",)), *kinds)
    assert list(beside(library, "one")) == [f"kind-{n}" for n in range(8)]
    assert set(beside(library, "one").values()) == {"a form or an effect of it"}


def test_a_page_of_ones_own_says_whose_it_is(library_of: Make) -> None:
    library = library_of(page("one", "Ache"), page("two", "Ache of the arm", added_by="Green Valley"))
    assert beside(library, "one") == {"two": "a kind of it; added by Green Valley"}


def test_what_no_page_stands_behind_is_left_out(library_of: Make) -> None:
    library = library_of(
        page("one", "Ache", lookalikes=["gone", "two"]), page("two", "Burn", lookalikes=["one"])
    )
    assert beside(library, "one") == {"two": "easily mistaken for it"}


def rows(found: Comparison) -> dict[str, Row]:
    return {row.label: row for row in found.rows}


def side_by_side(library: Library, *ids: str) -> Comparison:
    return compare(library, [library.record(id_) for id_ in ids])


def test_a_comparison_says_what_differs_before_what_is_the_same(chest: Library) -> None:
    found = side_by_side(chest, "lung-infection", "viral-lung-infection")
    assert [row.label for row in found.rows] == [
        "What it is", "Symptoms that differ", "Call 911 for", "Call a doctor today for", "Causes",
        "Treatment", "How common", "Category", "Symptoms of all of them",
    ]  # fmt: skip
    assert [row.same for row in found.rows] == [False] * 7 + [True] * 2
    assert found.names == ("Lung infection", "Viral lung infection")
    told = rows(found)
    assert told["Symptoms that differ"].cells == (("Tiredness",), ())
    assert told["Symptoms of all of them"].cells == (("Cough", "Fever", "Chills"),) * 2
    assert told["Call 911 for"].cells == (("blue lips",), ("gray lips",))
    assert told["Call a doctor today for"].cells == (("a fever that comes back",), ())


def test_what_differs_stands_first_whatever_it_is(library_of: Make) -> None:
    first, second = page("one", "Ache"), page("two", "Burn", category="Blood", summary="Another.")
    found = side_by_side(library_of(first, second), "one", "two")
    same = [row.label for row in found.rows if row.same]
    assert [row.label for row in found.rows] == ["What it is", "Category", *same]
    assert {"Treatment", "How common", "Call 911 for"} < set(same)


def test_of_each_section_the_first_two_sentences_are_told(chest: Library) -> None:
    told = rows(side_by_side(chest, "lung-infection", "child-wheeze", "high-fever"))
    assert told["Treatment"].cells[0] == (
        "Antibiotics cure most of it.",
        "A rescue inhaler opens the airways.",
    )
    assert told["Treatment"].cells[2] == ("Light clothes help.",)
    assert told["How common"].cells == (("more than 1 in 100 people in the US each year",),) * 2 + ((),)
    assert told["Category"].same is False
    assert "Symptoms of all of them" not in told  # they have none


def test_a_section_that_begins_with_a_list_is_told_with_it(library_of: Make) -> None:
    listed = {"body": [{"lead": "Try:", "items": ["rest", "ice"]}, "Then walk."], "refs": [1]}
    first = page("one", "Ache")
    first["sections"]["treatment"] = listed
    told = rows(side_by_side(library_of(first, page("two", "Burn", symptoms=["odd"])), "one", "two"))
    assert told["Treatment"].cells[0] == ("Try:", "rest", "ice")
    assert told["Symptoms that differ"].cells == ((), ("odd",))  # an id that no vocabulary has


def test_the_order_of_a_list_makes_no_difference(library_of: Make) -> None:
    care = good()["care"]
    first = page("one", "Ache", care=care | {"emergency": ["a", "b"]}, added_by="Us")
    second = page("two", "Burn", care=care | {"emergency": ["b", "a"]})
    told = rows(side_by_side(library_of(first, second), "one", "two"))
    assert told["Call 911 for"].same
    assert told["Added by"].cells == (("Us",), ())


@pytest.mark.parametrize(
    ("args", "code", "said"),
    [
        (["define", "scan"], 3, "CT scan"),
        (["define", "zzqx"], 3, "zzqx"),
        (["compare", "lung clot"], 2, "compare takes two or three names"),
        (["compare", "lung clot", "PE"], 2, "These names mean the same page. To read it: condcli show NAME"),
        (["compare", "lung clot", "zzqx"], 3, "zzqx"),
        (["compare", "hay fever", "chest cold", "lung clot", "CAP"], 2, "not 4"),
        (["related", "LC"], 4, "Lung clot"),
        (["related", "zzqx"], 3, "zzqx"),
    ],
)  # fmt: skip
def test_what_cannot_be_answered_says_why(run: Run, args: list[str], code: int, said: str) -> None:
    result = run(*args, "--catalog", str(chest_catalog.path()))
    assert (result.exit_code, result.stdout) == (code, "")
    assert said in result.stderr


def test_the_commands_answer_in_json(run: Run) -> None:
    def answer(*args: str) -> Any:  # noqa: ANN401  any JSON
        return json.loads(run(*args, "--json", "--catalog", str(chest_catalog.path())).stdout)

    assert answer("define", "germ", "killer")["pages"][0] == {"id": "chest-cold", "name": "Chest cold"}
    assert answer("compare", "CAP", "vs", "PE")["ids"] == ["lung-infection", "lung-clot"]
    assert [page["id"] for page in answer("related", "chest", "cold")["related"]] == [
        "hay-fever",
        "lung-infection",
    ]
