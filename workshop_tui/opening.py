"""Opening a session: its id, its first event, its time zone; and making it in a store."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import count

from msgspec import structs

from workshop_tui.agenda import Agenda
from workshop_tui.agenda.least import at_least
from workshop_tui.clock import Clock, host_zone
from workshop_tui.host.deeds import Deed, done
from workshop_tui.host.zone import unknown_zone
from workshop_tui.journal import JournalError, Store
from workshop_tui.journal.listing import Asked
from workshop_tui.journal.sessions import load, state_of
from workshop_tui.locale import Message, say
from workshop_tui.service import author
from workshop_tui.session import ids
from workshop_tui.session.event import Recorded
from workshop_tui.session.events import SessionOpened
from workshop_tui.session.names.codes import new_draw
from workshop_tui.session.privacy.confidentiality import Veil
from workshop_tui.session.state import State
from workshop_tui.text import clean_line, fold


def session_id(store: Store, plan: str, agenda: Agenda, day: date) -> str:
    """The id of the session of this agenda (its file is `plan`) on this day: the one that it has, else one for it.

    Two agendas whose files are called alike do not share a session. Raises `JournalError`.
    """
    for number in count(1):
        name = ids.made(plan, agenda.title, day, number)
        if not store.has(name) or _is_of(store, name, agenda):
            break
    return name


def _is_of(store: Store, name: str, agenda: Agenda) -> bool:
    """Tell whether a session is of this agenda: by its title, or, since that may have been changed, by its segments."""
    with store.open(name) as journal:
        if fold(journal.title() or "") == fold(agenda.title):
            return True
        planned = {segment.key for block in agenda.blocks for segment in block.segments}
        return 2 * len(planned & set(state_of(journal).day.plans)) >= len(planned)


def zoned(agenda: Agenda) -> Agenda:
    """The agenda with a time zone: its own, else the host's."""
    return agenda if agenda.timezone else structs.replace(agenda, timezone=host_zone())


def doubtful_zone(agenda: Agenda | None = None) -> Message | None:
    """Say that the environment names a time zone that there is not, if the hours of `agenda` (any) hang on it."""
    if (agenda and agenda.timezone) or (said := unknown_zone()) is None:
        return None
    return say(
        "TZ is “{said}”, which is no time zone: hours are those of {zone} (timezone = in the agenda says which)",
        said=clean_line(said),
        zone=host_zone(),
    )


def today(agenda: Agenda, clock: Clock) -> date:
    """The date it is where the agenda is."""
    return clock.now().astimezone(zoned(agenda).zone).date()


def day_before(store: Store, agenda: Agenda, day: date) -> str | None:
    """The session of the day of a course that comes before this one, as it was held last; None if none is there.

    Raises `JournalError`.
    """
    if agenda.course is None:
        return None
    for one in store.summaries(Asked(before=day + timedelta(days=1)))[0]:
        if (course := one.course) and course.title == agenda.course.title:
            return one.id if course.number < agenda.course.number else None  # else the course began anew
    return None


def opening(agenda: Agenda, day: date, name: str, clock: Clock, by: str, before: State | None = None) -> Recorded:
    """The first event of the session `name`, which follows the one `before`, and draws codes from the same lot.

    An agenda without a time zone has the host's from here on.
    """
    now, agenda = clock.now(), at_least(zoned(agenda))
    opened = SessionOpened(
        at=now,
        by=author(agenda, by),
        id=name,
        agenda=agenda,
        date=day,
        draw=before.names.draw if before else new_draw(),
        follows=before.id if before else None,
        coded=before.coded + len(Veil(structs.replace(before, chain=None)).codes) if before else 0,
    )
    return Recorded(1, now, opened)


def create(
    store: Store,
    agenda: Agenda,
    day: date,
    name: str,
    clock: Clock,
    by: str,
    present: frozenset[str] = frozenset(),
    follows: str | None = None,
) -> None:
    """Make the session `name` (its id) of `agenda` for `day`. Raises `JournalError` if it is there.

    It goes on from the session that it `follows`; of a course, from the day before by itself.
    """
    if why := ids.unfit(name):
        raise JournalError(why)
    follows = follows or day_before(store, agenda, day)
    before = load(store, follows) if follows and follows != name else None
    if before and not store.has(before.id):
        raise JournalError(say("{file} lies elsewhere: a session goes on from one beside it", file=before.id))
    try:
        store.create(name, [opening(agenda.settled(present), day, name, clock, by, before)])
    except FileExistsError:
        raise JournalError(say("the session {name} is there already", name=name)) from None
    done(Deed.RECORDED)
