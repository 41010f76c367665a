"""`attendance --from`: the people of a list are registered, and each line that is not taken is named."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from workshop_tui.cli.asking import typed
from workshop_tui.cli.note_options import do
from workshop_tui.cli.options import Failure
from workshop_tui.host import streams
from workshop_tui.locale import Message, plural, say
from workshop_tui.locale.system import reason
from workshop_tui.text import clean_line

if TYPE_CHECKING:
    from workshop_tui.service import Session
    from workshop_tui.session.attendance.roster import Listed


def take_from(opened: Session, file: str, at: str | None) -> None:
    """Register who the list names; say on stderr, with file and line, who is there twice and what is refused. Raises
    `Failure` once the rest is done, if any line was refused."""
    from workshop_tui.session.attendance.commands import Expect, known_told
    from workshop_tui.session.attendance.roster import read
    from workshop_tui.session.refusal import Refused
    from workshop_tui.text.persons import spellings_of

    page = streams.console_page() if file == "-" else None
    roster = read(_bytes(file), page or "cp1252")  # as spreadsheets save one
    if roster.refused and not roster.refused[0][0]:
        raise Failure(_where(file, *roster.refused[0]))
    known = {form: (key, 0) for key, one in opened.state.attendance.people.items() for form in spellings_of(one.name)}
    taken, doubles, refused = 0, 0, [_where(file, *one) for one in roster.refused]
    for one in roster.people:
        key, line = next((known[form] for form in spellings_of(one.name) if form in known), (None, 0))
        if key and not _adds(opened, key, one, line):
            doubles += 1
            streams.tell(_where(file, one.line, _double(one, line)))
            continue
        try:
            do(
                opened,
                Expect(opened.state.attendance.people[key].name if key else one.name, one.organisation, key),
                at,
            )
        except Refused as error:
            refused.append(_where(file, one.line, error.message))
            continue
        if key and not line:
            streams.tell(_where(file, one.line, known_told(opened.state.attendance.people[key].name, one.organisation)))
        taken += 1
        for form in spellings_of(one.name):
            known.setdefault(form, (key or list(opened.state.attendance.people)[-1], one.line))
    for line, unread in roster.unread:
        streams.tell(_where(file, line, unread))
    told = [
        plural("{count} person taken", "{count} people taken", taken),
        plural("{count} double skipped", "{count} doubles skipped", doubles) if doubles else "",
        plural("{count} line refused", "{count} lines refused", len(refused)) if refused else "",
    ]
    if taken or doubles or len(refused) > 1:
        streams.tell(" · ".join(part for part in told if part))
    if refused:
        raise Failure("\n".join(refused))


def _adds(opened: Session, key: str, one: Listed, line: int) -> bool:
    """Tell whether the list says where somebody comes from whom the session knows: otherwise than the session, or,
    of a double, than its `line` before, which said nothing."""
    was = opened.state.attendance.people[key].organisation
    return bool(one.organisation and one.organisation != was and not (line and was))


def _double(one: Listed, line: int) -> Message:
    if line:
        return say("{name} stands on line {line} already: skipped", name=one.name, line=line)
    return say("{name} is registered already: skipped", name=one.name)


def _where(file: str, line: int, why: Message) -> str:
    """`liste.csv:3: no name`, as with agendas."""
    return f"{clean_line(file)}:{line}: {why}" if line else f"{clean_line(file)}: {why}"


def _bytes(file: str) -> bytes:
    from workshop_tui.host.files import open_at_once
    from workshop_tui.session.attendance.roster import LARGEST

    try:
        if file == "-":
            return typed(say("paste the names, then {keys}", keys=streams.end_of_typing()), LARGEST + 1)
        with os.fdopen(open_at_once(Path(file)), "rb") as opened:
            return opened.read(LARGEST + 1)
    except (OSError, ValueError) as error:
        raise Failure(say("{file} cannot be read: {why}", file=clean_line(file), why=reason(error))) from None
