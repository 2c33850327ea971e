"""P: plain language, measured. The limits are those of plain_language.LIMITS."""

from collections.abc import Callable, Iterator

from condcli.authoring.checks.rules import for_record
from condcli.authoring.checks.subject import Spot, Subject, quoted
from condcli.models import TIERS, Bullets
from condcli.plain_language.hard_words import unexplained
from condcli.plain_language.readability import measure

GRADE, SMOG, PASSIVE, MEAN = 6.0, 9.0, 15.0, 12.0  # of a record
SECTION_GRADE, SIMPLIFIED_GRADE = 8.5, 6.5  # of a section; with names and terms as plain words
SHORT = 40  # words below which a section's grade says nothing
SENTENCE, BULLET, PARAGRAPH = 20, 15, 60  # words
LIST, SENTENCES = 8, 4  # items; sentences in a paragraph


def _above(field: str, limit: float, decimals: int, told: str) -> Callable[[Subject], Iterator[Spot]]:
    """What all sections together measure, to so many decimals, where that is above its limit."""

    def look(subject: Subject) -> Iterator[Spot]:
        figure = getattr(subject.measure, field, 0.0)  # a record without text measures nothing
        if round(figure, decimals) > limit:
            yield "sections", told.format(figure)

    return look


for_record(
    "P001", "advice", f"The record reads above grade {GRADE:g}",
    "Use shorter words and sentences, first where they are longest",
)(_above("grade", GRADE, 1, "grade {:.1f}"))  # fmt: skip
for_record(
    "P002", "advice", f"The record's SMOG grade is above {SMOG:g}", "Use words of one or two syllables"
)(_above("smog", SMOG, 1, "SMOG {:.1f}"))  # fmt: skip
for_record(
    "P005", "advice", f"Sentences have more than {MEAN:g} words on average", "Split the longest ones"
)(_above("mean_sentence", MEAN, 2, "{:.1f} words"))  # fmt: skip
for_record(
    "P009", "advice", f"More than {PASSIVE:g} % of sentences are passive",
    "Say who does it: your doctor, you, the body",
)(_above("passive", PASSIVE, 2, "{:.0f} %"))  # fmt: skip


@for_record(
    "P003",
    "advice",
    "A section is hard to read",
    "Use shorter words and sentences; explain hard words or remove them",
)
def _sections(subject: Subject) -> Iterator[Spot]:
    for place, units in subject.units.items():
        found = measure(units)
        if not found or found.words < SHORT:
            continue
        simple = measure(subject.simplified[place])
        adjusted = min(found.grade, simple.grade) if simple else found.grade
        if round(found.grade, 1) > SECTION_GRADE:
            yield place, f"grade {found.grade:.1f}, where {SECTION_GRADE} is the limit"
        elif round(adjusted, 1) > SIMPLIFIED_GRADE:
            yield (
                place,
                f"grade {adjusted:.1f} with names and terms as plain words; {SIMPLIFIED_GRADE} is the limit",
            )


@for_record("P004", "advice", f"A sentence has more than {SENTENCE} words", "Split it")
def _long_sentences(subject: Subject) -> Iterator[Spot]:
    for place, units in subject.units.items():
        for unit in units:
            if len(unit.words) > SENTENCE:
                yield place, f"{len(unit.words)} in {quoted(unit.text)}"


@for_record(
    "P006",
    "advice",
    f"An item of a list has more than {BULLET} words",
    "Shorten it, or turn it into a sentence",
)
def _long_items(subject: Subject) -> Iterator[Spot]:
    for passage in subject.passages:
        if passage.item and (count := sum(len(u.words) for u in passage.units)) > BULLET:
            yield passage.place, f"{count} in {quoted(passage.text)}"


@for_record(
    "P007",
    "advice",
    f"A list has more than {LIST} items",
    "Give it two lead-ins, or leave out what matters least",
)
def _long_lists(subject: Subject) -> Iterator[Spot]:
    care = subject.record.care
    lists: list[tuple[str, tuple[str, ...]]] = [(f"care.{tier}", getattr(care, tier)) for tier in TIERS]
    for name, section in subject.record.sections.items():
        lists += [(f"sections.{name}", block.items) for block in section.body if isinstance(block, Bullets)]
    yield from (
        (place, f"{len(items)} from {quoted(items[0])}") for place, items in lists if len(items) > LIST
    )


@for_record(
    "P008",
    "advice",
    f"A paragraph has more than {PARAGRAPH} words or {SENTENCES} sentences",
    "Split it",
)
def _long_paragraphs(subject: Subject) -> Iterator[Spot]:
    for passage in subject.passages:
        if not passage.item:
            if (count := sum(len(u.words) for u in passage.units)) > PARAGRAPH:
                yield passage.place, f"{count} words from {quoted(passage.text)}"
            elif (count := len(passage.units)) > SENTENCES:
                yield passage.place, f"{count} sentences from {quoted(passage.text)}"


@for_record(
    "P010", "advice", "A hard word is not explained where it is first used",
    "Use a plain word, or explain it there in brackets, or add it to glossary.json",
)  # fmt: skip
def _hard_words(subject: Subject) -> Iterator[Spot]:
    places = [(unit, place) for place, units in subject.units.items() for unit in units]
    where = {id(unit): place for unit, place in places}
    for unit, word in unexplained([unit for unit, _ in places], subject.terms):
        yield where[id(unit)], f'"{word}" in {quoted(unit.text, unit.text.find(word))}'
