"""A record to start from: every field is there, and says what belongs in it."""

import re

from condcli.models import CATEGORIES, Care, Codes, Condition, MeshHeading, Reference, Section, SectionName
from condcli.names.normalize import unaccented

# Which field, and what belongs in it. Where a field may hold text, the advice stands in it, after TODO.
ADVICE: dict[str, str] = {
    "id": "Words in small letters joined by hyphens, made of the name. Never change it once others use it.",
    "name": "The name that heads the page, as people say it.",
    "aliases": "Other full names: what people call it, the medical name, the British spelling.",
    "abbreviations": "Such as COPD. One that means other things too belongs in shared_names.",
    "covered_names": "Kinds, forms and everyday names that the page is right for: they open it.",
    "loose_names": "Names that mean more than this, or something else too, and library forms: they list it.",
    "shared_names": "Names and abbreviations that other conditions have too, such as MS.",
    "names_es": "Names in Spanish, with their accents.",
    "lookalikes": "Ids of records that a reader must not be given by mistake; each names this one in return.",
    "category": f"One of: {'; '.join(CATEGORIES)}; or one of the catalog's own.",
    "common": "How common it is in the US, from 1 (fewer than 1 in 10,000) to 5 (1 in 20); null if unknown.",
    "codes": "ICD-10-CM, MeSH and Disease Ontology codes that mean this; leave out what you do not know.",
    "summary": "Two or three short sentences: what it is, whether it is serious, what helps.",
    "care": "Signs to call 911 for, call today, see a doctor within days, ask about later; with refs.",
    "sections": "Write definition, symptoms and treatment at least. Leave out what no source supports.",
    "symptoms": "Ids in symptoms.json of the symptoms that the text names.",
    "questions": "4 to 6 that a person can ask at the next visit, and that a doctor can answer.",
    "references": "Publisher, title, https address and date of each source; sections name them in refs.",
    "written": "The day on which the text was written.",
    "changed": "The day on which it was last changed.",
    "reviewed": "null until a clinician has really reviewed the record; then the day.",
    "accepted": "Findings of condcli check that stand on purpose, each with check, place and reason.",
}
SECTION_ADVICE: dict[SectionName, str] = {
    "definition": "What it is, in short words. Whether one can catch it.",
    "causes": "What causes it, and who is at risk.",
    "symptoms": "What people feel and see.",
    "tests": "How a doctor finds it.",
    "treatment": "How it is treated, without a dose.",
    "self_care": "What people can do themselves.",
    "support": "Groups that help, with their web address.",
    "outlook": "What most people can expect, and what is not known.",
    "complications": "Problems that it can lead to.",
    "prevention": "How to lower the risk, or that nobody knows.",
}
CARE_ADVICE = (
    "signs for which to call 911 now",
    "signs for which to call a doctor today, day or night",
    "signs for which to make an appointment within a few days",
    "what can wait for a visit",
)


def todo(advice: str) -> str:
    """The advice as a placeholder, which `condcli check` finds until it is replaced."""
    return f"TODO: {advice}"


def record(name: str, today: str) -> Condition:
    """A record of that name with advice instead of texts."""
    emergency, urgent, soon, routine = ((todo(advice),) for advice in CARE_ADVICE)
    return Condition(
        id=slug(name),
        name=name,
        aliases=(todo(ADVICE["aliases"]),),
        abbreviations=(todo(ADVICE["abbreviations"]),),
        covered_names=(todo(ADVICE["covered_names"]),),
        loose_names=(todo(ADVICE["loose_names"]),),
        shared_names=(todo(ADVICE["shared_names"]),),
        names_es=(todo(ADVICE["names_es"]),),
        lookalikes=("todo-ids-of-records-that-could-be-mistaken-for-this",),
        category=todo(ADVICE["category"]),
        common=None,
        codes=Codes(
            icd10cm=(todo("such as E11.9, or leave the list empty"),),
            mesh=(
                MeshHeading(todo("such as D003920, or leave the list empty"), todo("the heading of that id")),
            ),
            doid=(todo("such as DOID:9351, or leave the list empty"),),
        ),
        summary=todo(ADVICE["summary"]),
        care=Care(emergency, urgent, soon, routine, None, (1,)),
        sections={key: Section((todo(advice),), (1,)) for key, advice in SECTION_ADVICE.items()},
        symptoms=("todo-ids-from-symptoms-json",),
        questions=(todo(ADVICE["questions"]),),
        references=(
            Reference(
                publisher=todo("who publishes the source"),
                title=todo("its title"),
                url=todo("its https address, or null for a book"),
                date=None,
                accessed=today,
                via=None,
            ),
        ),
        written=today,
        changed=today,
        reviewed=None,
        accepted=(),
    )


def slug(name: str) -> str:
    """The name as an id: "Crohn's disease" is crohns-disease."""
    letters = unaccented(name.casefold().replace("'", "").replace("\u2019", ""))
    return "-".join(re.findall(r"[a-z0-9]+", letters))
