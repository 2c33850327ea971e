"""condcli bundle: a release's snapshot, written from what updates stored."""

import json
import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import Run
from eutils import PubMed, heading
from registry import Registry, site, study

from condcli.catalog import write
from condcli.catalog.files import MAX_BYTES, data_folder, read
from condcli.catalog.library import Library
from condcli.errors import Unwritable
from condcli.registry_models import BundledDetails, Research, Trials
from condcli.research import pubmed as papers
from condcli.sources import http, update
from condcli.store import folder
from condcli.trials import ctgov

ALL = "acute-lymphoblastic-leukemia"
LEUKEMIA = heading("D054198", "Precursor Cell Lymphoblastic Leukemia-Lymphoma", "drug therapy")


WHO = {"name": "Ann", "phone": "555-0100", "email": "a@example.org"}


@pytest.fixture
def stored(run: Run, registry: Registry, pubmed: PubMed, monkeypatch: pytest.MonkeyPatch) -> Registry:
    """A store after an update of ALL and AML from both sources."""
    monkeypatch.delenv("CONDCLI_CATALOG")
    both = {"trials": (http.CTGOV, ctgov.update), "research": (http.PUBMED, papers.update)}
    monkeypatch.setattr(update, "SOURCES", both)
    registry.studies = [
        study(
            4537871,
            OverallStatus="COMPLETED",
            LastUpdatePostDate="2026-11-01",
            Contacts=[WHO],
            Locations=[site("Boston", 42.36, -71.06) | {"contacts": [WHO]}],
        ),
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


@pytest.fixture
def catalog(tmp_path: Path, stored: Registry) -> list[str]:  # noqa: ARG001  stored first
    """The command to bundle what is chosen beside a copy of the bundled catalog."""
    for name in ("conditions.json", "plain_titles.json", "trials.json", "research.json", "chosen.json"):
        (tmp_path / name).write_bytes((data_folder() / name).read_bytes())
    return ["bundle", str(tmp_path), "--catalog", str(tmp_path / "conditions.json")]


def choose(
    folder: Path, condition: str, *, trials: tuple[str, ...] = (), research: tuple[str, ...] = ()
) -> None:
    chosen = json.loads((folder / "chosen.json").read_text(encoding="utf-8"))
    chosen["conditions"][condition] = {"trials": trials, "research": research}
    (folder / "chosen.json").write_text(json.dumps(chosen), encoding="utf-8")


@pytest.mark.usefixtures("stored")
def test_a_name_that_no_folder_can_have_is_no_folder(run: Run) -> None:
    result = run("bundle", "x" * 256)
    assert (result.exit_code, result.stderr.count("\n"), "is not a folder" in result.stderr) == (2, 1, True)


@pytest.mark.usefixtures("stored")
def test_the_bundle_is_read_by_the_same_models(run: Run, tmp_path: Path) -> None:
    result = run("bundle", str(tmp_path))
    assert result.exit_code == 0
    trials = read(tmp_path / "trials.json", Trials)
    research = read(tmp_path / "research.json", Research)
    assert read(tmp_path / "trial_details.json", BundledDetails).details["NCT04537871"].criteria
    said = f"{len(trials.trials)} trials and {len(research.advances)} papers are in {tmp_path}."
    assert result.stdout == said + "\n"
    assert not list(tmp_path.glob(".*"))


def test_what_was_chosen_by_hand_stays_in_its_newest_state(
    run: Run, tmp_path: Path, catalog: list[str]
) -> None:
    run(*catalog)
    trials = read(tmp_path / "trials.json", Trials)
    before = Library.open().trials
    assert trials.conditions[ALL] == before.conditions[ALL]
    assert trials.conditions["asthma"] == before.conditions["asthma"]
    crest = next(t for t in trials.trials if t.nct_id == "NCT04537871")
    assert (crest.status, crest.source) == ("COMPLETED", "ClinicalTrials.gov")
    assert [(e.status, e.enrollment, e.as_of) for e in crest.earlier] == [("RECRUITING", 350, "2020-09")]


def test_only_what_was_chosen_is_bundled_in_the_order_of_the_choice(
    run: Run, tmp_path: Path, catalog: list[str]
) -> None:
    choose(tmp_path, "gout", trials=("NCT00000004", "NCT00000002"), research=("5", "3"))
    choose(tmp_path, ALL, research=("2",))
    run(*catalog)
    trials = read(tmp_path / "trials.json", Trials)
    assert trials.conditions["gout"] == ("NCT00000004", "NCT00000002")
    assert "NCT00000003" not in {t.nct_id for t in trials.trials}
    linked = read(tmp_path / "research.json", Research)
    assert [linked.advances[n].pmid for n in linked.conditions["gout"]] == ["5", "3"]
    hand_made = [linked.advances[n].patients for n in linked.conditions[ALL]]
    assert hand_made == [288, 116, 940, 14, 120]


def test_what_is_known_of_a_trial_is_bundled_without_whom_to_call(
    run: Run, tmp_path: Path, catalog: list[str]
) -> None:
    run(*catalog)
    details = read(tmp_path / "trial_details.json", BundledDetails).details["NCT04537871"]
    assert details.sites[0].city == "Boston"
    assert details.enrollment_type == "ESTIMATED"
    assert "555-0100" not in (tmp_path / "trial_details.json").read_text(encoding="utf-8")


def test_our_own_sentence_for_a_paper_is_kept(run: Run, tmp_path: Path, catalog: list[str]) -> None:
    run(*catalog)
    found = read(tmp_path / "research.json", Research).advances
    (asthma,) = [a for a in found if a.pmid == "29768149"]
    assert "used only when needed" in (asthma.summary or "")


def test_what_is_chosen_and_not_stored_is_named(run: Run, tmp_path: Path, catalog: list[str]) -> None:
    choose(tmp_path, "gout", trials=("NCT00000099",), research=("77",))
    result = run(*catalog)
    assert "Left out, since nothing is stored of them: NCT00000099, 77" in result.stderr
    assert "gout" not in read(tmp_path / "trials.json", Trials).conditions


def test_trials_without_a_plain_title_are_named(run: Run, tmp_path: Path, catalog: list[str]) -> None:
    choose(tmp_path, "gout", trials=("NCT00000004",))
    assert "Without a plain title in plain_titles.json: NCT00000004" in run(*catalog).stderr


def test_a_second_bundle_beside_a_catalog_changes_nothing(
    run: Run, tmp_path: Path, catalog: list[str]
) -> None:
    names = ("trials.json", "trial_details.json", "research.json")
    run(*catalog)
    once = [(tmp_path / name).read_bytes() for name in names]
    run(*catalog)
    assert [(tmp_path / name).read_bytes() for name in names] == once


def test_the_bundled_files_are_in_their_one_form() -> None:
    for name in ("trials.json", "trial_details.json", "research.json", "chosen.json", "plain_titles.json"):
        content = (data_folder() / name).read_text(encoding="utf-8")
        assert content == json.dumps(json.loads(content), indent=2, ensure_ascii=False) + "\n", name


@pytest.mark.usefixtures("home")
def test_nothing_stored_cannot_be_bundled(run: Run, tmp_path: Path) -> None:
    result = run("bundle", str(tmp_path))
    assert result.exit_code == 2
    assert "condcli update --all" in result.stderr


@pytest.mark.usefixtures("stored")
def test_a_store_that_cannot_be_read_is_not_bundled_without(run: Run, tmp_path: Path) -> None:
    store = folder.store_path()
    store.write_bytes(b"X" * 12 + store.read_bytes()[12:])
    result = run("bundle", str(tmp_path))
    assert (result.exit_code, result.stdout, list(tmp_path.glob("*.json"))) == (2, "", [])
    assert "was set aside" in result.stderr
    assert "No bundle is written." in result.stderr


@pytest.mark.usefixtures("stored")
@pytest.mark.parametrize("name", ["trials.json", "trial_details.json", "research.json"])
def test_a_file_that_is_no_snapshot_is_left_alone(run: Run, tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("my own notes", encoding="utf-8")
    result = run("bundle", str(tmp_path))
    assert (result.exit_code, result.stdout) == (2, "")
    assert f"{name} is no snapshot of trials or papers, and is left alone." in result.stderr
    assert [(p.name, p.read_text(encoding="utf-8")) for p in tmp_path.glob("*.json")] == [
        (name, "my own notes")
    ]


@pytest.mark.usefixtures("stored")
def test_the_target_must_be_a_folder(run: Run, tmp_path: Path) -> None:
    result = run("bundle", str(tmp_path / "nowhere"))
    assert result.exit_code == 2
    assert "is not a folder" in result.stderr


@pytest.fixture
def odd(tmp_path: Path) -> Callable[[str, str], Path]:
    """Put something that is no file of ours in the place of one."""

    def put(name: str, what: str) -> Path:
        path = tmp_path / name
        if what == "folder":
            path.mkdir()
        elif what == "pipe":
            os.mkfifo(path)
        elif what == "large":
            with path.open("wb") as file:
                file.truncate(MAX_BYTES + 1)
        else:
            path.symlink_to(path if what == "loop" else tmp_path / "nowhere.json")
        return path

    return put


ODD = {
    "folder": "it is not a regular file",
    "pipe": "it is not a regular file",
    "large": "it is larger than 256 MB",
    "link": "it is a link that leads nowhere",
    "loop": "it is a link that leads nowhere",
}


@pytest.mark.parametrize("what", ODD)
@pytest.mark.usefixtures("stored")
def test_what_is_no_file_of_ours_is_one_line_and_nothing_is_written(
    run: Run, tmp_path: Path, odd: Callable[[str, str], Path], what: str
) -> None:
    path = odd("research.json", what)
    result = run("bundle", str(tmp_path))
    assert result.exit_code == 6
    advice = "Choose another place, or ask who keeps it."
    assert result.stderr == f"condcli: {path} cannot be written ({ODD[what]}). {advice}\n"
    assert [p.name for p in tmp_path.glob("*.json")] == ["research.json"]


@pytest.mark.usefixtures("stored")
def test_a_file_that_cannot_be_read_is_one_line_and_nothing_is_written(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "research.json").write_text("{}")
    read_bytes = Path.read_bytes

    def refused(path: Path) -> bytes:
        if path == tmp_path / "research.json":
            raise PermissionError(13, "Permission denied")
        return read_bytes(path)

    monkeypatch.setattr(Path, "read_bytes", refused)
    result = run("bundle", str(tmp_path))
    assert (result.exit_code, result.stderr.count("\n")) == (6, 1)
    assert "research.json cannot be written (Permission denied)" in result.stderr
    assert [p.name for p in tmp_path.glob("*.json")] == ["research.json"]


@pytest.mark.parametrize("what", ODD)
def test_what_stands_there_meanwhile_is_no_traceback_and_not_waited_for(
    odd: Callable[[str, str], Path], what: str
) -> None:
    path = odd("x.json", what)
    with pytest.raises(Unwritable, match=ODD[what]):
        write.replace(path, "new", was=b"old")


@pytest.mark.parametrize("what", ["link", "loop"])
def test_a_new_file_does_not_go_where_a_link_leads_nowhere(
    odd: Callable[[str, str], Path], what: str
) -> None:
    with pytest.raises(Unwritable, match="leads nowhere"):
        write.create(odd("x.json", what), "new")


def test_help_does_not_list_it(run: Run) -> None:
    commands = re.findall(r"^  (\S+) ", run("--help").stdout, re.MULTILINE)
    assert "research" in commands
    assert "bundle" not in commands
