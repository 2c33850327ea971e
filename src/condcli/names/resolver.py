"""A name, alias or code -> Resolution.

The order is that of docs/names.md; the first step that knows the name decides. What no step knows is
listed or refused, never opened.
"""

import re
import shlex
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from msgspec.structs import replace

from condcli.json_answers import Resolution
from condcli.models import NOTHING_SAID, KnownName, Names, Sayings
from condcli.names import codes, dictionary, phrase, question, spanish
from condcli.names.abbreviations import abbreviations
from condcli.names.index import CANDIDATES, Entry, Found, Index, KnownEntry, decide, loosely, several
from condcli.names.normalize import bag, fold, formed, normalize, raw_words
from condcli.names.spans import in_any_order, says_else

if TYPE_CHECKING:
    from condcli.names.misspelling import Misspelling
    from condcli.names.suggestions import Suggestions

LONGEST = 300  # letters of a name; in what is longer only names that stand whole are looked for
LONGEST_TOLD = 4_000  # letters of a text that is read: some 700 words
FREE = 4  # words from which a text is a description rather than a name that may be misspelled
SPANISH = "Esta página está en inglés. En una emergencia, llame al 911."
_ADDRESS = re.compile(r"\w://|\bwww\.|\w@\w")
_AROUND = " .,;:!?\"'()"
_PLURAL = re.compile(r"^([A-Z]{2,})['\u2019]?s$")  # TIAs
_DOTTED = re.compile(r"(?:\w\.){2,}\w?")
_SHORT = 4  # letters: a longer word in the plural is no abbreviation
_SHORTEST_IN_SMALL_LETTERS = 3


class Resolver:
    """Finds the record that a name means."""

    def __init__(
        self,
        conditions: Sequence[Names] = (),
        known: Sequence[KnownName] = (),
        said: Sayings = NOTHING_SAID,
        *,
        index: Index | None = None,
    ) -> None:
        self._index = index or Index(conditions, known, said)

    def read_pages(self, page_words: Callable[[str], frozenset[str]]) -> "Resolver":
        """The same, where the page of a record may speak for what is meant: its words by its id."""
        self._index.page_words = lru_cache(maxsize=500)(page_words)  # a phrase and a batch ask again
        return self

    def resolve(self, query: str) -> Resolution:
        """What the query means: one record, several or none; it never fails."""
        text = " ".join(query.split())
        if not text or (len(text) <= LONGEST and _ADDRESS.search(text)):
            return Resolution(query, "none")
        if len(text) > LONGEST:
            told = phrase.resolve(self._index, text[:LONGEST_TOLD])
            return replace(told, query=query) if told else Resolution(query, "none")
        found = self._exactly(text)
        if not found:
            found = self._often_misspelled(text) or self._in_words(text) or self._misspelled(text)
            if not found or found.status != "match":
                found = self._put_right(text) or self._put_right_around(text) or found
        elif found.status == "ambiguous" and question.alternatives(text):  # stroke/TIA
            told = self._inside_phrase(text)
            listed = {c.id: c for c in (*found.matches, *(told.matches if told else ()))}
            found = replace(found, matches=tuple(listed.values())[:CANDIDATES])
        elif found.status == "ambiguous" and len(found.matches) == 1:
            found = self._by_a_name_in_it(text, found)
        if not found and (note := codes.explained(text)):
            found = Resolution(text, "none", note=note)
        if not found:
            found = self._suggestions.nearest(text)
        elif found.status == "none" and found.known and not found.matches and not codes.parse(text):
            found = replace(found, matches=self._suggestions.near(text))
        return replace(self._in_spanish(found), query=query)

    def resolve_free(self, query: str) -> Resolution:
        """The same for free words: in more than a few, only names that stand in them as written count."""
        text = " ".join(query.split())
        if text.count(" ") < FREE or len(text) > LONGEST or _ADDRESS.search(text):
            return self.resolve(query)
        found = self._exactly(text) or self._often_misspelled(text) or self._in_words(text, free=True)
        return replace(self._in_spanish(found or Resolution(text, "none")), query=query)

    @property
    def planned(self) -> tuple[KnownName, ...]:
        """The known names that no record has."""
        return self._index.planned

    @cached_property
    def _suggestions(self) -> "Suggestions":
        from condcli.names.suggestions import Suggestions  # noqa: PLC0415  names that are written well do without

        return Suggestions(self._index)

    @cached_property
    def _misspelling(self) -> "Misspelling":
        from condcli.names.misspelling import Misspelling  # noqa: PLC0415  the same

        return Misspelling(self._index, self._exactly, self._suggestions.fill)

    def _by_a_name_in_it(self, text: str, found: Resolution) -> Resolution:
        """What is said for one record, opened where a name of that record stands in it: HIV in women."""
        told, only = self._inside_phrase(text), found.matches[0]
        measured = fold(text).split()[0] in question.MEASURES  # drug lupus is another than lupus
        if measured or not told or told.status != "match" or told.matches[0].id != only.id:
            return found
        own = self._exactly(name) if (name := question.without_intent(text)) else None
        kind = only.matched in self._index.record(only.id).loose_names and not (own and own.status == "match")
        return found if kind else told

    def _exactly(self, text: str) -> Resolution | None:
        code = self._as_code(text)
        name = self._as_name(text) if code and code.matches and "." not in text else None
        if code and name and {c.id for c in code.matches} != {c.id for c in name.matches}:  # T21
            both = {c.id: c for c in (*name.matches, *code.matches)}
            return Resolution(text, "ambiguous", matches=tuple(both.values())[:CANDIDATES])
        return code or self._as_name(text)

    def _as_code(self, text: str) -> Resolution | None:
        if (code := codes.parse(text)) is None:
            return None
        table = self._index.codes
        found = table.get(code, [])
        if meaning := decide(text, found):
            return meaning
        if not found and (below := self._index.below(code)):
            return several(text, below, f"{codes.written(code)} is a group of codes.")
        for parent in codes.parents(code):
            if meaning := decide(text, table.get(parent, ())):
                own = "".join(f" ({e.known.name}, no page yet)" for e in found if isinstance(e, KnownEntry))
                note = f"{codes.written(code)}{own} is part of {codes.written(parent)}."
                return replace(meaning, note=note)
        return loosely(text, found or [e for p in codes.parents(code) for e in table.get(p, ())])

    def _as_name(self, text: str) -> Resolution | None:
        """What has the name: as written, in its one form, as an abbreviation, joined, in any order."""
        seen: list[Found] = []
        for found in self._named(text):
            if meaning := decide(text, found):
                return self._noted(meaning)
            seen += found
        listed = any(isinstance(e, Entry) for e in seen)
        return loosely(text, seen, " ".join(self._more(text)) or None if listed else None)

    def _named(self, text: str) -> Iterator[list[Found]]:
        index = self._index
        plain = text.replace(".", "") if _DOTTED.fullmatch(text) else text.strip(_AROUND)
        yield self._written(plain)
        raw = raw_words(text)
        own = formed(raw)
        yield index.normalized.get(" ".join(own), [])
        yield self._small_abbreviations(plain.casefold())
        yield index.known.get(" ".join(own), [])
        if not says_else(raw):
            yield index.joined.get("".join(raw), [])
            yield index.joined.get("".join(own), [])
        yield in_any_order(index, raw, own)
        yield [replace(e, kind="loose") for e in index.written.get(_PLURAL.sub(r"\1", plain), ()) if e.short]

    def _written(self, text: str) -> list[Found]:
        table = self._index.written
        found: list[Found] = [e for e in table.get(text, ()) if e.short]
        found += [e for e in table.get(text.casefold(), ()) if not e.short]
        meaning = decide(text, found)
        if meaning and meaning.status == "ambiguous":  # as an alias: a main name may settle it
            main = self._index.normalized.get(normalize(text), ())
            found += [e for e in main if isinstance(e, Entry) and e.kind == "name"]
        return found

    def _small_abbreviations(self, text: str) -> list[Found]:
        """Abbreviations in another case open if they are long enough and no word; else they only list."""
        found = self._index.small.get(text, [])
        if found and (len(text) < _SHORTEST_IN_SMALL_LETTERS or dictionary.is_plain(text)):
            return [replace(e, kind="loose") for e in found]
        return list(found)

    def _more(self, text: str) -> Iterator[str]:
        """What else a name may mean that records mean loosely, and how to list what very many have."""
        own = normalize(text)
        if others := self._index.also_meant.get(own):
            yield f"It may also mean what has no page yet: {', '.join(others)}."
        if text.casefold() == "all":
            yield "To list every condition: condcli list."
        elif category := self._index.categories.get(own):
            yield f"To list all: condcli list --category {shlex.quote(category)}."

    def _noted(self, found: Resolution) -> Resolution:
        """A match by an abbreviation names what else that commonly means."""
        if found.status != "match" or not (name := found.matches[0].matched).isupper():
            return found
        record = self._index.record(found.matches[0].id)
        own = {n.casefold() for n in (record.name, *record.aliases)}
        common = abbreviations().get(name)
        also = dict.fromkeys((*(common.meanings if common else ()), *self._index.also_known(name)))
        others = [m for m in also if m.casefold() not in own]
        return replace(found, note=f"{name} can also mean: {', '.join(others)}.") if others else found

    def _in_spanish(self, found: Resolution) -> Resolution:
        """A match by Spanish words says in Spanish what language the page is in, and whom to call."""
        if found.status != "match":
            return found
        record, name = self._index.record(found.matches[0].id), found.matches[0].matched
        told = name in record.names_es and name not in (record.name, *record.aliases, *record.abbreviations)
        if found.how == "spelling":  # eczemma is near to eccema
            told = (told or " " in found.query) and spanish.is_spanish(raw_words(found.query))
        elif found.how == "phrase":  # que es el lupus
            told = told or spanish.is_spanish(raw_words(found.query))
        return replace(found, note=" ".join(filter(None, (SPANISH, found.note)))) if told else found

    def _often_misspelled(self, text: str) -> Resolution | None:
        """A name with a misspelling that many people make: prostrate cancer, soriasis."""
        right = dictionary.respelled(fold(text))
        found = right and (self._exactly(right) or self._in_words(right))
        return replace(found, how="spelling") if found and found.status == "match" else None

    def _in_words(self, text: str, *, free: bool = False) -> Resolution | None:
        """What names that stand among other words mean; a longer one with an error in it goes before them."""
        whole = self._inside_phrase(text)
        if whole and whole.status != "ambiguous":
            return whole
        other = self._by_other_words(text)
        if not whole or (other and other.status == "match"):
            return other
        longer = None if free else self._misspelled(text)
        if longer and longer.status == "match":
            return longer
        if free or len(whole.matches) > 1:
            return whole
        return replace(self._suggestions.fill(text, whole.matches), note=whole.note)

    def _inside_phrase(self, text: str) -> Resolution | None:
        words = " " in text or text.endswith("+") or question.alternatives(text)
        return phrase.resolve(self._index, text) if words else None

    def _by_other_words(self, text: str) -> Resolution | None:
        """A name without its "disease", or with "disorder" for it."""
        raw = raw_words(question.without_intent(text) or text)
        own = formed(raw)
        short = _SHORT - (own[:1] == raw[:1])  # letters that a word alone has at most to be too short
        if not own or (len(own) == 1 and (text.isupper() or len(own[0]) <= short)):
            return None  # an abbreviation that we do not know, "le", or "hivs", which may be hives
        others = list(question.swapped(own, question.SAME))
        if not any(dictionary.is_plain(word) for word in own):
            others += [[*own, head] for head in question.HEADS]
        if "disease" in own and len(own) > 1:
            others.append([word for word in own if word != "disease"])
        bags = self._index.bags
        found = [e for words in others for e in bags.get(bag(words), ())]
        vague = [e for words in question.swapped(own, question.VAGUE) for e in bags.get(bag(words), ())]
        return decide(text, found) or loosely(text, [*found, *vague])

    def _put_right(self, text: str) -> Resolution | None:
        from condcli.names.misspelled_phrase import put_right  # noqa: PLC0415  the same

        return put_right(text, self._misspelling.meant, self._inside_phrase)

    def _put_right_around(self, text: str) -> Resolution | None:
        """What opens where the words around a name are put right: stomack cancer symtoms."""
        from condcli.names.misspelled_phrase import around_put_right  # noqa: PLC0415  the same

        right = around_put_right(text)
        found = right and (self._in_words(right) or self._misspelled(right) or self._put_right(right))
        return replace(found, how="spelling") if found and found.status == "match" else None

    def _misspelled(self, text: str) -> Resolution | None:
        name = question.without_intent(text, wholly=True)
        found = self._misspelling.meant(text, text)
        if found or not name or (" " not in name and name.istitle() and not text.startswith(name)):
            return found  # a single word with a capital within a sentence is a name of a person or a place
        return self._misspelling.meant(text, name)
