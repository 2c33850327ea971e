"""Tables for a spreadsheet: dates as yyyy-mm-dd, and no cell that would run as a formula."""

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from condcli.json_answers import AdvanceRow, ConditionList, PlannedList, Resolution, TrialRow
from condcli.models import Names
from condcli.render.blocks import in_one_line
from condcli.render.trial_tables import people, phase, study_type, word

HEADERS = (
    "Status", "Study type", "Phase", "Participants", "Start date", "In plain words", "Title",
    "Who can join", "Where", "NCT number", "As of", "Miles", "Nearest site", "Link",
)  # fmt: skip
PAPER_HEADERS = (
    "Published", "Journal", "Condition", "Treatment used", "Number of patients", "Kind of study",
    "In one sentence", "Title", "PMID", "DOI", "NCT number", "As of", "Link",
)  # fmt: skip
LOOKUP_HEADERS = (
    "Asked", "Status", "Name", "Id", "ICD-10-CM", "Matched", "How", "Known, no page yet", "Note", "Help now",
    "Added by",
)  # fmt: skip
LIST_HEADERS = ("Name", "Id", "Category", "ICD-10-CM", "MeSH", "DOID", "Added by")
PLANNED_HEADERS = ("Name", "Also called", "Codes")
# A spreadsheet would run what begins so; some take the wide signs of East Asian keyboards too.
_SIGN = re.compile(r"[=+\-@\uff1d\uff0b\uff0d\uff20]")


class Form(Struct, frozen=True):
    """How a table is written: which columns, at which places of its rows, and how lines end."""

    headers: tuple[str, ...]
    places: tuple[int, ...]
    end: str = "\n"

    def header(self) -> str:
        """The line of headers."""
        return self.rows([self.headers])

    def rows(self, rows: Iterable[Sequence[str]]) -> str:
        """Rows as lines."""
        file = io.StringIO()
        writer = csv.writer(file, lineterminator=self.end)
        writer.writerows([_cell(row[place]) for place in self.places] for row in rows)
        return file.getvalue()


def trials(answer: Iterable[TrialRow]) -> Iterable[Sequence[str]]:
    """The cells of trials under HEADERS."""
    for t in answer:
        participants = "" if t.enrollment is None else str(t.enrollment)
        distance = "" if t.distance is None else str(t.distance)
        yield (
            word(t.status), study_type(t), phase(t), participants, t.start_date or "", t.plain_title or "",
            t.title, people(t), "; ".join(t.places or t.countries), t.nct_id, t.as_of, distance,
            t.nearest_site or "", t.url,
        )  # fmt: skip


def advances(answer: Iterable[AdvanceRow]) -> Iterable[Sequence[str]]:
    """The cells of research results under PAPER_HEADERS."""
    for a in answer:
        patients = "" if a.patients is None else str(a.patients)
        yield (
            a.published or "", a.journal or "", a.condition or "", a.treatment or "", patients, a.kind or "",
            a.summary or "", a.title or "", a.pmid or "", a.doi or "", " ".join(a.nct_ids), a.as_of,
            a.url or "",
        )  # fmt: skip


def conditions(answer: ConditionList) -> Iterable[Sequence[str]]:
    """The cells of a list under LIST_HEADERS."""
    for c in answer.conditions:
        mesh = "; ".join(heading.id for heading in c.codes.mesh)
        codes = ("; ".join(c.codes.icd10cm), mesh, "; ".join(c.codes.doid))
        yield (c.name, c.id, c.category, *codes, c.added_by or "")


def planned(answer: PlannedList) -> Iterable[Sequence[str]]:
    """The cells of conditions without a page under PLANNED_HEADERS."""
    return ((k.name, "; ".join(k.aliases), "; ".join(k.codes)) for k in answer.names)


def resolution(answer: Resolution, records: Mapping[str, Names], help_now: str) -> Sequence[str]:
    """The cells of an answer under LOOKUP_HEADERS; of several records each has its place in a cell."""
    found = answer.matches
    codes = (" ".join(records[c.id].codes.icd10cm) for c in found)
    return (
        answer.query, answer.status, "; ".join(c.name for c in found), "; ".join(c.id for c in found),
        "; ".join(codes), "; ".join(c.matched for c in found), answer.how or "", answer.known or "",
        answer.note or "", help_now, "; ".join(c.added_by or "" for c in found).strip("; "),
    )  # fmt: skip


def _cell(text: str) -> str:
    """The text with a mark before whatever would run, at the start and behind a semicolon; no tab stays.

    Where a list is separated by these, a spreadsheet begins a cell after each, whatever we quote.
    """
    said = in_one_line(text).replace("\t", " ")
    safe, done = [], 0
    for sign in _SIGN.finditer(said):
        before = said[done : sign.start()]
        led = before.rstrip().removesuffix('"').rstrip()
        begins = led.endswith(";") or not (led or done)
        safe += [before[: len(led)], "'" if begins else "", before[len(led) :], sign[0]]
        done = sign.end()
    return "".join((*safe, said[done:]))
