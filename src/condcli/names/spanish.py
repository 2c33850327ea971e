"""Spanish beside a name: which words are harmless there, and which say that something else is meant."""

import re
from collections.abc import Sequence
from functools import cache

from condcli.catalog.files import word_list
from condcli.names import dictionary
from condcli.names.index import Entry, Found
from condcli.names.normalize import LINKS, fold
from condcli.names.word_kinds import (
    AROUND,
    NUMBER,
    OF_CONDITIONS,
    Kind,
    harmless,
    is_taken,
    of_kind,
    question_words,
)

_AROUND: tuple[Kind, ...] = (*AROUND, "es_more")
SHORTEST = 5  # letters of a Spanish word that is no word or abbreviation of English
_SHORTEST_FREE = 3  # letters of a word that no list has
_ARTICLES = frozenset({"el", "la", "los", "las", "un", "una", "unos", "unas", "mi", "mis", "su", "sus"})
# What stands behind these says which kind it is: cáncer de pulmón, migraña con aura
_LEADING = frozenset({"de", "del", "con", "sin", "por", "a", "al", "en", "tipo"}) | _ARTICLES
# What right behind a name makes it another: mono blanco
_COLORS = re.compile(r"(?:blanc|negr|verd|azul|gris)(?:[oae]s?)?")
_ALLERGIES = re.compile(r"alergi[ac]\w*|intoleran\w+")
_TO = frozenset({"a", "al", "con"})
# Endings of words that may say which kind of a condition is meant, or name another: hemolítica, psoriásica
_OF_KINDS = (
    r"(?:ic|al|ar|id|os|iv|ari|ori|oide|gen|cid|ent|ante|ble)[oa]?s?|(?:al|ar|ente|ante|oide|ista|ible|able)s?"
    r"|\w*(?:iti|osi|esi|asi|oma|emia|uria|patia|algia|plejia|trofia|plasia|penia|filia|rrea|rragia|ismo|cion)s?"
)
_ENDING = rf"\w*(?:{_OF_KINDS})"  # compiled where it is needed: it takes 3 ms


def is_name(name: str, found: Sequence[Found]) -> bool:
    """Whether a word that has been found among the names is Spanish: of everyday Spanish, or a record's."""
    own = [e for e in found if isinstance(e, Entry)]
    everyday = dictionary.is_spanish(name) and not dictionary.is_word(name)
    return everyday or (bool(own) and all(e.name in e.record.names_es for e in own))


def has_spanish(words: Sequence[str]) -> bool:
    """Whether a word beside a Spanish name may be Spanish, though it may be English too."""
    return any(w in everyday_spanish() or w in of_kind("es", "es_more") for w in map(fold, words))


def is_spanish(words: Sequence[str]) -> bool:
    """Whether a text has a word that is Spanish and is no word of English."""
    said = {fold(word) for word in words}
    for word in said:
        if word in harmless(("es",)):
            if word not in LINKS and len(word) > 1:  # a letter alone may be of anything: blood type O
                return True
        elif word in of_kind("es_more") and len(word) >= SHORTEST and not dictionary.is_plain(word):
            return True
    strange = {word for word in said if len(word) >= SHORTEST and not dictionary.is_word(word)}
    return bool(strange) and not strange.isdisjoint(everyday_spanish())


def own_words(words: Sequence[str]) -> frozenset[str]:
    """The words that are Spanish in a Spanish text, which English pages do not say; none of another text."""
    if not is_spanish(words):
        return frozenset()
    return everyday_spanish() | of_kind("es", "es_more", "es_other") | _LEADING


def are_harmless(before: Sequence[str], name: Sequence[str], after: Sequence[str], *, own: bool) -> bool:
    """Whether Spanish words beside a name leave its meaning as it is; `own`, the name is Spanish too.

    Those of the lists do. Others do where they cannot say which kind is meant: they stand apart from the
    name, most words beside it are of the lists, and none looks like a word of medicine.
    """
    before, after = [fold(word) for word in before], [fold(word) for word in after]
    beside = [*before, *after]
    lists, none = question_words(), frozenset[str]()
    led = lists.led.get(name[-1], none)  # mi tía
    near = of_kind("es_other") | lists.near.get(name[-1], none)  # gota de agua
    if not near.isdisjoint(beside) or not led.isdisjoint((*before[-1:], " ".join(before[-2:]))):
        return False
    behind = list(after)
    while behind and behind[0] in _LEADING:
        behind.pop(0)
    everyday = len(name) == 1 and name[0] in lists.everyday
    others = lists.compounds.get(name[-1], none)
    if (everyday and not own) or not others.isdisjoint(behind[:1]):  # viruela del mono, fiebre del oro
        return False
    if after and (_COLORS.fullmatch(after[0]) or (_ALLERGIES.fullmatch(name[-1]) and after[0] in _TO)):
        return False
    free = [word for word in beside if not _is_listed(word)]
    if not free:
        return True
    if everyday or (len(name) == 1 and name[0] in everyday_spanish()):
        return False
    next_to = [*before[-1:], *behind[:1]]
    return all(map(_is_listed, next_to)) and 2 * len(free) < len(beside) and all(map(_is_free, free))


@cache
def everyday_spanish() -> frozenset[str]:
    """Words of everyday Spanish."""
    return word_list("names/spanish_words.txt")


def _is_listed(word: str) -> bool:
    listed = word in everyday_spanish() or word in of_kind("kind", "symptom", "place")
    return listed or word in harmless(_AROUND) or is_taken(word) or bool(NUMBER.fullmatch(word))


def _is_free(word: str) -> bool:
    """Whether a word that no list has can be none of a condition's."""
    if len(word) < _SHORTEST_FREE or not word.isalpha() or word.endswith(OF_CONDITIONS):
        return False
    return not (dictionary.is_word(word) or re.fullmatch(_ENDING, word))
