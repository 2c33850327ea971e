"""The rules that a text can meet at all, those all of whose words it has: few, and quickly made ready."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from itertools import chain

from msgspec.structs import replace

from condcli.finding.rules import Calm, Danger, DangerRules
from condcli.finding.wording import Sentence, Wording, Words

CALM = (
    "before", "after", "past", "now", "asking", "topics", "lasting", "subjects", "told", "later", "settled",
)  # fmt: skip
Met = Callable[[Iterable[str]], list[str]]  # of phrases, those all of whose words a text has


def alternatives(rules: DangerRules, parts: Iterable[str]) -> Iterator[str]:
    """What may stand for a part of a group, with the lists written out."""
    for part in parts:
        if part.startswith("{"):
            yield from alternatives(rules, rules.lists[part.strip("{}")])
        else:
            yield part


def narrowed(rules: DangerRules, wording: Wording, sentences: Sequence[Sentence]) -> DangerRules:
    """The rules without what these sentences cannot meet; the entries keep their places."""
    met = wording.has_all(sentences)

    @cache
    def part(text: str) -> str:
        """The alternatives of a part that are met; a list is looked through once for all parts."""
        if text.startswith("{") and " / " not in text:
            return " / ".join(met(alternatives(rules, [text])))
        apart = text.split(" / ")
        lists = filter(None, (part(one) for one in apart if one.startswith("{")))
        return " / ".join((*lists, *met(apart)))

    alone = sum(len(sentence.said) for sentence in sentences) == 1  # a single word, which meets no two parts
    entries = tuple(_entry(entry, met, part, alone=alone) for entry in rules.entries)
    calm = rules.calm
    kept = {field: tuple(met(getattr(calm, field))) for field in CALM}
    return replace(rules, entries=entries, calm=Calm(**kept, heeded=calm.heeded))


def _entry(entry: Danger, met: Met, part: Callable[[str], str], *, alone: bool) -> Danger:
    phrases = tuple(met(entry.phrases))
    some = (group for group in entry.groups if not alone or len(group) == 1)
    groups = tuple(group for group in some if all(map(part, group)))
    return replace(
        entry,
        phrases=phrases,
        groups=tuple(tuple(map(part, group)) for group in groups),
        alone=tuple(met(entry.alone)),
        calm=tuple(met(entry.calm)) if phrases or groups else (),
    )


def words(rules: DangerRules) -> tuple[Words, Words]:
    """Every word of what means danger, and every word of what means none."""
    danger = ((*entry.phrases, *entry.alone, *chain(*entry.groups)) for entry in rules.entries)
    calm = (getattr(rules.calm, field) for field in CALM)
    return (
        Words(chain(*danger, *rules.lists.values())),
        Words(chain(*calm, *(entry.calm for entry in rules.entries))),
    )
