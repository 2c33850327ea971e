"""What each rule is worth: every one is switched off in turn, and the answers are counted.

    python benchmarks/ablate.py names [--entries] [--sets FOLDER] [--catalogs k1000] [--sample 40]
    python benchmarks/ablate.py research [--entries] [--patients FILE] [--treatments FILE]

Names are asked of tests/names/decisions.jsonl on its small catalogs, of tests/data/names.jsonl on our own
catalog, and of the sets of FOLDER (its score.py judges) on its catalogs. All is done twice: with all words of
medicine, and with half of them taken out. Papers are the labelled abstracts of benchmarks/extract.py.

A line says how many answers are right and how many are silently wrong, how many of them `depend` on the rule
(right or not, or another record opened), and how many are told otherwise at all (another list or note). Each
guard is a rule; with --entries each entry of the other lists and each frequent misspelling is one too. The
last lines name the rules on which nothing depends. rules_of_names.py and rules_of_papers.py hold the rules.
"""

import argparse
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path

import extract
import rules_of_names
import rules_of_papers
from ablation import Run, Switch, ablate, half, label, without_each, without_each_inside
from asked import Names, Papers

from condcli.names import dictionary

# Where the rules are. A rule is `module:name`, with its class before it if it has one.
MODULES = {
    name: f"condcli.{room}.{name}"
    for room, names in {
        "names": "resolver index codes phrase letters spans beside question word_kinds text_words "
        "misspelling suggestions dictionary phonetic",
        "research": "headcount people treatments",
    }.items()
    for name in names.split()
}


def at(target: str) -> str:
    """Where a rule is, with its whole module."""
    module, _, path = target.partition(":")
    return f"{MODULES[module]}:{path}"


def placed(rules: Sequence[Switch], only: str) -> list[Switch]:
    """The rules whose names have a pattern, with their whole modules."""
    found = (Switch(r.name, {at(t): instead for t, instead in r.off.items()}, r.fresh) for r in rules)
    return [s for s in found if re.search(only, s.name)]


def name_rules(*, entries: bool) -> Iterator[Switch]:
    """Every rule about names; each guard is one, and with `entries` each entry of a list."""
    yield from rules_of_names.NAMES
    every = dictionary.guards()
    for guard in every:
        left = partial(tuple, [g for g in every if g is not guard])
        yield Switch(f"guard: {label(guard)}", {"dictionary:guards": left, "word_kinds:guards": left})
    table = dictionary._misspellings() if entries else {}  # noqa: SLF001  it is switched off in part
    for wrong in table:
        rest = {key: right for key, right in table.items() if key != wrong}
        yield Switch(f"misspelling: {wrong}", {"dictionary:_misspellings": partial(dict, rest)})
    for target in rules_of_names.ENTRIES if entries else ():
        for switch in without_each(at(target), fresh=target == "phonetic:_SOUNDS"):
            yield Switch(switch.name, {short(t): instead for t, instead in switch.off.items()}, switch.fresh)


def short(target: str) -> str:
    """Where a rule is, as the tables write it."""
    return target.rpartition("condcli.")[2].partition(".")[2]


def names(chosen: argparse.Namespace) -> None:
    """Switch off and count what names are answered with, in both settings."""
    asked, rules = Names(chosen), placed(list(name_rules(entries=chosen.entries)), chosen.switches)
    words = {"conditions": half(dictionary.conditions()), "medical": half(dictionary.medical())}
    halved: dict[str, object] = {at(f"dictionary:{name}"): partial(frozenset, w) for name, w in words.items()}
    halved[at("dictionary:_sorted")] = rules_of_names.as_sets
    counted = ablate("With all words of medicine", Run(asked, rules, {}), chosen.processes)
    again = ablate("With half of the words of medicine", Run(asked, rules, halved), chosen.processes)
    conclude({name: tuple(map(max, counts, again[name])) for name, counts in counted.items()})


def research(chosen: argparse.Namespace) -> None:
    """Switch off and count what is read from papers."""
    for of, path, rules, judge in (
        ("patients", chosen.patients, rules_of_papers.PATIENTS, extract.judge_patients),
        ("treatments", chosen.treatments, rules_of_papers.TREATMENTS, extract.judge_treatment),
    ):
        if not path.exists():
            print(f"{of}: {path} is not there. Name another file; --help says how.")
            continue
        found = placed(rules, "")
        for target in (*rules_of_papers.RULES[of], *(rules_of_papers.ENTRIES[of] if chosen.entries else ())):
            found += without_each(at(target), fresh=False)
        for target in rules_of_papers.INSIDE[of] if chosen.entries else ():
            found += without_each_inside(at(target))
        found = [s for s in found if re.search(chosen.switches, s.name)]
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
