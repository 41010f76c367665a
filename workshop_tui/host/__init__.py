"""The machine that the program runs on, and what differs from one to the next: asked here, and nowhere else.

`streams` (in what encoding they speak), `signs` (what stands for a character that one lacks), `files` (paths, and who
may read or write), `overwriting` (a file that is there), `zone` (the hours of its clock), `person` (who sits here),
`language`, `processes`. Knows no other room.
"""
