"""Names of two letters and everyday words (cold, burns): what may stand beside them."""

from collections.abc import Sequence

from condcli.names import dictionary, letters
from condcli.names.normalize import form
from condcli.names.word_kinds import AROUND, NUMBER, harmless, is_taken, of_kind

_PLACED = (["on"], ["after"])
_BEING = (["be"], ["being"])
_WHOSE = (["your"], ["my"], ["his"], ["her"])  # clap your hands


def are_listed(before: Sequence[str], name: str, after: Sequence[str], *, capitals: bool) -> bool:
    """Whether only listed words stand beside a name of two letters, or one that is an everyday word too."""
    short = len(name) <= letters.TWO_LETTERS and not capitals
    plain = harmless(("ask", "people", "span", "degree", "say", "care", "es"))
    if capitals and len(name) <= letters.TWO_LETTERS:
        plain = harmless(AROUND) | of_kind("kind", "symptom", "body")
        before = [word for word in before if word not in of_kind("chart")]
        after = [word for word in after if not is_taken(word)]
    elif short:
        plain = harmless(("ask", "people", "care", "es")) | of_kind("kind")
    plain -= of_kind("sense")
    if before[-1:] in _BEING:  # don't be rash
        return False
    told = before[-1] in of_kind("people") if before else False  # after dad's stroke
    placed = told or after[:1] in _PLACED
    if short or capitals or name == "cold":
        told = placed = False
    more = plain
    if told or placed:
        more |= (of_kind("symptom", "limb") | dictionary.life()) - of_kind("sense")
    return all(
        word in (more if longer else plain) or (not short and NUMBER.fullmatch(word) is not None)
        for part, longer in ((before, told), (after, placed))
        for word in part
    )


def is_of_body(before: Sequence[str], name: str, after: Sequence[str], page: frozenset[str]) -> bool:
    """Whether a part of the body, a symptom or a medicine of its page is behind an everyday word: a wart."""
    if len(name) <= letters.TWO_LETTERS or "no" in before or after[:1] in _WHOSE:
        return False
    bodily = of_kind("symptom", "limb")
    return any(form(word) in page and (word in bodily or is_taken(word)) for word in after)
