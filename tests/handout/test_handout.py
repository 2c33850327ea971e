"""A page to give away: the same in each format, on one sheet, help first, whatever the text."""

import html as entities
import io
import json
import os
import re
import stat
import sys
from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import html5lib
import pypdf
import pytest
from conftest import SMALL, Run

from condcli import clock
from condcli.cli import saving
from condcli.errors import Unwritable

FORMATS = ["html", "pdf", "md", "txt"]
ONLY = ["--catalog", str(SMALL)]
SITE = {"name": "Green Valley Hospital", "phone": "day and night: 555-0100", "report_to": "the ward office"}


@pytest.fixture(autouse=True)
def _in_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "today", lambda: date(2031, 2, 3))


def words(content: bytes, form: str) -> str:
    """What a handout says, without the marks of its format."""
    if form == "pdf":
        text = "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages)
        text = text.replace("•", " ")
    elif form == "html":
        body = content.decode().partition("<body>")[2]
        text = entities.unescape(
            re.sub(r"<[^>]+>", lambda m: "" if m[0][1:5] in {"span", "/spa"} else " ", body)
        )
    else:
        text = content.decode()
        text = re.sub(r"\\(?=[^\w\s])|\*\*|<br>|^#+ |^- |^\d+\. |_{20,}", "", text, flags=re.MULTILINE)
    return " ".join(text.split())


def made(run: Run, *args: str, form: str = "html") -> bytes:
    result = run("handout", *args, "--format", form, "--output", f"x.{form}", "--force")
    assert result.exit_code == 0, result.output
    return Path(f"x.{form}").read_bytes()


def said(run: Run, *args: str, form: str = "html") -> str:
    return words(made(run, *args, form=form), form)


@pytest.mark.parametrize(
    "more", [[], ["--full"], ["--large"], ["--section", "symptoms"], ["--trials"]], ids=str
)
def test_every_format_says_the_same(run: Run, more: list[str]) -> None:
    def letters(text: str) -> str:
        return re.sub(r"\d+\.|[^A-Za-z]", "", text).casefold()  # the numbers of a list are drawn by a browser

    html, pdf, md, txt = (letters(said(run, "ALL", *ONLY, *more, form=form)) for form in FORMATS)
    assert html == md == txt
    assert pdf == html


@pytest.mark.parametrize("form", FORMATS)
def test_one_page_has_what_it_must(run: Run, form: str) -> None:
    text = said(run, "ALL", *ONLY, form=form)
    told = "Call 911", "Call a doctor today", "Symptoms", "Treatment", "Questions to ask"
    assert [t for t in told if t.casefold() not in text.casefold()] == []
    assert "Not reviewed by a clinician." in text
    assert "Printed February 3, 2031." in text
    assert "Text of " in text
    assert "Sources: " in text
    assert "This is a short form" in text


@pytest.mark.parametrize("form", FORMATS)
def test_help_stands_above_the_symptoms_whatever_is_chosen(run: Run, form: str) -> None:
    for more in ([], ["--full"], ["--section", "symptoms"], ["--without", "care"], ["--large"]):
        text = said(run, "ALL", *ONLY, *more, form=form)
        assert text.index("Call 911 or go to an emergency room now") < text.index("Symptoms")


def test_sections_are_chosen_and_left_out(run: Run) -> None:
    assert "Outlook" in said(run, "asthma", "--full")
    assert "Outlook" not in said(run, "asthma", "--full", "--without", "outlook")
    text = said(run, "asthma", "--section", "outlook", "--section", "self-care")
    assert "Outlook" in text
    assert "Treatment" not in text
    assert "References" in said(run, "ALL", *ONLY, "--full")
    assert b"<h2>Treatment" not in made(run, "ALL", *ONLY, "--without", "treatment")
    for option in ("--section", "--without"):
        result = run("handout", "ALL", option, "prices")
        assert (result.exit_code, "self-care" in result.stderr) == (2, True)


def test_words_are_explained(run: Run) -> None:
    assert "Words explained:" in said(run, "asthma", "--full")


def test_sources_have_their_whole_names(run: Run, small: dict[str, Any], catalog: Any) -> None:  # noqa: ANN401
    record = small["conditions"][0]
    for publisher, name in (
        ("MedlinePlus, National Library of Medicine", "MedlinePlus"),
        ("National Heart, Lung, and Blood Institute", "National Heart, Lung, and Blood Institute"),
        ("Drug, Healthcare and Patient Safety", "Drug, Healthcare and Patient Safety"),
        ("RAINN (Rape, Abuse & Incest National Network)", "RAINN (Rape, Abuse & Incest National Network)"),
        ("NHS (Healthier Together, Hampshire)", "NHS (Healthier Together, Hampshire)"),
        ("University of California, San Francisco (UCSF)", "University of California, San Francisco (UCSF)"),
        ("Food and Drug Administration, quoted by Drugs.com", "Food and Drug Administration"),
    ):
        record["references"] = [r | {"publisher": publisher} for r in record["references"]]
        text = said(run, record["name"], "--catalog", catalog(small), form="md")
        assert f"Sources: {name}." in text.replace("\\", "")


def test_what_a_hospital_notes_is_told_from_lines_to_write_on(
    run: Run,
    small: dict[str, Any],
    catalog: Any,  # noqa: ANN401
) -> None:
    record = small["conditions"][0] | {"notes": ["Ask in Room 5."]}
    text = said(run, record["name"], "--catalog", catalog(small | {"conditions": [record]}))
    assert (text.count("Notes:"), text.count("Your notes:")) == (1, 1)


def test_trials_carry_their_date(run: Run) -> None:
    text = said(run, "ALL", *ONLY, "--trials")
    assert "NCT04537871" in text
    assert re.search(r"as of September 2020", text)


@pytest.mark.parametrize("form", FORMATS)
def test_the_site_stands_on_it(run: Run, small: dict[str, Any], catalog: Any, form: str) -> None:  # noqa: ANN401
    path = catalog(small | {"site": SITE})
    text = said(run, "ALL", "--catalog", path, form=form)
    assert text.count("Green Valley Hospital, day and night: 555-0100") == 3  # two boxes and the foot
    assert "Report a mistake to: the ward office." in text


@pytest.mark.parametrize("form", FORMATS)
def test_what_an_overlay_adds_stands_below_help_and_says_by_whom(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, form: str
) -> None:
    monkeypatch.delenv("CONDCLI_ONLY")
    more = {"notes": ["Come to Room 5."], "care": {"urgent": ["a peak flow of 40"]}}
    own = {"version": 2, "language": "en", "site": SITE, "additions": {"asthma": more}, "conditions": []}
    (tmp_path / "own.json").write_text(json.dumps(own), encoding="utf-8")
    text = said(run, "asthma", "--catalog", str(tmp_path / "own.json"), form=form)
    assert "a peak flow of 40 (added by Green Valley Hospital)" in text
    assert "Come to Room 5. (added by Green Valley Hospital)" in text
    assert text.index("Call 911") < text.index("Call a doctor today") < text.index("Come to Room 5.")


# ---- HTML and PDF


def test_the_html_is_valid_and_asks_for_nothing(run: Run) -> None:
    for more in ([], ["--full", "--trials"], ["--large"]):
        text = made(run, "ALL", *ONLY, *more).decode()
        html5lib.HTMLParser(strict=True).parse(text)
        assert "<script" not in text
        assert not re.search(r"(src|action)=|url\(|@import|<link|<iframe|<img", text)
        assert set(re.findall(r'href="([^:"]*)', text)) <= {"https"}
        assert "default-src 'none'" in text
        levels = list(map(int, re.findall(r"<h(\d)", text)))
        assert levels[0] == 1
        assert all(after - before <= 1 for before, after in pairwise(levels))
        assert '<html lang="en">' in text


@pytest.mark.parametrize("paper", ["letter", "A4"])
@pytest.mark.parametrize(("large", "pages"), [([], 1), (["--large"], 2)])
def test_the_pdf_is_tagged_and_as_long_as_it_should_be(
    run: Run, paper: str, large: list[str], pages: int
) -> None:
    pdf = pypdf.PdfReader(io.BytesIO(made(run, "ALL", *ONLY, "--paper", paper, *large, form="pdf")))
    root: Any = pdf.root_object
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en"
    assert "/StructTreeRoot" in root
    assert pdf.metadata
    assert pdf.metadata.title == "Acute lymphoblastic leukemia"
    assert b"pdfuaid:part>1" in root["/Metadata"].get_data()
    assert len(pdf.pages) <= pages
    assert float(pdf.pages[0].mediabox.width) == pytest.approx(612 if paper == "letter" else 595.3, abs=0.1)
    resources: list[Any] = [page["/Resources"] for page in pdf.pages]
    fonts = [f.get_object() for r in resources for f in r["/Font"].values()]
    inner = [d.get_object() for f in fonts for d in f["/DescendantFonts"]]
    assert inner
    assert all({"/FontFile2", "/FontFile3"} & set(f["/FontDescriptor"].keys()) for f in inner)


def elements(element: Any, within: str = "") -> Iterator[tuple[str, str]]:  # noqa: ANN401  as pypdf has it
    """(kind, kind of what is around it) of the elements of a tagged PDF, as they are read aloud."""
    element = element.get_object() if hasattr(element, "get_object") else element
    if isinstance(element, list):
        for kid in element:
            yield from elements(kid, within)
    elif isinstance(element, dict) and "/S" in element:
        yield element["/S"], within
        yield from elements(element.get("/K", []), element["/S"])


@pytest.mark.parametrize("more", [[], ["--full"]], ids=str)
def test_the_pdf_tells_headings_lists_and_paragraphs(
    run: Run,
    small: dict[str, Any],
    catalog: Any,  # noqa: ANN401
    more: list[str],
) -> None:
    path = catalog(small | {"site": SITE})
    pdf = pypdf.PdfReader(io.BytesIO(made(run, "ALL", "--catalog", path, *more, form="pdf")))
    tree: Any = pdf.root_object["/StructTreeRoot"]
    found = list(elements(tree["/K"]))
    kinds = [kind for kind, _ in found]
    assert [kind for kind in kinds if kind != "/Div"][:4] == ["/Document", "/H1", "/P", "/H2"]
    assert {within for kind, within in found if kind == "/Span"} <= {"/P"}
    assert kinds.count("/H1") == 1
    assert kinds.count("/LI") == kinds.count("/LBody") >= 8
    assert kinds.count("/P") >= 5


def test_without_the_extra_one_line_says_how_to_get_it(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    result = run("handout", "ALL", "--format", "pdf")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "pip install 'condcli[pdf]'" in result.stderr
    assert result.stderr.count("\n") == 1


# ---- where it goes


def test_a_pipe_gets_the_file_itself(run: Run) -> None:
    assert run("handout", "ALL", *ONLY).stdout.startswith("<!DOCTYPE html>")
    assert run("handout", "ALL", *ONLY, "--format", "pdf").stdout_bytes.startswith(b"%PDF-1.7")
    assert run("handout", "ALL", *ONLY, "--output", "-", "--format", "txt").stdout.startswith("ACUTE")
    assert not list(Path().iterdir())


def test_the_name_of_the_file_chooses_the_format_and_a_folder_the_name(run: Run) -> None:
    assert run("handout", "ALL", *ONLY, "-o", "a.pdf").stdout == "Made a.pdf.\n"
    assert Path("a.pdf").read_bytes().startswith(b"%PDF")
    run("handout", "ALL", *ONLY, "-o", "new/", "--format", "md")
    assert Path("new/acute-lymphoblastic-leukemia.md").read_text(encoding="utf-8").startswith("# Acute")


def test_nothing_is_written_over_unless_told(run: Run) -> None:
    Path("a.html").write_text("mine", encoding="utf-8")
    result = run("handout", "ALL", *ONLY, "-o", "a.html")
    assert (result.exit_code, result.stderr.count("\n")) == (2, 1)
    assert "--force" in result.stderr
    assert Path("a.html").read_text(encoding="utf-8") == "mine"
    assert run("handout", "ALL", *ONLY, "-o", "a.html", "--force").exit_code == 0
    assert [p.name for p in Path().iterdir()] == ["a.html"]


def test_several_have_an_index(run: Run) -> None:
    result = run("handout", "ALL", "asthma", *ONLY, "-o", "out")
    assert result.stdout == f"Made 2 handouts. They are listed in {Path('out/index.html')}.\n"
    assert {p.name for p in Path("out").iterdir()} == {
        "acute-lymphoblastic-leukemia.html", "asthma.html", "index.html",
    }  # fmt: skip
    index = Path("out/index.html").read_text(encoding="utf-8")
    html5lib.HTMLParser(strict=True).parse(index)
    assert '<a href="asthma.html">Asthma</a>' in index
    Path("out/asthma.html").unlink()
    again = run("handout", "asthma", "AML", *ONLY, "-o", "out")
    assert again.exit_code == 2
    assert not Path("out/asthma.html").exists()
    answer = json.loads(run("handout", "--category", "cancer", *ONLY, "-o", "c", "--json").stdout)
    assert [Path(f["path"]).name for f in answer["files"]] == [
        "acute-lymphoblastic-leukemia.html", "acute-myeloid-leukemia.html",
    ]  # fmt: skip
    assert run("handout", "--all", *ONLY, "-o", "all").stdout.startswith("Made 3 handouts.")


def test_a_page_of_that_name_is_not_lost_in_the_index(
    run: Run,
    small: dict[str, Any],
    catalog: Any,  # noqa: ANN401
) -> None:
    small["conditions"] = small["conditions"][:2]
    small["conditions"][0]["id"], small["conditions"][1]["id"] = "index", "index-page"
    for record in small["conditions"]:
        record["lookalikes"] = []
    path = catalog(small)
    assert run("handout", "--all", "--only", "--catalog", path, "-o", "out").stdout.startswith("Made 2 ")
    made = {p.name: p.read_text(encoding="utf-8") for p in Path("out").iterdir()}
    assert set(made) == {"index.html", "index_page.html", "index-page.html"}
    assert 'href="index_page.html"' in made["index.html"]
    assert small["conditions"][0]["summary"][:40] in made["index_page.html"]


@pytest.mark.parametrize("language", ["en-US", "es_MX", "Klingon", ""])
def test_any_language_can_be_set(run: Run, small: dict[str, Any], catalog: Any, language: str) -> None:  # noqa: ANN401
    given = ["--only", "--catalog", catalog(small | {"language": language})]
    assert pypdf.PdfReader(io.BytesIO(made(run, "ALL", *given, form="pdf"))).pages


def test_words_of_one_name_are_one_page(run: Run) -> None:
    assert (
        run("handout", "acute", "lymphoblastic", "leukemia", *ONLY, "-o", "x.txt").stdout == "Made x.txt.\n"
    )


@pytest.mark.parametrize(
    "args",
    [
        [], ["ALL", "--all"], ["ALL", "--format", "doc"], ["ALL", "--paper", "a3"], ["--all", "-o", "-"],
        ["ALL", "-o", "-", "--open"], ["--category", "nothing"],
    ],
    ids=str,
)  # fmt: skip
def test_wrong_options_are_one_line(run: Run, args: list[str]) -> None:
    result = run("handout", *args, *ONLY)
    assert (result.exit_code, result.stdout, result.stderr.count("\n")) == (2, "", 1)
    assert not list(Path().iterdir())


@pytest.mark.parametrize("name", ["../../etc/passwd", "a/b", "..", "/", "asthma/../x", "con\x00"])
def test_a_name_is_no_path(run: Run, name: str) -> None:
    result = run("handout", name, *ONLY, "-o", "out/")
    assert result.exit_code in {0, 3, 4}
    assert not Path("../x").exists()
    assert {p.name for p in Path("out").glob("*")} <= {"asthma.html"}


@pytest.mark.parametrize(
    "target", ["/proc/x.html", "none/such/folder/x.html", "x\x00.html", "a" * 300 + ".html"]
)
def test_a_place_that_cannot_be_written_is_one_line(run: Run, target: str) -> None:
    result = run("handout", "ALL", *ONLY, "-o", target)
    assert (result.exit_code, result.stderr.count("\n")) == (6, 1)
    assert not list(Path().iterdir())


def test_a_full_disk_leaves_nothing_behind(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "hardlink_to", full)
    monkeypatch.setattr(Path, "replace", full)
    result = run("handout", "ALL", *ONLY, "-o", "x.html")
    assert (result.exit_code, "No space left" in result.stderr) == (6, True)
    assert not list(Path().iterdir())
    full_device = Path("/dev/full")
    if full_device.exists():
        assert run("handout", "ALL", *ONLY, "-o", str(full_device)).exit_code in {2, 6}


def test_a_link_stays_a_link(run: Run) -> None:
    Path("kept.html").write_text("old")
    Path("kept.html").chmod(0o600)
    Path("link.html").symlink_to("kept.html")
    assert run("handout", "ALL", *ONLY, "-o", "link.html", "--force").exit_code == 0
    assert Path("link.html").is_symlink()
    assert Path("kept.html").stat().st_mode & 0o777 == 0o600
    assert "<html" in Path("kept.html").read_text("utf-8")


def test_a_link_that_leads_to_itself_is_one_line(run: Run) -> None:
    Path("loop.html").symlink_to("loop.html")
    result = run("handout", "ALL", *ONLY, "-o", "loop.html", "--force")
    assert (result.exit_code, result.stderr.count("\n")) == (6, 1)
    assert Path("loop.html").is_symlink()


@pytest.mark.parametrize("place", ["/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"])
def test_a_stream_of_the_system_is_no_place_for_a_file(place: str) -> None:
    if os.path.lexists(place):  # where standard output is a file, its name in /dev looks like one
        with pytest.raises(Unwritable, match="give -"):
            saving.free([Path(place)], force=True)


@pytest.mark.parametrize("names", [["ALL"], ["ALL", "asthma"]], ids=str)
def test_what_is_no_file_is_never_replaced(run: Run, names: list[str]) -> None:
    """As root, a device would be gone for everybody."""
    os.mkfifo("asthma.html")
    Path("device.html").symlink_to(os.devnull)
    place = ["-o", "."] if len(names) > 1 else ["-o", "asthma.html"]
    for more in ([], ["--force"]):
        result = run("handout", *names, *ONLY, *place, *more)
        assert (result.exit_code, result.stderr.count("\n")) == (6 if more else 2, 1)
        assert stat.S_ISFIFO(Path("asthma.html").stat().st_mode)
    result = run("handout", "ALL", *ONLY, "-o", "device.html", "--force")
    assert (result.exit_code, "give -" in result.stderr) == (6, True)
    assert Path("device.html").is_symlink()


def test_open_starts_what_the_system_has(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []

    def launch(what: str) -> int:
        opened.append(what)
        return 0

    monkeypatch.setattr("typer.launch", launch)
    run("handout", "ALL", *ONLY, "--open")
    assert opened == ["acute-lymphoblastic-leukemia.html"]
    monkeypatch.setattr("typer.launch", lambda _: 1)
    assert "Open it yourself" in run("handout", "asthma", *ONLY, "--open").stderr


def test_danger_is_said_first(run: Run) -> None:
    result = run("handout", "my", "baby", "is", "not", "breathing", *ONLY)
    assert "HELP NOW" in result.output


# ---- hostile text

HOSTILE = [
    '<script>alert(1)</script><img src="https://evil.example/x">',
    '"><style>*{display:none}</style><a href="javascript:alert(1)">x</a>',
    "javascript:alert(1) data:text/html,x http://plain.example/ https://ok.example/<b>",
    '#import "@preview/x:1.0.0": * #read("/etc/passwd") $x$ *b* _i_ @ref <label> `raw` // \\',
    '#set page(width: 0pt); #panic("x") ] } ) [',
    "\x1b[31mred\x1b[0m \x07 \x9b2J \u202egnp.exe \u2066x",
    "*{color:red} </style> @import url(https://evil.example); ${body} %(x)s",
    "# head\n- item\n1. one\n> quote ![x](https://evil.example) | a | b |\n---\n***",
    "\ud83d\ude00 \u0627\u0644\u0633\u0644\u0627\u0645 \u53d1\u70e7 \U0001f6a8",
]


def hostile(small: dict[str, Any], text: str) -> dict[str, Any]:
    text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    record = small["conditions"][0]
    record |= {"summary": text, "questions": [text, text]}
    record["care"] |= {"emergency": [text], "urgent": [text, "x"], "note": text}
    record["sections"]["treatment"]["body"] = [text, {"lead": text, "items": [text, text]}]
    record["references"][0] |= {"title": text, "publisher": text, "url": "javascript:alert(1)"}
    site = {"name": text, "phone": text, "foot": text, "report_to": text, "address": text}
    return small | {"site": site}


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("more", [[], ["--full"]], ids=str)
def test_hostile_text_is_text(
    run: Run,
    small: dict[str, Any],
    catalog: Any,  # noqa: ANN401
    form: str,
    text: str,
    more: list[str],
) -> None:
    path = catalog(hostile(small, text))
    name = small["conditions"][0]["name"]
    content = made(run, name, "--catalog", path, *more, form=form)
    assert not re.search(rb"[\x00-\x08\x0e-\x1f\x7f]", content) or form == "pdf"
    if form == "html":
        html = content.decode()
        html5lib.HTMLParser(strict=True).parse(html)
        body = html.partition("<body>")[2]
        assert not re.search(
            r"<(script|img|style|iframe|link)|onerror=|href=\"(?!https://ok)[^\"]*evil", body
        )
        assert set(re.findall(r'href="([^:"]*):', body)) <= {"https"}
        assert html.count("<style>") == 1
    elif form == "pdf":
        pdf = pypdf.PdfReader(io.BytesIO(content))
        links = [
            a.get_object().get("/A", {}).get("/URI", "") for p in pdf.pages for a in p.get("/Annots", [])
        ]
        assert all(link.startswith("https://") for link in links)
        assert "root:" not in words(content, form)
    elif form == "md":
        assert not re.search(r"(?<!\\)(!\[|\]\(|<(?!br>)[a-z])", content.decode())


@pytest.mark.parametrize("form", FORMATS)
def test_a_megabyte_of_text(run: Run, small: dict[str, Any], catalog: Any, form: str) -> None:  # noqa: ANN401
    small["conditions"][0]["sections"]["treatment"]["body"] = ["word " * 200_000, "x" * 200_000]
    path = catalog(small)
    assert made(run, small["conditions"][0]["name"], "--catalog", path, form=form)


def test_markdown_and_text_break_no_address(run: Run) -> None:
    text = made(run, "ALL", *ONLY, "--full", form="txt").decode()
    addresses = re.findall(
        r"https://\S+", made(run, "ALL", *ONLY, "--full", form="md").decode().replace("\\", "")
    )
    assert addresses
    assert all(address in text for address in addresses)
