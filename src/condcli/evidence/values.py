"""The registry's own values, and the words that a reader may use for them."""

from collections.abc import Iterable, Sequence

from condcli.errors import UnknownValue

STATUSES = (
    "RECRUITING", "NOT_YET_RECRUITING", "ENROLLING_BY_INVITATION", "ACTIVE_NOT_RECRUITING", "COMPLETED",
    "SUSPENDED", "TERMINATED", "WITHDRAWN", "UNKNOWN", "AVAILABLE", "NO_LONGER_AVAILABLE",
    "TEMPORARILY_NOT_AVAILABLE", "APPROVED_FOR_MARKETING", "WITHHELD",
)  # fmt: skip
# Someone can join, now or soon. AVAILABLE is expanded access: a treatment outside of a trial.
OPEN = frozenset({"RECRUITING", "NOT_YET_RECRUITING", "ENROLLING_BY_INVITATION", "AVAILABLE"})
STUDY_TYPES = ("INTERVENTIONAL", "OBSERVATIONAL", "EXPANDED_ACCESS")
INTERVENTION_TYPES = (
    "BEHAVIORAL", "BIOLOGICAL", "COMBINATION_PRODUCT", "DEVICE", "DIAGNOSTIC_TEST", "DIETARY_SUPPLEMENT",
    "DRUG", "GENETIC", "PROCEDURE", "RADIATION", "OTHER",
)  # fmt: skip
TYPES = (*STUDY_TYPES, *INTERVENTION_TYPES)
PHASES = ("EARLY_PHASE1", "PHASE1", "PHASE2", "PHASE3", "PHASE4", "NA")
SEXES = ("FEMALE", "MALE", "ALL")
_PHASE_WORDS = {
    "early": "EARLY_PHASE1", "early 1": "EARLY_PHASE1", "0": "EARLY_PHASE1", "1": "PHASE1", "2": "PHASE2",
    "3": "PHASE3", "4": "PHASE4", "i": "PHASE1", "ii": "PHASE2", "iii": "PHASE3", "iv": "PHASE4",
    "none": "NA",
}  # fmt: skip


def chosen(option: str, words: Iterable[str], valid: Sequence[str]) -> frozenset[str]:
    """The values for an option's words ("not-yet-recruiting", "drug,device"); or UnknownValue."""
    found = set()
    for word in (w for given in words for w in given.split(",")):
        value = "_".join(_spaced(word).upper().split())
        if value not in valid:
            raise UnknownValue(option, word.strip(), [v.lower().replace("_", "-") for v in valid])
        found.add(value)
    return frozenset(found)


def phases(words: Iterable[str]) -> tuple[frozenset[str], ...]:
    """What each word of --phase asks for: "2", "phase 2", "II", "1/2" (a study that is both), "na"."""
    return tuple(
        frozenset(_phase(part, word) for part in word.split("/"))
        for given in words
        for word in given.split(",")
    )


def _phase(part: str, word: str) -> str:
    said = _spaced(part).lower().strip()
    plain = said.replace("phase", " ")
    value = _PHASE_WORDS.get(" ".join(plain.split()), "_".join(said.upper().split()))
    if value not in PHASES:
        raise UnknownValue("--phase", word.strip(), ["early-1", "1", "2", "3", "4", "1/2", "2/3", "na"])
    return value


def _spaced(word: str) -> str:
    return word.replace("-", " ").replace("_", " ")
