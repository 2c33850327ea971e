"""M: what may do harm: missing help, promises, doses, advice on medicines, words that hurt."""

import re
from collections.abc import Iterator

from condcli.authoring.checks.rules import for_record
from condcli.authoring.checks.subject import PLACEHOLDER, Spot, Subject, quoted
from condcli.plain_language.sentences import words

_NEGATIONS = frozenset({
    "no", "not", "never", "cannot", "don't", "doesn't", "isn't", "without", "nothing", "nobody", "neither",
    "nor",
})  # fmt: skip
_NEAR = 4  # words before a phrase in which a "not" turns it around

_COUNT = r"(?:\d[\d,]{0,9}(?:\.\d{1,4})?|two|three|four|five|six|half an?)"
_UNITS = (
    "mg|mcg|[\u00b5\u03bc]g|micrograms?|milligrams?|m[lL]|milliliters?|IU|units|tablets?|pills?|capsules?|drops|puffs"
    "|teaspoons?|tablespoons?"
)
_NO_MEDICINE = "(?:of )?(?:blood|plasma|urine|albumin|protein|sodium|salt|caffeine|cholesterol|per [dml])"
_DOSE = re.compile(rf"\b{_COUNT}[ -]?(?:{_UNITS})(?![\w/])(?! {_NO_MEDICINE})")
_FOOD = re.compile(r"\b(?:sodium|salt|caffeine|cholesterol)\b")  # is counted too, and is no medicine
_SHORT_WAY = 40  # letters before an amount in which it says of what
_PROMISE = re.compile(
    r"\bwill (?:always |surely |certainly |completely )?(?:cure|heal|fix|save)\b"
    r"|\bwill (?:be (?:cured|fine|healed)|get well|recover (?:fully|completely))\b"
    r"|\bguarantee[sd]?\b"
    r"|\b100 ?(?:%|percent) (?:safe|effective|sure)"
    r"|\b(?:completely|totally|perfectly) (?:safe|cure[sd]?)\b"
    r"|\b(?:always works|never fails|no risk at all|miracle|cures everyone|sure to (?:work|help|cure))\b",
    re.IGNORECASE,
)
_MEDICINE = (
    r"(?:\w+ ){0,3}?(?:medicines?|medications?|drugs?|pills?|tablets|insulin|inhalers?|steroids?"
    "|blood thinners?|antibiotics)"
)
_STOP = re.compile(
    r"(?:(?:^|[.!?:;]\s)|\b[Yy]ou (?:should|can|could|must|need to|have to) (?:also |now |just )?)"
    rf"(?:[Ss]tart taking\b|(?:[Ss]top|[Qq]uit|[Ss]kip|[Dd]ouble) (?:taking\b|(?:using )?{_MEDICINE}\b))"
)
_ASKED = re.compile(r"\b(?:doctors?|pharmacist|nurse|team|plan|prescribed|told|says?)\b")
_LABELS = re.compile(
    r"\b(?:(?<!pre)diabetics|asthmatics|epileptics|schizophrenics|alcoholics(?! anonymous)|(?:drug )?addicts"
    r"|hemophiliacs|arthritics|paraplegics|quadriplegics|anorexics|bulimics|autistics|psychotics|insomniacs"
    r"|manic-depressives|(?:stroke|cancer|aids|burn|heart attack|abuse) victims?|suffer(?:s|ed|ing)? from"
    r"|sufferers?|afflicted|stricken|crippled?|wheelchair[- ]bound|confined to a wheelchair|bedridden"
    r"|mentally (?:ill|retarded)|retarded|the (?:disabled|handicapped)|substance abusers?|junkies)\b",
    re.IGNORECASE,
)
_BLAME = re.compile(
    r"\b(?:your (?:own )?fault|you(?:'re| are| may be)? (?:only )?to blame|non-?complian(?:t|ce)|careless"
    r"|lazy(?! eye)|you (?:failed|refused|neglected)|failed to follow"
    r"|should have (?:known|come|seen|gone)|self-inflicted"
    r"|(?:poor|bad) (?:lifestyle )?choices|brought (?:it|this) on yourself|let yourself go)\b",
    re.IGNORECASE,
)
# Words that by themselves tell nobody when to call.
_VAGUE = frozenset({
    "a", "an", "the", "any", "of", "or", "and", "in", "with", "that", "is", "are", "not", "if", "you",
    "your", "very", "feel", "feeling", "feels", "felt", "unwell", "well", "sick", "ill", "bad", "badly",
    "worse", "worsen", "worsens", "worsening", "get", "gets", "getting", "more", "severe", "serious", "new",
    "other", "unusual", "strange", "sudden", "symptom", "symptoms", "sign", "signs", "problem", "problems",
    "emergency", "emergencies", "trouble", "something", "wrong", "anything", "concern", "concerns", "worry",
    "worried", "condition", "illness", "side", "effect", "effects", "reaction", "life", "threatening",
    "life-threatening", "medical", "danger", "dangerous",
})  # fmt: skip
_SENTENCE = re.compile(r"(?:You|If|Call|Go|The|Seek|Get)\b")


@for_record(
    "M001",
    "error",
    "No sign is named for which to call for help",
    "Fill care.emergency, or say in care.note why there is none",
)
def _no_emergency(subject: Subject) -> Iterator[Spot]:
    care = subject.record.care
    if not care.emergency and not (care.note or "").strip():
        yield "care.emergency", "both are empty"


@for_record(
    "M002",
    "error",
    "A sign of an emergency is vague",
    "Name what a person sees or feels, with figures where there are any",
)
def _vague(subject: Subject) -> Iterator[Spot]:
    for entry in subject.record.care.emergency:
        if _VAGUE.issuperset(words(entry.lower())) and not PLACEHOLDER.search(entry):
            yield "care.emergency", quoted(entry)


@for_record(
    "M003",
    "advice",
    'An entry does not complete "if you have"',
    "Write what a person has, in small letters, without a period",
)
def _incomplete(subject: Subject) -> Iterator[Spot]:
    for passage in subject.passages:
        if passage.item and passage.place.startswith("care.") and not _completes(passage.text):
            yield passage.place, quoted(passage.text)


def _completes(entry: str) -> bool:
    return not entry.endswith(".") and not _SENTENCE.match(entry)


@for_record("M004", "error", "A text promises", "Say what most people can expect, and what is not known")
def _promises(subject: Subject) -> Iterator[Spot]:
    yield from ((place, quoted(text, match.start())) for place, text, match in _found(subject, _PROMISE))


@for_record(
    "M005", "error", "A text names a dose", "Leave it out; say that the doctor or the label tells how much"
)
def _doses(subject: Subject) -> Iterator[Spot]:
    for passage in subject.passages:
        for match in _DOSE.finditer(passage.text):
            if not _FOOD.search(passage.text, max(0, match.start() - _SHORT_WAY), match.start()):
                yield passage.place, quoted(passage.text, match.start())


@for_record("M006", "error", "A text tells to stop or start a medicine", "Say to ask the doctor first")
def _medicines(subject: Subject) -> Iterator[Spot]:
    for place, text, match in _found(subject, _STOP):
        if not _ASKED.search(text[match.end() :].partition(". ")[0]):
            yield place, quoted(text, match.start())


@for_record(
    "M007", "advice", "A text calls people by their illness", 'Put the person first: "people with diabetes"'
)
def _labels(subject: Subject) -> Iterator[Spot]:
    for passage in subject.passages:
        yield from ((passage.place, quoted(passage.text, m.start())) for m in _LABELS.finditer(passage.text))


@for_record("M008", "advice", "A text may sound like blame", "Say what helps from here on")
def _blame(subject: Subject) -> Iterator[Spot]:
    yield from ((place, quoted(text, match.start())) for place, text, match in _found(subject, _BLAME))


def _found(subject: Subject, phrase: re.Pattern[str]) -> Iterator[tuple[str, str, re.Match[str]]]:
    """(place, text, where in it) of a phrase that no "not" turns around."""
    for passage in subject.passages:
        for match in phrase.finditer(passage.text):
            before = words(passage.text[: match.start()].rpartition(". ")[2].lower())[-_NEAR:]
            if not _NEGATIONS.intersection((*before, *words(match[0].lower()))):
                yield passage.place, passage.text, match


CHECKS = (_no_emergency, _vague, _incomplete, _promises, _doses, _medicines, _labels, _blame)
