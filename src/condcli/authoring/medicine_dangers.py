"""medicine_dangers.json: which danger of a medicine a page must say, and what it must not be mixed with."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import Annotated, Literal, TypeVar

from msgspec import Meta

from condcli.models import TIERS, Care, Record, Text, Tier
from condcli.plain_language.sentences import words

_AFTER = 10  # words behind a name in which a "not" says that it is no treatment


class MedicineReference(Record, frozen=True):
    """A public source; `url` is null where only its title is known to us."""

    publisher: Text
    title: Text
    url: Annotated[str, Meta(pattern="^https://")] | None


class MedicineDanger(Record, frozen=True):
    """A danger, and the lowest tier of care in which it may stand.

    Each of `signs` is a set of beginnings of words; an entry that has them all, in any order, says the
    danger. A part gives its alternatives between bars. `entry` is a model entry; `not_asked` is null, or why
    a page may leave the danger out.
    """

    danger: Text
    tier: Tier
    not_asked: Text | None
    signs: Annotated[tuple[Text, ...], Meta(min_length=1)]
    entry: Text
    refs: Annotated[tuple[MedicineReference, ...], Meta(min_length=1)]

    def is_said(self, care: Care) -> bool:
        """Whether an entry of the tier, or of one above it, says the danger."""
        tiers = TIERS[: TIERS.index(self.tier) + 1]
        return any(self.is_said_by(entry) for tier in tiers for entry in getattr(care, tier))

    def is_said_by(self, entry: str) -> bool:
        """Whether this entry says the danger."""
        said = words(entry.lower())
        return any(all(_has(said, part) for part in sign.split()) for sign in self.signs)


class Medicine(Record, frozen=True, dict=True):
    """A medicine, or a kind of medicine, and the words by which pages name it."""

    kind: Text
    names: Annotated[tuple[Text, ...], Meta(min_length=1)]

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Finds the names as whole words, in one or in many."""
        names = "|".join(map(re.escape, sorted(self.names, key=len, reverse=True)))
        return re.compile(rf"(?<![\w-])(?:{names})s?(?![\w-])", re.IGNORECASE)


class MedicineKind(Medicine, frozen=True, dict=True):
    """A kind of medicine and its dangers."""

    dangers: Annotated[tuple[MedicineDanger, ...], Meta(min_length=1)]


class MedicineMix(Medicine, frozen=True, dict=True):
    """A medicine that does serious harm together with another thing, which a page that names it must name.

    `partner` gives beginnings of words between bars, one of which the page must have; `entry` is a model
    sentence.
    """

    partner: Text
    entry: Text
    refs: Annotated[tuple[MedicineReference, ...], Meta(min_length=1)]

    def is_said(self, said: Iterable[str]) -> bool:
        """Whether one of these words, in small letters, names the other thing."""
        return _has(said, self.partner)


M = TypeVar("M", bound=Medicine)


class Unless(Record, frozen=True):
    """Words before a name in its sentence, or just after it, that say that it is no treatment there."""

    before: tuple[Text, ...]
    after: tuple[Text, ...]


class MedicineDangers(Record, frozen=True, dict=True):
    """medicine_dangers.json."""

    version: Literal[1]
    unless: Unless
    kinds: tuple[MedicineKind, ...]
    mixes: tuple[MedicineMix, ...] = ()

    def named(self, kinds: Iterable[M], sentences: Sequence[str]) -> Iterator[tuple[M, str]]:
        """Each of the kinds that the sentences give as a treatment, and by which name they do so first."""
        whole = "\n".join(sentences).lower()
        for kind in kinds:
            if not any(each.lower() in whole for each in kind.names):  # then no pattern need be tried
                continue
            found = ((s, match) for s in sentences for match in kind.pattern.finditer(s))
            for sentence, match in found:
                after = " ".join(sentence[match.end() :].split()[:_AFTER])
                before, behind = self._denials
                if not (before.search(sentence, 0, match.start()) or behind.search(after)):
                    yield kind, match[0]
                    break

    @cached_property
    def _denials(self) -> tuple[re.Pattern[str], re.Pattern[str]]:
        """What says before a name, and what just after it, that it is no treatment."""
        before, after = (
            re.compile(rf"\b(?:{'|'.join(map(re.escape, phrases))})\b", re.IGNORECASE)
            for phrases in (self.unless.before, self.unless.after)
        )
        return before, after


def _has(said: Iterable[str], part: str) -> bool:
    """Whether one of these words begins as one of the alternatives between bars."""
    beginnings = tuple(part.lower().split("|"))
    return any(word.startswith(beginnings) for word in said)
