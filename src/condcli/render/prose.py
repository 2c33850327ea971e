"""Prose for a terminal: paragraphs and lists as lines of rich text, with no address broken."""

import re
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import TypeAlias

from rich.console import Console
from rich.text import Text

from condcli.render.blocks import Bullet, Fields, Heading, Paragraph, References, Sources, in_one_line

Prose: TypeAlias = Heading | Paragraph | Bullet | Sources | References | Fields
READING_WIDTH = 88  # longer lines are hard to follow
ROOMY = 92  # columns in which two columns of a list may wrap
GAP = 2  # between columns
ADDRESS = re.compile(r"https?://\S+|(?:[\w-]+\.)+[a-z]{2,}/\S*")


def lines(  # noqa: PLR0911  one kind of block, one answer
    block: Prose, console: Console, width: int, refs: Sequence[int] = (), *, indent: str = ""
) -> list[Text]:
    """The block in lines of that width; the numbers of its sources stand at its end."""
    marks = Text(f" [{','.join(map(str, refs))}]" if refs else "", "dim")
    reading = min(width, READING_WIDTH)
    match block:
        case Heading(words, level):
            style = "bold underline" if level == 1 else "bold cyan"
            return wrapped(Text(in_one_line(words), style), console, reading)
        case Paragraph(words, quiet):
            said = Text(indent + in_one_line(words), "dim" if quiet else "")
            return wrapped(Text.assemble(said, marks), console, reading)
        case Bullet(lead, items, run_on=True):
            said = Text.assemble(
                (f"{in_one_line(lead)} " if lead else "", "bold"), "; ".join(map(in_one_line, items))
            )
            return wrapped(Text.assemble(said, marks), console, reading)
        case Bullet():
            return listed(block, console, width, marks)
        case References(rows):
            return [
                line
                for number, text in rows
                for line in hanging(f"{number}. ", Text(in_one_line(text)), console, reading)
            ]
        case Sources(numbers):
            return [Text(f"[{','.join(map(str, numbers))}]", "dim")]
        case Fields(rows):
            return [line for row in rows for line in wrapped(labelled(*row), console, reading)]


def labelled(label: str, value: str) -> Text:
    """A value behind its label."""
    return Text.assemble((in_one_line(label), "bold"), ": ", in_one_line(value))


def wrapped(text: Text, console: Console, width: int) -> list[Text]:
    """The text in lines; an address that is longer than a line has one of its own, unbroken."""
    width, start, found = max(1, width), 0, []
    for match in ADDRESS.finditer(text.plain):
        if match.end() - match.start() > width:
            found += _wrapped(text[start : match.start()], console, width)
            found.append(text[match.start() : match.end()])
            start = match.end()
    found += _wrapped(text[start:], console, width)
    return found or [Text()]


def _wrapped(text: Text, console: Console, width: int) -> list[Text]:
    return list(text.wrap(console, width)) if text.plain.strip() else []


def hanging(mark: str, text: Text, console: Console, width: int, color: str = "") -> list[Text]:
    """The text in lines, the further ones below the first."""
    first, *more = wrapped(text, console, width - len(mark))
    return [Text.assemble((mark, color), first), *(Text.assemble(" " * len(mark), line) for line in more)]


def listed(
    block: Bullet, console: Console, width: int, marks: Text | None = None, color: str = ""
) -> list[Text]:
    """The lead and the items, in columns where the width allows."""
    lead = wrapped(Text(in_one_line(block.lead)), console, min(width, READING_WIDTH)) if block.lead else []
    items = [Text(in_one_line(item)) for item in block.items]
    if items and marks:
        items[-1].append_text(marks)
    columns = 1 if block.alert else _columns(items, width)
    across = (width + GAP) // columns - GAP if columns > 1 else min(width, READING_WIDTH)
    tall = -(-len(items) // columns)
    filled = [items[start : start + tall] for start in range(0, len(items), tall)]
    sides = [
        [line for item in side for line in hanging(" • ", item, console, across, color)] for side in filled
    ]
    return [*lead, *(_row(row, across) for row in zip_longest(*sides))]


def _columns(items: Sequence[Text], width: int) -> int:
    """How many columns a list has: as many as hold its longest item in one line, or two that wrap."""
    if len(items) < 4:  # noqa: PLR2004  a short list is read down
        return 1
    longest = max(item.cell_len for item in items) + len(" • ") + GAP
    return max(1, min(3, (width + GAP) // longest), 2 if width >= ROOMY else 1)


def _row(row: Sequence[Text | None], across: int) -> Text:
    return Text.assemble(*_cells(row, across))


def _cells(row: Sequence[Text | None], across: int) -> Iterator[Text | str]:
    last = max(place for place, cell in enumerate(row) if cell is not None)
    for place, cell in enumerate(row[: last + 1]):
        yield cell or ""
        if place < last:
            yield " " * (across - (cell.cell_len if cell else 0) + GAP)
