"""Every rule about a catalog, each a named check that says how to repair what it finds."""

import importlib
import pkgutil
from collections.abc import Callable, Iterable, Sequence

from msgspec import Struct

from condcli.authoring.answers import AcceptedFinding, Finding
from condcli.authoring.checks import additions
from condcli.authoring.checks.rules import REGISTERED, CatalogCheck, Check, Level, RecordCheck
from condcli.authoring.checks.structure import UNUSED_ACCEPTANCE
from condcli.authoring.checks.subject import Shelf, Subject
from condcli.authoring.reading import Sheet, read_sheet
from condcli.models import Condition
from condcli.plain_language.readability import Measure

__all__ = ["CHECKS", "Check", "Examined", "Level", "Sheet", "examine", "read_sheet"]

for _module in pkgutil.iter_modules(__path__):  # a check registers itself where it is written
    importlib.import_module(f"{__name__}.{_module.name}")
# In the order of the codes, by families as findings are shown
CHECKS = tuple(sorted(REGISTERED, key=lambda check: ("SLNCPTFMO".index(check.code[0]), check.code)))
_BY_CODE = {check.code: check for check in CHECKS}
Watch = Callable[[Sequence[Condition]], Iterable[Condition]]


class Examined(Struct, frozen=True):
    """What the checks found in a catalog: findings, accepted ones, and what each record measures."""

    findings: tuple[Finding, ...]
    accepted: tuple[AcceptedFinding, ...]
    measures: tuple[tuple[Condition, Measure | None], ...]


def examine(sheet: Sheet, watch: Watch = iter) -> Examined:
    """All that the checks find in a catalog, by record; `watch` sees the records go by."""
    shelf = Shelf(sheet)
    of_record = [check for check in CHECKS if isinstance(check, RecordCheck)]
    found: list[Finding] = []
    measures = []
    for record in watch(shelf.catalog.conditions):
        subject = Subject(record, shelf)
        for check in of_record:
            found += (_finding(check, record.id, place, there) for place, there in check.look(subject))
        measures.append((record, subject.measure))
    for subject, codes in additions.subjects(shelf):
        id_ = subject.record.id
        for check in of_record:
            spots = check.look(subject) if check.code in codes else ()
            found += (_finding(check, id_, f"additions.{id_}.{place}", there) for place, there in spots)
    for whole in CHECKS:
        if isinstance(whole, CatalogCheck):
            found += (_finding(whole, id_, place, there) for id_, place, there in whole.look(shelf))
    return _sorted_out(found, shelf, tuple(measures))


def _finding(check: Check, id_: str | None, place: str, there: str) -> Finding:
    text = f"{check.wrong}: {there}"
    return Finding(
        code=check.code, level=check.level, id=id_, place=place, text=text, repair=f"{check.repair}."
    )


def _sorted_out(
    found: list[Finding], shelf: Shelf, measures: tuple[tuple[Condition, Measure | None], ...]
) -> Examined:
    """The findings in the order of the file, without those that a record accepts."""
    misfits = (m.id or "" for m in shelf.sheet.misfits)
    order = {id_: n for n, id_ in enumerate(("", *misfits, *(r.id for r in shelf.catalog.conditions)))}
    codes_ = list(_BY_CODE)
    reasons = {(c.id, a.check, a.place): a for c in shelf.catalog.conditions for a in c.accepted}
    used: set[tuple[str, str, str]] = set()
    standing, accepted = [], []
    for finding in found:
        key = (finding.id or "", finding.code, finding.place)
        if key in reasons:
            used.add(key)
            code, id_, place, text = finding.code, finding.id or "", finding.place, finding.text
            accepted.append(AcceptedFinding(code, id_, place, text, reasons[key].reason))
        else:
            standing.append(finding)
    standing += (
        _finding(UNUSED_ACCEPTANCE, id_, "accepted", f"{code} at {place}")
        for id_, code, place in reasons.keys() - used
    )
    standing.sort(key=lambda f: (order.get(f.id or "", len(order)), codes_.index(f.code)))
    return Examined(tuple(standing), tuple(accepted), measures)
