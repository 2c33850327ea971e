"""S: the form of the file and of its records."""

from collections.abc import Iterator

from condcli.authoring.checks.rules import Check, Found, for_catalog, for_record, register
from condcli.authoring.checks.subject import LONGEST_TEXT, PLACEHOLDER, Shelf, Spot, Subject, quoted
from condcli.catalog import integrity, write
from condcli.models import CATEGORIES, Bullets

REQUIRED = ("definition", "symptoms", "treatment")
QUESTIONS = range(4, 7)


@for_catalog("S001", "error", "A field does not fit", "Give it the form that condcli schema states")
def _misfits(shelf: Shelf) -> Iterator[Found]:
    yield from ((m.id, m.place, m.what) for m in shelf.sheet.misfits)


@for_catalog("S002", "error", "Two records have the same id", "Give one of them another id, or merge them")
def _repeated_ids(shelf: Shelf) -> Iterator[Found]:
    yield from ((f.id, f.place, f.what) for f in integrity.repeated_ids(shelf.catalog))


@for_catalog(
    "S003", "error", "A section or care names a reference that does not exist", "Count the references from 1"
)
def _lost_references(shelf: Shelf) -> Iterator[Found]:
    yield from ((f.id, f.place, f.what) for f in integrity.lost_references(shelf.catalog))


@for_catalog(
    "S004",
    "error",
    "A file beside the catalog cannot be used",
    "Fix it, or remove it to use the one that comes with condcli",
)
def _side_files(shelf: Shelf) -> Iterator[Found]:
    for fault in shelf.faults:
        yield None, fault.path.name, f"{fault.place}: {fault.what}" if fault.place else fault.what


@for_catalog(
    "S005",
    "advice",
    "The file is not in its canonical form",
    "Run condcli check FILE --fix, so that versions compare well",
)
def _canonical(shelf: Shelf) -> Iterator[Found]:
    if not shelf.sheet.misfits and write.canonical(shelf.catalog).encode() != shelf.sheet.content:
        yield None, shelf.sheet.path.name, "order or spacing differ"


@for_record(
    "S006",
    "error",
    "The category is unknown",
    f'Add it to the catalog\'s own "categories", or take one of these: {"; ".join(CATEGORIES)}',
)
def _category(subject: Subject) -> Iterator[Spot]:
    category = subject.record.category
    if category not in subject.shelf.categories and not PLACEHOLDER.search(category):
        yield "category", quoted(subject.record.category)


@for_record(
    "S007",
    "error",
    "A section that every page needs is missing",
    "Write it from a source, or accept the finding with the reason",
)
def _missing_sections(subject: Subject) -> Iterator[Spot]:
    for name in REQUIRED:
        if name not in subject.record.sections:
            yield f"sections.{name}", name


@for_record(
    "S008", "error", "A section does not say what it rests on", "Name its references in refs, counted from 1"
)
def _unfounded_sections(subject: Subject) -> Iterator[Spot]:
    for name, section in subject.record.sections.items():
        if not section.refs:
            yield f"sections.{name}", name


@for_record(
    "S009",
    "advice",
    "A list is not a real list",
    "End its lead-in with a colon, and give it two items or more",
)
def _lists(subject: Subject) -> Iterator[Spot]:
    for name, section in subject.record.sections.items():
        for block in section.body:
            if isinstance(block, Bullets):
                if not block.lead.endswith(":"):
                    yield f"sections.{name}", f"the lead-in {quoted(block.lead)} does not end with a colon"
                if len(block.items) == 1:
                    yield f"sections.{name}", f"{quoted(block.lead)} has only one item"


@for_record(
    "S010",
    "advice",
    "The questions are too few or too many for a visit",
    "Give 4 to 6 that a doctor can answer",
)
def _questions(subject: Subject) -> Iterator[Spot]:
    open_ = any(map(PLACEHOLDER.search, subject.record.questions))
    if (count := len(subject.record.questions)) not in QUESTIONS and not open_:
        yield "questions", str(count)


@for_record(
    "S011",
    "error",
    "A text is too long to read",
    f"Split it: no text has more than {LONGEST_TEXT:,} characters",
)
def _long_texts(subject: Subject) -> Iterator[Spot]:
    for place, text in subject.strings:
        if len(text) > LONGEST_TEXT:
            yield place, f"{len(text):,} characters from {quoted(text)}"


@for_catalog(
    "S013",
    "error",
    "A file beside the catalog names something that does not exist",
    "Remove the id, or add what it names",
)
def _lost_evidence(shelf: Shelf) -> Iterator[Found]:
    trials, research = shelf.trials, shelf.research
    ids = {
        "trials.json": trials.conditions.keys() if trials else (),
        "research.json": research.conditions.keys() if research else (),
        "sayings.json": {**shelf.sayings.sayings, **shelf.sayings.opening} if shelf.sayings else (),
    }
    over = shelf.sheet.over
    bundled = {record.id for record in over.conditions} if over else set()  # sayings are laid over these too
    for file, listed in ids.items():
        there = shelf.ids | bundled if file == "sayings.json" else shelf.ids
        yield from ((None, file, f"no record {id_}") for id_ in sorted(set(listed) - there))
    if trials:
        known = {t.nct_id for t in trials.trials}
        named = {nct_id for ids in trials.conditions.values() for nct_id in ids}
        yield from ((None, "trials.json", f"no trial {nct_id}") for nct_id in sorted(named - known))
    if research:
        positions = {p for found in research.conditions.values() for p in found}
        lost_papers = sorted(positions - set(range(len(research.advances))))
        yield from ((None, "research.json", f"no paper at position {p}") for p in lost_papers)


# It looks at what the others found, and so is made by examine().
UNUSED_ACCEPTANCE = register(
    Check(
        "S012",
        "advice",
        "An accepted finding is not found",
        "Remove it from accepted, or correct its check and place",
    )
)
