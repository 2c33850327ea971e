"""Where Chromium, node's packages and the HTML checker are; tests that need them say loudly what is missing.

apt-get install chromium; npm install axe-core puppeteer-core vnu-jar, and CONDCLI_NODE_MODULES names the
folder node_modules. Java runs the checker. .ci/run does all that, and sets CONDCLI_BROWSER=required.
"""

import json
import os
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
MODULES = Path(os.environ.get("CONDCLI_NODE_MODULES", ROOT / "node_modules"))
VNU = MODULES / "vnu-jar" / "build" / "dist" / "vnu.jar"
REQUIRED = os.environ.get("CONDCLI_BROWSER") == "required"
LOOK = ROOT / "tests" / "browser" / "look.mjs"


def chromium() -> str | None:
    """The browser's program."""
    return next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


def missing() -> Iterator[str]:
    """What is needed to look at pages in a browser and is not there."""
    if not chromium():
        yield "Chromium (apt-get install chromium)"
    if not shutil.which("node"):
        yield "node (apt-get install nodejs)"
    yield from (
        f"{name} (npm install {name}; CONDCLI_NODE_MODULES={MODULES})"
        for name in ("axe-core", "puppeteer-core", "vnu-jar")
        if not (MODULES / name).is_dir()
    )
    if not shutil.which("java"):
        yield "java, for the HTML checker (apt-get install default-jre-headless)"


def looked_at(pages: Sequence[dict[str, Any]], home: Path) -> list[dict[str, Any]]:
    """What Chromium finds on each page."""
    asked = {"chromium": chromium(), "modules": str(MODULES), "pages": pages}
    env = {"PATH": os.environ["PATH"], "HOME": str(home)}
    done = subprocess.run(
        [shutil.which("node") or "node", str(LOOK)],
        input=json.dumps(asked),
        capture_output=True,
        text=True,
        env=env,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    reports: list[dict[str, Any]] = json.loads(done.stdout)
    return reports


def invalid(files: Sequence[Path]) -> str:
    """What the Nu Html Checker finds in these files; empty where they are valid."""
    command = [shutil.which("java") or "java", "-jar", str(VNU), *map(str, files)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return done.stderr if done.returncode or done.stderr else ""
