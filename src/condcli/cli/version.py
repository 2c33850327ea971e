"""The version and the dates of the data, for programs."""

from msgspec import Struct

from condcli import __version__
from condcli.catalog.library import Library
from condcli.cli import output
from condcli.store import shown


class Dates(Struct, frozen=True):
    """How many of something there are, and from when the oldest and the newest is."""

    count: int
    oldest: str | None
    newest: str | None


class Version(Struct, frozen=True):
    """What `--version --json` prints: pages by their last change, the others by when they were fetched."""

    version: str
    pages: Dates
    trials: Dates
    research: Dates


def write_json() -> None:
    """Write the version, with the dates of the pages, trials and papers that are shown."""
    library = Library.open(None)
    pages = _dates([c.changed for c in library.conditions])
    trials = _dates(shown.trial_days(library, output.note))
    research = _dates(shown.papers(library, lambda found: [a.as_of for a in found], output.note))
    output.write_json(Version(__version__, pages, trials, research))


def _dates(found: list[str]) -> Dates:
    return Dates(len(found), min(found, default=None), max(found, default=None))
