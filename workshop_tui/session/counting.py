"""Counting by several at once: what each counts one by one adds up, and a count that is typed holds over what was seen.

A count is changed by so many (`change`), or said (`count`) by somebody who saw `was`: where it is another by then, what
was said does not hold, and nothing that somebody else counted meanwhile is lost.
"""

from __future__ import annotations

from workshop_tui.locale import say
from workshop_tui.session.refusal import Refused

MOST = 9_999
"""Votes, dots or hands of one choice at the most."""


def counted(before: int, change: int, count: int | None, was: int | None) -> int:
    """The count after it; never below none."""
    if count is None:
        return max(0, before + change)
    return count if was in (None, before) else before


def may_count(before: int, change: int, count: int | None, was: int | None) -> None:
    """Raise `Refused` if it makes no sense: fewer than none, too many, or over what somebody else counted meanwhile."""
    after = before + change if count is None else count
    if after < 0:
        raise Refused(
            say("there are {count}: none can be counted off", count=before)
            if before == 0
            else say("there are only {count}", count=before)
        )
    if after > MOST:
        raise Refused(say("at most {most} are counted", most=MOST))
    if count is not None and was not in (None, before):
        raise Refused(say("somebody else counted meanwhile: {count} by now", count=before))
