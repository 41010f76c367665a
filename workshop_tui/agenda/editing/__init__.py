"""An agenda's file as it is being edited, before the day: its text, what may be done with it, and what it says.

The text itself is the document. A change is a splice: what it does not touch stays as it was to the last byte, its
comments, order and line ends too, and undo has the first bytes again. `layout` finds where each table and key stands,
`values` writes them, `splicing` changes single keys, `tables` adds, removes and moves what has a table, `operations` is
what may be done; `rows` says what stands there then, with what `check` says of each row; `said` and `lines` read what
somebody types, and `document` keeps the changes.
"""
