"""Lists of words as they can be read: words apart, over as many lines as they need."""


def words(text: str) -> frozenset[str]:
    """The words of a list."""
    return frozenset(text.split())


def either(text: str) -> str:
    """The pattern that finds one of a list's words, each of which may be a pattern without spaces."""
    return f"(?:{'|'.join(text.split())})"
