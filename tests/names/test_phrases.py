"""Names among other words: what opens, what is listed, and what is left alone."""

import msgspec
import pytest
from conftest import Run
from good_record import good

from condcli.catalog.library import Library
from condcli.json_answers import Resolution
from condcli.models import SYMPTOMS, Condition
from condcli.names.resolver import Resolver

RESOLVER = Library.open().resolver


def ids(found: Resolution) -> list[str]:
    return [match.id for match in found.matches]


@pytest.mark.parametrize(
    ("query", "id_"),
    [
        ("my mom has shingles", "shingles"),
        ("what causes high blood pressure in young adults", "high-blood-pressure"),
        ("my 70 year old father was told he has gout, what can he eat", "gout"),
        ("severe asthma in a toddler", "asthma"),
        ("is my baby's eczema contagious?", "eczema"),
        ("copd in adults", "copd"),
        ("recurrent uti's", "urinary-tract-infection"),
        ("MY MOM HAS SHINGLES", "shingles"),
        ("she does not have diabetes", "diabetes"),
        ("cranberry juice for a urinary tract infection", "urinary-tract-infection"),
        ("lupus rash", "lupus"),
        ("osteoarthritis knee", "osteoarthritis"),
        ("shingles on face", "shingles"),
        ("gerd omeprazole", "gerd"),
        ("HIV in women", "hiv-and-aids"),
        ("HIV+", "hiv-and-aids"),
        ("pt w/ HTN", "high-blood-pressure"),
        ("h/o gout", "gout"),
        ("prostate CA", "prostate-cancer"),
        ("cad in men", "coronary-artery-disease"),
        ("M. S. symptoms in women", "multiple-sclerosis"),
        ("I had a stroke 3 years ago", "stroke"),
    ],
)
def test_a_name_among_harmless_words_opens(query: str, id_: str) -> None:
    found = RESOLVER.resolve(query)
    assert (found.status, found.how, ids(found)) == ("match", "phrase", [id_])


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("stroke in dogs", "stroke"),
        ("stroke of luck", "stroke"),
        ("cold weather", "common-cold"),
        ("organizing pneumonia", "pneumonia"),
        ("allergic sinusitis", "sinusitis"),
        ("type 3 diabetes", "diabetes"),
        ("PE teacher", "pulmonary-embolism"),
    ],
)
def test_words_that_may_change_the_meaning_list_the_name_first(query: str, first: str) -> None:
    found = RESOLVER.resolve(query)
    assert (found.status, ids(found)[0]) == ("ambiguous", first)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("anxiety ocd", {"anxiety", "obsessive-compulsive-disorder"}),
        ("asthma copd", {"asthma", "copd"}),
        ("stroke/TIA", {"stroke", "transient-ischemic-attack"}),
        ("gout or lupus and then a migraine", {"gout", "lupus", "migraine"}),
    ],
)
def test_all_names_are_listed(query: str, expected: set[str]) -> None:
    found = RESOLVER.resolve(query)
    assert found.status == "ambiguous"
    assert expected <= set(ids(found))


def test_the_longest_name_is_meant() -> None:
    assert "stroke" not in ids(RESOLVER.resolve("first aid for heat stroke in kids"))
    assert ids(RESOLVER.resolve("can type 2 diabetes go away")) == ["type-2-diabetes"]


def test_a_sentence_of_300_words_is_answered() -> None:
    words = "we went to the doctor and she said that " * 30 + "my son has asthma"
    found = RESOLVER.resolve(words)
    assert (found.status, ids(found)) == ("match", ["asthma"])


@pytest.mark.parametrize(
    "word",
    [
        "year",
        "arm",
        "one bone",
        "long run",
        "Stroker",
        "food dehydrator apple chips",
        "Shingler",
        "Measler",
        "Migrainer",
        "Pattinson",
        "Claudia",
        "Glaucomys",
        "The Voice",
        "X",
        "P90X",
        "got a bad foot",  # gota is Spanish for gout
        "dad has his surgery",
    ],
)
def test_small_words_surnames_and_animals_open_nothing(word: str) -> None:
    assert RESOLVER.resolve(word).status != "match"


@pytest.mark.parametrize(
    ("start", "id_"), [("leuk", "leukemia"), ("diab", "diabetes"), ("arthr", "arthritis")]
)
def test_the_start_of_a_name_lists_what_begins_so(start: str, id_: str) -> None:
    found = RESOLVER.resolve(start)
    assert (found.status, ids(found)[0]) == ("ambiguous", id_)


@pytest.mark.parametrize("query", ["QXB", "qx", "Z00.00", "zq", "250.00"])
def test_nothing_is_near_to_a_fragment_an_abbreviation_or_a_code(query: str) -> None:
    assert RESOLVER.resolve(query).matches == ()


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("Z00.00", "administrative"),
        ("250.00", "old ICD-9"),
        ("F43.23", "mental health"),
        ("DOID:1", "No page"),
    ],
)
def test_a_code_without_a_page_says_what_it_is(run: Run, code: str, said: str) -> None:
    result = run("show", code)
    assert result.exit_code == 3
    assert said in result.stderr


def test_a_page_says_what_it_was_opened_for(run: Run) -> None:
    result = run("show", "my", "mom", "has", "shingles", "--section", "definition")
    assert result.exit_code == 0
    assert result.stderr == "Showing Shingles for 'my mom has shingles'.\n"


def test_a_known_condition_in_a_phrase_says_where_to_read_about_it(run: Run) -> None:
    result = run("show", "ebola", "in", "teens")
    assert result.exit_code == 3
    assert "Ebola" in result.stderr
    assert "vsearch.nlm.nih.gov" in result.stderr


SIDE_BY_SIDE = {"strep-throat": "Infections", "headache": "Brain", "fever": SYMPTOMS, "rash": SYMPTOMS}
NO_NAMES: dict[str, list[str]] = {"aliases": [], "abbreviations": [], "names_es": [], "loose_names": []}


def of_symptoms() -> Resolver:
    """A resolver of a condition, a complaint that is one, and two pages of symptoms."""
    codes: dict[str, list[str]] = {"icd10cm": [], "mesh": [], "doid": []}
    pages = [
        good(id=id_, name=id_.replace("-", " "), category=category, codes=codes, **NO_NAMES)
        for id_, category in SIDE_BY_SIDE.items()
    ]
    return Resolver(msgspec.convert(pages, list[Condition]), ())


@pytest.mark.parametrize(
    "query", ["strep throat without fever", "strep throat rash", "strep throat with fever"]
)
def test_a_symptom_beside_a_condition_is_no_second_name(query: str) -> None:
    found = of_symptoms().resolve(query)
    assert (found.status, ids(found)) == ("match", ["strep-throat"])


@pytest.mark.parametrize("query", ["fever or strep throat", "headache and fever", "headache with rash"])
def test_complaints_side_by_side_are_all_listed(query: str) -> None:
    found = of_symptoms().resolve(query)
    assert (found.status, len(found.matches)) == ("ambiguous", 2)


def test_a_word_that_is_no_complaint_opens_no_page_of_one() -> None:
    assert of_symptoms().resolve("dont be rash").status != "match"


@pytest.mark.parametrize(
    ("query", "id_"),
    [
        ("hiatal hernia and coffee", "hiatal-hernia"),  # no condition's name has the word coffee
        ("spinal stenosis at my desk job", "spinal-stenosis"),
        ("hives every day since the wedding", "hives"),
        ("an aneurysm in my aorta", "aortic-aneurysm"),
        ("tumor on her brain", "brain-tumor"),
        ("is anemia why I'm cold all the time", "anemia"),
        ("sore throat 4 days no fever", "sore-throat"),
        ("uti got grandma confused", "urinary-tract-infection"),  # confused is said for others
        ("OA in both knees", "osteoarthritis"),
        ("CKD on dialysis", "chronic-kidney-disease"),
        ("can't get it up anymore, is erectile dysfunction normal", "erectile-dysfunction"),
        ("psorisis on my hands", "psoriasis"),
        ("osteopinia t score", "osteopenia"),  # its page says what a T-score is
        ("hylicobacter pilori breath test", "h-pylori-infection"),  # two words of a name
        ("grave disese eyes bulging", "graves-disease"),  # and what its page says
        ("peanut allergy at school lunch", "food-allergy"),  # a name that the page covers
        ("my moms breastcancer", "breast-cancer"),
        ("highbloodpressure diet", "high-blood-pressure"),
        ("gout relief", "gout"),
        ("eczema flareup", "eczema"),
        ("migraine without headache", "migraine"),
        ("cough but no fever", "cough"),
        ("dad's 2nd m.i. at 61, stent", "heart-attack"),  # dots say that letters are an abbreviation
        ("at 9 p.m. my asthma", "asthma"),
        ("chlam +ve urine naat", "chlamydia"),
        ("mmc 9/40, misoprostol", "miscarriage"),
        ("rectal ca t3n1, short course", "colorectal-cancer"),
        ("verrucas on both feet duct tape", "warts"),  # one word that nobody knows, beside one of the body
        ("ckd stage 3b protein intake", "chronic-kidney-disease"),
        ("osa cpap mask leaks beard", "sleep-apnea"),
        ("CRC screening overdue", "colorectal-cancer"),
        ("cts splint at nite", "carpal-tunnel-syndrome"),
        ("URI sx x3 days, supportive care", "common-cold"),
        ("bowel cancer test kit came back positive", "colorectal-cancer"),  # no back is spoken of
        ("breast cancer on dads side", "breast-cancer"),
        ("heat stroke after roofing all day", "heat-illness"),
        ("uti went up to my kidney, flank pain & chills", "kidney-infection"),  # a saying with "my" in it
        ("lung cancer stage IIIA", "lung-cancer"),  # how far it has gone, in Roman numbers
        ("cervical ca stage IB, brachy", "cervical-cancer"),  # ca in small letters behind an organ
    ],
)
def test_what_people_say_around_a_name_opens_it(query: str, id_: str) -> None:
    found = RESOLVER.resolve(query)
    assert (found.status, found.matches[0].id) == ("match", id_)


@pytest.mark.parametrize(
    ("query", "id_"),
    [
        ("Huntington bank hours", "huntingtons-disease"),
        ("shipping fever pneumonia calves", "pneumonia"),  # plain words, but no sentence
        ("poisoning the well fallacy", "poisoning"),
        ("broken bone china teacup", "broken-bone"),
        ("UTI mechanic school tuition", "urinary-tract-infection"),
        ("COPD 4", "copd"),
        ("asthma with gout", "asthma"),
        ("strep throat and fever", "strep-throat"),
        ("insomnia and menopause", "insomnia"),
        ("insomnia and menopause", "menopause"),
        ("insomnia since menopause", "insomnia"),
        ("hiv and tb", "tuberculosis"),
        ("aki on ckd", "kidney-failure"),
        ("insomnia cookies", "insomnia"),
        ("asthma duct", "asthma"),  # a duct may be in a condition's name
        ("lupus or gout", "lupus"),
        ("i feel cold", "common-cold"),  # how one is
        ("constipation stomach pain", "constipation"),
        ("hives with fever", "hives"),
        ("hereditary whispering migraine", "migraine"),
        ("scleroderma 1k", "scleroderma"),
        ("scleroderma 2b1", "scleroderma"),
        ("cerebellopontine melanoma", "melanoma"),  # where it is may make it another
        ("curved spine, scoliosis 32 degrees, brace at 13, she refuses", "scoliosis"),  # a name is never lost
        ("Scleroderma, Spinal, I", "scleroderma"),
        ("psoriasis trumpet", "psoriasis"),  # nothing speaks of illness
        ("quartz eczema patient", "eczema"),  # what stands before it may say which
        ("migraine with halos patient", "migraine"),
        ("psoriasis foot paper linked", "psoriasis"),
        ("psoriasis legs disase", "psoriasis"),  # near a condition's
        ("bowel cancer in the back", "colorectal-cancer"),
        ("blisters in a band on my ribs, had chicken pox as a kid", "chickenpox"),  # that was then
    ],
)
def test_words_that_may_give_it_another_sense_list_it(query: str, id_: str) -> None:
    found = RESOLVER.resolve(query)
    assert found.status == "ambiguous"
    assert id_ in [m.id for m in found.matches]


def test_a_plain_word_without_a_page_is_named_beside_what_opens() -> None:
    found = RESOLVER.resolve("PTSD and every night a nightmare again")
    assert (found.status, found.matches[0].id) == ("match", "post-traumatic-stress-disorder")
    assert found.note == "It also names what has no page yet: Nightmares."


@pytest.mark.parametrize(
    ("query", "id_"),
    [
        ("stomack cancer symtoms", "stomach-cancer"),
        ("is newmonia contageous", "pneumonia"),
        ("menengitis vacine college", "meningitis"),
        ("depresion after retireing", "depression"),
    ],
)
def test_what_is_asked_may_be_misspelled_too(query: str, id_: str) -> None:
    found = RESOLVER.resolve(query)
    assert (found.status, found.how, found.matches[0].id) == ("match", "spelling", id_)


@pytest.mark.parametrize(
    "query",
    [
        "badder canceer",  # bladder cancer: a word of names is no harmless one
        "Diarrhena americana",  # a grass; the peoples are no list
        "crc checksum calculator",  # checksum is of another CRC, and no misspelled word
    ],
)
def test_another_misspelled_word_is_no_harmless_one(query: str) -> None:
    assert RESOLVER.resolve(query).status != "match"
