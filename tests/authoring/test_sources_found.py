"""What the checks say of references, dates, codes and links between records."""

from pathlib import Path

import pytest
from checked import findings
from good_record import Raw, good

FIRST, BOOK = good()["references"]


def referring(*urls: str | None, **fields: object) -> Raw:
    """A record with a reference for each address."""
    refs = [FIRST | {"url": url} | fields for url in urls]
    sections = {key: part | {"refs": [*range(1, len(refs) + 1)]} for key, part in good()["sections"].items()}
    return good(references=refs, sections=sections)


def told(folder: Path, code: str, record: Raw) -> list[tuple[str, str]]:
    return [(place, there) for _, place, there in findings(folder, code, record)]


@pytest.mark.parametrize(
    ("url", "said"),
    {
        "https://example.org": None,
        "https://example.org/a?b=1": None,
        "http://example.org/a": "plain http address",
        "": "is not an address",
        "example.org": "is not an address",
        "ftp://example.org": "is not an address",
        "https://localhost": "is not an address",
        "https://example.org/a b": "is not an address",
        " https://example.org": "is not an address",
        "https:///a": "is not an address",
        "https://a..b/": "is not an address",
    }.items(),
)
def test_a_reference_has_an_address_that_opens(tmp_path: Path, url: str, said: str | None) -> None:
    found = told(tmp_path, "L002", referring(url))
    assert [place for place, _ in found] == ["references.1"] * bool(said)
    assert all(said and said in there for _, there in found)


def test_what_has_no_address_says_why(tmp_path: Path) -> None:
    assert told(tmp_path, "L002", referring(None, via=None)) == [("references.1", '"Knees" has no address')]
    assert told(tmp_path, "L002", referring(None, via="")) == [("references.1", '"Knees" has no address')]
    assert told(tmp_path, "L002", referring(None, "http://example.org/a", via="book")) == []
    assert told(tmp_path, "L002", referring("https://example.org", via="model page")) == []


WEAK = {
    "https://ghr.nlm.nih.gov/x": "a retired site",
    "https://www.healthfinder.gov/x": "a retired site",
    "https://www.cancer.net/x": "a retired site",
    "https://kidney.niddk.nih.gov/x": "a retired site",
    "https://example.org/pubmedhealth/x": "a retired site",
    "https://github.com/a/b": "a place for code",
    "https://raw.githubusercontent.com/a": "a place for code",
    "https://a.github.io/b": "a place for code",
    "https://huggingface.co/a": "a place for code",
    "https://example.org/news-releases/a": "a press release",
    "https://example.org/Press-Release/a": "a press release",
    "https://example.org/newsroom": "a press release",
    "https://www.prnewswire.com/a": "a press release",
    "https://www.eurekalert.org/a": "a press release",
    "https://example.org/a?q=knee": "a query",
    "https://example.org/search": "a query",
    "https://example.org/a/search/": "a query",
    "https://example.org": "a home page",
    "https://example.org/": "a home page",
}
LASTING = (
    "https://example.org/knees", "https://www.niddk.nih.gov/knees", "https://medlineplus.gov/ency/001.htm",
    "https://notgithub.com/a",
    "https://example.org/newsrooms-of-old", "https://example.org/research/a",
    "https://www.cancer.network/a", "https://example.org/searching",
)  # fmt: skip


def test_a_reference_points_where_a_reader_can_check_it(tmp_path: Path) -> None:
    found = told(tmp_path, "L010", referring(*WEAK, *LASTING))
    assert [there.partition('" is ')[2] for _, there in found] == list(WEAK.values())
    assert [place for place, _ in found] == [f"references.{n}" for n in range(1, len(WEAK) + 1)]


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"publisher": ""}, ["the publisher is empty"]),
        ({"title": "\t"}, ["the title is empty"]),
        ({"publisher": " ", "title": ""}, ["the publisher is empty", "the title is empty"]),
        ({"title": "TODO: its title", "publisher": ""}, []),  # it is still to be written
        ({}, []),
    ],
)
def test_a_reference_says_what_it_is(tmp_path: Path, fields: dict[str, object], said: list[str]) -> None:
    assert [there for _, there in told(tmp_path, "L001", referring("https://a.org/b", **fields))] == said


def test_a_reference_that_nothing_rests_on_is_told(tmp_path: Path) -> None:
    record = referring("https://a.org/a", "https://a.org/b", "https://a.org/c")
    for section in record["sections"].values():
        section["refs"] = [2]
    assert told(tmp_path, "L003", record | {"care": record["care"] | {"refs": []}}) == [
        ("references.1", '"Knees"'), ("references.3", '"Knees"'),
    ]  # fmt: skip
    assert told(tmp_path, "L003", record | {"care": record["care"] | {"refs": [1, 3]}}) == []


@pytest.mark.parametrize(
    ("fields", "places"),
    [
        ({"written": "2026-02-29", "changed": "2026-03-01"}, ["written"]),
        ({"written": "2024-02-29", "changed": "2024-02-29"}, []),
        ({"changed": "2026-01-01"}, ["changed"]),  # the day before it was written
        ({"changed": "2026-01-02"}, []),
        ({"reviewed": "2026-01-01"}, ["reviewed"]),
        ({"reviewed": "2026-01-02"}, []),
        ({"reviewed": "2026-04-31"}, ["reviewed"]),
        ({"written": "2026-02-30", "changed": "2026-02-31"}, ["written", "changed"]),
    ],
)
def test_days_of_a_record_exist_and_stand_in_order(tmp_path: Path, fields: Raw, places: list[str]) -> None:
    assert [place for place, _ in told(tmp_path, "L004", good(**fields))] == places


@pytest.mark.parametrize(
    ("date", "accessed", "said"),
    [
        ("2024-02", "2024-06-01", None),
        ("2024-02", "2024-02", None),
        ("2024-02-10", "2024-02", None),  # as precise as the less precise one
        ("2024-02-10", "2024-02-09", "read 2024-02-09, but dated 2024-02-10"),
        ("2024-02", "2024-01-31", "read 2024-01-31, but dated 2024-02"),
        ("2024", "2023-12-31", "read 2023-12-31, but dated 2024"),
        ("2024-06-31", None, "2024-06-31 is not a real date"),
        (None, "2023-02-29", "2023-02-29 is not a real date"),
        (None, None, None),
    ],
)
def test_a_reference_was_read_after_it_was_dated(
    tmp_path: Path, date: str | None, accessed: str | None, said: str | None
) -> None:
    record = referring("https://a.org/b", date=date, accessed=accessed)
    assert told(tmp_path, "L004", record) == ([("references.1", said)] if said else [])


@pytest.mark.parametrize(
    ("care", "found"),
    [
        ({"refs": []}, True),
        ({"refs": [2]}, False),
        ({"refs": [], "emergency": ["TODO: signs"]}, False),
        (
            {
                "refs": [],
                **{tier: [] for tier in ("emergency", "urgent", "soon")},
                "routine": ["an old ache"],
            },
            True,
        ),
        (
            {
                "refs": [],
                **{tier: [] for tier in ("emergency", "urgent", "soon", "routine")},
                "note": "None.",
            },
            False,
        ),
    ],
)
def test_care_says_what_it_rests_on(tmp_path: Path, care: Raw, found: bool) -> None:
    record = good(care=good()["care"] | care)
    assert [place for place, _ in told(tmp_path, "L009", record)] == ["care.refs"] * found


CODES: dict[str, tuple[str, list[str], list[str]]] = {
    "C001": (
        "icd10cm",
        ["E119", "e11.9", "E11.", "E11.12345", "E1", "11.9", "E11-E14", "E11.9-", "\u041511.9", "E11.9 ",
        ""],
        ["E11", "E11.9", "C7A", "C7B.02", "M25.561", "S52.501A", "U07.1", "TODO: a code"],
    ),
    "C003": (
        "doid", ["9351", "doid:9351", "DOID:", "DOID: 9351", "DOID:123456789", "DOID:93x"], ["DOID:9351",
        "DOID:0060224"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("code", CODES)
def test_codes_have_their_form(tmp_path: Path, code: str) -> None:
    field, wrong, right = CODES[code]
    record = good(codes=good()["codes"] | {field: [*wrong, *right]})
    assert told(tmp_path, code, record) == [(f"codes.{field}", f'"{one}"') for one in wrong]


def test_mesh_ids_have_their_form_and_a_heading(tmp_path: Path) -> None:
    wrong = ["D03920", "D0039200", "E003920", "d003920", "D000003920", "D003920 "]
    right = ["D003920", "C538185", "D000086382", "C000656484", "TODO: an id"]
    mesh = [{"id": id_, "heading": "A"} for id_ in (*wrong, *right)]
    codes = good()["codes"] | {"mesh": [*mesh, {"id": "D000001", "heading": " "}]}
    found = told(tmp_path, "C002", good(codes=codes))
    assert [there for _, there in found] == [*(f'"{id_}"' for id_ in wrong), '"D000001" has no heading']
    assert {place for place, _ in found} == {"codes.mesh"}


def other(**fields: object) -> Raw:
    """A record whose names and codes the good one has not."""
    named: Raw = {"name": "Sore hip", "aliases": [], "abbreviations": [], "loose_names": [], "id": "sore-hip"}
    return good(**(named | {"codes": {"icd10cm": [], "mesh": [], "doid": []}} | fields))


def test_a_code_means_one_record(tmp_path: Path) -> None:
    same = findings(tmp_path, "C004", other(codes=good()["codes"]), good())
    assert [(id_, place, there) for id_, place, there in same] == [
        ("sore-knee", "codes.icd10cm", "M25.56 in sore-hip too"),
        ("sore-knee", "codes.mesh", "D046788 in sore-hip too"),
        ("sore-knee", "codes.doid", "DOID:0060224 in sore-hip too"),
    ]
    twice = good(codes=good()["codes"] | {"icd10cm": ["M25.56", "M25.56"]})
    assert findings(tmp_path, "C004", other(), twice) == []
    todo = {"icd10cm": ["TODO: a code"], "mesh": [], "doid": []}
    assert findings(tmp_path, "C004", other(codes=todo), good(codes=todo)) == []


def test_symptoms_are_those_of_the_vocabulary(tmp_path: Path) -> None:
    record = good(symptoms=["knee-pain", "knee-pains", "zzqx", "todo-ids"])
    found = [there for _, _, there in findings(tmp_path, "L005", record)]
    assert found == ["knee-pains; close to it: knee-pain", "zzqx"]
    nothing = {"version": 1, "symptoms": []}
    assert findings(tmp_path, "L005", record, symptoms=nothing) == []  # there is no vocabulary


def test_look_alikes_name_each_other(tmp_path: Path) -> None:
    ids = ["sore-knee", "sore-nose", "sore-hip", "todo-ids"]
    found = findings(tmp_path, "L006", other(), good(lookalikes=ids))
    assert [there for _, _, there in found] == [
        "the record names itself", "there is no record sore-nose", "sore-hip does not point back",
    ]  # fmt: skip
    assert findings(tmp_path, "L006", other(lookalikes=["sore-knee"]), good(lookalikes=["sore-hip"])) == []


def test_what_stands_twice_in_a_list_is_told_once(tmp_path: Path) -> None:
    record = good(
        symptoms=["hip-pain"] * 3, questions=["Why?", "How?", "Why?", "How?"], lookalikes=["a", "b"]
    )
    assert [(place, there) for _, place, there in findings(tmp_path, "L007", record)] == [
        ("symptoms", '"hip-pain"'), ("questions", '"Why?"'), ("questions", '"How?"'),
    ]  # fmt: skip
