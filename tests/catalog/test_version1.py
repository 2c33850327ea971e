"""Catalogs of version 1 are read, and `check --fix` brings them to version 2."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from conftest import Run

Raw = dict[str, Any]


@pytest.fixture
def old(small: Raw) -> Raw:
    """The small catalog as version 1 had it."""
    for record in small["conditions"]:
        del record["names_es"], record["common"], record["care"]["soon"], record["care"]["refs"]
    return small | {"version": 1}


def test_an_old_catalog_is_read(run: Run, old: Raw, catalog: Callable[[Any], str]) -> None:
    result = run("show", "asthma", "--json", "--catalog", catalog(old))
    record = json.loads(result.stdout)
    assert (record["care"]["soon"], record["care"]["refs"], record["names_es"]) == ([], [], [])
    assert record["common"] is None


def test_fix_writes_version_2_and_loses_nothing(run: Run, old: Raw, catalog: Callable[[Any], str]) -> None:
    path = catalog(old)
    assert "now in its canonical form" in run("check", "--fix", path).stderr
    written = json.loads(Path(path).read_text(encoding="utf-8"))
    assert (written["version"], len(written["conditions"])) == (2, len(old["conditions"]))
    for new, before in zip(written["conditions"], old["conditions"], strict=True):
        assert new["care"].pop("soon") == new["care"].pop("refs") == new.pop("names_es") == []
        assert new.pop("common") is None
        assert new == before


def test_what_is_wrong_with_an_old_catalog_is_named_as_before(
    run: Run, old: Raw, catalog: Callable[[Any], str]
) -> None:
    del old["conditions"][0]["summary"]
    result = run("list", "--catalog", catalog(old))
    assert result.exit_code == 6
    assert f"record {old['conditions'][0]['id']}" in result.stderr
    assert "summary" in result.stderr


def test_new_fields_in_an_old_catalog_are_kept(run: Run, old: Raw, catalog: Callable[[Any], str]) -> None:
    old["conditions"][0]["care"]["soon"] = ["a cough for 3 weeks"]
    name = old["conditions"][0]["name"]
    assert "a cough for 3 weeks" in run("care", name, "--catalog", catalog(old)).stdout
