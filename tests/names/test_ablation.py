"""benchmarks/ablate.py switches rules off by their names: each must still be there."""

import importlib
import sys
from pathlib import Path

import pytest

BENCHMARKS = Path(__file__).parents[2] / "benchmarks"


def test_every_rule_that_can_be_switched_off_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "path", [str(BENCHMARKS), *sys.path])
    ablate, papers = importlib.import_module("ablate"), importlib.import_module("rules_of_papers")
    rules = [*ablate.name_rules(entries=False), *papers.PATIENTS, *papers.TREATMENTS]
    targets = {target for rule in ablate.placed(rules, "") for target in rule.off}
    targets |= {ablate.at(target) for target in ablate.rules_of_names.ENTRIES}
    lost = []
    for target in sorted(targets):
        module, _, path = target.partition(":")
        found: object = importlib.import_module(module)
        for name in path.split("."):
            found = getattr(found, name, None)
        if found is None:
            lost.append(target)
    assert len(targets) > 100
    assert lost == []
