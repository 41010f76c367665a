"""Time that passes only while nothing is left to do: screens are tried as fast as they are drawn, on any machine alike.

In the event loops of these tests a wait for time alone is none: once all that could run has run, here and beside, the
clock of the loop stands at the next thing that waits for it. `pilot.pause(0.2)` is thus two beats of the run screen,
neither more nor fewer, however slow the machine; and eight seconds of a notice take as long as its eighty beats take to
draw.
"""

from __future__ import annotations

import asyncio
import selectors
import sys
import time
from selectors import SelectorKey

from textual.events import Key
from textual.keys import _character_to_key
from textual.pilot import Pilot
from textual.widgets import OptionList

from workshop_tui.journal import afar_thread
from workshop_tui.tui.beside import is_at_work
from workshop_tui.tui.one_key_at_a_time import HELD_S
from workshop_tui.tui.pulse import BEAT

REAL = time.monotonic
TIMED = ("textual", "workshop_tui")
"""The packages whose `monotonic` is that of the loop they run in."""

DRAWN_S = 0.06
"""Seconds after which what was pressed is drawn: three frames, for what is laid out, mounted and painted one after the
other. Textual waits 0.02 at a time, until the process is idle: here it always is."""


class Unhurried(selectors.DefaultSelector):
    """Waits for what comes in, never for time: that is counted."""

    passed_s = 0.0
    """Seconds that were not waited for."""

    def select(self, timeout: float | None = None) -> list[tuple[SelectorKey, int]]:
        if timeout is None:
            return super().select()
        come = super().select(None if is_at_work() else 0)  # what is done beside tells when it is done
        if not come and afar_thread.is_at_work():  # a server is asked, which takes the time it takes
            timeout = min(timeout, 0.005)
            come = super().select(timeout)
        if not come:
            self.passed_s += max(timeout, 0)
        return come


class UnhurriedLoop(asyncio.SelectorEventLoop):
    """Runs what is to be run later as soon as nothing is to be run now."""

    def __init__(self) -> None:
        self._unhurried = Unhurried()
        self._begun = REAL()
        super().__init__(self._unhurried)

    def time(self) -> float:
        return self._begun + self._unhurried.passed_s


def monotonic() -> float:
    """Seconds by the clock of the loop that runs, the machine's where none of ours does."""
    loop = asyncio._get_running_loop()
    return loop.time() if isinstance(loop, UnhurriedLoop) else REAL()


def idle_time() -> float:
    """Processor time of a process that is idle: `textual._wait` takes one that works for one that is not ready."""
    return 0.0


_press = Pilot.press


async def press(pilot: Pilot[str], *keys: str) -> None:
    """Press each of `keys`; the one before once more no sooner than a finger does: held down, it is one.

    The letters of a text come at once, as from a quick hand or over a slow line, and are drawn together.
    """
    left = [*keys]
    while left:
        if getattr(pilot, "before", None) == left[0]:
            await pilot.pause(HELD_S)
        while len(left) > 1 and all(_is_typed(pilot, key) for key in left[:2]):
            _send(pilot, left.pop(0))
        pilot.before = left.pop(0)  # type: ignore[attr-defined]
        await _press(pilot, pilot.before)  # type: ignore[attr-defined]


def _is_typed(pilot: Pilot[str], key: str) -> bool:
    """Tell whether it is a letter of a text that is typed now."""
    focused = pilot.app.focused
    return len(key) == 1 and bool(focused and focused.check_consume_key(key, key))


def _send(pilot: Pilot[str], letter: str) -> None:
    """Send a letter, and wait for nothing."""
    pilot.app.post_message(Key(letter if letter.isalnum() else _character_to_key(letter), letter))


async def wait_for_screen(pilot: Pilot[str], timeout: float = 30.0) -> bool:
    """Wait until every widget has done what it was told; False if the app has fallen.

    Textual has each of them call back, which is half of the messages that a key makes; here they have once time passes.
    """
    await asyncio.sleep(min(DRAWN_S / 60, timeout))
    return pilot.app._exception is None


def unhurry() -> None:
    """Have what is imported, and what will be, go by the clock of the loop; once done, it stays."""
    if time.monotonic is monotonic:
        return
    import textual._wait

    time.monotonic = monotonic
    textual._wait.process_time = idle_time  # type: ignore[attr-defined]
    textual._wait.SLEEP_GRANULARITY = DRAWN_S
    Pilot.press = press  # type: ignore[assignment,method-assign]
    Pilot._wait_for_screen = wait_for_screen  # type: ignore[assignment,method-assign]
    for name, module in list(sys.modules.items()):
        if name.partition(".")[0] in TIMED:
            for attribute in [attribute for attribute, value in vars(module).items() if value is REAL]:
                setattr(module, attribute, monotonic)


async def settled(pilot: Pilot[str]) -> None:
    """Let the screens do what they do of themselves: three beats, in which what was pressed or written is shown."""
    await pilot.pause(3 * BEAT)


async def hits(pilot: Pilot[str]) -> None:
    """Until the palette has found something."""
    found = pilot.app.screen.query_one(OptionList)
    while not found.option_count or found.get_option_at_index(0).disabled:
        await pilot.pause(0.01)
