"""The number of patients, from a paper's title and abstract; None where it is not clear.

Rules look at sentences in which counts of people are marked (see people). How often they are right is
measured by benchmarks/extract.py and written down in docs/evidence.md.
"""

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from condcli.plain_language.sentences import sentences
from condcli.research.people import marked
from condcli.research.text import either

LONGEST = (
    8_000  # characters of an abstract that are read; the longest, of Cochrane's reviews, have 1,000 words
)
LONGEST_SENTENCE = (
    2_000  # characters that are read, which takes time by their square; real ones have some 800
)
TOTAL = 5  # the strength of what is called a total
JOINED = 4  # the strength of what is said to have joined
ONE_ARM = 0.6  # of those who enrolled: fewer who were put into a group by chance may be one of two groups
SURE = 3  # rules below this strength count only where no surer one fits


_COUNT = r"[#@](\d+)"
_WORD = r"(?: (?![#@]\d|[.;](?: |$))\S+)"  # within the same clause
_WERE = r" (?:were|was|are)"
_JOINED = either("randomi[sz]ed enrolled recruited included assigned allocated registered entered randomly")
_SHARE = r"(?: \( [\d.]+ ?% \))?"
_ENROLLED = either("enrolled recruited included registered")
_GROUPED = r"\b(?:randomi[sz]ed|randomly|allocated)\b"
_INTO_GROUPS = rf"(?: were| was)? {_GROUPED}(?! (?:controlled|clinical|trial|stud))"
_STUDIED = either(
    """studied treated evaluated examined investigated divided compared selected analy[sz]ed assessed given
    followed reviewed tested observed monitored vaccinated immunized administered operated stratified
    included"""
)
_TOOK_PART = either(
    """participated took\\spart underwent received entered completed served were consented volunteered
    performed ingested consumed attended"""
)
_DONE = either(
    """performed conducted carried\\sout undertaken done compared evaluated studied assessed investigated
    measured examined tested determined obtained administered used given"""
)
_STUDY = either("trials? study studies rcts experiment investigation survey analysis")
_LABEL_WORD = either(
    """materials? patients? subjects? participants? methods? design population settings? sample and findings
    results procedures? research"""
)
_LABEL = rf"(?:{_LABEL_WORD}(?: ?[/:])? ?)+"  # one way only to read a space
_OPENING = r"(?:^|\b(?:results|methods|findings|limitations|patients|outcomes?) )"
_OTHERS = either(
    "patients subjects participants individuals women men children adults infants volunteers americans"
)
_AMONG = either("in on of involving with among including included involved comprising enrolled recruited")
_SCREENED = either("screened assessed approached invited contacted evaluated")
_THEN = r"(?:and|, and|,? ?of (?:whom|which|these|those) ?,?|,)"

# What says how many people a study has, the surest first.
_RULES = tuple(
    (strength, re.compile(rule))
    for strength, rule in (
        (6, rf"\b{_SCREENED}{_WORD}{{0,8}} {_THEN} ?(\d{{1,9}})\b{_SHARE}(?: were| was)? {_JOINED}\b"),
        (6, rf"\b{_ENROLLED}(?: [#@]\d+)?{_WORD}{{0,8}} {_THEN} ?[#@]?(\d{{1,9}})\b{_SHARE}{_INTO_GROUPS}"),
        (5, rf"\b(?:total|sum)(?: number)? of {_COUNT}"),
        (5, rf"\bin (?:total|all) ,? ?{_COUNT}"),
        (4, rf"{_COUNT}{_WORD}{{0,25}}{_WERE}{_WORD}{{0,3}} {_JOINED}\b"),
        (4, rf"\b{_JOINED} {_COUNT}"),
        (4, rf"\b(?:sample|cohort|population)(?: consisted)? of {_COUNT}"),
        (3, rf"^{_LABEL} {_COUNT}"),
        (3, rf"\b{_OTHERS}(?: population| group)? (?:were|comprised?|included|consisted of) {_COUNT}"),
        (3, rf"\bsample (?:comprised|included) {_COUNT}"),
        (3, rf"{_COUNT}{_WORD}{{0,25}}{_WERE}{_WORD}{{0,3}} {_STUDIED}\b"),
        (3, rf"{_COUNT}{_WORD}{{0,25}} {_TOOK_PART}\b"),
        (3, rf"\b(?:we|were|was){_WORD}{{0,3}} {_STUDIED}(?: (?:in|on|among|to|with))? {_COUNT}"),
        (3, rf"\b{_STUDY}{_WORD}{{0,12}} {_AMONG} {_COUNT}"),
        (3, rf"\b{_STUDY} \( {_COUNT} \)"),
        (3, rf"\b{_DONE}{_WORD}{{0,12}} (?:in|on|among|with|to|from) {_COUNT}"),
        (3, rf"{_OPENING}of {_COUNT}"),
        (3, rf"\b{_OTHERS}(?: (?!to\b|received\b|receiving\b|[.;#@]\S*)\S+){{0,10}} \( ~(\d+)\b"),
        (2, rf"{_OPENING}(?:of the|among|among the) {_COUNT}"),
        (2, rf"^{_COUNT}"),
    )
)
# Some of a study's people, by what follows the count or stands before it.
_LEFT_OR_FARED = either(
    """withdrew dropped discontinued died relapsed responded developed experienced achieved failed refused
    declined excluded lost withdrawn screened invited approached contacted had showed reported eligible
    opted completed"""
)
_ONE_ARM = either("active placebo sham conventional standard single")
_PART_AFTER = re.compile(
    rf"""^(?:\ \(\ [\d.]+\ ?%
    |\ apiece\b
    |(?:\ (?![\d,])\S+){{0,4}}\ (?:each|per|in\ both\ groups?)\b
    |\ (?:received|underwent|were\ given)\ (?:an?\ |the\ )?{_ONE_ARM}\b
    |\ in\ (?:the\ )?[\w-]+\ (?:group|arm)\b
    |(?:\ (?:who|that|were|was|had|have|then|subsequently|also|,))*\ {_LEFT_OR_FARED}\b)""",
    re.VERBOSE,
)
_FEWER = either(
    """\\d+\\s(?:out\\s)?of(?:\\sthe)? other remaining another additional first last only these those least
    than about over nearly approximately almost around to groups?\\s?\\(? arm groups?\\sof subset\\sof
    subgroup\\sof subsample\\sof each further"""
)
_PART_BEFORE = re.compile(rf"{_FEWER}$")
_ASKED = either(
    """assessed\\sfor\\seligibility invited screened approached contacted identified eligible asked
    offered surveyed mailed excluded withdrawn lost"""
)
_NEVER_JOINED = re.compile(  # to be invited is not to take part
    rf"{_COUNT}(?:{_WORD}{{0,20}}{_WERE}{_WORD}{{0,2}})? {_ASKED}\b"
    rf"|\b(?:screened|invited|approached|contacted|identified){_WORD}{{0,3}} {_COUNT}"
)
_EARLIER_WORK = r"(?:previous|previously|earlier) (?:\w+ )?(?:stud(?:y|ies)|trials?|published|reported|work)"
_PLANNED = re.compile(  # or done by others before
    r"\b(?:will|would|could|(?:is|are|be|was|were) (?:required|needed|planned)|required to detect|power"
    rf"|sample size|anticipated|intended|{_EARLIER_WORK})\b"
)
_TWO_COHORTS = re.compile(
    r"([#@])(\d+)(?: (?!and\b|or\b|[#@,.;]\S*)\S+){0,8} ,? ?(?:and|as well as|plus) ([#@])(\d+)"
)
_LISTED_BEFORE = re.compile(r"(?<![#@~\d])\d+(?: [^\W\d]\S*){1,3} (?:,|and|, and) [#@]$")
_ARM_VERB = either(
    """to in on received receiving was had with were\\s(?!included|analy|evalua|available|assessed) given
    conventional placebo controls? operated"""
)
_TWO_ARMS = re.compile(rf"[#@]?(\d+){_WORD}{{0,12}} ,? ?(?:and|versus|vs) [#@]?(\d+) {_ARM_VERB}\b")
_EVERY = re.compile(r"[#@~](\d+)")
_ARM_SIZE = re.compile(r"~(\d+)\b(?! ?%)")
_ASSIGNED = re.compile(
    r"\b(?:randomi[sz]\w+|randomly|assigned|allocated|received|groups?|placebo|versus|compared)\b"
)
_ASIDE = re.compile(r" \( (?![\d.]+ ?%)[^()#@~%]*\)")
_ANIMAL = either(
    """rats? mice mouse dogs? pigs? piglets cows? steers heifers calves rabbits? sheep goats? horses? monkeys
    cats beagles broilers chickens"""
)
_ANIMALS = re.compile(rf"\b{_ANIMAL}\b")
_SEVERAL_STUDIES = re.compile(
    r"\b(?:stud(?:y|ies)|experiments?|trials?) (?:1|i|2|ii)\b"
    r"|\b(?:second|additional|in (?:the|a) first) (?:study|experiment|trial)\b"
)
_SUBSTUDY = re.compile(r"\b(?:sub-?study|post-?hoc|secondary analysis|subset of)\b")


class Count(Struct, frozen=True):
    """A number that may be the study's, how surely, and where in which sentence it stands.

    `grouped` is one of people who were put into groups by chance: they are the study, not those who enrolled.
    """

    value: int
    strength: int
    sentence: str
    place: int
    grouped: bool


def patients(title: str, abstract: str) -> int | None:
    """The number of people in the study, where title and abstract make it clear."""
    texts = [marked(s[:LONGEST_SENTENCE]) for s in (title, *sentences(abstract[:LONGEST]))]
    whole = " ".join(texts)
    if (_ANIMALS.search(whole) and "patients" not in whole) or _SEVERAL_STUDIES.search(whole):
        return None
    texts = [_ASIDE.sub("", text) for text in texts]
    found = [count for text in texts for count in _counts(text)]
    likely = [c for c in found if c.strength >= SURE] or found
    if not likely:
        return _sum_of_arms(texts)
    if _SUBSTUDY.search(whole) and len({c.value for c in likely}) > 1:
        return None
    largest = max(likely, key=lambda c: c.value)
    grouped = [c for c in likely if c.grouped and c.value > ONE_ARM * largest.value]
    found_all = _whole_study(max(grouped, key=lambda c: (c.strength > TOTAL, c.value), default=largest))
    enrolled = {c.value for c in likely if c.strength >= JOINED}
    others = (value for text in texts for value in _people(text) if value not in enrolled)
    if found_all and any(value > found_all for value in others):
        return None  # a part of more people, whoever they are
    return found_all


def _counts(text: str) -> Iterator[Count]:
    """What the rules find in a sentence, without what counts a part of the study's people."""
    if _PLANNED.search(text):
        return
    never_joined = _never_joined(text)
    for strength, rule in _RULES:
        for match in rule.finditer(text):
            told_apart = strength > TOTAL  # from those who were asked
            if told_apart or (match.start(1) not in never_joined and not _is_part(match, text)):
                grouped = strength >= JOINED and bool(re.search(_GROUPED, match[0]))
                yield Count(int(match[1]), strength, text, match.start(1), grouped)


def _people(text: str) -> Iterator[int]:
    """Every count of people in a sentence, but of those who were only asked."""
    if not _PLANNED.search(text):
        out = _never_joined(text)
        yield from (int(m[1]) for m in _EVERY.finditer(text) if m.start(1) not in out)


def _never_joined(text: str) -> set[int]:
    """Where the counts stand of those who were asked and did not take part."""
    return {m.start(n) for m in _NEVER_JOINED.finditer(text) for n in (1, 2) if m[n]}


def _is_part(match: re.Match[str], text: str) -> bool:
    start, end = match.span(1)
    if text[start - 1] == "~" and not _holds_others(int(match[1]), text):
        return True
    return bool(_PART_AFTER.search(text[end:]) or _PART_BEFORE.search(text[: start - 1].rstrip()))


def _holds_others(size: int, text: str) -> bool:
    """Whether an "n =" is the only one of its sentence, or about the sum of the others."""
    others = sum(map(int, _ARM_SIZE.findall(text))) - size
    return not others or others <= size <= 1.3 * others


def _whole_study(count: Count) -> int | None:
    """The count with a second cohort of the same sentence; None where it is one of two arms."""
    if _LISTED_BEFORE.search(count.sentence[: count.place]):
        return None
    for match in _TWO_COHORTS.finditer(count.sentence):
        if count.place in {match.start(2), match.start(4)}:
            if _LISTED_BEFORE.search(count.sentence[: match.start(2)]):
                return None
            sort, first, other_sort, second = match.groups()
            if sort == other_sort:
                return int(first) + int(second)
            return int(first if sort == "#" else second)  # patients, without the healthy
    if count.strength >= TOTAL:
        return count.value
    arms = (m for m in _TWO_ARMS.finditer(count.sentence) if count.place in {m.start(1), m.start(2)})
    return None if any(arms) else count.value


def _sum_of_arms(texts: Sequence[str]) -> int | None:
    """The people of all arms, where a sentence gives "n =" for each and nothing gives their sum."""
    for text in texts:
        *arms, largest = sorted(int(n) for n in _ARM_SIZE.findall(text)) or [0]
        if arms and _ASSIGNED.search(text):
            is_sum = len(arms) > 1 and sum(arms) == largest
            return largest if is_sum else largest + sum(arms)
    return None
