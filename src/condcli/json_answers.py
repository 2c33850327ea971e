"""The answers for programs: what `--json` prints. docs/schema.json is made from these."""

from typing import Literal, TypeAlias

from msgspec import UNSET, Struct, UnsetType

from condcli.models import Bullets, Codes, Condition, KnownName, Reference, SectionName
from condcli.registry_models import Advance, Arm, Contact, Outcome, Site, Trial, TrialPaper

How: TypeAlias = Literal["name", "alias", "abbreviation", "code", "spelling", "phrase"]


class Answer(Struct, frozen=True):
    """What a command answers."""


class Candidate(Answer, frozen=True):
    """A record that a query matched or may have meant; `score` is 100 for an exact one.

    `added_by` is there for pages of one's own.
    """

    id: str
    name: str
    matched: str
    score: float = 100.0
    added_by: str | UnsetType = UNSET


class Resolution(Answer, frozen=True):
    """What a query means: one record (match), several (ambiguous), or none.

    `how` says what was matched: with "phrase" the name stands among other words, or is not quite the page's
    own. `known` is a name that we know and have no record for.
    """

    query: str
    status: Literal["match", "ambiguous", "none"]
    how: How | None = None
    matches: tuple[Candidate, ...] = ()
    known: str | None = None
    note: str | None = None


class TrialRow(Trial, frozen=True, kw_only=True, forbid_unknown_fields=False):
    """A trial as a table shows it; `distance` in miles to the nearest (open) site, if asked for."""

    plain_title: str | None
    url: str
    distance: float | None
    nearest_site: str | None


class TrialPage(TrialRow, frozen=True, kw_only=True, forbid_unknown_fields=False):
    """One trial with all that is known of it; its sites are nearest first where a place is given."""

    official_title: str | None
    acronym: str | None
    summary: str | None
    criteria: str | None
    healthy_volunteers: bool | None
    why_stopped: str | None
    enrollment_type: str | None
    keywords: tuple[str, ...]
    sites: tuple[Site, ...]
    completion_date: str | None
    results_posted: str | None
    contacts: tuple[Contact, ...]
    arms: tuple[Arm, ...]
    outcomes: tuple[Outcome, ...]
    papers: tuple[TrialPaper, ...]


class TrialRows(Answer, frozen=True):
    """Trials: `total` match, `count` are shown, `off_topic` were left out; `as_of` is the oldest row's."""

    as_of: str | None
    total: int
    count: int
    off_topic: int
    trials: tuple[TrialRow, ...]


class StatusChanged(Answer, frozen=True):
    """A trial whose status changed."""

    nct_id: str
    title: str
    before: str
    after: str


class UpdateRow(Answer, frozen=True):
    """What an update of a condition changed: `new` and `gone` are empty for its `first`; or the `error`.

    `left_out` are papers that were retracted or are in doubt.
    """

    id: str
    name: str
    source: Literal["trials", "research"]
    first: bool
    total: int
    off_topic: int
    unread: int
    left_out: int
    new: tuple[str, ...]
    gone: tuple[str, ...]
    changed: tuple[StatusChanged, ...]
    error: str | None


class UpdateAnswer(Answer, frozen=True):
    """What an update did."""

    updates: tuple[UpdateRow, ...]


class Forgotten(Answer, frozen=True):
    """The files that are gone."""

    removed: tuple[str, ...]


class AdvanceRow(Advance, frozen=True, forbid_unknown_fields=False):
    """A research result as a table shows it."""

    url: str | None


class AdvanceRows(Answer, frozen=True, omit_defaults=True):
    """Research results: `total` match, `count` are shown; `as_of` is the oldest row's.

    `listed` is there once PubMed was asked: how many it had, of which the newest are stored.
    """

    as_of: str | None
    total: int
    count: int
    advances: tuple[AdvanceRow, ...]
    listed: int | None = None


class RelatedPage(Answer, frozen=True):
    """A page to read beside another, and why."""

    id: str
    name: str
    why: tuple[str, ...]


class Page(Condition, frozen=True, kw_only=True, forbid_unknown_fields=False):
    """A whole record with its trials and research, and the pages to read beside it."""

    trials: TrialRows
    research: AdvanceRows
    related: tuple[RelatedPage, ...]


class RelatedPages(Answer, frozen=True, omit_defaults=True):
    """The pages to read beside the one of that id, the nearest first."""

    id: str
    name: str
    related: tuple[RelatedPage, ...]
    added_by: str | None = None


class SectionAnswer(Answer, frozen=True, omit_defaults=True):
    """One section of a record; `refs` are 1-based positions in `references`, `notes` are one's own."""

    id: str
    name: str
    section: str
    body: tuple[str | Bullets, ...]
    refs: tuple[int, ...]
    references: tuple[Reference, ...]
    added_by: str | None = None
    notes: tuple[str, ...] = ()


class Listed(Answer, frozen=True, omit_defaults=True):
    """A record in a list; `added_by` is there for pages of one's own."""

    id: str
    name: str
    category: str
    codes: Codes
    added_by: str | None = None


class ConditionList(Answer, frozen=True):
    """Records by name."""

    conditions: tuple[Listed, ...]


class PlannedList(Answer, frozen=True):
    """Conditions that we know by name and have no record for."""

    names: tuple[KnownName, ...]


class SymptomCount(Answer, frozen=True):
    """A symptom and how many records name it."""

    id: str
    name: str
    conditions: int


class SymptomList(Answer, frozen=True):
    """The symptom index."""

    symptoms: tuple[SymptomCount, ...]


class ErrorCandidate(Answer, frozen=True):
    """A record that a name may have meant."""

    id: str
    name: str
    matched: str


class Fault(Answer, frozen=True):
    """What went wrong; `known` is a condition that we know by name and have no page of."""

    kind: str
    message: str
    candidates: tuple[ErrorCandidate, ...]
    known: str | None


class ErrorAnswer(Answer, frozen=True):
    """An error, on standard output."""

    error: Fault


SectionKey: TypeAlias = SectionName | Literal["names", "care", "questions", "references"]
