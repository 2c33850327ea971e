"""Words of a list that are few errors away from another word."""

from collections.abc import Iterable, Iterator

from rapidfuzz import process
from rapidfuzz.distance import OSA


class Close:
    """A list of words, by their length."""

    def __init__(self, words: Iterable[str]) -> None:
        self._by_length: dict[int, list[str]] = {}
        for word in words:
            self._by_length.setdefault(len(word), []).append(word)

    def within(self, word: str, errors: int) -> Iterator[tuple[str, int]]:
        """The words within so many errors, each with its errors, in the order of their lengths."""
        pool = self._pool(word, errors)
        close = process.extract_iter(word, pool, scorer=OSA.distance, score_cutoff=errors)
        yield from ((found, apart) for found, apart, _ in close)

    def nearest(self, word: str, errors: int, most: int) -> Iterator[tuple[str, int]]:
        """The same, the nearest first and so many at the most."""
        pool = self._pool(word, errors)
        close = process.extract(word, pool, scorer=OSA.distance, score_cutoff=errors, limit=most)
        yield from ((found, apart) for found, apart, _ in close)

    def _pool(self, word: str, errors: int) -> list[str]:
        lengths = range(len(word) - errors, len(word) + errors + 1)
        return [w for length in lengths for w in self._by_length.get(length, ())]
