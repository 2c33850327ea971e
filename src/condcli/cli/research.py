"""research: the papers about a condition."""

from typing import Annotated

import typer

from condcli.cli import output
from condcli.cli.lookup import named
from condcli.cli.options import AsCsv, AsJson, AsPlain, CatalogFile, Columns, Excel, MaybeName, library_of
from condcli.cli.trials import Limit
from condcli.render import research_tables
from condcli.store import shown
from condcli.trials import filters

Since = Annotated[
    str | None,
    typer.Option("--since", metavar="DATE", help="Published then or later.", parser=filters.since),
]
AskAgain = Annotated[bool, typer.Option("--refresh", help="Ask PubMed first; goes online.")]


def research(
    name: MaybeName = None,
    since: Since = None,
    limit: Limit = None,
    ask_again: AskAgain = False,
    as_csv: AsCsv = False,
    columns: Columns = None,
    excel: Excel = False,
    as_json: AsJson = False,
    as_plain: AsPlain = False,
    catalog: CatalogFile = None,
) -> None:
    """The latest research on a condition, or all that is stored."""
    from condcli.cli import tables  # noqa: PLC0415  for --csv only

    table = tables.of(tables.csv.PAPER_HEADERS, columns, as_csv=as_csv, excel=excel)
    library = library_of(catalog)
    record = named(library, name, ask=not (as_json or as_csv)) if name else None
    if ask_again:
        from condcli.cli.update import refresh  # noqa: PLC0415  goes online

        refresh(library, record, "research")
    answer = shown.research(library, record.id if record else None, limit, output.note, since)
    if as_csv and not as_json:
        table.write(tables.csv.advances(answer.advances))
    else:
        page = research_tables.page(answer, record.name if record else None, cut=limit is None)
        output.answer(answer, lambda: list(page), as_json=as_json, as_plain=as_plain)
