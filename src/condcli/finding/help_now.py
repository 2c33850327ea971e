"""Whether words call for help, beside what they name: a name as such hardly ever does."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from msgspec.structs import replace

from condcli.catalog.library import Library
from condcli.finding.answers import HelpNow
from condcli.json_answers import Resolution
from condcli.models import SYMPTOMS, Condition

if TYPE_CHECKING:
    from condcli.finding.danger import Help

NAMED = frozenset({"name", "alias", "abbreviation", "code"})
# Who types the name of such a page, and nothing else, may have it now.
MAY_BE_NOW = frozenset({SYMPTOMS, "Injuries, poisoning and emergencies"})
MANY = 2  # dangers, one of which is the more urgent
SURE = 100.0  # the score of a candidate that is not listed by its likeness


def in_a_name(library: Library, record: Condition, text: str) -> Sequence["Help"]:
    """What to do now, where the words are the name of a record: choking, chest pain, seizure.

    No page of one's own takes the danger out of its names, unless a bundled page has the name too.
    """
    if (record.added_by or not library.is_bundled) and (helped := in_words(text)):
        bundled = Library.open()
        found = bundled.resolve(text)
        return beside_a_name(bundled, text, found) if found.status == "match" else helped
    if record.category not in MAY_BE_NOW:
        return ()
    from condcli.finding import danger  # noqa: PLC0415  a name as it is written does without

    return danger.finder()(text, only_cry=True)


def beside_a_name(library: Library, text: str, found: Resolution) -> Sequence["Help"]:
    """What to do now, where the words mean what was `found`: nothing where they are but a name."""
    if is_a_name(found):
        return in_a_name(library, library.record(found.matches[0].id), text)
    return in_words(text)


def is_a_name(found: Resolution) -> bool:
    """Whether what was asked is but the name of a page, in one of the ways that it is listed with."""
    return found.status == "match" and found.how in NAMED


def in_words(text: str) -> Sequence["Help"]:
    """What to do now, the most urgent first; nothing where the words mean no danger."""
    from condcli.finding import danger  # noqa: PLC0415  a name as it is written does without

    return danger.finder()(text)


def beside_names(library: Library, texts: Sequence[str], joint: str) -> list["Help"]:
    """The same of texts that are told at once: of each, and of all together but for those that are a name."""
    told = [(text, library.resolve(text)) for text in texts]
    helped = [beside_a_name(library, text, found) for text, found in told]
    rest = joint.join(text for text, found in told if not is_a_name(found))
    return together(*helped, in_words(rest))


def together(*found: Sequence["Help"]) -> list["Help"]:
    """What several texts call for, each once, the most urgent first."""
    by_id = {helped.id: helped for some in found for helped in some}
    if len(by_id) < MANY:
        return list(by_id.values())
    from condcli.finding import danger  # noqa: PLC0415  as above

    return danger.finder().in_order(by_id)


def without_likeness(found: Resolution, helped: Sequence["Help"]) -> Resolution:
    """What words of danger name for certain; what is only like them would stand in the way of help."""
    if not helped or found.status == "match":
        return found
    sure = tuple(c for c in found.matches if found.status == "ambiguous" and c.score >= SURE)
    return replace(found, status="ambiguous" if sure else "none", matches=sure)


def for_programs(helped: Sequence["Help"]) -> HelpNow | None:
    """The most urgent of what to do now."""
    return HelpNow(helped[0].id, helped[0].call, helped[0].steps) if helped else None
