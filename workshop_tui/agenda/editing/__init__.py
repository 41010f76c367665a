"""An agenda's file as it is being edited, before the day: its text, what may be done with it, and what it says.

The text itself is the document. A change is a splice: what it does not touch stays as it was to the last byte, comments,
order, line ends and all, and undo has the first bytes again. (A TOML library that keeps comments writes the whole file
anew from a tree in which the tables of a list are apart from the comments around them.) `layout` finds where each table
and key stands, `values` writes them, `splicing` changes single keys, `tables` adds, removes and moves what has a table,
`rows` says what stands there then, with what `check` says of each row, and `document` keeps the changes.
"""
