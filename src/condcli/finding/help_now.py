"""Whether words call for help, beside what they name: a name as such hardly ever does."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from msgspec.structs import replace

from condcli.catalog.library import Library
from condcli.finding.answers import HelpNow
from condcli.json_answers import Resolution
from condcli.models import SYMPTOMS, Names

if TYPE_CHECKING:
    from condcli.finding.danger import Help

NAMED = frozenset({"name", "alias", "abbreviation", "code"})
# Who types the name of such a page, and nothing else, may have it now.
MAY_BE_NOW = frozenset({SYMPTOMS, "Injuries, poisoning and emergencies"})
SURE = 100.0  # the score of a candidate that is not listed by its likeness


def in_a_name(record: Names, text: str) -> Sequence["Help"]:
    """What to do now, where the words are the name of a record: choking, chest pain, seizure."""
    if record.category not in MAY_BE_NOW:
        return ()
    from condcli.finding import danger  # noqa: PLC0415  a name as it is written does without

    return danger.finder()(text, only_cry=True)


def beside_a_name(library: Library, text: str, found: Resolution) -> Sequence["Help"]:
    """What to do now, where the words mean what was `found`: nothing where they are but a name."""
    if found.status == "match" and found.how in NAMED:
        return in_a_name(library.record(found.matches[0].id), text)
    return in_words(text)


def in_words(text: str) -> Sequence["Help"]:
    """What to do now, the most urgent first; nothing where the words mean no danger."""
    from condcli.finding import danger  # noqa: PLC0415  a name as it is written does without

    return danger.finder()(text)


def without_likeness(found: Resolution, helped: Sequence["Help"]) -> Resolution:
    """What words of danger name for certain; what is only like them would stand in the way of help."""
    if not helped or found.status == "match":
        return found
    sure = tuple(c for c in found.matches if found.status == "ambiguous" and c.score >= SURE)
    return replace(found, status="ambiguous" if sure else "none", matches=sure)


def for_programs(helped: Sequence["Help"]) -> HelpNow | None:
    """The most urgent of what to do now."""
    return HelpNow(helped[0].id, helped[0].call, helped[0].steps) if helped else None
