"""Writing a catalog: in its one form, whole or not at all, never over what somebody wrote meanwhile."""

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import NamedTemporaryFile

import msgspec

from condcli.errors import ChangedMeanwhile, Unwritable
from condcli.models import SECTIONS, Catalog, Condition


def canonical(catalog: Catalog) -> str:
    """The catalog's file in its one form: records by id, keys in the models' order, 2 spaces."""
    records = sorted(map(_in_order, catalog.conditions), key=lambda c: c.id)
    ordered = msgspec.structs.replace(catalog, conditions=tuple(records))
    return msgspec.json.format(msgspec.json.encode(ordered), indent=2).decode() + "\n"


def _in_order(record: Condition) -> Condition:
    """The record with its sections in the order in which they are shown."""
    sections = {key: record.sections[key] for key in SECTIONS if key in record.sections}
    return msgspec.structs.replace(record, sections=sections)


def replace(path: Path, text: str, was: bytes) -> None:
    """Put the text in the place of what the file held; the file keeps its mode, a link stays a link."""
    target = path.resolve()
    with _complaining(path), _beside(target, text) as new:
        new.chmod(stat.S_IMODE(target.stat().st_mode))
        if target.read_bytes() != was:
            raise ChangedMeanwhile(path)
        new.replace(target)
        _settle(target.parent)


def create(path: Path, text: str) -> None:
    """Make the file, unless there is one by now."""
    with _complaining(path), _beside(path, text) as new:
        new.chmod(0o666 & ~_umask())
        try:
            path.hardlink_to(new)
        except FileExistsError:
            raise ChangedMeanwhile(path) from None
        _settle(path.parent)


@contextmanager
def _beside(target: Path, text: str) -> Iterator[Path]:
    """A file beside the target with the text, safely on the disk; it is gone afterwards, whatever happens."""
    with NamedTemporaryFile(dir=target.parent, prefix=f".{target.name}.", delete=False) as file:
        new = Path(file.name)
        try:
            file.write(text.encode())
            file.flush()
            os.fsync(file.fileno())
            file.close()
            yield new
        finally:
            new.unlink(missing_ok=True)


@contextmanager
def _complaining(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as fault:
        raise Unwritable(path, fault.strerror or "") from fault


def _settle(folder: Path) -> None:
    """Have the new name on the disk too, where the system can do that for a folder."""
    if hasattr(os, "O_DIRECTORY"):
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _umask() -> int:
    """The mode bits that new files go without; asking for it means setting it."""
    mask = os.umask(0o077)
    os.umask(mask)
    return mask
