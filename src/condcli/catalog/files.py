"""Files of our own data, read and validated: what is wrong with one names the record and the place."""

import re
import stat
from codecs import BOM_UTF8
from pathlib import Path
from typing import TypeVar

import msgspec

from condcli.errors import BadData

MAX_BYTES = 256 * 2**20  # far above any catalog; a larger file is a mistake
T = TypeVar("T")


def data_folder() -> Path:
    """The bundled data: inside the installed package, or the checkout's for an editable install."""
    installed = Path(__file__).parents[1] / "data"
    return installed if installed.is_dir() else Path(__file__).parents[3] / "data"


def read(path: Path, kind: type[T]) -> T:
    """The file at `path` as `kind`, or a BadData that names the record and what is wrong."""
    return decode(path, content_of(path), kind)


def decode(path: Path, content: bytes, kind: type[T]) -> T:
    """What was read from `path` as `kind`, or a BadData that names the record and what is wrong."""
    try:
        return msgspec.json.decode(content, type=kind)
    except (msgspec.ValidationError, msgspec.DecodeError, UnicodeDecodeError, RecursionError) as e:
        place, what = _explain(content, e)
        raise BadData(path, what, place) from e


def content_of(path: Path) -> bytes:
    """What is in a regular file that is no larger than a catalog can be."""
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise BadData(path, "is not a regular file")
        if status.st_size > MAX_BYTES:
            raise BadData(path, f"is larger than {MAX_BYTES // 2**20} MB")
        content = path.read_bytes()
    except OSError as e:
        raise BadData(path, f"cannot be read ({e.strerror})") from e
    if not content.strip():
        raise BadData(path, "is empty")
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
    if match := re.search(r"\.conditions\[(\d+)\]\.?", where):
        where = where.replace(match[0], "")
        number = int(match[1])
        return f"record {_record_id(content, number) or number + 1}", f"{what}{_within(where)}"
    return None, f"{what}{_within(where)}"


def _record_id(content: bytes, number: int) -> str | None:
    """The id of the record at that position, as far as the file can be read."""
    try:
        record = msgspec.json.decode(content)["conditions"][number]
    except (msgspec.DecodeError, RecursionError):
        return None
    return str(record["id"]) if isinstance(record, dict) and "id" in record else None


def _within(where: str) -> str:
    inner = where.strip(".")
    return f" (at {inner})" if inner else ""
