"""Text can be read on any background: it has the terminal's own color; only what is drawn has another."""

import re
from collections.abc import Iterator

import pytest
from conftest import SMALL, Run

COMMANDS = [
    ["show", "ALL"],
    ["show", "ALL", "--brief"],
    ["show", "fever"],
    ["care", "ALL"],
    ["trials", "ALL"],
    ["research", "ALL"],
    ["symptoms"],
    ["list"],
    ["compare", "ALL", "AML"],
    ["find", "bone pain and fever"],
    ["find", "my baby is not breathing and has a fever"],
    ["define", "petechia"],
    ["related", "ALL"],
]
STYLE = re.compile(r"\x1b\[([\d;]*)m")
BOLD, UNDERLINE, REVERSE = 1, 4, 7  # what keeps the contrast of the terminal's own two colors


def styled(shown: str) -> Iterator[tuple[set[int], str]]:
    """Each stretch of what a terminal is sent, with the codes that are on there."""
    on: set[int] = set()
    at = 0
    for found in STYLE.finditer(shown):
        yield set(on), shown[at : found.start()]
        codes = {int(code or 0) for code in found[1].split(";")}
        on = set() if 0 in codes else on | codes
        at = found.end()
    yield on, shown[at:]


@pytest.mark.parametrize("args", COMMANDS, ids=" ".join)
@pytest.mark.parametrize("colors", ["", "truecolor"])
def test_letters_have_the_terminals_own_color(run: Run, args: list[str], colors: str) -> None:
    env = {"FORCE_COLOR": "1", "COLORTERM": colors, "COLUMNS": "120", "CONDCLI_CATALOG": str(SMALL)}
    for codes, text in styled(run(*args, env=env).stdout):
        if any(letter.isalnum() for letter in text):
            assert codes <= {BOLD, UNDERLINE, REVERSE}, (codes, text)


def test_what_is_drawn_around_urgent_words_has_a_color(run: Run) -> None:
    shown = run("show", "ALL", env={"FORCE_COLOR": "1", "CONDCLI_CATALOG": str(SMALL)}).stdout
    drawn = {code for codes, text in styled(shown) for code in codes if text.strip("│─╭╮╰╯├┤• ") == ""}
    assert {31, 33} <= drawn


def test_without_color_words_and_marks_say_the_same(run: Run) -> None:
    env = {"FORCE_COLOR": "1", "COLUMNS": "100", "CONDCLI_CATALOG": str(SMALL)}
    for args in (["show", "ALL"], ["trials", "ALL"]):
        colored = run(*args, env=env).stdout
        bare = run(*args, env={**env, "NO_COLOR": "1"}).stdout
        assert STYLE.sub("", bare) == STYLE.sub("", colored)
        assert not {code for codes, _ in styled(bare) for code in codes} - {BOLD, UNDERLINE, REVERSE}
