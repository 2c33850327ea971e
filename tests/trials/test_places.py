"""Places that people type, and which position they mean; a place that is not clear is asked about."""

import json

import pytest
from conftest import Run
from registry import Registry, site, study

from condcli.trials.gazetteer import UnknownPlace, locate

BOSTON = site("Boston", 42.36, -71.06, state="Massachusetts")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Boston", "Boston, Massachusetts"),
        ("boston ma", "Boston, Massachusetts"),
        ("Boston, Massachusetts, USA", "Boston, Massachusetts"),
        ("Lyon, France", "Lyon, France"),
        ("Paris", "Paris, France"),
        ("Paris, Texas", "Paris, Texas"),
        ("London", "London, England, United Kingdom"),
        ("London, Ontario", "London, Ontario, Canada"),
        ("Portland, OR", "Portland, Oregon"),
        ("Saint Louis, MO", "St. Louis, Missouri"),
        ("New York", "New York City, New York"),
        ("Washington DC", "Washington, District of Columbia"),
        ("München", "Munich, Germany"),
        ("Seoul, Korea", "Seoul, South Korea"),
        ("  são   paulo ", "São Paulo, Brazil"),
        ("02115", "ZIP code 02115"),
        ("02115-1234", "ZIP code 02115"),
        ("42.36, -71.06", "42.36,-71.06"),
    ],
)
def test_what_is_meant(typed: str, meant: str) -> None:
    assert locate(typed).name == meant


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("Springfield", "Springfield, Missouri; Springfield, Massachusetts; Springfield, Illinois"),
        ("Portland", "Portland, Oregon; Portland, Maine"),
        ("Kansas City", "Kansas City, Missouri; Kansas City, Kansas. Give one of these in full."),
        ("Xyzzyville", "no city of that name is in its list"),
        ("Boston, Atlantis", "no city of that name"),
        ("00000", "no US ZIP code of that number is in its list; for another country, name the city"),
        ("K1A 0B1", "nor is it a US ZIP code"),
        ("SW1A 1AA", "nor is it a US ZIP code"),
        ("91,0", "no such position on earth"),
        ("0,181", "no such position on earth"),
        ("nan,0", "latitude,longitude (42.36,-71.06)"),
        ("1,2,3", "latitude,longitude (42.36,-71.06)"),
        ("", "a US ZIP code (02115)"),
        (".*", "no city of that name"),
    ],
)
def test_what_is_not_clear_is_answered_with_what_it_may_be(run: Run, typed: str, said: str) -> None:
    with pytest.raises(UnknownPlace, match="--near") as fault:
        locate(typed)
    assert said in str(fault.value)
    result = run("trials", "ALL", "--near", typed)
    assert (result.exit_code, result.stdout) == (2, "")
    assert said in result.stderr


def test_the_place_that_was_taken_is_said(run: Run, registry: Registry) -> None:
    registry.studies = [study(1, Locations=[BOSTON]), study(2)]
    run("update", "ALL")
    result = run("trials", "ALL", "--near", "02115", "--within", "20mi")
    assert "With a site within 20 miles of ZIP code 02115." in result.stdout
    assert "Distance: 2 miles" in result.stdout
    assert "1 trial that matches does not say where the sites are, and is left out." in result.stderr
    found = json.loads(run("trials", "ALL", "--near", "Lyon, France", "--json").stdout)
    assert found["trials"] == []


@pytest.mark.parametrize(
    ("places", "said"),
    [
        ([BOSTON], "Where: Boston, Massachusetts"),
        ([BOSTON, site("Lyon", None, None) | {"country": "France"}], "Boston, Massachusetts; Lyon, France"),
        (
            [site(f"Town{n}", None, None, state=f"State{n // 2}") for n in range(12)],
            "Where: State0; State1; State2; State3; and 2 more",
        ),
    ],
    ids=["one", "two", "many"],
)
def test_a_list_says_where(run: Run, registry: Registry, places: list[object], said: str) -> None:
    registry.studies = [study(1, Locations=places)]
    run("update", "ALL")
    assert said in run("trials", "ALL").stdout
