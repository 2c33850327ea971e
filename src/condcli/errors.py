"""What can go wrong for a user: each kind holds its facts, says what to do next, and has an exit code."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar
from urllib.parse import quote_plus

if TYPE_CHECKING:
    from condcli.json_answers import Candidate, Resolution

MEDLINEPLUS = (
    "https://vsearch.nlm.nih.gov/vivisimo/cgi-bin/query-meta?v%3Aproject=medlineplus&query="  # its search
)
LONGEST_QUERY = 80  # letters of a query that a message repeats
LONGEST_SETTING = 300  # of a setting, or of what is wrong with it; most paths are shorter


class CondError(Exception):
    """A fault that a user or a server caused; `str()` is one line that says what to do next."""

    exit_code: ClassVar[int] = 1
    kind: ClassVar[str] = "fault"
    candidates: Sequence["Candidate"] = ()


class UsageFault(CondError):
    """The words of the command are off."""

    exit_code = 2
    kind = "usage"


class UnknownValue(UsageFault):
    """A value that an option does not take."""

    def __init__(self, option: str, value: str, valid: Sequence[str]) -> None:
        self.option, self.value, self.valid = option, value, tuple(valid)
        super().__init__(f"{option} does not know {value!r}. It takes: {', '.join(valid)}.")


class UnknownSymptom(UsageFault):
    """What an option takes for a symptom and is none; `near` are those that are spelled nearly so."""

    def __init__(self, option: str, value: str, near: Sequence[str]) -> None:
        self.option, self.value, self.near = option, value, tuple(near)
        beside = f" Near to it: {'; '.join(near)}." if near else ""
        super().__init__(
            f"{option} knows no symptom {quoted(value)}.{beside} See all of them: condcli symptoms"
        )


class UnwritableOutput(CondError):
    """What was asked for cannot be written to where it should go."""

    kind = "output"

    def __init__(self, why: str) -> None:
        self.why = why
        super().__init__(f"The answer cannot be written ({why}). Send it to another place.")


class CutOffProgram(CondError):
    """A file of the program itself that ends too early, as after a full disk."""

    kind = "cut-off"

    def __str__(self) -> str:
        why = self.__cause__ or "it ends too early"
        return f"A file of the program is damaged ({why}). Install condcli again."


class TooLittleMemory(CondError):
    """What was given, mostly a file of one's own, takes more memory than there is."""

    kind = "memory"

    def __str__(self) -> str:
        return "There is too little memory for this. Give it a smaller file, or close other programs."


class UnknownName(CondError):
    """No record for that name: we do not know it, or know it (`known`) and have no page yet."""

    exit_code = 3
    kind = "unknown"

    def __init__(
        self,
        query: str,
        known: str | None = None,
        candidates: Sequence["Candidate"] = (),
        note: str | None = None,
    ) -> None:
        self.query, self.known, self.candidates, self.note = query, known, tuple(candidates), note
        super().__init__(query)

    def __str__(self) -> str:
        near = f" Near to it: {'; '.join(called(self.candidates))}." if self.candidates else ""
        note = f" {self.note}" if self.note else ""
        if self.known:
            elsewhere = medlineplus(self.known)
            return f"We know {self.known} but have no page of it yet.{note}{near} MedlinePlus: {elsewhere}"
        return (
            f"No condition is called {quoted(self.query)}.{note}{near}"
            " To search the pages: condcli find WORDS. See all of them: condcli list"
        )


class UnknownTerm(UnknownName):
    """A word that the glossary does not explain; `near` are terms that are spelled nearly so."""

    def __init__(self, query: str, near: Sequence[str]) -> None:
        self.near = tuple(near)
        super().__init__(query)

    def __str__(self) -> str:
        near = f" Near to it: {'; '.join(self.near)}." if self.near else ""
        return f"The glossary does not explain {quoted(self.query)}.{near} To look for it: condcli find WORDS"


class NothingFound(UnknownName):
    """Free words that find nothing; they may name what is known and has no page yet."""

    def __str__(self) -> str:
        if self.known:
            return super().__str__()
        return f"Nothing is found for {quoted(self.query)}. Try fewer or other words, or see condcli list"


class AmbiguousName(CondError):
    """A name that may mean one of several records, which are listed."""

    exit_code = 4
    kind = "ambiguous"

    def __init__(self, query: str, candidates: Sequence["Candidate"], note: str | None = None) -> None:
        self.query, self.candidates, self.note = query, tuple(candidates), note
        listed, which = "; ".join(called(candidates)), "one" if len(candidates) > 1 else "it"
        further = f" {note}" if note else ""
        super().__init__(f"{quoted(query)} may mean: {listed}. Show {which} with its full name.{further}")


def not_one_record(found: "Resolution") -> UnknownName | AmbiguousName:
    """The error for a name that means no record or several."""
    query = " ".join(found.query.split())
    if found.status == "ambiguous":
        return AmbiguousName(query, found.matches, found.note)
    return UnknownName(query, found.known, found.matches, found.note)


def medlineplus(known: str) -> str:
    """The address of MedlinePlus's search for the first of some names."""
    return f"{MEDLINEPLUS}{quote_plus(known.partition(', ')[0])}"


def called(candidates: Sequence["Candidate"]) -> list[str]:
    """The names, each with the name that was matched where that is another."""
    return [c.name if c.matched == c.name else f"{c.name} ({c.matched})" for c in candidates]


def shortened(text: str, most: int = LONGEST_QUERY) -> str:
    """The beginning of what may be of any length."""
    return text if len(text) <= most else f"{text[:most]}..."


def short_path(path: Path) -> str:
    """A path that a person may have set to anything."""
    return shortened(str(path), LONGEST_SETTING)


def quoted(query: str) -> str:
    """What was asked for, shortened: it may be anything."""
    return repr(shortened(query))


class BadData(CondError):
    """A catalog or one of its side files cannot be used; `place` is the record's id where there is one."""

    exit_code = 6
    kind = "bad-data"
    sentence = "{where}: {what}. Fix the file. To see all that is wrong: condcli check FILE"

    def __init__(self, path: Path, what: str, place: str | None = None) -> None:
        self.path, self.what, self.place = path, what, place
        where = f"{short_path(path)}, {place}" if place else short_path(path)
        super().__init__(self.sentence.format(where=where, path=path, what=what))


class BrokenInstallation(BadData):
    """A file that comes with the program is lost or damaged: nobody could write one in its place."""

    sentence = "{where}: {what}. It is a part of condcli: install condcli again. In an emergency, call 911."


class DamagedCopy(BadData):
    """A copy of the catalog that was kept to be read faster, and cannot be read any more."""

    sentence = "A copy of the pages was {what} and is not used any more. Run the command again."


class NoCommand(UsageFault):
    """Words that start with no command, but with one that is misspelled."""

    def __init__(self, said: str, meant: str) -> None:
        super().__init__(f"There is no command {said!r}. Did you mean: condcli {meant}")


class BadSetting(UsageFault):
    """A value of the environment that cannot be used."""

    def __init__(self, name: str, value: str, wanted: str) -> None:
        self.name, self.value, self.wanted = name, value, wanted
        super().__init__(f"{name} cannot be used ({shortened(value, LONGEST_SETTING)}). It must be {wanted}.")


class BadConfiguration(UsageFault):
    """The configuration file cannot be used."""

    def __init__(self, path: Path, what: str) -> None:
        self.path, self.what = path, what
        super().__init__(
            f"The configuration {short_path(path)} cannot be used: {what}. To fix it: condcli config --edit"
        )


class UpdateFailed(CondError):
    """An update that did not reach every condition; `failed` are their names, `passing` if it may later."""

    exit_code = 5
    kind = "update-failed"

    def __init__(self, failed: Sequence[str], total: int, *, passing: bool = True) -> None:
        self.failed, self.total, self.passing = tuple(failed), total, passing
        again = " Run the same command again later." if passing else ""
        super().__init__(
            f"{len(failed)} of {total} conditions were not updated: {'; '.join(failed)}. "
            f"What was stored before is kept.{again}"
        )


class BadCatalog(BadData):
    """A file in which `condcli check` can make out no catalog."""

    sentence = "{where}: {what}. Fix that first, then check it again."


class Unwritable(CondError):
    """A catalog that cannot be written; what stood there is as it was."""

    exit_code = 6
    kind = "unwritable"
    sentence = "{short} cannot be written ({what}). Choose another place, or ask who keeps it."

    def __init__(self, path: Path, what: str = "") -> None:
        self.path, self.what = path, what
        super().__init__(self.sentence.format(short=short_path(path), path=path, what=what))


class ChangedMeanwhile(Unwritable):
    """A file that somebody else has written since it was read; it is left as it is."""

    sentence = "{path} was changed meanwhile by someone else and is left as it is. Run the command again."
