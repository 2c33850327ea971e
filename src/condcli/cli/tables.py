"""Answers as tables for a spreadsheet, and tables that are read."""

import codecs
import csv as reader
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, repeat

from msgspec import Struct

from condcli.catalog.library import Library
from condcli.cli import help_now, output
from condcli.errors import UnknownValue, UsageFault
from condcli.json_answers import Resolution
from condcli.render import csv

__all__ = ["Table", "csv", "of", "read", "resolved"]

DELIMITERS = ",;\t"
LONGEST_ROW = 2**20  # characters, over all its lines


class Table(Struct, frozen=True):
    """A table as it was asked for."""

    form: csv.Form
    excel: bool

    def write(self, rows: Iterable[Sequence[str]]) -> None:
        """Write the header and the rows, each as it comes."""
        output.write("")  # says what to do now
        mark = codecs.BOM_UTF8  # Excel reads UTF-8, whatever the locale, by the mark in front
        for text in chain([self.form.header()], (self.form.rows([row]) for row in rows)):
            output.put(mark + text.encode("utf-8", "replace") if self.excel else text)
            mark = b""


def of(headers: Sequence[str], columns: str | None, *, as_csv: bool, excel: bool) -> Table:
    """The table with these columns, in this order; an UnknownValue names those that there are."""
    if not as_csv and (columns or excel):
        raise UsageFault("--columns and --excel stand beside --csv.")
    places = {header.casefold(): place for place, header in enumerate(headers)}
    try:
        wanted = [name.strip() for name in next(reader.reader([columns]), [])] if columns else headers
    except reader.Error as fault:
        raise UsageFault(f"--columns cannot be read ({fault}).") from fault
    for name in wanted:
        if name.casefold() not in places:
            raise UnknownValue("--columns", name, headers)
    chosen = tuple(places[name.casefold()] for name in wanted)
    return Table(csv.Form(tuple(headers), chosen, "\r\n" if excel else "\n"), excel)


def resolved(library: Library, answers: Iterable[Resolution]) -> Iterator[Sequence[str]]:
    """A row for each answer of a look-up, with what to do now where it calls for that."""
    records = {record.id: record for record in library.names}
    return (csv.resolution(answer, records, help_now.in_a_line()) for answer in answers)


def read(lines: Iterator[str], column: str | None) -> Iterator[tuple[str, str]]:
    """Of each row of a table, the text in one column (the first, unless it is named), and the whole row.

    What stands between the columns, a comma, a semicolon or a tab, is told by the first line that says
    anything. A column that is not there is a fault at once, before anything is answered.
    """
    empty, first = 0, next(lines, None)
    while first == "":
        empty, first = empty + 1, next(lines, None)
    said = [] if first is None else [first]
    delimiter = max(DELIMITERS, key=(first or "").count)
    rows = _rows((f"{line}\n" for line in chain(repeat("", empty), said, lines)), delimiter)
    place = _place(next(filter(None, rows), []), column) if column is not None else 0
    return ((row[place] if place < len(row) else "", delimiter.join(row)) for row in rows)


def _rows(lines: Iterator[str], delimiter: str) -> Iterator[list[str]]:
    room = LONGEST_ROW

    def of_a_row() -> Iterator[str]:
        nonlocal room
        for line in lines:
            if (room := room - len(line)) < 0:
                raise reader.Error("a row has no end: is a quotation mark missing?")
            yield line

    rows = reader.reader(of_a_row(), delimiter=delimiter, strict=True)
    try:
        for row in rows:
            room = LONGEST_ROW
            yield row
    except reader.Error as fault:
        raise UsageFault(f"Line {rows.line_num} of the table cannot be read ({fault}).") from fault


def _place(headers: Sequence[str], column: str) -> int:
    if not headers:
        raise UsageFault(f"Standard input begins with no line that names columns, such as {column!r}.")
    named = [header.strip() for header in headers]
    folded = [header.casefold() for header in named]
    if column.strip().casefold() not in folded:
        raise UnknownValue("--column", column, named)
    return folded.index(column.strip().casefold())
