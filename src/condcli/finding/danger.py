"""Words that mean "call now": what to do, before anything else is said.

It goes by the rules of data/danger.json alone and by no likeness, so that whoever reads the file knows what
is answered.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache, cached_property
from itertools import chain, islice

from msgspec import Struct

from condcli.catalog.files import data_folder, read
from condcli.finding import narrowing
from condcli.finding.calm import CalmWords, Hit
from condcli.finding.rules import Call, DangerRules, HelpReference
from condcli.finding.wording import Sentence, Wording
from condcli.names.dictionary import is_word

WINDOW = 10  # words that matter: how far the parts of a group may stand apart
CHOICES = 4  # places of a part that are tried beside those of the others
HELP = "help"  # what every cry for help is folded into
FEW = 5  # texts for which only what they can meet is made ready
MOST = 100_000  # characters: nobody types more
NEGATIONS = frozenset({"no", "not", "without", "never", "nor", "denies", "deny", "denied"})
# Behind a "no" that answers, and denies nothing: no he swallowed it, no a snake
TELLERS = frozenset({
    "i", "im", "ive", "he", "hes", "she", "shes", "we", "weve", "they", "theyve",
    "a", "an", "the", "wait", "actually",
})  # fmt: skip


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
        known, left = narrowing.words(rules)
        self._wording = Wording(rules.skip, rules.same, is_word, known, left)
        self._asked = 0

    def __call__(self, text: str, *, only_cry: bool = False) -> list[Help]:
        """What to do now, the most urgent first; nothing where the words mean no danger.

        With `only_cry` they must be one of those that count if nothing else is said: choking.
        """
        sentences = list(self._wording.sentences(text[:MOST]))
        if not any(self._wording.knows(word) for sentence in sentences for word in sentence.words):
            return []  # as of "lukemia"
        self._asked += 1
        if self._asked > FEW:
            ready = self._whole
        else:
            ready = Ready(narrowing.narrowed(self._rules, self._wording, sentences), self._wording)
        return ready(sentences, only_cry=only_cry)

    def in_order(self, found: Mapping[str, Help]) -> list[Help]:
        """What was found, by its id: the most urgent first."""
        return [found[entry.id] for entry in self._rules.entries if entry.id in found]

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
        self._calm = CalmWords(rules, wording)

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

    def __call__(self, sentences: Sequence[Sentence], *, only_cry: bool = False) -> list[Help]:
        """What to do now, the most urgent first."""
        some = () if only_cry else sentences
        found = {number for sentence in some for number in self._dangers(sentence)}
        if len(sentences) == 1:  # words that count if nothing else is said, with or without a cry for help
            words = sentences[0].words
            rest = tuple(word for word in words if word != HELP)
            forms = (words, (*rest, HELP), rest) if rest != words else (words,)
            found.update([self._alone[form] for form in forms if form in self._alone][:1])
        entries = (self._rules.entries[number] for number in sorted(found))
        return [Help(e.id, e.title, e.call, e.steps, e.references) for e in entries]

    def _dangers(self, sentence: Sentence) -> set[int]:
        hits = self._hits(sentence)
        found = {
            number
            for number in hits
            if number < len(self._rules.entries)
            and any(self._calm.leaves(number, sentence, hit) for hit in hits[number])
        }
        for number, needed, slots in chain.from_iterable(self._groups.get(slot, ()) for slot in hits):
            if number not in found and hits.keys() >= needed:
                together = _together([hits[slot] for slot in slots])
                if any(self._calm.leaves(number, sentence, *hits) for hits in together):
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
            if at and words[at - 1] in NEGATIONS and word not in NEGATIONS:
                start, end = sentence.spans[at - 1]
                if sentence.said[start:end] != ("no",) or TELLERS.isdisjoint(sentence.said[end : end + 1]):
                    continue
            for phrase, slots in self._phrases.get(word, {}).items():
                if words[at : at + len(phrase)] == phrase:
                    for slot in slots:
                        hits.setdefault(slot, []).append((at, at + len(phrase)))
        for found in hits.values():
            found.sort()
        return hits


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
