"""Files that are no catalog, and texts that would wear a check out: one clear line, and soon."""

import json
import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import Run
from good_record import Raw, catalog_of, good, write

from condcli.authoring.checks import examine, read_sheet
from condcli.errors import BadCatalog

MEGABYTE = 2**20


def dumped(**fields: object) -> str:
    return json.dumps(catalog_of(good(**fields)))


NO_CATALOG: dict[str, tuple[Callable[[], str | bytes], str]] = {
    "empty": (lambda: "", "is empty"),
    "blank": (lambda: " \n", "is empty"),
    "binary": (lambda: bytes(range(256)) * 64, "is not valid JSON"),
    "another encoding": (lambda: dumped().encode("utf-16"), "is not valid JSON"),
    "a byte order mark": (lambda: b"\xef\xbb\xbf" + dumped().encode(), "save it as UTF-8 without"),
    "truncated": (lambda: dumped()[:900], "is not valid JSON"),
    "being written": (lambda: dumped() + dumped()[:50], "is not valid JSON"),
    "50 MB of one text": (lambda: "a" * 50 * MEGABYTE, "is not valid JSON"),
    "50 MB of brackets": (lambda: "[" * 50 * MEGABYTE, "is nested too deeply"),
    "deep objects": (lambda: '{"a":' * 100_000 + "1" + "}" * 100_000, "is nested too deeply"),
    "NaN": (lambda: dumped(summary="?").replace('"?"', "NaN"), "is not valid JSON"),
    "infinity": (lambda: dumped(summary="?").replace('"?"', "-Infinity"), "is not valid JSON"),
    "a lone surrogate": (lambda: dumped(summary="?").replace("?", "\\ud800"), "is not valid JSON"),
    "a list": (lambda: json.dumps([good()]), 'has no list "conditions"'),
    "a text": (lambda: '"hello"', 'has no list "conditions"'),
    "records under other names": (lambda: json.dumps({"version": 1, "records": []}), "is no catalog"),
    "conditions by id": (lambda: json.dumps({"version": 1, "conditions": {}}), "is no catalog"),
    "another version": (lambda: json.dumps(catalog_of() | {"version": 3}), "is of version 3"),
    "no version": (lambda: json.dumps({"conditions": []}), "is of version None"),
    "a key twice in a record": (
        lambda: dumped().replace('"summary"', '"name": "Other", "summary"'),
        "record sore-knee: the key 'name' stands twice",
    ),
    "a key twice deep inside": (
        lambda: dumped().replace('"note": null', '"note": null, "note": "No."'),
        "record sore-knee: the key 'care.note' stands twice",
    ),
    "a key twice in a reference": (
        lambda: dumped().replace('"via": "book"', '"via": "book", "via": "book"'),
        "record sore-knee: the key 'references.2.via' stands twice",
    ),
    "a key twice around": (
        lambda: dumped().replace('"language"', '"version": 1, "language"'),
        "the key 'version'",
    ),
    "a key twice in a record without id": (
        lambda: '{"version": 1, "conditions": [{"a": 1, "a": 2}]}',
        "the key 'conditions.1.a' stands twice",
    ),
}


@pytest.mark.parametrize("case", NO_CATALOG)
@pytest.mark.parametrize("fix", [[], ["--fix"]], ids=["check", "fix"])
def test_what_is_no_catalog_is_said_in_one_line(run: Run, tmp_path: Path, case: str, fix: list[str]) -> None:
    make, said = NO_CATALOG[case]
    content = made.encode() if isinstance(made := make(), str) else made
    path = tmp_path / "conditions.json"
    path.write_bytes(content)
    result = run("check", str(path), *fix)
    assert (result.exit_code, result.stdout) == (6, "")
    assert result.stderr.startswith(f"condcli: {path}")
    assert said in result.stderr
    assert result.stderr.endswith(" Fix that first, then check it again.\n")
    assert (result.stderr.count("\n"), path.read_bytes() == content) == (1, True)


def test_nesting_of_any_depth_is_refused_or_listed(tmp_path: Path) -> None:
    path = tmp_path / "conditions.json"
    ended = set()
    for depth in (*range(600, 1000), 200_000):  # how deep Python reads depends on its version
        more = json.dumps(catalog_of())[:-1] + ', "more": ' + '{"a":' * depth + "1" + "}" * depth + "}"
        path.write_text(more, encoding="utf-8")
        try:
            ended.add(read_sheet(path).misfits[0].what)
        except BadCatalog as fault:
            ended.add(fault.what)
    assert ended == {"this field is unknown", "is nested too deeply"}


@pytest.mark.parametrize("version", [[], [2], {}, {"a": []}, None, "2", 3, True])
def test_what_is_no_version_is_said(run: Run, tmp_path: Path, version: object) -> None:
    result = run("check", str(write(tmp_path, catalog_of(good()) | {"version": version})))
    assert result.exit_code == 6
    assert "is of version" in result.stderr


def test_what_is_no_file_is_said_in_one_line(run: Run, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    for name, said in (
        ("gone.json", "No such file"),
        ("", "not a regular file"),
        ("pipe", "not a regular file"),
        ("loop", "cannot be read"),
        ("x" * 5000, "cannot be read"),
    ):
        result = run("check", f"{tmp_path}/{name}", "--json")
        assert (result.exit_code, result.stderr) == (6, "")
        assert said in json.loads(result.stdout)["error"]["message"]


def test_all_that_does_not_fit_is_listed(run: Run, tmp_path: Path) -> None:
    raw = catalog_of(good(id=7), good(written=None, care={"emergency": "call"}, sections=[]), good(id="fine"))
    path = write(tmp_path, raw | {"language": 5, "categories": "Knees", "rights": "none"})
    found = json.loads(run("check", str(path), "--json").stdout)
    assert found["records"] == 3
    assert [(f["id"], f["place"], f["text"].partition(": ")[2]) for f in found["findings"]] == [
        (None, "language", "a text belongs here, not a whole number"),
        (None, "categories", "a list belongs here, not a text"),
        (None, "rights", "this field is unknown"),
        ("record 1", "id", "a text belongs here, not a whole number"),
        ("sore-knee", "care.emergency", "a list belongs here, not a text"),
        ("sore-knee", "care.urgent", "this field is missing"),
        ("sore-knee", "care.soon", "this field is missing"),
        ("sore-knee", "care.routine", "this field is missing"),
        ("sore-knee", "care.note", "this field is missing"),
        ("sore-knee", "care.refs", "this field is missing"),
        ("sore-knee", "sections", "an object belongs here, not a list"),
        ("sore-knee", "written", "a text belongs here, not null"),
    ]


def test_records_that_do_not_fit_still_count_as_look_alikes(run: Run, tmp_path: Path) -> None:
    path = write(tmp_path, catalog_of(good(id="other", dose=1), good(lookalikes=["other"])))
    assert "L006" not in run("check", str(path)).stdout


def test_a_side_file_that_is_broken_hides_nothing_else(run: Run, tmp_path: Path) -> None:
    path = write(
        tmp_path, catalog_of(good(category="Cars")), glossary={"version": 1, "terms": 7}, symptoms=[]
    )
    result = run("check", str(path))
    assert result.exit_code == 6
    for said in ("S004 error, glossary.json", "S004 error, symptoms.json", "S006 error, category"):
        assert said in result.stdout


TIRING = {
    "one long word": "a" * 4999,
    "a long word with hyphens": "a-" * 2499,
    "open brackets": "(" * 4999,
    "closing quotes": '."' * 2499,
    "spaces": " " * 4998 + "x",
    "figures": "1" * 4999,
    "figures with commas": "1," * 2499,
    "figures with points": "1." * 2499,
    "markup that never ends": "<a" * 2499,
    "entities that never end": "&a" * 2499,
    "capitals": "A" * 4999,
    "capitals apart": "AB " * 1666,
    "percent of": "% of " + "a " * 2497,
    "stop": "Stop " + "using a " * 600,
    "vowels": "aeiouy" * 833,
    "forms of be": "is " * 1666,
    "commas": "catheter, " * 499,
    "apostrophes": "'s" * 2499,
    "ranges": "5 to " * 999,
}


@pytest.mark.parametrize("case", TIRING)
def test_no_text_tires_a_check(tmp_path: Path, case: str) -> None:
    """Texts of a shape that makes bad patterns go back and forth: here 25 of 5,000 characters."""
    body = [TIRING[case]] * 8
    sections = {name: {"body": body, "refs": [1, 2]} for name in ("definition", "symptoms", "treatment")}
    sheet = read_sheet(write(tmp_path, catalog_of(good(sections=sections, summary=TIRING[case]))))
    begin = time.process_time()
    examine(sheet)
    assert time.process_time() - begin < 3


def test_a_text_of_a_hundred_thousand_letters_is_said_at_once(tmp_path: Path) -> None:
    fields = ("name", "summary", "category")
    for letters in ("a", "a ", "Aa. ", "<a ", "1,", "\x00"):
        long = letters * (100_000 // len(letters))
        record: Raw = good(**dict.fromkeys(fields, long), aliases=[long], questions=[long] * 4)
        sheet = read_sheet(write(tmp_path, catalog_of(record)))
        begin = time.process_time()
        found = examine(sheet).findings
        assert time.process_time() - begin < 5
        assert {"name", "summary", "category", "aliases", "questions"} == {
            f.place for f in found if f.code == "S011"
        }
        assert max(len(f.text) for f in found) < 600
        assert {f.code[0] for f in found if f.place == "summary"} <= {"S", "T"}
