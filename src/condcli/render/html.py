"""Blocks as a page for a browser: one file, no script, nothing that is asked for from anywhere."""

import re
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from itertools import groupby
from pathlib import Path
from string import Template

from msgspec import Struct, structs

from condcli.catalog.files import text_of
from condcli.models import Site
from condcli.render.blocks import Bullet, Heading, Paragraph, References, Sources, in_one_line
from condcli.render.links import words
from condcli.render.paper import LEADING, MARGIN, Beside, Lines, Part, Sheet

POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
NUMBER = re.compile(r"\d-\d")  # of a phone, which is not to be broken
PAPER = {"letter": "letter", "a4": "A4"}


class Entry(Struct, frozen=True):
    """A handout in the index: its name, what it is in a sentence or two, its group and its file."""

    name: str
    summary: str
    category: str
    file: str


def page(blocks: Sequence[Part], sheet: Sheet, language: str = "en") -> str:
    """A whole page of a handout."""
    title = next((b.text for b in blocks if isinstance(b, Heading)), "condcli")
    return _document(title, "".join(_html(blocks, sheet)), sheet, language)


def index(entries: Iterable[Entry], sheet: Sheet, site: Site, language: str = "en") -> str:
    """The page that lists handouts, by category."""
    ordered = sorted(entries, key=lambda e: (e.category.casefold(), e.name.casefold()))
    inner = [f"<h1>{_text(f'{site.name}: handouts' if site.name else 'Handouts')}</h1>\n"]
    for category, group in groupby(ordered, key=lambda entry: entry.category):
        listed = (
            f'<li><a href="{escape(e.file)}">{_text(e.name)}</a><br>{_text(e.summary)}</li>\n' for e in group
        )
        inner.append(f"<h2>{_text(category)}</h2>\n<ul>\n{''.join(listed)}</ul>\n")
    return _document("Handouts", "".join(inner), sheet, language)


def _document(title: str, inner: str, sheet: Sheet, language: str) -> str:
    kind = sheet.kind
    style = Template(text_of(Path(__file__).with_name("handout.css"))).substitute(
        structs.asdict(kind),
        paper=PAPER[sheet.paper],
        margin=MARGIN,
        leading=LEADING,
        screen=kind.body / 12 * 1.0625,
        halfinset=kind.inset / 2,
    )
    return (
        f'<!DOCTYPE html>\n<html lang="{escape(language)}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n'
        f"<title>{_text(title)}</title>\n<style>{style}</style>\n</head>\n"
        f"<body>\n<main>\n{inner}</main>\n</body>\n</html>\n"
    )


def _html(blocks: Sequence[Part], sheet: Sheet) -> Iterator[str]:
    for block in blocks:
        match block:
            case Heading(text, level):
                yield f"<h{level}>{_text(text)}</h{level}>\n"
            case Paragraph(text, quiet):
                yield f'<p class="quiet">{_linked(text)}</p>\n' if quiet else f"<p>{_linked(text)}</p>\n"
            case Bullet():
                yield from _list(block, sheet)
            case Sources(refs):
                yield f'<p class="sources">Sources: {", ".join(map(str, refs))}</p>\n'
            case References(rows):
                items = (f'<li value="{number}">{_linked(text)}</li>\n' for number, text in rows)
                yield f'<ol class="references">\n{"".join(items)}</ol>\n'
            case Lines(count, label):
                empty = '<div class="line"></div>\n' * (count - 1)
                yield f'<div class="line">{_text(label)}</div>\n{empty}'
            case Beside(left, right):
                sides = ("".join(_html(side, sheet.half)) for side in (left, right))
                columns = "".join(f"<div>\n{side}</div>\n" for side in sides)
                yield f'<div class="beside">\n{columns}</div>\n'


def _list(block: Bullet, sheet: Sheet) -> Iterator[str]:
    lead = _text(block.lead or "")
    if block.run_on:
        yield f"<p><strong>{lead}</strong> {_linked('; '.join(block.items))}.</p>\n"
        return
    two = ' class="two"' if sheet.in_two(block.items) else ""
    items = "".join(f"<li>{_linked(item)}</li>\n" for item in block.items)
    listed = f"<ul{two}>\n{items}</ul>\n"
    foot = "".join(f'<p class="foot">{_linked(said)}</p>\n' for said in block.foot)
    if block.alert:
        yield f'<section class="box {block.alert}">\n<h2>{lead}</h2>\n{listed}{foot}</section>\n'
    else:
        yield f"{f'<p>{lead}</p>{chr(10)}' if lead else ''}{listed}{foot}"


def _text(text: str) -> str:
    return escape(in_one_line(text))


def _linked(text: str) -> str:
    """The text with its https addresses as links; whatever else looks like an address stays text."""
    said = []
    for word, address in words(text):
        if address:
            link = f'<a href="{escape(address)}" rel="noreferrer">{escape(address)}</a>'
            said.append(link + escape(word.removeprefix(address)))
        elif NUMBER.search(word):
            said.append(f'<span class="whole">{escape(word)}</span>')
        else:
            said.append(escape(word))
    return " ".join(said)
