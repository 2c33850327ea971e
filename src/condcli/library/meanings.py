"""What else a name that several conditions share commonly means, where only one of them has a record."""

from collections.abc import Iterable

from condcli.models import Names

_OTHER = {
    "AD": ("Alzheimer's disease", "atopic dermatitis", "autosomal dominant"),
    "AF": ("atrial fibrillation", "atrial flutter"),
    "AS": ("ankylosing spondylitis", "aortic stenosis", "Angelman syndrome"),
    "BED": ("binge eating disorder",),
    "CD": ("Crohn's disease", "celiac disease", "conduct disorder"),
    "CF": ("cystic fibrosis", "chronic fatigue"),
    "CP": ("cerebral palsy", "chronic pancreatitis", "chest pain"),
    "ED": ("erectile dysfunction", "eating disorder", "emergency department"),
    "MI": ("myocardial infarction", "mitral insufficiency", "mental illness"),
    "MM": ("multiple myeloma", "malignant melanoma"),
    "MS": ("multiple sclerosis", "mitral stenosis", "Marfan syndrome", "morphine sulfate"),
    "PD": ("Parkinson's disease", "panic disorder", "Paget's disease", "peritoneal dialysis"),
    "PE": ("pulmonary embolism", "pre-eclampsia", "pericardial effusion", "physical examination"),
    "RA": ("rheumatoid arthritis", "refractory anemia", "right atrium"),
    "UC": ("ulcerative colitis", "urothelial carcinoma", "urinary catheter"),
}


def can_also_mean(name: str, record: Names, known: Iterable[str]) -> str | None:
    """A sentence that names the other common meanings of a shared name, `known` among them."""
    own = {n.casefold() for n in (record.name, *record.aliases)}
    others = dict.fromkeys(m for m in (*_OTHER.get(name, ()), *known) if m.casefold() not in own)
    return f"{name} can also mean: {', '.join(others)}." if others else None
