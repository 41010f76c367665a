"""The memory of sessions: appended to and followed; nothing in it is ever rewritten.

`journal` says what a store does; `sqlite` keeps one file a session (`schema` is what stands in it, `rescue`
copies a live or a damaged one), `postgres` keeps them on a server; `sessions` lists and finds them.
"""

from workshop_tui.journal.journal import Conflict, Journal, JournalError, Newer, NotShown, Store, Unwritable

__all__ = ["Conflict", "Journal", "JournalError", "Newer", "NotShown", "Store", "Unwritable"]
