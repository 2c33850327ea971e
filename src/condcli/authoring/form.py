"""Everything in a piece of JSON that the models refuse; msgspec itself stops at the first."""

import re
from collections.abc import Iterator
from types import UnionType
from typing import Annotated, Any, TypeAlias, Union, get_args, get_origin

import msgspec
from msgspec import Struct

Where: TypeAlias = tuple[str | int, ...]
Unfit: TypeAlias = tuple[Where, str]


def unfit(raw: object, kind: Any) -> Iterator[Unfit]:  # noqa: ANN401  any type that a model names
    """(where, what) for each part of `raw` that `kind` refuses."""
    inner = _lists(kind, raw)
    if _is_struct(inner) and isinstance(raw, dict):
        yield from _fields(raw, inner)
    elif get_origin(inner) is tuple and isinstance(raw, list):
        for number, item in enumerate(raw, 1):
            yield from _below(number, unfit(item, get_args(inner)[0]))
    elif get_origin(inner) is dict and isinstance(raw, dict):
        for key, value in raw.items():
            yield from _below(key, _refused(key, get_args(inner)[0]))
            yield from _below(key, unfit(value, get_args(inner)[1]))
    else:
        yield from _refused(raw, kind)


def _lists(kind: Any, raw: object) -> Any:  # noqa: ANN401  the same
    """The type whose parts are looked at one by one: of a union the object, of a full list the list."""
    if get_origin(kind) is Annotated and raw and isinstance(raw, list):
        return get_args(kind)[0]
    if get_origin(kind) in {Union, UnionType} and isinstance(raw, dict):
        return next(filter(_is_struct, get_args(kind)), kind)
    return kind


def _is_struct(kind: object) -> bool:
    return isinstance(kind, type) and issubclass(kind, Struct)


def _fields(raw: dict[str, Any], kind: type[Struct]) -> Iterator[Unfit]:
    fields = {f.name: f for f in msgspec.structs.fields(kind)}
    for name, field in fields.items():
        if name in raw:
            yield from _below(name, unfit(raw[name], field.type))
        elif field.required:
            yield (name,), "this field is missing"
    for name in raw.keys() - fields.keys():
        yield (name,), "this field is unknown"


def _below(key: str | int, found: Iterator[Unfit]) -> Iterator[Unfit]:
    return (((key, *where), what) for where, what in found)


def _refused(raw: object, kind: Any) -> Iterator[Unfit]:  # noqa: ANN401  the same
    try:
        msgspec.convert(raw, kind)
    except msgspec.ValidationError as fault:
        yield (), _worded(str(fault))


_WORDINGS = (
    ("regex '^[a-z0-9]", "an id takes small letters, figures and hyphens"),
    ("regex '^[0-9]{4}-", "a date is written year-month-day, such as 2026-11-23"),
    ("regex '^[0-9]{4}(", "a date is written 2026, 2026-11 or 2026-11-23"),
    ("`str` of length", "this text is empty"),
    ("`array` of length", "this list is empty"),
    ("enum value", "there is no such name"),
)
_KINDS = {
    "`str`": "a text",
    "`array`": "a list",
    "`object`": "an object",
    "`int`": "a whole number",
    "`float`": "a number",
    "`bool`": "true or false",
    "`null`": "null",
    "`str | object`": "a text or an object",
    "`str | null`": "a text or null",
}
_EXPECTED = re.compile(r"Expected (`[^`]+`), got (`[^`]+`)")


def _worded(message: str) -> str:
    """What msgspec says, for people who do not know Python's types."""
    for sign, words in _WORDINGS:
        if sign in message:
            return words
    if match := _EXPECTED.match(message):
        return f"{_KINDS.get(match[1], match[1])} belongs here, not {_KINDS.get(match[2], match[2])}"
    return message
