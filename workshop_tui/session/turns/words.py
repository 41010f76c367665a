"""Turns in words and figures: `1:27`, who speaks, what is left of a share; a bar of signs that each terminal has."""

from __future__ import annotations

from workshop_tui.locale import _, plural
from workshop_tui.session.turns.floor import Called
from workshop_tui.session.turns.order import Standing

CELLS = 20
"""The cells of a bar that stands for all of it."""


def length(seconds: int) -> str:
    """`1:27`; below zero `+0:12`, for that much is over."""
    sign = "+" if seconds < 0 else ""
    minutes, rest = divmod(abs(seconds), 60)
    return f"{sign}{minutes}:{rest:02}"


def bar(share: int, cells: int = CELLS) -> str:
    """A bar for so many per cents."""
    full = min(cells, max(0, round(cells * share / 100)))
    return "━" * full + "─" * (cells - full)


def speaks_told(stands: Standing, called: Called) -> str:
    """“Marie Dupont speaks, 1:23”; nothing if nobody does."""
    if stands.open is None:
        return ""
    return _("{name} speaks, {time}", name=called(stands.open.turn.speaker), time=length(stands.open.seconds))


def share_told(stands: Standing) -> str:
    """Tell how much whoever speaks has left of a share in the round; nothing without one."""
    if stands.share is None:
        return ""
    left, whole = stands.share.left_s, length(stands.share.whole_s)
    if left < 0:
        return _("{time} over the {whole} of the round", time=length(-left), whole=whole)
    return _("{left} left of {whole}", left=length(left), whole=whole)


def left_told(stands: Standing) -> str:
    """The same in two words, for a narrow line."""
    if stands.share is None:
        return ""
    left = stands.share.left_s
    return _("{time} over", time=length(-left)) if left < 0 else _("{time} left", time=length(left))


def each_told(stands: Standing) -> str:
    """How many are left of a round, and what each has; nothing without a round."""
    if stands.left is None:
        return ""
    speaker = stands.open.turn.speaker if stands.open else None
    count = sum(who != speaker for who in stands.left)
    if not count:
        return _("nobody is left of the round")
    return plural(
        "{count} left of the round, {time} each",
        "{count} left of the round, {time} each",
        count,
        time=length(stands.each_s or 0),
    )
