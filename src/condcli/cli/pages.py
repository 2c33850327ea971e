"""define, related and compare: what is read beside a page."""

from collections.abc import Sequence

from condcli.catalog.library import Library
from condcli.cli import help_now, output
from condcli.cli.lookup import as_typed, named
from condcli.cli.options import AsJson, AsPlain, CatalogFile, Name, Names, Words, library_of
from condcli.errors import CondError, UnknownTerm, UsageFault
from condcli.finding import comparison, glossary
from condcli.finding.related import related as pages_beside
from condcli.json_answers import RelatedPages
from condcli.models import Condition
from condcli.render import found as rendered

BETWEEN = frozenset({"vs", "vs.", "versus", "and", "or", "/", "with"})
MOST = 3  # pages side by side


def define(
    term: Words, as_json: AsJson = False, as_plain: AsPlain = False, catalog: CatalogFile = None
) -> None:
    """What a term of the glossary means, its other names, and the pages that use it."""
    library, said = library_of(catalog), as_typed(term)
    found = glossary.define(library, said)
    if found is None:
        help_now.hear_each(library, [said])
        raise UnknownTerm(" ".join(said.split()), glossary.near(library, said))
    if (library.is_bundled and not library.marks) or glossary.define(Library.open(), said):
        help_now.say((), said)  # words that are a term mean no danger, but for one of a glossary of one's own
    else:
        help_now.hear_each(library, [said])
    output.answer(found, lambda: list(rendered.definition(found)), as_json=as_json, as_plain=as_plain)


def related(
    name: Name, as_json: AsJson = False, as_plain: AsPlain = False, catalog: CatalogFile = None
) -> None:
    """The pages to read beside a condition's, each with why."""
    library = library_of(catalog)
    record = named(library, name, ask=not as_json)
    answer = RelatedPages(record.id, record.name, pages_beside(library, record), record.added_by)
    output.answer(answer, lambda: list(rendered.related(answer)), as_json=as_json, as_plain=as_plain)


def compare(
    names: Names, as_json: AsJson = False, as_plain: AsPlain = False, catalog: CatalogFile = None
) -> None:
    """Two or three conditions side by side, what differs first."""
    library = library_of(catalog)
    records = _records(library, names, ask=not as_json)
    answer = comparison.compare(library, records)
    output.answer(answer, lambda: list(rendered.comparison(answer)), as_json=as_json, as_plain=as_plain)


def _records(library: Library, names: Sequence[str], *, ask: bool) -> list[Condition]:
    """The records of the names, which stand in quotes or with "vs" between them."""
    parts = [as_typed([part]) for part in _parts(names)]
    if len(parts) not in range(2, MOST + 1):
        help_now.hear_each(library, parts, " ")
        raise UsageFault(
            f"compare takes two or three names, in quotes or with vs between them, not {len(parts)}:"
            " condcli compare type 1 diabetes vs type 2 diabetes"
        )
    try:
        found = {record.id: record for record in (named(library, [part], ask=ask) for part in parts)}
    except CondError:  # what is no name may mean danger, alone or with the others
        help_now.hear_each(library, parts, " ")
        raise
    if len(found) < len(parts):
        raise UsageFault("These names mean the same page. To read it: condcli show NAME")
    return list(found.values())


def _parts(names: Sequence[str]) -> list[str]:
    """The names: the words between each "vs", or else each argument."""
    if BETWEEN.isdisjoint(name.casefold() for name in names):
        return list(names)
    parts: list[list[str]] = [[]]
    for name in names:
        if name.casefold() in BETWEEN:
            parts.append([])
        else:
            parts[-1].append(name)
    return [" ".join(part) for part in parts if part]
