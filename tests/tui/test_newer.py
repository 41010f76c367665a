"""Where a note was kept and cannot be shown, or cannot be kept for a newer program wrote: what the screen says."""

from __future__ import annotations

from tests.journal.other_versions import written_by_a_newer
from tests.tui.read import notice
from tests.tui.unhurried import settled
from workshop_tui.journal import Unwritable
from workshop_tui.locale import say
from workshop_tui.session.notes.commands import TakeNote


async def test_a_note_that_was_kept_and_cannot_be_shown_is_not_left_to_be_typed_again(
    app, session, aurelie, monkeypatch
):
    async with app(session, "en").run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("n", *"heard", "enter")
        await settled(pilot)

        def away(_after: int = 0) -> None:
            raise Unwritable(say("the server is away"))

        await pilot.press("n", *"twice")
        aurelie.do(TakeNote("before it"))
        with monkeypatch.context() as broken:
            broken.setattr(session.journal, "read", away)
            broken.setattr(session.journal, "changed", lambda: False)
            await pilot.press("enter")
            await settled(pilot)
            assert notice(pilot.app.screen).startswith("recorded, not shown: the server is away")
            assert not pilot.app.screen.query("Composer.open")
        session.catch_up()
        assert [note.taken.text for note in session.state.notebook.notes] == ["heard", "before it", "twice"]


async def test_a_note_that_a_newer_program_keeps_out_stays_in_the_composer(app, session):
    async with app(session, "en").run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("n", *"typed here")
        written_by_a_newer(session.journal.file)
        await pilot.press("enter")
        await settled(pilot)
        assert "written by a newer workshop-tui: update this one" in notice(pilot.app.screen)
        assert pilot.app.screen.query("Composer.open")
        assert [draft for _about, draft in session.journal.drafts("pascal").items() if "typed here" in draft]
