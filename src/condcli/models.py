"""The records: what we know about a condition.

Our own data refuses unknown fields and missing ones. See data/README.md for every field.
"""

from typing import Annotated, Literal, TypeAlias, cast, get_args

from msgspec import Meta, Struct

# yyyy, yyyy-mm or yyyy-mm-dd: as precise as the source gives it
PartialDate: TypeAlias = Annotated[
    str, Meta(pattern=r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$(?!\n)")
]
Date: TypeAlias = Annotated[str, Meta(pattern=r"^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$(?!\n)")]
Text: TypeAlias = Annotated[str, Meta(min_length=1)]
# How many people in the US have it or get it within a year: 5 more than 1 in 20, 4 more than 1 in 100,
# 3 more than 1 in 1,000, 2 more than 1 in 10,000, 1 fewer.
Common: TypeAlias = Annotated[int, Meta(ge=1, le=5)]
Id: TypeAlias = Annotated[str, Meta(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$(?!\n)")]

SectionName: TypeAlias = Literal[
    "definition", "causes", "symptoms", "tests", "treatment",
    "self_care", "support", "outlook", "complications", "prevention",
]  # fmt: skip

# Written sections in the order in which they are shown, with their headings.
SECTIONS: dict[SectionName, str] = {
    "definition": "Definition",
    "causes": "Causes",
    "symptoms": "Symptoms",
    "tests": "Tests",
    "treatment": "Treatment",
    "self_care": "Self-care",
    "support": "Support groups",
    "outlook": "Outlook",
    "complications": "Possible complications",
    "prevention": "Prevention",
}

SYMPTOMS = "Common symptoms"  # the category of pages of what people feel, not of what they have
CATEGORIES: tuple[str, ...] = (
    "Blood", "Bones, joints and muscles", "Brain and nerves", "Cancer", "Children and newborns",
    "Common symptoms", "Digestive system and liver", "Ear, nose and throat", "Eyes", "Genetic and rare",
    "Heart and circulation", "Hormones and metabolism", "Immune system and allergies", "Infections",
    "Injuries, poisoning and emergencies", "Kidneys and urinary tract", "Lungs and breathing", "Men's health",
    "Mental health", "Mouth and teeth", "Skin, hair and nails", "Women's health and pregnancy",
)  # fmt: skip


class Record(Struct, frozen=True, forbid_unknown_fields=True):
    """A piece of our own data: immutable, and nothing in it that we do not know."""


class MeshHeading(Record, frozen=True):
    """A Medical Subject Heading and its id, such as D054198."""

    id: str
    heading: str


class Codes(Record, frozen=True):
    """The codes under which others file the condition."""

    icd10cm: tuple[str, ...]
    mesh: tuple[MeshHeading, ...]
    doid: tuple[str, ...]


Tier: TypeAlias = Literal["emergency", "urgent", "soon", "routine"]
TIERS: tuple[Tier, ...] = get_args(Tier)  # the most urgent first


class Care(Record, frozen=True):
    """When to get help, in four tiers; each entry completes "if you have".

    `note` says why there is no emergency; `refs` are the 1-based positions of the references of all lists.
    """

    emergency: tuple[Text, ...]
    urgent: tuple[Text, ...]
    soon: tuple[Text, ...]
    routine: tuple[Text, ...]
    note: str | None
    refs: tuple[int, ...]


class Bullets(Record, frozen=True):
    """A lead-in and its list."""

    lead: Text
    items: Annotated[tuple[Text, ...], Meta(min_length=1)]


class Section(Record, frozen=True):
    """Paragraphs and lists, and the 1-based positions of the references that they rest on."""

    body: Annotated[tuple[Text | Bullets, ...], Meta(min_length=1)]
    refs: tuple[int, ...]


class Reference(Record, frozen=True):
    """A source: `via` says how we know it, where that is not by opening its page under https."""

    publisher: str
    title: str
    url: str | None
    date: PartialDate | None
    accessed: PartialDate | None
    via: str | None


class Accepted(Record, frozen=True):
    """A finding of `condcli check` that the record accepts, and why."""

    check: str
    place: str
    reason: Text


class Names(Record, frozen=True, kw_only=True, forbid_unknown_fields=False):
    """The part of a record by which it is found.

    `covered_names` are kinds, forms and everyday names that the page is right for: they open it. Loose names
    may mean something else: they list it.
    """

    id: Id
    name: Text
    aliases: tuple[Text, ...]
    abbreviations: tuple[Text, ...]
    covered_names: tuple[Text, ...] = ()
    loose_names: tuple[Text, ...]
    shared_names: tuple[Text, ...]
    names_es: tuple[Text, ...]
    lookalikes: tuple[Id, ...]
    category: str
    common: Common | None
    codes: Codes

    @property
    def related_names(self) -> tuple[str, ...]:
        """What stands on the page under "Related names and types"."""
        return (*self.covered_names, *self.loose_names)

    @property
    def every_name(self) -> tuple[str, ...]:
        """All that it is called, in whatever sense."""
        own = (self.name, *self.aliases, *self.abbreviations)
        return (*own, *self.related_names, *self.shared_names, *self.names_es)


class Condition(Names, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """One condition: its names, its page and what the page rests on.

    A record of one's own may take the place of the bundled record that `replaces` names. `added_by` and
    `notes` are filled in where a catalog is laid over the bundled one.
    """

    summary: Text
    care: Care
    sections: dict[SectionName, Section]
    symptoms: tuple[Id, ...]
    questions: tuple[Text, ...]
    references: tuple[Reference, ...]
    written: Date
    changed: Date
    reviewed: Date | None
    accepted: tuple[Accepted, ...]
    replaces: Id | None = None
    added_by: str | None = None
    notes: tuple[Text, ...] = ()

    def section(self, key: str) -> Section | None:
        """The written section of that name, if the record has it."""
        return self.sections.get(cast("SectionName", key))


class Site(Record, frozen=True, kw_only=True, omit_defaults=True):
    """Whose pages these are, as every view shows it: whom to call, and whom to tell of a mistake."""

    name: Text | None = None
    phone: Text | None = None
    address: Text | None = None
    foot: Text | None = None
    report_to: Text | None = None


class AddedCare(Record, frozen=True, kw_only=True, omit_defaults=True):
    """What is added to the care advice of a record, in its four tiers."""

    emergency: tuple[Text, ...] = ()
    urgent: tuple[Text, ...] = ()
    soon: tuple[Text, ...] = ()
    routine: tuple[Text, ...] = ()


class Addition(Record, frozen=True, kw_only=True, omit_defaults=True):
    """What is added to a record that stands elsewhere; `refs` count the references of the addition."""

    notes: tuple[Text, ...] = ()
    care: AddedCare = AddedCare()
    sections: dict[SectionName, Section] = {}
    questions: tuple[Text, ...] = ()
    references: tuple[Reference, ...] = ()


class Catalog(Record, frozen=True, kw_only=True, omit_defaults=True):
    """A file of records. `categories` are a catalog's own, beside ours.

    `site` says whose it is; `additions` go to bundled records, by their ids.
    """

    version: Literal[2]
    language: str
    site: Site = Site()
    categories: tuple[str, ...] = ()
    additions: dict[Id, Addition] = {}
    conditions: tuple[Condition, ...]


class Symptom(Record, frozen=True):
    """A symptom in people's words; `emergency` says in a sentence when it is one."""

    id: Id
    name: Text
    medical: str | None
    aliases: tuple[Text, ...]
    emergency: str | None


class Symptoms(Record, frozen=True):
    """symptoms.json."""

    version: Literal[1]
    symptoms: tuple[Symptom, ...]


class Term(Record, frozen=True):
    """A hard word in plain words; `meaning` completes "X means ..."."""

    term: Text
    meaning: Text
    aliases: tuple[Text, ...]


class Glossary(Record, frozen=True):
    """glossary.json."""

    version: Literal[1]
    terms: tuple[Term, ...]


class KnownName(Record, frozen=True):
    """A condition that we know by name and have no record for yet."""

    name: Text
    aliases: tuple[Text, ...]
    codes: tuple[str, ...]


class KnownNames(Record, frozen=True):
    """known_names.json."""

    version: Literal[1]
    names: tuple[KnownName, ...]


class Sayings(Record, frozen=True):
    """sayings.json: what people say for a record, by its id; a page does not show it.

    `opening` opens the record, as covered names do; `sayings` may mean it, and list it.
    """

    version: Literal[1]
    sayings: dict[Id, tuple[Text, ...]]
    opening: dict[Id, tuple[Text, ...]] = {}


NOTHING_SAID = Sayings(version=1, sayings={})


class Everyday(Record, frozen=True):
    """everyday.json: how people talk, for finding only; a page does not show it.

    `skip` are words that say nothing, `light` those that say little by themselves, and `general` those that
    name no symptom by themselves. `same` gives other words for a word, `people` those for whom it is about,
    `descriptions` what people say who have a condition, by the id of the record, and `complaints` what they
    say for a symptom, by its id.
    """

    version: Literal[1]
    skip: tuple[Text, ...]
    light: tuple[Text, ...]
    general: tuple[Text, ...]
    same: dict[Text, tuple[Text, ...]]
    people: dict[Text, tuple[Text, ...]]
    descriptions: dict[Id, tuple[Text, ...]]
    complaints: dict[Id, tuple[Text, ...]]
