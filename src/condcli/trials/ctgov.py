"""ClinicalTrials.gov: what the registry lists for a condition, and one study by its number.

The registry refuses a question of more than about a dozen words ("Too complicated query", seen in 2026), so
a condition's names are asked for in several questions, and the answers united by NCT number.
"""

import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import suppress
from hashlib import blake2b
from typing import Annotated, TypeAlias

import msgspec
from msgspec import Meta, Struct

from condcli import clock
from condcli.catalog.library import Library
from condcli.models import Condition
from condcli.registry_models import Trial
from condcli.sources import http
from condcli.sources.faults import BadAnswer, Refused, UnknownTrial, Unreachable
from condcli.store.database import Store
from condcli.store.known import MOST_ROWS
from condcli.store.snapshots import MOST, Change, FoundTrial, Report, Snapshot
from condcli.trials.study import Study
from condcli.trials.topic import Topic, names, words

# Only what we show; the names are checked here, since the registry answers an unknown one with error 500.
FIELDS = (
    "NCTId", "NCTIdAlias", "BriefTitle", "OfficialTitle", "Acronym", "OverallStatus", "WhyStopped",
    "StartDate", "StartDateType", "CompletionDate", "ResultsFirstPostDate", "LastUpdatePostDate",
    "LeadSponsorName", "BriefSummary", "Condition", "Keyword", "StudyType", "Phase", "EnrollmentCount",
    "EnrollmentType", "InterventionType", "InterventionName", "ArmGroupLabel", "ArmGroupType",
    "ArmGroupInterventionName", "PrimaryOutcomeMeasure", "PrimaryOutcomeTimeFrame",
    "EligibilityCriteria", "HealthyVolunteers", "Sex", "MinimumAge", "MaximumAge",
    "CentralContactName", "CentralContactPhone", "CentralContactPhoneExt", "CentralContactEMail",
    "LocationFacility", "LocationStatus", "LocationCity", "LocationState", "LocationZip",
    "LocationCountry", "LocationGeoPoint", "LocationContactName", "LocationContactPhone",
    "LocationContactPhoneExt", "LocationContactEMail", "ReferencePMID", "ReferenceType",
    "ReferenceCitation", "ConditionMeshId", "ConditionAncestorId",
)  # fmt: skip
PAGE_SIZE = "500"  # studies: the registry gives 1,000, which take twice the memory
MOST_WORDS = 10  # of a question: others saw 12 pass and 14 fail
MOST_IDS = 30  # NCT numbers of a question: an address of 2,000 characters is cut on some ways
# Of one study. The largest have some 3,000 places with contacts: 2 MB, 15,000 objects.
LARGEST, MOST_OBJECTS = 5 * 2**20, 100_000
# Packed, of one condition, and the page in hand: 30,000 studies, of which the widest names have 26,000.
MOST_HELD = 160 * 2**20
MOST_VALUES = 1_500_000  # conditions, countries and the like in the rows; 26,000 rows have some 300,000
MOST_SECONDS = 900.0  # for all lists of one condition: the longest take some five minutes
MOST_PAGES = 1200  # more than the registry has; a token that leads in circles ends here
_study = msgspec.json.Decoder(Study, strict=False)


class Question(Struct, frozen=True):
    """A part of what is asked for a condition: names, or NCT numbers that our own list ties to it."""

    phrases: tuple[str, ...] = ()
    ids: tuple[str, ...] = ()

    def params(self) -> dict[str, str]:
        """How the registry takes it."""
        if self.ids:
            return {"filter.ids": ",".join(self.ids)}
        return {"query.cond": " OR ".join(f'"{p}"' for p in self.phrases)}

    def halves(self, fault: Refused) -> "list[Question] | None":
        """Two smaller questions where this one was too large; none for a number that is gone; else None."""
        if self.ids:  # one number that the registry does not know has it refuse all
            middle = len(self.ids) // 2
            parts = (self.ids[:middle], self.ids[middle:]) if middle else ()
            return [Question(ids=part) for part in parts] if fault.status in {400, 404} else None
        middle = len(self.phrases) // 2
        if not middle or fault.status != 400 or "complicated" not in (fault.reason or "").lower():  # noqa: PLR2004  a bad request
            return None
        return [Question(self.phrases[:middle]), Question(self.phrases[middle:])]


# Studies by the digits of their numbers; one that cannot be read, by a digest of its bytes.
_Found: TypeAlias = dict[int | bytes, FoundTrial | None]


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
        study = _study_of(client.json(http.CTGOV, f"studies/{nct_id}", params, msgspec.Raw))
    except Refused as fault:
        if fault.status == 404:  # noqa: PLR2004  not found
            raise UnknownTrial(nct_id, asked=http.CTGOV.name) from fault
        raise
    if not study or not (trial := study.trial(clock.today())):
        raise BadAnswer(http.CTGOV.name, "it answered with something that is no study")
    return trial, study


def _study_of(raw: msgspec.Raw) -> Study | None:
    """The study, or None for what cannot be read or is too large to be one."""
    content = memoryview(raw)
    if len(content) > LARGEST or bytes(content).count(b"{") > MOST_OBJECTS:
        return None
    try:
        return _study.decode(content)
    except (ValueError, RecursionError):  # of msgspec, or bytes that are no text
        return None


def questions(record: Condition, listed: Sequence[str] = ()) -> list[Question]:
    """What to ask for a condition: its names, each whole, a few words at a time; and listed trials."""
    found: list[list[str]] = []
    room = 0
    for phrase in _phrases(record):
        size = len(phrase.split())
        if size > room:
            found.append([])
            room = MOST_WORDS
        found[-1].append(phrase)
        room -= size
    parts = (tuple(listed[start : start + MOST_IDS]) for start in range(0, len(listed), MOST_IDS))
    return [*(Question(tuple(phrases)) for phrases in found), *(Question(ids=part) for part in parts)]


def _phrases(record: Condition) -> list[str]:
    """The record's names without those that find nothing more: a name that holds another one whole."""
    kept: list[tuple[str, str]] = []
    by_length = sorted(names(record), key=lambda name: len(words(name)))
    for name in by_length:
        plain = " ".join("".join(" " if c in '"[](),\\' else c for c in name).split())
        said = f" {' '.join(words(name))} "
        if plain and not any(shorter in said for _, shorter in kept):
            kept.append((plain, said))
    return [plain for plain, _ in kept]


class _Reader:
    """Reads studies for a condition, all with one date."""

    def __init__(self, record: Condition, library: Library) -> None:
        self.taken, self._topic = clock.now(), Topic(record, library)
        self.until, self.values = time.monotonic() + MOST_SECONDS, 0

    def read(self, raw: msgspec.Raw) -> FoundTrial | None:
        """The study, or None for a record that cannot be read."""
        if not (study := _study_of(raw)) or not (trial := study.trial(self.taken.date())):
            return None
        self.values += sum(map(len, (trial.conditions, trial.interventions, trial.countries, trial.phases)))
        if self.values > MOST_VALUES:
            raise _too_large()
        return FoundTrial.of(trial, study.details(), on_topic=self._topic.covers(study))


def collect(
    client: http.Client, record: Condition, library: Library, report: Report
) -> tuple[Snapshot, list[FoundTrial]]:
    """What the registry lists for a condition, whole; a SourceFault where it cannot be had whole."""
    asked = questions(record, library.trials.conditions.get(record.id, ()))
    reader = _Reader(record, library)
    found: _Found = {}
    waiting = list(asked)
    while waiting:
        question = waiting.pop(0)
        try:
            found |= _twice(client, question, reader, found, report)
        except Refused as fault:
            smaller = question.halves(fault)
            if smaller is None:
                raise
            waiting = [*smaller, *waiting]
    trials = [trial for trial in found.values() if trial]
    snapshot = Snapshot(
        source="trials",
        condition=record.id,
        query="; ".join(value for question in asked for value in question.params().values()),
        taken=f"{reader.taken:%Y-%m-%dT%H:%M:%SZ}",
        total=len(found),
        unread=len(found) - len(trials),
    )
    return snapshot, trials


def _twice(client: http.Client, question: Question, reader: _Reader, known: _Found, report: Report) -> _Found:
    """One question's whole list, from the start again if it changed on the way; `known` are those before."""

    def ahead(read: int, total: int) -> None:
        report(len(known) + read, len(known) + total)

    with suppress(_Stale):  # and not in its handler, which would hold what the first time found
        return _list(client, question, reader, _Room(known), ahead)
    try:
        return _list(client, question, reader, _Room(known), ahead)
    except _Stale as again:
        raise BadAnswer(http.CTGOV.name, f"its list changes while it is read ({again})") from again


class _Room:
    """What may still be held of a condition, beside what is `known` of it by other questions."""

    def __init__(self, known: _Found) -> None:
        self._known = known
        held = [trial for trial in known.values() if trial]
        self._left = MOST_HELD - sum(trial.size for trial in held)
        self._rows = MOST_ROWS - sum(trial.unpacked for trial in held)

    def take(self, trial: FoundTrial, page: int) -> FoundTrial:
        """The trial, held once, beside a page of so many bytes; a BadAnswer where there is no room."""
        if known := self._known.get(trial.item):
            return known
        self._left, self._rows = self._left - trial.size, self._rows - trial.unpacked
        if self._left < page or self._rows < 0:
            raise _too_large()
        return trial


def _too_large() -> BadAnswer:
    """The fault of a list that no memory should hold."""
    return BadAnswer(http.CTGOV.name, f"its list is larger than {MOST_HELD // 2**20} MB")


def _list(client: http.Client, question: Question, reader: _Reader, room: _Room, report: Report) -> _Found:
    total: int | None = None
    alike: Counter[bytes] = Counter()
    found: _Found = {}
    for page in _pages(client, question):
        total = page.total_count if total is None else total
        if total is None:
            raise BadAnswer(http.CTGOV.name, "it does not say how many studies there are")
        before, size = len(found), sum(memoryview(raw).nbytes for raw in page.studies)
        for raw in page.studies:
            report(len(found), total)  # one may say much, and all of it is judged
            if trial := reader.read(raw):
                found[trial.item] = room.take(trial, size)
                continue
            broken = blake2b(raw, digest_size=16).digest()
            alike[broken] += 1  # two that cannot be read may look the same
            found[broken + alike[broken].to_bytes(4)] = None
        if page.next_page_token and not page.studies:
            raise BadAnswer(http.CTGOV.name, "its list has no end")
        if page.next_page_token and len(found) == before:
            raise _Stale("a page without a new study")
        if time.monotonic() > reader.until:
            raise Unreachable(http.CTGOV.name, "its list takes too long", dropped=False)
        report(len(found), total)
    if total is None or len(found) < total:
        raise _Stale(f"{len(found):,} of {total or 0:,} studies")
    return found


def _pages(client: http.Client, question: Question) -> Iterator[_Page]:
    params = {
        **question.params(), "fields": ",".join(FIELDS), "pageSize": PAGE_SIZE,
        "countTotal": "true", "format": "json",
    }  # fmt: skip
    tokens: set[str] = set()
    for _ in range(MOST_PAGES):
        try:
            page = client.json(http.CTGOV, "studies", params, _Page)
        except Refused as fault:
            # A token lives as long as the version of the data that gave it.
            if "pageToken" in params and 400 <= fault.status < 500 and not fault.passing:  # noqa: PLR2004  a fault of the request
                raise _Stale(str(fault)) from fault
            raise
        if len(page.studies) > int(PAGE_SIZE):
            what = f"it sent {len(page.studies):,} studies where {PAGE_SIZE} were asked for"
            raise BadAnswer(http.CTGOV.name, what)
        # Each is copied out of the answer, which would be kept whole by any of them
        yield msgspec.structs.replace(page, studies=tuple(raw.copy() for raw in page.studies))
        page = msgspec.structs.replace(page, studies=())
        if page.next_page_token is None:
            return
        if page.next_page_token in tokens:
            break
        tokens.add(page.next_page_token)
        params["pageToken"] = page.next_page_token
    raise BadAnswer(http.CTGOV.name, "its list has no end")
