"""What ties a catalog together: ids, names that open one record each, references that are there."""

from collections import Counter
from collections.abc import Iterator

from msgspec import Struct

from condcli.models import Catalog, Condition
from condcli.names.normalize import normalize


class Broken(Struct, frozen=True):
    """What ties records and references together and does not hold: in which record, where in it, and how."""

    id: str
    place: str
    what: str


def faults(catalog: Catalog) -> Iterator[Broken]:
    """All that ties records and references together and does not hold."""
    yield from repeated_ids(catalog)
    yield from lost_references(catalog)
    yield from clashes(catalog)


def repeated_ids(catalog: Catalog) -> Iterator[Broken]:
    """Ids that several records have."""
    for id_, count in Counter(c.id for c in catalog.conditions).items():
        if count > 1:
            yield Broken(id_, "id", f"the id {id_} is used {count} times")


def lost_references(catalog: Catalog) -> Iterator[Broken]:
    """References that a section or the care advice names and the record has not."""
    for record in catalog.conditions:
        named = [(f"section {name}", f"sections.{name}", s.refs) for name, s in record.sections.items()]
        for said, place, refs in (*named, ("care", "care.refs", record.care.refs)):
            for ref in refs:
                if not 1 <= ref <= len(record.references):
                    what = f"{said} names reference {ref}, but there are {len(record.references)}"
                    yield Broken(record.id, place, what)


def clashes(catalog: Catalog) -> Iterator[Broken]:
    """Names that two records own, unless both list them as shared."""
    owners: dict[str, Condition] = {}
    for record in catalog.conditions:
        shared = {normalize(n) for n in record.shared_names}
        names = [("name", record.name), *(("aliases", name) for name in record.aliases)]
        names += (("names_es", name) for name in record.names_es)
        owned = [(place, name, normalize(name)) for place, name in names]
        owned += (("abbreviations", name, name) for name in record.abbreviations)  # which keep their case
        for place, name, key in owned:
            owner = owners.setdefault(key, record)
            both = normalize(name) in shared and normalize(name) in map(normalize, owner.shared_names)
            if owner.id != record.id and not both:
                yield Broken(record.id, place, f"the name {name!r} belongs to {owner.id} too")
