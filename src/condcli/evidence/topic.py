"""Whether a study is about a condition: the registry's search is broad and lists more than that."""

import re
from collections.abc import Collection, Iterable

from condcli.evidence.studies import Study, mesh_id
from condcli.library.names import normalize
from condcli.library.records import Library
from condcli.models import Condition


class Topic:
    """What tells that a study is about a record: its MeSH headings, its names, and our own list of trials."""

    def __init__(self, record: Condition, library: Library) -> None:
        self._headings = {mesh_id(m.id) for m in record.codes.mesh}
        self._listed = frozenset(library.trials.conditions.get(record.id, ()))
        ours = {normalize(n) for n in names(record)}
        others = [library.by_id[id_] for id_ in record.lookalikes if id_ in library.by_id]
        theirs = {normalize(n) for other in others for n in names(other)}
        self._others = _any_of(n for n in theirs if any(f" {o} " in f" {n} " and o != n for o in ours))
        self._names = _any_of(ours)

    def covers(self, study: Study) -> bool:
        """Whether the study is about the condition."""
        return (
            not self._headings.isdisjoint(study.headings)
            or not self._listed.isdisjoint(study.numbers)
            or any(map(self._named_in, study.subjects))
        )

    def _named_in(self, subject: str) -> bool:
        """Whether a study's condition or keyword names the record, and not a look-alike of a longer name."""
        rest = self._others.sub("|", normalize(subject)) if self._others else normalize(subject)
        return bool(self._names and self._names.search(rest))


def names(record: Condition) -> tuple[str, ...]:
    """The names that mean this record and no other; abbreviations are left out: ALL and AS are words."""
    return (record.name, *record.aliases)


def _any_of(found: Iterable[str]) -> re.Pattern[str] | None:
    words: Collection[str] = sorted(set(found) - {""}, key=len, reverse=True)
    if not words:
        return None
    return re.compile(
        rf"(?<!\w)(?<!non )(?<!no )(?<!not )(?<!without )(?:{'|'.join(map(re.escape, words))})(?!\w)"
    )
