import json
from typing import Any

import pytest
from conftest import Run
from registry import Registry, study

from condcli.cli import app


def shown(run: Run, *args: str) -> Any:
    return json.loads(run("trials", *args, "--json").stdout)


def test_smoke(run: Run, registry: Registry, home: Any) -> None:
    registry.studies = [study(n) for n in range(1, 6)] + [study(7, Condition=["Asthma"], Meshes=[])]
    registry.page_size = 2
    r = run("update", "ALL")
    print(r.stdout, r.stderr)
    print(run("trials", "ALL").stdout)
    print(run("trial", "NCT00000001").stdout)
    assert 0
