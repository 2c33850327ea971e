"""config: what is set and where, and a way to change it."""

import os
import shlex
import shutil
import subprocess
from pathlib import Path
from typing import Annotated

import msgspec
import typer

from condcli import folders
from condcli.catalog import write
from condcli.cli import output, settings, streams
from condcli.cli.options import AsJson, AsPlain
from condcli.errors import UsageFault, short_path, shortened
from condcli.local_answers import Configured, Setting
from condcli.render.blocks import Block, Heading, Paragraph, Table

EDITORS = ("sensible-editor", "nano", "vi", "notepad")
TEMPLATE = """\
# condcli: what holds for every command. Take the # away and write your own.
# A CONDCLI_* variable (CONDCLI_WIDTH) and an option (--width) stand above this file.

# catalog = "green-valley.json"   # pages of your own, beside the bundled ones; or a list of files
# only = false                    # true: nothing but pages of your own
# plain = false                   # true: labelled lines without color or drawing
# pager = "less"                  # "" for none
# width = "auto"                  # or a number of columns
# color = "auto"                  # always, never
# language = "en"                 # es, fr, vi: where to call in an emergency is said in it, too

# [site]
# name = "Green Valley Hospital"
# phone = "day and night: 555-0100"
# address = "1 Main Street, Green Valley"
# foot = "Free interpreters: ask any nurse."
# report_to = "the ward office, 555-0101"
"""


def config(
    edit: Annotated[bool, typer.Option("--edit", help="Open the configuration in your editor.")] = False,
    as_json: AsJson = False,
    as_plain: AsPlain = False,
) -> None:
    """Each setting, its value and where that comes from."""
    if edit:
        _edit(settings.file())
    answer = Configured(file=str(settings.file()), exists=_is_there(settings.file()), settings=_settings())
    output.answer(answer, lambda: _page(answer), as_json=as_json, as_plain=as_plain)


def _is_there(file: Path) -> bool:
    """Whether the file can be seen: in a folder that cannot be entered it is not."""
    return os.path.exists(file)  # noqa: PTH110  it is False there, where Path.exists fails


def _settings() -> tuple[Setting, ...]:
    found = [settings.found(name) for name in settings.KINDS]
    site = msgspec.structs.asdict(settings.configuration().site)
    return (
        *(Setting(name=v.name, value=_said(v.value), source=v.source) for v in found),
        *(
            Setting(name=f"site.{name}", value=said, source=str(settings.file()) if said else "default")
            for name, said in site.items()
        ),
    )


def _said(value: object) -> str | None:
    """A value as the file would have it."""
    match value:
        case bool():
            return str(value).lower()
        case tuple():
            return os.pathsep.join(map(str, value)) or None
        case None:
            return None
    return str(value)


def _page(answer: Configured) -> list[Block]:
    rows = tuple(
        (s.name, "not set" if s.value is None else s.value or "none", s.source) for s in answer.settings
    )
    there = "" if answer.exists else " (not there yet; condcli config --edit makes it)"
    return [
        Heading("Configuration", level=1),
        Table(("Setting", "Value", "From"), rows, narrow=60, inline=True),
        Paragraph(f"File: {answer.file}{there}"),
    ]


def _edit(file: Path) -> None:
    """Open the file in an editor, made from a template where there is none, and look at it afterwards."""
    editor = os.environ.get("VISUAL") or os.environ.get("EDITOR") or ""
    try:
        words = shlex.split(editor) or [next(filter(shutil.which, EDITORS))]
    except (StopIteration, ValueError):
        raise UsageFault(f"No editor is found. Set EDITOR, or write {file} yourself.") from None
    if not _is_there(file):
        try:
            folders.make(file.parent)
        except OSError as fault:
            raise UsageFault(f"{short_path(file.parent)} cannot be made ({fault.strerror}).") from fault
        write.create(file, TEMPLATE)
    streams.see_to_children()
    try:
        ended = subprocess.run([*words, str(file)], check=False)  # noqa: S603  the person's own choice
    except OSError as fault:
        raise UsageFault(
            f"The editor {shortened(words[0])} cannot be started ({fault.strerror}). Set EDITOR."
        ) from None
    if ended.returncode:
        raise UsageFault(
            f"The editor {shortened(words[0])} ended with {ended.returncode}. The file is {file}."
        )
