"""What is wrong with a file of one's own is said in one line: of which record, where, and what to do next."""

import json
import os
import socket
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from conftest import Run
from good_record import Raw, catalog_of, good

from condcli.catalog import files
from condcli.catalog.files import SortedWords, content_of, decode, read, refuse_double_keys, side_files
from condcli.errors import BadData
from condcli.models import Catalog

PATH = Path("own.json")


def with_second(**fields: object) -> Raw:
    """A catalog of a good record and of another with these fields."""
    return catalog_of(good(), good(**{"id": "other", **fields}))


def without(field: str, **more: object) -> Raw:
    return {key: value for key, value in (catalog_of(good()) | more).items() if key != field}


VERSION = "is of a version or kind that this program does not read"
WRONG: list[tuple[object, str | None, str]] = [
    (with_second(name=7), "record other", "Expected `str`, got `int` (at name)"),
    (with_second(name=""), "record other", "Expected `str` of length >= 1 (at name)"),
    (with_second(common=6), "record other", "Expected `int` <= 5 (at common)"),
    (with_second(care=1), "record other", "Expected `object`, got `int` (at care)"),
    (with_second(extra=1), "record other", "Object contains unknown field `extra`"),
    (with_second(codes={"icd10cm": [1], "mesh": [], "doid": []}), "record other", "(at codes.icd10cm[0])"),
    (
        with_second(sections={"moods": {"body": ["a"], "refs": []}}),
        "record other",
        "Invalid enum value 'moods'",
    ),
    (with_second(sections={"causes": {"body": [], "refs": []}}), "record other", "(at sections[...].body)"),
    (with_second(id="A b"), "record A b", "(at id)"),
    (with_second(id=["a"]), "record 2", "(at id)"),  # one without an id is counted
    (catalog_of(good(), 7), "record 2", "Expected `object`, got `int`"),  # type: ignore[arg-type]
    (without("language"), None, "Object missing required field `language`"),
    (without("x", conditions=7), None, "Expected `array`, got `int` (at conditions)"),
    (without("x", version=3), None, f"{VERSION} (Invalid enum value 3)"),
    (without("x", version="2"), None, f"{VERSION} (Expected `int`, got `str`)"),
    (without("version"), None, f"{VERSION} (Object missing required field `version`)"),
    ("[]", None, "Expected `object`, got `array`"),
    ("null", None, "Expected `object`, got `null`"),
    ("{", None, "is not valid JSON (Input data was truncated)"),
    ("\ufeff{}", None, "starts with a byte order mark; save it as UTF-8 without one"),
    (b"\xff", None, "is not valid JSON (JSON is malformed: invalid character (byte 0))"),
]


def encoded(content: object) -> bytes:
    if isinstance(content, bytes):
        return content
    return (content if isinstance(content, str) else json.dumps(content)).encode()


@pytest.mark.parametrize(("content", "place", "what"), WRONG, ids=[what[:40] for *_, what in WRONG])
def test_what_is_wrong_names_the_record_and_the_place(content: object, place: str | None, what: str) -> None:
    with pytest.raises(BadData) as said:
        decode(PATH, encoded(content), Catalog)
    assert said.value.place == place
    assert what in said.value.what
    assert (said.value.exit_code, said.value.kind) == (6, "bad-data")
    where = f"own.json, {place}" if place else "own.json"
    assert str(said.value).startswith(f"{where}: ")
    assert str(said.value).endswith(". Fix the file. To see all that is wrong: condcli check FILE")
    assert "\n" not in str(said.value)


@pytest.mark.parametrize(
    ("was", "twice", "place", "key"),
    [
        ('"version": 2', '"version": 2, "version": 2', None, "version"),
        ('"name": "Sore knee"', '"name": "x", "name": "Sore knee"', "record {}", "name"),
        ('"emergency": [', '"emergency": [], "emergency": [', "record {}", "care.emergency"),
        ('"id": "D046788"', '"id": "x", "id": "D046788"', "record {}", "codes.mesh.1.id"),
        ('"lead":', '"lead": "x", "lead":', "record {}", "sections.symptoms.body.2.lead"),
        ('"title": "Knees"', '"title": "x", "title": "Knees"', "record {}", "references.1.title"),
    ],
)
@pytest.mark.parametrize("which", ["sore-knee", "other"])
def test_a_key_that_stands_twice_is_named_with_its_record_and_place(
    was: str, twice: str, place: str | None, key: str, which: str
) -> None:
    text = json.dumps(with_second())
    at = text.index(was) if which == "sore-knee" or text.count(was) == 1 else text.rindex(was)
    with pytest.raises(BadData) as said:
        refuse_double_keys(PATH, (text[:at] + twice + text[at + len(was) :]).encode())
    assert said.value.what == f"the key {key!r} stands twice"
    assert said.value.place == (place and place.format(which))


def test_keys_that_stand_in_two_objects_and_many_figures_are_right() -> None:
    refuse_double_keys(
        PATH, b'{"a": {"x": 1}, "b": {"x": 1}, "c": [{"x": 1e999}, {"x": 99999999999999999999}]}'
    )
    refuse_double_keys(PATH, json.dumps(with_second()).encode())


def test_a_file_that_is_nested_without_end_is_said() -> None:
    deep = b"[" * 100_000 + b"]" * 100_000
    with pytest.raises(BadData, match="is nested too deeply"):
        refuse_double_keys(PATH, deep)
    with pytest.raises(BadData, match="is nested too deeply"):
        decode(PATH, deep, list[Any])


def large(path: Path) -> None:
    path.touch()
    os.truncate(path, files.MAX_BYTES + 1)


def listening(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as server:
        os.chdir(path.parent)  # the name of a socket must be short
        server.bind(path.name)


ODD: dict[str, tuple[Callable[[Path], object], str]] = {
    "none": (lambda _: None, "cannot be read (No such file or directory)"),
    "a folder": (Path.mkdir, "is not a regular file"),
    "a pipe": (os.mkfifo, "is not a regular file"),
    "a socket": (listening, "is not a regular file"),
    "a loop": (lambda path: path.symlink_to(path.name), "cannot be read (Too many levels of symbolic links)"),
    "empty": (Path.touch, "is empty"),
    "spaces": (lambda path: path.write_text(" \n\t"), "is empty"),
    "a sparse one": (large, "is larger than 256 MB"),
    "within a file": (lambda path: path.write_text("x"), "cannot be read (Not a directory)"),
}


@pytest.mark.parametrize("kind", ODD)
def test_what_is_no_file_of_records_is_said(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    monkeypatch.chdir(tmp_path)
    make, what = ODD[kind]
    path = tmp_path / "own.json"
    make(path)
    path = path / "x.json" if kind == "within a file" else path
    with pytest.raises(BadData) as said:
        content_of(path)
    assert said.value.what == what
    shown = run("show", "asthma", "--catalog", str(path))
    assert (shown.exit_code, shown.stdout) == (6, "")
    assert f"{path}: {what}. Fix the file." in shown.stderr
    assert shown.stderr.count("\n") == 1


def test_a_file_of_the_largest_size_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "own.json"
    path.write_bytes(b"0123456789")
    monkeypatch.setattr(files, "MAX_BYTES", 10)
    assert content_of(path) == b"0123456789"
    monkeypatch.setattr(files, "MAX_BYTES", 9)
    with pytest.raises(BadData, match="is larger than"):
        content_of(path)


def test_a_name_that_no_file_can_have_is_said() -> None:
    with pytest.raises(BadData, match="is no name of a file"):
        content_of(Path("a\0b.json"))


def test_only_files_from_outside_are_held_to_their_keys(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "x.json"
    path.write_text('{"a": 1, "a": 2}', encoding="utf-8")
    with pytest.raises(BadData, match="'a' stands twice"):
        read(path, dict[str, Any])
    monkeypatch.setattr(files, "data_folder", lambda: tmp_path)
    assert read(path, dict[str, Any]) == {"a": 2}


def test_side_files_are_taken_from_beside_a_catalog_in_one_order(tmp_path: Path) -> None:
    (tmp_path / "glossary.json").write_text("{}", encoding="utf-8")
    found = list(side_files(tmp_path / "conditions.json"))
    assert [file.name for file in found] == list(files.SIDE_FILES)
    assert [file.parent == tmp_path for file in found] == [
        name == "glossary.json" for name in files.SIDE_FILES
    ]


@pytest.mark.parametrize(
    ("words", "there", "absent"),
    [
        ("ant bee cat", "ant bee cat", "an ants bees be ca dog a"),
        ("ant", "ant", "an ants b"),
        ("a aa aaa ab b", "a aa aaa ab b", "aaaa ba c"),
    ],
)
def test_a_sorted_list_has_its_words_alone(tmp_path: Path, words: str, there: str, absent: str) -> None:
    path = tmp_path / "words.txt"
    path.write_text("".join(f"{word}\n" for word in words.split()), encoding="utf-8")
    listed = SortedWords(path)
    assert [word for word in there.split() if word not in listed] == []
    assert [word for word in [*absent.split(), "", "\n", "ant\nbee"] if word in listed] == []
