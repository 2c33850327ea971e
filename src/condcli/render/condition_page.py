"""The pages about a condition, as blocks."""

from collections.abc import Callable, Iterator, Sequence
from typing import TypeAlias

from msgspec import structs

from condcli.json_answers import Page, RelatedPage, SectionKey
from condcli.models import SECTIONS, Bullets, Condition, Reference
from condcli.render import glance, research_tables, site, trial_tables
from condcli.render.blocks import (
    Block,
    Bullet,
    Heading,
    Paragraph,
    References,
    Sources,
)
from condcli.render.dates import long

CALL_911 = "Call 911 or go to an emergency room now if you have:"
CALL_TODAY = "Call a doctor today, day or night, if you have:"
WITHIN_DAYS = "Make an appointment within a few days if you have:"
NEXT_VISIT = "Ask at the next visit about:"
NO_DIAGNOSIS = "It is for learning. It is not a diagnosis and does not take the place of your doctor."
TOP = "When to call 911 or a doctor today stands at the top of this page."
TOP_CLOSE = "Now or today: see the top."

Explained: TypeAlias = Callable[[str], Sequence[str]]  # the hard words of a text, with their meanings
NOT_EXPLAINED = frozenset({"names", "references", "research", "trials"})
OPENS = frozenset({"tests", "references"})  # the first sections of what belongs together
# What a page names in one line, where room is close
SOUGHT = frozenset({"symptoms", "tests", "treatment", "self_care", "outlook", "care", "trials"})
# Every section of a page, in order: the written ones, and those made from other fields.
HEADINGS: dict[SectionKey | str, str] = {
    "definition": SECTIONS["definition"],
    "names": "Alternative names",
    **{key: SECTIONS[key] for key in ("causes", "symptoms", "tests", "treatment", "self_care", "support")},
    "outlook": SECTIONS["outlook"],
    "complications": SECTIONS["complications"],
    "care": "When to contact a medical professional",
    "prevention": SECTIONS["prevention"],
    "questions": "Questions to ask",
    "references": "References",
    "research": "Latest research",
    "trials": "Clinical trials",
}


def condition(page: Page, explained: Explained | None = None, *, close: bool = False) -> Iterator[Block]:
    """The whole page: help first, every section in order, what to read beside it, and what the page is.

    Where room is `close`, trials and papers are told in a sentence or two, and sources without addresses.
    """
    yield Heading(page.name, level=1)
    yield Paragraph(page.summary)
    yield from help_now(page, headed=not close)
    yield from site.added(page)
    shown = {key: list(_shown(page, key, close=close)) for key in HEADINGS}
    named = (key for key, blocks in shown.items() if blocks and (key in SOUGHT or not close))
    yield Paragraph(f"On this page: {', '.join(named).replace('_', '-')}.")  # as a command takes them
    group = 1
    for key, blocks in shown.items():
        group += key in OPENS
        if blocks:
            yield Heading(HEADINGS[key], group=group)
        yield from blocks
        yield from _hard_words(page, key, explained)
    if missing := [heading for key, heading in SECTIONS.items() if key not in page.sections]:
        yield Heading("Not covered yet", group=group)
        yield Paragraph(f"We have no source yet for: {', '.join(missing)}.")
    for block in (*(glance.related if close else related)(page.related), *closing(page, close=close)):
        yield structs.replace(block, group=group) if isinstance(block, Heading) else block


def related(pages: Sequence[RelatedPage]) -> Iterator[Block]:
    """What to read beside a page, each with why."""
    if pages:
        yield Heading("Related pages")
        yield Bullet(None, tuple(f"{p.name}: {'; '.join(p.why)}" for p in pages))


def _shown(page: Page, key: str, *, close: bool) -> Iterator[Block]:
    """A section as the whole page shows it: what stands above is not said again."""
    match key:
        case "care":
            if page.care.emergency or page.care.urgent:
                yield Paragraph(TOP_CLOSE if close else TOP)
            yield from _later_tiers(page, close=close)
        case "names" if close:
            yield from glance.names(page)
        case "questions" if close and page.questions:
            yield Paragraph(" ".join(page.questions))
        case "trials" if close and page.trials.trials:
            yield from glance.trials(page.trials, page.name)
        case "research" if close and page.research.advances:
            yield from glance.research(page.research, page.name)
        case "references" if close:
            yield from glance.references(page)
        case _:
            yield from section(page, key)


def _hard_words(page: Page, key: str, explained: Explained | None) -> Iterator[Block]:
    """What the hard words of a section mean, where that is asked for."""
    if explained is None or key in NOT_EXPLAINED:
        return
    said: list[str] = []
    for block in section(page, key):
        match block:
            case Paragraph(text):
                said.append(text)
            case Bullet(lead, items):
                said += (lead or "", *items)
    if words := explained(" ".join(said)):
        yield Bullet("Hard words:", tuple(words))


def parts(page: Page, keys: Sequence[str], explained: Explained | None = None) -> Iterator[Block]:
    """Some sections of the page; with the symptoms, the emergency advice above them."""
    yield Heading(page.name, level=1)
    yield from site.added(page)
    for key in keys:
        if key == "symptoms":
            yield from help_now(page)
        yield Heading(HEADINGS[key])
        yield from [*section(page, key)] or (Paragraph("Not covered yet: we have no source for it."),)
        yield from _hard_words(page, key, explained)
    if "references" not in keys:
        yield from _cited(page, keys)
    yield from closing(page)


def _cited(page: Page, keys: Sequence[str]) -> Iterator[Block]:
    """The references that these sections name, under their own numbers."""
    named = [found.refs for key in keys if (found := page.section(key))]
    if "care" in keys:
        named.append(page.care.refs)
    if refs := sorted({ref for found in named for ref in found}):
        yield Heading(HEADINGS["references"])
        yield References(tuple((ref, reference(page.references[ref - 1])) for ref in refs))


def section(page: Page, key: str) -> Iterator[Block]:
    """One section without its heading, or nothing where the record has none."""
    if key not in SECTIONS:
        yield from _made(page, key)
    elif found := page.section(key):
        for block in found.body:
            yield Bullet(block.lead, block.items) if isinstance(block, Bullets) else Paragraph(block)
        if found.refs:
            yield Sources(found.refs)


def help_now(record: Condition, *, headed: bool = True) -> Iterator[Block]:
    """What calls for help at once: the first thing to read."""
    care = record.care
    if headed and (care.emergency or care.urgent):
        yield Heading("Get help now")
    if care.emergency:
        yield Bullet(CALL_911, care.emergency, "emergency")
    if care.urgent:
        yield Bullet(CALL_TODAY, care.urgent, "urgent")


def closing(record: Condition, *, close: bool = False) -> Iterator[Block]:
    """What the page is and is not, how old it is, and what to do about a mistake."""
    reviewed = (
        f"Reviewed by a clinician on {long(record.reviewed)}."
        if record.reviewed
        else "No clinician has reviewed it."
    )
    written = f"Written {long(record.written)}"
    changed = f"last changed {long(record.changed)}"
    yield Heading("About this page")
    if close:
        dated = f"{changed[0].upper()}{changed[1:]}"
        told = f"Found a mistake? Name {record.id} where condcli's code is kept."
        yield Paragraph(f"{NO_DIAGNOSIS} {reviewed} {dated}. {told}")
        return
    dated = f"{written}, {changed}" if record.changed != record.written else written
    yield Paragraph(f"{NO_DIAGNOSIS} {reviewed} {dated}.")
    yield Paragraph(
        'Found a mistake? Where condcli\'s code is kept, fill in the form "Wrong or unsafe sentence", '
        f"or tell who gave you condcli: name this page ({record.id}) and the sentence.",
        quiet=True,
    )


def _made(page: Page, key: str) -> Iterator[Block]:
    match key:
        case "names":
            if names := (*page.abbreviations, *page.shared_names, *page.aliases):
                yield Bullet(None, names, run_on=True)
            if page.related_names:
                yield Bullet("Related names and types:", page.related_names, run_on=True)
        case "care":
            yield from help_now(page, headed=False)
            yield from _later_tiers(page)
        case "questions" if page.questions:
            yield Bullet(None, page.questions)
        case "references":
            if page.references:
                yield References(tuple((n, reference(r)) for n, r in enumerate(page.references, 1)))
        case "research":
            yield from research_tables.research(page.research, page.name)
        case "trials":
            yield from trial_tables.trials(page.trials, page.name)


def _later_tiers(page: Page, *, close: bool = False) -> Iterator[Block]:
    care = page.care
    if care.soon:
        yield Bullet(WITHIN_DAYS, care.soon)
    if care.routine:
        yield Bullet(NEXT_VISIT, care.routine, run_on=close)
    if care.note:
        yield Paragraph(care.note)
    if care.refs:
        yield Sources(care.refs)


_VIA = {
    "model page": "Named by the page that this guide grew from; not opened",
    "a copy on another site": "Read in a copy on another site",
}


def reference(source: Reference) -> str:
    """A source in one line: publisher, title, address, dates."""
    title = source.title.rstrip(".")
    said = [f"{source.publisher}.", title if title.endswith(("?", "!")) else f"{title}."]
    if source.url:
        said.append(f"{source.url}.")
    if source.date:
        said.append(f"Dated {long(source.date)}.")
    if source.accessed:
        said.append(f"Read {long(source.accessed)}.")
    if source.via:
        said.append(f"{_VIA.get(source.via) or source.via[0].upper() + source.via[1:]}.")
    return " ".join(said)
