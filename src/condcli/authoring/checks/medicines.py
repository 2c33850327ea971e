"""M: what a text says of medicines: doses, and advice to stop or start one."""

import re
from collections.abc import Iterator

from condcli.authoring.checks.rules import for_record
from condcli.authoring.checks.safety import unless_denied
from condcli.authoring.checks.subject import Spot, Subject, quoted

_FIGURE = r"\d[\d,]{0,9}(?:\.\d{1,4})?(?: ?\d/\d|/\d)?[\u00bc-\u00be]?|[\u00bc-\u00be]"
_NAMED = (
    "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|fifty"
    "|(?:a |one )?hundred|a dozen"
)
_HALF = "(?:one )?half an?|an? (?:half|quarter)(?: of an?)?"
_COUNT = rf"(?:{_FIGURE}|(?:{_NAMED})(?: and an? (?:half|quarter))?|{_HALF})"
_AMOUNTS = (
    r"mg|mcg|[\u00b5\u03bc]g|micrograms?|milligrams?|g|grams?|m[lL]|cc|milliliters?|IU|units?|mEq|meq"
    r"|(?:tea|table)spoons?(?:ful)?|spoonfuls?|tsps?|tbsps?"
)
_FORMS = "tablets?|pills?|capsules?|caplets?|drops?|puffs?|sprays?|lozenges?|gummies|suppositor(?:y|ies)"
_OFTEN = (
    r"(?:(?:(?:once|twice|\w+ times) )?(?:an? (?:day|night|week)|daily|nightly|weekly|per day|each|every)\b"
    r"|at bedtime|at once\b|in the morning)"
)
# What is eaten or measured, and is no medicine
_NO_MEDICINE = (
    "(?:of )?(?:[a-z]+ )?(?:blood|plasma|urine|albumin|protein|sodium|salt|caffeine|cholesterol|fiber|carbs?"
    "|carbohydrates?|sugar|fat|alcohol|water|milk|juice|honey|fluid|food|pus|mucus|phlegm|tissue|per d?[lL])"
)
_DOSE = re.compile(
    rf"(?<![\w./])(?:{_COUNT})[ -]?(?:{_AMOUNTS})(?:/(?:day|d|kg|h|hour|dose|week)\b)*(?![\w/])"
    rf"(?! {_NO_MEDICINE}\b)"
    # pills are counted where it is said how often, or that they are taken; "two new pills" are two kinds
    rf"|(?<![\w./])(?:{_COUNT})[ -]?(?:{_FORMS})(?= {_OFTEN})"
    rf"|\b(?i:take|takes|use|give|swallow|chew|inhale|put|try) (?:only |just |about |up to |at most )?"
    rf"(?:{_COUNT})[ -](?:{_FORMS})\b(?! {_NO_MEDICINE}\b)"
    rf"|(?<![\w./])(?:\d[\d/]*|two|three|four|five|six|half an?)[ -]?(?:{_FORMS})\b(?! {_NO_MEDICINE}\b)",
    re.IGNORECASE,
)
_FOOD = re.compile(
    r"\b(?:sodium|salt|caffeine|cholesterol|fiber|carbs?|carbohydrates?|protein|sugar|alcohol)\b",
    re.IGNORECASE,
)
_SHORT_WAY = 40  # letters before an amount in which it says of what
_MEDICINE = (
    r"(?!(?:\w+ ){0,2}(?:vitamin|herbal)\b)(?:\w+ ){0,3}?"
    r"(?:medicines?|medications?|drugs?|pills?|tablets|insulin|inhalers?|steroids?"
    "|blood thinners?|antibiotics)"
)
_STOP = re.compile(
    r"(?:(?:^|[.!?:;]\s)|(?<!whether )(?<!if )\b[Yy]ou (?:should|can|could|must|need to|have to)"
    r" (?:also |now |just )?)"
    rf"(?:[Ss]tart taking\b|(?:[Ss]top|[Qq]uit|[Ss]kip|[Dd]ouble) (?:taking\b|(?:using )?{_MEDICINE}\b))"
)
_ASKED = re.compile(r"\b(?:doctors?|pharmacist|nurse|team|plan|prescribed|told|says?)\b")


@for_record(
    "M005", "error", "A text names a dose", "Leave it out; say that the doctor or the label tells how much"
)
def _doses(subject: Subject) -> Iterator[Spot]:
    for passage in subject.passages:
        for match in _DOSE.finditer(passage.text):
            if not _FOOD.search(passage.text, max(0, match.start() - _SHORT_WAY), match.start()):
                yield passage.place, quoted(passage.text, match.start())


@for_record(
    "M006", "error", "A text tells people to stop or start a medicine", "Tell them to ask the doctor first"
)
def _medicines(subject: Subject) -> Iterator[Spot]:
    for place, text, match in unless_denied(subject, _STOP):
        if not _ASKED.search(text[match.end() :].partition(". ")[0]):
            yield place, quoted(text, match.start())
