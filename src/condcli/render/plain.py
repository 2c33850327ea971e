"""Labelled lines for pipes, logs and screen readers: no colors, no drawing, a paragraph a line."""

from collections.abc import Iterable, Iterator

from condcli.render.blocks import Block, Bullet, Fields, Heading, Paragraph, Table, visible


def text(blocks: Iterable[Block]) -> str:
    """The blocks as plain lines, with an empty line before each heading."""
    return "\n".join(visible(line) for block in blocks for line in _lines(block)).lstrip("\n") + "\n"


def _lines(block: Block) -> Iterator[str]:
    match block:
        case Heading(text, level):
            yield from ("", text.upper() if level == 1 else text, "")
        case Paragraph(text):
            yield text
        case Bullet(lead, items):
            if lead:
                yield lead
            yield from (f"- {item}" for item in items)
        case Fields(rows):
            yield from (f"{label}: {value}" for label, value in rows)
        case Table():
            yield from _rows(block)


def _rows(table: Table) -> Iterator[str]:
    """Two columns stand on one line, more are labelled lines, one block a row."""
    if len(table.headers) == 2:  # noqa: PLR2004  a pair
        yield from (f"{first}: {second}" for first, second in table.rows)
        return
    for number, row in enumerate(table.rows):
        if number:
            yield ""
        yield from (f"{header}: {value}" for header, value in zip(table.headers, row, strict=True))
