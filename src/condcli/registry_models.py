"""Facts from the registries: trials and papers, as ClinicalTrials.gov and PubMed state them."""

from typing import Annotated, Literal, TypeAlias

from msgspec import Meta, Raw, structs

from condcli.models import PartialDate, Record

EARLIER_STATES = 10  # of a trial; older ones are dropped
NctId: TypeAlias = Annotated[str, Meta(pattern=r"^NCT[0-9]{8}$(?!\n)")]
Pmid: TypeAlias = Annotated[str, Meta(pattern=r"^[0-9]{1,15}$(?!\n)")]


class Intervention(Record, frozen=True, gc=False):
    """What a study tests: the registry's type (DRUG, PROCEDURE ...) and its name for it."""

    type: str
    name: str | None


class EarlierState(Record, frozen=True):
    """What a trial's status, enrollment and start were said to be on an earlier date."""

    status: str
    enrollment: int | None
    start_date: PartialDate | None
    as_of: PartialDate


class Trial(Record, frozen=True):
    """A study as ClinicalTrials.gov states it; enum values are the registry's own, unknown is None.

    `places` are the towns where it runs if they are few, else its US states and its countries.
    """

    nct_id: NctId
    title: str
    status: str
    study_type: str | None
    interventions: tuple[Intervention, ...]
    phases: tuple[str, ...]
    enrollment: int | None
    start_date: PartialDate | None
    minimum_age: str | None
    maximum_age: str | None
    sex: str | None
    countries: tuple[str, ...]
    sponsor: str | None
    conditions: tuple[str, ...]
    updated: PartialDate | None
    as_of: PartialDate
    source: str
    earlier: tuple[EarlierState, ...]
    places: tuple[str, ...] = ()

    def after(self, before: "Trial | None") -> "Trial":
        """The trial, with what an older copy of it said under `earlier` where that was another state."""
        if before is None:
            return self
        states = [s for s in before.earlier if s not in self.earlier]
        if (before.status, before.enrollment) != (self.status, self.enrollment):
            states.append(EarlierState(before.status, before.enrollment, before.start_date, before.as_of))
        return structs.replace(self, earlier=(*states, *self.earlier)[-EARLIER_STATES:])


class Contact(Record, frozen=True, omit_defaults=True, gc=False):
    """Whom to ask about a trial."""

    name: str | None = None
    phone: str | None = None
    email: str | None = None


class Site(Record, frozen=True, omit_defaults=True, gc=False):
    """A place where a trial runs; `status` is the site's own, and None where the registry gives none."""

    facility: str | None = None
    city: str | None = None
    state: str | None = None
    country: str | None = None
    status: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    zip: str | None = None
    contacts: tuple[Contact, ...] = ()


class Arm(Record, frozen=True, omit_defaults=True, gc=False):
    """A group of a study's people and what it gets; `type` is the registry's (PLACEBO_COMPARATOR ...)."""

    label: str | None = None
    type: str | None = None
    interventions: tuple[str, ...] = ()


class Outcome(Record, frozen=True, omit_defaults=True, gc=False):
    """What a study measures, and when."""

    measure: str | None = None
    time_frame: str | None = None


class TrialPaper(Record, frozen=True, omit_defaults=True, gc=False):
    """A paper that a study names; `type` is the registry's: RESULT, DERIVED or BACKGROUND."""

    pmid: str | None = None
    type: str | None = None
    citation: str | None = None


class TrialDetails(Record, frozen=True, kw_only=True, omit_defaults=True):
    """What the page of one trial says beside its row: texts are the registry's own, unknown is None."""

    official_title: str | None = None
    acronym: str | None = None
    summary: str | None = None
    criteria: str | None = None
    healthy_volunteers: bool | None = None
    why_stopped: str | None = None
    enrollment_type: str | None = None
    keywords: tuple[str, ...] = ()
    sites: tuple[Site, ...] = ()
    completion_date: PartialDate | None = None
    results_posted: PartialDate | None = None
    contacts: tuple[Contact, ...] = ()
    arms: tuple[Arm, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    papers: tuple[TrialPaper, ...] = ()


class Trials(Record, frozen=True):
    """trials.json: studies, and which condition's page shows which."""

    version: Literal[1]
    trials: tuple[Trial, ...]
    conditions: dict[str, tuple[str, ...]]


class TrialsAsWritten(Record, frozen=True):
    """trials.json with its studies undecoded."""

    version: Literal[1]
    trials: tuple[Raw, ...]
    conditions: dict[str, tuple[str, ...]]


class BundledDetails(Record, frozen=True):
    """trial_details.json: what is bundled of a trial beside its row, by NCT number."""

    version: Literal[1]
    details: dict[NctId, TrialDetails]


PUBMED = "PubMed"  # the source of a result that an update read
RANDOMIZED = "Randomized controlled trial"
REVIEWS = frozenset({"Meta-analysis", "Systematic review"})


class Advance(Record, frozen=True):
    """A research result: a paper, and what its abstract says and does not say."""

    pmid: Pmid | None
    doi: str | None
    title: str | None
    journal: str | None
    published: PartialDate | None
    condition: str | None
    treatment: str | None
    patients: int | None
    kind: str | None
    summary: str | None
    nct_ids: tuple[str, ...]
    as_of: PartialDate
    source: str

    def rank(self) -> tuple[str, bool, int, str, int]:
        """What puts results in order: the year, then randomized trials and reviews, larger ones first."""
        telling = (self.kind or "").partition(",")[0] in {RANDOMIZED, *REVIEWS}
        published = self.published or ""
        return published[:4], telling, self.patients or 0, published, int(self.pmid or 0)


class Research(Record, frozen=True):
    """research.json: results, and which condition's page shows which (by position in `advances`)."""

    version: Literal[1]
    advances: tuple[Advance, ...]
    conditions: dict[str, tuple[Annotated[int, Meta(ge=0)], ...]]

    def lost(self) -> str | None:
        """A condition with a position that is not there."""
        most = len(self.advances)
        return next((c for c, places in self.conditions.items() if max(places, default=-1) >= most), None)


class ResearchAsWritten(Record, frozen=True):
    """research.json with its results undecoded."""

    version: Literal[1]
    advances: tuple[Raw, ...]
    conditions: dict[str, tuple[Annotated[int, Meta(ge=0)], ...]]


class ChosenIds(Record, frozen=True, omit_defaults=True):
    """The trials and papers that were chosen for a condition, in the order in which they are shown."""

    trials: tuple[NctId, ...] = ()
    research: tuple[Pmid, ...] = ()


class Chosen(Record, frozen=True):
    """chosen.json: what people chose for a release, and their own sentence for a paper, by its PMID."""

    version: Literal[1]
    conditions: dict[str, ChosenIds]
    sentences: dict[Pmid, str]
