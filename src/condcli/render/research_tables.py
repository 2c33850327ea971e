"""Research results, written once and used by every format."""

from collections.abc import Iterator

from condcli.json_answers import AdvanceRow, AdvanceRows
from condcli.registry_models import PUBMED
from condcli.render.blocks import Block, Heading, Paragraph, Table
from condcli.render.dates import long
from condcli.render.trial_tables import ON_SCREEN, UNKNOWN, typed

HEADERS = (
    "In one sentence", "Condition", "Treatment used", "Number of patients", "Kind of study", "Journal",
    "Published", "Title", "Reports the trial", "PubMed", "As of",
)  # fmt: skip
ALWAYS_STACKED = 1_000_000  # columns: sentences and titles need whole lines
UNSTATED = "not stated"
READ_BY_A_PROGRAM = (
    "A program read condition, treatment and number from PubMed's record of the paper. It may be wrong. "
    "One study seldom settles a question."
)
TRIAL_PAGE = "condcli trial {}"


def page(answer: AdvanceRows, name: str | None, *, cut: bool) -> Iterator[Block]:
    """The whole answer of `condcli research`; a terminal shows the first rows only if `cut`."""
    yield Heading(f"Latest research: {name}" if name else "Latest research", level=1)
    yield from research(answer, name, cut=cut)


def research(answer: AdvanceRows, name: str | None = None, *, cut: bool = True) -> Iterator[Block]:
    """Each result as labelled lines, and what is not among them."""
    if not answer.advances:
        yield Paragraph(_nothing(answer, name))
        return
    rows = tuple(cells(a) for a in answer.advances)
    again = f"condcli research{f' {typed(name)}' if name else ''} --limit {answer.total}"
    yield Table(
        HEADERS,
        rows,
        wide="Title",
        narrow=ALWAYS_STACKED,
        at_most=ON_SCREEN if cut else None,
        more=f"To see more, add --limit {answer.total}: {again}",
    )
    if answer.count < answer.total:
        yield Paragraph(f"Showing {answer.count:,} of {answer.total:,}. To see all: {again}")
    if answer.listed and answer.listed > answer.total:
        yield Paragraph(
            f"PubMed lists {answer.listed:,} trials and reviews of the last two years. "
            "The most useful are stored.",
            quiet=True,
        )
    if any(a.source == PUBMED for a in answer.advances):
        yield Paragraph(READ_BY_A_PROGRAM, quiet=True)


def _nothing(answer: AdvanceRows, name: str | None) -> str:
    if answer.listed == 0:
        return f"PubMed lists no trial or review of the last two years, as of {long(answer.as_of or '')}."
    if answer.as_of:
        return f"No stored paper matches, as of {long(answer.as_of)}."
    about = f" for {name}" if name else ""
    return (
        f"No research is stored{about}. There may still be some. To ask PubMed: condcli update {typed(name)}"
    )


def cells(advance: AdvanceRow) -> tuple[str, ...]:
    """The cells of a result under HEADERS; empty ones are not shown."""
    return (
        advance.summary or "",
        advance.condition or UNKNOWN,
        advance.treatment or UNSTATED,
        UNSTATED if advance.patients is None else f"{advance.patients:,}",
        advance.kind or "",
        advance.journal or UNKNOWN,
        long(advance.published) if advance.published else "date not given",
        advance.title or "",
        "; ".join(TRIAL_PAGE.format(n) for n in advance.nct_ids),
        advance.url or "",
        long(advance.as_of),
    )
