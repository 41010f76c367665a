"""Taking apart what a terminal sends: what a person typed, control sequences, pastes (ECMA-48, xterm's ctlseqs).

Characters come in pieces cut anywhere, with pauses anywhere. Nothing here knows what a sequence means: it only finds
where it ends. A sequence that has no end is given up after a while, and nothing of it is taken for typed text.
"""

from __future__ import annotations

from collections.abc import Callable

from workshop_tui.tui.input.controls import (
    CANCELS,
    EIGHT_BIT,
    END_OF_STRING,
    ESC,
    INTERMEDIATES,
    INTRODUCERS,
    SINGLE_SHIFTS,
)
from workshop_tui.tui.input.pastes import START, Paste
from workshop_tui.tui.input.spelt import misspelt, spells
from workshop_tui.tui.input.strings import ControlString
from workshop_tui.tui.input.tokens import Pasted, Sequence, Token, Typed

SILENCE = 1.0
"""Seconds without a character after which a sequence or a paste that has begun is given up."""
DRIBBLE = 10.0
"""Seconds of pauses in a sequence, all together, after which it is given up too: a person may go on pressing keys."""
PAUSE = 0.03
"""Seconds between two characters that count as a pause: a person's two keys are apart, `alt` and its letter are not."""
SECOND_HALF = 0.5
"""Seconds after a lone ESC, by then a key, in which what would have made a sequence of it still does."""
LATE = 5.0
"""Seconds in which the rest of a paste's end is still waited for, after the paste was given up."""
LONGEST_SEQUENCE = 256
"""Characters of a sequence that are kept: what is longer is no key."""

_SHORT = frozenset(f"{ESC}[{number}$" for number in (3, 7, 8, 23, 24))
"""Keys of rxvt, which end where others have a character more: keys only if nothing follows."""

State = Callable[[str, int], int]
"""Reads `text` from a place on; the place of what it did not read."""


class Sequences:
    """Takes apart characters as they come. Instants are in seconds, on any clock that does not go back."""

    def __init__(self, escape_delay: float) -> None:
        """`escape_delay`: seconds after which an ESC that nothing followed was the key."""
        self._escape_delay = escape_delay
        self._state: State = self._typing
        self._tokens: list[Token] = []
        self._held = ""
        """The part that there is of a sequence."""
        self._missing = ""
        """Characters to come: how many they are counts, or what they are, as the state says."""
        self._inside: ControlString | None = None
        self._pasted = Paste()
        self._last = self._gap = self._pauses = 0.0
        self.due: float | None = None
        """The instant at which to call `wait`, unless something comes before; None while nothing is open."""

    def feed(self, text: str, now: float) -> list[Token]:
        """Give what is whole now that `text` has come."""
        self._gap = now - self._last
        self._count_pause()
        place = 0
        while place < len(text):
            place = self._state(text, place)
        self._settle(now)
        return self._taken()

    def wait(self, now: float) -> list[Token]:
        """Give what is whole now that nothing has come; nothing before it is `due`."""
        if self.due is not None and now >= self.due:
            self._give_up()
            self._settle(now)
        return self._taken()

    def _taken(self) -> list[Token]:
        tokens, self._tokens = self._tokens, []
        return tokens

    def _count_pause(self) -> None:
        if self._state in (self._typing, self._escape, self._second_half, self._late, self._paste):
            self._pauses = 0.0
        elif self._gap >= PAUSE:
            self._pauses += self._gap
            if self._pauses > DRIBBLE:
                self._give_up()
                self._pauses = 0.0

    def _settle(self, now: float) -> None:
        """How long the state that is reached lasts by itself."""
        self._last = now
        waits: dict[State, float] = {self._escape: self._escape_delay, self._second_half: SECOND_HALF, self._late: LATE}
        wait = self._escape_delay if self._is_short else waits.get(self._state, SILENCE)
        self.due = None if self._state == self._typing else now + wait

    def _give_up(self) -> None:
        if self._state == self._escape:
            self._tokens.append(Sequence(ESC))
            self._state = self._second_half
        elif self._state == self._paste:
            self._missing = self._pasted.give_up()
            self._end_paste()
            self._state = self._late if self._missing else self._typing
        else:
            if self._is_short or self._state == self._intermediate:
                self._tokens.append(Sequence(self._held))
            self._state = self._typing

    @property
    def _is_short(self) -> bool:
        return self._state == self._control and self._held in _SHORT

    # ── keys, and what begins ──────────────────────────────────────────────────────────────────────────
    def _typing(self, text: str, place: int) -> int:
        character = text[place]
        if character == ESC:
            self._state = self._escape
        elif self._introduces(character):
            pass
        elif not "\x80" <= character <= "\x9f":  # the other C1 controls are nobody's keys
            self._tokens.append(Typed(character))
        return place + 1

    def _escape(self, text: str, place: int) -> int:
        """After an ESC: a key with alt, an introducer, or it was the key itself."""
        character = text[place]
        # alt+enter is ours: escape, enter would do harm
        apart = place == 0 and self._gap >= PAUSE and character != "\r"
        if character in INTRODUCERS:
            self._introduce(character)
        elif character == ESC or "\x80" <= character <= "\x9f" or apart:
            self._tokens.append(Sequence(ESC))
            self._state = self._typing
            return place
        elif character in INTERMEDIATES:
            self._held = ESC + character
            self._state = self._intermediate
        else:
            self._state = self._typing
            if character != "\\" and character not in CANCELS:  # ESC \ ends a string, and here there is none
                self._tokens.append(Sequence(ESC + character))
        return place + 1

    def _second_half(self, text: str, place: int) -> int:
        """After an ESC that was taken for the key: on a link that stalls, it may have been half of a sequence."""
        self._state = self._typing
        if text[place] not in INTRODUCERS:
            return place
        self._introduce(text[place])
        return place + 1

    def _introduce(self, introducer: str) -> None:
        self._held = ESC + introducer
        if introducer == "[":
            self._state = self._control
        elif introducer == "O":
            self._state = self._single
        else:
            self._inside = ControlString(introducer)
            self._state = self._string

    def _interrupts(self, character: str) -> bool:
        """Tell whether it ends what is open, and is the beginning of something else or of nothing."""
        if character == ESC:
            self._state = self._escape
        elif self._introduces(character):
            pass
        elif character in CANCELS or character == END_OF_STRING:
            self._state = self._typing
        else:
            return False
        return True

    def _introduces(self, character: str) -> bool:
        """Tell whether it begins a sequence in eight bits, which is then open."""
        if character in SINGLE_SHIFTS:
            self._held = character
            self._state = self._single
        elif character in EIGHT_BIT:
            self._introduce(EIGHT_BIT[character])
        else:
            return False
        return True

    # ── sequences of a few characters ──────────────────────────────────────────────────────────────────
    def _control(self, text: str, place: int) -> int:
        """Inside CSI: parameters, then one character that ends it."""
        character = text[place]
        if character == ESC and self._is_short:
            self._finish("")
            return place
        if told := misspelt(self._held, character):  # the first letter was the end, the others are typed
            self._held, letters = told
            self._finish(letters[0])
            self._tokens.extend(map(Typed, letters[1:]))
            return place
        if self._interrupts(character):
            return place + 1
        if self._held == f"{ESC}[" and character in "[M":  # Linux's F1 to F5; a mouse report as X10 had it
            self._missing = "." if character == "[" else "..."
            self._state = self._counted
        elif "@" <= character <= "~" and not spells(self._held, character):
            self._finish(character)
            return place + 1
        self._hold(character)
        return place + 1

    def _hold(self, character: str) -> None:
        if len(self._held) <= LONGEST_SEQUENCE:
            self._held += character

    def _finish(self, final: str) -> None:
        self._state = self._typing
        if len(self._held) > LONGEST_SEQUENCE:
            return
        whole = self._held + final
        if whole == START:
            self._pasted = Paste()
            self._state = self._paste
        else:
            self._tokens.append(Sequence(whole))

    def _intermediate(self, text: str, place: int) -> int:
        """After ESC and a sign: one more character ends it. If none comes, the sign was pressed with alt."""
        character = text[place]
        if not " " <= character <= "~":
            self._give_up()
            return place
        if character in INTERMEDIATES:
            self._hold(character)
        else:
            self._finish(character)
        return place + 1

    def _single(self, text: str, place: int) -> int:
        """After SS3: a key of the keypad, an arrow; before it, perhaps, the number of a modifier."""
        character = text[place]
        if not self._interrupts(character):
            if character in "0123456789;":
                self._hold(character)
            else:
                self._finish(character)
        return place + 1

    def _counted(self, text: str, place: int) -> int:
        """Characters of which only the number is known."""
        if text[place] == ESC:
            self._state = self._escape
            return place + 1
        if self._held.endswith("[[") and not text[place].isprintable():
            self._state = self._typing
            return place
        self._missing = self._missing[1:]
        if not self._missing:
            self._finish(text[place])
        else:
            self._hold(text[place])
        return place + 1

    # ── strings ────────────────────────────────────────────────────────────────────────────────────────
    def _string(self, text: str, place: int) -> int:
        """Inside a string: up to its end, or the end of those that are in it."""
        end = self._inside.read(text, place) if self._inside else place
        if end is None:
            return len(text)
        self._inside = None
        self._state = self._typing
        return end

    # ── pastes ─────────────────────────────────────────────────────────────────────────────────────────
    def _paste(self, text: str, place: int) -> int:
        read = self._pasted.read(text[place:])
        if read is None:
            return len(text)
        self._end_paste()
        return place + read

    def _end_paste(self) -> None:
        self._state = self._typing
        if self._pasted.text:
            self._tokens.append(Pasted(self._pasted.text))

    def _late(self, text: str, place: int) -> int:
        """The rest of a paste's end, after the paste was given up in the middle of it."""
        if self._missing and text[place] == self._missing[0]:
            self._missing = self._missing[1:]
            return place + 1
        self._state = self._typing
        return place
