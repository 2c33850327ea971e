"""condcli research: what it shows, in which order, and what it leaves out."""

import csv
import io
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest
from conftest import SMALL, Run

from condcli.catalog.library import Library

TERMINAL = {"FORCE_COLOR": "1", "NO_COLOR": "1"}
OF_AN_ADDRESS = re.compile(r"(?<!\w)@|@(?!\w)|@[\w-]+\.\w")  # an acronym such as FEED@Home is none
MODEL_PAGE = {
    "288": "Antithymocyte Globulin in Haploid Hematopoietic Stem Cell Transplantation",
    "116": "Allogeneic Hematopoietic Stem Cell Transplantation",
    "940": "CCLG-ALL 2008",
    "14": "CD19-Targeted CAR-T Cell Therapy",
}


def asked(run: Run, *args: str) -> Any:  # noqa: ANN401  JSON
    return json.loads(run("research", *args, "--json").stdout)


def on_terminal(run: Run, *args: str, **env: str) -> str:
    shown = run("research", *args, env={**TERMINAL, **env}).stdout
    return re.sub(r"\x1b\[[0-9;]*m", "", shown)


def blocks(text: str) -> list[dict[str, str]]:
    """The plain answer's results as labelled values."""
    found = (dict(line.split(": ", 1) for line in b.splitlines() if ": " in line) for b in text.split("\n\n"))
    return [b for b in found if "Journal" in b]


@pytest.fixture
def five(catalog: Callable[[Any], str], small: dict[str, Any], tmp_path: Path) -> str:
    """A catalog with five papers beside it: the model page's four, without a date, and one of asthma."""
    bundled = [msgspec.to_builtins(a) for a in Library.open().research.advances]
    leukemia = [a for a in bundled if a["pmid"] is None]
    asthma = [a for a in bundled if a["pmid"] == "29768149"]
    assert (len(leukemia), len(asthma)) == (4, 1)
    linked = {"acute-lymphoblastic-leukemia": [0, 1, 2, 3], "asthma": [4]}
    content = {"version": 1, "advances": [*leukemia, *asthma], "conditions": linked}
    (tmp_path / "research.json").write_text(json.dumps(content))
    return catalog(small)


@pytest.mark.parametrize("number", MODEL_PAGE)
def test_every_fact_of_the_model_page_is_shown(run: Run, number: str) -> None:
    (found,) = [b for b in blocks(run("research", "ALL").stdout) if b["Number of patients"] == number]
    assert found["Treatment used"] == MODEL_PAGE[number]
    assert found["Published"] == "date not given"
    assert found["In one sentence"].startswith("Researchers ")
    assert found["Journal"].startswith("Zhong")
    assert found["As of"] == "September 2020"


def test_a_paper_names_its_link_its_trial_and_its_kind(run: Run) -> None:
    link = "https://pubmed.ncbi.nlm.nih.gov/29768149/"
    (found,) = [b for b in blocks(run("research", "asthma").stdout) if b.get("PubMed") == link]
    assert found["Reports the trial"] == "condcli trial NCT02149199"
    assert found["Kind of study"] == "Randomized controlled trial, phase 3"
    assert (found["Published"], found["Number of patients"]) == ("May 17, 2018", "3,849")


def test_without_a_name_all_are_shown_newest_first(run: Run, five: str) -> None:
    found = [a["published"] for a in asked(run, "--catalog", five)["advances"]]
    assert found == ["2018-05-17", None, None, None, None]


def test_without_a_name_all_that_are_bundled_are_shown_newest_first(run: Run) -> None:
    bundled = [a.published for a in Library.open().research.advances]
    answer = asked(run)
    found = [a["published"] for a in answer["advances"]]
    assert answer["total"] == answer["count"] == len(found) == len(bundled)
    assert sorted(found, key=str) == sorted(bundled, key=str)
    years = [(date or "")[:4] for date in found]  # within a year, kind and size come before the day
    assert years == sorted(years, reverse=True)


@pytest.mark.parametrize(
    ("since", "count"), [("2018", 1), ("2018-05", 1), ("2018-05-17", 1), ("2018-06", 0), ("2019", 0)]
)
def test_since_leaves_out_what_is_older_or_has_no_date(run: Run, five: str, since: str, count: int) -> None:
    assert asked(run, "--since", since, "--catalog", five)["total"] == count


def test_no_match_says_as_of_when(run: Run, five: str) -> None:
    text = run("research", "ALL", "--since", "2024", "--catalog", five).stdout
    assert "No stored paper matches, as of September 2020." in text


@pytest.mark.parametrize("value", ["yesterday", "05/2024", "2024-13"])
def test_since_says_what_it_takes(run: Run, value: str) -> None:
    result = run("research", "ALL", "--since", value)
    assert result.exit_code == 2
    assert "2024-05-31" in result.stderr


def test_limit_says_how_many_are_left_out(run: Run, five: str) -> None:
    text = run("research", "ALL", "--limit", "3", "--catalog", five).stdout
    assert len(blocks(text)) == 3
    assert "Showing 3 of 4. To see all: condcli research Acute lymphoblastic leukemia --limit 4" in text
    answer = asked(run, "ALL", "--limit", "3", "--catalog", five)
    assert (answer["count"], answer["total"], answer.get("listed")) == (3, 4, None)


def test_a_condition_without_research_is_not_said_to_have_none(run: Run) -> None:
    without = ("asthma", "--catalog", str(SMALL))
    text = run("research", *without).stdout
    assert "No research is stored for Asthma. There may still be some." in text
    assert "To ask PubMed: condcli update Asthma" in text
    assert asked(run, *without)["as_of"] is None


def test_nothing_stored_at_all(
    run: Run, catalog: Callable[[Any], str], small: dict[str, Any], tmp_path: Path
) -> None:
    (tmp_path / "research.json").write_text('{"version": 1, "advances": [], "conditions": {}}')
    text = run("research", "--catalog", catalog(small)).stdout
    assert "No research is stored. There may still be some. To ask PubMed: condcli update NAME" in text


def test_csv_has_a_header_iso_dates_and_links(run: Run, five: str) -> None:
    table = list(csv.DictReader(io.StringIO(run("research", "--csv", "--catalog", five).stdout)))
    assert len(table) == 5
    first, *_, last = table
    assert (first["Published"], first["Number of patients"], first["PMID"]) == (
        "2018-05-17",
        "3849",
        "29768149",
    )
    assert first["NCT number"] == "NCT02149199"
    assert (last["Published"], last["PMID"], last["Link"]) == ("", "", "")


def test_a_narrow_terminal_shows_labelled_lines(run: Run, five: str) -> None:
    text = on_terminal(run, "ALL", "--catalog", five, COLUMNS="40")
    assert max(map(len, text.splitlines())) <= 40
    for label in ("In one sentence", "Condition", "Treatment used", "Number of patients", "Journal"):
        assert text.count(f"{label}: ") == 4


@pytest.mark.parametrize(
    ("width", "headers"),
    [
        (80, "Published +People +Result"),
        (100, "Published +Kind of study +Treatment used +People +Result"),
        (200, "Published +Kind of study +Treatment used +People +Result"),
    ],
)
def test_a_wide_terminal_shows_columns_under_one_line(run: Run, five: str, width: int, headers: str) -> None:
    text = on_terminal(run, "ALL", "--catalog", five, COLUMNS=str(width))
    assert max(map(len, text.splitlines())) <= width
    assert len(re.findall(f"(?m)^{headers}$", text)) == 1


def test_a_terminal_shows_the_first_and_says_how_many_there_are(
    run: Run,
    catalog: Callable[[Any], str],
    small: dict[str, Any],
    tmp_path: Path,
) -> None:
    template = json.loads((SMALL.parent / "research.json").read_text())["advances"][0]
    rows = [{**template, "pmid": str(n), "published": f"20{n:02}"} for n in range(1, 31)]
    linked = {"acute-lymphoblastic-leukemia": list(range(30))}
    content = {"version": 1, "advances": rows, "conditions": linked}
    (tmp_path / "research.json").write_text(json.dumps(content))
    path = catalog(small)
    text = on_terminal(run, "ALL", "--catalog", path)
    assert text.count("pubmed.ncbi.nlm.nih.gov/") == 20
    assert "Showing 20 of 30." in text
    assert run("research", "ALL", "--catalog", path).stdout.count("As of: ") == 30
    page = run("show", "ALL", "--catalog", path).stdout
    assert page.count("Published: ") == 5
    assert page.index("Published: 2030") < page.index("Published: 2026")
    assert "Showing 5 of 30. To see all: condcli research Acute lymphoblastic leukemia --limit 30" in page


def test_every_bundled_paper_and_trial_stands_on_a_page_that_we_have() -> None:
    library = Library.open()
    ours = set(library.by_id)
    assert set(library.research.conditions) <= ours
    assert set(library.trials.conditions) <= ours
    linked = {n for numbers in library.trials.conditions.values() for n in numbers}
    assert linked == {t.nct_id for t in library.trials.trials}
    places = {n for numbers in library.research.conditions.values() for n in numbers}
    assert places == set(range(len(library.research.advances)))


def test_every_bundled_trial_has_a_short_plain_question_for_a_title() -> None:
    library = Library.open()
    numbers = {t.nct_id for t in library.trials.trials}
    assert set(library.plain_titles) == numbers
    for title in library.plain_titles.values():
        assert title.endswith("?"), title
        assert len(title.split()) <= 15, title
        assert title[0].isupper(), title


def test_bundled_trials_are_facts_of_the_registry_with_a_date() -> None:
    for trial in Library.open().trials.trials:
        assert trial.as_of
        assert trial.source
        assert not OF_AN_ADDRESS.search(repr(trial)), trial.nct_id
        assert all(len(c) < 200 for c in trial.conditions), trial.nct_id
    most = max(len(n) for n in Library.open().trials.conditions.values())
    assert most <= 3


def test_a_link_to_a_condition_without_a_record_is_tolerated(
    run: Run,
    catalog: Callable[[Any], str],
    small: dict[str, Any],
    tmp_path: Path,
) -> None:
    for name in ("trials.json", "research.json"):
        content = json.loads((SMALL.parent / name).read_text())
        content["conditions"] = {"no-such-record": list(next(iter(content["conditions"].values())))}
        (tmp_path / name).write_text(json.dumps(content))
    path = catalog(small)
    assert "No trials are stored" in run("trials", "ALL", "--catalog", path).stdout
    assert "No research is stored" in run("research", "ALL", "--catalog", path).stdout
    assert run("show", "ALL", "--catalog", path).exit_code == 0
