"""Catalogs of one's own over the bundled pages: records beside them or in their place, additions to them.

An overlay is data. What it adds to a page says by whom, in the text itself: no view can leave that out.
"""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TypeAlias

from msgspec import Struct, structs

from condcli.catalog import integrity
from condcli.errors import BadData
from condcli.models import TIERS, Addition, Bullets, Catalog, Codes, Condition, Section, Site
from condcli.names.normalize import normalize


class Overlay(Struct, frozen=True):
    """A catalog file of one's own, and who adds it."""

    path: Path
    catalog: Catalog
    by: str


def laid_over(bundled: Catalog, overlays: Sequence[Overlay]) -> Catalog:
    """The bundled pages with the overlays' records, those in the place of others, and their additions."""
    taking = {r.replaces: (r, o) for o in overlays for r in o.catalog.conditions if r.replaces}
    moved = {r.id: place for place, (r, _) in taking.items() if place}
    named = {normalize(name) for o in overlays for r in o.catalog.conditions for name in r.every_name}
    records = [
        _led_to(_own(*taking[r.id], moved), r, named) if r.id in taking else r for r in bundled.conditions
    ]
    records += (_own(r, o, moved) for o in overlays for r in o.catalog.conditions if not r.replaces)
    for overlay in overlays:
        added = overlay.catalog.additions
        records = [_added(r, added[r.id], overlay.by) if r.id in added else r for r in records]
    categories = dict.fromkeys(c for o in overlays for c in o.catalog.categories)
    return structs.replace(
        bundled, categories=(*bundled.categories, *categories), conditions=tuple(records), additions={}
    )


def _own(record: Condition, overlay: Overlay, moved: dict[str, str]) -> Condition:
    """A record of one's own; one that takes another's place takes its id, so that what leads there stays."""
    alike = tuple(moved.get(id_, id_) for id_ in record.lookalikes)
    return structs.replace(record, id=record.replaces or record.id, lookalikes=alike, added_by=overlay.by)


def _led_to(record: Condition, old: Condition, named: set[str]) -> Condition:
    """The record with the names and codes of the page whose place it takes, but for those that are in use."""

    def left(*names: str) -> tuple[str, ...]:
        return tuple(name for name in names if normalize(name) not in named)

    codes = structs.asdict(record.codes)
    return structs.replace(
        record,
        abbreviations=(*record.abbreviations, *left(*old.abbreviations)),
        covered_names=(*record.covered_names, *left(old.name, *old.aliases, *old.covered_names)),
        loose_names=(*record.loose_names, *left(*old.loose_names)),
        shared_names=(*record.shared_names, *left(*old.shared_names)),
        names_es=(*record.names_es, *left(*old.names_es)),
        codes=Codes(
            **{
                kind: (*has, *(c for c in getattr(old.codes, kind) if c not in has))
                for kind, has in codes.items()
            }
        ),
    )


def marked(text: str, by: str) -> str:
    """The text with who added it."""
    return f"{text.rstrip(':')} (added by {by}){':' if text.endswith(':') else ''}"


def _added(record: Condition, more: Addition, by: str) -> Condition:
    """The record with an addition; its references stand behind the record's own."""
    first = len(record.references)
    care = record.care
    tiers = {t: (*getattr(care, t), *(marked(e, by) for e in getattr(more.care, t))) for t in TIERS}
    sections = dict(record.sections)
    for name, section in more.sections.items():
        sections[name] = _longer(sections.get(name), section, first, by)
    return structs.replace(
        record,
        care=structs.replace(care, **tiers),
        sections=sections,
        questions=(*record.questions, *(marked(q, by) for q in more.questions)),
        references=(*record.references, *more.references),
        notes=(*record.notes, *(marked(note, by) for note in more.notes)),
    )


def _longer(section: Section | None, more: Section, first: int, by: str) -> Section:
    body = tuple(
        Bullets(lead=marked(b.lead, by), items=b.items) if isinstance(b, Bullets) else marked(b, by)
        for b in more.body
    )
    refs = tuple(ref + first for ref in more.refs)
    return Section((*section.body, *body), (*section.refs, *refs)) if section else Section(body, refs)


def agreed(settled: Site, sites: Iterable[tuple[Path, Site]]) -> Site:
    """One site of several: what is settled, else what the only file that says it says."""
    found: dict[str, tuple[Path | None, str]] = {}
    for name, value in structs.asdict(settled).items():
        if value:
            found[name] = (None, value)
    for path, site in sites:
        for name, value in structs.asdict(site).items():
            if value and name not in found:
                found[name] = (path, value)
            elif value and found[name][0] and found[name][1] != value:
                raise BadData(
                    path,
                    f"{name} is {value!r} here and {found[name][1]!r} in {found[name][0]}; "
                    f"settle it in the configuration, under [site]",
                    "site",
                )
    return Site(**{name: value for name, (_, value) in found.items()})


Fault: TypeAlias = tuple[Overlay, integrity.Broken]


def faults(bundled: Catalog, overlays: Sequence[Overlay]) -> Iterator[Fault]:
    """What does not fit between the bundled pages and the overlays, and in which overlay."""
    wrong = list(misplaced(bundled, overlays))
    for overlay in overlays:
        wrong += ((overlay, found) for found in integrity.lost_references(overlay.catalog))
    wrong += lost_additions(bundled, overlays)
    yield from wrong or clashes(bundled, overlays)


def misplaced(bundled: Catalog, overlays: Sequence[Overlay]) -> Iterator[Fault]:
    """Records whose id is used already, or that take the place of what is not there or taken already."""
    ids = {record.id: "the bundled pages" for record in bundled.conditions}
    taken: dict[str, Path] = {}
    for overlay in overlays:
        for record in overlay.catalog.conditions:
            if record.replaces is None and record.id in ids:
                what = (
                    f"the id {record.id} is used in {ids[record.id]} too; choose another, "
                    f'or add "replaces": "{record.id}" to take that page\'s place'
                )
                yield overlay, integrity.Broken(record.id, "id", what)
            elif record.replaces is None:
                ids[record.id] = str(overlay.path)
            elif record.replaces in taken or record.replaces not in ids:
                by = taken.get(record.replaces)
                what = f"is replaced by a record of {by} already" if by else "is not there to be replaced"
                yield overlay, integrity.Broken(record.id, "replaces", f"the page {record.replaces} {what}")
            else:
                taken[record.replaces] = overlay.path


def lost_additions(bundled: Catalog, overlays: Sequence[Overlay]) -> Iterator[Fault]:
    """Additions to a page that is not there, and references that are not there."""
    own = (r.replaces or r.id for o in overlays for r in o.catalog.conditions)
    ids = {*(record.id for record in bundled.conditions), *own}
    for overlay in overlays:
        for id_, more in overlay.catalog.additions.items():
            if id_ not in ids:
                what = f"there is no page {id_} to add to"
                yield overlay, integrity.Broken(id_, f"additions.{id_}", what)
            for name, section in more.sections.items():
                for ref in section.refs:
                    if not 1 <= ref <= len(more.references):
                        what = f"the added section {name} names reference {ref} of {len(more.references)}"
                        yield overlay, integrity.Broken(id_, f"additions.{id_}.sections.{name}", what)


def clashes(bundled: Catalog, overlays: Sequence[Overlay]) -> Iterator[Fault]:
    """Names of the overlays' records that another record has, too."""
    owners = {r.replaces or r.id: overlay for overlay in overlays for r in overlay.catalog.conditions}
    whole = laid_over(bundled, overlays)
    own_last = sorted(whole.conditions, key=lambda record: record.added_by is not None)
    for found in integrity.clashes(structs.replace(whole, conditions=tuple(own_last))):
        if found.id in owners:
            how = '; take it out of one of them, or take the place of that page with "replaces"'
            yield owners[found.id], structs.replace(found, what=found.what + how)
