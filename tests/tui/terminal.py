"""A terminal that sends what a test says, by a clock that the test moves, and what is made of it."""

from __future__ import annotations

from itertools import pairwise

from textual import events
from textual.message import Message

from workshop_tui.tui.input.parser import TerminalParser
from workshop_tui.tui.input.sequences import SILENCE

ESC = "\x1b"


class Terminal:
    """A parser, a clock that moves when told to, and what the parser made."""

    def __init__(self) -> None:
        self.now = 0.0
        self.parser = TerminalParser(now=lambda: self.now)
        self.made: list[Message] = []

    def send(self, text: str) -> None:
        self.made += self.parser.feed(text)

    def pause(self, seconds: float) -> None:
        """Let nothing come for so long; the driver asks whenever something may be due."""
        until = self.now + seconds
        while self.now < until:
            self.now = min(until, self.now + max(0.001, self.parser.patience(0.1)))
            self.made += self.parser.tick()

    @property
    def keys(self) -> list[str]:
        return [one.key for one in self.made if isinstance(one, events.Key)]

    @property
    def typed(self) -> str:
        return "".join(one.character or "" for one in self.made if isinstance(one, events.Key))

    @property
    def pasted(self) -> list[str]:
        return [one.text for one in self.made if isinstance(one, events.Paste)]


def sent(*pieces: str | float) -> Terminal:
    """A terminal that sent these, with pauses of so many seconds."""
    terminal = Terminal()
    for piece in pieces:
        if isinstance(piece, str):
            terminal.send(piece)
        else:
            terminal.pause(piece)
    return terminal


def keys_of(*pieces: str | float) -> list[str]:
    """The keys of what was sent, when it is long over."""
    terminal = sent(*pieces)
    terminal.pause(2 * SILENCE)
    return terminal.keys


def cut_at(text: str, places: list[int]) -> list[str]:
    """`text` in pieces; not behind an ESC that begins it, for a lone one that waits is the key."""
    cuts = {place % (len(text) + 1) for place in places} - ({1} if text[0] == ESC else set())
    return [text[a:b] for a, b in pairwise([0, *sorted(cuts), len(text)])]
