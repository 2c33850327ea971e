"""Whether the words before an abbreviation say that somebody has it: my MS, uncle has PD, prior MI."""

from collections.abc import Sequence

from condcli.names import letters
from condcli.names.word_kinds import NUMBER, is_taken, modifying, of_kind

_RUNS = ["runs", "in"]
_ARTICLES = frozenset({"a", "an", "another"})
_OWN = frozenset({"my", "his", "her", "our", "their", "your"})
_HAVING = frozenset({"has", "have", "had", "having", "got", "gets"})
_FOR = frozenset({"with", "for", "of", "from"})
_SINCE = frozenset({"after", "following", "since", "post"})
# Said before the name of nothing but a condition
_CHARTED = frozenset({
    "prior", "previous", "chronic", "acute", "hx", "dx", "pmh", "pmhx", "diagnosed", "known", "recurrent",
    "onset", "suspected", "untreated", "undiagnosed", "history", "treated", "treatment", "meds", "symptoms",
    "bilateral", "bilat", "uncontrolled", "refractory", "newonset", "secondary", "comorbid",
    "concurrent", "underlying", "controlled", "paroxysmal", "inferior", "anterior",
    "posterior", "lateral", "saddle", "submassive", "positive", "relapsing", "remitting",
})  # fmt: skip
# What strikes at one time is had with an article: she had an MI, but has PE at school
_EVENTS = frozenset({"pe", "mi"})
# A word that cannot be the second part of a name, such as "my MS office" has
_FOLLOWS = frozenset({
    "is", "isnt", "was", "has", "had", "and", "but", "or", "so", "too", "since", "keeps", "makes", "made",
    "gets", "got", "getting", "started", "starts", "begins", "began", "comes", "came", "flares", "flared",
    "went", "goes", "before", "after", "while", "when", "because", "cuz", "cos", "if", "again", "now", "who",
    "which", "can", "could", "cant", "wont", "will", "would", "does", "doesnt", "did", "really", "just",
    "means", "causes", "caused", "be", "been", "worse", "worsening", "acting", "for", "years", "months",
    "weeks", "with", "as", "until", "during", "though", "then", "his", "her", "he", "she", "they", "i", "my",
    "how", "what", "kills", "hurts", "ruined", "ruining", "feels", "at", "on", "took", "takes",
    "runs", "gene",
})  # fmt: skip
# Parts of the body that are said of much else: our PD has body cams
_VAGUE = frozenset({
    "back", "body", "both", "bottom", "face", "hand", "hands", "head", "left", "lower", "right", "side",
    "sole", "trunk", "upper",
})  # fmt: skip
# Which kind of it, and not who: adult ALL
_AGES = frozenset({
    "adolescent", "adolescents", "adults", "babies", "baby", "children", "elderly", "females", "infant",
    "infants", "males", "newborn", "newborns", "older", "pregnancy", "pregnant", "teen", "teenage", "toddler",
    "young", "younger", "african", "american", "asian", "black", "hispanic", "white", "twin", "one",
})  # fmt: skip
_PRONOUNS = frozenset({"i", "he", "she", "we", "they", "who", "ive", "you"})


def say(before: Sequence[str], name: str, after: Sequence[str], *, parted: bool = False) -> bool:
    """Whether they say so, and nothing beside it is of school, work, travel or machines.

    `parted`, a comma stands behind the abbreviation.
    """
    single = bool(before) and before[-1] in _ARTICLES
    before = before[:-1] if single else before
    two = len(name) <= letters.TWO_LETTERS
    if list(after[:2]) == _RUNS and "family" in after:
        return True
    if not before or not letters.elsewhere().isdisjoint((*before, *after) if two else after[:1]):
        return False
    if before[-1] in _CHARTED or (before[-1] in _FOR and not _CHARTED.isdisjoint(before[-2:-1])):
        return True
    event = name in _EVENTS
    if two and event != single:
        return False
    if after and not (parted or event):
        follows = after[0] in _FOLLOWS or after[0] in of_kind("kind", "symptom", "ill")
        if not (follows or NUMBER.fullmatch(after[0]) or is_taken(after[0])):
            return False
    return _have(before, after, single=single, two=two)


def _have(before: Sequence[str], after: Sequence[str], *, single: bool, two: bool) -> bool:
    """Whether somebody has it; of `two` letters a person or words of illness must tell too."""
    last, earlier = before[-1], before[-2:-1]
    if single and last in _SINCE:
        return True
    having = last in _HAVING or (last in _FOR and not single)
    kinds = _AGES, modifying(), of_kind("modifier")
    people = last in of_kind("people") and not any(last in words for words in kinds)  # mom's MS
    owner = people or last in _OWN
    if not having and (single or not owner):
        return False
    if not two or (having and earlier and (earlier[0] in of_kind("people") or earlier[0] in _PRONOUNS)):
        return True
    ill, bodily = of_kind("ill", "symptom"), of_kind("limb", "body")
    return any(
        word in ill or (word in bodily and word not in _VAGUE) or is_taken(word) for word in (*before, *after)
    )
