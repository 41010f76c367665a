"""Turns and groups side by side, by ear: said, begun, ended, asked for, granted; in both languages."""

from __future__ import annotations

import pytest

from tests.session.grouped import PEOPLE, afternoon
from workshop_tui.agenda.reading import agenda_of
from workshop_tui.session.groups.commands import SayOfGroup
from workshop_tui.session.may import May
from workshop_tui.session.timing.commands import Goto

NAMES = ["Marie Dupont", "Paul Martin", "Paule Roy"]
PLAN = agenda_of(
    afternoon([one | {"name": name} for one, name in zip(PEOPLE, NAMES, strict=False)]) | {"timezone": "Europe/Paris"}
)


@pytest.fixture
def live(ears):
    """An ear on an afternoon with groups, its tables live since 14:00."""

    def make(language: str = "en", **how):
        ear = ears(PLAN, language, **how)
        ear.at(14)
        ear.says("next")
        return ear

    return make


def test_by_ear_somebody_speaks_ends_asks_and_a_round_is_begun(live):
    ear = live()
    assert ear.says("turn") == ["Nobody has the floor. Next, Marie Dupont."]
    assert ear.says("turn dup") == ["Marie Dupont speaks from 14:00 (pascal)."]
    ear.at(14, 2)
    assert ear.says("turn")[0].startswith("Marie Dupont has the floor, for 2 minutes")
    assert ear.says("turn ask paule") == ["Paule Roy asks to speak."]
    assert "Asks to speak: Paule Roy." in ear.says("turn")[0]
    assert ear.says("turn ask paule") == ["Paule Roy no longer asks to speak."]
    assert ear.says("turn end") == ["Pascal ended the turn at 14:02."]
    assert ear.says("turn end") == ["Nobody has the floor."]
    assert ear.says("turn round")[1] == (
        "Nobody has the floor. 3 are left of the round, 12 minutes 40 seconds each. Next, Paul Martin."
    )
    assert ear.says("turn next") == ["Paul Martin speaks from 14:02 (pascal).", "12 minutes 40 seconds for this turn."]
    assert ear.says("turn round") == ["Pascal ended the round at 14:02."]


def test_by_ear_who_could_be_several_is_asked_and_who_is_on_no_list_speaks_once_that_was_meant(live):
    ear = live()
    assert ear.says("turn pau") == ["Several could be meant.", "1, Paul Martin.", "2, Paule Roy."]
    assert ear.says("2") == ["Paule Roy speaks from 14:00 (pascal)."]
    told = ear.says("turn The public")
    assert told[0].startswith("Nobody who may speak is called “The public”")
    assert told[1] == "1, “The public” speaks all the same."
    assert ear.says("1") == ["The public speaks from 14:00 (pascal)."]
    assert ear.says("turn ask") == ["Say who."]


def test_by_ear_groups_say_where_they_stand_are_granted_and_report(live):
    ear = live("fr")
    assert ear.says("groupe table b demande 2")[0].startswith("« Table B » demande 2 minutes")
    told = ear.says("groupe")
    assert [line for line in told if line.startswith("Table B")] == ["Table B, Yard, demande 2 minutes."]
    assert any("Tables" in line for line in ear.says("groupe accorder"))
    assert ear.session.state.day.segments["tables"].allotted_s == 42 * 60
    assert ear.says("groupe a fait")[0].startswith("« Table A »")
    assert ear.says("groupe accorder") == ["Aucun groupe ne demande de temps."]
    assert ear.says("groupe table b demande")[0].startswith("Dites combien de minutes")
    assert ear.says("groupe nulle part fait")[0].startswith("Aucun groupe ne s’appelle")
    ear.does(Goto("plenary"))
    assert "Table A" in ear.says("groupe restitution")[1]
    assert ear.says("parole suivant")[1].startswith("4 minutes")
    assert ear.session.state.floor.turns[-1].speaker.label == "Table A"


def test_by_ear_who_may_only_look_hears_it_and_changes_nothing(live):
    ear = live()
    ear.does(SayOfGroup("table-c", "done"))
    ear.session.may = May.WATCH
    before = ear.session.state
    assert "Table C, Loft, has finished." in ear.says("group")
    assert ear.says("turn") == ["Nobody has the floor. Next, Marie Dupont."]
    for line in ("turn marie", "turn round", "group a done", "group report"):
        assert ear.says(line)
    assert ear.session.state is before
