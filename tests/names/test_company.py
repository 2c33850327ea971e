"""What the page of a name says, and what is taken or done for it, leaves the name its meaning."""

import pytest

from condcli.names.resolver import Resolver


def answer(resolver: Resolver, query: str) -> tuple[str, list[str]]:
    found = resolver.resolve(query)
    return found.status, [m.id for m in found.matches]


@pytest.mark.parametrize(
    ("query", "id_"),
    [
        ("trigeminal neuralgia tegretol", "trigeminal-neuralgia"),
        ("overactive bladder myrbetriq", "overactive-bladder"),
        ("osteoporosis prolia vs fosamax", "osteoporosis"),
        ("sleep apnea cpap mask leaks", "sleep-apnea"),
        ("ovarian cancer ca125", "ovarian-cancer"),
        ("gout beer and red meat", "gout"),
        ("gum disease deep cleaning", "gum-disease"),
        ("varicose veins compression socks", "varicose-veins"),
        ("croup cool night air", "croup"),
        ("sjogrens dry mouth", "sjogrens-syndrome"),  # a symptom that its page names is no second name
        ("long haul covid brain fog", "long-covid"),
    ],
)
def test_a_name_opens_beside_what_its_page_says_and_what_is_taken_for_it(
    resolver: Resolver, query: str, id_: str
) -> None:
    assert answer(resolver, query) == ("match", [id_])


@pytest.mark.parametrize(
    ("query", "id_"),
    [
        ("ra flare hands methotrexate", "rheumatoid-arthritis"),
        ("uc colonoscopy entyvio mesalamine", "ulcerative-colitis"),
        ("pad claudication statin", "peripheral-artery-disease"),
        ("pots salt tablets fludrocortisone", "postural-orthostatic-tachycardia-syndrome"),
        ("ra in my hands at 30", "rheumatoid-arthritis"),  # a part of the body that its page names
        ("ra humira", "rheumatoid-arthritis"),  # adalimumab, by its brand
        ("uc entyvio working yet", "ulcerative-colitis"),
        ("PCOS and metformin", "polycystic-ovary-syndrome"),  # PCO is said loosely, PCOS is its name
    ],
)
def test_a_short_abbreviation_opens_where_a_medicine_of_its_page_explains_it(
    resolver: Resolver, query: str, id_: str
) -> None:
    assert answer(resolver, query) == ("match", [id_])


@pytest.mark.parametrize(
    "query",
    [
        "pots and pans",
        "5 mg prednisone",
        "ra eliquis",  # a medicine of other pages
        "pad of paper",
        "ra the sun god",
        "uc berkeley",
        "Bactrim DS",
        "eczema herpeticum",  # a word of medicine right behind a name may make it another
        "headache of a tax return",
        "heart failure of the economy",
        "piles of laundry",
        "fall on deaf ears",
        "asthma movie",
        "cancer the zodiac sign",
        "worst headache ever",
    ],
)
def test_other_company_opens_nothing(resolver: Resolver, query: str) -> None:
    assert resolver.resolve(query).status != "match"


@pytest.mark.parametrize(
    ("query", "id_"),
    [
        ("neuropathy in feet gabapentin", "peripheral-neuropathy"),
        ("hyperemesis zofran pregnant", "morning-sickness-and-hyperemesis"),
        ("pmdd zoloft", "premenstrual-syndrome"),
    ],
)
def test_a_word_that_names_a_condition_is_listed_in_any_company(
    resolver: Resolver, query: str, id_: str
) -> None:
    assert id_ in [m.id for m in resolver.resolve(query).matches]


@pytest.mark.parametrize(
    ("query", "id_"),
    [
        ("psorisis cream", "psoriasis"),
        ("meesles outbreak", "measles"),
        ("sarampion contagio", "measles"),
        ("piojos como quitarlos", "head-lice"),
        ("ataque al corazon recuperacion", "heart-attack"),
    ],
)
def test_a_misspelled_or_a_spanish_name_opens_in_such_company_too(
    resolver: Resolver, query: str, id_: str
) -> None:
    assert answer(resolver, query) == ("match", [id_])


@pytest.mark.parametrize(
    ("query", "id_"),
    [
        ("PCOS facial hair laser metformin", "polycystic-ovary-syndrome"),
        ("LLE DVT on eliquis", "deep-vein-thrombosis"),
        ("aml relapse after bone marrow transplant", "acute-myeloid-leukemia"),
        ("51F pmh of HTN on lisinopril", "high-blood-pressure"),
        ("seropositive RA on mtx", "rheumatoid-arthritis"),
    ],
)
def test_words_of_medicine_beside_an_abbreviation_say_what_is_meant(
    resolver: Resolver, query: str, id_: str
) -> None:
    assert answer(resolver, query) == ("match", [id_])


@pytest.mark.parametrize(
    "query",
    [
        "swiss franc CHF", "bpd boston police", "Bactrim DS", "HPV bicycle human powered vehicle",
        "bunny with diarrhea", "noel coward play hay fever cast",
    ],
)  # fmt: skip
def test_words_that_say_nothing_of_medicine_do_not(resolver: Resolver, query: str) -> None:
    assert answer(resolver, query)[0] != "match"


@pytest.mark.parametrize(
    ("query", "id_"),
    [
        ("mi suegra sufrió un ictus", "stroke"),
        ("vértigo al acostarse", "dizziness-and-vertigo"),
        ("cáncer de seno estadio 2", "breast-cancer"),
        ("caries en dientes de leche", "tooth-decay"),
    ],
)
def test_everyday_spanish_leaves_a_spanish_name_its_meaning(resolver: Resolver, query: str, id_: str) -> None:
    assert answer(resolver, query) == ("match", [id_])


@pytest.mark.parametrize("name", ["Juanita", "Colin", "Mateo", "Karin", "Jeanette", "Lupino", "Anamika"])
def test_the_name_of_a_person_opens_nothing(resolver: Resolver, name: str) -> None:
    assert answer(resolver, name)[0] != "match"
    assert answer(resolver, name.lower())[0] != "match"


@pytest.mark.parametrize(
    "query",
    ["systemic lupus erythematosus-like", "celiac disease-like", "psoriasis I", "asthma I",
     "a cheap hotel in Huntington Beach near the pier",
     "the Lupus Foundation is in town", "he is in Graves County"],
)  # fmt: skip
def test_a_name_that_is_part_of_another_opens_nothing(resolver: Resolver, query: str) -> None:
    assert resolver.resolve(query).status != "match"


@pytest.mark.parametrize(
    ("query", "id_"),
    [("what can I do for psoriasis i", "psoriasis"), ("bipolar II", "bipolar-disorder"),
     ("my mom has Lupus. What can she do", "lupus"), ("does my son have Asthma Now", "asthma"),
     ("stage 2 endometriosis", "endometriosis"), ("grade 1 concussion in my kid", "concussion"),
     ("I need the Shingles Vaccine for mom", "shingles"), ("what is lupus like", "lupus")],
)  # fmt: skip
def test_capitals_and_the_word_i_leave_a_name_its_meaning(resolver: Resolver, query: str, id_: str) -> None:
    assert answer(resolver, query) == ("match", [id_])


@pytest.mark.parametrize(
    ("query", "id_"),
    [
        ("eczema babysitter hand lotion", "eczema"),  # who somebody is
        ("sciatica gardening weekend", "sciatica"),  # what one does
        ("plantar fasciitis waitress sneakers", "plantar-fasciitis"),
        ("psoriasis is embarrassing at the pool party", "psoriasis"),
        ("bursitis getting worse uk", "bursitis"),  # where
        ("elbow cellulitis", "cellulitis"),  # a limb says where a condition is
        ("PD carbidopa wearing off", "parkinsons-disease"),  # a medicine of its page explains two letters
        ("burn on my wrist ironing", "burns"),
        ("meals after dads stroke", "stroke"),
    ],
)
def test_what_people_do_buy_and_feel_leaves_a_name_its_meaning(
    resolver: Resolver, query: str, id_: str
) -> None:
    assert answer(resolver, query) == ("match", [id_])


@pytest.mark.parametrize(
    "query",
    [
        "CLL flights",  # an abbreviation has other senses among the words of life
        "cad laptop for students",
        "huntington library tickets",  # the name of a person is the name of much else
        "cold coffee recipe",
        "golf stroke average",
        "piles of dishes",
        "koala with chlamydia",
        "svt sweden television",
        "breast stroke swimming lessons",
        "group b strep positive pregnant",
    ],
)
def test_words_of_life_open_nothing_where_a_name_has_another_sense(resolver: Resolver, query: str) -> None:
    assert resolver.resolve(query).status != "match"
