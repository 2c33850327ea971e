"""Free words to what to do now, conditions, passages and terms.

`danger` reads words that mean "call now" by the rules of data/danger.json; `symptoms` ranks conditions by the
symptoms in a text; `text` searches the pages; `glossary` finds terms. None of them opens a name: that is the
work of the names room.
"""
