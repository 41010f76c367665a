"""Doing what was asked for, on the desk's thread, and the answer in words: done, or why not and because of whom."""

from __future__ import annotations

from http import HTTPStatus

from msgspec import Struct

from workshop_tui.journal import JournalError
from workshop_tui.locale import Message, _, say
from workshop_tui.presence import SIGNALS, not_seen
from workshop_tui.serve.desk import Desk
from workshop_tui.serve.presses import UNKNOWN_SIGNAL, DraftKept, NotePress, Press, SignalSent
from workshop_tui.service import Session
from workshop_tui.session.decide import still_meant
from workshop_tui.session.event import Command, person
from workshop_tui.session.refusal import LeftOpen, NotLeading, Refused
from workshop_tui.session.seen import Sight, just_done
from workshop_tui.session.state import State, told
from workshop_tui.session.timing.commands import TakeHand, TimingCommand, Undo, of_another
from workshop_tui.session.timing.timeline import timeline
from workshop_tui.shapes import VERSION
from workshop_tui.spoken.kept import kept
from workshop_tui.spoken.meaning import meant
from workshop_tui.spoken.results import result
from workshop_tui.spoken.words import Titles, sentences


class Done(Struct, frozen=True, kw_only=True):
    """The answer where it was done: so in words (`did`), and the number of its event (0: none); `seen` is for the next
    press."""

    version: int = VERSION
    session: str
    did: str
    number: int
    seen: int
    remarks: tuple[str, ...] = ()


class Refusal(Struct, frozen=True, kw_only=True):
    """Why nothing was done; `by`: the key, and the name, of who stands in the way: who leads, or moved the day.

    `ask`: a question to whose yes the same press again, with `again` or `take`, is the answer; else null.
    """

    version: int = VERSION
    session: str
    why: str
    by: str | None = None
    name: str | None = None
    seen: int = 0
    ask: str | None = None
    take: bool = False


Answer = tuple[HTTPStatus, Done | Refusal]


class _Told(Refused):
    """Refused for what `by` did: it is told first."""

    def __init__(self, message: Message, by: str, ask: Message | None = None) -> None:
        super().__init__(message)
        self.by = by
        self.ask = ask


def press(desk: Desk, asked: Press) -> Answer:
    """Do it. A full disk, or a server that is away, is no refusal: asked again later, it may be done."""
    session: Session | None = None
    try:
        session = desk.session_of(asked.by)
        return HTTPStatus.OK, _done(session, asked)
    except NotLeading as refusal:
        assert session
        return HTTPStatus.CONFLICT, _not_leading(session, asked, refusal)
    except _Told as refusal:
        ask = str(refusal.ask) if refusal.ask else None
        return HTTPStatus.CONFLICT, not_done(desk, session, str(refusal), refusal.by, ask)
    except Refused as refusal:
        moves = session and not isinstance(asked, NotePress) and session.state.day.last_timing
        by = session.state.events[moves - 1].by if session and moves else None
        return HTTPStatus.CONFLICT, not_done(desk, session, str(refusal), by)
    except JournalError as error:
        return HTTPStatus.SERVICE_UNAVAILABLE, not_done(desk, session, _("Not kept: {why}", why=error))


def send_signal(desk: Desk, asked: SignalSent) -> Answer:
    """Tell the others."""
    if asked.signal not in SIGNALS:
        why = Message(UNKNOWN_SIGNAL.text, {"value": asked.signal, "known": ", ".join(SIGNALS)})
        return HTTPStatus.UNPROCESSABLE_ENTITY, not_done(desk, None, str(why))
    try:
        session = desk.session_of(asked.by)
        session.signal(asked.signal)
        blind = not_seen(session.state, session.journal.present(), session.by)
    except (JournalError, Refused) as error:
        return HTTPStatus.SERVICE_UNAVAILABLE, not_done(desk, None, _("Not sent: {why}", why=error))
    return HTTPStatus.OK, answer(session.state, _("Sent: {signal}", signal=SIGNALS[asked.signal]) + blind)


def keep_draft(desk: Desk, asked: DraftKept) -> Answer:
    """Keep what is half-typed: on the disk, or here as long as that is full, which is said."""
    try:
        session = desk.session_of(asked.by)
        session.keep_draft(asked.kept(session.state))
    except JournalError as error:
        return HTTPStatus.SERVICE_UNAVAILABLE, not_done(desk, None, _("Not kept: {why}", why=error))
    if session.held.why:
        why = _("Not kept: {why}", why=session.held.why)
        return HTTPStatus.SERVICE_UNAVAILABLE, not_done(desk, session, why)
    return HTTPStatus.OK, answer(session.state, "")


# ── a command ──────────────────────────────────────────────────────────────────────────────────────────────
def _done(session: Session, asked: Press) -> Done:
    state = session.state
    command = asked.command(state)
    _is_seen(session, asked, command)
    if isinstance(asked, NotePress):
        return noted(session, asked)
    if asked.ask and not asked.again:
        _ask(session, command)
    record = session.do(command, take=asked.take)
    words = result(session.state, record.event, session.now(), Titles(), record.number)
    return answer(session.state, words, record.number)


def noted(session: Session, asked: NotePress) -> Done:
    """Take the note, once."""
    taken, at = asked.command(session.state), asked.at(session.now())
    if number := asked.taken_before(session.state, taken, session.by, at):
        return answer(session.state, sentences(_("note {number} kept", number=number)), number)
    record = session.do(taken, at)
    session.keep_draft("")
    words = kept(session.state, record.event, record.number)  # type: ignore[arg-type]
    remarks = tuple(str(one) for one in asked.read(session.state).remarks)
    return answer(session.state, words, record.number, remarks)


def _is_seen(session: Session, asked: Press, command: Command) -> None:
    """Raise if the day has moved since what the press's person had seen, or so shortly before that they had not."""
    state = session.state
    number = state.day.last_timing
    if asked.seen is None or not isinstance(command, TimingCommand | TakeHand):
        return
    last = state.events[number - 1] if number else None
    if asked.seen != number:
        raise _Told(told(state, last) if last else say("what was shown is no more"), last.by if last else "")
    if asked.stood_ms is None or asked.again or last is None:
        return
    stood = Sight.carried(asked.seen, asked.stood_ms / 1000).unseen_s(state, command, session.by, 0.0)
    if stood is not None:
        raise _Told(just_done(state, number, stood), last.by)


def _ask(session: Session, command: Command) -> None:
    """Raise with the question that a screen would ask of its person first."""
    state, now = session.state, session.now()
    try:
        still_meant(state.day, command, now)
    except LeftOpen as refusal:
        asked = say("{told}. Do it now all the same?", told=refusal.message)
        raise _Told(refusal.message, "", asked) from None
    if isinstance(command, Undo) and (theirs := of_another(state.day, session.by, now)):
        deed = told(state, theirs)
        raise _Told(deed, theirs.by, say("Take that back? {deed}.", deed=deed))


def _not_leading(session: Session, asked: Press, refusal: NotLeading) -> Refusal:
    state = session.state
    deed = meant(state, timeline(state.day, session.now()), asked.command(state))
    question = _("{leads}. Take the hand, and {deed}?", leads=refusal, deed=deed)
    hand = state.day.hand or ""
    return Refusal(
        session=state.id,
        why=str(refusal),
        by=hand,
        name=person(state.agenda, hand),
        seen=state.day.last_timing,
        ask=question,
        take=True,
    )


def not_done(desk: Desk, session: Session | None, why: str, by: str | None = None, ask: str | None = None) -> Refusal:
    """Say why nothing was done, because of whom, and what may be asked."""
    state: State = session.state if session else desk.sight.state
    name = person(state.agenda, by) if by else None
    return Refusal(session=state.id, why=why, by=by or None, name=name, seen=state.day.last_timing, ask=ask)


def answer(state: State, did: str, number: int = 0, remarks: tuple[str, ...] = ()) -> Done:
    """Say what was done."""
    return Done(session=state.id, did=did, number=number, seen=state.day.last_timing, remarks=remarks)
