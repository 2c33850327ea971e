"""The machinery of ablate.py: rules are switched off, each in a process of its own, and answers compared."""

import importlib
import multiprocessing
import re
import zlib
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from types import ModuleType
from typing import Any, NamedTuple

from condcli.names import (
    codes,
    dictionary,
    index,
    misspelling,
    normalize,
    phonetic,
    phrase,
    question,
    resolver,
)

NEVER = re.compile(r"(?!)()")  # with a group, for what is put in its place
MOST = 10**6
CACHED: tuple[ModuleType, ...] = (
    codes, dictionary, index, misspelling, normalize, phonetic, phrase, question, resolver,
)  # fmt: skip
KEPT = {"english", "conditions", "medical", "_by_length"}  # lists of words: only whole ones are switched off


class Switch(NamedTuple):
    """A rule, and what stands in its place when it is off; `fresh` if the tables are to be built anew."""

    name: str
    off: Mapping[str, object]
    fresh: bool = False


class Told(NamedTuple):
    """An answer: whether it is right (None where that is not judged), what is opened, all that is said."""

    outcome: str
    opened: object
    said: object


def nothing(*_: object, **__: object) -> None:
    """No answer."""


def none(*_: object, **__: object) -> tuple[()]:
    """Nothing to go through."""
    return ()


def forgets(*_: object, **__: object) -> list[object]:
    """An empty list."""
    return []


def no(*_: object, **__: object) -> bool:
    """No."""
    return False


def found_at(target: str) -> tuple[Any, str]:
    """What holds a rule, and its name there."""
    module, _, path = target.partition(":")
    *classes, name = path.split(".")
    holder: Any = importlib.import_module(module)
    for part in classes:
        holder = getattr(holder, part)
    return holder, name


def switch_off(switch: Switch) -> None:
    """Put what stands in its place in the place of a rule; for the rest of this process."""
    for target, instead in switch.off.items():
        holder, name = found_at(target)
        getattr(holder, name)  # a rule that is gone fails here
        setattr(holder, name, instead)
    for module in CACHED:
        for made in list(vars(module).values()):
            if hasattr(made, "cache_clear") and made.__name__ not in KEPT:
                made.cache_clear()


def without_each(target: str, *, fresh: bool) -> Iterator[Switch]:
    """A switch for each entry of a list."""
    holder, name = found_at(target)
    every = getattr(holder, name)
    for number, entry in enumerate(sorted(every) if isinstance(every, frozenset) else every):
        if isinstance(every, dict):
            rest: object = {key: value for key, value in every.items() if key != entry}
        elif isinstance(every, frozenset):
            rest = every - {entry}
        else:
            rest = every[:number] + every[number + 1 :]
        place = "" if isinstance(every, frozenset) else f" {number}"
        name = f"{target.rpartition('.')[2]}{place} {label(entry)}"
        yield Switch(name, {target: rest}, fresh)


def label(entry: Any) -> str:  # noqa: ANN401  whatever a list holds
    """An entry in a few letters."""
    if hasattr(entry, "parts"):
        return f"{entry.place} {', '.join(entry.parts)}"
    parts = entry if isinstance(entry, tuple) else (entry,)
    return " ".join(str(getattr(part, "pattern", part)) for part in parts)[:70]


def without_each_inside(target: str) -> Iterator[Switch]:
    """A switch for each entry of a list that stands inside the patterns of its module."""
    holder, name = found_at(target)
    held = getattr(holder, name)
    piece = held if held.startswith("(?:") else f"(?:{'|'.join(held.split())})"
    entries = split(piece[3:-1])
    for entry in entries:
        shorter = f"(?:{'|'.join(e for e in entries if e != entry)})"
        changed = {key: shortened(value, piece, shorter) for key, value in vars(holder).items()}
        off = {f"{target.partition(':')[0]}:{k}": v for k, v in changed.items() if v is not None}
        yield Switch(f"{target.rpartition('.')[2]} {entry}", off)


def split(alternatives: str) -> list[str]:
    """The alternatives of a pattern, those within brackets kept together."""
    found, depth = [""], 0
    for c in alternatives:
        depth += (c == "(") - (c == ")")
        if c == "|" and not depth:
            found.append("")
        else:
            found[-1] += c
    return found


def shortened(value: Any, piece: str, shorter: str) -> Any:  # noqa: ANN401  a pattern or rules with one
    """A pattern, or a tuple with patterns, with one piece in place of another; None where it has not that."""
    if isinstance(value, re.Pattern):
        return (
            re.compile(value.pattern.replace(piece, shorter), value.flags) if piece in value.pattern else None
        )
    if isinstance(value, tuple):
        parts = [shortened(part, piece, shorter) for part in value]
        if any(part is not None for part in parts):
            return tuple(new if new is not None else old for new, old in zip(parts, value, strict=True))
    return None


def half(of: Collection[str]) -> frozenset[str]:
    """Half of the words, chosen by a checksum."""
    return frozenset(word for word in of if zlib.crc32(word.encode()) % 2)


class Run(NamedTuple):
    """All that a process needs to answer with a rule switched off."""

    ask: Callable[..., list[Told]]
    switches: Sequence[Switch]
    patch: Mapping[str, object]


RUNNING: list[Run] = []  # a forked process finds it here


def answers_without(number: int) -> list[Told]:
    """All answers with one rule switched off, in a process of its own."""
    run = RUNNING[-1]
    switch_off(Switch("setting", run.patch))
    switch = run.switches[number]
    switch_off(switch)
    return run.ask(fresh=switch.fresh)


def ablate(title: str, run: Run, processes: int) -> dict[str, tuple[int, int]]:
    """Print a line for each switch; how much depends on each, and how much is told otherwise without it."""
    every = run._replace(switches=(Switch("(all on)", {}), *run.switches))
    RUNNING.append(every)
    print(f"\n{title}\n{'switched off':62}{'right':>7}{'wrong':>7}{'depend':>8}{'told':>7}")
    counted: dict[str, tuple[int, int]] = {}
    base: list[Told] = []
    with multiprocessing.get_context("fork").Pool(processes, maxtasksperchild=1) as pool:
        answered = pool.imap(answers_without, range(len(every.switches)))
        for switch, answers in zip(every.switches, answered, strict=True):
            base = base or answers
            pairs = list(zip(base, answers, strict=True))
            depend = sum((a.outcome, a.opened) != (b.outcome, b.opened) for a, b in pairs)
            counted[switch.name] = depend, sum(a.said != b.said for a, b in pairs)
            outcomes = [a.outcome for a in answers]
            counts = (outcomes.count("right"), outcomes.count("wrong"), *counted[switch.name])
            print("{:62}{:>7}{:>7}{:>8}{:>7}".format(switch.name[:61], *counts), flush=True)
    return {name: counts for name, counts in counted.items() if name != "(all on)"}
