"""What an update did, as blocks."""

from collections.abc import Iterator, Sequence

from condcli.json_answers import Forgotten, UpdateRow
from condcli.render.blocks import Block, Bullet, Heading, Paragraph
from condcli.render.trial_tables import word

LISTED = 10  # changes that are named one by one
NOUNS = {"trials": "trial", "research": "paper"}


def summary(told: Sequence[Block]) -> Iterator[Block]:
    """What was told of each condition and source."""
    yield Heading("Update", level=1)
    yield from told or (Paragraph("Nothing was asked."),)


def of_one(row: UpdateRow) -> Iterator[Block]:
    """A line for a condition and source, and what changed its status."""
    yield Paragraph(_line(row))
    if row.changed:
        changes = [
            f"{c.nct_id}: {word(c.before)}, now {word(c.after).lower()}. {c.title}"
            for c in row.changed[:LISTED]
        ]
        if len(row.changed) > LISTED:
            changes.append(f"and {len(row.changed) - LISTED:,} more")
        yield Bullet("Changed status:", tuple(changes))


def forgotten(answer: Forgotten) -> Iterator[Block]:
    """What is gone."""
    files = len(answer.removed)
    yield Paragraph(
        f"Removed all that updates stored ({counted(files, 'file')})."
        if files
        else "Nothing was stored; nothing is removed."
    )


def _line(row: UpdateRow) -> str:
    if row.error:
        return f"{row.name}, {NOUNS[row.source]}s: not updated. {row.error}"
    said = [counted(row.total, NOUNS[row.source])]
    if not row.first:
        changed = f"{len(row.changed):,} changed status"
        said += [f"{len(row.new):,} new", changed, f"{len(row.gone):,} gone"]
    rest = {
        "more off topic": row.off_topic,
        "left out as retracted or in doubt": row.left_out,
        "could not be read": row.unread,
    }
    said += [f"{number:,} {what}" for what, number in rest.items() if number]
    return f"{row.name}: {', '.join(said)}."


def counted(number: int, noun: str) -> str:
    """Such as "1 paper" or "1,200 trials"."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
