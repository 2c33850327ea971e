"""Whether words call for help, beside what they name: a name as such never does."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from msgspec.structs import replace

from condcli.finding.answers import HelpNow
from condcli.json_answers import Resolution

if TYPE_CHECKING:
    from condcli.finding.danger import Help

NAMED = frozenset({"name", "alias", "abbreviation", "code"})
SURE = 100.0  # the score of a candidate that is not listed by its likeness


def in_words(text: str, found: Resolution | None = None) -> Sequence["Help"]:
    """What to do now, the most urgent first; nothing where the words are a name or mean no danger."""
    if found and found.status == "match" and found.how in NAMED:
        return ()
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
