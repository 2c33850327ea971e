"""Conditions for a free description: by the symptoms in it and by the words that the pages use."""

from bisect import bisect_right

from msgspec import Struct

from condcli.catalog.library import Library
from condcli.finding import words
from condcli.finding.ranking import SymptomMatch, add, by_words, listing, matches, posting
from condcli.finding.symptoms import SymptomRead, about, read_in, wording
from condcli.names import spanish
from condcli.names.normalize import fold, raw_words

LISTED = 0.9  # how much a listed symptom counts beside a word
NEARLY = 50  # more that are looked at: how common and dangerous a condition is may bring it forward
SHOWN = 0.2  # how much of the best score a condition has at least
TOLD = 1.5  # the least that the best one has: "I want it to stop" tells of no condition


class Described(Struct, frozen=True):
    """What a description was read as, and the conditions that fit it: the best `most`, and how many do."""

    symptoms: tuple[SymptomRead, ...]
    matches: tuple[SymptomMatch, ...]
    total: int


def described(library: Library, text: str, most: int = 5) -> Described:
    """The conditions that fit a description; this is what `find` lists under conditions by symptom."""
    db = library.compiled.db
    said = words.read(text, wording(db))
    read = read_in(db, said, text)
    has = tuple(s.id for s in read if not s.negated)
    by_symptom, listed = listing(db, has, LISTED)
    other = spanish.own_words(raw_words(text))
    meant = (
        w
        for w in said
        if not (w.denied or w.light or w.stem == words.NO or fold(text[w.start : w.end]) in other)
    )
    told = {w.stem: text[w.start : w.end] for w in meant if posting(db, w.stem)}
    scores = dict(by_words(db, tuple(told)))
    add(scores, by_symptom)
    about(db, text, scores)
    ordered = sorted(scores, key=scores.__getitem__, reverse=True)
    least = SHOWN * scores[ordered[0]] if ordered else 0.0
    least = least if has or least >= SHOWN * TOLD else float("inf")
    fitting = bisect_right(ordered, -least, key=lambda number: -scores[number])
    best = {number: scores[number] for number in ordered[: min(most + NEARLY, fitting)]}
    beside: dict[int, list[str]] = {}
    for stem, word in told.items():
        for number in best.keys() & (found.numbers if (found := posting(db, stem)) else ()):
            beside.setdefault(number, []).append(word)
    return Described(read, matches(db, best, listed, has, beside, most), fitting)
