"""A catalog file for checking: as much of it as can be read, and what cannot."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct

from condcli.authoring.form import unfit
from condcli.catalog.files import content_of, data_folder, decode, refuse_double_keys
from condcli.catalog.library import Library
from condcli.catalog.version1 import is_version_1, upgraded
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
    over: Catalog | None = None


def read_sheet(path: Path | None, *, over: Catalog | None = None) -> Sheet:
    """The catalog at `path`, or the bundled one; a BadCatalog where no catalog can be made out in it.

    `over` is the catalog over which it is to be laid.
    """
    place = path or data_folder() / "conditions.json"
    try:
        content = content_of(place)
        raw = decode(place, content, object)
        refuse_double_keys(place, content)
    except BadData as fault:
        raise BadCatalog(fault.path, fault.what, fault.place) from fault
    if not isinstance(raw, dict) or not isinstance(raw.get("conditions"), list):
        raise BadCatalog(place, 'is no catalog: it has no list "conditions"')
    version = raw.get("version")
    if not is_version_1(version) and version != 2:  # noqa: PLR2004  the version of today
        raise BadCatalog(place, f"is of version {version!r}; this program reads versions 1 and 2")
    sheet = _sheet(place, content, upgraded(raw) if is_version_1(version) else raw)
    return msgspec.structs.replace(sheet, over=over)


def _sheet(path: Path, content: bytes, raw: dict[str, Any]) -> Sheet:
    records = raw["conditions"]
    empty = raw | {"conditions": []}
    around = tuple(_misfits(None, empty, Catalog))
    whole = (
        Catalog(version=2, language=str(raw.get("language")), conditions=())
        if around
        else msgspec.convert(empty, Catalog)
    )
    fitting, misfits = _fitting(records)
    catalog = msgspec.structs.replace(whole, conditions=fitting)
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
    return (Misfit(record, ".".join(map(str, where)), what) for where, what in unfit(raw, kind))


def _id(record: object) -> str | None:
    found = record.get("id") if isinstance(record, Mapping) else None
    return found if isinstance(found, str) else None
