"""Terms of the glossary: what they mean and which pages use them."""

from msgspec import Struct

from condcli.catalog.library import Library


class Use(Struct, frozen=True):
    """A page that uses a term."""

    id: str
    name: str


class Definition(Struct, frozen=True):
    """What a term means (`meaning` completes "X means ..."), its other names and the pages that use it."""

    term: str
    meaning: str
    aliases: tuple[str, ...]
    pages: tuple[Use, ...]


def define(library: Library, term: str) -> Definition | None:
    """The term of that name, alias or plural; None where the glossary has none."""
    return None


def near(library: Library, term: str, most: int = 5) -> tuple[str, ...]:
    """Terms that are spelled nearly so, or that hold the words."""
    return ()


def terms(library: Library, text: str, most: int = 5) -> tuple[Definition, ...]:
    """The terms that a text names, for `find`; without their pages."""
    return ()
