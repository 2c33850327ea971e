"""Names that nobody bears, so that rules alone say which misspelled ones open, and what is listed instead."""

import pytest
from small_catalogs import Answer, answer, names, resolver_of

from condcli.json_answers import Resolution
from condcli.models import KnownName

RECORDS = (
    names("mor", "Morvellosis"),
    names("bran", "Brantola fever"),
    names("quil", "Quillox"),
    names("trem", "Tremsy"),
    names("gorb", "Gorbandelitrophy"),
    names("heel", "Blue heel crumbling"),
    names("hypo", "Hypovarnism"),
    names("hyper", "Hypervarnism"),
    names("acute", "Acute varnema"),
    names("three", "Zelbrand disease type 3"),
    names("four", "Zelbrand disease type 4"),
    names("phel", "Pheltania"),
    names("aura", "Korvel with aura"),
    names("can", "Cancer"),
)
RESOLVER = resolver_of(RECORDS)


def resolve(query: str) -> Resolution:
    return RESOLVER.resolve(query)


@pytest.mark.parametrize(
    ("query", "id_"),
    [
        ("morvelosis", "mor"),  # a letter lost, added, changed, two changed places
        ("morvellosiss", "mor"),
        ("morvillosis", "mor"),
        ("movrellosis", "mor"),
        ("morvlosis", "mor"),  # two errors in more than 6 letters
        ("norvellosis", "mor"),  # one, though it begins otherwise
        ("kwillox", "quil"),  # what sounds alike counts one less
        ("quilloks", "quil"),
        ("tremzy", "trem"),
        ("gorbndltrophy", "gorb"),  # three in more than ten
        ("gorbandelitrofee", "gorb"),
        ("feltania", "phel"),
        ("brntola fever", "bran"),
        ("brntla fever", "bran"),
        ("fever brantolla", "bran"),
        ("brantola fevre", "bran"),
        ("brantolafevr", "bran"),  # joined and misspelled
        ("blueheelcrumblin", "heel"),
        ("hypovarnsm", "hypo"),
        ("hypervarnsm", "hyper"),
        ("acutte varnema", "acute"),
        ("acute varnma", "acute"),
        ("zelbrnd type 3 disease", "three"),
        ("korvl with aura", "aura"),
    ],
)
def test_a_misspelled_name_opens_what_is_clearly_meant(query: str, id_: str) -> None:
    found = resolve(query)
    assert (found.status, found.how, [m.id for m in found.matches]) == ("match", "spelling", [id_])
    assert found.matches[0].score == 100.0


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ("norvelosis", ["mor"]),  # two errors, one of them where it begins
        ("quilxx", ["quil"]),  # two in six letters
        ("willox", ["quil"]),
        ("faltania", ["phel"]),
        ("morvelloma", ["mor"]),  # built of other parts
        ("morvelitis", ["mor"]),
        ("brantola feve", ["bran"]),  # a word of four letters is never changed
        ("korvel wth aura", ["aura"]),
        ("zelbrand disease typ 3", ["three"]),
        ("zelbrand disease type 5", ["three", "four"]),  # a number is never changed
        ("zelbrand disease typeiii", ["three", "four"]),
        ("hypvarnism", ["hypo", "hyper"]),  # too much and too little are too near
        ("hyprvarnism", ["hyper", "hypo"]),
        ("Quilloxer", ["quil"]),  # one who does something, or a surname
        ("Morvellos", ["mor"]),
    ],
)
def test_what_may_mean_another_is_listed_the_nearest_first(query: str, ids: list[str]) -> None:
    found = resolve(query)
    assert (found.status, [m.id for m in found.matches]) == ("ambiguous", ids)


@pytest.mark.parametrize(
    "query", ["brntl fever", "chronic varnema", "chronic varnma", "Morveller", "crumblng of my heel", "zxqw"]
)
def test_what_has_too_many_errors_or_a_real_word_for_another_opens_and_lists_nothing(query: str) -> None:
    assert resolve(query) == Resolution(query, "none")


@pytest.mark.parametrize(
    ("query", "id_"),
    [
        ("morvelosis on my hands", "mor"),
        ("morvelosis on my hands and feet every day since june", "mor"),  # ten words
        ("my quilox is bad", "quil"),  # six letters
        ("my tremsi is bad", "trem"),
        ("Morvelosis is bad", "mor"),  # a capital that begins a text
        ("blue heel crumblng at night", "heel"),  # three words
        ("brantola feverr in kids", "bran"),
        ("my caancer", "can"),
    ],
)
def test_a_misspelled_name_among_other_words_opens_as_if_it_were_right(query: str, id_: str) -> None:
    found = resolve(query)
    assert (found.status, found.how, [m.id for m in found.matches]) == ("match", "spelling", [id_])


@pytest.mark.parametrize(
    "query",
    [
        "morvelosis on my hands and both feet every day since june",  # eleven words
        "my Morvelosis is bad",  # a capital within a text is a person or a place
        "brantola fevr in kids",  # a word of four letters
        "my morvelosis and quilloxx",  # two names
        "morvelosis dog",  # what lists the right name, too
        "morvelosis the band",
        "caancer of the skin",  # a name of a place, of another place
        "skin caancer",
    ],
)
def test_a_misspelled_name_among_other_words_lists_where_it_may_mean_another(query: str) -> None:
    assert resolve(query).status != "match"


def test_two_readings_as_near_are_both_listed() -> None:
    twins = resolver_of((names("a", "Vorbelitis"), names("b", "Vorgelitis")))
    assert answer(twins, "vordelitis") == ("ambiguous", ["a", "b"], None)
    assert answer(twins, "vorbelits") == ("match", ["a"], None)
    same = resolver_of((names("a", "Vorbelitis", aliases=("Vorgelitis",)),))
    assert answer(same, "vordelitis") == ("match", ["a"], None)  # two names of one record


def test_a_list_that_holds_the_nearer_record_is_no_rival() -> None:
    held = resolver_of(
        (
            names("a", "Vorbelitis", loose_names=("Vorbelitic",)),
            names("b", "Other", loose_names=("Vorbelitic",)),
        )
    )
    assert answer(held, "vorbelitsi") == ("match", ["a"], None)


def test_a_misspelled_loose_name_lists_what_the_right_one_lists() -> None:
    found = resolver_of((names("a", "One", loose_names=("Brantolitis",)), names("b", "Two"))).resolve(
        "brantolitsi"
    )
    assert (found.status, found.how, [m.id for m in found.matches]) == ("ambiguous", None, ["a"])


def test_a_misspelled_known_name_is_known_as_it_is_written() -> None:
    resolver = resolver_of(RECORDS, (KnownName("Sorvelinosis", (), ()),))
    assert answer(resolver, "sorvelinossis") == ("none", [], "Sorvelinosis")
    assert answer(resolver, "my sorvelinosis") == ("none", [], "Sorvelinosis")


def test_an_abbreviation_and_a_number_stand_for_nothing_else() -> None:
    resolver = resolver_of((names("a", "Quaint page", abbreviations=("QVDXY",)), names("b", "Ataxia 25")))
    for query in ("QVDXZ", "qvdxz", "ataxia 26", "ataxia 52"):
        assert resolver.resolve(query).status != "match", query


NEAR = resolver_of(
    (
        names("hand", "Numb hand of tailors"),
        names("foot", "Numb foot of tailors"),
        names("eye", "Glass eye fever", loose_names=("Cloudy look of the eye",)),
        names("one", "Trombovia"),
        names("mild", "Mild trombovia of the north"),
    ),
    (KnownName("Copper lung of miners", ("Miner's copper lung",), ()),),
)


@pytest.mark.parametrize(
    ("query", "answered"),
    [
        ("numb tailors", ("ambiguous", ["foot", "hand"], None)),
        ("numb hand", ("ambiguous", ["hand"], None)),  # most of a name is enough
        ("numb hands of bad tailors", ("ambiguous", ["hand"], None)),
        ("numb hand of bakers", ("none", [], None)),  # but not beside what it has not
        ("tailors", ("none", [], None)),  # one word of several is not
        ("north trombovia", ("ambiguous", ["one", "mild"], None)),  # the whole name goes first
        ("cloudy look", ("none", [], None)),  # of a loose name most must be there
        ("cloudy look bakers", ("none", ["eye"], None)),
        ("glass eye", ("ambiguous", ["eye"], None)),
        ("trombo", ("ambiguous", ["one"], None)),  # a word that is not written to its end
        ("tro", ("none", [], None)),
        ("TROMB", ("none", [], None)),  # an abbreviation
        ("copper lung in miners", ("none", [], "Copper lung of miners")),
        ("copper lung", ("none", [], None)),  # not all of a known name
        ("glass eye test", ("none", ["eye"], None)),  # what is done is not what is the matter
    ],
)
def test_what_is_near_is_listed_and_never_opened(query: str, answered: Answer) -> None:
    assert answer(NEAR, query) == answered


def test_what_is_near_has_a_score_below_100_the_nearest_first() -> None:
    assert [m.score for m in NEAR.resolve("numb tailors").matches] == [59.4, 59.4]
    assert [m.score for m in NEAR.resolve("numb hand").matches] == [70.3]
    assert [m.score for m in NEAR.resolve("north trombovia").matches] == [100.0, 63.4]  # one stands in it


def test_parts_of_a_question_are_listed_each() -> None:
    found = NEAR.resolve("numb hand / glass eye")
    assert (found.status, {m.id for m in found.matches}) == ("ambiguous", {"hand", "eye"})


def test_a_list_has_five_that_are_near_and_a_refusal_three() -> None:
    others = [names(f"x{a}{b}", f"Zest{a} quorn{b}") for a in "abcdefgh" for b in "abcdefgh"]
    parts = ("hand", "foot", "neck", "knee", "heel", "chin")
    near = resolver_of([*others, *(names(part, f"Glassy {part} fever") for part in parts)])
    listed = near.resolve("glassy fever")
    assert (listed.status, [m.id for m in listed.matches]) == (
        "ambiguous", ["chin", "foot", "hand", "heel", "knee"],
    )  # fmt: skip
    refused = near.resolve("glassy fever vaccine")
    assert (refused.status, refused.matches) == ("none", listed.matches[:3])


def test_a_likeness_never_opens_however_high_its_score() -> None:
    found = resolver_of((names("a", "Acute brantola fever of the northern river people"),)).resolve(
        "acute brantola fever of the northern river"
    )
    assert (found.status, found.how) == ("ambiguous", None)
    assert found.matches[0].score > 80
