"""Catalogs over one another, record by record: what is added where, what gives way, and what does not fit."""

from collections.abc import Sequence
from pathlib import Path

import msgspec
import pytest
from good_record import Raw, catalog_of, good

from condcli.catalog import integrity, laid_over
from condcli.catalog.laid_over import Overlay
from condcli.catalog.library import Library
from condcli.errors import BadData
from condcli.models import Bullets, Catalog, Condition, Site

NO_CODES: dict[str, list[str]] = {"icd10cm": [], "mesh": [], "doid": []}
BARE: Raw = {"aliases": [], "abbreviations": [], "loose_names": [], "codes": NO_CODES}
BY = "Ward 5"


def catalog(*records: Raw, **more: object) -> Catalog:
    return msgspec.convert(catalog_of(*records) | more, Catalog)


def bare(id_: str, **fields: object) -> Raw:
    """A record that has but its name, which is its id."""
    return good(**{"id": id_, "name": id_.title(), **BARE, **fields})


def overlay(*records: Raw, by: str = BY, path: str = "own.json", **more: object) -> Overlay:
    return Overlay(Path(path), catalog(*records, **more), by)


def over(bundled: Sequence[Raw], *overlays: Overlay) -> dict[str, Condition]:
    """The records that are shown, by their ids."""
    return {record.id: record for record in laid_over.laid_over(catalog(*bundled), overlays).conditions}


def test_records_of_ones_own_stand_behind_the_bundled_ones_and_say_whose_they_are() -> None:
    shown = over([bare("gout"), bare("mumps")], overlay(bare("ague")), overlay(bare("cramp"), by="B"))
    assert list(shown) == ["gout", "mumps", "ague", "cramp"]
    assert [record.added_by for record in shown.values()] == [None, None, BY, "B"]


def test_a_record_in_the_place_of_another_has_its_id_and_what_leads_there() -> None:
    old = bare(
        "gout",
        aliases=["Podagra"],
        abbreviations=["GT"],
        covered_names=["Tophi"],
        loose_names=["Sore toe"],
        shared_names=["SHG"],
        names_es=["Gota"],
        codes={"icd10cm": ["M10"], "mesh": [], "doid": ["DOID:1"]},
    )
    new = bare("our-gout", name="Our gout", replaces="gout", codes=NO_CODES | {"icd10cm": ["M10", "M11"]})
    shown = over([old], overlay(new))["gout"]
    assert (shown.name, shown.replaces, shown.added_by) == ("Our gout", "gout", BY)
    assert shown.covered_names == ("Gout", "Podagra", "Tophi")
    assert (shown.abbreviations, shown.loose_names) == (("GT",), ("Sore toe",))
    assert (shown.shared_names, shown.names_es) == (("SHG",), ("Gota",))
    assert (shown.codes.icd10cm, shown.codes.doid) == (("M10", "M11"), ("DOID:1",))


def test_a_name_that_ones_own_records_have_does_not_lead_to_what_replaces_a_page() -> None:
    new = bare("our-gout", name="Our gout", replaces="gout")
    beside = bare("toes", name="Podagras")
    shown = over([bare("gout", aliases=["Podagra", "Tophi"])], overlay(new, beside))
    assert shown["gout"].covered_names == ("Gout", "Tophi")


def test_look_alikes_lead_to_the_page_whose_place_was_taken() -> None:
    new = bare("our-gout", name="Our gout", replaces="gout")
    friend = bare("ague", lookalikes=["our-gout", "mumps"])
    assert over([bare("gout"), bare("mumps")], overlay(new, friend))["ague"].lookalikes == ("gout", "mumps")


ADDED = {
    "notes": ["Ask Room 5."],
    "care": {"emergency": ["a blue toe"], "routine": ["a dull toe"]},
    "questions": ["Where is Room 5?"],
    "sections": {
        "treatment": {"body": ["Rest it.", {"lead": "Bring:", "items": ["a shoe"]}], "refs": [1]},
        "outlook": {"body": ["It goes."], "refs": []},
    },
    "references": [
        {"publisher": "W", "title": "Leaflet", "url": None, "date": None, "accessed": None, "via": "leaflet"}
    ],
}


def test_an_addition_stands_behind_what_a_page_has_and_each_piece_says_by_whom() -> None:
    page = good()
    shown = over([page], overlay(additions={"sore-knee": ADDED}))["sore-knee"]
    assert shown.care.emergency == (*page["care"]["emergency"], "a blue toe (added by Ward 5)")
    assert shown.care.urgent == tuple(page["care"]["urgent"])
    assert shown.care.routine[-1] == "a dull toe (added by Ward 5)"
    assert shown.questions[-1] == "Where is Room 5? (added by Ward 5)"
    assert shown.notes == ("Ask Room 5. (added by Ward 5)",)
    assert shown.added_by is None


def test_an_added_section_counts_its_references_behind_those_of_the_page() -> None:
    shown = over([good()], overlay(additions={"sore-knee": ADDED}))["sore-knee"]
    assert shown.references[-1].title == "Leaflet"
    treatment = shown.sections["treatment"]
    assert treatment.refs == (2, 3)
    assert treatment.body[-2:] == (
        "Rest it. (added by Ward 5)",
        Bullets(lead="Bring (added by Ward 5):", items=("a shoe",)),
    )
    assert shown.sections["outlook"].body == ("It goes. (added by Ward 5)",)


def test_two_overlays_add_to_one_page_and_to_each_other_s() -> None:
    first = overlay(bare("ague"), additions={"sore-knee": {"notes": ["A."]}}, by="A")
    second = overlay(additions={"sore-knee": ADDED, "ague": {"notes": ["B."]}}, by="B")
    shown = over([good()], first, second)
    assert shown["sore-knee"].notes == ("A. (added by A)", "Ask Room 5. (added by B)")
    assert shown["ague"].notes == ("B. (added by B)",)
    assert over([good()], second, first)["sore-knee"].sections["treatment"].refs == (2, 3)


def test_categories_of_ones_own_are_added_once() -> None:
    whole = laid_over.laid_over(
        catalog(bare("gout"), categories=["Feet"]),
        [overlay(categories=["Ward", "Tools"]), overlay(categories=["Tools", "Rooms"])],
    )
    assert whole.categories == ("Feet", "Ward", "Tools", "Rooms")
    assert whole.additions == {}


def test_a_lead_in_keeps_its_colon_behind_who_added_it() -> None:
    assert laid_over.marked("Bring", BY) == "Bring (added by Ward 5)"
    assert laid_over.marked("Bring:", BY) == "Bring (added by Ward 5):"


def test_one_site_is_made_of_several_that_agree() -> None:
    sites = [(Path("a"), Site(name="W", phone="1")), (Path("b"), Site(name="W", foot="f"))]
    assert laid_over.agreed(Site(), sites) == Site(name="W", phone="1", foot="f")
    assert laid_over.agreed(Site(name="Mine"), sites) == Site(name="Mine", phone="1", foot="f")
    assert laid_over.agreed(Site(), []) == Site()


def test_two_sites_that_do_not_agree_name_both_files_and_the_next_step() -> None:
    sites = [(Path("a.json"), Site(phone="1")), (Path("b.json"), Site(phone="2"))]
    with pytest.raises(BadData) as said:
        laid_over.agreed(Site(), sites)
    assert (said.value.path, said.value.place) == (Path("b.json"), "site")
    assert said.value.what == (
        "phone is '2' here and '1' in a.json; settle it in the configuration, under [site]"
    )
    assert laid_over.agreed(Site(phone="3"), sites) == Site(phone="3")


NOTE = {"notes": ["x"]}
USED = 'the id {0} is used in {1} too; choose another, or add "replaces": "{0}" to take that page\'s place'
TAKE = 'take it out of one of them, or take the place of that page with "replaces"'
ONE_REF = {"sections": {"causes": {"body": ["a"], "refs": [1]}}}
FAULTS: dict[str, tuple[Sequence[Overlay], list[tuple[str, str, str]]]] = {
    "all fits": ([overlay(bare("ague"), additions={"gout": NOTE, "ague": NOTE})], []),
    "an id of a bundled page": (
        [overlay(bare("gout"))],
        [("gout", "id", USED.format("gout", "the bundled pages"))],
    ),
    "an id of another overlay": (
        [overlay(bare("ague"), path="a.json"), overlay(bare("ague"))],
        [("ague", "id", USED.format("ague", "a.json"))],
    ),
    "a place that is not there": (
        [overlay(bare("ague", replaces="none"))],
        [("ague", "replaces", "the page none is not there to be replaced")],
    ),
    "a place that is taken": (
        [overlay(bare("a", replaces="gout"), path="a.json"), overlay(bare("b", replaces="gout"))],
        [("b", "replaces", "the page gout is replaced by a record of a.json already")],
    ),
    "no page to add to": (
        [overlay(additions={"gouty": NOTE})],
        [("gouty", "additions.gouty", "there is no page gouty to add to")],
    ),
    "an addition to what gave up its id": (
        [overlay(bare("ague", replaces="gout"), additions={"gout": NOTE, "ague": NOTE})],
        [("ague", "additions.ague", "there is no page ague to add to")],
    ),
    "a reference that an addition has not": (
        [overlay(additions={"gout": ONE_REF})],
        [("gout", "additions.gout.sections.causes", "the added section causes names reference 1 of 0")],
    ),
    "a reference that a record has not": (
        [overlay(bare("ague", references=[], **ONE_REF))],
        [
            ("ague", "sections.causes", "section causes names reference 1, but there are 0"),
            ("ague", "care.refs", "care names reference 1, but there are 0"),
        ],
    ),
    "a name of a bundled page": (
        [overlay(bare("ague", aliases=["Gouts"]))],
        [("ague", "aliases", f"the name 'Gouts' belongs to gout too; {TAKE}")],
    ),
    "a name of the page whose place is taken": (
        [overlay(bare("ague", aliases=["Gout"], replaces="gout"))],
        [],
    ),
}


@pytest.mark.parametrize("case", FAULTS)
def test_what_does_not_fit_is_named_in_its_overlay(case: str) -> None:
    overlays, expected = FAULTS[case]
    found = list(laid_over.faults(catalog(bare("gout")), overlays))
    assert [(broken.id, broken.place, broken.what) for _, broken in found] == expected
    assert all(where is overlays[-1] for where, _ in found)


TIED: dict[str, tuple[list[Raw], list[tuple[str, str, str]]]] = {
    "nothing": ([bare("a"), bare("b")], []),
    "an id three times": (
        [bare("a"), bare("a", name="B"), bare("a", name="C")],
        [("a", "id", "the id a is used 3 times")],
    ),
    "an alias in another form": (
        [bare("gout"), bare("b", aliases=["GOUTS"])],
        [("b", "aliases", "the name 'GOUTS' belongs to gout too")],
    ),
    "a Spanish name that is an alias": (
        [bare("a", aliases=["Gota"]), bare("b", names_es=["gotas"])],
        [("b", "names_es", "the name 'gotas' belongs to a too")],
    ),
    "an abbreviation twice": (
        [bare("a", abbreviations=["QV"]), bare("b", abbreviations=["QV"])],
        [("b", "abbreviations", "the name 'QV' belongs to a too")],
    ),
    "abbreviations that differ by their case": (
        [bare("a", abbreviations=["PsA"]), bare("b", abbreviations=["PSA"])],
        [],
    ),
    "a name that both share": (
        [bare("a", aliases=["Tox"], shared_names=["tox"]), bare("b", aliases=["TOX"], shared_names=["Tox"])],
        [],
    ),
    "a name that one shares": (
        [bare("a", aliases=["Toxin"]), bare("b", aliases=["Toxin"], shared_names=["Toxin"])],
        [("b", "aliases", "the name 'Toxin' belongs to a too")],
    ),
    "a name twice on one page": ([bare("gout", aliases=["Gout", "gouts"])], []),
    "a loose name of another": ([bare("gout"), bare("b", loose_names=["Gout"])], []),
    "references that are not there": (
        [
            bare(
                "a",
                sections={"causes": {"body": ["a"], "refs": [0, 1, 2, 3]}},
                care=good()["care"] | {"refs": [3]},
            )
        ],
        [
            ("a", "sections.causes", "section causes names reference 0, but there are 2"),
            ("a", "sections.causes", "section causes names reference 3, but there are 2"),
            ("a", "care.refs", "care names reference 3, but there are 2"),
        ],
    ),
}


@pytest.mark.parametrize("case", TIED)
def test_what_ties_records_together_and_does_not_hold_is_named(case: str) -> None:
    records, expected = TIED[case]
    found = [(broken.id, broken.place, broken.what) for broken in integrity.faults(catalog(*records))]
    assert found == expected


def test_a_catalog_that_does_not_hold_together_is_not_opened(tmp_path: Path) -> None:
    path = tmp_path / "own.json"
    path.write_bytes(msgspec.json.encode(catalog_of(bare("gout"), bare("b", aliases=["Gouts"]))))
    with pytest.raises(BadData) as said:
        Library.open(path)
    assert (said.value.place, said.value.what) == ("record b", "the name 'Gouts' belongs to gout too")
