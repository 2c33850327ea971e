"""What a catalog adds to pages of others, held to what the texts of records are held to."""

from collections.abc import Iterator

from msgspec import structs

from condcli.authoring.checks.subject import Shelf, Subject
from condcli.models import TIERS, Addition, Care, Codes, Condition

# What a record's texts are asked by themselves. An addition is no whole page: what is measured over all
# sections, and what a page must have, is not asked of it.
OF_TEXTS = frozenset({
    "S009", "S011", "L001", "L002", "L010", "P003", "P004", "P006", "P007", "P008", "P010", "T001", "T002",
    "T003", "T004", "T005", "F001", "F002", "F003", "F004", "M002", "M003", "M004", "M005", "M006", "M007",
    "M008", "M009", "M010", "M011",
})  # fmt: skip
OF_MEDICINES = frozenset({"M012"})  # whose danger the page may say already


def subjects(shelf: Shelf) -> Iterator[tuple[Subject, frozenset[str]]]:
    """Each addition as a record, and the codes of the checks that are to look at it."""
    over = shelf.sheet.over
    pages = {record.id: record for record in (*(over.conditions if over else ()), *shelf.catalog.conditions)}
    for id_, more in shelf.catalog.additions.items():
        page = pages.get(id_) or _unknown(id_)
        added = {tier: getattr(more.care, tier) for tier in TIERS}
        alone = structs.replace(page.care, **added, note=None, refs=())
        whole = structs.replace(page.care, **{t: (*getattr(page.care, t), *added[t]) for t in TIERS})
        yield Subject(_record(page, more, alone), shelf), OF_TEXTS
        yield Subject(_record(page, more, whole), shelf), OF_MEDICINES


def _record(page: Condition, more: Addition, care: Care) -> Condition:
    """The page's names with the texts of the addition only."""
    return structs.replace(
        page,
        summary="",
        care=care,
        sections=more.sections,
        questions=more.questions,
        references=more.references,
        notes=more.notes,
        accepted=(),
    )


def _unknown(id_: str) -> Condition:
    """A page of which only the id is known, as with --only."""
    return Condition(
        id=id_, name=id_, aliases=(), abbreviations=(), loose_names=(), shared_names=(), names_es=(),
        lookalikes=(), category="", common=None, codes=Codes((), (), ()), summary="",
        care=Care((), (), (), (), None, ()), sections={}, symptoms=(), questions=(), references=(),
        written="", changed="", reviewed=None, accepted=(),
    )  # fmt: skip
