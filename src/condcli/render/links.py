"""The words of a text, and which of them are addresses that may be followed."""

import re

from condcli.render.blocks import in_one_line

_ADDRESS = re.compile(
    r"https://[A-Za-z0-9.-]+(?::\d{1,5})?"
    r"(?:[/?#](?:[A-Za-z0-9._~:/?#@!$&'()*+,;=-]|%[0-9A-Fa-f]{2})*)?"
)
_BEHIND = ".,;:)'!?"  # what ends a sentence and no address


def words(text: str) -> list[tuple[str, str | None]]:
    """The words of a text in one line, each with the address that it is: https only.

    What ends a sentence behind an address is no part of it.
    """
    found: list[tuple[str, str | None]] = []
    for word in in_one_line(text).split(" "):
        bare = word.rstrip(_BEHIND)
        found.append((word, bare if _ADDRESS.fullmatch(bare) else None))
    return found
