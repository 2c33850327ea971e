"""check, schema and new: for those who keep a catalog."""

import os
import statistics
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import msgspec
import typer

from condcli import clock
from condcli.authoring import checks, new_record
from condcli.authoring.answers import CatalogReport, FieldAdvice, Findings, NewRecord, RecordRow, Totals
from condcli.catalog import write
from condcli.catalog.library import Library
from condcli.cli import output, settings
from condcli.cli.options import AsJson, AsPlain, CatalogFile
from condcli.cli.progress import watched
from condcli.errors import BadCatalog, UnknownValue, UsageFault
from condcli.models import Catalog, Condition
from condcli.names.normalize import normalize
from condcli.plain_language.readability import Measure
from condcli.render import findings as pages

BAD_DATA = 6
File = Annotated[
    Path | None,
    typer.Argument(
        metavar="[FILE]", readable=False, help="A catalog, as with --catalog; without one, the bundled one."
    ),
]


def check(
    file: File = None,
    select: Annotated[
        list[str] | None,
        typer.Option("--select", metavar="CODES", help="Only these checks: P, M001,T002 ...; repeatable."),
    ] = None,
    ignore: Annotated[
        list[str] | None,
        typer.Option("--ignore", metavar="CODES", help="All checks but these; repeatable."),
    ] = None,
    strict: Annotated[bool, typer.Option("--strict", help="Advice fails too.")] = False,
    fix: Annotated[
        bool, typer.Option("--fix", help="Write the canonical form first; the content stays.")
    ] = False,
    report: Annotated[bool, typer.Option("--report", help="Every record in figures, and totals.")] = False,
    as_json: AsJson = False,
    as_plain: AsPlain = False,
    catalog: CatalogFile = None,
) -> None:
    """Check a catalog; it ends with 6 where something must be repaired."""
    chosen = _chosen(select, ignore)
    path = _checked(file, catalog)
    sheet = checks.read_sheet(path, over=None if settings.value("only") else _over(path))
    if fix:
        sheet = _fixed(sheet)
    examined = checks.examine(sheet, lambda conditions: watched(conditions, "Checking"))
    found = _findings(examined, chosen, sheet.count)
    if report:
        figures = _report(examined, found)
        output.answer(figures, lambda: list(pages.report(figures)), as_json=as_json, as_plain=as_plain)
    else:
        output.answer(found, lambda: list(pages.findings(found)), as_json=as_json, as_plain=as_plain)
    if any(strict or f.level == "error" for f in found.findings):
        raise typer.Exit(BAD_DATA)


def _checked(file: Path | None, catalogs: Sequence[Path] | None) -> Path | None:
    """The one catalog to check."""
    paths = [file] if file else list(catalogs or settings.value("catalog"))
    if len(paths) > 1:
        raise UsageFault("check looks at one catalog at a time: name it, as in condcli check FILE.")
    return paths[0] if paths else None


def _over(path: Path | None) -> Catalog | None:
    """The bundled pages, for a catalog that is to be laid over them."""
    bundled = Library.open()
    try:
        if path is None or path.samefile(bundled.path):
            return None
    except (OSError, ValueError):  # what is wrong with the file is said when it is read
        return None
    return bundled.catalog


def _chosen(select: Sequence[str] | None, ignore: Sequence[str] | None) -> frozenset[str]:
    """The codes that --select and --ignore leave; each names codes or their first letters."""
    codes = [c.code for c in checks.CHECKS]
    left = set(codes)
    for option, values in (("--select", select), ("--ignore", ignore)):
        starts = [start.strip().upper() for start in ",".join(values).split(",")] if values else []
        for start in starts:
            if not start or not any(code.startswith(start) for code in codes):
                raise UnknownValue(option, start, codes)
        if starts:
            named = {code for code in codes if code.startswith(tuple(starts))}
            left = left & named if option == "--select" else left - named
    return frozenset(left)


def _fixed(sheet: checks.Sheet) -> checks.Sheet:
    """The sheet after its file was written in the canonical form; one that does not fit is left as it is."""
    if sheet.misfits:
        output.note(f"{sheet.path} was left as it is: repair the findings of S001 first.")
        return sheet
    text = write.canonical(sheet.library.catalog)
    if text.encode() == sheet.content:
        output.note(f"{sheet.path} is in its canonical form already.")
        return sheet
    write.replace(sheet.path, text, was=sheet.content)
    output.note(f"{sheet.path} is now in its canonical form.")
    return checks.read_sheet(sheet.path, over=sheet.over)


def _findings(examined: checks.Examined, chosen: frozenset[str], count: int) -> Findings:
    return Findings(
        findings=tuple(f for f in examined.findings if f.code in chosen),
        accepted=tuple(a for a in examined.accepted if a.code in chosen),
        records=count,
    )


def _report(examined: checks.Examined, found: Findings) -> CatalogReport:
    counts = Counter(f.id for f in found.findings)
    rows = tuple(_row(record, measure, counts[record.id]) for record, measure in examined.measures)
    errors = sum(f.level == "error" for f in found.findings)
    totals = Totals(
        records=found.records,
        words=sum(r.words for r in rows),
        median_grade=round(statistics.median(r.grade for r in rows), 2) if rows else 0.0,
        highest_grade=max((r.grade for r in rows), default=0.0),
        median_smog=round(statistics.median(r.smog for r in rows), 2) if rows else 0.0,
        references=sum(r.references for r in rows),
        errors=errors,
        advice=len(found.findings) - errors,
        accepted=len(found.accepted),
    )
    return CatalogReport(records=rows, totals=totals)


def _row(record: Condition, measure: Measure | None, findings: int) -> RecordRow:
    changed = clock.first_day(record.changed)
    return RecordRow(
        id=record.id,
        name=record.name,
        words=measure.words if measure else 0,
        grade=measure.grade if measure else 0.0,
        smog=measure.smog if measure else 0.0,
        sections=len(record.sections),
        references=len(record.references),
        changed=record.changed,
        days=(clock.today() - changed).days if changed else 0,  # a date that is none is a finding of its own
        findings=findings,
    )


def schema() -> None:
    """The JSON Schema of the catalog, of the files beside it and of every --json answer."""
    from condcli.authoring.schema import document  # noqa: PLC0415  only this command makes one

    if sys.flags.optimize > 1:
        output.note("Python runs with -OO, which leaves out what each field means.")
    output.write(document())


def new(
    name: Annotated[
        list[str], typer.Argument(metavar="NAME...", help="What people call it; needs no quotes.")
    ],
    catalog: Annotated[
        Path | None,
        typer.Option("--catalog", metavar="FILE", readable=False, help="Started if it is missing."),
    ] = None,
    as_json: AsJson = False,
    as_plain: AsPlain = False,
) -> None:
    """Start a record with every field, and a line of advice each."""
    if not " ".join(name).isprintable():  # a stray byte too, which no file can hold
        raise UsageFault("The name holds a sign that cannot be shown. Type it again.")
    record = new_record.record(" ".join(name), clock.today().isoformat())
    if not record.id:
        raise UsageFault(f"{' '.join(name)!r} makes no id. Give a name with letters.")
    path = catalog or _the_one_that_is_set()
    _add(record, path)
    fields = tuple(FieldAdvice(field=field, advice=advice) for field, advice in new_record.ADVICE.items())
    answer = NewRecord(id=record.id, catalog=str(path), fields=fields)
    output.answer(answer, lambda: list(pages.started(answer)), as_json=as_json, as_plain=as_plain)


def _the_one_that_is_set() -> Path:
    """The catalog of the environment or the configuration, where it is one."""
    settings.check()
    own: tuple[Path, ...] = settings.value("catalog")
    if len(own) != 1:
        raise UsageFault("Name the catalog that it shall stand in: --catalog FILE.")
    return own[0]


def _add(record: Condition, path: Path) -> None:
    if not os.path.lexists(path):
        write.create(path, write.canonical(Catalog(version=2, language="en", conditions=(record,))))
        return
    sheet = checks.read_sheet(path)
    if sheet.misfits:
        raise BadCatalog(path, f"{sheet.misfits[0].what} at {sheet.misfits[0].place}", sheet.misfits[0].id)
    catalog = sheet.library.catalog
    for other in catalog.conditions:
        names = {normalize(n) for n in (other.name, *other.aliases)}
        if other.id == record.id or normalize(record.name) in names:
            raise UsageFault(f"{path} has a record of {record.name!r} already: {other.id}. Edit that one.")
    grown = msgspec.structs.replace(catalog, conditions=(*catalog.conditions, record))
    write.replace(path, write.canonical(grown), was=sheet.content)
