"""What makes a name something else than a condition: an animal, a band, a shop, a person, other words."""

from collections.abc import Callable, Sequence
from itertools import pairwise

from condcli.names.normalize import form
from condcli.names.word_kinds import of_kind, question_words

_SPELLED = (3, 4)  # letters of an abbreviation that words may begin with; two would stand together by chance
SHOWN = 2  # words behind a name among which a show or a shop is a part of it
_TALKS = frozenset({("talk", "show"), ("chat", "show"), ("game", "show")})
_SOURCES = frozenset({"from", "seeing", "eating", "ate", "undercooked", "raw", "bad", "off"})
_GIVING = (["gave"], ["brought"], ["give"], ["gives"], ["make"], ["makes"], ["licked"], ["scratched"])
_ARTICLES = frozenset({"a", "an", "the", "my", "our", "his", "her", "their", "some", "old", "new", "local"})
_BECAUSE = ["because", "of"]
_WEATHER = frozenset({"weather", "honey"})
_SAID_OF_OTHERS = frozenset({"hives", "hive", "bipolar"})  # of bees, of the weather
_ACTING = frozenset(
    {"hate", "love", "sing", "sang", "play", "played", "rock", "release", "released", "tour", "cover"}
)
_WHO = frozenset({"which", "who", "whose"})
# Who speaks of a condition that somebody has
_HAVING = frozenset({
    "i", "im", "ive", "my", "me", "mine", "we", "our", "us", "he", "hes", "his", "him", "she", "shes", "her",
    "they", "has", "have", "had", "having", "got", "get", "gets", "getting",
})  # fmt: skip
_CALVES = frozenset({"calves", "calf"})  # of a cow, or of a leg
_LEGS = frozenset({"left", "right", "both", "leg", "legs", "feet", "thigh", "thighs", "shin", "shins"})


def is_another(before: Sequence[str], name: Sequence[str], after: Sequence[str]) -> bool:
    """Whether the words beside a name say that it is no condition here."""
    beside = [*_meant(before, name), *_meant(after, name)]
    show = of_kind("show")
    called = before[-1:] == ["the"]  # the hives were the best live band
    near = beside if called else [*_meant(before, name), *_meant(after[:SHOWN], name)]
    kinds = {*beside, *map(form, beside)}  # a plural is in the lists by its singular
    others = question_words().compounds.get(name[-1], frozenset())
    return (
        not of_kind("animal", "art").isdisjoint(kinds)
        or not show.isdisjoint(near)
        or (called and _ACTING.intersection(after[:1]) != set())
        or not others.isdisjoint(after[:1])
        or _is_figurative(before, name[-1])
        or _is_offered((*before, *after))
        or _is_a_person(before, name, (*before, *after))
        or _is_short_for(name, before)
        or _is_short_for(name, after)
    )


def _meant(words: Sequence[str], name: Sequence[str]) -> list[str]:
    """The words beside a name without the animals, foods and shows that it but comes from: from a kitten."""
    plain = len(name) == 1 and name[0] in question_words().everyday | _SAID_OF_OTHERS
    kept: list[str] = []
    for place, word in enumerate(words):
        told = [w for w in words[:place] if w not in _ARTICLES][-1:]
        source = told and (told[0] in _SOURCES or words[:place][-3:-1] == _BECAUSE) and not plain
        if not (source or words[place + 1 : place + 2] in _GIVING or (word in _WEATHER and not plain)):
            kept.append(word)
    return kept


def _is_a_person(before: Sequence[str], name: Sequence[str], beside: Sequence[str]) -> bool:
    """Whether a bare name is that of the one who bears it: which Hashimoto was a minister."""
    if name[-1] not in question_words().bearers:
        return False
    if before[-1:] == ["old"] or _TALKS.intersection(pairwise(beside)):  # a town, a talk show
        return True
    return not _WHO.isdisjoint(before[:1]) or not question_words().public.isdisjoint(beside)


def _is_figurative(before: Sequence[str], name: str) -> bool:
    """Whether one or two words right before a name make a figure of speech: career suicide, not a dry eye."""
    led = question_words().led.get(name, frozenset())
    return not led.isdisjoint((" ".join(before[-1:]), " ".join(before[-2:])))


def _is_offered(beside: Sequence[str]) -> bool:
    """Whether a job, a course, an event, goods or a game are named after it.

    One word of `offer` says so, two of `trade` if nobody is said to have it.
    """
    if not of_kind("offer").isdisjoint(beside):
        return True
    return len(of_kind("trade").intersection(beside)) > 1 and _HAVING.isdisjoint(beside)


def are_of_farm(beside: Sequence[str], page: Callable[[], frozenset[str]]) -> bool:
    """Whether calves beside a name are animals: no leg is spoken of there, nor on its page."""
    if _CALVES.isdisjoint(beside) or not (_HAVING | _LEGS).isdisjoint(beside):
        return False
    return page().isdisjoint(map(form, _CALVES))


def _is_short_for(name: Sequence[str], words: Sequence[str]) -> bool:
    """Whether words that stand together begin with the letters of an abbreviation: lbd little black dress."""
    if len(name) > 1 or len(name[0]) not in _SPELLED:
        return False
    return name[0] in "".join(word[0] for word in words)
