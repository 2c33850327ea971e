"""data/medicine_dangers.json: it can be used as it stands, and a page is held to it."""

import json
from pathlib import Path
from typing import Any

import pytest
from conftest import Run
from good_record import Raw, catalog_of, good, write

from condcli.authoring.medicine_dangers import MedicineDanger, MedicineDangers, MedicineMix
from condcli.catalog.files import data_folder, read, refuse_double_keys
from condcli.plain_language.sentences import words

FILE = data_folder() / "medicine_dangers.json"
TABLE = read(FILE, MedicineDangers)
DANGERS = [(kind.kind, danger) for kind in TABLE.kinds for danger in kind.dangers]
LONGEST = 15  # words of an item; check P006


def page(treatment: str | Raw, **care: list[str]) -> Raw:
    record = good(care=good()["care"] | care)
    record["sections"]["treatment"]["body"] = ["Rest helps at first.", treatment]
    return record


def missing(run: Run, folder: Path, record: Raw, code: str = "M012", **side: object) -> list[str]:
    """The places at which the check wants a danger, or what a medicine must not be mixed with."""
    path = write(folder, catalog_of(record), **side)
    answer: dict[str, Any] = json.loads(run("check", str(path), "--select", code, "--json").stdout)
    return [finding["place"] for finding in answer["findings"]]


BLEEDING = "care.emergency.blood-thinners-bleeding"
HEAD = "care.emergency.blood-thinners-blow-to-the-head"


@pytest.mark.parametrize(
    "said",
    [
        "You may need apixaban.",
        "Blood thinners help.",
        {"lead": "You may get:", "items": ["a cold pack", "a blood thinner (Apixaban)"]},
        "If it is not enough, you can try heparin.",
    ],
)
def test_a_medicine_needs_its_dangers(run: Run, tmp_path: Path, said: str | Raw) -> None:
    assert missing(run, tmp_path, page(said)) == [BLEEDING, HEAD]


@pytest.mark.parametrize(
    "said",
    [
        "Do not take warfarin.",
        "Warfarin is not used.",
        "Ask before you take ibuprofen with ulcers or a blood thinner.",
        "The pill makes warfarin stronger.",
        "A warfarin-like plant.",
        {"lead": "Never take:", "items": ["warfarin", "heparin"]},
    ],
)
def test_a_medicine_that_is_no_treatment_needs_none(run: Run, tmp_path: Path, said: str | Raw) -> None:
    assert missing(run, tmp_path, page(said)) == []


def test_a_danger_counts_in_its_tier_and_in_those_above(run: Run, tmp_path: Path) -> None:
    said, place = "a fever or sore throat on your pills", "care.urgent.thyroid-blocking-pills-infection"
    methimazole = "You may take methimazole."
    assert place not in missing(run, tmp_path, page(methimazole, urgent=[said]))
    assert place not in missing(run, tmp_path, page(methimazole, emergency=[said]))
    assert place in missing(run, tmp_path, page(methimazole, soon=[said]))


def test_all_words_of_a_sign_stand_in_one_entry(run: Run, tmp_path: Path) -> None:
    record = page("You may need apixaban.", emergency=["a headache", "a blow to the belly", "black stools"])
    assert missing(run, tmp_path, record) == [HEAD]


def test_a_finding_is_accepted_by_the_name_of_its_danger(run: Run, tmp_path: Path) -> None:
    record = page("You may need apixaban.")
    record["accepted"] = [{"check": "M012", "place": HEAD, "reason": "It says so below."}]
    assert missing(run, tmp_path, record) == [BLEEDING]


def test_a_danger_that_is_not_asked_is_not_missed(run: Run, tmp_path: Path) -> None:
    assert missing(run, tmp_path, page("For pain, acetaminophen helps.")) == []


def test_a_table_of_ones_own_takes_the_place_of_the_bundled_one(run: Run, tmp_path: Path) -> None:
    danger = {"danger": "green skin", "tier": "soon", "not_asked": None, "signs": ["green"]}
    source = {"publisher": "Example Institute", "title": "Leaves", "url": None}
    kind = {"kind": "leaves", "names": ["leaf"], "dangers": [danger | {"entry": "green", "refs": [source]}]}
    own = {"version": 1, "unless": {"before": ["not"], "after": ["not"]}, "kinds": [kind]}
    record = page("Chew a leaf, or take warfarin.")
    assert missing(run, tmp_path, record, medicine_dangers=own) == ["care.soon.leaves-green-skin"]


@pytest.mark.parametrize(
    ("said", "places"),
    [
        ("You may take methotrexate once a week.", ["sections.treatment.methotrexate-with-trimethoprim"]),
        ("Methotrexate is never taken with the antibiotic trimethoprim.", []),
        ("Do not take methotrexate.", []),
        ("Nitroglycerin helps. Say if you take a pill for an erection.", []),
    ],
)
def test_a_page_says_what_a_medicine_must_not_be_mixed_with(
    run: Run, tmp_path: Path, said: str, places: list[str]
) -> None:
    assert missing(run, tmp_path, page(said), "M013") == places


@pytest.mark.parametrize("mix", TABLE.mixes, ids=lambda mix: mix.kind)
def test_the_model_sentence_of_a_mix_says_it(mix: MedicineMix) -> None:
    assert mix.is_said(words(mix.entry.lower()))


def test_the_table_has_no_key_and_no_name_twice() -> None:
    refuse_double_keys(FILE, FILE.read_bytes())
    kinds = [kind.kind for kind in TABLE.kinds]
    assert len(kinds) == len(set(kinds))
    for kind in TABLE.kinds:
        assert len(kind.names) == len({name.lower() for name in kind.names}), kind.kind
        assert len(kind.dangers) == len({danger.danger for danger in kind.dangers}), kind.kind


@pytest.mark.parametrize(("kind", "danger"), DANGERS, ids=[f"{k}: {d.danger}" for k, d in DANGERS])
def test_each_model_entry_says_its_danger(kind: str, danger: MedicineDanger) -> None:
    assert danger.is_said_by(danger.entry)
    assert not danger.is_said_by("a sore knee that is no better after a week")
    assert len(danger.entry.split()) <= LONGEST, kind
    assert not danger.entry.endswith(".")


def test_the_model_entries_pass_the_checks(run: Run, tmp_path: Path) -> None:
    record = good(care=good()["care"] | {"urgent": [danger.entry for _, danger in DANGERS]})
    path = write(tmp_path, catalog_of(record))
    found = json.loads(run("check", str(path), "--select", "M,P004,P006,T001,T003,T004", "--json").stdout)
    assert found["findings"] == []
