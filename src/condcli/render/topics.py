"""The sections of a handout, piece by piece: as many sentences and items as there is room for."""

import re
from collections.abc import Iterator, Sequence
from math import sqrt

from msgspec import Struct

from condcli.json_answers import Page
from condcli.models import Bullets
from condcli.plain_language.sentences import sentences
from condcli.render import condition_page
from condcli.render.blocks import Bullet, Heading, Paragraph, Sources
from condcli.render.paper import LARGE, Beside, Part, Sheet

MORE = "and more"  # the last item of a list that is cut
_LEADS = re.compile(r":$|\b(?:these|following)\b")  # to a list that is to come


class Piece(Struct, frozen=True):
    """A sentence or an item; `place` is the paragraph or list that it belongs to."""

    place: int
    text: str
    lead: str | None = None  # of its list


class Topic(Struct, frozen=True):
    """A section that may be cut."""

    key: str
    heading: str
    pieces: tuple[Piece, ...]
    refs: tuple[int, ...] = ()

    def steps(self, count: int) -> Iterator[int]:
        """How many pieces may come next; at first also one, so that each topic has its share.

        Of a list never only its first item, and no sentence that leads to a list without that.
        """
        if count == len(self.pieces):
            return
        ends = count + 2 if self._starts_a_list(count + 1) else count + 1
        yield min(len(self.pieces), ends + 1 if self._starts_a_list(ends - 1) else ends)
        if not count and not _LEADS.search(self.pieces[0].text):
            yield 1

    def _starts_a_list(self, number: int) -> bool:
        """Whether that piece is the first item of a list with a lead."""
        if not 0 <= number < len(self.pieces):
            return False
        piece, before = self.pieces[number], self.pieces[number - 1] if number else None
        return bool(piece.lead) and (before is None or before.place != piece.place)

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


def topic_of(page: Page, key: str, heading: str, *, short: bool) -> Topic:
    """A section of a page, or what other fields say instead; a `short` one leaves the next visit out."""
    section = page.section(key)
    refs = section.refs if section else page.care.refs if key == "care" else ()
    return Topic(key, heading, tuple(_pieces(page, key, short=short)), refs)


def _pieces(page: Page, key: str, *, short: bool) -> Iterator[Piece]:
    match key:
        case "care":
            lists = (
                (condition_page.WITHIN_DAYS, page.care.soon),
                (condition_page.NEXT_VISIT, () if short and page.care.soon else page.care.routine),
            )
            yield from (Piece(n, text, lead) for n, (lead, items) in enumerate(lists) for text in items)
            if page.care.note and page.care.emergency:
                yield Piece(2, page.care.note)
        case "questions":
            yield from (Piece(0, question, "") for question in page.questions)
        case "names":
            names = (*page.aliases, *page.abbreviations, *page.names_es, *page.related_names)
            yield from (Piece(0, name, "") for name in names)
        case _:
            section = page.section(key)
            for place, block in enumerate(section.body if section else ()):
                if isinstance(block, Bullets):
                    yield from (Piece(place, item, block.lead) for item in block.items)
                else:
                    yield from (Piece(place, sentence) for sentence in sentences(block))


def _counted(topics: Sequence[Topic], sheet: Sheet, room: float) -> list[int]:
    """How many pieces fit of each topic, piece by piece in turns so that each has its share.

    The definition comes last: the summary has said what it is.
    """
    counts, heights = [0] * len(topics), [0.0] * len(topics)
    open_ = set(range(len(topics)))
    while open_:
        for number in [n for n in sorted(open_) if topics[n].key != "definition"] or sorted(open_):
            topic, height = topics[number], 0.0
            steps = list(topic.steps(counts[number]))
            for count in steps if counts[number] else reversed(steps):
                height = sheet.taken(topic.blocks(count)) - heights[number]
                if height <= room:
                    room, heights[number], counts[number] = room - height, heights[number] + height, count
                    break
            else:
                open_.discard(number)
    return counts


def on_one_page(topics: Sequence[Topic], sheet: Sheet, room: float) -> tuple[list[Part], float]:
    """As much of the topics as fits, in two columns where the type allows; and what room is left."""
    if sheet.kind is LARGE or len(topics) == 1:
        shown = _shown(topics, _counted(topics, sheet, room))
        return shown, room - sheet.taken(shown)
    best, split = [0] * len(topics), 1
    for at in range(1, len(topics)):
        sides = (topics[:at], topics[at:])
        counts = [n for side in sides for n in _counted(side, sheet.half, room - sheet.kind.between)]
        best, split = max((best, split), (counts, at), key=lambda tried: _worth(topics, tried[0]))
    left, right = _shown(topics[:split], best[:split]), _shown(topics[split:], best[split:])
    columns: list[Part] = [Beside(tuple(left), tuple(right))] if left or right else []
    return columns, room - sheet.taken(columns)


def _shown(topics: Sequence[Topic], counts: Sequence[int]) -> list[Part]:
    return [b for topic, count in zip(topics, counts, strict=True) for b in topic.blocks(count)]


def _worth(topics: Sequence[Topic], counts: Sequence[int]) -> tuple[int, float]:
    """How many topics are there beside the definition, and how much they say.

    By square roots, so that a little more of a short topic is worth more than the same of a long one.
    """
    told = [(t, n) for t, n in zip(topics, counts, strict=True) if n and t.key != "definition"]
    return len(told), sum(sqrt(sum(len(p.text) for p in topic.pieces[:count])) for topic, count in told)


def prose(shown: Sequence[Part]) -> list[str]:
    """The texts of paragraphs and lists."""
    said: list[str] = []
    for block in shown:
        match block:
            case Paragraph(text):
                said.append(text)
            case Bullet(lead, items):
                said += (lead or "", *items)
            case Beside(left, right):
                said += prose((*left, *right))
    return said
