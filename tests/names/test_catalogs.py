"""Names in catalogs of one's own: clashes, other alphabets, any order, records that come and go."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from rapidfuzz.distance import OSA

from condcli.catalog.library import Library
from condcli.errors import AmbiguousName, UnknownName, not_one_record
from condcli.json_answers import Resolution
from condcli.models import Codes, Condition, KnownName
from condcli.names.resolver import Resolver

LIBRARY = Library.open()
QUERIES = [
    json.loads(line)["query"]
    for line in (Path(__file__).parents[1] / "data" / "names.jsonl").read_text(encoding="utf-8").splitlines()
]


def record(id_: str, name: str, **fields: Any) -> Condition:  # noqa: ANN401  any field of a record
    empty: dict[str, Any] = {
        "aliases": (), "abbreviations": (), "loose_names": (), "shared_names": (), "names_es": (),
        "codes": Codes((), (), ()),
    }  # fmt: skip
    return replace(LIBRARY.conditions[0], id=id_, name=name, **(empty | fields))


def test_a_main_name_goes_before_an_alias_of_another() -> None:
    resolver = Resolver((record("a", "Wilms tumor"), record("b", "WAGR", aliases=("Wilms tumor",))), ())
    assert resolver.resolve("wilms tumor").matches[0].id == "a"


def test_a_main_name_settles_which_of_several_aliases_is_meant() -> None:
    records = (
        record("a", "Behcet's disease"),
        record("b", "Vasculitis", aliases=("Behcet disease",)),
        record("c", "Uveitis", aliases=("Behcet disease",)),
    )
    assert Resolver(records, ()).resolve("Behcet disease").matches[0].id == "a"


def test_an_alias_of_two_records_lists_both() -> None:
    records = (record("a", "One", aliases=("Joint fever",)), record("b", "Two", aliases=("Joint fever",)))
    fault = not_one_record(Resolver(records, ()).resolve("joint fever"))
    assert isinstance(fault, AmbiguousName)
    assert [c.id for c in fault.candidates] == ["a", "b"]


def test_an_abbreviation_of_two_records_lists_both() -> None:
    records = (record("a", "One", abbreviations=("XYZ",)), record("b", "Two", shared_names=("XYZ",)))
    assert isinstance(not_one_record(Resolver(records, ()).resolve("XYZ")), AmbiguousName)


def test_an_abbreviation_that_is_another_name_lists_both() -> None:
    records = (record("a", "Lung trouble", abbreviations=("COLD",)), record("b", "Cold"))
    assert len(Resolver(records, ()).resolve("COLD").matches) == 2
    assert Resolver(records, ()).resolve("cold").matches[0].id == "b"


@pytest.mark.parametrize(
    ("query", "opens"),
    [("COPD", True), ("copd", True), ("c.o.p.d.", True), ("DISH", True), ("dish", False), ("xy", False)],
)
def test_abbreviations_in_small_letters(query: str, opens: bool) -> None:
    records = (
        record("a", "Lung disease", abbreviations=("COPD",)),
        record("b", "Stiff spine", abbreviations=("DISH",)),
        record("c", "Xylophone", abbreviations=("XY",)),
    )
    assert (Resolver(records, ()).resolve(query).status == "match") is opens


def test_names_in_another_alphabet_open_their_record() -> None:
    resolver = Resolver((record("a", "Астма"), record("b", "糖尿病")), ())
    assert resolver.resolve("астма").matches[0].id == "a"
    assert resolver.resolve("糖尿病").matches[0].id == "b"


def test_a_name_without_a_letter_matches_nothing() -> None:
    resolver = Resolver((record("a", "?"), record("b", "-thalassemia")), ())
    for query in ("?", "-", "//", "()", "!"):
        assert resolver.resolve(query).status in {"none", "match"}
    assert resolver.resolve("...").status == "none"


@pytest.mark.parametrize(
    ("query", "id_"),
    [
        ("heartattck", "a"),
        ("heart attck", "a"),
        ("haert attack", "a"),
        ("heart-attackk", "a"),
        ("glomerulonefritis", "b"),
    ],
)
def test_typing_errors_in_a_catalog_of_two(query: str, id_: str) -> None:
    resolver = Resolver((record("a", "Heart attack"), record("b", "Glomerulonephritis")), ())
    match = resolver.resolve(query)
    assert (match.matches[0].id, match.how) == (id_, "spelling")


def test_two_names_as_near_are_listed() -> None:
    resolver = Resolver((record("a", "Werner syndrome"), record("b", "Wermer syndrome")), ())
    assert len(resolver.resolve("werer syndrome").matches) == 2


def test_a_misspelled_name_means_what_it_means_when_it_is_written_right() -> None:
    records = (
        record("a", "Eyelid twitch", aliases=("Eyelid spasm",)),
        record("b", "Blepharospasm", aliases=("Spasm of the eyelid",)),
    )
    resolver = Resolver(records, ())
    assert resolver.resolve("eyelid spasm").matches[0].id == "a"
    assert resolver.resolve("eelid spasm").matches[0].id == "a"
    assert resolver.resolve("spasm of the eelid").matches[0].id == "b"


def test_two_spellings_of_one_name_do_not_stand_in_each_others_way() -> None:
    resolver = Resolver((record("a", "Alkaptonuria", aliases=("Alcaptonuria",)),), ())
    assert resolver.resolve("alkaptonuira").matches[0].id == "a"


def test_what_sounds_as_typed_is_nearer_than_another_word() -> None:
    records = (record("a", "Eczema"), record("b", "Edema"), record("c", "Breast cancer"))
    resolver = Resolver(records, ())
    assert resolver.resolve("excema").matches[0].id == "a"
    assert resolver.resolve("brest cancer").matches[0].id == "c"


def test_a_misspelled_word_that_another_name_has_may_still_be_a_misspelled_one() -> None:
    records = (record("a", "Rosacea", aliases=("Acne roscea",)), record("b", "Acne"))
    assert Resolver(records, ()).resolve("roscea").matches[0].id == "a"


def test_a_word_that_begins_otherwise_needs_more_to_be_trusted() -> None:
    resolver = Resolver((record("a", "Splenic infarction"),), ())
    assert resolver.resolve("spelnic infarction").status == "match"
    assert resolver.resolve("plenic infarction").status == "ambiguous"  # it may be phrenic


def test_a_word_of_a_name_stands_for_one_typed_word_only() -> None:
    resolver = Resolver((record("a", "HIV infection"), record("b", "Hay fever")), ())
    assert resolver.resolve("hit his head").matches == ()


def test_a_name_without_its_disease_opens_if_it_is_no_plain_word() -> None:
    resolver = Resolver((record("a", "Zorbian disease"), record("b", "Heart disease")), ())
    assert resolver.resolve("Zorbian").matches[0].id == "a"
    assert resolver.resolve("heart").status != "match"
    assert isinstance(not_one_record(resolver.resolve("ZORB")), UnknownName)


def test_disease_and_syndrome_are_not_the_same_where_both_are_named() -> None:
    resolver = Resolver((record("a", "Cushing disease"), record("b", "Cushing syndrome")), ())
    assert resolver.resolve("Cushing's disease").matches[0].id == "a"
    assert resolver.resolve("Cushing's syndrome").matches[0].id == "b"
    assert len(resolver.resolve("Cushing").matches) == 2


def test_disorder_may_stand_for_disease_and_a_problem_lists() -> None:
    resolver = Resolver((record("a", "Periodontal disease"),), ())
    assert resolver.resolve("periodontal disorder").matches[0].id == "a"
    assert resolver.resolve("periodontal problem").status == "ambiguous"


def test_the_order_of_the_records_changes_nothing() -> None:
    there = Resolver(LIBRARY.conditions, LIBRARY.known_names)
    back = Resolver(LIBRARY.conditions[::-1], LIBRARY.known_names[::-1])
    for query in QUERIES[::3]:
        assert there.resolve(query) == back.resolve(query)


TWELVE = (
    "acute-lymphoblastic-leukemia", "acute-myeloid-leukemia", "chronic-lymphocytic-leukemia",
    "chronic-myeloid-leukemia", "hodgkin-lymphoma", "non-hodgkin-lymphoma", "type-1-diabetes",
    "type-2-diabetes", "overactive-thyroid", "underactive-thyroid", "asthma", "heart-attack",
)  # fmt: skip


@pytest.mark.parametrize("added", TWELVE)
def test_a_record_that_comes_never_makes_another_query_wrong(added: str) -> None:
    """What opened a record before opens the same one, the new one, or a list; nothing else begins to open."""
    before = Resolver([c for c in LIBRARY.conditions if c.id != added], ())
    after = Resolver(LIBRARY.conditions, ())
    for query in QUERIES[::4]:
        was, now = _opened(before.resolve(query)), _opened(after.resolve(query))
        assert now in {was, added, None}, query


def test_twelve_records_do_not_swallow_what_they_do_not_know() -> None:
    resolver = Resolver([c for c in LIBRARY.conditions if c.id in TWELVE], LIBRARY.known_names)
    everything = Resolver(LIBRARY.conditions, LIBRARY.known_names)
    for query in QUERIES:
        few, all_ = _opened(resolver.resolve(query)), _opened(everything.resolve(query))
        assert few in {None, all_}, query


def _opened(answer: Resolution) -> str | None:
    return answer.matches[0].id if answer.status == "match" else None


@cache
def resolver() -> Resolver:
    return LIBRARY.resolver


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=400))
def test_any_text_is_answered(text: str) -> None:
    answer = resolver().resolve(text)
    assert answer.query == text
    assert len(answer.matches) <= 5
    assert (answer.status == "match") is (answer.how is not None)


@pytest.mark.slow
@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.sampled_from(sorted(set(" ".join(QUERIES).split()))), max_size=60).map(" ".join),
    st.integers(min_value=1, max_value=2000),
)
def test_any_words_have_one_clear_answer(text: str, times: int) -> None:
    answer = resolver().resolve((text * times)[:100_000])
    assert len(answer.matches) <= (1 if answer.status == "match" else 5)


@cache
def meanings() -> list[tuple[str, str]]:
    """Every name of a record or of a condition that is only known, and what it means."""
    own = [(n, c.id) for c in LIBRARY.conditions for n in (c.name, *c.aliases)]
    return own + [(n, k.name) for k in resolver().planned for n in (k.name, *k.aliases)]


def mistyped(name: str, place: int, kind: int, letter: str) -> str:
    """The name with a letter lost, added, changed, or swapped with the next one."""
    at = place % len(name)
    before, hit, after = name[:at], name[at], name[at + 1 :]
    return before + ("", letter + hit, letter, after[:1] + hit)[kind] + (after[1:] if kind == 3 else after)


@settings(max_examples=400, deadline=None, derandomize=True)
@given(
    st.integers(min_value=0),
    st.integers(min_value=0),
    st.integers(min_value=0, max_value=3),
    st.sampled_from("abcdefghijklmnopqrstuvwxyz"),
)
def test_a_typing_error_opens_nothing_that_is_further_away(
    which: int, place: int, kind: int, letter: str
) -> None:
    name, means = meanings()[which % len(meanings())]
    typed = mistyped(name, place, kind, letter)
    answer = resolver().resolve(typed)
    opens = {means, *(m.id for m in resolver().resolve(name).matches)}  # a page may cover what has none
    if answer.how == "spelling" and answer.matches[0].id not in opens:
        opened = answer.matches[0].matched.casefold()
        assert OSA.distance(typed.casefold(), opened) <= OSA.distance(typed.casefold(), name.casefold())


@pytest.mark.parametrize(
    "text",
    ["a" * 100_000, " " * 100_000, "é" * 100_000, "/" * 100_000, "(" * 300, "or " * 100, "asthma " * 15_000,
     "\x00\x1b\ud800", "👨‍👩‍👧", "C91." + "0" * 99_000, "qx " * 99],
    ids=lambda t: f"{len(t)} of {t[:3]!r}",
)  # fmt: skip
def test_long_and_hostile_texts_open_nothing(text: str) -> None:
    assert resolver().resolve(text).status != "match"


def test_an_abbreviation_says_which_other_condition_is_known_by_it() -> None:
    known = (KnownName("Heart attack", ("QXV",), ()),)
    resolver = Resolver((record("leak", "Mitral insufficiency", abbreviations=("QXV",)),), known)
    assert resolver.resolve("QXV").note == "QXV can also mean: Heart attack."


@pytest.mark.parametrize(
    "query", ["clinging carcinoma", "carcinoma of the cauda equina", "a carcinoma of quux"]
)
def test_a_growth_of_a_kind_that_is_not_known_only_lists(query: str) -> None:
    resolver = Resolver((record("growth", "Cancer", aliases=("Carcinoma",)),), ())
    assert resolver.resolve(query).status != "match"
    assert resolver.resolve("my carcinoma").status == "match"


def test_what_is_denied_beside_another_name_does_not_open() -> None:
    known = (KnownName("Headache", ("Headaches",), ()),)
    resolver = Resolver((record("m", "Migraine"),), known)
    assert resolver.resolve("headaches (not migraine)").status == "ambiguous"
    assert resolver.resolve("it is not migraine").status == "match"
