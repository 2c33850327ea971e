"""Catalogs of version 1, read as version 2: fields that are new are there, and say nothing yet."""

from typing import Any

import msgspec
from msgspec import Struct

NEW_FIELDS: dict[str, object] = {"names_es": [], "common": None}
NEW_CARE: dict[str, object] = {"soon": [], "refs": []}


class _Header(Struct):
    version: Any = None


def as_version_2(content: bytes) -> bytes:
    """The file's content in version 2; whatever is no catalog of version 1 is left as it is."""
    try:
        if not is_version_1(msgspec.json.decode(content, type=_Header).version):
            return content
        return msgspec.json.encode(upgraded(msgspec.json.decode(content)))
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return content


def is_version_1(version: object) -> bool:
    """Whether it is the number 1; `true` is none, though Python takes it for one."""
    return version == 1 and type(version) is int


def upgraded(catalog: Any) -> Any:  # noqa: ANN401  JSON
    """A decoded catalog of version 1 in version 2; what does not fit is left for others to name."""
    records = catalog.get("conditions")
    if isinstance(records, list):
        records = list(records)
        for number, record in enumerate(records):
            if isinstance(record, dict):
                care = record.get("care")
                own = {"care": NEW_CARE | care} if isinstance(care, dict) else {}
                records[number] = NEW_FIELDS | record | own
    return catalog | {"version": 2, "conditions": records}
