"""A name is forgotten: it stands in nothing that was written, its code does, and who it was goes on counting."""

from __future__ import annotations

import sqlite3
from typing import get_args

import pytest

from tests.conftest import DAY, created, utc
from tests.report.conftest import everything
from tests.session.examples import filled
from workshop_tui.agenda.reading import agenda_of
from workshop_tui.agenda.structs import table
from workshop_tui.clock import FixedClock
from workshop_tui.journal.sqlite import SqliteJournal
from workshop_tui.service import Session
from workshop_tui.session.attendance.commands import Arrive, Expect, Strike
from workshop_tui.session.decide import decide
from workshop_tui.session.events import as_json
from workshop_tui.session.notes.commands import RecordInitiative, TakeNote
from workshop_tui.session.notes.events import InitiativeRecorded
from workshop_tui.session.notes.notebook import Details
from workshop_tui.session.privacy.confidentiality import Veil
from workshop_tui.session.privacy.forgetting import without_name
from workshop_tui.session.privacy.meanwhile import forgotten_between
from workshop_tui.session.refusal import Refused
from workshop_tui.session.timing.commands import GiveReason, Goto, Next, Reopen
from workshop_tui.session.timing.replanning_commands import Add, Extend
from workshop_tui.session.timing.replanning_events import ProposalApplied, ProposalKind, SegmentAdded

MARIE = "Marie Dupont"


@pytest.fixture
def terminals(seed, tmp_path, clock):
    """Two terminals on a session where Zoé, Marie and Jean were named, in that order."""
    file = created(tmp_path, seed, DAY, "s", clock, "pascal")
    both = Session(SqliteJournal(file), clock, "pascal"), Session(SqliteJournal(file), clock, "aurelie")
    for name in ("Zoé Martin", MARIE, "Jean Dupont"):
        both[0].do(Expect(name, "Mairie de Salers"))
    yield both
    for session in both:
        session.close()


def forget(session: Session, named: str = MARIE) -> None:
    session.forget_name(without_name(session.state, named))


def texts(session: Session) -> list[str]:
    return [note.taken.text for note in session.state.notebook.notes]


@pytest.mark.parametrize(
    ("said", "left"),
    [
        ("Marie Dupont l'a dit", "P2 l'a dit"),
        ("MARIE\ndupont, puis marie", "P2, puis P2"),
        ("les Dupont", "les P2/P3"),
        ("photoMarie2.jpg", "photoP2.jpg"),
        ("Jean Dupont et jean dupont", "Jean Dupont et Jean Dupont"),
        ("Mariette Dupontel, Jean, Zoé", "Mariette Dupontel, Jean, Zoé"),
    ],
)
def test_a_name_and_its_parts_are_replaced_by_the_code(terminals, said, left):
    pascal, _aurelie = terminals
    pascal.do(TakeNote(said))
    forget(pascal)
    assert texts(pascal) == [left]


def test_codes_stay_and_who_it_was_goes_on_counting(terminals):
    pascal, aurelie = terminals
    pascal.do(TakeNote("d'après elle", "verbatim", details=Details(speaker="Luc Petit")))
    before = Veil(pascal.state).codes
    pascal.do(Arrive(MARIE, "matin"))
    forget(pascal)
    aurelie.follow()
    for session in (pascal, aurelie):
        assert Veil(session.state).codes == {"P2" if name == MARIE else name: code for name, code in before.items()}
        assert session.state.attendance.came("matin") == ("p2",)
        assert session.state.attendance.people["p2"].organisation is None
        assert session.state.attendance.people["zoe-martin"].organisation == "Mairie de Salers"
    assert aurelie.state == pascal.state


def test_a_code_that_was_typed_is_that_of_a_name_and_moves_no_other(terminals):
    pascal, _aurelie = terminals
    before = Veil(pascal.state).codes
    pascal.do(TakeNote("je le ferais", "verbatim", details=Details(speaker="P3")))
    assert Veil(pascal.state).codes == before
    forget(pascal, "Jean")
    assert [*Veil(pascal.state).codes.values()] == ["P1", "P2", "P3"]


def test_forgetting_a_speaker_keeps_the_codes_of_those_after(terminals):
    pascal, _aurelie = terminals
    for speaker in ("Luc Petit", "Anne Roche"):
        pascal.do(TakeNote("oui", "verbatim", details=Details(speaker=speaker)))
    forget(pascal, "luc")
    assert [note.taken.details.speaker for note in pascal.state.notebook.notes] == ["P4", "Anne Roche"]
    assert Veil(pascal.state).codes["Anne Roche"] == "P5"


def test_of_a_name_in_every_field_nothing_is_left(seed, tmp_path):
    """In the agenda and in all that can be said, keys included; searched in the file, and in its log."""
    agenda = table(filled(seed, MARIE))
    agenda["blocks"][0]["segments"][0]["key"] = "accueil-de-marie-dupont"
    file = created(tmp_path, agenda_of(agenda), DAY, "s", FixedClock(utc(8)), "pascal")
    clock = FixedClock(utc(9))
    session = Session(SqliteJournal(file), clock, "pascal")
    for at, intent in everything(MARIE):
        clock.instant = at
        try:
            session.do(intent)
        except Refused:
            continue
    session.do(RecordInitiative(name="Le jardin de Marie"))
    session.do(TakeNote("là", initiative="le-jardin-de-marie"))
    session.do(Strike(MARIE))
    session.keep_draft('{"text":"Marie Dupont a')
    session.keep_draft("x", "participant marie-dupont")
    without = without_name(session.state, MARIE)
    for record in session.journal.read():
        names = "arie" in str(record.event) or getattr(record.event, "key", "") == "first"
        assert (without.event(record) != record.event) == names, record
    forget(session)
    written = b"".join(trace.read_bytes().lower() for trace in tmp_path.iterdir())
    assert [part for part in (b"marie", b"dupont") if part in written] == []
    assert session.draft() == '{"text":"P1 a'
    other = Session(SqliteJournal(file), FixedClock(utc(19)), "x")
    assert other.state == session.state
    assert "jardin-de-p1" in "".join(other.state.notebook.initiatives)
    assert other.state.notebook.notes[-1].taken.initiative in other.state.notebook.initiatives
    other.do(Reopen())
    other.do(Goto("accueil-de-p1"))
    raw = sqlite3.connect(file)
    with pytest.raises(sqlite3.IntegrityError):
        raw.execute("UPDATE events SET author = 'x'")
    raw.close()


def test_a_term_of_the_agendas_own_that_names_somebody_is_renamed_wherever_it_stands(seed, tmp_path, clock):
    agenda = table(seed)
    agenda["stakeholders"] = [*agenda["stakeholders"], {"key": "marie-dupont", "label": "Marie Dupont, maire"}]
    agenda["guests"] = [{"key": "frein", "name": "Frein"}]
    file = created(tmp_path, agenda_of(agenda), DAY, "s", clock, "pascal")
    session = Session(SqliteJournal(file), clock, "pascal")
    session.do(Expect(MARIE))
    details = Details(asker="collectif", asked="marie-dupont")
    session.do(TakeNote("là", "frein", stakeholders=("marie-dupont",), details=details, initiative="Chez Marie"))
    code = without_name(session.state, MARIE).code
    forget(session)
    forget(session, "Frein")
    (note,) = session.state.notebook.notes
    term = session.state.agenda.stakeholders[-1]
    assert (term.key, term.label) == (code.lower(), f"{code}, maire")
    assert (note.taken.kind, note.taken.stakeholders, note.taken.details.asked) == ("frein", (term.key,), term.key)
    assert note.taken.initiative == f"Chez {code}"
    assert "frein" in {kind.key for kind in session.state.agenda.kinds}
    assert [guest.key for guest in session.state.agenda.guests] == ["p1"]


def test_a_part_of_the_name_that_is_a_trainers_stays(terminals):
    pascal, _aurelie = terminals
    pascal.do(Expect("Aurélie Petit"))
    pascal.do(TakeNote("Aurélie a vu Petit"))
    forget(pascal, "Aurélie Petit")
    assert texts(pascal) == ["Aurélie a vu P4"]


def test_a_name_that_is_a_word_of_the_program_leaves_events_that_can_be_read(terminals):
    pascal, aurelie = terminals
    for name in ("Anne Hand", "Luc Carry", "Zoé Debate", "Ève Done"):
        pascal.do(Expect(name))
    pascal.do(Next())
    pascal.do(Extend(30))
    pascal.do(GiveReason("debate"))
    pascal.do(Next())
    for kind in get_args(ProposalKind):
        pascal.journal.append(ProposalApplied(at=utc(9), by="pascal", kind=kind, block="matin"), utc(9))
    pascal.catch_up()
    before = [record.event.type for record in pascal.journal.read()]
    for name in ("Anne", "Luc", "Zoé Debate", "Ève"):
        forget(pascal, name)
    aurelie.follow()
    assert [record.event.type for record in aurelie.journal.read()][: len(before)] == before
    assert aurelie.state == pascal.state
    assert "debate" in aurelie.state.day.reasons.values()


def test_who_took_a_note_under_the_name_and_what_they_half_typed_is_renamed_too(terminals):
    pascal, _aurelie = terminals
    marie = Session(pascal.journal, pascal.clock, MARIE)
    marie.do(TakeNote("c'est moi"))
    marie.keep_draft("et encore")
    pascal.catch_up()
    forget(pascal)
    assert [note.taken.by for note in pascal.state.notebook.notes] == ["P2"]
    assert marie.draft() == ""


def test_the_beginning_of_a_name_is_not_the_name(terminals):
    pascal, _aurelie = terminals
    pascal.do(TakeNote("Luc et Jea sont là"))
    assert without_name(pascal.state, "Jea").code == "[…]"
    assert without_name(pascal.state, "dupont marie").code == "P2"


def test_words_of_the_lists_and_of_the_plan_are_no_part_of_a_name(terminals):
    """Élise Frein is forgotten: her surname is a kind of note, and the block “Matin” is nobody."""
    pascal, _aurelie = terminals
    pascal.do(Expect("Élise Frein"))
    pascal.do(Expect("Luc Matin"))
    pascal.do(TakeNote("un frein", "frein"))
    pascal.do(Arrive("luc", "matin"))
    agenda = pascal.state.agenda
    forget(pascal, "Élise")
    forget(pascal, "Luc")
    (note,) = pascal.state.notebook.notes
    assert (note.taken.kind, note.taken.text) == ("frein", "un P4")
    assert pascal.state.attendance.came("matin") == ("p5",)
    assert pascal.state.agenda == agenda


def test_a_name_that_only_texts_have_is_left_out(terminals):
    pascal, _aurelie = terminals
    pascal.do(TakeNote("Mme Lopez en a parlé ; Lopez, oui"))
    without = without_name(pascal.state, "Mme Lopez")
    assert without.count(pascal.journal.read()) == 1
    pascal.forget_name(without)
    assert texts(pascal) == ["[…] en a parlé ; Lopez, oui"]
    with pytest.raises(Refused, match="stands nowhere"):
        without_name(pascal.state, "Mme Lopez").count(pascal.journal.read())


@pytest.mark.parametrize(
    ("named", "why"),
    [
        ("Dupont", "several people could be meant: Marie Dupont, Jean Dupont"),
        ("Pascal", "runs the day"),
        ("le maire", "nobody is called"),
        ("", "nobody is called"),
    ],
)
def test_who_cannot_be_meant_is_refused_in_words(terminals, named, why):
    with pytest.raises(Refused, match=why):
        without_name(terminals[0].state, named)


def test_what_another_terminal_knew_is_gone_there_too(terminals):
    pascal, aurelie = terminals
    pascal.do(TakeNote("Marie est là"))
    pascal.do(RecordInitiative(name="Le vélo de Marie"))
    aurelie.catch_up()
    forget(pascal)
    aurelie.follow()
    assert "Marie" not in str(aurelie.state)
    aurelie.do(TakeNote("et la suite"))
    assert texts(aurelie) == ["P2 est là", "et la suite"]


def test_what_is_decided_by_its_old_key_afterwards_is_refused(terminals):
    pascal, _aurelie = terminals
    forget(pascal)
    with pytest.raises(Refused):
        decide(pascal.state, Arrive("marie-dupont", "matin"), utc(9), "pascal", None)


def test_records_of_segments_and_initiatives_follow_their_new_keys(terminals):
    pascal, _aurelie = terminals
    pascal.do(Next())
    pascal.do(Add("Café avec Marie Dupont", 5))
    pascal.do(Goto("cafe-avec-marie-dupont"))
    forget(pascal)
    added = next(r.event for r in pascal.journal.read() if isinstance(r.event, SegmentAdded))
    assert (added.segment, added.title) == ("cafe-avec-p2", "Café avec P2")
    assert pascal.state.day.live == "cafe-avec-p2"
    assert not [r for r in pascal.journal.read() if isinstance(r.event, InitiativeRecorded)]


@pytest.mark.parametrize("named", ["Zoé Martine", "Zoé Martin"])
def test_who_was_called_otherwise_before_a_correction_is_forgotten_under_both_names(terminals, named):
    pascal, aurelie = terminals
    key = next(key for key, one in pascal.state.attendance.people.items() if one.name == "Zoé Martin")
    pascal.do(TakeNote("Zoé Martin et Marie Dupont ont un local"))
    pascal.do(Expect("Zoé Martine", "", key))
    pascal.do(TakeNote("Zoé Martine, Jean Dupont"))
    before = Veil(pascal.state).codes
    aurelie.catch_up()
    forget(pascal, named)
    written = " ".join(as_json(one.event) for one in pascal.journal.read())
    assert "martin" not in written.lower()
    after = Veil(pascal.state).codes
    assert all(after[name] == before[name] for name in (MARIE, "Jean Dupont"))
    known = aurelie.state
    aurelie.catch_up()
    assert "Mart" not in forgotten_between(known, aurelie.state).draft("", "", "Zoé Martine, avant Zoé Martin")


def test_who_took_the_place_of_somebody_struck_off_is_another(terminals):
    pascal, _aurelie = terminals
    key = next(key for key, one in pascal.state.attendance.people.items() if one.name == "Zoé Martin")
    pascal.do(Strike(key))
    pascal.do(Expect("Luce Roux"))
    pascal.do(TakeNote("Zoé Martin est venue, Luce Roux non"))
    forget(pascal, "Luce Roux")
    assert "Zoé Martin est venue" in texts(pascal)[-1]
