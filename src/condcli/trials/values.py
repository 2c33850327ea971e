"""The registry's own values, and the words that a reader may use for them."""

from collections.abc import Sequence

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
SEXES = ("FEMALE", "MALE")
_SPACED = str.maketrans("-_", "  ")
_PHASE_WORDS = {
    "early": "EARLY_PHASE1", "early 1": "EARLY_PHASE1", "0": "EARLY_PHASE1", "1": "PHASE1", "2": "PHASE2",
    "3": "PHASE3", "4": "PHASE4", "i": "PHASE1", "ii": "PHASE2", "iii": "PHASE3", "iv": "PHASE4",
    "none": "NA", "no": "NA",  # as a table says it: no phase
}  # fmt: skip


def status(words: str) -> frozenset[str]:
    """The statuses of --status: "recruiting", or several: "completed,terminated"."""
    return _chosen("--status", words, STATUSES)


def study_type(words: str) -> frozenset[str]:
    """The types of --type, of studies and of what they test: "observational", "drug,device"."""
    return _chosen("--type", words, TYPES)


def sex(word: str) -> str:
    """The sex of --sex."""
    (found,) = _chosen("--sex", word.replace(",", " "), SEXES)
    return found


def phase(words: str) -> frozenset[str]:
    """The phases that a study of --phase has: "2", "phase 2", "II", "1/2" (both), "early-1", "na"."""
    found = set()
    for part in words.split("/"):
        said = " ".join(part.translate(_SPACED).lower().split())
        bare = " ".join(said.replace("phase", " ").split())
        value = _PHASE_WORDS.get(bare, said.replace(" ", "_").upper())
        if value not in PHASES:
            raise UnknownValue("--phase", words, ["early-1", "1", "2", "3", "4", "1/2", "2/3", "na"])
        found.add(value)
    return frozenset(found)


def _chosen(option: str, words: str, valid: Sequence[str]) -> frozenset[str]:
    """The registry's values for an option's words, or an UnknownValue."""
    found = {"_".join(word.translate(_SPACED).upper().split()): word for word in words.split(",")}
    for value, word in found.items():
        if value not in valid:
            raise UnknownValue(option, word.strip(), [v.lower().replace("_", "-") for v in valid])
    return frozenset(found)
