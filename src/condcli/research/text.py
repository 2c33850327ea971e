"""Words and numbers in running text: "288", "1,137", "2 079" with a narrow space, "ninety-six"."""

import re
from collections.abc import Sequence

_NAMES = """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
    sixteen seventeen eighteen nineteen"""
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_UNITS = {word: value for value, word in enumerate(_NAMES.split())}
_UNITS |= {word: 10 * tens for tens, word in enumerate(_TENS.split(), 2)} | {"fourty": 40}
_LONGEST_NUMBER = 20  # words; "one hundred and five thousand two hundred and sixty-one" has nine
_DIGITS = re.compile(r"\d{1,9}|\d{1,3}(?:[,\u00a0\u2009\u202f]\d{3}){1,3}")


def words(text: str) -> frozenset[str]:
    """The words of a list, which may take as many lines as it needs."""
    return frozenset(text.split())


def either(text: str) -> str:
    """The pattern that finds one of a list's words, each of which may be a pattern without spaces."""
    return f"(?:{'|'.join(text.split())})"


def number_at(words: Sequence[str], start: int) -> tuple[int, int] | None:
    """The whole number that begins at a word and how many words it takes, or None."""
    if _DIGITS.fullmatch(words[start]):
        return int(re.sub(r"\D", "", words[start])), 1
    total = current = length = 0
    for place, word in enumerate(words[start : start + _LONGEST_NUMBER], start + 1):
        parts = word.lower().split("-")
        goes_on = parts == ["and"] and length and not current % 100 and place < len(words)
        if goes_on and words[place].lower().split("-")[0] in _UNITS:
            continue
        for part in parts:
            if part == "thousand" and current:
                total, current = total + current * 1000, 0
            elif part == "hundred" and len(str(current)) == 1 and current:
                current *= 100
            elif part in _UNITS and _fits(current, _UNITS[part]):
                current += _UNITS[part]
            else:
                return (total + current, length) if length else None
        length = place - start
    return (total + current, length) if length else None


def _fits(before: int, unit: int) -> bool:
    """Whether a number may go on with this word: "ninety six" does, "five six" are two numbers."""
    tens, ones = divmod(before % 100, 10)
    return not before % 100 or (tens > 1 and not ones and len(str(unit)) == 1)
