"""The command that lets go what is older than it is kept: the names in sessions, or whole sessions."""

from __future__ import annotations

import re
import sys
from calendar import monthrange
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from msgspec import Struct

from workshop_tui.cli.asking import be_sure, make_sure
from workshop_tui.cli.options import Failure, as_option
from workshop_tui.clock import SystemClock
from workshop_tui.host import streams
from workshop_tui.host.deeds import Deed, done
from workshop_tui.locale import _, language, plural, say
from workshop_tui.text import clean, clean_line
from workshop_tui.text.typography import quoted

if TYPE_CHECKING:
    from workshop_tui.journal import JournalError, Store
    from workshop_tui.journal.listing import Listed


class Age(Struct, frozen=True):
    """A length of time as people say how long something is kept: `count` days, months or years (`d`, `m`, `y`)."""

    count: int
    unit: str

    def __str__(self) -> str:
        return f"{self.count}{self.unit}"

    def before(self, today: date) -> date:
        """The day that is so long before `today`; in a shorter month, its last one."""
        if self.unit == "d":
            return today - timedelta(days=min(self.count, (today - date.min).days))
        months = self.count * (12 if self.unit == "y" else 1)
        year, month = divmod(today.year * 12 + today.month - 1 - months, 12)
        if year < date.min.year:
            return date.min
        return date(year, month + 1, min(today.day, monthrange(year, month + 1)[1]))


class AgeType(click.ParamType):  # type: ignore[type-arg]
    """An age, as `36m`."""

    name = "age"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Age:
        if isinstance(value, Age):
            return value
        if not (read := re.fullmatch(r"0*([1-9][0-9]{0,4})([dmy])", value.strip().lower(), re.ASCII)):
            self.fail(
                _("“{value}” is no length of time: write 36m (months), 3y or 90d", value=clean(value)), param, ctx
            )
        return Age(int(read[1]), read[2])


class Going(Struct):
    """A session of which something goes, or a plan that is not saved: a line that says what, and what does it, which
    gives the files that are copies of what went."""

    told: str
    go: Callable[[], list[Path]]


@click.command(
    "retain", help=_("Remove what has been kept long enough: the names in sessions, or whole sessions; asks first.")
)
@click.option(
    "--older-than",
    "age",
    type=AgeType(),
    metavar=_("AGE"),
    help=_("of sessions whose day is longer ago: 36m (months), 3y, 90d (left out: as is set)"),
)
@click.option("--names", "names", is_flag=True, help=_("remove the names, each replaced by its code (left out: this)"))
@click.option("--all", "whole", is_flag=True, help=_("remove whole sessions, with all that is in them"))
@click.option("--dry-run", is_flag=True, help=_("only say what would go"))
@click.option("--yes", is_flag=True, help=_("do not ask"))
@as_option
def retain(age: Age | None, names: bool, whole: bool, dry_run: bool, yes: bool, by: str) -> None:
    from workshop_tui.journal import JournalError
    from workshop_tui.journal.listing import Asked
    from workshop_tui.journal.sessions import default_store

    if names and whole:
        raise click.UsageError(_("“{one}” and “{other}” exclude each other", one="--names", other="--all"))
    if age is None:
        from workshop_tui import locations

        if (said := locations.setting("retention")) is None:
            raise click.MissingParameter(param_hint="'--older-than'", param_type="option")
        age = AgeType().convert(said, None, None)
    day = age.before(SystemClock().now().astimezone().date())
    try:
        store = default_store()
        found, failed = store.summaries(Asked(before=day))
        if not whole:
            found = _whole_chains(store, found)
    except JournalError as away:
        raise Failure(away.message) from None
    going = [*(_sessions(store, found) if whole else _names(store, found, by, age, failed))]
    plans = [*_plans(day), *_waiting(day)]
    for one in (*going, *plans):
        click.echo(one.told)
    if (going or plans) and not dry_run:
        _ask(len(going), len(plans), whole=whole, yes=yes)
        _let_go([*going, *plans], failed)
    if not (going or plans) and not failed and streams.somebody_at(sys.stderr):
        streams.tell(_("Nothing is older than that: no day before {day}.", day=day.isoformat()))
    for error in failed:
        streams.tell(clean(f"workshop-tui: {error}"))
    if failed:
        raise click.exceptions.Exit(1)


def _sessions(store: Store, found: list[Listed]) -> Iterator[Going]:
    for one in found:
        yield Going(_line(one), lambda session=one.id: _delete(store, session))  # type: ignore[misc]


def _delete(store: Store, session: str) -> list[Path]:
    from workshop_tui.journal.remains import copies_of
    from workshop_tui.journal.sqlite import Folder

    copies = copies_of(store.file_of(session)) if isinstance(store, Folder) else []
    store.delete(session)
    return copies


def _plans(day: date) -> Iterator[Going]:
    """The plans that nobody has changed since before that `day`, nor saved."""
    from workshop_tui.cli.leftovers import plans_before

    for one, changed in plans_before(day):
        told = _("a plan that is not saved: {file}", file=clean_line(one.draft.file))
        yield Going(f"{clean(one.file.name)}\t{changed.isoformat()}\t{told}", lambda file=one.file: _remove(file))  # type: ignore[misc]


def _waiting(day: date) -> Iterator[Going]:
    """Yield what could not be written in its session since before that `day`."""
    from workshop_tui.cli.leftovers import waiting_before

    for file, changed, session in waiting_before(day):
        told = _("what could not be written in {session}", session=clean_line(session))
        yield Going(f"{clean(file.name)}\t{changed.isoformat()}\t{told}", lambda file=file: _let_wait_no_more(file))  # type: ignore[misc]


def _let_wait_no_more(file: Path) -> list[Path]:
    from workshop_tui.journal.aside import Place

    if place := Place.claimed(file):
        place.drop()
    return []


def _remove(file: Path) -> list[Path]:
    from workshop_tui.journal import JournalError
    from workshop_tui.locale.system import reason

    try:
        file.unlink(missing_ok=True)
    except OSError as error:
        raise JournalError(say("{file} cannot be deleted: {why}", file=file, why=reason(error))) from None
    return []


def _whole_chains(store: Store, found: list[Listed]) -> list[Listed]:
    """The sessions of `found` but those that a younger one goes on from: their names go together, for codes stay one
    person's on all days."""
    from workshop_tui.journal.chains import in_chains

    every = store.summaries()[0]
    if not any(one.follows for one in every):
        return found
    old = {one.id for one in found}
    waiting = {one.id for chain in in_chains(every) if not old.issuperset(one.id for one in chain) for one in chain}
    for one in found:
        if one.id in waiting:
            told = _("{session}: its names go with those of the sessions that go on from it", session=clean(one.id))
            streams.tell(told)
    return [one for one in found if one.id not in waiting]


def _names(store: Store, found: list[Listed], by: str, age: Age, failed: list[JournalError]) -> Iterator[Going]:
    """The sessions in which there are names; those that cannot be read are told as `failed`."""
    from workshop_tui.journal import JournalError
    from workshop_tui.journal.sessions import load
    from workshop_tui.session.privacy.forgetting import without_all_names

    for one in found:
        try:
            count = len(without_all_names(load(store, one.id)).each)
        except JournalError as error:
            failed.append(error)
            continue
        if count:
            names = plural("{count} name", "{count} names", count)
            yield Going(f"{_line(one)}\t{names}", lambda session=one.id: _forget_names(store, session, by, age))  # type: ignore[misc]


def _forget_names(store: Store, session: str, by: str, age: Age) -> list[Path]:
    from workshop_tui.journal.remains import Forgotten, remains
    from workshop_tui.journal.sqlite import SqliteJournal
    from workshop_tui.service import Session
    from workshop_tui.session.privacy.forgetting import without_all_names

    opened = Session(store.open(session), SystemClock(), by)
    try:
        without = without_all_names(opened.state)
        opened.let_names_go(without, str(age))
        if not isinstance(journal := opened.journal, SqliteJournal):
            return []
        words = tuple(word for one in without.each for word in one.all_wholes)
        return remains([Forgotten(journal.file, opened.state.id, words, lambda _records: without)])
    finally:
        opened.close()


def _line(one: Listed) -> str:
    return f"{clean(one.id)}\t{one.day}\t{one.title}"


def _ask(count: int, plans: int, *, whole: bool, yes: bool) -> None:
    """Ask whether to do it; where nobody can answer, it has to be said with `--yes`. Raises `Failure`."""
    if not (yes or streams.somebody_at(sys.stdin)):
        raise Failure(say("nothing is removed: nobody is there to be asked, --yes does it"))
    sessions = plural("{count} session", "{count} sessions", count)
    if not count:
        unsaved = plural("{count} plan that is not saved", "{count} plans that are not saved", plans)
        be_sure(_("Delete {sessions} for good?", sessions=unsaved), yes=yes)
    elif whole:
        be_sure(_("Delete {sessions} for good?", sessions=sessions), yes=yes)
    else:
        make_sure(_("Remove the names from {sessions} for good?", sessions=sessions), yes=yes)


def _let_go(going: list[Going], failed: list[JournalError]) -> None:
    """Do it, one after the other: one that cannot be holds up no other."""
    from workshop_tui.journal import JournalError

    copies: list[Path] = []
    for one in going:
        try:
            copies += one.go()
            done(Deed.REMOVED)
        except JournalError as error:
            failed.append(error)
    streams.tell(_("What was handed out or saved before still has it."))
    if copies:
        files = ", ".join(quoted(clean_line(file.name), language()) for file in dict.fromkeys(copies))
        streams.tell(_("Copies of it stay: {files}.", files=files))
