"""A library: what a name as written opens, side files, several catalogs, and where copies are kept."""

import json
import os
import sys
from pathlib import Path
from typing import Any

import msgspec
import pytest
from good_record import catalog_of, good, write

from condcli.catalog import compiled
from condcli.catalog.files import data_folder
from condcli.catalog.library import Library
from condcli.catalog.overlay import Overlaid, open_library
from condcli.catalog.version1 import as_version_2, is_version_1
from condcli.errors import BadData
from condcli.models import Catalog, Site

NO_CODES: dict[str, list[str]] = {"icd10cm": [], "mesh": [], "doid": []}
GOUT = good(
    id="gout",
    name="Gout",
    aliases=["Podagra"],
    abbreviations=["QVd"],
    covered_names=["Tophi"],
    loose_names=["Toe ache"],
    shared_names=["SHD"],
    names_es=["Gota"],
    codes=NO_CODES,
)
AGUE = good(
    id="ague",
    name="Ague",
    aliases=["Chills"],
    abbreviations=[],
    loose_names=["Gouty toe", "Podagra"],
    codes=NO_CODES,
)


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A catalog of two records, with side files, written long ago; copies of it are kept in a new folder."""
    monkeypatch.setenv("CONDCLI_CACHE_HOME", str(tmp_path / "cache"))
    (tmp_path / "own").mkdir()
    path = write(tmp_path / "own", catalog_of(GOUT, AGUE))
    for file in path.parent.iterdir():
        os.utime(file, (1_000_000_000, 1_000_000_000))
    return path


AS_WRITTEN = {
    "Gout": "gout",
    "gOUT": "gout",
    "Chills": "ague",
    "QVd": "gout",
    "qvd": None,  # an abbreviation counts in its own case
    "QVD": None,
    "podagra": None,  # two records have it
    "Tophi": None,  # what does not open a page by itself is for the resolver
    "Toe ache": None,
    "SHD": None,
    "Gota": None,
    "gout ": None,
    "gouts": None,
    "": None,
}


def test_a_name_as_it_is_written_opens_its_record_at_once(own: Path) -> None:
    plain, whole = Library(own), Library(own, msgspec.json.decode(own.read_bytes(), type=Catalog))
    by_hand = {query: plain.as_written(query) for query in AS_WRITTEN}
    assert {query: found and found.id for query, found in by_hand.items()} == AS_WRITTEN
    assert {query: whole.as_written(query) for query in AS_WRITTEN} == by_hand
    assert Library.open(own).compiled
    kept = Library(own)
    assert {query: kept.as_written(query) for query in AS_WRITTEN} == by_hand


def test_a_record_is_the_same_from_a_copy_and_from_the_catalog(own: Path) -> None:
    plain = [Library(own).record(id_) for id_ in ("gout", "ague")]
    library = Library.open(own)
    assert library.compiled
    assert [Library(own).record(id_) for id_ in ("gout", "ague")] == plain == list(library.conditions)
    assert [named.id for named in Library(own).names] == ["gout", "ague"]
    assert Library(own).resolve("gota") == library.resolver.resolve("gota")


def test_a_side_file_beside_a_catalog_goes_before_the_bundled_one(own: Path) -> None:
    library = Library(own)
    assert set(library.symptoms) == {"knee-pain", "hip-pain"}
    assert [term.term for term in library.glossary] == ["ligament", "MRI scan"]
    assert library.known_names == Library.open().known_names
    assert library.trials == Library.open().trials
    assert library.rows("trials.json", dict[str, Any])
    (own.parent / "trials.json").write_bytes((data_folder() / "trials.json").read_bytes())
    assert Library(own).rows("trials.json", dict[str, Any]) is None  # from outside, read whole


def test_a_paper_that_a_side_file_has_not_is_bad_data(own: Path) -> None:
    content = json.loads((data_folder() / "research.json").read_text(encoding="utf-8"))
    lists = content["conditions"]
    first = next(iter(lists))
    lists[first] = [len(content["advances"])]
    (own.parent / "research.json").write_text(json.dumps(content), encoding="utf-8")
    with pytest.raises(BadData) as said:
        Library(own).research  # noqa: B018  reads it
    assert said.value.path == own.parent / "research.json"
    assert said.value.what == f"condition {first} names a position in `advances` that is not there"


def test_whose_pages_and_in_which_language_a_catalog_says(tmp_path: Path) -> None:
    path = write(tmp_path, catalog_of(GOUT) | {"site": {"name": "W"}, "language": "es"})
    assert (Library(path).site, Library(path).language) == (Site(name="W"), "es")
    assert (Library.open().site, Library.open().language) == (Site(), "en")


@pytest.fixture
def paths(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Two catalogs in folders of their own."""
    monkeypatch.setenv("CONDCLI_CACHE_HOME", str(tmp_path / "cache"))
    made = []
    for name, record, site in (("a", GOUT, {"phone": "1"}), ("b", AGUE, {"name": "B"})):
        (tmp_path / name).mkdir()
        content = catalog_of(record | {"loose_names": []}) | {"site": site, "language": f"x-{name}"}
        made.append(write(tmp_path / name, content))
    return made


def test_no_file_and_the_bundled_one_are_the_bundled_pages() -> None:
    for given in ([], [data_folder() / "conditions.json"], [data_folder() / "." / "conditions.json"]):
        assert type(open_library(given)) is Library
    assert type(open_library([data_folder() / "conditions.json"], only=True)) is Library


def test_a_file_that_is_named_twice_is_one(paths: list[Path]) -> None:
    library = open_library([paths[0], paths[0]], only=True)
    assert type(library) is Library
    assert [record.id for record in library.conditions] == ["gout"]


def test_all_of_them_are_shown_and_say_who_added_them(paths: list[Path]) -> None:
    library = open_library(paths, only=True)
    assert isinstance(library, Overlaid)
    assert [(record.id, record.added_by) for record in library.conditions] == [
        ("gout", "conditions.json"), ("ague", "B"),
    ]  # fmt: skip
    assert (library.site, library.language) == (Site(name="B", phone="1"), "x-a")
    settled = open_library(paths, only=True, site=Site(name="Mine"))
    assert [record.added_by for record in settled.conditions] == ["Mine", "B"]
    assert settled.site == Site(name="Mine", phone="1")
    over = Overlaid(paths, base=data_folder() / "conditions.json", site=Site())
    assert over.language == "en"


def test_each_order_and_each_setting_has_a_copy_of_its_own(paths: list[Path]) -> None:
    made = [
        Overlaid(paths, base=None, site=Site()),
        Overlaid(paths[::-1], base=None, site=Site()),
        Overlaid(paths, base=paths[1], site=Site()),
        Overlaid(paths, base=None, site=Site(name="Mine")),
    ]
    assert len({library.identity for library in made}) == len(made)
    assert len({compiled.note(library) for library in made}) == len(made)
    assert Overlaid(paths, base=None, site=Site(phone="2")).identity == made[0].identity


def test_words_beside_each_of_them_are_added(paths: list[Path]) -> None:
    for path, fever in zip(paths, ("five fever", "six fever"), strict=True):
        said = {"version": 1, "sayings": {"gout": [fever]}, "opening": {"gout": [f"the {fever}"]}}
        (path.parent / "sayings.json").write_text(json.dumps(said), encoding="utf-8")
    library = open_library(paths, only=True)
    bundled = Library.open().said
    assert library.said.sayings["gout"] == (*bundled.sayings["gout"], "five fever", "six fever")
    assert library.said.opening["gout"][-2:] == ("the five fever", "the six fever")
    assert {"knee-pain", "fever"} <= library.symptoms.keys()
    own = [term.term for term in library.glossary[:2]]
    assert own == ["ligament", "MRI scan"]
    assert set(paths) <= set(library.sources)
    assert [p.name for p in library.sources if p.parent in {paths[0].parent, paths[1].parent}] == [
        "conditions.json", "conditions.json", "symptoms.json", "symptoms.json",
        "glossary.json", "glossary.json", "sayings.json", "sayings.json",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("system", "variables", "expected"),
    [
        ("linux", {"CONDCLI_CACHE_HOME": "/x/y", "XDG_CACHE_HOME": "/z"}, "/x/y"),
        ("linux", {"XDG_CACHE_HOME": "/z"}, "/z/condcli"),
        ("linux", {"XDG_CACHE_HOME": " /z "}, "/z/condcli"),
        ("linux", {"XDG_CACHE_HOME": "z"}, "{home}/.cache/condcli"),  # a folder must be named whole
        ("linux", {}, "{home}/.cache/condcli"),
        ("freebsd14", {}, "{home}/.cache/condcli"),
        ("darwin", {"CONDCLI_CACHE_HOME": "/x"}, "/x"),
    ],
)
def test_where_copies_are_kept(
    monkeypatch: pytest.MonkeyPatch, system: str, variables: dict[str, str], expected: str
) -> None:
    monkeypatch.delenv("CONDCLI_CACHE_HOME")
    monkeypatch.setattr(sys, "platform", system)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert str(compiled.cache_home()) == expected.format(home=os.environ["HOME"])


def test_a_user_without_a_home_keeps_no_copy_and_is_answered(
    own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def nobody() -> Path:
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.delenv("CONDCLI_CACHE_HOME")
    monkeypatch.setattr(Path, "home", nobody)
    with pytest.raises(FileNotFoundError):
        compiled.cache_home()
    library = Library.open(own)
    assert library.compiled.whole
    assert library.as_written("gout")


def test_a_copy_says_who_added_a_record_and_knows_no_other(own: Path) -> None:
    ready = Library.open(own).compiled
    assert ready.credit("gout") == ready.credit("nobody") == ()
    library = Overlaid([own], base=None, site=Site(name="Ward 5"))
    assert library.compiled.credit("gout") == ("added by Ward 5",)


OLD: list[tuple[object, object]] = [
    ({"version": 1}, {"version": 2, "conditions": None}),
    ({"version": 1, "conditions": 7}, {"version": 2, "conditions": 7}),
    (
        {"version": 1, "conditions": [7, {}]},
        {"version": 2, "conditions": [7, {"names_es": [], "common": None}]},
    ),
    (
        {"version": 1, "conditions": [{"care": {"soon": ["x"]}, "common": 3}]},
        {"version": 2, "conditions": [{"names_es": [], "common": 3, "care": {"soon": ["x"], "refs": []}}]},
    ),
    (
        {"version": 1, "conditions": [{"care": 7}]},
        {"version": 2, "conditions": [{"names_es": [], "common": None, "care": 7}]},
    ),
    ({"version": 2, "conditions": [{}]}, {"version": 2, "conditions": [{}]}),
    ({"version": True}, {"version": True}),
    ({"version": "1"}, {"version": "1"}),
    ({}, {}),
    ([1], [1]),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new"), OLD)
def test_what_is_read_of_a_catalog_of_version_1(old: object, new: object) -> None:
    assert json.loads(as_version_2(json.dumps(old).encode())) == new


@pytest.mark.parametrize("content", [b"", b"\xff", b"{", b'{"version": 1', b"[" * 100_000])
def test_what_is_no_catalog_of_version_1_is_left_as_it_is(content: bytes) -> None:
    assert as_version_2(content) == content
    assert not is_version_1(1.0)
