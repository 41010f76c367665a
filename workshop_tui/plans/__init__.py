"""From the plan that people have to an agenda, and from an agenda to a paper that they can read.

In: `forms/` reads each kind of file into `rows`, `meaning/` understands them, one way for all forms, and `agenda_text`
writes the agenda. Out: `order` is the running order of an agenda, `papers/` has a module for each format of it.
"""
