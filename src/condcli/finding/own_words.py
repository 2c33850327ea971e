"""What a person's own words mean beside names, held against all that they tell."""

from collections.abc import Iterable, Sequence
from functools import partial

from msgspec.structs import replace

from condcli.catalog.library import Library
from condcli.finding.ranking import SymptomMatch
from condcli.json_answers import Candidate, Resolution
from condcli.names import dictionary, other_senses, word_kinds
from condcli.names.normalize import form, formed, raw_words

MOST = 5  # pages
TOLD = 3  # symptoms and words that the first of them has at least
LITTLE = 2  # that it has where its name stands there in several words
SURE = 4  # that it has where it opens with no word of medicine beside it, and where nobody is spoken of
MORE = 5  # that it has where another is named
LONG = 6  # words of a text that may tell of somebody whom it does not name
LONGER = 8  # words that may tell more than the name among them
AHEAD = 1.2  # how far its score must be before that of another
FAR = 1.5  # before that of one that is named in several words: wets the bed
SEVERAL = 2  # words of medicine beside letters
SHARE = 0.5  # of the first score that the others have at least
LEAST = 4.0  # the first score: of whoever speaks of phones and football, pages have words too
KEPT = 40  # pages among which that of a name is looked for
NO_NAME = "No condition is called that; these pages fit the words."
OTHERS = "The words fit other pages better than the one that they name."


def meant(library: Library, found: Resolution) -> Resolution:
    """What was found for words of somebody, held against what they tell.

    Where they name nothing, the pages that fit are listed. One that may be meant by a name among them opens
    where all else that is told fits it, and no other page as well. One that is but named in a longer
    description is listed behind a page that fits it better: a groin that bulges with a cough.
    """
    words = raw_words(found.query)
    personal = not (other_senses.HAVING | word_kinds.of_kind("people")).isdisjoint(words)
    single = found.status == "ambiguous" and len(found.matches) == 1 and not found.note
    passing = found.how == "phrase" and len(words) >= LONGER
    medical = _of_illness(words, found.matches[0].matched) if single or passing else 0
    asked = not found.known and (found.status == "none" or single or passing)
    told = medical >= (SEVERAL if passing else 1) or (not single and _tell_of_a_body(words))
    if not (asked and (personal or told)):
        return found
    from condcli.finding.conditions import described  # noqa: PLC0415  names do without

    fitting = described(library, found.query, KEPT).matches
    if not fitting or fitting[0].score < LEAST:
        return found
    if single:
        named = found.matches[0]
        first, *others = fitting
        enough = TOLD if medical else SURE
        fits = _told(first) >= enough and _is_ahead(first, others[:1])
        fits = fits or (_told(first) >= LITTLE and _is_said(words, named.matched))
        opens = first.id == named.id and fits and not _is_another(words, named.matched, medical)
        return replace(found, status="match", how="phrase") if opens else found
    if passing:
        return _behind(found, words, fitting)
    enough = _told(fitting[0]) >= (TOLD if personal else SURE)
    return replace(found, status="ambiguous", matches=_listed(fitting), note=NO_NAME) if enough else found


def _is_said(words: Sequence[str], name: str) -> bool:
    """Whether a name of several words stands among the words, in any order, and no plant is spoken of."""
    own = formed(raw_words(name))
    there = len(own) > 1 and set(own).issubset(formed(words))
    return there and not other_senses.has_one_of(words, "plant")


def _behind(found: Resolution, words: Sequence[str], fitting: Sequence[SymptomMatch]) -> Resolution:
    """What was named, behind a page that fits the words far better; as it was where none does."""
    named, first = found.matches[0], fitting[0]
    name = raw_words(named.matched)
    several = len(name) > 1
    if several and (name[-1] in dictionary.conditions() or dictionary.is_technical(name[-1])):
        return found  # sugar diabetes; but a sore throat may be of much
    own = [page for page in fitting if page.id == named.id]
    ahead = first.id != named.id and _told(first) >= MORE and _is_ahead(first, own, FAR if several else AHEAD)
    if not ahead or (several and _begins(words, named.matched)):
        return found
    best, *others = _listed([page for page in fitting if page.id != named.id])
    note = f"{OTHERS} {found.note}" if found.note else OTHERS
    return Resolution(found.query, "ambiguous", matches=(best, named, *others[: MOST - 2]), note=note)


def _told(page: SymptomMatch) -> int:
    return len(page.matched) + len(page.words)


def _listed(fitting: Sequence[SymptomMatch]) -> tuple[Candidate, ...]:
    """The pages that fit, the best first."""
    best = fitting[0].score
    fit = [page for page in fitting[:MOST] if page.score >= SHARE * best]
    return tuple(Candidate(page.id, page.name, page.name, round(50 * page.score / best, 1)) for page in fit)


def _is_ahead(first: SymptomMatch, others: Iterable[SymptomMatch], far: float = AHEAD) -> bool:
    return all(first.score >= far * other.score for other in others)


def _tell_of_a_body(words: Sequence[str]) -> bool:
    """Whether they may tell of a body without a word of whose it is: silvery patches on the elbows."""
    has = partial(other_senses.has_one_of, words)
    return len(words) >= LONG and has("body") and not has("animal", "plant", "art")


def _of_illness(words: Sequence[str], name: str) -> int:
    """How many words beside a name are of the body or of medicine."""
    own = set(formed(raw_words(name)))
    of_body = word_kinds.of_kind("body", "chart")
    beside = (word for word in words if form(word) not in own)
    return sum(w in of_body or dictionary.is_technical(w) or word_kinds.is_taken(w) for w in beside)


def _begins(words: Sequence[str], name: str) -> bool:
    """Whether a text begins with a word of a name: "fever fits in my 18 month old" is about them.

    What was there some time ago is not: tummy bug 2 weeks ago.
    """
    own = formed(raw_words(name))
    past = words[len(own) + 2 : len(own) + 3] == ["ago"]
    return not past and not set(formed(words[:1])).isdisjoint(own)


def _is_another(words: Sequence[str], name: str, medical: int) -> bool:
    """Whether a name among the words may be another thing's: letters, dizzy, or beside a band, an animal."""
    sought = raw_words(name)
    if not word_kinds.question_words().everyday.isdisjoint(sought[-1:]) or other_senses.name_a_work(words):
        return True
    own, there = formed(sought), formed(words)
    at = next((n for n in range(len(words)) if there[n : n + len(own)] == own), None)
    if name.isupper() and (at is None or medical < SEVERAL):
        return True
    if at is None:  # pink eyed white rabbit
        return other_senses.is_another((), sought, [word for word in words if form(word) not in own])
    return other_senses.is_another(words[:at], sought, words[at + len(own) :])
