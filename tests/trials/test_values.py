"""The registry's own values by the words that a reader may use for them."""

from collections.abc import Callable

import msgspec
import pytest
from registry import study

from condcli.catalog.library import Library
from condcli.errors import UnknownValue
from condcli.trials import values
from condcli.trials.study import Study
from condcli.trials.topic import Topic


@pytest.mark.parametrize(
    ("said", "phases"),
    [
        ("1", {"PHASE1"}), ("2", {"PHASE2"}), ("3", {"PHASE3"}), ("4", {"PHASE4"}),
        ("i", {"PHASE1"}), ("II", {"PHASE2"}), ("iii", {"PHASE3"}), ("IV", {"PHASE4"}),
        ("0", {"EARLY_PHASE1"}), ("early", {"EARLY_PHASE1"}), ("early-1", {"EARLY_PHASE1"}),
        ("Early Phase 1", {"EARLY_PHASE1"}), ("early_phase1", {"EARLY_PHASE1"}),
        ("phase 2", {"PHASE2"}), ("Phase II", {"PHASE2"}), ("PHASE3", {"PHASE3"}), (" phase  4 ", {"PHASE4"}),
        ("none", {"NA"}), ("no phase", {"NA"}), ("NA", {"NA"}), ("na", {"NA"}),
        ("1/2", {"PHASE1", "PHASE2"}), ("phase 2/phase 3", {"PHASE2", "PHASE3"}), ("2/2", {"PHASE2"}),
    ],
)  # fmt: skip
def test_a_phase_may_be_said_in_many_ways(said: str, phases: set[str]) -> None:
    assert values.phase(said) == phases


@pytest.mark.parametrize("said", ["", "5", "v", "1/", "/", "1/x", "phase", "one", "1,2"])
def test_what_is_no_phase_is_answered_with_those_there_are(said: str) -> None:
    with pytest.raises(UnknownValue, match="early-1, 1, 2, 3, 4, 1/2, 2/3, na"):
        values.phase(said)


@pytest.mark.parametrize("value", [*values.STATUSES])
def test_a_status_may_be_written_as_the_registry_or_a_person_writes_it(value: str) -> None:
    for said in (value, value.lower(), value.lower().replace("_", "-"), value.title().replace("_", " ")):
        assert values.status(said) == {value}


def test_several_words_stand_between_commas() -> None:
    assert values.status("recruiting, not yet recruiting") == {"RECRUITING", "NOT_YET_RECRUITING"}
    assert values.study_type("drug,Device, expanded-access") == {"DRUG", "DEVICE", "EXPANDED_ACCESS"}


@pytest.mark.parametrize(
    ("read", "said", "unknown", "valid"),
    [
        (values.status, "recruiting,openish", "openish", "not-yet-recruiting"),
        (values.status, "", "", "recruiting"),
        (values.study_type, "drug,pill", "pill", "dietary-supplement"),
        (values.sex, "other", "other", "female, male"),
        (values.sex, "female,male", "female male", "female, male"),
        (values.sex, "all", "all", "female, male"),
    ],
)
def test_the_word_that_is_not_known_is_named_with_those_that_are(
    read: Callable[[str], object], said: str, unknown: str, valid: str
) -> None:
    with pytest.raises(UnknownValue) as fault:
        read(said)
    assert repr(unknown) in str(fault.value)
    assert valid in str(fault.value)


@pytest.mark.parametrize(("said", "sex"), [("female", "FEMALE"), ("Male", "MALE"), (" MALE ", "MALE")])
def test_a_sex_is_one_of_two(said: str, sex: str) -> None:
    assert values.sex(said) == sex


def test_a_look_alike_that_a_catalog_does_not_have_hides_nothing() -> None:
    library = Library.open()
    asthma = msgspec.structs.replace(library.by_id["asthma"], lookalikes=("no-such-condition",))
    found = msgspec.convert(study(1, Condition=["Cardiac asthma"], Meshes=[]), Study, strict=False)
    assert Topic(asthma, library).covers(found)
