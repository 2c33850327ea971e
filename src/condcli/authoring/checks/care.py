"""M: when to call for help: each entry of care by itself, and in the right list."""

import re
from collections.abc import Iterator

from condcli.authoring.checks.rules import for_record
from condcli.authoring.checks.subject import PLACEHOLDER, Spot, Subject, quoted
from condcli.models import TIERS
from condcli.plain_language.sentences import words

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
    "No sign says when to call for help",
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
        whole = passage.text.endswith(".") or _SENTENCE.match(passage.text)
        if whole and passage.item and passage.place.startswith("care."):
            yield passage.place, quoted(passage.text)


# A sign of these is told by how long it lasts or how bad it is: "a fever of 101 degrees or more"
_MEASURED = re.compile(
    r"(?:an? |the |any |high |new |bad |severe |some )*(?:fever|fevers|high temperature|pain|headache|cough"
    r"|vomiting|diarrhea|swelling|bleeding|rash|weakness|dizziness|nausea|tiredness|numbness|itching"
    r"|weight loss|weight gain)"
)


@for_record(
    "M009", "advice", "An entry of care is no whole thought",
    "Say how bad it is, how long it lasts or what comes with it, with its number or time",
)  # fmt: skip
def _bare(subject: Subject) -> Iterator[Spot]:
    for tier in TIERS:
        for entry in getattr(subject.record.care, tier):
            if _MEASURED.fullmatch(entry.strip(" .").lower()):
                yield f"care.{tier}", quoted(entry)


_LASTS = r"(?:for|over|more than|longer than|lasting|that lasts?|that (?:stays?|grows?|does not go away)) ?"
_CANCER = re.compile(
    r"\bnight sweats\b|\bsweats at night\b"
    r"|\b(?:weight loss|loss of weight|los(?:e|ing|t) weight)\b.{0,30}\b(?:without|not? trying|unplanned"
    r"|cannot explain|no reason|unexplained)|\b(?:unplanned|unexplained|unintended) weight loss"
    r"|\bblood (?:in|on|mixed with) (?:\w+ ){0,3}(?:urine|pee|semen|stools?|poop|bowel movements?)"
    r"|\bbloody (?:urine|stools?)|\bblack,? (?:tarry )?stools?"
    rf"|\blump\b.{{0,40}}\b(?:{_LASTS}.*(?:weeks?|months?)|grows|is new|new)|\b(?:new|growing) lump\b"
    r"|\b(?:(?:trouble|difficulty|pain) swallowing|hoarse(?:ness)?|cough|glands?|lymph nodes?|bloating)\b"
    rf".{{0,20}}\b{_LASTS}.*(?:weeks?|months?)"
    r"|\b(?:mole|freckle)s?\b.{0,30}\b(?:chang|grow|bleed|itch)|\b(?:new|changing|growing) mole\b"
    r"|\b(?:sore|ulcer)\b.{0,30}\bnot heal|\bchanges? in (?:\w+ )?bowel habits?"
    r"|\bnipples?\b.{0,20}\b(?:blood|discharge|turn(?:s|ed)? in)"
    r"|\b(?:blood|discharge) from (?:a|the|your) nipple"
    r"|\bbleed(?:ing|s)?\b.{0,30}\b(?:(?:after|since|past) (?:the )?menopause|after sex)|\brectal bleeding"
    r"|\bcough(?:ing|s)? up blood",
    re.IGNORECASE,
)


@for_record(
    "M010", "error", "A sign of cancer waits for the next visit",
    "Move it to care.soon, or to a list above that",
)  # fmt: skip
def _signs_of_cancer(subject: Subject) -> Iterator[Spot]:
    for entry in subject.record.care.routine:
        if _CANCER.search(entry) and not re.match(r"(?:questions?|how|whether|worry|a family)\b", entry):
            yield "care.routine", quoted(entry)


# "Trouble breathing or sweating" says that sweating is hard
_TRAP = re.compile(
    r"\b(?:trouble|difficulty|problems?|a hard time|unable to|cannot|can't|not)(?: with)? \w+(?:ing)?"
    r"(?: or \w+ing)? or (?:sweating|vomiting|bleeding|wheezing|fainting|coughing|shaking|swelling"
    r"|itching|tingling|drooling|twitching|choking|bruising|burning|trembling|throwing up|passing out"
    r"|turning blue)\b",
    re.IGNORECASE,
)


@for_record(
    "M011", "advice", '"Or" makes a symptom a thing that is hard to do',
    "Put the symptom first, or give it an entry of its own",
)  # fmt: skip
def _or_traps(subject: Subject) -> Iterator[Spot]:
    for passage in subject.passages:
        match = _TRAP.search(passage.text)
        if match and not passage.text[: match.start()].rstrip().endswith(","):  # it is one of a list there
            yield passage.place, quoted(passage.text, match.start())
