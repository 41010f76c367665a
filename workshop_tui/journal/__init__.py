"""The memory of a session: one SQLite file, appended to and followed; nothing in it is ever rewritten.

`store` opens, appends and reads; `sessions` lists, finds and deletes the files; `schema` is what stands in
them. What `append` has returned from is on disk.
"""

from workshop_tui.journal.store import Conflict, Journal, JournalError

__all__ = ["Conflict", "Journal", "JournalError"]
