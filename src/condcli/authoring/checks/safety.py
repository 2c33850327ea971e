"""M: what may do harm in any text: promises, words that hurt."""

import re
from collections.abc import Iterator

from condcli.authoring.checks.rules import for_record
from condcli.authoring.checks.subject import Spot, Subject, quoted
from condcli.plain_language.sentences import words

_NEGATIONS = frozenset({
    "no", "not", "never", "cannot", "don't", "doesn't", "isn't", "without", "nothing", "nobody", "neither",
    "nor",
})  # fmt: skip
_NEAR = 4  # words before a phrase in which a "not" turns it around

_PROMISE = re.compile(
    r"\bwill (?:always |surely |certainly |completely )?(?:cure|heal|fix|save)\b"
    r"|\bwill (?:be (?:cured|fine|healed)|get well|recover (?:fully|completely))\b"
    r"|\bguarantee[sd]?\b"
    r"|\b100 ?(?:%|percent) (?:safe|effective|sure)"
    r"|\b(?:completely|totally|perfectly) (?:safe|cure[sd]?)\b"
    r"|\b(?:always works|never fails|no risk at all|miracle|cures everyone|sure to (?:work|help|cure))\b",
    re.IGNORECASE,
)
# Words that turn a promise into what often happens: "most cuts will heal in 2 weeks"
_HEDGES = frozenset({
    "most", "many", "some", "often", "usually", "nearly", "almost", "likely", "probably", "half", "about",
    "if", "may", "hope",
})  # fmt: skip
_LABELS = re.compile(
    r"\b(?:(?<!pre)diabetics|asthmatics|epileptics|schizophrenics|alcoholics(?! anonymous)|(?:drug )?addicts"
    r"|hemophiliacs|arthritics|paraplegics|quadriplegics|anorexics|bulimics|autistics|psychotics|insomniacs"
    r"|manic-depressives|(?:stroke|cancer|aids|burn|heart attack|abuse) victims?|suffer(?:s|ed|ing)? from"
    r"|sufferers?|afflicted|stricken|crippled?|wheelchair[- ]bound|confined to a wheelchair|bedridden"
    r"|mentally (?:ill|retarded)|retarded|the (?:disabled|handicapped)|substance abusers?|junkies)\b"
    # a person, where no noun follows: "a diabetic", not "a diabetic diet"
    r"|\b(?:an? |the |every |each |another )(?:diabetic|asthmatic|epileptic|schizophrenic|alcoholic"
    r"|hemophiliac|anorexic|bulimic|psychotic|insomniac|paraplegic|quadriplegic|(?:drug )?addict)"
    r"(?=[.,;:!?)]|$|\s(?:who|and|or|may|can|cannot|should|must|will|needs?|has|is|was|does|with|in|on|to|at|as"
    r"|for|here)\b)"
    r"|\bcommit(?:s|ted|ting)? suicide|\b(?:successful|failed) suicides?\b",
    re.IGNORECASE,
)
_BLAME = re.compile(
    r"\b(?:your (?:own )?fault|you(?:'re| are| may be)? (?:only )?to blame|non-?complian(?:t|ce)"
    r"|careless(?! mistakes)|lazy(?! eye)|you (?:failed|refused|neglected)|failed to follow"
    r"|should have (?:known|come|seen|gone)|self-inflicted"
    r"|your (?:poor|bad) choices|(?:poor|bad) lifestyle choices"
    r"|brought (?:it|this) on yourself|let yourself go)\b",
    re.IGNORECASE,
)


@for_record("M004", "error", "A text promises", "Say what most people can expect, and what is not known")
def _promises(subject: Subject) -> Iterator[Spot]:
    for place, text, match in unless_denied(subject, _PROMISE):
        if not _HEDGES.intersection(words(text[: match.start()].rpartition(". ")[2].lower())):
            yield place, quoted(text, match.start())


@for_record(
    "M007", "advice", "A text calls people by their illness", 'Put the person first: "people with diabetes"'
)
def _labels(subject: Subject) -> Iterator[Spot]:
    for passage in subject.passages:
        yield from ((passage.place, quoted(passage.text, m.start())) for m in _LABELS.finditer(passage.text))


@for_record("M008", "advice", "A text may sound like blame", "Say what helps from here on")
def _blame(subject: Subject) -> Iterator[Spot]:
    yield from ((place, quoted(text, match.start())) for place, text, match in unless_denied(subject, _BLAME))


def unless_denied(subject: Subject, phrase: re.Pattern[str]) -> Iterator[tuple[str, str, re.Match[str]]]:
    """(place, text, where in it) of a phrase that no "not" turns around."""
    for passage in subject.passages:
        for match in phrase.finditer(passage.text):
            before = words(passage.text[: match.start()].rpartition(". ")[2].lower())[-_NEAR:]
            if _NEGATIONS.isdisjoint(before):
                yield passage.place, passage.text, match
