"""What the checks say of names: of a record, of two records, of symptoms, terms and sayings."""

from pathlib import Path

import pytest
from checked import findings
from good_record import GLOSSARY, SYMPTOMS, Raw, good


def named(id_: str, name: str, **fields: object) -> Raw:
    """A record that is found by these names only."""
    bare: Raw = {"aliases": [], "abbreviations": [], "loose_names": [], "shared_names": [], "names_es": []}
    return good(
        **(bare | {"id": id_, "name": name, "codes": {"icd10cm": [], "mesh": [], "doid": []}} | fields)
    )


def told(folder: Path, code: str, *records: Raw, **side: object) -> list[tuple[str, str]]:
    return [(place, there) for _, place, there in findings(folder, code, *records, **side)]


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"aliases": ["Achy knee", "ACHY  KNEE"]}, [("aliases", '"ACHY  KNEE"')]),
        ({"aliases": ["Knee"]}, [("aliases", '"Knee"')]),
        ({"aliases": ["Knee-"]}, [("aliases", '"Knee-"')]),
        ({"aliases": ["Knees"]}, []),
        ({"covered_names": ["Knee", "Joint"]}, [("covered_names", '"Knee"')]),
        ({"aliases": ["Joint"], "covered_names": ["Joint"]}, [("covered_names", '"Joint"')]),
        ({"covered_names": ["Joint"], "loose_names": ["Joint"]}, [("loose_names", '"Joint"')]),
        ({"loose_names": ["Joint", "Joint"]}, [("loose_names", '"Joint"')] * 2),
        ({"loose_names": ["joint", "Joint"]}, []),
        ({"shared_names": ["KN", "KN"]}, [("shared_names", '"KN"')] * 2),
        ({"abbreviations": ["KN"], "shared_names": ["KN"]}, []),
    ],
)
def test_a_name_stands_once_in_a_record(tmp_path: Path, fields: Raw, said: list[tuple[str, str]]) -> None:
    assert told(tmp_path, "N002", named("knee", "Knee", **fields)) == said


FORMS: dict[str, tuple[str, list[str], list[str]]] = {
    "N003": (
        "aliases",
        ["Leukemia, acute", "Diabetes - type 1", "Pain \u2013 knee", "Pain \u2014 knee"],
        [
            "Type 1 diabetes",
            "Runner's knee",
            "Non-Hodgkin lymphoma",
            "A,B",
            "TODO: names, all",
            "1,5 deficiency",
        ],
    ),
    "N004": (
        "aliases",
        ["COPD", "T2DM", "AV-B", "MIs", "A/B"],
        ["Copd", "C", "COPDEFGHI", "COPD type 2", "X-ray"],
    ),
    "N005": (
        "abbreviations",
        ["Copd", "C", "COPD 2", "Knee pain", "ABCDEFGHI", "mg"],
        ["COPD", "mTBI", "AFib", "T2DM", "T-2-D", "ABCDEFGH", "TODO: short names"],
    ),
}


@pytest.mark.parametrize("code", FORMS)
def test_each_kind_of_name_has_its_form(tmp_path: Path, code: str) -> None:
    field, wrong, right = FORMS[code]
    record = named("knee", "Knee", **{field: [*wrong, *right]})
    assert told(tmp_path, code, record) == [(field, f'"{name}"') for name in wrong]


@pytest.mark.parametrize(
    ("first", "second", "alike"),
    [
        ("Hyperthermia", "Hypothermia", True),
        ("Overactive thyroid", "Underactive thyroid", True),
        ("Type 1 diabetes", "Type 2 diabetes", True),
        ("Diabetes type one", "Diabetes type two", True),
        ("Hepatitis B", "Hepatitis C", True),
        ("Hepatitis E", "Hepatitis F", False),  # which nobody has
        ("Lupus 1", "Lupus 2", True),
        ("Hepatitis B", "hepatitis b!", True),  # the same name
        ("Hepatitis", "Hepatitis B", False),
        ("Type 1", "Type 2", False),  # nothing is left
        ("Hypertension", "Hypotension now", False),
    ],
)
def test_names_that_a_tired_reader_takes_for_each_other(
    tmp_path: Path, first: str, second: str, alike: bool
) -> None:
    found = findings(tmp_path, "N007", named("one", first), named("two", second))
    assert found == [("two", "lookalikes", f"{first} and {second}")] * alike
    linked = named("one", first, lookalikes=["two"]), named("two", second, lookalikes=["one"])
    assert findings(tmp_path, "N007", *linked) == []
    assert (
        bool(findings(tmp_path, "N007", named("one", "Rash", aliases=[first]), named("two", second))) is alike
    )


def test_of_three_that_are_alike_each_is_told_with_the_first_once(tmp_path: Path) -> None:
    records = [named(f"n{n}", f"Type {n} rash", aliases=[f"Rash type {n}"]) for n in (1, 2, 3)]
    found = findings(tmp_path, "N007", *records)
    assert [(id_, there) for id_, _, there in found] == [
        ("n2", "Type 1 rash and Type 2 rash"), ("n3", "Type 1 rash and Type 3 rash"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("first", "second", "said"),
    [
        ({"shared_names": ["KN"]}, {"abbreviations": ["KN"]}, '"KN", which one shares'),
        ({"shared_names": ["Bad leg"]}, {"aliases": ["bad legs"]}, '"bad legs", which one shares'),
        ({"shared_names": ["Two"]}, {}, '"Two", which one shares'),
        ({"shared_names": ["KN"]}, {"abbreviations": ["KN"], "shared_names": ["KN"]}, None),
        ({"shared_names": ["KN"]}, {"shared_names": ["KN"]}, None),
        ({"shared_names": ["KN"]}, {"loose_names": ["KN"]}, None),
        ({}, {"abbreviations": ["KN"]}, None),
    ],
)
def test_a_shared_name_is_shared_by_both(tmp_path: Path, first: Raw, second: Raw, said: str | None) -> None:
    found = findings(tmp_path, "N006", named("one", "One", **first), named("two", "Two", **second))
    assert found == ([("two", "shared_names", said)] if said else [])


@pytest.mark.parametrize(
    ("with_names", "without", "found"),
    [(2, 1, True), (1, 1, False), (1, 2, False), (3, 0, False), (5, 2, True)],
)
def test_names_in_spanish_are_missed_where_most_have_them(
    tmp_path: Path, with_names: int, without: int, found: bool
) -> None:
    has = [named(f"a{n}", f"Ache {n}", names_es=[f"dolor {n}"]) for n in range(with_names)]
    lacks = [named(f"b{n}", f"Burn {n}") for n in range(without)]
    ids = [id_ for id_, _, _ in findings(tmp_path, "N012", *has, *lacks)]
    assert ids == [f"b{n}" for n in range(without)] * found


KNEE, HIP = SYMPTOMS["symptoms"]


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"aliases": ["knee PAIN"]}, '"knee pain" in knee-pain and hip-pain'),
        ({"name": "Knee-pain"}, '"knee pain" in knee-pain and hip-pain'),
        ({"aliases": ["Hip pain", "Hip-pain"]}, None),  # its own
        ({"aliases": ["Knee pains"]}, None),
    ],
)
def test_a_symptom_has_names_of_its_own(tmp_path: Path, fields: Raw, said: str | None) -> None:
    side = {"version": 1, "symptoms": [KNEE, HIP | fields]}
    assert findings(tmp_path, "N008", good(), symptoms=side) == (
        [("", "symptoms.json", said)] if said else []
    )


@pytest.mark.parametrize(
    ("term", "said"),
    [
        ({"term": "Ligament"}, '"ligament" in "ligament" and "Ligament"'),
        ({"term": "cord", "aliases": ["LIGAMENTS", "ligaments"]}, '"ligaments" in "ligament" and "cord"'),
        ({"term": "LIGAMENT"}, None),  # in capitals it is another
        ({"term": "cord", "aliases": ["cords", "Cords"]}, None),
    ],
)
def test_a_term_stands_once_in_the_glossary(tmp_path: Path, term: Raw, said: str | None) -> None:
    terms = [*GLOSSARY["terms"], {"meaning": "a strip", "aliases": []} | term]
    found = findings(tmp_path, "N009", good(), glossary={"version": 1, "terms": terms})
    assert found == ([("", "glossary.json", said)] if said else [])


@pytest.mark.parametrize(("words", "found"), [(15, False), (16, True), (1, False)])
def test_a_meaning_is_short(tmp_path: Path, words: int, found: bool) -> None:
    terms = [{"term": "cord", "meaning": " ".join(["so"] * words), "aliases": []}]
    said = findings(tmp_path, "N010", good(), glossary={"version": 1, "terms": terms})
    assert said == [("", "glossary.json", f'"cord" takes {words} words')] * found


@pytest.mark.parametrize(
    ("said", "opens"),
    [
        ({"sayings": {"sore-knee": ["knee sore"]}}, '"knee sore" of sore-knee opens sore-knee'),
        (
            {"sayings": {}, "opening": {"sore-knee": ["Painful knee"]}},
            '"Painful knee" of sore-knee opens sore-knee',
        ),
        ({"sayings": {"sore-knee": ["PFPS"]}}, '"PFPS" of sore-knee opens sore-knee'),
        ({"sayings": {"sore-knee": ["my knee hurts"]}}, None),
        ({"sayings": {"sore-knee": ["Knee - sore"]}}, '"Knee - sore" of sore-knee opens sore-knee'),
    ],
)
def test_a_saying_is_no_name_that_opens_a_record(tmp_path: Path, said: Raw, opens: str | None) -> None:
    found = findings(tmp_path, "N011", good(), sayings={"version": 1, **said})
    assert found == ([("", "sayings.json", opens)] if opens else [])


@pytest.mark.parametrize(
    ("first", "second", "clash"),
    [
        ({"aliases": ["Sore leg"]}, {"aliases": ["sore LEG"]}, True),
        ({"aliases": ["Sore leg"], "shared_names": ["Sore leg"]}, {"aliases": ["Sore leg"]}, True),
        ({"shared_names": ["Sore leg"]}, {"shared_names": ["Sore leg"]}, False),
        ({"loose_names": ["Sore leg"]}, {"aliases": ["Sore leg"]}, False),
        ({"covered_names": ["Sore leg"]}, {"aliases": ["Sore arm"]}, False),
    ],
)
def test_a_name_opens_one_record(tmp_path: Path, first: Raw, second: Raw, clash: bool) -> None:
    assert (
        bool(findings(tmp_path, "N001", named("one", "One", **first), named("two", "Two", **second))) is clash
    )
