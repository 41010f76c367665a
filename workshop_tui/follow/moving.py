"""The commands of a talk that move the day, and change what is left of it."""

from __future__ import annotations

import re

from msgspec.structs import replace

from workshop_tui.agenda.times import Mistake, minutes_last, parse_clock
from workshop_tui.clock import RehearsalClock
from workshop_tui.follow.grammar import after, into
from workshop_tui.follow.talk import Choice, Talk
from workshop_tui.locale import _, clock_time, plural, say
from workshop_tui.service import author
from workshop_tui.session.refusal import Refused, Several
from workshop_tui.session.state import told as deed
from workshop_tui.session.timing import commands as c
from workshop_tui.session.timing import replanning_commands as r
from workshop_tui.session.timing.day import UNFINISHED
from workshop_tui.session.timing.fit import nothing_to_fit, offered
from workshop_tui.session.timing.hours import ChangeHours, Shift, ending_at
from workshop_tui.session.timing.spoken import planned_near
from workshop_tui.session.timing.timeline import timeline
from workshop_tui.spoken.notes import hand_told
from workshop_tui.spoken.proposals import headline, helping, told
from workshop_tui.spoken.standing import remains, where
from workshop_tui.spoken.words import spoken

MINUTES_NEEDED = say("say how many minutes: +5, or -5 and a segment")


class Moving(Talk):
    """Each method does the command of its name, with the `words` that followed it. Raises `Refused`, in words."""

    def where(self) -> None:
        """Say where the day stands."""
        self.voice.answer(where(self.state, self.now, self.titles))

    def next(self, _words: str) -> None:
        clock, times = self.session.clock, timeline(self.state.day, self.now)
        if isinstance(clock, RehearsalClock) and times.live is None and times.next:
            clock.jump(times.block_of(times.next.key).start)  # nobody rehearses lunch
        self.do(c.Next())

    def goto(self, words: str) -> None:
        self.do(c.Goto(self.segment(_needed(words))))

    def pause(self, _words: str) -> None:
        self.do(c.Pause())

    def resume(self, _words: str) -> None:
        self.do(c.Resume())

    def stop(self, _words: str) -> None:
        self.do(c.Stop())

    def extend(self, minutes: int, words: str) -> None:
        """Give so many minutes, below zero take them: the live segment, or the one that is named."""
        if not minutes:
            raise Refused(MINUTES_NEEDED)
        self.do(r.Extend(minutes, self.segment(words) if words else None))

    def skip(self, words: str) -> None:
        self.do(r.Skip(self.segment(_needed(words))))

    def restore(self, words: str) -> None:
        self.do(r.Restore(self.segment(_needed(words))))

    def add(self, words: str) -> None:
        for what, behind in (*after(words), (words, "")):
            title, minutes = minutes_last(what)
            meant = r.adding(self.state.day, title.rstrip(" ,"), minutes, None)
            if meant:
                self.do(replace(meant, after=self.segment(behind)) if behind else meant)
                return
        raise Refused(say("say the title and the minutes: add Round 10"))

    def move(self, words: str) -> None:
        refused = None
        for what, behind, block in (
            *((one, other, "") for one, other in after(_needed(words))),
            *((one, "", other) for one, other in into(words)),
            (words, "", ""),
        ):
            try:
                moved = r.Move(
                    self.segment(what), self.segment(behind) if behind else None, self.block(block) if block else None
                )
            except Several:
                raise
            except Refused as error:  # the title of one may have that word in it
                refused = refused or error
            else:
                self.do(moved)
                return
        assert refused
        raise refused

    def hours(self, words: str) -> None:
        """Move the hard end of a block."""
        block, _space, time = words.rpartition(" ")
        if not block:
            raise Refused(say("say the block and the time: hours morning 12:15"))
        try:
            clock = parse_clock(time)
        except Mistake as mistake:
            raise Refused(mistake.message) from None
        key, day = self.block(block.strip()), self.state.day
        start = day.hours[key].start
        self.do(ChangeHours(key, None, ending_at(planned_near(day, clock, start), start, day.agenda.zone)))

    def shift(self, words: str) -> None:
        found = re.fullmatch(r"([+\u2212-]?)\s*(\d{1,4})", words)
        if not found:
            raise Refused(say("say by how many minutes"))
        minutes = int(found[2]) if found[1] in ("", "+") else -int(found[2])
        self.do(Shift(minutes * 60, None, False))

    def undo(self, _words: str) -> None:
        theirs = c.of_another(self.state.day, self.session.by, self.now)
        if theirs is None:
            self.do(c.Undo())
        else:
            self.sure(spoken(str(deed(self.state, theirs))), _("take that back"), lambda: self.do(c.Undo()))

    def redo(self, _words: str) -> None:
        self.do(c.Redo())

    def fit(self, _words: str) -> None:
        """List the ways to land, each with the number that takes it."""
        found = offered(self.state.day, self.now)
        if found is None:
            raise Refused(nothing_to_fit(self.state.day, self.now))
        ways = helping(found)
        if not ways:
            self.answer(headline(self.state, found).rstrip("."), _("nothing is to be changed"))
            return
        self.voice.answer(headline(self.state, found))
        self.offer(
            [
                Choice(
                    told(self.state, found, one, self.titles),
                    lambda one=one: self.do(r.Fit(one.kind, late=bool(one.late_s))),  # type: ignore[misc]
                )
                for one in ways
            ]
        )

    def left(self, _words: str) -> None:
        """Say what is left, a sentence a segment."""
        self.voice.answer(*remains(self.state, self.now, self.titles))

    def end(self, _words: str) -> None:
        """End the day; asked first while something of it is still to come."""
        times = timeline(self.state.day, self.now)
        count = sum(row.standing in UNFINISHED for block in times.blocks for row in block.segments)
        over = times.now >= times.blocks[-1].end
        if (not count and over) or times.left_open:
            self.do(c.End())
            return
        until = clock_time(times.blocks[-1].end, times.zone)
        asked = (
            plural("{count} segment is not finished", "{count} segments are not finished", count)
            if count
            else _("the day goes on until {end}", end=until)
        )
        self.sure(asked, _("end the day all the same"), lambda: self.do(c.End()))

    def reopen(self, _words: str) -> None:
        self.do(c.Reopen())

    def hand(self, words: str) -> None:
        """Say who has the hand; take it, where somebody names themselves."""
        if not words:
            self.voice.answer(hand_told(self.state))
        elif author(self.state.agenda, words) == self.session.by:
            self.do(c.TakeHand())
        else:
            raise Refused(say("each takes the hand for themselves: say your own name"))


def _needed(words: str) -> str:
    if not words:
        raise Refused(say("say which segment"))
    return words
