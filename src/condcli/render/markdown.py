"""Blocks of a handout as Markdown, and as text."""

import re
import textwrap
from collections.abc import Iterator, Sequence

from condcli.render import plain
from condcli.render.blocks import Block, Bullet, Heading, Paragraph, References, Sources, in_one_line
from condcli.render.paper import Beside, Lines, Part

COLUMNS = 78
RULED = "_" * 60
# What Markdown would take for more than text, wherever it stands, and at the start of a line
_MARKS = re.compile(r"([\\`*_{}\[\]<>#|~&!])")
_START = re.compile(r"^(\s*(?=[-+=:])|\s*\d+(?=[.)]))")  # where a backslash makes it text


def page(blocks: Sequence[Part]) -> str:
    """The handout in Markdown; what is text stays text there."""
    return "\n".join(line for block in _flat(blocks) for line in _lines(block)).strip() + "\n"


def text(blocks: Sequence[Part]) -> str:
    """The handout as lines of text that are broken between words."""
    return "".join(
        textwrap.fill(
            line,
            COLUMNS,
            break_long_words=False,
            break_on_hyphens=False,
            subsequent_indent="  " if line.startswith("- ") else "",
        )
        + "\n"
        for line in plain.text(_flat(blocks)).splitlines()
    )


def _flat(blocks: Sequence[Part]) -> Iterator[Block]:
    """The blocks one after the other, each line to write on as a text of its own."""
    for block in blocks:
        if isinstance(block, Beside):
            yield from _flat((*block.left, *block.right))
        elif isinstance(block, Lines):
            yield Paragraph(f"{block.label} {RULED}".strip()[: len(RULED)])
            yield from [Paragraph(RULED)] * (block.count - 1)
        else:
            yield block


def _lines(block: Block) -> Iterator[str]:
    match block:
        case Heading(said, level):
            yield f"{'#' * level} {_text(said)}"
        case Paragraph(said):
            yield _text(said)
        case Bullet(lead, items, run_on=True):
            yield f"**{_text(lead or '')}** {_text('; '.join(items))}."
        case Bullet(lead, items, alert, foot=foot):
            if lead:
                yield from (f"## {_text(lead)}" if alert else _text(lead), "")
            yield from (f"- {_text(item)}" for item in items)
            yield from (f"\n**{_text(said)}**" for said in foot)
        case Sources(refs):
            yield f"Sources: {', '.join(map(str, refs))}"
        case References(rows):
            yield from (f"{number}. {_text(said)}" for number, said in rows)
    yield ""


def _text(said: str) -> str:
    return _START.sub(r"\1\\", _MARKS.sub(r"\\\1", in_one_line(said).strip()))
