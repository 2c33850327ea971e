"""Terms of the glossary: what they mean and which pages use them."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from sqlite3 import Connection

from msgspec import Struct

from condcli.catalog.library import Library
from condcli.names.normalize import normalize, sayable
from condcli.plain_language.terms import Terms

LONGEST = 6  # words of a term
MOST_WORDS = 400  # of a text in which terms are looked for
NEAR = 75  # of 100: how much alike the spelling of a near term is
_LIKE = re.compile(r"[%_\\]")
_WORD = re.compile(r"[^\W_]+(?:['-][^\W_]+)*")


class Use(Struct, frozen=True):
    """A page that uses a term."""

    id: str
    name: str


class Definition(Struct, frozen=True):
    """What a term means (`meaning` completes "X means ..."), its other names and the pages that use it."""

    term: str
    meaning: str
    aliases: tuple[str, ...]
    pages: tuple[Use, ...]


def define(library: Library, term: str) -> Definition | None:
    """The term of that name, alias or plural; None where the glossary has none."""
    asked = " ".join(sayable(term).split())
    found = _numbers(library, asked) or _numbers(library, asked.upper())
    if not found:
        return None
    meant = library.glossary[found[0]]
    pages = tuple(_uses(library, (meant.term, *meant.aliases)))
    return Definition(meant.term, meant.meaning, meant.aliases, pages)


def near(library: Library, term: str, most: int = 5) -> tuple[str, ...]:
    """Terms that hold the words, then those that are spelled nearly so."""
    from rapidfuzz import fuzz, process  # noqa: PLC0415  a term that is there does without

    wanted = normalize(term[:200])
    names = {n: t.term for t in library.glossary for name in (t.term, *t.aliases) if (n := normalize(name))}
    holding = [t for n, t in names.items() if wanted and f" {wanted} " in f" {n} "]
    alike = process.extract(wanted, list(names), scorer=fuzz.ratio, score_cutoff=NEAR, limit=most)
    return tuple(dict.fromkeys([*holding, *(names[name] for name, _, _ in alike)]))[:most]


def terms(library: Library, text: str, most: int = 5) -> tuple[Definition, ...]:
    """The terms that a text names, for `find`; without their pages."""
    words = [match[0] for _, match in zip(range(MOST_WORDS), _WORD.finditer(text), strict=False)]
    runs = ((at, end) for at in range(len(words)) for end in range(min(at + LONGEST, len(words)), at, -1))
    found: dict[int, None] = {}
    for at, end in runs:  # what stands in a longer one that is found is found too
        found.update(dict.fromkeys(_numbers(library, " ".join(words[at:end]))))
        if len(found) >= most:
            break
    some = [library.glossary[number] for number in list(found)[:most]]
    return tuple(Definition(term.term, term.meaning, term.aliases, ()) for term in some)


def _numbers(library: Library, phrase: str) -> list[int]:
    said = _said(library.compiled.db)
    return sorted({*said.get(f"={phrase}", ()), *said.get(term_key(phrase.lower()), ())})


def term_key(name: str) -> str:
    """What a name of a term is looked up by."""
    return f"={name}" if name.isupper() else normalize(name)


@lru_cache(maxsize=4)
def _said(db: Connection) -> Mapping[str, Sequence[int]]:
    """The terms by what they are looked up by."""
    found: dict[str, list[int]] = {}
    for said, number in db.execute("SELECT said, number FROM term"):
        found.setdefault(said, []).append(number)
    return found


def _uses(library: Library, names: tuple[str, ...]) -> Iterator[Use]:
    """The pages that use any of the names, by name."""
    marks = " OR ".join("s.text LIKE ? ESCAPE '\\'" for _ in names)
    query = (
        "SELECT r.id, r.name, s.text FROM sentence s JOIN record r ON r.number = s.record "  # noqa: S608  marks only
        f"WHERE {marks} ORDER BY r.name COLLATE NOCASE, s.number"
    )
    like = ["%" + _LIKE.sub(r"\\\g<0>", name) + "%" for name in names]
    used, seen = Terms(names), set[str]()
    for id_, name, text in library.compiled.db.execute(query, like):
        if id_ not in seen and any(True for _ in used.spans(text)):
            seen.add(id_)
            yield Use(id_, name)
