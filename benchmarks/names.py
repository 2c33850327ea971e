"""How well and how fast names resolve: our own catalog, and two large ones where they are at hand.

    python benchmarks/names.py [--dump FILE]

Our own catalog is asked the labelled queries of tests/data/names.jsonl, and what people say (said.tsv): how
one half is answered is what its rules were taught by; nobody has taught from the other, which is reported.
Two catalogs of 1,000 and 10,000 conditions and 27,000 queries are read from ../shared/names, beside the
checkout, if they are there; its score.py judges the answers. Times are given as ratios to rapidfuzz's
WRatio, and to decoding the same catalog, in the same run. --dump writes every silently wrong answer, one
JSON object a line.
"""

import argparse
import importlib.util
import json
import resource
import statistics
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from itertools import cycle
from pathlib import Path
from typing import Any

import msgspec
from rapidfuzz import fuzz, process

from condcli.catalog.library import Library
from condcli.guide import Guide
from condcli.models import Catalog, Codes, Condition, KnownName, MeshHeading
from condcli.names import normalize
from condcli.names.index import Index
from condcli.names.resolver import Resolver

ROOT = Path(__file__).parents[1]
OWN = ROOT / "tests" / "data" / "names.jsonl"
SAID = ROOT / "benchmarks" / "said.tsv"  # half, kind, id or - for a trap, what is typed
SHARED = ROOT.parent / "shared" / "names"
# A row of the table, and which kinds of queries of the shared sets it takes together.
ROWS: dict[str, Callable[[str], bool]] = {
    "names, aliases, codes, forms": lambda k: (
        k.startswith(("name", "alias", "variant", "code_icd10", "code_doid")) and "ambiguous" not in k
    ),
    "one edit": lambda k: k.startswith("typo_gen1"),
    "two edits": lambda k: k.startswith("typo_gen2"),
    "real misspellings": lambda k: k in {"typo_real_word", "real_chq_misspelled"},
    "real wording": lambda k: k.startswith("real_") and k != "real_chq_misspelled",
    "look-alike, one edit": lambda k: k == "lookalike_typo",
    "look-alike, the right one absent": lambda k: k.startswith("lookalike_absent"),
    "no condition": lambda k: k.startswith("oov_") and "condition" not in k,
    "abbreviation of several": lambda k: k == "acronym_ambiguous",
    "abbreviation of one": lambda k: k == "acronym_unique",
    "abbreviation, small letters": lambda k: k.startswith("acronym_lower"),
    "names of other sources": lambda k: k.startswith("heldout"),
}
Outcome = tuple[str, str, bool, dict[str, Any]]  # kind, outcome, whether its condition is there, the answer


def condition(row: dict[str, Any], like: Condition) -> Condition:
    """A row of a shared catalog as a full record: its names and codes on the page of another."""
    codes = [code.partition(":") for code in row["codes"]]
    return msgspec.structs.replace(
        like,
        id=row["id"].lower(),
        name=row["name"] or "-",
        aliases=tuple(filter(None, row["aliases"])),
        abbreviations=tuple(row["acronyms"]),
        covered_names=(),
        loose_names=(),
        shared_names=(),
        names_es=(),
        codes=Codes(
            icd10cm=tuple(code for kind, _, code in codes if kind == "ICD10CM"),
            mesh=tuple(MeshHeading(code, "-") for kind, _, code in codes if kind == "MESH"),
            doid=tuple(f"DOID:{code}" for kind, _, code in codes if kind == "DOID"),
        ),
    )


def shared_catalog(name: str, library: Library) -> list[Condition]:
    """One of the shared catalogs as full records."""
    rows = [json.loads(line) for line in (SHARED / "catalogues" / f"{name}.jsonl").open(encoding="utf-8")]
    return [condition(row, like) for row, like in zip(rows, cycle(library.conditions), strict=False)]


def judged(name: str, resolver: Resolver, score: Any) -> list[Outcome]:  # noqa: ANN401  a script beside us
    """Every query of the shared sets that is meant for a catalog, with score.py's judgment."""
    mapped = score.Map(str(SHARED / "catalogues" / f"{name}.jsonl"), score.load_conditions())
    dropped = name.endswith("dropped")
    found = []
    for row in score.load(None, None, 0, mapped):
        if (row["set"] == "lookalike_absent") == dropped:
            answer = msgspec.to_builtins(resolver.resolve(row["query"]))
            for match in answer["matches"]:
                match["id"] = match["id"].upper()
            outcome, present, _ = score.judge(row, answer, mapped)
            found.append(
                (row["kind"], outcome, present, {**answer, "gold": [g["name"] for g in row["gold"]]})
            )
    return found


def percent(part: int, whole: int) -> str:
    """A share as the table prints it."""
    return f"{100 * part / whole:.2f}" if whole else "-"


def table(outcomes: Iterable[Outcome]) -> None:
    """Print the rows of a catalog, first where the condition is there, then where it is not."""
    outcomes = list(outcomes)
    head = ("", "queries", "right", "in five", "wrong", "refused", "absent", "wrong", "refused")
    print("{:34}{:>8}{:>8}{:>9}{:>8}{:>9} |{:>8}{:>8}{:>9}".format(*head))
    for title, belongs in ROWS.items():
        there = Counter(o for k, o, present, _ in outcomes if belongs(k) and present)
        absent = Counter(o for k, o, present, _ in outcomes if belongs(k) and not present)
        n, m = there.total(), absent.total()
        if n + m:
            listed = there["right"] + there["listed"] + there["partial"]
            left = (n, percent(there["right"], n), percent(listed, n), percent(there["wrong"], n))
            right = (m, percent(absent["wrong"], m), percent(absent["ok_none"] + absent["any_none"], m))
            row = (title, *left, percent(there["refused"], n), *right)
            print("{:34}{:>8}{:>8}{:>9}{:>8}{:>9} |{:>8}{:>8}{:>9}".format(*row))


def own_table(resolver: Resolver) -> None:
    """Print how our own catalog answers its labelled queries."""
    rows = [json.loads(line) for line in OWN.read_text(encoding="utf-8").splitlines()]
    by_kind: dict[tuple[str, str], Counter[str]] = {}
    for row in rows:
        answer = resolver.resolve(row["query"])
        ids = [m.id for m in answer.matches]
        never = row.get("never", ()) if row["expect"] == "not" else None
        wrong = answer.status == "match" and (
            ids[0] in never if never is not None else ids[0] != row.get("id")
        )
        count = by_kind.setdefault((row["kind"], row["expect"]), Counter())
        count["queries"] += 1
        count[f"{answer.status}"] += 1
        count["wrong"] += wrong
        count["found"] += row.get("id") in ids[:5]
    print(f"{'kind':16}{'expected':10}{'queries':>8}{'opened':>8}{'listed':>8}{'refused':>8}{'wrong':>7}")
    for (kind, expected), c in by_kind.items():
        counts = (c["queries"], c["match"], c["ambiguous"], c["none"], c["wrong"])
        print("{:16}{:10}{:>8}{:>8}{:>8}{:>8}{:>7}".format(kind, expected, *counts))


def said_table(guide: Guide) -> None:
    """Print how our own catalog answers what people say, by halves; a trap means no page."""
    counts: dict[tuple[str, str], Counter[str]] = {}
    for line in SAID.read_text(encoding="utf-8").splitlines():
        half, kind, meant, typed = line.split("\t")
        answer = guide.resolve(typed)
        opened = answer.matches[0].id if answer.status == "match" else None
        count = counts.setdefault((half, kind), Counter())
        count["asked"] += 1
        count["right"] += opened == meant
        count["wrong"] += opened not in {None, meant}
        count["nothing"] += not (answer.matches or answer.known)
    print(f"\n{'half':8}{'kind':14}{'asked':>6}{'right %':>9}{'nothing %':>11}{'another page':>14}")
    for (half, kind), c in counts.items():
        right, nothing = (percent(c[k], c["asked"]) if kind != "trap" else "" for k in ("right", "nothing"))
        print(f"{half:8}{kind:14}{c['asked']:>6}{right:>9}{nothing:>11}{c['wrong']:>14}")


def milliseconds(function: Callable[[], object]) -> float:
    """How long a call takes."""
    started = time.perf_counter()
    function()
    return 1000 * (time.perf_counter() - started)


def build(conditions: Sequence[Condition], known: Sequence[KnownName]) -> None:
    """Every table of names, from nothing."""
    normalize.form.cache_clear()
    index = Index(conditions, known)
    for made in ("written", "small", "joined", "bags", "codes", "vocabulary"):
        getattr(index, made)


def costs(conditions: Sequence[Condition], known: Sequence[KnownName], queries: Sequence[str]) -> None:
    """Print what a query and the index cost, and what they are compared with."""
    catalog = msgspec.json.encode(Catalog(version=2, language="en", conditions=tuple(conditions)))
    decoding = min(milliseconds(lambda: msgspec.json.decode(catalog, type=Catalog)) for _ in range(3))
    building = min(milliseconds(lambda: build(conditions, known)) for _ in range(3))
    resolver = Resolver(conditions, known)
    first = milliseconds(lambda: resolver.resolve("qwertyuiop zxcvbnm"))
    ours = sorted(milliseconds(partial(resolver.resolve, q)) for q in queries)
    names = [name for c in conditions for name in (c.name, *c.aliases)]
    wratio = partial(process.extractOne, choices=names, scorer=fuzz.WRatio)
    some = queries[:: max(1, len(queries) // 150)]
    floor = sorted(milliseconds(partial(wratio, q)) for q in some)
    mid, top = (statistics.median(ours), ours[int(0.99 * len(ours))])
    wmid, wtop = (statistics.median(floor), floor[int(0.99 * len(floor))])
    size = f"decoding {len(catalog) / 1e6:.0f} MB ({decoding:.0f} ms)"
    print(f"index: {building:.0f} ms, {building / decoding:.2f} x {size}")
    print(f"first query that is not found at once: {first:.0f} ms")
    print(f"query, median: {mid:.2f} ms, {mid / wmid:.3f} x WRatio ({wmid:.1f} ms)")
    print(f"query, 99th percentile: {top:.1f} ms, {top / wtop:.2f} x WRatio ({wtop:.0f} ms)")


def startup() -> None:
    """Print the processor time of a look-up in a process of its own."""
    for command in (["-c", ""], ["-m", "condcli", "lookup", "ALL"], ["-m", "condcli", "lookup", "numonia"]):
        times = []
        for _ in range(7):
            before = resource.getrusage(resource.RUSAGE_CHILDREN)
            subprocess.run([sys.executable, *command], stdout=subprocess.DEVNULL, check=True)
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            times.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
        print(
            f"python {' '.join(command) or '-c'}: {1000 * statistics.median(times):.0f} ms of processor time"
        )


def main() -> None:
    """Print all tables."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--dump", type=Path)
    dump = parser.parse_args().dump
    library = Library.open()
    print(f"Our own catalog: {len(library.conditions)} records, {len(library.known_names)} known names")
    own_table(library.resolver)
    said_table(Guide.open())
    own = [json.loads(line)["query"] for line in OWN.read_text(encoding="utf-8").splitlines()]
    costs(library.conditions, library.known_names, own)
    startup()
    if not SHARED.exists():
        print(f"No catalogs at {SHARED}: the large ones are left out.")
        return
    spec = importlib.util.spec_from_file_location("score", SHARED / "score.py")
    assert spec  # noqa: S101  the file is there
    assert spec.loader  # noqa: S101
    score = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(score)
    wrong: list[dict[str, Any]] = []
    for name in ("k1000", "k10000", "k10000_dropped"):
        conditions = shared_catalog(name, library)
        outcomes = judged(name, Resolver(conditions, library.known_names), score)
        print(f"\n{name}: {len(conditions)} conditions, {len(outcomes)} queries")
        table(outcomes)
        wrong += [{"catalog": name, "kind": k, **answer} for k, o, _, answer in outcomes if o == "wrong"]
        if not name.endswith("dropped"):
            costs(conditions, library.known_names, [a["query"] for _, _, _, a in outcomes[::20]])
    if dump:
        dump.write_text("".join(json.dumps(w, ensure_ascii=False) + "\n" for w in wrong), encoding="utf-8")


if __name__ == "__main__":
    main()
