"""A handout as a file: HTML that asks for nothing, Markdown that stays text, and lines of text."""

import re

import pytest

from condcli.models import Site
from condcli.render import html, links, markdown
from condcli.render.blocks import Bullet, Heading, Paragraph, References, Sources
from condcli.render.html import Entry
from condcli.render.paper import LARGE, NORMAL, Beside, Lines, Part, Sheet

SHEET = Sheet(NORMAL)
BESIDE = Beside((Paragraph("left"),), (Heading("Right"), Lines(2, "Call:")))


def body(*parts: Part, sheet: Sheet = SHEET) -> str:
    return html.page(parts, sheet).partition("<main>\n")[2].partition("</main>")[0]


@pytest.mark.parametrize(
    ("part", "made"),
    [
        (Heading("Asthma", level=1), "<h1>Asthma</h1>\n"),
        (Heading("Signs & <more>"), "<h2>Signs &amp; &lt;more&gt;</h2>\n"),
        (Paragraph('Say "ah" & <b>'), "<p>Say &quot;ah&quot; &amp; &lt;b&gt;</p>\n"),
        (Paragraph("Quiet.", quiet=True), '<p class="quiet">Quiet.</p>\n'),
        (Bullet("Signs:", ("a", "<b>")), "<p>Signs:</p>\n<ul>\n<li>a</li>\n<li>&lt;b&gt;</li>\n</ul>\n"),
        (Bullet(None, ("a",)), "<ul>\n<li>a</li>\n</ul>\n"),
        (Bullet("Also:", ("a", "b"), run_on=True), "<p><strong>Also:</strong> a; b.</p>\n"),
        (
            Bullet("Call:", ("a",), "urgent", foot=("555-0100",)),
            (
                '<section class="box urgent">\n<h2>Call:</h2>\n<ul>\n<li>a</li>\n</ul>\n'
                '<p class="foot"><span class="whole">555-0100</span></p>\n</section>\n'
            ),
        ),
        (Sources((1, 3)), '<p class="sources">Sources: 1, 3</p>\n'),
        (References(((3, "A."),)), '<ol class="references">\n<li value="3">A.</li>\n</ol>\n'),
        (Lines(1), '<div class="line">Your notes:</div>\n'),
        (Lines(3, "x"), '<div class="line">x</div>\n<div class="line"></div>\n<div class="line"></div>\n'),
        (
            BESIDE,
            (
                '<div class="beside">\n<div>\n<p>left</p>\n</div>\n<div>\n<h2>Right</h2>\n'
                '<div class="line">Call:</div>\n<div class="line"></div>\n</div>\n</div>\n'
            ),
        ),
    ],
)
def test_each_part_has_its_elements(part: Part, made: str) -> None:
    assert body(part) == made


def test_a_list_of_short_items_stands_in_two_columns_of_a_whole_sheet() -> None:
    four = Bullet(None, ("a", "b", "c", "d"))
    assert '<ul class="two">' in body(four)
    assert '<ul class="two">' not in body(Beside((four,), ()))
    assert '<ul class="two">' not in body(Bullet(None, ("a", "b", "c")))


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("see https://example.org/a.", '<a href="{0}" rel="noreferrer">{0}</a>.'),
        ("(https://example.org/a)", "(https://example.org/a)"),
        ("http://example.org/a", "http://example.org/a"),
        ("javascript:alert(1)", "javascript:alert(1)"),
        ("https://example.org/<b>", "https://example.org/&lt;b&gt;"),
    ],
)
def test_only_an_https_address_is_a_link(text: str, made: str) -> None:
    assert made.format("https://example.org/a") in body(Paragraph(text))
    assert body(Paragraph(text)).count("<a ") == made.count("<a ")


@pytest.mark.parametrize(
    ("word", "address"),
    [
        ("https://example.org", "https://example.org"),
        ("https://example.org/a?b=c&d=%20#e", "https://example.org/a?b=c&d=%20#e"),
        ("https://example.org:8080/a", "https://example.org:8080/a"),
        ("https://example.org/a).", "https://example.org/a"),
        ("https://example.org/a'?!", "https://example.org/a"),
        ("https://example.org/%zz", None),
        ("https://example.org:123456", None),
        ("https://", None),
        ("https://exämple.org", None),
        ("HTTPS://example.org", None),
        ("ftp://example.org", None),
        ("xhttps://example.org", None),
        ("word.", None),
        ("", None),
    ],
)
def test_what_is_an_address_and_where_it_ends(word: str, address: str | None) -> None:
    assert links.words(f"at {word} now") == [("at", None), (word, address), ("now", None)]


def test_the_page_has_its_title_its_language_and_its_size() -> None:
    page = html.page([Heading("A & B", level=1), Heading("Later")], Sheet(LARGE, paper="a4"), "es")
    assert '<html lang="es">' in page
    assert "<title>A &amp; B</title>" in page
    assert re.search(r"size: A4\b", page)
    assert "18pt" in page
    assert "<title>condcli</title>" in html.page([Paragraph("x")], SHEET)
    assert re.search(r"size: letter\b", html.page([], SHEET))


def test_no_page_asks_for_anything_from_anywhere() -> None:
    page = html.page([Paragraph("See https://example.org/a")], SHEET)
    assert "default-src 'none'; style-src 'unsafe-inline'" in page
    assert not re.search(r"(?:src|url)\s*[=(]|<script|@import|<link", page.partition("</head>")[0])


def test_an_index_lists_handouts_by_category_and_name() -> None:
    entries = [
        Entry("Flu", "A fever.", "Infections", "flu.html"),
        Entry("cold", "A cough.", "infections", "cold.html"),
        Entry("Gout", "Sore & red.", "Bones", 'a"b.html'),
    ]
    page = html.index(entries, SHEET, Site(name="Green <Valley>"), "es")
    assert "<h1>Green &lt;Valley&gt;: handouts</h1>" in page
    assert re.findall(r"<h2>(.*?)</h2>", page) == ["Bones", "infections", "Infections"]
    assert page.index(">cold</a>") < page.index(">Flu</a>")
    assert '<li><a href="a&quot;b.html">Gout</a><br>Sore &amp; red.</li>' in page
    assert "<h1>Handouts</h1>" in html.index([], SHEET, Site())


RULE = r"\_" * 48
EMPTY = r"\_" * 60


@pytest.mark.parametrize(
    ("part", "made"),
    [
        (Heading("Asthma", level=1), "# Asthma"),
        (Heading("Signs"), "## Signs"),
        (Paragraph("One *two* [three](x) `four` <b> #5 |6| ~7~ & 8!"),
         r"One \*two\* \[three\](x) \`four\` \<b\> \#5 \|6\| \~7\~ \& 8\!"),
        (Paragraph("- no list"), r"\- no list"),
        (Paragraph("+ no list"), r"\+ no list"),
        (Paragraph("= no rule"), r"\= no rule"),
        (Paragraph(": no term"), r"\: no term"),
        (Paragraph("1. no list"), r"1\. no list"),
        (Paragraph("12) no list"), r"12\) no list"),
        (Paragraph("12 knees"), "12 knees"),
        (Paragraph("2.5 mg - a day"), r"2\.5 mg - a day"),
        (Bullet("Signs:", ("a", "- b")), "Signs:\n\n- a\n- \\- b"),
        (Bullet(None, ("a",)), "- a"),
        (Bullet("Also:", ("a", "b"), run_on=True), "**Also:** a; b."),
        (Bullet("Call:", ("a",), "urgent", foot=("555",)), "## Call:\n\n- a\n\n**555**"),
        (Sources((1, 3)), "Sources: 1, 3"),
        (References(((3, "A."), (4, "B."))), "3. A.\n4. B."),
        (Lines(2), f"Your notes: {RULE}\n\n{EMPTY}"),
        (Lines(1, ""), EMPTY),
        (BESIDE, f"left\n\n## Right\n\nCall: {RULE[:-12]}{EMPTY[:24]}\n\n{EMPTY}"),
    ],
)  # fmt: skip
def test_markdown_keeps_text_as_text(part: Part, made: str) -> None:
    assert markdown.page([part]) == f"{made}\n"


@pytest.mark.parametrize(
    ("part", "made"),
    [
        (Heading("Asthma", level=1), "ASTHMA"),
        (Paragraph("word " * 16), ("word " * 15).strip() + "\nword"),
        (
            Paragraph("- item that goes on " + "word " * 14),
            "- item that goes on" + " word" * 11 + "\n " + " word" * 3,
        ),
        (Paragraph("x" * 90), "x" * 90),
        (Paragraph("word " * 14 + "well-known"), ("word " * 14).strip() + "\nwell-known"),
        (Lines(2), f"Your notes: {'_' * 48}\n{'_' * 60}"),
        (BESIDE, f"left\n\nRight\n\nCall: {'_' * 54}\n{'_' * 60}"),
    ],
)
def test_text_is_broken_between_words_only(part: Part, made: str) -> None:
    assert markdown.text([part]).rstrip("\n") == made.rstrip("\n")
