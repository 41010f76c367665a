"""The command that forgets what a note said, or somebody's name: in one session, or in all that there are."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial, reduce
from pathlib import Path
from typing import TYPE_CHECKING

import click
from msgspec import Struct

from workshop_tui.cli.asking import make_sure
from workshop_tui.cli.options import Failure, as_option, language_option, session_of, session_option
from workshop_tui.clock import SystemClock
from workshop_tui.host import streams
from workshop_tui.locale import Message, _, language, plural, say
from workshop_tui.text import clean, clean_line
from workshop_tui.text.typography import quoted

if TYPE_CHECKING:
    from workshop_tui.journal import Journal, Store
    from workshop_tui.journal.listing import Listed
    from workshop_tui.journal.remains import Finding, Forgotten
    from workshop_tui.service import Session
    from workshop_tui.session.event import Recorded
    from workshop_tui.session.privacy.forgetting import WithoutName
    from workshop_tui.session.state import State


@click.command(
    "forget", help=_("Remove what a note said, or a person's NAME, for good: from all that the session has written.")
)
@click.argument("what", metavar=_("NUMBER|NAME"))
@click.option("--all-sessions", "everywhere", is_flag=True, help=_("the NAME, from all sessions that there are"))
@click.option("--dry-run", is_flag=True, help=_("with --all-sessions: only show all that names them"))
@click.option("--yes", is_flag=True, help=_("do not ask"))
@session_option
@as_option
@language_option
def forget(
    what: str, everywhere: bool, dry_run: bool, yes: bool, session: str | None, by: str, language: str | None
) -> None:
    if everywhere and session:
        raise click.UsageError(_("“{one}” and “{other}” exclude each other", one="--all-sessions", other="--session"))
    if dry_run and not everywhere:
        raise click.UsageError(_("--dry-run goes with --all-sessions"))
    if everywhere:
        _everywhere(what, by, dry_run=dry_run, yes=yes)
        return
    from workshop_tui.cli.leftovers import tell_note_in_rest
    from workshop_tui.journal.remains import of_note
    from workshop_tui.session.notes.commands import find_note
    from workshop_tui.session.state import told

    with session_of(session, by, language) as opened:
        if what.isdecimal():
            note = find_note(opened.state.notebook, int(what), withdrawn=True)
            make_sure(_("Remove what note {number} said for good?", number=note.number), yes=yes)
            taken = next(one for one in opened.journal.read(note.number - 1) if one.number == note.number)
            record = opened.forget(note.number)
            _tell_remains(_in(opened, (note.taken.text,), of_note(taken)))
            tell_note_in_rest(note.taken.text)
        else:
            record = _forget_name(opened, what, yes)
        click.echo(told(opened.state, record.event))


def _forget_name(opened: Session, what: str, yes: bool) -> Recorded:
    """Forget whoever is called so; asked before, with how many events name them, unless `yes`."""
    from workshop_tui.cli.leftovers import forget_in_rest
    from workshop_tui.session.privacy.forgetting import without_name

    without = without_name(opened.state, what)
    count = without.count(opened.journal.read())
    places = plural("it stands in {count} event", "it stands in {count} events", count)
    meant = _(
        "Remove the name “{name}” for good ({places}), and put {code} in its place?",
        name=without.called,
        places=places,
        code=without.codes,
    )
    make_sure(meant, yes=yes)
    others = _those_that_follow(opened, without.name)  # before: then the code is the same there
    record = opened.forget_name(without)
    for session, there in others:
        _forget_there(opened.journal.store, session, opened.by, there)
        click.echo(_("In {session}, which goes on from it, too.", session=clean_line(session)))
    streams.tell(_("What was handed out or saved before still has it."))
    named = _tell_remains(_in(opened, without.all_wholes, partial(_same, without)))
    forget_in_rest(without.plan, named=named)
    return record


def _those_that_follow(opened: Session, name: str) -> list[tuple[str, WithoutName]]:
    """The sessions that go on from this one and have that name, each with how it is forgotten there."""
    from workshop_tui.journal.chains import following
    from workshop_tui.journal.sessions import state_of
    from workshop_tui.session.privacy.forgetting import Nowhere, without_name

    store = opened.journal.store
    found: list[tuple[str, WithoutName]] = []
    for session in following(store, opened.state.id):
        with store.open(session) as journal, suppress(Nowhere):
            without = without_name(state_of(journal), name)
            without.count(journal.read())
            found.append((session, without))
    return found


def _forget_there(store: Store, session: str, by: str, without: WithoutName) -> list[Forgotten]:
    """Forget it in that session, too; what was forgotten in its file. Raises `Refused`, `JournalError`."""
    from workshop_tui.service import Session

    opened = Session(store.open(session), SystemClock(), by)
    try:
        opened.forget_name(without)
        return _in(opened, without.all_wholes, partial(_same, without))
    finally:
        opened.close()


def _in(opened: Session, words: tuple[str, ...], without: Finding) -> list[Forgotten]:
    """The session's file, if it is one, and what was forgotten in it."""
    from workshop_tui.journal.remains import Forgotten
    from workshop_tui.journal.sqlite import SqliteJournal

    journal = opened.journal
    return [Forgotten(journal.file, opened.state.id, words, without)] if isinstance(journal, SqliteJournal) else []


def _same(without: WithoutName, _records: list[Recorded]) -> WithoutName:
    """The same rule, whatever the records."""
    return without


def _tell_remains(forgotten: list[Forgotten]) -> list[Path]:
    """Name the files beside sessions that still hold what was just forgotten in these; returns them."""
    from workshop_tui.journal.remains import remains

    found = remains(forgotten)
    if found:
        files = ", ".join(quoted(clean_line(file.name), language()) for file in found)
        streams.tell(_("It still stands in {files}: forget it there (-s), or remove what is not needed.", files=files))
    return found


class _Named(Struct):
    """A session that names somebody, the events that do, what else is theirs there, and how they are forgotten."""

    listed: Listed
    state: State
    records: list[Recorded]
    besides: list[str]
    without: WithoutName


def _everywhere(what: str, by: str, *, dry_run: bool, yes: bool) -> None:
    """Forget that name in each session that has it, or show what names them. Raises `Failure` if none has."""
    from workshop_tui.cli.leftovers import forget_in_rest, show_rest
    from workshop_tui.journal import JournalError
    from workshop_tui.journal.sessions import default_store, load
    from workshop_tui.session.privacy.forgetting import without_name
    from workshop_tui.session.refusal import Refused

    failed: list[Message] = []
    forgotten: list[Forgotten] = []
    try:
        store = default_store()
        named = [*_named(store, what, failed)]
    except JournalError as away:
        raise Failure(away.message) from None
    for one in named:
        summary, events = one.listed.summary, plural("{count} event", "{count} events", len(one.records))
        click.echo(f"{clean(one.listed.id)}\t{summary.day.isoformat()}\t{summary.title}\t{events}")
        for record in one.records if dry_run else ():
            click.echo(f"  {record.number}\t{record.event.at.isoformat()}\t{_told(one.state, record)}")
        for line in one.besides if dry_run else ():
            click.echo(f"  {line}")
    left = _left_of_plans(what, named)
    found = show_rest(left) if dry_run else named or failed or _in_plans_alone(left, yes)
    if not (named or failed or found):
        raise Failure(say("“{name}” stands in no session", name=clean_line(what)))
    if named and not dry_run:
        sessions = plural("{count} session", "{count} sessions", len(named))
        make_sure(_("Remove the name from {sessions} for good?", sessions=sessions), yes=yes)
        meant: dict[str, WithoutName] = {}  # all before the first: in days that follow one another codes are the same
        for one in named:
            try:
                meant[one.listed.id] = without_name(load(store, one.listed.id), what)
            except (JournalError, Refused) as error:
                failed.append(error.message)
        for session, without in meant.items():
            try:
                forgotten += _forget_there(store, session, by, without)
            except (JournalError, Refused) as error:
                failed.append(error.message)
        streams.tell(_("What was handed out or saved before still has it."))
        forget_in_rest(left, named=_tell_remains(forgotten))
    for told in failed:
        streams.tell(clean(f"workshop-tui: {told}"))
    if failed:
        raise click.exceptions.Exit(1)


def _in_plans_alone(left: Callable[[str], str], yes: bool) -> bool:
    """Forget it in plans that are not saved, where no session has it, and name other files; whether a plan had it."""
    from workshop_tui.cli.leftovers import forget_in_rest
    from workshop_tui.plans.forgetting import that_hold

    found = any(True for _one in that_hold(left))
    if found:
        make_sure(_("Remove the name for good from the plans that are not saved?"), yes=yes)
    forget_in_rest(left)
    return found


def _left_of_plans(what: str, named: list[_Named]) -> Callable[[str], str]:
    """How to leave the name out of plans that are not saved: its code of the latest session that has it stands there,
    too; where none has, it is left out, if it is a whole name: one word may be somebody else's."""
    from workshop_tui.session.privacy.forgetting import without_words

    rules = [one.without.plan for one in named]
    if not rules and " " in clean_line(what):
        rules = [without_words(clean_line(what)).text]
    return lambda text: reduce(lambda there, rule: rule(there), rules, text)


def _named(store: Store, what: str, failed: list[Message]) -> Iterator[_Named]:
    """The sessions that name whoever is called so; why others could not be looked at is told as `failed`."""
    from workshop_tui.journal import JournalError
    from workshop_tui.journal.sessions import state_of
    from workshop_tui.session.privacy.forgetting import Nowhere, without_name
    from workshop_tui.session.refusal import Refused

    found, damaged = store.summaries()
    failed += [error.message for error in damaged]
    for one in found:
        try:
            with store.open(one.id) as journal, suppress(Nowhere):
                state, records = state_of(journal), journal.read()
                without = without_name(state, what)
                naming = [record for record in records if without.event(record) != record.event]
                besides = [*_besides(journal, without)]
                if naming or besides:
                    yield _Named(one, state, naming, besides, without)
        except JournalError as error:
            failed.append(error.message)
        except Refused as refused:
            failed.append(say("{file}: {why}", file=one.id, why=refused.message))


def _besides(journal: Journal, without: WithoutName) -> Iterator[str]:
    """Say what is half-typed by them or names them, and where they have a terminal open: it is in no event."""
    from workshop_tui.journal.rows import parts_of

    for kept_as, text in journal.half_typed().items():
        author, about, _terminal = parts_of(kept_as)
        if without.draft(author, about, text) != text:
            yield clean_line(_("half-typed by {who}: {text}", who=author, text=text))
    for one in journal.present():
        if without.draft("", "", one.author) != one.author:
            yield clean_line(_("{who} has a terminal open ({view})", who=one.author, view=one.view))


def _told(state: State, record: Recorded) -> str:
    """The sentence for what happened, and what was said, on one line."""
    from workshop_tui.session.state import told

    what: object = record.event.type
    with suppress(ValueError, LookupError, TypeError, AttributeError):
        what = told(state, record.event)
    said = getattr(record.event, "text", None)
    return clean_line(f"{what} — {said}" if isinstance(said, str) and said else str(what))
