"""A day that has something for each screen, with long titles: groups, a round, decisions, an evaluation, points."""

from __future__ import annotations

from typing import Any

from tests.conftest import DAY, created, utc
from workshop_tui.agenda import Agenda
from workshop_tui.agenda.reading import agenda_of
from workshop_tui.agenda.structs import table
from workshop_tui.clock import FixedClock
from workshop_tui.journal.sqlite import SqliteJournal
from workshop_tui.service import Session
from workshop_tui.session.attendance.commands import Arrive, Expect, ShareContact
from workshop_tui.session.checklist.commands import TickTodo
from workshop_tui.session.checklist.lines import lines
from workshop_tui.session.decisions.commands import CountVotes, NameOption, PutDecision, SayObjection
from workshop_tui.session.decisions.taken import Vote
from workshop_tui.session.evaluation.commands import CountHands
from workshop_tui.session.groups.commands import FormGroups, SayOfGroup
from workshop_tui.session.notes.commands import TakeNote
from workshop_tui.session.timing.commands import Goto
from workshop_tui.session.turns.commands import AskToSpeak, BeginRound, BeginTurn

LONG = "Ce que la commune et les habitants se demandent l’un à l’autre quand tout commence"
CJK, RTL = "居民團體與在地發展專業者的合作", "جماعات السكان والمهنيون"
SEGMENT = "carte"
"""The segment that is held in groups."""


def full(seed: Agenda, grouped: str = SEGMENT) -> Agenda:
    """The seed's agenda with all that screens ask for, in long words; the segment `grouped` is held in groups."""
    plan: dict[str, Any] = table(seed) | {
        "series": "Collectifs et territoires",
        "territory": "Pays de Salers",
        "todo": [
            {"when": "-7d", "text": LONG, "who": ["aurelie"]},
            {"when": "start", "text": f"{CJK} : la traduction"},
            {"when": "+2d", "text": "Envoyer les photos"},
        ],
        "evaluation": [
            {"key": "goals", "text": "Les objectifs sont-ils atteints ?", "kind": "objectives"},
            {"key": "useful", "text": LONG, "labels": ["pas du tout", "tout à fait"]},
            {"key": "words", "text": "En quelques mots", "kind": "free"},
        ],
    }
    for block in plan["blocks"]:
        for segment in block["segments"]:
            if segment["key"] == grouped:
                segment["groups"] = [
                    {"key": "a", "title": LONG, "place": "Grande salle"},
                    {"key": "b", "title": CJK, "place": "Cour", "lead": ["aurelie"]},
                    {"key": "c", "title": "Table C"},
                ]
    return agenda_of(plan)


def full_day(folder: Any, seed: Agenda, clock: FixedClock) -> Session:
    """Such a day at 10:08, in the middle of what each screen is about."""
    session = Session(SqliteJournal(created(folder, full(seed), DAY, "day", clock, "pascal")), clock, "pascal")
    clock.instant = utc(9, 20)
    session.do(Goto("tour"))
    clock.instant = utc(10, 6)
    session.do(Goto(SEGMENT))
    fill(session, SEGMENT, "matin")
    clock.instant = utc(10, 8)
    return session


def fill(session: Session, grouped: str, block: str) -> None:
    """Say something for each screen: people, groups, decisions, an evaluation, turns."""
    people = (
        ("Anne Martin", "Mairie de Salers"),
        ("Bakary Diallo", "PETR du Pays d’Aurillac"),
        ("Chloé Ferrand", "Communauté de communes du Pays de Mauriac"),
        (CJK, None),
        ("Éric Vidal", None),
    )
    for person in people:
        session.do(Expect(*person))
    for key in [*session.state.attendance.people][:4]:
        session.do(Arrive(key, block))
    session.do(ShareContact("anne-martin", "anne@example.org"))
    session.do(TickTodo(lines(session.state.day, session.state.checklist)[0].item.todo.key))
    _decide(session)
    for intent in (
        FormGroups(grouped),
        SayOfGroup("a", "asks", 5),
        SayOfGroup("b", "done"),
        TakeNote("Parlé trop tard", "parking"),
        *(CountHands("useful", value, count=count) for value, count in ((3, 2), (4, 6), (5, 3))),
        CountHands("goals", 1, 1, count=4),
        AskToSpeak("Chloé"),
        BeginRound(),
        BeginTurn("Bakary"),
    ):
        session.do(intent)


def _decide(session: Session) -> None:
    """A majority that is adopted, dots, and an objection that stands."""
    voted, dots, consent = (session.do(TakeNote(text, "decision")).number for text in (LONG, f"Où ? {CJK}", RTL))
    session.do(PutDecision(voted, rule="majority", who="Anne Martin", due="2021-06-01"))
    votes: list[tuple[Vote, int]] = [("for", 9), ("against", 2), ("abstain", 1)]
    for vote, count in votes:
        session.do(CountVotes(voted, vote, count=count))
    session.do(PutDecision(dots, rule="dots", each=3))
    for name in ("Verger", LONG):
        session.do(NameOption(dots, name))
    session.do(CountVotes(dots, min(session.state.decisions.of(dots).options), count=5))
    session.do(PutDecision(consent, rule="consent"))
    session.do(SayObjection(consent, "Trop loin pour qui n’a pas de voiture", "Bakary Diallo"))
