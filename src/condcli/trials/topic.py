"""Whether a study is about a condition: the registry's search is broad and lists more than that."""

import re
from collections.abc import Iterable

from condcli.catalog.library import Library
from condcli.models import Condition
from condcli.names.normalize import bag, formed, raw_words
from condcli.trials.study import Study, mesh_id


class Topic:
    """What tells that a study is about a record: its MeSH headings, its names, and our own list of trials."""

    def __init__(self, record: Condition, library: Library) -> None:
        self._headings = {mesh_id(m.id) for m in record.codes.mesh}
        self._listed = frozenset(library.trials.conditions.get(record.id, ()))
        ours = {words(n) for n in names(record)}
        self._names = _any_of(map(" ".join, ours))
        self._bags = set(map(bag, ours))
        alike = (library.by_id[id_] for id_ in record.lookalikes if id_ in library.by_id)
        theirs = {" ".join(words(n)) for other in alike for n in names(other)}
        self._others = _any_of(n for n in theirs if self._names.search(n) and words(n) not in ours)

    def covers(self, study: Study) -> bool:
        """Whether the study is about the condition."""
        if not (self._headings.isdisjoint(study.headings) and self._listed.isdisjoint(study.numbers)):
            return True
        for subject in study.subjects:
            said = words(subject)
            rest = self._others.sub("|", " ".join(said))  # a look-alike with a longer name is not meant
            if bag(said) in self._bags or self._names.search(rest):
                return True
        return False


def names(record: Condition) -> tuple[str, ...]:
    """The names that mean this record and no other; abbreviations are left out: ALL and AS are words."""
    return (record.name, *record.aliases)


def words(name: str) -> tuple[str, ...]:
    """The words of a name, each in its one form."""
    return tuple(formed(raw_words(name)))


def _any_of(found: Iterable[str]) -> re.Pattern[str]:
    """What finds one of the names as whole words, unless a "non" or "without" stands before it."""
    longest_first = sorted(set(found) - {""}, key=lambda n: (-len(n), n))
    if not longest_first:
        return re.compile(r"(?!)")  # finds nothing
    either = "|".join(map(re.escape, longest_first))
    return re.compile(rf"(?<!\w)(?<!non )(?<!no )(?<!not )(?<!without )(?:{either})(?!\w)")
