"""What is named beside a condition and is no second one: a symptom, a vaccine, an everyday word."""

from collections.abc import Sequence
from itertools import pairwise

from condcli.models import SYMPTOMS
from condcli.names import dictionary, word_kinds
from condcli.names.index import Entry, Index
from condcli.names.normalize import LINKS, form
from condcli.names.spans import Span
from condcli.names.text_words import Word
from condcli.names.word_kinds import is_taken

_JOINTS = frozenset({"and", "with", "plus", "on"})
_VACCINES = frozenset(
    {"jab", "jabs", "shot", "shots", "vaccine", "vaccines", "vax", "booster", "vaccination"}
)
_OWNERS = frozenset({"my", "his", "her", "their"})
_CAUSING = frozenset({"of", "from", "with"})
_DENIED = frozenset({"no", "not", "without", "never"})
# Said beside a condition, though each has a page of its own: stomach flu throwing up all night
_STATED = frozenset({
    "cant", "cannot", "sleep", "sleeping", "headache", "headaches", "vomiting", "throwing", "up", "puking",
    "coughing",
})  # fmt: skip
_SYMPTOMS_ES = frozenset({
    "ahogo", "ampollas", "ardor", "ardores", "barriga", "brazo", "brazos", "cabello", "cabeza",
    "calambres", "cansada", "cansado", "cansancio", "cara", "comezon", "cuello", "cuerpo", "de",
    "debilidad", "desmayo", "desmayos", "diarrea", "dolor", "dolores", "el", "en", "escalofrios",
    "espalda", "estomago", "estornudos", "estrenimiento", "fatiga", "fiebre", "flema", "flemas",
    "garganta", "gases", "gotas", "hinchada", "hinchadas", "hinchado", "hinchados", "hinchazon",
    "hormigueo", "insomnio", "la", "lengua", "manchas", "manos", "mareada", "mareado", "mareo", "mareos",
    "me", "moco", "mocos", "moretones", "nausea", "nauseas", "oido", "ojos", "opresion", "palpitaciones",
    "pecho", "pelo", "picazon", "piel", "piernas", "pus", "ronchas", "ronquidos", "sangrado",
    "sarpullido", "sudores", "temblor", "temblores", "tos", "tragar", "vomito", "vomitos",
})  # fmt: skip
_BREATHLESS = frozenset({"breathless", "wheezing", "wheezy", "bloated", "itching", "shaky", "sweaty"})
# A change of weight is a symptom, though "loss" and "gain" are none
_WEIGHT = frozenset({"weight", "loss", "losing", "lost", "lose", "gain", "gaining", "gained"})
# Who has a habit, said right behind what came of it: epoc fumador
_HABITS = frozenset({"smoker", "smokers", "fumador", "fumadora", "fumadores"})
_STATES = frozenset({"am", "im", "is", "are", "was", "be", "feel", "feels", "feeling", "get", "gets", "so"})


def no_second_names(
    index: Index, spans: Sequence[Span], named: Sequence[Span], words: Sequence[Word]
) -> list[Span]:
    """The names beside another that say nothing of their own."""
    return [
        *_symptoms(named, words),
        *_loosely(index, spans, words),
        *_everyday(spans, words),
        *_measured(spans, words),
        *_within(named, words),
    ]


def _everyday(spans: Sequence[Span], words: Sequence[Word]) -> list[Span]:
    """Everyday words (cold, burns) and what is asked (side effects) beside a name that is nothing but one."""
    listed = word_kinds.question_words().everyday
    of_life = []
    for span in spans:
        said = [w.raw for w in words[span.start : span.end]]
        if (len(said) == 1 and said[0] in listed) or all(map(word_kinds.is_harmless, said)):
            of_life.append(span)
    if all(s in of_life for s in spans if s.opens):
        return []
    # Right beside another an everyday word is a second name, unless it says a habit
    return [s for s in of_life if words[s.start].raw in _HABITS or not _is_joined(s, spans, words)]


def _measured(spans: Sequence[Span], words: Sequence[Word]) -> list[Span]:
    """What but a vaccine is named after, beside a name: pericarditis after a covid jab."""
    found = [s for s in spans if {w.raw for w in words[s.end : s.end + 1]} & _VACCINES]
    return found if any(s.opens for s in spans if s not in found) else []


def _within(named: Sequence[Span], words: Sequence[Word]) -> list[Span]:
    """Names that are a part of another there: it began as covid and is long covid."""
    said = [(s, {form(w.raw) for w in words[s.start : s.end]}) for s in named]
    longer = [(s, own) for s, own in said if s.opens]
    return [
        s for s, own in said if any(own < other and not _is_joined(s, [s, o], words) for o, other in longer)
    ]


def is_symptom(words: Sequence[Word], span: Span) -> bool:
    """Whether a name is but a symptom: beside a condition it is no second name."""
    symptom = word_kinds.question_words().kinds["symptom"] | LINKS
    said = {w.raw for w in words[span.start : span.end]}
    return (
        said <= symptom
        or said <= _WEIGHT
        or (not said.isdisjoint(symptom) and said <= symptom | word_kinds.of_kind("body"))
    )


def _loosely(index: Index, spans: Sequence[Span], words: Sequence[Word]) -> list[Span]:
    """What loosely means another page, or has none, and stands apart from a name or is said on its page."""
    opening = {s.opens for s in spans if s.opens}
    if not opening:
        return []
    loose, others = [], []
    for span in spans:
        if span.opens or any(w.raw.isdigit() for w in words[span.start : span.end]):
            continue
        first = words[span.start]
        ids = {e.record.id for e in span.found if isinstance(e, Entry) and e.name.isupper()}
        meant = first.token.isupper() or (
            _is_joined(span, spans, words) and not (dictionary.is_plain(first.raw) or is_taken(first.raw))
        )
        if meant and ids and ids.isdisjoint(opening):  # AKI on CKD, hiv and tb are two
            continue
        loose.append(span)
        single = span.end - span.start == 1  # OSA on CPAP
        if not (span.has_page or (single and (dictionary.is_plain(first.raw) or is_taken(first.raw)))):
            continue
        if _is_said(span, words) or not _is_joined(span, spans, words):
            others.append(span)
    if len(others) == len(loose) or len(opening) > 1:
        return others
    page = index.page_words(opening.pop())
    return [s for s in loose if s in others or page.issuperset(form(w.raw) for w in words[s.start : s.end])]


def _is_said(span: Span, words: Sequence[Word]) -> bool:
    """Whether it is what people say of symptoms, in several words that name no condition: cant breathe."""
    told = {w.raw for w in words[span.start : span.end]}
    if len(told) == 1 and told.isdisjoint(_BREATHLESS):
        return False
    said = all(isinstance(e, Entry) and e.name not in e.record.loose_names for e in span.found)
    return said and told.isdisjoint(dictionary.conditions()) and not any(map(dictionary.is_technical, told))


def _is_joined(span: Span, spans: Sequence[Span], words: Sequence[Word]) -> bool:
    """Whether another name stands beside it, or with an "and" between them: two names are two names."""
    pairs = (sorted((span, other), key=lambda s: s.start) for other in spans if other is not span)
    between = ({w.raw for w in words[a.end : b.start]} for a, b in pairs)
    degree = word_kinds.of_kind("degree")  # albinism and complete hearing loss
    return any(not said or (said <= _JOINTS | degree and said & _JOINTS) for said in between)


def _symptoms(named: Sequence[Span], words: Sequence[Word]) -> list[Span]:
    """The pages of symptoms beside a condition that is none: "strep throat without fever" is one page."""
    of_body = (word_kinds.of_kind("symptom", "body") - {"cold"}) | _STATED
    symptoms: list[Span] = []
    spoken: list[Span] = []
    others: list[Span] = []
    for span in named:
        said = [w.raw for w in words[span.start : span.end]]  # back pain, throwing up all night
        bodily = not of_body.isdisjoint(said) and all(w in of_body or word_kinds.is_harmless(w) for w in said)
        if bodily or _is_of_symptoms(span):
            symptoms.append(span)
        elif said[0] == "dolor" or _SYMPTOMS_ES.issuperset(said):
            spoken.append(span)
        else:
            others.append(span)
    if spoken:
        return spoken if any(s.opens for s in others) else []
    denied = [s for s in symptoms if words[s.start - 1].raw in _DENIED and s.start]
    complaints = word_kinds.question_words().kinds["complaint"]
    if not others or any(complaints & {w.raw for w in words[s.start : s.end]} for s in others):
        return denied if len(denied) < len(named) else []
    next_to = ((a, words[a.end].raw, s) for a, s in pairwise(named) if s.start == a.end + 1)
    joined = [
        (a, s)
        for a, joint, s in next_to
        if joint == "and" or (joint == "since" and not _is_treated(words, s))
    ]
    if joined and all(s in symptoms or (a in symptoms and not _is_of_symptoms(a)) for a, s in joined):
        return denied  # strep throat and fever, insomnia since menopause
    return symptoms


def _is_treated(words: Sequence[Word], span: Span) -> bool:
    """Whether a name but says what is taken: blood pressure pills."""
    return any(
        is_taken(w.raw) or w.raw in word_kinds.of_kind("care") for w in words[span.end - 1 : span.end + 1]
    )


def _is_of_symptoms(span: Span) -> bool:
    """Whether its pages are those of symptoms: fever, not insomnia."""
    return all(not isinstance(e, Entry) or e.record.category == SYMPTOMS for e in span.found)


def is_caused(index: Index, words: Sequence[Word], span: Span) -> bool:
    """Whether small letters say what a name came of, in another record: fainted because of my pots."""
    for with_, whose, cause in zip(words, words[1:], words[2:], strict=False):
        if with_.raw in _CAUSING and whose.raw in _OWNERS:
            ids = {e.record.id for e in index.small.get(cause.raw, ())}
            if ids and span.opens not in ids:
                return True
    return False


def state(words: Sequence[Word], span: Span) -> bool:
    """Whether an everyday word says how one is, and not what one has: I'm cold all the time."""
    before = words[span.start - 1].raw if span.start else ""
    return span.end - span.start == 1 and words[span.start].raw == "cold" and before in _STATES
