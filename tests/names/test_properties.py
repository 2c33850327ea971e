"""What holds for every name of every catalog."""

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs
from small_catalogs import CATALOGS, answer, names, normalize, records, resolver_of

from condcli.catalog.library import Library
from condcli.models import Catalog, Names

BUNDLED = Library.open()
SMALL = Library.open(Path(__file__).parents[1] / "data" / "small" / "conditions.json")
# Short names of few letters: they clash in every way that names can.
NAMES = st.lists(
    st.sampled_from(["ab", "AB", "MS", "ms", "it", "all", "cold", "Colds", "fever", "fevers"]),
    min_size=1,
    max_size=2,
)
SOME = st.lists(NAMES.map(" ".join), max_size=2, unique=True)
ABBREVIATION = 5  # letters: where the case of a name may matter
RECORDS = st.lists(
    st.fixed_dictionaries(
        dict.fromkeys(("aliases", "abbreviations", "loose_names", "shared_names", "names_es"), SOME)
        | {"name": NAMES.map(" ".join)}
    ),
    min_size=1,
    max_size=4,
)


def library_of(found: tuple[Names, ...]) -> Library:
    """A library whose records have these names, and one page for all."""
    page = BUNDLED.conditions[0]
    whole = tuple(structs.replace(page, **structs.asdict(record)) for record in found)
    return Library(Path("conditions.json"), Catalog(version=2, language="en", conditions=whole))


def small(catalog: str) -> Library:
    return library_of(records(catalog)[0])


def said(record: Names) -> set[str]:
    every = (record.aliases, record.names_es, record.abbreviations, record.loose_names, record.shared_names)
    return {record.name, *(name for group in every for name in group)}


def disagreements(library: Library, *, least: int) -> list[str]:
    """Where the quick way for a name as written opens what the resolver does not; it opens `least` names."""
    full = resolver_of(library.names)
    wrong, opened = [], 0
    for name in {n for record in library.names for n in said(record)}:
        for query in {name, name.lower(), name.upper()} if len(name) <= ABBREVIATION else {name}:
            quick = library.as_written(query)
            opened += quick is not None
            if quick is not None and answer(full, query)[:2] != ("match", [quick.id]):
                wrong.append(f"{query!r}: at once {quick.id}, by the resolver {answer(full, query)}")
    assert opened >= least
    return wrong


@pytest.mark.parametrize("library", [BUNDLED, SMALL], ids=["bundled", "small"])
def test_the_quick_way_answers_what_the_resolver_answers(library: Library) -> None:
    assert disagreements(library, least=len(library.names)) == []


@pytest.mark.parametrize("catalog", CATALOGS)
def test_the_quick_way_answers_the_same_in_a_small_catalog(catalog: str) -> None:
    assert disagreements(small(catalog), least=40) == []


@settings(deadline=None, max_examples=150)
@given(RECORDS)
def test_the_quick_way_answers_the_same_where_names_clash(drawn: list[dict[str, str | list[str]]]) -> None:
    found = tuple(names(f"c{n}", str(d.pop("name")), **d) for n, d in enumerate(drawn))
    assert disagreements(library_of(found), least=0) == []


@pytest.mark.parametrize("catalog", CATALOGS)
def test_an_alias_that_two_records_share_never_opens(catalog: str) -> None:
    found = records(catalog)[0]
    full, library = resolver_of(found), small(catalog)
    main = {normalize(record.name) for record in found}  # a main name settles what an alias leaves open
    count = Counter(n for record in found for n in {alias.casefold() for alias in record.aliases})
    for alias in (n for n, times in count.items() if times > 1 and normalize(n) not in main):
        assert library.as_written(alias) is None
        assert answer(full, alias)[0] == "ambiguous", alias


def test_some_aliases_of_the_small_catalogs_are_shared() -> None:
    aliases = Counter(n.casefold() for record in records("names")[0] for n in set(record.aliases))
    assert sum(times > 1 for times in aliases.values()) >= 5


@settings(deadline=None, max_examples=100)
@given(alias=NAMES.map(" ".join), kinds=st.tuples(*[st.sampled_from(["aliases", "abbreviations"])] * 2))
def test_a_name_that_two_records_share_is_listed(alias: str, kinds: tuple[str, str]) -> None:
    found = tuple(names(f"c{n}", f"Disorder {n}", **{kind: [alias]}) for n, kind in enumerate(kinds))
    full, library = resolver_of(found), library_of(found)
    for query in (alias, alias.upper(), f" {alias}? ", f"what is {alias}"):
        assert library.as_written(query) is None
        assert answer(full, query)[0] != "match" or len(set(kinds)) == 2
    assert answer(full, alias)[0] == "ambiguous"
