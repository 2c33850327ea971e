"""Words that mean "call now": every command has them heard here, and what to do then stands before all else.

`output` asks here for what it must say first, so that no command has to.
"""

from collections.abc import Container, Iterator, Sequence
from contextlib import suppress
from itertools import chain, pairwise
from typing import TYPE_CHECKING, TypeAlias

import msgspec

from condcli.catalog.library import Library
from condcli.errors import BadData
from condcli.finding.help_now import (
    beside_a_name,
    beside_names,
    for_programs,
    in_a_name,
    in_words,
    together,
    without_likeness,
)
from condcli.json_answers import Resolution
from condcli.models import Condition
from condcli.render.blocks import Block, Steps

__all__ = ["in_words", "without_likeness"]

if TYPE_CHECKING:
    from condcli.finding.danger import Help

Helped: TypeAlias = Sequence["Help"]  # the most urgent first
_OF_FILES = frozenset({"--catalog", "--output", "-o"})  # behind them stands /tmp/fever-105
_DIVIDING = frozenset({"vs", "vs.", "versus"})
LONGEST = 10_000  # characters that are read to tell the language
# Whom to call, for those who ask in Spanish; the steps are in English. 988: its own words on 988lifeline.org.
IN_SPANISH = {
    "911": "Llame al 911 ahora.",
    "988": "Llame al 988 y oprima 2, o envíe AYUDA al 988.",
    "emergency room": "Vaya ahora a una sala de emergencias.",
}


class _Heard:
    """What the words of this run of the program mean: None before any were heard."""

    help: Helped | None = None
    text = ""
    shown = False


_heard = _Heard()


def forget() -> None:
    """Start a run of the program, or the next row of a batch."""
    _heard.help, _heard.text, _heard.shown = None, "", False


def hear_all(args: Sequence[str], commands: Container[str]) -> None:
    """Have what to do now said first, if a command line that fails tells of danger, in all or in a part."""
    with suppress(BadData):  # where what tells of danger is lost itself
        parts = _told(args, commands)
        if helped := together(*map(in_words, (" ".join(parts), *parts))):
            try:
                hear_each(Library.open(), parts, " ")  # they may be but names
            except BadData:  # which nobody can say then
                say(helped, " ".join(parts))


def _told(args: Sequence[str], commands: Container[str]) -> list[str]:
    """What a command line tells beside its command and the names of its options, part by part."""
    parts: list[list[str]] = [[]]
    told = (word for before, word in pairwise(["", *args]) if before not in _OF_FILES)
    for word in told:
        option, _, value = word.partition("=")
        if not word.startswith("-"):
            parts[-1].append(word)
        elif " " in option:  # "- my chest hurts"
            parts.append([word.lstrip("-")])
        else:  # --has="chest pain"
            parts += [[value], []]
    parts = [part[1:] if part and part[0] in commands else part for part in parts]
    return list(filter(None, chain.from_iterable(map(_texts, parts))))


def _texts(words: Sequence[str]) -> Iterator[str]:
    """The texts of a part: what stands in quotes, what "vs" divides, and all other words together."""
    loose: list[str] = []
    for word in (*words, "vs"):
        if " " in word:
            yield word
        elif word.casefold() in _DIVIDING:
            yield " ".join(filter(None, loose))
            loose = []
        else:
            loose.append(word)


def hear_beside(library: Library, text: str, found: Resolution) -> None:
    """The same for words that mean what was `found`: a name is no danger, but for that of an emergency."""
    say(beside_a_name(library, text, found), text)


def hear_name(library: Library, text: str, record: Condition) -> None:
    """The same for the name of a record as it is written."""
    say(in_a_name(library, record, text), text)


def hear_each(library: Library, texts: Sequence[str], joint: str = ", ") -> None:
    """The same for several texts, which may mean danger together."""
    say(beside_names(library, texts, joint), joint.join(texts))


def say(found: Helped, text: str) -> None:
    """Have this, which the words of the text mean, said first, with what was heard before."""
    if not _heard.help:
        _heard.help, _heard.text = found, text
    elif found:
        _heard.help = together(_heard.help, found)


def said() -> Helped:
    """What was heard that calls for help, the most urgent first."""
    return _heard.help or ()


def waits() -> bool:
    """Whether what to do now is still to be said."""
    return bool(said()) and not _heard.shown


def blocks() -> list[Block]:
    """What to do now, where that is still to be said."""
    return [_steps(said())] if waits() else []


def was_shown() -> None:
    """What was heard is answered: it is not said again."""
    _heard.shown = bool(said())


def _steps(found: Helped) -> Steps:
    """The steps of the most urgent, and whom to call for the others."""
    first, *others = found
    lead = f"{first.title}. {call(first)}."
    if is_spanish(_heard.text):
        lead = f"{lead} {IN_SPANISH.get(first.call, f'Llame al {first.call.split()[-1]}.')}"
    also = tuple(f"Also: {other.title}. {call(other)}." for other in others)
    return Steps(lead, first.steps, also)


def is_spanish(text: str) -> bool:
    """Whether who types this writes in Spanish."""
    from condcli.names import spanish  # noqa: PLC0415  a name as it is written does without
    from condcli.names.normalize import raw_words  # noqa: PLC0415  the same

    try:
        return spanish.is_spanish(raw_words(text[:LONGEST]))
    except BadData:  # whom to call is said all the same
        return False


def in_a_line() -> str:
    """What to do now in one line, for answers that take a line each; empty where there is no danger."""
    return " ".join(("HELP NOW:", *_steps(said()).lines)) if said() else ""


def call(found: "Help") -> str:
    """Whom to call, or where to go."""
    to = found.call
    return (
        f"Go to an {to} now"
        if to == "emergency room"
        else f"Call or text {to}"
        if to == "988"
        else f"Call {to}"
    )


def in_json(answer: bytes) -> bytes:
    """The answer with `help` before its other fields, if it is an answer to words."""
    if _heard.help is None:
        return answer
    was_shown()
    encoded = msgspec.json.encode(for_programs(_heard.help)) if _heard.help else b"null"
    return b'{"help":' + encoded + b"," + answer[1:]
