"""Whether words that start with no command are a command misspelled."""

from difflib import get_close_matches

from rapidfuzz.distance import OSA

from condcli.catalog.library import Library
from condcli.cli import help_now
from condcli.errors import NoCommand
from condcli.names.dictionary import is_word
from condcli.names.normalize import raw_words
from condcli.names.spanish import is_spanish
from condcli.names.word_kinds import is_harmless


def misspelled_command(words: list[str], commands: list[str]) -> NoCommand | None:
    """The fault that names the command that was meant; None where the words are words.

    Danger goes first, then a condition that the words name, then a real word: only what is none of these is
    taken for a command.
    """
    said = words[0].lower()
    # A real word must be nearer: "hand foot and mouth" is no handout, but "trails" may be trials.
    meant = get_close_matches(said, commands, n=1, cutoff=0.8 if is_word(said) else 0.7)
    name = " ".join(word for word in words if not word.startswith("-"))
    if not meant or names_condition(name if len(words) == 1 else said) or help_now.in_words(name):
        return None
    if is_spanish(raw_words(name)):
        return None
    if is_word(said):  # fine is no define
        far = len(words) > 1 and OSA.distance(said, meant[0]) > 1
        found = Library.open().resolver.resolve(name)
        opens = found.status == "match" and (found.how != "phrase" or is_harmless(said))
        if far or opens or not names_condition(" ".join(words[1:])):
            return None
    return NoCommand(words[0], meant[0])


def names_condition(name: str) -> bool:
    """Whether a name means, or may mean, a condition that the bundled catalog knows."""
    found = Library.open().resolver.resolve(name)
    return found.status != "none" or found.known is not None
