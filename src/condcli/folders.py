"""Making a folder, however deep."""

from pathlib import Path


def make(path: Path, mode: int = 0o777) -> None:
    """The folder and those above it, one after the other: pathlib calls itself once more for each of them."""
    missing = [path]
    while not _is_made(missing[-1], mode if len(missing) == 1 else 0o777):
        missing.append(missing[-1].parent)
    for number in reversed(range(len(missing) - 1)):
        missing[number].mkdir(0o777 if number else mode, exist_ok=True)


def _is_made(path: Path, mode: int) -> bool:
    """Whether it is there now; not where the folder above it is missing."""
    try:
        path.mkdir(mode, exist_ok=True)
    except FileNotFoundError:
        if path == path.parent:
            raise
        return False
    return True
