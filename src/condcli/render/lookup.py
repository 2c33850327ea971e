"""What names mean, as lines and blocks."""

from collections.abc import Iterator

from condcli.json_answers import Candidate, PlannedList, Resolution
from condcli.render.blocks import Block, Fields, Heading, Table

LONGEST = 100  # letters of a query that a line repeats


def line(answer: Resolution, help_now: str = "") -> str:
    """What a query means, in a line; what to do now goes first."""
    query = answer.query if len(answer.query) <= LONGEST else f"{answer.query[:LONGEST]}..."
    return f"{query}: {' '.join(filter(None, (help_now, _meaning(answer))))}"


def _meaning(answer: Resolution) -> str:
    note = f". {answer.note}" if answer.note else ""
    listed = "; ".join(_named(n, code=answer.how == "code") for n in answer.matches)
    if answer.status == "match":
        guess = ", if that is what is meant" if answer.how == "spelling" else ""
        return f"{listed}{guess}{note}"
    if answer.status == "ambiguous":
        return f"may mean {listed}{note}"
    near = f" (near: {listed})" if listed else ""
    if answer.known:
        return f"{answer.known} is known to us but has no page yet{near}"
    return f"not known{near}"


def _named(found: Candidate, *, code: bool) -> str:
    matched = found.matched
    if code:
        from condcli.names import codes  # noqa: PLC0415  most look-ups are of names

        matched = codes.labelled(matched)
    named = found.name if matched == found.name else f"{found.name} ({matched})"
    return f"{named} (added by {found.added_by})" if found.added_by else named


def planned(answer: PlannedList) -> Iterator[Block]:
    """Every condition that has no page yet, with its codes."""
    from condcli.names import codes  # noqa: PLC0415  as above

    rows = tuple((k.name, ", ".join(map(codes.labelled, k.codes))) for k in answer.names)
    yield Heading("Conditions with no page yet", level=1)
    yield Table(("Name", "Codes"), rows, narrow=50)
    yield Fields((("Total", str(len(rows))),))
