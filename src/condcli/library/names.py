"""A name, alias or code -> Match, or an error that carries candidates.

The order is that of docs/names.md: as written, as a code, in its one form, without the words of a question,
by its parts, with a word left out, and only then as a misspelling. The first step that knows the name
decides; what no step knows is listed or refused, never opened.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from condcli.answers import Lookup, Named
from condcli.errors import AmbiguousName, UnknownName
from condcli.library import codes, intent
from condcli.library.index import Entry, Found, Index
from condcli.library.verdicts import Match, Verdict, candidates, decide, noting, several
from condcli.library.words import bag, formed, normalize, raw_words
from condcli.models import KnownName, Names

if TYPE_CHECKING:
    from condcli.library.guesses import Guesses

__all__ = ["Match", "Resolver", "normalize"]

LONGEST = 300  # letters of a name; whatever is longer names no condition
EVERYTHING = "To list every condition: condcli list."
_AROUND = " .,;:!?\"'()"
_DOTTED = re.compile(r"(?:\w\.){2,}\w?")
_SHORTEST_IN_SMALL_LETTERS = 3


class Resolver:
    """Finds the record that a name means."""

    def __init__(self, conditions: Sequence[Names], known: Sequence[KnownName]) -> None:
        self._index = Index(conditions, known)

    def resolve(self, query: str) -> Match:
        """The record that the query means, or an UnknownName or AmbiguousName with candidates."""
        verdict = self._verdict(query)
        if isinstance(verdict, Match):
            return verdict
        raise verdict

    def lookup(self, query: str) -> Lookup:
        """What the query means, for programs; it never fails."""
        verdict = self._verdict(query)
        found = tuple(Named(c.id, c.name, c.matched, c.score) for c in candidates(verdict))
        if isinstance(verdict, Match):
            return Lookup(query, "match", verdict.how, found, None, verdict.note)
        if isinstance(verdict, AmbiguousName):
            return Lookup(query, "ambiguous", None, found, None, verdict.note)
        return Lookup(query, "none", None, found, verdict.known, None)

    @property
    def planned(self) -> tuple[KnownName, ...]:
        """The known names that no record has."""
        return self._index.planned

    @cached_property
    def _guesses(self) -> "Guesses":
        from condcli.library.guesses import Guesses  # noqa: PLC0415  names that are written well do without

        return Guesses(self._index)

    def _verdict(self, query: str) -> Verdict:
        text = " ".join(query.split())
        if not text or len(text) > LONGEST:
            return UnknownName(text)
        for step in self._steps():
            if verdict := step(text):
                return verdict
        return UnknownName(text)

    def _steps(self) -> Iterator[Callable[[str], Verdict | None]]:
        yield self._exactly
        yield self._inside_question
        yield self._by_parts
        yield self._by_other_words
        yield self._misspelled
        yield self._nearest

    def _exactly(self, text: str) -> Verdict | None:
        return self._as_written(text) or self._as_code(text) or self._as_name(text)

    def _as_written(self, text: str) -> Verdict | None:
        abbreviation = text.replace(".", "") if _DOTTED.fullmatch(text) else text.strip(_AROUND)
        name = text.casefold().strip(_AROUND)
        table = self._index.written
        found = [e for e in table.get(abbreviation, ()) if isinstance(e, Entry) and e.short]
        found += [e for e in table.get(name, ()) if isinstance(e, Entry) and not e.short]
        verdict = decide(text, found)
        if isinstance(verdict, AmbiguousName):  # as several aliases: one record's main name may settle it
            named = [e for e in self._index.normalized.get(normalize(text), ()) if _main(e)]
            return decide(text, named) or verdict
        return verdict

    def _as_code(self, text: str) -> Verdict | None:
        if (code := codes.parse(text)) is None:
            return None
        if verdict := decide(text, self._index.codes.get(code, ())):
            return verdict
        if below := self._index.below(code):
            return several(text, below, f"{codes.written(code)} is a group of codes.")
        for parent in codes.parents(code):
            if verdict := decide(text, self._index.codes.get(parent, ())):
                return noting(verdict, f"{codes.written(code)} is part of {codes.written(parent)}.")
        return None

    def _as_name(self, text: str) -> Verdict | None:
        raw = raw_words(text)
        own = formed(raw)
        index = self._index
        named = index.normalized.get(" ".join(own), ())
        return (
            decide(text, [e for e in named if isinstance(e, Entry)])
            or self._as_small_abbreviation(text)
            or decide(text, named)
            or decide(text, index.joined.get("".join(raw), ()))
            or decide(text, index.joined.get("".join(own), ()))
            or decide(text, index.bags.get(bag(own), ()))
        )

    def _as_small_abbreviation(self, text: str) -> Verdict | None:
        """An abbreviation in another case opens if it is long enough, no word, and means one thing."""
        small = (text.replace(".", "") if _DOTTED.fullmatch(text) else text).strip(_AROUND).casefold()
        found = self._index.small.get(small)
        if not found:
            return None
        from condcli.library import lexicon  # noqa: PLC0415  needed for these only

        if len(small) < _SHORTEST_IN_SMALL_LETTERS or lexicon.is_plain(small):
            note = EVERYTHING if small == "all" else None
            return several(text, (e for e in found if isinstance(e, Entry)), note)
        return decide(text, found)

    def _inside_question(self, text: str) -> Verdict | None:
        name = intent.without_intent(text)
        return self._exactly(name) if name else None

    def _by_parts(self, text: str) -> Verdict | None:
        """Several names of one record open it: piles / haemorrhoids. Of several records they are listed."""
        parts = intent.alternatives(text)
        verdicts = [self._exactly(p) or self._inside_question(p) or self._by_other_words(p) for p in parts]
        found = {c.id: c for v in verdicts for c in candidates(v)}
        first = verdicts[0] if verdicts else None
        if isinstance(first, Match) and len(found) == 1 and all(isinstance(v, Match) for v in verdicts):
            return first
        return self._guesses.fill(text, tuple(found.values())) if found else None

    def _by_other_words(self, text: str) -> Verdict | None:
        """A name without its "disease", or with "disorder" for it."""
        from condcli.library import lexicon  # noqa: PLC0415  a name that is written in full does without

        own = formed(raw_words(intent.without_intent(text) or text))
        if not own or (len(own) == 1 and text.isupper()):  # an abbreviation that we do not know
            return None
        others = list(intent.swapped(own, intent.SAME))
        if not any(lexicon.is_plain(word) for word in own):
            others += [[*own, head] for head in intent.HEADS]
        if "disease" in own and len(own) > 1:
            others.append([word for word in own if word != "disease"])
        verdict = decide(text, self._with_words(others))
        if verdict is None and (vague := self._with_words(intent.swapped(own, intent.VAGUE))):
            entries = [e for e in vague if isinstance(e, Entry)]
            return several(text, entries) if entries else None
        return verdict

    def _with_words(self, lists: "Iterator[list[str]] | list[list[str]]") -> list[Found]:
        return [e for words in lists for e in self._index.bags.get(bag(words), ())]

    def _misspelled(self, text: str) -> Verdict | None:
        name = intent.without_intent(text)
        return self._guesses.misspelled(text, text) or (
            self._guesses.misspelled(text, name) if name else None
        )

    def _nearest(self, text: str) -> Verdict:
        return self._guesses.nearest(text)


def _main(found: Found) -> bool:
    return isinstance(found, Entry) and found.kind == "name"
