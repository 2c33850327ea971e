"""Every bundled record in every view."""

import json
import re

import pytest
from conftest import Run

from condcli.catalog.integrity import faults
from condcli.catalog.library import Library

NAMES = {record.id: record for record in Library.open().conditions}


def test_what_ties_the_bundled_records_together_holds() -> None:
    assert list(faults(Library.open().catalog)) == []


@pytest.mark.parametrize("id_", NAMES)
def test_a_page_is_shown_in_every_view(run: Run, id_: str) -> None:
    record = NAMES[id_]
    plain = run("show", record.name)
    assert (plain.exit_code, plain.stderr) == (0, "")
    before, page = plain.stdout.split(f"{record.name.upper()}\n\n{record.summary}\n")
    assert all(line.startswith("HELP NOW: ") for line in before.splitlines() if line)
    assert page
    assert "No clinician has reviewed it." in plain.stdout
    for width in (40, 80):
        shown = run(
            "show", record.name, env={"FORCE_COLOR": "1", "NO_COLOR": "1", "COLUMNS": str(width)}
        ).stdout
        drawn = re.sub(r"\x1b\[[\d;]*m", "", shown)
        assert "\x1b" not in drawn
        too_wide = [line for line in drawn.splitlines() if len(line.rstrip()) > width]
        assert too_wide == []
    assert json.loads(run("show", record.name, "--json").stdout)["id"] == id_
    assert json.loads(run("care", record.name, "--json").stdout)["section"] == "care"


def test_a_reference_says_how_it_is_known(run: Run) -> None:
    """A copy, an older page and one that was not opened are told apart from a page that was read."""
    said = {
        line
        for name in ("ALL", "breast cancer", "tooth decay")
        for line in run("references", name).stdout.splitlines()
    }
    assert any(line.endswith(" Older page.") for line in said)
    assert any(line.endswith(" Named by the page that this guide grew from; not opened.") for line in said)
    assert any("What does community look like? https://" in line for line in said)
    copies = run("references", "alcohol use disorder").stdout
    assert " Read in a copy on another site." in copies
