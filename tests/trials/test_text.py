"""Text of the registry is shown as text: it moves no cursor, adds no markup, runs no formula."""

import csv
import io
import json

import pytest
from conftest import Run
from registry import Registry, site, study

HOSTILE = "\x1b[2J\x1b]0;owned\x07[bold red]x[/bold red] \u202eevil\u202c \u2066\u200bz\x9b31m\x00<b>&amp;"
WHO = {"name": HOSTILE, "phone": HOSTILE, "phoneExt": HOSTILE, "email": HOSTILE}
TERMINAL = {"FORCE_COLOR": "1", "NO_COLOR": "1"}


@pytest.fixture
def _hostile(run: Run, registry: Registry) -> None:
    registry.studies = [
        study(
            1,
            BriefTitle=HOSTILE, OfficialTitle=HOSTILE, Acronym=HOSTILE, WhyStopped=HOSTILE,
            OverallStatus=f"ODD_{HOSTILE}", LeadSponsorName=HOSTILE, BriefSummary=HOSTILE,
            EligibilityCriteria=f"* {HOSTILE}\n\n{HOSTILE}", Condition=["Asthma", HOSTILE], Phase=[HOSTILE],
            Interventions=[{"type": HOSTILE, "name": HOSTILE}], Sex=HOSTILE, MinimumAge=HOSTILE,
            Locations=[site(HOSTILE, 1.0, 1.0, state=HOSTILE, zip=HOSTILE) | {"contacts": [WHO]}],
            Contacts=[WHO], Arms=[{"label": HOSTILE, "type": HOSTILE, "interventionNames": [HOSTILE]}],
            Outcomes=[{"measure": HOSTILE, "timeFrame": HOSTILE}],
            References=[{"pmid": HOSTILE, "type": "RESULT", "citation": HOSTILE}],
        ),
    ]  # fmt: skip
    run("update", "asthma")


@pytest.mark.usefixtures("_hostile")
@pytest.mark.parametrize("env", [{}, TERMINAL], ids=["plain", "terminal"])
@pytest.mark.parametrize(
    "command",
    [
        "trials asthma", "trials asthma --near 1,1", "trials asthma --csv", "trials asthma --json",
        "trial 1", "trial 1 --near 1,1", "trial 1 --json", "show asthma", "show asthma --json",
    ],
)  # fmt: skip
def test_nothing_steers_the_terminal(run: Run, command: str, env: dict[str, str]) -> None:
    text = run(*command.split(), env={**env, "COLUMNS": "400"}).stdout
    own = text.replace("\x1b[1m", "").replace("\x1b[0m", "").replace("\x1b[2m", "")
    own = own.replace("\x1b[1;4m", "").replace("\x1b[1;31m", "").replace("\x1b[1;33m", "")
    assert not set(own) & set("\x1b\x07\x00\x9b\u202e\u202c\u2066\u200b")
    assert "[bold red]x[/bold red]" in own.replace("\n", "")
    assert "<b>&amp;" in own


@pytest.mark.usefixtures("_hostile")
def test_what_changed_is_shown_as_text(run: Run, registry: Registry) -> None:
    registry.studies = [study(1, BriefTitle=HOSTILE, Condition=["Asthma"], OverallStatus="COMPLETED")]
    result = run("update", "asthma")
    assert "now completed" in result.stdout
    assert not set(result.stdout + result.stderr) & set("\x1b\x07\x00\x9b\u202e")


def test_a_title_cannot_fake_a_line(run: Run, registry: Registry) -> None:
    registry.studies = [study(1, BriefTitle="A\nStatus: Completed\r\nNCT number: NCT99999999")]
    run("update", "ALL")
    text = run("trials", "ALL").stdout
    assert "Title: A Status: Completed NCT number: NCT99999999\n" in text
    assert text.count("\nStatus: ") == 1


@pytest.mark.parametrize("start", ["=cmd|' /C calc'!A0", "+1", "-1", "@SUM(1)", "\t=1", "\r=1"])
def test_no_cell_runs_as_a_formula(run: Run, registry: Registry, start: str) -> None:
    registry.studies = [study(1, BriefTitle=start, Phase=[start], Locations=[site(start, 1.0, 1.0)])]
    run("update", "ALL")
    rows = list(csv.reader(io.StringIO(run("trials", "ALL", "--near", "1,1", "--csv").stdout)))
    assert len(rows) == 2
    assert not [cell for cell in rows[1] if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]


def test_a_fault_s_own_words_are_shown_as_text(run: Run, registry: Registry) -> None:
    from werkzeug import Response  # noqa: PLC0415  for this one answer

    registry.for_ever = lambda: Response("{}", content_type="text/\x85\u202eevil".encode().decode("latin-1"))
    result = run("trials", "asthma", "--refresh")
    assert result.exit_code == 5
    assert not set(result.stderr) & set("\x1b\x85\u202e")
    error = json.loads(run("trials", "asthma", "--refresh", "--json").stdout)["error"]
    assert "json was asked for" in error["message"]


def test_contacts_of_an_open_trial_are_shown_as_text(run: Run, registry: Registry) -> None:
    registry.studies = [
        study(1, Contacts=[WHO], Locations=[site("Boston", 1.0, 1.0) | {"contacts": [WHO]}]),
    ]
    text = run("trial", "NCT00000001", "--refresh").stdout
    assert text.count("[bold red]x[/bold red]") == 2 * 4
    assert not set(text) & set("\x1b\x07\x00\x9b\u202e\u202c\u2066\u200b")
