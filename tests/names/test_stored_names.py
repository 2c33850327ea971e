"""Names in a compiled catalog are answered as in the catalog itself, however often and in whatever order."""

import json
import os
import shutil
from pathlib import Path

import pytest
from conftest import SMALL

from condcli.catalog import compiled
from condcli.catalog.library import Library
from condcli.json_answers import Resolution
from condcli.names import stored
from condcli.names.index import Index
from condcli.names.stored import StoredIndex

KNOWN = [
    {"name": "Quillox", "aliases": ["Quill fever", "Wheezy"], "codes": ["J45.2", "K90.1"]},
    {"name": "Asthma", "aliases": ["Puffing sickness"], "codes": ["J45"]},
    {"name": "Bone glow", "aliases": ["QVD"], "codes": []},
    {"name": "Shade cough", "aliases": ["Wheezy"], "codes": []},
]
SAID = {"sayings": {"asthma": ["tight pipes", "Wheezy"]}, "opening": {"asthma": ["lungs are whistling"]}}
QUERIES = [
    "quillox", "quill fever", "quilox", "puffing sickness", "bone glow", "QVD", "qvd", "wheezy",
    "tight pipes", "lungs are whistling", "my lungs are whistling", "K90.1", "K90.12", "J45.2", "J45",
    "C91", "C91.0", "C91.01", "C9", "C90", "D", "cancer", "cancers", "blood", "all", "ALL", "asthma",
    "ASTHMA", "asthmma", "ashtma in kids", "leuk", "leukemia acute", "acute leukemia", "tipe 1 diabetes",
    "heartattack", "my mom has asthma and copd", "nothing of it", "", "é", "asthma / leukemia",
    "what is all", "tengo asma", "wheezing at night", "MS", "ms",
]  # fmt: skip


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A catalog with known names and sayings of its own, written long ago."""
    monkeypatch.setenv("CONDCLI_CACHE_HOME", str(tmp_path / "cache"))
    folder = shutil.copytree(SMALL.parent, tmp_path / "own")
    for name, content in (("known_names", {"names": KNOWN}), ("sayings", SAID)):
        (folder / f"{name}.json").write_text(json.dumps({"version": 1, **content}), encoding="utf-8")
    for file in folder.iterdir():
        os.utime(file, (1_000_000_000, 1_000_000_000))
    return folder / "conditions.json"


def index_of(library: Library) -> Index:
    """The index that the library's names are looked up in."""
    ready = compiled.trusted(library)
    assert ready
    return StoredIndex(ready.db, library.known_names)


def every_name(library: Library) -> list[str]:
    said = [name for record in library.conditions for name in record.every_name]
    codes = [code for record in library.conditions for code in (*record.codes.icd10cm, *record.codes.doid)]
    return [*said, *map(str.upper, said), *(f"my {name} hurts" for name in said), *codes, *QUERIES]


@pytest.mark.parametrize("many", [stored.MANY, 0], ids=["few", "many"])
def test_every_query_is_answered_as_in_the_catalog_itself(
    path: Path, monkeypatch: pytest.MonkeyPatch, many: int
) -> None:
    plain = Library(path)
    asked = every_name(plain)
    wanted = [plain.resolver.resolve(query) for query in asked]
    assert Library.open(path).compiled
    monkeypatch.setattr(stored, "MANY", many)
    monkeypatch.setattr(stored, "REMEMBERED", 3)  # a long batch forgets what it read
    kept = Library(path).resolver
    for _ in range(2):
        assert [kept.resolve(query) for query in asked] == wanted
    assert kept.planned == plain.resolver.planned


def test_a_name_as_it_is_written_is_answered_at_once_as_by_the_resolver(path: Path) -> None:
    asked = every_name(Library(path))
    assert Library.open(path).compiled
    library = Library(path)
    ready = compiled.trusted(library)
    assert ready
    for query in asked:
        meant = ready.meant(query)
        assert meant is None or meant == library.resolver.resolve(query), query
        assert library.resolve(query) == library.resolver.resolve(query), query
    assert isinstance(ready.meant("Asthma"), Resolution)
    assert ready.meant("asthma")
    assert ready.meant("no such name") is None


def test_the_tables_hold_what_the_catalog_s_own_hold(path: Path) -> None:
    library = Library(path)
    plain = Index(library.names, library.known_names, library.said)
    assert Library.open(path).compiled
    kept = index_of(library)
    for table in stored.KEPT:
        own, read = getattr(plain, table), getattr(kept, table)
        assert sorted(read) == sorted(own)
        assert len(read) == len(own)
        assert {key: read[key] for key in own} == own, table
    assert kept.vocabulary == plain.vocabulary
    assert kept.categories == plain.categories
    assert kept.also_meant == plain.also_meant
    assert plain.also_meant["wheezy"] == ["Quillox", "Shade cough"]


def test_a_key_that_is_not_there_is_none_of_a_table(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert Library.open(path).compiled
    for most, many in ((100, 100), (100, 0), (0, 0)):  # keys are read at once, or one by one where very many
        monkeypatch.setattr(stored, "MOST_KEYS", most)
        monkeypatch.setattr(stored, "MANY", many)
        table = index_of(Library(path)).normalized
        assert "no such name" not in table
        assert table.get("no such name") is None
        with pytest.raises(KeyError):
            table["no such name"]
        assert [e.name for e in table["asthma"]] == ["Asthma"]


def test_codes_below_one_are_those_of_icd_alone(path: Path) -> None:
    library = Library(path)
    plain = Index(library.names, library.known_names, library.said)
    assert Library.open(path).compiled
    kept = index_of(library)
    for code in ("C", "C9", "C91", "C910", "D", "J45", "DOID", "Z"):
        assert sorted(e.name for e in kept.below(code)) == sorted(e.name for e in plain.below(code)), code
    assert kept.record("asthma").name == "Asthma"
    assert kept.record("asthma") == plain.record("asthma")
