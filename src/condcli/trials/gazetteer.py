"""Where a place is: a US ZIP code, a city, or latitude,longitude, from two small tables, offline.

Cities are GeoNames' (CC BY 4.0) with 15,000 people or more, in the US and Canada 5,000; ZIP codes the US
Census Bureau's tabulation areas (public domain). See data/README.md.
"""

import re
from collections.abc import Iterator

from msgspec import Struct

from condcli.catalog.files import data_folder, text_of
from condcli.errors import UsageFault
from condcli.names.normalize import fold
from condcli.trials.countries import country

FAR_LARGER = 10  # times as many people as any other place of that name: that one is meant
MOST_NAMED = 8  # candidates
LONGEST = 12  # words of a city with its state and country
EXAMPLES = "a US ZIP code (02115), a city ('Boston', 'Lyon, France') or latitude,longitude (42.36,-71.06)"
_ZIP = re.compile(r"\d{5}(?:-\d{4})?")
_POSITION = re.compile(r"\s*(-?\d+(?:\.\d+)?)\s*,\s*(-?\d+(?:\.\d+)?)\s*")
_SPACED = re.compile(r"[^a-z0-9]+")


class Place(Struct, frozen=True):
    """A position, and what it is called."""

    name: str
    latitude: float
    longitude: float
    people: int = 0


class UnknownPlace(UsageFault):
    """A place that is in no table, or one of several: then `places` are those."""

    def __init__(self, text: str, why: str, places: tuple[str, ...] = ()) -> None:
        self.text, self.why, self.places = text, why, places
        super().__init__(text)

    def __str__(self) -> str:
        if self.places:
            return f"--near {self.text!r} may be: {'; '.join(self.places)}. Give one of these in full."
        return f"--near does not know {self.text!r}: {self.why}. Give {EXAMPLES}."


def locate(text: str) -> Place:
    """The place that the words mean, else an UnknownPlace."""
    text = " ".join(text.split())
    if numbers := _POSITION.fullmatch(text):
        latitude, longitude = map(float, numbers.groups())
        if abs(latitude) > 90 or abs(longitude) > 180:  # noqa: PLR2004  degrees
            raise UnknownPlace(text, "there is no such position on earth")
        return Place(text.replace(" ", ""), latitude, longitude)
    if _ZIP.fullmatch(text):
        return _zip(text)
    found = sorted(_cities(text), key=lambda place: -place.people)
    if not found:
        raise UnknownPlace(text, "no city of that name is in its list, nor is it a US ZIP code")
    named = tuple(dict.fromkeys(place.name for place in found))
    if len(named) > 1 and found[0].people < FAR_LARGER * found[1].people:
        raise UnknownPlace(text, "", named[:MOST_NAMED])
    return found[0]


def _zip(text: str) -> Place:
    table = text_of(data_folder() / "places" / "zips.tsv")
    match = re.search(rf"^{text[:5]}\t(\S+)\t(\S+)$", table, re.MULTILINE)
    if not match:
        why = "no US ZIP code of that number is in its list; for another country, name the city"
        raise UnknownPlace(text, why)
    return Place(f"ZIP code {text[:5]}", float(match[1]), float(match[2]))


def _cities(text: str) -> list[Place]:
    """Every city that the words may mean, by its name, else by another name of it."""
    table = text_of(data_folder() / "places" / "cities.tsv")
    for name, wheres in _readings(text):
        for pattern in (rf"^{name}(?=\t)", rf"[\t;]{name}(?=[;\n])") if name else ():
            at = [match.start() for match in re.finditer(pattern, table, re.MULTILINE)]
            lines = (table[table.rfind("\n", 0, n) + 1 : table.find("\n", n + 1)] for n in at)
            if found := [_place(row) for row in (x.split("\t") for x in lines) if _lies_in(row, wheres)]:
                return found
    return []


def _readings(text: str) -> Iterator[tuple[str, list[str]]]:
    """A city's name and the state or country after it, with the comma or without."""
    name, *wheres = text.split(",")
    yield _key(name), wheres
    words = text.replace(",", " ").split()
    if not wheres and len(words) <= LONGEST:
        yield from ((_key(" ".join(words[:n])), [" ".join(words[n:])]) for n in range(len(words) - 1, 0, -1))


def _key(name: str) -> str:
    """The one form of a name in the table."""
    spaced = _SPACED.sub(" ", fold(name)).strip()
    return re.sub(r"^saint ", "st ", spaced)


def _lies_in(row: list[str], wheres: list[str]) -> bool:
    """Whether each of these is the row's state, its two letters, or its country."""
    _, _, code, region, nation = row[:5]
    return all(
        where.strip().upper() == code or _key(where) == _key(region) or country(where) == country(nation)
        for where in wheres
        if where.strip()
    )


def _place(row: list[str]) -> Place:
    _, name, _, region, nation, latitude, longitude, people, _ = row
    where = region if nation == "United States" else ", ".join(filter(None, (region, nation)))
    return Place(f"{name}, {where}", float(latitude), float(longitude), int(people))
