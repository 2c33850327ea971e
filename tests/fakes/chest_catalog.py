"""A small catalog of chest complaints, made up so that what is found in it can be told beforehand."""

import atexit
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from good_record import Raw, catalog_of, good, write

_FOLDER = TemporaryDirectory()  # while the tests run
atexit.register(_FOLDER.cleanup)
NO_EMERGENCY = {"emergency": [], "note": "It is never one."}
RECORDS: dict[str, Raw] = {
    "chest-cold": {
        "name": "Chest cold",
        "aliases": ["Acute bronchitis"],
        "lookalikes": ["hay-fever"],
        "codes": {"icd10cm": ["J20"], "mesh": [], "doid": []},
        "common": 5,
        "summary": "A chest cold is a swelling of the airways. Rest and warm drinks help.",
        "care": NO_EMERGENCY,
        "definition": "The airways swell after a cold. It is catching at first.",
        "causes": "A virus causes it. Smoke makes it last.",
        "treatment": "Honey helps a cough. Antibiotics do not cure it.",
        "symptoms": ["cough", "fever", "tiredness"],
    },
    "lung-infection": {
        "name": "Lung infection",
        "aliases": ["Pneumonia"],
        "abbreviations": ["CAP"],
        "codes": {"icd10cm": ["J18"], "mesh": [], "doid": []},
        "common": 4,
        "summary": "Germs fill the lungs. It can be serious for older people.",
        "care": {"emergency": ["blue lips"], "urgent": ["a fever that comes back"]},
        "definition": "Germs settle in the small air sacs.",
        "causes": "A germ or virus causes it, often after flu.",
        "treatment": "Antibiotics cure most of it. A rescue inhaler opens the airways. Honey is no cure.",
        "symptoms": ["cough", "fever", "chills", "tiredness"],
    },
    "viral-lung-infection": {
        "name": "Viral lung infection",
        "codes": {"icd10cm": ["J18.8"], "mesh": [], "doid": []},
        "common": 3,
        "summary": "A virus fills the lungs. Antibiotics do not help.",
        "definition": "A virus settles in the lungs.",
        "causes": "Flu can cause it.",
        "treatment": "Rest helps. Oxygen is given where it is bad.",
        "symptoms": ["cough", "fever", "chills"],
    },
    "lung-clot": {
        "name": "Lung clot",
        "abbreviations": ["PE"],
        "shared_names": ["LC"],
        "common": 2,
        "summary": "A clot blocks a vessel of the lung. It needs help now.",
        "care": {"emergency": ["coughing up blood"]},
        "definition": "A clot travels to the lung.",
        "causes": "Lying still for days can cause it.",
        "treatment": "Medicine thins the blood.",
        "symptoms": ["cough", "chest-pain", "coughing-blood"],
    },
    "child-wheeze": {
        "name": "Wheezing in children",
        "shared_names": ["LC"],
        "common": 4,
        "summary": "Small airways whistle when a child breathes. Many a child grows out of it.",
        "definition": "A child wheezes, and so may the child's brother. A toddler or baby may, too.",
        "causes": "A cold sets off a child. Smoke at home does so to a baby.",
        "treatment": "An inhaler with a spacer helps a child. The rescue of a child is the inhaler.",
        "symptoms": ["cough", "wheezing"],
    },
    "hay-fever": {
        "name": "Hay fever",
        "aliases": ["Pollen allergy"],
        "loose_names": ["Summer cold"],
        "lookalikes": ["chest-cold"],
        "common": 5,
        "summary": "Pollen makes the nose run. It is no fever at all.",
        "care": NO_EMERGENCY,
        "definition": "The body takes pollen for a germ.",
        "causes": "Pollen of grass and trees causes it.",
        "treatment": "A nose spray helps. Keep windows shut.",
        "symptoms": ["sneezing", "itchy-eyes"],
    },
    "high-fever": {
        "name": "High fever",
        "category": "Common symptoms",
        "common": None,
        "summary": "The body is hot. Drink and rest.",
        "definition": "A temperature above the usual one.",
        "causes": "Many germs cause it.",
        "treatment": "Light clothes help.",
        "symptoms": ["fever"],
    },
}  # fmt: skip
SYMPTOMS = {
    "cough": ("Cough", "tussis", ["Coughing"], None),
    "fever": ("Fever", "pyrexia", ["High temperature"], None),
    "chills": ("Chills", None, ["Shivering"], None),
    "tiredness": ("Tiredness", "fatigue", [], None),
    "chest-pain": ("Chest pain", None, ["Pain in the chest"], "Call 911 if it is crushing."),
    "coughing-blood": ("Coughing up blood", "hemoptysis", [], "Call 911 for more than a spoonful."),
    "wheezing": ("Wheezing", None, ["Whistling breath"], None),
    "sneezing": ("Sneezing", None, [], None),
    "itchy-eyes": ("Itchy eyes", None, [], None),
    "odd-dreams": ("Odd dreams", None, [], None),
}
TERMS = [
    {"term": "antibiotic", "meaning": "a medicine against germs", "aliases": ["germ killer"]},
    {"term": "CT scan", "meaning": "a picture in slices", "aliases": ["CAT scan"]},
    {"term": "air sac", "meaning": "a tiny bag in the lung", "aliases": []},
    {"term": "ALL", "meaning": "a cancer of the blood", "aliases": []},
    {"term": "100% oxygen", "meaning": "pure oxygen", "aliases": ["pure_oxygen"]},
]
EVERYDAY = {
    "version": 1,
    "skip": ["a", "an", "the", "my", "i", "is", "of", "and", "has", "in", "it", "with", "up", "to", "or"],
    "light": ["very", "bad", "really", "week"],
    "general": ["chest", "eye"],
    "same": {"no": ["not", "without", "denies"], "child": ["kid", "toddler"], "breath": ["breathing"],
             "cough": ["hacking", "bark like a dog"]},
    "people": {"child": ["child", "kid", "toddler", "baby"], "older": ["grandma", "older"]},
    "descriptions": {"hay-fever": ["nose runs like a tap"], "lung-clot": ["calf swollen after a flight"]},
    "complaints": {"tiredness": ["no energy", "worn out"], "wheezing": ["breath whistles"]},
}  # fmt: skip


def record(id_: str, definition: str, causes: str, treatment: str, **fields: Any) -> Raw:  # noqa: ANN401  a record's fields
    """A record of the small catalog, in which nothing stands that is not given."""
    bare: Raw = {"aliases": [], "abbreviations": [], "loose_names": [], "category": "Lungs and breathing"}
    bare |= {"codes": {"icd10cm": [], "mesh": [], "doid": []}, "questions": ["Will it last?"]}
    care = {"emergency": ["gray lips"], "urgent": [], "soon": [], "routine": [], "note": None, "refs": []}
    told = {"definition": definition, "causes": causes, "treatment": treatment}
    sections = {key: {"body": [text], "refs": [1]} for key, text in told.items()}
    return good(**(bare | fields | {"id": id_, "care": care | fields.get("care", {}), "sections": sections}))


@cache
def path() -> Path:
    """The file of the small catalog, with all that stands beside it."""
    none: Raw = {"aliases": [], "codes": []}
    symptoms = [
        {"id": id_, "name": name, "medical": medical, "aliases": aliases, "emergency": emergency}
        for id_, (name, medical, aliases, emergency) in SYMPTOMS.items()
    ]
    return write(
        Path(_FOLDER.name),
        catalog_of(*(record(id_, **fields) for id_, fields in RECORDS.items())),
        symptoms={"version": 1, "symptoms": symptoms},
        glossary={"version": 1, "terms": TERMS},
        everyday=EVERYDAY,
        known_names={"version": 1, "names": [none | {"name": name} for name in ("Silo lung", "Odd dreams")]},
        sayings={
            "version": 1,
            "sayings": {"lung-clot": ["heavy chest"]},
            "opening": {"hay-fever": ["pollen nose"]},
        },
    )
