"""show, and a command for each section."""

from collections.abc import Callable, Collection, Iterable, Sequence
from functools import partial
from typing import Annotated

import msgspec
import typer

from condcli.catalog.library import Library
from condcli.cli import help_now, output
from condcli.cli.lookup import as_typed, heard, named, opened
from condcli.cli.options import AsJson, AsPlain, CatalogFile, Name, library_of
from condcli.errors import UnknownValue, UsageFault
from condcli.finding.related import related
from condcli.json_answers import AdvanceRows, Page, SectionAnswer, TrialRows
from condcli.models import Bullets, Condition, Symptom
from condcli.render import condition_page
from condcli.render.blocks import Block
from condcli.store import shown

NO_TRIALS = TrialRows(as_of=None, total=0, count=0, off_topic=0, trials=())
NO_RESEARCH = AdvanceRows(as_of=None, total=0, count=0, advances=())
MOST_WORDS = 12  # hard words of a section that are explained
SECTION_NAMES = [key.replace("_", "-") for key in condition_page.HEADINGS]


def show(
    name: Name,
    section: Annotated[
        list[str] | None,
        typer.Option("--section", "-s", metavar="SECTION", help="Only this section; repeatable."),
    ] = None,
    brief: Annotated[
        bool, typer.Option("--brief", help="Two screens: when to get help, key symptoms, what to do.")
    ] = False,
    explain: Annotated[
        bool, typer.Option("--explain", help="Say what hard words mean, at the end of each section.")
    ] = False,
    as_json: AsJson = False,
    as_plain: AsPlain = False,
    catalog: CatalogFile = None,
) -> None:
    """The whole page of a condition, or of a symptom."""
    keys = section_keys("--section", section, condition_page.HEADINGS)
    if brief and (keys or explain):
        raise UsageFault("--brief is a page of its own: leave out --section and --explain.")
    library = library_of(catalog)
    meant = (
        named(library, name, ask=not as_json) if keys else _record_or_symptom(library, name, ask=not as_json)
    )
    if isinstance(meant, Symptom):
        show_symptom(library, meant, as_json=as_json, as_plain=as_plain)
    else:
        show_page(library, meant, keys, explain=explain, brief=brief, as_json=as_json, as_plain=as_plain)


def _record_or_symptom(library: Library, name: Sequence[str], *, ask: bool) -> Condition | Symptom:
    """What a name means; a symptom only where no record is meant for certain."""
    query = as_typed(name)
    if record := library.as_written(query):
        help_now.hear_name(library, query, record)
        return record
    found = heard(library, query)
    if found.status != "match":
        from condcli.finding import symptom_pages  # noqa: PLC0415  a name that is known does without

        if symptom := symptom_pages.called(library, query):
            return symptom
    return opened(library, found, ask=ask)


def show_page(
    library: Library,
    record: Condition,
    keys: Sequence[str] = (),
    *,
    explain: bool = False,
    brief: bool = False,
    as_json: bool,
    as_plain: bool,
) -> None:
    """Write a record's page, or only the sections of these keys, or what matters most."""
    dated = as_json or not (keys or brief) or bool({"trials", "research"} & set(keys))
    page = _page(library, record, dated=dated, whole=as_json or not (keys or brief))
    explained = None
    if explain:
        from condcli.finding.glossary import terms  # noqa: PLC0415  for this option only

        def explained(text: str) -> list[str]:
            return [f"{found.term}: {found.meaning}" for found in terms(library, text, MOST_WORDS)]

    blocks: Callable[[], Iterable[Block]]
    if brief:
        from condcli.render import brief as brief_page  # noqa: PLC0415  the whole page does without

        named = [library.symptoms[s].name for s in page.symptoms if s in library.symptoms]
        blocks = partial(brief_page.brief, page, named, output.height)
    elif keys:
        blocks = partial(condition_page.parts, page, keys, explained)
    else:
        close = output.on_terminal() and not as_plain
        blocks = partial(condition_page.condition, page, explained, close=close)
    output.answer(page, lambda: list(blocks()), as_json=as_json, as_plain=as_plain)


def _explainer(library: Library) -> condition_page.Explained:
    """The hard words of a text, each with its meaning."""
    from condcli.finding.glossary import terms  # noqa: PLC0415  for --explain only

    return lambda text: [f"{found.term}: {found.meaning}" for found in terms(library, text, MOST_WORDS)]


def show_symptom(library: Library, symptom: Symptom, *, as_json: bool, as_plain: bool) -> None:
    """Write the page of a symptom: when it is an emergency, and the conditions that list it."""
    from condcli.finding import symptom_pages  # noqa: PLC0415  a condition's page does without
    from condcli.render import found as rendered  # noqa: PLC0415

    page = symptom_pages.page(library, symptom)
    output.answer(page, lambda: list(rendered.symptom(page)), as_json=as_json, as_plain=as_plain)


def section(key: str) -> Callable[..., None]:
    """The command for one section of a page."""

    def command(
        name: Name, as_json: AsJson = False, as_plain: AsPlain = False, catalog: CatalogFile = None
    ) -> None:
        show_section(library_of(catalog), key, name, as_json=as_json, as_plain=as_plain)

    return command


def show_section(library: Library, key: str, name: Sequence[str], *, as_json: bool, as_plain: bool) -> None:
    """Write one section of the page that a name means; where it means a symptom, the page of that."""
    ask = not as_json
    meant = _record_or_symptom(library, name, ask=ask) if key == "symptoms" else named(library, name, ask=ask)
    if isinstance(meant, Symptom):
        show_symptom(library, meant, as_json=as_json, as_plain=as_plain)
        return
    page = _page(library, meant, dated=False, whole=False)
    output.answer(
        _section_answer(page, key),
        lambda: list(condition_page.parts(page, [key])),
        as_json=as_json,
        as_plain=as_plain,
    )


def _section_answer(page: Condition, key: str) -> SectionAnswer:
    written = page.section(key)
    return SectionAnswer(
        id=page.id,
        name=page.name,
        section=key,
        body=written.body if written else _made_body(page, key),
        refs=written.refs if written else page.care.refs if key == "care" else (),
        references=page.references,
        added_by=page.added_by,
        notes=page.notes,
    )


def _made_body(page: Condition, key: str) -> tuple[str | Bullets, ...]:
    """What the record says in other fields than its sections: care advice and questions."""
    lists = {
        "care": (
            (condition_page.CALL_911, page.care.emergency),
            (condition_page.CALL_TODAY, page.care.urgent),
            (condition_page.WITHIN_DAYS, page.care.soon),
            (condition_page.NEXT_VISIT, page.care.routine),
        ),
        "questions": (("Questions to ask:", page.questions),),
    }
    body = tuple(Bullets(lead=lead, items=items) for lead, items in lists.get(key, ()) if items)
    return (*body, page.care.note) if key == "care" and page.care.note else body


def _page(library: Library, record: Condition, *, dated: bool, whole: bool) -> Page:
    """The record's page; without its `dated` parts the store of trials and papers is not opened."""
    return Page(
        **msgspec.structs.asdict(record),
        trials=shown.trials(library, record.id, tell=output.note) if dated else NO_TRIALS,
        research=shown.research(library, record.id, limit=5, tell=output.note) if dated else NO_RESEARCH,
        related=related(library, record) if whole else (),
    )


def section_keys(option: str, names: Sequence[str] | None, headings: Collection[str]) -> tuple[str, ...]:
    """The keys of the sections that an option names; an UnknownValue lists those that there are."""
    keys = {
        name.lower().replace("-", "_"): name for name in names or ()
    }  # one that is named twice counts once
    for key, name in keys.items():
        if key not in headings:
            raise UnknownValue(option, name, [heading.replace("_", "-") for heading in headings])
    return tuple(keys)
