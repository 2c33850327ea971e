"""lookup and list, and how a command finds the record that its name means."""

from collections.abc import Sequence
from typing import Annotated

import typer

from condcli.answers import ConditionList, Listed
from condcli.cli import output
from condcli.cli.options import AsJson, AsPlain, CatalogFile
from condcli.errors import UnknownValue
from condcli.library.records import Library
from condcli.models import CATEGORIES, Condition
from condcli.render import pages


def find(library: Library, words: Sequence[str]) -> Condition:
    """The record that the words of a command line mean; a reading that is not exact is said first."""
    query = " ".join(words)
    match = library.resolver.resolve(query)
    if match.how == "spelling":
        output.note(f"Showing {match.condition.name} for {query!r}.")
    if match.note:
        output.note(match.note)
    return match.condition


def list_conditions(
    category: Annotated[str | None, typer.Option("--category", help="Only this category.")] = None,
    as_json: AsJson = False,
    as_plain: AsPlain = False,
    catalog: CatalogFile = None,
) -> None:
    """All conditions."""
    library = Library.open(catalog)
    chosen = sorted(_in_category(library, category), key=lambda c: c.name.casefold())
    answer = ConditionList(
        conditions=tuple(Listed(id=c.id, name=c.name, category=c.category, codes=c.codes) for c in chosen)
    )
    output.answer(answer, lambda: list(pages.condition_list(answer)), as_json=as_json, as_plain=as_plain)


def _in_category(library: Library, category: str | None) -> Sequence[Condition]:
    if category is None:
        return library.conditions
    valid = (*CATEGORIES, *library.catalog.categories)
    if category.casefold() not in {c.casefold() for c in valid}:
        raise UnknownValue("--category", category, valid)
    return [c for c in library.conditions if c.category.casefold() == category.casefold()]
