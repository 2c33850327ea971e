"""Writing files of a person's own: whole or not at all, and never over what is there unless told."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from condcli import folders
from condcli.catalog import write
from condcli.errors import Unwritable, UsageFault


def free(paths: list[Path], *, force: bool) -> None:
    """A UsageFault names the first of these that is there already; what is no file is never written over."""
    for path in paths:
        if os.path.lexists(path):
            if not force:
                raise _there(path)
            there = os.path.exists(path)  # noqa: PTH110  a long name is no fault to it
            within = path.parent.resolve()
            a_stream = within == Path("/dev") or Path("/proc") in within.parents  # such as /proc/self/fd/1
            if (there and not os.path.isfile(path)) or a_stream:  # noqa: PTH113  the same
                raise Unwritable(path, "it is no file; for standard output, give -")


def save(path: Path, content: bytes, *, force: bool) -> None:
    """Put a file there; what cannot be written is an Unwritable, and leaves nothing behind.

    A link stays a link: what it leads to is written over.
    """
    with _complaining(path):
        with suppress(FileNotFoundError):
            path.stat()  # an OSError for a link that leads to itself, which not every resolve() says
        target = path.resolve() if force and path.is_symlink() else path
        with write.beside(target, content, lasting=False) as new:
            new.chmod(0o666 & ~write.umask())
            if not force:
                try:
                    write.place(new, path)
                except FileExistsError:
                    raise _there(path) from None
                return
            if target.exists():
                write.keep_owner(new, target)
            new.replace(target)


def is_folder(path: str) -> bool:
    """Whether a folder is meant: one that is there, or a name that ends as one."""
    with _complaining(Path(path)):
        return path.endswith(("/", os.sep)) or Path(path).is_dir()


def folder(path: Path) -> Path:
    """The folder, made if it is not there."""
    with _complaining(path):
        folders.make(path)
    return path


def _there(path: Path) -> UsageFault:
    return UsageFault(f"{path} is there already. Add --force to write over it, or choose another place.")


@contextmanager
def _complaining(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as fault:
        raise Unwritable(path, fault.strerror or str(fault)) from fault
    except ValueError as fault:  # a NUL in the name
        raise Unwritable(path, str(fault)) from fault
