"""The lowest versions that pyproject.toml declares, one a line: `rich==14`."""

import re
import tomllib
from pathlib import Path

project = tomllib.loads(Path("pyproject.toml").read_text(encoding="utf-8"))["project"]
for declared in (*project["dependencies"], *project["optional-dependencies"]["pdf"]):
    print(re.sub(r"^([\w-]+)>=([\w.]+).*", r"\1==\2", declared))  # noqa: T201  for .ci/run
