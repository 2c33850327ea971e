"""A name, alias or code of a condition -> a record, a list of records, or an honest no."""
