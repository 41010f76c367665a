"""The sentences of the run screen on what was done, here or elsewhere, and which key goes the other way."""

from __future__ import annotations

from collections.abc import Iterator

from workshop_tui.locale import _, clock_time, say
from workshop_tui.session.event import Event, Recorded
from workshop_tui.session.notes.events import NoteAmended, NoteBroughtBack, NoteWithdrawn
from workshop_tui.session.state import told
from workshop_tui.session.timing.deviations import deviated
from workshop_tui.session.timing.events import CommandRedone, CommandUndone, HandTaken, SessionEnded
from workshop_tui.session.timing.replanning_events import SegmentAdded, SegmentMoved
from workshop_tui.session.timing.timeline import timeline
from workshop_tui.text import clean_line
from workshop_tui.tui.hints import Hint
from workshop_tui.tui.parts.seeing import SeesTheDay
from workshop_tui.tui.widgets.notice import Notice


class TellsTheDay(SeesTheDay, part=True):
    """Says it on its line of notices."""

    def say(self, text: str, *hints: Hint, bad: bool = False) -> None:
        """Say it on the line of notices; each of `hints` where its key does that."""
        self.query_one(Notice).say(text, *hints, bad=bad)

    def warn(self, text: str) -> None:
        self.say(text, bad=True)

    def key_pressed(self) -> None:
        self.query_one(Notice).key_pressed()

    def tell(self, records: list[Recorded]) -> None:
        """Say what the last of these that moved the day did."""
        timing = [record for record in records if record.event.must_be_seen]
        if timing:
            event = timing[-1].event
            hints = [*self._other_way(timing[-1])]
            if isinstance(event, SessionEnded):
                hints.insert(0, self.hint("report", say(" — {key}: the report")))
            elif deviated(self.session.state.day, timing[-1], self.session.now()):
                hints.append(self.hint("why", say(", {key} says why"), spare=True))
            self.say(str(told(self.session.state, event)) + self._place(event), *hints)
        for record in records:
            self._tell_its_author(record.event)

    def _place(self, event: Event) -> str:
        """Say where a segment was put: after which, and when it is foreseen there."""
        if not isinstance(event, SegmentAdded | SegmentMoved):
            return ""
        day = self.session.state.day
        times = timeline(day, self.session.now())
        row = next((one for block in times.blocks for one in block.segments if one.key == event.segment), None)
        after = _(", after “{title}”", title=day.title(event.after)) if event.after else ""
        start = row and row.projected_start
        return after + (_(", foreseen at {at}", at=clock_time(start, times.zone)) if start else "")

    def _other_way(self, record: Recorded) -> Iterator[Hint]:
        """Say what takes it back, or brings back what it took: while that is what the key would do."""
        event = record.event
        number = event.number if isinstance(event, CommandUndone | CommandRedone) else record.number

        def last() -> bool:
            day = self.session.state.day
            those = day.undone if isinstance(event, CommandUndone) else day.history
            return bool(those) and those[-1].number == number

        if isinstance(event, CommandUndone):
            yield self.hint("redo", say(" — {key} brings it back"), last, spare=True)
        elif not isinstance(event, HandTaken):
            yield self.hint("undo", say(" — {key} takes it back"), last, spare=True)

    def _tell_its_author(self, event: Event) -> None:
        """Have whoever took or changed a note told that another changes, withdraws or brings it back."""
        if not isinstance(event, NoteAmended | NoteWithdrawn | NoteBroughtBack) or event.by == self.session.by:
            return
        state = self.session.state
        note = next(
            (one for one in (*state.notebook.notes, *state.notebook.withdrawn) if one.number == event.number), None
        )
        if note and self.session.by in (note.taken.by, *(change.by for change in note.changes)):
            self.say(_("{told}: “{text}”", told=told(state, event), text=clean_line(note.taken.text)))
