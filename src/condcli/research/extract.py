"""A research result from a paper: facts that PubMed gives, and what can be read from title and abstract.

The sentence about it is made from these facts; none of the abstract's own is kept.
"""

import re
from collections.abc import Mapping, Sequence

from condcli.registry_models import PUBMED, REVIEWS, Advance
from condcli.research.headcount import patients
from condcli.research.paper import Heading, Paper
from condcli.research.text import words
from condcli.research.treatments import treatment

__all__ = ["advance", "patients", "treatment"]

# PubMed's publication types that we name, the most telling first; a phase is added to a trial's.
KINDS = {
    "Network Meta-Analysis": "Meta-analysis",
    "Meta-Analysis": "Meta-analysis",
    "Systematic Review": "Systematic review",
    "Randomized Controlled Trial": "Randomized controlled trial",
    "Controlled Clinical Trial": "Controlled clinical trial",
    "Pragmatic Clinical Trial": "Clinical trial",
    "Adaptive Clinical Trial": "Clinical trial",
    "Equivalence Trial": "Clinical trial",
    "Clinical Trial": "Clinical trial",
    "Observational Study": "Observational study",
    "Case Reports": "Case report",
}
_PHASES = {"I": "1", "II": "2", "III": "3", "IV": "4"}
# What MeSH says of diseases only.
_OF_DISEASES = frozenset(
    {
        "complications", "congenital", "diagnosis", "diet therapy", "drug therapy", "epidemiology",
        "etiology", "mortality", "nursing", "prevention & control", "psychology", "radiotherapy",
        "rehabilitation", "surgery", "therapy",
    }
)  # fmt: skip
_MEDICINE = "therapeutic use"
_EPONYMS = words(
    """Addison Alzheimer Asperger Barrett Behcet Bell Chagas Cohn Crohn Cushing Down Ebola Ehlers-Danlos
    Epstein-Barr Ewing Gaucher Graves Guillain-Barre Hashimoto Helicobacter Hodgkin Huntington
    Kaposi Kawasaki Lewy Lyme Marfan Meniere Merkel Paget Parkinson Peyronie Pompe Raynaud Rett
    Reye Sjogren Sjögren Still Stills Tourette Turner Wegener Wilms Wilson"""
)
MOST_NAMED = 2  # conditions of one paper


def advance(paper: Paper, names: Mapping[str, str], as_of: str) -> Advance:
    """The research result that a paper reports; `names` are our names of conditions by MeSH id."""
    kind = _kind(paper.types)
    studied = _studied(paper.headings, names)
    medicines = [_in_order(h.name) for h in paper.headings if h.major and _MEDICINE in h.qualifiers]
    used = treatment(paper.title or "", paper.substances, medicines)
    people = patients(paper.title or "", paper.abstract)
    return Advance(
        pmid=paper.pmid,
        doi=paper.doi,
        title=paper.title,
        journal=paper.journal,
        published=paper.published,
        condition=studied,
        treatment=used,
        patients=people,
        kind=kind,
        summary=_summary(kind, studied, used, people),
        nct_ids=paper.nct_ids,
        as_of=as_of,
        source=PUBMED,
    )


def _kind(types: Sequence[str]) -> str | None:
    phase = next((p for t in types if (p := _PHASES.get(t.removeprefix("Clinical Trial, Phase ")))), None)
    kind = next((KINDS[t] for t in KINDS if t in types), "Clinical trial" if phase else None)
    return f"{kind}, phase {phase}" if kind and phase and kind not in REVIEWS else kind


def _studied(headings: Sequence[Heading], names: Mapping[str, str]) -> str | None:
    """Our names for what the paper is mainly about, else the names that MeSH has: "Asthma and COPD"."""
    main = [h for h in headings if h.major]
    found = [names[h.id] for h in main if h.id in names]
    found = found or [_in_order(h.name) for h in main if _OF_DISEASES & set(h.qualifiers)]
    found = found or [names[h.id] for h in headings if h.id in names]
    said = {name: set(re.findall(r"\w+", name.lower())) for name in [*dict.fromkeys(found)][:MOST_NAMED]}
    # One that another names too is left out
    return " and ".join(n for n in said if not any(said[n] < other for other in said.values())) or None


def _in_order(name: str) -> str:
    """A MeSH name as it is said: "Leukemia, Myeloid, Acute" is "Acute Myeloid Leukemia"."""
    return " ".join(reversed(name.split(", ")))


def _summary(kind: str | None, studied: str | None, used: str | None, people: int | None) -> str | None:
    """One sentence made of the facts; None where there are too few. The condition is said once."""
    if not (studied or used):
        return None
    if studied and used and studied.lower() in used.lower():
        studied = None
    if kind in REVIEWS:
        about = " for ".join(map(_lowered, filter(None, (used, studied))))
        covered = f", with {people:,} people in all" if people else ""
        return f"Researchers put together earlier studies of {about}{covered}."
    began = {"Randomized": "In a trial that chose each person's group by chance, researchers"}
    who = f"{people:,} people" if people else "people"
    who += f" with {_lowered(studied)}" if studied else ""
    did = f"tested {_lowered(used)} in {who}" if used else f"studied {who}"
    return f"{began.get((kind or '').split()[0] if kind else '', 'Researchers')} {did}."


def _lowered(name: str) -> str:
    """A title's words as they stand inside a sentence; names of persons and abbreviations keep their form."""
    said = []
    for word in name.split():
        plain = re.sub(r"(?:['\u2019]s)?[^\w-]*$", "", word)
        is_name = plain in _EPONYMS or "'" in word or "\u2019" in word
        is_title = re.fullmatch(r"[A-Z][a-z]+(?:-[A-Za-z]?[a-z]+)*", plain)
        said.append(word.lower() if is_title and not is_name else word)
    return " ".join(said)
