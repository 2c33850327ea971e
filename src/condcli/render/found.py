"""What free words, symptoms and terms find, and pages side by side, as blocks."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from condcli.catalog.laid_over import marked
from condcli.errors import medlineplus
from condcli.finding.answers import FoundCondition, SymptomMatches, SymptomName, SymptomPage
from condcli.finding.find import Finds, section_title
from condcli.finding.glossary import Definition
from condcli.finding.text import Passage
from condcli.json_answers import Listed, RelatedPages
from condcli.render import condition_page
from condcli.render.blocks import Block, Bullet, Columns, Fields, Heading, Paragraph, Quote

if TYPE_CHECKING:
    from condcli.finding.comparison import Comparison

LONGEST = 100  # letters of a query that a heading repeats
MOST_PAGES = 20  # that use a term
NONE = ("none listed",)  # in a comparison
NO_DIAGNOSIS = (
    "This explains what pages say. It is not a diagnosis: other conditions have these symptoms too."
)


def found(query: str, finds: Finds) -> Iterator[Block]:
    """What words find: conditions, sentences, terms, and of each how many more there are."""
    words = " ".join(query.split())
    yield Heading(f"Found for: {words if len(words) <= LONGEST else f'{words[:LONGEST]}...'}", level=1)
    if finds.by_name:
        yield Heading("Conditions by name")
        yield _listed(finds.by_name)
    if finds.by_symptom:
        read = any(c.matched for c in finds.by_symptom)
        yield Heading("Conditions by symptom" if read else "Conditions whose pages have the words")
        yield from _emergencies(finds.symptoms)
        yield _listed(finds.by_symptom, "Pages to read, the likeliest first:")
        yield from _more(finds.symptom_total - len(finds.by_symptom))
        yield Paragraph(NO_DIAGNOSIS, quiet=True)
    if finds.near and not (finds.by_name or finds.by_symptom):
        yield Heading("Names that are near")
        yield _listed(finds.near)
    if finds.known:
        yield Heading("Known by name, with no page yet")
        yield Paragraph(f"{finds.known}. MedlinePlus: {medlineplus(finds.known)}")
    if finds.passages:
        yield Heading("In the pages")
        yield from (
            Quote(f"{_credited(p)}, {section_title(p.section)}", p.text, p.marked) for p in finds.passages
        )
        yield from _more(finds.passage_total - len(finds.passages))
    if finds.terms:
        yield Heading("Terms")
        yield Fields(tuple((t.term, t.meaning) for t in finds.terms))
    yield Paragraph("To read a page: condcli show NAME", quiet=True)


def _credited(page: Passage | Listed) -> str:
    """The name of a page; of one's own with who added it."""
    return marked(page.name, page.added_by) if page.added_by else page.name


def _listed(conditions: Sequence[FoundCondition], lead: str | None = None) -> Bullet:
    return Bullet(lead, tuple(f"{c.name}. {c.why[:1].upper()}{c.why[1:]}" for c in conditions))


def _more(left_out: int) -> Iterator[Block]:
    if left_out > 0:
        yield Paragraph(f"{left_out:,} more {'is' if left_out == 1 else 'are'} not shown.", quiet=True)


def _emergencies(symptoms: Sequence[SymptomName]) -> Iterator[Block]:
    """When the symptoms are an emergency."""
    if said := tuple(s.emergency for s in symptoms if s.emergency):
        yield Bullet("When it is an emergency:", said, "emergency")


def matches(answer: SymptomMatches) -> Iterator[Block]:
    """The conditions that list symptoms."""
    yield Heading(f"Conditions that list: {', '.join(s.name for s in answer.has)}", level=1)
    if answer.has_not:
        yield Paragraph(f"Last stand those that list: {', '.join(s.name for s in answer.has_not)}.")
    yield from _emergencies(answer.has)
    yield _listed(answer.conditions, "Pages to read, the likeliest first:")
    yield from _more(answer.total - len(answer.conditions))
    yield Paragraph(NO_DIAGNOSIS)


def symptom(page: SymptomPage) -> Iterator[Block]:
    """A symptom's page: its other names, when it is an emergency, and the conditions by category."""
    yield Heading(page.name, level=1)
    if names := (*((page.medical,) if page.medical else ()), *page.aliases):
        yield Paragraph(f"Also called: {', '.join(names)}.")
    if page.emergency:
        yield Bullet("When it is an emergency:", (page.emergency,), "emergency")
    yield Heading(f"Conditions that list it: {len(page.conditions)}")
    for category, listed in groupby(page.conditions, key=lambda c: c.category):
        yield Bullet(f"{category}:", tuple(map(_credited, listed)), run_on=True)
    yield Paragraph(NO_DIAGNOSIS)


def definition(term: Definition) -> Iterator[Block]:
    """A term, what it means, its other names, and the pages that use it."""
    yield Heading(term.term, level=1)
    yield Paragraph(f"{term.term} means {term.meaning}.")
    if term.aliases:
        yield Paragraph(f"Also called: {', '.join(term.aliases)}.")
    if term.pages:
        yield Heading(f"Pages that use it: {len(term.pages)}")
        yield Bullet(None, tuple(page.name for page in term.pages[:MOST_PAGES]))
        yield from _more(len(term.pages) - MOST_PAGES)


def related(answer: RelatedPages) -> Iterator[Block]:
    """The pages to read beside one."""
    yield Heading(answer.name, level=1)
    if answer.added_by:
        yield Paragraph(f"This page was added by {answer.added_by}.")
    yield from condition_page.related(answer.related) if answer.related else (Paragraph("No related pages."),)


def comparison(answer: "Comparison") -> Iterator[Block]:
    """Conditions side by side: what differs, then what all have."""
    yield Heading(" or ".join(answer.names), level=1)
    for title, same in (("What differs", False), ("What is the same", True)):
        if rows := [row for row in answer.rows if row.same is same]:
            yield Heading(title)
            cells = ((row.label, tuple(cell or NONE for cell in row.cells)) for row in rows)
            yield Columns(answer.names, tuple(cells))
    yield Paragraph("It is for learning, and no diagnosis. To read a page: condcli show NAME", quiet=True)
