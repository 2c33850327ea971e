"""Names and glossary terms, found where they stand in a text."""

import re
from collections.abc import Iterable, Iterator, Mapping

_RUN = re.compile(r"\w+")


class Terms:
    """A set of names and terms. One in capitals is found in its own case only (ALL, not "all")."""

    def __init__(self, names: Iterable[str], more: Mapping[str, tuple[str, ...]] | None = None) -> None:
        """These names, and `more` by the letters that they start with."""
        self._by_start = dict(more or {})
        for name in names:
            if run := _RUN.match(name):
                start = run[0].lower()
                known = {*self._by_start.get(start, ()), name if name.isupper() else name.lower()}
                self._by_start[start] = tuple(sorted(known, key=len, reverse=True))

    def also(self, names: Iterable[str]) -> "Terms":
        """These and more."""
        return Terms(names, self._by_start)

    def spans(self, text: str) -> Iterator[tuple[int, int]]:
        """Where names stand in the text, the longest at each place, in singular or plural."""
        lower = text.lower()
        if len(lower) != len(text):  # a few capitals grow when they are lowered; then places would shift
            lower = text
        end = 0
        for run in _RUN.finditer(lower):
            if run.start() >= end and (found := self._longest(text, lower, run)):
                end = found
                yield run.start(), found

    def simplified(self, text: str, instead: str) -> str:
        """The text with one plain word for each name, with a capital where the name had one."""
        parts, start = [], 0
        for begin, end in self.spans(text):
            parts += [text[start:begin], instead.capitalize() if text[begin].isupper() else instead]
            start = end
        return "".join(parts) + text[start:]

    def _longest(self, text: str, lower: str, run: re.Match[str]) -> int:
        """Where the longest name that starts with this run of letters ends, or 0."""
        word, start, best = run[0], run.start(), 0
        for first in (word, word.removesuffix("s"), word.removesuffix("es")):
            for name in self._by_start.get(first, ()):
                within = text if name.isupper() else lower
                if start + len(name) > best and within.startswith(name, start):
                    best = max(best, _end(text, start + len(name)))
        return best


def _end(text: str, at: int) -> int:
    """Where a name that reaches to `at` ends, with the ending of its plural; 0 where a word goes on."""
    for ending in ("", "s", "es"):
        after = at + len(ending)
        if text.startswith(ending, at) and not (
            text[after : after + 1].isalnum() or text[after : after + 1] in _ON
        ):
            return after
    return 0


_ON = frozenset("-_")
