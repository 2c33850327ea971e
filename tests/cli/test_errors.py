"""What each kind of fault says, with which exit code, and what a program is told of it."""

import json
from pathlib import Path

import pytest
from conftest import SMALL, Run

from condcli import errors
from condcli.errors import CondError
from condcli.json_answers import Candidate, Resolution

ASTHMA = Candidate("asthma", "Asthma", "Asthma")
AML = Candidate("acute-myeloid-leukemia", "Acute myeloid leukemia", "AML", 90.0)
FILE = Path("/data/own.json")
LONG = Path("/" + "d" * 400)
SENTENCES: dict[str, tuple[CondError, int, str, str]] = {
    "a value": (
        errors.UnknownValue("--paper", "a3", ("letter", "a4")), 2, "usage",
        "--paper does not know 'a3'. It takes: letter, a4.",
    ),
    "a symptom with others near": (
        errors.UnknownSymptom("--has", "fevr", ["Fever", "Fear"]), 2, "usage",
        "--has knows no symptom 'fevr'. Near to it: Fever; Fear. See all of them: condcli symptoms",
    ),
    "a symptom with none near": (
        errors.UnknownSymptom("--not", "zzq", []), 2, "usage",
        "--not knows no symptom 'zzq'. See all of them: condcli symptoms",
    ),
    "output": (
        errors.UnwritableOutput("No space left"), 1, "output",
        "The answer cannot be written (No space left). Send it to another place.",
    ),
    "a program cut off": (
        errors.CutOffProgram(), 1, "cut-off",
        "A file of the program is damaged (it ends too early). Install condcli again.",
    ),
    "memory": (
        errors.TooLittleMemory(), 1, "memory",
        "There is too little memory for this. Give it a smaller file, or close other programs.",
    ),
    "a name": (
        errors.UnknownName("zzqx"), 3, "unknown",
        ("No condition is called 'zzqx'."
         " To search the pages: condcli find WORDS. See all of them: condcli list"),
    ),
    "a name with a note and others near": (
        errors.UnknownName("zzqx", None, [ASTHMA, AML], "A note."), 3, "unknown",
        ("No condition is called 'zzqx'. A note. Near to it: Asthma; Acute myeloid leukemia (AML)."
        " To search the pages: condcli find WORDS. See all of them: condcli list"),
    ),
    "a known name": (
        errors.UnknownName("ebola", "Ebola, Ebola fever"), 3, "unknown",
        f"We know Ebola, Ebola fever but have no page of it yet. MedlinePlus: {errors.MEDLINEPLUS}Ebola",
    ),
    "a known name with a note and one near": (
        errors.UnknownName("q fever", "Q fever", [ASTHMA], "A note."), 3, "unknown",
        ("We know Q fever but have no page of it yet. A note. Near to it: Asthma."
        f" MedlinePlus: {errors.MEDLINEPLUS}Q+fever"),
    ),
    "a term": (
        errors.UnknownTerm("zzqx", ()), 3, "unknown",
        "The glossary does not explain 'zzqx'. To look for it: condcli find WORDS",
    ),
    "a term with one near": (
        errors.UnknownTerm("stnt", ["stent"]), 3, "unknown",
        "The glossary does not explain 'stnt'. Near to it: stent. To look for it: condcli find WORDS",
    ),
    "nothing found": (
        errors.NothingFound("zzqx"), 3, "unknown",
        "Nothing is found for 'zzqx'. Try fewer or other words, or see condcli list",
    ),
    "nothing found, but known": (
        errors.NothingFound("ebola", "Ebola"), 3, "unknown",
        f"We know Ebola but have no page of it yet. MedlinePlus: {errors.MEDLINEPLUS}Ebola",
    ),
    "a name of several": (
        errors.AmbiguousName("leukemia", [ASTHMA, AML]), 4, "ambiguous",
        "'leukemia' may mean: Asthma; Acute myeloid leukemia (AML). Show one with its full name.",
    ),
    "a name of perhaps one": (
        errors.AmbiguousName("all", [AML], "To list them: condcli list."), 4, "ambiguous",
        ("'all' may mean: Acute myeloid leukemia (AML). Show it with its full name."
        " To list them: condcli list."),
    ),
    "data": (
        errors.BadData(FILE, "it is empty"), 6, "bad-data",
        "/data/own.json: it is empty. Fix the file. To see all that is wrong: condcli check FILE",
    ),
    "data of a record": (
        errors.BadData(FILE, "no name {x}", "asthma"), 6, "bad-data",
        "/data/own.json, asthma: no name {x}. Fix the file. To see all that is wrong: condcli check FILE",
    ),
    "a catalog to check": (
        errors.BadCatalog(FILE, "it is empty", "asthma"), 6, "bad-data",
        "/data/own.json, asthma: it is empty. Fix that first, then check it again.",
    ),
    "a damaged copy": (
        errors.DamagedCopy(FILE, "damaged"), 6, "bad-data",
        "A copy of the pages was damaged and is not used any more. Run the command again.",
    ),
    "a misspelled command": (
        errors.NoCommand("shwo", "show"), 2, "usage",
        "There is no command 'shwo'. Did you mean: condcli show",
    ),
    "a variable": (
        errors.BadSetting("CONDCLI_WIDTH", "wide", "a number"), 2, "usage",
        "CONDCLI_WIDTH cannot be used (wide). It must be a number.",
    ),
    "a configuration": (
        errors.BadConfiguration(FILE, "it is a folder"), 2, "usage",
        "The configuration /data/own.json cannot be used: it is a folder. To fix it: condcli config --edit",
    ),
    "an update": (
        errors.UpdateFailed(["Asthma", "COPD"], 7), 5, "update-failed",
        ("2 of 7 conditions were not updated: Asthma; COPD. What was stored before is kept."
        " Run the same command again later."),
    ),
    "an update that will fail again": (
        errors.UpdateFailed(["Asthma"], 1, passing=False), 5, "update-failed",
        "1 of 1 conditions were not updated: Asthma. What was stored before is kept.",
    ),
    "a place": (
        errors.Unwritable(FILE, "Read-only file system"), 6, "unwritable",
        ("/data/own.json cannot be written (Read-only file system)."
        " Choose another place, or ask who keeps it."),
    ),
    "a file that changed": (
        errors.ChangedMeanwhile(FILE), 6, "unwritable",
        "/data/own.json was changed meanwhile by someone else and is left as it is. Run the command again.",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", SENTENCES)
def test_a_fault_is_one_sentence_and_a_next_step(case: str) -> None:
    fault, code, kind, said = SENTENCES[case]
    assert (str(fault), fault.exit_code, fault.kind) == (said, code, kind)


FACTS: list[tuple[CondError, dict[str, object]]] = [
    (errors.UnknownValue("--a", "b", ["c"]), {"option": "--a", "value": "b", "valid": ("c",)}),
    (errors.UnknownSymptom("--a", "b", ["c"]), {"option": "--a", "value": "b", "near": ("c",)}),
    (errors.UnwritableOutput("full"), {"why": "full"}),
    (errors.UnknownTerm("a", ["b"]), {"query": "a", "near": ("b",), "known": None, "candidates": ()}),
    (errors.AmbiguousName("a", [AML], "n"), {"query": "a", "candidates": (AML,), "note": "n"}),
    (errors.DamagedCopy(FILE, "torn"), {"path": FILE, "what": "torn", "place": None}),
    (errors.BadSetting("A", "b", "c"), {"name": "A", "value": "b", "wanted": "c"}),
    (errors.BadConfiguration(FILE, "x"), {"path": FILE, "what": "x"}),
    (errors.UpdateFailed(["a"], 2), {"failed": ("a",), "total": 2, "passing": True}),
    (errors.ChangedMeanwhile(FILE), {"path": FILE, "what": ""}),
]


@pytest.mark.parametrize(("fault", "facts"), FACTS, ids=lambda v: type(v).__name__)
def test_a_fault_keeps_its_facts(fault: CondError, facts: dict[str, object]) -> None:
    assert {name: getattr(fault, name) for name in facts} == facts


def test_a_program_that_is_cut_off_says_where_it_ends() -> None:
    fault = errors.CutOffProgram()
    fault.__cause__ = EOFError("marshal data too short")
    assert str(fault).startswith("A file of the program is damaged (marshal data too short).")


@pytest.mark.parametrize(("length", "shown"), [(79, 79), (80, 80), (81, 80), (5_000, 80)])
def test_what_was_asked_is_repeated_up_to_eighty_letters(length: int, shown: int) -> None:
    said = str(errors.UnknownName("q" * length))
    assert said.count("q") == shown
    assert ("..." in said) is (length > shown)


@pytest.mark.parametrize(
    "fault",
    [
        errors.BadData(LONG, "it is empty"),
        errors.BadCatalog(LONG, "it is empty"),
        errors.BadConfiguration(LONG, "it is empty"),
        errors.Unwritable(LONG, "full"),
        errors.BadSetting("CONDCLI_CATALOG", str(LONG), "a path"),
    ],
    ids=lambda fault: type(fault).__name__,
)
def test_a_long_path_is_cut_at_three_hundred_letters(fault: CondError) -> None:
    assert str(fault).count("d" * 10) == 29
    assert "d..." in str(fault)


@pytest.mark.parametrize(
    ("known", "asked"),
    [
        ("Ebola", "Ebola"),
        ("Q fever, Query fever", "Q+fever"),
        ("Paget's disease & more", "Paget%27s+disease+%26+more"),
    ],
)
def test_medlineplus_is_asked_for_the_first_name(known: str, asked: str) -> None:
    assert errors.medlineplus(known) == errors.MEDLINEPLUS + asked


@pytest.mark.parametrize(
    ("status", "code"), [("none", 3), ("ambiguous", 4)], ids=["no record", "several records"]
)
def test_a_name_that_is_not_one_record_keeps_what_was_found(status: str, code: int) -> None:
    found = Resolution(f"  two \n words {status}", status, matches=(ASTHMA, AML), note="A note.")  # type: ignore[arg-type]
    fault = errors.not_one_record(found)
    assert (fault.exit_code, fault.query, fault.note) == (code, f"two words {status}", "A note.")
    assert [c.id for c in fault.candidates] == ["asthma", "acute-myeloid-leukemia"]


JSON_FAULTS = [
    (["show", "zzqx"], 3, "unknown", [], None),
    (["show", "all"], 4, "ambiguous", ["acute-lymphoblastic-leukemia"], None),
    (["show", "roseola"], 3, "unknown", [], "Roseola"),
    (["define", "zzqx"], 3, "unknown", [], None),
    (["compare", "asthma"], 2, "usage", [], None),
    (["show", "ALL", "--section", "price"], 2, "usage", [], None),
    (["show"], 2, "usage", [], None),
    (["trial", "x"], 2, "usage", [], None),
    (["trial", "NCT99999999"], 3, "unknown", [], None),
    (["list", "--catalog", "none.json"], 6, "bad-data", [], None),
    (["shwo", "ALL"], 2, "usage", [], None),
]


@pytest.mark.parametrize(
    ("args", "code", "kind", "ids", "known"),
    JSON_FAULTS,
    ids=lambda v: " ".join(map(str, v)) if isinstance(v, list) else "",
)
def test_a_program_is_told_the_kind_and_the_candidates(
    run: Run, args: list[str], code: int, kind: str, ids: list[str], known: str | None
) -> None:
    result = run(*args, "--json", env={"CONDCLI_CATALOG": str(SMALL)})
    error = json.loads(result.stdout)["error"]
    assert (result.exit_code, result.stderr, error["kind"], error["known"]) == (code, "", kind, known)
    assert [c["id"] for c in error["candidates"]] == ids
    assert set(error) == {"kind", "message", "candidates", "known"}
    assert all(set(c) == {"id", "name", "matched"} for c in error["candidates"])


def test_a_program_and_a_person_are_told_the_same(run: Run) -> None:
    env = {"CONDCLI_CATALOG": str(SMALL)}
    for words in (["show", "all"], ["define", "zzqx"], ["compare", "asthma"]):
        told = json.loads(run(*words, "--json", env=env).stdout)["error"]["message"]
        assert run(*words, env=env).stderr.startswith(f"condcli: {told}")


@pytest.mark.parametrize(
    ("words", "more"),
    [
        (["show", "zzqx"], True), (["show", "all"], True), (["define", "zzqx"], True),
        (["shwo", "ALL"], True), (["find", "zzqx"], True), (["compare", "asthma"], False),
        (["show"], False), (["trial", "x"], False), (["list", "--category", "Cars"], False),
        (["list", "--catalog", "none.json"], False),
    ],
    ids=lambda v: " ".join(v) if isinstance(v, list) else "",
)  # fmt: skip
def test_words_that_open_nothing_end_with_whom_to_call(run: Run, words: list[str], more: bool) -> None:
    said = run(*words, env={"CONDCLI_CATALOG": str(SMALL)}).stderr
    assert ("(In an emergency call 911" in said) is more


@pytest.mark.parametrize("length", [1_700, 2_000, 100_000])
def test_a_message_of_any_length_keeps_its_begin_and_its_end(run: Run, length: int) -> None:
    said = run("show", "ALL", "--section", "x" * length).stderr
    assert said.startswith("condcli: --section does not know 'xxx")
    assert said.rstrip().endswith("references, research, trials.")
    assert (" ... " in said) is (length > 1_700)
    assert len(said) < 2_050 + len("condcli: ")


def test_a_fault_of_the_words_points_to_the_help(run: Run) -> None:
    for words in (["show"], ["show", "ALL", "--bogus"], ["trials", "--limit", "0"], ["list", "x"]):
        said = run(*words).stderr
        assert said.endswith("See: condcli --help, or condcli COMMAND --help\n")
        assert ".. See" not in said
    assert "condcli COMMAND --help" not in run("compare", "asthma").stderr
