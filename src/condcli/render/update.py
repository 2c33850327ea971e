"""What an update did, as blocks."""

from collections.abc import Iterator

from condcli.json_answers import Forgotten, UpdateAnswer, UpdateRow
from condcli.render.blocks import Block, Bullet, Heading, Paragraph
from condcli.render.trial_tables import word

LISTED = 10  # changes that are named one by one
NOUNS = {"trials": "trials", "research": "papers"}


def summary(answer: UpdateAnswer) -> Iterator[Block]:
    """A line for each condition and source, and what changed its status."""
    yield Heading("Update", level=1)
    if not answer.updates:
        yield Paragraph("Nothing was asked.")
    for row in answer.updates:
        yield Paragraph(_line(row))
        if row.changed:
            yield Bullet("Changed status:", tuple(_changes(row)))


def forgotten(answer: Forgotten) -> Iterator[Block]:
    """What is gone."""
    files = len(answer.removed)
    yield Paragraph(
        f"Removed all that updates stored ({files} files)."
        if files
        else "Nothing was stored; nothing is removed."
    )


def _line(row: UpdateRow) -> str:
    if row.error:
        return f"{row.name}, {NOUNS[row.source]}: not updated. {row.error}"
    said = [f"{row.total:,} {NOUNS[row.source]}"]
    if not row.first:
        said.append(f"{len(row.new):,} new")
        said.append(f"{len(row.changed):,} changed status")
        said.append(f"{len(row.gone):,} gone")
    if row.off_topic:
        said.append(f"{row.off_topic:,} more off topic")
    if row.unread:
        said.append(f"{row.unread:,} could not be read")
    return f"{row.name}: {', '.join(said)}."


def _changes(row: UpdateRow) -> Iterator[str]:
    for change in row.changed[:LISTED]:
        yield f"{change.nct_id}: {word(change.before)}, now {word(change.after).lower()}. {change.title}"
    if len(row.changed) > LISTED:
        yield f"and {len(row.changed) - LISTED:,} more"
