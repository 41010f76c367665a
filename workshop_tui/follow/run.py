"""Running a talk at a terminal, or on what comes through a pipe, until somebody leaves or nothing more comes."""

from __future__ import annotations

import queue
import sys
from contextlib import suppress
from time import monotonic

from workshop_tui.follow.following import Follower
from workshop_tui.follow.keys import Line
from workshop_tui.follow.voice import Voice
from workshop_tui.host import streams
from workshop_tui.host.keyboard import END, Typed, keyboard
from workshop_tui.host.stopping import as_told, heed, leave
from workshop_tui.journal import JournalError
from workshop_tui.locale import _
from workshop_tui.service import Session
from workshop_tui.session.timing.day import Mode
from workshop_tui.spoken.levels import LEVELS

LOOK_S = 0.1
"""Seconds between two looks at the session and the clock."""


def follow(session: Session, *, level: str = "normal", confined: bool = False, told: str = "") -> None:
    """Follow `session` until somebody leaves, or what is typed ends; `told` is said first.

    Told to stop by a signal, end with its code.
    """
    heed(leave)
    with as_told(), keyboard() as (typed, echoes):
        line = Line()
        rings, asks = streams.somebody_at(sys.stdout), streams.somebody_at(sys.stdin)
        voice = Voice(streams.put, lambda: echoes and bool(line.text), rings=rings, echoes=echoes)
        follower = Follower(session, voice, line, asks=asks, confined=confined)
        follower.announcer.level = LEVELS[level]
        voice.answer(told)
        follower.open()
        try:
            _talk(follower, typed)
        finally:
            follower.leave()
            with suppress(JournalError):
                session.company.leave()
        if asks and session.state.day.mode is not Mode.ENDED:
            back = _("The day goes on. Back to it: workshop-tui follow {id}", id=session.state.id)
            voice.answer(_("The day goes on.") if confined else back)


def _talk(follower: Follower, typed: queue.SimpleQueue[Typed]) -> None:
    """Take what is typed, and look around every `LOOK_S` seconds, and after each line.

    A person whom no answer reaches is gone; the lines of a script are done all the same, as single commands are.
    """
    looked = monotonic()
    while not (follower.ended or (follower.asks and streams.unread(now=True))):
        try:
            got = typed.get(timeout=LOOK_S)
        except queue.Empty:
            got = ""
        if got is END:
            return
        entered = follower.take(got)
        if entered or monotonic() - looked >= LOOK_S:
            follower.tick()
            looked = monotonic()
