"""Text taken apart: words, sentences, and what of a page is prose and what is a fragment in a list."""

import re
from collections.abc import Iterable, Iterator
from typing import Literal, TypeAlias

from msgspec import Struct

Kind: TypeAlias = Literal["prose", "lead", "fragment"]

# Letters and digits; a point or comma within a figure, an apostrophe, hyphen or slash within a word
_WORD = re.compile(r"[^\W_]+(?:(?:[.,](?=\d)|['/-])[^\W_]+)*")
_STOP = re.compile(r"[.!?][\"')\]]*\s+(?=\S)")
_RUN_ON = re.compile(r"(?<=[a-z)]{2}[.!?])(?=[A-Z][a-z])")  # "...of age.Some people": the space is lost
_ENDED = re.compile(r"[.!?][\"')\]]*$")
_OPENERS = "(\"'["
_TITLES = frozenset({
    "Dr.", "Mr.", "Mrs.", "Ms.", "St.", "Jr.", "Sr.", "vs.", "approx.", "No.", "Fig.", "Inc.", "Co.",
    "Ph.D.", "M.D.", "e.g.", "i.e.", "cf.", "al.",
})  # fmt: skip
_MAY_END = frozenset({"etc.", "U.S.", "a.m.", "p.m."})  # end a sentence when a capital follows
_SHORTEST = 4  # words that a list item needs to be a sentence


# Curved marks as straight ones, a letter for a letter, so that places in the text stay
_STRAIGHT = str.maketrans("\u2018\u2019\u02bc\u201c\u201d", "'''\"\"")


def straight(text: str) -> str:
    """The text with straight quotation marks and apostrophes."""
    return text if text.isascii() else text.translate(_STRAIGHT)


class Block(Struct, frozen=True):
    """A paragraph or lead-in, or an item of a list."""

    text: str
    item: bool = False


class Unit(Struct, frozen=True):
    """A sentence, a lead-in or a fragment, with its words."""

    text: str
    kind: Kind
    words: tuple[str, ...]


def words(text: str) -> list[str]:
    """The words and figures of a text."""
    return _WORD.findall(straight(text))


def sentences(text: str) -> list[str]:
    """The sentences of a paragraph; an abbreviation such as "Dr." ends none."""
    text = _RUN_ON.sub(" ", " ".join(straight(text).split()))
    found, start = [], 0
    for stop in _STOP.finditer(text):
        if _ends(text[start : stop.end()].rstrip(), text[stop.end()]):
            found.append(text[start : stop.end()].rstrip())
            start = stop.end()
    return [s for s in (*found, text[start:]) if _WORD.search(s)]


def _ends(left: str, following: str) -> bool:
    last = left.rpartition(" ")[2].lstrip(_OPENERS)
    if following.islower() or last in _TITLES:
        return False
    return following.isupper() or last not in _MAY_END


def units(blocks: Iterable[Block]) -> Iterator[Unit]:
    """What is read in one breath: each sentence, lead-in and list item."""
    for block in blocks:
        text = block.text.strip()
        ended = bool(_ENDED.search(text))
        parts = sentences(text)
        for number, part in enumerate(parts, 1):
            found = tuple(words(part))
            whole = ended or number < len(parts)
            yield Unit(part, _kind(part, block, len(found), whole=whole), found)


def _kind(text: str, block: Block, length: int, *, whole: bool) -> Kind:
    if block.item:
        return "prose" if whole and length >= _SHORTEST else "fragment"
    if text.endswith(":"):
        return "lead"
    return "prose" if whole else "fragment"
