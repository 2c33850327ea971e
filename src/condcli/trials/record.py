"""A record of ClinicalTrials.gov as its API answers it, as far as we ask for it.

Nearly every part may be missing; keys and values that we do not know are let through or ignored.
"""

from msgspec import Struct, field


class Part(Struct, rename="camel", gc=False):
    """A piece of the registry's answer; ten thousand of them need no search for cycles."""


class Identification(Part):
    """Its numbers and titles."""

    nct_id: str
    nct_id_aliases: tuple[str, ...] = ()
    brief_title: str | None = None
    official_title: str | None = None
    acronym: str | None = None


class DateStruct(Part):
    """A date, as precise as it is known."""

    date: str | None = None


class Status(Part):
    """How it stands, and since when."""

    overall_status: str = "UNKNOWN"
    why_stopped: str | None = None
    start_date_struct: DateStruct = field(default_factory=DateStruct)
    last_update_post_date_struct: DateStruct = field(default_factory=DateStruct)
    completion_date_struct: DateStruct = field(default_factory=DateStruct)
    results_first_post_date_struct: DateStruct = field(default_factory=DateStruct)


class Named(Part):
    """Something with a name."""

    name: str | None = None


class Sponsors(Part):
    """Who runs it."""

    lead_sponsor: Named = field(default_factory=Named)


class Description(Part):
    """What it is about, in the study team's words."""

    brief_summary: str | None = None


class Conditions(Part):
    """What it says that it is about."""

    conditions: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()


class Enrollment(Part):
    """How many people take part, or are to."""

    count: int | None = None
    type: str | None = None


class Design(Part):
    """What kind of study it is."""

    study_type: str | None = None
    phases: tuple[str, ...] = ()
    enrollment_info: Enrollment = field(default_factory=Enrollment)


class Intervention(Part):
    """Something that it tests."""

    type: str = "OTHER"
    name: str | None = None


class ArmGroup(Part):
    """A group of its people."""

    label: str | None = None
    type: str | None = None
    intervention_names: tuple[str, ...] = ()


class Arms(Part):
    """What it tests, and in which groups."""

    interventions: tuple[Intervention, ...] = ()
    arm_groups: tuple[ArmGroup, ...] = ()


class Outcome(Part):
    """Something that it measures."""

    measure: str | None = None
    time_frame: str | None = None


class Outcomes(Part):
    """What it measures first of all."""

    primary_outcomes: tuple[Outcome, ...] = ()


class Reference(Part):
    """A paper that it names."""

    pmid: str | None = None
    type: str | None = None
    citation: str | None = None


class References(Part):
    """The papers that it names."""

    references: tuple[Reference, ...] = ()


class Eligibility(Part):
    """Who can join."""

    eligibility_criteria: str | None = None
    healthy_volunteers: bool | None = None
    sex: str | None = None
    minimum_age: str | None = None
    maximum_age: str | None = None


class GeoPoint(Part):
    """A position."""

    lat: float | None = None
    lon: float | None = None


class Contact(Part):
    """Somebody to ask."""

    name: str | None = None
    role: str | None = None
    phone: str | None = None
    phone_ext: str | None = None
    email: str | None = None


class Location(Part):
    """A place where it runs."""

    facility: str | None = None
    status: str | None = None
    city: str | None = None
    state: str | None = None
    country: str | None = None
    zip: str | None = None
    geo_point: GeoPoint = field(default_factory=GeoPoint)
    contacts: tuple[Contact, ...] = ()


class Contacts(Part):
    """Where it runs, and whom to ask."""

    central_contacts: tuple[Contact, ...] = ()
    locations: tuple[Location, ...] = ()


class Protocol(Part):
    """What the study team says of it."""

    identification_module: Identification
    status_module: Status = field(default_factory=Status)
    sponsor_collaborators_module: Sponsors = field(default_factory=Sponsors)
    description_module: Description = field(default_factory=Description)
    conditions_module: Conditions = field(default_factory=Conditions)
    design_module: Design = field(default_factory=Design)
    arms_interventions_module: Arms = field(default_factory=Arms)
    eligibility_module: Eligibility = field(default_factory=Eligibility)
    contacts_locations_module: Contacts = field(default_factory=Contacts)
    outcomes_module: Outcomes = field(default_factory=Outcomes)
    references_module: References = field(default_factory=References)


class Mesh(Part):
    """A MeSH heading."""

    id: str = ""


class Browse(Part):
    """The MeSH headings of its conditions, and those above them."""

    meshes: tuple[Mesh, ...] = ()
    ancestors: tuple[Mesh, ...] = ()


class Derived(Part):
    """What the registry adds."""

    condition_browse_module: Browse = field(default_factory=Browse)
