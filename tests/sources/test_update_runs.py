"""An update goes through records and sources: in which order, what it gives up, and what it asks again."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from conftest import SMALL

from condcli import clock
from condcli.catalog.library import Library
from condcli.models import Condition
from condcli.sources import http, update
from condcli.sources.faults import LostStore, Refused, SourceFault, Unreachable
from condcli.sources.update import Outcome, Run, due
from condcli.store.database import Store
from condcli.store.snapshots import Change, Kind, Report, Snapshot

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
CHANGE = Change(first=True, total=1, off_topic=0, unread=0, new=(), gone=())
Answers = dict[tuple[Kind, str], list[Exception]]


class Sources:
    """Two sources that answer at once: faults are raised first, each once."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, faults: Answers | None = None) -> None:
        self.faults = faults or {}
        self.asked: list[tuple[Kind, str]] = []
        self.told: list[str] = []
        sources = {
            "trials": (http.CTGOV, self.ask("trials")),
            "research": (http.PUBMED, self.ask("research")),
        }
        monkeypatch.setattr(update, "SOURCES", sources)

    def ask(self, kind: Kind) -> update.Update:
        def asks(_: http.Client, __: Store, ___: Library, record: Condition, ____: Report) -> Change:
            self.asked.append((kind, record.id))
            if waiting := self.faults.get((kind, record.id)):
                raise waiting.pop(0)
            return CHANGE

        return asks

    def run(self, *ids: str, kinds: list[Kind] | None = None) -> list[Outcome]:
        library = Library(SMALL)
        records = [library.by_id[id_] for id_ in ids]
        return list(Run(library, self.told.append, lambda _, __: None).outcomes(records, kinds))


ALL, AML, ASTHMA = "acute-lymphoblastic-leukemia", "acute-myeloid-leukemia", "asthma"


@pytest.fixture
def sources(home: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Sources]:
    """Two sources with these faults; what they list goes into a store of its own."""
    assert not home.exists()
    return lambda faults=None: Sources(monkeypatch, faults)


def said(outcomes: list[Outcome]) -> Iterator[str]:
    for outcome in outcomes:
        came_of_it = outcome.fault.what if outcome.fault else outcome.change is CHANGE
        yield f"{outcome.kind} {outcome.record.id}: {came_of_it}"


def out_of_reach() -> SourceFault:
    return Unreachable("X", "no way", dropped=False)


def test_each_record_is_asked_of_each_source_before_the_next(sources: Callable[..., Sources]) -> None:
    both = sources()
    assert list(said(both.run(ALL, ASTHMA))) == [
        f"trials {ALL}: True", f"research {ALL}: True", "trials asthma: True", "research asthma: True",
    ]  # fmt: skip
    assert both.asked == [("trials", ALL), ("research", ALL), ("trials", ASTHMA), ("research", ASTHMA)]
    assert both.told == []


def test_one_source_may_be_asked_alone(sources: Callable[..., Sources]) -> None:
    both = sources()
    both.run(ALL, ASTHMA, kinds=["research"])
    assert both.asked == [("research", ALL), ("research", ASTHMA)]
    assert update.kinds() == ("trials", "research")


def test_a_fault_of_one_record_keeps_the_others(sources: Callable[..., Sources]) -> None:
    both = sources({("trials", ALL): [Refused("X", 404)]})
    assert list(said(both.run(ALL, ASTHMA))) == [
        f"trials {ALL}: it answered with error 404 (Not Found)",
        f"research {ALL}: True", "trials asthma: True", "research asthma: True",
    ]  # fmt: skip


NOT_ASKED = "it was not asked, since it could not be reached before"


@pytest.mark.parametrize(
    ("faults", "given_up"),
    [
        ([out_of_reach(), out_of_reach()], True),
        ([out_of_reach(), None], False),
        ([Refused("X", 503), Refused("X", 503)], False),
        ([Refused("X", 404), Refused("X", 404)], False),
    ],
    ids=["out of reach", "reached again", "busy twice", "refused"],
)
def test_a_source_that_is_out_of_reach_twice_is_asked_no_more(
    sources: Callable[..., Sources], faults: list[SourceFault | None], given_up: bool
) -> None:
    both = sources({("trials", id_): [f] for id_, f in zip((ALL, AML), faults, strict=True) if f})
    outcomes = list(said(both.run(ALL, AML, ASTHMA)))
    assert (f"trials asthma: {NOT_ASKED}" in outcomes) is given_up
    assert (("trials", ASTHMA) in both.asked) is not given_up
    assert "research asthma: True" in outcomes  # the other source is asked


@pytest.mark.parametrize(
    ("faults", "given_up"),
    [
        ([Refused("X", 503), Refused("X", 429), Refused("X", 502)], True),
        ([Refused("X", 503), out_of_reach(), Refused("X", 503)], True),
        ([Refused("X", 503), Refused("X", 500), Refused("X", 503)], False),
        ([Refused("X", 503), Refused("X", 503), None], False),
    ],
    ids=["busy", "busy and out of reach", "another error", "answered"],
)
def test_a_source_that_is_too_busy_three_times_is_asked_no_more(
    sources: Callable[..., Sources], faults: list[SourceFault | None], given_up: bool
) -> None:
    ids = (ALL, AML, ASTHMA)
    both = sources({("trials", id_): [f] for id_, f in zip(ids, faults, strict=True) if f})
    outcomes = list(said(both.run(*ids, ALL, kinds=["trials"])))
    assert (outcomes[-1] == f"trials {ALL}: {NOT_ASKED}") is given_up
    assert len(both.asked) == (3 if given_up else 4)


def lost() -> Exception:
    return LostStore(Path("evidence.sqlite3"), "is damaged and was set aside", "What it held is gone.")


def test_what_went_away_with_a_lost_store_is_asked_again(sources: Callable[..., Sources]) -> None:
    both = sources({("research", ASTHMA): [lost()]})
    outcomes = list(said(both.run(ALL, ASTHMA)))
    assert outcomes[-1] == "research asthma: True"
    assert both.asked == [
        ("trials", ALL), ("research", ALL), ("trials", ASTHMA), ("research", ASTHMA),
        ("research", ASTHMA), ("trials", ALL), ("research", ALL), ("trials", ASTHMA),
    ]  # fmt: skip
    assert both.told == ["evidence.sqlite3 is damaged and was set aside. What it held is gone."]


def test_what_cannot_be_asked_again_is_said(sources: Callable[..., Sources]) -> None:
    both = sources({("research", ASTHMA): [lost()]})
    both.faults[("trials", ALL)] = []
    outcomes: list[str] = []
    library = Library(SMALL)
    records = [library.by_id[ALL], library.by_id[ASTHMA]]
    for outcome in Run(library, both.told.append, lambda _, __: None).outcomes(records):
        outcomes += said([outcome])
        if outcome.kind == "trials" and outcome.record.id == ASTHMA:
            both.faults[("trials", ALL)].append(Refused("X", 404))
    assert outcomes[-2:] == [
        f"trials {ALL}: it answered with error 404 (Not Found)", "research asthma: True",
    ]  # fmt: skip


def test_a_bad_setting_is_said_before_anything_is_asked(
    sources: Callable[..., Sources], monkeypatch: pytest.MonkeyPatch
) -> None:
    both = sources()
    monkeypatch.setenv("CONDCLI_PUBMED_URL", "ftp://x")
    with pytest.raises(Exception, match="CONDCLI_PUBMED_URL cannot be used"):
        both.run(ALL)
    assert both.asked == []
    assert both.run(ALL, kinds=["trials"])


@pytest.mark.parametrize(
    ("hours", "is_due"),
    [
        (None, True),
        (48, True),
        (24, True),
        (23.9, False),
        (0, False),
        (-1, True),
    ],  # of a clock that was wrong
)
def test_what_was_asked_within_a_day_is_not_due(
    home: Path, monkeypatch: pytest.MonkeyPatch, hours: float | None, is_due: bool
) -> None:
    def snapshot(_: Store, kind: Kind, condition: str) -> Snapshot | None:
        age = hours if condition == ASTHMA else 0
        if age is None:
            return None
        taken = f"{NOW - timedelta(hours=age):%Y-%m-%dT%H:%M:%SZ}"
        return Snapshot(source=kind, condition=condition, query="q", taken=taken, total=0)

    monkeypatch.setattr(clock, "now", lambda: NOW)
    monkeypatch.setattr(Store, "snapshot", snapshot)
    assert [record.id for record in due(Library(SMALL), print)] == ([ASTHMA] if is_due else [])
    assert home.exists()


def test_those_that_wait_longest_go_first_by_the_source_that_was_asked_first(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ages: dict[tuple[Kind, str], int] = {
        ("trials", ALL): 30, ("research", ALL): 40,
        ("trials", AML): 90, ("research", AML): 1,
        ("trials", ASTHMA): 2, ("research", ASTHMA): 50,
    }  # fmt: skip

    def snapshot(_: Store, kind: Kind, condition: str) -> Snapshot:
        taken = f"{NOW - timedelta(hours=ages[kind, condition]):%Y-%m-%dT%H:%M:%SZ}"
        return Snapshot(source=kind, condition=condition, query="q", taken=taken, total=0)

    monkeypatch.setattr(clock, "now", lambda: NOW)
    monkeypatch.setattr(Store, "snapshot", snapshot)
    assert [record.id for record in due(Library(SMALL), print)] == [AML, ASTHMA, ALL]
    assert home.exists()
