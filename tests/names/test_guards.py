"""Look-alikes: every two names that lie close together are kept apart, also when one has no record."""

import itertools
from collections import defaultdict
from collections.abc import Iterator
from functools import cache

import pytest
from rapidfuzz import process
from rapidfuzz.distance import OSA

from condcli.catalog.library import Library
from condcli.names.dictionary import Guard, guards, opposites
from condcli.names.normalize import bag, words
from condcli.names.resolver import Resolver

LIBRARY = Library.open()
# What a name means: a record's id, or the name of a condition that is only known.
Owner = str


def one_form(name: str) -> str:
    return " ".join(words(name))


@cache
def owned_names() -> dict[str, Owner]:
    """The names of the catalog and of the known conditions, in their one form, and whose each is."""
    names = {
        " ".join(words(n)): c.id for c in LIBRARY.conditions for n in (c.name, *c.aliases) if n.isascii()
    }
    for known in LIBRARY.resolver.planned:
        for name in (known.name, *known.aliases):
            names.setdefault(" ".join(words(name)), known.name)
    return {name: owner for name, owner in names.items() if len(name) > 4}


@cache
def close_pairs() -> list[tuple[str, str]]:
    """Every two names of different conditions within two errors of each other."""
    names = sorted(owned_names())
    pairs = []
    for place, name in enumerate(names):
        near = process.extract(name, names[place + 1 :], scorer=OSA.distance, score_cutoff=2, limit=None)
        pairs += [(name, other) for other, _, _ in near if owned_names()[name] != owned_names()[other]]
    return pairs


@cache
def guarded_pairs() -> list[tuple[str, str]]:
    """Every two names of different conditions that differ by a guarded word or part of a word."""
    bags = {bag(name.split()): name for name in owned_names()}
    found = set()
    for name in owned_names():
        for other in swapped(name):
            there = bags.get(bag(other.split()))
            if there and owned_names()[there] != owned_names()[name]:
                found.add((min(name, there), max(name, there)))
    return sorted(found)


def swapped(name: str) -> Iterator[str]:
    own = name.split()
    for place, word in enumerate(own):
        for other, _ in opposites(word):
            yield " ".join([*own[:place], other, *own[place + 1 :]])


def test_the_pairs_are_many_and_known_ones_are_among_them() -> None:
    assert len(close_pairs()) > 50
    assert ("hypothyroid", "hyperthyroid") in {p[::-1] for p in close_pairs()} | set(close_pairs())
    assert ("hyperthyroidism", "hypothyroidism") in guarded_pairs()
    assert ("type 1 diabete", "type 2 diabete") in close_pairs()
    assert ("hepatitis b", "hepatitis c") in close_pairs()


@pytest.mark.parametrize("pairs", [close_pairs, guarded_pairs], ids=["close", "guarded"])
def test_each_name_of_a_pair_means_its_own_condition(pairs: object) -> None:
    assert callable(pairs)
    for name in itertools.chain.from_iterable(pairs()):
        answer = LIBRARY.resolver.resolve(name)
        means = answer.matches[0].id if answer.status == "match" else answer.known
        assert means in {owned_names()[name], None}, name


@pytest.mark.slow
def test_a_name_whose_condition_is_absent_never_opens_its_look_alike() -> None:
    """Each condition of a pair is taken out in turn, with all its names: no list of names may help."""
    by_owner: dict[Owner, set[str]] = defaultdict(set)
    for name in itertools.chain.from_iterable([*close_pairs(), *guarded_pairs()]):
        by_owner[owned_names()[name]].add(name)
    opened = []
    for owner, names in by_owner.items():
        rest = [c for c in LIBRARY.conditions if c.id != owner]
        own = {n for n, o in owned_names().items() if o == owner}
        known = [k for k in LIBRARY.known_names if own.isdisjoint(map(one_form, (k.name, *k.aliases)))]
        answers = map(Resolver(rest, known).resolve, names)
        opened += [(a.query, a.matches[0].name) for a in answers if a.status == "match"]
    assert opened == []


@pytest.mark.parametrize(
    ("typed", "never"),
    [
        ("hypthyroidism", "overactive-thyroid"),
        ("hyperthroidism", "underactive-thyroid"),
        ("hypotyroidism", "overactive-thyroid"),
        ("hypeglycemia", "low-blood-sugar"),
        ("hyptension", "high-blood-pressure"),
        ("type 3 diabetes", "type-1-diabetes"),
        ("tyype 2 diabetes", "type-1-diabetes"),
        ("typeI I diabeteps", "type-1-diabetes"),
        ("hepatitus d", "hepatitis-b"),
        ("non hodgkin lymphom", "hodgkin-lymphoma"),
        ("hodgkin lymphom", "non-hodgkin-lymphoma"),
        ("on-Hodgkin's lymphoma", "hodgkin-lymphoma"),
        ("hivs", "hiv-and-aids"),
        ("chronic lymphoblastic leukemia", "acute-lymphoblastic-leukemia"),
        ("acute lymphoblstic leukemia", "chronic-lymphocytic-leukemia"),
        ("diabetes insipidus", "diabetes"),
        ("migraine withot aura", "migraine with aura"),
    ],
)
def test_a_guarded_difference_is_never_crossed(typed: str, never: str) -> None:
    answer = LIBRARY.resolver.resolve(typed)
    assert not (answer.status == "match" and answer.matches[0].id == never)


@pytest.mark.parametrize("guard", guards(), ids=lambda g: f"{g.place} {'/'.join(g.parts)}")
def test_every_guard_has_a_reason_and_yields_the_other_words(guard: Guard) -> None:
    assert guard.reason
    rest = "" if guard.place == "word" else "xxxxx"
    for part in guard.parts:
        word = rest + part if guard.place == "end" else part + rest
        others = {other for other, by in opposites(word) if by is guard}
        expected = {rest + o if guard.place == "end" else o + rest for o in guard.parts if o != part}
        assert expected <= others


@pytest.mark.parametrize(
    "word",
    ["canter", "cancel", "rockets", "strobe", "acres", "hearth", "colt", "tunes", "typhoon", "admiration"],
)
def test_a_word_of_english_is_never_read_as_a_misspelled_name(word: str) -> None:
    assert LIBRARY.resolver.resolve(word).status != "match"


@pytest.mark.parametrize("word", ["goat", "flue", "clod", "akne", "ache"])
def test_a_word_of_four_letters_is_never_corrected(word: str) -> None:
    assert LIBRARY.resolver.resolve(word).status != "match"


@pytest.mark.parametrize("word", ["AMLL", "COPP", "GERT", "HIC", "PTSA", "DVG"])
def test_an_abbreviation_is_never_corrected(word: str) -> None:
    assert LIBRARY.resolver.resolve(word).status != "match"
