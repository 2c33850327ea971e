"""Words that a reader may not know: long, not everyday, and not explained where they first stand."""

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from condcli.catalog.files import word_list
from condcli.plain_language.readability import LONG_WORD
from condcli.plain_language.sentences import Unit, is_address, words
from condcli.plain_language.syllables import syllables
from condcli.plain_language.terms import Terms

# Ending, and what may have stood in its place. What a light ending adds does not make a word hard: suddenly.
_LIGHT = (
    ("ied", ("y",)), ("ier", ("y",)), ("iest", ("y",)), ("ily", ("y",)), ("iness", ("y",)),
    ("ed", ("", "e")), ("ing", ("", "e")), ("ly", ("", "le")), ("ness", ("",)),
    ("ces", ("ce",)), ("ges", ("ge",)), ("ses", ("s", "se")), ("ches", ("ch", "che")), ("shes", ("sh",)),
    ("xes", ("x",)),
)  # fmt: skip
_ENDINGS = (
    *_LIGHT, ("ies", ("y",)), ("s", ("",)), ("es", ("",)), ("er", ("", "e")), ("or", ("", "e")),
    ("est", ("", "e")), ("less", ("",)), ("ful", ("",)),
)  # fmt: skip
_PREFIXES = ("over", "under", "un")
_SHORTEST_STEM = 3
_UNIT = 3  # letters: mg is a unit, not a word
_NEAR = 5  # words between "called" and the word that it introduces
_FOLLOWING = re.compile(r"[^\w\s]?(?:\s+[\w'-]+){0,3}?\s*\(")  # myalgia pain (aching muscles)
_NAMING = frozenset({"called", "named", "termed"})
_OTHERWISE = frozenset({"or", "as"})  # known as, also as; a stroke, or ...
_SAYING = frozenset({"is", "are", "was", "were", "mean", "means"})
_TELLING = frozenset({
    "makes", "make", "helps", "help", "shows", "show", "checks", "check", "measures", "measure", "uses",
    "use", "looks", "look", "lets", "let", "happens", "happen", "works", "work", "keeps", "keep",
})  # fmt: skip
_ADDING = frozenset({
    "a", "an", "the", "or", "which", "that", "such", "like", "when", "where",
})  # fmt: skip
_SUBJECT = 4  # words within which the subject of a sentence stands


@cache
def everyday_words() -> frozenset[str]:
    """Long words that nearly everybody knows, as a list of our own."""
    return word_list("everyday_words.txt")


@cache
def medicines() -> frozenset[str]:
    """Names of medicines: a reader must be able to match the page to a bottle, and the kind stands beside."""
    return word_list("medicines.txt")


@lru_cache(maxsize=20_000)
def is_hard(word: str) -> bool:
    """Whether a word in lower case is long and not everyday, whatever its ending."""
    if len(word) <= _UNIT or syllables(word) < LONG_WORD or any(c.isdigit() for c in word):
        return False
    if word in medicines():
        return False
    if any(syllables(stem) < LONG_WORD for stem in _stems(word, _LIGHT)):
        return False
    return everyday_words().isdisjoint(_stems(word, _ENDINGS))


def _stems(word: str, endings: Sequence[tuple[str, tuple[str, ...]]]) -> Iterator[str]:
    """The word, and what is left of it without a prefix and its endings."""
    bare = re.sub(r"'s?$", "", word)
    waiting = [bare, *(bare.removeprefix(p) for p in _PREFIXES if bare.startswith(p))]
    while waiting:
        stem = waiting.pop()
        yield stem
        for ending, instead in endings:
            left = stem.removesuffix(ending)
            if left != stem and len(left) >= _SHORTEST_STEM:
                waiting += [left + letters for letters in instead]
                if left[-1] == left[-2]:
                    waiting.append(left[:-1])


def unexplained(units: Sequence[Unit], known: Terms) -> Iterator[tuple[Unit, str]]:
    """Each hard word with the sentence in which it first stands, where nothing there explains it."""
    seen: set[str] = set()
    for unit in units:
        if not any(is_hard(part.lower()) for word in unit.words for part in re.split("[-/]", word)):
            continue
        for word in _hard(known.simplified(unit.text, "§")):
            stem = min(_stems(word.lower(), _ENDINGS), key=len)
            if stem not in seen and not is_explained(word, unit.text):
                yield unit, word
            seen.add(stem)


def _hard(text: str) -> Iterator[str]:
    """The hard words of a sentence; a capital within it makes a name, which nobody need explain."""
    for number, word in enumerate(words(text)):
        if not is_address(word) and (
            not word[0].isupper() or (number == 0 and not word.isupper() and not text.startswith("§"))
        ):
            yield from (part for part in re.split("[-/]", word) if is_hard(part.lower()))


def is_explained(word: str, sentence: str) -> bool:
    """Whether a sentence says what its word means: in brackets, by "called", by "is a ..."."""
    before, found, after = sentence.partition(word)
    lead = before.split()
    if not found or before.count("(") > before.count(")") or _FOLLOWING.match(after):
        return True
    if _NAMING.intersection(lead[-_NEAR:]) or _OTHERWISE.intersection(lead[-1:]):
        return True
    return _goes_on(after, is_subject=len(lead) < _SUBJECT)


def _goes_on(after: str, *, is_subject: bool) -> bool:
    """Whether what follows a word tells what it is: "is a ...", ", a ...", ": ..."."""
    if after.startswith(":"):
        return True
    rest = after.split()[:_NEAR]
    for number, token in enumerate(rest[:3]):
        bare = token.strip(",")
        if bare in _SAYING or (is_subject and bare in _TELLING):
            return True
        if token.endswith(",") and _ADDING.intersection(rest[number + 1 :][:1] + rest[number + 2 :][:1]):
            return True
    return False
