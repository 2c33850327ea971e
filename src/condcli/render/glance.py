"""Trials, papers and sources in few words, for the page on a terminal."""

from collections.abc import Iterator, Sequence

from condcli import clock
from condcli.json_answers import AdvanceRow, AdvanceRows, Page, RelatedPage, TrialRow, TrialRows
from condcli.registry_models import PUBMED
from condcli.render import trial_tables
from condcli.render.blocks import Block, Bullet, Heading, Paragraph, reference_numbers
from condcli.render.dates import long, span

LIBRARY = ", National Library of Medicine"  # behind the names of its services
# As readers know them
SHORT = {
    "Centers for Disease Control and Prevention": "CDC",
    "U.S. Food and Drug Administration": "FDA",
    "National Heart, Lung, and Blood Institute": "NIH (NHLBI)",
    "National Institute of Diabetes and Digestive and Kidney Diseases": "NIH (NIDDK)",
    "National Institute of Neurological Disorders and Stroke": "NIH (NINDS)",
}
MOST_TRIALS, MOST_PAPERS, MOST_NAMES, MOST_SOURCES = 2, 1, 2, 4  # on a page


def names(page: Page) -> Iterator[Block]:
    """Its other names in one paragraph, then those that are near it."""
    same = "; ".join((*page.abbreviations, *page.shared_names, *page.aliases))
    near, left = "; ".join(page.related_names[:MOST_NAMES]), len(page.related_names) - MOST_NAMES
    if left > 0:
        near += f"; {left} more: condcli show {trial_tables.typed(page.name)} --section names"
    near = near and f"Related names and types: {near}"
    if same or near:
        yield Paragraph(". ".join(filter(None, (same, near))))


def trials(answer: TrialRows, name: str) -> Iterator[Bullet]:
    """How many there are, and the first: each in plain words, then where it stands and its number."""
    shown = answer.trials[:MOST_TRIALS]
    counted = f"{len(shown)} of {answer.total:,}, as of {span(t.as_of for t in shown)}"
    once = len({t.as_of for t in shown}) == 1
    said = tuple(_trial(trial, dated=not once) for trial in shown)
    yield Bullet(f"{counted}; all: condcli trials {trial_tables.typed(name)}", said)


def _trial(trial: TrialRow, *, dated: bool) -> str:
    """A trial; its status is `dated` where no line above it says when that was so."""
    facts = [trial_tables.status(trial, clock.today()) if dated else trial_tables.word(trial.status)]
    if trial.phases and (phase := trial_tables.phase(trial)) != trial_tables.PHASES["NA"]:
        facts.append(f"phase {phase}" if phase[0].isdigit() else phase)
    if trial.enrollment is not None:
        facts.append(f"{trial.enrollment:,} people")
    title = trial.plain_title or f"{trial.title.rstrip('.')}."
    return f"{title} {', '.join(facts)}. {trial.nct_id}"


def research(answer: AdvanceRows, name: str) -> Iterator[Block]:
    """How many papers there are, and the newest: each in a sentence, its facts, and where to read it."""
    shown = answer.advances[:MOST_PAPERS]
    counted = f"{len(shown)} of {answer.total:,}, as of {span(p.as_of for p in shown)}"
    yield Bullet(f"{counted}; all: condcli research {trial_tables.typed(name)}", tuple(map(_paper, shown)))
    if any(paper.source == PUBMED for paper in shown):
        yield Paragraph("A program read treatment and number and may be wrong.", quiet=True)


def _paper(paper: AdvanceRow) -> str:
    people = None if paper.patients is None else f"{paper.patients:,} people"
    published = long(paper.published[:7]) if paper.published else "date not given"
    facts = ", ".join(filter(None, (paper.treatment, people, paper.journal, published)))
    facts = facts[:1].upper() + facts[1:]
    said = (paper.summary or paper.title, f"{facts}. One study seldom settles a question.")
    return " ".join(filter(None, said))


def related(pages: Sequence[RelatedPage]) -> Iterator[Block]:
    """What to read beside the page, by the first reason."""
    if pages:
        yield Heading("Related pages")
        named: dict[str, list[str]] = {}
        for page in pages:
            alike = page.why[0].startswith("also lists ")
            by = next((f" [{why}]" for why in page.why if why.startswith("added by ")), "")
            reason = "some of the same symptoms" if alike else page.why[0]
            named.setdefault(reason, []).append(page.name + by)
        yield Bullet(None, tuple(f"{', '.join(names)} ({why})" for why, names in named.items()), run_on=True)


def references(page: Page) -> Iterator[Block]:
    """Whose the sources are, under their numbers, and where their titles and addresses are."""
    whose: dict[str, list[int]] = {}
    for number, source in enumerate(page.references, 1):
        publisher = source.publisher.removesuffix(LIBRARY)
        whose.setdefault(SHORT.get(publisher, publisher), []).append(number)
    if whose:
        named = [f"[{reference_numbers(said)}] {publisher}" for publisher, said in whose.items()]
        more = [f"{len(named) - MOST_SOURCES} more"] if len(named) > MOST_SOURCES + 1 else []
        shown = "; ".join((*named[: MOST_SOURCES + (not more)], *more))
        yield Paragraph(f"{shown}. In full: condcli references {trial_tables.typed(page.name)}")
