"""lookup and list, and how a command finds the record that its name means."""

from collections.abc import Sequence
from typing import Annotated

import typer

from condcli.catalog.library import Library
from condcli.cli import output
from condcli.cli.options import AsJson, AsPlain, CatalogFile, Name
from condcli.cli.streams import lines
from condcli.errors import AmbiguousName, UnknownName, UnknownValue, not_one_record
from condcli.json_answers import Candidate, ConditionList, Listed, PlannedList, Resolution
from condcli.models import CATEGORIES, Condition
from condcli.render import condition_page
from condcli.render import lookup as rendered


def find(library: Library, words: Sequence[str], *, ask: bool = False) -> Condition:
    """The record that the words of a command line mean; a reading that is not exact is said first.

    With `ask`, a person at a terminal is asked whether the one record that may be meant is meant.
    """
    query = " ".join(words)
    if record := library.as_written(query):
        return record
    found = library.resolver.resolve(query)
    alone = found.status == "ambiguous" and len(found.matches) == 1
    if alone and ask and output.confirmed(_question(found.matches[0])):
        return library.record(found.matches[0].id)
    if found.status != "match":
        raise not_one_record(found)
    if found.how in {"spelling", "phrase"}:
        output.note(f"Showing {found.matches[0].name} for {query!r}.")
    if found.note:
        output.note(found.note)
    return library.record(found.matches[0].id)


def _question(candidate: Candidate) -> str:
    named = f" ({candidate.matched})" if candidate.matched != candidate.name else ""
    return f"Did you mean {candidate.name}{named}?"


def lookup(
    name: Name,
    as_json: AsJson = False,
    as_plain: AsPlain = False,  # noqa: ARG001  one line is plain already
    catalog: CatalogFile = None,
) -> None:
    """What a name or code means; with - the names come from standard input, one a line."""
    resolver = Library.open(catalog).resolver
    if name == ["-"]:
        for query in lines():
            _say(resolver.resolve(query), as_json=as_json)
            output.flush()
        return
    answer = resolver.resolve(_text(" ".join(name).encode(errors="surrogateescape")))
    _say(answer, as_json=as_json)
    raise typer.Exit(
        {"match": 0, "none": UnknownName.exit_code, "ambiguous": AmbiguousName.exit_code}[answer.status]
    )


def _text(content: bytes) -> str:
    return content.decode(errors="replace")


def _say(answer: Resolution, *, as_json: bool) -> None:
    if as_json:
        output.write_json(answer)
    else:
        output.line(rendered.line(answer))


def list_conditions(
    category: Annotated[str | None, typer.Option("--category", help="Only this category.")] = None,
    planned: Annotated[
        bool, typer.Option("--planned", help="Those that have no page yet and are known by name.")
    ] = False,
    as_json: AsJson = False,
    as_plain: AsPlain = False,
    catalog: CatalogFile = None,
) -> None:
    """All conditions."""
    library = Library.open(catalog)
    if planned:
        names = PlannedList(names=library.resolver.planned)
        output.answer(names, lambda: list(rendered.planned(names)), as_json=as_json, as_plain=as_plain)
        return
    chosen = sorted(_in_category(library, category), key=lambda c: c.name.casefold())
    answer = ConditionList(
        conditions=tuple(Listed(id=c.id, name=c.name, category=c.category, codes=c.codes) for c in chosen)
    )
    output.answer(
        answer, lambda: list(condition_page.condition_list(answer)), as_json=as_json, as_plain=as_plain
    )


def _in_category(library: Library, category: str | None) -> Sequence[Condition]:
    if category is None:
        return library.conditions
    valid = (*CATEGORIES, *library.catalog.categories)
    if category.casefold() not in {c.casefold() for c in valid}:
        raise UnknownValue("--category", category, valid)
    return [c for c in library.conditions if c.category.casefold() == category.casefold()]
