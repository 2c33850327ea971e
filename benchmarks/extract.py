"""How often the number of patients and the treatment are read right, against labelled abstracts.

    python benchmarks/extract.py [--patients FILE] [--treatments FILE] [--mistakes 10]

The files hold a token a line with its part of speech and its label, apart by tabs, and an empty line after
each sentence. Nothing marks where an abstract ends, unless a line begins with -DOCSTART-: so a title is told
by its form and by new words (see `abstracts`). The abstract is given to the program as running text.

Number of patients. Gold: the numbers among an abstract's tokens labelled SampleSize, in digits or words; the
sum of those in one sentence, and the sum of all, are right too (arms, cohorts). Abstracts with no such label
are not judged: most of them do state a number, which nobody labelled. The strict figure asks that the answer
is no less than the largest labelled number: the whole study, not an arm of it.

Treatment. Gold: the words labelled as an intervention. An answer is right if at least half of its words are
among them; the strict figure asks for all of them.

A third of the abstracts, chosen by a checksum of the title, was held out while the rules were written.
"""

import argparse
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from labelled import Abstract, abstracts, text

from condcli.research.extract import patients, treatment
from condcli.research.text import number_at, words

LABELLED = Path(__file__).parents[2] / "shared" / "pubmed" / "abstracts"
SMALL_WORDS = words("of and the a an with in for to or plus versus vs as by on at from combined")


class Score(NamedTuple):
    """What came of an abstract; None where it was not answered."""

    right: bool | None
    strict: bool | None
    mistake: str


def labelled_numbers(abstract: Abstract) -> list[list[int]]:
    """The labelled numbers of each sentence that has some."""
    found = []
    for sentence in (abstract.title, *abstract.sentences):
        runs = " ".join(t.text if t.label == "SampleSize" else "|" for t in sentence).split("|")
        if numbers := [n for run in runs for n in dict.fromkeys(_numbers(run))]:
            found.append(numbers)
    return found


def _numbers(said: str) -> Iterator[int]:
    tokens = re.findall(r"\d[\d,]*|[^\W\d_][\w-]*", said)
    place = 0
    while place < len(tokens):
        if number := number_at(tokens, place):
            yield number[0]
        place += number[1] if number else 1


def judge_patients(abstract: Abstract) -> Score | None:
    """What the program's number is worth; None for an abstract without a label."""
    labelled = labelled_numbers(abstract)
    if not labelled:
        return None
    single = {n for numbers in labelled for n in numbers}
    allowed = single | {sum(numbers) for numbers in labelled} | {sum(map(sum, labelled))}
    found = patients(text(abstract.title), " ".join(map(text, abstract.sentences)))
    if found is None:
        return Score(None, None, "")
    said = f"said {found}, labelled {sorted(single)}: {text(abstract.title)[:90]}"
    return Score(found in allowed, found >= max(single), said)


def judge_treatment(abstract: Abstract) -> Score | None:
    """What the program's treatment is worth; None for an abstract without a label."""
    tokens = [t for s in (abstract.title, *abstract.sentences) for t in s if t.label != "O"]
    if all(t.label == "Control" for t in tokens):
        return None
    labelled = {word for t in tokens for word in _words(t.text)}
    found = treatment(text(abstract.title))
    if found is None:
        return Score(None, None, "")
    said_words = _words(found)
    known = sum(word in labelled for word in said_words)
    said = f"said {found!r}: {text(abstract.title)[:90]}"
    return Score(0 < len(said_words) <= 2 * known, known == len(said_words), said)


def _words(said: str) -> list[str]:
    return [w for w in re.findall(r"[a-z0-9][\w'/+-]*", said.lower()) if w not in SMALL_WORDS]


def report(
    name: str, found: Sequence[Abstract], judge: Callable[[Abstract], Score | None], most: int
) -> None:
    """Print the figures and some mistakes."""
    print(f"{name}\n\n| abstracts | labelled | answered | right | precision | recall | strict |")
    print("|---|---|---|---|---|---|---|")
    scores = [(a, score) for a in found if (score := judge(a))]
    for part, chosen in (("two thirds", {False}), ("held-out third", {True}), ("all", {False, True})):
        counts = Counter[str]()
        for abstract, score in scores:
            if abstract.held_out in chosen:
                counts["labelled"] += 1
                counts["answered"] += score.right is not None
                counts["right"] += bool(score.right)
                counts["strict"] += bool(score.strict)
        answered, labelled = counts["answered"] or 1, counts["labelled"] or 1
        print(
            f"| {part} | {labelled} | {answered} | {counts['right']} | {counts['right'] / answered:.3f}"
            f" | {counts['right'] / labelled:.3f} | {counts['strict'] / answered:.3f} |"
        )
    mistakes = [score.mistake for _, score in scores if score.right is False]
    print(f"\nMistakes ({len(mistakes)}):")
    print("\n".join(f"- {m}" for m in mistakes[:most]) + "\n")


def main(arguments: Sequence[str]) -> None:
    """Measure on the files that are named, else on those beside the checkout."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--patients", type=Path, default=LABELLED / "sample-size-dev.txt")
    parser.add_argument("--treatments", type=Path, default=LABELLED / "treatment-dev.txt")
    parser.add_argument("--mistakes", type=int, default=10, help="how many to print of each kind")
    chosen = parser.parse_args(arguments)
    for name, path, judge in (
        ("Number of patients", chosen.patients, judge_patients),
        ("Treatment used", chosen.treatments, judge_treatment),
    ):
        if path.exists():
            report(name, abstracts(path), judge, chosen.mistakes)
        else:
            print(f"{name}: {path} is not there. Name another file; --help says how.")


if __name__ == "__main__":
    main(sys.argv[1:])
