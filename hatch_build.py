"""Puts the compiled catalog into the wheel, so that an installed program need not make it."""

import shutil
import sys
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompiledCatalog(BuildHookInterface):  # type: ignore[type-arg]
    """The build hook that pyproject.toml names."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Make the compiled catalog and have it packed; an editable install makes its own when it is used."""
        if version == "editable":
            return
        sys.path.insert(0, str(Path(self.root, "src")))
        from condcli.catalog import compiled, compiling  # noqa: PLC0415  of this checkout
        from condcli.catalog.library import Library  # noqa: PLC0415

        library = Library.open()
        made = Path(mkdtemp(), compiled.BUNDLED)
        compiling.make(made, library, compiling.content_key(library), whole=True)
        made.chmod(0o644)  # whoever installs it for others
        build_data["force_include"][str(made)] = f"condcli/data/{compiled.BUNDLED}"
        self._made = made

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Remove what has been packed."""
        if version != "editable":
            shutil.rmtree(self._made.parent)
