"""Textual's messages of what a terminal sends: in the place of Textual's own parser, with the same two calls."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from time import monotonic

from textual import constants, events, messages
from textual._xterm_parser import XTermParser
from textual.message import Message

from workshop_tui.tui.input.codes import keys, typed
from workshop_tui.tui.input.sequences import Sequences
from workshop_tui.tui.input.tokens import Pasted, Sequence, Token, Typed

FOCUS = {"\x1b[I": events.AppFocus, "\x1b[O": events.AppBlur}
SYNCHRONISED = "\x1b\\[\\?2026;[123]\\$y"
"""The one answer that was asked for and is used: updates may be painted in one go."""
MOUSE = "\x1b\\[<\\d{1,3};\\d{1,5};\\d{1,5}[Mm]"
"""A report of the mouse as SGR has it. The older ways say no more, and no terminal of today has only these."""


class TerminalParser(XTermParser):
    """Messages of keys that are known, of pastes, of the mouse and of the focus; of all else, none."""

    def __init__(self, debug: bool = False, *, now: Callable[[], float] = monotonic) -> None:
        """`debug` is Textual's; nothing is written anywhere."""
        super().__init__()
        self._now = now
        self._sequences = Sequences(constants.ESCAPE_DELAY)

    def feed(self, data: str) -> Iterable[Message]:
        """Messages of what is whole now that `data` has come."""
        return self._messages(self._sequences.feed(data, self._now()))

    def tick(self) -> Iterable[Message]:
        """Messages of what is whole now that nothing more has come. To be called after `patience`."""
        return self._messages(self._sequences.wait(self._now()))

    def patience(self, longest: float) -> float:
        """Seconds, `longest` at the most, after which `tick` may have something to say."""
        due = self._sequences.due
        return longest if due is None else min(longest, max(0.0, due - self._now()))

    def _messages(self, tokens: list[Token]) -> list[Message]:
        made: list[Message] = []
        for token in tokens:
            try:
                made += self._message(token)
            except Exception:  # whatever it was, it is no key that we know: it is dropped, and the next is read
                continue
        return made

    def _message(self, token: Token) -> Iterator[Message]:
        if isinstance(token, Typed):
            yield from (events.Key(name, character) for name, character in typed(token.character))
        elif isinstance(token, Pasted):
            yield events.Paste(token.text.replace("\x00", ""))
        else:
            yield from self._meant(token)

    def _meant(self, sequence: Sequence) -> Iterator[Message]:
        text = sequence.text
        if text in FOCUS:
            yield FOCUS[text]()
        elif re.fullmatch(MOUSE, text):
            if (report := self.parse_mouse_code(text)) is not None:
                yield report
        elif re.fullmatch(SYNCHRONISED, text):
            yield messages.TerminalSupportsSynchronizedOutput()
        else:
            yield from (events.Key(name, character) for name, character in keys(text))
