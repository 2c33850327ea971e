"""The manual page, in roff: what the help says, of all commands, then settings, exit codes and examples."""

import re
from collections.abc import Iterator
from typing import Any

import typer

from condcli import __version__
from condcli.cli import ABOUT, GROUPS, app, output

COMMON = ("--json", "--plain", "--width", "--catalog", "--only", "-h")
SETTINGS = (
    ("CONDCLI_PLAIN, ACCESSIBLE", "Labelled lines in every command, as with --plain."),
    ("CONDCLI_CATALOG", "Pages of your own, as with --catalog."),
    ("CONDCLI_CACHE_HOME", "Where what can be made again is kept."),
    ("NO_COLOR, FORCE_COLOR", "No color; color and drawing also where there is no terminal."),
    ("COLUMNS, PAGER, LESS", "As in other programs. PAGER=cat shows long pages without a pager."),
)
CODES = (
    ("0", "Answered."),
    ("1", "The answer cannot be written, or a fault of condcli."),
    ("2", "The command line cannot be understood."),
    ("3", "Not known, or known and without a page."),
    ("4", "The words may mean several things, which are listed."),
    ("5", "A source cannot be reached and nothing is stored."),
    ("6", "A file of data is damaged."),
    ("130", "Interrupted."),
)
EXAMPLES = (
    ("condcli asthma", "The page of a condition."),
    ("condcli show ALL --section symptoms", "A part of it, with the emergency advice above."),
    ("condcli find tired and thirsty", "Pages for what you feel; danger is answered first."),
    ("condcli trials --status recruiting", "Clinical trials that recruited when that was last known."),
    ("condcli lookup - --json < names.txt", "What thousands of names and codes mean."),
)


def manual() -> None:
    """The manual page, to be put where man finds it."""
    output.write("".join(f"{line}\n" for line in _lines()))


def _lines() -> Iterator[str]:
    summary, _, *rest = ABOUT.strip().split("\n")
    yield f'.TH CONDCLI 1 "" "condcli {__version__}" "User Commands"'
    yield from (".SH NAME", f"condcli \\- {_roff(summary[0].lower() + summary[1:].rstrip('.'))}")
    yield from (".SH SYNOPSIS", ".B condcli", "[OPTIONS] COMMAND [ARGS]...", ".br", ".B condcli", "WORDS...")
    yield from (".SH DESCRIPTION", _roff("Words that start with no command open the page that they name."))
    for line in rest:
        yield from (".PP", _roff(line)) if line else ()
    yield ".SH COMMANDS"
    program: Any = typer.main.get_command(app)
    for title, group in GROUPS.items():
        yield f'.SS "{_roff(title)}"'
        for name in group:
            yield from _command(program.get_command(None, name), name)
    yield ".SH OPTIONS"
    shown: Any = program.get_command(None, "show")
    for option in (*program.params, *shown.params):
        if option.param_type_name == "option" and (option in program.params or option.opts[0] in COMMON):
            yield from _option(option)
    for title, rows in (("ENVIRONMENT", SETTINGS), ("EXIT STATUS", CODES), ("EXAMPLES", EXAMPLES)):
        yield f".SH {title}"
        for label, means in rows:
            yield from (".TP", f".B {_roff(label)}", _roff(means))


def _command(command: Any, name: str) -> Iterator[str]:  # noqa: ANN401  Typer's own
    """A command, what it takes, and the options that only it has."""
    context = command.make_context(name, [], resilient_parsing=True)
    takes = " ".join(p.make_metavar(context) for p in command.params if p.param_type_name == "argument")
    yield from (".TP", f".B condcli {_roff(f'{name} {takes}'.strip())}", _roff(command.help or ""))
    own = [p for p in command.params if p.param_type_name == "option" and p.opts[0] not in COMMON]
    if own:
        yield ".RS"
        for option in own:
            yield from _option(option)
        yield ".RE"


def _option(option: Any) -> Iterator[str]:  # noqa: ANN401  Typer's own
    value = "" if option.is_flag else f" {option.metavar or 'VALUE'}"
    yield from (
        ".TP",
        f".B {_roff(', '.join(reversed(option.opts)) + value)}",
        _roff(option.help or ""),
    )


def _roff(text: str) -> str:
    """Text in which nothing is a command of roff."""
    escaped = text.replace("\\", "\\e").replace("-", "\\-").replace('"', "\\(dq")
    return re.sub(r"^([.'])", r"\\&\1", escaped.strip())
