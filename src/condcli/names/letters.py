"""An abbreviation among other words: whether they say that its condition is meant, or money or a league."""

from collections.abc import Sequence

from condcli.names import dictionary
from condcli.names.normalize import form
from condcli.names.word_kinds import (
    is_company,
    is_harmless,
    is_medical,
    is_strange,
    is_taken,
    modifying,
    of_kind,
)

TWO_LETTERS = 2
LETTERS = 4  # that an abbreviation has at most
_TELLING = 3  # letters of a test or a medicine that tells: "k" and "na" may be anything
_FLARES = frozenset({"flare", "flares", "flaring", "flareup", "flareups", "flared"})
# Said of nothing but a condition, though of each
_TREATED = frozenset({
    "treatment", "treatments", "treat", "treated", "injection", "injections", "surgery", "meds", "medication",
    "medications", "symptom", "symptoms", "diagnosis", "diagnosed", "dx", "prognosis", "remission", "relapse",
    "referral", "outbreak", "infusion", "infusions", "biologic", "biologics", "contagious", "specialist",
    "undiagnosed", "untreated", "patient", "patients", "recurrence", "recurrent",
})  # fmt: skip
_ELSEWHERE = frozenset({"course", "courses", "unit", "units", "carrier", "conditioning", "script", "scripts"})
_DISCHARGED = frozenset({"mucus", "urgency", "stool", "stools", "pus", "phlegm"})
_TO_RUPEES = ["to", "inr"]  # a test too
_TO = frozenset({"to", "in", "into", "vs"})


def is_of_letters(name: Sequence[str]) -> bool:
    """Whether a name may be an abbreviation that is another word too; hsv2 is none."""
    short = len(name) == 1 and len(name[0]) <= LETTERS
    return short and name[0].isalpha() and name[0] not in dictionary.conditions()


def is_treated(beside: Sequence[str]) -> bool:
    """Whether a word that is said of nothing but a condition stands beside it."""
    return not _TREATED.isdisjoint(beside)


def are_of_office(before: Sequence[str], name: str, after: Sequence[str]) -> bool:
    """Whether an abbreviation is one of schools, offices, computers, money or sports: NHL standings."""
    money = of_kind("money")
    if not money.isdisjoint(before[:1]) or (after[:1] and after[0] in money):
        return True
    if len(after) > 1 and after[0] in _TO and (after[1] in money or list(after[:2]) == _TO_RUPEES):
        return True
    beside = (*before, *after)
    if len(name) > TWO_LETTERS and not of_kind("people", "talk").isdisjoint(before):
        return False  # my son has ADHD and his teacher called
    return not of_kind("office").isdisjoint(beside) and not any(map(_is_told, beside))


def explain(beside: Sequence[str], page: frozenset[str], *, capitals: bool = True, two: bool = False) -> bool:
    """Whether the words beside an abbreviation say that its condition is meant: RCC metastatic to bone.

    One must be of medicine or of that page, of `two` letters a medicine, a flare, or two such words; beside
    `capitals` what is said of nothing but a condition tells too. None may say another kind, or be a
    condition itself.
    """
    others = [word for word in beside if not is_harmless(word)]
    said = {word for word in beside if _is_of_page(word, page)}
    taken = any(map(is_taken, said))
    other_kinds = of_kind("animal", "art", "show", "modifier") | modifying()
    if not taken:
        other_kinds |= of_kind("sense")  # coming off omeprazole
    real = {word for word in others if dictionary.is_word(word)} - dictionary.conditions()
    if two:
        strong = taken or not _FLARES.isdisjoint(beside)
        bodily = dictionary.medical() | of_kind("limb") | _DISCHARGED
        more = any(_is_told(word) or word in bodily for word in set(others) - said)
        telling = strong or len(said) + is_treated(beside) + more > 1
    elif capitals:
        telling = bool(said) or is_treated(beside) or any(map(is_taken, others))
    else:
        telling = any(is_taken(word) or (is_medical(word) and form(word) in page) for word in others)
    known = all(word in real or is_company(word) or form(word) in page or is_strange(word) for word in others)
    return telling and known and other_kinds.isdisjoint(others)


def _is_told(word: str) -> bool:
    """Whether a word is a medicine or a test."""
    return len(word) >= _TELLING and word not in _ELSEWHERE and is_taken(word)


def _is_of_page(word: str, page: frozenset[str]) -> bool:
    """Whether a word of medicine, a symptom or a part of the body stands on that page."""
    medical = is_medical(word) or word in of_kind("symptom") or word in dictionary.medical()
    return form(word) in page and not is_harmless(word) and (medical or not dictionary.is_plain(word))
