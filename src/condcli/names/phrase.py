"""Names that stand whole among other words: "my mom has shingles", "copd in adults", "asthma vs copd"."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from condcli.json_answers import Candidate, Resolution
from condcli.models import SYMPTOMS
from condcli.names import dictionary, question, word_kinds
from condcli.names.index import CANDIDATES, Entry, Found, Index, KnownEntry, decide, several
from condcli.names.normalize import LINKS, bag, form, formed, raw_words
from condcli.names.text_words import Word, words_of
from condcli.names.word_kinds import is_harmless, is_listed, is_medical, is_spanish, is_taken

LONGEST_NAME = 8  # words
MOST_WORDS = 1_000  # that are read; one sign of Arabic may be written out as four
FEW = 4  # words of a text in which two small letters may be an abbreviation
LONGEST_JOINED = 7  # letters from which a name may be written as one word: heartattack
_PLURAL = re.compile(r"^(.{2,}?)['\u2019]?s$")
_SHORTEST_IN_SMALL_LETTERS = 3
_ALTERNATIVES = frozenset({"or", "vs", "versus", "difference", "between"})  # two names are two names
_JOINTS = frozenset({"and", "with", "plus"})
_OWN = frozenset({"my", "his", "her", "our", "your", "their"})  # aneurysm in my aorta
_DENIED = frozenset({"no", "not", "without", "never"})
_STATES = frozenset({"am", "im", "is", "are", "was", "be", "feel", "feels", "feeling", "get", "gets", "so"})


class Span(Struct, frozen=True):
    """A name in a text: from which word, to which (not included), what has that name, and what it means."""

    start: int
    end: int
    found: list[Found]
    meaning: Resolution | None

    @property
    def has_page(self) -> bool:
        """Whether a record has the name."""
        return any(isinstance(e, Entry) for e in self.found)

    @property
    def opens(self) -> str | None:
        """The id of the record that it opens."""
        return self.meaning.matches[0].id if self.meaning and self.meaning.status == "match" else None

    @property
    def known(self) -> list[str]:
        """The conditions without a page that have the name."""
        return [e.known.name for e in self.found if isinstance(e, KnownEntry)]


def resolve(index: Index, text: str) -> Resolution | None:
    """What the names in a text mean, None where there is none.

    One name among harmless words opens; if other words may change the meaning, or there are several names,
    all are listed.
    """
    words = words_of(text)[:MOST_WORDS]
    every = list(_spans(index, text, words))
    spans = _longest(every, words)
    numbered = [span for span in spans if _numbers(words, span)]
    if any(not isinstance(e, Entry) or not e.name.isupper() for span in numbered for e in span.found):
        return None
    named = [s for s in spans if s.has_page and not _state(words, s)]
    rest = [w.raw for n, w in enumerate(words) if not any(s.start <= n < s.end for s in spans)]
    if not named:
        return _only_known(text, spans, words, rest)
    alternatives = not _ALTERNATIVES.isdisjoint(rest)
    beside = [] if alternatives else [*_symptoms_beside(named, words), *_loosely_beside(index, spans, words)]
    named = [s for s in named if s not in beside]
    unpaged = [s for s in spans if not (s.has_page or _is_symptom(words, s))]
    if _is_weak(named, rest):
        return None
    listed = _listed(named := _firm(every, named))
    note = _also_named(unpaged)
    if len(listed) == 1 and all(s in beside for s in unpaged):
        firm = next((s for s in named if s.opens), None)
        others = [*beside, *(s for s in named if s is not firm)]
        if firm and firm not in numbered and _stays(index, firm, others, words):
            return Resolution(text, "match", "phrase", tuple(listed), note=note)
    return Resolution(text, "ambiguous", matches=tuple(listed[:CANDIDATES]), note=note)


def _only_known(
    text: str, spans: Sequence[Span], words: Sequence[Word], rest: Iterable[str]
) -> Resolution | None:
    """The conditions without a page that a text names; a plain word is one beside harmless words only."""
    known = dict.fromkeys(name for s in spans for name in s.known)
    plain = all(_is_plain(words, s) for s in spans)
    if known and (not plain or all(map(is_harmless, rest))):
        return Resolution(text, "none", known=", ".join(known))
    return None


def _also_named(unpaged: Iterable[Span]) -> str | None:
    names = dict.fromkeys(name for s in unpaged for name in s.known)
    return f"It also names what has no page yet: {', '.join(names)}." if names else None


def _is_plain(words: Sequence[Word], span: Span) -> bool:
    """Whether a name is one word of everyday English."""
    return span.end - span.start == 1 and dictionary.is_plain(words[span.start].raw)


def _is_symptom(words: Sequence[Word], span: Span) -> bool:
    """Whether a name is but a symptom: beside a condition it is no second name."""
    symptom = word_kinds.question_words().kinds["symptom"] | LINKS
    return symptom.issuperset(w.raw for w in words[span.start : span.end])


def _is_weak(named: Sequence[Span], rest: Iterable[str]) -> bool:
    """Whether but single words are there that loosely mean something: they do not catch a phrase."""
    kinds = word_kinds.question_words().kinds
    around = kinds["kind"] | kinds["symptom"] | kinds["body"]
    weak = all(s.meaning is None and s.end - s.start == 1 and not _names_one(s) for s in named)
    return weak and not all(word in around or is_harmless(word) for word in rest)


def _names_one(span: Span) -> bool:
    """Whether it is a word that names a condition, and nothing else: neuropathy, lice."""
    vague = word_kinds.question_words().everyday | word_kinds.question_words().placed
    names = [e.name for e in span.found if e.name.casefold() not in vague]
    return any(n.isupper() or not dictionary.conditions().isdisjoint(raw_words(n)) for n in names)


def _firm(every: Sequence[Span], named: list[Span]) -> list[Span]:
    """The names themselves, where one within them is the record's own: Acne in "acne in adults"."""
    listed = _listed(named)
    own = [s for s in every if len(listed) == 1 and s.opens == listed[0].id]
    return named if any(s.meaning for s in named) else own[:1] or named


def _loosely_beside(index: Index, spans: Sequence[Span], words: Sequence[Word]) -> list[Span]:
    """What loosely means another page, or has none, and stands apart from a name or is said on its page."""
    opening = {s.opens for s in spans if s.opens}
    if not opening:
        return []
    loose = [s for s in spans if not s.opens and not any(w.raw.isdigit() for w in words[s.start : s.end])]
    others = [s for s in loose if (s.has_page or _is_plain(words, s)) and not _is_joined(s, spans, words)]
    if len(others) == len(loose) or len(opening) > 1:
        return others
    page = index.page_words(opening.pop())
    return [s for s in loose if s in others or page.issuperset(form(w.raw) for w in words[s.start : s.end])]


def _is_joined(span: Span, spans: Sequence[Span], words: Sequence[Word]) -> bool:
    """Whether another name stands beside it, or with an "and" between them: two names are two names."""
    pairs = (sorted((span, other), key=lambda s: s.start) for other in spans if other is not span)
    return any(all(w.raw in _JOINTS for w in words[a.end : b.start]) for a, b in pairs)


def _stays(index: Index, name: Span, beside: Sequence[Span], words: Sequence[Word]) -> bool:
    """Whether the words around a name leave its meaning; those of symptoms beside it are left out.

    What the page of that name says itself is another word for nothing else.
    """
    left_out = {n for span in beside for n in range(span.start, span.end)}
    before, named, after = (
        [words[n].raw for n in part if n not in left_out]
        for part in (range(name.start), range(name.start, name.end), range(name.end, len(words)))
    )
    apart = (name.start > 0 and words[name.start - 1].ends, words[name.end - 1].ends)
    if _is_part(words, name):
        return False
    token = words[name.start].token
    shouted = all(w.token == w.token.upper() for w in words)
    stands_out = token.isupper() and len(words) > 1 and not shouted
    capitals = stands_out or (name.end - name.start == 1 and bool(_confirmed(index, words, name.start)))
    if question.are_harmless(before, named, after, apart, capitals=capitals):
        return True
    page = index.page_words(name.opens or "")
    if question.are_harmless(before, named, after, apart, page, capitals=capitals):
        return True
    long = len(token) >= _SHORTEST_IN_SMALL_LETTERS and not (shouted and len(words) > 1)
    short = name.end - name.start == 1 and all(isinstance(e, Entry) and e.short for e in name.found)
    told = any(is_taken(w) and form(w) in page for w in (*before, *after))
    return short and (long or (capitals and told)) and question.explain([*before, *after], page)


def _is_part(words: Sequence[Word], name: Span) -> bool:
    """Whether a name is a part of what has another: celiac-like, ataxia I, Huntington Beach."""
    first, last, after = words[name.start], words[name.end - 1], words[name.end : name.end + 1]
    numeral = [w.token for w in words[name.end :]] == ["I"]
    if numeral or (after and last.token.endswith("-like")):
        return True
    if all(w.token.istitle() for w in words) or not (first.token.istitle() and last.token.istitle()):
        return False
    beside = [*words[max(name.start - 1, 1) : name.start], *after]  # the first may always have a capital
    proper = [w.raw for w in beside if w.token.istitle()]
    return any(not (is_listed(word) or is_taken(word)) for word in proper)


def _symptoms_beside(named: Sequence[Span], words: Sequence[Word]) -> list[Span]:
    """The pages of symptoms beside a condition that is none: "strep throat without fever" is one page."""

    def of_symptom(span: Span) -> bool:
        return all(not isinstance(e, Entry) or e.record.category == SYMPTOMS for e in span.found)

    complaints = word_kinds.question_words().kinds["complaint"]
    denied = [s for s in named if of_symptom(s) and words[s.start - 1].raw in _DENIED and s.start]
    others = [s for s in named if not of_symptom(s)]
    if not others or any(complaints & {w.raw for w in words[s.start : s.end]} for s in others):
        return denied if len(denied) < len(named) else []
    joined = [s for a, s in pairwise(named) if s.start == a.end + 1 and words[a.end].raw == "and"]
    if joined and all(of_symptom(s) for s in joined):
        return denied  # strep throat and fever
    return [s for s in named if of_symptom(s)]


def _state(words: Sequence[Word], span: Span) -> bool:
    """Whether an everyday word says how one is, and not what one has: I'm cold all the time."""
    before = words[span.start - 1].raw if span.start else ""
    return span.end - span.start == 1 and words[span.start].raw == "cold" and before in _STATES


def _numbers(words: Sequence[Word], span: Span) -> bool:
    """Whether a number follows a name and says which kind of it is meant: retinitis pigmentosa 30."""
    if span.end == len(words) or not words[span.end].token.isdigit():  # 5.1 is a measure
        return False
    spans = word_kinds.question_words().kinds["span"]
    return span.end + 1 == len(words) or words[span.end + 1].raw not in spans


def _listed(named: Sequence[Span]) -> list[Candidate]:
    """The records of all names, those that are clearly meant first, each once, in their order."""
    clear = [s for s in named if s.opens]
    found: dict[str, Candidate] = {}
    for span in (*clear, *(s for s in named if s not in clear)):
        meaning = span.meaning or several("", [e for e in span.found if isinstance(e, Entry)])
        for candidate in meaning.matches:
            found.setdefault(candidate.id, candidate)
    return list(found.values())


def _spans(index: Index, text: str, words: Sequence[Word]) -> Iterator[Span]:
    """Every run of words that is a name."""
    own = formed(w.raw for w in words)
    few = len(words) <= FEW and not is_spanish([w.raw for w in words])  # "mi" is Spanish for "my"
    shouted = text.isupper()
    for start in range(len(words)):
        for end in range(start + 1, min(start + LONGEST_NAME, len(words)) + 1):
            if own[start] in LINKS or own[end - 1] in LINKS or words[start].part != words[end - 1].part:
                continue
            if _OWN.intersection((own[start], own[end - 1])):
                continue
            run = [word for word in own[start:end] if word not in _OWN]
            found = index.all.get(" ".join(run), [])
            if not found and end - start > 1:
                found = index.bags.get(bag(run), []) or index.joined.get("".join(run), [])
            if end - start == 1 and all(isinstance(e, Entry) and e.kind == "loose" for e in found):
                found = (
                    _confirmed(index, words, start)
                    or _one_word(index, words[start], shouted=shouted, few=few)
                    or found
                )
            if found:
                yield Span(start, end, found, decide(text, found))


def _confirmed(index: Index, words: Sequence[Word], at: int) -> list[Found]:
    """A short abbreviation that a word of medicine beside it explains, which that page says: ra humira."""
    token = words[at].token.lower()
    meant = index.small.get(token)
    if not meant or is_harmless(token) or is_taken(token) or token in LINKS or token in question.COUNTS:
        return []
    telling = {form(w.raw) for n, w in enumerate(words) if n != at and is_medical(w.raw)}
    return [e for e in meant if telling & index.page_words(e.record.id)] if telling else []


def _one_word(index: Index, word: Word, *, shouted: bool, few: bool) -> list[Found]:
    """What an abbreviation or a name written as one word means."""
    for token in (word.token, _PLURAL.sub(r"\1", word.token)):
        own: list[Found] = [e for e in index.written.get(token, ()) if e.short]
        if own and not (shouted and dictionary.is_plain(token.lower())):
            return own
        small = token.lower()
        if len(small) >= _SHORTEST_IN_SMALL_LETTERS and not dictionary.is_plain(small):
            found: list[Found] = list(index.small.get(small, ()))
            if found:
                return found
    if len(word.raw) == question.TWO_LETTERS and few and not dictionary.is_plain(word.raw):
        return [replace(e, kind="loose") for e in index.small.get(word.raw, ())]
    return index.joined.get(word.raw, []) if len(word.raw) >= LONGEST_JOINED else []


def _longest(spans: list[Span], words: Sequence[Word]) -> list[Span]:
    """The longest names, none of which lies across another, in their order."""

    def length(span: Span) -> tuple[int, int, int]:
        told = [w.raw for w in words[span.start : span.end] if w.raw not in LINKS]
        return -len(told), -sum(map(len, told)), span.start

    taken: list[Span] = []
    for span in sorted(spans, key=length):
        if all(span.end <= other.start or other.end <= span.start for other in taken):
            taken.append(span)
    return sorted(taken, key=lambda s: s.start)
