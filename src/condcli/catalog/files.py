"""Files of our own data, read and validated: what is wrong with one names the record and the place."""

import re
import stat
from codecs import BOM_UTF8
from collections import Counter
from collections.abc import Container, Iterator
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from condcli.errors import BadData, BrokenInstallation

MAX_BYTES = 256 * 2**20  # far above any catalog; a larger file is a mistake
SIDE_FILES = ("symptoms.json", "sayings.json", "known_names.json", "glossary.json", "everyday.json")
T = TypeVar("T")


def data_folder() -> Path:
    """The bundled data: inside the installed package, or the checkout's for an editable install."""
    installed = Path(__file__).parents[1] / "data"
    return installed if installed.is_dir() else Path(__file__).parents[3] / "data"


def side_files(path: Path) -> Iterator[Path]:
    """The side files that are compiled with the catalog at that path."""
    for name in SIDE_FILES:
        beside = path.parent / name
        yield beside if beside.exists() else data_folder() / name


def word_list(name: str) -> frozenset[str]:
    """The words of a bundled list: medicines.txt, names/english_words.txt."""
    return frozenset(text_of(data_folder() / name).split())


class SortedWords(Container[str]):
    """The words of a sorted list, one a line: some are found in it long before a set of all is made."""

    def __init__(self, path: Path) -> None:
        self._lines = f"\n{text_of(path).strip()}\n"

    def __contains__(self, word: object) -> bool:
        lines = self._lines
        low, high = 0, len(lines) - 1  # the ends of lines between which it may stand
        while low < high:
            begin = lines.rfind("\n", low, (low + high) // 2 + 1)
            end = lines.index("\n", begin + 1)
            found = lines[begin + 1 : end]
            if found == word:
                return True
            low, high = (end, high) if found < str(word) else (low, begin)
        return False


def read(path: Path, kind: type[T]) -> T:
    """The file at `path` as `kind`, or a BadData that names the record and what is wrong."""
    content = content_of(path)
    found = decode(path, content, kind)
    if data_folder() not in path.parents:  # tests hold the bundled files to it
        refuse_double_keys(path, content)
    return found


def text_of(path: Path) -> str:
    """The text of a file that comes with the program; a BadData where it is lost or damaged."""
    try:
        text = content_of(path).decode("utf-8")
    except UnicodeDecodeError as e:
        raise _bad(path, f"is no text ({e})") from e
    if "\0" in text:
        raise _bad(path, "is no text (a stretch of it is zeros)")
    return text


def _bad(path: Path, what: str, place: str | None = None) -> BadData:
    ours = data_folder() in path.parents or Path(__file__).parents[1] in path.parents
    return (BrokenInstallation if ours else BadData)(path, what, place)


def decode(path: Path, content: bytes, kind: type[T]) -> T:
    """What was read from `path` as `kind`, or a BadData that names the record and what is wrong."""
    try:
        return msgspec.json.decode(content, type=kind)
    except (ValueError, RecursionError) as e:  # a ValueError: of msgspec, or bytes that are no text
        place, what = _explain(content, e)
        raise _bad(path, what, place) from e


def content_of(path: Path) -> bytes:
    """What is in a regular file that is no larger than a catalog can be."""
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise _bad(path, "is not a regular file")
        if status.st_size > MAX_BYTES:
            raise BadData(path, f"is larger than {MAX_BYTES // 2**20} MB")
        content = path.read_bytes()
    except OSError as e:
        raise _bad(path, f"cannot be read ({e.strerror})") from e
    except ValueError as e:
        raise BadData(path, f"is no name of a file ({e})") from e
    if not content.strip():
        raise _bad(path, "is empty")
    return content


def _explain(content: bytes, error: Exception) -> tuple[str | None, str]:
    """Where and what: msgspec names a record by its position (`$.conditions[3].name`), we by its id."""
    if isinstance(error, RecursionError):
        return None, "is nested too deeply"
    if content.startswith(BOM_UTF8):
        return None, "starts with a byte order mark; save it as UTF-8 without one"
    if not isinstance(error, msgspec.ValidationError):
        return None, f"is not valid JSON ({error})"
    what, _, where = str(error).partition(" - at ")
    where = where.replace("`", "").replace("$", "")
    if where.startswith(".version") or "field `version`" in what:
        return None, f"is of a version or kind that this program does not read ({what})"
    record = None
    if match := re.search(r"\.conditions\[(\d+)\]\.?", where):
        where = where.replace(match[0], "")
        number = int(match[1])
        record = f"record {_record_id(content, number) or number + 1}"
    inner = where.strip(".")
    return record, f"{what} (at {inner})" if inner else what


class _Ids(msgspec.Struct):
    conditions: list[msgspec.Raw]


class _Id(msgspec.Struct):
    id: str | int


def _record_id(content: bytes, number: int) -> str | None:
    """The id of the record at that position, as far as the file can be read."""
    try:
        named = msgspec.json.decode(content, type=_Ids).conditions[number]  # all else is passed over
        return str(msgspec.json.decode(named, type=_Id).id)
    except (ValueError, LookupError, RecursionError):  # also after the wrong place
        return None


# ---- keys that stand twice: JSON takes the last without a word, and what was written first is lost


class _Twice(Exception):
    """Some object has a key twice."""


class _Pairs(tuple[tuple[str, Any], ...]):
    """An object as its pairs were written."""

    __slots__ = ()


def refuse_double_keys(path: Path, content: bytes) -> None:
    """A BadData where an object has a key twice; the content is JSON that was read before."""
    import json  # noqa: PLC0415  most files are read without

    parse = partial(json.loads, content, parse_int=len, parse_float=len)  # figures do not matter here
    try:
        parse(object_pairs_hook=_refuse)
    except _Twice:
        record, key = next(_doubled(parse(object_pairs_hook=_Pairs)))
        raise BadData(path, f"the key {key!r} stands twice", record and f"record {record}") from None
    except RecursionError:
        raise BadData(path, "is nested too deeply") from None


def _refuse(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    if len(found := dict(pairs)) < len(pairs):
        raise _Twice
    return found


def _doubled(top: object) -> Iterator[tuple[str | None, str]]:
    """(record, key with its place) of each key that stands twice; without recursion, for deep files."""
    waiting: list[tuple[object, str, str | None]] = [(top, "", None)]
    while waiting:
        value, where, record = waiting.pop()
        if isinstance(value, _Pairs):
            counts = Counter(key for key, _ in value)
            yield from ((record, f"{where}{key}") for key in counts.elements() if counts[key] > 1)
            waiting += [(inner, f"{where}{key}.", record) for key, inner in value]
        elif isinstance(value, list):
            for number, inner in enumerate(value, 1):
                id_ = dict(inner).get("id") if where == "conditions." and isinstance(inner, _Pairs) else None
                named = id_ if isinstance(id_, str) and id_ else None
                waiting.append((inner, "" if named else f"{where}{number}.", named or record))
