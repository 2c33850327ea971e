"""A misspelled name among other words: it opens what it would there if it were spelled right."""

from collections.abc import Callable

from msgspec.structs import replace

from condcli.json_answers import Resolution
from condcli.names import dictionary, question
from condcli.names.normalize import fold, raw_words

LONG_ENOUGH = 6  # letters of a word that is put right
LONGEST = 3  # words of a name
MOST_AROUND = 10  # words of a text
_AROUND = " .,;:!?\"'()"


def put_right(
    text: str,
    meant: Callable[[str, str], Resolution | None],
    inside: Callable[[str], Resolution | None],
) -> Resolution | None:
    """What a text with a misspelled name opens: psorisis on my hands, grave disese eyes bulging.

    `meant` says what a misspelled name means by itself, `inside` what a name among other words does.
    """
    typed = text.split()
    wrong = {at for at, word in enumerate(typed) if _is_misspelled(word, first=at == 0)}
    for length in range(1, min(LONGEST + 1, len(typed)) if len(typed) <= MOST_AROUND else 1):
        for start in range(len(typed) - length + 1):
            end = start + length
            if wrong.isdisjoint(range(start, end)):
                continue
            name = " ".join(fold(word).strip(_AROUND) for word in typed[start:end])
            found = meant(name, name)
            if not found or found.status != "match":
                continue
            right, others = found.matches[0], raw_words(" ".join((*typed[:start], *typed[end:])))
            if question.is_placed(right.matched, others):
                continue
            told = inside(" ".join((*typed[:start], right.matched, *typed[end:])))
            if told and told.status == "match" and told.matches[0].id == right.id:
                return replace(told, how="spelling")
    return None


def _is_misspelled(word: str, *, first: bool) -> bool:
    """Whether it is no word; with a capital within a text it is a person or a place."""
    plain = fold(word).strip(_AROUND)
    person = not first and word[:1].isupper()
    return not person and len(plain) >= LONG_ENOUGH and plain.isalpha() and not dictionary.is_word(plain)
