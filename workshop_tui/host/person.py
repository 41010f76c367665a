"""The person who sits here, as the system knows them."""

from __future__ import annotations

import getpass
import os
from contextlib import suppress


class NoHome(OSError):
    """The person has no folder here: no HOME says which, and the system knows nobody of their number."""


def account() -> str | None:
    """The name of the account that runs the program; None where it has none (a container, a number without a name)."""
    for ask in (getpass.getuser, os.getlogin):
        with suppress(KeyError, OSError, ImportError):  # Windows has no `pwd`
            if name := ask().strip():
                return name
    return None
