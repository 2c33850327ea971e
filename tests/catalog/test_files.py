"""Data files as they should not be: keys twice, links that lead nowhere, stray bytes, closed folders."""

import json
import os
import subprocess
import sys
import tracemalloc
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from conftest import SMALL, Run

from condcli.catalog import files
from condcli.catalog.files import (
    SortedWords,
    data_folder,
    decode,
    read,
    refuse_double_keys,
    word_list,
)
from condcli.errors import BadData
from condcli.models import Catalog
from condcli.names.dictionary import names_folder

Write = Callable[[Any], str]
SIDES = ["symptoms.json", "glossary.json", "known_names.json", "sayings.json", "trials.json", "research.json"]


@pytest.mark.parametrize(
    ("was", "twice"),
    [
        ('"version": 2', '"version": 2, "version": 2'),
        ('"name": "Asthma"', '"name": "Asthma", "name": "Other"'),
        ('"conditions": [', '"conditions": [], "conditions": ['),
        ('"emergency": [', '"emergency": [], "emergency": ['),
    ],
    ids=["the version", "a name", "the records", "advice"],
)
@pytest.mark.parametrize("words", ["show asthma", "list", "lookup asthma", "check", "new Gout"])
def test_a_key_that_stands_twice_is_refused_everywhere(
    run: Run, small: dict[str, Any], catalog: Write, words: str, was: str, twice: str
) -> None:
    text = json.dumps(small)
    assert was in text
    path = catalog(text.replace(was, twice, 1))
    result = run(*words.split(), "--catalog", path)
    assert result.exit_code == 6
    assert "stands twice" in result.stderr


@pytest.mark.parametrize("name", SIDES)
def test_a_key_that_stands_twice_in_a_side_file(
    run: Run, small: dict[str, Any], catalog: Write, tmp_path: Path, name: str
) -> None:
    content = (data_folder() / name).read_text(encoding="utf-8").replace("{", '{"version": 1, ', 1)
    (tmp_path / name).write_text(content, encoding="utf-8")
    path = catalog(small)
    used = {"symptoms.json": "symptoms", "trials.json": "trials", "research.json": "research"}
    words = [used[name]] if name in used else ["lookup", "zzqx"]
    if name == "glossary.json":
        words = ["check"]
    result = run(*words, "--catalog", path)
    assert result.exit_code == 6
    assert f"{name}" in result.stderr + result.stdout
    assert "stands twice" in result.stderr + result.stdout


@pytest.mark.parametrize("path", sorted(data_folder().rglob("*.json")), ids=lambda path: path.stem)
def test_no_bundled_file_has_a_key_twice(path: Path) -> None:
    refuse_double_keys(path, path.read_bytes())


@pytest.mark.parametrize("target", ["nowhere", "trials.json", "."], ids=["dangling", "looping", "a folder"])
def test_a_side_file_that_leads_nowhere_is_never_the_bundled_one(
    run: Run, small: dict[str, Any], catalog: Write, tmp_path: Path, target: str
) -> None:
    path = catalog(small)
    (tmp_path / "trials.json").symlink_to(target)
    for words in (("trials",), ("show", "ALL")):
        result = run(*words, "--catalog", path)
        assert result.exit_code == 6
        assert "trials.json" in result.stderr
        assert result.stderr.count("\n") == 1


@pytest.mark.parametrize("target", ["nowhere", "n" * 300], ids=["dangling", "a name that is too long"])
@pytest.mark.parametrize("name", ["research.json", "chosen.json", "medicine_dangers.json"])
def test_check_names_a_side_file_that_leads_nowhere(
    run: Run, small: dict[str, Any], catalog: Write, tmp_path: Path, name: str, target: str
) -> None:
    path = catalog(small)
    (tmp_path / name).symlink_to(target)
    result = run("check", path, "--only", "--plain")
    assert result.exit_code == 6
    assert f"S004 error, {name}" in result.stdout


@pytest.fixture
def closed(monkeypatch: pytest.MonkeyPatch) -> Callable[[Path], None]:
    """Make a file one that cannot be read, also for a superuser."""

    def close(path: Path) -> None:
        read_bytes = Path.read_bytes

        def refused(self: Path) -> bytes:
            if self == path:
                raise PermissionError(13, "Permission denied", str(self))
            return read_bytes(self)

        monkeypatch.setattr(Path, "read_bytes", refused)

    return close


@pytest.mark.parametrize("which", ["conditions.json", "trials.json"])
def test_a_file_that_cannot_be_read_is_bad_data(
    run: Run,
    small: dict[str, Any],
    catalog: Write,
    tmp_path: Path,
    closed: Callable[[Path], None],
    which: str,
) -> None:
    path = catalog(small)
    (tmp_path / "trials.json").write_bytes((data_folder() / "trials.json").read_bytes())
    (tmp_path / which).chmod(0)
    closed(tmp_path / which)
    result = run("trials", "--catalog", path)
    assert result.exit_code == 6
    assert "cannot be read (Permission denied)" in result.stderr


def test_what_is_wrong_beside_the_records_takes_little_memory() -> None:
    content = b'{"version":2,"language":"en","conditions":[1],"x":[' + b"[]," * 1_000_000 + b"[]]}"
    tracemalloc.start()
    with pytest.raises(BadData):
        decode(Path("x.json"), content, Catalog)
    assert tracemalloc.get_traced_memory()[1] < 20 * 2**20
    tracemalloc.stop()


@pytest.mark.parametrize(
    "after", [b"\xff", b"\xed\xa0\x80", b'", "\xc3(', b"\x00"], ids=["ff", "surrogate", "half", "nul"]
)
def test_a_wrong_record_and_a_stray_byte_after_it(
    run: Run, small: dict[str, Any], tmp_path: Path, after: bytes
) -> None:
    small["conditions"][0]["aliases"] = 7
    small["conditions"][2]["summary"] = "HERE"
    path = tmp_path / "conditions.json"
    path.write_bytes(json.dumps(small).encode().replace(b"HERE", after))
    for words in (["show", "ALL"], ["check"], ["list"]):
        result = run(*words, "--catalog", str(path))
        assert result.exit_code == 6
        assert result.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("place", "code"),
    [
        ("x" * 300, 6),
        ("/".join(["y" * 200] * 30), 6),
        ("\udcff\udcfe.json", 0),
        ("none/x.json", 6),
        ("loop", 6),
    ],
    ids=["a long name", "a long path", "stray bytes", "no such folder", "a loop"],
)
@pytest.mark.parametrize("form", [[], ["--json"]], ids=["text", "json"])
def test_a_new_record_in_an_odd_place(
    run: Run, tmp_path: Path, place: str, code: int, form: list[str]
) -> None:
    (tmp_path / "loop").symlink_to("loop")
    result = run("new", "Gout", "--catalog", str(tmp_path / place), *form)
    assert result.exit_code == code
    if form:
        assert json.loads(result.stdout)


def test_a_new_record_in_a_closed_folder(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("condcli.catalog.write.NamedTemporaryFile", refused)
    result = run("new", "Gout", "--catalog", str(tmp_path / "x.json"))
    assert result.exit_code == 6
    assert "cannot be written (Permission denied)" in result.stderr


@pytest.mark.parametrize("name", ["Gout\udcff", "Go\x1but", "Gout\n"], ids=ascii)
def test_a_new_record_with_a_name_that_no_file_can_hold(run: Run, tmp_path: Path, name: str) -> None:
    result = run("new", name, "--catalog", str(tmp_path / "x.json"))
    assert result.exit_code == 2
    assert not (tmp_path / "x.json").exists()


KILLED = """
import os, sys
from pathlib import Path
from condcli.catalog import write
write._settle = lambda _: None
def die(*_): os.kill(os.getpid(), 9)
Path.replace = die
write.replace(Path(sys.argv[1]), "new", was=Path(sys.argv[1]).read_bytes())
"""


def test_what_a_killed_writer_left_is_cleaned_up_by_the_next(
    run: Run, small: dict[str, Any], catalog: Write, tmp_path: Path
) -> None:
    path = Path(catalog(small))
    before = path.read_bytes()
    for _ in range(2):
        subprocess.run([sys.executable, "-c", KILLED, str(path)], check=False)
    left = [p.name for p in tmp_path.iterdir() if p.name.endswith(".new")]
    assert len(left) == 1  # the second removed what the first had left
    assert path.read_bytes() == before
    other = tmp_path / ".conditions.json.mine"
    other.touch()
    run("check", "--fix", "--catalog", str(path))
    assert not [p for p in tmp_path.iterdir() if p.name.endswith(".new")]
    assert other.exists()


def test_a_file_is_read_as_what_it_is() -> None:
    assert read(SMALL, dict[str, Any])["version"] in {1, 2}


def test_a_pipe_beside_the_catalog_is_not_waited_for(run: Run, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / ".conditions.json.x.new")
    assert run("new", "Foo bar", "--catalog", str(tmp_path / "conditions.json")).exit_code == 0


@pytest.mark.parametrize("kind", ["condition", "english", "medical", "name"])
def test_a_list_has_its_words_and_no_others(kind: str) -> None:
    listed = SortedWords(names_folder() / f"{kind}_words.txt")
    words = word_list(f"names/{kind}_words.txt")
    others = {f"{word}q" for word in words} | {word[:-1] for word in words} | {"", "\n", "zzzz", "\x00", "é"}
    assert [word for word in words if word not in listed] == []
    assert [word for word in others - words if word in listed] == []


@pytest.mark.parametrize("field", ["id", "changed"])
def test_a_line_break_ends_no_id_and_no_date(
    run: Run, small: dict[str, Any], catalog: Write, field: str
) -> None:
    small["conditions"][0][field] += "\n"
    result = run("list", "--only", "--catalog", catalog(small))
    assert result.exit_code == 6
    assert field in result.stderr


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (None, "cannot be read"),
        (b"", "is empty"),
        (b"fever\ncou\xff", "is no text"),
        (b"fever\n\0\0\0", "is no text"),
    ],
)
@pytest.mark.parametrize("load", [files.text_of, files.SortedWords])
def test_a_list_of_the_program_that_is_damaged_asks_to_install_it_again(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    load: Callable[[Path], object],
    content: bytes | None,
    what: str,
) -> None:
    monkeypatch.setattr(files, "data_folder", lambda: tmp_path)
    if content is not None:
        (tmp_path / "words.txt").write_bytes(content)
    with pytest.raises(BadData, match=f"words.txt: {what}.*install condcli again. In an emergency, call 911"):
        load(tmp_path / "words.txt")


def test_the_last_word_of_a_sorted_list_needs_no_end_of_line(tmp_path: Path) -> None:
    (tmp_path / "words.txt").write_text("acne\ncough\nfever")
    assert "fever" in files.SortedWords(tmp_path / "words.txt")
