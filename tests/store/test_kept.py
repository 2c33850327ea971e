"""What a store keeps and answers: each item once, sealed, with what changed since the update before."""

import math
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from condcli.registry_models import EARLIER_STATES, Advance, EarlierState, Site, Trial, TrialDetails
from condcli.sources.faults import BadAnswer, Doubtful
from condcli.store import known, snapshots
from condcli.store.database import Store
from condcli.store.snapshots import FoundTrial, Snapshot, StatusChange

MADE = Trial(
    nct_id="NCT00000001", title="Study 1", status="RECRUITING", study_type=None, interventions=(), phases=(),
    enrollment=10, start_date=None, minimum_age=None, maximum_age=None, sex=None, countries=(), sponsor=None,
    conditions=(), updated=None, as_of="2026-11-01", source="ClinicalTrials.gov", earlier=(),
)  # fmt: skip
PAPER = Advance(
    pmid="1", doi=None, title="Paper 1", journal=None, published=None, condition=None, treatment=None,
    patients=None, kind=None, summary=None, nct_ids=(), as_of="2026-11-01", source="PubMed",
)  # fmt: skip


def trial(number: int = 1, **changes: Any) -> Trial:  # noqa: ANN401  fields of any kind
    return msgspec.structs.replace(MADE, nct_id=f"NCT{number:08}", title=f"Study {number}", **changes)


def found(*numbers: int, on_topic: bool = True, **changes: Any) -> list[FoundTrial]:  # noqa: ANN401  as above
    return [
        FoundTrial.of(trial(n, **changes), TrialDetails(acronym=f"S{n}"), on_topic=on_topic) for n in numbers
    ]


def papers(*pmids: int) -> list[Advance]:
    return [msgspec.structs.replace(PAPER, pmid=str(n), title=f"Paper {n}") for n in pmids]


def asked(condition: str = "asthma", source: Any = "trials", **changes: Any) -> Snapshot:  # noqa: ANN401  as above
    given: dict[str, Any] = {"query": "x", "taken": "2026-11-01T00:00:00Z", "total": 9} | changes
    return Snapshot(source=source, condition=condition, **given)


def numbers(rows: Iterator[Trial]) -> list[int]:
    return [int(row.nct_id[3:]) for row in rows]


@pytest.fixture
def store(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Store]:
    monkeypatch.setenv("CONDCLI_DATA_HOME", str(tmp_path))
    with Store.create() as opened:
        yield opened


def test_the_first_update_is_told_as_the_first(store: Store) -> None:
    change = store.save_trials(asked(unread=2), [*found(1, 2), *found(3, on_topic=False)])
    assert (change.first, change.total, change.off_topic, change.unread) == (True, 2, 1, 2)
    assert (change.new, change.gone, change.changed) == ((1, 2), (), ())


def test_a_later_one_says_what_is_new_gone_and_changed(store: Store) -> None:
    store.save_trials(asked(), found(1, 2, 3))
    later = [*found(4, 2), *found(3, status="COMPLETED")]
    change = store.save_trials(asked(), later)
    assert (change.first, change.total, change.new, change.gone) == (False, 3, (4,), (1,))
    assert change.changed == (StatusChange("NCT00000003", "Study 3", "RECRUITING", "COMPLETED"),)
    assert numbers(store.trials("asthma")) == [2, 3, 4]


def test_one_that_is_off_topic_by_now_is_gone_and_its_status_is_not_told(store: Store) -> None:
    store.save_trials(asked(), found(1, 2, 3))
    change = store.save_trials(asked(), [*found(1, 2), *found(3, on_topic=False, status="COMPLETED")])
    assert (change.total, change.off_topic, change.gone, change.changed) == (2, 1, (3,), ())
    assert numbers(store.trials("asthma", on_topic=False)) == [3]
    change = store.save_trials(asked(), found(1, 2, 3))
    assert (change.new, change.off_topic) == ((3,), 0)


def test_a_study_that_comes_twice_is_counted_once(store: Store) -> None:
    change = store.save_trials(asked(), found(1, 1, 2))
    assert (change.total, change.new) == (2, (1, 2))


def test_a_trial_of_two_conditions_is_kept_until_neither_lists_it(store: Store) -> None:
    store.save_trials(asked("asthma"), found(1, 2, 3))
    store.save_trials(asked("copd"), found(3, 4))
    store.save_trials(asked("asthma"), found(1, 2))
    assert store.row(3) == trial(3)
    store.save_trials(asked("copd"), found(4, 5))
    assert store.row(3) is None
    assert store.trial("NCT00000003") is None
    assert numbers(store.trials()) == [1, 2, 4, 5]


def test_of_all_one_is_on_topic_where_one_condition_says_so(store: Store) -> None:
    store.save_trials(asked("asthma"), found(1, on_topic=False))
    store.save_trials(asked("copd"), [*found(1), *found(2, on_topic=False)])
    assert store.listed() == {1: 1, 2: 0}
    assert numbers(store.trials()) == [1]
    assert numbers(store.trials(on_topic=False)) == [2]


def test_a_trial_that_was_asked_for_by_its_number_belongs_to_no_condition(store: Store) -> None:
    store.save_trials(asked(), found(1))
    store.keep(found(7)[0])
    store.keep(found(7, status="COMPLETED")[0])
    assert numbers(store.trials("asthma")) == [1]
    assert numbers(store.trials()) == [1, 7]
    row, details = store.trial("NCT00000007") or (None, None)
    assert (row and row.status, details) == ("COMPLETED", TrialDetails(acronym="S7"))
    assert row
    assert [state.status for state in row.earlier] == ["RECRUITING"]
    store.save_trials(asked(), found(1, 7))
    store.save_trials(asked(), found(1))
    assert numbers(store.trials()) == [1, 7]


def test_what_was_said_before_is_kept_where_status_or_size_differ(store: Store) -> None:
    states: list[dict[str, Any]] = [
        {},
        {"enrollment": 20},
        {"enrollment": 20, "title": "x"},
        {"status": "DONE"},
    ]
    for day, changes in enumerate(states, 1):
        store.save_trials(asked(), [FoundTrial.of(trial_of(day, **changes), TrialDetails(), on_topic=True)])
    row = store.row(1)
    assert row
    assert [(s.status, s.enrollment, s.as_of) for s in row.earlier] == [
        ("RECRUITING", 10, "2026-11-01"), ("RECRUITING", 20, "2026-11-03"),
    ]  # fmt: skip


def trial_of(day: int, **changes: Any) -> Trial:  # noqa: ANN401  as above
    return msgspec.structs.replace(MADE, as_of=f"2026-11-{day:02}", **changes)


def test_states_without_end_are_cut_at_the_newest(store: Store) -> None:
    for day in range(1, EARLIER_STATES + 5):
        store.save_trials(
            asked(), [FoundTrial.of(trial_of(day, enrollment=day), TrialDetails(), on_topic=True)]
        )
    row = store.row(1)
    assert row
    assert [state.enrollment for state in row.earlier] == list(range(4, EARLIER_STATES + 4))


def test_papers_are_kept_by_their_numbers_and_those_without_are_not(store: Store) -> None:
    without = msgspec.structs.replace(PAPER, pmid=None)
    change = store.save_advances(asked(source="research"), [*papers(3, 1), without])
    assert (change.first, change.total, change.new, change.off_topic) == (True, 2, (1, 3), 0)
    change = store.save_advances(asked(source="research"), papers(1, 2))
    assert (change.first, change.new, change.gone) == (False, (2,), (3,))
    assert [paper.pmid for paper in store.advances("asthma")] == ["1", "2"]
    store.save_advances(asked("copd", source="research"), papers(2, 9))
    assert [paper.pmid for paper in store.advances()] == ["1", "2", "9"]
    assert list(store.advances("gout")) == []


def test_a_snapshot_is_the_newest_of_its_condition_and_source(store: Store) -> None:
    assert store.snapshot("trials", "asthma") is None
    store.save_trials(asked(), found(1))
    newer = asked(taken="2026-11-02T03:04:05Z", total=12, unread=1, query="y")
    store.save_trials(newer, found(1))
    assert store.snapshot("trials", "asthma") == newer
    assert store.snapshot("research", "asthma") is None
    assert store.snapshot("trials", "copd") is None


@pytest.mark.parametrize(
    ("before", "after", "doubted"),
    [(10, 5, False), (10, 4, True), (1, 0, True), (0, 0, False), (3, 2, False), (3, 1, True)],
)
def test_fewer_than_half_are_doubted_once(store: Store, before: int, after: int, doubted: bool) -> None:
    store.save_trials(asked(), found(*range(before)))
    if doubted:
        with pytest.raises(Doubtful, match=f"lists {after} studies where {before} are stored"):
            store.save_trials(asked(), found(*range(after)))
        assert len(numbers(store.trials("asthma"))) == before
    assert store.save_trials(asked(), found(*range(after))).total == after


def test_an_answer_with_still_fewer_is_doubted_again(store: Store) -> None:
    store.save_trials(asked(), found(*range(10)))
    for count in (4, 3):
        with pytest.raises(Doubtful):
            store.save_trials(asked(), found(*range(count)))
    assert store.save_trials(asked(), found(*range(3))).total == 3


def test_a_good_answer_between_two_small_ones_ends_the_doubt(store: Store) -> None:
    store.save_trials(asked(), found(*range(10)))
    with pytest.raises(Doubtful):
        store.save_trials(asked(), found(1))
    store.save_trials(asked(), found(*range(10)))
    with pytest.raises(Doubtful):
        store.save_trials(asked(), found(1))


def test_where_nothing_is_on_topic_any_more_that_is_what_is_doubted(store: Store) -> None:
    store.save_trials(asked(), found(*range(4)))
    with pytest.raises(Doubtful, match="lists 0 studies where 4 are stored"):
        store.save_trials(asked(), found(*range(4), on_topic=False))


@pytest.mark.parametrize(
    ("total", "unread", "read", "said"),
    [
        (10, 5, 5, None), (10, 6, 5, "6 of its 11 studies cannot be read"), (0, 0, 0, None),
        (1, 1, 0, "1 of its 1 studies cannot be read"), (-1, 0, 0, "it counts -1 studies"),
        (10**9, 0, 1, "it counts 1000000000 studies"), (10**9 - 1, 0, 1, None),
    ],
)  # fmt: skip
def test_an_answer_of_which_most_is_broken_is_refused(
    total: int, unread: int, read: int, said: str | None
) -> None:
    snapshot = asked(total=total, unread=unread)
    if said is None:
        snapshot.refuse_broken(read)
    else:
        with pytest.raises(BadAnswer, match=said):
            snapshot.refuse_broken(read)


@pytest.mark.parametrize(
    ("latitude", "longitude", "kept"),
    [
        (0.0, 0.0, True), (90.0, 180.0, True), (-90.0, -180.0, True), (None, None, True), (12.5, None, True),
        (90.1, 0.0, False), (0.0, -180.1, False), (math.nan, 0.0, False), (0.0, math.inf, False),
    ],
)  # fmt: skip
def test_a_place_that_is_nowhere_on_earth_is_left_out(
    store: Store, latitude: float | None, longitude: float | None, kept: bool
) -> None:
    site = Site("Clinic", latitude=latitude, longitude=longitude)
    store.keep(FoundTrial.of(trial(), TrialDetails(sites=(site,)), on_topic=True))
    _, details = store.trial("NCT00000001") or (None, TrialDetails())
    (read,) = details.sites
    assert read.facility == "Clinic"
    assert (read.latitude, read.longitude) == ((latitude, longitude) if kept else (None, None))


def test_a_seal_holds_for_its_item_and_its_content_alone() -> None:
    kept = snapshots.sealed(7, b"content")
    assert snapshots.unsealed(7, kept) == b"content"
    for item, damaged in (
        (8, kept),
        (7, kept[:-1]),
        (7, kept + b"x"),
        (7, b""),
        (7, b"abc"),
        (7, None),
        (7, "x"),
    ):
        with pytest.raises(ValueError, match=f"row {item} is damaged"):
            snapshots.unsealed(item, damaged)
    assert snapshots.unsealed(2**40, snapshots.sealed(2**40, b"")) == b""


def test_a_list_is_sealed_with_what_is_on_topic_whatever_its_order() -> None:
    seal = snapshots.seal_of({1: True, 2: False})
    assert seal == snapshots.seal_of({2: 0, 1: 1})
    assert len({seal, *map(snapshots.seal_of, ({}, {1: 1}, {1: 1, 2: 1}, {1: 0, 2: 1}, {1: 1, 3: 0}))}) == 6
    told: tuple[tuple[dict[int, int], tuple[object, ...]], ...] = (
        ({}, ("gout", 7)),
        ({}, ("gout", 8)),
        ({}, ("gout", "7")),
        ({1: 1}, ("gout", 7)),
    )
    assert len({seal, *(snapshots.seal_of(links, said) for links, said in told)}) == 5


OLD, NEW = trial_of(1, status="RECRUITING"), trial_of(9, status="COMPLETED")
SAID = EarlierState("RECRUITING", 10, None, "2026-11-01")


@pytest.mark.parametrize(
    ("stored", "bundled", "shown", "earlier"),
    [
        (None, None, None, ()),
        (NEW, None, NEW, ()),
        (None, OLD, OLD, ()),
        (NEW, OLD, NEW, (SAID,)),
        (OLD, NEW, NEW, (SAID,)),
        (OLD, OLD, OLD, ()),
    ],
)
def test_the_newer_of_two_copies_is_shown_with_what_the_older_said(
    stored: Trial | None, bundled: Trial | None, shown: Trial | None, earlier: tuple[EarlierState, ...]
) -> None:
    found_ = known.merged(stored, bundled)
    assert (found_ and found_.status, found_ and found_.earlier) == (
        shown and shown.status,
        shown and earlier,
    )


def test_a_row_takes_what_its_text_takes_in_memory() -> None:
    plain, wide = (known.unpacked(trial(sponsor=sign * 1_000)) for sign in ("x", "\U0001f600"))
    assert 1_000 < plain < 2_500
    assert wide > 3 * plain
