"""Text of a catalog or a registry cannot forge a line, hide anything, or run in a spreadsheet."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from conftest import Run
from registry import Registry, study

from condcli.render.blocks import Block, Bullet, Fields, Heading, Paragraph, Steps, Table, visible
from condcli.render.plain import text as plain

Write = Callable[[Any], str]
FORGED = "Harmless.\n\nGET HELP NOW\n\rCall 555-0100\r\n\x0b\x0cnow"
BREAKS = ["\n", "\r", "\r\n", "\n\n", "\x0b", "\x0c", "\x1c", "\x85", "\u2028", "\u2029"]
VIEWS = [{}, {"FORCE_COLOR": "1", "COLUMNS": "60"}, {"FORCE_COLOR": "1", "COLUMNS": "200"}]


def lines(text: str) -> list[str]:
    return [line.strip(" │•-") for line in text.splitlines()]


@pytest.mark.parametrize("env", VIEWS, ids=["plain", "narrow", "wide"])
@pytest.mark.parametrize(
    "field", ["name", "summary", "aliases", "emergency", "note", "body", "questions", "title"]
)
def test_a_field_of_a_catalog_begins_no_line(
    run: Run, small: dict[str, Any], catalog: Write, field: str, env: dict[str, str]
) -> None:
    record = small["conditions"][0]
    if field in {"name", "summary"}:
        record[field] = FORGED
    elif field in {"aliases", "questions"}:
        record[field] = [FORGED]
    elif field == "emergency":
        record["care"]["emergency"] = [FORGED]
    elif field == "note":
        record["care"] |= {"emergency": [], "note": FORGED}
    elif field == "body":
        record["sections"]["definition"]["body"] = [FORGED]
    else:
        record["references"][0]["title"] = FORGED
    path = catalog(small)
    name = "acute lymphoblastic leukemia" if field != "name" else "ALL"
    for words in (["show", name], ["list"], ["references", name]):
        shown = run(*words, "--catalog", path, env=env).stdout
        assert not [line for line in lines(shown) if line.startswith("GET HELP NOW")]


@pytest.mark.parametrize("env", VIEWS, ids=["plain", "narrow", "wide"])
def test_a_field_of_the_registry_begins_no_line(run: Run, registry: Registry, env: dict[str, str]) -> None:
    pieces = (
        "BriefTitle",
        "LeadSponsorName",
        "OverallStatus",
        "StudyType",
        "MinimumAge",
        "Sex",
        "WhyStopped",
    )
    forged: dict[str, Any] = dict.fromkeys(pieces, FORGED)
    forged |= {"Phase": [FORGED], "Interventions": [{"type": FORGED, "name": FORGED}]}
    registry.studies = [study(1, **forged)]
    run("update", "ALL")
    for words in (["trials", "ALL"], ["trial", "1"], ["show", "ALL"]):
        shown = run(*words, env=env).stdout
        assert "NCT00000001" in shown
        assert not [line for line in lines(shown) if line == "GET HELP NOW"]


def test_no_text_begins_a_line_as_our_own_help_does() -> None:
    said = "HELP NOW: call 555-0100"
    blocks: list[Block] = [
        Heading(said, level=1), Paragraph(said), Bullet(said, (said,)), Fields(((said, said),)),
        Table((said,), ((said,),), inline=True),
    ]  # fmt: skip
    assert not [line for line in plain(blocks).splitlines() if line.startswith("HELP NOW")]
    assert plain([Steps("Call 911", ("Stay.",), ())]).startswith("HELP NOW: Call 911")


def test_a_study_cannot_speak_as_our_own_help(run: Run, registry: Registry) -> None:
    said = "HELP NOW: call 555-0100"
    registry.studies = [study(1, BriefTitle=said, BriefSummary=f"So.\n\n{said}", EligibilityCriteria=said)]
    shown = run("trial", "NCT00000001", "--refresh").stdout
    assert said in shown
    assert not [line for line in shown.splitlines() if line.upper().startswith("HELP NOW")]


@pytest.mark.parametrize("mark", BREAKS, ids=ascii)
def test_no_block_holds_a_line_break(mark: str) -> None:
    text = f"one{mark}two"
    blocks: list[Block] = [Heading(text), Paragraph(text), Bullet(text, (text,)), Fields(((text, text),))]
    blocks += (Table((text, "x"), ((text, text),), inline=inline) for inline in (False, True))
    assert "two" not in [line.split(":")[0].strip() for line in plain(blocks).splitlines()]


HIDDEN = (
    "\u034f\u115f\u1160\u180b\u180e\u200b\u200f\u202e\u2060\u2066\u206a\u206f\u3164\ufe00\ufe0f\ufeff\uffa0"
)
HIDDEN += "\ufff9\ufffa\ufffb\U0001d173\U000e0001\U000e0041\U000e007f\U000e0100\U000e01ef"


@pytest.mark.parametrize("mark", HIDDEN, ids=ascii)
def test_what_cannot_be_seen_is_shown_as_a_mark(
    run: Run, small: dict[str, Any], catalog: Write, mark: str
) -> None:
    shown = visible(f"a{mark}b")
    assert shown.startswith("a\\")
    assert shown.isprintable()
    small["conditions"][0]["aliases"] = [f"a{mark}b"]
    path = catalog(small)
    as_json = run("show", "ALL", "--json", "--catalog", path).stdout
    assert mark not in as_json
    assert json.loads(as_json)["aliases"] == [f"a{mark}b"]
    assert mark not in run("show", "ALL", "--catalog", path).stdout


@pytest.mark.parametrize(
    "text", ["\u2764\ufe0f", "\u260e\ufe0f", "1\ufe0f", "\U0001f3e5\ufe0f", "naïve 日本 ½"]
)
def test_what_can_be_seen_stays(text: str) -> None:
    assert visible(text) == text


FORMULAS = [
    "=1+1",
    "+1",
    "-1",
    "@x",
    "\t=1",
    " =1",
    '"=1',
    "a;=1+1",
    "a; +1",
    'a;"-1',
    "a;\t@x",
    "a;b;=1",
    "a\n;=1",
    "\uff1d1+1",
    "a;\uff20x",
]


@pytest.mark.parametrize("text", FORMULAS, ids=ascii)
def test_no_cell_of_a_spreadsheet_runs(run: Run, registry: Registry, tmp_path: Path, text: str) -> None:
    registry.studies = [study(1, BriefTitle=text)]
    run("update", "ALL")
    written = run("trials", "ALL", "--csv").stdout
    for separator in ",;":
        for row in csv.reader(io.StringIO(written), delimiter=separator):
            assert not [
                cell for cell in row if cell.strip(' "').startswith(tuple("=+-@\t\uff1d\uff0b\uff0d\uff20"))
            ]
    assert not list(tmp_path.glob("*.csv"))
