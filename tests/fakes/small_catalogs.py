"""Small catalogs of names and what is answered on them: the one place that makes a resolver for them."""

import json
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any, TypeAlias

from condcli.models import Codes, KnownName, MeshHeading, Names
from condcli.names.normalize import normalize
from condcli.names.resolver import Resolver

FOLDER = Path(__file__).parents[1] / "names"
CATALOGS = sorted(path.stem for path in (FOLDER / "catalogs").glob("*.jsonl"))
# The status, the ids of the records that are opened or listed, the condition that is known and has none.
__all__ = [
    "CATALOGS",
    "FOLDER",
    "Answer",
    "answer",
    "names",
    "normalize",
    "records",
    "resolver",
    "resolver_of",
    "rows",
]
Answer: TypeAlias = tuple[str, list[str], str | None]


def rows(file: Path) -> Iterator[dict[str, Any]]:
    """The rows of a file that holds one JSON object a line."""
    with file.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def names(id_: str, name: str, **given: Sequence[str]) -> Names:
    """A record that has these names and codes, written as in ICD10CM:C91.0, DOID:9952 and MESH:D054198."""
    codes = [code.partition(":") for code in given.pop("codes", ())]
    every = (
        "aliases", "abbreviations", "covered_names", "loose_names", "shared_names", "names_es", "lookalikes",
    )  # fmt: skip
    return Names(
        id=id_,
        name=name,
        **{field: tuple(given.get(field, ())) for field in every},
        category=str(given.get("category", "Cancer")),
        common=None,
        codes=Codes(
            icd10cm=tuple(code for kind, _, code in codes if kind == "ICD10CM"),
            mesh=tuple(MeshHeading(code, name) for kind, _, code in codes if kind == "MESH"),
            doid=tuple(f"DOID:{code}" for kind, _, code in codes if kind == "DOID"),
        ),
    )


def resolver_of(records: Sequence[Names], known: Sequence[KnownName] = ()) -> Resolver:
    """A resolver for these records and these names that no record has."""
    return Resolver(records, known)


@cache
def records(catalog: str) -> tuple[tuple[Names, ...], tuple[KnownName, ...]]:
    """The records of a small catalog, and the names of conditions that it knows and has no record of."""
    found, known = [], []
    for row in rows(FOLDER / "catalogs" / f"{catalog}.jsonl"):
        if "known" in row:
            known.append(KnownName(row["known"], tuple(row.get("aliases", ())), ()))
        else:
            found.append(names(row.pop("id"), row.pop("name"), **row))
    return tuple(found), tuple(known)


@cache
def resolver(catalog: str) -> Resolver:
    """The resolver of a small catalog."""
    return resolver_of(*records(catalog))


def answer(asked: Resolver, query: str) -> Answer:
    """What a resolver answers."""
    found = asked.resolve(query)
    return found.status, [match.id for match in found.matches], found.known
