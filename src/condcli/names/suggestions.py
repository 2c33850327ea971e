"""What to list for a name that is none of ours: the names that are nearest. Nothing opens by likeness."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from itertools import chain
from math import inf, log
from typing import TypeAlias

from msgspec import Struct

from condcli.json_answers import Candidate, Resolution
from condcli.names import dictionary, question
from condcli.names.index import CANDIDATES, Entry, Found, Index, Kind, KnownEntry, order, several
from condcli.names.normalize import LINKS, fold, form, raw_words
from condcli.names.phonetic import sound

ALIKE = 0.55  # of a name and a query: enough to list the name
CONTAINED = 0.85  # of a name that the query has: enough too, unless the query says much more
MUCH_MORE = 0.2
MOST = 0.6  # of a loose name that is named beside a refusal
ALIKE_ALONE = 0.6  # for a query of one word that begins like the name
KNOWN = 0.8  # for a name that is known and has no record, to be said to be meant
LONGEST_ABBREVIATION = 5
LONGEST_FRAGMENT = 3
SHORTEST_START = 4  # letters of the beginning of a name
WEAK = 3  # candidates of a name that is refused
WEAKEST = 50.0  # score of one
LOOKED_AT = 60
LAST = 9  # rank of a known name, behind all names of records
KEYS = 600  # names that are looked at closely
LIKE_WORDS = 12  # words of names that a typed word may be
HITS = 60  # words that are compared by their sound
REMEMBERED = 5_000  # typed words of which those that are like them are kept: a batch asks again
SHORTEST = 3  # letters of a word that others may be like
HEARD = 0.8  # how alike words are that only sound alike
UNKNOWN = 0.7  # what a word tells that no name has, as a part of what the rarest word tells
# (letters, errors): the errors that a word shorter than this may have
ERRORS = ((5, 1), (7, 2), (inf, 3))

Likenesses: TypeAlias = Mapping[str, float]


class Near(Struct, frozen=True):
    """A key of the table of bags.

    `score` says how much of it and of the query agree (0 to 1), `covered` how much of it the query has,
    `shared` in how many words.
    """

    key: str
    score: float
    covered: float
    shared: int


class Neighborhood:
    """Names by the words that they share with a query, rare words counting most."""

    def __init__(self, bags: Collection[str]) -> None:
        self._like = lru_cache(maxsize=REMEMBERED)(self._likes)
        self._keys: dict[str, list[str]] = {}
        for key in bags:
            for word in key.split():
                self._keys.setdefault(word, []).append(key)
        names = len(bags) + 2
        self._unknown = UNKNOWN * log(names)
        # How much each word tells: rare ones tell much
        self._weights = {word: log(names / (len(keys) + 1)) for word, keys in self._keys.items()}

    @cached_property
    def _words(self) -> dictionary.WordList:
        return dictionary.WordList(self._keys)

    def near(self, raw: Sequence[str]) -> list[Near]:
        """Names that share words with the query, the nearest first."""
        told = [w for w in raw if w not in LINKS]
        options = [dict(self._options(w, alone=len(told) == 1)) for w in told]
        keys = self._likely(options)
        shared, asked = dict.fromkeys(keys, 0.0), dict.fromkeys(keys, 0.0)
        had: dict[str, list[str]] = {key: [] for key in keys}  # the words of each that the query has
        typed = zip(told, options, strict=True)  # a word that is like one of the name goes first
        for word, likenesses in sorted(typed, key=lambda t: -max(t[1].values(), default=0.0)):
            own = self._weights.get(form(word), self._unknown)
            agreement = self._agreement(likenesses, had)
            for key in keys:
                if key in agreement:
                    tells, meant = agreement[key]
                    shared[key] += tells
                    had[key].append(meant)
                else:
                    asked[key] += own
        found = []
        for key in keys:
            whole = sum(self._weights[w] for w in key.split())
            score, covered = shared[key] / (whole + asked[key]), shared[key] / whole
            found.append(Near(key, score, covered, len(had[key])))
        return sorted(found, key=lambda n: (-n.score, n.key))

    def _agreement(
        self, likenesses: Likenesses, had: Mapping[str, Collection[str]]
    ) -> dict[str, tuple[float, str]]:
        """What a typed word adds to each name that has it or one like it, and the word of the name."""
        added: dict[str, tuple[float, str]] = {}
        for word, likeness in likenesses.items():
            tells = likeness * self._weights[word]
            for key in self._keys[word]:
                if key in had and word not in had[key] and (key not in added or tells > added[key][0]):
                    added[key] = tells, word
        return added

    def _options(self, word: str, *, alone: bool) -> Iterator[tuple[str, float]]:
        """The words of names that a typed word may be, and how alike they are."""
        own = form(word)
        if own in self._keys:
            yield own, 1.0
        # A real word may be a misspelled one beside others only
        if word.isalpha() and len(word) >= SHORTEST and not (alone and dictionary.is_word(word)):
            like: dict[str, float] = {}
            for typed in dict.fromkeys((own, word)):
                near = self._like(typed, known=own in self._keys)
                like |= {w: likeness for w, likeness in near if likeness > like.get(w, 0)}
            yield from ((w, likeness) for w, likeness in like.items() if w != own)

    def _likes(self, word: str, *, known: bool) -> list[tuple[str, float]]:
        """Words of names that are like a typed one: if names have it too, only those a letter away."""
        if known:
            near = self._words.within(word, 1, HITS)
        else:
            errors = next(errors for letters, errors in ERRORS if len(word) < letters)
            far = self._words.within(word, errors + 1, HITS)
            heard = ((w, apart - (apart > 1 and sound(w) == sound(word))) for w, apart in far)
            near = [(w, apart) for w, apart in heard if apart <= errors]
        found = [(w, 1 - apart / max(len(word), len(w))) for w, apart in near]
        if not (found or known):
            found = list(self._heard(word))
        return sorted(found, key=lambda f: (-f[1], f[0]))[:LIKE_WORDS]

    def _heard(self, word: str) -> Iterator[tuple[str, float]]:
        """Words that sound as the typed one and are spelled quite otherwise: azma, skitsofrenia."""
        for w, _ in self._words.within(word, max(3, len(word) // 2)):
            if sound(w) == sound(word):
                yield w, HEARD

    def _likely(self, options: Sequence[Likenesses]) -> list[str]:
        """The names that have the rarest of the words, as many as are looked at closely."""
        words = sorted({w for o in options for w in o}, key=lambda w: (len(self._keys[w]), w))
        found: dict[str, None] = {}
        for word in words:
            keys = self._keys[word]
            if found and len(found) + len(keys) > KEYS:
                break
            found.update(dict.fromkeys(keys))
        return list(found)


class Suggestions:
    """Lists the records and known conditions whose names are near to a query."""

    def __init__(self, index: Index) -> None:
        self._index = index

    @cached_property
    def _neighborhood(self) -> Neighborhood:
        return Neighborhood(self._index.bags)

    def near(self, query: str) -> tuple[Candidate, ...]:
        """The records whose names are nearest, to be shown beside a refusal."""
        if _says_nothing(query):
            return ()
        strong, weak, _ = self._near(query)
        return tuple(c for c in (*strong, *weak) if c.score >= WEAKEST)[:WEAK]

    def nearest(self, query: str) -> Resolution:
        """A list of the names that a query may stand for; a refusal with the nearest where none may."""
        if _says_nothing(query):
            return Resolution(query, "none")
        if begun := self._begun(query):
            return several(query, begun)
        strong, weak, known = self._near(query)
        parts = (self._near(part)[0] for part in question.alternatives(query))
        if listed := _each_once(strong, *parts):
            return Resolution(query, "ambiguous", matches=listed[:CANDIDATES])
        near = tuple(c for c in weak if c.score >= WEAKEST)[:WEAK]
        return Resolution(query, "none", matches=near, known=known)

    def fill(self, query: str, found: Sequence[Candidate]) -> Resolution:
        """A list of the records found, and of those whose names are near."""
        strong, _, _ = self._near(query)
        return Resolution(query, "ambiguous", matches=_each_once(found, strong)[:CANDIDATES])

    def _begun(self, query: str) -> list[Entry]:
        """The names that begin with a word that is not written to its end: leuk, diab."""
        start = fold(query)
        if not start.isalpha() or len(start) < SHORTEST_START or dictionary.is_word(start):
            return []
        keys = (key for key in self._index.normalized if key.startswith(start))
        return [
            e for k in keys for e in self._index.normalized[k] if isinstance(e, Entry) and e.kind != "loose"
        ]

    def _near(self, query: str) -> tuple[list[Candidate], list[Candidate], str | None]:
        """Records to list, records that are near only, and the known name that is nearest of all."""
        raw = raw_words(question.without_intent(query) or query)
        meant = question.MEASURES.isdisjoint(raw_words(query))
        strong: dict[str, Candidate] = {}
        weak: dict[str, Candidate] = {}
        known, own = None, {*question.HEADS, *(form(w) for w in raw)}
        for near in self._neighborhood.near(raw)[:LOOKED_AT]:
            entries = self._index.bags[near.key]
            for e in sorted(entries, key=_order) if len(entries) > 1 else entries:
                clipped = isinstance(e, Entry) and e.said and " " not in near.key  # deafie is near to much
                if clipped or (e.name.isupper() and len(e.name) <= LONGEST_ABBREVIATION):
                    continue
                if isinstance(e, KnownEntry):
                    said = near.score >= KNOWN and own.issuperset(near.key.split())
                    known = known or (e.known.name if said and not strong else None)
                elif e.record.id not in strong:
                    to = strong if meant and _enough(near, raw, own, e.kind) else weak
                    if to is weak and not _worth_a_word(near, raw, e.kind):
                        continue
                    percent = round(100 * near.score, 1)
                    to.setdefault(e.record.id, Candidate(e.record.id, e.record.name, e.name, percent))
        return list(strong.values()), [c for c in weak.values() if c.id not in strong], known


def _says_nothing(query: str) -> bool:
    """Whether it is a fragment or an abbreviation, so that likeness means nothing."""
    return len(query) <= LONGEST_FRAGMENT or (query.isupper() and len(query) <= LONGEST_ABBREVIATION)


def _each_once(*lists: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """The candidates of all lists, each record where it first stands."""
    found: dict[str, Candidate] = {}
    for c in chain.from_iterable(lists):
        found.setdefault(c.id, c)
    return tuple(found.values())


def _enough(near: Near, raw: Sequence[str], own: Collection[str], kind: Kind) -> bool:
    """Whether a name is near enough to be what was meant; a loose one of one word says too little.

    `own` are the words of the query in their one form, and those that a name may lack.
    """
    if sum(w not in LINKS for w in raw) == 1:
        if " " in near.key:
            rest = set(near.key.split()).difference(own)
            return near.shared == 1 and all(w == "disorder" or w.isdigit() or len(w) == 1 for w in rest)
        return near.score >= ALIKE_ALONE and near.key[0] == raw[0][0]
    says_enough = kind != "loose" or " " in near.key
    return near.score >= ALIKE or (says_enough and near.covered >= CONTAINED and near.score >= MUCH_MORE)


def _worth_a_word(near: Near, raw: Sequence[str], kind: Kind) -> bool:
    """Whether a name may be named beside a refusal.

    One of a single word among several only if it is a name of its own; a loose one if most of it is there.
    """
    if " " not in near.key and len(raw) > 1:
        return near.covered == 1 and kind != "loose"
    return kind != "loose" or near.covered >= MOST


def _order(found: Found) -> tuple[int, int, str, str]:
    return order(found) if isinstance(found, Entry) else (LAST, 0, found.known.name, "")
