"""The hard words of a page, each with its meaning, found without the tables that `find` needs."""

from collections.abc import Callable, Iterable, Sequence

from condcli.models import Names, Term
from condcli.plain_language.terms import Terms


def explainer(glossary: Iterable[Term], record: Names) -> Callable[[str], Sequence[str]]:
    """What tells of a text the glossary's words in it, but not the record's own names."""
    own = {name.casefold() for name in (record.name, *record.aliases, *record.abbreviations)}
    meant = {
        name if name.isupper() else name.lower(): term
        for term in glossary
        for name in (term.term, *term.aliases)
    }
    terms = Terms(meant)

    def explained(text: str) -> Sequence[str]:
        found: dict[str, str] = {}
        for start, end in terms.spans(text):
            said, low = text[start:end], text[start:end].lower()
            forms = (said, low, low.removesuffix("s"), low.removesuffix("es"))
            term = next((meant[form] for form in forms if form in meant), None)
            if term and term.term.casefold() not in own:
                found.setdefault(term.term, f"{term.term}: {term.meaning}")
        return tuple(found.values())

    return explained
