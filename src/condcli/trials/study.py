"""ClinicalTrials.gov's study records, as they really are, turned into ours.

Nearly every part of a record may be missing; keys and values that we do not know are let through or ignored.
"""

import re
from collections.abc import Iterable
from datetime import date

from msgspec import Struct, field

from condcli.registry_models import Intervention, Site, Trial, TrialDetails

SENTINEL = 99_999_999  # the registry's enrollment for "not known"
LONGEST_ID = 12  # digits of a MeSH id; they have nine at most
_NCT = re.compile(r"NCT\d{8}")
_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")


class _Part(Struct, rename="camel"):
    """A piece of the registry's answer."""


class _Identification(_Part):
    nct_id: str
    nct_id_aliases: tuple[str, ...] = ()
    brief_title: str | None = None
    official_title: str | None = None
    acronym: str | None = None


class _DateStruct(_Part):
    date: str | None = None


class _Status(_Part):
    overall_status: str = "UNKNOWN"
    why_stopped: str | None = None
    start_date_struct: _DateStruct = field(default_factory=_DateStruct)
    last_update_post_date_struct: _DateStruct = field(default_factory=_DateStruct)


class _Named(_Part):
    name: str | None = None


class _Sponsors(_Part):
    lead_sponsor: _Named = field(default_factory=_Named)


class _Description(_Part):
    brief_summary: str | None = None


class _Conditions(_Part):
    conditions: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()


class _Enrollment(_Part):
    count: int | None = None
    type: str | None = None


class _Design(_Part):
    study_type: str | None = None
    phases: tuple[str, ...] = ()
    enrollment_info: _Enrollment = field(default_factory=_Enrollment)


class _Intervention(_Part):
    type: str = "OTHER"
    name: str | None = None


class _Arms(_Part):
    interventions: tuple[_Intervention, ...] = ()


class _Eligibility(_Part):
    eligibility_criteria: str | None = None
    healthy_volunteers: bool | None = None
    sex: str | None = None
    minimum_age: str | None = None
    maximum_age: str | None = None


class _GeoPoint(_Part):
    lat: float | None = None
    lon: float | None = None


class _Location(_Part):
    facility: str | None = None
    status: str | None = None
    city: str | None = None
    state: str | None = None
    country: str | None = None
    geo_point: _GeoPoint = field(default_factory=_GeoPoint)


class _Contacts(_Part):
    locations: tuple[_Location, ...] = ()


class _Protocol(_Part):
    identification_module: _Identification
    status_module: _Status = field(default_factory=_Status)
    sponsor_collaborators_module: _Sponsors = field(default_factory=_Sponsors)
    description_module: _Description = field(default_factory=_Description)
    conditions_module: _Conditions = field(default_factory=_Conditions)
    design_module: _Design = field(default_factory=_Design)
    arms_interventions_module: _Arms = field(default_factory=_Arms)
    eligibility_module: _Eligibility = field(default_factory=_Eligibility)
    contacts_locations_module: _Contacts = field(default_factory=_Contacts)


class _Mesh(_Part):
    id: str = ""


class _Browse(_Part):
    meshes: tuple[_Mesh, ...] = ()
    ancestors: tuple[_Mesh, ...] = ()


class _Derived(_Part):
    condition_browse_module: _Browse = field(default_factory=_Browse)


class Study(_Part):
    """A study as the registry answers it."""

    protocol_section: _Protocol
    derived_section: _Derived = field(default_factory=_Derived)

    @property
    def subjects(self) -> tuple[str, ...]:
        """What the study says that it is about: its conditions and keywords."""
        about = self.protocol_section.conditions_module
        return (*about.conditions, *about.keywords)

    @property
    def numbers(self) -> set[str]:
        """Its NCT number, and those under which it stood before."""
        who = self.protocol_section.identification_module
        return {who.nct_id, *who.nct_id_aliases}

    @property
    def headings(self) -> set[str]:
        """The MeSH ids of its conditions, and of the broader headings above them."""
        browse = self.derived_section.condition_browse_module
        return {mesh_id(m.id) for m in (*browse.meshes, *browse.ancestors)}

    def trial(self, as_of: date) -> Trial | None:
        """The row of it that a table shows, or None where its number is none."""
        known = self.protocol_section
        who, state, design = known.identification_module, known.status_module, known.design_module
        if not _NCT.fullmatch(who.nct_id):
            return None
        return Trial(
            nct_id=who.nct_id,
            title=_line(who.brief_title or who.official_title) or "(no title)",
            status=state.overall_status,
            study_type=design.study_type,
            interventions=tuple(
                Intervention(i.type, _line(i.name)) for i in known.arms_interventions_module.interventions
            ),
            phases=design.phases,
            enrollment=_enrollment(design.enrollment_info.count),
            start_date=_partial_date(state.start_date_struct.date),
            minimum_age=known.eligibility_module.minimum_age,
            maximum_age=known.eligibility_module.maximum_age,
            sex=known.eligibility_module.sex,
            countries=_unique(s.country for s in known.contacts_locations_module.locations),
            sponsor=_line(known.sponsor_collaborators_module.lead_sponsor.name),
            conditions=_unique(known.conditions_module.conditions),
            updated=_partial_date(state.last_update_post_date_struct.date),
            as_of=as_of.isoformat(),
            source="ClinicalTrials.gov",
            earlier=(),
        )

    def details(self) -> TrialDetails:
        """What the page of the trial says beside that."""
        known = self.protocol_section
        return TrialDetails(
            official_title=_line(known.identification_module.official_title),
            acronym=_line(known.identification_module.acronym),
            summary=known.description_module.brief_summary,
            criteria=known.eligibility_module.eligibility_criteria,
            healthy_volunteers=known.eligibility_module.healthy_volunteers,
            why_stopped=_line(known.status_module.why_stopped),
            enrollment_type=known.design_module.enrollment_info.type,
            keywords=_unique(known.conditions_module.keywords),
            sites=tuple(
                Site(
                    _line(s.facility), _line(s.city), _line(s.state), _line(s.country),
                    s.status, s.geo_point.lat, s.geo_point.lon,
                )
                for s in known.contacts_locations_module.locations
            ),
        )  # fmt: skip


def mesh_id(given: str) -> str:
    """A MeSH id in its short form: D000007172 is D007172."""
    letter, digits = given[:1], given[1:]
    return f"{letter}{int(digits):06}" if digits.isdecimal() and len(digits) < LONGEST_ID else given


def _line(text: str | None) -> str | None:
    return " ".join(text.split()) or None if text else None


def _unique(texts: Iterable[str | None]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(line for t in texts if (line := _line(t))))


def _enrollment(count: int | None) -> int | None:
    return None if count is None or count < 0 or count >= SENTINEL else count


def _partial_date(text: str | None) -> str | None:
    return text if text and _DATE.fullmatch(text) else None
