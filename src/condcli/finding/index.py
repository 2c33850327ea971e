"""What finding looks up, as tables of the compiled catalog: words, symptoms, sentences."""

from array import array
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from sqlite3 import Connection, OperationalError
from typing import TypeAlias

from msgspec import Struct

from condcli.catalog.library import Library
from condcli.finding import words
from condcli.finding.glossary import term_key
from condcli.finding.ranking import LONGEST_NAME, NAME, PEOPLE, SYMPTOM
from condcli.models import Condition
from condcli.plain_language.sentences import sentences

TABLES = """
CREATE TABLE same (first TEXT, form TEXT, meant TEXT);
CREATE INDEX same_first ON same (first);
CREATE TABLE skip (stem TEXT PRIMARY KEY, light INTEGER) WITHOUT ROWID;
CREATE TABLE people (stem TEXT, kind TEXT);
CREATE TABLE symptom (id TEXT PRIMARY KEY, name TEXT, emergency TEXT) WITHOUT ROWID;
CREATE TABLE phrase (rarest TEXT, stems TEXT, symptom TEXT);
CREATE INDEX phrase_rarest ON phrase (rarest);
CREATE TABLE posting (token TEXT PRIMARY KEY, records INTEGER, numbers BLOB, weights BLOB) WITHOUT ROWID;
CREATE TABLE sentence (number INTEGER PRIMARY KEY, record INTEGER, section TEXT, text TEXT, stems TEXT);
CREATE INDEX sentence_record ON sentence (record);
CREATE TABLE term (said TEXT, number INTEGER);
CREATE INDEX term_said ON term (said);
CREATE TABLE code (code TEXT, record INTEGER);
CREATE INDEX code_code ON code (code);
CREATE TABLE name_stems (number INTEGER PRIMARY KEY, stems TEXT);
CREATE INDEX name_stems_stems ON name_stems (stems);
CREATE TABLE name_stem (stem TEXT, record INTEGER);
CREATE INDEX name_stem_stem ON name_stem (stem);
"""
Postings: TypeAlias = (
    "tuple[array[int], array[float]]"  # records that have a word, how much it counts in each
)
FULL_TEXT = "CREATE VIRTUAL TABLE full_text USING fts5 (stems, content='', tokenize='unicode61')"
SAID = "descriptions"
# How much a word of the query counts where it stands: 1 for the words that are only about this condition.
WEIGHTS = {
    "name": 0.8, "loose": 0.55, SAID: 1.0, "symptom": 0.5, "symptoms": 0.5, "summary": 0.4, "definition": 0.3,
    "care": 0.25, "causes": 0.25, "tests": 0.15, "treatment": 0.15, "self_care": 0.12, "complications": 0.2,
    "outlook": 0.12, "prevention": 0.12, "questions": 0.1, "support": 0.05,
}  # fmt: skip


class Piece(Struct, frozen=True):
    """A text of a record: where it stands and what it says."""

    place: str
    text: str


def fill(db: Connection, library: Library) -> None:
    """Make and fill the tables."""
    db.executescript(TABLES)
    everyday = library.everyday
    same = words.table(everyday.same)
    skip, light = (frozenset(map(words.stem_as_typed, some)) for some in (everyday.skip, everyday.light))
    folded = words.by_first(same)
    wording = words.Wording(folded, skip, light - skip)
    db.executemany("INSERT INTO same VALUES (?, ?, ?)", ((f, " ".join(form), m) for f, form, m in same))
    db.executemany("INSERT INTO skip VALUES (?, ?)", ((s, s not in skip) for s in sorted(skip | light)))
    people = {(words.stem_as_typed(w), kind) for kind, said in everyday.people.items() for w in said}
    db.executemany("INSERT INTO people VALUES (?, ?)", sorted(people))
    for number, term in enumerate(library.glossary):
        keys = sorted({term_key(name) for name in (term.term, *term.aliases)} - {""})
        db.executemany("INSERT INTO term VALUES (?, ?)", ((key, number) for key in keys))
    _fill_symptoms(db, library, wording)
    _fill_records(db, library, wording)


def _fill_symptoms(db: Connection, library: Library, wording: words.Wording) -> None:
    """Each way to say a symptom as its stems, to be looked up by the rarest of them."""
    general = frozenset(words.stem(w) for w in library.everyday.general)
    complaints = library.everyday.complaints
    claims: dict[tuple[str, ...], dict[str, int]] = {}
    for s in library.symptoms.values():
        db.execute("INSERT INTO symptom VALUES (?, ?, ?)", (s.id, s.name, s.emergency))
        for said in (s.id.replace("-", " "), s.name, s.medical or "", *s.aliases, *complaints.get(s.id, ())):
            way, left = _way(said, wording, general)
            if way:
                known = claims.setdefault(way, {})
                known[s.id] = min(left, known.get(s.id, left))
    for way in [w for w in claims if words.NO in w and tuple(s for s in w if s != words.NO) in claims]:
        del claims[way]  # "no fever" denies a symptom and is none
    counts = Counter(stem for way, symptoms in claims.items() for stem in way for _ in symptoms)
    db.executemany(
        "INSERT INTO phrase VALUES (?, ?, ?)",
        (
            (min(way, key=lambda stem: (counts[stem], stem)), "\t".join(way), id_)
            for way, symptoms in sorted(claims.items())
            for id_, left in symptoms.items()
            if left == min(symptoms.values())  # who says just this, before who says more
        ),
    )


def _way(said: str, wording: words.Wording, general: frozenset[str]) -> tuple[tuple[str, ...], int]:
    """The stems of a way to say a symptom, and how many light words are left out of it.

    None is left out where but one stem would be left that may mean much.
    """
    read = words.read(said, wording)
    heavy = {w.stem for w in read if not w.light}
    every = {w.stem for w in read}
    if len(heavy) > 1 or (heavy == every and not heavy <= general):
        return tuple(sorted(heavy)), len(every) - len(heavy)
    return (tuple(sorted(every)), 0) if len(every) > 1 else ((), 0)


def _fill_records(db: Connection, library: Library, wording: words.Wording) -> None:
    postings: defaultdict[str, Postings] = defaultdict(lambda: (array("I"), array("d")))
    people = {words.stem_as_typed(w): k for k, said in library.everyday.people.items() for w in said}
    for number, record in enumerate(library.conditions):
        read, about = [], Counter[str]()
        for piece in _pieces(record, library):
            heard = (w for w in words.read(piece.text, wording) if not (w.light or w.denied))
            read.append((piece, list(dict.fromkeys(w.stem for w in heard if w.stem != words.NO))))
            about.update(people[s] for s in words.stems(piece.text) if s in people)
        counted = {PEOPLE + kind: min(1.0, count / 8) for kind, count in about.items()}
        for token, weight in chain(_weights(record, read).items(), _names(read).items(), counted.items()):
            numbers, weights = postings[token]
            numbers.append(number)
            weights.append(weight)
        stems = sorted({*words.stems(record.name)})
        db.execute("INSERT INTO name_stems VALUES (?, ?)", (number, " ".join(stems)))
        db.executemany("INSERT INTO name_stem VALUES (?, ?)", ((stem, number) for stem in stems))
        db.executemany("INSERT INTO code VALUES (?, ?)", ((code, number) for code in record.codes.icd10cm))
        rows = ((number, p.place, p.text, " ".join(stems)) for p, stems in read if p.place not in _UNSEEN)
        db.executemany("INSERT INTO sentence (record, section, text, stems) VALUES (?, ?, ?, ?)", rows)
    _fill_full_text(db)  # what making it one leaves free, the postings take
    for token in sorted(postings):
        found = sorted(zip(*postings.pop(token), strict=True), key=lambda pair: (-pair[1], pair[0]))
        numbers, weights = array("I", (number for number, _ in found)), array("f", (w for _, w in found))
        row = (token, len(found), numbers.tobytes(), weights.tobytes())
        db.execute("INSERT INTO posting VALUES (?, ?, ?, ?)", row)


def _fill_full_text(db: Connection) -> None:
    try:
        db.execute(FULL_TEXT)
    except OperationalError:  # an SQLite without FTS5: quoted words are then looked for among the best pages
        return
    db.execute("INSERT INTO full_text (rowid, stems) SELECT number, stems FROM sentence")
    db.execute("INSERT INTO full_text (full_text) VALUES ('optimize')")  # one in place of eight


_UNSEEN = frozenset({"name", "loose", SAID, "symptom"})


def _weights(record: Condition, read: Sequence[tuple[Piece, Sequence[str]]]) -> Mapping[str, float]:
    """How much each word is about the record: the most that it counts in one place, and more in several."""
    left: dict[str, float] = {}
    for place in dict.fromkeys(piece.place for piece, _ in read):
        for stem in {s for piece, stems in read if piece.place == place for s in stems}:
            left[stem] = left.get(stem, 1.0) * (1 - 0.95 * WEIGHTS.get(place, 0.1))
    found = {stem: 1 - rest for stem, rest in left.items()}
    return found | {SYMPTOM + s: 1.0 for s in record.symptoms}


def _names(read: Sequence[tuple[Piece, Sequence[str]]]) -> Mapping[str, float]:
    """The names of a record, each as one: those that it owns count more than what is said for it."""
    found: dict[str, float] = {}
    for piece, stems in read:
        if piece.place in {"name", "loose"} and 0 < len(stems) <= LONGEST_NAME:
            found.setdefault(NAME + " ".join(stems), WEIGHTS[piece.place])
    return found


def _pieces(record: Condition, library: Library) -> Iterator[Piece]:
    for name in (record.name, *record.aliases, *record.abbreviations, *record.shared_names):
        yield Piece("name", name)
    said = (*library.said.opening.get(record.id, ()), *library.said.sayings.get(record.id, ()))
    for name in (*record.related_names, *said):
        yield Piece("loose", name)
    for text in library.everyday.descriptions.get(record.id, ()):
        yield Piece(SAID, text)
    for id_ in record.symptoms:
        if id_ in library.symptoms:
            yield Piece("symptom", library.symptoms[id_].name)
    yield from (Piece("summary", s) for s in sentences(record.summary))
    care = record.care
    yield from (
        Piece("care", s) for tier in (care.emergency, care.urgent, care.soon, care.routine) for s in tier
    )
    for place, section in record.sections.items():
        for part in section.body:
            if isinstance(part, str):
                yield from (Piece(place, s) for s in sentences(part))
            else:
                yield from (Piece(place, s) for s in (part.lead, *part.items))
    yield from (Piece("questions", q) for q in record.questions)
