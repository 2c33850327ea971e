"""Look up a medical condition in plain words, offline and in private."""

__version__ = "0.1.0"
