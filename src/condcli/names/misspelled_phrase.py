"""A misspelled name among other words: it opens what it would there if it were spelled right."""

from collections.abc import Callable
from functools import cache

from msgspec.structs import replace

from condcli.json_answers import Resolution
from condcli.names import dictionary, question
from condcli.names.normalize import fold, raw_words
from condcli.names.word_kinds import AROUND, is_harmless, of_kind, question_words

LONG_ENOUGH = 6  # letters of a word that is put right
LONGEST = 3  # words of a name
MOST_AROUND = 10  # words of a text
_AROUND = " .,;:!?\"'()"
_TWO_ERRORS = 8  # letters of a word that may have two


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
        if not person and _is_wrong(word):
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


def around_put_right(text: str) -> str | None:
    """The text with what people ask and tell beside a name spelled right, None where nothing is wrong there.

    Only a word that is none becomes one of these lists, and only where no word of a condition's name is as
    near: chiken poxs how long contagous, stomack cancer symtoms.
    """
    typed = text.split()
    if len(typed) > MOST_AROUND:
        return None
    right = [_of_a_list(fold(word).strip(_AROUND)) or word for word in typed]
    return None if right == typed else " ".join(right)


def _is_wrong(word: str) -> bool:
    return len(word) >= LONG_ENOUGH and word.isalpha() and not dictionary.is_word(word)


def _of_a_list(word: str) -> str | None:
    """The word of the lists that a misspelled one is."""
    if not _is_wrong(word) or word in _of_other_senses():
        return None
    near = _listed().within(word, 1 if len(word) < _TWO_ERRORS else 2, most=2)
    first = [(other, errors) for other, errors in near if other[0] == word[0]]
    if not first or len({errors for _, errors in first}) < len(first):
        return None
    other, errors = first[0]
    names = (dictionary.naming(), dictionary.conditions())
    naming = {name for words in names for name, _ in dictionary.by_length(words).within(word, errors)}
    return other if naming <= {other} else None


@cache
def _listed() -> dictionary.WordList:
    words = of_kind(*AROUND, "kind", "body", "limb", "talk") | dictionary.life() | set(question.HEADS)
    words -= of_kind("place", "es")
    long = (word for word in words if len(word) >= LONG_ENOUGH and word.isascii())
    # American; tracheotomy and tracheostomy are two
    ours = (word for word in long if not (dictionary.is_technical(word) or word.endswith("omy")))
    return dictionary.WordList(sorted(ours))


@cache
def _of_other_senses() -> frozenset[str]:
    """Words that say of some name that it is no condition: recommender, of ALS."""
    listed = question_words()
    return frozenset().union(*listed.near.values(), *listed.compounds.values())
