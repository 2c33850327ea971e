"""How far the sites of a trial are from a place."""

import math
import re
from collections.abc import Iterable

from msgspec import Struct

from condcli.errors import UsageFault
from condcli.registry_models import Site
from condcli.trials.gazetteer import locate
from condcli.trials.values import OPEN

EARTH_MILES = 3958.8
KM_PER_MILE = 1.609344
_WITHIN = re.compile(r"(\d{1,6}(?:\.\d{1,6})?) ?(mi|miles?|km)?")  # no place on Earth is a million miles away


class Near(Struct, frozen=True):
    """A place, how many miles around it are near, and what it is called."""

    latitude: float
    longitude: float
    miles: float = 50.0
    name: str = ""

    @classmethod
    def of(cls, place: str, within: str) -> "Near":
        """The place of a ZIP code, a city or "lat,lon", and a distance such as "50mi"; else a UsageFault."""
        found = locate(place)
        size = _WITHIN.fullmatch(within.strip().lower())
        if not size:
            raise UsageFault(
                f"--within does not know {within!r}. Give miles or kilometers, such as 50mi or 80km."
            )
        miles = float(size[1]) / (KM_PER_MILE if size[2] == "km" else 1)
        return cls(found.latitude, found.longitude, miles, found.name)

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
        if not placed:
            return None
        open_ones = [p for p in placed if is_open(status, p[1])]
        miles, site = min(open_ones or placed, key=lambda p: p[0])
        where = ", ".join(p for p in (site.facility, site.city, site.state or site.country) if p) or "a site"
        # One that is closed while its trial is open says so
        return miles, f"{where} (not open)" if status in OPEN and not open_ones else where


def is_open(status: str, site: Site) -> bool:
    """Whether someone could join there, then or soon; a site without a status goes with its trial."""
    return status in OPEN and (site.status or status) in OPEN
