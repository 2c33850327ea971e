"""Words that mean "call now": what to do, before anything else is said.

It goes by the rules of data/danger.json alone and by no likeness, so that whoever reads the file knows what
is answered.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache, cached_property
from itertools import chain, islice, pairwise

from msgspec import Struct

from condcli.catalog.files import data_folder, read
from condcli.finding import narrowing
from condcli.finding.rules import Call, DangerRules, HelpReference
from condcli.finding.wording import NUMBER, Sentence, Wording
from condcli.names.dictionary import is_word

WINDOW = 10  # words that matter: how far the parts of a group may stand apart
NEAR = 3  # words: how close a word of `unless` must stand
PAST = 10  # words: how soon "years ago" follows what is over
AGES = range(1, 100)  # years
OLD = 13  # no hour of a clock, where two ages tell that something is over
YEARS = 5  # that they lie apart
SOON = 5  # words: how soon is said that it ended well
CHOICES = 4  # places of a part that are tried beside those of the others
HELP = "help"  # what every cry for help is folded into
FEW = 5  # texts for which only what they can meet is made ready
MOST = 100_000  # characters: nobody types more
NEGATIONS = frozenset({"no", "not", "without", "never", "nor", "denies", "deny", "denied"})
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


class Help(Struct, frozen=True):
    """What to do now, and whom to call."""

    id: str
    title: str
    call: Call
    steps: tuple[str, ...]
    references: tuple[HelpReference, ...]


class Finder:
    """Reads texts by the rules: for each of the first few it makes ready what they can meet, then all."""

    def __init__(self, rules: DangerRules, is_word: Callable[[str], bool]) -> None:
        self._rules = rules
        known, left = narrowing.words(rules), narrowing.calm_words(rules)
        self._wording = Wording(rules.skip, rules.same, is_word, known, left)
        self._asked = 0

    def __call__(self, text: str) -> list[Help]:
        """What to do now, the most urgent first; nothing where the words mean no danger."""
        sentences = self._sentences(text)
        return self._ready(sentences)(sentences) if sentences else []

    def of_a_cry(self, text: str) -> list[Help]:
        """What to do now where the words are one of those that count if nothing else is said: choking."""
        sentences = self._sentences(text)
        return self._ready(sentences).of_a_cry(sentences) if sentences else []

    def _sentences(self, text: str) -> list[Sentence]:
        """The sentences of a text; none where the rules know no word of it, as of "lukemia"."""
        sentences = list(self._wording.sentences(text[:MOST]))
        return sentences if self._wording.knows_any(sentences) else []

    def _ready(self, sentences: Sequence[Sentence]) -> "Ready":
        self._asked += 1
        if self._asked > FEW:
            return self._whole
        return Ready(narrowing.narrowed(self._rules, self._wording, sentences), self._wording)

    @cached_property
    def _whole(self) -> "Ready":
        return Ready(self._rules, self._wording)


class Ready:
    """Rules that are ready to read any number of texts."""

    def __init__(self, rules: DangerRules, wording: Wording) -> None:
        self._rules = rules
        self._wording = wording
        self._phrases: dict[str, dict[tuple[str, ...], list[int]]] = {}
        self._parts: dict[str, int] = {}  # the first slots are for the phrases of each entry, then for parts
        self._ways: dict[int, int] = {}
        self._small: dict[str, list[int]] = {}
        # The groups by the part that can be said in the fewest ways, so that most are not looked at
        self._groups: dict[int, list[tuple[int, frozenset[int], tuple[int, ...]]]] = {}
        self._alone: dict[tuple[str, ...], int] = {}
        for number, entry in enumerate(rules.entries):
            for phrase in entry.phrases:
                self._add(phrase, number)
            for phrase in entry.alone:
                self._alone.setdefault(self._wording.learn(phrase), number)
            for group in entry.groups:
                slots = tuple(map(self._slot, group))
                fewest = min(slots, key=self._ways.__getitem__)
                self._groups.setdefault(fewest, []).append((number, frozenset(slots), slots))
        self._calm = [Places(self._wording, entry.calm) for entry in rules.entries]
        calm = rules.calm
        self._before, self._after, self._past, self._now = (
            Places(self._wording, phrases) for phrases in (calm.before, calm.after, calm.past, calm.now)
        )
        self._asking, self._topics, self._lasting, self._subjects, self._told = (
            Places(self._wording, phrases)
            for phrases in (calm.asking, calm.topics, calm.lasting, calm.subjects, calm.told)
        )
        self._later, self._settled = (
            Places(self._wording, phrases) for phrases in (calm.later, calm.settled)
        )
        self._heeded = frozenset(calm.heeded)
        self._somebody = frozenset(narrowing.alternatives(rules, rules.lists["someone"]))
        self._teller = _BETWEEN | _THEN | self._somebody

    def _slot(self, part: str) -> int:
        if part not in self._parts:
            self._parts[part] = slot = len(self._rules.entries) + len(self._parts)
            phrases = list(narrowing.alternatives(self._rules, part.split(" / ")))
            self._ways[slot] = len(phrases)
            for phrase in phrases:
                self._add(phrase, slot)
        return self._parts[part]

    def _add(self, phrase: str, slot: int) -> None:
        words = self._wording.learn(phrase)
        if words:
            self._phrases.setdefault(words[0], {}).setdefault(words, []).append(slot)
        else:  # a word that is left out elsewhere, such as "my" where it says that somebody is meant
            self._small.setdefault(phrase, []).append(slot)

    def __call__(self, sentences: Sequence[Sentence]) -> list[Help]:
        """What to do now, the most urgent first."""
        found = {number for sentence in sentences for number in self._dangers(sentence)}
        return self._help({*found, *self._cries(sentences)})

    def of_a_cry(self, sentences: Sequence[Sentence]) -> list[Help]:
        """The same where the words are one of those that count if nothing else is said."""
        return self._help(self._cries(sentences))

    def _help(self, found: set[int]) -> list[Help]:
        entries = (self._rules.entries[number] for number in sorted(found))
        return [Help(e.id, e.title, e.call, e.steps, e.references) for e in entries]

    def _cries(self, sentences: Sequence[Sentence]) -> set[int]:
        number = self._by_itself(sentences[0].words) if len(sentences) == 1 else None
        return set() if number is None else {number}

    def _by_itself(self, words: tuple[str, ...]) -> int | None:
        """The entry of words that count if nothing else is said, with or without a cry for help."""
        rest = tuple(word for word in words if word != HELP)
        forms = (words, (*rest, HELP), rest) if rest != words else (words,)
        return next((self._alone[form] for form in forms if form in self._alone), None)

    def _dangers(self, sentence: Sentence) -> set[int]:
        hits = self._hits(sentence)
        found = {
            number
            for number in hits
            if number < len(self._rules.entries)
            and any(self._counts(number, sentence, hit) for hit in hits[number])
        }
        for number, needed, slots in chain.from_iterable(self._groups.get(slot, ()) for slot in hits):
            if number not in found and hits.keys() >= needed:
                together = _together([hits[slot] for slot in slots])
                if any(self._counts(number, sentence, *hits) for hits in together):
                    found.add(number)
        return found

    def _hits(self, sentence: Sentence) -> dict[int, list[Hit]]:
        """Where each phrase and each part stands, in order; a small word takes no place."""
        words = sentence.words
        hits: dict[int, list[Hit]] = {}
        starts = [start for start, _ in sentence.spans]
        for place, word in enumerate(sentence.said):
            at = bisect_left(starts, place)
            for slot in self._small.get(word, ()):
                hits.setdefault(slot, []).append((at, at))
        for at, word in enumerate(words):
            after_no = at > 0 and words[at - 1] in NEGATIONS and word not in NEGATIONS
            denied = after_no and not sentence.answers(at - 1)
            for phrase, slots in () if denied else self._phrases.get(word, {}).items():
                if words[at : at + len(phrase)] == phrase:
                    for slot in slots:
                        hits.setdefault(slot, []).append((at, at + len(phrase)))
        for found in hits.values():
            found.sort()
        return hits

    def _counts(self, number: int, sentence: Sentence, *parts: Hit) -> bool:
        """Whether nothing around the words takes the danger out of them."""
        said = sentence.said
        places = [(sentence.spans[first][0], sentence.spans[last - 1][1]) for first, last in parts]
        start, end = min(places)[0], max(last for _, last in places)
        calm = self._calm[number].of(said)
        if any(first < until and last > at for first, last in calm for at, until in places):
            return False
        close = said[max(0, start - NEAR) : end + NEAR]
        if any(word in close for word in self._rules.entries[number].unless):
            return False
        heeded = self._rules.entries[number].id in self._heeded
        if self._is_general(said, heeded=heeded) and not self._now.of(said):
            return False
        unsafe = heeded or self._rules.entries[number].id in _LATE
        past, settled = self._past.of(said), () if unsafe else self._settled.of(said)
        teller = _back(said, start, self._teller)
        long_ago = () if heeded else self._told.of(said)
        told = any(not first and teller <= last <= start for first, last in long_ago)
        past = [*past, *_grown(said, start)]
        over = [place for place in past if start < place[0] <= end + PAST]
        after = end if told else min((last for _, last in over), default=len(said))
        later = [place for place in self._later.of(said) if place[0] >= after]
        asked = min(later, default=(len(said) + 1, 0))[0]
        is_old = not {last for _, last in over}.isdisjoint(last for _, last in long_ago)
        for at, until in self._now.of(said):
            weak = said[at:until] in _WEAK and (until >= asked or (is_old and said[at] == "still"))
            if weak or (told and _is_age(said, at)):
                continue
            if all(not first <= at < last for first, last in (*past, *settled, *later)):
                return True
        before = _back(said, start, _BETWEEN)
        return not (
            told
            or over
            or any(before <= last <= start for _, last in self._before.of(said))
            or any(_follows(said, end, first) for first, _ in self._after.of(said))
            or (not heeded and any(0 <= first - end <= 1 for first, _ in self._lasting.of(said)))
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
            return nobody and bool(self._subjects.of(said))
        of_many = said[:2] in _ASKING and any(word[-1] == "s" and len(word) > NEAR for word in said[2:3])
        asks = nobody and (of_many or any(not first for first, _ in self._asking.of(said)))
        return asks or bool(self._topics.of(said)) or (nobody and bool(self._subjects.of(said)))


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
            places = [
                (at, end)
                for at, word in enumerate(said)
                for phrase in self._beginning(word)
                if (end := _end(phrase, said, at))
            ]
            self._last = (said, places)
        return self._last[1]

    def _beginning(self, word: str) -> Iterable[tuple[str, ...]]:
        numbered = self._by_first.get(NUMBER, ()) if word.isdigit() else ()
        return (*self._by_first.get(word, ()), *numbered)


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


def _follows(said: tuple[str, ...], end: int, first: int) -> bool:
    """Whether what begins here belongs to the words that end there: not "fainted in class"."""
    return first == end or (first == end + 1 and said[end] not in _WHERE)


def _grown(said: tuple[str, ...], start: int) -> Iterator[Hit]:
    """Where something is said to be long over by two ages: "passed out at 19, another piercing now at 27"."""
    numbers = [(at, int(word)) for at, word in enumerate(said) if word.isdigit() and at and int(word) in AGES]
    for (then, young), (at, old) in pairwise(numbers):
        if start < then and said[then - 1] in _AT and old >= max(OLD, young + YEARS):
            begin = at - 2 if said[at - 1] == "at" else at - 1
            if said[begin] == "now":
                yield then - 1, at + 1


def _is_age(said: tuple[str, ...], at: int) -> bool:
    """Whether a "now" tells how old somebody is: "im 40 now", "now 40"."""
    return said[at] == "now" and any(word.isdigit() for word in (*said[at - 1 : at], *said[at + 1 : at + 2]))


def _back(said: tuple[str, ...], start: int, small: frozenset[str]) -> int:
    """Where the run of small words before a place begins."""
    while start and said[start - 1] in small:
        start -= 1
    return start


def _together(parts: list[list[Hit]]) -> Iterator[list[Hit]]:
    """Where all parts stand, each in a place of its own, within the window."""
    first, *rest = sorted(parts, key=len)
    grown: list[list[Hit]] = [[hit] for hit in first]
    for part in rest:
        starts = [hit[0] for hit in part]
        more: list[list[Hit]] = []
        for taken in grown:
            low, high = min(taken)[0], max(hit[1] for hit in taken)
            near = part[bisect_left(starts, high - WINDOW) : bisect_left(starts, low + WINDOW)]
            fitting = (h for h in near if all(h[1] <= s or h[0] >= e for s, e in taken))
            more += ([*taken, h] for h in islice(fitting, CHOICES))
        grown = more
    for taken in grown:
        yield [hit for hit in taken if hit[0] < hit[1]]


@cache
def finder() -> Finder:
    """The bundled rules, ready to read: nobody's own catalog takes their place."""
    return Finder(read(data_folder() / "danger.json", DangerRules), is_word)
