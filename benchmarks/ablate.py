"""What each rule is worth: every one is switched off in turn, and the answers are counted.

    python benchmarks/ablate.py names [--entries] [--sets FOLDER] [--catalogs k1000] [--sample 40]
    python benchmarks/ablate.py research [--entries] [--patients FILE] [--treatments FILE]

Names are asked of tests/names/decisions.jsonl on its small catalogs, of tests/data/names.jsonl on our own
catalog, and of the sets of FOLDER (its score.py judges) on its catalogs. All is done twice: with all words of
medicine, and with half of them taken out. Papers are the labelled abstracts of benchmarks/extract.py.

A line says how many answers are right and how many are silently wrong, how many of them `depend` on the rule
(right or not, or another record opened), and how many are told otherwise at all (another list or note). With
--entries each entry of a list is switched off too. The last lines name the rules on which nothing depends.
"""

import argparse
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import extract
from ablation import Run, Switch, ablate, half, without_each, without_each_inside
from asked import Names, Papers
from condcli.library import lexicon, trust, verdicts
from condcli.library.index import Entry
from rapidfuzz.distance import OSA

NEVER = re.compile(r"(?!)()")  # with a group, for what is put in its place
MOST = 10**6
# Where the rules are. A rule is `module:name`, with its class before it if it has one.
MODULES = {
    name: f"condcli.{room}.{name}"
    for room, names in {
        "library": "names index verdicts codes guards trust spelling guesses intent lexicon sounds nearest"
        " meanings",
        "evidence": "headcount people treatments",
    }.items()
    for name in names.split()
}


def nothing(*_: object, **__: object) -> None:
    """No answer."""


def none(*_: object, **__: object) -> tuple[()]:
    """An empty list."""
    return ()


def no(*_: object, **__: object) -> bool:
    """No."""
    return False


def without_rank(query: str, found: Any) -> Any:  # noqa: ANN401  stands in for verdicts.decide
    """A main name that goes before no alias."""
    firm = [e for e in found if isinstance(e, Entry) and e.kind != "loose"]
    one = len({e.record.id for e in firm}) == 1
    return (decide(query, firm) if one else verdicts.several(query, firm)) if firm else None


def by_id(entry: Entry) -> tuple[int, int, str, str]:
    """The order of ids."""
    return 0, 0, entry.record.id, ""


def rivaled_by_errors(reading: Any, other: Any) -> bool:  # noqa: ANN401  stands in for a method
    """Whether another reading is as near in errors."""
    return bool(other.apart < reading.apart + reading.margin)


def one_kind(said: Sequence[str], start: int, end: int) -> list[str]:
    """The people of a count, without a second kind of people."""
    return [word.lower() for word in said[start:end]]


def no_rival_of(list_: str, typed: str, errors: int, of: frozenset[str]) -> Iterator[str]:
    """Words near to a typed one, none of them from this list."""
    return iter(()) if of is getattr(lexicon, list_)() else close(typed, errors, of)


decide = verdicts.decide
close = trust._close  # noqa: SLF001  it is switched off in part
NAMES = (
    Switch("as a code", {"names:Resolver._as_code": nothing}),
    Switch("a code below several", {"index:Index.below": none}),
    Switch("a code's parents", {"codes:parents": none}),
    Switch("a code that nobody has", {"names:_as_unknown_code": nothing}),
    Switch("question words (step)", {"names:Resolver._inside_question": nothing}),
    Switch("several names in one (step)", {"names:Resolver._by_parts": nothing, "intent:alternatives": none}),
    Switch("without or with 'disease' (step)", {"names:Resolver._by_other_words": nothing}),
    Switch("misspelled (step)", {"names:Resolver._misspelled": nothing}),
    Switch("longest query", {"names:LONGEST": MOST}),
    Switch("addresses", {"names:_ADDRESS": NEVER}),
    Switch("abbreviation with dots", {"names:_DOTTED": NEVER}),
    Switch("abbreviation in the plural", {"names:_PLURAL": NEVER}),
    Switch("short plural is no name", {"names:_SHORT": 0}),
    Switch("two small letters only list", {"names:_SHORTEST_IN_SMALL_LETTERS": 0}),
    Switch("joined words", {"index:Index.joined": {}}, fresh=True),
    Switch("words in any order", {"names:bag": " ".join}, fresh=True),
    Switch("a main name settles", {"names:_main": no}),
    Switch("main name before alias", {"names:decide": without_rank}),
    Switch("order of a list", {"verdicts:order": by_id, "guesses:order": by_id}),
    Switch("what else it may mean", {"meanings:_OTHER": {}}),
    Switch("also known by it", {"index:Index.also_known": none}),
    Switch("also loosely known by it", {"index:Index.also_meant": {}}),
    Switch("all guards", {"guards:GUARDS": ()}),
    Switch("guards: shortest rest", {"guards:_SHORTEST_REST": 0}),
    Switch("shortest word corrected", {"trust:SHORTEST": 1}),
    Switch("shortest word corrected alone", {"trust:SHORTEST_ALONE": 0}),
    Switch("long word for two errors", {"trust:LONG": 0}),
    Switch("short-word margin", {"spelling:LONG": 0}),
    Switch("bold alone", {"trust:_is_bold": no}),
    Switch("built of other parts", {"trust:_built_otherwise": no}),
    Switch("begins otherwise", {"trust:_begins_otherwise": no}),
    Switch("sounds alike: an error less", {f"{m}:distance": OSA.distance for m in ("trust", "spelling")}),
    Switch("apart", {"spelling:apart": lambda change: change.errors}),
    Switch("all rival words", {"trust:_rivals": none}),
    Switch("rivals: English", {"trust:_close": partial(no_rival_of, "english")}),
    Switch("rivals: conditions", {"trust:_close": partial(no_rival_of, "conditions")}),
    Switch("rivals: medicine", {"trust:_close": partial(no_rival_of, "medical")}),
    Switch("rivals: same stem", {"trust:_ENDINGS": ()}),
    Switch("type and number in one word", {"trust:_NUMBERED": NEVER}),
    Switch("a real word is not corrected", {"lexicon:is_word": no}),
    Switch("what other words tell", {"spelling:Reading._context": lambda *_: "told"}),
    Switch("common words tell little", {"spelling:GENERIC": frozenset()}),
    Switch("shortest word meant", {"spelling:SHORTEST_MEANT": 1}, fresh=True),
    Switch("joined and misspelled", {"spelling:Speller.joined_readings": lambda *_: []}),
    Switch("errors by length", {"spelling:ERRORS": ((1000, 3),)}),
    Switch("corrections of a word", {"spelling:CHOICES": 100}),
    Switch("combinations of words", {"spelling:COMBINATIONS": 10_000}),
    Switch("all rival readings", {"spelling:Reading.rivaled_by": no}),
    Switch("rival by consonants", {"spelling:Reading.rivaled_by": rivaled_by_errors}),
    Switch("a list that holds it", {"guesses:_holds": no}),
    Switch("readings that mean the same", {"guesses:_same": no}),
    Switch("listed: alike", {"guesses:ALIKE": 0.0}),
    Switch("listed: contained", {"guesses:CONTAINED": 2.0}),
    Switch("listed: much more", {"guesses:MUCH_MORE": 0.0}),
    Switch("listed: alike, alone", {"guesses:ALIKE_ALONE": 0.0}),
    Switch("listed: most of a loose name", {"guesses:MOST": 0.0}),
    Switch("known by likeness", {"guesses:KNOWN": 2.0}),
    Switch("no abbreviation is near", {"guesses:LONGEST_ABBREVIATION": 0}),
    Switch("beside a refusal: how many", {"guesses:WEAK": 5}),
    Switch("beside a refusal: weakest", {"guesses:WEAKEST": 0.0}),
    Switch("names looked at", {"guesses:LOOKED_AT": MOST}),
    Switch("near: names looked at", {"nearest:KEYS": MOST}),
    Switch("near: words like it", {"nearest:LIKE_WORDS": MOST}),
    Switch("near: words by sound", {"nearest:HITS": 1000}),
    Switch("near: shortest word", {"nearest:SHORTEST": 1}),
    Switch("near: heard", {"nearest:Neighborhood._heard": none}),
    Switch("near: heard weighs less", {"nearest:HEARD": 1.0}),
    Switch("near: unknown words weigh less", {"nearest:UNKNOWN": 1.0}),
    Switch("near: errors by length", {"nearest:ERRORS": ((1000, 3),)}),
    Switch("before a name", {"intent:BEFORE": frozenset()}),
    Switch("after a name", {"intent:AFTER": frozenset()}),
    Switch("measures", {"intent:MEASURES": frozenset()}),
    Switch("heads", {"intent:HEADS": ()}),
    Switch("disease for disorder", {"intent:SAME": ()}),
    Switch("vague words", {"intent:VAGUE": ()}),
    Switch("plain words", {"lexicon:is_plain": no}),
    Switch("English words", {"lexicon:english": frozenset}),
    Switch("words of conditions", {"lexicon:conditions": frozenset}),
    Switch("words of medicine", {"lexicon:medical": frozenset}),
    Switch("beginnings of words", {"lexicon:BEGINNINGS": ()}),
    Switch("beginnings: shortest rest", {"lexicon:SHORTEST": 0}),
    Switch("roots of words", {"lexicon:is_root": no}),
    Switch("all sounds", {f"{m}:sound": str for m in ("sounds", "trust", "nearest")}),
)  # fmt: skip
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
# Lists whose entries are switched off one by one with --entries; rules that are few are so in any case.
FRESH = {"sounds:_SOUNDS"}  # what is kept of them is to be forgotten
RULES = {"names": ("guards:GUARDS",), "patients": ("headcount:_RULES",), "treatments": ("treatments:_RULES",)}
ENTRIES = {
    "names": (
        "sounds:_SOUNDS", "trust:BUILT_WITH", "trust:_ENDINGS", "spelling:GENERIC", "intent:BEFORE",
        "intent:AFTER", "intent:MEASURES", "intent:HEADS", "intent:SAME", "intent:VAGUE",
        "lexicon:BEGINNINGS", "lexicon:_ROOT_ENDINGS", "meanings:_OTHER",
    ),
    "patients": (
        "people:PEOPLE", "people:HEALTHY", "people:_ENDS", "people:_AFTER_PEOPLE",
        "people:_NOT_COUNTS_BEFORE", "people:_DATE_BEFORE",
    ),
    "treatments": (),
}  # fmt: skip
# Lists that stand inside patterns: whatever pattern of the module holds one is made without the entry.
INSIDE = {
    "names": (),
    "patients": tuple(f"headcount:{name}" for name in (
        "_JOINED", "_STUDIED", "_TOOK_PART", "_DONE", "_STUDY", "_LABEL_WORD", "_OTHERS", "_AMONG",
        "_SCREENED", "_LEFT_OR_FARED", "_ONE_ARM", "_FEWER", "_ASKED", "_ARM_VERB", "_ANIMAL",
    )),
    "treatments": tuple(f"treatments:{name}" for name in (
        "_ACTS", "_LINKS", "_MEASURED", "_STUDY", "_TREATING", "_FIRST_LINKS", "_TREATMENT_WORDS",
        "_MEDICINE_WORDS", "_TOO_GENERAL", "_NO_PART_OF_IT", "_HOW_GIVEN", "_ASPECT",
    )),
}  # fmt: skip


def at(target: str) -> str:
    """Where a rule is, with its whole module."""
    module, _, path = target.partition(":")
    return f"{MODULES[module]}:{path}"


def switches(of: str, rules: Sequence[Switch], only: str, *, entries: bool) -> list[Switch]:
    """The rules, and the entries of their lists, whose names have a pattern."""
    found = [Switch(r.name, {at(t): instead for t, instead in r.off.items()}, r.fresh) for r in rules]
    for target in (*RULES[of], *(ENTRIES[of] if entries else ())):
        found += without_each(at(target), fresh=target in FRESH)
    for target in INSIDE[of] if entries else ():
        found += without_each_inside(at(target))
    return [s for s in found if re.search(only, s.name)]


def names(chosen: argparse.Namespace) -> None:
    """Switch off and count what names are answered with, in both settings."""
    asked, rules = Names(chosen), switches("names", NAMES, chosen.switches, entries=chosen.entries)
    words = {"conditions": half(lexicon.conditions()), "medical": half(lexicon.medical())}
    halved: dict[str, object] = {at(f"lexicon:{name}"): partial(frozenset, w) for name, w in words.items()}
    counted = ablate("With all words of medicine", Run(asked, rules, {}), chosen.processes)
    again = ablate("With half of the words of medicine", Run(asked, rules, halved), chosen.processes)
    conclude({name: tuple(map(max, counts, again[name])) for name, counts in counted.items()})


def research(chosen: argparse.Namespace) -> None:
    """Switch off and count what is read from papers."""
    for of, path, rules, judge in (
        ("patients", chosen.patients, PATIENTS, extract.judge_patients),
        ("treatments", chosen.treatments, TREATMENTS, extract.judge_treatment),
    ):
        if not path.exists():
            print(f"{of}: {path} is not there. Name another file; --help says how.")
            continue
        found = switches(of, rules, chosen.switches, entries=chosen.entries)
        conclude(ablate(of, Run(Papers(path, judge), found, {}), chosen.processes))


def conclude(counted: Mapping[str, tuple[int, ...]]) -> None:
    """Name the rules on which nothing depends, given what depends and what is told otherwise without each."""
    listed = [name for name, (depend, told) in counted.items() if not depend and told]
    print("\nOnly lists and notes depend on:", *listed, sep="\n- ")
    print("\nNothing depends on:", *(n for n, counts in counted.items() if not any(counts)), sep="\n- ")


def main(arguments: Sequence[str]) -> None:
    """Switch off and count."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("what", choices=["names", "research"])
    parser.add_argument("--entries", action="store_true", help="each entry of a list too")
    parser.add_argument("--switches", default="", help="a pattern: only the switches whose names have it")
    parser.add_argument("--sets", type=Path, help="a folder with sets/, catalogues/ and score.py")
    parser.add_argument("--only-sets", action="store_true", help="leave out what the tests ask")
    parser.add_argument("--catalogs", default="k1000")
    parser.add_argument("--kinds", help="only these kinds of queries from the sets")
    parser.add_argument("--sample", type=int, default=40, help="queries of a kind from the sets")
    parser.add_argument("--patients", type=Path, default=extract.LABELLED / "sample-size-dev.txt")
    parser.add_argument("--treatments", type=Path, default=extract.LABELLED / "treatment-dev.txt")
    parser.add_argument("--processes", type=int, default=1)
    chosen = parser.parse_args(arguments)
    (names if chosen.what == "names" else research)(chosen)


if __name__ == "__main__":
    main(sys.argv[1:])
