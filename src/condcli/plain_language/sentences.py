"""Text split into words and sentences, and what of a page is prose and what is a fragment in a list."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Literal, TypeAlias

from msgspec import Struct

Kind: TypeAlias = Literal["prose", "lead", "fragment"]

_ADDRESS = re.compile(
    r"(?<![\w.+@/-])(?:(?:https?://|www\.)[^\s<>()\"]{0,200}[^\W_]/?"
    r"|[\w.+-]{1,60}@[\w-]{1,60}(?:\.\w{1,20}){1,4}"
    r"|[\w-]{1,60}(?:\.[\w-]{1,60}){0,4}\.(?:org|gov|com|net|edu|info)\b(?:/[\w./-]{0,200}\w)?)"
)
# An address; letters with points (U.S., Ph.D.); or letters and digits with what holds them together: a point,
# comma or colon within a figure, a degree sign, and an apostrophe, hyphen or slash within a word
_WORD = re.compile(
    rf"{_ADDRESS.pattern}|(?:[^\W\d_]{{1,2}}\.){{2,}}"
    r"|[^\W_]+(?:(?:[.,:](?=\d)|['/-]|\u00b0)[^\W_]+)*"
)
_STOP = re.compile(r"[.!?\u2026][\"')\]]*\s+(?=\S)")
_RUN_ON = re.compile(r"(?<=[a-z)]{2}[.!?])(?=[A-Z][a-z])")  # "...of age.Some people": the space is lost
_ENDED = re.compile(r"[.!?\u2026][\"')\]]*$")
_LABEL = re.compile(r"(?:[-*\u2022]|\(?(?:\d{1,2}|[a-h])[.)])\s+(?=\S)")  # of an item: 1. 2) (3) a. -
_OPENERS = "(\"'["
_CLOSERS = "\"')]"
_TITLES = frozenset({
    "Dr.", "Mr.", "Mrs.", "Ms.", "Prof.", "Rev.", "Gov.", "Sen.", "Gen.", "Capt.", "Lt.", "Sgt.", "St.",
    "Mt.", "Ft.", "vs.", "approx.", "e.g.", "i.e.", "cf.", "Jan.", "Feb.", "Aug.", "Sept.", "Oct.",
    "Nov.", "Dec.",
})  # fmt: skip
_BEFORE_FIGURES = frozenset({"No.", "Nos.", "Fig.", "Figs.", "Vol.", "Ch.", "pp.", "p.", "al."})
_MAY_END = frozenset({"etc.", "Inc.", "Co.", "Ltd.", "Corp.", "Jr.", "Sr.", "al."})
_HOURS = frozenset({"a.m.", "p.m."})
_OF_HOURS = re.compile(
    r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days?|(?:Mon|Tues?|Wed|Thur?s?|Fri|Sat|Sun)\."
    r"|(?:Eastern|Central|Mountain|Pacific|Standard|Daylight|Local)|[ECMP][SD]?T|UTC|GMT)(?!\w)"
)
_POINTED = re.compile(r"(?:[^\W\d_]{1,2}\.){2,}")  # U.S., M.D.
_INITIAL = re.compile(r"[A-Z]\.")
# A capital behind one of these is its letter, no initial: vitamin C, hepatitis B
_LETTERED = frozenset({
    "vitamin", "hepatitis", "influenza", "flu", "type", "types", "group", "grade", "class", "stage",
    "plan", "part", "factor", "protein", "option", "step", "room", "section", "category", "medicare",
    "figure", "table", "phase", "strain", "antigen",
})  # fmt: skip
# What begins a sentence, and is no part of a name: "in the U.S. Most people ..."
_STARTERS = frozenset({
    "A", "About", "After", "Ask", "All", "Also", "An", "And", "Any", "As", "At", "Because", "Before",
    "But", "By", "Call", "Do", "Doctors", "Each", "Even", "Every", "Few", "For", "From", "Get", "He",
    "Her", "Here", "His", "How", "I", "If", "In", "Is", "It", "Its", "Many", "Men", "More", "Most", "My",
    "Never", "No", "Not", "Often", "On", "Once", "One", "Or", "Other", "Others", "Our", "Over", "People",
    "See", "She", "Since", "So", "Some", "Still", "Take", "Talk", "Tell", "That", "The", "Their", "Then",
    "There", "These", "They", "This", "Those", "Though", "To", "Until", "We", "What", "When", "Where",
    "Which", "While", "Who", "Why", "With", "Without", "Women", "You", "Your",
})  # fmt: skip
_LONG, _ACCENTS = 1000, 30  # characters of a text; accents of a letter, as Unicode's own bound of them
_SHORTEST = 4  # words that a list item needs to be a sentence


# Curved marks as straight ones, a letter for a letter, so that places in the text stay
_STRAIGHT = str.maketrans("\u2018\u2019\u02bc\u201c\u201d", "'''\"\"")


def straight(text: str) -> str:
    """The text with straight quotation marks and apostrophes, each accent in one with its letter."""
    if text.isascii():
        return text
    text = text.translate(_STRAIGHT)
    if len(text) >= _LONG:  # to order more accents on one letter than any language has takes too long
        kept: list[str] = []
        run = 0
        for letter in text:
            run = run + 1 if unicodedata.combining(letter) else 0
            if run <= _ACCENTS:
                kept.append(letter)
        text = "".join(kept)
    return unicodedata.normalize("NFC", text)


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
    """The words and figures of a text: an address, 9:30 and "and/or" are one each, a free dash is none."""
    return _WORD.findall(straight(text))


def is_address(word: str) -> bool:
    """Whether a word is the address of a page or a person."""
    return "." in word and _ADDRESS.fullmatch(word) is not None


def sentences(text: str) -> list[str]:
    """The sentences of a paragraph without the numbers of its items; "Dr." or "9 a.m. Monday" ends none."""
    text = " ".join(t if _ADDRESS.search(t) else _RUN_ON.sub(" ", t) for t in straight(text).split())
    found, start = [], 0
    for stop in _STOP.finditer(text):
        if _ends(text[start : stop.end()].rstrip(), text[stop.end() :]):
            found.append(text[start : stop.end()].rstrip())
            start = stop.end()
    bare = (_LABEL.sub("", s, count=1) if _LABEL.match(s) else s for s in (*found, text[start:]))
    return [s for s in bare if _WORD.search(s)]


def _ends(left: str, after: str) -> bool:
    """Whether a sentence ends between what is left of a stop and what follows it."""
    before, _, last = left.rpartition(" ")
    last, after = last.lstrip(_OPENERS), after.lstrip(_OPENERS)
    label = _LABEL.match(f"{left} x")
    if (label and label.end() > len(left)) or (after[:1].islower() and not _LABEL.match(after)):
        return False
    if last.rstrip(_CLOSERS)[-1:] != ".":
        return True
    following = re.split(r"[^\w']", after, maxsplit=1)[0]
    if _INITIAL.fullmatch(last):
        lettered = before.rpartition(" ")[2].lower() in _LETTERED
        return not _INITIAL.match(after) and (lettered or following in _STARTERS)
    return _ends_with(last, after, following)


def _ends_with(last: str, after: str, following: str) -> bool:
    """Whether a last word with a point ends a sentence: no title does, and an hour does before no day."""
    if last in _HOURS:
        return not after[:1].isdigit() and not _OF_HOURS.match(after)
    if last in _TITLES or (last in _BEFORE_FIGURES and after[:1].isdigit()):
        return False
    if _POINTED.fullmatch(last):
        return following in _STARTERS
    return after[:1].isupper() or last not in _MAY_END


def units(blocks: Iterable[Block]) -> Iterator[Unit]:
    """What is read in one breath: each sentence, lead-in and list item."""
    for block in blocks:
        text = block.text.strip()
        ended = bool(_ENDED.search(text))
        parts = sentences(text)
        for number, part in enumerate(parts, 1):
            found = tuple(words(part))
            whole = (ended or number < len(parts)) and (not block.item or len(found) >= _SHORTEST)
            lead = part.endswith(":") and not block.item
            yield Unit(part, "lead" if lead else "prose" if whole else "fragment", found)
