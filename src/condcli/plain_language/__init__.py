"""How plain a text is: sentences, words, syllables, hard words, reading grade."""
