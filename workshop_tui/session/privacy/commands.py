"""Commands about names, and their rules."""

from __future__ import annotations

from datetime import datetime

from workshop_tui.locale import say
from workshop_tui.session.event import Command
from workshop_tui.session.names.events import WordSettled
from workshop_tui.session.refusal import Refused
from workshop_tui.session.state import State
from workshop_tui.text import clean_line
from workshop_tui.text.folding import alike


class SettleWord(Command, frozen=True):
    """Say that a word which is part of a name is an `ordinary` one where it has no capital, or the name there, too."""

    word: str
    ordinary: bool

    def decide(self, state: State, at: datetime, by: str) -> WordSettled:
        """Keep the answer; refused if the word is no part of a name, or that is known already."""
        from workshop_tui.session.privacy.confidentiality import Veil  # a session in a hundred asks it

        said = clean_line(self.word)
        word = alike(said)
        if not word or not Veil(state).people(word):
            raise Refused(say("“{word}” is part of nobody’s name", word=said))
        if state.names.ordinary.get(word) is self.ordinary:
            raise Refused(say("that is known of “{word}” already", word=said))
        return WordSettled(at=at, by=by, word=said, ordinary=self.ordinary)
