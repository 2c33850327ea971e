"""A text as the words of the rules: spellings folded into one, small words left out, typing errors fixed."""

import re
import unicodedata
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import cached_property
from itertools import chain, pairwise

from msgspec import Struct

from condcli.names.normalize import unaccented

_APOSTROPHES = str.maketrans(dict.fromkeys("’‘ʼ`´′＇ʻ", "'"))  # noqa: RUF001  what people type for it
# What cannot be seen, within a word that was copied from a page
_HIDDEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]"
)
_OWNER = re.compile(r"'s\b")
_OVERDOSED = re.compile(r"\bod'd\b")  # which without its apostrophe is "odd"
_END = re.compile(r"[.!?;。！？؟।]+(?!\d)|[\n\r\v\f\x85\u2028\u2029]+")  # noqa: RUF001  ends of sentences everywhere
_WORD = re.compile(r"\d+(?:\.\d+)?|[^\W\d_]+")
_BREAK = re.compile(r"[,:(|\t—–，、،]|\s[-/]+\s")  # noqa: RUF001  between the parts of a sentence
_DRAWN_OUT = re.compile(r"(.)\1{2,}")
_AND = re.compile(r"and (?:my|his|her|their)\b")  # begins another part, too
NUMBER = "NN"  # in a phrase of calm: any whole number
SHORTEST = 5  # letters: a shorter word is never taken for a misspelled one
LONG = 9  # letters from which a word may have two errors
READ = 24  # times that a text is read through before a set of its words is made
REMEMBERED = 20_000  # words of a batch that were read before
LONGEST = 24  # a longer run of letters is no word
SENTENCE = 120  # words: a longer sentence is read in pieces


class Sentence(Struct, frozen=True):
    """A sentence: `said` has all its words, folded; `words` those that matter, `spans` their places.

    `breaks` are the places in `said` before which a comma or a dash stands.
    """

    said: tuple[str, ...]
    words: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]
    breaks: tuple[int, ...]


class Words(Container[str]):
    """The words of phrases: they are looked for in the text, and in a set of all once much of it was read."""

    def __init__(self, phrases: Iterable[str]) -> None:
        self._text = f" {' '.join(phrases)} ".replace("'", "")
        self._left = READ * len(self._text)  # characters

    def __contains__(self, word: object) -> bool:
        if self._left < 0:
            return word in self.all
        at = self._text.find(f" {word} ")
        self._left -= len(self._text) if at < 0 else at
        return at >= 0

    @cached_property
    def all(self) -> frozenset[str]:
        """All of them."""
        return frozenset(self._text.split())


class Wording:
    """How a set of rules reads words: `same` spellings, words to `skip`, and no error made of a real word."""

    def __init__(
        self,
        skip: Iterable[str],
        same: Mapping[str, Iterable[str]],
        is_word: Callable[[str], bool],
        known: Words,
        left: Container[str],
    ) -> None:
        """A typed word may be a misspelled one that is `known`, but not where it is known or `left` alone."""
        self._skip = frozenset(skip)
        self._is_word = is_word
        self._one: dict[str, str] = {}
        self._several: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        self._own = set(self._skip)  # what is known beside the words of the rules
        self._ruled = known
        self._left = left
        self._learned: dict[str, tuple[str, ...]] = {}
        self._by_length: dict[int, list[str]] = {}
        self._read: dict[str, tuple[str, ...]] = {}
        for word, forms in same.items():
            self._one[word] = word
            self._add(word, forms)
        self._own.update(self._one)
        for found in self._several.values():
            found.sort(key=lambda pair: -len(pair[0]))

    def _add(self, word: str, forms: Iterable[str]) -> None:
        for form in forms:
            parts = tuple(map(self._negated, _words(form)))
            if len(parts) == 1:
                self._one[parts[0]] = word
            else:
                self._several.setdefault(parts[0], []).append((parts, word))
                self._own.update(parts)

    def learn(self, phrase: str) -> tuple[str, ...]:
        """A phrase of the rules as the words that matter."""
        if phrase not in self._learned:
            typed = _words(phrase)
            self._learned[phrase] = tuple(word for word, start, end in self._folded(typed))
        return self._learned[phrase]

    def said(self, phrase: str) -> tuple[str, ...]:
        """A phrase with all its words."""
        return tuple(map(self._negated, _words(phrase)))

    def knows(self, word: str) -> bool:
        """Whether the rules know a word that matters."""
        return word in self._own or word in self._ruled

    def has_all(self, sentences: Iterable[Sentence]) -> Callable[[Iterable[str]], list[str]]:
        """Those of many phrases all of whose words that matter these sentences have, in any spelling."""
        said = {word for sentence in sentences for word in (*sentence.said, *sentence.words)}
        had = {*self._skip, *said, NUMBER} | {form for form, word in self._one.items() if word in said}
        for several in self._several.values():
            had.update(part for parts, word in several if word in said for part in parts)

        def met(phrases: Iterable[str]) -> list[str]:
            # Nearly all are known by their first word, without a look at the rest
            begun = [phrase for phrase in phrases if phrase.partition(" ")[0] in had]
            return [phrase for phrase in begun if had.issuperset(_words(phrase))]

        return met

    def _negated(self, word: str) -> str:
        """A word as it is said, each "no" of a verb folded into one: what is calm is not told by meaning."""
        return "not" if self._one.get(word) == "not" else word

    def sentences(self, text: str) -> Iterator[Sentence]:
        """The sentences of a text; what is no word in any language is left out."""
        for piece in _END.split(_plain(text)):
            raw = list(_WORD.finditer(piece))
            for start in range(0, len(raw), SENTENCE):
                typed: list[str] = []
                breaks: list[int] = []
                for before, word in pairwise([None, *raw[start : start + SENTENCE]]):
                    parted = word and before and _BREAK.search(piece, before.end(), word.start())
                    if parted or (word and _AND.match(piece, word.start())):
                        breaks.append(len(typed))
                    typed += self._reading(word[0]) if word else ()
                folded = self._folded(typed)
                yield Sentence(
                    said=tuple(map(self._negated, typed)),
                    words=tuple(word for word, _, _ in folded),
                    spans=tuple((begin, end) for _, begin, end in folded),
                    breaks=tuple(breaks),
                )

    def _folded(self, typed: Sequence[str]) -> list[tuple[str, int, int]]:
        """The words that matter, with where each begins and ends in what was typed."""
        folded: list[tuple[str, int, int]] = []
        typed = [*map(self._negated, typed)]
        at = 0
        while at < len(typed):
            word, start = typed[at], at
            for parts, meant in self._several.get(word, ()):
                if tuple(typed[at : at + len(parts)]) == parts:
                    word, at = meant, at + len(parts)
                    break
            else:
                at += 1
                if not self.knows(word) and word in self._left:
                    single = word.removesuffix("s")  # what only means no danger may be the plural of a danger
                    word = single if self.knows(single) and single not in self._skip else word
                word = self._one.get(word, word)
                if word in self._skip:
                    continue
            folded.append((word, start, at))
        return folded

    def _reading(self, word: str) -> tuple[str, ...]:
        """What a typed word is meant to be: itself, one word of the rules, or two that ran together."""
        with suppress(KeyError):  # another thread may clear it at any time
            return self._read[word]
        if len(self._read) >= REMEMBERED:
            self._read.clear()
        meant = self._meant(word)
        if len(word) <= LONGEST:
            self._read[word] = meant
        return meant

    def _meant(self, word: str) -> tuple[str, ...]:
        if self.knows(word) or word in self._left or len(word) > LONGEST or word[0].isdigit():
            return (word,)
        for shorter in (_DRAWN_OUT.sub(r"\1", word), _DRAWN_OUT.sub(r"\1\1", word), word.removesuffix("s")):
            if self.knows(shorter):
                return (shorter,)
        if len(word) < SHORTEST or self._is_word(word):
            return (word,)
        if near := self._near(word):
            return (near,)
        cuts = range(len(word) - 3, 2, -1)  # two words that ran together, such as "cantbreathe"
        two = ((word[:cut], word[cut:]) for cut in cuts if self.knows(word[:cut]) and self.knows(word[cut:]))
        return next(two, (word,))

    def _near(self, word: str) -> str | None:
        from rapidfuzz.distance import OSA  # noqa: PLC0415  only for a word that is not known
        from rapidfuzz.process import extractOne  # noqa: PLC0415

        errors = 2 if len(word) >= LONG else 1
        sizes = range(max(SHORTEST, len(word) - errors), len(word) + errors + 1)
        for size in sizes:
            if size not in self._by_length:
                known = chain(self._ruled.all, self._own)
                self._by_length[size] = sorted({other for other in known if len(other) == size})
        pool = [other for size in sizes for other in self._by_length[size]]
        found = extractOne(word, pool, scorer=OSA.distance, score_cutoff=errors)
        return found[0] if found else None


def _words(phrase: str) -> list[str]:
    """The words of a phrase of the rules."""
    return (
        phrase.split()
        if phrase.isascii() and phrase.replace(" ", "").isalpha()
        else _WORD.findall(_plain(phrase))
    )


def _plain(text: str) -> str:
    """Lower case, without accents, and no apostrophe inside a word."""
    text = _HIDDEN.sub("", text.translate(_APOSTROPHES)).lower()
    if not text.isascii():
        text = unicodedata.normalize("NFC", unaccented(text))
    return _OVERDOSED.sub("oded", _OWNER.sub(" s", text)).replace("'", "")
