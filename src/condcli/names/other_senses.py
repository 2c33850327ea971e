"""What makes a name something else than a condition: an animal, a band, a shop, a person, other words."""

from collections.abc import Sequence
from itertools import pairwise

from condcli.names.word_kinds import of_kind, question_words

LETTERS = (3, 4)  # of an abbreviation; two would stand together by chance
SHOWN = 2  # words behind a name among which a show or a shop is a part of it
_TALKS = frozenset({("talk", "show"), ("chat", "show"), ("game", "show")})
_WHO = frozenset({"which", "who", "whose"})


def is_another(before: Sequence[str], name: Sequence[str], after: Sequence[str]) -> bool:
    """Whether the words beside a name say that it is no condition here."""
    beside = (*before, *after)
    show = of_kind("show")
    called = before[-1:] == ["the"]  # the hives were the best live band
    near = beside if called else (*before, *after[:SHOWN])
    return (
        not of_kind("animal", "art").isdisjoint(beside)
        or not show.isdisjoint(near)
        or not question_words().compounds.get(name[-1], frozenset()).isdisjoint(after[:1])
        or _is_a_person(before, name, beside)
        or _is_short_for(name, before)
        or _is_short_for(name, after)
    )


def _is_a_person(before: Sequence[str], name: Sequence[str], beside: Sequence[str]) -> bool:
    """Whether a bare name is that of the one who bears it: which Hashimoto was a minister."""
    if name[-1] not in question_words().bearers:
        return False
    if before[-1:] == ["old"] or _TALKS.intersection(pairwise(beside)):  # a town, a talk show
        return True
    return not _WHO.isdisjoint(before[:1]) or not question_words().public.isdisjoint(beside)


def _is_short_for(name: Sequence[str], words: Sequence[str]) -> bool:
    """Whether words that stand together begin with the letters of an abbreviation: lbd little black dress."""
    if len(name) > 1 or len(name[0]) not in LETTERS:
        return False
    return name[0] in "".join(word[0] for word in words)
