"""ClinicalTrials.gov's study records, as they really are, turned into ours.

Nearly every part of a record may be missing; keys and values that we do not know are let through or ignored.
"""

import re
from collections.abc import Callable, Iterable
from datetime import date

from msgspec import field

from condcli import clock
from condcli.registry_models import (
    Arm,
    Contact,
    Intervention,
    Outcome,
    Site,
    Trial,
    TrialDetails,
    TrialPaper,
)
from condcli.trials import record

LONGEST_ID = 12  # digits of a MeSH id; they have nine at most
SENTINEL = 99_999_999  # the registry's enrollment for "not known"
_NCT = re.compile(r"NCT[0-9]{8}")
OFTEN, MOST_REMEMBERED = 200, 8192  # characters of a line that is remembered, and such lines
# Characters that are read; the registry lets a title have 600 (a brief one 300), the criteria 20,000.
LONGEST_CODE, LONGEST_TITLE, LONGEST_LINE, LONGEST_TEXT = 100, 600, 5_000, 50_000
# Of a condition, a keyword, a sponsor, a town, or what is tested: the registry lets none have more than 255.
LONGEST_NAME = 500
MOST_SITES, MOST_ARMS = 5_000, 50  # real ones have some 3,000 and 30
MOST_LISTED = 300  # conditions, or what is tested, of a study; real ones have some 60
MOST_TOWNS = 3  # that a row of a table names; of more their states and countries
MOST_PAPERS = 20  # of a study
MOST_SUBJECTS = 1000  # of a study; real ones have some hundred


class Study(record.Part):
    """A study as the registry answers it."""

    protocol_section: record.Protocol
    derived_section: record.Derived = field(default_factory=record.Derived)

    @property
    def subjects(self) -> tuple[str, ...]:
        """What the study says that it is about: its conditions and keywords."""
        about = self.protocol_section.conditions_module
        return tuple([said[:LONGEST_NAME] for said in (*about.conditions, *about.keywords)[:MOST_SUBJECTS]])

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
        count, tested = design.enrollment_info.count, known.arms_interventions_module.interventions
        if not _NCT.fullmatch(who.nct_id):
            return None
        return Trial(
            nct_id=who.nct_id,
            title=_line((who.brief_title or who.official_title or "")[:LONGEST_TITLE]) or "(no title)",
            status=_code(state.overall_status) or "UNKNOWN",
            study_type=_code(design.study_type),
            interventions=tuple(
                [Intervention(_code(i.type) or "OTHER", _often(i.name)) for i in tested[:MOST_LISTED]]
            ),
            phases=tuple(filter(None, map(_code, design.phases[:MOST_LISTED]))),
            enrollment=count if count is not None and 0 <= count < SENTINEL else None,
            start_date=_partial_date(state.start_date_struct.date),
            minimum_age=_code(known.eligibility_module.minimum_age),
            maximum_age=_code(known.eligibility_module.maximum_age),
            sex=_code(known.eligibility_module.sex),
            countries=_unique([s.country for s in known.contacts_locations_module.locations])[:MOST_LISTED],
            sponsor=_often(known.sponsor_collaborators_module.lead_sponsor.name),
            conditions=_unique(known.conditions_module.conditions[:MOST_LISTED]),
            updated=_partial_date(state.last_update_post_date_struct.date),
            as_of=as_of.isoformat(),
            source="ClinicalTrials.gov",
            earlier=(),
            places=_places(known.contacts_locations_module.locations),
        )

    def details(self) -> TrialDetails:
        """What the page of the trial says beside that."""
        known = self.protocol_section
        who, state, arms = known.identification_module, known.status_module, known.arms_interventions_module
        summary = known.description_module.brief_summary
        criteria = known.eligibility_module.eligibility_criteria
        return TrialDetails(
            official_title=_line((who.official_title or "")[:LONGEST_TITLE]),
            acronym=_often(who.acronym),
            summary=summary and summary[:LONGEST_TEXT],
            criteria=criteria and criteria[:LONGEST_TEXT],
            healthy_volunteers=known.eligibility_module.healthy_volunteers,
            why_stopped=_line(state.why_stopped),
            enrollment_type=_code(known.design_module.enrollment_info.type),
            keywords=_unique(known.conditions_module.keywords[:MOST_LISTED]),
            sites=tuple([_site(given) for given in known.contacts_locations_module.locations[:MOST_SITES]]),
            completion_date=_partial_date(state.completion_date_struct.date),
            results_posted=_partial_date(state.results_first_post_date_struct.date),
            contacts=_people(known.contacts_locations_module.central_contacts[:MOST_LISTED]),
            arms=tuple(
                [
                    Arm(_often(a.label), _code(a.type), _unique(a.intervention_names[:MOST_LISTED]))
                    for a in arms.arm_groups[:MOST_ARMS]
                ]
            ),
            outcomes=tuple(
                [
                    Outcome(_line(o.measure), _often(o.time_frame))
                    for o in known.outcomes_module.primary_outcomes[:MOST_LISTED]
                ]
            ),
            papers=tuple(
                [
                    TrialPaper(_line(r.pmid), _code(r.type), _line(r.citation))
                    for r in known.references_module.references[:MOST_PAPERS]
                ]
            ),
        )


def _site(given: record.Location) -> Site:
    """The site; its fields by position, since ten thousand trials have a hundred thousand of them."""
    where, point = _often, given.geo_point
    return Site(
        where(given.facility), where(given.city), where(given.state), where(given.country),
        _code(given.status), point.lat, point.lon, where(given.zip),
        _people(given.contacts) if given.contacts else (),
    )  # fmt: skip


def _people(given: tuple[record.Contact, ...]) -> tuple[Contact, ...]:
    """Those who can be called or written to; an investigator is listed without either."""
    found = []
    for person in given[:MOST_LISTED]:
        phone, extension = _line(person.phone), _line(person.phone_ext)
        if phone and extension:
            phone = f"{phone}, extension {extension}"
        if phone or person.email:
            found.append(Contact(_line(person.name), phone, _line(person.email)))
    return tuple(found)


def _places(sites: Iterable[record.Location]) -> tuple[str, ...]:
    """The towns if they are few, else the US states and the other countries."""
    known = dict.fromkeys([(s.city, s.state, s.country) for s in sites])
    regions = [(state if country == "United States" else None) or country for _, state, country in known]
    towns = [city for city, _, _ in known] if len(known) <= MOST_TOWNS else ()
    named = _unique([", ".join(filter(None, place)) for place in zip(towns, regions, strict=False)])
    return named or _unique(regions)[:MOST_LISTED]


def mesh_id(given: str) -> str:
    """A MeSH id in its short form: D000007172 is D007172."""
    letter, digits = given[:1], given[1:]
    return f"{letter}{int(digits):06}" if digits.isdecimal() and len(digits) < LONGEST_ID else given


def _line(text: str | None) -> str | None:
    text = text and text[:LONGEST_LINE]
    if text and text.isprintable() and "  " not in text:  # as nearly all are; a line break is not printable
        return text.strip() or None
    return " ".join(text.split()) or None if text else None


class _Remembered(dict[str | None, str | None]):
    """What short texts that come often are read as: one that was read before costs no call of a function."""

    def __init__(self, read: Callable[[str], str | None]) -> None:
        super().__init__({None: None})
        self._read = read

    def __missing__(self, text: str) -> str | None:
        found = self._read(text)
        if len(text) <= OFTEN:  # long ones would fill the memory
            if len(self) >= MOST_REMEMBERED:
                self.clear()
                self[None] = None
            self[text] = found
        return found


# A word of the registry's own, such as RECRUITING or "18 Years"
_code = _Remembered(lambda text: text[:LONGEST_CODE]).__getitem__
# A line that many studies and sites share: towns, hospitals, drugs
_often = _Remembered(lambda text: _line(text if len(text) <= OFTEN else text[:LONGEST_NAME])).__getitem__


# A date, whole or without its day or month
_partial_date = _Remembered(
    lambda text: text if len(text) <= OFTEN and clock.first_day(text) is not None else None
).__getitem__


def _unique(texts: Iterable[str | None]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, map(_often, texts)))) if texts else ()
