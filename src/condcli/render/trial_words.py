"""What the registry's words mean, in ours; each status in two tenses, since a copy may be old."""

from datetime import date

from condcli.json_answers import TrialPage
from condcli.registry_models import Trial
from condcli.render.dates import is_old, long

# What a status means on the day of the copy, and how it is said once the copy is more than 90 days old.
STATUS_MEANS = {
    "RECRUITING": (
        "It is looking for people to join.",
        "It was looking for people in {when}; it may have closed.",
    ),
    "NOT_YET_RECRUITING": (
        "It is planned and does not take people yet.",
        "In {when} it was planned and did not take people yet; it may have started or closed.",
    ),
    "ENROLLING_BY_INVITATION": (
        "Only people whom the study team invites can join.",
        "In {when} only people whom the study team invited could join; it may have closed.",
    ),
    "ACTIVE_NOT_RECRUITING": (
        "It goes on with those who joined and takes no one new.",
        "In {when} it went on with those who had joined and took no one new; it may have ended.",
    ),
    "COMPLETED": ("It has ended as planned and takes no one new.",) * 2,
    "SUSPENDED": (
        "It has stopped for a time and may start again.",
        "In {when} it had stopped for a time; it may have started again, or ended.",
    ),
    "TERMINATED": ("It was stopped early and will not start again.",) * 2,
    "WITHDRAWN": ("It was called off before anyone joined.",) * 2,
    "UNKNOWN": (
        "No one has told the registry for two years how it stands.",
        "In {when} no one had told the registry for two years how it stood.",
    ),
    "AVAILABLE": (
        "The treatment can be had outside of a trial (expanded access).",
        "In {when} the treatment could be had outside of a trial (expanded access); that may have ended.",
    ),
    "NO_LONGER_AVAILABLE": (
        "The treatment could be had outside of a trial, and no longer can.",
        "In {when} the treatment could no longer be had outside of a trial.",
    ),
    "TEMPORARILY_NOT_AVAILABLE": (
        "The treatment cannot be had outside of a trial for a time, but may be later.",
        "In {when} the treatment could not be had outside of a trial for a time; that may have changed.",
    ),
    "APPROVED_FOR_MARKETING": ("The treatment is approved; a doctor can prescribe it.",) * 2,
    "WITHHELD": (
        "The registry may not show this study yet.",
        "In {when} the registry could not show this study yet.",
    ),
}
PHASE_MEANS = {
    "EARLY_PHASE1": "Early phase 1: a very small first test of how it acts in the body.",
    "PHASE1": "Phase 1: a small group; is it safe, and at what dose?",
    "PHASE2": "Phase 2: a larger group; does it work, and is it safe?",
    "PHASE3": "Phase 3: many people; is it better than what is used today?",
    "PHASE4": "Phase 4: after approval; how does it do in everyday use?",
    "NA": "No phase: phases are for drugs and biological products only.",
}
ARM_MEANS = {
    "EXPERIMENTAL": "gets what is tested",
    "ACTIVE_COMPARATOR": "gets a treatment that is known to work",
    "PLACEBO_COMPARATOR": "gets a placebo",
    "SHAM_COMPARATOR": "gets a sham treatment",
    "NO_INTERVENTION": "gets no treatment from the study",
    "OTHER": "gets something else",
}
PLACEBO = "Some people get a placebo: it looks like the treatment and has no drug in it."
SHAM = "Some people get a sham treatment: it is done like the real one and does nothing."
NO_PLACEBO = "No group is said to get a placebo."


def status_means(trial: Trial, today: date) -> str:
    """What the status means for somebody who reads it today."""
    if trial.status not in STATUS_MEANS:
        return "condcli does not know what this status means."
    fresh, old = STATUS_MEANS[trial.status]
    return old.format(when=long(trial.as_of[:7])) if is_old(trial.as_of, today) else fresh


def size(enrollment: int | None, kind: str | None) -> str:
    """How many people take part, or are to."""
    people, are = ("1 person", "is") if enrollment == 1 else (f"{enrollment or 0:,} people", "are")
    match enrollment, kind:
        case None, _:
            return "This copy does not say how many people take part."
        case 0, "ACTUAL":
            return "No one joined."
        case _, "ACTUAL":
            return f"{people} joined."
        case _, "ESTIMATED":
            return f"{people} {are} planned to join."
        case _:
            return f"{people} joined or {are} planned to join; this copy does not say which."


def placebo(trial: TrialPage) -> str | None:
    """Whether some people get a placebo or a sham treatment; None where no groups are known."""
    kinds = {arm.type for arm in trial.arms}
    names = [
        *(n for arm in trial.arms for n in arm.interventions),
        *(i.name or "" for i in trial.interventions),
    ]
    if "PLACEBO_COMPARATOR" in kinds or any("placebo" in name.lower() for name in names):
        return PLACEBO
    if "SHAM_COMPARATOR" in kinds or any("sham" in name.lower().split() for name in names):
        return SHAM
    return NO_PLACEBO if trial.arms else None


def dates(trial: TrialPage) -> list[tuple[str, str]]:
    """When it begins and ends, and when results were posted, as far as the copy says."""
    start = long(trial.start_date) if trial.start_date else "this copy does not say"
    found = [("Start date", start)]
    if trial.completion_date:
        found.append(("End date, real or planned", long(trial.completion_date)))
    if trial.results_posted:
        found.append(("Results posted in the registry", long(trial.results_posted)))
    if trial.updated:
        found.append(("Last changed in the registry", long(trial.updated)))
    return found
