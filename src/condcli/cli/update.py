"""update and forget, and how --refresh asks about one condition or one trial. Only these go online."""

from collections.abc import Callable, Sequence
from contextlib import nullcontext
from typing import Annotated, NoReturn

import typer
from msgspec import structs

from condcli.catalog.library import Library
from condcli.cli import output
from condcli.cli.lookup import named
from condcli.cli.options import AsJson, AsPlain, CatalogFile, library_of
from condcli.cli.progress import Progress
from condcli.cli.streams import lines
from condcli.errors import AmbiguousName, CondError, UnknownName, UpdateFailed, UsageFault
from condcli.json_answers import Forgotten, StatusChanged, UpdateAnswer, UpdateRow
from condcli.models import Condition
from condcli.render import update as rendered
from condcli.render.blocks import Block
from condcli.sources import lock
from condcli.sources.faults import SourceFault, StoreFault, UnknownTrial
from condcli.sources.update import Outcome, Run, due, kinds
from condcli.store import folder, shown
from condcli.store.snapshots import Kind

INTERRUPTED = 130
PATIENCE = 10.0  # seconds that forget waits for an update to end
Names = Annotated[
    list[str] | None,
    typer.Argument(metavar="[NAME]...", help="A condition; or - for names from standard input, one a line."),
]
Every = Annotated[
    bool,
    typer.Option("--all", help="Every condition not updated in the last day; it goes on where it stopped."),
]


def update(
    names: Names = None,
    every: Every = False,
    as_json: AsJson = False,
    as_plain: AsPlain = False,
    catalog: CatalogFile = None,
) -> None:
    """Ask ClinicalTrials.gov and PubMed, and store what they list. Goes online."""
    library = library_of(catalog)
    records, failed = _records(library, names or [], every=every)
    rows: list[UpdateRow] = []
    blocks: list[Block] = []

    def keep(outcome: Outcome) -> None:  # as it will be told, since there may be very many
        if as_json:
            rows.append(_row(outcome))
        else:
            blocks.extend(rendered.of_one(_row(outcome)))

    outcomes, stopped = _run(library, records, keep)
    if isinstance(stopped, StoreFault) and not outcomes:
        raise stopped
    if not stopped or outcomes or as_json:
        answer = UpdateAnswer(updates=tuple(rows))
        output.answer(answer, lambda: list(rendered.summary(blocks)), as_json=as_json, as_plain=as_plain)
    if isinstance(stopped, StoreFault):
        _end(stopped, as_json=as_json)
    if stopped:
        done = len(outcomes) // len(kinds())
        output.note(f"Stopped. {done} of {len(records)} conditions are complete and kept.")
        raise typer.Exit(INTERRUPTED)
    total = len(records) + len(failed)
    if failed := [*failed, *dict.fromkeys(o.record.name for o in outcomes if o.fault)]:
        passing = any(o.fault.passing for o in outcomes if o.fault)
        _end(UpdateFailed(failed, total, passing=passing), as_json=as_json)


def _end(fault: CondError, *, as_json: bool) -> NoReturn:
    """Say what went wrong below an answer; as JSON there is one answer, and that is written."""
    if as_json:
        output.note(f"condcli: {fault}")
        raise typer.Exit(fault.exit_code)
    raise fault


def _run(
    library: Library, records: Sequence[Condition], keep: Callable[[Outcome], None]
) -> tuple[list[Outcome], KeyboardInterrupt | StoreFault | None]:
    """What came of each record and source, but for its changes, and what stopped it."""
    outcomes: list[Outcome] = []
    with Progress(len(records) * len(kinds())) as progress:
        try:
            for outcome in Run(library, output.note, progress.report).outcomes(records):
                keep(outcome)
                outcomes.append(structs.replace(outcome, change=None))
                progress.done(outcome)
        except (KeyboardInterrupt, StoreFault) as stopped:
            return outcomes, stopped
    return outcomes, None


def _records(library: Library, names: Sequence[str], *, every: bool) -> tuple[list[Condition], list[str]]:
    """The records to ask about, and the names that mean none."""
    if every and not names:
        records, total = due(library, output.note), len(library.conditions)
        if fresh := total - len(records):
            output.note(
                f"{fresh} of {total} conditions were updated in the last day and are left as they are."
            )
        return records, []
    if every or not names:
        raise UsageFault("Say what to update: condcli update NAME, condcli update -, or condcli update --all")
    if list(names) != ["-"]:
        return [named(library, names)], []
    found: dict[str, Condition] = {}
    failed = []
    for name in filter(None, map(str.strip, lines())):
        try:
            record = named(library, [name])
        except (UnknownName, AmbiguousName) as fault:
            output.note(str(fault))
            failed.append(name)
        else:
            found[record.id] = record
    return list(found.values()), failed


def _row(outcome: Outcome) -> UpdateRow:
    change = outcome.change
    return UpdateRow(
        id=outcome.record.id,
        name=outcome.record.name,
        source=outcome.kind,
        first=bool(change and change.first),
        total=change.total if change else 0,
        off_topic=change.off_topic if change else 0,
        unread=change.unread if change else 0,
        left_out=change.left_out if change else 0,
        new=_numbers(outcome.kind, change.new if change and not change.first else ()),
        gone=_numbers(outcome.kind, change.gone if change else ()),
        changed=tuple(
            StatusChanged(c.nct_id, c.title, c.before, c.after) for c in (change.changed if change else ())
        ),
        error=str(outcome.fault) if outcome.fault else None,
    )


def _numbers(kind: Kind, items: Sequence[int]) -> tuple[str, ...]:
    return tuple(f"NCT{i:08}" if kind == "trials" else str(i) for i in items)


def refresh(library: Library, record: Condition | None, kind: Kind) -> None:
    """Ask about one record's trials or papers; a fault is told where something is stored, else raised."""
    if record is None:
        raise UsageFault("--refresh asks about one condition: add its name. For all: condcli update --all")
    with Progress(1) as progress:
        (outcome,) = Run(library, output.note, progress.report).outcomes([record], [kind])
    if outcome.fault:
        stored = shown.trials if kind == "trials" else shown.research
        if stored(library, record.id, tell=output.note).as_of is None:
            raise outcome.fault
        output.note(f"{outcome.fault} Showing what was stored before.")


def refresh_trial(library: Library, nct_id: str) -> str:
    """Ask about one trial and store it; its number, which may be a newer one. A fault as above."""
    try:
        with Progress(1) as progress:
            return Run(library, output.note, progress.report).one(nct_id)
    except SourceFault as fault:
        try:
            shown.trial(library, nct_id, tell=output.note)
        except UnknownTrial:
            raise fault from None
        output.note(f"{fault} Showing what was stored before.")
    return nct_id


def forget(as_json: AsJson = False, as_plain: AsPlain = False) -> None:
    """Remove all that updates stored."""
    removed = folder.stored()
    try:
        with lock.only_one(output.note, PATIENCE) if removed else nullcontext():
            folder.remove(folder.stored())
            folder.remove_lock()  # who waits for it makes a new one
    except lock.NoLock:  # on a full disk: what is removed makes room
        folder.remove(folder.stored())
    answer = Forgotten(removed=tuple(map(str, removed)))
    output.answer(answer, lambda: list(rendered.forgotten(answer)), as_json=as_json, as_plain=as_plain)
