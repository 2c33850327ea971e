"""Songs, bands and films that are called like a condition: what beside a name says that illness is meant."""

from collections.abc import Callable, Sequence
from functools import cache
from itertools import pairwise

from condcli.names import dictionary
from condcli.names.normalize import LINKS, form
from condcli.names.spanish import everyday_spanish
from condcli.names.word_kinds import NUMBER, harmless, is_listed, is_taken, of_kind, question_words

# Small words that stand in any title, though people ask with them too
_IN_TITLES = frozenset({
    "a", "all", "an", "are", "at", "but", "by", "do", "does", "hate", "i", "is", "it", "love", "me", "no",
    "not", "our", "say", "so", "that", "the", "this", "told", "we", "with", "you", "your",
})  # fmt: skip
# Behind a name they say where or whence it came, which a title seldom does: mrsa in the locker room
_WHENCE = frozenset({"from", "in", "on"})
# How it looks, how far it has gone, and what makes it worse
_OF_LOOKS = frozenset(
    {"fibrosis", "metastases", "lesions", "physical", "thick", "flaky", "crusty", "weather"}
)


def is_one(
    before: Sequence[str],
    name: Sequence[str],
    after: Sequence[str],
    page: Callable[[], frozenset[str]],
    *,
    spanish: bool,
) -> bool:
    """Whether a name is that of a song, a band or a film, or may be: nothing beside it speaks of illness.

    `page` gives the words that its page says, each in its one form; `spanish`, the name is Spanish.
    """
    pairs = map(" ".join, (*pairwise(before), *pairwise(after)))
    if not question_words().works.isdisjoint(pairs):  # green day
        return True
    beside = (*before, *after)
    if spanish or not _WHENCE.isdisjoint(after[:1]):
        return False
    if all(is_listed(word) or word in LINKS for word in beside):
        return False
    # With a word of medicine besides another it is no title: torn rotator cuff
    if len(name) > 1 and not all(map(dictionary.is_plain, name)):
        return False
    said = [word for word in beside if word not in LINKS and word not in _IN_TITLES]
    return not (any(map(_is_of_illness, said)) or any(form(word) in page() for word in said))


def _is_of_illness(word: str) -> bool:
    """Whether a word is of people, times, care, the body or life, or is asked: a title has hardly one."""
    return (
        word in _telling()
        or form(word) in _telling()
        or is_taken(word)
        or dictionary.is_technical(word)
        or NUMBER.fullmatch(word) is not None
    )


@cache
def _telling() -> frozenset[str]:
    kinds = harmless(("ask", "people", "span", "time", "degree", "say", "care", "es", "es_more"))
    bodily = of_kind("kind", "symptom", "body", "limb", "complaint", "ill", "agent", "talk", "modifier")
    return kinds | bodily | dictionary.life() | dictionary.conditions() | everyday_spanish() | _OF_LOOKS
