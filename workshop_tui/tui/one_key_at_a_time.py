"""Keys one after the other: what a key does is done before the next is looked at, however fast they come.

Textual gives a key to what has the focus when it looks at it, and goes on to the next one. Over a link that stalls, a
dozen come at once: what follows the `enter` of a note would still go to its line. So a key is followed: from what it
was given to up to the app, which does what it is bound to, and once more, for what that had others do.
"""

from __future__ import annotations

import asyncio
from collections import deque
from typing import Any

from textual import events
from textual.dom import DOMNode
from textual.screen import Screen
from textual.widget import Widget

from workshop_tui.tui.cursor import Pointing
from workshop_tui.tui.part import done_later

REST = 0.02
"""Seconds before a key is followed when no other waits: what it shows is shown by then."""
HELD_S = 0.15
"""Seconds between two of the same key from which they are two: closer ones are one, held down."""
PATIENCE = 2.0
"""Seconds that a key is waited for at the most: what hangs must not swallow those that would end it."""

Holder = tuple[Screen[object], Widget]
"""The widget that a key is given to, and the screen it is on."""


class InOrder(Pointing, part=True):
    """An app that does one key, or one paste, at a time."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        self._to_come: deque[events.Key | events.Paste] = deque()
        self._number = 0
        """Of the key in hand."""
        self._text = False
        """True if the key in hand is of a text."""
        self.pressed_at = 0.0
        """The moment when the key in hand, or the mouse's button, went down."""
        self._before = ("", 0.0)
        """The key before, and when it came."""
        self._once = False
        """True if that moves the day: held, it counts once."""
        self._waits: list[asyncio.TimerHandle] = []
        """Timers that follow the key in hand, and give up on it; none when it is done."""

    async def on_event(self, event: events.Event) -> None:
        if not isinstance(event, events.Key | events.Paste) or event.is_forwarded:
            if isinstance(event, events.MouseDown | events.MouseUp):
                self.pressed_at = event.time
            await super().on_event(event)
            return
        if isinstance(event, events.Paste):
            self.app_focus = True  # as Textual has it for keys: who pastes is here, whatever the window said
        self._to_come.append(event)
        if not self._waits or (len(self._to_come) == 1 and self._goes_on(event)):
            await self._take()
        elif len(self._to_come) == 1:
            self._waits[0].cancel()
            self._follow(self._number)

    async def _take(self) -> None:
        """Give away the next key; of a text, all there is."""
        for wait in self._waits:
            wait.cancel()
        self._waits = []
        while self._to_come and self._is_held(self._to_come[0]):
            self._to_come.popleft()
        if not self._to_come:
            return
        key = self._to_come.popleft()
        self._number += 1
        self.pressed_at = key.time
        self._given = self._holder
        self._text = self._writes(key)
        if not self._text:
            self.key_comes()
        later = asyncio.get_running_loop().call_later
        self._waits = [
            later(0 if self._to_come else REST, self._follow, self._number),
            later(PATIENCE, self.call_later, self._done, self._number),
        ]
        await super().on_event(key)
        while self._to_come and self._goes_on(self._to_come[0]):
            await super().on_event(self._to_come.popleft())

    def _is_held(self, event: events.Key | events.Paste) -> bool:
        """Tell whether it is the key before once more, which is held down and moves the day."""
        (key, at), self._before = self._before, (getattr(event, "key", ""), event.time)
        if self._once and key == self._before[0] and event.time - at < HELD_S:
            return True
        moves = getattr(self.screen, "moves_the_day", None)
        self._once = bool(moves and moves(self._before[0]))
        return False

    def key_comes(self) -> None:
        """A key is about to be given away that is no letter of a text."""

    @property
    def _holder(self) -> Holder:
        """The widget that a key is given to now."""
        return self.screen, self.focused or self.screen

    def _writes(self, event: events.Event) -> bool:
        """Tell whether it is a character for a text that is typed."""
        focused = self.focused
        return isinstance(event, events.Key) and bool(focused and focused.check_consume_key(event.key, event.character))

    def _goes_on(self, event: events.Event) -> bool:
        """Tell whether it belongs to the text of the key in hand: that moves nothing, so it need not wait."""
        return self._text and self._given == self._holder and self._writes(event)

    def _follow(self, number: int) -> None:
        """Follow the key of this number, and what the app made of it."""
        self._pass_through(number, self._given, _up_from(self._given) * 2)

    def _pass_through(self, number: int, holder: Holder, nodes: list[DOMNode]) -> None:
        """Go through `nodes`, each of which first does all that it was given."""
        while nodes:
            node, *nodes = nodes
            if node.post_message(done_later(self._passed, number, holder, nodes)):
                return  # else it is gone
        self.call_later(self._done, number)

    async def _passed(self, number: int, holder: Holder, nodes: list[DOMNode]) -> None:
        if nodes:
            self._pass_through(number, holder, nodes)
        elif (now := self._holder) == holder:
            await self._done(number)
        elif now[0] is holder[0]:
            self._pass_through(number, now, _up_from(now))  # it is to know that it has the focus
        else:
            now[0].call_after_refresh(self._pass_through, number, now, _up_from(now))  # it is to be drawn

    async def _done(self, number: int) -> None:
        if number == self._number and self._waits:
            for timer in self._waits:
                timer.cancel()
            self._waits = []
            self.place_cursor()
            if self._to_come:
                await self._take()


def _up_from(holder: Holder) -> list[DOMNode]:
    """List what a key goes through, up to the app; each twice, as what it says to itself comes after the first."""
    return [node for node in holder[1].ancestors_with_self for _time in range(2)]
