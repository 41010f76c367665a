"""The room's view, on a shared screen: the segment, the time left, what comes next; no name, only a pinned note."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.geometry import Offset

from workshop_tui.room import floor_shown, lines, pinned, where
from workshop_tui.session.privacy.confidentiality import Veil
from workshop_tui.tui.parts.keyed import KeyedScreen
from workshop_tui.tui.pulse import Pulse
from workshop_tui.tui.widgets.bigtime import BigTime
from workshop_tui.tui.widgets.keybar import KeyBar
from workshop_tui.tui.widgets.line import Line

if TYPE_CHECKING:
    from workshop_tui.session.state import State
    from workshop_tui.session.timing.timeline import Timeline
    from workshop_tui.tui.parts.moving import MovesTheDay


class RoomScreen(KeyedScreen):
    """Follows the run screen under it, which follows the session."""

    NAME = "room"
    CSS_PATH = "room.tcss"
    VERTICAL_BREAKPOINTS = [(0, "-low"), (20, "-tall")]

    def __init__(self, run: MovesTheDay) -> None:
        super().__init__()
        self._run = run
        self._hidden = False
        self.pulse = Pulse(self, self._is_due, self._draw)
        self._drawn: tuple[Timeline | None, State | None] = (None, None)
        self._where_in: tuple[State | None, object, list[str]] = (None, None, [])
        self._pinned_in: tuple[State | None, str] = (None, "")

    def compose(self) -> ComposeResult:
        self.listen()
        yield Line(id="title")
        yield BigTime(id="big")
        yield Line(id="ends")
        yield Line(id="place")
        yield Line(id="inner")
        yield Line(id="where", classes="none")
        yield Line(id="then")
        yield Line(id="pinned")
        yield KeyBar(self.keys)

    @property
    def cursor_screen_offset(self) -> Offset:
        """The cell where it is said in words what is left: nothing has the focus here."""
        words = self.query_one("#ends", Line)
        x, y, width, _height = words.content_region
        return Offset(x + max(0, (width - words.text.cell_length) // 2), y)

    def on_mount(self) -> None:
        self.pulse.start()

    def on_unmount(self) -> None:
        self.pulse.stop()

    def _is_due(self) -> bool:
        """Tell whether the run screen took something up, or another second."""
        times, state = self._drawn
        return self.is_attached and (self._run.times is not times or self._run.session.state is not state)

    def sized(self) -> None:
        self._draw()

    def _draw(self) -> None:
        times, agenda = self._run.times, self._run.session.state.agenda
        self._drawn = times, self._run.session.state
        warns = agenda.warns(times.live.plan if times.live else None)
        floor = floor_shown(self._run.session.state, times.now)
        told = lines(times, agenda.title, warns, hidden=self._hidden, floor=floor)
        self.query_one("#title", Line).show(told.title, layout=True)
        big = self.query_one(BigTime)
        big.set_class(not told.minutes, "none")
        big.show_time(told.minutes)
        self._line("ends", told.ends)
        self._line("inner", told.step)
        self.query_one("#inner").set_class(not told.step, "none")
        self._line("place", told.place)
        self.query_one("#place").set_class(not told.place, "none")
        places = self.query_one("#where", Line)
        places.show("\n".join(self._where()), layout=True)
        places.set_class(not places.text, "none")
        self.query_one("#then", Line).show(told.then, layout=True)
        note = self.query_one("#pinned", Line)
        note.show(self._pinned(), layout=True)
        note.set_class(bool(note.text), "shown")
        for name in ("soon", "now", "over"):
            self.set_class(name == told.urgency, name)

    def _where(self) -> list[str]:
        """Where groups are, without the names that confidentiality hides; worked out anew where that may be another."""
        state, live = self._run.session.state, self._run.times.live
        step = (live.key, live.step.part if live.step else None) if live else None
        if state is not self._where_in[0] or step != self._where_in[1]:
            veil = Veil(state)
            self._where_in = state, step, [veil.text(one) for one in where(state, self._run.times)]
        return self._where_in[2]

    def _pinned(self) -> str:
        """The note that a facilitator shows the room, without what confidentiality hides."""
        state = self._run.session.state
        if state is not self._pinned_in[0]:
            note = pinned(state)
            self._pinned_in = (state, Veil(state).part(note).taken.text if note else "")
        return self._pinned_in[1]

    def _line(self, name: str, text: str) -> None:
        self.query_one(f"#{name}", Line).show(text)

    def action_back(self) -> None:
        self.app.pop_screen()

    def action_hide(self) -> None:
        self._hidden = self.hides_minutes = not self._hidden
        self._draw()

    async def action_quit(self) -> None:
        await self._run.run_action("quit")
