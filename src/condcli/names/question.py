"""Words around a name that say what a person wants to know, and other words for the same."""

import re
from collections.abc import Iterator, Sequence

from condcli.names.normalize import fold

BEFORE = frozenset({
    "what", "whats", "is", "are", "was", "the", "a", "an", "my", "our", "his", "her", "i", "im", "we", "you",
    "he", "she", "have", "has", "had", "having", "got", "get", "do", "does", "did", "can", "could", "will",
    "would", "might", "think", "need", "want", "know", "how", "to", "treat", "treating", "cure", "curing",
    "about", "on", "of", "for", "with", "from", "in", "tell", "me", "show", "find", "explain", "define",
    "definition", "meaning", "info", "information", "help", "please", "question", "questions", "regarding",
    "learn", "more", "literature", "someone", "who", "suffering", "living", "diagnosed", "symptom",
    "symptoms", "sign", "signs", "cause", "causes", "treatment", "treatments",
})  # fmt: skip
AFTER = frozenset({
    "symptom", "symptoms", "sign", "signs", "cause", "causes", "treatment", "treatments", "cure", "diagnosis",
    "prognosis", "outlook", "prevention", "definition", "meaning", "info", "information", "help", "please",
    "and", "effects", "flare", "flares",
})  # fmt: skip
# What is done or given, not what is the matter: a name beside one of these is not what is asked for.
MEASURES = frozenset({
    "test", "tests", "testing", "screening", "scan", "vaccine", "vaccines", "vaccination", "shot", "shots",
    "injection", "surgery", "removal", "transplant", "replacement", "drug", "drugs", "medicine", "medicines",
    "medication", "diet", "discharge",
})  # fmt: skip
# A name with one of these ends may do without it, if it is no plain word: Lyme, Crohn's, hantavirus.
HEADS = ("disease", "syndrome", "infection")
# (word, what may stand in its place)
SAME = (("disease", "disorder"), ("disorder", "disease"))
VAGUE = (("problem", "disease"), ("problem", "disorder"), ("trouble", "disease"), ("trouble", "disorder"))
_ALTERNATIVES = re.compile(r"[/;()\[\]]|\bor\b", re.IGNORECASE)
_PUNCTUATION = " .,:;!?"


def without_intent(query: str) -> str | None:
    """The name inside a question ("what are the symptoms of asthma?"), None where nothing is around it."""
    words = query.split()
    said = [fold(word).strip(_PUNCTUATION) for word in words]
    start, end = 0, len(words)
    while start < end and (not said[start] or said[start] in BEFORE):
        start += 1
    while end > start and (not said[end - 1] or said[end - 1] in AFTER):
        end -= 1
    return " ".join(words[start:end]) if (start or end < len(words)) and start < end else None


def alternatives(query: str) -> list[str]:
    """The parts of a query that gives several names: "piles / haemorrhoids"; none where it gives one."""
    parts = [part for p in _ALTERNATIVES.split(query) if (part := p.strip(_PUNCTUATION))]
    return parts if len(parts) > 1 else []


def swapped(words: Sequence[str], pairs: Sequence[tuple[str, str]]) -> Iterator[list[str]]:
    """The words with one of them in place of another."""
    for word, other in pairs:
        if word in words:
            yield [other if w == word else w for w in words]
