"""trials and research."""

from typing import Annotated

import typer

from condcli.cli import output
from condcli.cli.find import find
from condcli.cli.options import AsJson, AsPlain, CatalogFile, MaybeName
from condcli.errors import UnknownValue
from condcli.evidence import filters, refresh, values
from condcli.library.records import Library
from condcli.render import tables
from condcli.render.blocks import Block, Heading

Status = Annotated[
    list[str] | None,
    typer.Option("--status", metavar="STATUS", help="recruiting, completed ...; repeatable."),
]
Type = Annotated[
    list[str] | None,
    typer.Option("--type", metavar="TYPE", help="drug, device, observational ...; repeatable."),
]
Sort = Annotated[str, typer.Option("--sort", metavar="ORDER", help="start, updated or enrollment.")]
Limit = Annotated[int | None, typer.Option("--limit", min=1, help="At most so many.")]
AsCsv = Annotated[bool, typer.Option("--csv", help="A table for a spreadsheet.")]


def trials(
    name: MaybeName = None,
    status: Status = None,
    study_type: Type = None,
    sort: Sort = "start",
    limit: Limit = None,
    as_csv: AsCsv = False,
    as_json: AsJson = False,
    as_plain: AsPlain = False,
    catalog: CatalogFile = None,
) -> None:
    """Clinical trials for a condition, or all that are stored."""
    choice = filters.Choice(
        statuses=values.chosen("--status", status or (), values.STATUSES),
        types=filters.values("--type", study_type or (), (*filters.STUDY_TYPES, *filters.INTERVENTION_TYPES)),
        sort=_sort(sort),
        limit=limit,
    )
    library = Library.open(catalog)
    record = find(library, name) if name else None
    answer = refresh.trials(library, record.id if record else None, choice)
    if as_csv:
        output.write(tables.trials_csv(answer))
        return

    def page() -> list[Block]:
        title = f"Clinical trials: {record.name}" if record else "Clinical trials"
        table = tables.trials(answer, record.name if record else None, cut=limit is None)
        return [Heading(title, level=1), *table]

    output.answer(answer, page, as_json=as_json, as_plain=as_plain)


def _sort(word: str) -> str:
    if word not in filters.SORTS:
        raise UnknownValue("--sort", word, list(filters.SORTS))
    return word


def research(
    name: MaybeName = None,
    limit: Limit = None,
    as_json: AsJson = False,
    as_plain: AsPlain = False,
    catalog: CatalogFile = None,
) -> None:
    """The latest research on a condition, or all that is stored."""
    library = Library.open(catalog)
    record = find(library, name) if name else None
    answer = refresh.research(library, record.id if record else None, limit)
    title = Heading(f"Latest research: {record.name}" if record else "Latest research", level=1)
    output.answer(answer, lambda: [title, *tables.research(answer)], as_json=as_json, as_plain=as_plain)
