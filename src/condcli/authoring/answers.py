"""What `check` and `new` answer, for programs and for tables."""

from typing import Literal

from condcli.json_answers import Answer


class Finding(Answer, frozen=True):
    """What a check found: in which record (null: in the file), at which place, and how to repair it."""

    code: str
    level: Literal["error", "advice"]
    id: str | None
    place: str
    text: str
    repair: str


class AcceptedFinding(Answer, frozen=True):
    """A finding that the record accepts, and why."""

    code: str
    id: str
    place: str
    text: str
    reason: str


class Findings(Answer, frozen=True):
    """What the checks found in a catalog of so many `records`."""

    findings: tuple[Finding, ...]
    accepted: tuple[AcceptedFinding, ...]
    records: int


class RecordRow(Answer, frozen=True):
    """What a record measures; `days` since it was last changed."""

    id: str
    name: str
    words: int
    grade: float
    smog: float
    sections: int
    references: int
    changed: str
    days: int
    findings: int


class Totals(Answer, frozen=True):
    """What a catalog measures; grades are those of its records."""

    records: int
    words: int
    median_grade: float
    highest_grade: float
    median_smog: float
    references: int
    errors: int
    advice: int
    accepted: int


class CatalogReport(Answer, frozen=True):
    """A catalog's records in figures, and their totals."""

    records: tuple[RecordRow, ...]
    totals: Totals


class FieldAdvice(Answer, frozen=True):
    """What belongs in a field of a record."""

    field: str
    advice: str


class NewRecord(Answer, frozen=True):
    """A record that was started, in which file, and what belongs in each field."""

    id: str
    catalog: str
    fields: tuple[FieldAdvice, ...]
