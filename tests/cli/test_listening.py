"""For those who listen: no drawing, lists that say what they leave out, codes with their system."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from conftest import SMALL, Run
from screen import on_terminal

DRAWN = re.compile("[\u2500-\u259f\u25a0-\u25ff•·]|\x1b")


@pytest.mark.parametrize(
    "args",
    [
        ["show", "ALL"],
        ["trials", "ALL"],
        ["research", "ALL"],
        ["symptoms"],
        ["compare", "ALL", "AML"],
        ["find", "my baby is not breathing"],
    ],
    ids=" ".join,
)
def test_plain_lines_on_a_terminal_have_no_drawing(args: list[str]) -> None:
    shown = on_terminal([*args, "--plain", "--catalog", str(SMALL)])
    assert not DRAWN.search(shown)


def test_a_long_table_ends_with_what_is_left_out(run: Run, tmp_path: Path, small: dict[str, Any]) -> None:
    row = json.loads((SMALL.parent / "trials.json").read_text())["trials"][0]
    rows = [{**row, "nct_id": f"NCT{n:08}"} for n in range(1, 31)]
    linked = {"acute-lymphoblastic-leukemia": [r["nct_id"] for r in rows]}
    content = {"version": 1, "trials": rows, "conditions": linked}
    (tmp_path / "trials.json").write_text(json.dumps(content))
    (tmp_path / "conditions.json").write_text(json.dumps(small))
    args = ["trials", "ALL", "--catalog", str(tmp_path / "conditions.json")]
    heard = on_terminal([*args, "--plain"])
    assert heard.count("NCT number: ") == 20
    assert "Showing 20 of 30. To see more, add --limit 30" in " ".join(heard.split())
    assert run(*args).stdout.count("NCT number: ") == 30


def test_a_term_names_twenty_pages_and_how_many_more_there_are(run: Run) -> None:
    shown = run("define", "infection").stdout
    assert shown.count("\n- ") == 20
    assert re.search(r"\n\d+ more are not shown\.\n", shown)


@pytest.mark.parametrize(
    ("code", "labelled"),
    [("C91.0", "ICD-10-CM C91.0"), ("D054198", "MeSH D054198"), ("DOID:9952", "DOID:9952")],
)
def test_codes_are_labelled_with_their_system(run: Run, code: str, labelled: str) -> None:
    assert f"Acute lymphoblastic leukemia ({labelled})" in run("lookup", code).stdout
