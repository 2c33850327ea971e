"""What takes the danger out of words: knowledge, the past, figures of speech, and who is not there."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from condcli.finding.narrowing import CALM, alternatives
from condcli.finding.rules import DangerRules
from condcli.finding.wording import NUMBER, Sentence, Wording

NEAR = 3  # words: how close a word of `unless` must stand
PAST = 10  # words: how soon "years ago" follows what is over
AGES = range(1, 100)  # years
OLD = 13  # no hour of a clock, where two ages tell that something is over
YEARS = 5  # that they lie apart
SHORT = 3  # letters of a word that is no plural
SOON = 5  # words: how soon is said that it ended well
# What may stand between "how to prevent" and the danger, or between a "no" and it.
_BETWEEN = frozenset({
    "a", "an", "the", "my", "your", "our", "his", "her", "any", "someone", "somebody", "people", "person",
    "having", "have", "had", "being", "of",
})  # fmt: skip
# What may stand within a phrase of calm.
_SMALL = frozenset({"a", "an", "the", "my", "your", "our", "this", "that"})
# What may stand, with who is meant, between "when i was 12" and what happened then.
_THEN = frozenset({"was", "were", "got", "nearly", "almost", "once", "apparently", "accidentally"})
# Whom a text on a subject may be for, naming nobody: "poison safety week for kids".
_MANY = frozenset({
    "kids", "children", "babies", "toddlers", "infants", "newborns", "teens", "teenagers", "adults",
    "seniors", "people", "men", "women", "boys", "girls", "parents", "students", "grandparents",
    "grandparent", "teachers", "families", "babysitters", "caregivers", "nurses", "coaches", "moms", "dads",
    "infant", "child", "adult", "toddler",
})  # fmt: skip
_FOR = frozenset({
    "for", "in", "among", "between", "teach", "teaching", "do", "should", "can", "are", "most", "many",
})  # fmt: skip
_MADE_FOR = frozenset({
    "activity", "activities", "craft", "crafts", "worksheet", "worksheets", "book", "books", "song", "songs",
    "poster", "posters", "program", "programs", "camp", "lesson", "lessons", "coloring", "quiz", "app",
    "apps", "cpr", "aed", "policy", "policies",
})  # fmt: skip
# What asks how others do, where many are named behind it: "how do lifeguards spot drowning".
_ASKING = frozenset({("how", "do"), ("why", "do"), ("when", "do"), ("where", "do"), ("what", "do")})
_WHERE = frozenset({"in", "at", "during", "after", "before", "on"})  # where or when something happens
_AT = frozenset({"at", "age", "aged", "was"})
# Harm that comes late: who seems well again may not be.
_LATE = frozenset({"overdose", "button-battery", "poison", "carbon-monoxide"})
# A "now" that belongs to what is asked of something long over: "had a stroke in 2015, can i fly now".
_WEAK = frozenset({("now",), ("help",), ("today",), ("just",), ("still",)})
Hit = tuple[int, int]


class CalmWords:
    """What the rules say of calm, ready to read any number of sentences."""

    def __init__(self, rules: DangerRules, wording: Wording) -> None:
        self._rules = rules
        self._own = [Places(wording, entry.calm) for entry in rules.entries]
        self._places = {field: Places(wording, getattr(rules.calm, field)) for field in CALM}
        self._heeded = frozenset(rules.calm.heeded)
        self._somebody = frozenset(alternatives(rules, rules.lists["someone"]))
        self._teller = _BETWEEN | _THEN | self._somebody
        self._small = self._teller | _SMALL | frozenset(rules.skip)

    def leaves(self, number: int, sentence: Sentence, *parts: Hit) -> bool:
        """Whether nothing around the words takes the danger out of them."""
        said = sentence.said
        places = [(sentence.spans[first][0], sentence.spans[last - 1][1]) for first, last in parts]
        start, end = min(places)[0], max(last for _, last in places)
        calm = self._own[number].of(said)
        if any(first < until and last > at for first, last in calm for at, until in places):
            return False
        close = said[max(0, start - NEAR) : end + NEAR]
        if any(word in close for word in self._rules.entries[number].unless):
            return False
        heeded = self._rules.entries[number].id in self._heeded
        if self._is_general(said, heeded=heeded) and not self._places["now"].of(said):
            return False
        late = self._rules.entries[number].id in _LATE
        return not self._is_over(sentence, start, end, heeded=heeded, late=late)

    def _of_it(self, sentence: Sentence, end: int, places: Sequence[Hit]) -> list[Hit]:
        """The places of calm that belong to what ends there: not "i cant breathe, history of asthma"."""
        return [place for place in places if self._belongs(sentence, end, place[0])]

    def _belongs(self, sentence: Sentence, end: int, at: int) -> bool:
        """Whether no comma parts two places, or nothing but calm stands between it and the next.

        As in "had a seizure, years ago".
        """
        begin = max((stop for stop in sentence.breaks if end <= stop <= at), default=None)
        if begin is None:
            return True
        until = min((stop for stop in sentence.breaks if stop > at), default=len(sentence.said))
        calm = (self._places[field].of(sentence.said) for field in CALM)
        covered = {at for places in calm for first, last in places for at in range(first, last)}
        words = (sentence.said[at] for at in range(begin, until) if at not in covered)
        return all(len(word) == 1 or word in self._small or word.isdigit() for word in words)  # it's

    def _is_over(self, sentence: Sentence, start: int, end: int, *, heeded: bool, late: bool) -> bool:
        """Whether what stands there is long past, was prevented, is only spoken of, or ended well."""
        said, places = sentence.said, self._places
        settled = () if heeded or late else places["settled"].of(said)
        lasting = () if heeded else self._of_it(sentence, end, places["lasting"].of(said))
        teller = _back(said, start, self._teller)
        long_ago = () if heeded else places["told"].of(said)
        told = any(not first and teller <= last <= start for first, last in long_ago)
        past = [*places["past"].of(said), *_grown(said, start)]
        over = [place for place in self._of_it(sentence, end, past) if start < place[0] <= end + PAST]
        after = end if told else min((last for _, last in over), default=len(said))
        later = [place for place in places["later"].of(said) if place[0] >= after]
        asked = min(later, default=(len(said) + 1, 0))[0]
        is_old = not {last for _, last in over}.isdisjoint(last for _, last in long_ago)
        for at, until in places["now"].of(said):
            weak = said[at:until] in _WEAK and (until >= asked or (is_old and said[at] == "still"))
            beside = (*said[at - 1 : at], *said[at + 1 : at + 2])  # that tells an age: "im 40 now", "now 40"
            if weak or (told and said[at] == "now" and any(word.isdigit() for word in beside)):
                continue
            if all(not first <= at < last for first, last in (*past, *settled, *later)):
                return False
        before = _back(said, start, _BETWEEN)
        return (
            told
            or bool(over)
            or any(before <= last <= start for _, last in places["before"].of(said))
            # what begins there belongs to the words: not "fainted in class"
            or any(
                first == end or (first == end + 1 and said[end] not in _WHERE)
                for first, _ in self._of_it(sentence, end, places["after"].of(said))
            )
            or any(0 <= first - end <= 1 for first, _ in lasting)
            or any(end - 1 <= first <= end + SOON for first, _ in settled)
        )

    def _is_general(self, said: tuple[str, ...], *, heeded: bool) -> bool:
        """Whether the words tell of no living person: "can you overdose on water", "stabbed in my novel"."""
        around = zip(("", *said), said, (*said[1:], ""), strict=False)
        nobody = not any(
            word in self._somebody and not (word in _MANY and (before in _FOR or after in _MADE_FOR))
            for before, word, after in around
        )
        if heeded:
            return nobody and bool(self._places["subjects"].of(said))
        of_many = said[:2] in _ASKING and any(word[-1] == "s" and len(word) > SHORT for word in said[2:3])
        asks = nobody and (of_many or any(not first for first, _ in self._places["asking"].of(said)))
        if asks or self._places["topics"].of(said):
            return True
        return nobody and bool(self._places["subjects"].of(said))


class Places:
    """Where phrases of calm stand in a sentence."""

    def __init__(self, wording: Wording, phrases: Sequence[str]) -> None:
        self._by_first: dict[str, list[tuple[str, ...]]] = {}
        for words in map(wording.said, phrases):
            self._by_first.setdefault(words[0], []).append(words)
        self._last: tuple[tuple[str, ...], list[Hit]] = ((), [])

    def of(self, said: tuple[str, ...]) -> list[Hit]:
        """The places in the words of one sentence."""
        if self._last[0] is not said:
            numbered = self._by_first.get(NUMBER, ())
            places = [
                (at, end)
                for at, word in enumerate(said)
                for phrase in (*self._by_first.get(word, ()), *(numbered if word.isdigit() else ()))
                if (end := _end(phrase, said, at))
            ]
            self._last = (said, places)
        return self._last[1]


def _end(phrase: tuple[str, ...], said: tuple[str, ...], at: int) -> int:
    """Where a phrase that begins here ends, any whole number standing for NUMBER; 0 where it is not said.

    A small word that the phrase does not name may stand within it: "lip swollen from the filler".
    """
    for number, word in enumerate(phrase):
        while number and said[at : at + 1] != (word,) and not _SMALL.isdisjoint(said[at : at + 1]):
            at += 1
        if said[at : at + 1] != (word,) and not (word == NUMBER and said[at : at + 1] and said[at].isdigit()):
            return 0
        at += 1
    return at


def _grown(said: tuple[str, ...], start: int) -> Iterator[Hit]:
    """Where something is said to be long over by two ages: "passed out at 19, another piercing now at 27"."""
    numbers = [(at, int(word)) for at, word in enumerate(said) if word.isdigit() and at and int(word) in AGES]
    for (then, young), (at, old) in pairwise(numbers):
        if start < then and said[then - 1] in _AT and old >= max(OLD, young + YEARS):
            begin = at - 2 if said[at - 1] == "at" else at - 1
            if said[begin] == "now":
                yield then - 1, at + 1


def _back(said: tuple[str, ...], start: int, small: frozenset[str]) -> int:
    """Where the run of small words before a place begins."""
    while start and said[start - 1] in small:
        start -= 1
    return start
