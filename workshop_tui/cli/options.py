"""Things that several commands share: their options, and opening the session that is meant."""

from __future__ import annotations

import functools
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, TypeVar

import click

from workshop_tui.clock import SystemClock
from workshop_tui.host import streams
from workshop_tui.host.person import account
from workshop_tui.locale import LANGUAGES, Message, _, say, speak
from workshop_tui.session.may import May
from workshop_tui.text import LONGEST_ACCOUNT, clean_line, is_unread

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from workshop_tui.agenda import Agenda
    from workshop_tui.service import Session
    from workshop_tui.session.state import State

Command = TypeVar("Command", bound=Callable[..., Any])


class Failure(click.ClickException):
    """Refused or invalid: one line on stderr, exit code 1."""

    exit_code = 1

    def __init__(self, message: Message | str) -> None:
        from workshop_tui.cli.remedies import with_remedy

        super().__init__(with_remedy(message))


def no_text(word: str) -> Message:
    """Say of a word in which bytes are no text that it is none."""
    return say("“{word}” is no text in {known}", word=clean_line(word), known=known_encodings())


def known_encodings() -> Message | str:
    """The encodings in which text is read here."""
    page = streams.console_page()
    return say("UTF-8 or {page}", page=page) if page else "UTF-8"


def complete_session(_ctx: click.Context, _param: click.Parameter, begun: str) -> list[CompletionItem]:
    """Session ids, for the shell."""
    from workshop_tui.cli.completing import sessions_begun

    return sessions_begun(begun)


def complete_segment(ctx: click.Context, _param: click.Parameter, begun: str) -> list[CompletionItem]:
    """Segment keys of the session meant, for the shell."""
    from workshop_tui.cli.completing import segments_begun

    return segments_begun(ctx.params.get("session"), begun)


def session_option(command: Command) -> Command:
    """`--session`."""
    told = _(
        "the session: its id or its file (left out: the only one under way, else the only open one, else the only one)"
    )
    names = ("--session", "-s", "session")
    return click.option(*names, metavar="SESSION", shell_complete=complete_session, help=told)(command)


def session_argument(*, required: bool = False) -> Callable[[Command], Command]:
    """`SESSION`, or `--session`: one of the two, as `session`; `required`, or None if neither is given."""

    def decorated(command: Command) -> Command:
        @functools.wraps(command)
        def called(session: str | None, argument: str | None, **given: Any) -> Any:
            if session and argument:
                raise click.UsageError(_("“{option}” is given twice: one is meant", option="SESSION"))
            if required and not (session or argument):
                raise click.MissingParameter(param_hint="'SESSION'", param_type="argument")
            return command(session=session or argument, **given)

        shown = "SESSION" if required else "[SESSION]"
        argument = click.argument("argument", metavar=shown, required=False, shell_complete=complete_session)
        return argument(session_option(called))  # type: ignore[return-value]

    return decorated


def as_option(command: Command) -> Command:
    """`--as`."""

    def named(ctx: click.Context, _param: click.Parameter, value: str) -> str:
        if not (is_name(value) or ctx.resilient_parsing):
            raise click.BadParameter(_("“{value}” is nobody's name", value=clean_line(value)))
        if why := unfit_name(value):
            raise click.BadParameter(str(why))
        return value

    told = _("who does it: a trainer's key or name, or any name")
    return click.option("--as", "by", metavar=_("NAME"), default=me, callback=named, help=told)(command)


view_option = click.option(
    "--view", type=click.Choice(["run", "room"]), default="run", help=_("the screen to start on")
)
may_option = click.option(
    "--may",
    type=click.Choice(["lead", "note", "watch"]),
    help=_("of a restricted key: lead the day, only take notes, or only watch (left out: lead)"),
)


def at_option(command: Command) -> Command:
    """`--at`."""
    return click.option(
        "--at", metavar=_("T"), help=_("when: 10:42, 10h42 (on the session's day), now or an ISO instant")
    )(command)


def take_option(command: Command) -> Command:
    """`--take`: read by `taking`, so that not every command has to pass it on."""

    def keep(ctx: click.Context, _param: click.Parameter, value: bool) -> None:
        ctx.meta["take"] = value

    told = _("take the hand first, if somebody else has it")
    return click.option("--take", is_flag=True, expose_value=False, callback=keep, help=told)(command)


def taking() -> bool:
    """Tell whether `--take` was given."""
    return bool(click.get_current_context().meta.get("take"))


def language_option(command: Command) -> Command:
    """`--language`."""
    between = _("or")
    names = f" {between} ".join(LANGUAGES)
    told = _("{names} (left out: the agenda's, else the locale's)", names=names)
    return click.option("--language", type=click.Choice(tuple(LANGUAGES)), help=told)(command)


def date_option(command: Command) -> Command:
    """`--date`."""
    return click.option(
        "--date", "day", type=Day(range(1900, 9000)), metavar=_("DATE"), help=_("the day, 2021-05-04 (left out: today)")
    )(command)


def tag_options(command: Command) -> Command:
    """`--phase`, `--stakeholder`, `--kind`, `--initiative`: what a note is tagged with."""
    for option in (
        click.option("--initiative", metavar="I", help=_("the initiative it is about")),
        click.option("--kind", metavar="K", help=_("the kind of note: frein, levier, action…")),
        click.option(
            "--stakeholder", "stakeholders", multiple=True, metavar="S", help=_("a stakeholder; may be repeated")
        ),
        click.option("--phase", "phases", multiple=True, metavar="P", help=_("a phase of action; may be repeated")),
    ):
        command = option(command)
    return command


def level_option(command: Command) -> Command:
    """`--level`."""
    told = _("how much is said unasked (docs/accessibility.md)")
    return click.option("--level", type=click.Choice(["brief", "normal", "full"]), default="normal", help=told)(command)


def segment_argument(*, required: bool = True) -> Callable[[Command], Command]:
    """`SEG`."""
    return click.argument(
        "segment", metavar=_("SEG") if required else _("[SEG]"), required=required, shell_complete=complete_segment
    )


class Day(click.ParamType):  # type: ignore[type-arg]
    """A date, as ISO 8601 writes it."""

    name = "date"

    def __init__(self, years: range = range(1, 10_000)) -> None:
        """`years` are those that it may lie in."""
        self.years = years

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        if isinstance(value, date):
            return value
        try:
            if (day := date.fromisoformat(value.strip())).year in self.years:
                return day
            raise ValueError(value)
        except ValueError:
            self.fail(_("“{value}” is no date: write 2021-05-04", value=value), param, ctx)


def instant(
    state: State, text: str | None, option: str = "--at", *, now: datetime | None = None, near: datetime | None = None
) -> datetime | None:
    """The instant that `option` means: as it is said at `now`, or of something planned, `near` what it is about.

    Raises click's usage error if it is none; `Refused` if there is no such hour.
    """
    if text is None:
        return None
    if text == "now" and now:
        return now
    from workshop_tui.cli.instants import read_instant

    return read_instant(state.day, text, option, now, near)


@contextmanager
def session_of(named: str | None, by: str = "", language: str | None = None, may: May = May.LEAD) -> Iterator[Session]:
    """The session meant, opened for this command with this right, its language spoken. Failures are one line."""
    from workshop_tui.journal import JournalError, NotShown
    from workshop_tui.journal.sessions import default_store, find
    from workshop_tui.service import Session
    from workshop_tui.session.present import doubt
    from workshop_tui.session.refusal import NotLeading, Refused
    from workshop_tui.unwritten import given_up, too_late

    try:
        store = default_store()
        opened = Session(store.open(find(store, named)), SystemClock(), by or account() or "", may)
        speak_for(opened.state.agenda, language)
        if told := doubt(opened.state, opened.clock.now()):
            streams.tell(str(told))
        try:
            yield opened
        finally:
            opened.close()
        if opened.held.given_up:
            streams.tell(given_up(len(opened.held.given_up)))
        if opened.held.too_late:
            streams.tell(too_late(opened.held.too_late))
        if why := opened.journal.only_read:  # what would write was refused with that, and needs no second line
            streams.tell(f"workshop-tui: {why}")
    except NotLeading as error:
        raise Failure(say("{leads}: --take takes the hand and does it", leads=error.message)) from None
    except NotShown as told:
        streams.tell(f"workshop-tui: {told}")
        raise click.exceptions.Exit(0) from None
    except (JournalError, Refused) as error:
        raise Failure(error.message) from None


def as_of(opened: Session, seen_at: datetime | None) -> State:
    """The session as it stands, or stood at an instant: only what had happened by then counts."""
    if seen_at is None:
        return opened.state
    from msgspec import structs

    from workshop_tui.session.state import fold, linked

    state = fold(record for record in opened.journal.read() if record.number == 1 or record.event.at <= seen_at)
    if state is None:
        raise AssertionError("a session has a first event")
    return linked(structs.replace(state, id=opened.state.id), opened.state.chain)


def asked_language(language: str | None = None) -> str | None:
    """`--language`, of the command or before it."""
    return language or click.get_current_context().find_root().params.get("language")


def speak_for(agenda: Agenda, language: str | None) -> None:
    """From here on: `--language` if it was given, else the agenda's, else the locale's stays."""
    if chosen := asked_language(language) or agenda.language:
        speak(chosen)


def me() -> str:
    """The name of who sits here: `WORKSHOP_TUI_AS`, else the account's name, else what is answered when asked.

    Raises `Failure` where nobody is there to answer.
    """
    for named in (os.environ.get("WORKSHOP_TUI_AS"), account()):
        if named and is_name(named):
            if why := unfit_name(named):
                raise Failure(why)
            return named
    context = click.get_current_context(silent=True)
    if context and context.resilient_parsing:  # a shell completes a word
        return ""
    if all(map(streams.somebody_at, (sys.stdin, sys.stderr))):
        told = str(click.prompt(_("Who are you? A trainer's key or name, or any name"), err=True))
        if is_name(told) and "\ufffd" not in told and not unfit_name(told):
            return told
    raise Failure(say("who does it is not known here: say it with --as, or in WORKSHOP_TUI_AS"))


def is_name(text: str) -> bool:
    """Tell whether `text` may be somebody's name: there is a letter or a figure in it."""
    return any(char.isalnum() for char in clean_line(text))


def unfit_name(name: str) -> Message | None:
    """Say why the name of who does something cannot be kept as it is; None if it can."""
    if is_unread(name):
        return no_text(name)
    if len(clean_line(name)) > LONGEST_ACCOUNT:
        return say("a name has at most {most} characters", most=LONGEST_ACCOUNT)
    return None
