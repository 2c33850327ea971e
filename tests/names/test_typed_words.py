"""Words as they are typed: their one form, how they sound, what lists know of them, a text cut into them."""
# ruff: noqa: RUF001  letters that look like others are among them

import pytest

from condcli.catalog.library import Library
from condcli.names import dictionary, question
from condcli.names.dictionary import names_folder
from condcli.names.normalize import bag, fold, form, raw_words, sayable, singular, unaccented, words
from condcli.names.phonetic import sound
from condcli.names.text_words import page_words, words_of

SINGULARS = {
    "kidneys": "kidney", "glaucomys": "glaucomys", "feet": "foot", "women": "woman", "men": "man",
    "lice": "louse", "diagnoses": "diagnosis", "analyses": "analysis", "prognoses": "prognosis",
    "synapses": "synapse", "boxes": "box", "lenses": "lense", "axes": "axis", "rashes": "rash",
    "aches": "ache", "branches": "branch", "uteruses": "uterus", "sinuses": "sinus", "fetuses": "fetus",
    "esophaguses": "esophagus", "itides": "itis", "metastases": "metastasis", "candidiases": "candidiasis",
    "kisses": "kiss", "abscess": "abscess", "bus": "bus", "pelvis": "pelvis", "stomata": "stoma",
    "larvae": "larva", "allergies": "allergy", "boys": "boy", "days": "day", "gas": "gas", "pus": "pus",
    "rabies": "rabies", "scabies": "scabies", "caries": "caries", "hives": "hives", "crises": "crisis",
    "doses": "dose", "varices": "varix", "fungi": "fungus", "pancreas": "pancreas", "aids": "aids",
}  # fmt: skip


@pytest.mark.parametrize(("typed", "one"), SINGULARS.items())
def test_a_plural_has_the_form_of_its_singular(typed: str, one: str) -> None:
    assert form(typed) == one


@pytest.mark.parametrize("word", ["gas", "pus", "ms", "s", "as", "ys"])
def test_a_word_of_three_letters_is_no_plural(word: str) -> None:
    assert singular(word) == word


AMERICAN = {
    "haemoglobin": "hemoglobin", "oesophagus": "esophagus", "foetus": "fetus", "leucocyte": "leukocyte",
    "sulphate": "sulfate", "behavioural": "behavioral", "tumour": "tumor",
    "colour": "color", "discoloured": "discolored", "catheterised": "catheterized", "ionising": "ionizing",
    "localisation": "localization", "titre": "titer", "fibre": "fiber", "litre": "liter", "centre": "centre",
    "sterilise": "sterilise", "vaporise": "vaporize", "normalise": "normalize", "analyse": "analyze",
    "paralysed": "paralyzed", "exercise": "exercise", "surprise": "surprise", "hour": "hour", "four": "4",
    "grey": "gray", "ageing": "aging", "mould": "mold", "raised": "raised", "noise": "noise",
}  # fmt: skip


@pytest.mark.parametrize(("typed", "one"), AMERICAN.items())
def test_british_spelling_has_the_american_form(typed: str, one: str) -> None:
    assert form(typed) == one


@pytest.mark.parametrize(
    ("typed", "one"),
    [
        ("one", "1"), ("ten", "10"), ("first", "1st"), ("third", "3rd"), ("fourth", "4th"), ("i", "1"),
        ("ii", "2"), ("iv", "4"), ("viii", "8"), ("ix", "9"), ("x", "x"), ("xi", "11"), ("xv", "15"),
        ("iiia", "3a"), ("ivb", "4b"), ("ixf", "9f"), ("ixg", "ixg"), ("xia", "xia"), ("eleven", "eleven"),
    ],
)  # fmt: skip
def test_numbers_are_figures(typed: str, one: str) -> None:
    assert form(typed) == one


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("Ménière’s", "meniere"), ("Crohn`s", "crohn"), ("Crohn＇s", "crohn"), ("Ångström", "angstrom"),
        ("Straße", "strasse"), ("ﬁbrosis", "fibrosis"), ("β-blocker", "beta-blocker"),
        ("ΑΓΕ", "alphagammaepsilon"),
        ("ʼtis", "tis"), ("don't", "dont"), ("dogs' fleas", "dogs fleas"), ("John's", "john"),
        ("Parkinson'sche", "parkinsonsche"), ("the A's", "the a"), ("A&E", "a and e"), ("A＆E", "a and e"),
        ("İstanbul", "istanbul"), ("x²", "x2"), ("①", "1"), ("æsthetic", "aesthetic"), ("Þór", "thor"),
        ("Łódź", "lodz"), ("on-Hodgkin", "onhodgkin"), ("non-Hodgkin", "non-hodgkin"),
        ("hands-on care", "hands-on care"),        ("", ""), ("ALL", "all"),
    ],
)  # fmt: skip
def test_a_name_is_folded_to_small_letters_without_signs(typed: str, folded: str) -> None:
    assert fold(typed) == folded


def test_words_are_cut_at_every_sign_and_no_letter_is_lost() -> None:
    assert raw_words("Anti-NMDA_receptor/encephalitis (a, b)") == [
        "anti", "nmda", "receptor", "encephalitis", "a", "b",
    ]  # fmt: skip
    assert words("Hodgkin's Lymphomas, type II") == ("hodgkin", "lymphoma", "type", "2")
    assert raw_words("...") == []


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("breast cancer", "breast cancer"),
        ("cancer of the breast", "breast cancer"),
        ("the and of", ""),
        ("of asthma", "asthma"),
        ("type 2 diabetes", "2 diabetes type"),
        ("type 2 stage 3 ulcer", "stage type ulcer 2 3"),
        ("b and a", "b a"),  # letters and numbers keep their order
        ("hepatitis b 4", "hepatitis b 4"),
        ("4 hepatitis b", "hepatitis 4 b"),
        ("x4 zeta 3", "zeta x4 3"),
    ],
)
def test_the_words_that_carry_meaning_are_sorted_and_numbers_behind_them(typed: str, told: str) -> None:
    assert bag(typed.split()) == told


def test_halves_of_signs_become_sayable_and_accents_go() -> None:
    assert sayable("gout\udcff") == "gout?"
    assert sayable("Ménière") == "Ménière"
    assert unaccented("Ménière Ångström ñ") == "Meniere Angstrom n"


ALIKE = [
    ("pneumonia", "newmonia"), ("knee", "nee"), ("gnat", "nat"), ("mnemonic", "nemonic"),
    ("psoriasis", "soriasis"), ("ptosis", "tosis"), ("xanthoma", "zanthoma"), ("wrist", "rist"),
    ("eustachian", "ustachian"), ("schizophrenia", "skizofrenia"), ("chlamydia", "klamydia"),
    ("cholera", "kolera"), ("phlegm", "flegm"), ("cough", "couf"), ("diarrhea", "diarea"),
    ("rheumatism", "reumatism"), ("asthma", "asma"), ("itch", "ich"), ("pitch", "pich"),
    ("quinsy", "kinsy"), ("excema", "eksema"), ("sciatica", "siatica"), ("cyst", "sist"),
    ("zoster", "soster"), ("croup", "kroup"), ("xerosis", "zerosis"), ("reflux", "refluks"),
    ("gingivitis", "jinjivitis"), ("hernia", "ernia"), ("wart", "uart"), ("dystonia", "distonia"),
    ("goiter", "goitar"), ("anemia", "annemia"), ("blood", "blod"), ("thyroid", "tiroid"),
]  # fmt: skip
UNLIKE = [
    ("hyper", "hypo"), ("measles", "mumps"), ("cold", "gold"), ("lupus", "lotus"), ("acne", "ache"),
    ("burn", "bunion"), ("stye", "stitch"), ("croup", "crouch"), ("fever", "never"), ("scalp", "scald"),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other"), ALIKE)
def test_what_is_spelled_by_ear_sounds_alike(one: str, other: str) -> None:
    assert sound(one) == sound(other)


@pytest.mark.parametrize(("one", "other"), UNLIKE)
def test_what_differs_in_a_consonant_sounds_otherwise(one: str, other: str) -> None:
    assert sound(one) != sound(other)


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ("c diff w/ fever", "c diff with fever"),
        ("migraine w/o aura", "migraine without aura"),
        ("migraine w/aura", "migraine with aura"),
        ("s/p MI", "after mi"),
        ("S/P MI", "after mi"),
        ("h/o gout, r/o PE", "had gout possible pe"),
        ("24/7 and/or km/h", "24 7 and or km h"),
        ("HIV+ man", "hiv positive man"),
        ("HIV+ve", "hiv ve"),
        ("prostate CA", "prostate cancer"),
        ("CA 125", "ca 125"),
        ("Prostate ca", "prostate ca"),
        ("hr 140 bp:120 esr", "labs 140 labs 120 esr"),
        ("t score and X-rays", "tscore and xrays"),
        ("c-section, long term", "csection longterm"),
        ("short-term new onset", "shortterm newonset"),
        ("M.S. and C.O.P.D", "ms and copd"),
        ("M. S. in women", "ms in women"),
        ("take it p.r.n today", "take it prn today"),
        ("i.e. this, e.g. that", "ie this eg that"),
        ("end of day.Next day", "end of day next day"),
        ("Crohn's; Ménière's", "crohn meniere"),
        ("(sore) [throat] | here", "sore throat here"),
    ],
)
def test_a_text_is_cut_into_words_and_what_clinicians_shorten_is_written_out(text: str, typed: str) -> None:
    assert " ".join(word.raw for word in words_of(text)) == typed


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("gout, lupus", [True, False]),
        ("gout; lupus: mumps", [True, True, False]),
        ("What? Now! I see.", [True, True, False, True]),
        ("gout / lupus", [False, False]),
        ('"gout", he said', [True, False, False]),
    ],
)
def test_a_word_knows_whether_a_comma_or_the_like_is_behind_it(text: str, ends: list[bool]) -> None:
    assert [word.ends for word in words_of(text)] == ends


def test_a_word_keeps_what_stood_in_the_text() -> None:
    assert [(w.raw, w.token) for w in words_of("(PsA) Non-Hodgkin!")] == [
        ("psa", "PsA"), ("non", "Non-Hodgkin"), ("hodgkin", "Non-Hodgkin"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "right"),
    [
        ("prostrate cancer", "prostate cancer"),
        ("my soriasis itches", "my psoriasis itches"),
        ("numonia and numonia", "pneumonia and pneumonia"),
        ("asthma", None),
        ("", None),
    ],
)
def test_frequent_misspellings_are_put_right_wherever_they_stand(typed: str, right: str | None) -> None:
    assert dictionary.respelled(typed) == right


@pytest.mark.parametrize(
    ("word", "real"),
    [
        ("hyperreflexia", True),
        ("pneumohearted", False),
        ("hearts", True),
        ("oedemas", True),
        ("hypohat", False),  # too little is left behind the beginning
        ("juanita", True),  # a name that is near a condition's
        ("qzxvb", False),
    ],
)
def test_a_real_word_may_stand_behind_a_beginning_of_medicine(word: str, real: bool) -> None:
    assert dictionary.is_word(word) is real


@pytest.mark.parametrize(
    ("word", "alike"), [("asthmma", True), ("hepatis", True), ("zorblaxian", False), ("qzx", False)]
)
def test_a_strange_word_may_be_like_one_of_medicine(word: str, alike: bool) -> None:
    assert dictionary.is_like_medicine(word) is alike


def test_words_within_some_errors_are_found_with_their_errors() -> None:
    listed = dictionary.WordList(["gout", "goat", "gouty", "lupus", "got", "grout"])
    assert sorted(listed.within("gout", 0)) == [("gout", 0)]
    assert sorted(listed.within("gout", 1)) == [
        ("goat", 1),
        ("got", 1),
        ("gout", 0),
        ("gouty", 1),
        ("grout", 1),
    ]
    assert listed.within("gout", 1, 2)[0] == ("gout", 0)
    assert len(listed.within("gout", 1, 2)) == 2
    assert ("gout", 1) in listed.within("guot", 1)  # two letters that change places are one error
    assert listed.within("zzzzzzzz", 2) == []


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("severe asthma 5 year old", "asthma"),
        ("ataxia 25", None),
        ("severe ataxia 25", "ataxia 25"),
        ("I have had gout for 3 years", "gout"),
        ("asthma in my 70 year old", "asthma"),
        ("what is it", None),
    ],
)
def test_times_and_degrees_are_left_out_of_a_name(query: str, name: str | None) -> None:
    assert question.without_intent(query, wholly=True) == name


@pytest.mark.parametrize(
    ("typed", "others"),
    [
        ("celiac disease", ["celiac disorder"]),
        ("celiac disorder", ["celiac disease"]),
        ("celiac", []),
        ("disease disease", ["disorder disorder"]),
    ],
)
def test_one_word_may_stand_for_another(typed: str, others: list[str]) -> None:
    assert [" ".join(found) for found in question.swapped(typed.split(), question.SAME)] == others


def test_each_brand_is_of_a_medicine_that_a_page_names() -> None:
    lines = (names_folder() / "brands.txt").read_text(encoding="utf-8").splitlines()
    brands = [line.split() for line in lines]
    said = frozenset[str]().union(*map(page_words, Library.open().conditions))
    assert lines == sorted(lines)
    assert [
        brand for brand, medicine in brands if form(medicine) not in said or form(brand) not in said
    ] == []
