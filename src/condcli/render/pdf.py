"""Blocks of a handout as a tagged PDF (PDF/UA-1), set by typst."""

import json
import math
import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from msgspec import structs

from condcli.errors import UsageFault
from condcli.render.blocks import Bullet, Heading, Paragraph, References, Sources, in_one_line
from condcli.render.links import words
from condcli.render.paper import LEADING, MARGIN, SIZES, Beside, Lines, Part, Sheet

if TYPE_CHECKING:
    import typst

UNCOMMON = re.compile("[^\x00-\u024f\u2010-\u2027\u2030-\u203a\u2260-\u2265]")
LANGUAGE = re.compile(r"[a-z]{2,3}(?![a-z])")  # all that typst takes of en-US
ROOM = 64 * 2**20  # bytes that typst needs at least: with less it ends the program, or never ends
INSTALL = "A PDF needs the extra that makes it. Install it: pip install 'condcli[pdf]'"


class Setter:
    """Sets handouts one after the other; typst is loaded once."""

    def __init__(self) -> None:
        try:
            import typst  # noqa: F401, PLC0415  an extra of 80 MB, for PDF only
        except ImportError:
            raise UsageFault(INSTALL) from None
        if _room() < ROOM:
            raise MemoryError

    def pdf(self, blocks: Sequence[Part], sheet: Sheet, printed: date, language: str = "en") -> bytes:
        """The handout as a PDF."""
        title = next((b.text for b in blocks if isinstance(b, Heading)), "condcli")
        given = {
            "title": in_one_line(title),
            "language": found[0] if (found := LANGUAGE.match(language.lower())) else "en",
            "printed": {"year": printed.year, "month": printed.month, "day": printed.day},
            "paper": SIZES[sheet.paper],
            "margin": MARGIN,
            "leading": LEADING,
            "kind": structs.asdict(sheet.kind),
            "parts": [part for block in blocks for part in _part(block, sheet)],
        }
        return self._set(json.dumps(given, ensure_ascii=False))

    def _set(self, given: str) -> bytes:
        """The file; a sign that the font has not is looked for in the computer's, and else shown as "?"."""
        import typst  # noqa: PLC0415  as above

        for bundled, said in ((True, given), (False, given), (True, UNCOMMON.sub("?", given))):
            with suppress(typst.TypstError):
                made = _compiler(ignore_system_fonts=bundled).compile(
                    format="pdf", pdf_standards="ua-1", sys_inputs={"handout": said}
                )
                return cast("bytes", made)
        raise UsageFault("This text cannot be set as a PDF. Take another format: --format html")


def _room() -> float:
    """The bytes of memory that we are allowed."""
    try:
        import resource  # noqa: PLC0415  Windows has none
    except ImportError:
        return math.inf
    most = resource.getrlimit(resource.RLIMIT_DATA)[0]
    return math.inf if most == resource.RLIM_INFINITY else most


@cache
def _compiler(*, ignore_system_fonts: bool) -> "typst.Compiler":
    import typst  # noqa: PLC0415  as above

    source = Path(__file__).with_name("handout.typ")
    return typst.Compiler(source, root=source.parent, ignore_system_fonts=ignore_system_fonts)


def _part(block: Part, sheet: Sheet) -> Iterator[dict[str, Any]]:
    kind = sheet.kind
    match block:
        case Heading(text, level):
            yield {"type": "heading", "level": level, "text": in_one_line(text)}
        case Paragraph(text, quiet):
            yield {"type": "paragraph", "size": kind.small if quiet else kind.body, "words": words(text)}
        case Bullet(lead, items, run_on=True):
            yield {"type": "run-on", "lead": in_one_line(lead or ""), "words": words("; ".join(items) + ".")}
        case Bullet(lead, items, alert, foot=foot):
            yield {
                "type": "box" if alert else "list",
                "alert": alert,
                "lead": in_one_line(lead) if lead else None,
                "items": list(map(words, items)),
                "two": sheet.in_two(items),
                "foot": list(map(words, foot)),
            }
        case Sources(refs):
            said = f"Sources: {', '.join(map(str, refs))}"
            yield {"type": "paragraph", "size": kind.small, "words": words(said)}
        case References(rows):
            numbered = [{"number": number, "words": words(text)} for number, text in rows]
            yield {"type": "references", "rows": numbered}
        case Lines(count, label):
            yield {"type": "lines", "count": count, "label": label}
        case Beside():
            sides = (block.left, block.right)
            yield {
                "type": "beside",
                "sides": [[p for b in side for p in _part(b, sheet.half)] for side in sides],
            }
