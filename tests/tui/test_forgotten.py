"""Forgotten is gone from every screen: from lists, previews, what is half-typed, and from what is asked."""

from __future__ import annotations

import pytest

from tests.tui.bursts import burst
from tests.tui.unhurried import settled
from workshop_tui.service import Session
from workshop_tui.session.attendance.commands import Expect
from workshop_tui.session.notes.commands import AmendNote, RecordInitiative, TakeNote
from workshop_tui.session.privacy.forgetting import without_name
from workshop_tui.session.timing.commands import Next

ZOE = "Zoé Martin"


def shown(app) -> str:
    """Give what the screen shows, as it is drawn."""
    lines = app.screen._compositor.render_strips()
    return "\n".join("".join(segment.text for segment in line) for line in lines).replace("\xa0", " ")


async def press(pilot, *keys: str) -> None:
    await burst(pilot, *keys)
    await settled(pilot)


SCREENS = {
    "run": (), "notes": ("l",), "search": ("l", "slash", "Z", "o", "é", "space", "M", "a", "r", "t", "i", "n"),
    "matrix": ("m", "enter"), "initiative": ("i", "enter"), "field": ("i", "enter", "enter"), "attendance": ("c",),
    "change": ("c", "e"), "strike": ("c", "w"), "points": ("x",), "turns": ("T",), "found": ("T", *"Zoé"),
    "said": ("semicolon",),
    "composer": ("n", "Z", "o", "é", "space", "M", "a", "r", "t", "i", "n"), "amend": ("l", "enter"),
}  # fmt: skip


def name_zoe(day: Session) -> None:
    """Give each screen something to show with that name."""
    for intent in (
        Expect(ZOE),
        RecordInitiative(name=f"Atelier de {ZOE}"),
        TakeNote(f"{ZOE} prête un local", "question", ("emergence",), ("elus",)),
    ):
        day.do(intent)


async def test_a_name_that_is_forgotten_goes_from_whatever_is_shown(app, session, aurelie):
    session.do(Next())
    async with app(session, "en").run_test(size=(120, 40)) as pilot:
        run = pilot.app.screen
        for name, keys in SCREENS.items():
            assert "Zoé" not in shown(pilot.app), f"before {name}"
            name_zoe(session)
            run.say(f"said of {ZOE}")
            await press(pilot, *keys)
            assert "Zoé" in shown(pilot.app), name
            aurelie.catch_up()
            aurelie.forget_name(without_name(aurelie.state, ZOE))
            await pilot.pause(1)
            assert "Zoé" not in shown(pilot.app), name
            await press(pilot, "enter", "escape", "escape")
            assert "Zoé" not in repr(session.state), name
            while pilot.app.screen is not run or run._typing:
                await press(pilot, "escape")


@pytest.mark.parametrize("key", ["m", "t", "b"])
async def test_a_name_that_is_forgotten_goes_from_a_question_which_is_kept_and_is_not_written_back(
    app, session, aurelie, key
):
    session.do(Expect(ZOE))
    session.do(TakeNote("un local"))
    aurelie.catch_up()
    number = session.state.notebook.notes[0].number
    async with app(session, "en").run_test(size=(120, 40)) as pilot:
        await press(pilot, "l", "enter")
        await burst(pilot, *f" de {ZOE}")
        aurelie.do(AmendNote(number, text="un grand local"))
        await settled(pilot)
        await press(pilot, "enter")
        assert "Theirs" in shown(pilot.app)
        assert "Zoé" in shown(pilot.app)
        aurelie.catch_up()
        aurelie.forget_name(without_name(aurelie.state, ZOE))
        await settled(pilot)
        assert "Zoé" not in shown(pilot.app)
        await press(pilot, "enter", key, "enter")
        assert "Zoé" not in repr(session.state)
        assert "Zoé" not in shown(pilot.app)


async def test_a_participant_who_is_forgotten_while_two_versions_are_asked_about_is_not_written_back(
    app, session, aurelie
):
    session.do(Expect(ZOE))
    aurelie.catch_up()
    (zoe,) = session.state.attendance.people
    async with app(session, "en").run_test(size=(120, 40)) as pilot:
        await press(pilot, "c", "e")
        await burst(pilot, *", Mairie")
        aurelie.do(Expect(ZOE, "Cap Rural", zoe))
        await settled(pilot)
        await press(pilot, "enter")
        assert "Theirs" in shown(pilot.app)
        aurelie.forget_name(without_name(aurelie.state, ZOE))
        await settled(pilot)
        assert "Zoé" not in shown(pilot.app)
        await press(pilot, "m", "enter", "escape")
        assert "Zoé" not in repr(session.state)
        assert "Zoé" not in shown(pilot.app)
