"""bundle: the snapshot for a release, written from what updates stored. For maintainers."""

import os
from pathlib import Path
from typing import Annotated

import typer

from condcli.catalog import write
from condcli.catalog.files import decode
from condcli.cli import output
from condcli.cli.options import CatalogFile, library_of
from condcli.errors import BadData, UsageFault
from condcli.models import Record
from condcli.registry_models import BundledDetails, Research, Trials
from condcli.render.update import counted
from condcli.store import bundle as snapshot
from condcli.store import folder

FILES: dict[str, type[Record]] = {
    "trials.json": Trials,
    "trial_details.json": BundledDetails,
    "research.json": Research,
}


def bundle(
    target: Annotated[Path, typer.Argument(metavar="FOLDER", help="Where the files go, such as data.")],
    catalog: CatalogFile = None,
) -> None:
    """Write the trials and papers of chosen.json, with their facts from what updates stored."""
    if not os.path.isfile(folder.store_path()):  # noqa: PTH113  an over-long name is no fault to it
        raise UsageFault("Nothing is stored yet to fill the bundle. First run: condcli update --all")
    if not os.path.isdir(target):  # noqa: PTH112  the same
        raise UsageFault(f"{target} is not a folder. Name the folder that holds conditions.json.")
    library = library_of(catalog)
    standing = {name: write.standing(target / name) for name in FILES}
    for name, kind in FILES.items():
        _refuse_another(target / name, standing[name], kind)
    found = snapshot.bundle(library, _refuse)
    files = (found.trials, found.details, found.research)
    for name, text in zip(FILES, map(snapshot.text, files), strict=True):
        was = standing[name]
        if was is None:
            write.create(target / name, text)
        else:
            write.replace(target / name, text, was=was)
    trials, papers = len(found.trials.trials), len(found.research.advances)
    output.line(f"{counted(trials, 'trial')} and {counted(papers, 'paper')} are in {target}.")
    if found.unknown:
        output.note(f"Left out, since nothing is stored of them: {', '.join(found.unknown)}")
    if untitled := snapshot.untitled(found.trials, library):
        output.note(f"Without a plain title in plain_titles.json: {', '.join(untitled)}")


def _refuse(what: str) -> None:
    """Write no bundle without what updates stored."""
    raise UsageFault(f"{what} No bundle is written.")


def _refuse_another(path: Path, was: bytes | None, kind: type[Record]) -> None:
    """A UsageFault where there is a file that is no snapshot, which nobody has asked to lose."""
    try:
        if was:
            decode(path, was, kind)
    except BadData as fault:
        what = (
            f"{path} is no snapshot of trials or papers, and is left alone. Move it, or name another folder."
        )
        raise UsageFault(what) from fault
