"""Handouts in Chromium: WCAG 2.2 AA by axe-core, valid, read in order, on a phone, in the dark, on paper."""

import io
import json
import re
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import browser
import pypdf
import pytest
from conftest import SMALL, Run
from test_handout import HOSTILE, hostile

from condcli import clock
from condcli.catalog.library import Library

ONLY = ["--catalog", str(SMALL)]
PRINTED = 40  # of each paper and size; all 1,200 sheets take eight minutes
BUNDLED = ["asthma", "heart-attack", "depression", "fever", "type-1-diabetes", "stroke", "pink-eye"]
KINDS: dict[str, list[str]] = {
    "one-page": [],
    "a4": ["--paper", "a4"],
    "large": ["--large"],
    "full": ["--full", "--trials"],
}


@pytest.fixture(autouse=True)
def _needed(monkeypatch: pytest.MonkeyPatch) -> None:
    if lacking := list(browser.missing()):
        assert not browser.REQUIRED, f"missing: {'; '.join(lacking)}"
        pytest.skip(f"NOT LOOKED AT IN A BROWSER, missing: {'; '.join(lacking)}")
    monkeypatch.setattr(clock, "today", lambda: date(2031, 2, 3))


@pytest.fixture
def pages(run: Run, tmp_path: Path, small: dict[str, Any], catalog: Callable[[Any], str]) -> list[Path]:
    """Handouts of several kinds, some with a site and hostile text, and an index."""
    ids = {record.id for record in Library.open().conditions}
    for kind, options in KINDS.items():
        names = [name for name in BUNDLED if name in ids][: 3 if kind == "full" else None]
        made = run("handout", *(n.replace("-", " ") for n in names), *options, "-o", str(tmp_path / kind))
        assert made.exit_code == 0, made.output
    for number, text in enumerate(HOSTILE):
        path = catalog(hostile(json.loads(json.dumps(small)), text))
        name = small["conditions"][0]["name"]
        run("handout", name, "--catalog", path, "-o", str(tmp_path / f"hostile{number}.html"))
    return sorted(tmp_path.glob("*/*.html")) + sorted(tmp_path.glob("hostile*.html"))


def letters(text: str) -> str:
    return re.sub(r"\s", "", text)


def test_every_page_is_accessible_valid_private_and_fits_a_phone(pages: list[Path], tmp_path: Path) -> None:
    assert len(pages) >= 20
    assert browser.invalid(pages) == ""
    for report in browser.looked_at([{"url": page.as_uri()} for page in pages], tmp_path):
        named = report["url"]
        assert (named, report["light"]) == (named, [])
        assert (named, report["dark"]) == (named, [])
        assert (named, report["narrow"]) == (named, [])
        assert (named, report["requests"]) == (named, [])
        assert (named, report["width"]) == (named, 320)
        assert report["background"] == "rgb(22, 24, 26)"
        assert letters(report["spoken"]) == letters(report["text"])


def printed(content: bytes) -> str:
    """The letters of a PDF, whatever lines they stand in."""
    text = "".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages)
    return "".join(sorted(re.sub(r"[^A-Za-z0-9]", "", text)))


def test_it_prints_like_the_pdf(run: Run, tmp_path: Path) -> None:
    for name in ("asthma", "ALL"):
        run("handout", name, *ONLY, "-o", str(tmp_path / f"{name}.html"))
        run("handout", name, *ONLY, "-o", str(tmp_path / f"{name}.pdf"))
    asked = [
        {"url": (tmp_path / f"{n}.html").as_uri(), "pdf": str(tmp_path / f"{n}-printed.pdf"), "quick": True}
        for n in ("asthma", "ALL")
    ]
    browser.looked_at(asked, tmp_path)
    for name in ("asthma", "ALL"):
        first, second = ((tmp_path / f"{name}{end}.pdf").read_bytes() for end in ("", "-printed"))
        assert printed(first) == printed(second)


@pytest.mark.slow
@pytest.mark.parametrize(("options", "most"), [([], 1), (["--large"], 2)], ids=["normal", "large"])
def test_the_fullest_pages_fit_when_a_browser_prints_them(
    run: Run, tmp_path: Path, options: Sequence[str], most: int
) -> None:
    asked: list[dict[str, Any]] = []
    for paper in ("letter", "a4"):
        run("handout", "--all", "--paper", paper, *options, "-o", str(tmp_path / paper))
        made = [file for file in (tmp_path / paper).glob("*.html") if file.name != "index.html"]
        asked += [
            {"url": file.as_uri(), "pdf": str(file.with_suffix(".pdf")), "quick": True}
            for file in sorted(made, key=lambda f: (-f.stat().st_size, f.name))[:PRINTED]
        ]
    browser.looked_at(asked, tmp_path)
    long = [page["pdf"] for page in asked if len(pypdf.PdfReader(page["pdf"]).pages) > most]
    assert long == []
