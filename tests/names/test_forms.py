"""The many ways to write a name or a code, part by part."""
# ruff: noqa: RUF001  letters that look like others are among them

import pytest

from condcli.names import codes, dictionary, question
from condcli.names.normalize import bag, normalize, words
from condcli.names.phonetic import sound

SAME = [
    ("Crohn's disease", "crohns disease"),
    ("Crohn’s Disease", "CROHN'S DISEASE"),
    ("Crohn's disease", "crohn disease"),
    ("Sjögren syndrome", "Sjogren's syndrome"),
    ("Ménière's disease", "meniere disease"),
    ("Guillain-Barré syndrome", "guillain barre syndrome"),
    ("haemorrhoids", "hemorrhoid"),
    ("leukaemias", "leukemia"),
    ("diarrhoea", "diarrhea"),
    ("oedema", "edema"),
    ("tumours", "tumor"),
    ("generalised anxiety", "generalized anxiety"),
    ("type II diabetes", "type 2 diabetes"),
    ("type two diabetes", "type 2 diabetes"),
    ("bipolar I disorder", "bipolar 1 disorder"),
    ("mucopolysaccharidosis type IIIB", "mucopolysaccharidosis type 3b"),
    ("second degree burn", "2nd degree burn"),
    ("sprains & strains", "sprains and strains"),
    ("β-thalassemia", "beta thalassemia"),
    ("abscesses", "abscess"),
    ("diverticula", "diverticulum"),
    ("metastases", "metastasis"),
    ("psychoses", "psychosis"),
    ("arthritides", "arthritis"),
    ("viruses", "virus"),
    ("rashes", "rash"),
    ("headaches", "headache"),
    ("allergies", "allergy"),
    ("vertebrae", "vertebra"),
    ("carcinomata", "carcinoma"),
    ("teeth", "tooth"),
    ("sulphur", "sulfur"),
    ("  Asthma!  ", "asthma"),
    ("straße", "strasse"),
    ("糖尿病", "糖尿病"),
]
DIFFERENT = [
    ("hypothyroidism", "hyperthyroidism"),
    ("type 1 diabetes", "type 2 diabetes"),
    ("hepatitis A", "hepatitis B"),
    ("migraine with aura", "migraine without aura"),
    ("AIDS", "aid"),
    ("hive", "hives"),
    ("gas", "ga"),
]


@pytest.mark.parametrize(("one", "other"), SAME, ids=lambda name: name)
def test_ways_to_write_a_name_share_one_form(one: str, other: str) -> None:
    assert normalize(one) == normalize(other)


@pytest.mark.parametrize(("one", "other"), DIFFERENT, ids=lambda name: name)
def test_names_that_differ_keep_their_own_form(one: str, other: str) -> None:
    assert normalize(one) != normalize(other)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("cancer of the breast", "breast cancer", True),
        ("leukemia, acute lymphoblastic", "acute lymphoblastic leukemia", True),
        ("complex III deficiency, type 4", "complex IV deficiency, type 3", False),
        ("hepatitis A", "hepatitis", False),
        ("migraine with aura", "aura migraine", False),
    ],
)
def test_words_may_stand_in_any_order_but_numbers_may_not(one: str, other: str, same: bool) -> None:
    assert (bag(words(one)) == bag(words(other))) is same


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("C91.0", "C910"),
        ("c910", "C910"),
        ("ICD-10 C91.0", "C910"),
        ("ICD10CM:C91.0", "C910"),
        ("icd-10-cm c91.0", "C910"),
        ("J45", "J45"),
        ("J45.-", "J45"),
        ("S06.0X0A", "S060X0A"),
        ("U07.1", "U071"),
        ("D054198", "D054198"),
        ("mesh:d054198", "D054198"),
        ("DOID:9952", "DOID:9952"),
        ("doid_9952", "DOID:9952"),
        ("doid 9952", "DOID:9952"),
        ("asthma", None),
        ("91.0", None),
        ("C9", None),
        ("C91.00000", None),
        ("C91.0 and more", None),
        ("DOID:", None),
        ("x" * 1000, None),
        ("", None),
        ("C٩١", None),
    ],
)
def test_codes_are_read_as_they_are_written(text: str, code: str | None) -> None:
    assert codes.parse(text) == code


@pytest.mark.parametrize(
    ("code", "parents"),
    [("C9101", ["C910", "C91"]), ("C91", []), ("DOID:9952", []), ("D054198", [])],
)
def test_only_icd_codes_have_codes_above_them(code: str, parents: list[str]) -> None:
    assert list(codes.parents(code)) == parents


@pytest.mark.parametrize(
    ("code", "text"),
    [("C910", "C91.0"), ("C91", "C91"), ("DOID:9952", "DOID:9952"), ("D054198", "D054198")],
)
def test_a_code_is_shown_as_people_write_it(code: str, text: str) -> None:
    assert codes.written(code) == text


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("what are the symptoms of asthma?", "asthma?"),
        ("I have asthma", "asthma"),
        ("asthma symptoms", "asthma"),
        ("what is ALL", "ALL"),
        ("my Crohn's", "Crohn's"),
        ("asthma", None),
        ("what is", None),
        ("", None),
        ("? !", None),
    ],
)
def test_words_of_a_question_are_left_out(query: str, name: str | None) -> None:
    assert question.without_intent(query) == name


@pytest.mark.parametrize(
    ("query", "parts"),
    [
        ("piles / haemorrhoids", ["piles", "haemorrhoids"]),
        ("reflux (GERD)", ["reflux", "GERD"]),
        ("shingles or herpes zoster", ["shingles", "herpes zoster"]),
        ("oral cancer", []),
        ("asthma", []),
        ("//", []),
    ],
)
def test_names_given_as_alternatives_are_parts(query: str, parts: list[str]) -> None:
    assert question.alternatives(query) == parts


@pytest.mark.parametrize(
    ("heard", "meant"),
    [
        ("numonia", "pneumonia"),
        ("sorisis", "psoriasis"),
        ("diareea", "diarrhea"),
        ("alzimer", "alzheimer"),
        ("skizofrenia", "schizophrenia"),
        ("jaundise", "jaundice"),
    ],
)
def test_words_spelled_by_ear_sound_the_same(heard: str, meant: str) -> None:
    assert sound(heard) == sound(meant)


def test_words_that_sound_otherwise_keep_apart() -> None:
    assert sound("hypothyroidism") != sound("hyperthyroidism")


@pytest.mark.parametrize("word", ["heart", "hearts", "anaemia", "oedema", "leukaemias", "asthma", "canter"])
def test_a_real_word_is_real_in_the_plural_and_in_british_spelling(word: str) -> None:
    assert dictionary.is_word(word)


@pytest.mark.parametrize("word", ["asthsma", "numonia", "hypothyrodism", "sydrome"])
def test_a_misspelled_word_is_none(word: str) -> None:
    assert not dictionary.is_word(word)


@pytest.mark.parametrize("words_of", [dictionary.english, dictionary.medical, dictionary.conditions])
def test_the_lists_of_words_hold_small_letters_only(words_of: object) -> None:
    assert callable(words_of)
    listed = words_of()
    assert len(listed) > 1000
    assert all(w.isascii() and w.isalpha() and w.islower() for w in listed)
