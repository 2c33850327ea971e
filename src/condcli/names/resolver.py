"""A name, alias or code -> Match, or an error that carries candidates.

The order is that of docs/names.md: as written, as a code, in its one form, without the words of a question,
by its parts, with a word left out, and only then as a misspelling. The first step that knows the name
decides; what no step knows is listed or refused, never opened.
"""

import re
import shlex
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING

from msgspec.structs import replace

from condcli.errors import AmbiguousName, UnknownName
from condcli.json_answers import Lookup, Named
from condcli.models import KnownName, Names
from condcli.names import codes, dictionary, question
from condcli.names.index import Entry, Found, Index, Sayings
from condcli.names.meanings import can_also_mean
from condcli.names.normalize import bag, formed, normalize, raw_words
from condcli.names.resolution import Match, Verdict, candidates, decide, loosely, noting, several

if TYPE_CHECKING:
    from condcli.names.suggestions import Guesses

__all__ = ["Match", "Resolver", "normalize"]

LONGEST = 300  # letters of a name; whatever is longer names no condition
EVERYTHING = "To list every condition: condcli list."
_ADDRESS = re.compile(r"\w://|\bwww\.|\w@\w")
_AROUND = " .,;:!?\"'()"
_PLURAL = re.compile(r"^([A-Z]{2,})['\u2019]?s$")  # TIAs
_DOTTED = re.compile(r"(?:\w\.){2,}\w?")
_SHORT = 4  # letters: a longer word in the plural is no abbreviation
_SHORTEST_IN_SMALL_LETTERS = 3


class Resolver:
    """Finds the record that a name means."""

    def __init__(
        self, conditions: Sequence[Names], known: Sequence[KnownName], sayings: Sayings = MappingProxyType({})
    ) -> None:
        self._index = Index(conditions, known, sayings)

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
        from condcli.names.suggestions import Guesses  # noqa: PLC0415  names that are written well do without

        return Guesses(self._index, self._exactly)

    def _verdict(self, query: str) -> Verdict:
        text = " ".join(query.split())
        if not text or len(text) > LONGEST or _ADDRESS.search(text):
            return UnknownName(text)
        verdict = next((found for step in self._steps() if (found := step(text))), None)
        if verdict is None:
            return self._guesses.nearest(text)
        if isinstance(verdict, UnknownName) and verdict.known and not verdict.candidates:
            return UnknownName(text, verdict.known, self._guesses.near(text))
        return verdict

    def _steps(self) -> Iterator[Callable[[str], Verdict | None]]:
        yield self._exactly
        yield self._inside_question
        yield self._by_parts
        yield self._by_other_words
        yield self._misspelled
        yield _as_unknown_code

    def _exactly(self, text: str) -> Verdict | None:
        return self._as_code(text) or self._as_name(text)

    def _as_code(self, text: str) -> Verdict | None:
        if (code := codes.parse(text)) is None:
            return None
        table = self._index.codes
        if code in table:
            return _of_code(text, table[code])
        if below := self._index.below(code):
            return several(text, below, f"{codes.written(code)} is a group of codes.")
        for parent in codes.parents(code):
            if parent in table:
                note = f"{codes.written(code)} is part of {codes.written(parent)}."
                return noting(_of_code(text, table[parent]), note)
        return None

    def _as_name(self, text: str) -> Verdict | None:
        seen: list[Found] = []
        for found in self._named(text):
            if verdict := decide(text, found):
                return self._noted(verdict)
            seen += found
        listed = any(isinstance(e, Entry) for e in seen)
        return loosely(text, seen, " ".join(self._more(text)) or None if listed else None)

    def _more(self, text: str) -> Iterator[str]:
        """What else a name may mean that records mean loosely, and how to list what very many have."""
        own = normalize(text)
        if others := self._index.also_meant.get(own):
            yield f"It may also mean what has no page yet: {', '.join(others)}."
        if text.casefold() == "all":
            yield EVERYTHING
        elif category := self._index.categories.get(own):
            yield f"To list all: condcli list --category {shlex.quote(category)}."

    def _noted(self, verdict: Verdict) -> Verdict:
        """A match by an abbreviation names what else that commonly means."""
        if not isinstance(verdict, Match) or not verdict.matched.isupper():
            return verdict
        also = self._index.also_known(verdict.matched)
        note = can_also_mean(verdict.matched, verdict.condition, also)
        return noting(verdict, note) if note else verdict

    def _named(self, text: str) -> Iterator[list[Found]]:
        """What has the name: as written, in its one form, as an abbreviation, joined, in any order."""
        index = self._index
        plain = _plain(text)
        yield self._written(plain)
        raw = raw_words(text)
        own = formed(raw)
        yield index.normalized.get(" ".join(own), [])
        yield self._small_abbreviations(plain.casefold())
        yield index.known.get(" ".join(own), [])
        yield index.joined.get("".join(raw), [])
        yield index.joined.get("".join(own), [])
        yield index.bags.get(bag(own), [])
        yield [replace(e, kind="loose") for e in index.written.get(_PLURAL.sub(r"\1", plain), ()) if e.short]

    def _written(self, text: str) -> list[Found]:
        table = self._index.written
        found: list[Found] = [e for e in table.get(text, ()) if e.short]
        found += [e for e in table.get(text.casefold(), ()) if not e.short]
        if isinstance(decide(text, found), AmbiguousName):  # as an alias: a main name may settle it
            found += [e for e in self._index.normalized.get(normalize(text), ()) if _main(e)]
        return found

    def _small_abbreviations(self, text: str) -> list[Found]:
        """Abbreviations in another case open if they are long enough and no word; else they only list."""
        found = self._index.small.get(text, [])
        if found and (len(text) < _SHORTEST_IN_SMALL_LETTERS or dictionary.is_plain(text)):
            return [replace(e, kind="loose") for e in found]
        return list(found)

    def _inside_question(self, text: str) -> Verdict | None:
        name = question.without_intent(text)
        return self._exactly(name) if name else None

    def _by_parts(self, text: str) -> Verdict | None:
        """Several names of one record open it: piles / haemorrhoids. Of several records they are listed."""
        parts = question.alternatives(text)
        verdicts = [self._exactly(p) or self._inside_question(p) or self._by_other_words(p) for p in parts]
        found = {c.id: c for v in verdicts for c in candidates(v)}
        firm = [v for v in verdicts if isinstance(v, Match)]
        if firm and len(found) == 1 and all(candidates(v) for v in verdicts):
            return firm[0]
        return self._guesses.fill(text, tuple(found.values())) if found else None

    def _by_other_words(self, text: str) -> Verdict | None:
        """A name without its "disease", or with "disorder" for it."""
        raw = raw_words(question.without_intent(text) or text)
        own = formed(raw)
        if not own or (len(own) == 1 and (text.isupper() or _is_short(raw[0], own[0]))):
            return None  # an abbreviation that we do not know, "le", or "hivs", which may be hives
        others = list(question.swapped(own, question.SAME))
        if not any(dictionary.is_plain(word) for word in own):
            others += [[*own, head] for head in question.HEADS]
        if "disease" in own and len(own) > 1:
            others.append([word for word in own if word != "disease"])
        found = self._with_words(others)
        vague = self._with_words(question.swapped(own, question.VAGUE))
        return decide(text, found) or loosely(text, [*found, *vague])

    def _with_words(self, others: Iterable[list[str]]) -> list[Found]:
        return [e for words in others for e in self._index.bags.get(bag(words), ())]

    def _misspelled(self, text: str) -> Verdict | None:
        name = question.without_intent(text)
        return self._guesses.misspelled(text, text) or (
            self._guesses.misspelled(text, name) if name else None
        )


def _as_unknown_code(text: str) -> UnknownName | None:
    """A code with a dot that nobody has: names that hold its figures are not near to it."""
    return UnknownName(text) if "." in text and codes.parse(text) else None


def _of_code(text: str, found: list[Found]) -> Verdict:
    return decide(text, found) or loosely(text, found) or UnknownName(text)


def _plain(text: str) -> str:
    """The text without what stands around it, and without the dots of an abbreviation."""
    return text.replace(".", "") if _DOTTED.fullmatch(text) else text.strip(_AROUND)


def _is_short(word: str, one: str) -> bool:
    return len(one) < _SHORT or (word != one and len(one) == _SHORT)


def _main(found: Found) -> bool:
    return isinstance(found, Entry) and found.kind == "name"
