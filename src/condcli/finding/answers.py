"""What `find` and the commands beside it answer, for programs and for pages."""

from condcli.json_answers import Answer, Listed


class HelpNow(Answer, frozen=True):
    """What to do now, and whom to call: `help` in the answer to words that mean danger, else null."""

    id: str
    call: str
    steps: tuple[str, ...]


class FoundCondition(Answer, frozen=True):
    """A condition and why it is listed.

    `matched` and `not_listed` are ids of the symptoms asked for: those that its page lists, and the others.
    """

    id: str
    name: str
    why: str
    matched: tuple[str, ...] = ()
    not_listed: tuple[str, ...] = ()


class FoundPassage(Answer, frozen=True, omit_defaults=True):
    """A sentence of a page that answers the words; `added_by` is there for pages of one's own."""

    id: str
    name: str
    section: str
    text: str
    added_by: str | None = None


class FoundTerm(Answer, frozen=True):
    """A term of the glossary; `meaning` completes "X means ..."."""

    term: str
    meaning: str


class Total(Answer, frozen=True):
    """How many were found; of each kind at most five are given."""

    conditions: int
    passages: int
    terms: int


class Found(Answer, frozen=True):
    """What free words find: conditions by name, then by symptom; sentences of pages; terms."""

    query: str
    help: HelpNow | None
    conditions: tuple[FoundCondition, ...]
    passages: tuple[FoundPassage, ...]
    terms: tuple[FoundTerm, ...]
    total: Total


class SymptomName(Answer, frozen=True):
    """A symptom; `emergency` says in a sentence when it is one."""

    id: str
    name: str
    emergency: str | None


class SymptomMatches(Answer, frozen=True):
    """The conditions that list symptoms of `has`, the likeliest to read about first."""

    has: tuple[SymptomName, ...]
    has_not: tuple[SymptomName, ...]
    conditions: tuple[FoundCondition, ...]
    total: int


class SymptomPage(Answer, frozen=True):
    """A symptom: its names, when it is an emergency, and the conditions that list it."""

    id: str
    name: str
    medical: str | None
    aliases: tuple[str, ...]
    emergency: str | None
    conditions: tuple[Listed, ...]
