"""What a name of a small catalog means: how it was matched, who is listed in which order, what is told."""

import pytest
from small_catalogs import names, resolver_of

from condcli.json_answers import Resolution
from condcli.models import KnownName, Names, Sayings
from condcli.names.resolver import Resolver

LUNG = names(
    "lung",
    "Lung trouble",
    aliases=("Puffing",),
    abbreviations=("LTR",),
    covered_names=("Miner's lung", "QVL"),
    shared_names=("PUFX", "Blue lips"),
    names_es=("Soplido",),
    loose_names=("Bad air",),
    codes=("ICD10CM:J99.1", "DOID:77", "MESH:D001249"),
)
SPANISH = "Esta página está en inglés. En una emergencia, llame al 911."


def ids(found: Resolution) -> list[str]:
    return [match.id for match in found.matches]


def told(query: str, *records: Names, known: tuple[KnownName, ...] = ()) -> Resolution:
    """What a query means in a catalog of these records."""
    return resolver_of(records, known).resolve(query)


@pytest.mark.parametrize(
    ("query", "how", "matched"),
    [
        ("lung trouble", "name", "Lung trouble"),
        ("LUNG TROUBLES", "name", "Lung trouble"),
        ("trouble of the lung", "name", "Lung trouble"),
        ("lungtrouble", "name", "Lung trouble"),
        ("(puffing)", "alias", "Puffing"),
        ("blue lips", "alias", "Blue lips"),
        ("LTR", "abbreviation", "LTR"),
        ("l.t.r.", "abbreviation", "LTR"),
        ("pufx", "abbreviation", "PUFX"),
        ("miners lung", "phrase", "Miner's lung"),  # the page is called otherwise, so it says which it is
        ("QVL", "phrase", "QVL"),
        ("my lung trouble", "phrase", "Lung trouble"),
        ("lung troubel", "spelling", "Lung trouble"),
        ("j991", "code", "J99.1"),
        ("doid 77", "code", "DOID:77"),
        ("mesh:d001249", "code", "D001249"),
    ],
)
def test_an_answer_says_how_a_name_was_matched(query: str, how: str, matched: str) -> None:
    found = told(query, LUNG)
    assert (found.status, found.how, found.matches[0].matched) == ("match", how, matched)
    assert (found.query, found.matches[0].name, found.matches[0].score) == (query, "Lung trouble", 100.0)


@pytest.mark.parametrize("query", ["bad air", "Bad airs", "LTRs", "LTR's"])
def test_what_may_mean_something_else_lists_and_opens_nothing(query: str) -> None:
    found = told(query, LUNG)
    assert (found.status, found.how, ids(found)) == ("ambiguous", None, ["lung"])


@pytest.mark.parametrize(
    "query", ["", "   ", "see www.lung-trouble.org", "http://lung.trouble", "a@lung.org"]
)
def test_nothing_and_an_address_are_no_name(query: str) -> None:
    assert told(query, LUNG) == Resolution(query, "none")


def test_a_query_is_repeated_with_its_spaces() -> None:
    assert told("  lung   trouble ", LUNG).query == "  lung   trouble "


WHEEZES = tuple(
    names(f"w{number}", name, loose_names=("Wheeze",))
    for number, name in enumerate(
        ("Wheezing of old age", "Lung pests", "Air thirst", "Barrel chest", "Cough", "Zinc fever of men")
    )
)


@pytest.mark.parametrize(
    ("count", "note"),
    [(5, None), (6, "1 more is not listed."), (7, "2 more are not listed.")],
)
def test_a_list_has_five_at_most_and_says_how_many_it_leaves_out(count: int, note: str | None) -> None:
    extra = names("extra", "Dust lung of the old", loose_names=("Wheeze",))
    found = told("wheeze", *(*WHEEZES, extra)[:count])
    assert (found.status, len(found.matches), found.note) == ("ambiguous", 5, note)


def test_what_is_named_so_goes_first_then_the_general_by_the_alphabet() -> None:
    own = names("own", "Wheeze of the river people", aliases=("Wheezes",))
    also = names("also", "Wheeze of a lake", aliases=("Wheezes",))
    listed = told("wheezes", *WHEEZES[:4], own, also)
    assert ids(listed) == ["also", "own"]  # of those that are only loosely named so none is meant
    assert [m.name for m in told("wheeze", *WHEEZES).matches] == [
        "Cough", "Air thirst", "Barrel chest", "Lung pests", "Wheezing of old age",
    ]  # fmt: skip


def test_a_record_is_listed_once_by_the_name_that_fits_best() -> None:
    twice = names("a", "Wheezing", loose_names=("Wheeze", "wheezes"))
    found = told("wheeze", twice, WHEEZES[0])
    assert ids(found) == ["a", "w0"]
    assert [m.matched for m in found.matches] == ["Wheeze", "Wheeze"]


def test_records_of_one_name_are_listed_by_their_ids() -> None:
    found = told("chill", names("b", "Chill"), names("a", "Chill"))
    assert (found.status, ids(found)) == ("ambiguous", ["a", "b"])


@pytest.mark.parametrize(
    ("first", "second", "opens"),
    [
        ("name", "aliases", "a"),
        ("name", "covered_names", "a"),
        ("name", "names_es", "a"),
        ("name", "shared_names", "a"),
        ("name", "loose_names", "a"),
        ("aliases", "loose_names", "a"),
        ("covered_names", "loose_names", "a"),
        ("aliases", "covered_names", None),
        ("aliases", "names_es", None),
        ("shared_names", "shared_names", None),
        ("name", "name", None),
    ],
)
def test_which_of_two_records_has_a_name(first: str, second: str, opens: str | None) -> None:
    records = []
    for id_, kind in (("a", first), ("b", second)):
        given = {} if kind == "name" else {kind: ("Quartan fever",)}
        records.append(names(id_, "Quartan fever" if kind == "name" else f"Page {id_}", **given))
    for found in (told("quartan fever", *records), told("quartan fever", *records[::-1])):
        assert (found.status == "match") is (opens is not None)
        assert ids(found) == ([opens] if opens else ["a", "b"])


@pytest.mark.parametrize("name", ["Cold", "COLD"])
def test_an_abbreviation_stands_beside_the_main_name_of_another(name: str) -> None:
    records = (names("a", "Lung page", abbreviations=("COLD",)), names("b", name))
    assert set(ids(told("COLD", *records))) == {"a", "b"}
    assert "b" in ids(told("cold", *records))


def test_an_abbreviation_in_small_letters_that_is_a_word_or_of_two_letters_lists() -> None:
    record = names("a", "Page", abbreviations=("DISH", "QV", "QVX"))
    assert [told(query, record).status for query in ("dish", "qv", "qvx", "DISH", "QV")] == [
        "ambiguous", "ambiguous", "match", "match", "match",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("query", "note"),
    [
        ("soplido", SPANISH),
        ("tengo soplido", SPANISH),
        ("que es soplido", SPANISH),
        ("puffing", None),
        ("lung trouble", None),
        ("soplidos malos", SPANISH),
    ],
)
def test_who_asks_in_spanish_is_told_in_spanish_that_the_page_is_not(query: str, note: str | None) -> None:
    assert told(query, LUNG).note == note


def test_a_name_of_both_languages_is_no_spanish() -> None:
    both = names("a", "Asma", names_es=("Asma",))
    assert told("asma", both).note is None
    assert told("asma", names("a", "Asthma", names_es=("Asma",))).note == SPANISH


def test_a_spanish_line_goes_before_what_else_an_abbreviation_means() -> None:
    record = names("a", "Multiple sclerosis", names_es=("MS",))
    note = told("MS", record).note
    assert note
    assert note.startswith(f"{SPANISH} MS can also mean: ")


def test_what_else_an_abbreviation_means_is_not_what_its_record_is_called() -> None:
    record = names("a", "Page", aliases=("Mitral stenosis",), abbreviations=("MS",))
    note = told("MS", record).note
    assert note
    assert "Marfan syndrome" in note
    assert "mitral stenosis" not in note
    assert told("ms", names("a", "Page", aliases=("Ms thing",))).note is None


def test_what_is_known_by_an_abbreviation_is_told_beside_what_it_opens() -> None:
    known = (KnownName("Quiet valve", ("QVZ",), ()), KnownName("Quick vertigo", ("QVZ",), ()))
    found = told("QVZ", names("a", "Page", abbreviations=("QVZ",)), known=known)
    assert (found.status, ids(found)) == ("match", ["a"])
    assert found.note == "QVZ can also mean: Quiet valve, Quick vertigo."


def test_all_lists_and_says_how_to_list_everything() -> None:
    found = told("all", names("a", "Page", abbreviations=("ALL",)))
    assert (found.status, found.note) == ("ambiguous", "To list every condition: condcli list.")
    assert told("ALL", names("a", "Page", abbreviations=("ALL",))).note is None


@pytest.mark.parametrize(
    ("category", "words"),
    [
        ("Cancer", "Cancer"),
        ("Ear, nose and throat", "'Ear, nose and throat'"),
        ("Men's health", "'Men'\"'\"'s health'"),
    ],
)
def test_a_category_says_how_to_list_all_of_it(category: str, words: str) -> None:
    records = [names(id_, f"Page {id_}", category=category, loose_names=(category,)) for id_ in ("a", "b")]
    found = told(category.upper(), *records)
    assert (found.status, found.note) == ("ambiguous", f"To list all: condcli list --category {words}.")


def test_a_name_that_may_mean_a_record_tells_what_else_is_known_by_it() -> None:
    known = (KnownName("Grippe", ("Wheeze",), ()), KnownName("Catarrh", ("Wheeze",), ()))
    found = told("wheeze", WHEEZES[0], known=known)
    assert (found.status, ids(found), found.known) == ("ambiguous", ["w0"], None)
    assert found.note == "It may also mean what has no page yet: Grippe, Catarrh."


@pytest.mark.parametrize(
    "query", ["grippe", "the grippe", "Grippes", "catarrh of the throat", "J11.1", "my grippe"]
)
def test_what_is_known_and_has_no_page_is_said_and_opens_nothing(query: str) -> None:
    known = (KnownName("Grippe", ("Throat catarrh",), ("J11.1",)),)
    found = told(query, LUNG, known=known)
    assert (found.status, found.how, found.known) == ("none", None, "Grippe")


def test_a_known_condition_that_has_become_a_record_is_none_any_more() -> None:
    known = (KnownName("Puffing", ("Huffing sickness",), ("J99.1", "J98.1")),)
    resolver = resolver_of((LUNG,), known)
    assert resolver.planned == ()
    assert ids(resolver.resolve("huffing sickness")) == ["lung"]
    assert (
        resolver.resolve("huffing sickness").status == "ambiguous"
    )  # nobody has said that the page covers it
    assert resolver.resolve("J98.1").known is None


def test_what_people_say_lists_and_what_opens_opens() -> None:
    said = Sayings(version=1, sayings={"lung": ("no puff",)}, opening={"lung": ("lungs are shot",)})
    resolver = Resolver((LUNG,), (), said)
    assert resolver.resolve("no puff").status == "ambiguous"
    opened = resolver.resolve("lungs are shot")
    assert (opened.status, opened.how) == ("match", "phrase")
    assert Resolver((LUNG,), ()).resolve("no puff").status != "ambiguous"
