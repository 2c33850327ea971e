"""Facts from the registries: trials and papers, as ClinicalTrials.gov and PubMed state them."""

from typing import Annotated, Literal

from msgspec import Meta

from condcli.models import PartialDate, Record


class Intervention(Record, frozen=True):
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
    """A study as ClinicalTrials.gov states it; enum values are the registry's own, unknown is None."""

    nct_id: Annotated[str, Meta(pattern=r"^NCT\d{8}$")]
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


class Site(Record, frozen=True, omit_defaults=True):
    """A place where a trial runs; `status` is the site's own, and None where the registry gives none."""

    facility: str | None = None
    city: str | None = None
    state: str | None = None
    country: str | None = None
    status: str | None = None
    latitude: float | None = None
    longitude: float | None = None


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


class Trials(Record, frozen=True):
    """trials.json: studies, and which condition's page shows which."""

    version: Literal[1]
    trials: tuple[Trial, ...]
    conditions: dict[str, tuple[str, ...]]


PUBMED = "PubMed"  # the source of a result that an update read


class Advance(Record, frozen=True):
    """A research result: a paper, and what its abstract says and does not say."""

    pmid: Annotated[str, Meta(pattern=r"^[0-9]{1,15}$")] | None
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


class Research(Record, frozen=True):
    """research.json: results, and which condition's page shows which (by position in `advances`)."""

    version: Literal[1]
    advances: tuple[Advance, ...]
    conditions: dict[str, tuple[Annotated[int, Meta(ge=0)], ...]]
