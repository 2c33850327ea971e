"""What to type instead, for a word that is no command."""

import shlex
from difflib import get_close_matches

from condcli.catalog.library import Library
from condcli.errors import UsageFault


def unknown_command(words: list[str], commands: list[str]) -> UsageFault:
    """The fault for words that start with no command: it names what to type instead."""
    name = " ".join(words)
    meant = get_close_matches(words[0].lower(), commands, n=1, cutoff=0.7)
    if meant and len(words) > 1 and not names_condition(words[0]):
        return UsageFault(f"There is no command {words[0]!r}. Did you mean: condcli {meant[0]}")
    if names_condition(name):
        return UsageFault(
            f"There is no command {words[0]!r}. To read about it type: condcli show {_quoted(words)}"
        )
    if near := get_close_matches(words[0].lower(), commands, n=1, cutoff=0.6):
        return UsageFault(f"There is no command {words[0]!r}. Did you mean: condcli {near[0]}")
    return UsageFault(
        f"There is no command {words[0]!r}. To look up a condition type: condcli show {_quoted(words)};"
        " for all commands: condcli --help"
    )


def names_condition(name: str) -> bool:
    """Whether a name means, or may mean, a condition that the bundled catalog knows."""
    found = Library.open().resolver.resolve(name)
    return found.status != "none" or found.known is not None


def _quoted(words: list[str]) -> str:
    return " ".join(shlex.quote(w) for w in words)
