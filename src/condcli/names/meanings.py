"""What else a name that several conditions share commonly means, where only one of them has a record."""

from collections.abc import Iterable

from condcli.models import Names

_OTHER = {
    "AD": ("Alzheimer's disease", "atopic dermatitis", "autosomal dominant"),
    "AF": ("atrial fibrillation", "atrial flutter"),
    "AMD": ("age-related macular degeneration", "acid maltase deficiency"),
    "AMI": ("acute myocardial infarction", "acute mesenteric ischemia"),
    "AS": ("ankylosing spondylitis", "aortic stenosis", "Angelman syndrome"),
    "ASD": ("autism spectrum disorder", "atrial septal defect", "acute stress disorder"),
    "BD": ("bipolar disorder", "Behçet's disease"),
    "BED": ("binge eating disorder",),
    "BV": ("bacterial vaginosis", "blood volume"),
    "CAD": ("coronary artery disease", "cold agglutinin disease"),
    "CAP": ("community-acquired pneumonia", "a prostate test"),
    "CD": ("Crohn's disease", "celiac disease", "conduct disorder"),
    "CF": ("cystic fibrosis", "chronic fatigue"),
    "CHD": ("coronary heart disease", "congenital heart disease"),
    "CP": ("cerebral palsy", "chronic pancreatitis", "chest pain"),
    "CTS": ("carpal tunnel syndrome", "CT scans"),
    "DM": ("diabetes mellitus", "dermatomyositis", "myotonic dystrophy"),
    "DS": ("Down syndrome", "Dravet syndrome"),
    "ED": ("erectile dysfunction", "eating disorder", "emergency department"),
    "GAD": ("generalized anxiety disorder", "GAD antibodies"),
    "GBM": ("glioblastoma", "glomerular basement membrane disease"),
    "HF": ("heart failure", "hay fever"),
    "HL": ("Hodgkin lymphoma", "hearing loss", "high lipids"),
    "MI": ("myocardial infarction", "mitral insufficiency", "mental illness"),
    "MM": ("multiple myeloma", "malignant melanoma"),
    "MS": ("multiple sclerosis", "mitral stenosis", "Marfan syndrome", "morphine sulfate"),
    "OA": ("osteoarthritis", "occupational asthma"),
    "OD": ("overdose", "the right eye"),
    "PD": ("Parkinson's disease", "panic disorder", "Paget's disease", "peritoneal dialysis"),
    "PE": ("pulmonary embolism", "pre-eclampsia", "pericardial effusion", "physical examination"),
    "PIH": ("pregnancy-induced hypertension", "dark spots after a skin inflammation"),
    "RA": ("rheumatoid arthritis", "refractory anemia", "right atrium"),
    "SCC": ("squamous cell carcinoma of the skin", "squamous cell carcinoma of other organs"),
    "SCD": ("sickle cell disease", "sudden cardiac death"),
    "UC": ("ulcerative colitis", "urothelial carcinoma", "urinary catheter"),
}


def can_also_mean(name: str, record: Names, known: Iterable[str]) -> str | None:
    """A sentence that names the other common meanings of a shared name, `known` among them."""
    own = {n.casefold() for n in (record.name, *record.aliases)}
    others = dict.fromkeys(m for m in (*_OTHER.get(name, ()), *known) if m.casefold() not in own)
    return f"{name} can also mean: {', '.join(others)}." if others else None
