"""Small catalogs of names; the one place where the tests of this folder say how a resolver is made."""

import json
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any, TypeAlias

import pytest

from condcli.library.names import Resolver
from condcli.models import Codes, KnownName, Names

CATALOGS = Path(__file__).parent / "catalogs"
# The status, the ids of the records that are opened or listed, the condition that is known and has none.
Answer: TypeAlias = tuple[str, list[str], str | None]
Ask: TypeAlias = Callable[[str, str], Answer]


def rows(file: Path) -> Iterator[dict[str, Any]]:
    """The rows of a file that holds one JSON object a line."""
    with file.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def names(id_: str, name: str, **given: Sequence[str]) -> Names:
    """A record that has these names and codes, the codes written as in ICD10CM:C91.0 and DOID:9952."""
    codes = [code.partition(":") for code in given.pop("codes", ())]
    every = ("aliases", "abbreviations", "loose_names", "shared_names", "lookalikes")
    return Names(
        id=id_,
        name=name,
        **{field: tuple(given.get(field, ())) for field in every},
        category="Cancer",
        codes=Codes(
            icd10cm=tuple(code for kind, _, code in codes if kind == "ICD10CM"),
            mesh=(),
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
    for row in rows(CATALOGS / f"{catalog}.jsonl"):
        if "known" in row:
            known.append(KnownName(row["known"], tuple(row.get("aliases", ())), ()))
        else:
            found.append(names(row.pop("id"), row.pop("name"), **row))
    return tuple(found), tuple(known)


@cache
def _resolver(catalog: str) -> Resolver:
    return resolver_of(*records(catalog))


@pytest.fixture
def ask() -> Ask:
    """Ask a small catalog what a name means."""

    def answer(catalog: str, query: str) -> Answer:
        found = _resolver(catalog).lookup(query)
        return found.status, [match.id for match in found.matches], found.known

    return answer
