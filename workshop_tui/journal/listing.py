"""Lists of sessions: what stands in one, and which ones are asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from msgspec import Struct

from workshop_tui.agenda.models import InCourse
from workshop_tui.session.summary import Summary, read
from workshop_tui.session.timing.day import Mode
from workshop_tui.text import fold


class Listed(Struct, frozen=True, eq=False):
    """A session in a store, under its id there: what a line says of it, and its summary, read when it is asked for."""

    id: str
    day: str
    """As ISO 8601 has it."""
    mode: str
    """The value of its `Mode`."""
    title: str
    kept: str | Summary
    """The summary, or how it is kept."""
    anew: Callable[[str], Summary] | None = None
    """Makes the summary of the session with an id, where what is kept is broken."""

    @classmethod
    def of(cls, session: str, summary: Summary) -> Listed:
        """The session with this id, whose summary is known."""
        return cls(session, summary.day.isoformat(), summary.mode.value, summary.title, summary)

    @property
    def summary(self) -> Summary:
        """The summary. Raises `JournalError` where it is broken, and cannot be made anew."""
        if isinstance(self.kept, Summary):
            return self.kept
        if (found := read(self.kept)) is None and self.anew:
            return self.anew(self.id)
        assert found, "what a store keeps can be made anew"
        return found

    @property
    def session(self) -> str:
        """The id that it was opened with."""
        if isinstance(self.kept, str) and f'"session":"{self.id}"' in self.kept:
            return self.id  # of ten thousand, few need be read for it
        return self.summary.session

    @property
    def course(self) -> InCourse | None:
        """The day of a course that it is, if it is one."""
        if isinstance(self.kept, str) and '"course":null' in self.kept:
            return None  # as above
        return self.summary.course

    @property
    def follows(self) -> str | None:
        """The session that it goes on from."""
        if isinstance(self.kept, str) and '"follows":null' in self.kept:
            return None
        return self.summary.follows

    @property
    def series(self) -> str | None:
        """The series that it is part of."""
        if isinstance(self.kept, str) and '"series":null' in self.kept:
            return None
        return self.summary.series

    @property
    def territory(self) -> str | None:
        """The territory that it is held in."""
        if isinstance(self.kept, str) and '"territory":null' in self.kept:
            return None
        return self.summary.territory

    @property
    def has_points(self) -> bool:
        """Tell whether a point was left open in it, or one was answered."""
        if isinstance(self.kept, str) and '"pending":0,"answers":0' in self.kept:
            return False
        return bool(self.summary.pending or self.summary.answers)

    @property
    def open(self) -> bool:
        """Tell whether the session has not ended."""
        return self.mode != Mode.ENDED

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Listed) and (self.id, self.summary) == (other.id, other.summary)

    def __hash__(self) -> int:
        return hash(self.id)


class Asked(Struct, frozen=True, kw_only=True):
    """The sessions that one wants to see: all that is said holds for each; None and "" say nothing.

    Each of the `words` stands in the id or the title, whatever its accents and capitals; `before` and `since` are days,
    the one left out and the other not; `title` is the agenda's own. `over_as_seen`: a session that was over and none of
    these when it was last seen is taken as it was. `lately`: so is each that was none of these, and what was seen a
    moment ago will do. `to_open`: if only one of them could be meant, it is opened and read next.
    """

    since: date | None = None
    before: date | None = None
    modes: frozenset[Mode] | None = None
    words: str = ""
    title: str | None = None
    over_as_seen: bool = False
    lately: bool = False
    to_open: bool = False

    @property
    def folded(self) -> list[str]:
        """The words, each as it is looked for."""
        return fold(self.words).split()

    def has(self, one: Listed) -> bool:
        """Tell whether this session is among them."""
        return (
            (self.since is None or one.day >= self.since.isoformat())
            and (self.before is None or one.day < self.before.isoformat())
            and (self.modes is None or one.mode in self.modes)
            and self.title in (None, one.title)
            and self.says(fold(f"{one.id} {one.title}"))
        )

    def says(self, folded: str) -> bool:
        """Tell whether each of the words stands in what an id and a title are, `folded`."""
        return all(word in folded for word in self.folded)


ALL = Asked()


def in_courses(sessions: Iterable[Listed]) -> list[list[Listed]]:
    """The sessions, the latest first, with the days of each course together, where its latest one stands.

    A course that is held once more is another: its days are numbered from the first again.
    """
    found: list[list[Listed]] = []
    going: dict[str, tuple[int, list[Listed]]] = {}
    for one in sessions:
        if (course := one.course) is None:
            found.append([one])
            continue
        number, days = going.get(course.title, (0, []))
        if course.number < number:
            days.append(one)
        else:
            days = [one]
            found.append(days)
        going[course.title] = course.number, days
    return found
