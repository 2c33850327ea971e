"""What the checks measure: words of sentences, items, lists and paragraphs, grades; sentences said twice."""

from pathlib import Path

import pytest
from checked import findings, in_texts
from good_record import Raw, good

EASY = "We all rest a lot at home. "
HARD = "Subsequently, such individuals demonstrating considerable deterioration necessitate hospitalization. "


def record(*body: str | Raw, section: str = "treatment", **fields: object) -> Raw:
    """The good record with another section."""
    return good(**fields, sections=good()["sections"] | {section: {"body": list(body), "refs": [1, 2]}})


def told(folder: Path, code: str, *body: str | Raw) -> list[tuple[str, str]]:
    return [(place, there) for _, place, there in findings(folder, code, record(*body))]


def words(count: int) -> str:
    return f"Word{' word' * (count - 1)}."


@pytest.mark.parametrize(
    ("code", "body", "said"),
    [
        ("P004", words(20), None),
        ("P004", words(21), "21 in"),
        ("P004", f"{words(15)} {words(15)}", None),
        ("P004", {"lead": f"{words(21)[:-1]}:", "items": ["a", "b"]}, "21 in"),
        ("P006", {"lead": "Try:", "items": [words(15), "b"]}, None),
        ("P006", {"lead": "Try:", "items": [words(16), "b"]}, "16 in"),
        ("P006", {"lead": "Try:", "items": [f"{words(8)} {words(8)}", "b"]}, "16 in"),
        ("P006", {"lead": f"{words(18)[:-1]}:", "items": ["a", "b"]}, None),
        ("P007", {"lead": "Try:", "items": list("abcdefgh")}, None),
        ("P007", {"lead": "Try:", "items": list("abcdefghi")}, '9 from "a"'),
        ("P008", " ".join([words(20)] * 3), None),
        ("P008", " ".join([words(20)] * 3 + ["Rest."]), "61 words from"),
        ("P008", "Rest. Walk. Eat. Sleep.", None),
        ("P008", "Rest. Walk. Eat. Sleep. Ask.", '5 sentences from "Rest.'),
        ("P008", {"lead": "Try:", "items": ["Rest. Walk. Eat. Sleep. Ask.", "b"]}, None),
    ],
)
def test_a_text_has_no_more_than_a_reader_takes_in(
    tmp_path: Path, code: str, body: str | Raw, said: str | None
) -> None:
    found = told(tmp_path, code, "Rest helps at first.", body)
    assert [place for place, _ in found] == ["sections.treatment"] * bool(said)
    assert all(there.startswith(said or "") for _, there in found)


@pytest.mark.parametrize("tier", ["emergency", "urgent", "soon", "routine"])
def test_a_list_of_care_is_short_too(tmp_path: Path, tier: str) -> None:
    for count in (8, 9):
        care = good()["care"] | {tier: [f"a sign {n}" for n in range(count)]}
        found = findings(tmp_path, "P007", good(care=care))
        assert [place for _, place, _ in found] == [f"care.{tier}"] * (count > 8)
    assert in_texts(tmp_path, "P006", [words(15)[:-1], words(16)[:-1]], f"care.{tier}") == {
        words(15)[:-1]: [], words(16)[:-1]: [f'16 in "{words(16)[:-1]}"'],
    }  # fmt: skip


def test_a_paragraph_of_the_summary_or_a_note_counts(tmp_path: Path) -> None:
    long = "Rest. Walk. Eat. Sleep. Ask."
    assert [p for _, p, _ in findings(tmp_path, "P008", good(summary=long))] == ["summary"]
    noted = good(care=good()["care"] | {"note": long})
    assert [p for _, p, _ in findings(tmp_path, "P008", noted)] == ["care.note"]


@pytest.mark.parametrize(
    ("code", "hard", "easy", "said"),
    [
        ("P001", HARD * 3, EASY * 3, "grade "),
        ("P002", HARD * 3, EASY * 3, "SMOG "),
        ("P005", f"{words(19)} " * 4, f"{words(9)} " * 4, " words"),
        ("P009", "The knee is treated. It is seen. It is held.", "We treat it. We see it.", " %"),
    ],
)
def test_all_sections_together_are_plain(tmp_path: Path, code: str, hard: str, easy: str, said: str) -> None:
    ((place, there),) = told(tmp_path, code, hard.strip())
    assert (place, said in there) == ("sections", True)
    assert told(tmp_path, code, easy.strip()) == []


def test_what_no_section_says_is_not_measured(tmp_path: Path) -> None:
    hard = good(summary=HARD.strip(), questions=[HARD.strip()] * 4)
    for code in ("P001", "P002", "P005", "P009"):
        assert findings(tmp_path, code, hard) == []
        assert findings(tmp_path, code, good(sections={"definition": {"body": ["..."], "refs": [1]}})) == []


@pytest.mark.parametrize(("times", "found"), [(4, False), (5, True)])
def test_a_section_is_measured_from_forty_words_on(tmp_path: Path, times: int, found: bool) -> None:
    said = (HARD * times).strip()
    assert len(said.split()) in (32, 40)
    assert [place for place, _ in told(tmp_path, "P003", said)] == ["sections.treatment"] * found


def test_names_and_terms_make_no_section_hard(tmp_path: Path) -> None:
    said = "A patellofemoral osteoarthritis patient rests the knee in bed. " * 5
    named = record(said.strip(), aliases=["Patellofemoral osteoarthritis"])
    term = {"term": "patellofemoral osteoarthritis", "meaning": "worn knees", "aliases": []}
    assert findings(tmp_path, "P003", record(said.strip()))
    assert findings(tmp_path, "P003", named) == findings(
        tmp_path, "P003", named, glossary={"version": 1, "terms": [term]}
    )
    assert len(findings(tmp_path, "P010", record(said.strip()))) > 0
    assert findings(tmp_path, "P010", named) == []


def other(id_: str, **fields: object) -> Raw:
    bare: Raw = {"name": f"Ache {id_}", "aliases": [], "abbreviations": [], "loose_names": []}
    return good(**bare, id=id_, codes={"icd10cm": [], "mesh": [], "doid": []}, **fields)


TEN = "It is good to know that all knees can heal."


@pytest.mark.parametrize(
    ("place", "said", "found"),
    [
        ("definition", TEN, True), ("causes", TEN, True), ("symptoms", TEN, True), ("outlook", TEN, True),
        ("complications", TEN, True), ("treatment", TEN, False), ("self_care", TEN, False), ("tests",
        TEN, False),
        ("causes", "It is good that all knees can heal.", False),  # eight words
        ("causes", TEN.removesuffix("."), False),
    ],
)  # fmt: skip
def test_what_is_said_of_a_condition_is_its_own(tmp_path: Path, place: str, said: str, found: bool) -> None:
    apart = {
        key: {"body": [f"The {key} of it."], "refs": [1, 2]}
        for key in ("definition", "symptoms", "treatment")
    }
    records = [
        other(
            f"a{n}", summary=f"It is number {n}.", sections=apart | {place: {"body": [said], "refs": [1, 2]}}
        )
        for n in (1, 2, 3)
    ]
    told = findings(tmp_path, "T006", *records)
    assert [(id_, where) for id_, where, _ in told] == [
        (f"a{n}", f"sections.{place}") for n in (1, 2, 3)
    ] * found
    assert [there.rpartition('" in ')[2] for _, _, there in told] == [
        "a2 and 1 more",
        "a1 and 1 more",
        "a1 and 1 more",
    ] * found


def test_a_sentence_that_a_record_repeats_itself_is_no_other_records(tmp_path: Path) -> None:
    twice = {key: {"body": [TEN], "refs": [1, 2]} for key in ("definition", "symptoms", "treatment")}
    assert findings(tmp_path, "T006", other("a", sections=twice)) == []
    pair = findings(tmp_path, "T006", other("a", summary=TEN), other("b", sections=twice, summary="It is."))
    assert [(id_, where) for id_, where, _ in pair] == [
        ("a", "summary"), ("b", "sections.definition"), ("b", "sections.symptoms"),
    ]  # fmt: skip
