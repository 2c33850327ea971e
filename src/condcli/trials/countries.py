"""Countries by any of their names."""

import re
from collections.abc import Iterable
from functools import cache

from condcli.errors import UnknownValue
from condcli.names.normalize import fold
from condcli.registry_models import Trial

_WORD = re.compile(r"[a-z]+")
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
    key = " ".join(_WORD.findall(fold(name).replace(".", "")))  # U.S. is US
    return _SAME.get(key, key)


def check_country(name: str, trials: Iterable[Trial]) -> None:
    """An UnknownValue for what is neither a country nor named by a trial."""
    listed = {c for t in trials for c in t.countries}
    key = country(name)
    known = set(" ".join(_KNOWN.split()).split("; "))
    if key not in known and key not in map(country, listed):
        raise UnknownValue("--country", name, sorted(listed) or sorted(k.title() for k in known))
