"""Which trials to show: what a reader asked for, which trials that lets through, and in which order."""

import re
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from msgspec import Struct

from condcli import clock
from condcli.errors import UsageFault
from condcli.registry_models import Trial
from condcli.trials.values import OPEN

if TYPE_CHECKING:
    from condcli.trials.near import Near

_AGE = re.compile(r"(\d+(?:\.\d+)?) *(year|month|week|day|hour|minute)?s?")
_YEARS = {
    "year": 1.0,
    "month": 1 / 12,
    "week": 7 / 365.25,
    "day": 1 / 365.25,
    "hour": 1 / 8766,
    "minute": 1 / 525960,
}
MOST_WORDS = 100  # of --text
_SPAN = re.compile(r"([\d.]+)\s*(?:-|to|\u2013)\s*([\d.]+.*)")
SORTS: dict[str, Callable[[Trial], str | int | None]] = {
    "start": lambda t: t.start_date,
    "updated": lambda t: t.updated,
    "enrollment": lambda t: t.enrollment,
}


class Choice(Struct, frozen=True, kw_only=True):
    """What a reader asked for; empty means all. The values are the registry's own."""

    statuses: frozenset[str] = frozenset()
    types: frozenset[str] = frozenset()
    phases: tuple[frozenset[str], ...] = ()
    age: tuple[float, float] | None = None  # from and to, in years
    sex: str | None = None
    country: str | None = None
    since: str | None = None
    words: tuple[str, ...] = ()
    near: "Near | None" = None
    all_hits: bool = False
    sort: str | None = None  # open ones first; with `near`, distance
    limit: int | None = None

    def allows(self, trial: Trial, plain_title: str | None = None) -> bool:
        """Whether the trial is one of those asked for, its distance aside."""
        return (
            (not self.statuses or trial.status in self.statuses)
            and (
                not self.types
                or bool(self.types & {trial.study_type, *(i.type for i in trial.interventions)})
            )
            and (not self.phases or any(wanted <= set(trial.phases) for wanted in self.phases))
            and (self.age is None or _takes_age(trial, self.age))
            and (self.sex is None or trial.sex in {self.sex, "ALL", None})
            and (self.since is None or is_since(trial.start_date or "", self.since))
            and (self.country is None or self._runs_in_country(trial))
            and (not self.words or self._names_all_words(trial, plain_title or ""))
        )

    def _runs_in_country(self, trial: Trial) -> bool:
        from condcli.trials.countries import country  # noqa: PLC0415  for this option only

        return country(self.country or "") in map(country, trial.countries)

    def _names_all_words(self, trial: Trial, plain_title: str) -> bool:
        named = (i.name or "" for i in trial.interventions)
        text = " ".join(
            (trial.nct_id, trial.title, plain_title, trial.sponsor or "", *trial.conditions, *named)
        ).casefold()
        return all(word in text for word in self.words)


def years(age: str) -> tuple[float, float] | None:
    """An age such as "18 Years", "6 months" or "8", and its unit, in years; None for what is no age."""
    match = _AGE.fullmatch(age.strip().lower())
    if not match:
        return None
    unit = _YEARS[match[2] or "year"]
    return float(match[1]) * unit, unit


def age(text: str) -> tuple[float, float]:
    """The years of --age, from and to, or a UsageFault."""
    span = _SPAN.fullmatch(text.strip().lower())
    found = [years(part) for part in (span.groups() if span else (text,))]
    if span and found[1] and (low := _AGE.fullmatch(span[1])):  # "6-12 months": one unit for both
        found[0] = float(low[1]) * found[1][1], found[1][1]
    known = [age[0] for age in found if age]
    if len(known) == len(found) and known[0] <= known[-1]:
        return known[0], known[-1]
    raise UsageFault(
        f"--age does not know {text!r}. Give years, such as 8 or 12-18, or say the unit: '6 months'."
    )


def since(text: str) -> str:
    """The date of --since, or a UsageFault."""
    if clock.first_day(text):
        return text
    raise UsageFault(
        f"--since does not know {text!r}. Give a year, month or day: 2024, 2024-05 or 2024-05-31."
    )


def words(text: str) -> tuple[str, ...]:
    """The words of --text, each once, or a UsageFault: every trial is searched for each of them."""
    found = tuple(dict.fromkeys(text.casefold().split()))
    if len(found) > MOST_WORDS:
        raise UsageFault(f"--text takes {MOST_WORDS} words at most, and here are {len(found):,}. Give fewer.")
    return found


def _takes_age(trial: Trial, wanted: tuple[float, float]) -> bool:
    """Whether the limits let in someone of that age, or between these; a trial may name none."""
    lowest = years(trial.minimum_age) if trial.minimum_age else None
    highest = years(trial.maximum_age) if trial.maximum_age else None
    if lowest and wanted[1] < lowest[0] - 1e-9:  # 6 months are 0.49999... years
        return False
    # "17 Years" takes everyone who is not 18 yet.
    return not highest or wanted[0] < highest[0] + highest[1] - 1e-9


def is_since(day: str, wanted: str) -> bool:
    """Whether a partial date is that date or later, as far as the less precise of the two says; "" is not."""
    precision = min(len(day), len(wanted))
    return bool(day) and day[:precision] >= wanted[:precision]


class Place(Struct, frozen=True, gc=False):
    """What puts a trial in its order, without all that it says."""

    number: int
    key: str | int | None
    miles: float = 0.0

    @classmethod
    def of(cls, trial: Trial, by: str | None = None, miles: float = 0.0) -> "Place":
        """The place of a trial in an order: the usual one has recruiting, open, fresh ones first."""
        if by is not None:
            return cls(int(trial.nct_id[3:]), SORTS[by](trial), miles)
        recruiting, open_ = trial.status == "RECRUITING", trial.status in OPEN
        key = f"{recruiting:d}{open_:d}{trial.updated or '':10}{trial.start_date or ''}"
        return cls(int(trial.nct_id[3:]), key, miles)


def ordered(places: Iterable[Place], by: str | None = None) -> list[Place]:
    """The places, the highest or newest first, those that do not say last; in the usual order the nearest."""
    found = sorted(places, key=lambda p: p.number)
    found.sort(key=lambda p: (p.key is not None, p.key), reverse=True)
    if by is None:
        found.sort(key=lambda p: p.miles)
    return found
