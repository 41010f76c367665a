"""Sessions in memory: the seed's day, with everything said in it that a session can hold; pages in a browser."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path

import pytest

from tests.conftest import DAY, utc
from tests.report.chromium import A4, Chromium, Page
from tests.session.examples import examples, filled
from tests.session.folded import Folded
from workshop_tui.agenda import Agenda
from workshop_tui.agenda.reading import agenda_of
from workshop_tui.agenda.structs import table
from workshop_tui.session.attendance.commands import Expect
from workshop_tui.session.decide import decide
from workshop_tui.session.event import Command, Recorded
from workshop_tui.session.events import SessionOpened
from workshop_tui.session.notes.commands import RecordInitiative, TakeNote
from workshop_tui.session.notes.notebook import Details
from workshop_tui.session.refusal import Refused
from workshop_tui.session.timing.commands import End, GiveReason, Goto, Next
from workshop_tui.session.timing.replanning_commands import Add
from workshop_tui.text import clean

Browse = Callable[..., Page]
"""Opens the text of a page."""


class Said(Folded):
    """A session that grows by intents; what is refused is passed over."""

    def __init__(self, agenda: Agenda, records: Iterable[Recorded] = ()) -> None:
        opened = SessionOpened(at=utc(8), by="pascal", id="day", agenda=agenda, date=DAY)
        self.records = [*records] or [Recorded(1, utc(8), opened)]

    def copied(self) -> Said:
        """The same session once more, to go on from here."""
        opened = self.records[0].event
        assert isinstance(opened, SessionOpened)
        same = Said(opened.agenda, self.records)
        same.goes_on_from(self)
        return same

    def do(self, at: datetime, *intents: Command, by: str = "pascal") -> Said:
        for intent in intents:
            try:
                event = decide(self.state, intent, at, by)
            except Refused:
                continue
            self.records.append(Recorded(len(self.records) + 1, at, event))
        return self

    def all_kinds(self, text: str, at: datetime) -> Said:
        """Play every kind of event, `text` in it, but those that take something away."""
        for event in examples(text, self.state, at):
            self.records.append(Recorded(len(self.records) + 1, at, event))
        return self.do(at, End())


def everything(text: str) -> Iterable[tuple[datetime, Command]]:
    """`text` in every field that a person fills."""
    note = TakeNote
    yield utc(9), Next()
    yield utc(9, 1), Expect(text, text)
    yield (
        utc(9, 2),
        RecordInitiative(
            name=text,
            kind=text,
            territory=text,
            carried_by=text,
            status=text,
            nature=text,
            need=text,
            stakes=text,
            phase=text,
            stakeholders=(text,),
            reported_by=text,
            case=True,
            question=text,
            options=text,
            tools=text,
            kept=text,
        ),
    )
    yield utc(9, 3), note(text, text, (text,), (text,), initiative=text, remember=True, check=True)
    yield utc(9, 4), note(text, "frein", ("emergence",), ("elus",))
    yield utc(9, 4), note(text, "levier", ("action",), ("pnr",))
    yield (
        utc(9, 5),
        note(
            text,
            "sollicitation",
            ("action",),
            ("elus",),
            details=Details(asker=text, asked="collectif", purpose=text, answer=text),
        ),
    )
    yield utc(9, 6), note(text, "action", details=Details(who=text, due=text))
    yield utc(9, 7), note(text, "verbatim", details=Details(speaker=text, agreed=True))
    yield utc(9, 8), note(text, "ressource", details=Details(reference=text))
    yield utc(9, 9), note(text, "question", details=Details(settled=False, answer=text))
    yield utc(9, 9), note(text, "constat", ("emergence",), (text,))
    yield utc(9, 9), note(text, "attente", details=Details(met=text))
    yield utc(9, 10), Add(text, 5)
    yield utc(9, 11), Next()
    yield utc(9, 12), note(text, "parking")
    yield utc(9, 20), Goto("temoignage")
    yield utc(9, 21), note(text)
    yield utc(9, 30), Goto("bilan")
    yield utc(9, 31), note(text)
    yield utc(9, 32), GiveReason("technical", segment="accueil")
    yield utc(9, 40), End()


SAID: dict[tuple[str, str, bool], Said] = {}
"""Sessions that were made: the same texts are said in each format."""


@pytest.fixture
def said(seed):
    """Makes a session with `text` in every field that is said, under a rule of confidentiality; `planned`: and in
    every one of the agenda (but, where names are hidden, those of the trainers, who sign)."""

    def make(text: str, rule: str = "nominatif", *, planned: bool = False) -> Said:
        asked = (text, rule, planned)
        if asked not in SAID:
            SAID[asked] = session(text, rule, planned=planned)
            _ = SAID[asked].state
        return SAID[asked].copied()

    def session(text: str, rule: str, *, planned: bool) -> Said:
        agenda = table(filled(seed, text, signed=rule == "nominatif") if planned else seed)
        agenda |= {
            "confidentiality": rule,
            "title": text,
            "place": text,
            "mode": text,
            "context": text,
            "audience": text,
            "objectives": [text],
        }
        session = Said(agenda_of(agenda))
        for at, intent in everything(text):
            session.do(at, intent)
        return session.all_kinds(clean(text), utc(9, 41)) if planned else session

    return make


@pytest.fixture
def browse(chromium: Chromium, tmp_path: Path) -> Browse:
    """Opens a page, and waits until it has all that it asks for."""

    def run(page: str, *, size: tuple[int, int] = A4, proxy: str = "") -> Page:
        file = tmp_path / "page.html"
        file.write_text(page, encoding="utf-8")
        return chromium.open(file.as_uri(), size, proxy)

    return run
