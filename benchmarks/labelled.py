"""Labelled abstracts: files of tokens, cut into abstracts where titles most likely stand."""

import re
import zlib
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from condcli.research.text import words


class Token(NamedTuple):
    """A word of a sentence."""

    text: str
    tag: str
    label: str


Sentence = list[Token]


class Abstract(NamedTuple):
    """A title's sentence and those that follow it."""

    title: Sentence
    sentences: list[Sentence]

    @property
    def held_out(self) -> bool:
        """Whether the rules were written without it."""
        return zlib.crc32(text(self.title).encode()) % 3 == 0


def text(sentence: Sentence) -> str:
    """The sentence as words with spaces between."""
    return " ".join(t.text for t in sentence)


def sentences(path: Path) -> Iterator[Sentence]:
    """The sentences of a file; an empty one where a document begins."""
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        lines = [line for line in block.split("\n") if line]
        if lines and lines[0].startswith("-DOCSTART-"):
            yield []
            lines = lines[1:]
        if lines:
            yield [Token(*line.split("\t")) for line in lines]


OPENING = re.compile(
    r"(BACKGROUND|OBJECTIVES?|PURPOSE|AIMS?|INTRODUCTION|CONTEXT|UNLABELLED|STUDY OBJECTIVE|HYPOTHESIS|GOALS?"
    r"|SUMMARY|IMPORTANCE|RATIONALE|ABSTRACT)\b"
)
AFTER_TITLE = re.compile(
    r" (BACKGROUND|OBJECTIVES?|PURPOSE|AIMS?|INTRODUCTION|CONTEXT|UNLABELLED) [A-Z][a-z]"
)
PART = re.compile(r"[A-Z][A-Z/&, ]{4,} [A-Z0-9][a-z0-9]?")
ENDING = re.compile(
    r"(CONCLUSIONS?|INTERPRETATION|TRIAL REGISTRATION|SIGNIFICANCE|IMPLICATIONS|FUNDING|DISCUSSION"
    r"|\( ABSTRACT TRUNC|In conclusion|We conclude|These (results|data|findings))"
)
NO_TITLE = re.compile(
    r"(However|Finally|In addition|These|This|Thus|There|Therefore|Moreover|Furthermore|After|No |All |Both"
    r"|In this|In conclusion|Our|It|They|Also|Mean|Patients were|CLINICAL)\b"
    r"|.*(\d\.\d|[<>=]|\+/-|%|\bP\b|NCT\d|ISRCTN|[Rr]egist|Copyright)"
)
TITLE = re.compile(
    r"(Effects?|Comparison|Efficacy|Randomi[sz]ed|A randomi|Influence|Evaluation|The effects?|Impact"
    r"|Treatment|A comparison|Use of|Role|Double-blind|Controlled|Prospective|\[)"
    r"|.*(trial|stud(y|ies)|versus|vs|effects? of|patients with)",
    re.IGNORECASE,
)
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
EVERYWHERE = words(
    """patient signifi treatme compare between during group groups study after results conclus methods
    backgro objecti which clinica placebo control randomi those these before level levels effect effects
    increas decreas higher lower weeks months years subject trial purpose treated differe therapy using
    there other their showed
    associa respect"""
)


def title_likeness(found: Sequence[Sentence], content: Sequence[set[str]], place: int) -> float:
    """How much a sentence looks like the title of a new abstract: form, what stands around it, new words."""
    sentence = found[place]
    said = text(sentence)
    merged = bool(AFTER_TITLE.search(said))
    finite = sum(t.tag in FINITE for t in sentence)
    score = -1.0 if not finite else -3.0 - min(finite, 3)
    score -= 1.5 * bool(re.search(r"\b([Ww]e|[Oo]ur|was|were)\b", said))
    score += 6 * merged - 6 * bool(OPENING.match(said))
    score -= 2 * (bool(PART.match(said)) and not OPENING.match(said) and not merged)
    score -= 2 * (bool(NO_TITLE.match(said)) and not merged) + 2 * (len(sentence) < 4)  # noqa: PLR2004  words
    score += 1.2 * bool(TITLE.match(said)) - 1.5 * (len(sentence) > 40 and not merged)  # noqa: PLR2004  words
    score += _surroundings(found, place, said)
    return score + _novelty(content, place)


def _surroundings(found: Sequence[Sentence], place: int, said: str) -> float:
    following = text(found[place + 1]) if place + 1 < len(found) else ""
    before = [text(s) for s in found[max(0, place - 3) : place]]
    score = 3.5 * bool(OPENING.match(following)) - 2 * bool(ENDING.match(following))
    score += 1.5 * any(map(ENDING.match, before)) - 2 * bool(before and OPENING.match(before[-1]))
    if "TRUNCATED AT" in said:
        score += 5 if len(said.split()) > 9 else -3  # noqa: PLR2004  the note alone, or with the next title
    return score + 4 * bool(before and "TRUNCATED AT" in before[-1])


def _novelty(content: Sequence[set[str]], place: int) -> float:
    """High where the words before are not those after, and those after are the sentence's own."""
    before = set[str]().union(*content[max(0, place - 4) : place])
    after = set[str]().union(*content[place + 1 : place + 5])
    own = content[place]
    score = 3 * (len(own & after) - len(own & before)) / len(own) if own else 0.0
    if before and after:
        score += 8 * (0.12 - len(before & after) / min(len(before), len(after)))
    return score


def _length(sentences: int) -> float:
    """How likely an abstract has so many sentences."""
    likely = {0: -6, 1: -6, 2: -6, 3: -2, 4: -2, 5: -0.5, 6: -0.5}
    return likely.get(sentences, min(0.0, -0.3 * (sentences - 14)))


def abstracts(path: Path) -> list[Abstract]:
    """The abstracts of a file: cut where it says so, else where titles most likely stand."""
    found = list(sentences(path))
    if [] in found:
        starts = [n + 1 for n, s in enumerate(found) if not s]
        ends = [n - 1 for n in starts[1:]] + [len(found)]
        return [Abstract(found[s], found[s + 1 : e]) for s, e in zip(starts, ends, strict=True) if s < e]
    content = [{t.text.lower()[:7] for t in s if len(t.text) > 4 and t.text.isalpha()} for s in found]  # noqa: PLR2004  letters
    content = [said - EVERYWHERE for said in content]
    likeness = [title_likeness(found, content, n) for n in range(len(found))]
    best, begun = [0.0], [0]
    for end in range(1, len(found) + 1):
        options = (
            (best[s] + (likeness[s] if s else 0) + _length(end - s), s) for s in range(max(0, end - 45), end)
        )
        value, start = max(options)
        best.append(value)
        begun.append(start)
    cuts = [len(found)]
    while cuts[-1]:
        cuts.append(begun[cuts[-1]])
    cuts.reverse()
    return [Abstract(found[s], found[s + 1 : e]) for s, e in pairwise(cuts)]
