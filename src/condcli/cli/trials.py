"""trials and trial."""

import re
from collections.abc import Callable
from typing import Annotated, Any, TypeAlias

import typer

from condcli.catalog.library import Library
from condcli.cli import output
from condcli.cli.lookup import named
from condcli.cli.options import AsCsv, AsJson, AsPlain, CatalogFile, Columns, Excel, MaybeName, library_of
from condcli.errors import UnknownValue, UsageFault
from condcli.json_answers import TrialRows
from condcli.models import Condition
from condcli.render import trial_tables
from condcli.store import shown
from condcli.trials import filters, values
from condcli.trials.near import Near

DIGITS = 8  # of an NCT number
SORTS = ("open", *filters.SORTS, "distance")
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
Age = Annotated[
    Any, _option("--age", "AGE", "Open to this age, or some of these: 8, 12-18, '6 months'.", filters.age)
]
Sex = Annotated[str | None, _option("--sex", "SEX", "Open to female or male people.", values.sex)]
Country = Annotated[str | None, _option("--country", "COUNTRY", "With a site in this country.")]
NEAR = "a US ZIP code, a city ('Boston', 'Lyon, France') or latitude,longitude."
Place = Annotated[str | None, _option("--near", "PLACE", f"With an open site near {NEAR}")]
Within = Annotated[
    str | None, _option("--within", "DISTANCE", "What near means: 50mi (if not given) or 80km.")
]
Since = Annotated[
    str | None, _option("--since", "DATE", "Started, or to start, then or later.", filters.since)
]
Text = Annotated[str | None, _option("--text", "WORDS", "With all of these words in its row.")]
Sort = Annotated[str | None, _option("--sort", "ORDER", f"{', '.join(SORTS)}.")]
Limit = Annotated[int | None, typer.Option("--limit", min=1, help="Show at most this many.")]
OpenOnly = Annotated[
    bool,
    typer.Option("--open", help="Recruiting, or not yet, by invitation, or expanded access."),
]
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
    columns: Columns = None,
    excel: Excel = False,
    as_json: AsJson = False,
    as_plain: AsPlain = False,
    catalog: CatalogFile = None,
) -> None:
    """Clinical trials for a condition, or all that are stored."""
    if within and near is None:
        raise UsageFault("--within needs a place: --near Boston --within 50mi")
    place = None if near is None else Near.of(near, within or "50mi")
    choice = filters.Choice(
        statuses=frozenset().union(*status or (), values.OPEN if open_only else ()),
        types=frozenset().union(*study_type or ()), phases=tuple(dict.fromkeys(phase or ())), age=age,
        sex=sex, country=country, since=since, words=filters.words(text or ""), near=place,
        all_hits=all_hits, sort=_sort(sort, place), limit=limit,
    )  # fmt: skip
    from condcli.cli import tables  # noqa: PLC0415  for --csv only

    table = tables.of(tables.csv.HEADERS, columns, as_csv=as_csv, excel=excel)
    library = library_of(catalog)
    record = named(library, name, ask=not (as_json or as_csv)) if name else None
    answer = _trials(library, record, choice, ask_again=ask_again)
    if as_csv and not as_json:
        table.write(tables.csv.trials(answer.trials))
    else:
        page = trial_tables.trials_page(
            answer, record.name if record else None, cut=limit is None, near=place
        )
        output.answer(answer, lambda: list(page), as_json=as_json, as_plain=as_plain)


def _trials(
    library: Library, record: Condition | None, choice: filters.Choice, *, ask_again: bool
) -> TrialRows:
    if ask_again:
        from condcli.cli.update import refresh  # noqa: PLC0415  goes online

        refresh(library, record, "trials")
    return shown.trials(library, record.id if record else None, choice, output.note)


def trial(
    number: Annotated[str, typer.Argument(metavar="NCT_NUMBER", help="Such as NCT04537871.")],
    near: Annotated[str | None, _option("--near", "PLACE", f"Nearest sites first: {NEAR}")] = None,
    ask_again: AskAgain = False,
    as_json: AsJson = False,
    as_plain: AsPlain = False,
    catalog: CatalogFile = None,
) -> None:
    """One trial in plain words: what is tested, who can join, where, and what its status means."""
    from condcli.render.trial_page import page  # noqa: PLC0415  for this command only

    library = library_of(catalog)
    nct_id = _nct_id(number)
    if nct_id[3:] != re.sub(r"\D", "", number):
        output.note(f"{number.strip()} was read as {nct_id}.")
    place = None if near is None else Near.of(near, "50mi")
    if ask_again:
        from condcli.cli.update import refresh_trial  # noqa: PLC0415  goes online

        nct_id = refresh_trial(library, nct_id)
    answer = shown.trial(library, nct_id, place, output.note)
    output.answer(answer, lambda: list(page(answer, place)), as_json=as_json, as_plain=as_plain)


def _sort(word: str | None, near: Near | None) -> str | None:
    """The order that was asked for; None is the usual one: by distance near a place, else open ones first."""
    if word is not None and word not in SORTS:
        raise UnknownValue("--sort", word, SORTS)
    if word == "distance" and near is None:
        raise UsageFault("--sort distance needs a place: add --near PLACE, such as --near Boston.")
    return None if word in {"distance", "open"} else word


def _nct_id(text: str) -> str:
    """The number in its full form; eight digits where NCT stands before them: zeros are not guessed."""
    match = re.fullmatch(r"(NCT)?(\d{1,8})", text.strip(), re.IGNORECASE | re.ASCII)
    if not match:
        raise UsageFault(f"{text!r} is not an NCT number. Give one such as NCT04537871.")
    if match[1] and len(match[2]) < DIGITS:
        digits = "1 digit" if len(match[2]) == 1 else f"{len(match[2])} digits"
        raise UsageFault(f"{text!r} has {digits} and an NCT number has {DIGITS}. Check it: NCT04537871.")
    return f"NCT{int(match[2]):0{DIGITS}}"
