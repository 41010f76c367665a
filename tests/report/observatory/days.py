"""Sessions in memory, each of its own territory, vocabulary and confidentiality, in which something was said."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from msgspec.structs import replace

from tests.conftest import utc
from workshop_tui.agenda import Agenda
from workshop_tui.agenda.reading import agenda_of
from workshop_tui.session.decide import decide
from workshop_tui.session.event import Command, Recorded
from workshop_tui.session.events import SessionOpened
from workshop_tui.session.notes.commands import RecordInitiative, TakeNote
from workshop_tui.session.notes.notebook import Details
from workshop_tui.session.state import State, fold

FIRST = date(2026, 3, 2)
PLAN = {
    "title": "Day", "language": "en", "timezone": "UTC", "trainers": [{"key": "ann", "name": "Ann Trainer"}],
    "blocks": [{"title": "Morning", "start": "9h", "end": "12h", "segments": [{"title": "Talk", "minutes": 180}]}],
}  # fmt: skip


def session(number: int, intents: Iterable[Command], *, agenda: Agenda | None = None, **plan: object) -> State:
    """The session of this number, on a day of its own, in which all that was done."""
    made = agenda or agenda_of(PLAN | {"series": "S"} | plan)
    day = FIRST + timedelta(days=number)
    first = SessionOpened(at=utc(8), by="ann", id=f"day{number}", agenda=made, date=day, draw=f"lot {number}")
    records = [Recorded(1, utc(8), first)]
    for intent in intents:
        state = fold(records)
        assert state
        records.append(Recorded(len(records) + 1, utc(9), decide(state, intent, utc(9), "ann")))
    found = fold(records)
    assert found
    return replace(found, id=f"day{number}")


def note(text: str, kind: str | None = None, phase: str = "", who: str = "", **more: object) -> TakeNote:
    """A note of one phase and one stakeholder, as far as they are said."""
    return TakeNote(text, kind, (phase,) if phase else (), (who,) if who else (), **more)  # type: ignore[arg-type]


def request(
    asker: str, asked: str, phase: str = "", purpose: str = "", answer: str | None = None, degree: str | None = None
) -> TakeNote:
    """A request."""
    said = Details(asker=asker, asked=asked, purpose=purpose or None, answer=answer, degree=degree)
    return TakeNote("R", "sollicitation", (phase,) if phase else (), details=said)


def told_of(name: str, phase: str = "", **said: object) -> RecordInitiative:
    """An initiative that is told of."""
    return RecordInitiative(name=name, phase=phase or None, **said)  # type: ignore[arg-type]
