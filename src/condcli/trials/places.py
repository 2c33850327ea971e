"""Where trials run: countries by any of their names, and how far a site is."""

import math
import re
from collections.abc import Iterable
from functools import cache

from msgspec import Struct

from condcli.errors import UnknownValue, UsageFault
from condcli.names.normalize import fold
from condcli.registry_models import Site, Trial
from condcli.trials.values import OPEN

EARTH_MILES = 3958.8
KM_PER_MILE = 1.609344
_WORD = re.compile(r"[a-z]+")
_WITHIN = re.compile(r"(\d+(?:\.\d+)?) ?(mi|miles?|km)?")
# Other names, and what the registry called a country before; normalized.
_SAME = {
    "us": "united states", "usa": "united states", "united states of america": "united states",
    "america": "united states", "uk": "united kingdom", "britain": "united kingdom",
    "great britain": "united kingdom", "england": "united kingdom", "scotland": "united kingdom",
    "wales": "united kingdom", "northern ireland": "united kingdom", "korea republic of": "south korea",
    "republic of korea": "south korea", "korea": "south korea", "russian federation": "russia",
    "turkey turkiye": "turkey", "turkiye": "turkey", "czech republic": "czechia",
    "ivory coast": "cote divoire", "holland": "netherlands",
    "viet nam": "vietnam", "uae": "united arab emirates", "iran islamic republic of": "iran",
    "moldova republic of": "moldova", "syrian arab republic": "syria", "burma": "myanmar",
    "libyan arab jamahiriya": "libya", "lao people democratic republic": "laos", "swaziland": "eswatini",
    "korea democratic people republic of": "north korea", "macedonia": "north macedonia",
    "macedonia the former yugoslav republic of": "north macedonia", "palestine": "palestinian territories",
    "palestinian territory occupied": "palestinian territories", "cape verde": "cabo verde",
    "congo the democratic republic of the": "democratic republic of the congo",
    "the gambia": "gambia", "east timor": "timor leste", "tanzania united republic of": "tanzania",
}  # fmt: skip
# A country that is right and has no trial here is no mistake of the reader.
_KNOWN = """
    afghanistan; albania; algeria; andorra; angola; argentina; armenia; aruba; australia; austria;
    azerbaijan; bahamas; bahrain; bangladesh; barbados; belarus; belgium; belize; benin; bermuda;
    bhutan; bolivia; bosnia and herzegovina; botswana; brazil; brunei; bulgaria; burkina faso; burundi;
    cabo verde; cambodia; cameroon; canada; central african republic; chad; chile; china; colombia;
    comoros; congo; costa rica; cote divoire; croatia; cuba; curacao; cyprus; czechia; democratic
    republic of the congo; denmark; djibouti; dominica; dominican republic; ecuador; egypt; el salvador;
    equatorial guinea; eritrea; estonia; eswatini; ethiopia; fiji; finland; france; french guiana;
    gabon; gambia; georgia; germany; ghana; gibraltar; greece; greenland; grenada; guadeloupe; guam;
    guatemala; guinea; guinea bissau; guyana; haiti; honduras; hong kong; hungary; iceland; india;
    indonesia; iran; iraq; ireland; israel; italy; jamaica; japan; jordan; kazakhstan; kenya; kosovo;
    kuwait; kyrgyzstan; laos; latvia; lebanon; lesotho; liberia; libya; liechtenstein; lithuania;
    luxembourg; macau; madagascar; malawi; malaysia; maldives; mali; malta; martinique; mauritania;
    mauritius; mexico; moldova; monaco; mongolia; montenegro; morocco; mozambique; myanmar; namibia;
    nepal; netherlands; new caledonia; new zealand; nicaragua; niger; nigeria; north korea; north
    macedonia; norway; oman; pakistan; palestinian territories; panama; papua new guinea; paraguay;
    peru; philippines; poland; portugal; puerto rico; qatar; reunion; romania; russia; rwanda; saint
    lucia; samoa; san marino; saudi arabia; senegal; serbia; seychelles; sierra leone; singapore;
    slovakia; slovenia; solomon islands; somalia; south africa; south korea; south sudan; spain; sri
    lanka; sudan; suriname; sweden; switzerland; syria; taiwan; tajikistan; tanzania; thailand; timor
    leste; togo; tonga; trinidad and tobago; tunisia; turkey; turkmenistan; uganda; ukraine; united arab
    emirates; united kingdom; united states; uruguay; uzbekistan; vanuatu; venezuela; vietnam; yemen;
    zambia; zimbabwe
"""


@cache
def country(name: str) -> str:
    """One key for all names of a country."""
    key = " ".join(_WORD.findall(fold(name)))
    return _SAME.get(key, key)


def check_country(name: str, trials: Iterable[Trial]) -> None:
    """An UnknownValue for what is neither a country nor named by a trial."""
    listed = {c for t in trials for c in t.countries}
    key = country(name)
    known = set(" ".join(_KNOWN.split()).split("; "))
    if key not in known and key not in map(country, listed):
        raise UnknownValue("--country", name, sorted(listed) or sorted(k.title() for k in known))


class Near(Struct, frozen=True):
    """A place, and how many miles around it are near."""

    latitude: float
    longitude: float
    miles: float = 50.0

    @classmethod
    def of(cls, place: str, within: str) -> "Near":
        """The place of "lat,lon" and a distance such as "50mi" or "80km"; else a UsageFault."""
        try:
            latitude, longitude = map(float, place.split(","))
        except ValueError:
            latitude = longitude = math.nan
        if not (abs(latitude) <= 90 and abs(longitude) <= 180):  # noqa: PLR2004  degrees
            raise UsageFault(f"--near does not know {place!r}. Give latitude,longitude, such as 42.36,-71.06")
        size = _WITHIN.fullmatch(within.strip().lower())
        if not size:
            raise UsageFault(
                f"--within does not know {within!r}. Give miles or kilometers, such as 50mi or 80km"
            )
        return cls(latitude, longitude, float(size[1]) / (KM_PER_MILE if size[2] == "km" else 1))

    def distance(self, site: Site) -> float | None:
        """Great-circle miles to a site, or None where it has no position."""
        if site.latitude is None or site.longitude is None:
            return None
        here, there = math.radians(self.latitude), math.radians(site.latitude)
        east = math.radians(site.longitude - self.longitude)
        chord = math.sin((there - here) / 2) ** 2 + math.cos(here) * math.cos(there) * math.sin(east / 2) ** 2
        return 2 * EARTH_MILES * math.asin(min(1.0, math.sqrt(chord)))

    def order(self, site: Site) -> float:
        """What sorts sites: those without a position come last."""
        miles = self.distance(site)
        return math.inf if miles is None else miles

    def nearest(self, status: str, sites: Iterable[Site]) -> tuple[float, str] | None:
        """Miles to and name of the nearest open site; of any site, where none is or the trial is closed."""
        placed = [(miles, site) for site in sites if (miles := self.distance(site)) is not None]
        open_ones = [p for p in placed if is_open(status, p[1])]
        miles, site = min(open_ones or placed, key=lambda p: p[0], default=(0.0, None))
        return (miles, in_words(status, site)) if site else None


def is_open(status: str, site: Site) -> bool:
    """Whether someone can join there, now or soon; a site without a status goes with its trial."""
    return status in OPEN and (site.status or status) in OPEN


def in_words(status: str, site: Site) -> str:
    """Such as "City Hospital, Boston, Massachusetts"; one that is closed while its trial is open says so."""
    where = ", ".join(p for p in (site.facility, site.city, site.state or site.country) if p) or "a site"
    closed = status in OPEN and not is_open(status, site)
    return f"{where} (not open)" if closed else where
