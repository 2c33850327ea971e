"""danger.json: the rules by which words mean danger, and what to do then."""

from typing import Annotated, Literal, TypeAlias

from msgspec import Meta

from condcli.models import Id, Record, Text

# Whom to call. "emergency room" is for what cannot wait until tomorrow and needs no ambulance by itself.
Call: TypeAlias = Literal[
    "911", "988", "emergency room", "Poison Help 1-800-222-1222", "1-800-799-7233", "1-800-656-4673",
    "1-800-422-4453",
]  # fmt: skip
Step: TypeAlias = Annotated[str, Meta(min_length=1, max_length=240)]


class HelpReference(Record, frozen=True):
    """What the steps rest on."""

    publisher: Text
    title: Text
    url: Annotated[str, Meta(pattern="^https://")]


class Danger(Record, frozen=True):
    """One danger. Its words are understood in any spelling of `same` and without the words of `skip`.

    `phrases` are said as they stand. `groups` are parts that all occur in one sentence, in any order; a part
    gives its alternatives between slashes, {name} for one of `lists`. `alone` counts if nothing else is said.
    `calm` are phrases that mean something else, and `unless` words that do so wherever they stand close by.
    """

    id: Id
    title: Text
    call: Call
    steps: Annotated[tuple[Step, ...], Meta(min_length=1, max_length=4)]
    references: Annotated[tuple[HelpReference, ...], Meta(min_length=1)]
    phrases: tuple[Text, ...]
    groups: tuple[Annotated[tuple[Text, ...], Meta(min_length=2)], ...]
    alone: tuple[Text, ...]
    calm: tuple[Text, ...]
    unless: tuple[Text, ...]


class Calm(Record, frozen=True):
    """What takes the danger out of any words: said just `before` or just `after` them, or of the `past`.

    Words of `now` in the same sentence keep it. A sentence that begins as a general question (`asking`) and
    names nobody means none either, nor one of `topics` ("my novel"), nor what is said just after to be
    `lasting` ("since birth"): but in the entries that are `heeded` all the same. What is spoken of as one of
    `subjects` where nobody is named means none in any entry: an essay, a job, a fish. What a sentence begins
    with (`told`: "when i was 12 i") makes what follows at once long past. What is asked of something over
    (`later`: "can i fly") is no danger though it says "now", and what ends well (`settled`: "both laughing")
    is none where no danger is said behind it. NN is any whole number.
    """

    before: tuple[Text, ...]
    after: tuple[Text, ...]
    past: tuple[Text, ...]
    now: tuple[Text, ...]
    asking: tuple[Text, ...]
    topics: tuple[Text, ...]
    lasting: tuple[Text, ...]
    subjects: tuple[Text, ...]
    told: tuple[Text, ...]
    later: tuple[Text, ...]
    settled: tuple[Text, ...]
    heeded: tuple[Id, ...]


class DangerRules(Record, frozen=True):
    """danger.json: the most urgent entry stands first."""

    version: Literal[1]
    skip: tuple[Text, ...]
    same: dict[Text, tuple[Text, ...]]
    lists: dict[Text, tuple[Text, ...]]
    calm: Calm
    entries: tuple[Danger, ...]
