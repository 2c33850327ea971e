"""handout: in which format and where its files go, which names make several, and what is said of them."""

import json
from pathlib import Path
from typing import Any

import pytest
from conftest import SMALL, Run

from condcli.json_answers import Resolution
from condcli.names.resolver import Resolver

ENV = {"CONDCLI_CATALOG": str(SMALL)}
ALL, AML = "acute-lymphoblastic-leukemia", "acute-myeloid-leukemia"
BEGINS = {"html": b"<!DOCTYPE html>", "md": b"# Asthma", "txt": b"A"}


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to work in."""
    folder = tmp_path / "here"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


def told(run: Run, *args: str) -> Any:  # noqa: ANN401  JSON
    result = run("handout", *args, "--json", env=ENV)
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


@pytest.mark.parametrize(
    ("args", "path", "form"),
    [
        (["--format", "html"], "asthma.html", "html"), (["--format", "MD"], "asthma.md", "md"),
        (["--format", "txt"], "asthma.txt", "txt"), ([], "asthma.html", "html"),
        (["-o", "x.md"], "x.md", "md"), (["-o", "x.TXT"], "x.TXT", "txt"), (["-o", "x"], "x", "html"),
        (["-o", "x.doc"], "x.doc", "html"), (["-o", "x.html", "--format", "md"], "x.html", "md"),
        (["-o", "new/"], "new/asthma.html", "html"),
        (["-o", "a/b/", "--format", "md"], "a/b/asthma.md", "md"), (["-o", "."], "asthma.html", "html"),
        (["-o", ".md"], ".md", "html"),
    ],
    ids=str,
)  # fmt: skip
def test_the_format_is_asked_for_or_the_end_of_the_name(
    run: Run, here: Path, args: list[str], path: str, form: str
) -> None:
    answer = told(run, "asthma", *args)
    assert answer == {
        "help": None, "files": [{"id": "asthma", "name": "Asthma", "path": path}], "index": None
    }  # fmt: skip
    assert (here / path).read_bytes().startswith(BEGINS[form])
    assert [p for p in here.rglob("*") if p.is_file()] == [here / path]


@pytest.mark.parametrize("form", ["docx", "htm", "html,pdf"])
def test_a_format_that_there_is_not_is_answered_with_all(run: Run, here: Path, form: str) -> None:
    result = run("handout", "asthma", "--format", form, env=ENV)
    assert (result.exit_code, result.stdout) == (2, "")
    assert f"--format does not know {form!r}. It takes: html, pdf, md, txt." in result.stderr
    assert list(here.iterdir()) == []


@pytest.mark.parametrize(
    ("names", "ids"),
    [
        (["asthma", "AML"], ["asthma", AML]), (["AML", "asthma"], [AML, "asthma"]),
        (["asthma", "acute myeloid leukemia"], ["asthma", AML]), (["asthma", "AML", "J45"], ["asthma", AML]),
        (["asthma", "bronchial asthma"], ["asthma"]), (["acute", "myeloid", "leukemia"], [AML]),
        (["--category", "cancer"], [ALL, AML]), (["--all"], [ALL, AML, "asthma"]), (["asthma"], ["asthma"]),
        (["--category", "Lungs and breathing"], ["asthma"]),
    ],
    ids=str,
)  # fmt: skip
def test_names_that_stand_by_themselves_are_a_file_each(run: Run, names: list[str], ids: list[str]) -> None:
    answer = told(run, *names)
    assert [file["id"] for file in answer["files"]] == ids
    several = len(ids) > 1 or names[0].startswith("--")
    assert answer["index"] == ("index.html" if several else None)
    assert all(Path(file["path"]).exists() for file in answer["files"])


def test_several_go_into_the_folder_that_is_named(run: Run, here: Path) -> None:
    answer = told(run, "--all", "-o", "out", "--format", "md")
    paths = [file["path"] for file in answer["files"]]
    assert paths == [f"out/{id_}.md" for id_ in (ALL, AML, "asthma")]
    assert answer["index"] == "out/index.html"
    index = (here / "out" / "index.html").read_text(encoding="utf-8")
    for path in paths:
        assert f'href="{Path(path).name}"' in index


@pytest.mark.parametrize(
    ("names", "said"),
    [
        (["asthma"], "Made asthma.html.\n"),
        (["asthma", "AML"], "Made 2 handouts. They are listed in index.html.\n"),
        (["--all"], "Made 3 handouts. They are listed in index.html.\n"),
        (["asthma", "-o", "new/"], "Made new/asthma.html.\n"),
    ],
    ids=str,
)
def test_what_is_made_is_said_in_a_line(run: Run, names: list[str], said: str) -> None:
    more = [] if len(names) > 1 or "--all" in names else ["-o", "asthma.html"]
    result = run("handout", *names, *more, env=ENV)
    assert (result.exit_code, result.stdout, result.stderr) == (0, said, "")


@pytest.mark.parametrize(
    ("args", "said"),
    [
        ([], "Give one of: names, --category or --all."),
        (["asthma", "--all"], "Give one of"),
        (["asthma", "--category", "Cancer"], "Give one of"),
        (["--all", "--category", "Cancer"], "Give one of"),
        (["asthma", "AML", "-o", "-"], "--output - takes one handout"),
        (["asthma", "-o", "-", "--json"], "--output - takes one handout"),
        (["asthma", "-o", "-", "--open"], "--output - takes one handout"),
        (["--all", "-o", "-"], "--output - takes one handout"),
        (["asthma", "--paper", "a3"], "--paper does not know 'a3'. It takes: letter, a4."),
        (["asthma", "--section", "prices"], "--section does not know 'prices'. It takes: definition, names,"),
        (["asthma", "--without", "prices"], "--without does not know 'prices'. It takes: definition, names,"),
        (["--category", "Cars"], "--category does not know 'Cars'. It takes: Blood,"),
    ],
    ids=lambda v: " ".join(v) if isinstance(v, list) else "",
)
def test_options_that_do_not_go_together_make_nothing(
    run: Run, here: Path, args: list[str], said: str
) -> None:
    result = run("handout", *args, env=ENV)
    assert result.exit_code == 2
    assert said in (result.stderr or json.loads(result.stdout)["error"]["message"])
    assert list(here.iterdir()) == []


def test_a_place_that_is_taken_leaves_all_as_it_was(run: Run, here: Path) -> None:
    (here / f"{AML}.html").write_text("kept", encoding="utf-8")
    result = run("handout", "asthma", "AML", env=ENV)
    assert (result.exit_code, result.stdout) == (2, "")
    assert f"{AML}.html is there already. Add --force to write over it" in result.stderr
    assert [p.name for p in here.iterdir()] == [f"{AML}.html"]
    assert run("handout", "asthma", "AML", "--force", env=ENV).exit_code == 0
    assert (here / f"{AML}.html").read_text(encoding="utf-8") != "kept"
    (here / "file").touch()
    result = run("handout", "asthma", "AML", "-o", "file", "--force", env=ENV)
    assert "file is a file, and several handouts need a folder." in result.stderr


def test_a_handout_is_read_from_a_pipe_and_the_page_holds_no_trials(run: Run) -> None:
    shown = run("handout", "ALL", "-o", "-", "--format", "md", env=ENV).stdout
    assert shown.startswith("# Acute lymphoblastic leukemia")
    assert "NCT04537871" not in shown
    assert "NCT04537871" in run("handout", "ALL", "-o", "-", "--format", "md", "--trials", env=ENV).stdout


def test_words_that_are_no_names_are_not_looked_up_one_by_one(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    resolve = Resolver.resolve

    def counted(self: Resolver, query: str) -> Resolution:
        asked.append(query)
        return resolve(self, query)

    monkeypatch.setattr(Resolver, "resolve", counted)
    assert run("handout", *["heartache", "asthma"] * 20, env=ENV).exit_code
    assert asked[0] == "heartache"
    assert "asthma" not in asked
