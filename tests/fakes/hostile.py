"""Text that nobody should type and somebody will."""

BAD = [
    "fever " * 10_000, "'; DROP TABLE record; --",
    '"fever" NEAR/3 (cough*) ^a stems:b', "\x00\x1b[31mfever\x07",
    "発熱と咳", "حمى وسعال", "лихорадка", "a" * 100_000, "\ud800fever", '"' * 999, "no " * 5_000, "%_\\",
]  # fmt: skip
