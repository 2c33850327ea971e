"""Opening the pages that a command is asked for: the bundled ones, with those of one's own or only those."""

from collections.abc import Sequence
from pathlib import Path

from condcli.catalog.library import Library
from condcli.cli import settings
from condcli.errors import UsageFault


def library(files: Sequence[Path] | None) -> Library:
    """The bundled pages with those of these files; where none are given, of the files that are set."""
    settings.check()
    own = files or settings.value("catalog")
    only, site = settings.found("only"), settings.configuration().site
    if only.source == "--only" and not own:
        raise UsageFault("--only shows nothing but pages of your own: name them with --catalog FILE.")
    if not own:
        settings.show_site(site)
        return Library.open()
    from condcli.catalog.laid_over import agreed  # noqa: PLC0415  for pages of one's own only
    from condcli.catalog.overlay import open_library  # noqa: PLC0415  the same

    opened = open_library(own, only=only.value, site=site)
    settings.show_site(agreed(site, [(opened.path, opened.site)]))
    return opened
