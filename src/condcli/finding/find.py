"""What free words find: conditions by name and by symptom, sentences of the pages, terms of the glossary."""

from collections.abc import Sequence
from functools import lru_cache
from sqlite3 import Connection
from typing import TYPE_CHECKING

from msgspec import Struct

from condcli.catalog.library import Library
from condcli.finding import help_now
from condcli.finding.answers import (
    Found,
    FoundCondition,
    FoundPassage,
    FoundTerm,
    HelpNow,
    SymptomName,
    Total,
)
from condcli.finding.conditions import Described, described
from condcli.finding.glossary import terms
from condcli.finding.ranking import SymptomMatch, lowered
from condcli.finding.text import Passage, Passages, passages
from condcli.json_answers import Candidate, Resolution
from condcli.models import SECTIONS

if TYPE_CHECKING:
    from condcli.finding.danger import Help

MOST = 5  # of each kind
BEHIND = 2  # pages of symptoms that stand behind the conditions which list several


class Finds(Struct, frozen=True):
    """What was found of each kind, the best first, and how many there are in all."""

    by_name: tuple[FoundCondition, ...]
    by_symptom: tuple[FoundCondition, ...]
    symptoms: tuple[SymptomName, ...]
    symptom_total: int
    near: tuple[FoundCondition, ...]
    known: str | None
    passages: tuple[Passage, ...]
    passage_total: int
    terms: tuple[FoundTerm, ...]

    @property
    def conditions(self) -> tuple[FoundCondition, ...]:
        """Every condition once: by name, by symptom, then those whose names are near."""
        found: dict[str, FoundCondition] = {}
        for condition in (*self.by_name, *self.by_symptom, *self.near):
            found.setdefault(condition.id, condition)
        return tuple(found.values())

    def answer(self, query: str, now: HelpNow | None) -> Found:
        """The same for programs."""
        return Found(
            query=query,
            help=now,
            conditions=self.conditions,
            passages=tuple(FoundPassage(p.id, p.name, p.section, p.text, p.added_by) for p in self.passages),
            terms=self.terms,
            total=Total(max(len(self.conditions), self.symptom_total), self.passage_total, len(self.terms)),
        )


def find(library: Library, text: str) -> tuple[Sequence["Help"], Finds]:
    """What to do now, if the text calls for it, and whatever else is found."""
    named = library.resolver.resolve_free(text)
    helped = help_now.beside_a_name(library, text, named)
    return helped, beside(library, text, named, helped)


def beside(library: Library, text: str, named: Resolution, helped: Sequence["Help"]) -> Finds:
    """What a text finds beside help, where `named` is what the resolver made of it."""
    named = help_now.without_likeness(named, helped)
    sure = [c for c in named.matches if named.status != "none" and c.score >= help_now.SURE]
    how = "by name" if named.status == "match" else "may be meant by"
    by_name = tuple(by_its_name(library, c, how) for c in sure[:MOST])
    read = described(library, text, MOST + len(by_name) + MOST)
    behind: tuple[FoundCondition, ...] = ()
    pages = frozenset[str]()
    if len({s.id for s in read.symptoms if not s.negated}) > 1:  # then what lists several tells more
        pages = pages_of_symptoms(library.compiled.db)
        behind = tuple(c for c in by_name if c.id in pages)[:BEHIND]
        by_name = tuple(c for c in by_name if c.id not in pages)
    listed = {c.id for c in (*by_name, *behind)}
    others = [match for match in read.matches if match.id not in listed | pages]
    by_symptom = tuple(by_its_symptoms(library, match) for match in others[: MOST - len(behind)]) + behind
    listed |= {c.id for c in by_symptom}
    near = [c for c in named.matches if c.id not in listed and c.score < help_now.SURE]
    told = not helped or by_name or by_symptom  # a cry for help is no search for its words
    sentences = passages(library, text, MOST) if told else Passages((), 0)
    return Finds(
        by_name=by_name,
        by_symptom=by_symptom,
        symptoms=tuple(SymptomName(s.id, s.name, s.emergency) for s in read.symptoms if not s.negated),
        symptom_total=read.total - sum(match.id in {c.id for c in by_name} for match in read.matches),
        near=tuple(by_its_name(library, c, "near to") for c in near[:MOST]),
        known=_known(named, read),
        passages=sentences.passages,
        passage_total=sentences.total,
        terms=tuple(FoundTerm(t.term, t.meaning) for t in (terms(library, text, MOST) if told else ())),
    )


@lru_cache(maxsize=1)  # a batch asks again
def pages_of_symptoms(db: Connection) -> frozenset[str]:
    """The ids of the pages that are about a symptom."""
    return frozenset(id_ for (id_,) in db.execute("SELECT id FROM record WHERE symptom"))


def _known(named: Resolution, read: Described) -> str | None:
    """The names that are known and have no page, but for those that were read as symptoms."""
    said = {word.casefold() for s in read.symptoms for word in (s.name, *s.matched)}
    names = [name for name in (named.known or "").split(", ") if name and name.casefold() not in said]
    return ", ".join(names) or None


def by_its_name(library: Library, named: Candidate, how: str) -> FoundCondition:
    """A condition whose name is in the words or near to them."""
    said = (f"{how}: {named.matched}", *library.compiled.credit(named.id))
    return FoundCondition(named.id, named.name, "; ".join(said))


def by_its_symptoms(library: Library, match: SymptomMatch) -> FoundCondition:
    """A condition with the symptoms asked for that its page lists, else with the words that it has."""
    said = list(library.compiled.credit(match.id))
    if names := [library.symptoms[id_].name for id_ in match.matched]:
        said.insert(0, f"lists: {', '.join(map(lowered, names))}")
    elif match.words:
        said.insert(0, f"its page says: {', '.join(match.words)}")
    return FoundCondition(match.id, match.name, "; ".join(said), match.matched, match.not_listed)


def section_title(key: str) -> str:
    """The heading of a section, or what else of a page a sentence is from."""
    return next(
        (title for name, title in SECTIONS.items() if name == key), key.replace("_", " ").capitalize()
    )
