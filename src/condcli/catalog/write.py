"""Writing our data files: in one form, whole or not at all, never over what someone else wrote meanwhile."""

import os
import re
import stat
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from errno import EEXIST, EINVAL, ENOTSUP
from pathlib import Path
from tempfile import NamedTemporaryFile

import msgspec

from condcli.catalog.files import MAX_BYTES
from condcli.errors import ChangedMeanwhile, Unwritable
from condcli.models import SECTIONS, Catalog

if os.name == "posix":
    import fcntl

TRIES, PAUSE = 40, 0.05  # seconds, with which it is waited for another writer
NOWHERE = "it is a link that leads nowhere"


def canonical(catalog: Catalog) -> str:
    """The catalog's file in its one form: records by id, keys and sections in the models' order, 2 spaces."""
    records = []
    for record in sorted(catalog.conditions, key=lambda c: c.id):
        sections = {key: record.sections[key] for key in SECTIONS if key in record.sections}
        records.append(msgspec.structs.replace(record, sections=sections))
    additions = dict(sorted(catalog.additions.items()))
    ordered = msgspec.structs.replace(catalog, conditions=tuple(records), additions=additions)
    return msgspec.json.format(msgspec.json.encode(ordered), indent=2).decode() + "\n"


def standing(path: Path) -> bytes | None:
    """What the file holds that is to be replaced, None where there is none; else an Unwritable."""
    with _complaining(path):
        if not os.path.lexists(path):
            return None
        _refuse_read_only(path)
        return _held(path)


def _held(path: Path) -> bytes:
    """What is in a regular file that is no larger than a catalog can be."""
    if _leads_nowhere(path):
        raise Unwritable(path, NOWHERE)
    status = path.stat()
    if not stat.S_ISREG(status.st_mode):  # a pipe is never at its end
        raise Unwritable(path, "it is not a regular file")
    if status.st_size > MAX_BYTES:
        raise Unwritable(path, f"it is larger than {MAX_BYTES // 2**20} MB")
    return path.read_bytes()


def _leads_nowhere(path: Path) -> bool:
    """Whether it is a link to what is not there, or to itself."""
    return path.is_symlink() and not path.exists()


def _refuse_read_only(path: Path) -> None:
    if path.exists() and not os.access(path, os.W_OK):
        raise Unwritable(path, "it may only be read")


def replace(path: Path, text: str | bytes, was: bytes) -> None:
    """Put the text in the place of what the file held; the file keeps its mode, a link stays a link."""
    with _complaining(path):
        if _leads_nowhere(path):
            raise Unwritable(path, NOWHERE)
        _refuse_read_only(path)
        target = path.resolve()
        with beside(target, text) as new:
            keep_owner(new, target)
            with _alone(target.parent):
                if _held(target) != was:
                    raise ChangedMeanwhile(path)
                new.replace(target)
            _settle(target.parent)


def keep_owner(new: Path, target: Path) -> None:
    """Give a new file the mode and owner of the one whose place it takes; an OSError where that cannot be."""
    kept, own = target.stat(), new.stat()
    if os.name == "posix" and (kept.st_uid, kept.st_gid) != (own.st_uid, own.st_gid):
        os.chown(new, kept.st_uid, kept.st_gid)
    new.chmod(stat.S_IMODE(kept.st_mode))


def create(path: Path, text: str) -> None:
    """Make the file, unless there is one by now."""
    with _complaining(path), beside(path, text) as new:
        new.chmod(0o666 & ~umask())
        try:
            place(new, path)
        except FileExistsError:
            raise Unwritable(path, NOWHERE) if _leads_nowhere(path) else ChangedMeanwhile(path) from None
        _settle(path.parent)


def place(new: Path, path: Path) -> None:
    """Give the new file its name; a FileExistsError where something has that by now."""
    try:
        path.hardlink_to(new)
    except FileExistsError:
        raise
    except OSError:  # a stick or a share that knows no links
        if os.path.lexists(path):
            raise FileExistsError(EEXIST, os.strerror(EEXIST), str(path)) from None
        new.replace(path)


@contextmanager
def beside(target: Path, text: str | bytes, *, lasting: bool = True) -> Iterator[Path]:
    """A file beside the target with the text, safely on the disk if it is `lasting`; it is gone afterwards.

    What a writer that was killed left there is removed by the next.
    """
    start = f".{target.name[:40]}.condcli-"  # what has another name is somebody's
    with _alone(target.parent):
        _clean_up(target.parent, start)
        file = NamedTemporaryFile(dir=target.parent, prefix=start, suffix=".new", delete=False)  # noqa: SIM115
        with suppress(OSError):  # a share may know no locks
            _hold(file.fileno())
    with file:
        new = Path(file.name)
        try:
            file.write(text if isinstance(text, bytes) else text.encode())
            file.flush()
            if lasting:
                sync(file.fileno())
            if os.name != "posix":
                file.close()  # Windows moves no open file
            yield new
        finally:
            new.unlink(missing_ok=True)


def sync(descriptor: int) -> None:
    """Have a file on the disk, where its file system knows how to say that."""
    try:
        os.fsync(descriptor)
    except OSError as fault:
        if fault.errno not in {EINVAL, ENOTSUP}:
            raise


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Have no other of us change files of this folder, for so long as a look and a new name take."""
    handle = None
    with suppress(OSError):  # it may be written and not listed, and a share may know no locks
        if hasattr(os, "O_DIRECTORY"):
            handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
            _wait_for(handle)
    try:
        yield
    finally:
        if handle is not None:
            os.close(handle)


def _wait_for(handle: int) -> None:
    """Hold what is open as soon as nobody else does; who holds it much longer is none of us."""
    for _ in range(TRIES):
        with suppress(BlockingIOError):
            _hold(handle)
            return
        time.sleep(PAUSE)


def _clean_up(folder: Path, start: str) -> None:
    """Remove what writers that were killed left behind; what one that is at work holds stays."""
    found: list[Path] = []
    with suppress(OSError):  # a folder may be written and not listed
        found = list(folder.iterdir())
    for left in found:
        # As NamedTemporaryFile names them, and a file: a pipe has no end
        if re.fullmatch(rf"{re.escape(start)}[a-z0-9_]{{8}}\.new", left.name) and left.is_file():
            with suppress(OSError), left.open("rb") as file:
                _hold(file.fileno())
                left.unlink()


def _hold(descriptor: int) -> None:
    """Show that a file is in use, until it is closed; an OSError if it is so already."""
    if os.name == "posix":
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


@contextmanager
def _complaining(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as fault:
        raise Unwritable(path, fault.strerror or "") from fault
    except UnicodeError as fault:
        raise Unwritable(path, "the text holds a sign that no file can hold") from fault


def _settle(folder: Path) -> None:
    """Have the new name on the disk too, where the system can do that for a folder."""
    with suppress(OSError):  # it is written; a folder that cannot be listed is as safe as it can be
        if not hasattr(os, "O_DIRECTORY"):
            return
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def umask() -> int:
    """The mode bits that new files go without; asking for it means setting it."""
    mask = os.umask(0o077)
    os.umask(mask)
    return mask
