"""Labelled names and abstracts, asked and judged, for ablate.py."""

import argparse
import importlib
import importlib.util
import json
import sys
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any, TypeAlias

import extract
import names as shared
from ablation import Told
from labelled import Abstract, abstracts

from condcli.catalog.library import Library
from condcli.json_answers import Resolution
from condcli.names.resolver import Resolver

TESTS = Path(__file__).parents[1] / "tests"
Row: TypeAlias = dict[str, Any]
# A catalog: a way to make its resolver, the rows that it is asked, and who judges.
Asked: TypeAlias = tuple[Callable[[], Resolver], list[Row], Callable[..., Told]]


def told(answer: Resolution, outcome: str) -> Told:
    """An answer of the resolver with its outcome."""
    ids = [m.id for m in answer.matches]
    opened = (answer.status, ids[0] if answer.status == "match" else answer.known)
    return Told(outcome, opened, (opened, ids, answer.note))


def decided(row: Mapping[str, Any], answer: Resolution) -> Told:
    """An answer to a row of decisions.jsonl."""
    opened = answer.matches[0].id if answer.status == "match" else None
    unsure = row["id"] is None and row["kind"].startswith(("heldout", "mention", "question"))
    wrong = opened in row["never"] or (opened not in {None, row["id"]} and not unsure)
    right = opened == row["id"] if opened else answer.status == row["status"]
    return told(answer, "wrong" if wrong else "right" if right else "other")


def labelled(row: Mapping[str, Any], answer: Resolution) -> Told:
    """An answer to a row of tests/data/names.jsonl."""
    opened = answer.matches[0].id if answer.status == "match" else None
    if row["expect"] == "not":
        return told(answer, "wrong" if opened in row.get("never", ()) else "right")
    status = {"match": "match", "list": "ambiguous"}.get(row["expect"], "none")
    wrong = opened is not None and opened != row.get("id")
    return told(answer, "wrong" if wrong else "right" if status == answer.status else "other")


def json_rows(path: Path) -> list[Row]:
    """The rows of a file that holds one JSON object a line."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def name_sets(
    chosen: argparse.Namespace,
) -> Iterator[tuple[Callable[[], Resolver], list[Any], Callable[..., Told]]]:
    """Each catalog as a way to make its resolver, with what it is asked, and who judges."""
    sys.path.insert(0, str(TESTS / "fakes"))
    small = importlib.import_module("small_catalogs")
    decisions = json_rows(TESTS / "names" / "decisions.jsonl")
    for name in () if chosen.only_sets else small.CATALOGS:
        asked = [row for row in decisions if row["catalog"] == name]
        yield partial(small.resolver_of, *small.records(name)), asked, decided
    library = Library.open()
    made = partial(Resolver, library.names, library.known_names, library.said)
    if not chosen.only_sets:
        yield made, json_rows(TESTS / "data" / "names.jsonl"), labelled
    if chosen.sets:
        spec = importlib.util.spec_from_file_location("score", chosen.sets / "score.py")
        assert spec  # noqa: S101  the file is there
        assert spec.loader  # noqa: S101
        score = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(score)
        shared.SHARED = chosen.sets
        conditions = score.load_conditions()
        for name in chosen.catalogs.split(","):
            mapped = score.Map(str(chosen.sets / "catalogues" / f"{name}.jsonl"), conditions)
            kinds = chosen.kinds.split(",") if chosen.kinds else None
            rows = score.load(None, kinds, chosen.sample, mapped)
            asked = [r for r in rows if (r["set"] == "lookalike_absent") == name.endswith("dropped")]
            judge = partial(scored, score, mapped)
            yield partial(Resolver, shared.shared_catalog(name, library), library.known_names), asked, judge


def scored(score: Any, mapped: Any, row: Row, answer: Resolution) -> Told:  # noqa: ANN401  a script beside us
    """An answer to a row of the shared sets, as score.py judges it."""
    matches = [{"id": m.id.upper()} for m in answer.matches]
    outcome, _, _ = score.judge(row, {"status": answer.status, "matches": matches}, mapped)
    return told(
        answer, "right" if outcome in {"right", "ok_none"} else "wrong" if outcome == "wrong" else "other"
    )


class Names:
    """Asks all names; the resolvers are made once, and anew where a switch needs it."""

    def __init__(self, chosen: argparse.Namespace) -> None:
        self._sets = list(name_sets(chosen))
        self._made = [make() for make, _, _ in self._sets]
        self()  # the tables are built once, before processes are forked

    def __call__(self, *, fresh: bool = False) -> list[Told]:
        """What every name is answered with."""
        resolvers = [make() for make, _, _ in self._sets] if fresh else self._made
        sets = zip(resolvers, self._sets, strict=True)
        return [judge(r, made.resolve(r["query"])) for made, (_, asked, judge) in sets for r in asked]


class Papers:
    """Reads all labelled abstracts."""

    def __init__(self, path: Path, judge: Callable[[Abstract], extract.Score | None]) -> None:
        self._judge = judge
        self._found = [a for a in abstracts(path) if judge(a)]

    def __call__(self, *, fresh: bool = False) -> list[Told]:
        """What is read of every abstract."""
        scores = (self._judge(a) for a in self._found)
        names = {True: "right", False: "wrong", None: "other"}
        return [Told(names[s.right], (s.right, s.mistake), s) for s in scores if s]
