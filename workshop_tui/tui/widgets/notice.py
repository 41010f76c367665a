"""The line under the day: what was just done, for a few seconds; else, quietly, what may need doing."""

from __future__ import annotations

import os
import re
from collections import deque
from collections.abc import Callable, Iterable
from datetime import datetime

from msgspec import Struct
from msgspec.structs import replace
from textual.content import Content

from workshop_tui.tui.hints import Hint, Said
from workshop_tui.tui.widgets.line import Line

UNTIL_A_KEY = -1
"""Beats left of a notice that stays until a key."""
MOST_KEPT = 500
"""Sentences that are kept at the most, to be read again."""


class Kept(Struct, frozen=True):
    """A sentence that was said in this terminal, and when; `bad` if it was a refusal or an alarm."""

    at: datetime
    text: str
    bad: bool


_PATH = r"(?<!\S)(?:~|[A-Za-z]:)?[/\\](?:(?!\s?[:·] )[^\n])*[/\\](?=[^/\\\s])"
"""The folders of a path, up to the name at its end."""


_TITLE = "(?<=[“«])([\u00a0\u202f]?)([^“”«»]+?)([\u00a0\u202f]?)(?=[”»])"
"""The words between quotation marks: the title of a segment, the beginning of a note."""
SHORT, SHORTEST = 10, 5
"""Cells of a title under which it is not cut, for who reads it knows it still; and where that does not do."""


def _beside(said: Said, shown: Callable[[Hint], str], room: int) -> str:
    """The hints beside a sentence: spare ones, and those behind the first, where there is room for the whole of it, the
    titles in it shortened. What is longer than half of the room is the sentence itself."""
    hints = [*said.hints]
    while hints:
        told = "".join(map(shown, hints))
        whole = Content(fitting(said.text, room - len(told))).cell_length <= room - len(told)
        if whole or not (hints[-1].spare or len(hints) > 1) or len(told) > room // 2:
            return told
        hints.pop()
    return ""


def fitting(text: str, room: int) -> str:
    """`text`, where it is longer than `room` cells, of a path in it the name alone (a name is what is looked for), and
    then its titles shorter, in the middle of a sentence, too: what is said of them is read to the end."""
    if Content(text).cell_length <= room:
        return text
    text = re.sub(_PATH, lambda _path: f"…{os.sep}", text)  # Windows' sign would begin an escape in a template
    shorter = _shortened(text, room, SHORT)
    if Content(shorter).cell_length <= room:
        return shorter
    shortest = _shortened(text, room, SHORTEST)
    return shortest if Content(shortest).cell_length <= room else shorter


def _shortened(text: str, room: int, least: int) -> str:
    """`text`, where it is longer than `room` cells, with its longest titles shorter, none of them under `least`."""
    for _title in range(len(re.findall(_TITLE, text))):
        over = Content(text).cell_length - room
        longest = max(re.finditer(_TITLE, text), key=lambda found: Content(found[2]).cell_length)
        cells = Content(longest[2]).cell_length
        if over <= 0 or cells <= least:
            break
        short = Content(longest[2]).truncate(max(least, cells - over), ellipsis=True).plain
        text = f"{text[: longest.start()]}{longest[1]}{short}{longest[3]}{text[longest.end() :]}"
    return text


class Notice(Line):
    """`say` speaks up, `quiet` is what stands there the rest of the time; `beat` is called every `every` seconds.

    Before either stands what was given to `first`, for as long as it holds. `shown` gives a hint as the screen that it
    stands on shows it.
    """

    def __init__(
        self, every: float, shown: Callable[[Hint], str], now: Callable[[], datetime], stays: int | None
    ) -> None:
        """`now` is the session's clock; a notice `stays` so many seconds, None: until a key."""
        super().__init__(id="notice")
        self._hint = shown
        self._now = now
        self._beats = round(stays / every) if stays else UNTIL_A_KEY
        self.kept: deque[Kept] = deque(maxlen=MOST_KEPT)
        """The sentences that were said, newest last."""
        self._left = 0
        self._alarm = self._signal = ""
        self._quiet: tuple[Said, ...] = ()
        self._said = Said("")
        self.drawn = 0
        """How often it was drawn: who shows it elsewhere looks whether that has changed."""

    def say(self, text: str, *hints: Hint, bad: bool = False) -> None:
        """Show `text` for a while; where it is too long it is cut, and `hints` are not (of half a line: they are).

        Those at its end that are spare make room for it.
        """
        self._left = self._beats
        self._keep(text, bad=bad)
        self.set_class(bad, "bad")
        self.add_class("on")
        self._said = Said(text, hints)
        self.draw()

    def _keep(self, text: str, *, bad: bool) -> None:
        """Keep what is said, to be read again."""
        self.kept.append(Kept(self._now(), text, bad))

    def key_pressed(self) -> None:
        """A key was pressed, which is no letter of a text: what stays until then goes."""
        if self._left == UNTIL_A_KEY:
            self.over()

    def forget(self, forgotten: Callable[[str], str]) -> None:
        """Let all that was said be as `forgotten` has it."""
        kept = [replace(one, text=forgotten(one.text)) for one in self.kept]
        self.kept.clear()
        self.kept.extend(kept)
        self._said = replace(self._said, text=forgotten(self._said.text))
        self.draw()

    def hush(self, text: str) -> None:
        """Say `text` no more, if that is what is being said."""
        if self._said.text == text:
            self._left = 1 if self._left else 0
            self.beat()

    def over(self) -> None:
        """Say no more what is being said, whatever it is."""
        self.hush(self._said.text)

    def quiet(self, said: Iterable[Said]) -> None:
        """Show these when there is nothing to say."""
        self._quiet = tuple(one for one in said if one.text)
        self.draw()

    def first(self, alarm: str, signal: str) -> None:
        """Show what is wrong, and what another trainer signals; either may be nothing."""
        if (alarm, signal) != (self._alarm, self._signal):
            if alarm and not self._alarm:
                self._keep(alarm, bad=True)
            if signal and signal != self._signal:
                self._keep(signal, bad=False)
            self._alarm, self._signal = alarm, signal
            self.set_class(bool(alarm), "alarm")
            self.draw()

    @property
    def signals(self) -> bool:
        """Tell whether another trainer's signal is shown."""
        return bool(self._signal)

    @property
    def is_counting(self) -> bool:
        """Tell whether what is said goes after some more beats."""
        return self._left > 0

    def beat(self) -> None:
        """Time passes."""
        if self._left > 0:
            self._left -= 1
            if not self._left:
                self.remove_class("bad", "on")
            self.draw()

    def draw(self) -> None:
        """Draw what is to be said now, with the hints that hold now."""
        self.drawn += 1
        self.show(self.told(self._hint))

    def _room_of_the_alarm(self, shown: Callable[[Hint], str]) -> int:
        """The cells that an alarm may take: all, and at least a third while something is said, which is to be read."""
        width = self.screen.size.width - 2
        if not self._left:
            return width
        said = Content("".join((self._said.text, *map(shown, self._said.hints)))).cell_length
        return max(width // 3, width - said)

    def told(self, shown: Callable[[Hint], str]) -> Content:
        """The whole line as it reads where each hint is `shown` so."""
        text = self._said.text if self._left else " · ".join(one.told(shown) for one in self._quiet)
        before = Content("")
        if self._alarm:
            between = " · " if text or self._signal else ""
            room = self._room_of_the_alarm(shown) - len(between)
            alarm = Content(fitting(self._alarm, room)).truncate(max(1, room), ellipsis=True)
            before += Content.assemble((alarm.plain, "bold"), between)
        if self._signal:
            before += Content.assemble((f" {self._signal} ", "reverse"), "  ")
        width = self.screen.size.width - 2
        hint = _beside(self._said, shown, width - before.cell_length) if self._left else ""
        text = fitting(text, width - len(hint) - before.cell_length)
        if len(hint) <= width // 2:
            text = Content(text).truncate(max(0, width - len(hint) - before.cell_length), ellipsis=True).plain
        return (before + Content(text + hint)).truncate(max(0, width), ellipsis=True)
