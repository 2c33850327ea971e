"""show, and a command for each section."""

from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import msgspec
import typer

from condcli.catalog.library import Library
from condcli.cli import output
from condcli.cli.lookup import find
from condcli.cli.options import AsJson, AsPlain, CatalogFile, MaybeName, Name
from condcli.errors import UnknownValue
from condcli.json_answers import AdvanceRows, Page, SectionAnswer, SymptomCount, SymptomList, TrialRows
from condcli.models import Bullets, Condition
from condcli.render import condition_page
from condcli.store import shown

NO_TRIALS = TrialRows(as_of=None, total=0, count=0, off_topic=0, trials=())
NO_RESEARCH = AdvanceRows(as_of=None, total=0, count=0, advances=())
SECTION_NAMES = [key.replace("_", "-") for key in condition_page.HEADINGS]


def show(
    name: Name,
    section: Annotated[
        list[str] | None,
        typer.Option("--section", "-s", metavar="SECTION", help="Only this section; repeatable."),
    ] = None,
    as_json: AsJson = False,
    as_plain: AsPlain = False,
    catalog: CatalogFile = None,
) -> None:
    """The whole page of a condition."""
    keys = [_section_key(s) for s in section or ()]
    library = Library.open(catalog)
    dated = as_json or not keys or bool({"trials", "research"} & set(keys))
    page = _page(library, find(library, name, ask=not as_json), dated=dated)
    blocks = (
        (lambda: list(condition_page.parts(page, keys)))
        if keys
        else (lambda: list(condition_page.condition(page)))
    )
    output.answer(page, blocks, as_json=as_json, as_plain=as_plain)


def section(key: str) -> Callable[..., None]:
    """The command for one section of a page."""
    if key == "symptoms":
        return symptoms

    def command(
        name: Name, as_json: AsJson = False, as_plain: AsPlain = False, catalog: CatalogFile = None
    ) -> None:
        _show_section(key, name, catalog, as_json=as_json, as_plain=as_plain)

    return command


def symptoms(
    name: MaybeName = None, as_json: AsJson = False, as_plain: AsPlain = False, catalog: CatalogFile = None
) -> None:
    """The symptoms of a condition, or the index of all symptoms."""
    if name:
        _show_section("symptoms", name, catalog, as_json=as_json, as_plain=as_plain)
        return
    library = Library.open(catalog)
    index = symptom_index(library)
    output.answer(
        index,
        lambda: list(condition_page.symptom_index(index, library.symptoms)),
        as_json=as_json,
        as_plain=as_plain,
    )


def symptom_index(library: Library) -> SymptomList:
    """Every symptom that a record names, with how many do."""
    counts = Counter(s for record in library.conditions for s in record.symptoms)
    known = (s for s in library.symptoms.values() if counts[s.id])
    ordered = sorted(known, key=lambda s: s.name.casefold())
    return SymptomList(
        symptoms=tuple(SymptomCount(id=s.id, name=s.name, conditions=counts[s.id]) for s in ordered)
    )


def _show_section(key: str, name: list[str], catalog: Path | None, *, as_json: bool, as_plain: bool) -> None:
    library = Library.open(catalog)
    page = _page(library, find(library, name), dated=False)
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


def _page(library: Library, record: Condition, *, dated: bool = True) -> Page:
    """The record's page; without its `dated` parts the store of trials and papers is not opened."""
    return Page(
        **msgspec.structs.asdict(record),
        trials=shown.trials(library, record.id, tell=output.note) if dated else NO_TRIALS,
        research=shown.research(library, record.id, limit=5, tell=output.note) if dated else NO_RESEARCH,
    )


def _section_key(name: str) -> str:
    key = name.lower().replace("-", "_")
    if key not in condition_page.HEADINGS:
        raise UnknownValue("--section", name, SECTION_NAMES)
    return key
