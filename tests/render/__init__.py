"""A package, since mypy knows one module of a name: conftest and some tests of this room share theirs."""
