"""The brief page of a condition: help first, in two screens."""

from collections.abc import Callable, Iterator, Sequence

from condcli.json_answers import Page
from condcli.models import Bullets
from condcli.render import condition_page, site, trial_tables
from condcli.render.blocks import Block, Bullet, Heading, Paragraph

LINES = 46  # two screens of 24 lines, whose last the pager takes
# How many symptoms, and how many things to do, are named: the most that fits.
# The last name nothing to do: so long a page is left only where what to do now stands above it.
MOST = ((8, 5), (8, 4), (8, 3), (5, 3), (3, 3), (3, 2), (3, 1), (8, 0), (5, 0), (3, 0), (0, 0))


def brief(page: Page, symptoms: Sequence[str], height: Callable[[Sequence[Block]], int]) -> list[Block]:
    """The page in two screens of lines that `height` counts.

    Its boxes are whole; below them stand as many `symptoms` and things to do as there is room for.
    """
    first, name = [*_first(page)], trial_tables.typed(page.name)
    last = (
        Paragraph(f"More: condcli treatment {name} · condcli show {name}"),
        Paragraph(condition_page.NO_DIAGNOSIS, quiet=True),
    )
    for named, told in MOST:
        blocks = [*first, *_cut(page, symptoms[:named], told), *last]
        if height(blocks) <= LINES:
            break
    return blocks


def _first(page: Page) -> Iterator[Block]:
    yield Heading(page.name, level=1)
    yield Paragraph(page.summary)
    yield from condition_page.help_now(page, headed=False)
    yield from site.added(page)
    if page.care.note and not page.care.emergency:
        yield Paragraph(page.care.note)


def _cut(page: Page, symptoms: Sequence[str], most: int) -> Iterator[Block]:
    """What may be shorter: the symptoms, and so many things to do."""
    if symptoms:
        yield Heading("Key symptoms")
        yield Bullet(None, tuple(symptoms), run_on=True)
    if most and (care := page.section("self_care")):
        yield Heading("What you can do today")
        told = next((b for b in care.body if isinstance(b, Bullets)), care.body[0])
        # Its lead says when to do it, and what is meant by "it"
        yield Bullet(told.lead, told.items[:most]) if isinstance(told, Bullets) else Paragraph(told)
