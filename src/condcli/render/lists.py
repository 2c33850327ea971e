"""The lists of all symptoms and of all conditions, as blocks."""

from collections.abc import Iterator, Mapping

from condcli.json_answers import ConditionList, SymptomList
from condcli.models import Symptom
from condcli.render.blocks import Block, Bullet, Fields, Heading, Table

EMERGENCY_LEAD = "Call 911 or go to an emergency room now for:"
EMERGENCY_SIGNS = (
    "chest pain, trouble breathing, or sudden weakness on one side",
    "heavy bleeding, a seizure, fainting, or a person who cannot be woken",
    "thoughts of suicide with a plan (call or text 988 at any time to talk)",
    "anything below that says it is an emergency",
)


def symptom_index(answer: SymptomList, symptoms: Mapping[str, Symptom]) -> Iterator[Block]:
    """Every symptom with the number of conditions that name it; emergency signs first."""
    yield Heading("Symptoms", level=1)
    yield Bullet(EMERGENCY_LEAD, EMERGENCY_SIGNS, "emergency")
    rows = tuple((s.name, str(s.conditions), symptoms[s.id].emergency or "") for s in answer.symptoms)
    headers = ("Symptom", "Conditions", "Emergency")
    yield Table(headers, rows, narrow=50, numeric=("Conditions",), inline=True)


def condition_list(answer: ConditionList) -> Iterator[Block]:
    """Every condition with its category and codes."""
    rows = tuple(
        (c.name, c.category, ", ".join(c.codes.icd10cm), c.added_by or "") for c in answer.conditions
    )
    used = 4 if any(c.added_by for c in answer.conditions) else 3
    yield Heading("Conditions", level=1)
    headers = ("Name", "Category", "ICD-10-CM", "Added by")[:used]
    yield Table(headers, tuple(row[:used] for row in rows), narrow=50, inline=True)
    yield Fields((("Total", str(len(rows))),))
