"""Look up a medical condition in plain words, offline and in private.

For programs: `from condcli import Guide`.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from condcli.guide import Guide

__all__ = ["Guide", "__version__"]
__version__ = "0.1.0"


def __getattr__(name: str) -> Any:  # noqa: ANN401  the module's own names
    """Guide, imported when it is first asked for: the command does without it."""
    if name == "Guide":
        from condcli.guide import Guide  # noqa: PLC0415

        return Guide
    raise AttributeError(f"module 'condcli' has no attribute {name!r}")
