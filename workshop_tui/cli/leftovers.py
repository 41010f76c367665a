"""The rest of the data folder, where something is forgotten: plans that are not saved, and files that are no sessions.

A plan that is not saved is the program's own: a name goes from it. Another file is named, and left as it is.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from workshop_tui import locations
from workshop_tui.host import streams
from workshop_tui.host.placing import sweep
from workshop_tui.journal.files import LOGS, is_called
from workshop_tui.locale import _, language
from workshop_tui.text import clean, clean_line, fold
from workshop_tui.text.typography import quoted

if TYPE_CHECKING:
    from workshop_tui.plans.kept import Kept

LARGEST = 1 << 22
"""Bytes of a file that are looked through."""
WAITING = "waiting"
"""The folder of what could not be written where its session is kept."""
_FOLDERS = ("", "plans", WAITING, "agendas", "crashes", "links", "sessions")
"""The folders of the data folder in which it is looked."""
Left = Callable[[str], str]
"""Gives what is left of a text."""


def show_rest(left: Left) -> bool:
    """Show the plans that are not saved and the other files of which not all is `left`; whether there are any."""
    from workshop_tui.plans.forgetting import that_hold

    plans = [*that_hold(left)]
    others = [*_others(left, {one.file for one in plans})]
    for one in plans:
        told = _("a plan that is not saved: {file}", file=clean_line(one.draft.file))
        click.echo(f"{clean(str(one.file))}\t{told}")
    told = _("a file in the data folder")
    for file in others:
        click.echo(f"{clean(str(file))}\t{told}")
    return bool(plans or others)


def forget_in_rest(left: Left, *, named: Collection[Path] = ()) -> None:
    """Keep what is `left` of the plans that are not saved; name the files that have more, but those `named` before."""
    from workshop_tui.plans.forgetting import forget

    with suppress(OSError):
        sweep(locations.sessions(), time.time())
    plans: list[Kept] = []
    try:
        plans = forget(left)
    except OSError as error:
        from workshop_tui.locale.system import reason

        file = clean_line(str(error.filename or locations.home()))
        streams.tell(_("{file} cannot be written: {why}", file=file, why=reason(error)))
    for one in plans:
        file = clean_line(one.draft.file)
        if one.is_left:
            streams.tell(_("{file}: it goes from the changes that are not saved, too; look them through.", file=file))
        else:
            streams.tell(_("{file} is open and not saved: take it out there, too.", file=file))
    saved = (file for file in dict.fromkeys(Path(one.draft.file) for one in plans) if _holds(file, left))
    tell_files([*saved, *_others(left, {*named, *(one.file for one in plans)})])


def tell_note_in_rest(text: str) -> None:
    """Name the files in which what a note said waits to be written, or was being written."""
    said = max((fold(line) for line in text.splitlines()), key=len, default="").replace('"', '\\"')
    if said:
        tell_files(_others(lambda there: "" if said in fold(there) else there, (), (WAITING, "sessions")))


def tell_files(files: Iterable[Path]) -> None:
    """Name these files, in which it still stands."""
    if told := ", ".join(quoted(clean_line(str(locations.short(file))), language()) for file in files):
        streams.tell(_("It still stands in {files}: take it out there, or remove what is not needed.", files=told))


def plans_before(day: date) -> Iterator[tuple[Kept, date]]:
    """Yield the plans that were changed last before that `day`, are not saved, and are of programs that are gone; each
    with its day."""
    from workshop_tui.plans.kept import drafts

    for one in drafts():
        changed = datetime.fromtimestamp(one.written_ns / 1e9).astimezone().date()
        if changed < day and one.is_left:
            yield one, changed


def waiting_before(day: date) -> Iterator[tuple[Path, date, str]]:
    """Yield what has waited to be written since before that `day`: the file, its day, and the session's id."""
    from workshop_tui.journal.aside import waiting

    with suppress(OSError):
        for file, aside in waiting():
            changed = datetime.fromtimestamp(file.stat().st_mtime).astimezone().date()
            if changed < day:
                yield file, changed, aside.session


def _others(left: Left, named: Collection[Path], folders: Collection[str] = _FOLDERS) -> Iterator[Path]:
    """Yield the files of the data folder that are no sessions, and of which not all is `left`."""
    for folder in folders:
        with suppress(OSError):
            for file in sorted((locations.home() / folder).iterdir()):
                if file not in named and not _is_ours(file) and _holds(file, left):
                    yield file


def _is_ours(file: Path) -> bool:
    """Tell whether it is a session's, or has copies of their summaries: these are looked after elsewhere."""
    name = next((file.name.removesuffix(log) for log in LOGS if file.name.endswith(log)), file.name)
    return file.parent.name == "sessions" and (is_called(name) or name == ".summaries")


def _holds(file: Path, left: Left) -> bool:
    with suppress(OSError):
        if file.is_file():
            with file.open("rb") as stream:
                text = stream.read(LARGEST).decode("utf-8", "replace")
            return left(text) != text
    return False
