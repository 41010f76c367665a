"""The types that are read at each start are read soon."""

from __future__ import annotations

import pytest

from workshop_tui.agenda import Agenda
from workshop_tui.agenda.models import Block, Segment
from workshop_tui.agenda.people import Guest, Participant, Trainer
from workshop_tui.session.events import KINDS


@pytest.mark.parametrize("read", [Agenda, Block, Segment, Guest, Participant, Trainer, *KINDS.values()])
def test_the_types_of_what_a_session_reads_are_no_texts_that_are_to_be_worked_out(read):
    assert not [name for name, kind in read.__annotations__.items() if isinstance(kind, str)]
