"""M: a medicine that a page names as a treatment: its danger, and what it must not be mixed with."""

from collections.abc import Iterator

from condcli.authoring.checks.rules import for_record
from condcli.authoring.checks.subject import Spot, Subject
from condcli.plain_language.sentences import words

_PLACES = tuple(f"sections.{s}" for s in ("treatment", "self_care", "prevention"))


@for_record(
    "M012",
    "error",
    "A medicine is named, and no list of care says its danger",
    "Say it in that list of care, or in one above it, and begin with what a person sees or feels",
)
def _unsaid(subject: Subject) -> Iterator[Spot]:
    medicines = subject.shelf.medicines
    for kind, name in medicines.named(medicines.kinds, tuple(_sentences(subject))):
        for danger in kind.dangers:
            if danger.not_asked is None and not danger.is_said(subject.record.care):
                place = "-".join(words(f"{kind.kind} {danger.danger}".lower()))
                yield f"care.{danger.tier}.{place}", f'{name}: {danger.danger}, such as "{danger.entry}"'


@for_record(
    "M013",
    "error",
    "A medicine is named, and not what it must not be mixed with",
    "Say it where the medicine is named, in words of your own",
)
def _unmixed(subject: Subject) -> Iterator[Spot]:
    medicines = subject.shelf.medicines
    for mix, name in medicines.named(medicines.mixes, tuple(_sentences(subject))):
        if not mix.is_said(word for p in subject.passages for word in words(p.text.lower())):
            place = "-".join(words(mix.kind.lower()))
            yield f"sections.treatment.{place}", f'{name}: {mix.kind}, such as "{mix.entry}"'


def _sentences(subject: Subject) -> Iterator[str]:
    """What is said of treatment; an item of a list stands behind its lead-in."""
    lead = ""
    for passage in subject.passages:
        if passage.place in _PLACES:
            if passage.item:
                yield f"{lead} {passage.text}"
            else:
                lead = passage.text
                yield from (unit.text for unit in passage.units)
