"""A misspelled name among other words: it opens what it would there if it were spelled right."""

from collections.abc import Callable

from msgspec.structs import replace

from condcli.json_answers import Resolution
from condcli.names import dictionary
from condcli.names.normalize import fold, raw_words
from condcli.names.word_kinds import is_harmless, question_words

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
    if len(typed) > MOST_AROUND:
        return None
    plain = [fold(word).strip(_AROUND) for word in typed]
    wrong = set()
    for at, word in enumerate(plain):
        person = at > 0 and typed[at][0].isupper()  # or a place: a capital within a text
        if not person and len(word) >= LONG_ENOUGH and word.isalpha() and not dictionary.is_word(word):
            wrong.add(at)
    for length in range(1, min(LONGEST + 1, len(typed))):
        for start in range(len(typed) - length + 1):
            end = start + length
            if wrong.isdisjoint(range(start, end)):
                continue
            name = " ".join(plain[start:end])
            found = meant(name, name)
            if not found or found.status != "match":
                continue
            right, others = found.matches[0], raw_words(" ".join((*typed[:start], *typed[end:])))
            # Beside a part of the body it may be that of another place, which has an error too: sin czncer
            if fold(right.matched) in question_words().placed and not all(map(is_harmless, others)):
                continue
            told = inside(" ".join((*typed[:start], right.matched, *typed[end:])))
            if told and told.status == "match" and told.matches[0].id == right.id:
                return replace(told, how="spelling")
    return None
