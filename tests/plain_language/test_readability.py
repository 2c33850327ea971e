"""What syllables, sentences, plain_language, terms and hard_words say of words and texts."""

from pathlib import Path

import pytest

from condcli.plain_language.hard_words import everyday_words, is_hard
from condcli.plain_language.readability import Measure, is_passive, measure
from condcli.plain_language.sentences import Block, sentences, units, words
from condcli.plain_language.syllables import exceptions, syllables
from condcli.plain_language.terms import Terms

COUNTED = Path(__file__).parent / "counts.tsv"  # texts with their true numbers of sentences and words

# As a dictionary divides them, or as most people say them.
SPOKEN = {
    1: "bone breathe lymph scarred wheeze coughed swelled brain ached eyes veins plaque tongue heart",
    2: "asthma cancer muscle muscles stomach headache rhythm spasm fluid neuron fatigue being vaccine"
    " thyroid platelet bruises rashes tingled lesion rectum sometimes lifetime steroid relapse bladder"
    " triage client isn't science safely treated nurse's couldn't",
    3: "dementia cardiac insulin biopsy pancreas area trachea cornea embryo serious infection vomiting"
    " nutrient period actual calcium myalgia neuralgia nuclei glaucoma physician fibrosis caregiver"
    " vegetable medicine abdomen mosaic heroin radius stethoscope lymphoma infected vertebrae ascites"
    " arthritis hernia everyone pneumonia diseases basically COVID-19 homelessness",
    4: "diabetes leukemia anemia diarrhea anxiety hypertension alopecia radiation cyanosis ischemia"
    " autoimmune diagnosis hepatitis malaria experience situation emphysema urinary vaccination epilepsy"
    " dialysis society immunity antibody insomnia embolism arrhythmia melanoma triglyceride intravenous"
    " asphyxia bacteria chlamydia ADHD paralysis",
    5: "tuberculosis encephalitis appendicitis chemotherapy cardiology metabolism preeclampsia antibiotic"
    " fibromyalgia association colonoscopy immediately amyotrophic schizophrenia tachycardia respiratory"
    " coagulation evaluation pituitary endocarditis thalassemia bronchiectasis hematuria endometrium",
    6: "osteoporosis atherosclerosis hyperthyroidism hypoglycemia acetaminophen endometriosis"
    " osteoarthritis gastrointestinal antiepileptic angioedema gastroenteritis cardiovascular",
    7: "cardiomyopathy electrocardiogram immunodeficiency gastroesophageal echocardiography",
}


@pytest.mark.parametrize("count", SPOKEN)
def test_words_have_as_many_syllables_as_people_say(count: int) -> None:
    assert {w: n for w in SPOKEN[count].split() if (n := syllables(w)) != count} == {}


def test_capitals_are_spelled_out_unless_they_are_a_word() -> None:
    assert [syllables(w) for w in ("MRI", "WBC", "ALL", "AIDS", "A1C", "x-ray", "40,000", "")] == [
        3, 5, 1, 1, 1, 2, 1, 1,
    ]  # fmt: skip


def test_what_is_looked_at_is_no_long_word() -> None:
    said = "medlineplus.gov/genetics help@clinic.example 1-800-222-1222 988 U.S. a.m. Ph.D. 5-year-old 3.5"
    assert {word: syllables(word) for word in said.split()} == {
        "medlineplus.gov/genetics": 1, "help@clinic.example": 1, "1-800-222-1222": 1, "988": 1,
        "U.S.": 2, "a.m.": 2, "Ph.D.": 3, "5-year-old": 3, "3.5": 1,
    }  # fmt: skip


def test_no_exception_says_what_the_rules_say_too(monkeypatch: pytest.MonkeyPatch) -> None:
    listed = exceptions()
    forms = {word: (word, f"{word}s") for word in listed}
    known = {word: [syllables(form) for form in forms[word]] for word in listed}
    monkeypatch.setattr("condcli.plain_language.syllables.exceptions", dict)
    syllables.cache_clear()
    idle = [word for word in listed if [syllables(form) for form in forms[word]] == known[word]]
    syllables.cache_clear()
    assert idle == []
    assert list(listed) == sorted(listed)


def test_texts_fall_into_sentences() -> None:
    said = 'Dr. Lee saw 3.5 of 10. She said "Rest." Then e.g. a walk at 7 p.m. Nobody ran.Some slept'
    said += ', etc. and "that." Right?'
    assert sentences(said) == [
        "Dr. Lee saw 3.5 of 10.",
        'She said "Rest."',
        "Then e.g. a walk at 7 p.m.",
        "Nobody ran.",
        'Some slept, etc. and "that."',
        "Right?",
    ]
    assert words("It\u2019s 1,000 mg/dL, x-ray (A1C).") == ["It's", "1,000", "mg/dL", "x-ray", "A1C"]


COUNTS = [line.split("\t") for line in COUNTED.read_text(encoding="utf-8").splitlines()[1:]]


def test_sentences_and_words_are_counted_as_people_count_them() -> None:
    found = [(text, list(units([Block(text)]))) for _, _, text in COUNTS]
    counted = [[str(len(us)), str(sum(len(u.words) for u in us)), text] for text, us in found]
    assert counted == COUNTS


def test_the_table_has_what_it_should() -> None:
    assert len(COUNTS) >= 200
    assert len({text for _, _, text in COUNTS}) == len(COUNTS)


def test_a_page_falls_into_prose_leads_and_fragments() -> None:
    blocks = [
        Block("You rest. Signs are:"),
        Block("Fever", item=True),
        Block("Call your doctor now.", item=True),
        Block("Rest now.", item=True),
        Block("no end"),
        Block("..."),
    ]
    assert [u.kind for u in units(blocks)] == ["prose", "lead", "fragment", "prose", "fragment", "fragment"]


def test_a_text_without_words_has_no_measure() -> None:
    assert measure(tuple(units([Block("...")]))) is None


def test_fragments_lower_no_grade() -> None:
    prose = Block("Cardiologists recommend echocardiography for individuals with hypertension.")
    chopped = [prose, *(Block("rest", item=True) for _ in range(20))]
    alone, with_bullets = measure(tuple(units([prose]))), measure(tuple(units(chopped)))
    assert alone
    assert with_bullets
    assert alone.grade == with_bullets.grade
    only = measure(tuple(units([Block("rest", item=True)])))
    assert only
    assert only == Measure(1, only.grade, 3.13, 0.0, 0.0, only.longest)


@pytest.mark.parametrize(
    ("sentence", "passive"),
    [
        ("The knee is treated.", True),
        ("It was not often given to her.", True),
        ("They are usually (and soon) seen.", False),
        ("It is, they said, treated.", False),
        ("You are tired.", False),
        ("You get tested.", True),
        ("Doctors treat it.", False),
        ("It has been made.", True),
        ("It's caused by a germ.", True),
        ("It\u2019s often called the flu.", True),
        ("They're given at night.", True),
        ("It's been a long time.", False),
        ("The child's treated room is clean.", False),
        ("The red bed is red.", False),
    ],
)
def test_passive_sentences(sentence: str, passive: bool) -> None:
    assert is_passive(sentence) is passive


def test_terms_are_found_in_singular_plural_and_their_own_case() -> None:
    terms = Terms(["bone marrow", "marrow", "ALL", "stent", "Graves' disease", "..."]).also(["knee"])
    text = "ALL bones: Bone marrows, marrow, all stents, stent-like, Graves' disease, knees and Knees."
    assert [text[a:b] for a, b in terms.spans(text)] == [
        "ALL", "Bone marrows", "marrow", "stents", "Graves' disease", "knees", "Knees",
    ]  # fmt: skip
    assert Terms(["knee"]).simplified("Knees. A knee or knees", "x") == "X. A x or x"
    assert list(Terms(["knee"]).spans("\u0130\u0130 knee")) == [(3, 7)]


def test_everyday_words_are_in_order_and_needed() -> None:
    listed = (
        (Path(__file__).parents[2] / "data" / "everyday_words.txt").read_text(encoding="utf-8").split("\n")
    )
    assert listed == [*sorted(set(listed) - {""}), ""]
    assert [w for w in listed if w and syllables(w) < 3] == []
    assert len(everyday_words()) > 500


@pytest.mark.parametrize(
    ("word", "hard"),
    {
        "hospitals": False, "exercising": False, "uncomfortable": False, "suddenly": False, "infected": False,
        "diseases": False, "heaviness": False, "kidney": False, "arthroscopy": True, "catheter": True,
        "ascites": True, "palpitations": True, "mg": False, "b12": False,
    }.items(),
)  # fmt: skip
def test_hard_words(word: str, hard: bool) -> None:
    assert is_hard(word) is hard
