"""The page of one trial: what it tests, who can join, where, whom to ask, and how old all that is."""

import re
from collections.abc import Iterator
from datetime import date

from condcli import clock
from condcli.json_answers import TrialPage
from condcli.registry_models import Arm, Contact, EarlierState, Site
from condcli.render import trial_words
from condcli.render.blocks import Block, Bullet, Fields, Heading, Paragraph, Table
from condcli.render.dates import is_old, long, short
from condcli.render.trial_tables import (
    ON_SCREEN,
    SEXES,
    ages,
    is_open,
    miles,
    phase,
    status,
    study_type,
    word,
)
from condcli.trials import near as sites
from condcli.trials.near import Near
from condcli.trials.values import OPEN

NOT_SAID = "this copy does not say"
MOST_CONTACTS = 3  # of a site
PUBMED_PAGE = "https://pubmed.ncbi.nlm.nih.gov/{}/"


def page(trial: TrialPage, near: Near | None = None) -> Iterator[Block]:
    """The whole page, plain words first."""
    today = clock.today()
    yield Heading(trial.plain_title or trial.title, level=1)
    yield Fields(tuple(_facts(trial, today)))
    yield Paragraph(trial_words.status_means(trial, today))
    yield Paragraph(trial_words.size(trial.enrollment, trial.enrollment_type))
    if trial.why_stopped:
        yield Paragraph(f"Why it stopped, as the registry says: {trial.why_stopped}")
    yield Heading("What is tested")
    yield from _tested(trial)
    can = is_open(trial, today)
    yield Heading("Who can join" if can else "Who could join")
    yield from _who(trial, "Can" if can else "Could")
    yield Heading("Where")
    yield from _where(trial, near)
    if trial.status in OPEN:
        yield Heading("Whom to ask")
        yield from _contacts(trial, today)
    if papers := [p for p in trial.papers if p.type != "BACKGROUND"]:
        yield Heading("Papers of this trial")
        links = (" ".join(filter(None, (p.citation, p.pmid and PUBMED_PAGE.format(p.pmid)))) for p in papers)
        yield Bullet(None, tuple(links))
    if trial.earlier:
        yield Heading("What was said before")
        yield Bullet(None, tuple(map(_before, trial.earlier)))
    yield from _closing(trial, today)


def _closing(trial: TrialPage, today: date) -> Iterator[Block]:
    yield Heading("About this trial")
    yield Paragraph(
        "Titles, summary and criteria are the study team's own words. The registry's page of it: "
        f"{trial.url} Talk to your doctor before you join a trial."
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
    yield "Study type", study_type(trial) if trial.study_type or trial.interventions else NOT_SAID
    yield "Phase", phase(trial) if trial.phases else NOT_SAID
    yield "Participants", NOT_SAID if trial.enrollment is None else f"{trial.enrollment:,}"
    yield from trial_words.dates(trial)
    yield "Run by", trial.sponsor or NOT_SAID


def _tested(trial: TrialPage) -> Iterator[Block]:
    if trial.interventions:
        tested = (f"{word(i.type)}: {i.name or 'name not given'}" for i in trial.interventions)
        yield Bullet("The study looks at:", tuple(dict.fromkeys(tested)))
    if trial.conditions:
        yield Bullet("In people with:", trial.conditions)
    for phase_ in trial.phases:
        unknown = f"Its phase is one that condcli does not know: {phase_}."
        yield Paragraph(trial_words.PHASE_MEANS.get(phase_, unknown))
    if trial.arms:
        yield Bullet("Groups:", tuple(map(_arm, trial.arms)))
    if placebo := trial_words.placebo(trial):
        yield Paragraph(placebo)
    if trial.outcomes:
        measured = (
            f"{o.measure or 'measure not given'}{f' ({o.time_frame})' if o.time_frame else ''}"
            for o in trial.outcomes
        )
        yield Bullet("What it measures first of all:", tuple(measured))
    if trial.official_title:
        yield Paragraph(f"Full title: {trial.official_title}")
    yield from _as_given(trial.summary)
    if not (trial.interventions or trial.conditions or trial.summary):
        yield Paragraph("This copy does not say.")


def _arm(arm: Arm) -> str:
    """Such as "Group A: gets what is tested (Drug: X)"."""
    means = trial_words.ARM_MEANS.get(arm.type or "")
    given = f" ({', '.join(arm.interventions)})" if arm.interventions else ""
    return f"{arm.label or 'A group'}: {means}{given}" if means else f"{arm.label or 'A group'}{given}"


def _who(trial: TrialPage, can: str) -> Iterator[Block]:
    """In our words what the structured facts say, then the criteria as they stand."""
    if yes := tuple(_allowed(trial)):
        yield Bullet(f"{can} join:", yes)
    if no := tuple(_excluded(trial)):
        yield Bullet(f"{can} not join:".replace("Can not", "Cannot"), no)
    limits = {
        "ages": ages(trial),
        "sex": trial.sex,
        "whether healthy people can join": trial.healthy_volunteers,
    }
    if missing := [name for name, value in limits.items() if value is None]:
        yield Paragraph(f"This copy does not say: {', '.join(missing)}.")
    if trial.criteria:
        yield Paragraph("There are more conditions. The criteria, as the study team wrote them:")
        yield from _as_given(trial.criteria)
    else:
        yield Paragraph(f"This copy does not hold the criteria; the registry's page has them: {trial.url}")


def _allowed(trial: TrialPage) -> Iterator[str]:
    if limits := ages(trial):
        yield f"people of {limits}" if trial.minimum_age else f"people {limits} old"
    if sex := {"ALL": "people of any sex", **SEXES}.get(trial.sex or ""):
        yield sex
    if trial.healthy_volunteers:
        yield "healthy people too"


def _excluded(trial: TrialPage) -> Iterator[str]:
    if trial.minimum_age:
        yield f"anyone younger than {trial.minimum_age.lower()}"
    if trial.maximum_age:
        yield f"anyone older than {trial.maximum_age.lower()}"
    if sex := {"FEMALE": SEXES["MALE"], "MALE": SEXES["FEMALE"]}.get(trial.sex or ""):
        yield sex
    if trial.healthy_volunteers is False:
        yield "healthy people"


def _where(trial: TrialPage, near: Near | None) -> Iterator[Block]:
    if not trial.sites:
        yield Paragraph(
            f"Countries: {', '.join(trial.countries)}. This copy does not name the sites."
            if trial.countries
            else "This copy does not say where."
        )
        return
    headers = ("Site", "Place", "Status", "Contact", "Distance")
    rows = tuple(_site(site, trial, near) for site in trial.sites)
    used = [n for n in range(len(headers)) if any(row[n] for row in rows)]
    yield Table(
        tuple(headers[n] for n in used),
        tuple(tuple(row[n] for n in used) for row in rows),
        narrow=60,
        inline=True,
        at_most=ON_SCREEN,
        more=f"For all of them: condcli trial {trial.nct_id} | more",
    )


def _site(site: Site, trial: TrialPage, near: Near | None) -> tuple[str, ...]:
    place = ", ".join(p for p in (site.city, site.state, site.zip, site.country) if p) or NOT_SAID
    said = f"{word(site.status)} (as of {short(trial.as_of)})" if site.status else NOT_SAID
    contacts = site.contacts[:MOST_CONTACTS] if sites.is_open(trial.status, site) else ()
    distance = near.distance(site) if near else None
    return (
        site.facility or "name not given",
        place,
        said,
        "; ".join(map(_contact, contacts)),
        "" if near is None else NOT_SAID if distance is None else miles(distance),
    )


def _contacts(trial: TrialPage, today: date) -> Iterator[Block]:
    """The study's own contacts; those of a site stand beside it."""
    if trial.contacts:
        yield Bullet(None, tuple(map(_contact, trial.contacts)))
    elif any(site.contacts for site in trial.sites):
        yield Paragraph("The sites' contacts stand beside them above.")
    else:
        yield Paragraph(f"This copy names no contact. See {trial.url}")
    if not is_open(trial, today):
        yield Paragraph(f"As of {long(trial.as_of)}; it may have changed.", quiet=True)


def _contact(who: Contact) -> str:
    return ", ".join(filter(None, (who.name, who.phone, who.email)))


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
