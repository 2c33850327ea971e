"""condcli by itself: its greeting, and its version for programs."""

import json

from conftest import Run


def test_the_greeting_has_ten_lines_and_says_whom_to_call(run: Run) -> None:
    greeting = run().stdout
    assert greeting.count("\n") == 10
    for said in ("call 911", "988", "condcli --help", "Try:"):
        assert said in greeting


def test_the_version_for_programs_has_the_dates_of_the_data(run: Run) -> None:
    said = json.loads(run("--version", "--json").stdout)
    assert list(said) == ["version", "pages", "trials", "research"]
    assert all(part["oldest"] <= part["newest"] for part in (said["pages"], said["trials"], said["research"]))
    assert run("--json", "show", "ALL").exit_code == 2
