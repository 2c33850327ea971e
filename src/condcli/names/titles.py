"""Songs, shops and things that are called like a condition: what beside a name says that illness is meant."""

from collections.abc import Callable, Sequence
from functools import cache

from condcli.names import dictionary, letters
from condcli.names.normalize import LINKS, form
from condcli.names.other_senses import HAVING, has_one_of, name_a_work
from condcli.names.spanish import everyday_spanish
from condcli.names.word_kinds import (
    NUMBER,
    OF_CONDITIONS,
    harmless,
    is_listed,
    is_taken,
    of_kind,
)

# Small words that stand in any title, though people ask with them too
_IN_TITLES = frozenset({
    "a", "all", "an", "are", "at", "but", "by", "do", "does", "hate", "i", "is", "it", "love", "me", "no",
    "not", "our", "say", "so", "that", "the", "this", "told", "we", "with", "you", "your",
})  # fmt: skip
_OLDEST = 120  # years; a larger number is a year, a model or a price
_FOREIGN = 2  # words of neither illness nor the page, among which one that is says nothing
# How it looks, how far it has gone, and what makes it worse
_OF_LOOKS = frozenset({
    "fibrosis", "metastases", "lesions", "physical", "thick", "flaky", "crusty", "weather", "riddled",
    "spread", "spreads", "size", "clicks", "locked", "sweating", "scarring", "skinny", "op", "diabetic",
    "spilling", "household", "pounding", "receding", "diseased", "inferior", "anterior", "posterior",
    "raised", "elevated", "circulation", "tender", "wedge",
})  # fmt: skip


def is_one(
    before: Sequence[str],
    name: Sequence[str],
    after: Sequence[str],
    page: Callable[[], frozenset[str]],
    *,
    spanish: bool,
    short: bool,
) -> bool:
    """Whether a name is that of a song, a shop or a thing, or may be: nothing beside it speaks of illness.

    `page` gives the words that its page says, each in its one form; `spanish`, the name is Spanish; `short`,
    it is an abbreviation.
    """
    if name_a_work(before) or name_a_work(after):
        return True
    owner = [word for word in before if word not in ("a", "the")][-1:]
    owned = has_one_of(owner, "people") or not HAVING.isdisjoint(owner)
    if spanish or owned or after[:1] == ["from"]:  # whence it came: dry eyes from staring at spreadsheets
        return False
    # With a word of medicine besides another it is no title: torn rotator cuff
    named = len(name) > 1 and not all(map(dictionary.is_plain, name))
    beside = (*before, *after)
    if named or all(is_listed(word) or word in LINKS for word in beside):
        return False
    said = [word for word in beside if word not in LINKS and word not in _IN_TITLES]
    others = [word for word in said if not _is_of_illness(word)]
    if len(others) >= _FOREIGN or len(others) == len(said):
        others = [word for word in others if form(word) not in page()]
    if len(others) >= _FOREIGN:  # croup chat link not working: one word that may be of illness is none there
        told = len(others) < len(said) - 1 or any(map(_is_but_of_illness, said))
        medical = name[-1].endswith("itis") or (len(name) > 1 and name[-1].endswith(OF_CONDITIONS))
        return not (told or medical)
    # One word of life may say whose it is (varicose veins hairdresser), or where it is
    placed = after[:1] in (["in"], ["on"]) or dictionary.life().issuperset(map(form, others))
    return len(others) == len(said) and not (said and (short or placed))


def _is_of_illness(word: str) -> bool:
    """Whether a word is of people, times, care or the body, or is asked: a title has hardly one."""
    return (
        word in _telling()
        or form(word) in _telling()
        or is_taken(word)
        or dictionary.is_technical(word)
        or (NUMBER.fullmatch(word) is not None and (not word.isdigit() or int(word) <= _OLDEST))
    )


def _is_but_of_illness(word: str) -> bool:
    """Whether a word is of illness and of hardly anything else: a medicine, a word of medicine, a symptom."""
    return is_taken(word) or dictionary.is_technical(word) or word in _illness()


@cache
def _illness() -> frozenset[str]:
    return of_kind("complaint") | letters.FLARES | letters.TREATED | _OF_LOOKS


@cache
def _telling() -> frozenset[str]:
    kinds = harmless(("ask", "people", "span", "time", "degree", "say", "care", "es", "es_more"))
    bodily = of_kind("kind", "symptom", "body", "limb", "complaint", "ill", "agent", "talk", "modifier")
    return kinds | bodily | dictionary.conditions() | everyday_spanish() | _OF_LOOKS
