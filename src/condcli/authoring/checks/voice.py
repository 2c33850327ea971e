"""T: how a text sounds: phrases that no nurse would say, and turns of another language."""

import re
from collections.abc import Iterator

from condcli.authoring.checks.rules import for_record
from condcli.authoring.checks.subject import Spot, Subject, quoted

# What to say, and what stands there now
_TURNS = {
    "most, usually": r"above all\b|in the main\b|mostly\b|most of all\b",
    "often feel very tired": r"great tiredness",
    "through a vein (IV)": r"by vein\b",
    "rest": r"a quiet time\b",
    "medicine for": r"(?:tablets|medicines?|pills|drugs) against\b",
    "tells you about": r"has facts\b",
    "stays normal": r"is (?:mostly )?spared\b",
    "sometimes": r"at times(?=[.;:]|$)",
    "today's": r"of today\b(?!'s)",
    "wants to": r"the wish to\b|a wish to\b",
    "can": r"is able to be\b",
    "lasts": r"goes on for long\b",
    "start again": r"anew\b",
    "so": r"thereby\b|hereby\b",
    "during": r"in the course of\b",
    "about": r"as regards\b|concerning your\b",
    "take medicine": r"take in medicines?\b",
    "what helps": r"you do not need to know\b|can be scary\b|do not worry\b|no need to worry\b",
}
_TURN = re.compile("|".join(rf"(\b(?:{turn}))" for turn in _TURNS.values()), re.IGNORECASE)


@for_record("T007", "advice", "A phrase sounds translated", "Say it as a kind nurse would say it aloud")
def _turns(subject: Subject) -> Iterator[Spot]:
    for passage in subject.passages:
        for match in _TURN.finditer(passage.text):
            instead = tuple(_TURNS)[(match.lastindex or 1) - 1]
            yield passage.place, f"{match[0]!r} (say: {instead}) in {quoted(passage.text, match.start())}"
