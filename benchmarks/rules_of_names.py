"""The rules by which names are read, each with what stands in its place when ablate.py switches it off."""

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any

from ablation import MOST, NEVER, Switch, forgets, no, none, nothing
from msgspec.structs import replace

from condcli.names import dictionary, index, misspelling, word_kinds
from condcli.names.index import Entry


def as_sets(kind: str) -> frozenset[str]:
    """A list of the dictionary as the set that may be switched off; stands in for dictionary._sorted."""
    lists = {"condition": "conditions", "medical": "medical", "name": "naming"}
    found: frozenset[str] = getattr(dictionary, lists.get(kind, kind))()
    return found


def without_rank(query: str, found: Any) -> Any:  # noqa: ANN401  stands in for index.decide
    """A main name that goes before no alias."""
    firm = [e for e in found if isinstance(e, Entry) and e.kind != "loose"]
    one = len({e.record.id for e in firm}) == 1
    return (decide(query, firm) if one else index.several(query, firm)) if firm else None


def by_id(entry: Entry) -> tuple[int, int, str, str]:
    """The order of ids."""
    return 0, 0, entry.record.id, ""


def rivaled_by_errors(reading: Any, other: Any) -> bool:  # noqa: ANN401  stands in for a method
    """Whether another reading is as near in errors."""
    return bool(other.errors <= reading.errors)


def errors_of(reading: Any) -> int:  # noqa: ANN401  stands in for misspelling._apart
    """Errors, wherever they stand and however they sound."""
    return int(reading.errors)


def no_rival_of(list_: str, typed: str, errors: int, of: frozenset[str]) -> list[str]:
    """Words near to a typed one, none of them from this list."""
    return [] if of is getattr(dictionary, list_)() else close(typed, errors, of)


def every_span(spans: list[Any], _words: Sequence[Any]) -> list[Any]:
    """All names, and those that lie across others."""
    return spans


def unchanged(_resolver: object, found: object) -> object:
    """What was found, as it is."""
    return found


def yes(*_: object, **__: object) -> bool:
    """Yes."""
    return True


def question_words_without(**changed: object) -> partial[word_kinds.QuestionWords]:
    """What answers with the words around a name, some of them changed."""
    return partial(lambda words: words, replace(word_kinds.question_words(), **changed))


def kinds() -> Iterator[Switch]:
    """A switch for each kind of words around a name."""
    every = word_kinds.question_words().kinds
    for kind in every:
        left: dict[Any, frozenset[str]] = {**every, kind: frozenset()}
        off = {"word_kinds:question_words": question_words_without(kinds=left)}
        yield Switch(f"around a name: {kind} ({len(every[kind])} words)", off)


decide = index.decide
close = misspelling._close  # noqa: SLF001  it is switched off in part
NAMES = (
    # the steps, in their order
    Switch("step: as a code", {"resolver:Resolver._as_code": nothing}),
    Switch("step: frequent misspellings", {"resolver:Resolver._often_misspelled": nothing}),
    Switch("step: names that stand whole in a phrase", {"resolver:Resolver._inside_phrase": nothing}),
    Switch("step: without or with 'disease'", {"resolver:Resolver._by_other_words": nothing}),
    Switch("step: misspelled", {"resolver:Resolver._misspelled": nothing}),
    Switch("step: a misspelled name among others", {"resolver:Resolver._put_right": nothing}),
    # resolver
    Switch("a code below several", {"index:Index.below": none}),
    Switch("a code's parents", {"codes:parents": none}),
    Switch("what an unknown code would be", {"codes:explained": nothing}),
    Switch("longest name", {"resolver:LONGEST": MOST}),
    Switch("longest text", {"resolver:LONGEST_TOLD": MOST}),
    Switch("a description is no misspelled name", {"resolver:FREE": MOST}),
    Switch("a surname is no misspelling", {"misspelling:LONGEST_SURNAME": 0}),
    Switch("a line in Spanish", {"resolver:Resolver._in_spanish": unchanged}),
    Switch("addresses", {"resolver:_ADDRESS": NEVER}),
    Switch("abbreviation with dots", {"resolver:_DOTTED": NEVER}),
    Switch("abbreviation in the plural", {"resolver:_PLURAL": NEVER}),
    Switch("short plural is no name", {"resolver:_SHORT": 0}),
    Switch("two small letters only list", {"resolver:_SHORTEST_IN_SMALL_LETTERS": 0}),
    Switch("abbreviations in small letters", {"resolver:Resolver._small_abbreviations": none}),
    Switch("what else an abbreviation means", {"resolver:abbreviations": dict}),
    Switch("how to list what very many have", {"resolver:Resolver._more": none}),
    # index
    Switch("joined words", {"index:Index.joined": {}}, fresh=True),
    Switch("words in any order",
           {f"{m}:bag": " ".join for m in ("index", "resolver", "misspelling", "spans")}, fresh=True),
    Switch("main name before alias", {f"{m}:decide": without_rank for m in ("index", "resolver", "spans")}),
    Switch("order of a list", {"index:order": by_id, "suggestions:order": by_id}),
    Switch("also known by it", {"index:Index.also_known": none}),
    Switch("also loosely known by it", {"index:Index.also_meant": {}}),
    # phrase
    Switch("phrase: longest name", {"spans:LONGEST_NAME": 3}),
    Switch("phrase: the longest name counts", {"phrase:longest": every_span}),
    Switch("phrase: abbreviations and joined words", {"spans:_one_word": none}),
    Switch("phrase: two letters among few words", {"spans:FEW": MOST}),
    Switch("phrase: joined words", {"spans:LONGEST_JOINED": MOST}),
    Switch("phrase: abbreviation with dots", {"text_words:_DOTTED": NEVER}),
    Switch("phrase: abbreviation in the plural", {"spans:_PLURAL": NEVER}),
    Switch("phrase: two small letters only list",
           {f"{m}:SHORTEST_IN_SMALL_LETTERS": 0 for m in ("spans", "phrase")}),
    Switch("phrase: a number names the kind", {"phrase:_numbers": no}),
    Switch("phrase: my within a name", {"spans:_OWN": frozenset()}),
    Switch("phrase: how one is, not what one has", {"beside:state": no}),
    Switch("phrase: a symptom that is denied", {"beside:_DENIED": frozenset()}),
    Switch("phrase: what loosely stands apart", {"beside:_loosely": forgets}),
    Switch("phrase: names side by side", {"beside:_is_joined": no}),
    Switch("phrase: everyday words beside a name", {"beside:_everyday": forgets}),
    Switch("phrase: what a vaccine is against", {"beside:_measured": forgets}),
    Switch("phrase: a name within a longer one", {"beside:_within": forgets}),
    Switch("phrase: symptoms beside a name", {"beside:_symptoms": forgets}),
    # question
    Switch("around a name: nothing matters", {"question:are_harmless": yes}),
    Switch("around a name: everything matters", {"question:are_harmless": no}),
    *kinds(),
    Switch("around a name: names with a place",
           {"word_kinds:question_words": question_words_without(placed=frozenset())}),
    Switch("around a name: everyday names",
           {"word_kinds:question_words": question_words_without(everyday=frozenset())}),
    Switch("around a name: numbers", {"word_kinds:NUMBER": NEVER, "question:NUMBER": NEVER}),
    Switch("around a name: two letters", {"letters:TWO_LETTERS": 0}),
    Switch("around a name: guarded words", {"question:modifying": frozenset}),
    Switch("around a name: words in no name", {"dictionary:is_passing": no}),
    Switch("around a name: counts", {"question:COUNTS": frozenset()}),
    Switch("without the words of a question", {"question:without_intent": nothing}),
    Switch("measures", {"question:MEASURES": frozenset()}),
    Switch("heads", {"question:HEADS": ()}),
    Switch("disease for disorder", {"question:SAME": ()}),
    Switch("vague words", {"question:VAGUE": ()}),
    Switch("several names apart", {"question:alternatives": forgets}),
    # misspelling
    Switch("all guards", {"dictionary:guards": none, "word_kinds:guards": none}),
    Switch("guards: shortest rest", {"dictionary:_SHORTEST_REST": 0}),
    Switch("shortest word corrected", {"misspelling:SHORTEST": 1}),
    Switch("shortest word corrected alone", {"misspelling:SHORTEST_ALONE": 0}),
    Switch("long word for two errors", {"misspelling:LONG": 0}),
    Switch("shortest word meant", {"misspelling:SHORTEST_MEANT": 1}, fresh=True),
    Switch("joined and misspelled", {"misspelling:Misspelling._joined": forgets}),
    Switch("joined and misspelled: shortest", {"misspelling:LONG_JOINED": 0}),
    Switch("errors by length", {"misspelling:ERRORS": ((1000, 3),)}),
    Switch("corrections of a word", {"misspelling:CHOICES": 100}),
    Switch("combinations of words", {"misspelling:COMBINATIONS": 10_000}),
    Switch("common words tell little", {"misspelling:GENERIC": frozenset()}),
    Switch("what other words tell", {"misspelling:Reading._context": lambda *_: "told"}),
    Switch("type and number in one word", {"misspelling:_NUMBERED": NEVER}),
    Switch("a real word is not corrected", {"dictionary:is_word": no}),
    Switch("bold alone", {"misspelling:_is_bold": no}),
    Switch("built of other parts", {"misspelling:BUILT_WITH": ()}),
    Switch("one who does something", {"misspelling:_is_doer": no}),
    Switch("begins otherwise", {"misspelling:_begins_otherwise": no}),
    Switch("all rival words", {"misspelling:_rivals": none}),
    Switch("rivals: English", {"misspelling:_close": partial(no_rival_of, "english")}),
    Switch("rivals: conditions", {"misspelling:_close": partial(no_rival_of, "conditions")}),
    Switch("rivals: medicine", {"misspelling:_close": partial(no_rival_of, "medical")}),
    Switch("rivals: same stem", {"phonetic:_ENDINGS": ()}),
    Switch("all rival readings", {"misspelling:Reading.rivaled_by": no}),
    Switch("rival readings: by errors only", {"misspelling:Reading.rivaled_by": rivaled_by_errors}),
    Switch("rival readings: how they sound and begin", {"misspelling:_apart": errors_of}),
    Switch("a list that holds it", {"misspelling:_holds": no}),
    Switch("readings that mean the same", {"misspelling:_same": no}),
    Switch("all sounds", {f"{m}:sound": str for m in ("phonetic", "misspelling", "suggestions")}),
    # suggestions
    Switch("listed: alike", {"suggestions:ALIKE": 0.0}),
    Switch("listed: contained", {"suggestions:CONTAINED": 2.0}),
    Switch("listed: much more", {"suggestions:MUCH_MORE": 0.0}),
    Switch("listed: alike, alone", {"suggestions:ALIKE_ALONE": 0.0}),
    Switch("listed: most of a loose name", {"suggestions:MOST": 0.0}),
    Switch("listed: the beginning of a name", {"suggestions:Suggestions._begun": forgets}),
    Switch("known by likeness", {"suggestions:KNOWN": 2.0}),
    Switch("no abbreviation is near", {"suggestions:LONGEST_ABBREVIATION": 0}),
    Switch("nothing is near to a fragment", {"suggestions:LONGEST_FRAGMENT": 0}),
    Switch("beside a refusal: how many", {"suggestions:WEAK": 5}),
    Switch("beside a refusal: weakest", {"suggestions:WEAKEST": 0.0}),
    Switch("near: names looked at", {"suggestions:LOOKED_AT": MOST}),
    Switch("near: names looked at closely", {"suggestions:KEYS": MOST}),
    Switch("near: words like it", {"suggestions:LIKE_WORDS": MOST}),
    Switch("near: words by sound", {"suggestions:HITS": 1000}),
    Switch("near: shortest word", {"suggestions:SHORTEST": 1}),
    Switch("near: heard", {"suggestions:Neighborhood._heard": none}),
    Switch("near: heard weighs less", {"suggestions:HEARD": 1.0}),
    Switch("near: unknown words weigh less", {"suggestions:UNKNOWN": 1.0}),
    Switch("near: errors by length", {"suggestions:ERRORS": ((1000, 3),)}),
    # dictionary
    Switch("plain words", {"dictionary:is_plain": no}),
    Switch("English words", {"dictionary:english": frozenset, "dictionary:_sorted": as_sets}),
    Switch("words of conditions", {"dictionary:conditions": frozenset, "dictionary:_sorted": as_sets}),
    Switch("words of medicine", {"dictionary:medical": frozenset, "dictionary:_sorted": as_sets}),
    Switch("beginnings of words", {"dictionary:BEGINNINGS": ()}),
    Switch("beginnings: shortest rest", {"dictionary:SHORTEST": 0}),
    Switch("roots of words", {"dictionary:is_root": no}),
    Switch("misspellings of several words", {"dictionary:_LONGEST_MISSPELLING": 1}),
)  # fmt: skip
# Lists whose entries are switched off one by one with --entries.
ENTRIES = (
    "phonetic:_SOUNDS", "misspelling:BUILT_WITH", "phonetic:_ENDINGS", "misspelling:GENERIC",
    "question:MEASURES", "question:HEADS", "question:SAME", "question:VAGUE", "dictionary:BEGINNINGS",
    "dictionary:_ROOT_ENDINGS",
)  # fmt: skip
