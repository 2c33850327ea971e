"""Ask ClinicalTrials.gov and PubMed for one small thing by each way that `condcli update` uses.

    python tests/live/ask.py

For people with a network; no test and no CI runs it. It prints a table of what answered, with the date.
Settings are those of condcli: NCBI_API_KEY, CONDCLI_EMAIL, HTTPS_PROXY. It ends with 1 if anything that an
update needs did not answer (of the ways to ask the registry, one is enough).
"""

import sys
from collections.abc import Callable, Iterator
from functools import partial

import msgspec

from condcli import clock
from condcli.errors import CondError
from condcli.research import paper, pubmed
from condcli.sources import http
from condcli.trials import ctgov

TRIAL = "NCT04537871"
PAPER = "29768149"
SMALL = {"fields": "NCTId", "pageSize": "1", "countTotal": "true", "format": "json"}
TEN_WORDS = '"asthma" OR "exercise induced asthma" OR "late onset asthma" OR "cough variant asthma"'
Step = tuple[str, Callable[[http.Client], object]]


def ways() -> Iterator[Step]:
    """The registry by each way alone."""
    for way in http.CTGOV.ways:
        source = msgspec.structs.replace(http.CTGOV, ways=(way,))
        yield f"ClinicalTrials.gov, by {way.name}", partial(registry, source, {"query.cond": '"asthma"'})


def needed() -> Iterator[Step]:
    """What an update and --refresh ask."""
    yield "ClinicalTrials.gov, ten words", partial(registry, http.CTGOV, {"query.cond": TEN_WORDS})
    yield "ClinicalTrials.gov, a list of numbers", partial(registry, http.CTGOV, {"filter.ids": TRIAL})
    yield "ClinicalTrials.gov, a study with every field", lambda client: ctgov.one(client, TRIAL).item
    search = {"db": "pubmed", "term": '"Asthma"[majr]', "retmode": "json", "retmax": "1"}
    yield "PubMed, a search", lambda c: len(c.content(http.PUBMED, "esearch.fcgi", search, "json"))
    fetch = {"db": "pubmed", "id": PAPER, "retmode": "xml"}
    yield "PubMed, a paper", lambda c: paper.read(c.text(http.PUBMED, "efetch.fcgi", fetch))[0].pmid
    brief = {"db": "pubmed", "id": PAPER, "retmode": "json"}
    yield "PubMed, a summary", lambda c: len(c.content(http.PUBMED, "esummary.fcgi", brief, "json"))


def registry(source: http.Source, asked: dict[str, str], client: http.Client) -> str:
    """How many studies a small question finds."""
    page = client.json(source, "studies", {**asked, **SMALL}, dict)
    return f"{page['totalCount']:,} studies"


def attempt(step: Step) -> tuple[bool, str]:
    """Whether it was answered, and a line of the table."""
    name, ask = step
    try:
        with http.Client(print) as client:
            said, answered = f"answered: {ask(client)}", True
    except CondError as fault:
        said, answered = f"FAILED: {fault}", False
    return answered, f"| {name} | {said} |"


def main() -> int:
    """Print the table; 1 if an update would not work."""
    print(f"Asked on {clock.today()}, papers of {pubmed.YEARS} years.\n\n| what | answer |\n|---|---|")
    by_way = [attempt(step) for step in ways()]
    rest = [attempt(step) for step in needed()]
    print("\n".join(line for _, line in (*by_way, *rest)))
    works = any(answered for answered, _ in by_way) and all(answered for answered, _ in rest)
    return 0 if works else 1


if __name__ == "__main__":
    sys.exit(main())
