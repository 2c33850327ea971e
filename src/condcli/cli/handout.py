"""handout: a page to give away, as a file for a browser, a printer or a word processor."""

import os
import re
import sys
import warnings
from collections.abc import Callable, Sequence
from itertools import takewhile
from pathlib import Path
from typing import Annotated, Literal, get_args

import msgspec
import typer

from condcli import clock
from condcli.catalog.library import Library
from condcli.cli import help_now, output, saving, settings
from condcli.cli.lookup import as_typed, in_category, named
from condcli.cli.options import AsJson, CatalogFile, library_of
from condcli.cli.show import NO_RESEARCH, NO_TRIALS, section_keys
from condcli.errors import UnknownValue, UsageFault
from condcli.finding.explained import explainer
from condcli.finding.help_now import is_a_name
from condcli.json_answers import Page
from condcli.local_answers import HandoutFile, Handouts
from condcli.models import Condition
from condcli.render import handout as model
from condcli.render.paper import SIZES, Part

Format = Literal["html", "pdf", "md", "txt"]
FORMATS: tuple[Format, ...] = get_args(Format)
Section = Annotated[
    list[str] | None,
    typer.Option("--section", "-s", metavar="SECTION", help="Only this section; repeatable."),
]
Without = Annotated[
    list[str] | None, typer.Option("--without", metavar="SECTION", help="Leave this section out; repeatable.")
]


class _Job(msgspec.Struct, frozen=True):
    """How handouts are made, whatever their page."""

    library: Library
    choice: model.Choice
    format: Format
    write: Callable[[Sequence[Part]], bytes]

    def made(self, record: Condition) -> bytes:
        """The handout of a record."""
        given = model.Given(
            printed=clock.today(),
            site=settings.run.site,
            language=settings.value("language"),
            explained=explainer(self.library.glossary, record),
        )
        return self.write(model.blocks(_page(self.library, record, self.choice), self.choice, given))

    def file(self, record: Condition) -> str:
        """The file's name: of the id only, which is letters, figures and hyphens."""
        stem = re.sub(r"[^a-z0-9-]", "", record.id)
        # index.html is the list of several, and no id has a line below
        return f"{stem}_page.{self.format}" if stem == "index" else f"{stem}.{self.format}"


def handout(
    name: Annotated[
        list[str] | None,
        typer.Argument(metavar="[NAME]...", help="A condition; or several, those of more words in quotes."),
    ] = None,
    format_: Annotated[
        str | None, typer.Option("--format", metavar="FORMAT", help="html (if not given), pdf, md or txt.")
    ] = None,
    full: Annotated[
        bool, typer.Option("--full", help="The whole page, on as many sheets as it takes.")
    ] = False,
    section: Section = None,
    without: Without = None,
    large: Annotated[bool, typer.Option("--large", help="Large type (18 pt), on two sheets.")] = False,
    paper: Annotated[str, typer.Option("--paper", metavar="PAPER", help="letter or a4.")] = "letter",
    trials: Annotated[bool, typer.Option("--trials", help="With trials, and of when that is.")] = False,
    category: Annotated[str | None, typer.Option("--category", help="All of this category.")] = None,
    every: Annotated[bool, typer.Option("--all", help="All conditions.")] = False,
    out: Annotated[
        str | None,
        typer.Option("--output", "-o", metavar="FILE|DIR|-", help="Where it goes; - is standard output."),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Write over files that are there.")] = False,
    open_: Annotated[bool, typer.Option("--open", help="Open it when it is made.")] = False,
    as_json: AsJson = False,
    catalog: CatalogFile = None,
) -> None:
    """A page to give to somebody: on one sheet, with when to get help first."""
    if paper.lower() not in SIZES:
        raise UnknownValue("--paper", paper, tuple(SIZES))
    choice = model.Choice(
        full=full, sections=section_keys("--section", section, model.HEADINGS),
        without=section_keys("--without", without, model.HEADINGS), large=large, trials=trials,
        paper="a4" if paper.lower() == "a4" else "letter",
    )  # fmt: skip
    form = _format(format_, out)
    if sum((bool(name), category is not None, every)) != 1:
        raise UsageFault("Give one of: names, --category or --all. For example: condcli handout asthma")
    library = library_of(catalog)
    records = _records(library, name) if name else in_category(library, category)
    job = _Job(library, choice, form, _writer(form, choice, library.language))
    several = len(records) > 1 or not name
    if out == "-" or (out is None and not (several or open_ or as_json or sys.stdout.isatty())):
        if several or open_ or as_json:
            raise UsageFault("--output - takes one handout, and no --open or --json. Name a folder.")
        output.write_bytes(job.made(records[0]))
        return
    answer = _many(job, records, out, force=force) if several else _one(job, records[0], out, force=force)
    _tell(answer, open_=open_, as_json=as_json)


def _format(said: str | None, out: str | None) -> Format:
    """The format that is asked for, else that of the file's name, else HTML."""
    ending = Path(out).suffix.lower().removeprefix(".") if out else ""
    for form in FORMATS:
        if (said.lower() if said else ending) == form:
            return form
    if said:
        raise UnknownValue("--format", said, FORMATS)
    return "html"


def _records(library: Library, words: Sequence[str]) -> list[Condition]:
    """The record that the words name together, or those that each of them names by itself."""
    if whole := library.as_written(as_typed(words)):
        help_now.hear_name(library, as_typed(words), whole)
        return [whole]
    texts = [as_typed([word]) for word in words]
    if len(texts) > 1:
        found = map(library.resolver.resolve, texts)
        each = list(takewhile(is_a_name, found))  # else it is a text
        if len(each) == len(texts):
            help_now.hear_each(library, texts)
            return list({f.matches[0].id: library.record(f.matches[0].id) for f in each}.values())
    if any(" " in text for text in texts):  # each may mean danger by itself
        help_now.hear_each(library, texts)
    return [named(library, words, ask=True)]


def _page(library: Library, record: Condition, choice: model.Choice) -> Page:
    trials = NO_TRIALS
    if choice.trials:
        from condcli.store import shown  # noqa: PLC0415  for --trials only

        trials = shown.trials(library, record.id, tell=output.note)
    return Page(**msgspec.structs.asdict(record), trials=trials, research=NO_RESEARCH, related=())


def _writer(form: Format, choice: model.Choice, language: str) -> Callable[[Sequence[Part]], bytes]:
    """What turns blocks into a file of the format."""
    if form == "pdf":
        from condcli.render.pdf import Setter  # noqa: PLC0415  for this format only

        setter, today = Setter(), clock.today()
        return lambda blocks: setter.pdf(blocks, choice.sheet, today, language)
    if form == "html":
        from condcli.render import html  # noqa: PLC0415  the same

        return lambda blocks: html.page(blocks, choice.sheet, language).encode()
    from condcli.render import markdown  # noqa: PLC0415  the same

    made = markdown.page if form == "md" else markdown.text
    return lambda blocks: made(blocks).encode()


def _one(job: _Job, record: Condition, out: str | None, *, force: bool) -> Handouts:
    path = Path(out) if out else Path(job.file(record))
    if out and saving.is_folder(out):
        path = saving.folder(path) / job.file(record)
    saving.free([path], force=force)
    saving.save(path, job.made(record), force=force)
    return Handouts(files=(HandoutFile(id=record.id, name=record.name, path=str(path)),), index=None)


def _many(job: _Job, records: Sequence[Condition], out: str | None, *, force: bool) -> Handouts:
    """A file each, and an index of them."""
    from condcli.render import html  # noqa: PLC0415  for several only

    if out and os.path.isfile(out):  # noqa: PTH113  an over-long name is no fault to it
        raise UsageFault(f"{out} is a file, and several handouts need a folder.")
    place = Path(out or ".")
    paths = {record.id: place / job.file(record) for record in records}
    index = place / "index.html"
    saving.free([*paths.values(), index], force=force)
    saving.folder(place)
    for record in records:
        saving.save(paths[record.id], job.made(record), force=force)
    entries = [html.Entry(r.name, r.summary, r.category, paths[r.id].name) for r in records]
    text = html.index(entries, job.choice.sheet, settings.run.site, job.library.language)
    saving.save(index, text.encode(), force=force)
    files = tuple(HandoutFile(id=r.id, name=r.name, path=str(paths[r.id])) for r in records)
    return Handouts(files=files, index=str(index))


def _tell(answer: Handouts, *, open_: bool, as_json: bool) -> None:
    last = answer.index or answer.files[0].path
    if as_json:
        output.write_json(answer)
    else:
        output.say_help()
        count = len(answer.files)
        output.line(f"Made {last}." if count == 1 else f"Made {count:,} handouts. They are listed in {last}.")
    if open_:
        warnings.simplefilter("ignore", ResourceWarning)  # what shows it may go on longer than we do
        if typer.launch(last):
            output.note(f"No program is found that opens {last}. Open it yourself.")
