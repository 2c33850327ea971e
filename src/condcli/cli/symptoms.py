"""symptoms: of a condition, of all, and the conditions that list some."""

from collections import Counter
from typing import Annotated

import typer

from condcli.catalog.library import Library
from condcli.cli import help_now, output
from condcli.cli.lookup import as_typed, in_category
from condcli.cli.options import AsJson, AsPlain, CatalogFile, MaybeName, library_of
from condcli.cli.show import show_section
from condcli.errors import NothingFound, UsageFault
from condcli.json_answers import SymptomCount, SymptomList
from condcli.render import lists

Has = Annotated[
    list[str] | None, typer.Option("--has", metavar="SYMPTOM", help="Conditions that list it; repeatable.")
]
HasNot = Annotated[
    list[str] | None, typer.Option("--not", metavar="SYMPTOM", help="Those that list it go last; repeatable.")
]
Category = Annotated[
    str | None, typer.Option("--category", help="The index of the symptoms of this category's conditions.")
]


def symptoms(
    name: MaybeName = None,
    has: Has = None,
    has_not: HasNot = None,
    category: Category = None,
    as_json: AsJson = False,
    as_plain: AsPlain = False,
    catalog: CatalogFile = None,
) -> None:
    """The symptoms of a condition, the page of a symptom, the conditions with some, or the index of all."""
    if sum(map(bool, (name, has or has_not, category))) > 1:
        raise UsageFault("Give one of: a name, --has and --not, or --category. See: condcli symptoms --help")
    if has_not and not has:
        raise UsageFault("--not needs a --has beside it: condcli symptoms --has fever --not cough")
    library = library_of(catalog)
    if name:
        show_section(library, "symptoms", name, as_json=as_json, as_plain=as_plain)
    elif has:
        _matches(library, has, has_not or [], as_json=as_json, as_plain=as_plain)
    else:
        index = symptom_index(library, category)
        output.answer(
            index,
            lambda: list(lists.symptom_index(index, library.symptoms)),
            as_json=as_json,
            as_plain=as_plain,
        )


def _matches(library: Library, has: list[str], has_not: list[str], *, as_json: bool, as_plain: bool) -> None:
    from condcli.finding import symptom_pages  # noqa: PLC0415  the index does without
    from condcli.render import found as rendered  # noqa: PLC0415

    said = [as_typed([value]) for value in has]
    help_now.hear_each(library, said)
    found = symptom_pages.matches(library, said, [as_typed([value]) for value in has_not])
    if not found.total and not as_json:
        raise NothingFound(", ".join(s.name for s in found.has))
    output.answer(found, lambda: list(rendered.matches(found)), as_json=as_json, as_plain=as_plain)


def symptom_index(library: Library, category: str | None = None) -> SymptomList:
    """Every symptom that a record names, or a record of that category, with how many do."""
    counts = Counter(s for record in in_category(library, category) for s in record.symptoms)
    known = (s for s in library.symptoms.values() if counts[s.id])
    ordered = sorted(known, key=lambda s: s.name.casefold())
    return SymptomList(
        symptoms=tuple(SymptomCount(id=s.id, name=s.name, conditions=counts[s.id]) for s in ordered)
    )
