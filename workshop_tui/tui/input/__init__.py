"""Input from the terminal: a person's keys and pastes, and all that a terminal says by itself.

`sequences` takes the characters apart: what was typed, whole control sequences, pastes. `codes` knows which sequences
are keys; none but these becomes one. `parser` makes Textual's messages of both, and `driver` is the one place where
it is put in: Textual's own parser would give an unknown sequence away letter by letter, as keys.
"""
