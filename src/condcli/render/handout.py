"""A page to give away, as blocks that every format shows: on one sheet, or whole."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import TypeAlias

from msgspec import Struct, structs

from condcli.json_answers import Page
from condcli.models import Bullets, Condition, Reference, Section, Site
from condcli.plain_language.sentences import sentences
from condcli.render import condition_page, glance, site
from condcli.render.blocks import Block, Bullet, Heading, Paragraph, References, Sources
from condcli.render.dates import long
from condcli.render.paper import LARGE, NORMAL, Beside, Lines, Part, Sheet

# What a handout may hold beside the name, the summary and when to get help, which always stand first.
HEADINGS: Mapping[str, str] = {
    key: heading for key, heading in condition_page.HEADINGS.items() if key not in {"trials", "research"}
} | {"definition": "What it is", "care": "When to see a doctor", "self_care": "What you can do at home"}
ONE_PAGE = ("definition", "care", "symptoms", "treatment", "self_care", "questions")
LAST = ("questions", "references")
MOST_WORDS = 6  # that are explained on one page
SAVED = 2  # lines that boxes side by side must save
SHORT = "This is a short form: ask for the full page."
MORE = "and more"

Explained: TypeAlias = Callable[[str], Sequence[str]]  # the hard words of a text, each with its meaning


class Choice(Struct, frozen=True):
    """What a handout is to hold, and how large its type is."""

    full: bool = False
    sections: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    large: bool = False
    trials: bool = False

    @property
    def keys(self) -> tuple[str, ...]:
        """The sections that are wanted, in the order of a handout."""
        wanted = self.sections or (tuple(HEADINGS) if self.full else ONE_PAGE)
        ordered = [key for key in HEADINGS if key in wanted]
        ordered.sort(key=lambda key: (ONE_PAGE.index(key) if key in ONE_PAGE else 2, key in LAST))
        return tuple(key for key in ordered if key not in self.without)

    @property
    def fitted(self) -> bool:
        """Whether it is cut to fit."""
        return not (self.full or self.sections)

    @property
    def sheet(self) -> Sheet:
        """What it has to fit on."""
        return Sheet(LARGE, pages=2) if self.large else Sheet(NORMAL)


class Given(Struct, frozen=True):
    """What a handout says beside its page: whose it is, in which language to call, when it is printed."""

    printed: date
    site: Site = Site()
    language: str = "en"
    explained: Explained = lambda _: ()


def blocks(page: Page, choice: Choice, given: Given) -> list[Part]:
    """The whole handout."""
    head = _head(page, given, choice.sheet)
    trials = list(_trials(page)) if choice.trials else []
    topics = [topic for key in choice.keys if key != "references" and (topic := _topic(page, key)).pieces]
    end = list(_end(page, choice, given))
    if not choice.fitted:
        shown = [block for topic in topics for block in topic.blocks(len(topic.pieces), marked=True)]
        words = _words(given.explained, [*head, *shown])
        return [*head, *shown, *words, *trials, *_notes(3), *end]
    sheet = choice.sheet
    room = sheet.height - sheet.taken([*head, *trials, *_notes(2), *end])
    shown, room = _on_one_page(topics, sheet, room)
    words = _most(sheet, room, _words(given.explained, [*head, *shown]))
    room -= sheet.taken(words)
    ruled = 2 + max(0, min(4, int(room // sheet.kind.ruled)))
    return [*head, *shown, *words, *trials, *_notes(ruled), *end]


def _on_one_page(topics: Sequence["_Topic"], sheet: Sheet, room: float) -> tuple[list[Part], float]:
    """As much of the topics as fits, in two columns where the type allows; and what room is left."""
    if sheet.kind is LARGE or len(topics) == 1:
        shown = _filled(topics, sheet, room)
        return shown, room - sheet.taken(shown)
    best: list[Part] = []
    for split in range(1, len(topics)):
        sides = (topics[:split], topics[split:])
        left, right = (tuple(_filled(side, sheet.half, room - sheet.kind.between)) for side in sides)
        best = max(best, [Beside(left, right)] if left or right else [], key=_worth)
    return best, room - sheet.taken(best)


def _worth(shown: Sequence[Part]) -> tuple[int, int]:
    """How many topics are there, and how much they say."""
    blocks = [b for side in shown if isinstance(side, Beside) for b in (*side.left, *side.right)]
    return sum(isinstance(b, Heading) for b in blocks), len(" ".join(_prose(shown)))


def _head(page: Page, given: Given, sheet: Sheet) -> list[Part]:
    """The name, the summary, and when to get help: nothing of it is ever left out."""
    care = page.care
    found: list[Block] = [Heading(page.name, level=1), Paragraph(page.summary), *site.added(page)]
    found += (block for block in condition_page.help_now(page) if isinstance(block, Bullet))
    if care.note and not care.emergency:
        found.append(Paragraph(care.note))
    whose = structs.replace(given.site, address=None, foot=None, report_to=None)
    return _boxes(_parts(site.with_site(found, whose, given.language)[: len(found)]), sheet)


def _boxes(head: list[Part], sheet: Sheet) -> list[Part]:
    """The same with the two boxes side by side, where that takes much less room."""
    boxes = [block for block in head if isinstance(block, Bullet) and block.alert]
    if len(boxes) == 2 and sheet.kind is not LARGE:  # noqa: PLR2004  emergency and urgent
        beside = Beside((boxes[0],), (boxes[1],))
        if sheet.taken(boxes) - sheet.taken([beside]) > SAVED * sheet.kind.body:
            at = head.index(boxes[0])
            return [*head[:at], beside, *head[at + 2 :]]
    return head


def _parts(blocks: Iterable[Block]) -> list[Part]:
    return [b for b in blocks if isinstance(b, Heading | Paragraph | Bullet | Sources | References)]


# ---- sections, piece by piece


class _Piece(Struct, frozen=True):
    """A sentence or an item; `place` is the paragraph or list that it belongs to."""

    place: int
    text: str
    lead: str | None = None  # of its list


class _Topic(Struct, frozen=True):
    """A section that may be cut."""

    key: str
    heading: str
    pieces: tuple[_Piece, ...]
    refs: tuple[int, ...] = ()

    def blocks(self, count: int, *, marked: bool = False) -> list[Part]:
        """The first pieces as blocks; of a list that is cut, it is said that there is more."""
        if not count:
            return []
        found: list[Part] = [Heading(self.heading)]
        shown, rest = self.pieces[:count], self.pieces[count:]
        for place in dict.fromkeys(piece.place for piece in shown):
            of_it = [piece for piece in shown if piece.place == place]
            texts = tuple(piece.text for piece in of_it)
            if of_it[0].lead is None:
                found.append(Paragraph(" ".join(texts)))
            else:
                cut = bool(rest) and rest[0].place == place and bool(of_it[0].lead)
                found.append(Bullet(of_it[0].lead or None, (*texts, MORE) if cut else texts))
        return [*found, Sources(self.refs)] if marked and self.refs else found


def _topic(page: Page, key: str) -> _Topic:
    section = page.section(key)
    refs = section.refs if section else page.care.refs if key == "care" else ()
    return _Topic(key, HEADINGS[key], _pieces(page, key), refs)


def _pieces(page: Page, key: str) -> tuple[_Piece, ...]:
    match key:
        case "care":
            lists = (
                (condition_page.WITHIN_DAYS, page.care.soon),
                (condition_page.NEXT_VISIT, page.care.routine),
            )
            found = [_Piece(n, text, lead) for n, (lead, items) in enumerate(lists) for text in items]
            note = page.care.note if page.care.emergency else None
            return (*found, *([_Piece(2, note)] if note else ()))
        case "questions":
            return tuple(_Piece(0, question, "") for question in page.questions)
        case "names":
            names = (*page.aliases, *page.abbreviations, *page.names_es, *page.loose_names)
            return tuple(_Piece(0, name, "") for name in names)
    section = page.section(key)
    return tuple(_of_section(section)) if section else ()


def _of_section(section: Section) -> Iterator[_Piece]:
    for place, block in enumerate(section.body):
        if isinstance(block, Bullets):
            yield from (_Piece(place, item, block.lead) for item in block.items)
        else:
            yield from (_Piece(place, sentence) for sentence in sentences(block))


def _filled(topics: Sequence["_Topic"], sheet: Sheet, room: float) -> list[Part]:
    """What fits of each topic, piece by piece in turns so that each has its share.

    The definition comes last: the summary has said what it is.
    """
    counts, heights = [0] * len(topics), [0.0] * len(topics)
    open_ = set(range(len(topics)))
    while open_:
        for number in [n for n in sorted(open_) if topics[n].key != "definition"] or sorted(open_):
            topic = topics[number]
            count = _next(topic, counts[number])
            height = sheet.taken(topic.blocks(count)) if count else 0.0
            if not count or height - heights[number] > room:
                open_.discard(number)
                continue
            room -= height - heights[number]
            counts[number], heights[number] = count, height
    return [b for topic, count in zip(topics, counts, strict=True) for b in topic.blocks(count)]


def _next(topic: "_Topic", count: int) -> int:
    """How many pieces come next: one more, but of a list never only its first item; 0 where none is left."""
    pieces = topic.pieces
    if count == len(pieces):
        return 0
    first = pieces[count]
    starts = bool(first.lead) and (not count or pieces[count - 1].place != first.place)
    return min(len(pieces), count + (2 if starts else 1))


# ---- what stands at the end


def _words(explained: Explained, shown: Sequence[Part]) -> list[Part]:
    words = tuple(explained(" ".join(_prose(shown))))
    return [Bullet("Words explained:", words, run_on=True)] if words else []


def _prose(shown: Sequence[Part]) -> list[str]:
    said: list[str] = []
    for block in shown:
        match block:
            case Paragraph(text):
                said.append(text)
            case Bullet(lead, items):
                said += (lead or "", *items)
            case Beside(left, right):
                said += _prose((*left, *right))
    return said


def _most(sheet: Sheet, room: float, words: Sequence[Part]) -> list[Part]:
    """As many of the words as there is room for."""
    for block in words:
        items = block.items[:MOST_WORDS] if isinstance(block, Bullet) else ()
        for count in range(len(items), 0, -1):
            fitting = Bullet("Words explained:", items[:count], run_on=True)
            if sheet.taken([fitting]) <= room:
                return [fitting]
    return []


def _trials(page: Page) -> Iterator[Part]:
    yield Heading("Clinical trials")
    if page.trials.trials:
        yield from _parts(glance.trials(page.trials, page.name))
    else:
        yield Paragraph("No trials are stored for it. There may still be some.")


def _notes(count: int) -> list[Part]:
    return [Lines(count)]


def _end(page: Page, choice: Choice, given: Given) -> Iterator[Part]:
    """Where it comes from, how old it is, what it is not, and whose it is."""
    if not choice.fitted and page.references and "references" not in choice.without:
        yield Heading(HEADINGS["references"])
        rows = enumerate(page.references, 1)
        yield References(tuple((n, condition_page.reference(source)) for n, source in rows))
    elif page.references and "references" not in choice.without:
        yield Paragraph(f"Sources: {'; '.join(dict.fromkeys(map(_source, page.references)))}.", quiet=True)
    yield Paragraph(" ".join((about(page, given.printed), *([SHORT] if choice.fitted else ()))), quiet=True)
    if whose := " ".join(site.closing(given.site)):
        yield Paragraph(whose)


def about(record: Condition, printed: date) -> str:
    """What the handout is not, who has reviewed it, and its dates."""
    reviewed = (
        f"Reviewed by a clinician on {long(record.reviewed)}."
        if record.reviewed
        else "Not reviewed by a clinician."
    )
    dates = f"Text of {long(record.changed)}. Printed {long(printed.isoformat())}."
    return f"{condition_page.NO_DIAGNOSIS} {reviewed} {dates}"


def _source(source: Reference) -> str:
    return source.publisher.partition(",")[0]
