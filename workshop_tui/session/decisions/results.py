"""The outcome of a decision in words: whether it was adopted, with which counts; and a warning of too many votes.

A majority is of the votes for and against: who abstains is told, and counts for neither. In the language in use.
"""

from __future__ import annotations

from datetime import datetime

from workshop_tui.locale import _, plural
from workshop_tui.session.attendance.stays import Attendance
from workshop_tui.session.decisions.taken import Taken
from workshop_tui.session.timing.day import Day
from workshop_tui.session.timing.halfdays import block_at


def adopted(taken: Taken) -> bool | None:
    """Tell whether it was adopted; None where no rule says so, or nothing was counted."""
    if taken.rule == "consent":
        return not taken.standing
    if taken.rule == "majority" and taken.total:
        return taken.count("for") > taken.count("against")
    return None


def result(taken: Taken) -> str:
    """“adopted: 9 for, 2 against, 1 abstains”; nothing where no rule is known."""
    if taken.rule == "majority":
        return _majority(taken)
    if taken.rule == "consent":
        return _consent(taken)
    return _dots(taken) if taken.rule == "dots" else ""


def votes(taken: Taken) -> str:
    """“9 for, 2 against, 1 abstains”."""
    abstain = plural("{count} abstains", "{count} abstain", taken.count("abstain"))
    yes = _("{count} for", count=taken.count("for"))
    no = _("{count} against", count=taken.count("against"))
    return f"{yes}, {no}, {abstain}"


def dots(count: int) -> str:
    """“5 dots”."""
    return plural("{count} dot", "{count} dots", count)


def ranked(taken: Taken) -> list[tuple[str, int]]:
    """The options with their dots, the most first; as many: in the order in which they were named."""
    named = [(taken.options[key], taken.count(key)) for key in sorted(taken.options)]
    return sorted(named, key=lambda one: -one[1])


def _majority(taken: Taken) -> str:
    if not taken.total:
        return _("nothing is counted yet")
    told, yes, no = votes(taken), taken.count("for"), taken.count("against")
    if yes > no:
        return _("adopted: {votes}", votes=told)
    if yes == no and yes:
        return _("not adopted, as many for as against: {votes}", votes=told)
    return _("not adopted: {votes}", votes=told)


def _consent(taken: Taken) -> str:
    if left := len(taken.standing):
        return plural("not adopted: {count} objection remains", "not adopted: {count} objections remain", left)
    if lifted := len(taken.said):
        told = plural("{count} was lifted", "{count} were lifted", lifted)
        return _("adopted: no objection remains ({lifted})", lifted=told)
    return _("adopted: no objection")


def _dots(taken: Taken) -> str:
    if not taken.total:
        return _("nothing is counted yet")
    told, most = ranked(taken), ranked(taken)[0][1]
    first = [_("“{name}”", name=name) for name, count in told if count == most]
    if len(first) > 1:
        named = _("{names} and {last}", names=", ".join(first[:-1]), last=first[-1])
        return _("as many dots for {options}: {dots} each", options=named, dots=dots(most))
    return _("{option} comes first: {dots}", option=first[0], dots=dots(most))


def present_at(day: Day, attendance: Attendance, at: datetime) -> int | None:
    """How many participants are there at that instant; None where nobody was noted in its block."""
    block = block_at(day, at).key
    noted = [attendance.stays(key, block) for key in attendance.people]
    if not any(noted):
        return None
    return sum(any(stay.start <= at and (stay.end is None or at < stay.end) for stay in stays) for stays in noted)


def too_many(taken: Taken, present: int | None) -> str:
    """Say that more was counted than the people who are there can have given; nothing if not, or it is not known."""
    each = 1 if taken.rule == "majority" else taken.each if taken.rule == "dots" else None
    if present is None or each is None or taken.total <= present * each:
        return ""
    there = plural("{count} person there", "{count} people there", present)
    if taken.rule == "dots":
        return _("more dots than there can be: {dots}, {there}", dots=dots(taken.total), there=there)
    told = plural("{count} vote", "{count} votes", taken.total)
    return _("more votes than people: {votes}, {there}", votes=told, there=there)
