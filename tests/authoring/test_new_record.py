"""condcli new: a record to start from, and never over what is there."""

import errno
import json
import os
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest
from conftest import Run
from good_record import catalog_of, good, write

from condcli.authoring.answers import Findings, NewRecord
from condcli.authoring.new_record import ADVICE, CARE_ADVICE, SECTION_ADVICE, slug
from condcli.models import SECTIONS, Condition


def test_a_record_is_started_in_a_new_file(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "ours.json"
    result = run("new", "Crohn\u2019s", "disease", "--catalog", str(path))
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.startswith("STARTED: CROHNS-DISEASE\n")
    assert f"condcli check {path}" in result.stdout
    content = json.loads(path.read_text(encoding="utf-8"))
    assert content["conditions"][0]["name"] == "Crohn\u2019s disease"
    assert [p.name for p in tmp_path.glob(".*")] == []


def test_every_field_has_its_advice(run: Run, tmp_path: Path) -> None:
    fields = msgspec.structs.fields(Condition)
    assert list(ADVICE) == [f.name for f in fields if f.required or f.name == "covered_names"]
    assert list(SECTION_ADVICE) == list(SECTIONS)
    assert len(CARE_ADVICE) == 4
    result = run("new", "Sore knee", "--catalog", str(tmp_path / "c.json"), "--json")
    assert [f.field for f in msgspec.json.decode(result.stdout, type=NewRecord).fields] == list(ADVICE)


def test_the_checks_find_every_placeholder_and_little_else(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "c.json"
    run("new", "Sore knee", "--catalog", str(path))
    found = msgspec.json.decode(run("check", str(path), "--json").stdout, type=Findings).findings
    places = {f.place for f in found if f.code == "T002"}
    written = {f"sections.{s}" for s in SECTIONS} | {
        f"care.{c}" for c in ("emergency", "urgent", "soon", "routine")
    }
    assert places >= written | {
        "aliases",
        "abbreviations",
        "category",
        "codes.mesh",
        "references.1",
        "symptoms",
    }
    assert {f.code for f in found} == {"T002"}


def test_a_record_is_added_in_its_place(run: Run, tmp_path: Path) -> None:
    path = write(tmp_path, catalog_of(good(id="z-knee")))
    before = json.loads(path.read_text(encoding="utf-8"))["conditions"][0]
    assert run("new", "Ankle", "sprain", "--catalog", str(path)).exit_code == 0
    text = path.read_text(encoding="utf-8")
    ids = [c["id"] for c in json.loads(text)["conditions"]]
    assert ids == ["ankle-sprain", "z-knee"]
    assert json.loads(text)["conditions"][1] == before
    assert text == json.dumps(json.loads(text), indent=2, ensure_ascii=False) + "\n"


@pytest.mark.parametrize("name", ["Sore knee", "sore-KNEE", "painful knees"])
def test_a_record_is_never_overwritten(run: Run, tmp_path: Path, name: str) -> None:
    path = write(tmp_path, catalog_of(good(name="Sore knees of all kinds", aliases=["Painful knee"])))
    before = path.read_bytes()
    result = run("new", name, "--catalog", str(path))
    assert (result.exit_code, result.stdout) == (2, "")
    assert "already: sore-knee. Edit that one." in result.stderr
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("{", "is not valid JSON"),
        ('{"version": 1, "language": "en", "conditions": [{"id": "x"}]}', "x: this field is missing"),
        ('{"version": 1, "version": 1, "language": "en", "conditions": []}', "stands twice"),
    ],
)
def test_nothing_is_added_to_a_broken_file(run: Run, tmp_path: Path, content: str, said: str) -> None:
    path = tmp_path / "c.json"
    path.write_text(content, encoding="utf-8")
    result = run("new", "Knee", "--catalog", str(path))
    assert (result.exit_code, result.stdout, path.read_text(encoding="utf-8")) == (6, "", content)
    assert said in result.stderr
    assert result.stderr.count("\n") == 1


def test_a_name_needs_letters_and_a_catalog_a_folder(run: Run, tmp_path: Path) -> None:
    assert run("new", "???", "--catalog", str(tmp_path / "c.json")).exit_code == 2
    nowhere = run("new", "Knee", "--catalog", str(tmp_path / "no" / "c.json"))
    assert (nowhere.exit_code, nowhere.stderr.count("\n")) == (6, 1)
    assert "No such file or directory" in nowhere.stderr
    assert run("new", "Knee").exit_code == 2
    assert list(tmp_path.glob("*.json")) == []


def test_the_catalog_may_come_from_the_environment(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "c.json"
    assert run("new", "Knee", env={"CONDCLI_CATALOG": str(path)}).exit_code == 0
    assert path.exists()


def test_the_catalog_may_come_from_the_configuration(run: Run, tmp_path: Path) -> None:
    config, path = tmp_path / "config", tmp_path / "c.json"
    config.mkdir()
    (config / "config.toml").write_text(f'catalog = "{path}"\n', encoding="utf-8")
    assert run("new", "Knee", env={"CONDCLI_CONFIG_HOME": str(config)}).exit_code == 0
    assert path.exists()
    two = run("new", "Hip", env={"CONDCLI_CATALOG": f"{path}{os.pathsep}{path}2"})
    assert (two.exit_code, two.stderr) == (
        2,
        "condcli: Name the catalog that it shall stand in: --catalog FILE.\n",
    )


@pytest.mark.parametrize("code", [errno.EPERM, errno.ENOLCK, errno.EINVAL], ids=errno.errorcode.get)
@pytest.mark.parametrize("call", ["os.link", "fcntl.flock", "os.fsync"])
def test_a_stick_or_share_that_knows_less_is_written(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str, code: int
) -> None:
    def unknown(*_: object, **__: object) -> None:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(call, unknown)
    path = tmp_path / "c.json"
    made = run("new", "Knee", "--catalog", str(path))
    assert made.exit_code == (6 if call == "os.fsync" and code != errno.EINVAL else 0)
    assert path.exists() == (made.exit_code == 0)


def test_of_two_at_once_nobody_loses_a_record(tmp_path: Path) -> None:
    path = tmp_path / "c.json"
    command = [sys.executable, "-m", "condcli", "new", "--catalog", str(path)]
    both = [subprocess.Popen([*command, f"Knee {n}"], stdout=subprocess.DEVNULL) for n in "ab"]
    ended = [process.wait() for process in both]
    assert set(ended) <= {0, 6}
    assert len(json.loads(path.read_text(encoding="utf-8"))["conditions"]) == ended.count(0)


@pytest.mark.parametrize(
    ("name", "id_"),
    [("Crohn's disease", "crohns-disease"), ("Ménière \u2013 2", "meniere-2"), ("  A/B ", "a-b")],
)
def test_ids_are_made_of_names(name: str, id_: str) -> None:
    assert slug(name) == id_
