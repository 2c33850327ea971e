"""The front door: which commands there are. A command's module is imported when it is called."""

import os
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Annotated, Any

import typer
from msgspec import Struct
from typer.core import TyperGroup

from condcli import __version__
from condcli.cli import streams
from condcli.cli.options import with_common
from condcli.errors import BadData, CondError, CutOffProgram, TooLittleMemory, UnwritableOutput, UsageFault

LEAST, MOST = 20, 80  # columns of a line of the help
_Formatter: Any = typer.Context.formatter_class  # Typer keeps that class private


class Spec(Struct, frozen=True):
    """A command: where its function stands (`module:function`), its one-line help, what it is made for."""

    where: str
    help: str
    section: str | None = None


SECTION = "show:section"
# Headings of the help, and the commands below them.
GROUPS: dict[str, dict[str, Spec]] = {
    "Read about a condition": {
        "show": Spec("show:show", "The whole page of a condition."),
        "definition": Spec(SECTION, "What it is.", "definition"),
        "causes": Spec(SECTION, "What causes it, and who is at risk.", "causes"),
        "symptoms": Spec(
            "symptoms:symptoms", "Its symptoms; of a symptom, its page; with no name, the index."
        ),
        "tests": Spec(SECTION, "How it is found.", "tests"),
        "treatment": Spec(SECTION, "How it is treated.", "treatment"),
        "self-care": Spec(SECTION, "What you can do yourself.", "self_care"),
        "support": Spec(SECTION, "Support groups.", "support"),
        "outlook": Spec(SECTION, "What to expect.", "outlook"),
        "complications": Spec(SECTION, "Problems it can lead to.", "complications"),
        "care": Spec(SECTION, "When to call 911, call a doctor, or ask at the next visit.", "care"),
        "prevention": Spec(SECTION, "How to lower the risk.", "prevention"),
        "questions": Spec(SECTION, "Questions to ask at the next visit.", "questions"),
        "references": Spec(SECTION, "The sources the page rests on.", "references"),
    },
    "Find a condition": {
        "find": Spec("find:find", "Say what is wrong: what to do now, conditions, passages and terms."),
        "lookup": Spec(
            "lookup:lookup", "What does a name or code mean? With -, one a line from standard input."
        ),
        "list": Spec("lookup:list_conditions", "All conditions."),
        "compare": Spec("pages:compare", "Two or three conditions side by side."),
        "related": Spec("pages:related", "What to read beside a page, and why."),
        "define": Spec("pages:define", "What a hard word means."),
    },
    "Trials and research": {
        "trials": Spec("trials:trials", "Clinical trials; with no name, all that are stored."),
        "trial": Spec("trials:trial", "One trial, in plain words."),
        "research": Spec("research:research", "The latest research; with no name, all that is stored."),
        "update": Spec("update:update", "Ask ClinicalTrials.gov and PubMed again; goes online."),
        "forget": Spec("update:forget", "Remove all that updates stored."),
    },
    "Keep a catalog": {
        "check": Spec("authoring:check", "What is wrong with a catalog, and how to repair it."),
        "new": Spec("authoring:new", "Start a record in a catalog of your own."),
        "schema": Spec("authoring:schema", "The JSON Schema of catalogs and of every --json answer."),
    },
    "Make it yours": {
        "handout": Spec("handout:handout", "A page to give away: one sheet in HTML, PDF or text."),
        "config": Spec("config:config", "What is set, and where; --edit opens the configuration."),
    },
}
# For those who make a release; no help lists them.
HIDDEN = {
    "bundle": Spec("bundle:bundle", "Write trials.json and research.json from what updates stored."),
    "manual": Spec("manual:manual", "The manual page (man condcli), made from the help."),
}
# Words that start with no command.
WORDS = Spec("find:words", "The page that the words name, else what they find.")
COMMANDS = {name: spec for group in GROUPS.values() for name, spec in group.items()} | HIDDEN


def _failed(fault: CondError | typer.TyperException, args: Sequence[str]) -> int:
    """Say what went wrong, or that it cannot be written; the exit code."""
    from condcli.cli import output  # noqa: PLC0415  see main

    try:
        with streams.guarded():
            return output.fail(fault, as_json="--json" in args, as_plain="--plain" in args)
    except UnwritableOutput as worse:
        return output.fail(worse, as_json=False)
    except typer.Exit:  # nobody reads it
        return fault.exit_code


class HelpText(_Formatter):  # type: ignore[misc]  # see there
    """Help in which what an option means has at least three fifths of a line."""

    def write_dl(self, rows: Sequence[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        """The options or commands, each with what it means; a long name has a line of its own."""
        super().write_dl(rows, min(col_max, max(LEAST // 2, self.width * 2 // 5)), col_spacing)


class HelpContext(typer.Context):
    """What a command runs in; its help fits the terminal."""

    formatter_class = HelpText

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.terminal_width = max(LEAST, min(MOST, streams.columns()) - 2)


class Commands(TyperGroup):
    """Builds commands on demand, and turns faults into one line and an exit code."""

    context_class = HelpContext

    def list_commands(self, ctx: Any) -> list[str]:
        """Every command, in the order of the help."""
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """The command of that name, else the one for words; only what is called is imported."""
        spec = COMMANDS.get(cmd_name, WORDS)
        module, function = spec.where.split(":")
        found = getattr(import_module(f"condcli.cli.{module}"), function)
        app = typer.Typer(add_completion=False, rich_markup_mode=None)
        app.command(cmd_name, help=spec.help)(found(spec.section) if spec.section else found)
        command = with_common(typer.main.get_command(app))
        command.context_class = HelpContext
        return command

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """The command; words that start with none are looked up, unless they are a command misspelled."""
        if args[0] in COMMANDS:
            return super().resolve_command(ctx, args)
        from condcli.cli.suggest import misspelled_command  # noqa: PLC0415  a command does without

        if fault := misspelled_command(args, list(COMMANDS)):
            raise fault
        return "WORDS", self.get_command(ctx, "WORDS"), args

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """The commands under their headings, without importing any."""
        for title, group in GROUPS.items():
            with formatter.section(title):
                formatter.write_dl([(name, spec.help) for name, spec in group.items()])

    def main(self, args: Sequence[str] | None = None, *rest: Any, **extra: Any) -> Any:
        """Run a command line and exit with its code."""
        from condcli.cli import help_now, output  # noqa: PLC0415  a command's first cost

        args = list(sys.argv[1:] if args is None else args)
        if shell := os.environ.get("_CONDCLI_COMPLETE"):
            from condcli.cli.completion import write  # noqa: PLC0415  for a shell only

            streams.prepare()
            try:
                with streams.guarded():
                    write(shell, args)
            except (CondError, typer.Exit) as fault:
                sys.exit(_failed(fault, ()) if isinstance(fault, CondError) else 0)
            sys.exit(output.finish(0))
        if args in (["--show-completion"], ["--install-completion"]):
            args.append("auto")
        if args[:1] == ["help"] and all(word in COMMANDS for word in args[1:]):
            args = [*args[1:2], "--help"]
        streams.prepare(still=not {"--plain", "--json"}.isdisjoint(args))
        output.forget()
        code: int | None = None
        lacking = False
        try:
            extra |= {"prog_name": "condcli", "standalone_mode": False}
            code = super().main(args, *rest, **extra)
        except (CondError, typer.TyperException) as fault:
            if isinstance(fault, UsageFault | BadData | typer.TyperException):  # nothing was heard yet
                help_now.hear_all(args, COMMANDS)
            code = _failed(fault, args)
        except typer.Abort as stop:  # Typer's for an EOFError, which a module that was half written raises
            damage = CutOffProgram()
            damage.__cause__ = stop.__cause__
            code = _failed(damage, args)
        except MemoryError:
            lacking = True
        if lacking:  # what ran out of memory is let go of first
            code = _failed(TooLittleMemory(), args)
        sys.exit(output.finish(code or 0))

    def make_context(self, *args: Any, **more: Any) -> Any:
        """Read the command line; help and version are written on the way."""
        with streams.guarded():
            return super().make_context(*args, **more)

    def invoke(self, ctx: Any) -> Any:
        """Run the command."""
        try:
            with streams.guarded():
                return super().invoke(ctx)
        except (CondError, typer.TyperException, typer.Exit, typer.Abort, MemoryError):
            raise
        except Exception as fault:
            from condcli.catalog import compiled  # noqa: PLC0415  after a fault only

            raise compiled.discarded_for(fault) from fault


app = typer.Typer(
    cls=Commands,
    name="condcli",
    rich_markup_mode=None,  # plain help: no drawing for a screen reader, and nothing to import
    invoke_without_command=True,
    add_completion=False,  # Typer's knows commands only
    context_settings={"help_option_names": ["-h", "--help"]},
)


GREETING = """\
condcli explains medical conditions in plain words, offline and in private.
It is for learning. It is not a diagnosis.

Try:
  condcli asthma                  the page of a condition
  condcli find tired and thirsty  pages for what you feel
  condcli trials --open           clinical trials that look for people

All commands: condcli --help
Emergency: call 911 or your local number. Thoughts of suicide: call or text 988.
"""


# Not a docstring: python -OO leaves those out.
ABOUT = """\
Look up a medical condition in plain words, offline and in private.

Try: condcli asthma, condcli find heel pain in the morning, condcli show ALL --section symptoms

For learning, not for diagnosis. In an emergency call 911 or your local emergency number.
"""


@app.callback(help=ABOUT)
def _condcli(
    ctx: typer.Context,
    version: Annotated[bool, typer.Option("--version", help="Show the version and exit.")] = False,
    as_json: Annotated[
        bool, typer.Option("--json", help="With --version: in JSON, with the dates of the data.")
    ] = False,
    install_completion: Annotated[
        str | None,
        typer.Option(metavar="[SHELL]", help="Teach bash, zsh or fish to complete names with Tab."),
    ] = None,
    show_completion: Annotated[
        str | None, typer.Option(metavar="[SHELL]", help="Print what it would teach; also PowerShell.")
    ] = None,
) -> None:
    """What the program does without a command."""
    if install_completion or show_completion:
        from condcli.cli import completion_scripts  # noqa: PLC0415  no command needs it

        if show_completion:
            typer.echo(completion_scripts.script("--show-completion", show_completion), nl=False)
        else:
            from condcli.cli import output  # noqa: PLC0415  see main

            output.line(completion_scripts.install(install_completion or ""))
        raise typer.Exit
    if version and as_json:
        from condcli.cli.version import write_json  # noqa: PLC0415  no command needs it

        write_json()
        raise typer.Exit
    if version:
        typer.echo(f"condcli {__version__}")
        raise typer.Exit
    if as_json:
        raise UsageFault("--json stands behind a command, as in condcli show asthma --json.")
    if ctx.invoked_subcommand is None:
        from condcli.cli import output  # noqa: PLC0415  see main

        output.greet(GREETING)


def main() -> None:
    """The `condcli` program."""
    typer.main.get_command(app).main()
