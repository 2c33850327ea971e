"""find, and words without a command."""

import typer

from condcli.cli import help_now, output
from condcli.cli.lookup import answered, as_typed, opened
from condcli.cli.options import AsJson, AsPlain, CatalogFile, Words, library_of
from condcli.cli.streams import lines
from condcli.errors import NothingFound
from condcli.finding import find as finding
from condcli.finding import symptom_pages
from condcli.finding.help_now import for_programs
from condcli.render import found as rendered
from condcli.render.site import EMERGENCY_IN

IN_ENGLISH = f"Las páginas están en inglés. {EMERGENCY_IN['es']}"


def find(
    words: Words, as_json: AsJson = False, as_plain: AsPlain = False, catalog: CatalogFile = None
) -> None:
    """What to do now, conditions, sentences and terms for free words; with -, a batch, one JSON a line."""
    library = library_of(catalog)
    if words == ["-"]:
        for query in lines():
            helped, found = finding.find(library, query)
            output.write_json(found.answer(query, for_programs(helped)))
            output.flush()
        return
    query = as_typed(words)
    helped, found = finding.find(library, query)
    help_now.say(helped, query)
    _answer(query, found, as_json=as_json, as_plain=as_plain)


def _answer(query: str, found: finding.Finds, *, as_json: bool, as_plain: bool) -> None:
    helped = help_now.said()
    nothing = not (found.conditions or found.passages or found.terms)
    if as_json:
        output.write_json(found.answer(query, for_programs(helped)))
        raise typer.Exit(NothingFound.exit_code if nothing and not helped else 0)
    if nothing:
        raise NothingFound(" ".join(query.split()), found.known)
    if help_now.is_spanish(query):
        output.note(IN_ENGLISH)
    output.answer(
        found.answer(query, None),
        lambda: list(rendered.found(query, found)),
        as_json=False,
        as_plain=as_plain,
    )


def words(
    words: Words, as_json: AsJson = False, as_plain: AsPlain = False, catalog: CatalogFile = None
) -> None:
    """The page that the words name, else what they find."""
    from condcli.cli.show import show_page, show_symptom  # noqa: PLC0415  find does without

    library = library_of(catalog)
    query = as_typed(words)
    if record := library.as_written(query):
        help_now.hear_name(library, query, record)
        show_page(library, record, as_json=as_json, as_plain=as_plain)
        return
    named = library.resolver.resolve(query)
    if named.status == "none":  # what fits the words is found below
        help_now.hear_beside(library, query, named)
    else:
        named = answered(library, named)
    if named.status == "match":
        show_page(library, opened(library, named), as_json=as_json, as_plain=as_plain)
    elif symptom := symptom_pages.called(library, query):
        show_symptom(library, symptom, as_json=as_json, as_plain=as_plain)
    else:
        found = finding.beside(library, query, named, help_now.said())
        _answer(query, found, as_json=as_json, as_plain=as_plain)
