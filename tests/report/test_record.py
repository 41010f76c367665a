"""The whole record as TOML: read back it is the same session, and each format the same bytes; what is wrong is told."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.conftest import utc
from tests.often import often
from tests.report.conftest import Said
from tests.report.hostile import HOSTILE
from workshop_tui.report.digest import digest
from workshop_tui.report.formats import FORMATS, Wanted, made
from workshop_tui.report.markdown import review
from workshop_tui.report.presence import presence
from workshop_tui.report.record import RecordError, read, written
from workshop_tui.session.attendance.commands import Arrive, ClearAttendance, Expect, Leave, Strike
from workshop_tui.session.event import Recorded
from workshop_tui.session.events import SessionOpened
from workshop_tui.session.names.events import NameForgotten
from workshop_tui.session.notes.commands import (
    AmendNote,
    BringBackNote,
    PinNote,
    RecordInitiative,
    TakeNote,
    WithdrawInitiative,
    WithdrawNote,
)
from workshop_tui.session.notes.notebook import Details
from workshop_tui.session.privacy.forgetting import without_name
from workshop_tui.session.state import fold
from workshop_tui.session.timing.commands import (
    End,
    GiveReason,
    Goto,
    Next,
    Pause,
    Reopen,
    Resume,
    Stop,
    TakeHand,
    Undo,
)
from workshop_tui.session.timing.replanning_commands import Add, Extend, Fit, Move, Skip
from workshop_tui.session.versions import RECORD

NOW = f"version = {RECORD}"
"""The version, as a record of today says it."""

TEXT = st.text(max_size=20)
WORD = st.sampled_from(["emergence", "Élus", "x", "collectif", "Marie", "frein", "action"])
KEY = st.sampled_from(["accueil", "tour", "carte", "temoignage", "bilan"])
BLOCK = st.sampled_from(["matin", "apres-midi", None])
DETAILS = st.builds(Details, met=WORD, asker=WORD, asked=WORD, answer=TEXT, who=TEXT, due=TEXT, settled=st.booleans())
INTENT = st.one_of(
    st.sampled_from([Next(), Pause(), Resume(), Stop(), Undo(), End(), Reopen(), TakeHand()]),
    st.builds(Goto, KEY),
    st.builds(Skip, KEY),
    st.builds(Extend, st.integers(-9, 9)),
    st.builds(Add, TEXT, st.integers(1, 9)),
    st.builds(Move, KEY, st.none(), st.just("apres-midi")),
    st.builds(Fit, st.sampled_from(["squeeze", "drop", "carry"]), late=st.just(True)),
    st.builds(
        TakeNote,
        TEXT,
        WORD,
        st.tuples(WORD),
        st.tuples(WORD),
        st.none(),
        TEXT,
        st.booleans(),
        st.booleans(),
        st.booleans(),
        DETAILS,
    ),
    st.builds(AmendNote, st.integers(2, 9), TEXT, details=DETAILS),
    st.builds(WithdrawNote, st.integers(2, 9)),
    st.builds(PinNote, st.one_of(st.none(), st.integers(2, 9))),
    st.builds(RecordInitiative, name=TEXT, stakes=TEXT, phase=WORD, stakeholders=st.tuples(WORD), case=st.booleans()),
    st.builds(WithdrawInitiative, TEXT),
    st.builds(Expect, TEXT, TEXT),
    st.builds(Arrive, TEXT, BLOCK),
    st.builds(Leave, TEXT, BLOCK),
    st.builds(ClearAttendance, TEXT, BLOCK),
    st.builds(Strike, TEXT),
    st.builds(BringBackNote, st.integers(2, 9)),
    st.builds(GiveReason, st.sampled_from(["debate", "late", None]), st.integers(2, 9)),
    st.builds(GiveReason, st.sampled_from(["technical", "choice", None]), st.none(), KEY),
)


def formats(state, records) -> list[str]:
    found = digest(state, utc(18), private=True, records=records)
    pages = [made(form, found, Wanted(language)) for form in FORMATS for language in ("fr", "en")]
    return [
        *pages,
        made("csv", found, Wanted("fr", "times")),
        review(found, "fr"),
        presence(state, "fr"),
    ]


@settings(max_examples=often(25, 200))
@given(intents=st.lists(st.tuples(INTENT, st.integers(0, 900)), max_size=25))
def test_any_session_comes_back_as_it_was_and_every_format_with_it(seed, tmp_path_factory, intents):
    session, now = Said(seed), utc(9)
    for intent, seconds in intents:
        now += timedelta(seconds=seconds, microseconds=seconds)
        session.do(now, intent)
    file = tmp_path_factory.mktemp("record") / "r.toml"
    file.write_text(written(session.records), encoding="utf-8", newline="")
    back = read(file)
    assert back == session.records
    state = fold(back)
    assert state == session.state
    assert formats(state, back) == formats(session.state, session.records)
    assert written(back) == written(session.records)


@pytest.mark.parametrize("sort", HOSTILE)
def test_hostile_text_comes_back_too(said, tmp_path, sort):
    session = said(HOSTILE[sort])
    (tmp_path / "r.toml").write_text(written(session.records), encoding="utf-8", newline="")
    assert read(tmp_path / "r.toml") == session.records


def test_a_record_of_an_earlier_version_is_read_and_none_before_the_first(said, tmp_path):
    file, session = tmp_path / "r.toml", said("plain")
    page = written(session.records)
    for version in range(1, RECORD):
        file.write_text(page.replace(NOW, f"version = {version}"), encoding="utf-8")
        assert read(file) == session.records
    file.write_text(page.replace(NOW, "version = 0"), encoding="utf-8")
    with pytest.raises(RecordError):
        read(file)


def test_that_a_name_was_forgotten_comes_back_with_its_code(said, tmp_path):
    session = said("plain")
    session.do(utc(9, 50), Expect("Marie Dupont"))
    without = without_name(session.state, "Marie")
    left = [replace(record, event=without.event(record)) for record in session.records]
    left.append(Recorded(len(left) + 1, utc(10), NameForgotten(at=utc(10), by="pascal", code=without.code)))
    (tmp_path / "r.toml").write_text(written(left), encoding="utf-8")
    back = read(tmp_path / "r.toml")
    assert back == left
    assert fold(back).names.erased == (without.code,)


def test_another_id_is_given_to_the_session(said, tmp_path):
    (tmp_path / "r.toml").write_text(written(said("x").records), encoding="utf-8")
    opened = read(tmp_path / "r.toml", "other")[0].event
    assert isinstance(opened, SessionOpened)
    assert opened.id == "other"


def test_a_text_that_somebody_put_an_escape_sequence_into_is_cleaned(said, tmp_path):
    page = written(said("innocent").records).replace('text = "innocent"', 'text = "a\\u001b]0;gone\\u0007b\\u202e"')
    (tmp_path / "r.toml").write_text(page, encoding="utf-8")
    state = fold(read(tmp_path / "r.toml"))
    assert {note.taken.text for note in state.notebook.notes} == {"ab"}


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('format = "workshop-tui record"', 'format = "x"', "r.toml:1:1: this is no record"),
        (NOW, f"version = {RECORD + 1}", "written by a newer workshop-tui"),
        (NOW, "version = [", "r.toml:"),
        *((NOW, f"version = {none}", "r.toml:2:") for none in ("0", "-1", '"3"', "true", "3.0", "2021-05-04", "[1]")),
        *(
            (NOW, f"version = {none}", "this record says no version that there is: a whole number from 1 to")
            for none in ("0", "-1", '"3"', "true", "3.0", "2021-05-04", "[1]")
        ),
        (NOW, "", "r.toml:1:1: this record says no version"),
        ("event = 3\n", "event = 7\n", "event 3: its number is not 3"),
        ('type = "NoteTaken"', 'type = "NoteTold"', "no kind of event is called so"),
        ('type = "SegmentStarted"', 'type = "SessionOpened"', "is not what this kind of event has"),
        ('segment = "accueil"\n', 'segment = "nowhere"\n', "it makes no sense after those before it"),
        ('text = "plain"\nsegment', "text = 3\nsegment", "“text” is not what this kind of event has"),
        ('id = "day"', 'id = "../day"', "an id has lower-case letters"),
        ("recorded_at = 2021-05-04 06:00:00+00:00", "recorded_at = 2021-05-04", "“recorded_at” is no instant"),
    ],
)
def test_what_is_wrong_with_a_record_is_told_with_its_line(said, tmp_path, old, new, told):
    page = written(said("plain").records)
    assert old in page
    (tmp_path / "r.toml").write_text(page.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(RecordError) as error:
        read(tmp_path / "r.toml")
    line = error.value.finding.told("r.toml")
    assert told in line
    assert "\n" not in line
    assert error.value.finding.line > 0


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"x = " + b"[" * 5000, b"events = 3", b"\x00" * 10])
def test_any_other_file_is_told_in_one_line(tmp_path, content):
    (tmp_path / "r.toml").write_bytes(content)
    with pytest.raises(RecordError):
        read(tmp_path / "r.toml")
