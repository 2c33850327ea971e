"""Countries by any of their names, as people and the registry write them."""

import msgspec
import pytest

from condcli.catalog.library import Library
from condcli.errors import UnknownValue
from condcli.registry_models import Trial
from condcli.trials.countries import check_country, country
from condcli.trials.gazetteer import locate

NAMES = {
    "United States": ("US", "U.S.", "usa", "U.S.A.", "United States of America", "America"),
    "United Kingdom": (
        "UK",
        "U.K.",
        "Britain",
        "Great Britain",
        "England",
        "Scotland",
        "Wales",
        "Northern Ireland",
    ),
    "South Korea": ("Korea, Republic of", "Republic of Korea", "Korea"),
    "North Korea": ("Korea, Democratic People's Republic of",),
    "Russia": ("Russian Federation",),
    "Turkey": ("Turkey (T\u00fcrkiye)", "T\u00fcrkiye"),
    "Czechia": ("Czech Republic",),
    "C\u00f4te d'Ivoire": ("Ivory Coast",),
    "Netherlands": ("Holland",),
    "Vietnam": ("Viet Nam",),
    "United Arab Emirates": ("UAE", "U.A.E."),
    "Iran": ("Iran, Islamic Republic of",),
    "Moldova": ("Moldova, Republic of",),
    "Syria": ("Syrian Arab Republic",),
    "Myanmar": ("Burma",),
    "Libya": ("Libyan Arab Jamahiriya",),
    "Laos": ("Lao People's Democratic Republic",),
    "Eswatini": ("Swaziland",),
    "North Macedonia": ("Macedonia", "Macedonia, The Former Yugoslav Republic of"),
    "Palestinian Territories": ("Palestine", "Palestinian Territory, occupied"),
    "Cabo Verde": ("Cape Verde",),
    "Democratic Republic of the Congo": ("Congo, The Democratic Republic of the",),
    "Gambia": ("The Gambia",),
    "Timor-Leste": ("East Timor",),
    "Tanzania": ("Tanzania, United Republic of",),
}


@pytest.mark.parametrize("name", NAMES)
def test_other_and_former_names_mean_the_same_country(name: str) -> None:
    assert {country(other) for other in NAMES[name]} == {country(name)}
    check_country(name, ())


def test_countries_that_are_alike_in_name_stay_apart() -> None:
    apart = (
        "Niger", "Nigeria", "Guinea", "Guinea-Bissau", "Equatorial Guinea", "Papua New Guinea", "Congo",
        "Dominica", "Dominican Republic", "Sudan", "South Sudan", "Ireland", "Iceland", *NAMES,
    )  # fmt: skip
    assert len(set(map(country, apart))) == len(apart)


def listing(*countries: str) -> list[Trial]:
    first = Library.open().trials.trials[0]
    return [msgspec.structs.replace(first, countries=(name,)) for name in countries]


@pytest.mark.parametrize("name", ["Iceland", "JAPAN", "korea", "Old Country", "old  country"])
def test_a_country_is_known_if_it_is_one_or_a_trial_names_it(name: str) -> None:
    check_country(name, listing("Old Country"))


def test_what_is_no_country_is_answered_with_those_of_the_trials_else_with_all() -> None:
    with pytest.raises(UnknownValue, match="Japan, Old Country") as fault:
        check_country("Atlantis", listing("Old Country", "Japan"))
    assert "Iceland" not in str(fault.value)
    with pytest.raises(UnknownValue, match="Iceland"):
        check_country("Atlantis", ())


@pytest.mark.parametrize("typed", ["Boston,", "Boston , MA ,", "Boston,, Massachusetts", "boston,ma,usa"])
def test_commas_without_a_word_behind_them_mean_nothing(typed: str) -> None:
    assert locate(typed).name == "Boston, Massachusetts"
