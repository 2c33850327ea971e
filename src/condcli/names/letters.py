"""An abbreviation among other words: whether they say that its condition is meant, or money or a league."""

import re
from collections.abc import Collection, Sequence
from functools import cache

from condcli.names import dictionary
from condcli.names.abbreviations import others
from condcli.names.normalize import form
from condcli.names.word_kinds import (
    is_company,
    is_harmless,
    is_listed,
    is_medical,
    is_strange,
    is_taken,
    modifying,
    of_kind,
    question_words,
)

TWO_LETTERS = 2
LETTERS = 4  # that an abbreviation has at most
_TELLING = 3  # letters of a test or a medicine that tells: "k" and "na" may be anything
FLARES = frozenset({"flare", "flares", "flaring", "flareup", "flareups", "flared"})
# Said of nothing but a condition, though of each
TREATED = frozenset({
    "treatment", "treatments", "treat", "treated", "injection", "injections", "surgery", "meds", "medication",
    "medications", "symptom", "symptoms", "diagnosis", "diagnosed", "dx", "prognosis", "remission", "relapse",
    "referral", "outbreak", "infusion", "infusions", "biologic", "biologics", "contagious", "specialist",
    "undiagnosed", "untreated", "shots", "patient", "patients", "recurrence", "recurrent",
})  # fmt: skip
_COURSE = frozenset({"course", "courses", "conditioning", "script", "scripts"})
_ELSEWHERE = _COURSE | {"unit", "units", "carrier"}
_MAKING = frozenset({"due", "linked", "type", "types", "gland", "syndrome", "like", "related", "associated"})
_DISCHARGED = frozenset({"mucus", "urgency", "stool", "stools", "pus", "phlegm"})
# Who may have a condition: PTSD veterans
_WHO = frozenset({
    "military", "veterans", "combat", "police", "soldier", "service", "coach", "teacher", "teachers",
    "driver", "drivers", "pilot", "pilots", "room", "team", "nurse", "student", "students",
})  # fmt: skip
_STATES = frozenset({"mi", "ms", "tn"})  # of the USA
# What people feel "AF" at the end of a sentence, which is an oath there
_FELT = frozenset({
    "tired", "dizzy", "sick", "weak", "itchy", "sore", "anxious", "nervous", "depressed", "lonely", "hot",
    "cold", "high", "sleepy", "exhausted", "moody", "nauseous", "bloated", "thirsty", "swollen", "scared",
    "stressed", "achy", "shaky", "gassy", "painful", "hungover", "constipated", "stuffy", "dehydrated",
    "bad", "good", "big", "ugly", "dry", "red", "hard", "long", "slow", "fast", "sweaty", "sunburned",
})  # fmt: skip
_HAVE = frozenset({"has", "have", "having", "got"})
_LESSONS = frozenset({"today", "tomorrow", "first", "next", "then", "period", "monday", "friday"})
_NONE: frozenset[str] = frozenset()
_TO_RUPEES = ["to", "inr"]  # a test too
_TO = frozenset({"to", "in", "into", "vs"})
# What says how or where it struck, and not which kind it is
_COURSES = frozenset({
    "acute", "chronic", "secondary", "early", "late", "worst", "walking", "night", "near", "anterior",
    "inferior", "posterior", "lateral",
})  # fmt: skip
_STAGES = frozenset({"fibrosis", "metastases", "lesions"})
# How far a condition has gone
_DEGREES = _STAGES | frozenset({
    "uncontrolled", "moderate", "severe", "mild", "bilateral", "refractory", "stable", "advanced",
    "recurrent", "pregnancy", "progressive", "unilateral", "symptomatic", "asymptomatic", "metastatic",
    "relapsed",
})  # fmt: skip
_VALUE = re.compile(r"[a-z]{0,3}\d{1,4}[a-z]{0,3}")  # a stage, a score or a level: F2, 1a, A1, q6w


def is_of_letters(name: Sequence[str]) -> bool:
    """Whether a name may be an abbreviation that is another word too; hsv2 is none."""
    return len(name) == 1 and len(name[0]) <= LETTERS and name[0].isalpha()


def are_of_office(before: Sequence[str], name: str, after: Sequence[str]) -> bool:
    """Whether an abbreviation is one of schools, offices, computers, money or sports: NHL standings."""
    oath = name == "af" and not after and not _FELT.isdisjoint(before[-1:])
    lesson = name == "pe" and not (_HAVE.isdisjoint(before[-1:]) or _LESSONS.isdisjoint(after[:1]))
    thanks = (
        name == "tia" and not after and bool(before) and not (is_listed(before[-1]) or is_taken(before[-1]))
    )
    if oath or lesson or thanks:
        return True
    money = of_kind("money")
    if not money.isdisjoint(before[:1]) or (after[:1] and after[0] in money):
        return True
    if len(after) > 1 and after[0] in _TO and (after[1] in money or list(after[:2]) == _TO_RUPEES):
        return True
    beside = (*before, *after)
    two = len(name) <= TWO_LETTERS
    if _is_named(name, after):
        return True
    if not two and not of_kind("people", "talk").isdisjoint(before):
        found = sum(map(elsewhere().__contains__, beside))
        return found > 1 and of_kind("ill").isdisjoint(beside)  # my son has ADHD and his teacher called
    # the PD, the ED; in MI
    called = two and (before[-1:] == ["the"] or (before[-1:] == ["in"] and name in _STATES))
    if called and name in _STATES and not of_kind("ill", "symptom").isdisjoint(beside):
        called = False  # fatigue in MS
    other = elsewhere() if two else of_kind("office")
    return (called or not other.isdisjoint(beside)) and not any(map(_is_told, beside))


def are_of_others(token: str, beside: Sequence[str]) -> bool:
    """Whether a word beside an abbreviation says that it is another thing: PD dialysis, to tune an oud."""
    small = token.lower()
    meant = others().get(small) or others().get(small.removesuffix("s")) or _NONE
    return not meant.isdisjoint(beside)


def _is_named(name: str, after: Sequence[str]) -> bool:
    """Whether the word right behind an abbreviation makes it another thing: my AAA card."""
    if not after:
        return False
    if after[0] in _COURSE:
        return after[1:2] != ["of"]
    sufferer = len(name) > TWO_LETTERS and after[0] in _WHO
    return after[0] in elsewhere() and not (sufferer or is_taken(after[0]))


def explain(beside: Sequence[str], page: frozenset[str], *, capitals: bool, two: bool, had: bool) -> bool:
    """Whether the words beside an abbreviation say that its condition is meant: RCC metastatic to bone.

    One must be of medicine or of that page, of `two` letters a medicine, a flare, or two such words; beside
    `capitals` what is said of nothing but a condition tells too, and so does what somebody has (`had`). None
    may say another kind, or be a condition itself.
    """
    left = [word for word in beside if not is_harmless(word)]
    said = {
        word
        for word in left
        if form(word) in page
        and (
            is_medical(word)
            or word in of_kind("symptom")
            or word in dictionary.medical()
            or not dictionary.is_plain(word)
        )
    }
    if not (had or _tell(beside, left, said, page, capitals=capitals, two=two)):
        return False
    other_kinds = of_kind("animal", "art", "show", "modifier") | modifying()
    if had:
        other_kinds -= _COURSES
    elif not any(map(is_taken, said)):
        other_kinds |= of_kind("sense")  # coming off omeprazole
    return other_kinds.isdisjoint(left) and all(
        (dictionary.is_word(word) and word not in dictionary.conditions())
        or is_company(word)
        or form(word) in page
        or is_strange(word)
        or _is_charted(word)
        for word in left
    )


def _tell(
    beside: Sequence[str],
    left: Sequence[str],
    said: Collection[str],
    page: frozenset[str],
    *,
    capitals: bool,
    two: bool,
) -> bool:
    """Whether a word is of medicine or of that page; `left` are those not harmless, `said` is on the page."""
    treated = not TREATED.isdisjoint(beside)
    if two:
        if any(map(is_taken, said)) or not FLARES.isdisjoint(beside):
            return True
        more = any(
            _is_told(w) or w in dictionary.medical() or w in of_kind("limb") or w in _DISCHARGED
            for w in left
            if w not in said
        )
        return len(said) + treated + more > 1
    ill = not (of_kind("ill").isdisjoint(beside) and _DEGREES.isdisjoint(beside))
    ill = ill and elsewhere().isdisjoint(beside)
    if capitals:
        return bool(said) or treated or ill or any(map(is_taken, left))
    return ill or any(is_taken(word) or (is_medical(word) and form(word) in page) for word in left)


def are_passing(before: Sequence[str], after: Sequence[str]) -> bool:
    """Whether no word beside letters that are no word, such as PCOS, makes them a kind or another thing."""
    beside = (*before, *after)
    others = elsewhere(), of_kind("place", "sense", "animal", "art"), question_words().public
    if not all(words.isdisjoint(beside) for words in others):
        return False
    return all(map(is_company, before)) and all(
        is_harmless(word) or is_taken(word) or (dictionary.is_plain(word) and word not in _MAKING)
        for word in after
    )


def _is_charted(word: str) -> bool:
    """Whether it is a stage, a score or a level, or letters that clinicians write for words: F2, 1a, ou."""
    short = 1 < len(word) <= LETTERS and not dictionary.is_word(word)  # a single letter is a kind
    return short or word in _STAGES or _VALUE.fullmatch(word) is not None


@cache
def elsewhere() -> frozenset[str]:
    """Words of school, offices, travel, machines and money."""
    return of_kind("elsewhere", "office", "money", "show")


def _is_told(word: str) -> bool:
    """Whether a word is a medicine or a test."""
    return len(word) >= _TELLING and word not in _ELSEWHERE and is_taken(word)
