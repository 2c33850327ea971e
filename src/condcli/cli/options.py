"""Options that several commands take."""

from pathlib import Path
from typing import Annotated, TypeAlias

import typer

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
CatalogFile: TypeAlias = Annotated[
    Path | None,
    typer.Option(
        "--catalog",
        metavar="FILE",
        envvar="CONDCLI_CATALOG",
        readable=False,  # we say ourselves what is wrong with a file
        help="A catalog of your own.",
    ),
]
