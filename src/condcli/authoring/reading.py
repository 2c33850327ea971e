"""A catalog file for checking: as much of it as can be read, and what cannot."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct

from condcli.authoring.form import Where, dotted, unfit
from condcli.catalog.files import content_of, data_folder, decode
from condcli.catalog.library import Library
from condcli.catalog.version1 import upgraded
from condcli.errors import BadCatalog, BadData
from condcli.models import Catalog, Condition


class Misfit(Struct, frozen=True):
    """What the models refuse: in which record (if in one), where in it, and why."""

    id: str | None
    place: str
    what: str


class Sheet(Struct, frozen=True):
    """A catalog file as it was read: its content, the records that fit the models, and what does not."""

    path: Path
    content: bytes
    library: Library
    count: int
    ids: frozenset[str]
    misfits: tuple[Misfit, ...]


def read_sheet(path: Path | None) -> Sheet:
    """The catalog at `path`, or the bundled one; a BadCatalog where no catalog can be made out in it."""
    place = path or data_folder() / "conditions.json"
    try:
        content = content_of(place)
        raw = decode(place, content, object)
    except BadData as fault:
        raise BadCatalog(fault.path, fault.what, fault.place) from fault
    if not isinstance(raw, dict) or not isinstance(raw.get("conditions"), list):
        raise BadCatalog(place, 'is no catalog: it has no list "conditions"')
    if raw.get("version") not in {1, 2}:
        raise BadCatalog(place, f"is of version {raw.get('version')!r}; this program reads versions 1 and 2")
    _refuse_double_keys(place, content)
    return _sheet(place, content, upgraded(raw) if raw["version"] == 1 else raw)


def _sheet(path: Path, content: bytes, raw: dict[str, Any]) -> Sheet:
    records = raw["conditions"]
    around = tuple(_misfits(None, raw | {"conditions": []}, Catalog))
    own = () if around else tuple(raw.get("categories", ()))
    fitting, misfits = _fitting(records)
    catalog = Catalog(version=2, language=str(raw.get("language")), categories=own, conditions=fitting)
    return Sheet(
        path=path,
        content=content,
        library=Library(path, catalog),
        count=len(records),
        ids=frozenset(filter(None, map(_id, records))),
        misfits=(*around, *misfits),
    )


def _fitting(records: list[Any]) -> tuple[tuple[Condition, ...], list[Misfit]]:
    fitting: list[Condition] = []
    misfits: list[Misfit] = []
    for number, record in enumerate(records, 1):
        try:
            fitting.append(msgspec.convert(record, Condition))
        except msgspec.ValidationError:
            misfits += _misfits(_id(record) or f"record {number}", record, Condition)
    return tuple(fitting), misfits


def _misfits(record: str | None, raw: object, kind: type[Struct]) -> Iterator[Misfit]:
    return (Misfit(record, dotted(where), what) for where, what in unfit(raw, kind))


def _id(record: object) -> str | None:
    found = record.get("id") if isinstance(record, Mapping) else None
    return found if isinstance(found, str) and found else None


# ---- keys that stand twice: JSON takes the last without a word, and what was written first is lost


class _Twice(Exception):
    """Some object has a key twice."""


class _Pairs(tuple[tuple[str, Any], ...]):
    """An object as its pairs were written."""

    __slots__ = ()


def _refuse_double_keys(path: Path, content: bytes) -> None:
    try:
        _parse(content, _refuse)
    except _Twice:
        record, key = next(_doubled(_parse(content, _Pairs)))
        raise BadCatalog(path, f"the key {key!r} stands twice", record and f"record {record}") from None
    except RecursionError:
        raise BadCatalog(path, "is nested too deeply") from None


def _parse(content: bytes, each: Any) -> Any:  # noqa: ANN401  whatever `each` makes of an object
    return json.loads(
        content, object_pairs_hook=each, parse_int=len, parse_float=len
    )  # figures do not matter here


def _refuse(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    if len(found := dict(pairs)) < len(pairs):
        raise _Twice
    return found


def _doubled(catalog: _Pairs) -> Iterator[tuple[str | None, str]]:
    """(record, key with its place) of each key that stands twice; without recursion, for deep files."""
    waiting: list[tuple[object, Where, str | None]] = [(catalog, (), None)]
    while waiting:
        value, where, record = waiting.pop()
        if isinstance(value, _Pairs):
            keys = [key for key, _ in value]
            yield from ((record, dotted((*where, key))) for key in keys if keys.count(key) > 1)
            waiting += [(inner, (*where, key), record) for key, inner in value]
        elif isinstance(value, list):
            for number, inner in enumerate(value, 1):
                id_ = _id(dict(inner)) if where == ("conditions",) and isinstance(inner, _Pairs) else None
                waiting.append((inner, () if id_ else (*where, number), id_ or record))
