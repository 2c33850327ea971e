"""For those who keep a catalog: the checks, a new record, the JSON Schema."""
