"""What completion offers behind each command and option, and how each shell is told."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from conftest import SMALL, Run
from good_record import catalog_of, good

from condcli.cli import COMMANDS, GROUPS, HIDDEN
from condcli.models import CATEGORIES
from condcli.trials import values

ENV = {"CONDCLI_CATALOG": str(SMALL)}
Write = Callable[[Any], str]


def offered(run: Run, *words: str, form: str = "fish", **env: str) -> list[tuple[str, str]]:
    """What is offered for the last word, each with what it means."""
    result = run(*words, env={**ENV, "_CONDCLI_COMPLETE": form, **env})
    assert (result.exit_code, result.stderr) == (0, "")
    parts = (line.partition("\t") for line in result.stdout.splitlines())
    return [(value, note) for value, _, note in parts]


def named(run: Run, *words: str, **env: str) -> list[str]:
    return [value for value, _ in offered(run, *words, **env)]


def test_an_empty_line_offers_every_command_with_its_help(run: Run) -> None:
    found = offered(run, "")
    assert found == [(name, spec.help) for name, spec in COMMANDS.items()]


@pytest.mark.parametrize("typed", ["re", "s", "tr", "de"])
def test_commands_that_begin_so_come_before_names(run: Run, typed: str) -> None:
    found = named(run, typed)
    commands = [name for name in COMMANDS if name.startswith(typed)]
    assert found[: len(commands)] == commands


def test_a_command_is_offered_once_in_the_first_place_only(run: Run) -> None:
    assert "show" not in named(run, "show", "sho")
    assert "show" not in named(run, "acute", "sho")
    assert named(run, "sho") == ["show"]


@pytest.mark.parametrize(
    ("option", "expected"),
    [
        ("--sex", ["female", "male"]),
        ("--phase", ["1", "2", "3", "4", "early-1", "na"]),
        ("--status", sorted(status.lower().replace("_", "-") for status in values.STATUSES)),
        ("--type", sorted(kind.lower().replace("_", "-") for kind in values.TYPES)),
        ("--sort", ["distance", "enrollment", "open", "start", "updated"]),
        ("--width", ["auto"]),
    ],
)
def test_an_option_of_trials_offers_what_it_takes(run: Run, option: str, expected: list[str]) -> None:
    found = named(run, "trials", "ALL", option, "")
    assert sorted(found) == expected
    for value in found:
        result = run(
            "trials", "ALL", option, value, *(["--near", "Boston"] if value == "distance" else []), env=ENV
        )
        assert result.exit_code == 0, result.stderr


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["handout", "--format"], ["html", "pdf", "md", "txt"]),
        (["handout", "--paper"], ["letter", "a4"]),
        (["--show-completion"], ["bash", "zsh", "fish", "powershell"]),
        (["--install-completion"], ["bash", "zsh", "fish", "powershell"]),
        (["symptoms", "--has"], ["Bone pain", "Easy bruising", "Fever", "Wheezing"]),
        (["symptoms", "--not"], ["Bone pain", "Easy bruising", "Fever", "Wheezing"]),
        (["list", "--category"], list(CATEGORIES)),
        (["trials", "--near"], []),
        (["trials", "--age"], []),
    ],
    ids=lambda v: " ".join(v) if v and v[0] in {*COMMANDS, "--show-completion"} else "",
)
def test_an_option_offers_its_values_in_their_order(run: Run, words: list[str], expected: list[str]) -> None:
    found = named(run, *words, "")
    assert found == expected


@pytest.mark.parametrize("option", ["--section", "-s"])
def test_every_section_that_is_offered_is_one(run: Run, option: str) -> None:
    found = named(run, "show", "ALL", option, "")
    assert {"definition", "self-care", "trials", "references"} <= set(found)
    assert run("show", "ALL", *(part for name in found for part in (option, name)), env=ENV).exit_code == 0


def test_categories_of_ones_own_are_offered_once(run: Run, catalog: Write) -> None:
    path = catalog(
        catalog_of(
            good(category="Knees"),
            good(id="b", name="B", aliases=[], abbreviations=[], loose_names=[], category="Blood"),
        )
        | {"categories": ["Knees"]}
    )
    found = named(run, "list", "--category", "", CONDCLI_CATALOG=path)
    assert found == [*CATEGORIES, "Knees"]


@pytest.mark.parametrize("typed", ["--", "--pl", "-", "-s", "--section"])
def test_options_that_begin_so_are_offered_with_their_help(run: Run, typed: str) -> None:
    found = offered(run, "show", "asthma", typed)
    assert found
    assert all(value.startswith(typed) and note for value, note in found)
    if "--plain".startswith(typed):
        assert ("--plain", "Labelled lines without color or drawing, for screen readers.") in found


@pytest.mark.parametrize(
    ("words", "offers"),
    [
        (["trials", "--stat"], {"--status"}),
        (["show", "--stat"], set()),
        (["--vers"], {"--version"}),
        (["asthma", "--pl"], set()),
        (["list", "--pl"], {"--planned", "--plain"}),
        (["handout", "--o"], {"--only", "--output", "--open"}),
        (["config", "--e"], {"--edit"}),
        (["forget", "--cat"], set()),
    ],
    ids=lambda v: " ".join(v) if isinstance(v, list) else "",
)
def test_only_the_options_of_the_command_are_offered(run: Run, words: list[str], offers: set[str]) -> None:
    assert set(named(run, *words)) == offers


@pytest.mark.parametrize(
    "words",
    [
        ["show", "--catalog", ""], ["handout", "--output", ""], ["handout", "-o", "x"],
        ["check", "--catalog", "a"], ["new", "--catalog", ""],
    ],
    ids=" ".join,
)  # fmt: skip
@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "powershell"])
def test_where_a_file_is_wanted_the_shell_is_asked_for_its_own(
    run: Run, words: list[str], shell: str
) -> None:
    (line,) = run(*words, env={**ENV, "_CONDCLI_COMPLETE": shell}).stdout.splitlines()
    assert line.split("\t")[0] == "\x1ffiles"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["show", "--section", "care", "asth"], ["asthma"]),
        (["show", "--plain", "asth"], ["asthma"]),
        (["show", "asth", "--plain", "asth"], []),
        (["trials", "--status", "recruiting", "--open", "acute", "my"], ["myeloid leukemia"]),
        (["compare", "asthma", "and", "acute", "my"], ["myeloid leukemia"]),
        (["compare", "asthma", "or", "acute", "vs", "asth"], ["asthma"]),
        (["compare", "asthma", "acute", "my"], []),
        (["update", "acute", "my"], ["myeloid leukemia"]),
        (["related", "asth"], ["asthma"]),
        (["lookup", "asth"], ["asthma"]),
        (["handout", "asth"], ["asthma"]),
        (["define", "pet"], ["petechiae"]),
        (["define", "asth"], []),
        (["find", "fev"], ["fever"]),
        (["find", "asth"], []),
        (["config", "asth"], []),
        (["list", "asth"], []),
        (["forget", "a"], []),
        (["new", "asth"], []),
        (["check", "asth"], []),
        (["help", "asth"], []),
    ],
    ids=lambda v: " ".join(v) if isinstance(v, list) else "",
)
def test_names_are_offered_where_the_command_takes_them(
    run: Run, words: list[str], expected: list[str]
) -> None:
    assert named(run, *words) == expected


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("br", []),
        ("bro", ["bronchial asthma"]),
        ("AM", ["AML"]),
        ("Acute myelog", ["Acute myelogenous leukemia"]),
    ],
)
def test_other_names_are_offered_from_the_third_letter_on(run: Run, typed: str, expected: list[str]) -> None:
    assert [
        value for value, _ in offered(run, "show", *typed.split()[:-1], typed.rsplit(maxsplit=1)[-1])
    ] == [value.removeprefix("Acute ") if " " in typed else value for value in expected]


def test_another_name_says_whose_it_is_and_a_name_its_category(run: Run) -> None:
    assert offered(run, "show", "bronch") == [("bronchial asthma", "Asthma")]
    assert offered(run, "show", "asth") == [("asthma", "Lungs and breathing")]
    assert offered(run, "symptoms", "whee") == [("wheezing", "symptom")]
    assert offered(run, "symptoms", "asth") == [("asthma", "Lungs and breathing")]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "powershell"])
def test_each_shell_is_told_in_its_own_form(run: Run, catalog: Write, shell: str) -> None:
    path = catalog(catalog_of(good(name="Knee & hip's pain", aliases=[], abbreviations=[], loose_names=[])))
    env = {"CONDCLI_CATALOG": path, "_CONDCLI_COMPLETE": shell}
    shown = run("show", "Knee", env=env).stdout
    assert (
        shown
        == {
            "bash": "Knee \\& hip\\'s pain\n",
            "zsh": "Knee \\& hip\\'s pain\tKnee & hip's pain  (Bones, joints and muscles)\n",
            "fish": "Knee & hip's pain\tBones, joints and muscles\n",
            "powershell": "'Knee & hip''s pain'\tBones, joints and muscles\n",
        }[shell]
    )
    value = run("symptoms", "--has", "bone", env={**ENV, "_CONDCLI_COMPLETE": shell}).stdout
    assert value.split("\t")[0].rstrip("\n") == {
        "bash": "Bone\\ pain", "zsh": "Bone\\ pain", "fish": "Bone pain", "powershell": "'Bone pain'",
    }[shell]  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ('"Knee', ["Knee & hip's pain"]), ("'Knee", []), ('"Cash', []), ("'Cash", []),
        ('"Plain', ["Plain knee"]), ("'Plain", ["Plain knee"]),
    ],
)  # fmt: skip
def test_between_quotes_bash_gets_what_it_can_put_there(
    run: Run, catalog: Write, typed: str, expected: list[str]
) -> None:
    records = [
        good(id=id_, name=name, aliases=[], abbreviations=[], loose_names=[])
        for id_, name in (("a", "Knee & hip's pain"), ("b", "Cash $5 knee"), ("c", "Plain knee"))
    ]
    assert named(run, "show", typed, form="bash", CONDCLI_CATALOG=catalog(catalog_of(*records))) == expected


def test_powershell_gives_the_word_in_a_variable(run: Run) -> None:
    assert named(run, "show", form="powershell", _CONDCLI_WORD="asth") == ["asthma"]
    assert named(run, "show", "asthma", "--section", form="powershell", _CONDCLI_WORD="self") == ["self-care"]
    assert named(run, form="powershell", _CONDCLI_WORD="sho") == ["show"]
    assert named(run, "symptoms", "--has", form="powershell", _CONDCLI_WORD="bone") == ["'Bone pain'"]


def test_words_that_are_escaped_are_read(run: Run) -> None:
    assert named(run, "symptoms", "--has", "bone\\ p") == ["Bone pain"]
    assert named(run, "show", "acute", "lympho\\b") == ["lymphoblastic leukemia"]


def test_another_shell_and_a_broken_catalog_are_told_nothing(run: Run, catalog: Write) -> None:
    for shell in ("tcsh", "", "BASH"):
        result = run("sho", env={**ENV, "_CONDCLI_COMPLETE": shell})
        assert (result.exit_code, "show\n" in result.stdout) == (0 if shell else 2, False)
    assert named(run, "show", "a", CONDCLI_CATALOG=catalog(json.dumps({"version": 2}))) == []
    assert named(run, "sho", CONDCLI_CATALOG=catalog("{")) == ["show"]
    assert named(run, "show", "a", CONDCLI_WIDTH="wide") == []


def test_every_command_is_in_a_group_or_hidden() -> None:
    assert list(COMMANDS) == [name for group in GROUPS.values() for name in group] + list(HIDDEN)
