"""Texts in which a name is marked: is it another thing there, a title, an animal's, or what it says?"""

import re

import pytest

from condcli.names import everyday, other_senses, question, titles
from condcli.names.normalize import raw_words

PAGE = frozenset({"knee", "itch", "wheeze"})


def parts(text: str) -> tuple[list[str], list[str], list[str]]:
    """The words before a marked name, its own, and those behind it."""
    before, name, after = re.split(r"[\[\]]", text)
    return raw_words(before), raw_words(name), raw_words(after)


ANOTHER = """
the bill gave me a [heart attack]
it is giving me a [stroke]
i nearly had a [stroke]
career [suicide]
this job is a [headache]
the garden is a [headache]
not a [dry eye]
my phone has [dementia]
the engine got [dementia]
my laptop suffers [dementia]
can roses get [acne]
roses have [acne]
tomato [pinworm]
tomatoes [pinworms]
apple [measles]
black grape [measles]
rose [warts]
[warts] on a pumpkin
[warts] on my pumpkins
[warts] in the pumpkin
[lupus] walk atlanta
[lupus] walks atlanta
[lupus] vacancies
[lupus] nurse job
[lupus] journal submission
the [hives] played
the [hives] were a live band
[hives] live band
[ringworm] in a kitten
[hives] from bees
[cold] from a kitten
[cold] weather
which [hashimoto] was a minister
who is [hashimoto]
[hashimoto] governor
old [lyme]
[parkinson] talk show
[parkinson] chat show
[parkinson] game show
[lbd] little black dress
little black dress [lbd]
[copd] can our people dance
[cataract] falls
[shingles] and hail
[bipolar] transistor
[migraine] to new server
leaky [valve] on radiator
[shingles] holidays solo
in [cold] blood
[rosaceae] family apple pear
[cancer sun] leo moon
my printer keeps [coughing]
iron [burn] on carpet
at a [stroke]
i [gout] your email
[pain in the neck] phrase
this film is so cute it gave me [diabetes]
the renovation is one big [headache]
our boat is called [hives]
a blog named [gout]
the word [gout]
last night i watched [measles]
can i wear [hives]
what year did [measles] come out
my tomatoes look like they have [acne]
""".strip().splitlines()
ITSELF = """
something called [gout]
the rash is called [hives]
the gp called [hives]
hears he is being watched [schizophrenia]
i ate tomatoes and have [hives]
the bill will give me a [heart attack]
can coffee give you a [heart attack]
the bill gave me [gout]
is a [headache] a symptom
what is a [headache]
roses bought [acne]
[choking] on a pumpkin
[warts] on my thumb
[lupus] walk
can i walk [lupus] walk atlanta
[lupus] nurse
i have [lupus] nurse job
my [lupus] nurse job
[ringworm] from our kitten
[ringworm] after seeing a kitten
[ringworm] because of a kitten
[ringworm] kitten gave
[tinnitus] weather
[parkinson] on a show
[lb] little boy
""".strip().splitlines()


@pytest.mark.parametrize(
    ("text", "another"), [*((text, True) for text in ANOTHER), *((text, False) for text in ITSELF)]
)
def test_a_name_may_be_another_thing(text: str, another: bool) -> None:
    assert other_senses.is_another(*parts(text)) is another


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("[insomnia] kaleidoscope", True),
        ("kaleidoscope [insomnia]", True),
        ("the [insomnia] kaleidoscope", True),
        ("[heart attack] kaleidoscope", True),
        ("green day [insomnia]", True),  # a band
        ("[insomnia] green day", True),
        ("green [insomnia] day", False),
        ("my [insomnia] kaleidoscope", False),  # whose it is
        ("[insomnia] in the kaleidoscope", False),  # where it came
        ("[insomnia] from kaleidoscope", False),
        ("[insomnia] knee kaleidoscope", False),  # what its page says
        ("[insomnia] itching kaleidoscope", False),
        ("[insomnia] ibuprofen kaleidoscope", False),  # a medicine
        ("[insomnia] 3 kaleidoscope", False),
        ("[insomnia] thick kaleidoscope", False),  # how it looks
        ("[insomnia] hairdresser", False),  # one word of life
        ("[insomnia] hairdresser kaleidoscope", True),  # of two that say no more, who knows
        ("[insomnia] knee kaleidoscope hairdresser", True),  # what may be of illness is none among others
        ("[insomnia] ibuprofen kaleidoscope hairdresser", False),  # a medicine is
        ("[insomnia] knee itching kaleidoscope hairdresser", False),  # so are two
        ("[insomnia] 1998 kaleidoscope", True),  # a year
        ("she has [insomnia] kaleidoscope hairdresser", False),  # who has it
        ("dads [insomnia] kaleidoscope hairdresser", False),
        ("[gastritis] kaleidoscope hairdresser", False),  # nothing but a condition
        ("[torn rotator cuff] kaleidoscope", False),  # a word of medicine besides another
        ("the [insomnia]", False),
        ("[insomnia]", False),
    ],
)
def test_a_name_may_be_that_of_a_song_or_a_band(text: str, title: bool) -> None:
    before, name, after = parts(text)
    assert titles.is_one(before, name, after, lambda: PAGE, spanish=False, short=False) is title
    band = "green day" in text
    assert titles.is_one(before, name, after, lambda: PAGE, spanish=True, short=False) is band


@pytest.mark.parametrize(
    ("text", "page", "farm"),
    [
        ("[cellulitis] in calves", "knee", True),
        ("[cellulitis] in a calf", "knee", True),
        ("[cellulitis] in my calves", "knee", False),
        ("[cellulitis] in left calves", "knee", False),
        ("[cellulitis] in calves", "calf", False),  # its page speaks of them
        ("[cellulitis] in legs", "knee", False),
    ],
)
def test_calves_are_animals_where_no_leg_is_spoken_of(text: str, page: str, farm: bool) -> None:
    before, _, after = parts(text)
    assert other_senses.are_of_farm([*before, *after], lambda: frozenset({page})) is farm


@pytest.mark.parametrize(
    ("text", "capitals", "listed"),
    [
        ("i have a [cold]", False, True),
        ("[cold] after 3 days", False, True),
        ("after dads [stroke] dinner", False, True),  # told of somebody
        ("[burns] after cooking", False, True),
        ("don't be [rash]", False, False),
        ("being [cold]", False, False),
        ("[cold] weather", False, False),
        ("[cold] on the pool", False, False),
        ("[burns] carousel", False, False),
        ("my [pe]", False, True),
        ("[pe] 3", False, False),  # two small letters beside a figure may be a class
        ("[PE] 3", True, True),
        ("[PE] knee", True, True),
        ("[PE] metformin", True, True),
        ("[pe] metformin", False, False),
    ],
)
def test_beside_an_everyday_word_or_two_letters_only_listed_words_may_stand(
    text: str, capitals: bool, listed: bool
) -> None:
    before, name, after = parts(text)
    assert everyday.are_listed(before, name[0], after, capitals=capitals) is listed


@pytest.mark.parametrize(
    ("text", "bodily"),
    [
        ("[warts] on my knee vinegar", True),
        ("[warts] knee", True),
        ("[warts] on my thumb", False),  # not of its page
        ("no [warts] on my knee", False),
        ("[warts] your knee", False),
        ("[pe] knee", False),
    ],
)
def test_a_part_of_the_body_of_its_page_explains_an_everyday_word(text: str, bodily: bool) -> None:
    before, name, after = parts(text)
    assert everyday.is_of_body(before, name[0], after, PAGE) is bodily


@pytest.mark.parametrize(
    ("text", "harmless"),
    [
        ("my mom has [shingles]", True),
        ("leg [cellulitis]", True),  # a limb says where it is
        ("calf [cellulitis]", False),
        ("skin infection [cellulitis]", True),  # the whole before its part
        ("garden infection [cellulitis]", False),
        ("hereditary [migraine]", False),  # which kind
        ("stage 2 [endometriosis]", True),
        ("2 [endometriosis]", False),
        ("at night [migraine]", True),  # when
        ("night [migraine]", False),
        ("last adult [migraine]", True),
        ("[gastritis] 3 times", True),
        ("[gastritis] of my uncle", False),
        ("[gastritis] adult", False),
        ("[gastritis] adult symptoms", True),  # which is asked about
        ("[gastritis] walking shoes", True),
        ("[gastritis] every day", True),
        ("[gastritis] two of us", True),
        ("[gastritis] flight", True),  # of medicine only: no other word
        ("[gastritis] coffee", True),
        ("[hashimoto] coffee", False),  # the name of a person is that of much else
        ("[gastritis] florida", True),
        ("[gastritis] syndrome", False),
        ("[gastritis] zorblax", False),
        ("[gastritis] in zorblax", True),
        ("[lice] in zorblax", False),
        ("metformin for [gastritis]", True),
        ("is metformin for [gastritis] good", True),
        ("wheeze [gastritis]", True),
    ],
)
def test_words_beside_a_name_leave_its_meaning_or_may_change_it(text: str, harmless: bool) -> None:
    before, name, after = parts(text)
    assert question.are_harmless(before, name, after, page=PAGE) is harmless


def test_a_comma_parts_a_name_from_a_sentence_and_not_from_a_longer_name() -> None:
    for text, apart, harmless in (
        ("he said it is hereditary [migraine]", (True, False), True),
        ("he said it is hereditary [migraine]", (False, False), False),
        ("hereditary [migraine]", (True, False), False),
        ("he has [adenoma] papillary", (False, True), True),
        ("[adenoma] papillary", (False, True), False),
    ):
        assert question.are_harmless(*parts(text), apart) is harmless, (text, apart)


def test_an_abbreviation_among_words_of_place_is_another_thing() -> None:
    for text, harmless in (
        ("[svt] sweden", False),
        ("[svt] treatment in sweden", True),
        ("[tachycardia] sweden", True),
    ):
        assert question.are_harmless(*parts(text)) is harmless, text
