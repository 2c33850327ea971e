"""ClinicalTrials.gov: what the registry lists for a condition, and one study by its number."""

from collections.abc import Iterator
from datetime import datetime
from typing import Annotated

import msgspec
from msgspec import Meta, Struct

from condcli import clock
from condcli.catalog.library import Library
from condcli.models import Condition
from condcli.registry_models import Trial
from condcli.sources import http
from condcli.sources.faults import BadAnswer, Refused, UnknownTrial
from condcli.store.database import Store
from condcli.store.snapshots import MOST, Change, FoundTrial, Report, Snapshot
from condcli.trials.study import Study
from condcli.trials.topic import Topic, names

# Only what we show; the names are checked here, since the registry answers an unknown one with error 500.
FIELDS = (
    "NCTId", "NCTIdAlias", "BriefTitle", "OfficialTitle", "Acronym", "OverallStatus", "WhyStopped",
    "StartDate", "StartDateType", "LastUpdatePostDate", "LeadSponsorName", "BriefSummary",
    "Condition", "Keyword", "StudyType", "Phase", "EnrollmentCount", "EnrollmentType",
    "InterventionType", "InterventionName", "EligibilityCriteria", "HealthyVolunteers", "Sex",
    "MinimumAge", "MaximumAge", "LocationFacility", "LocationStatus", "LocationCity", "LocationState",
    "LocationCountry", "LocationGeoPoint", "ConditionMeshId", "ConditionAncestorId",
)  # fmt: skip
PAGE_SIZE = "1000"
LONGEST_QUERY = 1800  # characters: an address of 2,000 and more is cut or refused on some ways
MOST_PAGES = 600  # more than the registry has; a token that leads in circles ends here
_study = msgspec.json.Decoder(Study, strict=False)


class _Page(Struct, rename="camel"):
    studies: tuple[msgspec.Raw, ...]  # an answer without them is none: it must not look like no trials
    next_page_token: str | None = None
    total_count: Annotated[int, Meta(ge=0, le=MOST)] | None = None


class _Stale(Exception):
    """The pages do not belong together any more: the registry was refreshed on the way."""


def update(client: http.Client, store: Store, library: Library, record: Condition, report: Report) -> Change:
    """Store what the registry lists for a condition, and answer what that changes."""
    return store.save_trials(*collect(client, record, library, report))


def one(client: http.Client, nct_id: str) -> FoundTrial:
    """One study by its number, or by one under which it stood before; else an UnknownTrial."""
    trial, study = _ask(client, nct_id)
    if nct_id not in study.numbers:  # a redirect to its newer number leaves out what else we asked for
        trial, study = _ask(client, trial.nct_id)
    if nct_id not in study.numbers:
        raise BadAnswer(http.CTGOV.name, f"it answered with {trial.nct_id} where {nct_id} was asked for")
    return FoundTrial.of(trial, study.details(), on_topic=True)


def _ask(client: http.Client, nct_id: str) -> tuple[Trial, Study]:
    params = {"fields": ",".join(FIELDS), "format": "json"}
    try:
        study = client.json(http.CTGOV, f"studies/{nct_id}", params, Study)
    except Refused as fault:
        if fault.status == 404:  # noqa: PLR2004  not found
            raise UnknownTrial(nct_id, asked=http.CTGOV.name) from fault
        raise
    if not (trial := study.trial(clock.today())):
        raise BadAnswer(http.CTGOV.name, "it answered with something that is no study")
    return trial, study


def expression(record: Condition, listed: tuple[str, ...] = ()) -> str:
    """The query for a condition: its names, and the trials that our own list ties to it."""
    room = LONGEST_QUERY - len(" OR ".join(listed))
    phrases = []
    for phrase in dict.fromkeys(f'"{_plain(name)}"' for name in names(record)):
        room -= len(phrase) + len(" OR ")
        if room >= 0:
            phrases.append(phrase)
    return " OR ".join((*phrases, *listed))


def _plain(name: str) -> str:
    """The name without what the registry's query language reads as its own."""
    return " ".join("".join(" " if c in '"[](),\\' else c for c in name).split())


def collect(
    client: http.Client, record: Condition, library: Library, report: Report
) -> tuple[Snapshot, list[FoundTrial]]:
    """What the registry lists for a condition, whole; a SourceFault where it cannot be had whole."""
    asked = expression(record, library.trials.conditions.get(record.id, ()))
    try:
        return _collect(client, record, library, asked, report)
    except _Stale:
        try:
            return _collect(client, record, library, asked, report)
        except _Stale as again:
            raise BadAnswer(http.CTGOV.name, f"its list changes while it is read ({again})") from again


def _collect(
    client: http.Client, record: Condition, library: Library, asked: str, report: Report
) -> tuple[Snapshot, list[FoundTrial]]:
    taken, topic = clock.now(), Topic(record, library)
    found: dict[int, FoundTrial] = {}
    total: int | None = None
    read = unread = 0
    for page in _pages(client, asked):
        total = page.total_count if total is None else total
        if total is None:
            raise BadAnswer(http.CTGOV.name, "it does not say how many studies there are")
        for raw in page.studies:
            if trial := _found(raw, taken, topic):
                found[trial.item] = trial
            else:
                unread += 1
        read += len(page.studies)
        report(read, total)
    if total is None or len(found) + unread < total:
        raise _Stale(f"{len(found) + unread:,} of {total:,} studies")
    stamp = f"{taken:%Y-%m-%dT%H:%M:%SZ}"
    return (
        Snapshot(source="trials", condition=record.id, query=asked, taken=stamp, total=total, unread=unread),
        list(found.values()),
    )


def _pages(client: http.Client, asked: str) -> Iterator[_Page]:
    params = {
        "query.cond": asked, "fields": ",".join(FIELDS), "pageSize": PAGE_SIZE,
        "countTotal": "true", "format": "json",
    }  # fmt: skip
    tokens = set()
    for _ in range(MOST_PAGES):
        try:
            page = client.json(http.CTGOV, "studies", params, _Page)
        except Refused as fault:
            # A token lives as long as the version of the data that gave it.
            if "pageToken" in params and 400 <= fault.status < 500 and fault.status not in http.TRY_AGAIN:  # noqa: PLR2004  a fault of the request
                raise _Stale(str(fault)) from fault
            raise
        if len(page.studies) > int(PAGE_SIZE):
            raise BadAnswer(
                http.CTGOV.name, f"it sent {len(page.studies):,} studies where {PAGE_SIZE} were asked for"
            )
        yield page
        if page.next_page_token is None:
            return
        if page.next_page_token in tokens:
            break
        tokens.add(page.next_page_token)
        params["pageToken"] = page.next_page_token
    raise BadAnswer(http.CTGOV.name, "its list has no end")


def _found(raw: msgspec.Raw, taken: datetime, topic: Topic) -> FoundTrial | None:
    """The study, or None for a record that cannot be read."""
    try:
        study = _study.decode(raw)
    except (ValueError, RecursionError):  # of msgspec, or bytes that are no text
        return None
    trial = study.trial(taken.date())
    return FoundTrial.of(trial, study.details(), on_topic=topic.covers(study)) if trial else None
