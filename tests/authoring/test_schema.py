"""The JSON Schema: docs/schema.json is current, and what the commands answer fits it."""

import json
from pathlib import Path
from typing import Any

import jsonschema  # type: ignore[import-untyped]  # it comes without types
import pytest
from conftest import SMALL, Run
from good_record import catalog_of, good, write

from condcli.authoring.schema import ANSWERS, FILES, document
from condcli.catalog.files import data_folder
from condcli.cli import COMMANDS, HIDDEN

DOCS = Path(__file__).parents[2] / "docs" / "schema.json"
ITSELF = {"schema"}  # what it prints is the schema
ONLINE = {"update"}  # tests/test_trials_update.py asks a registry of its own
EXAMPLES: dict[str, list[list[str]]] = {
    "show": [["ALL"]],
    "symptoms": [["ALL"], [], ["fever"], ["--has", "fever"], ["--has", "not breathing", "--has", "fever"]],
    "find": [["fever"], ["my baby is not breathing"], ["zzqx"]],
    "define": [["biopsy"]],
    "compare": [["ALL", "asthma"]],
    "lookup": [["ALL"], ["zzqx"]],
    "list": [[], ["--planned"]],
    "handout": [["ALL", "--output", "{tmp}/a.html"]],
    "trials": [[]],
    "research": [[]],
    "trial": [["NCT04537871"]],
    "forget": [[]],
    "check": [[], ["--report"]],
    "new": [["Knee"]],
    "config": [[]],
}


@pytest.fixture(scope="module")
def schema() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(DOCS.read_text(encoding="utf-8"))
    return loaded


def fits(schema: dict[str, Any], part: dict[str, Any], value: Any) -> None:  # noqa: ANN401  any JSON
    jsonschema.Draft202012Validator({"$defs": schema["$defs"], **part}).validate(value)


def test_the_page_in_docs_is_current(run: Run) -> None:
    assert run("schema").stdout == document() == DOCS.read_text(encoding="utf-8")


def test_it_is_a_schema(schema: dict[str, Any]) -> None:
    jsonschema.Draft202012Validator.check_schema(schema)


def test_every_command_that_answers_is_described() -> None:
    assert set(COMMANDS) - set(ANSWERS) - ITSELF - set(HIDDEN) == set()
    assert set(ANSWERS) <= set(COMMANDS)


@pytest.mark.parametrize("command", sorted(ANSWERS.keys() - ONLINE))
def test_answers_fit_the_schema(run: Run, tmp_path: Path, schema: dict[str, Any], command: str) -> None:
    catalog = str(tmp_path / "c.json") if command == "new" else str(SMALL)
    for words in EXAMPLES.get(command, [["ALL"]]):
        result = run(
            command, *(w.format(tmp=tmp_path) for w in words), "--json", env={"CONDCLI_CATALOG": catalog}
        )
        answer = json.loads(result.stdout)
        part = schema["x-error" if "error" in answer else "x-answers"]
        fits(schema, part if "error" in answer else part[command], answer)
        fits(schema, schema["x-help"], answer.get("help"))


def test_errors_fit_the_schema(run: Run, schema: dict[str, Any]) -> None:
    for words in ("zzqx", "zzqx i want to die"):
        error = json.loads(run("show", words, "--json").stdout)
        fits(schema, schema["x-error"], error)
        fits(schema, schema["x-help"], error["help"])


@pytest.mark.parametrize("name", FILES)
def test_the_bundled_files_fit_the_schema(schema: dict[str, Any], name: str) -> None:
    fits(schema, schema["x-files"][name], json.loads((data_folder() / name).read_text(encoding="utf-8")))


def test_what_the_checks_refuse_the_schema_refuses(schema: dict[str, Any], tmp_path: Path) -> None:
    for wrong in (good(dose=5), good(id="No Id"), good(written="today"), good(sections={"prices": {}})):
        write(tmp_path, catalog_of(wrong))
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.Draft202012Validator(schema).validate(catalog_of(wrong))
    jsonschema.Draft202012Validator(schema).validate(catalog_of(good()))
