"""Forgetting in plans that were changed and are not saved: what goes from the sessions goes from their drafts, too."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import suppress

from msgspec.structs import replace

from workshop_tui.host.placing import sweep
from workshop_tui.plans.kept import Draft, Kept, drafts, folder, put


def that_hold(left: Callable[[str], str]) -> Iterator[Kept]:
    """Yield the drafts of which not all is `left`."""
    yield from (one for one in drafts() if _left(one.draft, left) != one.draft)


def forget(left: Callable[[str], str]) -> list[Kept]:
    """Keep what is `left` of each draft; those that had more. Raises OSError.

    A program that has such a plan open still holds all of it, and keeps it again with the next change.
    """
    with suppress(OSError):
        sweep(folder(), time.time())
    found = [*that_hold(left)]
    for one in found:
        put(one.file, _left(one.draft, left))
    return found


def _left(draft: Draft, left: Callable[[str], str]) -> Draft:
    plan = left(draft.plan.decode("utf-8", "surrogateescape")).encode("utf-8", "surrogateescape")
    return replace(draft, plan=plan, about=left(draft.about), typed=left(draft.typed))
