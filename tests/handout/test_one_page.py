"""Every bundled page stands on one sheet, in Letter and in A4; in large type on two."""

import io
from datetime import date
from typing import Any

import pypdf
import pytest

from condcli.catalog.library import Library
from condcli.cli.show import NO_RESEARCH, NO_TRIALS
from condcli.finding.explained import explainer
from condcli.json_answers import Page
from condcli.models import Condition, Site
from condcli.render import handout, pdf, topics
from condcli.render.blocks import Bullet, Heading, Paragraph
from condcli.render.paper import NORMAL, Beside, Part, Sheet

SITE = Site(
    name="Green Valley Children's Hospital",
    phone="day and night: 555-0100",
    address="1 Main Street, Green Valley",
    foot="Free interpreters: ask any nurse.",
    report_to="the ward office",
)
PAPERS: tuple[Any, ...] = ("letter", "a4")
WANTED = {"When to see a doctor", "Symptoms", "Treatment", "What you can do at home", "Questions to ask"}


@pytest.fixture(scope="module")
def library() -> Library:
    return Library.open()


def blocks(library: Library, record: Condition, choice: handout.Choice, site: Site = SITE) -> list[Part]:
    page = Page(
        **{f: getattr(record, f) for f in record.__struct_fields__},
        trials=NO_TRIALS, research=NO_RESEARCH, related=(),
    )  # fmt: skip
    given = handout.Given(
        printed=date(2031, 2, 3), site=site, language="es", explained=explainer(library.glossary, record)
    )
    return handout.blocks(page, choice, given)


def flat(parts: list[Part]) -> list[Part]:
    return [b for p in parts for b in ((*p.left, *p.right) if isinstance(p, Beside) else (p,))]


@pytest.mark.slow
@pytest.mark.parametrize("large", [False, True])
def test_every_bundled_page_fits(library: Library, large: bool) -> None:
    setter, long = pdf.Setter(), []
    for record in library.conditions:
        for paper in PAPERS:
            choice = handout.Choice(large=large, paper=paper)
            content = setter.pdf(blocks(library, record, choice), choice.sheet, date(2031, 2, 3))
            if len(pypdf.PdfReader(io.BytesIO(content)).pages) > choice.sheet.pages:
                long.append((record.id, paper))
    assert long == []


@pytest.mark.slow
def test_every_bundled_page_fits_by_our_own_count(library: Library) -> None:
    for large in (False, True):
        choice = handout.Choice(large=large)
        for record in library.conditions:
            assert choice.sheet.taken(blocks(library, record, choice)) <= choice.sheet.height, record.id


@pytest.mark.slow
def test_all_advice_on_getting_help_is_there_and_every_topic(library: Library) -> None:
    lacking = 0
    for record in library.conditions:
        made = flat(blocks(library, record, handout.Choice(), Site()))
        items = {item for b in made if isinstance(b, Bullet) and b.alert for item in b.items}
        assert {*record.care.emergency, *record.care.urgent} <= items
        lacking += len(WANTED - {b.text for b in made if isinstance(b, Heading)})
    assert lacking == 0


@pytest.mark.slow
def test_a_list_that_is_cut_says_so(library: Library) -> None:
    found = 0
    for record in library.conditions:
        written = {
            s.lead: s.items for x in record.sections.values() for s in x.body if not isinstance(s, str)
        }
        for block in flat(blocks(library, record, handout.Choice())):
            if isinstance(block, Bullet) and block.lead in written and block.items != written[block.lead]:
                assert block.items[-1] == topics.MORE
                found += 1
    assert found


@pytest.mark.slow
def test_each_section_has_its_share(library: Library) -> None:
    """One sentence on treatment is no treatment: few pages have no more room for one than that."""
    short: dict[str, int] = dict.fromkeys(("Symptoms", "Treatment"), 0)
    for record in library.conditions:
        made = flat(blocks(library, record, handout.Choice(), Site()))
        at = {b.text: n for n, b in enumerate(made) if isinstance(b, Heading)}
        for name in short.keys() & at.keys():
            behind = made[at[name] + 1 : at[name] + 3]
            said = [t for b in behind if isinstance(b, Paragraph | Bullet) for t in topics.prose([b])]
            short[name] += len(" ".join(said).split()) < 12
    assert max(short.values()) <= len(library.conditions) / 5, short


def test_more_stands_on_the_higher_paper(library: Library) -> None:
    more = 0
    for record in library.conditions[:20]:
        letter, a4 = (
            len(" ".join(topics.prose(blocks(library, record, handout.Choice(paper=p))))) for p in PAPERS
        )
        assert a4 >= letter
        more += a4 > letter
    assert more > 15


def test_lines_are_counted_by_the_width_of_letters() -> None:
    sheet = Sheet(NORMAL)
    one, two = (sheet.taken([Bullet(None, ("i" * count,))]) for count in (150, 250))
    assert two > one
    assert sheet.taken([Bullet(None, ("W" * 150,))]) > two
    assert sheet.taken([Bullet(None, ("",))]) > 0
