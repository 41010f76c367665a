"""Groups as rows, each with its state; under it, if asked for, who is in it."""

from __future__ import annotations

from collections.abc import Iterator

from textual.content import Content

from workshop_tui.locale import _, plural
from workshop_tui.session.groups.standing import GroupNow, GroupsNow
from workshop_tui.session.groups_told import state_told
from workshop_tui.session.state import State
from workshop_tui.tui.widgets.rows import Row

GROUP, PERSON = "group ", "person "
"""The beginnings of what a row is about: a group, or somebody; its key follows."""
SIGNS = {"working": " ", "done": "✓", "asks": "+"}


def group_rows(state: State, made: GroupsNow, width: int, *, people: bool, shares: dict[str, str]) -> Iterator[Row]:
    """Yield the rows, each cut to `width` cells. `shares`: what is said of each group's turn to report."""
    named = max((Content(str(one.group.called)).cell_length for one in made.groups), default=0)
    placed = max((Content(one.place or "").cell_length for one in made.groups), default=0)
    placed = min(placed, width // 4)
    rows = [_row(one, made, placed, shares.get(one.group.key, "")) for one in made.groups]
    room = width - 2 - max((rest.cell_length for _name, rest in rows), default=0)
    named = min(named, max(room, min(width // 3, 12)))
    for one, (name, rest) in zip(made.groups, rows, strict=True):
        sign = Content.styled(f"{SIGNS[one.state] if made.live else ' '} ", _colour(one))
        row = sign + name.truncate(named, ellipsis=True, pad=True) + rest
        yield GROUP + one.group.key, row.truncate(width, ellipsis=True)
        for key in one.group.members if people else ():
            yield PERSON + key, _person(state, key).truncate(width, ellipsis=True)
    if made.loose and people:
        yield None, Content.styled(_("In no group"), "bold $text-warning")
        for key in made.loose:
            yield PERSON + key, _person(state, key).truncate(width, ellipsis=True)


def _colour(one: GroupNow) -> str:
    return {"asks": "bold $text-warning", "done": "$text-success"}.get(one.state, "")


def _row(one: GroupNow, made: GroupsNow, placed: int, share: str) -> tuple[Content, Content]:
    """The name of a group, and all that is said after it."""
    name = Content.styled(str(one.group.called), "bold")
    place = Content(one.place or "").truncate(placed, ellipsis=True, pad=True)
    told = str(state_told(one)) if made.live else ""
    number = _("round {round}", round=one.group.round) if one.group.round else ""
    count = plural("{count} person", "{count} people", one.here) if one.group.members else ""
    parts = [Content("  "), place] if placed else []
    parts += [Content(f"  {number}")] if number else []
    parts += [Content.styled(f"  {told}", _colour(one))] if told else []
    parts += [Content.styled(f"  {count}", "$text-muted")] if count else []
    parts += [Content.styled(f"  {share}", "bold")] if share else []
    return name, Content("").join(parts)


def _person(state: State, key: str) -> Content:
    one = state.attendance.people[key]
    return Content.assemble("    ", one.name, (f"  {one.organisation}" if one.organisation else "", "$text-muted"))
