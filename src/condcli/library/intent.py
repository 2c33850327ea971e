"""Words around a name that say what a person wants to know, not what they mean."""

from condcli.library.words import fold

_BEFORE = frozenset({
    "what", "whats", "is", "are", "was", "the", "a", "an", "my", "our", "his", "her", "i", "im", "we", "you",
    "he", "she", "have", "has", "had", "having", "got", "get", "do", "does", "did", "can", "could", "will",
    "would", "might", "think", "how", "to", "treat", "treating", "cure", "curing", "about", "on", "of", "for",
    "with", "from", "in", "tell", "me", "show", "find", "explain", "define", "definition", "meaning", "info",
    "information", "help", "please", "question", "questions", "regarding", "learn", "more", "someone", "who",
    "suffering", "living", "diagnosed", "symptom", "symptoms", "sign", "signs", "cause", "causes",
    "treatment", "treatments",
})  # fmt: skip
_AFTER = frozenset({
    "symptom", "symptoms", "sign", "signs", "cause", "causes", "treatment", "treatments", "cure", "diagnosis",
    "prognosis", "outlook", "prevention", "definition", "meaning", "info", "information", "help", "please",
    "and", "effects",
})  # fmt: skip


def without_intent(query: str) -> str | None:
    """The name inside a question ("what are the symptoms of asthma?"), None where nothing is around it."""
    words = fold(query).replace("?", " ").split()
    start, end = 0, len(words)
    while start < end and words[start].strip(".,:;!") in _BEFORE:
        start += 1
    while end > start and words[end - 1].strip(".,:;!") in _AFTER:
        end -= 1
    return " ".join(words[start:end]) if (start or end < len(words)) and start < end else None
