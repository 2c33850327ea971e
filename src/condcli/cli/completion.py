"""What may follow on a command line, for the shell that asks: commands, names, options and their values."""

import os
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from typing import Any, NamedTuple

import typer

from condcli.catalog import compiled
from condcli.cli.options import library_of
from condcli.errors import CondError
from condcli.models import CATEGORIES
from condcli.trials import values

ASKED, WORD = "_CONDCLI_COMPLETE", "_CONDCLI_WORD"  # the shell that asks; PowerShell gives the word there
BETWEEN = frozenset({"vs", "versus", "and", "or", "with"})  # names that are compared
NOT_PLAIN = re.compile(r"[^\w\s.,/:@%+-]")
NAMED = frozenset({"lookup", "compare", "related", "trials", "research", "update", "handout"})
QUOTES = "\"'"
UNSAFE = re.compile(r"[^ -~\w]")  # never given to a shell
NO_NAME = re.compile(rf"{UNSAFE.pattern}|(^| )-\S")  # nor a name with a word that would be read as an option
ENOUGH = 3  # letters after which other names are offered, too


class Candidate(NamedTuple):
    """What may stand for the last word, and what it means; a value of an option is one word for the shell."""

    value: str
    note: str = ""
    one_word: bool = False


FILES = Candidate("\x1ffiles")  # the answer where a file is wanted


SHELLS = ("bash", "zsh", "fish", "powershell")


def answer(shell: str, words: Sequence[str]) -> str:
    """What the shell is told for the words behind the program's name, of which the last is not finished."""
    if shell not in SHELLS:
        return ""
    said = [*words, os.environ[WORD]] if WORD in os.environ else list(words)
    said = [re.sub(r"\\(.)", r"\1", word.lstrip(QUOTES)) for word in said or [""]]
    never = UNSAFE if said[-1].startswith("-") else NO_NAME
    quote = words[-1][:1] if shell == "bash" and words else ""
    if quoted := bool(quote) and quote in QUOTES:
        never = re.compile(rf"{never.pattern}|[{quote}$`\\!]")
    found = {
        c.value: c._replace(note=UNSAFE.sub(" ", c.note))
        for c in _candidates(said[:-1], said[-1])
        if c == FILES or not never.search(c.value)
    }
    return "".join(f"{_line(c, shell, quoted=quoted)}\n" for c in found.values())


def _line(found: Candidate, shell: str, *, quoted: bool) -> str:
    """A candidate as the script of the shell reads it, which in bash may put it between quotes itself."""
    value, note, one_word = found
    plain = found == FILES or not NOT_PLAIN.search(value)
    if shell == "fish":
        return f"{value}\t{note}"
    if shell == "powershell":
        in_quotes = "'" + value.replace("'", "''") + "'"
        return f"{value if found == FILES or (plain and ' ' not in value) else in_quotes}\t{note or value}"
    # A backslash before what a shell would not read as a letter; names need no quotes
    escaped = value if plain or quoted else NOT_PLAIN.sub(lambda m: f"\\{m[0]}", value)
    if one_word and not quoted:
        escaped = escaped.replace(" ", "\\ ")
    return escaped if shell == "bash" else f"{escaped}\t{value}{f'  ({note})' if note else ''}"


def _candidates(before: Sequence[str], typed: str) -> Iterator[Candidate]:
    """What may stand for the word that is typed, behind the finished ones."""
    from condcli.cli import COMMANDS  # noqa: PLC0415  it imports this module

    command = before[0] if before and before[0] in COMMANDS else None
    options = _options(command) if any(word.startswith("-") for word in (*before, typed)) else {}
    if typed.startswith("-"):
        yield from (Candidate(name, p.help or "") for name, p in options.items() if name.startswith(typed))
        return
    said = list(before[1:] if command else before)
    for place, word in reversed(list(enumerate(said))):
        if word.startswith("-") and (option := options.get(word)):
            if place == len(said) - 1 and not option.is_flag:
                yield from _values(word, option, typed)
                return
            del said[place : place + (1 if option.is_flag else 2)]
    if command is None and not said:
        yield from (Candidate(name, spec.help) for name, spec in COMMANDS.items() if name.startswith(typed))
    if command or said or typed:
        with suppress(CondError):  # what is wrong with a catalog hides no command
            yield from _named(command, said, typed)


def _options(command: str | None) -> dict[str, Any]:
    """The options of a command, or of the program itself, by name."""
    from condcli.cli import app  # noqa: PLC0415  as above

    program: Any = typer.main.get_command(app)
    params = (program.get_command(None, command) if command else program).params
    return {name: p for p in params for name in p.opts if name.startswith("-")}


def _values(name: str, option: Any, typed: str) -> Iterator[Candidate]:  # noqa: ANN401  Typer's own
    """The values of an option that begin as it is typed."""
    if {"FILE", "DIR"} & set((option.metavar or "").split("|")):
        yield FILES
        return
    made = (value.lower().replace("_", "-") for value in VALUES.get(name, ()))
    said = typed.casefold()
    found = (v for v in (*made, *_made_values(name)) if v.casefold().startswith(said))
    yield from (Candidate(v, "", one_word=True) for v in found)


VALUES: dict[str, Iterable[str]] = {
    "--format": ("html", "pdf", "md", "txt"),
    "--paper": ("letter", "a4"),
    "--width": ("auto",),
    "--status": values.STATUSES,
    "--type": values.TYPES,
    "--phase": ("early-1", "1", "2", "3", "4", "na"),
    "--sex": values.SEXES,
    "--show-completion": SHELLS,
    "--install-completion": SHELLS,
}


def _made_values(name: str) -> Iterable[str]:
    """The values of an option that take a catalog or another command to know."""
    match name:
        case "--section" | "-s" | "--without":
            from condcli.cli.show import SECTION_NAMES  # noqa: PLC0415  for these options only

            return SECTION_NAMES
        case "--sort":
            from condcli.cli.trials import SORTS  # noqa: PLC0415  for one option

            return SORTS
        case "--has" | "--not":
            return (symptom.name for symptom in library_of(None).symptoms.values())
        case "--category":
            return dict.fromkeys((*CATEGORIES, *(record.category for record in library_of(None).names)))
    return ()


def _named(command: str | None, said: Sequence[str], typed: str) -> Iterator[Candidate]:
    """Names that begin with the words: of conditions, symptoms or terms, as the command takes them."""
    from condcli.cli import GROUPS  # noqa: PLC0415  as above

    library = library_of(None)
    match command:
        case "define":
            yield from _going_on(((t.term, "") for t in library.glossary), said, typed)
        case "find" | "symptoms":
            names = ((s.name, "symptom") for s in library.symptoms.values())
            yield from _going_on(names, said, typed)
        case "compare":
            ends = [place for place, word in enumerate(said) if word in BETWEEN]
            said = said[ends[-1] + 1 if ends else 0 :]
    if command is None or command in GROUPS["Read about a condition"] or command in NAMED:
        enough = len("".join((*said, typed))) >= ENOUGH
        for record in library.names:
            others = (*record.abbreviations, *record.aliases) if enough else record.abbreviations
            found = list(_going_on([(record.name, record.category)], said, typed))
            yield from found or _going_on(((other, record.name) for other in others), said, typed)


def _going_on(names: Iterable[tuple[str, str]], said: Sequence[str], typed: str) -> Iterator[Candidate]:
    """What is left of the names that begin with the words, from the word that is typed on."""
    start = len("".join(f"{word} " for word in said))
    words = " ".join((*said, typed)).lower()
    for name, note in names:
        if name.lower().startswith(words):
            as_typed = typed.islower() and name[1:2].islower()
            yield Candidate(typed + name[len(words) :] if as_typed else name[start:], note)


def write(shell: str, words: Sequence[str]) -> None:
    """Answer the shell; what is wrong with a catalog is said by the commands, not here."""
    with suppress(CondError):
        try:
            found = answer(shell, words)
        except Exception as fault:  # noqa: BLE001  raised again where no damage explains it
            compiled.discarded_for(fault)
            found = answer(shell, words)
        sys.stdout.write(found)
