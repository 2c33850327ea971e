"""Trials, papers and sources in few words, for the page on a terminal."""

from collections.abc import Iterator, Sequence

from condcli import clock
from condcli.json_answers import AdvanceRow, AdvanceRows, Page, RelatedPage, TrialRow, TrialRows
from condcli.models import Reference
from condcli.registry_models import PUBMED
from condcli.render import trial_tables
from condcli.render.blocks import Block, Bullet, Heading, Paragraph
from condcli.render.dates import long, span

MOST_TRIALS, MOST_PAPERS = 2, 1  # on a page


def trials(answer: TrialRows, name: str) -> Iterator[Block]:
    """The first trials: each in plain words, then where it stands and its number."""
    shown = answer.trials[:MOST_TRIALS]
    yield Bullet(None, tuple(map(_trial, shown)))
    yield Paragraph(
        f"{len(shown)} of {answer.total:,}, as of {span(t.as_of for t in shown)}. "
        f"All: condcli trials {trial_tables.typed(name)}",
        quiet=True,
    )


def _trial(trial: TrialRow) -> str:
    today = clock.today()
    facts = [trial_tables.status(trial, today), trial_tables.study_type(trial).lower()]
    if trial.phases and (phase := trial_tables.phase(trial)) != trial_tables.PHASES["NA"]:
        facts.append(f"phase {phase}" if phase[0].isdigit() else phase)
    if trial.enrollment is not None:
        facts.append(f"{trial.enrollment:,} people")
    facts.append(f"from {long(trial.start_date[:7])}" if trial.start_date else "start date not given")
    title = trial.plain_title or f"{trial.title.rstrip('.')}."
    return f"{title} {', '.join(facts)}. {trial.nct_id}"


def research(answer: AdvanceRows, name: str) -> Iterator[Block]:
    """The newest papers: each in a sentence, then its facts and where to read it."""
    shown = answer.advances[:MOST_PAPERS]
    yield Bullet(None, tuple(map(_paper, shown)))
    read = " A program read treatment and number and may be wrong." if any(map(_by_program, shown)) else ""
    yield Paragraph(
        f"{len(shown)} of {answer.total:,}, as of {span(p.as_of for p in shown)}.{read} One study seldom "
        f"settles a question. All: condcli research {trial_tables.typed(name)}",
        quiet=True,
    )


def _by_program(paper: AdvanceRow) -> bool:
    return paper.source == PUBMED


def _paper(paper: AdvanceRow) -> str:
    people = None if paper.patients is None else f"{paper.patients:,} people"
    published = long(paper.published[:7]) if paper.published else "date not given"
    facts = ", ".join(filter(None, (paper.treatment, people, paper.journal, published)))
    facts = facts[:1].upper() + facts[1:]
    return f"{paper.summary or paper.title or ''} {facts}. {_bare(paper.url or '')}".rstrip()


def related(pages: Sequence[RelatedPage]) -> Iterator[Block]:
    """What to read beside the page, each with the first reason."""
    if pages:
        yield Heading("Related pages", beside=True)
        yield Bullet(None, tuple(f"{page.name} ({page.why[0]})" for page in pages), run_on=True)


def references(page: Page) -> Iterator[Block]:
    """The sources in one paragraph, and where their addresses and dates are."""
    said = tuple(f"[{n}] {_source(r)}" for n, r in enumerate(page.references, 1))
    if said:
        yield Bullet(None, said, run_on=True)
        yield Paragraph(
            f"Addresses and dates: condcli references {trial_tables.typed(page.name)}", quiet=True
        )


def _source(source: Reference) -> str:
    publisher, *_ = source.publisher.partition(",")
    return f"{publisher}: {source.title.rstrip('.')}"


def _bare(address: str) -> str:
    return address.removeprefix("https://").removeprefix("www.")
