"""Two people, one day: each acts on what stood on their own screen, and is told what the other did meanwhile."""

from __future__ import annotations

import re

import pytest
from textual import events
from textual.pilot import Pilot

from tests.conftest import utc
from tests.tui.read import notice
from tests.tui.unhurried import settled
from workshop_tui.journal.sqlite import SqliteJournal
from workshop_tui.service import Session
from workshop_tui.session.attendance.commands import Expect
from workshop_tui.session.notes.commands import (
    AmendNote,
    BringBackNote,
    PinNote,
    RecordInitiative,
    TakeNote,
    WithdrawNote,
)
from workshop_tui.session.privacy.forgetting import without_name
from workshop_tui.session.timing.commands import End, GiveReason, Goto, Next, Pause, TakeHand
from workshop_tui.session.timing.day import Mode
from workshop_tui.session.timing.replanning_commands import Extend
from workshop_tui.tui.dialogs.both import BothScreen
from workshop_tui.tui.dialogs.confirm import ConfirmScreen
from workshop_tui.tui.widgets.ask import Ask
from workshop_tui.tui.widgets.composer import Composer
from workshop_tui.tui.widgets.line import Line
from workshop_tui.tui.widgets.notice import fitting
from workshop_tui.tui.widgets.rows import Rows
from workshop_tui.tui.widgets.timetable import Timetable


def does(other: Session, command) -> None:
    """Have another do it, who knows all."""
    other.catch_up()
    other.do(command)


@pytest.mark.parametrize("waited_s", [0.1, 0.3, 0.6, 1.2])
async def test_what_another_did_just_before_a_key_is_said_and_the_same_key_again_does_it(
    app, session, aurelie, waited_s
):
    async with app(session, "en").run_test(size=(120, 40)) as pilot:
        await pilot.press("right")
        await settled(pilot)
        does(aurelie, Next())
        await pilot.pause(waited_s)
        await pilot.press("right")
        assert session.state.day.live == "tour", "one segment on, not two"
        said = notice(pilot.app.screen)
        assert said.startswith("Aurélie moved on to “Tour d’é")
        assert said.endswith("s ago: press again")
        await pilot.press("right")
        assert session.state.day.live == "collectifs"


async def test_what_has_stood_on_the_screen_is_seen_and_so_is_what_one_did_oneself(app, session, aurelie):
    async with app(session, "en").run_test(size=(120, 40)) as pilot:
        does(aurelie, Next())
        await pilot.pause(2)
        await pilot.press("right")
        assert session.state.day.live == "tour"
        await pilot.press("e", "space")
        assert session.state.day.mode is Mode.PAUSED
        does(aurelie, Next())
        await pilot.pause(0.3)
        await pilot.press("e", "space", "e")
        await settled(pilot)
        assert session.state.day.segments["collectifs"].allotted_s == session.state.day.plan("collectifs").minutes * 60
        assert session.state.day.mode is Mode.RUNNING, "another key is answered for itself"


async def test_a_key_that_is_held_counts_once(app, session):
    async with app(session, "en").run_test(size=(120, 40)) as pilot:
        for _time in range(8):
            pilot.app.post_message(events.Key("right", None))
        await settled(pilot)
        assert session.state.day.live == "accueil"
        await pilot.press("right")
        await settled(pilot)
        assert session.state.day.live == "tour"
        for _time in range(8):
            pilot.app.post_message(events.Key("up", None))
        await settled(pilot)
        assert pilot.app.screen.query_one(Timetable).selected != "tour", "arrows repeat as they always did"


async def test_a_question_names_its_command_and_its_segment_and_goes_when_another_moves_the_day(app, session, aurelie):
    session.do(Next())
    does(aurelie, TakeHand())
    async with app(session, "en").run_test(size=(120, 40)) as pilot:
        await pilot.pause(2)
        await pilot.press("right")
        await settled(pilot)
        question = str(pilot.app.screen.query_one("#question", Line).content)
        tour = session.state.day.title("tour")
        assert question == f"Aurélie has the hand. Take the hand, and move on to “{tour}”?"
        does(aurelie, Next())
        await settled(pilot)
        assert not isinstance(pilot.app.screen, ConfirmScreen)
        assert notice(pilot.app.screen).endswith(": what was asked is not done")
        await pilot.press("enter")
        await settled(pilot)
        assert session.state.day.live == "tour"
        assert session.state.day.hand == session.state.day.plan("tour").lead[0]


async def test_the_end_that_is_asked_about_is_not_the_reopening_of_a_day_that_another_ended(app, session, aurelie):
    session.do(Next())
    async with app(session, "en").run_test(size=(120, 40)) as pilot:
        await pilot.press("E")
        await settled(pilot)
        does(aurelie, End())
        await settled(pilot)
        await pilot.press("E")
        assert session.state.day.mode is Mode.ENDED
        assert notice(pilot.app.screen).startswith("Aurélie ended the day at")


async def test_a_command_that_is_refused_takes_no_hand(session, aurelie):
    session.do(TakeHand())
    aurelie.catch_up()
    with pytest.raises(Exception, match="nothing is live"):
        aurelie.do(Pause(), take=True)
    assert aurelie.state.day.hand == "pascal"


async def test_a_selection_stays_on_its_segment_whoever_moves_the_day(app, session, aurelie, clock):
    session.do(Next())
    async with app(session, "en").run_test(size=(160, 40)) as pilot:
        table = pilot.app.screen.query_one(Timetable)
        assert table.selected == "accueil"
        table.select("tampon-matin")
        does(aurelie, Next())
        await pilot.pause(2)
        assert table.selected == "tampon-matin"
        await pilot.press("a")
        assert str(pilot.app.screen.query_one(Ask).border_title).startswith("After “Tampon du matin”: a title")
        await pilot.press(*"Energizer 10")
        does(aurelie, Next())
        await pilot.pause(2)
        await pilot.press("enter")
        await settled(pilot)
        order = session.state.day.order["matin"]
        assert order[order.index("tampon-matin") + 1] == "energizer"
        said = notice(pilot.app.screen)
        assert said.startswith("Pascal added “Energizer”, 10 min, at 08:55, after “Tampon du matin”, foreseen at ")
        table.select("collectifs")
        does(aurelie, Goto("tour"))
        await settled(pilot)
        assert table.selected == "tour", "who is on what is live stays on that"


@pytest.mark.parametrize(
    ("room", "told"),
    [
        (99, "Pascal changed “Tour d’écran : qui je suis” by +5 min at 09:40"),
        (50, "Pascal changed “Tour d’écran …” by +5 min at 09:40"),
        (20, "Pascal changed “Tour d’éc…” by +5 min at 09:40"),
    ],
)
def test_a_title_in_a_sentence_is_shortened_before_what_is_said_of_it(room, told):
    assert fitting("Pascal changed “Tour d’écran : qui je suis” by +5 min at 09:40", room) == told
    french = "Pascal modifie «\u00a0Tour d’écran : qui je suis\u00a0» de +5 min à 9h40"
    assert fitting(french, 50) == "Pascal modifie «\u00a0Tour d’écran …\u00a0» de +5 min à 9h40"


@pytest.mark.parametrize("sign", ["/", "\\"])
def test_of_a_path_in_a_sentence_that_is_too_long_the_name_is_left_on_windows_too(monkeypatch, sign):
    monkeypatch.setattr("workshop_tui.tui.widgets.notice.os.sep", sign)
    path = sign.join(("C:", "Users", "zoe", "Documents", "ateliers", "day.toml"))
    assert fitting(f"{path} was changed elsewhere", 40) == f"…{sign}day.toml was changed elsewhere"
    longer, shorter = "“" + "a" * 40 + "”", "“" + "b" * 20 + "”"
    assert fitting(f"{longer} after {shorter}", 50) == "“" + "a" * 18 + "…” after " + shorter


async def test_where_there_is_little_room_hints_go_before_what_is_said_of_a_segment(app, session, clock):
    clock.instant = utc(9)
    session.do(Next())
    async with app(session, "en").run_test(size=(80, 24)) as pilot:
        await pilot.press("a", *"Energizer 10", "enter")
        await settled(pilot)
        assert notice(pilot.app.screen) == (
            "Pascal added “Energizer”, 10 min, at 09:00, after “Accuei…”, foreseen at 09:10"
        )
        await pilot.press("space")
        await settled(pilot)
        assert notice(pilot.app.screen).endswith("u takes it back, w says why")


# ── what was said ──────────────────────────────────────────────────────────────────────────────────────────
def title(app) -> str:
    return str(app.screen.query_one("#composer").border_title)


async def test_a_note_belongs_to_the_segment_in_which_it_was_begun_and_its_time_is_that(app, session, aurelie, clock):
    clock.instant = utc(9)
    session.do(Next())
    async with app(session, "en").run_test(size=(200, 40)) as pilot:
        clock.instant = utc(9, 5)
        await pilot.press("n", *"begun")
        accueil, tour = (session.state.day.title(key) for key in ("accueil", "tour"))
        assert title(pilot.app) == f"Note of 09:05: {accueil}"
        clock.instant = utc(9, 10)
        does(aurelie, Next())
        await settled(pilot)
        assert title(pilot.app) == f"Note of 09:05: {accueil} — ^y: {tour}"
        await pilot.press("escape", "n", *", then finished")
        clock.instant = utc(9, 20)
        await pilot.press("enter")
        await settled(pilot)
        taken = session.state.notebook.notes[-1].taken
        assert (taken.text, taken.segment, taken.at) == ("begun, then finished", "accueil", utc(9, 5))
        await pilot.press("n", *"another")
        clock.instant = utc(9, 30)
        does(aurelie, Next())
        await settled(pilot)
        await pilot.press("ctrl+y")
        assert title(pilot.app).startswith("Note of 09:30: ")
        await pilot.press("ctrl+y")
        assert title(pilot.app).startswith(f"Note of 09:20: {tour} — ^y: ")
        await pilot.press("ctrl+y", "enter")
        await settled(pilot)
        taken = session.state.notebook.notes[-1].taken
        assert (taken.segment, taken.at) == ("collectifs", utc(9, 30))


async def test_a_phase_stays_within_its_segment_and_ends_with_a_break(app, session, clock):
    clock.instant = utc(9)
    session.do(Next())
    async with app(session, "en").run_test(size=(120, 40)) as pilot:
        for at, moves, text, phases in (
            (5, (), "one #emergence", ("emergence",)),
            (6, (), "two", ("emergence",)),
            (10, ("tour",), "three", ()),
            (11, (), "four #action", ("action",)),
            (12, ("pause-matin", "tour"), "five", ()),
        ):
            clock.instant = utc(9, at)
            for key in moves:
                session.do(Goto(key))
            await pilot.press("n", *text, "enter")
            await settled(pilot)
            assert session.state.notebook.notes[-1].taken.phases == phases, text


async def test_a_name_that_is_forgotten_goes_from_what_is_half_typed_said_and_asked_for(app, session, aurelie, clock):
    for name in ("Zoé Martin", "Paul Mas"):
        session.do(Expect(name))
    session.do(Next())
    session.do(TakeNote("Zoé Martin a un local"))
    async with app(session, "en").run_test(size=(120, 40)) as pilot:
        await pilot.press("n", *"Zoé Martin's place")
        pilot.app.screen.say("said of Zoé Martin")
        aurelie.catch_up()
        without = without_name(aurelie.state, "Zoé Martin")
        aurelie.forget_name(without)
        await settled(pilot)
        composer = pilot.app.screen.query_one("#composer")
        assert composer.tags.draft.text == f"{without.code}'s place"
        assert pilot.app.screen.query_one("#text").value == f"{without.code}'s place"
        assert all("Zoé" not in one.text for one in pilot.app.screen.query_one("#notice").kept)
        await pilot.press("enter")
        await settled(pilot)
        assert session.state.notebook.notes[-1].taken.text == f"{without.code}'s place"


async def test_a_name_of_nobody_who_is_registered_goes_from_what_is_half_typed_as_well(app, session, aurelie):
    session.do(TakeNote("Zoé Martin a un local"))
    async with app(session, "en").run_test(size=(120, 40)) as pilot:
        await pilot.press("n", *"Zoé Martin's place")
        aurelie.catch_up()
        aurelie.forget_name(without_name(aurelie.state, "Zoé Martin"))
        await settled(pilot)
        assert pilot.app.screen.query_one("#composer").tags.draft.text == "[…]'s place"


async def test_what_still_has_a_name_that_is_forgotten_at_this_moment_is_kept_with_its_code(app, session, aurelie):
    session.do(Expect("Zoé Martin"))
    async with app(session, "en").run_test(size=(120, 40)) as pilot:
        await pilot.press("n", *"Zoé Martin came")
        await settled(pilot)
        screen = pilot.app.screen
        aurelie.catch_up()
        without = without_name(aurelie.state, "Zoé Martin")
        aurelie.forget_name(without)
        draft = screen.query_one("#composer").tags.draft
        await screen.on_composer_submitted(Composer.Submitted(draft))
        assert session.state.notebook.notes[-1].taken.text == f"{without.code} came"
        assert notice(screen) == "Note kept, with the code of somebody who was forgotten meanwhile"


@pytest.mark.parametrize(
    ("key", "text", "phases"),
    [
        ("m", "mine", ()),
        ("t", "theirs", ("emergence",)),
        ("b", "theirs\nmine", ("emergence",)),
        ("escape", "theirs", ("emergence",)),
    ],
)
async def test_a_note_that_two_change_at_once_is_shown_to_the_second_who_chooses(
    app, session, aurelie, key, text, phases
):
    session.do(TakeNote("first"))
    aurelie.catch_up()
    number = session.state.notebook.notes[0].number
    async with app(session, "en").run_test(size=(80, 24)) as pilot:
        await pilot.press("l", "enter", "ctrl+u", *"mine")
        aurelie.do(AmendNote(number, text="theirs", phases=("emergence",)))
        await settled(pilot)
        await pilot.press("enter")
        await settled(pilot)
        shown = pilot.app.screen.query_one("#texts", Line).content
        assert str(shown).startswith(f"Aurélie changed note {number} at 08:55 meanwhile")
        assert "Theirs: theirs · Emergence" in str(shown)
        assert "Mine: mine" in str(shown)
        await pilot.press(key)
        await settled(pilot)
        taken = session.state.notebook.notes[0].taken
        assert (taken.text, taken.phases) == (text, phases)


async def test_a_field_of_an_initiative_that_two_say_at_once_is_shown_to_the_second(app, session, aurelie):
    session.do(RecordInitiative(name="Garden", kind="garden"))
    aurelie.catch_up()
    async with app(session, "en").run_test(size=(120, 40)) as pilot:
        await pilot.press("i", "enter")
        await settled(pilot)
        pilot.app.screen.query_one(Rows).select("territory")
        await pilot.press("enter", *"Aurillac")
        aurelie.do(RecordInitiative("garden", territory="Vic"))
        await settled(pilot)
        await pilot.press("enter")
        await settled(pilot)
        assert isinstance(pilot.app.screen, BothScreen)
        assert session.state.notebook.initiatives["garden"].territory == "Vic"
        await pilot.press("b")
        await settled(pilot)
        assert session.state.notebook.initiatives["garden"].territory == "Vic, Aurillac"
        assert not pilot.app.screen.query("Ask")


@pytest.mark.parametrize(
    ("key", "kept"), [("m", ("Zoé Martine", "Mairie")), ("t", ("Zoé Martini", None)), ("escape", ("Zoé Martini", None))]
)
async def test_a_participant_that_two_change_at_once_is_shown_to_the_second(app, session, aurelie, key, kept):
    session.do(Expect("Zoé Martin"))
    aurelie.catch_up()
    zoe = next(key for key, one in session.state.attendance.people.items() if one.name == "Zoé Martin")
    async with app(session, "en").run_test(size=(120, 40)) as pilot:
        await pilot.press("c")
        await settled(pilot)
        pilot.app.screen.query_one(Rows).select(zoe)
        await pilot.press("e", *"e, Mairie")
        aurelie.do(Expect("Zoé Martini", "", zoe))
        await settled(pilot)
        await pilot.press("enter")
        await settled(pilot)
        assert isinstance(pilot.app.screen, BothScreen)
        await pilot.press(key)
        await settled(pilot)
        one = session.state.attendance.people[zoe]
        assert (one.name, one.organisation) == kept
        assert bool(pilot.app.screen.query("Ask")) == (key == "escape"), "escape goes on with one's own"


async def test_a_line_that_was_left_half_typed_and_changed_by_another_since_is_shown_after_a_restart(
    app, session, aurelie, clock
):
    session.do(RecordInitiative(name="Garden", kind="garden"))
    session.do(Expect("Zoé Martin"))
    aurelie.catch_up()
    (zoe,) = (key for key, one in session.state.attendance.people.items() if one.name == "Zoé Martin")
    lines = (("ienter", "territory", "enter", "Aurillac"), ("c", zoe, "e", "e, Mairie"))

    async def go_on(pilot: Pilot[str], screen: str, row: str, key: str, text: str) -> None:
        for press in re.findall("^.|enter", screen):
            await pilot.press(press)
            await settled(pilot)
        pilot.app.screen.query_one(Rows).select(row)
        await pilot.press(key, *text)
        await settled(pilot)

    def terminal() -> Session:
        return Session(SqliteJournal(session.journal.file), clock, "pascal")

    for line in lines:
        async with app(terminal(), "en").run_test(size=(120, 40)) as pilot:
            await go_on(pilot, *line)
    aurelie.do(RecordInitiative("garden", territory="Vic"))
    aurelie.do(Expect("Zoé Martini", "", zoe))
    for screen, row, key, _text in lines:
        async with app(terminal(), "en").run_test(size=(120, 40)) as pilot:
            await go_on(pilot, screen, row, key, "")
            await pilot.press("enter")
            await settled(pilot)
            assert isinstance(pilot.app.screen, BothScreen), (screen, row, key)
            await pilot.press("escape")
            await settled(pilot)
    aurelie.catch_up()
    assert aurelie.state.attendance.people[zoe].name == "Zoé Martini"
    assert "Zoé" in terminal().draft(f"participant {zoe}")
    aurelie.forget_name(without_name(aurelie.state, "Zoé Martini"))
    assert "Zoé" not in terminal().draft(f"participant {zoe}")


def test_a_note_that_is_brought_back_is_shown_to_the_room_by_nobody_unasked(session):
    session.do(TakeNote("pinned"))
    number = session.state.notebook.notes[0].number
    session.do(PinNote(number))
    session.do(WithdrawNote(number))
    session.do(BringBackNote(number))
    assert session.state.notebook.pinned is None


async def test_a_note_that_another_brings_back_is_told_to_its_author_with_their_name(app, session, aurelie):
    session.do(TakeNote("mine"))
    number = session.state.notebook.notes[0].number
    async with app(session, "en").run_test(size=(120, 40)) as pilot:
        does(aurelie, WithdrawNote(number))
        await settled(pilot)
        assert notice(pilot.app.screen).startswith(f"Aurélie withdrew note {number} at 08:55: “mine”")
        does(aurelie, BringBackNote(number))
        await settled(pilot)
        assert notice(pilot.app.screen).startswith(f"Aurélie brought note {number} back at 08:55: “mine”")
        await pilot.press("l")
        await settled(pilot)
        assert "(changed by Aurélie)" in str(pilot.app.screen.query_one("#whole", Line).text)


@pytest.mark.parametrize(("key", "kept"), [("m", "technical"), ("t", "choice"), ("escape", "choice")])
async def test_a_reason_that_two_give_at_once_is_shown_to_the_second(app, session, aurelie, clock, key, kept):
    session.do(Next())
    number = session.do(Extend(5, None)).number
    async with app(session, "en").run_test(size=(120, 40)) as pilot:
        await pilot.press("w")
        await settled(pilot)
        does(aurelie, GiveReason("choice", number))
        await settled(pilot)
        await pilot.press("t")
        await settled(pilot)
        assert "Theirs: choice" in str(pilot.app.screen.query_one("#texts", Line).content)
        await pilot.press(key)
        await settled(pilot)
        assert session.state.day.reasons[number] == kept
