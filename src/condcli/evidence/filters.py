"""Which trials to show: what the options mean, which trials they let through, and in which order."""

from collections.abc import Callable, Iterable, Sequence
from typing import Literal, TypeAlias

from msgspec import Struct

from condcli.errors import UnknownValue
from condcli.models import Trial

STATUSES = (
    "RECRUITING", "NOT_YET_RECRUITING", "ENROLLING_BY_INVITATION", "ACTIVE_NOT_RECRUITING", "COMPLETED",
    "SUSPENDED", "TERMINATED", "WITHDRAWN", "UNKNOWN", "AVAILABLE", "NO_LONGER_AVAILABLE",
    "TEMPORARILY_NOT_AVAILABLE", "APPROVED_FOR_MARKETING", "WITHHELD",
)  # fmt: skip
# Someone can join, now or soon. AVAILABLE is expanded access: a treatment outside of a trial.
OPEN = frozenset({"RECRUITING", "NOT_YET_RECRUITING", "ENROLLING_BY_INVITATION", "AVAILABLE"})
STUDY_TYPES = ("INTERVENTIONAL", "OBSERVATIONAL", "EXPANDED_ACCESS")
INTERVENTION_TYPES = (
    "BEHAVIORAL", "BIOLOGICAL", "COMBINATION_PRODUCT", "DEVICE", "DIAGNOSTIC_TEST", "DIETARY_SUPPLEMENT",
    "DRUG", "GENETIC", "PROCEDURE", "RADIATION", "OTHER",
)  # fmt: skip
Sort: TypeAlias = Literal["start", "updated", "enrollment"]
SORTS: dict[str, Callable[[Trial], str | int | None]] = {
    "start": lambda t: t.start_date,
    "updated": lambda t: t.updated,
    "enrollment": lambda t: t.enrollment,
}


class Choice(Struct, frozen=True, kw_only=True):
    """What a reader asked for; empty means all. The values are the registry's own."""

    statuses: frozenset[str] = frozenset()
    types: frozenset[str] = frozenset()
    sort: str = "start"
    limit: int | None = None

    def allows(self, trial: Trial) -> bool:
        """Whether the trial is one of those asked for."""
        return (not self.statuses or trial.status in self.statuses) and (
            not self.types or bool(self.types & {trial.study_type, *(i.type for i in trial.interventions)})
        )


def values(option: str, words: Iterable[str], valid: Sequence[str]) -> frozenset[str]:
    """The registry's values for an option's words ("not-yet-recruiting", "drug,device")."""
    found = set()
    for word in (w for given in words for w in given.split(",")):
        value = "_".join(word.replace("-", " ").replace("_", " ").upper().split())
        if value not in valid:
            raise UnknownValue(option, word, [v.lower().replace("_", "-") for v in valid])
        found.add(value)
    return frozenset(found)


def ordered(trials: Iterable[Trial], by: str) -> list[Trial]:
    """The trials, highest or newest first; those that do not say come last, in the order of their numbers."""
    key = SORTS[by]
    by_number = sorted(trials, key=lambda t: t.nct_id)
    said = [t for t in by_number if key(t) is not None]
    silent = [t for t in by_number if key(t) is None]
    return sorted(said, key=key, reverse=True) + silent  # type: ignore[arg-type]  # none is None here
