"""trials and research."""

from typing import Annotated

import typer

from condcli.cli import output
from condcli.cli.find import find
from condcli.cli.options import AsJson, AsPlain, CatalogFile, MaybeName
from condcli.evidence import refresh
from condcli.library.records import Library
from condcli.render import tables
from condcli.render.blocks import Heading


def trials(
    name: MaybeName = None,
    as_json: AsJson = False,
    as_plain: AsPlain = False,
    catalog: CatalogFile = None,
) -> None:
    """Clinical trials for a condition, or all that are stored."""
    record = find(Library.open(catalog), name) if name else None
    answer = refresh.trials(record.id if record else None)
    title = Heading(f"Clinical trials: {record.name}" if record else "Clinical trials", level=1)
    output.answer(answer, lambda: [title, *tables.trials(answer)], as_json=as_json, as_plain=as_plain)


def research(
    name: MaybeName = None,
    limit: Annotated[int | None, typer.Option("--limit", min=1, help="At most so many.")] = None,
    as_json: AsJson = False,
    as_plain: AsPlain = False,
    catalog: CatalogFile = None,
) -> None:
    """The latest research on a condition, or all that is stored."""
    record = find(Library.open(catalog), name) if name else None
    answer = refresh.research(record.id if record else None, limit)
    title = Heading(f"Latest research: {record.name}" if record else "Latest research", level=1)
    output.answer(answer, lambda: [title, *tables.research(answer)], as_json=as_json, as_plain=as_plain)
