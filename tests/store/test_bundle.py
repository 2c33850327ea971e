"""condcli bundle: a release's snapshot, written from what updates stored."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from conftest import Run
from eutils import PubMed, heading
from registry import Registry, study

from condcli.catalog.files import data_folder, read
from condcli.catalog.library import Library
from condcli.registry_models import Research, Trials
from condcli.research import pubmed as papers
from condcli.sources import http, update
from condcli.trials import ctgov

ALL = "acute-lymphoblastic-leukemia"
LEUKEMIA = heading("D054198", "Precursor Cell Lymphoblastic Leukemia-Lymphoma", "drug therapy")


@pytest.fixture
def stored(run: Run, registry: Registry, pubmed: PubMed, monkeypatch: pytest.MonkeyPatch) -> Registry:
    """A store after an update of ALL and AML from both sources."""
    monkeypatch.delenv("CONDCLI_CATALOG")
    both = {"trials": (http.CTGOV, ctgov.update), "research": (http.PUBMED, papers.update)}
    monkeypatch.setattr(update, "SOURCES", both)
    registry.studies = [
        study(4537871, OverallStatus="COMPLETED", LastUpdatePostDate="2026-11-01"),
        study(1, OverallStatus="COMPLETED", LastUpdatePostDate="2026-11-02"),
        study(2, LastUpdatePostDate="2026-01-01"),
        study(3, LastUpdatePostDate="2026-02-01"),
        study(4, Condition=["Gout"], Meshes=["D006073"], LastUpdatePostDate="2026-03-01"),
    ]
    pubmed.add(*range(1, 6), headings=LEUKEMIA)
    pubmed.add(6, title="No treatment is named.", date="<Year>2026</Year><Month>Nov</Month>")
    result = run("update", "-", stdin="ALL\nAML\ngout\n")
    assert result.exit_code == 0, result.stderr
    return registry


@pytest.mark.usefixtures("stored")
def test_the_bundle_is_read_by_the_same_models(run: Run, tmp_path: Path) -> None:
    result = run("bundle", str(tmp_path))
    assert result.exit_code == 0
    trials = read(tmp_path / "trials.json", Trials)
    research = read(tmp_path / "research.json", Research)
    said = f"{len(trials.trials)} trials and {len(research.advances)} papers are in {tmp_path}."
    assert result.stdout == said + "\n"
    assert not list(tmp_path.glob(".*"))


@pytest.mark.usefixtures("stored")
def test_what_was_chosen_by_hand_stays_in_its_newest_state(run: Run, tmp_path: Path) -> None:
    run("bundle", str(tmp_path))
    trials = read(tmp_path / "trials.json", Trials)
    before = Library.open().trials
    assert trials.conditions[ALL] == before.conditions[ALL]
    assert trials.conditions["asthma"] == before.conditions["asthma"]
    crest = next(t for t in trials.trials if t.nct_id == "NCT04537871")
    assert (crest.status, crest.source) == ("COMPLETED", "ClinicalTrials.gov")
    assert [(e.status, e.enrollment, e.as_of) for e in crest.earlier] == [("RECRUITING", 350, "2020-09")]


@pytest.mark.usefixtures("stored")
def test_open_and_newest_ones_fill_up_to_three(run: Run, tmp_path: Path) -> None:
    run("bundle", str(tmp_path))
    assert read(tmp_path / "trials.json", Trials).conditions["gout"] == ("NCT00000004",)
    linked = read(tmp_path / "research.json", Research)
    found = [linked.advances[n].pmid for n in linked.conditions["gout"]]
    assert found == ["5", "4", "3"]
    hand_made = [linked.advances[n].patients for n in linked.conditions[ALL]]
    assert hand_made == [288, 116, 940, 14]


@pytest.mark.usefixtures("stored")
def test_trials_without_a_plain_title_are_named(run: Run, tmp_path: Path) -> None:
    assert "Without a plain title in plain_titles.json: NCT00000004" in run("bundle", str(tmp_path)).stderr


@pytest.mark.usefixtures("stored")
def test_a_second_bundle_beside_a_catalog_changes_nothing(run: Run, tmp_path: Path) -> None:
    for name in ("conditions.json", "plain_titles.json", "trials.json", "research.json"):
        (tmp_path / name).write_bytes((data_folder() / name).read_bytes())
    catalog = ("--catalog", str(tmp_path / "conditions.json"))
    run("bundle", str(tmp_path), *catalog)
    once = [(tmp_path / name).read_bytes() for name in ("trials.json", "research.json")]
    run("bundle", str(tmp_path), *catalog)
    assert [(tmp_path / name).read_bytes() for name in ("trials.json", "research.json")] == once


def test_the_bundled_files_are_in_their_one_form() -> None:
    for name in ("trials.json", "research.json", "plain_titles.json"):
        content = (data_folder() / name).read_text(encoding="utf-8")
        assert content == json.dumps(json.loads(content), indent=2, ensure_ascii=False) + "\n", name


@pytest.mark.usefixtures("home")
def test_nothing_stored_cannot_be_bundled(run: Run, tmp_path: Path) -> None:
    result = run("bundle", str(tmp_path))
    assert result.exit_code == 2
    assert "condcli update --all" in result.stderr


@pytest.mark.usefixtures("stored")
def test_the_target_must_be_a_folder(run: Run, tmp_path: Path) -> None:
    result = run("bundle", str(tmp_path / "nowhere"))
    assert result.exit_code == 2
    assert "is no folder" in result.stderr


def test_help_does_not_list_it(run: Run) -> None:
    commands = re.findall(r"^  (\S+) ", run("--help").stdout, re.MULTILINE)
    assert "research" in commands
    assert "bundle" not in commands


REAL = Path(__file__).parents[3] / "shared" / "trials" / "studies.jsonl.gz"


@pytest.mark.skipif(not REAL.is_file(), reason="the real studies stand beside the checkout only")
def test_the_bundled_trials_say_what_the_real_records_say() -> None:
    import gzip  # noqa: PLC0415  for this test only

    bundled = {t.nct_id: t for t in Library.open().trials.trials}
    seen = 0
    with gzip.open(REAL, "rt", encoding="utf-8") as lines:
        for line in lines:
            study_: Any = json.loads(line)
            known = study_["protocolSection"]
            if not (trial := bundled.get(known["identificationModule"]["nctId"])):
                continue
            seen += 1
            assert trial.status == known["statusModule"]["overallStatus"]
            assert trial.start_date == known["statusModule"]["startDateStruct"]["date"]
            assert trial.updated == known["statusModule"]["lastUpdatePostDateStruct"]["date"]
            assert trial.enrollment == known["designModule"].get("enrollmentInfo", {}).get("count")
            assert trial.sex == known["eligibilityModule"].get("sex")
            assert list(trial.phases) == known["designModule"].get("phases", [])
            assert trial.as_of == study_["derivedSection"]["miscInfoModule"]["versionHolder"]
    assert seen == len(bundled) - 3  # those of the model page
