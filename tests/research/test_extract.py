"""Number of patients, treatment and the one sentence, from title, abstract and PubMed's index."""

import time

import pytest

from condcli.research.extract import advance, patients, treatment
from condcli.research.paper import Heading, Paper
from condcli.research.people import marked
from condcli.research.text import number_at


@pytest.mark.parametrize(
    ("words", "number", "length"),
    [
        ("288 patients", 288, 1),
        ("1,137 patients", 1137, 1),
        ("2\u00a0079 men", 2079, 1),
        ("Thirty-nine toddlers", 39, 1),
        ("Ninety nine patients", 99, 2),
        ("Four hundred ninety six nurses", 496, 4),
        ("One hundred and ninety-three people", 193, 4),
        ("two thousand and five men", 2005, 4),
        ("twenty and thirty", 20, 1),
        ("five six", 5, 1),
        ("one hundred and men", 100, 2),
    ],
    ids=lambda value: str(value) if isinstance(value, str) else "",
)
def test_numbers_in_digits_and_words(words: str, number: int, length: int) -> None:
    assert number_at(words.split(" "), 0) == (number, length)


@pytest.mark.parametrize("word", ["patients", "2.5", "hundred", "1,13", "ninety-odd", "and"])
def test_what_is_no_number(word: str) -> None:
    assert number_at([word], 0) is None


@pytest.mark.parametrize(
    ("sentence", "text"),
    [
        ("Thirty-nine toddlers came (n = 53).", "#39 came ( ~53 ) ."),
        ("14 healthy controls", "@14"),
        ("154 eyes of 77 patients", "154 eyes of #77"),
        ("2079 men and women", "#2079"),
        ("12 (6 male) patients", "#12"),
        ("193 ( 193 ) H. pylori-positive patients", "#193"),
        ("48 type 2 diabetic patients", "#48"),
        ("a 60-year-old man", "a 60-year-old man"),
        ("31 (24%) patients", "31 ( 24 % ) patients"),
        ("5 to 7 children", "5 to 7 children"),
        ("eleven 5-7 year old children", "11 5 - 7 year old children"),
        ("1,200 patient years", "1200 patient years"),
        ("200 patients years", "200 patients years"),
        ("in 2015 patients", "in 2015 patients"),
        ("4 million people", "4 million people"),
        ("grade 3 patients", "grade 3 patients"),
        ("n = many", "n = many"),
        ("12 trials of 300 women", "12 trials of #300"),
        ("50 (a b c d e f g) women", "50 ( a b c d e f g ) women"),
        ("about 12", "about 12"),
    ],
    ids=lambda value: value,
)
def test_counts_of_people_are_marked(sentence: str, text: str) -> None:
    assert marked(sentence) == text


NUMBERS = {
    "randomized, not enrolled": ("We enrolled 200 patients, of whom 150 were randomly assigned.", 150),
    "randomized after that": ("A total of 200 patients were enrolled and 180 were randomized.", 180),
    "randomized, in a later sentence": (
        "We enrolled 200 patients. After a month, 150 patients were randomized to a drug or placebo.",
        150,
    ),
    "one of two groups is not all": (
        "A total of 110 patients were enrolled. 54 were randomized to group A and 56 to group B.",
        110,
    ),
    "one of two groups of people is not all": (
        "We enrolled 110 patients. After that 54 patients were randomized to group A and 56 to group B.",
        110,
    ),
    "caregivers and patients together": ("We enrolled 120 caregivers and patients.", None),
    "caregivers": ("A total of 120 caregivers were randomized.", None),
    "patients beside caregivers": ("We enrolled 60 patients and 60 caregivers.", 60),
    "14 patients": ("We treated 14 patients with CAR-T cells.", 14),
    "n = 288": ("Patients (n = 288) were followed for two years.", 288),
    "a total of 116": ("A total of 116 patients were included.", 116),
    "940 children": ("The trial enrolled 940 children with leukemia.", 940),
    "in words": ("Four hundred ninety-six nurses participated in a workshop.", 496),
    "thousands": ("We randomly assigned 4,444 patients to simvastatin or placebo.", 4444),
    "a label": ("METHODS: 77 patients with psoriasis. RESULTS: It helped.", 77),
    "a total and its arms": (
        "We randomized 51 patients (n = 25 for drug, n = 26 for placebo). Later 40 patients completed it.",
        51,
    ),
    "arms without a total": (
        "Adults were randomly assigned to receive drug A (n = 149) or placebo (n = 147).",
        296,
    ),
    "arms and their sum": (
        "In all, those naive to it (n = 1085) received A (n = 542) or B (n = 543).",
        1085,
    ),
    "arms in one of which people stand": ("15 patients were given A and 16 were given B.", None),
    "several cohorts": ("We studied 100 neurosurgical patients and 40 patients with leukemia.", 140),
    "patients and healthy people": (
        "Forty-eight patients with syncope and 14 healthy controls underwent the test.",
        48,
    ),
    "healthy people and patients": ("We studied 12 healthy volunteers and 20 patients with asthma.", 20),
    "healthy people only": ("Twelve healthy volunteers were enrolled.", 12),
    "a list of cohorts": ("22 HFpEF, 17 HFmrEF and 15 HFrEF patients were included.", None),
    "those screened are not counted": (
        "A total of 9025 women were screened. A total of 819 women were treated.",
        819,
    ),
    "those screened and those who joined": (
        "Between 2020 and 2023, 1500 patients were screened, of whom 1012 (67%) were randomly assigned.",
        1012,
    ),
    "of those screened": ("Of 1234 adults screened, 800 were randomized and 40 adults dropped out.", 800),
    "those invited are not counted": (
        "A sample of 2000 people was drawn and 2000 people were invited. 1370 people took part.",
        1370,
    ),
    "a share is a part": ("Of 132 patients, 113 were randomized. 50 (47%) patients improved.", 132),
    "a part of more people": ("Twelve patients took part. In all 300 patients of the clinic were seen.", 300),
    "per group": ("Eleven patients were treated in each group.", None),
    "one arm": ("Fourteen patients received active laser treatment.", None),
    "samples": ("We tested 120 samples and 40 specimens.", None),
    "studies": ("We included 25 studies and 12 randomized trials.", None),
    "a total and its arms in a sentence": (
        "A total of 1213 patients underwent randomization: 606 were assigned to A and 607 to placebo.",
        1213,
    ),
    "people in studies, in brackets": ("Sixteen RCTs (n = 2345 participants) were included.", 2345),
    "people in studies": ("We included 12 trials with 3,456 participants.", 3456),
    "a range": ("Between 10 and 15 patients a week were treated.", None),
    "those who had something": ("A total of 12 patients had side effects.", None),
    "a range with to": ("10 to 15 patients were treated.", None),
    "a percentage": ("In 48% of patients the pain went away.", None),
    "about": ("About 600,000 people live with it.", None),
    "eyes": ("Sixty eyes were randomized.", None),
    "animals": ("Thirty-seven male Wistar rats were randomized; 12 males were treated.", None),
    "planned": ("A sample of 68 patients is required.", None),
    "work of others": ("A previous study enrolled 400 patients.", None),
    "two studies": (
        "In the first study, 20 patients were treated. In study 2, 30 patients were treated.",
        None,
    ),
    "a substudy": ("The trial enrolled 1857 patients. This substudy included 269 patients.", None),
    "those who dropped out": ("18 patients dropped out.", None),
    "years": ("From January to May 1990 patients were included.", None),
    "nothing": ("We review what is known.", None),
    "no abstract": ("", None),
    "more than anybody counts": (f"We assessed people of whom {2**64} were randomized.", None),
    "more than that, enrolled": (f"We enrolled people, of whom {'9' * 5000} were randomized.", None),
}


@pytest.mark.parametrize("case", NUMBERS)
def test_number_of_patients(case: str) -> None:
    abstract, number = NUMBERS[case]
    assert patients("A study.", abstract) == number


def test_the_title_may_say_the_number() -> None:
    assert patients("An analysis of 374 patients.", "") == 374


TREATMENTS = {
    "Dupilumab in Adults with Moderate-to-Severe Asthma: A Randomized Trial.": "Dupilumab",
    "Effect of Semaglutide on Kidney Outcomes in Type 2 Diabetes.": "Semaglutide",
    "Efficacy and Safety of Tirzepatide for Obesity: Systematic Review.": "Tirzepatide",
    "A randomized trial of methadone in opioid dependence": None,
    "Digital health interventions for hypertension: a systematic review": "Digital health interventions",
    "Comparison of cefotaxime versus gentamicin for surgery": "cefotaxime",
    "Treatment of posterior uveitis with a fluocinolone acetonide implant: results": (
        "fluocinolone acetonide implant"
    ),
    "[Effect of mitoxantrone (MTX) 12 mg in leukemia]": None,
    "Effects of aspirin 100 mg in adults": "aspirin",
    "Clonidine treatment of hyperactive children": "Clonidine",
    "Quality of life in patients with COPD": None,
    "Treatment for back pain": None,
    "Risk factors for malnutrition in surgery patients": None,
    f"Trial of {'very ' * 20}long therapy in adults": None,
    "": None,
    "Chemotherapy with or without bevacizumab in adults with colon cancer": "Chemotherapy",
    "Nivolumab alone or with ipilimumab versus sunitinib in kidney cancer": "Nivolumab",
    "Effect of cetuximab followed by radiotherapy in adults": "cetuximab",
    "Antibiotic treatment guided by procalcitonin in sepsis": "Antibiotic",
    "Overall survival with palbociclib and letrozole in breast cancer": "palbociclib and letrozole",
    "Efficacy of dupilumab and in adults": "dupilumab",
    "A randomized, placebo-controlled trial of pentoxifylline for ulcers": "pentoxifylline",
    "Sorbofen as maintenance therapy for patients with cancer": "Sorbofen",
    "Naltrexone in autistic children: a double-blind study": "Naltrexone",
    "Is successful rehabilitation of pain due to attention?": None,
}


@pytest.mark.parametrize("title", TREATMENTS, ids=lambda title: title[:40])
def test_treatment_in_a_title(title: str) -> None:
    found = treatment(title)
    assert found == TREATMENTS[title]


def test_the_chemicals_of_a_paper_tell_what_is_a_medicine() -> None:
    title = "A randomized trial of Examplix in asthma"
    assert treatment(title) is None
    assert treatment(title, ["examplix"]) == "Examplix"


def test_what_is_used_as_treatment_is_named_where_the_title_does_not() -> None:
    assert treatment("What helps?", (), ("Budesonide", "Formoterol")) == "Budesonide, Formoterol"
    assert treatment("What helps?", (), ("A", "B", "C", "D")) is None


def test_hostile_titles_and_abstracts_are_read_at_once() -> None:
    begun = time.process_time()
    for text in ("effect of ", "treatment with ", "12 patients and ", "n = 12 ", "total of ", "in (", "a "):
        treatment(text * 20_000)
        patients(text * 20_000, text * 20_000)
    assert time.process_time() - begun < 10


def test_no_text_takes_time_by_the_square_of_its_length() -> None:
    begun = time.process_time()
    marked("a(" * 20_000)
    marked("1(" * 20_000)
    for text in ("patients were 1 ", "( ", "- "):
        for _ in range(10):
            treatment(text * 300)
            patients("", text * 6_000)
    assert time.process_time() - begun < 5


def paper(**changes: object) -> Paper:
    known: dict[str, object] = {
        "pmid": "1", "doi": None, "title": "Examplinib in Adults with Asthma.",
        "journal": "J", "published": "2026-10-05", "abstract": "We enrolled 120 adults.",
        "types": ("Randomized Controlled Trial",),
        "headings": (Heading("D001249", "Asthma", ("drug therapy",), major=True),), "substances": (),
        "nct_ids": (), "in_doubt": False,
    }  # fmt: skip
    return Paper(**{**known, **changes})  # type: ignore[arg-type]  # the parts are as Paper has them


BY_CHANCE = "In a trial that chose each person's group by chance, researchers"
SUMMARIES: dict[str, tuple[dict[str, object], str | None]] = {
    "a randomized trial": ({}, f"{BY_CHANCE} tested examplinib in 120 people with asthma."),
    "a trial": (
        {"types": ("Clinical Trial, Phase II",), "abstract": ""},
        "Researchers tested examplinib in people with asthma.",
    ),
    "no treatment": ({"title": "Asthma."}, f"{BY_CHANCE} studied 120 people with asthma."),
    "no condition": ({"headings": ()}, f"{BY_CHANCE} tested examplinib in 120 people."),
    "neither": ({"headings": (), "title": "Asthma."}, None),
    "no kind": ({"types": ("Journal Article",)}, "Researchers tested examplinib in 120 people with asthma."),
    "a condition that the treatment names too": (
        {"title": "Effect of asthma education in adults."},
        f"{BY_CHANCE} tested asthma education in 120 people.",
    ),
    "two conditions, of which one holds the other": (
        {
            "headings": (
                Heading("D1", "Pain", ("therapy",), major=True),
                Heading("D2", "Back Pain", ("therapy",), major=True),
            )
        },
        f"{BY_CHANCE} tested examplinib in 120 people with back pain.",
    ),
    "two conditions": (
        {
            "headings": (
                Heading("D1", "Pain", ("therapy",), major=True),
                Heading("D2", "Gout", ("therapy",), major=True),
            )
        },
        f"{BY_CHANCE} tested examplinib in 120 people with pain and gout.",
    ),
    "a review": (
        {"types": ("Systematic Review", "Meta-Analysis"), "abstract": "12 trials with 3,456 adults."},
        "Researchers put together earlier studies of examplinib for asthma, with 3,456 people in all.",
    ),
    "a review without treatment": (
        {"types": ("Systematic Review",), "title": "Asthma.", "abstract": ""},
        "Researchers put together earlier studies of asthma.",
    ),
    "names keep their form": (
        {
            "title": "Oral Budesonide Tablets for Crohn Disease.",
            "headings": (Heading("D003424", "Crohn Disease", ("therapy",), major=True),),
        },
        f"{BY_CHANCE} tested oral budesonide tablets in 120 people with Crohn disease.",
    ),
}


@pytest.mark.parametrize("case", SUMMARIES)
def test_the_sentence_is_made_of_the_facts(case: str) -> None:
    changes, sentence = SUMMARIES[case]
    assert advance(paper(**changes), {"D001249": "Asthma"}, "2026-11-23").summary == sentence


KINDS = {
    ("Journal Article",): None,
    ("Clinical Trial, Phase III", "Randomized Controlled Trial"): "Randomized controlled trial, phase 3",
    ("Clinical Trial, Phase I",): "Clinical trial, phase 1",
    ("Clinical Trial, Phase IV", "Meta-Analysis"): "Meta-analysis",
    ("Review", "Systematic Review"): "Systematic review",
    ("Observational Study",): "Observational study",
}


@pytest.mark.parametrize("types", KINDS, ids=" ".join)
def test_kind_of_study(types: tuple[str, ...]) -> None:
    assert advance(paper(types=types), {}, "2026").kind == KINDS[types]


def test_condition_is_ours_by_its_code_else_as_mesh_says_it() -> None:
    names = {"D001249": "Asthma"}
    leukemia = Heading("D015470", "Leukemia, Myeloid, Acute", ("drug therapy",), major=True)
    adult = Heading("D000328", "Adult", (), major=True)
    minor = Heading("D001249", "Asthma", (), major=False)
    found = [
        advance(paper(headings=h), names, "2026").condition
        for h in ((leukemia, adult), (adult, minor), (adult,))
    ]
    assert found == ["Acute Myeloid Leukemia", "Asthma", None]


def test_medicines_of_the_index_serve_where_the_title_names_none() -> None:
    used = Heading("D019819", "Budesonide", ("therapeutic use",), major=True)
    assert advance(paper(title="Asthma.", headings=(used,)), {}, "2026").treatment == "Budesonide"
