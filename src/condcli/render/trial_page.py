"""The page of one trial: what it tests, who can join, where, and what the registry's words mean."""

import re
from collections.abc import Iterator
from datetime import date

from condcli import clock
from condcli.json_answers import TrialPage
from condcli.registry_models import EarlierState, Site
from condcli.render.blocks import Block, Bullet, Fields, Heading, Paragraph, Table
from condcli.render.dates import is_old, long, short
from condcli.render.trial_tables import ON_SCREEN, UNKNOWN, miles, phase, status, study_type, word
from condcli.trials.places import Near

STATUS_MEANS = {
    "RECRUITING": "It takes people now.",
    "NOT_YET_RECRUITING": "It is planned and does not take people yet.",
    "ENROLLING_BY_INVITATION": "Only people whom the study team invites can join.",
    "ACTIVE_NOT_RECRUITING": "It goes on with those who joined and takes no one new.",
    "COMPLETED": "It has ended as planned and takes no one new.",
    "SUSPENDED": "It has stopped for now and may start again.",
    "TERMINATED": "It was stopped early and will not start again.",
    "WITHDRAWN": "It was called off before anyone joined.",
    "UNKNOWN": "No one has told the registry for two years how it stands.",
    "AVAILABLE": "The treatment can be had outside of a trial (expanded access).",
    "NO_LONGER_AVAILABLE": "The treatment could be had outside of a trial, and no longer can.",
    "TEMPORARILY_NOT_AVAILABLE": "The treatment cannot be had outside of a trial now, but may be later.",
    "APPROVED_FOR_MARKETING": "The treatment is approved; a doctor can prescribe it.",
    "WITHHELD": "The registry may not show this study yet.",
}
PHASE_MEANS = {
    "EARLY_PHASE1": "Early phase 1: a very small first test of how it acts in the body.",
    "PHASE1": "Phase 1: a small group; is it safe, and at what dose?",
    "PHASE2": "Phase 2: a larger group; does it work, and is it safe?",
    "PHASE3": "Phase 3: many people; is it better than what is used now?",
    "PHASE4": "Phase 4: after approval; how does it do in everyday use?",
    "NA": "No phase: phases are for drugs and biological products only.",
}


def page(trial: TrialPage, near: Near | None = None) -> Iterator[Block]:
    """The whole page, plain words first."""
    today = clock.today()
    yield Heading(trial.plain_title or trial.title, level=1)
    yield Fields(tuple(_facts(trial, today)))
    yield Paragraph(STATUS_MEANS.get(trial.status, "condcli does not know what this status means."))
    yield Paragraph(_participants(trial))
    if trial.why_stopped:
        yield Paragraph(f"Why it stopped, as the registry says: {trial.why_stopped}")
    yield Heading("What is tested")
    yield from _tested(trial)
    yield Heading("Who can join")
    yield from _who(trial)
    yield Heading("Where")
    yield from _where(trial, near)
    if trial.earlier:
        yield Heading("What was said before")
        yield Bullet(None, tuple(map(_before, trial.earlier)))
    yield Heading("About this trial")
    yield Paragraph(
        f"Titles, summary and criteria are the study team's own words. For contacts, see {trial.url}. "
        "Talk to your doctor before you join a trial."
    )
    yield Paragraph(f"Source: {trial.source}. As of {long(trial.as_of)}.", quiet=True)
    if is_old(trial.as_of, today):
        yield Paragraph(
            f"More than 90 days old. To ask the registry again: condcli trial {trial.nct_id} --refresh",
            quiet=True,
        )


def _facts(trial: TrialPage, today: date) -> Iterator[tuple[str, str]]:
    if trial.plain_title:
        yield "Title", trial.title
    yield "NCT number", trial.nct_id
    if trial.acronym:
        yield "Short name", trial.acronym
    yield "Status", status(trial, today)
    yield "Study type", study_type(trial)
    yield "Phase", phase(trial)
    yield "Participants", UNKNOWN if trial.enrollment is None else f"{trial.enrollment:,}"
    yield "Start date", long(trial.start_date) if trial.start_date else "date not given"
    yield "Run by", trial.sponsor or UNKNOWN
    if trial.updated:
        yield "Last changed in the registry", long(trial.updated)


def _participants(trial: TrialPage) -> str:
    people = "1 person" if trial.enrollment == 1 else f"{trial.enrollment or 0:,} people"
    match trial.enrollment, trial.enrollment_type:
        case None, _:
            return "The registry does not say how many people take part."
        case 0, "ACTUAL":
            return "No one joined it."
        case _, "ACTUAL":
            return f"So many joined it: {people}."
        case _, "ESTIMATED":
            return f"So many are planned to join it: {people}."
        case _:
            return f"Planned or joined, the registry does not say which: {people}."


def _tested(trial: TrialPage) -> Iterator[Block]:
    if trial.interventions:
        tested = (f"{word(i.type)}: {i.name or 'name not given'}" for i in trial.interventions)
        yield Bullet("The study looks at:", tuple(tested))
    if trial.conditions:
        yield Bullet("In people with:", trial.conditions)
    for phase_ in trial.phases:
        yield Paragraph(PHASE_MEANS.get(phase_, f"Its phase is one that condcli does not know: {phase_}."))
    if trial.official_title:
        yield Paragraph(f"Full title: {trial.official_title}")
    yield from _as_given(trial.summary)
    if not (trial.interventions or trial.conditions or trial.summary):
        yield Paragraph("Not given.")


def _who(trial: TrialPage) -> Iterator[Block]:
    healthy = {True: "can join", False: "cannot join", None: UNKNOWN}[trial.healthy_volunteers]
    sexes = {"ALL": "everyone", "FEMALE": "female", "MALE": "male"}
    sex = sexes.get(trial.sex or "", UNKNOWN)
    yield Fields((("Age", _ages(trial)), ("Sex", sex), ("Healthy volunteers", healthy)))
    if trial.criteria:
        yield Paragraph("The criteria, as the study team wrote them:")
        yield from _as_given(trial.criteria)


def _ages(trial: TrialPage) -> str:
    low, high = (age and age.lower() for age in (trial.minimum_age, trial.maximum_age))
    if low and high:
        return f"{low} to {high}"
    if low:
        return f"{low} and older"
    return f"up to {high}" if high else UNKNOWN


def _where(trial: TrialPage, near: Near | None) -> Iterator[Block]:
    if not trial.sites:
        yield Paragraph(
            f"Countries: {', '.join(trial.countries)}" if trial.countries else "No sites are given."
        )
        return
    headers = ("Site", "Place", "Status", "Distance")
    rows = tuple(_site(site, trial, near) for site in trial.sites)
    used = headers if near else headers[:-1]
    yield Table(
        used,
        tuple(row[: len(used)] for row in rows),
        wide="Site",
        narrow=60,
        inline=True,
        at_most=ON_SCREEN,
        more=f"For all of them: condcli trial {trial.nct_id} --plain",
    )


def _site(site: Site, trial: TrialPage, near: Near | None) -> tuple[str, str, str, str]:
    place = ", ".join(p for p in (site.city, site.state, site.country) if p) or UNKNOWN
    said = f"{word(site.status)} (as of {short(trial.as_of)})" if site.status else "not given"
    distance = near.distance(site) if near else None
    return site.facility or "name not given", place, said, UNKNOWN if distance is None else miles(distance)


def _before(state: EarlierState) -> str:
    people = "" if state.enrollment is None else f", {state.enrollment:,} participants"
    start = f", start {long(state.start_date)}" if state.start_date else ""
    return f"As of {long(state.as_of)}: {word(state.status).lower()}{people}{start}"


def _as_given(text: str | None) -> Iterator[Block]:
    """The registry's own text: its paragraphs, and the lists that it marks with an asterisk or a number."""
    unescaped = re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", text or "")  # it is Markdown: "\<18" means "<18"
    for part in re.split(r"\n\s*\n", unescaped.strip()):
        items: list[str] = []
        for line in filter(None, map(str.strip, part.splitlines())):
            if bullet := re.match(r"(?:[*•-]|\d+[.)])\s+(.*)", line):
                items.append(bullet[1])
            elif items:
                items[-1] += f" {line}"
            else:
                yield Paragraph(line)
        if items:
            yield Bullet(None, tuple(items))
