"""A page to give away, as blocks that every format shows: on one sheet, or whole."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from math import inf
from typing import TypeAlias

from msgspec import Struct, structs

from condcli.json_answers import Page
from condcli.models import Condition, Reference, Site
from condcli.render import condition_page, glance, site
from condcli.render.blocks import Block, Bullet, Heading, Paragraph, References
from condcli.render.dates import long
from condcli.render.paper import LARGE, NORMAL, Beside, Lines, PaperName, Part, Sheet
from condcli.render.topics import on_one_page, prose, topic_of

# What a handout may hold beside the name, the summary and when to get help, which always stand first.
HEADINGS: Mapping[str, str] = {
    key: heading for key, heading in condition_page.HEADINGS.items() if key not in {"trials", "research"}
} | {"definition": "What it is", "care": "When to see a doctor", "self_care": "What you can do at home"}
ONE_PAGE = frozenset({"definition", "care", "symptoms", "treatment", "self_care", "questions"})
FIRST = ("definition", "care")
MOST_WORDS = 6  # that are explained on one page
LINES = (2, 1)  # to write on, at least
SAVED = 2  # lines that boxes side by side must save
_ONE_NAME = re.compile(r"\band\b|&|\)")  # behind a comma: "National Heart, Lung, and Blood Institute"
SHORT = "This is a short form: ask for the full page."

Explained: TypeAlias = Callable[[str], Sequence[str]]  # the hard words of a text, each with its meaning


class Choice(Struct, frozen=True):
    """What a handout is to hold, and how large its type is."""

    full: bool = False
    sections: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    large: bool = False
    trials: bool = False
    paper: PaperName = "letter"

    @property
    def keys(self) -> tuple[str, ...]:
        """The sections that are wanted, in the order of a handout."""
        wanted = self.sections or (HEADINGS if self.full else ONE_PAGE)
        ordered = sorted(HEADINGS, key=lambda key: key not in FIRST)
        return tuple(key for key in ordered if key in wanted and key not in self.without)

    @property
    def fitted(self) -> bool:
        """Whether it is cut to fit."""
        return not (self.full or self.sections)

    @property
    def sheet(self) -> Sheet:
        """What it has to fit on."""
        return Sheet(LARGE, pages=2, paper=self.paper) if self.large else Sheet(NORMAL, paper=self.paper)


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
    topics = [
        topic
        for key in choice.keys
        if key != "references" and (topic := topic_of(page, key, HEADINGS[key], short=choice.fitted)).pieces
    ]
    end = list(_end(page, choice, given))
    if not choice.fitted:
        shown = [block for topic in topics for block in topic.blocks(len(topic.pieces), marked=True)]
        said = given.explained(" ".join(prose([*head, *shown])))
        return [*head, *shown, *_words(said, choice.sheet, inf), *trials, Lines(3), *end]
    sheet = choice.sheet
    whole = sheet.height - sheet.taken([*head, *trials, *end])
    for least in LINES:  # where a topic finds no room, one line to write on makes way for it
        shown, room = on_one_page(topics, sheet, whole - sheet.taken([Lines(least)]))
        if {topic.heading for topic in topics if topic.key != "definition"} <= set(_headings(shown)):
            break
    said = given.explained(" ".join(prose([*head, *shown])))
    words = _words(said[:MOST_WORDS], sheet, room)
    room -= sheet.taken(words)
    ruled = least + max(0, min(4, int(room // sheet.kind.ruled)))
    return [*head, *shown, *words, *trials, Lines(ruled), *end]


def _head(page: Page, given: Given, sheet: Sheet) -> list[Part]:
    """The name, the summary, and when to get help: nothing of it is ever left out."""
    care = page.care
    found: list[Block] = [Heading(page.name, level=1), Paragraph(page.summary)]
    found += (block for block in condition_page.help_now(page) if isinstance(block, Bullet))
    found += site.added(page)
    if care.note and not care.emergency:
        found.append(Paragraph(care.note))
    whose = structs.replace(given.site, address=None, foot=None, report_to=None)
    told = site.with_site(found, whose, given.language)[: len(found)]
    return _boxes([block for block in told if isinstance(block, Heading | Paragraph | Bullet)], sheet)


def _boxes(head: list[Part], sheet: Sheet) -> list[Part]:
    """The same with the two boxes side by side, where that takes much less room."""
    boxes = [block for block in head if isinstance(block, Bullet) and block.alert]
    if len(boxes) == 2 and sheet.kind is not LARGE:  # noqa: PLR2004  emergency and urgent
        beside = Beside((boxes[0],), (boxes[1],))
        if sheet.taken(boxes) - sheet.taken([beside]) > SAVED * sheet.kind.body:
            at = head.index(boxes[0])
            return [*head[:at], beside, *head[at + 2 :]]
    return head


def _words(explained: Sequence[str], sheet: Sheet, room: float) -> list[Part]:
    """As many of the words as there is room for."""
    for count in range(len(explained), 0, -1):
        fitting = Bullet("Words explained:", tuple(explained[:count]), run_on=True)
        if sheet.taken([fitting]) <= room:
            return [fitting]
    return []


def _trials(page: Page) -> Iterator[Part]:
    yield Heading("Clinical trials")
    if page.trials.trials:
        yield from glance.trials(page.trials, page.name)
    else:
        yield Paragraph("No trials are stored for it. There may still be some.")


def _headings(shown: Iterable[Part]) -> Iterator[str]:
    for block in shown:
        if isinstance(block, Heading):
            yield block.text
        elif isinstance(block, Beside):
            yield from _headings((*block.left, *block.right))


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
    """The publisher without what stands behind a comma, unless that is a part of the name."""
    first, _, rest = source.publisher.partition(",")
    return source.publisher if _ONE_NAME.search(rest) else first
