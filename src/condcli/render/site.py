"""Whose pages these are, in the blocks of any page: whom to call, where they are, what was added."""

from collections.abc import Iterator, Sequence

from msgspec import structs

from condcli.models import Condition, Site
from condcli.render.blocks import Block, Bullet, Paragraph, Steps

# Of the language that people may read best: where to call, beside the English.
EMERGENCY_IN = {
    "es": "En una emergencia, llame al 911.",
    "fr": "En cas d'urgence, appelez le 911.",
    "vi": "Trong trường hợp khẩn cấp, hãy gọi 911.",
}


def with_site(blocks: Sequence[Block], site: Site, language: str = "en") -> list[Block]:
    """The blocks with the phone in every box that calls for help, and the address and foot at the end."""
    lines = tuple(filter(None, (phone(site), EMERGENCY_IN.get(language))))
    told: list[Block] = []
    for block in blocks:
        if isinstance(block, Steps):
            told.append(structs.replace(block, also=(*block.also, *lines)))
        elif isinstance(block, Bullet) and block.alert:
            told.append(structs.replace(block, foot=lines))
        else:
            told.append(block)
    if foot := " ".join(closing(site)):
        told.append(Paragraph(foot))
    return told


def phone(site: Site) -> str | None:
    """Whom to call, such as "Green Valley Hospital, day and night: 555-0100"."""
    if not site.phone:
        return None
    between = ": " if site.phone[0].isdigit() or site.phone[0] in "+(" else ", "
    return f"{site.name}{between}{site.phone}" if site.name else f"Call {site.phone}"


def closing(site: Site) -> Iterator[str]:
    """The sentences at the foot of every page."""
    whose = ", ".join(filter(None, (phone(site) or site.name, site.address)))
    if whose:
        yield f"{whose}."
    if site.foot:
        yield site.foot
    if site.report_to:
        yield f"Report a mistake to: {site.report_to}."


def added(record: Condition) -> Iterator[Block]:
    """What is not of condcli: who added the page, and notes to it."""
    if record.added_by:
        replaced = f" in the place of condcli's page ({record.replaces})" if record.replaces else ""
        yield Paragraph(f"This page was added by {record.added_by}{replaced}.")
    if record.notes:
        yield Bullet("Notes:", record.notes)
