"""bundle: the snapshot for a release, written from what updates stored. For maintainers."""

import os
from pathlib import Path
from typing import Annotated

import typer

from condcli.catalog.library import Library
from condcli.cli import output
from condcli.cli.options import CatalogFile
from condcli.errors import UsageFault
from condcli.store import bundle as snapshot
from condcli.store import folder


def bundle(
    target: Annotated[Path, typer.Argument(metavar="FOLDER", help="Where the two files go, such as data.")],
    catalog: CatalogFile = None,
) -> None:
    """Write trials.json and research.json from what updates stored."""
    if not folder.store_path().is_file():
        raise UsageFault("Nothing is stored that could be bundled. First: condcli update --all")
    if not target.is_dir():
        raise UsageFault(f"{target} is no folder. Name the folder that holds conditions.json.")
    library = Library.open(catalog)
    trials, research = snapshot.trials(library), snapshot.research(library)
    for name, text in (
        ("trials.json", snapshot.text(trials)),
        ("research.json", snapshot.text(research)),
    ):
        beside = target / f".{name}.new"
        beside.write_text(text, encoding="utf-8")
        os.replace(beside, target / name)  # noqa: PTH105  in one step
    output.line(f"{len(trials.trials)} trials and {len(research.advances)} papers are in {target}.")
    if untitled := snapshot.untitled(trials, library):
        output.note(f"Without a plain title in plain_titles.json: {', '.join(untitled)}")
