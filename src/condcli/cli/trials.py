"""trials and trial."""

import re
from collections.abc import Callable
from typing import Annotated, Any, TypeAlias

import typer

from condcli.catalog.library import Library
from condcli.cli import output
from condcli.cli.lookup import named
from condcli.cli.options import AsJson, AsPlain, CatalogFile, MaybeName
from condcli.errors import UnknownValue, UsageFault
from condcli.json_answers import TrialRows
from condcli.models import Condition
from condcli.render import trial_tables
from condcli.store import shown
from condcli.trials import filters, values
from condcli.trials.places import Near

SORTS = (*filters.SORTS, "distance")
Values: TypeAlias = list[Any] | None  # of frozenset[str], which Typer does not take as a type


def _option(name: str, metavar: str, help_: str, parser: Callable[[str], object] | None = None) -> Any:  # noqa: ANN401  as typer.Option declares it
    return typer.Option(name, metavar=metavar, help=help_, parser=parser)


Status = Annotated[
    Values, _option("--status", "STATUS", "recruiting, completed ...; repeatable.", values.status)
]
Type = Annotated[
    Values, _option("--type", "TYPE", "drug, device, observational ...; repeatable.", values.study_type)
]
Phase = Annotated[Values, _option("--phase", "PHASE", "1, 2, 1/2, early-1, na; repeatable.", values.phase)]
Age = Annotated[float | None, _option("--age", "AGE", "Open to this age: 8, or '6 months'.", filters.age)]
Sex = Annotated[str | None, _option("--sex", "SEX", "Open to female or male people.", values.sex)]
Country = Annotated[str | None, _option("--country", "COUNTRY", "With a site in this country.")]
Place = Annotated[str | None, _option("--near", "LAT,LON", "With an open site near this place.")]
Within = Annotated[
    str | None, _option("--within", "DISTANCE", "What near means: 50mi (if not given) or 80km.")
]
Since = Annotated[
    str | None, _option("--since", "DATE", "Started, or to start, then or later.", filters.since)
]
Text = Annotated[str | None, _option("--text", "WORDS", "With all of these words in its row.")]
Sort = Annotated[str | None, _option("--sort", "ORDER", f"{', '.join(SORTS)}.")]
Limit = Annotated[int | None, typer.Option("--limit", min=1, help="At most so many.")]
OpenOnly = Annotated[
    bool,
    typer.Option("--open", help="Recruiting, or not yet, by invitation, or expanded access."),
]
AsCsv = Annotated[bool, typer.Option("--csv", help="A table for a spreadsheet.")]
AskAgain = Annotated[bool, typer.Option("--refresh", help="Ask ClinicalTrials.gov first; goes online.")]
AllHits = Annotated[bool, typer.Option("--all-hits", help="Also what the registry lists but is off topic.")]


def trials(
    name: MaybeName = None,
    status: Status = None,
    open_only: OpenOnly = False,
    study_type: Type = None,
    phase: Phase = None,
    age: Age = None,
    sex: Sex = None,
    country: Country = None,
    near: Place = None,
    within: Within = None,
    since: Since = None,
    text: Text = None,
    sort: Sort = None,
    limit: Limit = None,
    all_hits: AllHits = False,
    ask_again: AskAgain = False,
    as_csv: AsCsv = False,
    as_json: AsJson = False,
    as_plain: AsPlain = False,
    catalog: CatalogFile = None,
) -> None:
    """Clinical trials for a condition, or all that are stored."""
    if within and near is None:
        raise UsageFault("--within needs a place: --near 42.36,-71.06 --within 50mi")
    place = None if near is None else Near.of(near, within or "50mi")
    choice = filters.Choice(
        statuses=frozenset().union(*status or (), values.OPEN if open_only else ()),
        types=frozenset().union(*study_type or ()), phases=tuple(phase or ()), age=age, sex=sex,
        country=country, since=since, words=tuple((text or "").casefold().split()), near=place,
        all_hits=all_hits, sort=_sort(sort, place), limit=limit,
    )  # fmt: skip
    library = Library.open(catalog)
    record = named(library, name, ask=not (as_json or as_csv)) if name else None
    answer = _trials(library, record, choice, ask_again=ask_again)
    if as_csv:
        from condcli.render import csv  # noqa: PLC0415  for --csv only

        output.write(csv.trials(answer))
    else:
        page = trial_tables.trials_page(answer, record.name if record else None, cut=limit is None)
        output.answer(answer, lambda: list(page), as_json=as_json, as_plain=as_plain)


def _trials(
    library: Library, record: Condition | None, choice: filters.Choice, *, ask_again: bool
) -> TrialRows:
    if ask_again:
        from condcli.cli.update import refresh_trials  # noqa: PLC0415  goes online

        refresh_trials(library, record)
    return shown.trials(library, record.id if record else None, choice, output.note)


def trial(
    number: Annotated[str, typer.Argument(metavar="NCT_NUMBER", help="Such as NCT04537871.")],
    near: Annotated[str | None, _option("--near", "LAT,LON", "List the nearest sites first.")] = None,
    ask_again: AskAgain = False,
    as_json: AsJson = False,
    as_plain: AsPlain = False,
    catalog: CatalogFile = None,
) -> None:
    """One trial in plain words: what is tested, who can join, where, and what its status means."""
    from condcli.render.trial_page import page  # noqa: PLC0415  for this command only

    library = Library.open(catalog)
    nct_id = _nct_id(number)
    place = None if near is None else Near.of(near, "50mi")
    if ask_again:
        from condcli.cli.update import refresh_trial  # noqa: PLC0415  goes online

        nct_id = refresh_trial(library, nct_id)
    answer = shown.trial(library, nct_id, place, output.note)
    output.answer(answer, lambda: list(page(answer, place)), as_json=as_json, as_plain=as_plain)


def _sort(word: str | None, near: Near | None) -> str | None:
    if word is not None and word not in SORTS:
        raise UnknownValue("--sort", word, SORTS)
    if word == "distance" and near is None:
        raise UsageFault("--sort distance needs a place: add --near LAT,LON, such as --near 42.36,-71.06")
    return None if word == "distance" else word


def _nct_id(text: str) -> str:
    match = re.fullmatch(r"(?:NCT)?(\d{1,8})", text.strip(), re.IGNORECASE | re.ASCII)
    if not match:
        raise UsageFault(f"{text!r} is no NCT number. Give one such as NCT04537871.")
    return f"NCT{int(match[1]):08}"
