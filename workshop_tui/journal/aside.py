"""Notes and moves that could not be written where their session is kept: on this machine's disk until they are.

A file a terminal, in the data folder's `waiting/`, readable by its person alone; it is claimed while that terminal
lives. Whoever comes next to the same session as the same person takes over what one that is no more left there, and
writes it: what may have landed is looked for in the session first, so that each is written once.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import MsgspecError, Struct, json, structs

from workshop_tui import __version__, locations
from workshop_tui.host.claims import Claim
from workshop_tui.host.files import make_folder, names_in, open_new
from workshop_tui.session.event import Event, Recorded
from workshop_tui.session.events import as_json, from_json

if TYPE_CHECKING:
    from workshop_tui.session.privacy.forgetting import Without

ENDING = ".json"
CLAIMED = ".claim"


class Aside(Struct, kw_only=True):
    """The things that a terminal holds: the session they are bound to, and where it is kept; whose they are, with which
    right.

    `opened`: the instant at which that session was opened; another one of its name is not it. `seen`: the number of
    the last event that moved the day, as that terminal knew it. `events`: type, fields, and when each was recorded.
    `number`: the last event that it knew. `known`: the names in what it holds, by their codes; no others.
    """

    session: str
    place: str
    opened: datetime
    by: str
    may: int
    seen: int
    events: list[tuple[str, str, datetime]]
    drafts: dict[str, str]
    number: int = 0
    known: dict[str, str] = {}
    program: str = __version__

    @classmethod
    def written(cls, event: Event, at: datetime) -> tuple[str, str, datetime]:
        """Write an event."""
        return event.type, as_json(event), at

    def read(self) -> list[tuple[Event, datetime]]:
        """The events, and when each was recorded. Raises `ValueError` for one that only a newer program knows."""
        return [(from_json(kind, data), at) for kind, data, at in self.events]

    def left(self, without: Without) -> Aside:
        """Leave out what is forgotten; what only a newer program knows stays as it is."""
        try:
            events = [self.written(without.event(Recorded(0, at, event)), at) for event, at in self.read()]
        except ValueError:
            return self
        drafts = {about: left for about, text in self.drafts.items() if (left := without.draft(self.by, about, text))}
        known = {code: name for code, name in self.known.items() if without.draft("", "", name) == name}
        return structs.replace(self, events=events, drafts=drafts, known=known)

    def is_of(self, other: Aside) -> bool:
        """Tell whether it is the same person's, for the same session in the same place, with no greater right."""
        mine, theirs = (self.session, self.place, self.opened, self.by), (other.session, other.place, other.opened)
        return mine == (*theirs, other.by) and self.may <= other.may


class Place:
    """The file in which one terminal keeps what it holds, once it holds something."""

    def __init__(self) -> None:
        self._claim: Claim | None = None
        self.kept: Aside | None = None
        """The last that was written; None if nothing stands there."""

    def keep(self, aside: Aside, *, through: bool) -> None:
        """Keep it in the place of what was kept; `through` to the disk. Raises OSError, and leaves that."""
        if self._claim is None:
            from hashlib import sha256  # OpenSSL: 3 ms of each first frame

            _make_folder(aside.place)
            stem = sha256(f"{aside.place}\n{aside.session}".encode()).hexdigest()[:16]
            self._claim = Claim(locations.waiting() / f"{stem}-{os.urandom(8).hex()}{CLAIMED}")
        file = self._claim.file.with_suffix(ENDING)
        draft = file.with_suffix(".draft")
        draft.unlink(missing_ok=True)
        descriptor = open_new(draft, own=True)
        try:
            with os.fdopen(descriptor, "wb") as stream:
                stream.write(json.encode(aside))
                stream.flush()
                if through:
                    os.fsync(stream.fileno())
            draft.replace(file)
        except OSError:
            draft.unlink(missing_ok=True)
            raise
        self.kept = aside

    def drop(self) -> None:
        """Keep nothing any more: all is where it belongs."""
        self.kept = None
        if claim := self._claim:
            self._claim = None
            with suppress(OSError):
                claim.file.with_suffix(ENDING).unlink(missing_ok=True)
                claim.release(remove=True)

    @classmethod
    def claimed(cls, file: Path) -> Place | None:
        """The place that this `file` is, for this terminal from here on; None while its own lives."""
        found = cls()
        try:
            found._claim = Claim(file.with_suffix(CLAIMED))
        except OSError:
            return None
        found.kept = read(file)
        return found

    def leave(self) -> None:
        """Let go of it, and leave it where it is for the next."""
        if claim := self._claim:
            self._claim = None
            claim.release(remove=not claim.file.with_suffix(ENDING).exists())


def _make_folder(place: str) -> None:
    """Make the folder; in a data folder that a group shares, for all of it. Raises OSError.

    A data folder that is gone with the session itself, on a stick that was pulled out, is not made anew in its place.
    """
    folder = locations.waiting()
    if not folder.is_dir():
        if not folder.parent.is_dir() and Path(place).is_relative_to(os.path.realpath(folder.parent)):
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(folder.parent))
        make_folder(folder)
        if folder.parent.stat().st_mode & stat.S_ISGID:
            folder.chmod(0o2770)


def left_behind(like: Aside) -> Iterator[tuple[Aside, Place]]:
    """Yield what terminals that are no more left, of the same person for the same session, each in its place."""
    for file, aside in waiting():
        if not (aside.is_of(like) and (found := Place.claimed(file))):
            continue
        if found.kept:
            yield found.kept, found
        else:  # another was here first
            found.leave()


def read(file: Path) -> Aside | None:
    """The things in `file`; None if it cannot be read."""
    with suppress(OSError, MsgspecError):
        return json.decode(file.read_bytes(), type=Aside)
    return None


def waiting() -> list[tuple[Path, Aside]]:
    """The things that wait on this machine, for whatever session, each with its file. Raises OSError."""
    files = (locations.waiting() / name for name in sorted(names_in(locations.waiting())) if name.endswith(ENDING))
    return [(file, aside) for file in files if (aside := read(file))]


def leave_out(place: str, without: Without) -> None:
    """Leave out what is forgotten of what waits for the session that is kept there, but what a terminal that lives
    holds: that leaves it out itself, once it reads that it was forgotten. Raises OSError."""
    for file, aside in waiting():
        if aside.place != place or (left := aside.left(without)) == aside or not (found := Place.claimed(file)):
            continue
        if found.kept == aside:
            found.keep(left, through=True)
        found.leave()


def forget(place: str) -> None:
    """Keep nothing for the session that was there, and is deleted."""
    with suppress(OSError):
        for file, aside in waiting():
            if aside.place == place:
                file.unlink(missing_ok=True)
                file.with_suffix(CLAIMED).unlink(missing_ok=True)
