"""The script that people with a network run, against the services of the tests."""

import runpy
from collections.abc import Callable
from pathlib import Path

import pytest
from eutils import PubMed
from registry import Registry, study

SCRIPT = Path(__file__).parents[1] / "live" / "ask.py"


@pytest.fixture
def ask(registry: Registry, pubmed: PubMed) -> Callable[[], int]:
    registry.studies = [study(4537871), study(2)]
    pubmed.add(29768149)
    main: Callable[[], int] = runpy.run_path(str(SCRIPT))["main"]
    return main


def test_it_says_what_answered_by_each_way(
    ask: Callable[[], int], capsys: pytest.CaptureFixture[str]
) -> None:
    assert ask() == 0
    table = capsys.readouterr().out
    assert table.startswith("Asked on 20")
    assert "| ClinicalTrials.gov, by httpx | answered: 2 studies |" in table
    assert (
        "| ClinicalTrials.gov, by condcli | FAILED: ClinicalTrials.gov: it answered with error 403" in table
    )
    assert "| ClinicalTrials.gov, ten words | answered: 2 studies |" in table
    assert "| PubMed, a paper | answered: 29768149 |" in table
    assert table.count("\n| ") == 11


def test_it_ends_with_1_where_an_update_would_fail(ask: Callable[[], int], registry: Registry) -> None:
    registry.refuses = lambda _: True
    assert ask() == 1
