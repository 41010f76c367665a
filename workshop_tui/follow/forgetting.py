"""Forgetting what is half-typed here and what could be said again, where another lets a name or a note go.

What was written before an event that rewrites the past is still in this terminal's line, and among the sentences that
`repeat` says. The state as it was knows whose name stood behind a code: for as long as a line is half-typed, its
name is known here, and in memory alone.
"""

from __future__ import annotations

from collections.abc import Callable

from workshop_tui.locale import plural
from workshop_tui.session.privacy.forgetting import WithoutName, WithoutNames
from workshop_tui.session.privacy.meanwhile import forgotten_between
from workshop_tui.session.state import State
from workshop_tui.spoken.words import spoken

Change = Callable[[str], str]
"""A change of a sentence: nothing is left of one that is to be said no more."""


class Forgetting:
    """The names that were let go since a line was begun. `state` is the session as this terminal last knew it."""

    def __init__(self, state: State) -> None:
        self._state = state
        self._without: list[WithoutName] = []

    def begin(self) -> None:
        """Begin a line: whoever types it knows what was forgotten before."""
        self._without = []

    def since(self, state: State, *, typing: bool) -> Change | None:
        """Take up the present `state`: the change of each sentence of before, if something was forgotten since."""
        before, self._state = self._state, state
        if (state.names.erased, state.notebook.forgotten) == (before.names.erased, before.notebook.forgotten):
            return None
        names = forgotten_between(before, state)
        self._without += names.each if typing else ()
        notes = before.notebook.notes, before.notebook.withdrawn
        kept = {note.number for note in (*state.notebook.notes, *state.notebook.withdrawn)}
        gone = [spoken(note.taken.text) for those in notes for note in those if note.number not in kept]

        def change(sentence: str) -> str:
            if any(text and text in sentence for text in gone):
                return ""
            return names.draft("", "", sentence)

        return change

    def told(self, line: str) -> str:
        """`line`, with a code for each name in it that was forgotten while it was typed."""
        return WithoutNames(tuple(self._without)).draft("", "", line)

    @property
    def said(self) -> str:
        """The sentence about a line with such a name in it."""
        codes = [one.code for one in self._without]
        return plural(
            "a name was forgotten meanwhile: {codes} stands in its place",
            "names were forgotten meanwhile: {codes} stand in their place",
            len(codes),
            codes=", ".join(codes),
        )
