"""Codes: how they are read and shown, what is above and below them, and what one without a page would be."""

from itertools import pairwise

import pytest
from conftest import Run
from small_catalogs import names, resolver_of

from condcli.models import KnownName
from condcli.names import codes


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (" C91.0 ", "C910"),
        ("C91.-", "C91"),
        ("c91-", "C91"),
        ("ICD10: c91.01", "C9101"),
        ("icd 10 cm #C91.0", "C910"),
        ("ICD-10-CM-C91.0", "C910"),
        ("MeSH D054198", "D054198"),
        ("mesh #c536408", "C536408"),
        ("D123456", "D123456"),
        ("D123456789", "D123456789"),
        ("D1234567890", None),
        ("DOID_12345678", "DOID:12345678"),
        ("DOID:123456789", None),
        ("doid1", "DOID:1"),
        ("O9A.2", "O9A2"),
        ("S06.0X0A", "S060X0A"),
        ("P90X", None),  # an X alone keeps a place: it is a workout
        ("P90.X", None),
        ("P90XA", "P90XA"),
        ("C91.0123", "C910123"),
        ("C91.01234", None),
        ("CC1.0", None),
        ("C9.10", None),
        ("icd", None),
        ("mesh", None),
        ("ICD-10 asthma", None),
        ("C91.0" + " " * 25, "C910"),
        ("C91.0" + " " * 26, None),  # longer than any code with its prefix
        ("D54198", "D54198"),
    ],
)
def test_a_code_is_read_with_its_prefix_its_dot_and_its_dash(text: str, code: str | None) -> None:
    assert codes.parse(text) == code


@pytest.mark.parametrize(
    ("code", "labelled"),
    [
        ("C910", "ICD-10-CM C910"),
        ("D054198", "MeSH D054198"),
        ("C536408", "MeSH C536408"),
        ("DOID:9", "DOID:9"),
    ],
)
def test_a_code_is_shown_behind_its_system(code: str, labelled: str) -> None:
    assert codes.labelled(code) == labelled


@pytest.mark.parametrize(
    ("code", "alone"), [("C91", False), ("C9101", False), ("D054198", True), ("DOID:1", True)]
)
def test_only_icd_codes_have_others_above_or_below(code: str, alone: bool) -> None:
    assert codes.alone(code) is alone
    assert (list(codes.parents(f"{code}0" if not alone else code)) == []) is alone


CHAPTERS = {
    "A00 B99.9": "infections",
    "C00 D49.9": "tumors",
    "D50 D89.9": "diseases of the blood and the immune system",
    "E00 E89.9": "hormones, nutrition and metabolism",
    "F01 F99": "mental health",
    "G00 G99.8": "brain and nerves",
    "H00 H59.9": "eyes",
    "H60 H95.9": "ears",
    "I00 I99.9": "heart and circulation",
    "J00 J99": "breathing",
    "K00 K95.8": "digestion",
    "L00 L99": "skin",
    "M00 M99.9": "muscles, bones and joints",
    "N00 N99.9": "kidneys, urinary tract and sex organs",
    "O00 O9A.5": "pregnancy and birth",
    "P00 P96.9": "newborns",
    "Q00 Q99.9": "what people are born with",
    "R00 R99": "symptoms and test results",
    "S00 T88.9": "injuries and poisoning",
    "U07 U85": "special codes, such as COVID-19",
    "V00 Y99.9": "causes of an injury",
}


@pytest.mark.parametrize(("ends", "what"), CHAPTERS.items())
def test_a_code_without_a_page_names_its_chapter(ends: str, what: str) -> None:
    for code in ends.split():
        assert (
            codes.explained(code)
            == f"{code} would be an ICD-10-CM code about {what}; no page is filed under it."
        )


def test_the_chapters_stand_in_order_and_each_has_words_of_its_own() -> None:
    assert all(last < following for (last, _), (following, _) in pairwise(codes.CHAPTERS))
    assert len({what for _, what in codes.CHAPTERS}) == len(codes.CHAPTERS)


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("z00", "Z00 is an administrative code: it says why a person came, not what they have."),
        ("Z0000", "Z00.00 is an administrative code: it says why a person came, not what they have."),
        ("Y9A", "Y9A is no ICD-10-CM code that we know."),
        ("U86", "U86 would be an ICD-10-CM code about causes of an injury; no page is filed under it."),
        ("DOID:99999999", "No page is filed under that code."),
        ("D999999", "No page is filed under that code."),
        ("250", "This looks like an old ICD-9 code; ICD-10-CM took their place in 2015."),
        ("250.0", "This looks like an old ICD-9 code; ICD-10-CM took their place in 2015."),
        (" 250.00 ", "This looks like an old ICD-9 code; ICD-10-CM took their place in 2015."),
        ("e850.1", "This looks like an old ICD-9 code; ICD-10-CM took their place in 2015."),
        ("25", None),
        ("2500", None),
        ("250.000", None),
        ("asthma", None),
    ],
)
def test_what_a_code_is_of_which_nobody_has_a_page(code: str, said: str | None) -> None:
    assert codes.explained(code) == said


LEUKEMIA = names("all", "Acute leukemia", codes=("ICD10CM:C91.0",))
CHRONIC = names("cll", "Chronic leukemia", codes=("ICD10CM:C91.1", "MESH:D015451"))


@pytest.mark.parametrize(
    ("query", "ids", "note"),
    [
        ("C91.0", ["all"], None),
        ("C91.01", ["all"], "C91.01 is part of C91.0."),
        ("C91.012", ["all"], "C91.012 is part of C91.0."),
        ("C91", ["all", "cll"], "C91 is a group of codes."),
        ("C91.-", ["all", "cll"], "C91 is a group of codes."),
        ("C90", [], "C90 would be an ICD-10-CM code about tumors; no page is filed under it."),
        ("C91.2", [], "C91.2 would be an ICD-10-CM code about tumors; no page is filed under it."),
        ("D01", [], "D01 would be an ICD-10-CM code about tumors; no page is filed under it."),  # no MeSH id
        ("D015451", ["cll"], None),
    ],
)
def test_a_code_leads_to_its_page_to_the_one_above_or_to_those_below(
    query: str, ids: list[str], note: str | None
) -> None:
    found = resolver_of((LEUKEMIA, CHRONIC)).resolve(query)
    assert ([m.id for m in found.matches], found.note) == (ids, note)
    assert found.status == ("none" if not ids else "match" if len(ids) == 1 else "ambiguous")


def test_the_nearest_page_above_a_code_is_meant() -> None:
    above = names("above", "Leukemias", codes=("ICD10CM:C91",))
    found = resolver_of((above, LEUKEMIA)).resolve("C91.01")
    assert ([m.id for m in found.matches], found.note) == (["all"], "C91.01 is part of C91.0.")
    assert [m.id for m in resolver_of((above, LEUKEMIA)).resolve("C91.3").matches] == ["above"]


def test_two_pages_of_one_code_are_listed() -> None:
    twin = names("twin", "Blood page", codes=("ICD10CM:C91.0",))
    found = resolver_of((LEUKEMIA, twin)).resolve("C91.01")
    assert (found.status, [m.id for m in found.matches]) == ("ambiguous", ["all", "twin"])
    assert found.note == "C91.01 is part of C91.0."


def test_a_code_of_what_is_known_names_it_and_the_page_above() -> None:
    known = (KnownName("Hairy leukemia", (), ("C91.4", "C95.0")), KnownName("Nothing", (), ("no code",)))
    resolver = resolver_of((LEUKEMIA, names("any", "Leukemias", codes=("ICD10CM:C91",))), known)
    found = resolver.resolve("C91.4")
    assert [m.id for m in found.matches] == ["any"]
    assert found.note == "C91.4 (Hairy leukemia, no page yet) is part of C91."
    assert resolver.resolve("C95.0").known == "Hairy leukemia"
    below = resolver.resolve("C95.01")
    assert (below.status, below.known, below.matches) == ("none", "Hairy leukemia", ())


def test_a_code_that_is_another_page_s_name_lists_both() -> None:
    down = names("down", "Down syndrome", aliases=("T21",))
    burn = names("burn", "Burn", codes=("ICD10CM:T21",))
    found = resolver_of((burn, down)).resolve("T21")
    assert (found.status, [m.id for m in found.matches]) == ("ambiguous", ["down", "burn"])
    assert resolver_of((burn, down)).resolve("T21.0").matches[0].id == "burn"
    both = names("both", "Burn", aliases=("T21",), codes=("ICD10CM:T21",))
    assert resolver_of((both,)).resolve("t21").how == "code"


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["lookup", "C91.019"], 0, "C91.019: Acute lymphoblastic leukemia (ICD-10-CM C91.0)."),
        (["lookup", "D015451"], 0, "D015451: Chronic lymphocytic leukemia (MeSH D015451)\n"),
        (["lookup", "doid_2841"], 0, "doid_2841: Asthma (DOID:2841)\n"),
        (["lookup", "Y9A.1"], 3, "Y9A.1: not known"),
        (["lookup", "C91"], 4, "C91: may mean "),
    ],
)
def test_a_look_up_of_a_code_names_its_system_and_exits_by_what_it_means(
    run: Run, words: list[str], code: int, said: str
) -> None:
    result = run(*words)
    assert result.exit_code == code
    assert result.stdout.startswith(said)


@pytest.mark.parametrize("words", [["show"], ["care"], ["handout"], ["trials"], ["related"]])
def test_every_command_explains_a_code_without_a_page(run: Run, words: list[str]) -> None:
    result = run(*words, "Z99.89")
    assert (result.exit_code, result.stdout) == (3, "")
    assert "Z99.89 is an administrative code: it says why a person came" in result.stderr
    assert "See all of them: condcli list" in result.stderr
