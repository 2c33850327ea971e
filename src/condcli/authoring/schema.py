"""The JSON Schema of catalogs, of the files beside them, and of every answer with --json."""

from inspect import cleandoc
from typing import Any

import msgspec
from msgspec import Struct

from condcli import json_answers, local_answers
from condcli.authoring import answers as of_checks
from condcli.authoring.medicine_dangers import MedicineDangers
from condcli.finding import answers, comparison, glossary
from condcli.finding.rules import DangerRules
from condcli.models import SECTIONS, Catalog, Glossary, KnownNames, Sayings, Site, Symptoms
from condcli.registry_models import BundledDetails, Chosen, Research, Trials

FILES: dict[str, Any] = {
    "conditions.json": Catalog,
    "symptoms.json": Symptoms,
    "glossary.json": Glossary,
    "known_names.json": KnownNames,
    "sayings.json": Sayings,
    "danger.json": DangerRules,
    "medicine_dangers.json": MedicineDangers,
    "trials.json": Trials,
    "trial_details.json": BundledDetails,
    "research.json": Research,
    "chosen.json": Chosen,
    "plain_titles.json": dict[str, str],
}
# What each command answers; with `--json` any of them may print an ErrorAnswer instead.
ANSWERS: dict[str, tuple[type[Struct], ...]] = {
    "show": (json_answers.Page, answers.SymptomPage),
    **{
        key.replace("_", "-"): (json_answers.SectionAnswer,)
        for key in (*SECTIONS, "care", "questions", "references")
    },
    "symptoms": (
        json_answers.SectionAnswer,
        json_answers.SymptomList,
        answers.SymptomPage,
        answers.SymptomMatches,
    ),
    "find": (answers.Found,),
    "define": (glossary.Definition,),
    "compare": (comparison.Comparison,),
    "related": (json_answers.RelatedPages,),
    "lookup": (json_answers.Resolution,),
    "list": (json_answers.ConditionList, json_answers.PlannedList),
    "trials": (json_answers.TrialRows,),
    "trial": (json_answers.TrialPage,),
    "research": (json_answers.AdvanceRows,),
    "update": (json_answers.UpdateAnswer,),
    "forget": (json_answers.Forgotten,),
    "check": (of_checks.Findings, of_checks.CatalogReport),
    "new": (of_checks.NewRecord,),
    "handout": (local_answers.Handouts,),
    "config": (local_answers.Configured,),
}
DIALECT = "https://json-schema.org/draft/2020-12/schema"
_COMMENT = (
    "The document itself describes a catalog. Under x-files stands what describes each file of a catalog,"
    " under x-answers what each command prints with --json; an error prints x-error. Where words were given,"
    " any of them has `help` (x-help) before its other fields: what to do now, or null. Where a catalog or"
    " the configuration says whose pages these are, `site` (x-site) stands before the other fields."
)


def document() -> str:
    """The schema as JSON with 2 spaces and a final newline: docs/schema.json."""
    kinds = [
        *FILES.values(),
        json_answers.ErrorAnswer,
        answers.HelpNow,
        Site,
        *(kind for each in ANSWERS.values() for kind in each),
    ]
    found, definitions = msgspec.json.schema_components(kinds, ref_template="#/$defs/{name}")
    for each in definitions.values():
        if "description" in each:  # Python 3.13 takes the indents of docstrings away, 3.11 does not
            each["description"] = cleandoc(each["description"])
        for field in each.get("properties", {}).values():
            if "enum" in field.get("propertyNames", ()):  # msgspec 0.23 says so much of a key, 0.22 does not
                del field["propertyNames"]
    by_kind = dict(zip(map(str, kinds), found, strict=True))
    whole = {
        "$schema": DIALECT,
        "title": "condcli",
        "$comment": _COMMENT,
        **by_kind[str(Catalog)],
        "x-files": {name: by_kind[str(kind)] for name, kind in FILES.items()},
        "x-answers": {
            name: shapes[0] if len(shapes) == 1 else {"anyOf": shapes}
            for name, shapes in ((n, [by_kind[str(kind)] for kind in each]) for n, each in ANSWERS.items())
        },
        "x-error": by_kind[str(json_answers.ErrorAnswer)],
        "x-site": by_kind[str(Site)],
        "x-help": {"anyOf": [by_kind[str(answers.HelpNow)], {"type": "null"}]},
        "$defs": dict(sorted(definitions.items())),
    }
    return msgspec.json.format(msgspec.json.encode(whole), indent=2).decode() + "\n"
