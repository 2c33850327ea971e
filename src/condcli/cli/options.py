"""Options that several commands take, and the pages that --catalog and --only open."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TypeAlias

import typer

from condcli.cli import settings
from condcli.errors import UsageFault

if TYPE_CHECKING:
    from condcli.catalog.library import Library

Name: TypeAlias = Annotated[
    list[str], typer.Argument(metavar="NAME...", help="A condition's name, alias or code; needs no quotes.")
]
MaybeName: TypeAlias = Annotated[
    list[str] | None,
    typer.Argument(metavar="[NAME]...", help="A condition's name, alias or code; needs no quotes."),
]
Names: TypeAlias = Annotated[
    list[str], typer.Argument(metavar="NAME NAME [NAME]", help='Names in quotes, or with "vs" between them.')
]
Words: TypeAlias = Annotated[
    list[str], typer.Argument(metavar="WORDS...", help="Words as you would say them; no quotes needed.")
]
AsJson: TypeAlias = Annotated[bool, typer.Option("--json", help="Answer in JSON, for programs.")]
AsPlain: TypeAlias = Annotated[
    bool, typer.Option("--plain", help="Labelled lines without color or drawing, for screen readers.")
]
AsCsv: TypeAlias = Annotated[bool, typer.Option("--csv", help="A table for a spreadsheet.")]
Columns: TypeAlias = Annotated[
    str | None,
    typer.Option("--columns", metavar="NAMES", help="With --csv: these columns, in this order: 'Name,Id'."),
]
Excel: TypeAlias = Annotated[
    bool, typer.Option("--excel", help="With --csv: marked as UTF-8, as Excel wants it.")
]
CatalogFile: TypeAlias = Annotated[
    list[Path] | None,
    typer.Option(
        "--catalog",
        metavar="FILE",
        readable=False,  # we say ourselves what is wrong with a file
        help="Pages of your own, beside the bundled ones; repeatable. Also: CONDCLI_CATALOG.",
    ),
]


def _only(value: bool) -> None:
    if value:
        settings.run.given["only"] = True


def _width(value: str | None) -> None:
    if value is None:
        return
    try:
        settings.run.given["width"] = settings.width_of(value)
    except ValueError:
        wanted = settings.KINDS["width"].wanted
        raise UsageFault(f"--width does not know {value!r}. It takes {wanted}.") from None


def _common(
    only: Annotated[
        bool, typer.Option("--only", help="Nothing but the pages of --catalog.", callback=_only)
    ] = False,
    width: Annotated[
        str | None,
        typer.Option(
            "--width", metavar="COLUMNS", help="Break lines there; auto: as the terminal is.", callback=_width
        ),
    ] = None,
) -> None:
    """The options of every command that shows pages: they are settings of the call."""


def with_common(command: Any) -> Any:  # noqa: ANN401  Typer keeps the classes of its commands private
    """The command with the options that all have: --only where it opens a catalog, --width where it shows."""
    app = typer.Typer(add_completion=False, rich_markup_mode=None)
    app.command()(_common)
    only, width = typer.main.get_command(app).params
    names = {p.name: p for p in command.params}
    for option, beside in ((only, "catalog"), (width, "as_plain")):
        if beside in names and not names[beside].required:
            option.expose_value = False
            command.params.insert(command.params.index(names[beside]) + 1, option)
    return command


def library_of(files: Sequence[Path] | None) -> "Library":
    """The bundled pages with those of these files; where none are given, of the files that are set."""
    from condcli.catalog.library import Library  # noqa: PLC0415  help does without

    settings.check()
    own = files or settings.value("catalog")
    only, site = settings.found("only"), settings.configuration().site
    if only.source == "--only" and not own:
        raise UsageFault("--only shows nothing but pages of your own: name them with --catalog FILE.")
    if not own:
        settings.run.site = site
        return Library.open()
    from condcli.catalog.laid_over import agreed  # noqa: PLC0415  for pages of one's own only
    from condcli.catalog.overlay import open_library  # noqa: PLC0415  the same

    opened = open_library(own, only=only.value, site=site)
    settings.run.site = agreed(site, [(opened.path, opened.site)])
    return opened
