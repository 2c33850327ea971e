"""A finding that a record accepts is left out; every other stands."""

import json
from pathlib import Path
from typing import Any

import pytest
from conftest import Run
from good_record import Raw, catalog_of, good, write

Key = tuple[str, str, str]  # the record, the check, the place


def faulty(id_: str, name: str) -> Raw:
    """A record with the same findings in two places, and others beside them in one of the two."""
    bare: Raw = {"aliases": [], "abbreviations": [], "loose_names": []}
    record = good(id=id_, name=name, **bare, codes={"icd10cm": [], "mesh": [], "doid": []}, category="Hips")
    record["summary"] = "A sore hip hurts. You may need arthroscopy. Stroke victims heal slowly."
    record["sections"]["treatment"]["body"] = ["Rest helps. You may need arthroscopy. Stroke victims heal."]
    return record


def findings(run: Run, folder: Path, accepted: list[Key]) -> tuple[list[Key], list[Key]]:
    """The findings that stand, and those that are accepted."""
    records = [faulty("sore-hip", "Sore hip"), faulty("sore-knee", "Sore knee")]
    for record in records:
        record["accepted"] = [
            {"check": check, "place": place, "reason": "It stands."}
            for id_, check, place in accepted
            if id_ == record["id"]
        ]
    path = write(folder, catalog_of(*records))
    answer: dict[str, Any] = json.loads(run("check", str(path), "--json").stdout)
    standing, left_out = (
        [(f["id"], f["code"], f["place"]) for f in answer[k]] for k in ("findings", "accepted")
    )
    return standing, left_out


def test_each_accepted_finding_hides_no_other(run: Run, tmp_path: Path) -> None:
    every, none = findings(run, tmp_path, [])
    assert none == []
    assert len(set(every)) >= 8
    for one in dict.fromkeys(every):
        standing, accepted = findings(run, tmp_path, [one])
        assert standing == [key for key in every if key != one], one
        assert set(accepted) == {one}


def test_all_accepted_leaves_nothing(run: Run, tmp_path: Path) -> None:
    every, _ = findings(run, tmp_path, [])
    assert findings(run, tmp_path, every)[0] == []


@pytest.mark.parametrize("wrong", [("sore-hip", "M007", "care"), ("sore-hip", "S001", "summary")])
def test_an_acceptance_of_another_place_or_check_hides_nothing(run: Run, tmp_path: Path, wrong: Key) -> None:
    every, _ = findings(run, tmp_path, [])
    standing, accepted = findings(run, tmp_path, [wrong])
    assert accepted == []
    assert set(every) < set(standing)  # it is itself a finding: it accepts what is not there
