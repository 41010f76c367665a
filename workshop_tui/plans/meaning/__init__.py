"""The meaning of rows: one understanding of plans for all their forms.

`heads` knows what a column holds, `whens` what a time says, `words` what is no segment; `sections` reads headings,
`entries` each row, `laying` puts them on the clock, and `understanding` does it all: rows → `proposal`.
"""
