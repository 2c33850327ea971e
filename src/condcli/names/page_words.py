"""The words that a page says: beside its name they are the name of nothing else."""

from collections.abc import Iterator

from condcli.models import TIERS, Condition
from condcli.names.normalize import words


def page_words(record: Condition) -> frozenset[str]:
    """The words of the summary, the care lists and the sections, each in its one form."""
    return frozenset(word for text in _texts(record) for word in words(text))


def _texts(record: Condition) -> Iterator[str]:
    yield record.summary
    for tier in TIERS:
        yield from getattr(record.care, tier)
    for section in record.sections.values():
        for part in section.body:
            yield from [part] if isinstance(part, str) else [part.lead, *part.items]
