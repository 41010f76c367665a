"""The memory of sessions: appended to and followed; nothing in it is ever rewritten.

`journal` says what a store does, `errors` what may fail; `sqlite` keeps one file a session (`schema` is what stands
in it, `rescue` copies a live or a damaged one), `postgres` keeps them on a server; `sessions` lists and finds them.
"""

from workshop_tui.journal.errors import Conflict, JournalError, Newer, NotShown, Unwritable
from workshop_tui.journal.journal import Journal, Store

__all__ = ["Conflict", "Journal", "JournalError", "Newer", "NotShown", "Store", "Unwritable"]
