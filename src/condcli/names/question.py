"""The words around a name: whether they are harmless, so that the name can open, or may change what it means.

The lists are data (data/names/question_words.json), by kind: what is asked, people, times, degrees, what one
does or has done, care, the body.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from condcli.names import dictionary, everyday, letters, word_kinds
from condcli.names import spanish as es
from condcli.names.normalize import LINKS, fold, form
from condcli.names.other_senses import HAVING, is_another
from condcli.names.word_kinds import (
    AROUND,
    NUMBER,
    OF_CONDITIONS,
    Kind,
    harmless,
    is_harmless,
    is_listed,
    is_strange,
    is_taken,
    modifying,
    of_kind,
)

_TRIMMED: tuple[Kind, ...] = ("ask", "people", "say", "care")
# What is done or given, not what is the matter: what is only like a name beside one of these is not meant.
MEASURES = frozenset({
    "test", "tests", "testing", "screening", "scan", "vaccine", "vaccines", "vaccination", "shot", "shots",
    "injection", "surgery", "removal", "transplant", "replacement", "drug", "drugs", "medicine", "medicines",
    "medication", "diet", "discharge",
})  # fmt: skip
# A name with one of these ends may do without it, if it is no plain word: Lyme, Crohn's, hantavirus.
HEADS = ("disease", "syndrome", "infection")
# (word, what may stand in its place)
SAME = (("disease", "disorder"), ("disorder", "disease"))
VAGUE = (("problem", "disease"), ("problem", "disorder"), ("trouble", "disease"), ("trouble", "disorder"))
_ALTERNATIVES = re.compile(r"[/;()\[\]]|\bor\b", re.IGNORECASE)
_GROWTHS = ("carcinoma", "sarcoma", "tumor", "tumour")
_WITH = (["with"], ["w"], ["without"], ["of"])
# Words that make a kind of what they stand behind
_MAKING = frozenset({
    "induced", "caused", "related", "associated", "dependent", "receptor", "variant", "variants", "form",
    "vs", "versus", "forms", "type", "types", "group", "like", "linked", "due", "responsive", "resistant",
    "sensitive",
    "syndrome", "anomaly", "anomalies", "defect", "defects", "malformation", "malformations",
})  # fmt: skip
_RETURNING = frozenset({"came", "come", "comes", "coming", "gets", "got", "goes", "went"})  # back
_STAGED = frozenset({"stage", "sx", "splint", "screening", "mask"})
_TIMED = frozenset({"at", "last", "every", "all", "this", "per", "most", "tonight", "each"})
_DONE = frozenset({"walking", "night"})
_WHOLES = frozenset({"infection", "disease", "problem", "condition"})
COUNTS = frozenset({"all", "every", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"})
_ARTICLES = frozenset({"a", "an", "the", "my", "your", "his", "her"})
SMALL = HAVING | _ARTICLES
_PUNCTUATION = " .,:;!?"


def are_harmless(
    before: Sequence[str],
    name: Sequence[str],
    after: Sequence[str],
    apart: tuple[bool, bool] = (False, False),
    page: frozenset[str] = frozenset(),
    *,
    capitals: bool = False,
    spanish: bool = False,
    told: Sequence[str] = (),
) -> bool:
    """Whether what stands before and after a name leaves its meaning as it is; `apart`, commas are between.

    `capitals`, the name is an abbreviation that stands out from the words around it; `spanish`, the name is.
    `page` are words that the page of that name says, each in its one form; `told`, all words behind the name.

    The next words must be listed ones, and none may be an animal or a work of art.
    """
    beside = (*before, *after)
    if es.is_spanish(beside) or (spanish and es.has_spanish(beside)):
        return es.are_harmless(before, name, after, own=spanish)
    name = [word for word in name if word not in _ARTICLES] or name  # a cold
    if is_another(before, name, after):
        return False
    if len(name) == 1 and (
        len(name[0]) <= letters.TWO_LETTERS or name[0] in word_kinds.question_words().everyday
    ):
        listed = everyday.are_listed(before, name[0], after, capitals=capitals)
        if listed or not everyday.is_of_body(before, name[0], told or after, page):
            return listed
    return _are_english(before, name, after, apart, page)


def _are_english(
    before: Sequence[str],
    name: Sequence[str],
    after: Sequence[str],
    apart: tuple[bool, bool],
    page: frozenset[str],
) -> bool:
    """Whether English words beside a name that is nothing else leave it its meaning."""
    beside = (*before, *after)
    talk = not of_kind("talk").isdisjoint(beside)  # a sentence, and no longer name
    # A comma may be inside of a name that is turned round, too: adenocarcinoma, papillary
    parted = (apart[0] and talk, apart[1] and talk)
    limb = bool(before) and before[-1] in of_kind("limb") - {"calf", "calves"}
    if limb and name[-1] in dictionary.conditions():
        before = before[:-1]  # it says but where: leg cellulitis, elbow arthritis
    elif len(before) > 1 and before[-1] in _WHOLES and before[-2] in of_kind("body"):
        before = before[:-2]  # skin infection cellulitis
    placed = word_kinds.question_words().placed - ({"cancer"} if len(name) > 1 else set())
    telling = len(name) > 1 or _is_of_medicine(name) or not name[0].isalpha()
    firm = telling and not letters.is_of_letters(name) and placed.isdisjoint(name)
    return (
        (
            not letters.is_of_letters(name)  # svt is Swedish television
            or of_kind("place").isdisjoint(beside)
            or not letters.TREATED.isdisjoint(beside)
        )
        and not _tell_which(before, after, parted, talk=talk)
        and not _are_of_another(before, name, after)
        and (not before or parted[0] or _may_lead(before[-1], page))
        and (
            not after
            or parted[1]
            or _may_follow(after[0], before, frozenset() if apart[1] else page)
            or _may_go_on(name, after)
        )
        and _are_plain(before, after, page, told=talk, firm=firm)
    )


def _tell_which(
    before: Sequence[str], after: Sequence[str], parted: tuple[bool, bool], *, talk: bool
) -> bool:
    """Whether the words beside a name say which kind of the condition is meant: hereditary, type 3."""
    modifiers = of_kind("modifier") | modifying()
    if not parted[0] and before:
        staged = before[-2:-1] in (["stage"], ["grade"])
        timed = len(before) > 1 and before[-2] in _TIMED  # at night low blood sugar
        further = len(before) > 1 and before[-2] in modifiers and not is_harmless(before[-1])
        if further or (before[-1] in modifiers and not timed) or (before[-1].isdigit() and not staged):
            return True
    asked = len(after) > 1 and after[1] in of_kind("care")  # bowel cancer early signs
    asked = asked or (len(after) > 1 and after[0] in _DONE)  # walking program, night guard
    return bool(after) and after[0] in modifiers and not (talk or asked or parted[1])


def _are_of_another(before: Sequence[str], name: Sequence[str], after: Sequence[str]) -> bool:
    """Whether a name means another condition beside these words: drug allergy, cancer of the bone."""
    if len(name) == 1 and name[0].endswith(_GROWTHS):  # clinging carcinoma, tumor of the cauda equina
        led = bool(before) and not is_harmless(before[-1])
        if led or (after[:1] == ["of"] and not all(map(is_harmless, after[1:]))):
            return True
    if word_kinds.question_words().placed.isdisjoint(name):
        return False
    # An ear infection of one ear; a kit that came back; on dad's side
    own = {*name, "side"}
    elsewhere = [w for last, w in pairwise(("", *after)) if last not in _RETURNING and w not in own]
    return not (of_kind("agent").isdisjoint(before[-1:]) and of_kind("body").isdisjoint(elsewhere))


def _may_lead(word: str, page: frozenset[str]) -> bool:
    """Whether a name keeps its sense with this word right before it."""
    passing = word in dictionary.life() and dictionary.naming().isdisjoint((word, form(word)))
    return (
        is_harmless(word) or dictionary.is_passing(word) or passing or (is_taken(word) and form(word) in page)
    )


def _may_go_on(name: Sequence[str], after: Sequence[str]) -> bool:
    """Whether a name that is nothing but a condition's keeps its sense with the words of life behind it."""
    if (
        letters.is_of_letters(name)
        or name[-1] in word_kinds.question_words().bearers
        or after[0] in of_kind("sense")
    ):
        return False
    # hsv2, gastritis: of medicine only, and the name of a condition
    firm = not name[0].isalpha() or (name[0].endswith(OF_CONDITIONS) and dictionary.is_technical(name[0]))
    firm = firm or (len(name) > 1 and _is_of_medicine(name))
    placed = name[-1].endswith("oma") or not word_kinds.question_words().placed.isdisjoint(name)
    ours = after[0] in dictionary.life() or after[0] in of_kind("place")
    ours = ours or (firm and not placed and after[0] in of_kind("body"))  # myasthenia gravis jaw
    strange = len(name) > 1 and is_strange(after[0])  # mucopolysaccharidosis tpe 1 is a kind
    return ours or (firm and (dictionary.is_passing(after[0]) or strange))


def _is_of_medicine(name: Sequence[str]) -> bool:
    """Whether a word of it names a condition, or is one of medicine that is no plain one."""
    return any(word in dictionary.conditions() or dictionary.is_technical(word) for word in name)


def _may_follow(word: str, before: Sequence[str], page: frozenset[str]) -> bool:
    """Whether a name keeps its sense with this word right behind it: a medical one may make it another."""
    if word in COUNTS or (dictionary.is_plain(word) and not of_kind("talk").isdisjoint(before)):
        return True
    if dictionary.is_plain(word) and form(word) in page and word not in LINKS:
        return True
    follows = of_kind("kind", "symptom", "limb")
    return word != "of" and (word in follows or is_harmless(word) or is_taken(word))


def _are_plain(
    before: Sequence[str], after: Sequence[str], page: frozenset[str], *, told: bool, firm: bool
) -> bool:
    """Whether all that is no listed word is of life or on the page.

    In a sentence (`told`) it may be any plain word, and in other names; beside a name of medicine it may be
    strange.
    """
    if [w for w in before if w not in _ARTICLES][-1:] == ["for"]:
        before = ()  # what is taken for it
    whole = after[:1] not in _WITH and _MAKING.isdisjoint(after)  # no kind is told behind it
    firm = firm and whole
    leading = [w for w in before if not is_harmless(w)]
    others = [w for w in after if not (is_listed(w) or is_taken(w) or w in of_kind("place"))]

    def plain(word: str, *, firm: bool) -> bool:
        if word in dictionary.life() or form(word) in page:
            return True
        if told and dictionary.is_word(word) and word not in dictionary.conditions():
            return True
        if told and dictionary.is_passing(word):
            return True
        return firm and (is_strange(word) or (dictionary.is_plain(word) and not _may_be_of_a_kind(word)))

    left = [w for w in leading if not plain(w, firm=told and firm)]
    further = [w for w in others if not plain(w, firm=firm)]
    # One that nobody knows, beside a word of illness: verrucas on both feet duct tape
    unknown = (*left, *further)
    spared = whole and len(unknown) == 1 and (told or not left) and not _may_be_of_a_kind(unknown[0])
    return not unknown or (spared and _are_of_illness((*before, *after)))


def _may_be_of_a_kind(word: str) -> bool:
    """Whether a word may say which kind of a condition is meant, or names one itself."""
    known = dictionary.is_plain(word) or is_strange(word) or not word.isalpha()
    kind = word in dictionary.medical() or word in of_kind("modifier") or word in modifying()
    return not known or kind or word.endswith(OF_CONDITIONS) or word in dictionary.conditions()


def _are_of_illness(words: Sequence[str]) -> bool:
    """Whether one of the words is said of who is ill: a medicine, a part of the body, a sign, a stage."""
    bodily = of_kind("chart", "body", "limb", "symptom", "complaint", "ill")
    of_body = bodily | letters.FLARES | letters.TREATED
    return any(word in of_body or word in _STAGED or is_taken(word) for word in words)


def without_intent(query: str, *, wholly: bool = False) -> str | None:
    """The name inside a question ("what are the symptoms of asthma?"), None where nothing is around it.

    `wholly`, times and degrees are left out too ("severe asthma 5 year old").
    """
    words = query.split()
    said = [fold(word).strip(_PUNCTUATION) for word in words]
    around = harmless(AROUND if wholly else _TRIMMED) | {""}
    spans = word_kinds.question_words().kinds["span"]
    # A number by itself may be part of the name: "5 year old" is an age, "ataxia 25" is a kind of ataxia.
    left_out = [
        word in around or (wholly and bool(NUMBER.fullmatch(word)) and following in spans)
        for word, following in zip(said, [*said[1:], ""], strict=False)
    ]
    start, end = 0, len(words)
    while start < end and left_out[start]:
        start += 1
    while end > start and left_out[end - 1]:
        end -= 1
    return " ".join(words[start:end]) if (start or end < len(words)) and start < end else None


def alternatives(query: str) -> list[str]:
    """The parts of a query that gives several names: "piles / haemorrhoids"; none where it gives one."""
    parts = [part for p in _ALTERNATIVES.split(query) if (part := p.strip(_PUNCTUATION))]
    return parts if len(parts) > 1 else []


def swapped(words: Sequence[str], pairs: Sequence[tuple[str, str]]) -> Iterator[list[str]]:
    """The words with one of them in place of another."""
    for word, other in pairs:
        if word in words:
            yield [other if w == word else w for w in words]
