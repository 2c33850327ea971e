"""lookup and list, and how a command opens the record that its name means."""

import re
from collections.abc import Iterator, Sequence
from typing import Annotated

import typer
from msgspec import UNSET, structs

from condcli.catalog.library import Library
from condcli.cli import help_now, output
from condcli.cli.options import AsCsv, AsJson, AsPlain, CatalogFile, Columns, Excel, Name, library_of
from condcli.cli.streams import LONGEST_LINE, lines
from condcli.errors import (
    AmbiguousName,
    UnknownName,
    UnknownValue,
    UsageFault,
    called,
    not_one_record,
    quoted,
)
from condcli.json_answers import ConditionList, Listed, PlannedList, Resolution
from condcli.models import CATEGORIES, Condition
from condcli.render import lists
from condcli.render import lookup as rendered

# Halves of a pair that stand for no byte: Windows lets a command line hold them.
NO_BYTES = re.compile("[\ud800-\udc7f\udd00-\udfff]")
_CELLS = re.compile(r"[,;](?=\S)|\t")
_ANY = re.compile(r"[,;\t]")
_ENDS = " ,;"  # of a row whose last cells are empty
EXIT_CODES = {"match": 0, "none": UnknownName.exit_code, "ambiguous": AmbiguousName.exit_code}


def named(library: Library, words: Sequence[str], *, ask: bool = False) -> Condition:
    """The record that the words of a command line mean; a reading that is not exact is said first.

    With `ask`, a person at a terminal chooses where several records, or one, may be meant.
    """
    query = as_typed(words)
    if record := library.as_written(query):
        help_now.hear_name(library, query, record)
        return record
    return opened(library, heard(library, query), ask=ask)


def heard(library: Library, query: str) -> Resolution:
    """What a query means, once its words are heard for danger."""
    return answered(library, library.resolve(query))


def opened(library: Library, found: Resolution, *, ask: bool = False) -> Condition:
    """The record of a resolution that means one."""
    if found.status == "match":
        if found.note:
            output.note(found.note)
        if found.how in {"spelling", "phrase"}:
            output.note(f"Showing {found.matches[0].name} for {quoted(found.query)}.")
        return library.record(found.matches[0].id)
    if found.status == "ambiguous" and ask:
        named = called(found.matches)
        number = output.chosen(f"Did you mean {named[0]}? [y/N]", named)
        if number is not None:
            return library.record(found.matches[number].id)
    raise not_one_record(found)


def as_typed(words: Sequence[str]) -> str:
    """The words of a command line as text, whatever their bytes, so many as are read of a line."""
    said = NO_BYTES.sub("\ufffd", " ".join(words)[:LONGEST_LINE])
    return said.encode(errors="surrogateescape").decode(errors="replace")


def lookup(
    name: Name,
    as_csv: AsCsv = False,
    columns: Columns = None,
    excel: Excel = False,
    column: Annotated[
        str | None,
        typer.Option("--column", metavar="NAME", help="With -: read a table, and this column of it."),
    ] = None,
    as_json: AsJson = False,
    as_plain: AsPlain = False,
    catalog: CatalogFile = None,
) -> None:
    """What a name or code means; with - the names come from standard input, one a line, or in a table."""
    if name == ["-"] or as_csv or columns or excel:
        from condcli.cli import tables  # noqa: PLC0415  most look-ups do without

        table = tables.of(tables.csv.LOOKUP_HEADERS, columns, as_csv=as_csv, excel=excel)
    library = library_of(catalog)
    if name == ["-"]:
        of_table = as_csv or column is not None
        answers = _answers(library, _asked(column, of_table=of_table))
        if as_csv and not as_json:
            table.write(tables.resolved(library, answers))
        for answer in answers:
            if as_json:
                output.write_json(answer)
            else:
                output.line(rendered.line(answer, help_now.in_a_line()))
            output.flush()
        return
    if column is not None:
        raise UsageFault("--column reads a table from standard input: condcli lookup - --column NAME")
    answer = _marked(library, heard(library, as_typed(name)))
    if as_json:
        output.write_json(answer)
    elif as_csv:
        table.write(tables.resolved(library, [answer]))
    else:
        output.say_help(as_plain=as_plain)
        output.line(rendered.line(answer))
        output.foot()
    only_help = help_now.said() and answer.status == "none" and not answer.known
    raise typer.Exit(0 if only_help else EXIT_CODES[answer.status])


def _asked(column: str | None, *, of_table: bool) -> Iterator[tuple[str, str]]:
    """What a batch asks for, each with the whole row that it stands in."""
    from condcli.cli import tables  # noqa: PLC0415  as above

    if of_table:
        asked = tables.read(lines(tables.LONGEST_ROW), column)
        return ((cell, row if column is None else cell) for cell, row in asked)
    return ((line, line) for line in lines())


def _answers(library: Library, asked: Iterator[tuple[str, str]]) -> Iterator[Resolution]:
    """What each row of a batch means; what one told is forgotten before the next is read."""
    for query, row in asked:
        yield _marked(library, _of_row(library, query, row))
        help_now.forget()


def _of_row(library: Library, query: str, row: str) -> Resolution:
    """What a query of a batch means; a row with a space behind each comma is a name or words as a whole.

    What has none is a table of several columns, whose others say something else. Each is heard for danger.
    """
    found = None
    if row != query and not _CELLS.search(row):  # leukemia, acute; dizzy, crushing chest pain
        whole = heard(library, row.rstrip(_ENDS)[:LONGEST_LINE])
        found = whole if whole.status != "none" or help_now.said() else None
    found = found or heard(library, query)
    for cell in map(str.strip, _ANY.split(row) if row != query else ()):
        if help_now.in_words(cell):
            help_now.hear_beside(library, cell, library.resolve(cell))
    return found


def answered(library: Library, found: Resolution) -> Resolution:
    """What was found, held against all that is told; for words of danger only what they name for certain."""
    help_now.hear_beside(library, found.query, found)
    if (found.status != "match" or found.how == "phrase") and not help_now.said():
        from condcli.finding import own_words  # noqa: PLC0415  names do without

        found = own_words.meant(library, found)
    return help_now.without_likeness(found, help_now.said())


def _marked(library: Library, found: Resolution) -> Resolution:
    """The same with who added a page, for pages of one's own."""
    by = {c.id: library.record(c.id).added_by for c in found.matches} if library.marks else {}
    matches = tuple(structs.replace(c, added_by=by.get(c.id) or UNSET) for c in found.matches)
    return structs.replace(found, matches=matches)


def list_conditions(
    category: Annotated[str | None, typer.Option("--category", help="Only this category.")] = None,
    planned: Annotated[
        bool, typer.Option("--planned", help="Those that have no page yet and are known by name.")
    ] = False,
    as_csv: AsCsv = False,
    columns: Columns = None,
    excel: Excel = False,
    as_json: AsJson = False,
    as_plain: AsPlain = False,
    catalog: CatalogFile = None,
) -> None:
    """All conditions."""
    from condcli.cli import tables  # noqa: PLC0415  as above

    headers = tables.csv.PLANNED_HEADERS if planned else tables.csv.LIST_HEADERS
    table = tables.of(headers, columns, as_csv=as_csv, excel=excel)
    library = library_of(catalog)
    if planned:
        names = PlannedList(names=library.resolver.planned)
        if as_csv and not as_json:
            table.write(tables.csv.planned(names))
        else:
            output.answer(names, lambda: list(rendered.planned(names)), as_json=as_json, as_plain=as_plain)
        return
    chosen = sorted(in_category(library, category), key=lambda c: c.name.casefold())
    answer = ConditionList(
        conditions=tuple(Listed(c.id, c.name, c.category, c.codes, c.added_by) for c in chosen)
    )
    if as_csv and not as_json:
        table.write(tables.csv.conditions(answer))
        return
    output.answer(answer, lambda: list(lists.condition_list(answer)), as_json=as_json, as_plain=as_plain)


def in_category(library: Library, category: str | None) -> Sequence[Condition]:
    """The records of a category, or all; an UnknownValue lists the categories."""
    if category is None:
        return library.conditions
    valid = (*CATEGORIES, *library.catalog.categories)
    if category.casefold() not in {c.casefold() for c in valid}:
        raise UnknownValue("--category", category, valid)
    return [c for c in library.conditions if c.category.casefold() == category.casefold()]
