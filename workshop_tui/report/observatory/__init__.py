"""The observatory: what several sessions say together, counted by sessions and territories, never by notes.

`series` is those sessions as they may leave the program, `words` their vocabularies joined; `grid`, `requests`,
`recurring`, `initiatives` and `departures` what is counted in them; `whole` all of it, from which each format is made.
"""
