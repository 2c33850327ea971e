"""What makes a name something else than a condition: an animal, a band, a shop, a person, other words."""

from collections.abc import Callable, Sequence
from itertools import pairwise

from condcli.names.normalize import form
from condcli.names.word_kinds import Kind, of_kind, question_words

_SPELLED = (3, 4)  # letters of an abbreviation that words may begin with; two would stand together by chance
SHOWN = 2  # words behind a name among which a show or a shop is a part of it
_CALLED = (["old"], ["dr"], ["mr"], ["mrs"], ["prof"], ["professor"], ["sir"])
_TALKS = frozenset({("talk", "show"), ("chat", "show"), ("game", "show")})
_SOURCES = frozenset({"from", "seeing", "eating", "ate", "undercooked", "raw", "bad", "off"})
_GIVING = (["gave"], ["brought"], ["give"], ["gives"], ["make"], ["makes"], ["licked"], ["scratched"])
_ARTICLES = frozenset({"a", "an", "the", "my", "our", "his", "her", "their", "some", "old", "new", "local"})
_BECAUSE = ["because", "of"]
_AS = (("like", "a"), ("like", "an"))
_WEATHER = frozenset({"weather", "honey"})
_SAID_OF_OTHERS = frozenset({"hives", "hive", "bipolar"})  # of bees, of the weather
_ACTING = frozenset(
    {"hate", "love", "sing", "sang", "play", "played", "rock", "release", "released", "tour", "cover"}
)
_WHO = frozenset({"which", "who", "whose"})
# Who speaks of a condition that somebody has
HAVING = frozenset({
    "i", "im", "ive", "my", "me", "mine", "we", "our", "us", "he", "hes", "his", "him", "she", "shes", "her",
    "they", "has", "have", "had", "having", "got", "get", "gets", "getting",
})  # fmt: skip
_NONE: frozenset[str] = frozenset()
# What gives a figure: the bill gave me a heart attack; but what can give one is asked
_GIVEN = frozenset({
    "attack", "stroke", "aneurysm", "hernia", "migraine", "migraines", "headache", "headaches", "diabetes",
    "ulcer", "ulcers", "cancer",
})  # fmt: skip
_GIVES = frozenset({"gave", "give", "gives", "giving"})
_MAY = frozenset({"can", "could", "does", "do", "will", "would", "what", "did"})
_IS_A = frozenset({"is a", "are a", "be a", "was a"})
_WALKS = (["walk"], ["walks"])  # of a charity: lupus walk atlanta
_ONE = frozenset({"a", "an"})
# What a thing does in a figure of speech
_SUFFERS = frozenset({
    "has", "had", "have", "having", "is", "are", "was", "being", "got", "gets", "caught", "suffers", "keeps",
    "kept", "keep", "started", "starts", "stopped",
})  # fmt: skip
_GETS = frozenset({"get", "gets", "have", "has"})
_COUGHS = frozenset({"cough", "coughs", "coughing", "coughed", "sneezes", "wheezes", "wheezing"})
_ASKED = frozenset({"why", "when", "what", "how", "where"})
_WITH_SUBJECT = 3  # words, of which the first is what is a headache
_ON = (["on"], ["in"], ["of"])
_BURNS = frozenset({"burn", "burns"})
# What one does with a film or clothes, and with no condition
_SHOWN_OR_WORN = frozenset({"watched", "rewatched", "streamed", "wear", "wearing", "wore"})
_BEING = frozenset({"being", "been"})
_NAMED = frozenset({"called", "named", "titled", "nicknamed"})
# What may be called a condition: something called lupus
_CALLED_SO = frozenset({
    "something", "it", "its", "this", "that", "thing", "condition", "disease", "disorder", "syndrome", "what",
    "whats", "illness", "problem", "virus", "bug", "infection", "doctor", "doctors", "dr", "gp", "nurse",
    "consultant", "hospital", "er", "diagnosis", "they",
})  # fmt: skip
_WORD = ["word"]  # the word gout
_YEAR = ["what", "year"]  # did it come out
_LOOKS = frozenset(
    {"look", "looks", "looking", "like", "as", "if", "they", "it", "might", "may", "all", "seem", "to"}
)
_CALVES = frozenset({"calves", "calf"})  # of a cow, or of a leg
_LEGS = frozenset({"left", "right", "both", "leg", "legs", "feet", "thigh", "thighs", "shin", "shins"})


def is_another(before: Sequence[str], name: Sequence[str], after: Sequence[str]) -> bool:
    """Whether the words beside a name say that it is no condition here."""
    beside = [*_meant(before, name), *_meant(after, name)]
    show = of_kind("show")
    called = before[-1:] == ["the"]  # the hives were the best live band
    shown = beside if called else [*_meant(before, name), *_meant(after[:SHOWN], name)]
    right_behind = question_words().compounds.get(name[-1], _NONE)
    bearer = [word for word in after[1:3] if word not in _ARTICLES][:1]  # warts on a pumpkin
    return (
        has_one_of(beside, "animal", "art")
        or not show.isdisjoint(shown)
        or (called and _ACTING.intersection(after[:1]) != set())
        or not right_behind.isdisjoint(after[:1])
        or is_near_another(name, beside)
        or (after[:1] in _ON and name[-1] != "choking" and has_one_of(bearer, "plant"))
        or (after[:1] == ["on"] and name[-1] in _BURNS and has_one_of(bearer, "thing"))  # a burn on the rug
        or (name[-1] in question_words().caught and has_one_of(before[-1:], "plant"))  # tomato pinworm
        or _is_but_called_so(before)
        or _is_figurative(before, name[-1])
        or _is_offered(before, after)
        or _is_a_person(before, name, (*before, *after))
        or _is_short_for(name, before)
        or _is_short_for(name, after)
    )


def is_near_another(name: Sequence[str], beside: Sequence[str]) -> bool:
    """Whether a word beside a name says anywhere that it is another thing: shingles after hail."""
    return not question_words().near.get(name[-1], _NONE).isdisjoint(beside)


def has_one_of(words: Sequence[str], *kinds: Kind) -> bool:
    """Whether one of the words is of these kinds; a plural is in the lists by its singular."""
    return not of_kind(*kinds).isdisjoint((*words, *map(form, words)))


def name_a_work(words: Sequence[str]) -> bool:
    """Whether two of the words side by side name a band, a show, a shop or an artist: green day."""
    return not question_words().works.isdisjoint(map(" ".join, pairwise(words)))


def _meant(words: Sequence[str], name: Sequence[str]) -> list[str]:
    """The words beside a name without the animals, foods and shows that it but comes from: from a kitten."""
    plain = len(name) == 1 and name[0] in question_words().everyday | _SAID_OF_OTHERS
    kept: list[str] = []
    for place, word in enumerate(words):
        told = [w for w in words[:place] if w not in _ARTICLES][-1:]
        source = told and (told[0] in _SOURCES or words[:place][-3:-1] == _BECAUSE) and not plain
        source = source or tuple(words[:place][-2:]) in _AS  # he snorts like a hog
        if not (source or words[place + 1 : place + 2] in _GIVING or (word in _WEATHER and not plain)):
            kept.append(word)
    return kept


def _is_a_person(before: Sequence[str], name: Sequence[str], beside: Sequence[str]) -> bool:
    """Whether a bare name is that of the one who bears it: which Hashimoto was a minister."""
    if name[-1] not in question_words().bearers:
        return False
    if before[-1:] in _CALLED or _TALKS.intersection(pairwise(beside)):  # a town, a talk show
        return True
    return not _WHO.isdisjoint(before[:1]) or not question_words().public.isdisjoint(beside)


def _is_but_called_so(before: Sequence[str]) -> bool:
    """Whether what stands before a name says that something is called so, or that it is but a word."""
    said = [word for word in before if word not in _ARTICLES and word not in of_kind("degree")][-1:]
    watched = not _SHOWN_OR_WORN.isdisjoint(said) and _BEING.isdisjoint(before[-2:-1])  # hears voices
    if watched or said == _WORD or list(before[:2]) == _YEAR:
        return True
    called = not _NAMED.isdisjoint(said) and _CALLED_SO.isdisjoint(before)
    return called and not has_one_of(before, "kind", "symptom", "body", "limb", "complaint", "ill")


def _is_figurative(before: Sequence[str], name: str) -> bool:
    """Whether words before a name make a figure of speech: career suicide, not a dry eye, it gave me one."""
    said = [word for word in before if word not in of_kind("degree")]
    if name in _GIVEN and not _GIVES.isdisjoint(said[-4:]) and _MAY.isdisjoint(said):
        return True
    seen = [word for word in said if word not in _LOOKS]  # my roses look like they have acne
    if any(
        (verb in _SUFFERS and word in of_kind("thing")) or (verb in _GETS and word in of_kind("plant"))
        for word, verb in pairwise(seen[-3:])
    ):
        return True  # my phone has dementia, can roses get acne
    if name in _COUGHS and not of_kind("thing").isdisjoint(said[-1:]):
        return True  # the boiler coughs
    led = question_words().led.get(name, _NONE)
    pair = " ".join(said[-2:])
    bare = " ".join([word for word in said if word not in _ONE][-2:])  # nearly had a stroke
    named = pair in _IS_A and (len(said) < _WITH_SUBJECT or said[0] in _ASKED)  # is a headache a symptom
    return not led.isdisjoint((" ".join(said[-1:]), pair, bare)) and not named


def _is_offered(before: Sequence[str], after: Sequence[str]) -> bool:
    """Whether a job, a course, an event, goods or a game are named after it.

    One word of `offer` says so, two of `trade` if nobody is said to have it, and a walk right behind it.
    """
    beside = (*before, *after)
    walk = after[:1] in _WALKS and len(after) > 1 and of_kind("talk").isdisjoint(beside)
    if walk or not of_kind("offer").isdisjoint(beside):
        return True
    return len(of_kind("trade").intersection(beside)) > 1 and HAVING.isdisjoint(beside)


def are_of_farm(beside: Sequence[str], page: Callable[[], frozenset[str]]) -> bool:
    """Whether calves beside a name are animals: no leg is spoken of there, nor on its page."""
    if _CALVES.isdisjoint(beside) or not (HAVING | _LEGS).isdisjoint(beside):
        return False
    return page().isdisjoint(map(form, _CALVES))


def _is_short_for(name: Sequence[str], words: Sequence[str]) -> bool:
    """Whether words that stand together begin with the letters of an abbreviation: lbd little black dress."""
    if len(name) > 1 or len(name[0]) not in _SPELLED:
        return False
    return name[0] in "".join(word[0] for word in words)
