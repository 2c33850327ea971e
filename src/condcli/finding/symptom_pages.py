"""A symptom by its name, and its page: when it is an emergency, and the conditions that list it."""

from difflib import get_close_matches

from condcli.catalog.library import Library
from condcli.errors import UnknownSymptom
from condcli.finding.answers import SymptomMatches, SymptomName, SymptomPage
from condcli.finding.find import by_its_symptoms
from condcli.finding.symptoms import rank, read_symptoms
from condcli.json_answers import Listed
from condcli.models import Symptom
from condcli.names.normalize import normalize

MOST = 20  # conditions that symptoms are answered with


def called(library: Library, name: str) -> Symptom | None:
    """The symptom of that name, alias or id."""
    if name in library.symptoms:
        return library.symptoms[name]
    wanted = normalize(name)
    named = (s for s in library.symptoms.values() if wanted in map(normalize, _names(s)))
    return next(named, None) if wanted else None


def _names(symptom: Symptom) -> tuple[str, ...]:
    return symptom.name, *symptom.aliases, *((symptom.medical,) if symptom.medical else ())


def page(library: Library, symptom: Symptom) -> SymptomPage:
    """The page of a symptom; its conditions are ordered by category and name."""
    listing = [c for c in library.conditions if symptom.id in c.symptoms]
    listing.sort(key=lambda c: (c.category.casefold(), c.name.casefold()))
    return SymptomPage(
        id=symptom.id,
        name=symptom.name,
        medical=symptom.medical,
        aliases=symptom.aliases,
        emergency=symptom.emergency,
        conditions=tuple(Listed(c.id, c.name, c.category, c.codes, c.added_by) for c in listing),
    )


def matches(library: Library, has: list[str], has_not: list[str]) -> SymptomMatches:
    """The conditions that list the symptoms of `has`; an UnknownSymptom names what is no symptom."""
    wanted, excluded = _symptoms(library, "--has", has), _symptoms(library, "--not", has_not)
    ranked = rank(library, [s.id for s in wanted], [s.id for s in excluded])
    return SymptomMatches(
        has=tuple(SymptomName(s.id, s.name, s.emergency) for s in wanted),
        has_not=tuple(SymptomName(s.id, s.name, s.emergency) for s in excluded),
        conditions=tuple(by_its_symptoms(library, m) for m in ranked[:MOST]),
        total=len(ranked),
    )


def _symptoms(library: Library, option: str, values: list[str]) -> list[Symptom]:
    """The symptoms that the values of an option name, each once."""
    found: dict[str, Symptom] = {}
    for value in dict.fromkeys(values):
        symptom = called(library, value)
        read = [] if symptom else [library.symptoms[s.id] for s in read_symptoms(library, value)]
        if not symptom and not read:
            names = {name.casefold(): s.name for s in library.symptoms.values() for name in _names(s)}
            near = get_close_matches(value.casefold()[:80], names, n=3)
            raise UnknownSymptom(option, value, list(dict.fromkeys(names[name] for name in near)))
        found |= {s.id: s for s in ([symptom] if symptom else read)}
    return list(found.values())
