"""The two-day course as it might have gone, from a script: whose golden papers `tests/report/golden.py` writes."""

from __future__ import annotations

import tempfile
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import NamedTuple
from unittest.mock import patch

from tests.conftest import utc
from tests.seed import AGENDAS
from workshop_tui.agenda.course import days_of
from workshop_tui.agenda.reading import load
from workshop_tui.clock import FixedClock
from workshop_tui.journal.chains import days_around
from workshop_tui.journal.sqlite import Folder
from workshop_tui.opening import create
from workshop_tui.service import Session
from workshop_tui.session.attendance.commands import Arrive, Expect, Leave
from workshop_tui.session.event import Command
from workshop_tui.session.notes.commands import AnswerPoint, RecordInitiative, TakeNote
from workshop_tui.session.notes.notebook import Details, Outcome
from workshop_tui.session.state import State
from workshop_tui.session.timing.commands import End, GiveReason, Goto, Next, Stop
from workshop_tui.session.timing.replanning_commands import Extend, Skip

COURSE = AGENDAS / "formation-de-formateurs.toml"
FIRST = date(2021, 5, 4)
ENDED = utc(18) + timedelta(days=1)
"""The evening of the second day, when the papers are made."""
PEOPLE = {
    "Amina Cherif": "Communauté de communes du Val", "Benoît Lacaze": "Mairie de Pontarion",
    "Cécile Marchand": "Jardin des Aubépines", "Driss Haddad": "Foyer rural", "Élise Roussel": "Pays du Haut-Bois",
    "François Tixier": "Épicerie solidaire Le Cabas",
}  # fmt: skip


def note(text: str, kind: str | None = None, phases=(), stakeholders=(), **more) -> TakeNote:
    return TakeNote(text, kind, phases, stakeholders, **more)


def detailed(text: str, kind: str, phases=(), **details) -> TakeNote:
    return TakeNote(text, kind, phases, details=Details(**details))


def everybody(*but: str) -> list[Command]:
    return [Arrive(name) for name in PEOPLE if name not in but]


def registered() -> list[Command | Answered]:
    return [Expect(name, organisation) for name, organisation in PEOPLE.items()]


class Answered(NamedTuple):
    """An answer to what was noted on the first day: what became of it, and why."""

    text: str
    outcome: Outcome
    why: str | None = None

    def of(self, said: dict[str, int]) -> AnswerPoint:
        """The command; `said` are the numbers of the notes of the first day, by their text."""
        return AnswerPoint(said[self.text], self.outcome, self.why, "jour-1")


FIRST_DAY: list[tuple[str, str, list[Command | Answered]]] = [
    ("8h50", "claire", registered()),
    ("9h00", "claire", [Next(), *everybody("Driss Haddad")]),
    ("9h10", "claire", [Next()]),
    ("9h15", "bastien", [
        detailed("Savoir quoi faire quand personne ne parle", "attente"),
        detailed("Oser animer devant des élus", "attente"), detailed("Repartir avec une séquence prête", "attente"),
    ]),
    ("9h25", "bastien", [Arrive("Driss Haddad")]),
    ("9h44", "claire", [Next(), GiveReason("debate", segment="tour")]),
    ("9h58", "claire", [Next()]),
    ("10h12", "bastien", [note("On retient ce que l’on a fait soi-même", "constat", ("action",), ("habitants",),
                               remember=True)]),
    ("10h24", "claire", [Next()]), ("10h40", "claire", [Next()]),
    ("11h05", "bastien", [
        RecordInitiative(name="Jardin des Aubépines", kind="jardin partagé", territory="Pontarion",
                         carried_by="un collectif de voisins", status="association", nature="collective",
                         need="cultiver et se parler", stakes="le terrain est prêté à l’année",
                         phase="consolidation", stakeholders=("elus",), reported_by="Cécile Marchand"),
        note("Le jardin a appris à former ses nouveaux en les mettant à deux", "levier", ("transmission",),
             ("collectif",), initiative="Jardin des Aubépines"),
    ]),
    ("11h25", "claire", [Next()]), ("11h48", "claire", [Skip("tampon-1"), Next()]), ("11h59", "claire", [Stop()]),
    ("13h31", "claire", [Next(), *everybody("Élise Roussel")]), ("13h45", "claire", [Next()]),
    ("14h05", "claire", [Next()]),
    ("14h40", "bastien", [note("Les équipes écrivent l’objectif en dernier", "constat", ("definition",))]),
    ("15h02", "claire", [Next()]), ("15h16", "claire", [Next()]),
    ("15h48", "claire", [Next()]),
    ("15h55", "bastien", [
        detailed("Une consigne tient en trois phrases", "verbatim", ("action",), speaker="F1", agreed=True),
        detailed("Une consigne, et je me tais", "verbatim", ("action",), speaker="F2"),
        note("Que fait-on de celui qui sait déjà tout ?", "question", (), ("habitants",)),
    ]),
    ("16h20", "claire", [Skip("tampon-2"), Next()]),
    ("16h25", "bastien", [detailed("Imprimer deux grilles d’observation par personne", "action", who="Bastien Orcel",
                                   due="2021-05-05")]),
    ("16h35", "claire", [Next()]), ("16h44", "claire", [Stop()]),
    ("20h02", "bastien", [Next(), *everybody("Élise Roussel", "Benoît Lacaze")]), ("20h12", "bastien", [Next()]),
    ("20h40", "claire", [note("Ils ont perdu la moitié des plants la première année, et en rient encore", "constat",
                              ("experimentation",), ("collectif",), initiative="Jardin des Aubépines")]),
    ("20h55", "bastien", [Next()]), ("21h20", "bastien", [Goto("veillee")]), ("21h50", "bastien", [Goto("mot-soir")]),
    ("22h00", "bastien", [End()]),
]  # fmt: skip
SECOND_DAY: list[tuple[str, str, list[Command | Answered]]] = [
    ("8h50", "claire", registered()),
    ("9h01", "claire", [Next(), *everybody("Benoît Lacaze")]),
    ("9h08", "claire", [Answered("Imprimer deux grilles d’observation par personne", "done"),
                        Answered("Que fait-on de celui qui sait déjà tout ?", "goes_on", "à reprendre l’après-midi")]),
    ("9h16", "claire", [Next()]),
    ("9h24", "claire", [Next()]), ("9h33", "claire", [Arrive("Benoît Lacaze"), Next()]),
    ("10h10", "bastien", [note("Le retour par les faits rassure celui qui anime", "levier", ("action",),
                               ("ingenierie",), remember=True)]),
    ("10h20", "claire", [Extend(5)]),
    ("10h25", "claire", [Next()]), ("10h38", "claire", [Next()]), ("11h25", "claire", [Next()]),
    ("11h50", "claire", [Skip("tampon-3"), Next()]), ("11h58", "claire", [Stop()]),
    ("13h30", "claire", [Next(), *everybody("Élise Roussel")]), ("13h38", "claire", [Next()]),
    ("13h55", "bastien", [detailed("Le maire demande que l’on consulte, après avoir décidé", "sollicitation",
                                   ("definition",), asker="elus", asked="habitants", purpose="reconnaissance",
                                   answer="dire ce qui est déjà décidé")]),
    ("14h08", "claire", [Next()]),
    ("14h30", "bastien", [RecordInitiative(
        name="Le Cabas", case=True, kind="épicerie solidaire", territory="Haut-Bois", carried_by="François Tixier",
        nature="both", phase="structuration", reported_by="François Tixier",
        question="Former des bénévoles qui ne restent que trois mois ?", options="un livret\nun binôme",
        tools="la grille d’observation", kept="le binôme, dès lundi",
    )]),
    ("14h42", "claire", [Next()]), ("14h55", "claire", [Next()]),
    ("15h20", "bastien", [
        detailed("Former deux binômes à l’accueil", "action", who="François Tixier", due="2021-05-17"),
        detailed("Inviter le conseil municipal à une animation", "action", who="Benoît Lacaze", due="avant l’été"),
        note("Le financement des journées de formation des bénévoles", "parking"),
    ]),
    ("15h28", "claire", [Next()]), ("15h45", "claire", [Skip("tampon-4"), Leave("Driss Haddad"), Next()]),
    ("16h05", "bastien", [note("On se retrouve le 12 octobre, au Foyer rural", "decision")]),
    ("16h10", "claire", [Next()]),
    ("16h18", "claire", [
        Answered("Oser animer devant des élus", "done", "fait, devant Benoît Lacaze"),
        Answered("Savoir quoi faire quand personne ne parle", "done"),
    ]),
    ("16h20", "bastien", [note("Deux soirées de suite, c’était long", None), note("Salle froide", private=True)]),
    ("16h29", "claire", [End()]),
]  # fmt: skip


def at(day: int, clock: str) -> datetime:
    hour, minute = clock.split("h")
    return utc(int(hour), int(minute)) + timedelta(days=day)


@cache
@cache
def two_days() -> tuple[State, ...]:
    """Both days, the second going on from the first; what was half-open on the first is answered on the second."""
    with tempfile.TemporaryDirectory() as folder, patch("workshop_tui.opening.new_draw", return_value="two days"):
        store, said = Folder(Path(folder)), dict[str, int]()
        for n, (agenda, script) in enumerate(zip(days_of(load(COURSE)), (FIRST_DAY, SECOND_DAY), strict=True)):
            clock = FixedClock(at(n, "8h45"))
            create(store, agenda, FIRST + timedelta(days=n), f"jour-{n + 1}", clock, "claire")
            opened = {who: Session(store.open(f"jour-{n + 1}"), clock, who) for who in ("claire", "bastien")}
            for when, who, commands in script:
                clock.instant = at(n, when)
                opened[who].catch_up()
                for one in commands:
                    record = opened[who].do(one.of(said) if isinstance(one, Answered) else one)
                    if isinstance(one, TakeNote) and n == 0:
                        said[one.text] = record.number
            for session in opened.values():
                session.close()
        return days_around(store, "jour-2")
