"""The file of a plan that is being edited: read, saved in one step, and what is not saved yet kept in a draft.

The draft lies in the data folder and is the owner's alone: the whole plan as it is now, and what is half-typed. It goes
as the plan is saved; one whose program is gone is offered as the file is opened again. A file that has changed since it
was read is not written over (`ChangedOutside`) unless that is meant.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from msgspec import Struct

from workshop_tui import locations
from workshop_tui.agenda.editing.document import Document
from workshop_tui.agenda.structs import decode, encode
from workshop_tui.agenda.toml import Unreadable, read_bytes
from workshop_tui.host.files import led_to, make_folder, open_new
from workshop_tui.host.overwriting import is_stream
from workshop_tui.host.placing import draft_in
from workshop_tui.host.processes import is_over
from workshop_tui.locale import say
from workshop_tui.report.writing import write


class ChangedOutside(Exception):
    """The file is not as it was when it was read: another program has written it, or taken it away."""


class Draft(Struct, kw_only=True):
    """The part of a plan that is not saved, as it is kept."""

    file: str
    process: int
    base: str | None
    """The digest of the file as it was read; None: there was none."""
    plan: bytes
    about: str = ""
    """The thing that is being typed about, and what there is of it."""
    typed: str = ""


class Kept(NamedTuple):
    """A draft, and its file."""

    file: Path
    written_ns: int
    draft: Draft

    @property
    def is_left(self) -> bool:
        """Tell whether the program that kept it is gone."""
        return self.draft.process == os.getpid() or is_over(self.draft.process)


class PlanFile:
    """A plan, its file, and its draft."""

    def __init__(self, file: Path, fresh: bytes = b"", *, worth_saving: bool = False) -> None:
        """Read it; one that is not there yet begins as `fresh`, which may be worth saving as it is.

        Raises `Unreadable` where it is no TOML.
        """
        self.file = locations.whole(file)
        if is_stream(self.file):
            raise Unreadable(say("a plan is edited in a file, and this is none"))
        there = self._there()
        self._base = _digest(there)
        """The digest of the file that the plan began from; None: there was none."""
        self.is_new = there is None
        self.document = Document(fresh if there is None else there)
        self._saved = fresh if there is None and not worth_saving else there
        self._about = self._typed = ""
        self._mine: Path | None = None
        """The file of this program's draft."""
        self._written = 0
        self._stamp = self._looked()

    # ── the file ───────────────────────────────────────────────────────────────────────────────────────
    @property
    def is_changed(self) -> bool:
        """Tell whether the plan is not what stands in the file."""
        return self.document.raw != self._saved

    def changed_outside(self) -> bool:
        """Tell whether the file is not as it was read: its date and size first, then its bytes."""
        if self._looked() == self._stamp:
            return False
        if _digest(self._there()) != self._base:
            return True
        self._stamp = self._looked()
        return False

    def save(self, *, over: bool = False) -> None:
        """Write the plan into its file, and the draft away. Raises OSError; and `ChangedOutside`, unless `over`."""
        raw, there = self.document.raw, self._there()
        if not over and _digest(there) != self._base:
            raise ChangedOutside
        if raw != there:
            try:
                write(self.file, raw, over=over or there is not None)
            except FileExistsError:
                raise ChangedOutside from None
        self._is_saved(raw)

    def save_as(self, file: Path) -> None:
        """Write the plan into another file, which is its own from here on. Raises OSError: FileExistsError, too."""
        write(file, self.document.raw, over=False)
        self.let_go()
        self.file = locations.whole(file)
        self._is_saved(self.document.raw)

    def _is_saved(self, raw: bytes) -> None:
        self._base, self._saved, self._stamp = _digest(raw), raw, self._looked()
        self.is_new = False
        self.let_go()

    def read_again(self, told: str) -> None:
        """Be what stands in the file now, as one more change. Raises `Unreadable`."""
        there = read_bytes(self.file)
        self.document.become(there, told)
        self._base, self._saved, self._stamp = _digest(there), there, self._looked()

    def _there(self) -> bytes | None:
        """The bytes of the file; None if it is not there. Raises `Unreadable`."""
        try:
            if not led_to(self.file).exists():
                return None
        except OSError:
            pass
        return read_bytes(self.file)

    def _looked(self) -> tuple[int, int] | None:
        try:
            found = self.file.stat()
        except OSError:
            return None
        return found.st_mtime_ns, found.st_size

    # ── the draft ──────────────────────────────────────────────────────────────────────────────────────
    def _free(self) -> Path:
        """A name of no file, for a draft: putting one in the place of another would wait for the disk."""
        while True:
            self._written += 1
            file = folder() / f"{_name(self.file)}-{os.getpid()}-{self._written}.json"
            if not file.exists():
                return file

    def keep(self, about: str | None = None, typed: str = "") -> None:
        """Keep what is not saved, and what is typed `about` a thing, while something is. Raises OSError."""
        if about is not None:
            self._about, self._typed = (about, typed) if typed else ("", "")
        if not self.is_changed and not self._typed:
            self.let_go()
            return
        draft = Draft(
            file=str(self.file),
            process=os.getpid(),
            base=self._base,
            plan=self.document.raw,
            about=self._about,
            typed=self._typed,
        )
        make_folder(folder())
        before, self._mine = self._mine, put(self._free(), draft)
        _taken_away(before)

    def let_go(self) -> None:
        """Keep no draft any more."""
        before, self._mine = self._mine, None
        _taken_away(before)

    def left_behind(self) -> Draft | None:
        """The draft of this file that a program which is gone has left; None if there is none."""
        saved = self.document.raw
        found = [one for one in self._drafts() if one.draft.typed or one.draft.plan != saved]
        return max(found, key=lambda one: one.written_ns).draft if found else None

    def is_as_it_was(self, draft: Draft) -> bool:
        """Tell whether the file is the one that the draft began with."""
        return draft.base == self._base

    def take_up(self, draft: Draft, told: str) -> None:
        """Go on with that draft, as one change of the file; of a file that is another now, saving asks.

        Raises `Unreadable`.
        """
        self.document.become(draft.plan, told)
        self._about, self._typed, self._base = draft.about, draft.typed, draft.base
        self._stamp = self._looked() if _digest(self._there()) == self._base else None
        with suppress(OSError):
            self.keep()
        self.forget_drafts()

    def forget_drafts(self) -> None:
        """Take away what was left behind."""
        for one in [*self._drafts()]:
            with suppress(OSError):
                if one.file != self._mine:
                    one.file.unlink()

    @property
    def half_typed(self) -> tuple[str, str]:
        """The thing that is being typed about, and the text so far; nothing if nothing is."""
        return self._about, self._typed

    def _drafts(self) -> Iterator[Kept]:
        """Yield the drafts of this file whose programs are gone."""
        for one in drafts(f"{_name(self.file)}-*.json"):
            if one.draft.file == str(self.file) and one.is_left:
                yield one


def _taken_away(draft: Path | None) -> None:
    if draft:
        with suppress(OSError):
            draft.unlink()


def folder() -> Path:
    """The folder of the drafts. Raises OSError where there is no data folder."""
    return locations.home() / "plans"


def drafts(pattern: str = "*.json") -> Iterator[Kept]:
    """Yield the drafts whose files are called so, of whatever plan, as far as they can be read."""
    with suppress(OSError):
        for file in sorted(folder().glob(pattern)):
            with suppress(OSError, ValueError):
                yield Kept(file, file.stat().st_mtime_ns, decode(file.read_bytes(), Draft))


def put(file: Path, draft: Draft) -> Path:
    """Keep `draft` in that file, in one step. Raises OSError."""
    beside = draft_in(file.parent)
    with os.fdopen(open_new(beside, own=True), "wb") as stream:  # no disk is waited for: a key may have written it
        stream.write(encode(draft).encode())
    return beside.replace(file)


def _name(file: Path) -> str:
    return hashlib.sha256(os.fsencode(led_to(file))).hexdigest()[:16]


def _digest(raw: bytes | None) -> str | None:
    return None if raw is None else hashlib.sha256(raw).hexdigest()
