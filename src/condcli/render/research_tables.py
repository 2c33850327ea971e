"""Research results, written once and used by every format."""

from collections.abc import Iterator, Sequence

from condcli.json_answers import AdvanceRow, AdvanceRows
from condcli.registry_models import PUBMED
from condcli.render.blocks import Block, Heading, Layout, Paragraph, Table
from condcli.render.dates import long, short, span
from condcli.render.trial_tables import FULL, ON_SCREEN, SOME, UNKNOWN, typed

HEADERS = (
    "In one sentence", "Condition", "Treatment used", "Number of patients", "Kind of study", "Journal",
    "Published", "Title", "Reports the trial", "PubMed", "As of",
)  # fmt: skip
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
    yield Paragraph(f"As of {span(a.as_of for a in answer.advances)}.", quiet=True)
    rows = tuple(cells(a) for a in answer.advances)
    again = f"condcli research{f' {typed(name)}' if name else ''} --limit {answer.total}"
    yield Table(
        HEADERS,
        rows,
        numeric=("People",),
        layouts=(_layout(answer.advances, FULL), _layout(answer.advances, SOME)),
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


def _layout(papers: Sequence[AdvanceRow], width: int) -> Layout:
    """The table for a terminal that wide: the result in a sentence over the paper's title and address."""
    wide = width == FULL
    about = (("Kind of study", 14), ("Treatment used", 22)) if wide else ()
    columns = (("Published", 9), *about, ("People", 7), ("Result", None))
    return Layout(
        width,
        tuple(header for header, _ in columns),
        tuple(size for _, size in columns),
        tuple(_drawn(paper, wide=wide) for paper in papers),
        links=tuple((_bare(p.url), p.url) if p.url else None for p in papers),
    )


def _drawn(paper: AdvanceRow, *, wide: bool) -> tuple[tuple[str, ...], ...]:
    """A paper's cells; what has no column of its own stands below its title."""
    treatment = paper.treatment or UNSTATED
    facts = (
        *(() if wide else (paper.kind, paper.treatment)),
        paper.condition,
        paper.journal,
        _bare(paper.url or ""),
        *map(TRIAL_PAGE.format, paper.nct_ids),
    )
    return (
        (short(paper.published) if paper.published else "?",),
        *(((paper.kind or UNSTATED,), (treatment,)) if wide else ()),
        ("?" if paper.patients is None else f"{paper.patients:,}",),
        tuple(filter(None, (paper.summary, paper.title, " · ".join(filter(None, facts))))),
    )


def _bare(address: str) -> str:
    return address.removeprefix("https://").rstrip("/")


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
