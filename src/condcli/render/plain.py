"""Labelled lines for pipes, logs and screen readers: no colors, no drawing, a paragraph a line."""

from collections.abc import Iterable, Iterator

from msgspec import structs

from condcli.render.blocks import (
    Block,
    Bullet,
    Columns,
    Fields,
    Heading,
    Paragraph,
    Quote,
    References,
    Sources,
    Steps,
    Table,
    in_one_line,
)

_HELP = "help now"


def text(blocks: Iterable[Block]) -> str:
    """The blocks as one text."""
    return "\n".join((*lines(blocks), ""))


def lines(blocks: Iterable[Block], *, cut: bool = False) -> list[str]:
    """The blocks as plain lines, with an empty line before and after each heading.

    If `cut`, as for somebody who listens, a table ends where it would on a terminal, and says so.
    """
    found: list[str] = []
    for block in blocks:
        for line in map(in_one_line, _lines(block, cut=cut)):
            if line or (found and found[-1]):
                ours = isinstance(block, Steps) or not line.casefold().startswith(_HELP)
                found.append(line if ours else f'"{line}"')  # a title that begins as our own help does
    return found


def _lines(block: Block, *, cut: bool) -> Iterator[str]:
    match block:
        case Heading(text, level):
            yield from ("", text.upper() if level == 1 else text, "")
        case Paragraph(text):
            yield text
        case Bullet(lead, items, foot=foot):
            if lead:
                yield lead
            yield from (*(f"- {item}" for item in items), *foot)
        case Sources(refs):
            yield f"Sources: {', '.join(map(str, refs))}"
        case References(rows):
            yield from (f"{number}. {text}" for number, text in rows)
        case Fields(rows):
            yield from (f"{label}: {value}" for label, value in rows)
        case Table():
            shown = len(block.rows[: block.at_most] if cut else block.rows)
            yield from _rows(structs.replace(block, rows=block.rows[:shown]))
            if shown < len(block.rows):
                yield f"Showing {shown:,} of {len(block.rows):,}. {block.more}"
        case _:
            yield from _found(block)


def _found(block: Steps | Quote | Columns) -> Iterator[str]:
    match block:
        case Steps():
            yield from (f"HELP NOW: {line}" for line in block.lines)
            yield ""
        case Quote(lead):
            yield f"{lead}: {''.join(f'*{piece}*' if marked else piece for piece, marked in block.pieces)}"
        case Columns(headers, rows):
            for label, cells in rows:
                yield from ("", label, "")
                yield from (f"{name}: {'; '.join(cell)}" for name, cell in zip(headers, cells, strict=True))


def _rows(table: Table) -> Iterator[str]:
    """Labelled lines, one block a row; or a line a row."""
    if table.inline:
        for first, *rest in table.rows:
            said = (
                f"{header}: {value}" for header, value in zip(table.headers[1:], rest, strict=True) if value
            )
            yield f"{first}. {'; '.join(said)}"
        return
    for number, row in enumerate(table.rows):
        if number:
            yield ""
        yield from (f"{header}: {value}" for header, value in zip(table.headers, row, strict=True) if value)
