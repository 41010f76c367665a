"""Finding by words, where what was read before is forgotten."""

from __future__ import annotations

import pytest

from workshop_tui.session.attendance.commands import Expect
from workshop_tui.session.notes.commands import TakeNote
from workshop_tui.session.notes.notebook import Details
from workshop_tui.session.privacy.forgetting import without_name
from workshop_tui.session.search import Finder
from workshop_tui.session.timing.replanning_commands import Add

MARIE = "Marie Dupont"


@pytest.mark.parametrize("words", ["marie", "zzz", ""])
def test_a_forgotten_name_is_found_no_more_on_any_terminal_and_no_screen_keeps_it(trainers, words):
    pascal, aurelie = trainers
    pascal.do(Expect(MARIE))
    pascal.do(Add(f"Café avec {MARIE}", 5))
    pascal.do(TakeNote("Marie l’a dit", "frein", ("emergence",), (MARIE,), segment="cafe-avec-marie-dupont"))
    pascal.do(TakeNote("c’est elle", "action", details=Details(who=MARIE)))
    aurelie.catch_up()
    finders = {session: Finder() for session in trainers}
    for session, finder in finders.items():
        assert len(finder.find(session.state, session.state.notebook.notes, "marie")) == 2
    pascal.forget_name(without_name(pascal.state, MARIE))
    aurelie.catch_up()
    for session, finder in finders.items():
        found = finder.find(session.state, session.state.notebook.notes, words)
        assert len(found) == (2 if not words else 0)
        assert "marie" not in repr(vars(finder)).lower()
    assert len(finders[aurelie].find(aurelie.state, aurelie.state.notebook.notes, "p1")) == 2


def test_a_forgotten_note_is_found_no_more(trainers):
    pascal, _aurelie = trainers
    pascal.do(TakeNote("le lavoir"))
    finder, notes = Finder(), pascal.state.notebook.notes
    assert finder.find(pascal.state, notes, "lavoir")
    pascal.forget(notes[0].number)
    assert finder.find(pascal.state, pascal.state.notebook.notes, "lavoir") == []
    assert "lavoir" not in repr(vars(finder))
