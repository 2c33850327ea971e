"""What rules read in a title and an abstract: numbers in words, counts of people, treatments and kinds."""

from typing import Any

import pytest

from condcli.registry_models import Advance
from condcli.research.extract import advance, patients, treatment
from condcli.research.paper import Heading, Paper
from condcli.research.people import marked
from condcli.research.text import number_at


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("zero", (0, 1)),
        ("nineteen patients", (19, 1)),
        ("twenty-one patients", (21, 1)),
        ("ninety six", (96, 2)),
        ("fourty two", (42, 2)),
        ("thirteen four", (13, 1)),
        ("twenty twenty", (20, 1)),
        ("twenty zero", (20, 2)),
        ("twenty eleven", (20, 1)),
        ("one hundred", (100, 2)),
        ("one hundred five", (105, 3)),
        ("one hundred and five", (105, 4)),
        ("one hundred and patients", (100, 2)),
        ("one hundred and", (100, 2)),
        ("five and six", (5, 1)),
        ("twenty and one", (20, 1)),
        ("thirteen hundred", (13, 1)),
        ("one hundred hundred", (100, 2)),
        ("two thousand", (2000, 2)),
        ("two thousand and ten", (2010, 4)),
        ("two hundred thousand", (200_000, 3)),
        ("one thousand two hundred and sixty-one", (1261, 6)),
        ("One Hundred-Five", (105, 2)),
        ("1,137 adults", (1137, 1)),
        ("2\u2009079 adults", (2079, 1)),
        ("123456789", (123_456_789, 1)),
        ("1234567890", None),
        ("thousand", None),
        ("and five", None),
        ("a hundred", None),
        ("patients", None),
        ("twenty-odd", None),
    ],
)
def test_a_number_is_read_with_all_its_words(said: str, found: tuple[int, int] | None) -> None:
    assert number_at(said.split(" "), 0) == found
    assert number_at(["we", *said.split(" ")], 1) == found


@pytest.mark.parametrize(
    ("sentence", "text"),
    [
        ("In 12 men and 13 women", "in #12 and #13"),
        ("12 men or women", "#12"),
        ("12 men and others", "#12 and others"),
        ("In 20 healthy patients", "in @20"),
        ("In 20 normotensive adults", "in @20"),
        ("In 20 young, obese men", "in #20"),
        ("Twelve (12) patients", "#12"),
        ("Twelve (13) patients", "#12"),
        ("30 patients (15 men)", "#30 ( #15 )"),
        ("20 (mostly young) patients", "#20"),
        ("20 (40% young) patients", "20 ( 40 % young ) patients"),
        ("20 (a b c d e f g) patients", "20 ( a b c d e f g ) patients"),
        ("n = 53 patients", "#53"),
        ("N = 53", "~53"),
        ("40 of 60 patients", "40 of #60"),
        ("40 H. pylori patients", "#40"),
        ("20 caregivers", "20 caregivers"),
        ("20 patient visits", "20 patient visits"),
        ("20 patients years", "20 patients years"),
        ("300 mg patients", "300 mg patients"),
        ("< 12 patients", "< 12 patients"),
        ("in 1998 patients", "in 1998 patients"),
        ("of 1998 patients", "of #1998"),
        ("in 1899 patients", "in #1899"),
        ("in 2100 patients", "in #2100"),
        ("60-year-old 20 women", "60-year-old #20"),
        ("between 5 and 7 patients", "between 5 and 7 patients"),
        ("from 5 to 7 patients", "from 5 to 7 patients"),
        ("5-7 patients", "5 - 7 patients"),
        ("we saw 5-7 patients", "we saw 5 - 7 patients"),
        ("12 a b c d e f g h i patients", "12 a b c d e f g h i patients"),
        ("12 b c d e f g h patients", "#12"),
        ("", ""),
    ],
)
def test_only_what_counts_people_is_marked(sentence: str, text: str) -> None:
    assert marked(sentence) == text


@pytest.mark.parametrize(
    ("abstract", "number"),
    [
        ("5-7 children were enrolled.", None),
        ("5 to 7 children were enrolled.", None),
        ("We enrolled 57 children.", 57),
        ("A total of 57 children and 12 adults took part.", 69),
        ("We studied 30 patients with gout as well as 20 patients with lupus.", 50),
        ("We studied 30 patients with gout plus 20 healthy controls.", 30),
        ("120 patients were enrolled, and 80 (66.7%) were randomized.", 80),
        ("120 patients were enrolled, and 60 were randomized.", None),
        ("We enrolled 120 patients. A total of 100 were given aspirin.", 120),
        ("We enrolled 120 patients. Of these, 70 patients were randomized.", 120),
        ("Patients were randomized to aspirin (n = 30) or placebo (n = 31).", 61),
        ("Groups were aspirin (n = 30), placebo (n = 31) and both (n = 61).", 61),
        ("Groups were aspirin (n = 30), placebo (n = 31) and both (n = 60).", 121),
        ("The mean was 30 (n = 30).", None),
        ("Patients on aspirin (n = 30) or placebo (n = 20) improved.", 50),
        ("200 people live here. The study among 30 patients went well.", None),
        ("The trial will enroll 300 patients.", None),
        ("It was planned to enroll 300 patients.", None),
        ("All were patients. We enrolled 12 men. Mice were used.", 12),
        ("We enrolled 12 men. Mice were used.", None),
        ("Of 12 patients, 3 patients died.", 12),
        ("3 patients died.", None),
        ("Only 12 patients were treated.", None),
        ("About 12 patients were treated.", None),
        ("Twelve patients in the placebo group were treated.", None),
    ],
)
def test_the_number_of_patients_is_that_of_the_whole_study(abstract: str, number: int | None) -> None:
    assert patients("A study.", abstract) == number


@pytest.mark.parametrize(
    ("title", "found"),
    [
        ("Effects of the use of aspirin on pain", "aspirin"),
        ("Effect of single dose aspirin on pain", "aspirin"),
        ("Treatment of asthma with high-dose budesonide 200 mg given daily", "budesonide"),
        ("Effect of a 6-week course of penicillin in adults", "penicillin"),
        ("Comparison of surgery and radiotherapy for cancer", "surgery and radiotherapy"),
        ("Randomized trial of aspirin (100 mg) in adults", "aspirin"),
        ("Placebo-controlled trial of xyz for gout", "xyz"),
        ("Xyz versus placebo in gout", "Xyz"),
        ("Xyz versus abc in gout", None),
        ("Xyz for the treatment of gout", "Xyz"),
        ("Phase 2 study of xyz in gout", "xyz"),
        ("Yoga for back pain: a trial", "Yoga"),
        ("Pain during exercise training with yoga in adults", None),
        ("Surgery for gout", None),
        ("The treatment for gout", None),
        ("Does aspirin help?", None),
        ("What is the effect of aspirin on pain?", "aspirin"),
        ("[Effects of aspirin on pain]", "aspirin"),
        ("Quality of life with aspirin", None),
        (f"{'x' * 600} Effects of aspirin on pain", None),
        (
            "Effect of one two three four five six seven eight nine ten eleven twelve thirteen therapy on x",
            None,
        ),
    ],
)
def test_the_treatment_is_named_without_dose_and_form(title: str, found: str | None) -> None:
    assert treatment(title) == found


@pytest.mark.parametrize(
    ("medicines", "found"),
    [((), None), (("A",), "A"), (("A", "B", "C"), "A, B, C"), (("A", "B", "C", "D"), None)],
)
def test_medicines_of_the_index_are_named_where_they_are_few(
    medicines: tuple[str, ...], found: str | None
) -> None:
    assert treatment("Gout.", (), medicines) == found


def read(**changes: Any) -> Advance:  # noqa: ANN401  fields of any kind
    paper: dict[str, Any] = {
        "pmid": "1", "doi": None, "title": "Aspirin in adults with gout.", "journal": None, "published": None,
        "abstract": "", "types": (), "headings": (), "substances": (), "nct_ids": (), "in_doubt": False,
    }  # fmt: skip
    return advance(
        Paper(**paper | changes), {"D1": "Gout", "D2": "Lupus", "D3": "Gout of the toe"}, "2026-11-01"
    )


def heading(id_: str, *qualifiers: str, major: bool = True, name: str = "Name, Other") -> Heading:
    return Heading(id_, name, qualifiers, major)


@pytest.mark.parametrize(
    ("headings", "condition"),
    [
        ((), None),
        ((heading("D1"),), "Gout"),
        ((heading("D1"), heading("D2")), "Gout and Lupus"),
        ((heading("D1"), heading("D1")), "Gout"),
        ((heading("D1"), heading("D3")), "Gout of the toe"),
        ((heading("D1"), heading("D2"), heading("D3")), "Gout and Lupus"),
        ((heading("D2", major=False), heading("D1")), "Gout"),
        ((heading("D2", major=False),), "Lupus"),
        ((heading("D9", "therapy"), heading("D2", major=False)), "Other Name"),
        ((heading("D9", "metabolism"), heading("D2", major=False)), "Lupus"),
        ((heading("D9", "therapy", major=False),), None),
    ],
)
def test_the_condition_is_what_the_paper_is_mainly_about(
    headings: tuple[Heading, ...], condition: str | None
) -> None:
    assert read(headings=headings).condition == condition


@pytest.mark.parametrize(
    ("types", "kind"),
    [
        (("Clinical Trial, Phase II",), "Clinical trial, phase 2"),
        (("Clinical Trial, Phase V",), None),
        (("Clinical Trial, Phase III", "Clinical Trial"), "Clinical trial, phase 3"),
        (("Clinical Trial, Phase III", "Systematic Review"), "Systematic review"),
        (("Observational Study", "Randomized Controlled Trial"), "Randomized controlled trial"),
        (("Network Meta-Analysis",), "Meta-analysis"),
        (("Case Reports",), "Case report"),
        (("Letter",), None),
    ],
)
def test_the_most_telling_kind_is_named(types: tuple[str, ...], kind: str | None) -> None:
    assert read(types=types).kind == kind


@pytest.mark.parametrize(
    ("title", "used"),
    [
        ("Oral Budesonide in Adults", "oral budesonide"),
        ("Effect of IL-5 Inhibitors in Adults", "IL-5 inhibitors"),
        ("Effect of Bell's Exercises in Adults", "Bell's exercises"),
        ("Effect of Parkinson Exercises in Adults", "Parkinson exercises"),
        ("Effect of Home-Based Exercise in Adults", "home-based exercise"),
        ("Effect of DASH Diet in Adults", "DASH diet"),
    ],
)
def test_names_of_persons_and_abbreviations_keep_their_form_in_the_sentence(title: str, used: str) -> None:
    assert read(title=title).summary == f"Researchers tested {used} in people."


@pytest.mark.parametrize(
    ("changes", "summary"),
    [
        ({}, "Researchers tested aspirin in people."),
        ({"abstract": "We enrolled 1200 adults."}, "Researchers tested aspirin in 1,200 people."),
        ({"headings": (heading("D1"),)}, "Researchers tested aspirin in people with gout."),
        ({"title": "Gout."}, None),
        ({"title": "Gout.", "headings": (heading("D1"),)}, "Researchers studied people with gout."),
        ({"title": "Effect of gout diets on pain", "headings": (heading("D1"),)},
         "Researchers tested gout diets in people."),
        ({"types": ("Meta-Analysis",)}, "Researchers put together earlier studies of aspirin."),
        ({"types": ("Meta-Analysis",), "headings": (heading("D1"),), "abstract": "We included 1200 adults."},
         "Researchers put together earlier studies of aspirin for gout, with 1,200 people in all."),
        ({"types": ("Randomized Controlled Trial",)},
         "In a trial that chose each person's group by chance, researchers tested aspirin in people."),
    ],
)  # fmt: skip
def test_the_sentence_says_each_fact_once(changes: dict[str, Any], summary: str | None) -> None:
    assert read(**changes).summary == summary
