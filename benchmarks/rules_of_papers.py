"""The rules by which papers are read, each with what stands in its place when ablate.py switches it off."""

import re

from ablation import MOST, NEVER, Switch, no, none, nothing


def one_kind(said: list[str], start: int, end: int) -> list[str]:
    """The people of a count, without a second kind of people."""
    return [word.lower() for word in said[start:end]]


PATIENTS = (
    *(Switch(f"{name} of headcount", {f"headcount:{name}": NEVER}) for name in (
        "_PART_AFTER", "_PART_BEFORE", "_NEVER_JOINED", "_PLANNED", "_TWO_COHORTS", "_LISTED_BEFORE",
        "_TWO_ARMS", "_ASIDE", "_ANIMALS", "_SEVERAL_STUDIES", "_SUBSTUDY",
    )),
    Switch("longest abstract", {"headcount:LONGEST": MOST}),
    Switch("a total is sure", {"headcount:TOTAL": 99}),
    Switch("surer rules first", {"headcount:SURE": 0}),
    Switch("sum of arms", {"headcount:_sum_of_arms": nothing}),
    Switch("sum of arms: assigned", {"headcount:_ASSIGNED": re.compile("")}),
    Switch("n = of a part", {"headcount:_holds_others": lambda *_: True}),
    Switch("a part of more people", {"headcount:_people": none}),
    Switch("years", {"people:_YEARS": range(0)}),
    Switch("longest phrase", {"people:_LONGEST_PHRASE": 99}),
    Switch("longest aside", {"people:_LONGEST_ASIDE": 99}),
    Switch("no aside", {"people:_LONGEST_ASIDE": 0}),
    Switch("ranges", {"people:_in_range": no}),
    Switch("a number said twice", {"people:_after_repeat": lambda _words, place, _value: place}),
    Switch("initials", {"people:_is_initial": no}),
    Switch("a second kind of people", {"people:_with_more": one_kind}),
    *(Switch(f"{name} of people", {f"people:{name}": frozenset()}) for name in (
        "HEALTHY", "_ENDS", "_AFTER_PEOPLE", "_NOT_COUNTS_BEFORE", "_DATE_BEFORE",
    )),
)  # fmt: skip
TREATMENTS = (
    *(Switch(f"{name} of treatments", {f"treatments:{name}": NEVER}) for name in (
        "_TREATMENT", "_MEDICINE", "_NO_TREATMENT", "_BEFORE", "_AFTER",
    )),
    Switch("longest name", {"treatments:LONGEST": MOST}),
    Switch("longest title", {"treatments:LONGEST_TITLE": MOST}),
)  # fmt: skip
# Rules that are few: each is switched off by itself in any case.
RULES = {"patients": ("headcount:_RULES",), "treatments": ("treatments:_RULES", "treatments:_SURE_RULES")}
# Lists whose entries are switched off one by one with --entries.
ENTRIES: dict[str, tuple[str, ...]] = {
    "patients": (
        "people:PEOPLE", "people:HEALTHY", "people:CARERS", "people:_ENDS", "people:_AFTER_PEOPLE",
        "people:_NOT_COUNTS_BEFORE", "people:_DATE_BEFORE",
    ),
    "treatments": ("treatments:_FUNCTION_WORDS",),
}  # fmt: skip
# Lists that stand inside patterns: whatever pattern of the module holds one is made without the entry.
INSIDE = {
    "patients": tuple(f"headcount:{name}" for name in (
        "_JOINED", "_ENROLLED", "_STUDIED", "_TOOK_PART", "_DONE", "_STUDY", "_LABEL_WORD", "_OTHERS",
        "_AMONG", "_SCREENED", "_LEFT_OR_FARED", "_ONE_ARM", "_FEWER", "_ASKED", "_ARM_VERB", "_ANIMAL",
    )),
    "treatments": tuple(f"treatments:{name}" for name in (
        "_ACTS", "_LINKS", "_MEASURED", "_STUDY", "_TREATING", "_FIRST_LINKS", "_PATIENTS",
        "_TREATMENT_WORDS", "_MEDICINE_WORDS", "_TOO_GENERAL", "_NO_PART_OF_IT", "_HOW_GIVEN", "_ASPECT",
    )),
}  # fmt: skip
