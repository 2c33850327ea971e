"""Prose for a terminal: paragraphs and lists as lines of rich text, with no address broken."""

import re
from collections.abc import Sequence
from itertools import zip_longest
from typing import TypeAlias

from rich.console import Console
from rich.text import Text

from condcli.render.blocks import (
    Bullet,
    Fields,
    Heading,
    Paragraph,
    References,
    Sources,
    in_one_line,
    reference_numbers,
)

Prose: TypeAlias = Heading | Paragraph | Bullet | Sources | References | Fields
READING_WIDTH = 88  # longer lines are hard to follow
# Text keeps the terminal's own color, the only one that is sure to be readable there; see docs/terminal.md.
TITLE, HEADING = "bold underline", "bold"
GAP = 2  # between columns
MARK = "• "
MOST_COLUMNS, FEW, NARROWEST = 3, 4, 30  # of a list: columns, items, and columns of text in one that wraps
WORTH = 0.75  # of the lines that one column takes
LOST = 3  # columns at the end of a line, where the next word does not fit
ADDRESS = re.compile(r"https?://\S+|(?<![\w-])(?:[\w-]{1,63}\.){1,9}[a-z]{2,24}/\S*")


def lines(  # noqa: PLR0911  one kind of block, one answer
    block: Prose, console: Console, width: int, refs: Sequence[int] = (), *, begin: Text | None = None
) -> list[Text]:
    """The block in lines of that width; a heading may begin it, the numbers of its sources end it."""
    marks = Text(f" [{reference_numbers(refs)}]" if refs else "")
    head = begin or Text()
    gap = "  " if head.plain.strip() else ""
    reading = min(width, READING_WIDTH)
    match block:
        case Heading(words, level):
            style = TITLE if level == 1 else HEADING
            return wrapped(Text(in_one_line(words), style), console, reading)
        case Paragraph(words):
            return wrapped(Text.assemble(head, gap, in_one_line(words), marks), console, reading)
        case Bullet(lead, items, run_on=True):
            said = Text.assemble(
                (f"{in_one_line(lead)} " if lead else "", "bold"), "; ".join(map(in_one_line, items))
            )
            return wrapped(Text.assemble(head, gap, said, marks), console, reading)
        case Bullet(lead):
            if lead:
                head = Text.assemble(head, gap, in_one_line(lead))
            led = wrapped(head, console, reading) if head.plain.strip() else []
            return [*led, *listed(block, console, width, marks)]
        case References(rows):
            return [
                line
                for number, text in rows
                for line in hanging(f"{number}. ", Text(in_one_line(text)), console, reading)
            ]
        case Sources(numbers):
            return [Text(f"[{','.join(map(str, numbers))}]")]
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
            start = match.end() + text.plain.startswith(" ", match.end())
    found += _wrapped(text[start:] if start else text, console, width)
    return found or [Text()]


def _wrapped(text: Text, console: Console, width: int) -> list[Text]:
    if not text.plain.strip():
        return []
    if text.cell_len <= width and "\n" not in text.plain:  # nothing to do, which Rich takes long to see
        return [text]
    return list(text.wrap(console, width))


def hanging(mark: str, text: Text, console: Console, width: int, color: str = "") -> list[Text]:
    """The text in lines, the further ones below the first."""
    first, *more = wrapped(text, console, width - len(mark))
    return [Text.assemble((mark, color), first), *(Text.assemble(" " * len(mark), line) for line in more)]


def listed(
    block: Bullet, console: Console, width: int, marks: Text | None = None, color: str = ""
) -> list[Text]:
    """The items, in columns where that takes fewer lines."""
    items = [Text(in_one_line(item)) for item in block.items]
    if items and marks:
        items[-1].append_text(marks)
    sizes = (min(width, READING_WIDTH),) if block.alert else _sizes(items, width)
    tall = -(-len(items) // len(sizes))
    sides = [
        [
            line
            for item in items[n * tall : (n + 1) * tall]
            for line in hanging(MARK, item, console, size, color)
        ]
        for n, size in enumerate(sizes)
    ]
    return [side_by_side(row, sizes) for row in zip_longest(*sides)]


def _sizes(items: Sequence[Text], width: int) -> tuple[int, ...]:
    """The columns of a list: as many as hold each item in one line, else two if that saves enough."""
    lengths = [item.cell_len + len(MARK) for item in items]
    for columns in range(min(MOST_COLUMNS, (len(items) + 1) // 2), 1, -1):
        tall = -(-len(items) // columns)
        sizes = [max(lengths[start : start + tall]) for start in range(0, len(items), tall)]
        if sum(sizes) + GAP * (len(sizes) - 1) <= width:
            return (*sizes,)
    whole = min(width, READING_WIDTH)
    half = (width - GAP) // 2
    tall = -(-len(items) // 2)
    ways = [(left, width - GAP - left) for left in range(half - half // 4, half + half // 4, 4)]
    lines = [max(_lines(lengths[:tall], left), _lines(lengths[tall:], right)) for left, right in ways]
    if len(items) >= FEW and half >= NARROWEST and min(lines) <= WORTH * _lines(lengths, whole):
        return ways[lines.index(min(lines))]
    return (whole,)


def _lines(lengths: Sequence[int], width: int) -> int:
    """About how many lines items of these lengths take; some room is lost where words do not fit."""
    return sum(1 if length <= width else -(-length // max(1, width - len(MARK) - LOST)) for length in lengths)


def side_by_side(row: Sequence[Text | None], sizes: Sequence[int], gap: int = GAP) -> Text:
    """Lines beside each other, each but the last as wide as its column."""
    last = max(place for place, cell in enumerate(row) if cell is not None)
    padded = (
        (cell or "", " " * (size + gap - (cell.cell_len if cell else 0)) if place < last else "")
        for place, (cell, size) in enumerate(zip(row[: last + 1], sizes, strict=False))
    )
    return Text.assemble(*(piece for pair in padded for piece in pair))
