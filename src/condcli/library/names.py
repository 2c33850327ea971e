"""A name, alias or code -> Match, or an error that carries candidates."""

import re
import unicodedata
from collections.abc import Sequence

from msgspec import Struct

from condcli.answers import How
from condcli.errors import UnknownName
from condcli.models import Condition, KnownName


class Match(Struct, frozen=True):
    """The record that a query means, how it was found, and the name that it matched."""

    condition: Condition
    how: How
    matched: str
    note: str | None = None


def normalize(name: str) -> str:
    """The name without case, accents and punctuation."""
    letters = unicodedata.normalize("NFKD", name.casefold())
    return re.sub(r"[^a-z0-9]+", " ", "".join(c for c in letters if not unicodedata.combining(c))).strip()


class Resolver:
    """Finds the record that a name means."""

    def __init__(self, conditions: Sequence[Condition], known: Sequence[KnownName]) -> None:
        self._exact: dict[str, Match] = {}
        self._known = known
        for c in conditions:
            for code in c.codes.icd10cm:
                self._exact[normalize(code)] = Match(c, "code", code)
            for name in c.abbreviations:
                self._exact[normalize(name)] = Match(c, "abbreviation", name)
            for name in c.aliases:
                self._exact[normalize(name)] = Match(c, "alias", name)
            self._exact[normalize(c.name)] = Match(c, "name", c.name)

    def resolve(self, query: str) -> Match:
        """The record that the query means, or an UnknownName or AmbiguousName with candidates."""
        if found := self._exact.get(normalize(query)):
            return found
        raise UnknownName(query)
