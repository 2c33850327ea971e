"""Where the names stand in a text: every run of words that is a name, and the longest of those."""

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from condcli.json_answers import Resolution
from condcli.names import dictionary, question
from condcli.names.index import Entry, Found, Index, KnownEntry, decide
from condcli.names.letters import TWO_LETTERS
from condcli.names.normalize import LINKS, bag, form, formed
from condcli.names.spanish import is_spanish
from condcli.names.text_words import Word
from condcli.names.word_kinds import is_harmless, is_medical, is_taken, question_words

LONGEST_NAME = 8  # words
FEW = 4  # words of a text in which two small letters may be an abbreviation
LONGEST_JOINED = 7  # letters from which a name may be written as one word: heartattack
SHORTEST_IN_SMALL_LETTERS = 3  # of an abbreviation
_PAIR = 2  # words of a name that a comma parts
_PLURAL = re.compile(r"^(.{2,}?)['\u2019]?s$")
# What tells beside it too: pots fainting
_TELLING = frozenset({"fainting", "dizziness", "diagnosed", "meds", "medication"})
_OWN = frozenset({"my", "his", "her", "our", "your", "their"})  # aneurysm in my aorta


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


def named_in(index: Index, text: str, words: Sequence[Word]) -> Iterator[Span]:
    """Every run of words that is a name."""
    own = formed(w.raw for w in words)
    few = len(words) <= FEW and not is_spanish([w.raw for w in words])  # "mi" is Spanish for "my"
    shouted = text.isupper()
    for start in range(len(words)):
        for end in range(start + 1, min(start + LONGEST_NAME, len(words)) + 1):
            if own[start] in LINKS or own[end - 1] in LINKS:
                continue
            if _OWN.intersection((own[start], own[end - 1])):
                continue
            if end - start == _PAIR and words[start].ends and len(words[start].raw) > 1:
                continue  # heat, stroke; but c. diff
            found = _named(index, own[start:end], [w.raw for w in words[start:end]])
            if end - start == 1 and all(isinstance(e, Entry) and e.kind == "loose" for e in found):
                found = (
                    confirmed(index, words, start)
                    or _one_word(index, words[start], shouted=shouted, few=few)
                    or found
                )
            if found:
                yield Span(start, end, found, decide(text, found))


def _named(index: Index, own: Sequence[str], raw: Sequence[str]) -> list[Found]:
    """What has a run of words for its name, without whose it is or with it, in another order, or joined."""
    run = [word for word in own if word not in _OWN]
    found = index.all.get(" ".join(run), [])
    if not found and len(run) < len(own):  # uti went up to my kidney
        found = [e for e in index.all.get(" ".join(own), ()) if isinstance(e, Entry) and e.kind == "covered"]
    if not found and len(own) > 1:
        found = in_any_order(index, raw, run)
        if not found and not says_else(raw):
            found = index.joined.get("".join(run), [])
    return found


def in_any_order(index: Index, raw: Sequence[str], own: Sequence[str]) -> list[Found]:
    """What has the words for its name, in any order; the title of a song is none: blister in the sun."""
    return [] if " ".join(raw) in question_words().works else index.bags.get(bag(own), [])


def says_else(words: Sequence[str]) -> bool:
    """Whether words that make a name without the space between them are plain ones: got a, has his."""
    return not question.SMALL.isdisjoint(words) and all(len(w) == 1 or dictionary.is_plain(w) for w in words)


def confirmed(index: Index, words: Sequence[Word], at: int) -> list[Found]:
    """A short abbreviation that its own capitals or a word of its page beside it explain: PsA, ra humira."""
    token = words[at].token.lower()
    own = [e for e in index.all.get(form(token), ()) if isinstance(e, Entry) and e.name == words[at].token]
    if words[at].token not in {token, token.upper(), token.title()} and own:
        return [replace(e, kind="abbreviation") for e in own]  # PsA is no PSA
    meant = index.small.get(token, [])
    if is_harmless(token) or is_taken(token) or token in LINKS or token in question.COUNTS:
        return []
    if not meant:
        return []
    telling = {
        form(w.raw) for n, w in enumerate(words) if n != at and (is_medical(w.raw) or w.raw in _TELLING)
    }
    return [e for e in meant if telling & index.page_words(e.record.id)] if telling else []


def _one_word(index: Index, word: Word, *, shouted: bool, few: bool) -> list[Found]:
    """What an abbreviation or a name written as one word means."""
    plural = (
        word.token if dictionary.is_plain(word.raw) else _PLURAL.sub(r"\1", word.token)
    )  # "less" is no LES
    for token in (word.token, plural):
        own: list[Found] = [e for e in index.written.get(token, ()) if e.short]
        if own and not (shouted and dictionary.is_plain(token.lower())):
            return own
        small = token.lower()
        if len(small) >= SHORTEST_IN_SMALL_LETTERS and not dictionary.is_plain(small):
            found: list[Found] = list(index.small.get(small, ()))
            if found:
                return found
    if len(word.raw) == TWO_LETTERS and few and not dictionary.is_plain(word.raw):
        return [replace(e, kind="loose") for e in index.small.get(word.raw, ())]
    return index.joined.get(word.raw, []) if len(word.raw) >= LONGEST_JOINED else []


def longest(spans: list[Span], words: Sequence[Word]) -> list[Span]:
    """The longest names, none of which lies across another, in their order."""

    def length(span: Span) -> tuple[int, int, int]:
        told = [w.raw for w in words[span.start : span.end] if w.raw not in LINKS]
        return -len(told), -sum(map(len, told)), span.start

    taken: list[Span] = []
    for span in sorted(spans, key=length):
        if all(span.end <= other.start or other.end <= span.start for other in taken):
            taken.append(span)
    return sorted(taken, key=lambda s: s.start)
