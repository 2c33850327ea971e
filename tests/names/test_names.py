"""What the names of our own catalog, and names that are none, are answered with."""

import json
import re
from pathlib import Path
from typing import Any

import msgspec
import pytest
from conftest import Run

from condcli.catalog.library import Library
from condcli.errors import AmbiguousName, UnknownName, not_one_record
from condcli.models import SYMPTOMS, KnownName
from condcli.names import dictionary
from condcli.names.resolver import Resolver

QUERIES: list[dict[str, Any]] = [
    json.loads(line)
    for line in (Path(__file__).parents[1] / "data" / "names.jsonl").read_text(encoding="utf-8").splitlines()
]


@pytest.fixture(scope="module")
def library() -> Library:
    return Library.open()


@pytest.fixture(scope="module")
def resolver(library: Library) -> Resolver:
    return library.resolver


@pytest.mark.parametrize("row", QUERIES, ids=lambda r: f"{r['kind']}: {r['query']!r}")
def test_a_labelled_query_is_answered_as_labelled(
    resolver: Resolver, library: Library, row: dict[str, Any]
) -> None:
    answer = resolver.resolve(row["query"])
    ids = [m.id for m in answer.matches]
    if row.get("id") and row["id"] not in library.by_id:
        assert answer.status != "match"  # its record is not written yet: it must not open another
        return
    match row["expect"]:
        case "match":
            assert (answer.status, ids) == ("match", [row["id"]])
        case "list":
            assert answer.status == "ambiguous"
            assert row["id"] in ids[:5]
        case "known":
            assert answer.status == "none"
            assert answer.known
        case "none":
            assert (answer.status, answer.known) == ("none", None)
        case "not":
            assert not (answer.status == "match" and ids[0] in row.get("never", ()))


def test_at_least_six_hundred_queries_are_labelled() -> None:
    assert len({row["query"] for row in QUERIES}) >= 600


def test_every_name_opens_its_own_record(resolver: Resolver, library: Library) -> None:
    for record in library.conditions:
        for name in (record.name, *record.aliases):
            assert resolver.resolve(name).matches[0].id == record.id, name


def test_every_abbreviation_opens_its_own_record_in_its_own_case(
    resolver: Resolver, library: Library
) -> None:
    for record in library.conditions:
        for name in record.abbreviations:
            match = resolver.resolve(name)
            assert (match.matches[0].id, match.how) in {
                (record.id, "abbreviation"),
                (record.id, "name"),
            }, name


def test_every_code_opens_its_own_record(resolver: Resolver, library: Library) -> None:
    for record in library.conditions:
        for code in (
            *record.codes.icd10cm,
            *record.codes.doid,
            *(m.id for m in record.codes.mesh),
        ):
            found = resolver.resolve(code)
            assert record.id in [m.id for m in found.matches], code
            assert found.status == "match" or code.isalnum(), code  # T21 is what parents call Down syndrome


def test_a_loose_name_lists_unless_its_words_are_a_name_of_the_record(
    resolver: Resolver, library: Library
) -> None:
    for record in library.conditions:
        for name in record.loose_names:
            answer = resolver.resolve(name)
            assert answer.status in {"ambiguous", "match"}, name
            if answer.status == "ambiguous":
                assert record.id in [m.id for m in answer.matches] or len(answer.matches) == 5, name


def test_a_shared_name_lists_the_records_that_share_it(resolver: Resolver) -> None:
    fault = not_one_record(resolver.resolve("IBD"))
    assert isinstance(fault, AmbiguousName)
    assert {c.id for c in fault.candidates} == {"crohns-disease", "ulcerative-colitis"}


def test_a_shared_name_of_one_record_names_its_other_meanings(resolver: Resolver) -> None:
    match = resolver.resolve("MS")
    assert match.matches[0].id == "multiple-sclerosis"
    assert match.note == "MS can also mean: mitral stenosis, Marfan syndrome, morphine sulfate."


def test_no_planned_condition_has_a_record(resolver: Resolver, library: Library) -> None:
    named = {name.casefold() for c in library.conditions for name in (c.name, *c.aliases)}
    assert resolver.planned
    assert not [k.name for k in resolver.planned if k.name.casefold() in named]


def test_a_kind_that_is_known_beside_its_condition_lists_it(resolver: Resolver) -> None:
    for query in ("Male breast cancer", "Glioblastoma"):
        assert resolver.resolve(query).status == "ambiguous", query


def test_a_planned_condition_is_known_and_never_a_neighbor(resolver: Resolver) -> None:
    for known in resolver.planned:
        answer = resolver.resolve(known.name)
        assert answer.status != "match", known.name
        assert answer.known or answer.matches, known.name


def test_a_known_name_is_ignored_when_a_record_owns_it(library: Library) -> None:
    names = (KnownName("Heart attack", ("Ticker trouble",), ("I21",)),)
    resolver = Resolver(library.conditions, names)
    assert resolver.resolve("heart attack").matches[0].id == "heart-attack"
    assert resolver.planned == ()
    fault = not_one_record(resolver.resolve("ticker trouble"))
    assert isinstance(fault, AmbiguousName)
    assert [c.id for c in fault.candidates] == ["heart-attack"]


def test_a_known_name_becomes_a_name_of_the_record_whose_main_name_it_holds(library: Library) -> None:
    names = (KnownName("Coronary event", ("Heart attack", "Cardiac event"), ()),)
    resolver = Resolver(library.conditions, names)
    assert resolver.resolve("cardiac event").matches[0].id == "heart-attack"


def test_a_misspelled_known_name_is_known(resolver: Resolver) -> None:
    fault = not_one_record(resolver.resolve("achalazia"))
    assert isinstance(fault, UnknownName)
    assert (fault.query, fault.known) == ("achalazia", "Achalasia")


def test_a_code_of_a_known_condition_is_known(resolver: Resolver) -> None:
    assert resolver.resolve("K22.0").known == "Achalasia"


@pytest.mark.parametrize("query", ["C91.01", "c9101"])
def test_a_subcode_falls_to_the_nearest_parent_and_says_so(resolver: Resolver, query: str) -> None:
    match = resolver.resolve(query)
    assert match.matches[0].id == "acute-lymphoblastic-leukemia"
    assert match.note == "C91.01 is part of C91.0."


def test_a_code_above_several_records_lists_them(resolver: Resolver) -> None:
    answer = resolver.resolve("C91")
    assert answer.note == "C91 is a group of codes."
    assert {m.id for m in answer.matches} == {
        "acute-lymphoblastic-leukemia",
        "chronic-lymphocytic-leukemia",
        "leukemia",
    }


def test_all_in_small_letters_says_how_to_list_everything(resolver: Resolver) -> None:
    assert re.search("condcli list", str(not_one_record(resolver.resolve("all"))))


def test_a_kind_of_condition_says_how_to_list_all_of_it(library: Library) -> None:
    records = [msgspec.structs.replace(c, loose_names=(c.category,)) for c in library.conditions]
    answer = Resolver(records, ()).resolve("cancers")
    assert answer.status == "ambiguous"
    cancers = sum(c.category == "Cancer" for c in library.conditions)
    assert answer.note == f"{cancers - 5} more are not listed. To list all: condcli list --category Cancer."


@pytest.mark.parametrize(
    ("heard", "id_"), [("azma", "asthma"), ("bronchial azma", "asthma"), ("skitsofrenia", "schizophrenia")]
)
def test_what_only_sounds_like_a_name_is_listed(resolver: Resolver, heard: str, id_: str) -> None:
    assert [m.id for m in resolver.resolve(heard).matches][:1] == [id_]


def test_a_real_word_is_not_near_to_one_that_is_spelled_quite_otherwise(resolver: Resolver) -> None:
    assert "Syphilis" not in [m.name for m in resolver.resolve("bladder cancer").matches]  # its chancre


def test_names_that_are_given_together_are_listed_each_by_itself(resolver: Resolver) -> None:
    answer = resolver.resolve("bleeding gums and loose stools / bad kidney stone pains again")
    assert [m.name for m in answer.matches][:2] == ["Diarrhea", "Kidney stones"]


def test_a_mesh_id_is_no_code_below_an_icd_code(resolver: Resolver) -> None:
    assert resolver.resolve("D034381").matches[0].id == "hearing-loss"
    assert "hearing-loss" not in [m.id for m in resolver.resolve("D03").matches]


@pytest.mark.parametrize("code", ["I48.1", "F41.1", "E11-2.1"])
def test_a_code_that_nobody_has_lists_nothing_that_only_has_its_figures(
    resolver: Resolver, code: str
) -> None:
    answer = resolver.resolve(code)
    assert "Type 1 diabetes" not in [m.name for m in answer.matches]


@pytest.mark.parametrize(
    ("query", "never"),
    [("hypermagnesemia", "Low magnesium"), ("horner syndrome", "Werner syndrome"), ("malaysia", "Malaria")],
)
def test_a_condition_is_not_known_by_likeness(resolver: Resolver, query: str, never: str) -> None:
    assert resolver.resolve(query).known != never


@pytest.mark.parametrize(
    ("query", "never"),
    [
        ("post nasal drip", "Gonorrhea"),  # the drip
        ("bile dut cancer", "Melanoma"),  # cancer
        ("cradle cap", "Gonorrhea"),  # the clap
        ("bad drip of the tap", "Gonorrhea"),
    ],
)
def test_a_name_of_one_loose_word_does_not_catch_a_phrase(resolver: Resolver, query: str, never: str) -> None:
    assert never not in [m.name for m in resolver.resolve(query).matches]


@pytest.mark.parametrize("word", ["pneumonalgia", "vaginalosis", "gastroalgitis"])
def test_a_word_built_of_other_parts_opens_nothing(resolver: Resolver, word: str) -> None:
    assert not dictionary.is_word(word)  # no list has it: its parts are enough
    assert resolver.resolve(word).status != "match"


def test_what_people_say_lists_records_and_opens_but_by_a_name_in_it(
    resolver: Resolver, library: Library
) -> None:
    for id_, said in library.said.sayings.items():
        for words in said:
            answer = resolver.resolve(words)
            opened = answer.status == "match" and answer.how == "phrase"
            assert answer.status == "ambiguous" or opened, words
            symptom = opened and library.record(answer.matches[0].id).category == SYMPTOMS
            assert id_ in [m.id for m in answer.matches] or len(answer.matches) == 5 or symptom, words


def test_what_opens_a_page_says_which(resolver: Resolver, library: Library) -> None:
    covered = ((r.id, name) for r in library.conditions for name in r.covered_names)
    said = ((id_, name) for id_, names in library.said.opening.items() for name in names)
    for id_, name in (*covered, *said):
        answer = resolver.resolve(name)
        assert (answer.status, answer.how) == ("match", "phrase") or answer.status == "ambiguous", name
        assert id_ in [m.id for m in answer.matches] or len(answer.matches) == 5, name


def test_a_saying_is_on_no_page_and_of_no_other_catalog(run: Run, library: Library) -> None:
    assert "Wheezy" in library.said.sayings["asthma"]
    assert "Wheezy" not in run("show", "asthma").stdout
    few = Resolver([c for c in library.conditions if c.id == "gout"], (), library.said)
    assert few.resolve("wheezy").status == "none"


def test_a_loose_name_says_what_else_is_known_by_it(resolver: Resolver) -> None:
    answer = resolver.resolve("Glioblastoma")
    assert [m.id for m in answer.matches] == ["brain-tumor"]
    assert answer.note == "It may also mean what has no page yet: Glioblastoma."


def test_a_misspelled_name_that_lists_is_repeated_as_it_was_typed(resolver: Resolver) -> None:
    assert re.search(
        r"^'hepatitus' may mean: Hepatitis B", str(not_one_record(resolver.resolve("hepatitus")))
    )


def test_a_misspelling_says_how_it_was_read(resolver: Resolver) -> None:
    answer = resolver.resolve("numonia")
    assert (answer.how, answer.matches[0].matched) == ("spelling", "Pneumonia")


def test_an_empty_catalog_knows_nothing_and_does_not_fail() -> None:
    resolver = Resolver((), ())
    for query in ("asthma", "C91.0", "ALL", "", "asthma / flu", "heart disease"):
        assert resolver.resolve(query).status == "none"


def test_at_most_five_candidates_are_listed_the_general_ones_first(library: Library) -> None:
    resolver = Resolver(library.conditions, ())
    answer = resolver.resolve("C")
    assert len(answer.matches) <= 5
    answer = resolver.resolve("cancer")
    assert len(answer.matches) <= 5


def test_a_message_is_one_line_and_repeats_little_of_what_was_asked(resolver: Resolver) -> None:
    fault = not_one_record(resolver.resolve("x" * 50_000))
    assert isinstance(fault, UnknownName)
    assert len(str(fault)) < 200
    assert "\n" not in str(fault)
    assert str(fault).endswith("condcli list")


def test_a_known_condition_says_so_and_names_what_is_near(resolver: Resolver) -> None:
    fault = not_one_record(resolver.resolve("Ebola"))
    assert isinstance(fault, UnknownName)
    assert "have no page of it yet" in str(fault)
