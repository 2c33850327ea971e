"""T: how texts are written: characters, leftovers, spelling, abbreviations, sentences that repeat."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache

from condcli.authoring.checks.rules import Found, for_catalog, for_record
from condcli.authoring.checks.subject import PLACEHOLDER, Shelf, Spot, Subject, passages, quoted
from condcli.plain_language.hard_words import is_explained
from condcli.plain_language.sentences import words

# controls, marks that reorder or hide, separators
_INVISIBLE = frozenset({"Cc", "Cf", "Co", "Cs", "Zl", "Zp"})
_LEFTOVERS = {
    "markup": r"</?[A-Za-z][^<>]{0,200}>|&(?:[A-Za-z]{2,8}|#\w{1,6});|\]\(|\*\*",
    "an address": r"\bhttps?://|\bwww\.",
    "a note mark": r"\[(?:\d{1,3}|edit|citation needed|hide|show)\]",
    "a word of a web page": r"(?i:\b(?:click here|back to top|skip to (?:main )?content|share this page"
    r"|all rights reserved|opens in (?:a )?new (?:window|tab))\b)",
    "broken letters": r"\ufffd|\u00e2\u20ac|\u00c3[\u0080-\u00bf]",
    "stray space": r"\u00a0|\s{2}|^\s|\s$|\s[,;.](?:\s|$)",
}
_LEFTOVER = re.compile("|".join(f"({pattern})" for pattern in _LEFTOVERS.values()))
_BRITISH = re.compile(
    r"[ao]em(?:i[ac]|a$|as$|at)|(?<!angi)oede|(?<!gastr)oesoph|^haem(?!ophilus)|paed|gynaec|anaesth|rhoe|pnoea|^foet|oestr|coelia"
    r"|faec|caec|(?:tum|col|flav|fav|behavi|lab|neighb|rum|vap|hon|od)our|fibre|litre|centre|theatre|manoeuv"
    r"|^mould|^grey|ageing|leucoc|sulph|aluminium|programme|sceptic|tyre|^metres?$|whilst|learnt|^fulfils?$"
    r"|^enrol(?:s|ment)?$|skilful|(?:trave|labe|signa|counse|mode|fue|cance)ll(?:ed|ing|or|ors|er|ers)$"
    r"|jewellery|practis(?:e|ing)|^licence|(?:de|of)fence$|(?:ana|para|dia|cata)lys(?:e|ed|ing)$"
    r"|(?:organ|recogn|hospital|immun|minim|maxim|steril|stabil|special|random|character|general|local|normal"
    r"|visual|fertil|mobil|neutral|priorit|summar|util)is(?:e|ing|ation)|^mums?$|^napp(?:y|ies)$|paracetamol"
)
_CAPITALS = re.compile(r"\b[A-Z]{2,7}(?:s\b|\b)")  # those with figures (T3, HER2) are names
_ROMAN = re.compile(r"[IVX]{2,4}[ABC]?")
_COUNTED = re.compile(r"(?:type|stage|grade|class|phase|group|factor)s? $", re.IGNORECASE)  # an IV is a drip
_AROUND = 200  # letters in which an explanation stands
# Nobody need have these spelled out; the last are words that are stressed.
_KNOWN_CAPITALS = frozenset({
    "US", "USA", "UK", "TV", "OK", "ID", "AM", "PM", "FDA", "CDC", "NIH", "NHS", "911", "NOT", "DO", "AND",
    "OR", "NO", "ALL", "NOW", "BE",
})  # fmt: skip
_LONG_SENTENCE = 10  # words from which no two records need the same sentence


@for_record(
    "T001",
    "error",
    "A text has characters that cannot be seen",
    "Type it again, or paste it as plain text",
)
def _controls(subject: Subject) -> Iterator[Spot]:
    for place, text in subject.strings:
        if not (text.isascii() and text.isprintable()):
            found = next((c for c in text if unicodedata.category(c) in _INVISIBLE), "")
            if found:
                yield place, f"U+{ord(found):04X} in {quoted(text, text.find(found))}"


@for_record(
    "T002", "error", "A text still has to be written", "Write it, or leave the field empty if it may be"
)
def _placeholders(subject: Subject) -> Iterator[Spot]:
    yield from ((place, quoted(text)) for place, text in subject.strings if PLACEHOLDER.search(text))


@for_record("T003", "advice", "Something from a web page or from typing is left over", "Remove it")
def _leftovers(subject: Subject) -> Iterator[Spot]:
    for place, text in subject.strings:
        if (match := _LEFTOVER.search(text)) and not text.startswith(("http://", "https://")):
            kind = tuple(_LEFTOVERS)[(match.lastindex or 1) - 1]
            yield place, f"{kind} in {quoted(text, match.start())}"


@for_record(
    "T004",
    "advice",
    "A word is not spelled the US way",
    "Use the US spelling in the text; the British one may be an alias",
)
def _spelling(subject: Subject) -> Iterator[Spot]:
    for passage in subject.passages:
        for number, word in enumerate(words(passage.text)):
            if (number == 0 or not word[0].isupper()) and _is_british(word.lower()):
                yield passage.place, f'"{word}" in {quoted(passage.text, passage.text.find(word))}'


@lru_cache(maxsize=20_000)
def _is_british(word: str) -> bool:
    return bool(_BRITISH.search(word))


@for_record(
    "T005", "advice", "An abbreviation is not spelled out where it is first used",
    "Spell it out there, with the abbreviation in brackets, or add it to glossary.json",
)  # fmt: skip
def _abbreviations(subject: Subject) -> Iterator[Spot]:
    seen = set(subject.shelf.glossary_capitals | _KNOWN_CAPITALS)
    for passage in subject.passages:
        for match in _CAPITALS.finditer(passage.text):
            name = match[0].removesuffix("s")
            if name not in seen and not _expanded(passage.text, match):
                yield passage.place, f'"{match[0]}" in {quoted(passage.text, match.start())}'
            seen.add(name)


def _expanded(text: str, match: re.Match[str]) -> bool:
    """Whether the text says what the abbreviation is, or that it is a number or part of a name."""
    before, after = text[: match.start()], text[match.end() :]
    joined = before.endswith((".", "-", "/", "@")) or after.startswith(("-", "/"))
    named = re.match(r"(?:\s|and|or|[A-Z0-9]|,)*(?:genes?|mutations?|changes?|proteins?|hormones?)\b", after)
    counted = _ROMAN.fullmatch(match[0]) and (match[0] != "IV" or _COUNTED.search(before))
    around = text[max(0, match.start() - _AROUND) : match.end() + _AROUND]
    return bool(joined or named or counted) or is_explained(match[0], around)


# What is said of a condition is its own; advice, tests and help lines may be the same for many.
_OWN = {
    "summary",
    *(f"sections.{s}" for s in ("definition", "causes", "symptoms", "outlook", "complications")),
}


@for_catalog(
    "T006",
    "advice",
    "Other records have the same sentence, word for word",
    "Say what it means for this condition",
)
def _repeated(shelf: Shelf) -> Iterator[Found]:
    where: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for record in shelf.catalog.conditions:
        for passage in (p for p in passages(record) if p.place in _OWN):
            for unit in passage.units:
                if unit.kind == "prose" and len(unit.words) >= _LONG_SENTENCE:
                    where[unit.text].append((record.id, passage.place))
    for sentence, spots in where.items():
        having = sorted({id_ for id_, _ in spots})
        for id_, place in spots if len(having) > 1 else ():
            first, *rest = (other for other in having if other != id_)
            others = f"{first} and {len(rest)} more" if rest else first
            yield id_, place, f"{quoted(sentence)} in {others}"
