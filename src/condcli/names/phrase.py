"""Names that stand whole among other words: "my mom has shingles", "copd in adults", "asthma vs copd"."""

import re
from collections.abc import Iterable, Sequence
from functools import partial

from condcli.json_answers import Candidate, Resolution
from condcli.names import beside, dictionary, letters, other_senses, owners, question, titles, word_kinds
from condcli.names.index import CANDIDATES, Entry, Index, several
from condcli.names.normalize import raw_words
from condcli.names.spans import SHORTEST_IN_SMALL_LETTERS, Span, confirmed, longest, named_in
from condcli.names.text_words import Word, words_of
from condcli.names.word_kinds import is_harmless, is_listed, is_taken

MOST_WORDS = 1_000  # that are read; one sign of Arabic may be written out as four
_LETTERED = re.compile(r"\d{1,2}[A-EG-LN-Z]")
_LETTERED_LAST = re.compile(r"\d{1,2}[abceijklnopqrtuvz]")
_AFTER_AMOUNTS = frozenset({
    "am", "pm", "to", "out", "or", "semanas", "meses", "dias", "anos", "drugs", "meds", "medicines", "pills",
    "tablets", "times",
})  # fmt: skip
_LONG = 4  # letters of an abbreviation that hardly means another thing
_DIGITS = 3  # of a number that says which kind
_TOLD = 4  # words before what one had as a child, which tell of something else
_YOUNG = frozenset({"kid", "child", "baby", "toddler", "teen", "teenager", "boy", "girl", "youngster"})
_WHEN = frozenset({"after", "since", "following"})
_ALTERNATIVES = frozenset({"or", "vs", "versus", "difference", "between"})  # two names are two names


def resolve(index: Index, text: str) -> Resolution | None:
    """What the names in a text mean, None where there is none.

    One name among harmless words opens; if other words may change the meaning, or there are several names,
    all are listed.
    """
    words = words_of(text)[:MOST_WORDS]
    every = list(named_in(index, text, words))
    spans = longest(every, words)
    numbered = [span for span in spans if _numbers(words, span)]
    whole = [s for s in numbered if s.start == 0 and s.end + 1 == len(words)]
    if any(not isinstance(e, Entry) or not e.name.isupper() for s in whole for e in s.found):
        return None  # a name with a number, and nothing else, is that of a kind of its own
    named = [s for s in spans if s.has_page and not beside.state(words, s)]
    rest = [w.raw for n, w in enumerate(words) if not any(s.start <= n < s.end for s in spans)]
    if not named:
        return _only_known(text, spans, words, rest)
    alternatives = not _ALTERNATIVES.isdisjoint(rest)
    aside = [] if alternatives else beside.no_second_names(index, spans, named, words)
    named = [s for s in named if s not in aside]
    unpaged = [s for s in spans if not (s.has_page or beside.is_symptom(words, s))]
    if _is_weak(named, rest):
        return None
    listed = _listed(named)
    if len(listed) == 1 and not any(s.meaning for s in named):  # "acne in adults" is none, Acne within is
        named = [s for s in every if s.opens == listed[0].id][:1] or named
        listed = _listed(named)
    known = dict.fromkeys(name for s in unpaged for name in s.known)
    note = f"It also names what has no page yet: {', '.join(known)}." if known else None
    if len(listed) == 1 and all(s in aside for s in unpaged):
        for firm in (s for s in named if s.opens and s not in numbered):
            if _is_aside(firm, spans, words):
                continue
            others = [*aside, *(s for s in named if s is not firm), *_across(every, firm, words)]
            if _stays(index, firm, others, words):
                return Resolution(text, "match", "phrase", tuple(listed), note=note)
    return Resolution(text, "ambiguous", matches=tuple(listed[:CANDIDATES]), note=note)


def _only_known(
    text: str, spans: Sequence[Span], words: Sequence[Word], rest: Iterable[str]
) -> Resolution | None:
    """The conditions without a page that a text names; a plain word is one beside harmless words only."""
    known = dict.fromkeys(name for s in spans for name in s.known)
    plain = all(s.end - s.start == 1 and dictionary.is_plain(words[s.start].raw) for s in spans)
    if known and (not plain or all(map(is_harmless, rest))):
        return Resolution(text, "none", known=", ".join(known))
    return None


def _is_weak(named: Sequence[Span], rest: Iterable[str]) -> bool:
    """Whether but single words are there that loosely mean something: they do not catch a phrase."""
    listed = word_kinds.question_words()
    for span in named:
        if span.meaning is not None or span.end - span.start > 1:
            return False
        for name in (e.name for e in span.found):
            vague = name.casefold() in listed.everyday or name.casefold() in listed.placed
            # A word that names a condition, and nothing else: neuropathy, lice
            if not vague and (name.isupper() or not dictionary.conditions().isdisjoint(raw_words(name))):
                return False
    around = word_kinds.of_kind("kind", "symptom", "body")
    return not all(word in around or is_harmless(word) for word in rest)


def _stays(index: Index, name: Span, others: Sequence[Span], words: Sequence[Word]) -> bool:
    """Whether the words around a name leave its meaning; those of symptoms beside it are left out.

    What the page of that name says itself is another word for nothing else.
    """
    if _is_part(words, name) or beside.is_caused(index, words, name):
        return False
    left_out = {n for span in others for n in range(span.start, span.end)}
    left_out -= set(range(name.start, name.end))
    before, named, after = (
        [words[n].raw for n in part if n not in left_out]
        for part in (range(name.start), range(name.start, name.end), range(name.end, len(words)))
    )
    apart = (name.start > 0 and words[name.start - 1].ends, words[name.end - 1].ends)
    token, single = words[name.start].token, name.end - name.start == 1
    shouted = len(words) > 1 and all(w.token == w.token.upper() for w in words)
    stands_out = token.isupper() and len(words) > 1 and not shouted
    capitals = stands_out or (single and bool(confirmed(index, words, name.start)))
    short = single and all(isinstance(e, Entry) and (e.short or e.name.isupper()) for e in name.found)
    firm = [e for e in name.found if isinstance(e, Entry) and e.kind != "loose"]
    spanish = all(e.name in e.record.names_es for e in firm)
    said = partial(index.page_words, name.opens or "")  # the page is read only where its words decide
    first, last = ([w.raw for w in part] for part in (words[: name.start], words[name.end :]))
    office = short and letters.are_of_office(first, token.removesuffix("s").lower(), last)
    office = office or (len(named) == 1 and letters.are_of_others(token, [*first, *last]))
    other = other_senses.is_near_another(named, [*first, *last])  # brittle bones, broke a hip
    farm = other_senses.are_of_farm([*first, *last], said)
    if office or other or farm or titles.is_one(first, named, last, said, spanish=spanish, short=short):
        return False
    if question.are_harmless(before, named, after, apart, capitals=capitals, spanish=spanish):
        return True
    page = said()
    if question.are_harmless(before, named, after, apart, page, capitals=capitals, told=last):
        return True
    plain = shouted and dictionary.is_plain(token.lower())  # ALL SUMMER; but LLE DVT
    long = len(token) >= SHORTEST_IN_SMALL_LETTERS and not plain
    if not short or not (long or capitals) or other_senses.is_another(before, named, after):
        return False
    had = (stands_out or long) and owners.say(before, named[0], after, parted=apart[1])
    had = had or (_is_nothing_else(firm, named[0], token) and letters.are_passing(before, after))
    return letters.explain([*before, *after], page, capitals=stands_out, two=not long, had=had)


def _is_aside(name: Span, spans: Sequence[Span], words: Sequence[Word]) -> bool:
    """Whether a name but says what another is not, or when that was: headaches (not migraine)."""
    denied = [s for s in spans if s.opens == name.opens and s.start and words[s.start - 1].raw == "not"]
    if name.start > 1 and words[name.start - 1].raw == "not" and not is_listed(words[name.start - 2].raw):
        return True  # carpet beetles not bed bugs
    if denied and (len(spans) > 1 or "yet" in (w.raw for w in words[name.end :])):
        return True
    behind = [w.raw for w in words[name.end : name.end + 3] if w.raw != "a"]
    if name.start >= _TOLD and behind[:1] == ["as"] and not _YOUNG.isdisjoint(behind[1:2]):
        return True  # blisters on my ribs, had chickenpox as a kid
    last = words[name.start - 1].raw if name.start else ""
    # brittle bones after menopause
    return last in _WHEN and any(s.has_page for s in spans if s.end < name.start)


def _is_nothing_else(firm: Iterable[Entry], said: str, token: str) -> bool:
    """Whether it is a long abbreviation that is a main one of a record and no word: PCOS, not POTS."""
    if len(said) < _LONG or dictionary.is_plain(said):
        return False
    kinds = {"abbreviation", "name", "alias"} if token.isupper() else {"abbreviation"}  # Gerd is a person
    return any(e.kind in kinds and e.name.isupper() for e in firm)


def _across(every: Sequence[Span], name: Span, words: Sequence[Word]) -> list[Span]:
    """Other names of the same record that lie across a name: groin hernia inguinal."""
    placed = word_kinds.question_words().placed  # lobular carcinoma of the breast is a kind
    same = (
        s
        for s in every
        if s.opens == name.opens and not placed.intersection(w.raw for w in words[s.start : s.end])
    )
    return [s for s in same if s.start < name.start < s.end or s.start < name.end < s.end]


def _is_part(words: Sequence[Word], name: Span) -> bool:
    """Whether a name is a part of what has another: celiac-like, ataxia I, Huntington Beach."""
    first, last, after = words[name.start], words[name.end - 1], words[name.end : name.end + 1]
    tokens = [w.token for w in words[name.end :]]
    numeral = tokens[-1:] == ["I"] and all(map(str.istitle, tokens[:-1]))
    twice = last.raw in {w.raw for w in (*words[name.start - 1 : name.start], *after)}  # gout gout
    if numeral or twice or (after and last.token.endswith("-like")):
        return True
    if all(w.token.istitle() for w in words) or not (first.token.istitle() and last.token.istitle()):
        return False
    beside = [*words[max(name.start - 1, 1) : name.start], *after]  # the first may always have a capital
    proper = [w.raw for w in beside if w.token.istitle()]
    return any(not (is_listed(word) or is_taken(word)) for word in proper)


def _numbers(words: Sequence[Word], span: Span) -> bool:
    """Whether a number follows a name and says which kind of it is meant: retinitis pigmentosa 30."""
    if span.end == len(words):
        return False
    token = words[span.end].token
    if _LETTERED.fullmatch(token):  # cardiomyopathy 1B; 4d and 34F are a time and an age
        return True
    if span.end + 1 == len(words) and _LETTERED_LAST.fullmatch(token):
        return True
    if not token.isdigit() or len(token) > _DIGITS:  # 5.1 is a measure
        return False
    if span.end + 1 == len(words) or words[span.end].ends:
        return True
    amounts = (word_kinds.of_kind("span", "people", "chart") | _AFTER_AMOUNTS) - {"onset"}
    return words[span.end + 1].raw not in amounts


def _listed(named: Sequence[Span]) -> list[Candidate]:
    """The records of all names, those that are clearly meant first, each once, in their order."""
    clear = [s for s in named if s.opens]
    found: dict[str, Candidate] = {}
    for span in (*clear, *(s for s in named if s not in clear)):
        meaning = span.meaning or several("", [e for e in span.found if isinstance(e, Entry)])
        for candidate in meaning.matches:
            found.setdefault(candidate.id, candidate)
    return list(found.values())
