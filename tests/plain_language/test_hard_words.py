"""Hard words: which they are, whatever their ending, and what explains them; terms where they stand."""

import pytest

from condcli.plain_language.hard_words import is_explained, is_hard, unexplained
from condcli.plain_language.sentences import Block, units
from condcli.plain_language.terms import Terms


@pytest.mark.parametrize(
    "words",
    [
        "arthroscopy arthroscopic catheter catheters cirrhosis palpitation palpitations neuropathy ascites",
        "unarthroscopic overcatheterized underarthroscopic arthroscopy's",
    ],
)
def test_long_words_that_few_know_are_hard(words: str) -> None:
    assert [word for word in words.split() if not is_hard(word)] == []


@pytest.mark.parametrize(
    "words",
    [
        "knee walk sudden mg ml b12 covid-19 t2",  # short, a unit, a figure
        "suddenly happily heavier heaviest heaviness visited visiting carefully exercises changes boxes",
        # light endings
        "hospital hospitals hospital's family families everyday uncomfortable overexercise exerciser",
        # everyday
        "ibuprofen acetaminophen methotrexate warfarin",  # names of medicines
    ],
)
def test_words_that_people_know_are_not(words: str) -> None:
    assert [word for word in words.split() if is_hard(word)] == []


EXPLAINED: dict[str, bool] = {
    "Arthroscopy (a look into the knee) helps.": True,
    "Arthroscopy of the knee (a look into it) helps.": True,  # three words may stand between
    "Arthroscopy of the right old knee (a look into it) helps.": False,
    "A look into the knee (arthroscopy) helps.": True,
    "A look (into the knee) arthroscopy helps.": False,  # the bracket is closed
    "A look is called arthroscopy.": True,
    "It is named by some arthroscopy.": True,
    "It is called a look by some of us, arthroscopy.": False,  # too far before it
    "It is known as arthroscopy.": True,
    "A look, or arthroscopy, helps.": True,
    "Arthroscopy is a look.": True,
    "Arthroscopy was a look.": True,
    "Arthroscopy means a look.": True,
    "Arthroscopy often is a look.": True,
    "Arthroscopy of the knee is a look.": False,
    "Arthroscopy, a look, helps.": True,
    "Arthroscopy, which is a look, helps.": True,
    "Arthroscopy, then a look, helps.": True,
    "Arthroscopy, they said, helps.": False,
    "Arthroscopy shows the knee.": True,
    "Arthroscopy lets us look.": True,
    "Then try arthroscopy: a look.": True,
    "You may need to have arthroscopy, it shows the knee.": False,
    "With such an arthroscopy works the knee.": True,
    "With such a new arthroscopy works the knee.": False,  # it is no subject there
    "You may need arthroscopy.": False,
    "Try it.": True,  # the word is not there
}


@pytest.mark.parametrize("sentence", EXPLAINED)
def test_a_word_is_explained_by_what_stands_around_it(sentence: str) -> None:
    word = "Arthroscopy" if sentence.startswith("Arthroscopy") else "arthroscopy"
    assert is_explained(word, sentence) is EXPLAINED[sentence]


VERBS = (
    "makes", "make", "helps", "shows", "show", "checks", "measures", "measure", "uses", "use", "looks",
    "lets", "happens", "works", "keeps", "is", "are", "means",
)  # fmt: skip


@pytest.mark.parametrize("verb", VERBS)
def test_the_subject_of_a_sentence_is_explained_by_what_it_does(verb: str) -> None:
    assert is_explained("Arthroscopy", f"Arthroscopy {verb} the knee.")
    told = verb in {"is", "are", "means"}
    assert is_explained("arthroscopy", f"You may well need arthroscopy, it {verb} the knee.") is told


def hard(*paragraphs: str, known: tuple[str, ...] = ()) -> list[str]:
    every = list(units([Block(text) for text in paragraphs]))
    return [word for _, word in unexplained(every, Terms(known))]


@pytest.mark.parametrize(
    ("paragraphs", "words"),
    [
        (["You may need arthroscopy."], ["arthroscopy"]),
        (["You may need arthroscopy. Have arthroscopy now."], ["arthroscopy"]),  # once
        (["You may need arthroscopy.", "Have an arthroscopic look."], ["arthroscopy", "arthroscopic"]),
        (["A look (arthroscopy) helps.", "You may need arthroscopy."], []),  # explained where it first stood
        (["You may need arthroscopy.", "A look (arthroscopy) helps."], ["arthroscopy"]),
        (["You may need catheters.", "Have a catheter."], ["catheters"]),  # in one and in many
        (["Ask the Arthroscopy Institute."], []),  # a name
        (["Arthroscopy may hurt."], ["Arthroscopy"]),  # the first word is none
        (["ARTHROSCOPY may hurt."], []),
        (["A pre-arthroscopy test/catheter may hurt."], ["arthroscopy", "catheter"]),
        (["See arthroscopy.org now."], []),
        (["You may rest."], []),
    ],
)
def test_a_hard_word_is_told_where_it_first_stands(paragraphs: list[str], words: list[str]) -> None:
    assert hard(*paragraphs) == words


def test_terms_and_names_need_no_explanation() -> None:
    assert hard("You may need arthroscopy or a catheter.", known=("arthroscopy",)) == ["catheter"]
    assert hard("You may need a urinary catheter.", known=("urinary catheter",)) == []
    assert hard("Catheters may hurt.", known=("catheter",)) == []
    assert hard("A catheterization may hurt.", known=("catheter",)) == ["catheterization"]


SPANS: dict[str, list[str]] = {
    "bone marrow": ["bone marrow"],
    "Bone marrows": ["Bone marrows"],
    "marrow of bone": ["marrow"],
    "the boxes": ["boxes"],
    "boxed": [],
    "box-like": [],
    "box_like": [],
    "a box, or box.": ["box", "box"],
    "mailbox": [],
    "ALL and all": ["ALL"],
    "ALLs": ["ALLs"],
    "graves disease": [],
    "Graves' disease's": ["Graves' disease"],
    "bone marrow marrow": ["bone marrow", "marrow"],
    "\u0130 box": ["box"],  # whose small letter is longer
    "": [],
}


@pytest.mark.parametrize("text", SPANS)
def test_names_are_found_where_they_stand(text: str) -> None:
    terms = Terms(["marrow", "bone marrow", "box", "ALL", "Graves' disease"])
    assert [text[start:end] for start, end in terms.spans(text)] == SPANS[text]


def test_more_names_leave_the_first_as_they_were() -> None:
    few = Terms(["box"])
    more = few.also(["boxing glove", "knee"])
    assert list(few.spans("a boxing glove, a knee")) == []
    assert more.simplified("A boxing glove, a box, Knees", "word") == "A word, a word, Word"
    assert few.simplified("A box", "word") == "A word"
    assert Terms([]).simplified("A box", "word") == "A box"
